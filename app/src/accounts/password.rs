//! Setting one's password. It ends the account's other sessions.

use axum::response::Response;
use keruen_backend::accounts::{self, PasswordForm};
use leptos::prelude::*;
use serde::Deserialize;

use super::sign_in::begin;
use crate::desk::form::{Fields, Wrong};
use crate::desk::page::{DeskPage, signed};
use crate::error::PageResult;
use crate::extract::{Asked, FormOf};
use crate::request::{Ctx, Signed};
use crate::ui::{Button, ButtonKind, LinkButton};
use crate::words;

/// Fewest characters that are printed as the rule; the verb decides.
const MIN: i64 = 10;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Moment {
    /// Not empty right after a one-time link: then setting a password may be put off.
    first: String,
}

pub(super) async fn page(ctx: Ctx, Asked(asked): Asked<Moment>) -> PageResult {
    let signed = signed(&ctx)?;
    Ok(form(&ctx, &signed, !asked.first.is_empty(), &Wrong::default()))
}

pub(super) async fn submit(ctx: Ctx, FormOf(posted): FormOf<PasswordForm>) -> PageResult {
    let signed = signed(&ctx)?;
    match accounts::password_set(&ctx.app.backend, &ctx.actor(), &posted).await {
        Ok(session) => Ok(begin(&ctx, session.expose(), "/desk?done=password")),
        Err(error) => Ok(form(&ctx, &signed, false, &Wrong::of(&ctx, error)?)),
    }
}

fn form(ctx: &Ctx, signed: &Signed, first: bool, wrong: &Wrong) -> Response {
    let (lang, action, later) = (ctx.lang, ctx.href("/desk/password"), ctx.href("/desk"));
    let (name, email) = (signed.name.clone(), signed.email.clone());
    DeskPage::new(ctx, words::set_password_title(lang)).narrow().status(wrong.status()).show(|| {
        let fields = Fields::new(lang, wrong);
        view! {
                <p class="muted">{words::signed_in_as(lang, name)}</p>
                {wrong.view(lang)}
                <form class="stack" method="post" action=action novalidate>
                    // Password managers file the new password under this name.
                    <input class="visually-hidden" type="email" name="username" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true" />
                    {fields.password("password", "new-password", &words::set_password_rules(lang, MIN))}
                    {fields.password("password_again", "new-password", "")}
                    <div class="actions">
                        <Button>{words::set_password_button(lang)}</Button>
                        {first.then(|| view! { <LinkButton href=later kind=ButtonKind::Quiet>{words::set_password_later(lang)}</LinkButton> })}
                    </div>
                </form>
        }
    })
}
