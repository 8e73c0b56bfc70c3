//! What somebody showed at the door, to be looked at again while they stay.

use keruen_domain::id::AccountId;

use super::is_over;
use crate::chance::Secret;
use crate::error::Result;
use crate::{Actor, Backend};

/// By what somebody was let in.
#[derive(Debug, Clone)]
pub enum Pass {
    /// A session.
    Session(Secret),
    /// A program's token.
    Token(Secret),
}

/// For whom a pass acts now; none when it has run out, was revoked, or never was one. Looking is no request of its
/// owner: it keeps no session alive.
pub async fn pass_actor(backend: &Backend, pass: &Pass) -> Result<Option<Actor>> {
    let mut tx = backend.read().await?;
    let account = match pass {
        Pass::Session(token) => tx
            .session(&token.hash())
            .await?
            .filter(|session| !is_over(session, backend.now()))
            .map(|session| AccountId(session.account_id)),
        Pass::Token(token) => tx.api_token_account(&token.hash()).await?,
    };
    let Some(id) = account else { return Ok(None) };
    Ok(Some(Actor::Account { id, memberships: tx.memberships(id).await? }))
}
