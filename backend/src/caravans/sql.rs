//! Rows of `caravans`.

use keruen_domain::caravan::{Caravan, CaravanState, PeopleKind, Slug};
use keruen_domain::id::{CaravanId, ProjectId};
use keruen_domain::project::Project;
use keruen_domain::text::Localized;
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use super::CaravanCard;
use crate::projects::{ProjectRow, project_columns};
use crate::store::{Json, Result, StoreError, Tx, on, parsed, to_json};

/// Columns of [`CaravanRow`] from `caravans c`.
macro_rules! caravan_columns {
    () => {
        "c.id AS c_id, c.project_id AS c_project_id, c.slug AS c_slug, c.title AS c_title, c.about AS c_about,
         c.state AS c_state, c.people AS c_people, c.version AS c_version"
    };
}

pub(crate) use caravan_columns;

/// Columns and tables of [`WithProjectRow`].
macro_rules! with_project {
    () => {
        concat!(
            "SELECT ",
            caravan_columns!(),
            ", ",
            project_columns!(),
            ", c.revision FROM caravans c JOIN projects p ON p.id = c.project_id"
        )
    };
}

/// Columns of [`CardRow`].
macro_rules! card_columns {
    () => {
        concat!(
            caravan_columns!(),
            ", (SELECT MIN(s.first_day) FROM stops s WHERE s.caravan_id = c.id) AS first_day,
               (SELECT MAX(s.last_day) FROM stops s WHERE s.caravan_id = c.id) AS last_day,
               (SELECT COUNT(*) FROM stops s WHERE s.caravan_id = c.id) AS stops,
               (SELECT COUNT(*) FROM events e WHERE e.caravan_id = c.id AND e.state <> 'draft') AS events"
        )
    };
}

#[derive(Debug, sqlx::FromRow)]
#[expect(clippy::struct_field_names, reason = "column names of a join, told apart by the table's letter")]
pub(crate) struct CaravanRow {
    c_id: Uuid,
    c_project_id: Uuid,
    #[sqlx(try_from = "String")]
    c_slug: Slug,
    #[sqlx(try_from = "String")]
    c_title: Json<Localized>,
    #[sqlx(try_from = "String")]
    c_about: Json<Localized>,
    #[sqlx(try_from = "String")]
    c_state: CaravanState,
    #[sqlx(try_from = "String")]
    c_people: PeopleKind,
    c_version: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct WithProjectRow {
    #[sqlx(flatten)]
    caravan: CaravanRow,
    #[sqlx(flatten)]
    project: ProjectRow,
    revision: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct CardRow {
    #[sqlx(flatten)]
    caravan: CaravanRow,
    first_day: Option<String>,
    last_day: Option<String>,
    stops: i64,
    events: i64,
}

/// How an edit ended.
pub(super) enum Edit {
    Done,
    Stale,
    SlugTaken,
}

impl From<CaravanRow> for Caravan {
    fn from(row: CaravanRow) -> Self {
        Self {
            id: CaravanId(row.c_id),
            project: ProjectId(row.c_project_id),
            slug: row.c_slug,
            title: row.c_title.0,
            about: row.c_about.0,
            state: row.c_state,
            people: row.c_people,
            version: row.c_version,
        }
    }
}

impl WithProjectRow {
    fn read(self) -> (Caravan, Project, i64) {
        (self.caravan.into(), self.project.into(), self.revision)
    }
}

impl CardRow {
    fn read(self) -> Result<CaravanCard> {
        let day = |text: Option<String>, column| match text {
            Some(text) => parsed(CivilDate::parse(&text).ok(), "stops", column).map(Some),
            None => Ok(None),
        };
        Ok(CaravanCard {
            caravan: self.caravan.into(),
            first_day: day(self.first_day, "first_day")?,
            last_day: day(self.last_day, "last_day")?,
            stops: self.stops,
            events: self.events,
        })
    }
}

impl Tx {
    pub(crate) async fn caravan_find(&mut self, id: CaravanId) -> Result<Option<Caravan>> {
        const SQL: &str = concat!("SELECT ", caravan_columns!(), " FROM caravans c WHERE c.id = $1");
        let row: Option<CaravanRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_optional(db).await)?;
        Ok(row.map(Caravan::from))
    }

    /// As [`Tx::caravan_with_project`].
    pub(crate) async fn caravan_with_project_at(&mut self, slug: &Slug) -> Result<Option<(Caravan, Project, i64)>> {
        const SQL: &str = concat!(with_project!(), " WHERE c.slug = $1");
        let row: Option<WithProjectRow> =
            on!(self, db => sqlx::query_as(SQL).bind(slug.as_str()).fetch_optional(db).await)?;
        Ok(row.map(WithProjectRow::read))
    }

    /// A caravan with its project and its revision.
    pub(crate) async fn caravan_with_project(&mut self, id: CaravanId) -> Result<Option<(Caravan, Project, i64)>> {
        const SQL: &str = concat!(with_project!(), " WHERE c.id = $1");
        let row: Option<WithProjectRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_optional(db).await)?;
        Ok(row.map(WithProjectRow::read))
    }

