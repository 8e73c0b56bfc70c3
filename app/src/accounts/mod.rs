//! Accounts: signing in by password or one-time link, the password, signing out, tokens for programs.

mod link;
mod password;
mod session;
mod sign_in;
mod tokens;

use crate::routes::{Routes, Who};

/// Pages of accounts.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{lang}/sign-in", Who::Public, sign_in::page)
        .post("/{lang}/sign-in", Who::Public, sign_in::submit)
        .get("/{lang}/sign-in/link/{token}", Who::Secret, link::page)
        .post("/{lang}/sign-in/link/{token}", Who::Secret, link::submit)
        .post("/{lang}/sign-out", Who::Public, sign_in::sign_out)
        .get("/{lang}/desk/password", Who::SignedIn, password::page)
        .post("/{lang}/desk/password", Who::SignedIn, password::submit)
        .get("/{lang}/desk/tokens", Who::SignedIn, tokens::page)
        .post("/{lang}/desk/tokens", Who::SignedIn, tokens::submit)
        .post("/{lang}/desk/tokens/{api_token}/revoke", Who::SignedIn, tokens::revoke)
}
