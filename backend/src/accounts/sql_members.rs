//! Rows of `memberships` and `api_tokens`.

use keruen_domain::id::{AccountId, ProjectId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::actor::MemberRole;
use crate::store::{Result, Tx, on, parsed};

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct MemberRow {
    pub(crate) account_id: Uuid,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) role: String,
}

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct ApiTokenRow {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) created_at: i64,
    pub(crate) revoked_at: Option<i64>,
}

impl Tx {
    pub(crate) async fn memberships(&mut self, account: AccountId) -> Result<Vec<(ProjectId, MemberRole)>> {
        const SQL: &str = "SELECT project_id, role FROM memberships WHERE account_id = $1 ORDER BY project_id, role";
        let rows: Vec<(Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(account.0).fetch_all(db).await)?;
        let read = |(project, role): (Uuid, String)| Ok((ProjectId(project), role_of(&role)?));
        rows.into_iter().map(read).collect()
    }

    pub(crate) async fn member_insert(
        &mut self,
        account: AccountId,
        project: ProjectId,
        role: MemberRole,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO memberships (account_id, project_id, role, created_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(account.0).bind(project.0).bind(role.as_str()).bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn member_list(&mut self, project: ProjectId) -> Result<Vec<MemberRow>> {
        const SQL: &str = "SELECT m.account_id, a.email, a.name, m.role
            FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE m.project_id = $1
            ORDER BY m.created_at, m.account_id, m.role";
        Ok(on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?)
    }

    pub(crate) async fn member_delete(&mut self, account: AccountId, project: ProjectId) -> Result<bool> {
        const SQL: &str = "DELETE FROM memberships WHERE account_id = $1 AND project_id = $2";
        let done = on!(self, db => sqlx::query(SQL).bind(account.0).bind(project.0).execute(db).await
            .map(|done| done.rows_affected()))?;
        Ok(done > 0)
    }

    pub(crate) async fn api_token_insert(
        &mut self,
        id: Uuid,
        token: &[u8],
        account: AccountId,
        name: &str,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str =
            "INSERT INTO api_tokens (id, token_hash, account_id, name, created_at) VALUES ($1, $2, $3, $4, $5)";
        on!(self, db => sqlx::query(SQL).bind(id).bind(token).bind(account.0).bind(name).bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn api_token_account(&mut self, token: &[u8]) -> Result<Option<AccountId>> {
        const SQL: &str = "SELECT account_id FROM api_tokens WHERE token_hash = $1 AND revoked_at IS NULL";
        let account: Option<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(token).fetch_optional(db).await)?;
        Ok(account.map(AccountId))
    }

    pub(crate) async fn api_token_list(&mut self, account: AccountId) -> Result<Vec<ApiTokenRow>> {
        const SQL: &str =
            "SELECT id, name, created_at, revoked_at FROM api_tokens WHERE account_id = $1 ORDER BY created_at, id";
        Ok(on!(self, db => sqlx::query_as(SQL).bind(account.0).fetch_all(db).await)?)
    }

    pub(crate) async fn api_token_revoke(&mut self, account: AccountId, id: Uuid, now: Timestamp) -> Result<bool> {
        const SQL: &str =
            "UPDATE api_tokens SET revoked_at = COALESCE(revoked_at, $3) WHERE id = $1 AND account_id = $2";
        let done = on!(self, db => sqlx::query(SQL).bind(id).bind(account.0).bind(now.millis()).execute(db).await
            .map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }
}

pub(crate) fn role_of(word: &str) -> Result<MemberRole> {
    parsed(MemberRole::parse(word), "memberships", "role")
}
