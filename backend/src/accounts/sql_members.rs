//! Rows of `memberships` and `api_tokens`.

use keruen_domain::id::{AccountId, ProjectId, StopId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::actor::{MemberRole, Membership};
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
    /// What an account is, in one statement: every page of somebody signed in asks for it.
    pub(crate) async fn memberships(&mut self, account: AccountId) -> Result<Vec<Membership>> {
        const SQL: &str = "SELECT m.project_id, m.role, s.stop_id FROM memberships m
            LEFT JOIN coordinator_stops s
            ON s.account_id = m.account_id AND s.project_id = m.project_id AND m.role = 'coordinator'
            WHERE m.account_id = $1 ORDER BY m.project_id, m.role, s.stop_id";
        type Row = (Uuid, String, Option<Uuid>);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(account.0).fetch_all(db).await)?;
        let mut memberships: Vec<Membership> = Vec::new();
        for (project, role, stop) in rows {
            let (project, role, stop) = (ProjectId(project), role_of(&role)?, stop.map(StopId));
            match memberships.last_mut() {
                Some(last) if last.project == project && last.role == role => last.stops.extend(stop),
                _ => memberships.push(Membership { project, role, stops: stop.into_iter().collect() }),
            }
        }
        Ok(memberships)
    }

    /// A coordinator runs this stop, beside those that they run already.
    pub(crate) async fn coordinator_stop_insert(
        &mut self,
        account: AccountId,
        project: ProjectId,
        stop: StopId,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO coordinator_stops (account_id, project_id, stop_id)
            VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(account.0).bind(project.0).bind(stop.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// A coordinator runs the whole project.
    pub(crate) async fn coordinator_stops_clear(&mut self, account: AccountId, project: ProjectId) -> Result<()> {
        const SQL: &str = "DELETE FROM coordinator_stops WHERE account_id = $1 AND project_id = $2";
        on!(self, db => sqlx::query(SQL).bind(account.0).bind(project.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Which stops the coordinators of a project run, by the order of the route.
    pub(crate) async fn coordinator_stops(&mut self, project: ProjectId) -> Result<Vec<(AccountId, StopId)>> {
        const SQL: &str = "SELECT m.account_id, m.stop_id FROM coordinator_stops m JOIN stops s ON s.id = m.stop_id
            WHERE m.project_id = $1 ORDER BY s.first_day, s.position, s.id, m.account_id";
        let rows: Vec<(Uuid, Uuid)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(account, stop)| (AccountId(account), StopId(stop))).collect())
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