    pub(crate) async fn caravan_cards_of(&mut self, project: ProjectId) -> Result<Vec<CaravanCard>> {
        const SQL: &str = concat!(
            "SELECT ",
            card_columns!(),
            " FROM caravans c WHERE c.project_id = $1 ORDER BY first_day NULLS LAST, c.created_at, c.id"
        );
        let rows: Vec<CardRow> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter().map(CardRow::read).collect()
    }

    pub(crate) async fn caravan_cards_public(&mut self) -> Result<Vec<CaravanCard>> {
        const SQL: &str = concat!(
            "SELECT ",
            card_columns!(),
            " FROM caravans c WHERE c.state = 'published' ORDER BY c.created_at, c.id"
        );
        let rows: Vec<CardRow> = on!(self, db => sqlx::query_as(SQL).fetch_all(db).await)?;
        rows.into_iter().map(CardRow::read).collect()
    }

    /// Inserts with version 1; `false` when another caravan has the slug.
    pub(crate) async fn caravan_insert(&mut self, caravan: &Caravan, now: Timestamp) -> Result<bool> {
        const SQL: &str =
            "INSERT INTO caravans (id, project_id, slug, title, about, state, people, version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8) ON CONFLICT (slug) DO NOTHING";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(caravan.id.0).bind(caravan.project.0).bind(caravan.slug.as_str()).bind(to_json(&caravan.title))
            .bind(to_json(&caravan.about)).bind(caravan.state.as_str()).bind(caravan.people.as_str()).bind(now.millis())
            .execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// The only thing that can be violated here is the slug's uniqueness; the transaction is over then.
    pub(super) async fn caravan_update(&mut self, caravan: &Caravan) -> Result<Edit> {
        const SQL: &str = "UPDATE caravans SET slug = $2, title = $3, about = $4, people = $5, version = version + 1
            WHERE id = $1 AND version = $6";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(caravan.id.0).bind(caravan.slug.as_str()).bind(to_json(&caravan.title)).bind(to_json(&caravan.about))
            .bind(caravan.people.as_str()).bind(caravan.version).execute(db).await.map(|done| done.rows_affected()));
        match done {
            Ok(1) => Ok(Edit::Done),
            Ok(_) => Ok(Edit::Stale),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(Edit::SlugTaken),
            Err(error) => Err(StoreError::from(error)),
        }
    }

    pub(crate) async fn caravan_publish(&mut self, id: CaravanId) -> Result<()> {
        const SQL: &str =
            "UPDATE caravans SET state = 'published', version = version + 1 WHERE id = $1 AND state <> 'published'";
        on!(self, db => sqlx::query(SQL).bind(id.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Tells the caravan's boards that something changed. It holds the caravan's row until the end of the
    /// transaction: call it last.
    pub(crate) async fn caravan_touch(&mut self, id: CaravanId) -> Result<()> {
        const SQL: &str = "UPDATE caravans SET revision = revision + 1 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).execute(db).await.map(drop))?;
        Ok(())
    }
}
