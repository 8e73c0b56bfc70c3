//! Bearer tokens, with which programs act for an account.

use keruen_domain::form::FormReader;
use keruen_domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::chance::Secret;
use crate::error::{Refusal, Result};
use crate::{Actor, Backend};

/// The form for a new token as it came.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ApiTokenForm {
    /// What it is for.
    pub name: String,
}

/// A token as its owner sees it; the secret was shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its id.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Makes a token; the answer is the only time that anybody sees it.
pub async fn api_token_create(backend: &Backend, actor: &Actor, form: &ApiTokenForm) -> Result<Secret> {
    let account = actor.account()?;
    let mut reader = FormReader::default();
    let name = reader.line("name", &form.name);
    let name = reader.finish(name)?;
    let now = backend.now();
    let token = backend.draw_secret();
    let mut tx = backend.write().await?;
    tx.api_token_insert(backend.new_id(now), &token.hash(), account, &name, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// For whom a token acts; none when it was revoked or never one.
pub async fn api_token_actor(backend: &Backend, token: &str) -> Result<Option<Actor>> {
    let mut tx = backend.read().await?;
    let Some(id) = tx.api_token_account(&Secret::given(token).hash()).await? else { return Ok(None) };
    let memberships = tx.memberships(id).await?;
    Ok(Some(Actor::Account { id, memberships }))
}

/// The account's own tokens, oldest first.
pub async fn api_token_list(backend: &Backend, actor: &Actor) -> Result<Vec<ApiToken>> {
    let rows = backend.read().await?.api_token_list(actor.account()?).await?;
    let read = |row: super::sql_members::ApiTokenRow| ApiToken {
        id: row.id,
        name: row.name,
        created_at: Timestamp::from_millis(row.created_at),
        revoked_at: row.revoked_at.map(Timestamp::from_millis),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Ends one of the account's own tokens.
pub async fn api_token_revoke(backend: &Backend, actor: &Actor, id: Uuid) -> Result<()> {
    let account = actor.account()?;
    let mut tx = backend.write().await?;
    if !tx.api_token_revoke(account, id, backend.now()).await? {
        return Err(Refusal::NotFound.into());
    }
    Ok(tx.commit().await?)
}
