//! Rows of `accounts`, `sign_in_links` and `sessions`.

use keruen_domain::id::AccountId;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on};

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct AccountRow {
    pub(crate) id: Uuid,
    pub(crate) email: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) opens_projects: bool,
}

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct LinkRow {
    pub(crate) expires_at: i64,
    pub(crate) used_at: Option<i64>,
}

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct SessionRow {
    pub(crate) account_id: Uuid,
    pub(crate) created_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) has_password: bool,
}

impl Tx {
    pub(crate) async fn account(&mut self, id: AccountId) -> Result<Option<AccountRow>> {
        const SQL: &str = "SELECT id, email, password_hash, opens_projects FROM accounts WHERE id = $1";
        Ok(on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_optional(db).await)?)
    }

    pub(crate) async fn account_by_email(&mut self, email: &str) -> Result<Option<AccountRow>> {
        const SQL: &str = "SELECT id, email, password_hash, opens_projects FROM accounts WHERE email = $1";
        Ok(on!(self, db => sqlx::query_as(SQL).bind(email).fetch_optional(db).await)?)
    }

    /// `false` when the e-mail has an account already.
    pub(crate) async fn account_insert(
        &mut self,
        id: AccountId,
        email: &str,
        name: &str,
        now: Timestamp,
    ) -> Result<bool> {
        const SQL: &str = "INSERT INTO accounts (id, email, name, opens_projects, created_at)
            VALUES ($1, $2, $3, FALSE, $4) ON CONFLICT (email) DO NOTHING";
        let done = on!(self, db => sqlx::query(SQL).bind(id.0).bind(email).bind(name).bind(now.millis()).execute(db).await
            .map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    pub(crate) async fn account_let_open_projects(&mut self, id: AccountId) -> Result<()> {
        const SQL: &str = "UPDATE accounts SET opens_projects = TRUE WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn account_set_password(&mut self, id: AccountId, hash: &str) -> Result<()> {
        const SQL: &str = "UPDATE accounts SET password_hash = $2 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).bind(hash).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Nobody ever signed in to the account or was given it by the console, and it belongs to no project but this one.
    pub(crate) async fn account_is_untouched(&mut self, id: AccountId, project: Uuid) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM accounts a WHERE a.id = $1 AND a.password_hash IS NULL
            AND a.opens_projects = FALSE
            AND NOT EXISTS (SELECT 1 FROM sign_in_links l WHERE l.account_id = a.id AND l.used_at IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.account_id = a.id AND m.project_id <> $2))";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(id.0).bind(project).fetch_one(db).await)?)
    }

    pub(crate) async fn link(&mut self, token: &[u8]) -> Result<Option<LinkRow>> {
        const SQL: &str = "SELECT expires_at, used_at FROM sign_in_links WHERE token_hash = $1";
        Ok(on!(self, db => sqlx::query_as(SQL).bind(token).fetch_optional(db).await)?)
    }

    pub(crate) async fn link_insert(&mut self, token: &[u8], account: AccountId, expires: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO sign_in_links (token_hash, account_id, expires_at) VALUES ($1, $2, $3)";
        on!(self, db => sqlx::query(SQL).bind(token).bind(account.0).bind(expires.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Marks the link as used and gives its account; none when it was used, has run out or is unknown.
    pub(crate) async fn link_use(&mut self, token: &[u8], now: Timestamp) -> Result<Option<AccountId>> {
        const SQL: &str = "UPDATE sign_in_links SET used_at = $2
            WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING account_id";
        let account: Option<Uuid> =
            on!(self, db => sqlx::query_scalar(SQL).bind(token).bind(now.millis()).fetch_optional(db).await)?;
        Ok(account.map(AccountId))
    }

    pub(crate) async fn link_delete_unused(&mut self, account: AccountId) -> Result<()> {
        const SQL: &str = "DELETE FROM sign_in_links WHERE account_id = $1 AND used_at IS NULL";
        on!(self, db => sqlx::query(SQL).bind(account.0).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn session(&mut self, token: &[u8]) -> Result<Option<SessionRow>> {
        const SQL: &str = "SELECT s.account_id, s.created_at, s.seen_at, a.email, a.name,
                a.password_hash IS NOT NULL AS has_password
            FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = $1";
        Ok(on!(self, db => sqlx::query_as(SQL).bind(token).fetch_optional(db).await)?)
    }

    pub(crate) async fn session_insert(&mut self, token: &[u8], account: AccountId, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO sessions (token_hash, account_id, created_at, seen_at) VALUES ($1, $2, $3, $3)";
        on!(self, db => sqlx::query(SQL).bind(token).bind(account.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn session_touch(&mut self, token: &[u8], now: Timestamp) -> Result<()> {
        const SQL: &str = "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2";
        on!(self, db => sqlx::query(SQL).bind(token).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn session_delete(&mut self, token: &[u8]) -> Result<()> {
        const SQL: &str = "DELETE FROM sessions WHERE token_hash = $1";
        on!(self, db => sqlx::query(SQL).bind(token).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn session_delete_all(&mut self, account: AccountId) -> Result<()> {
        const SQL: &str = "DELETE FROM sessions WHERE account_id = $1";
        on!(self, db => sqlx::query(SQL).bind(account.0).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn session_delete_stale(
        &mut self,
        account: AccountId,
        born: Timestamp,
        seen: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "DELETE FROM sessions WHERE account_id = $1 AND (created_at <= $2 OR seen_at <= $3)";
        on!(self, db => sqlx::query(SQL).bind(account.0).bind(born.millis()).bind(seen.millis()).execute(db).await.map(drop))?;
        Ok(())
    }
}
