//! Rows of `projects`.

use keruen_domain::id::ProjectId;
use keruen_domain::project::{Indicator, Project};
use keruen_domain::project_form::keep_until;
use keruen_domain::text::Localized;
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use crate::store::{Json, Result, Tx, on, to_json};

/// Columns of [`ProjectRow`] from `projects p`.
macro_rules! project_columns {
    () => {
        "p.id AS p_id, p.title AS p_title, p.grantor AS p_grantor, p.contract_no AS p_contract_no, p.first_day AS p_first_day,
         p.last_day AS p_last_day, p.operator AS p_operator, p.operator_bin AS p_operator_bin, p.consent_text AS p_consent_text,
         p.consent_version AS p_consent_version, p.consent_days AS p_consent_days, p.keep_until AS p_keep_until, p.plan AS p_plan, p.version AS p_version"
    };
}
pub(crate) use project_columns;

#[derive(Debug, sqlx::FromRow)]
#[expect(clippy::struct_field_names, reason = "column names of a join, told apart by the table's letter")]
pub(crate) struct ProjectRow {
    p_id: Uuid,
    #[sqlx(try_from = "String")]
    p_title: Json<Localized>,
    #[sqlx(try_from = "String")]
    p_grantor: Json<Localized>,
    p_contract_no: String,
    #[sqlx(try_from = "String")]
    p_first_day: CivilDate,
    #[sqlx(try_from = "String")]
    p_last_day: CivilDate,
    #[sqlx(try_from = "String")]
    p_operator: Json<Localized>,
    p_operator_bin: String,
    #[sqlx(try_from = "String")]
    p_consent_text: Json<Localized>,
    p_consent_version: i64,
    p_consent_days: i64,
    p_keep_until: Option<String>,
    #[sqlx(try_from = "String")]
    p_plan: Json<Vec<(Indicator, i64)>>,
    p_version: i64,
}

/// Of a project that never said until when: as for a new one.
pub(crate) fn kept_until(day: Option<&str>, last_day: CivilDate) -> CivilDate {
    day.and_then(|text| CivilDate::parse(text).ok()).unwrap_or_else(|| keep_until(last_day))
}

impl From<ProjectRow> for Project {
    fn from(row: ProjectRow) -> Self {
        Self {
            id: ProjectId(row.p_id),
            title: row.p_title.0,
            grantor: row.p_grantor.0,
            contract_no: row.p_contract_no,
            first_day: row.p_first_day,
            last_day: row.p_last_day,
            operator: row.p_operator.0,
            operator_bin: row.p_operator_bin,
            consent_text: row.p_consent_text.0,
            consent_version: row.p_consent_version,
            consent_days: row.p_consent_days,
            keep_until: kept_until(row.p_keep_until.as_deref(), row.p_last_day),
            plan: row.p_plan.0,
            version: row.p_version,
        }
    }
}

impl Tx {
    /// Projects with a stop on one of the days from `first` to `last`.
    pub(crate) async fn projects_under_way(&mut self, first: CivilDate, last: CivilDate) -> Result<Vec<ProjectId>> {
        const SQL: &str = "SELECT DISTINCT c.project_id FROM stops s JOIN caravans c ON c.id = s.caravan_id
            WHERE s.first_day <= $2 AND s.last_day >= $1";
        let (first, last) = (first.to_string(), last.to_string());
        let rows: Vec<Uuid> =
            on!(self, db => sqlx::query_scalar(SQL).bind(first.as_str()).bind(last.as_str()).fetch_all(db).await)?;
        Ok(rows.into_iter().map(ProjectId).collect())
    }

    pub(crate) async fn project_find(&mut self, id: ProjectId) -> Result<Option<Project>> {
        const SQL: &str = concat!("SELECT ", project_columns!(), " FROM projects p WHERE p.id = $1");
        let row: Option<ProjectRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_optional(db).await)?;
        Ok(row.map(Project::from))
    }

    pub(crate) async fn project_exists(&mut self, id: ProjectId) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM projects WHERE id = $1)";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(id.0).fetch_one(db).await)?)
    }

    pub(crate) async fn project_list(&mut self) -> Result<Vec<Project>> {
        const SQL: &str = concat!("SELECT ", project_columns!(), " FROM projects p ORDER BY p.created_at, p.id");
        let rows: Vec<ProjectRow> = on!(self, db => sqlx::query_as(SQL).fetch_all(db).await)?;
        Ok(rows.into_iter().map(Project::from).collect())
    }

    /// Inserts with version 1.
    pub(crate) async fn project_insert(&mut self, project: &Project, now: Timestamp) -> Result<()> {
        const SQL: &str =
            "INSERT INTO projects (id, title, grantor, contract_no, first_day, last_day, operator, operator_bin,
            consent_text, consent_version, plan, version, created_at, consent_days, keep_until)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14)";
        on!(self, db => sqlx::query(SQL)
            .bind(project.id.0).bind(to_json(&project.title)).bind(to_json(&project.grantor)).bind(&project.contract_no)
            .bind(project.first_day.to_string()).bind(project.last_day.to_string()).bind(to_json(&project.operator))
            .bind(&project.operator_bin).bind(to_json(&project.consent_text)).bind(project.consent_version)
            .bind(to_json(&project.plan)).bind(now.millis()).bind(project.consent_days).bind(project.keep_until.to_string()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// `false` when the project has another version by now.
    pub(crate) async fn project_update(&mut self, project: &Project) -> Result<bool> {
        const SQL: &str = "UPDATE projects SET title = $2, grantor = $3, contract_no = $4, first_day = $5, last_day = $6,
            operator = $7, operator_bin = $8, consent_text = $9, consent_version = $10, plan = $11, version = version + 1,
            consent_days = $13, keep_until = $14 WHERE id = $1 AND version = $12";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(project.id.0).bind(to_json(&project.title)).bind(to_json(&project.grantor)).bind(&project.contract_no)
            .bind(project.first_day.to_string()).bind(project.last_day.to_string()).bind(to_json(&project.operator))
            .bind(&project.operator_bin).bind(to_json(&project.consent_text)).bind(project.consent_version)
            .bind(to_json(&project.plan)).bind(project.version).bind(project.consent_days).bind(project.keep_until.to_string())
            .execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// Holds the project's row until the end of the transaction; `false` when there is none.
    pub(crate) async fn project_lock(&mut self, id: ProjectId) -> Result<bool> {
        const SQL: &str = "UPDATE projects SET version = version WHERE id = $1";
        let done = on!(self, db => sqlx::query(SQL).bind(id.0).execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }
}
