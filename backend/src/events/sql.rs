//! Rows of `events`.

use std::collections::BTreeMap;

use keruen_domain::event::{Counting, Event, EventKind, EventState};
use keruen_domain::id::{CaravanId, EventId, ProjectId, StopId};
use keruen_domain::scan::{AmberRule, Verdict};
use keruen_domain::text::Localized;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::{EventPage, EventView};
use crate::caravans::{CaravanRow, MaybeStop, caravan_columns, stop_columns};
use crate::projects::{ProjectRow, project_columns};
use crate::store::{Json, Result, Tx, on, parsed, to_json};

/// Columns of [`EventRow`] from `events e`.
macro_rules! event_columns {
    () => {
        "e.id AS e_id, e.caravan_id AS e_caravan_id, e.stop_id AS e_stop_id, e.kind AS e_kind, e.title AS e_title,
         e.about AS e_about, e.place AS e_place, e.starts_at AS e_starts_at, e.ends_at AS e_ends_at, e.zone AS e_zone,
         e.capacity AS e_capacity, e.state AS e_state, e.counting AS e_counting, e.age_min AS e_age_min, e.age_max AS e_age_max,
         e.rules AS e_rules, e.version AS e_version"
    };
}

/// Columns of [`ViewRow`].
macro_rules! view_columns {
    () => {
        concat!(
            event_columns!(),
            ", e.seats_taken, (SELECT COUNT(*) FROM registrations r WHERE r.event_id = e.id AND r.state = 'waiting') AS waiting"
        )
    };
}

pub(crate) use event_columns;

#[derive(Debug, sqlx::FromRow)]
#[expect(clippy::struct_field_names, reason = "column names of a join, told apart by the table's letter")]
pub(crate) struct EventRow {
    e_id: Uuid,
    e_caravan_id: Uuid,
    e_stop_id: Option<Uuid>,
    #[sqlx(try_from = "String")]
    e_kind: EventKind,
    #[sqlx(try_from = "String")]
    e_title: Json<Localized>,
    #[sqlx(try_from = "String")]
    e_about: Json<Localized>,
    #[sqlx(try_from = "String")]
    e_place: Json<Localized>,
    e_starts_at: i64,
    e_ends_at: i64,
    e_zone: String,
    e_capacity: Option<i64>,
    #[sqlx(try_from = "String")]
    e_state: EventState,
    #[sqlx(try_from = "String")]
    e_counting: Counting,
    e_age_min: Option<i64>,
    e_age_max: Option<i64>,
    #[sqlx(try_from = "String")]
    e_rules: Json<BTreeMap<Verdict, AmberRule>>,
    e_version: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct OwnedRow {
    #[sqlx(flatten)]
    event: EventRow,
    project_id: Uuid,
}

#[derive(Debug, sqlx::FromRow)]
struct ViewRow {
    #[sqlx(flatten)]
    event: EventRow,
    seats_taken: i64,
    waiting: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct PageRow {
    #[sqlx(flatten)]
    view: ViewRow,
    #[sqlx(flatten)]
    home: Home,
    #[sqlx(flatten)]
    stop: MaybeStop,
}

/// Caravan and project of the event that was asked for; none beside the others.
#[derive(Debug)]
struct Home(Option<(CaravanRow, ProjectRow)>);

impl<'r, R> sqlx::FromRow<'r, R> for Home
where
    R: sqlx::Row,
    CaravanRow: sqlx::FromRow<'r, R>,
    ProjectRow: sqlx::FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    Option<Uuid>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let found: Option<Uuid> = row.try_get("c_id")?;
        found.map(|_| Ok((CaravanRow::from_row(row)?, ProjectRow::from_row(row)?))).transpose().map(Self)
    }
}

/// Columns and tables of [`PageRow`]: what belongs to an event's page stands beside the event `$1` only.
macro_rules! page_rows {
    () => {
        concat!(
            "SELECT ",
            view_columns!(),
            ", ",
            caravan_columns!(),
            ", ",
            project_columns!(),
            ", ",
            stop_columns!(),
            " FROM events e LEFT JOIN caravans c ON c.id = e.caravan_id AND e.id = $1 LEFT JOIN projects p ON p.id = c.project_id
             LEFT JOIN stops s ON s.id = e.stop_id AND e.id = $1"
        )
    };
}

impl EventRow {
    pub(crate) fn read(self) -> Result<Event> {
        let age = |age: Option<i64>, column| match age {
            Some(age) => parsed(u8::try_from(age).ok(), "events", column).map(Some),
            None => Ok(None),
        };
        Ok(Event {
            id: EventId(self.e_id),
            caravan: CaravanId(self.e_caravan_id),
            stop: self.e_stop_id.map(StopId),
            kind: self.e_kind,
            title: self.e_title.0,
            about: self.e_about.0,
            place: self.e_place.0,
            starts_at: Timestamp::from_millis(self.e_starts_at),
            ends_at: Timestamp::from_millis(self.e_ends_at),
            zone: self.e_zone,
            capacity: self.e_capacity,
            state: self.e_state,
            counting: self.e_counting,
            age_min: age(self.e_age_min, "age_min")?,
            age_max: age(self.e_age_max, "age_max")?,
            rules: self.e_rules.0,
            version: self.e_version,
        })
    }
}

/// The event that was asked for, and the others.
fn pages(rows: Vec<PageRow>) -> Result<(Option<EventPage>, Vec<EventView>)> {
    let (mut page, mut others) = (None, Vec::with_capacity(rows.len()));
    for row in rows {
        let view = row.view.read()?;
        match row.home.0 {
            Some((caravan, project)) => {
                page = Some(EventPage { view, caravan: caravan.into(), stop: row.stop.0, project: project.into() });
            }
            None => others.push(view),
        }
    }
    Ok((page, others))
}

impl ViewRow {
    fn read(self) -> Result<EventView> {
        Ok(EventView::new(self.event.read()?, self.seats_taken, self.waiting))
    }
}

impl Tx {
    /// An event, and the project that it belongs to.
    pub(crate) async fn event_owned(&mut self, id: EventId) -> Result<Option<(Event, ProjectId)>> {
        const SQL: &str = concat!(
            "SELECT ",
            event_columns!(),
            ", c.project_id FROM events e JOIN caravans c ON c.id = e.caravan_id WHERE e.id = $1"
        );
        let row: Option<OwnedRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_optional(db).await)?;
        row.map(|row| Ok((row.event.read()?, ProjectId(row.project_id)))).transpose()
    }

    /// An event with all that its page shows.
    pub(super) async fn event_page(&mut self, id: EventId) -> Result<Option<EventPage>> {
        const SQL: &str = concat!(page_rows!(), " WHERE e.id = $1");
        let rows: Vec<PageRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_all(db).await)?;
        Ok(pages(rows)?.0)
    }

    /// As [`Tx::event_page`], with the other events of its stop (without a stop: of its caravan without one), drafts
    /// too, by start.
    pub(super) async fn event_page_among_others(&mut self, id: EventId) -> Result<(Option<EventPage>, Vec<EventView>)> {
        const SQL: &str = concat!(
            page_rows!(),
            " WHERE e.id = $1 OR e.stop_id = (SELECT o.stop_id FROM events o WHERE o.id = $1)
                OR (e.stop_id IS NULL AND e.caravan_id = (SELECT o.caravan_id FROM events o WHERE o.id = $1 AND o.stop_id IS NULL))
             ORDER BY e.starts_at, e.id"
        );
        let rows: Vec<PageRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_all(db).await)?;
        pages(rows)
    }

    /// All events of a caravan, drafts too, by start.
    pub(crate) async fn event_list(&mut self, caravan: CaravanId) -> Result<Vec<EventView>> {
        const SQL: &str =
            concat!("SELECT ", view_columns!(), " FROM events e WHERE e.caravan_id = $1 ORDER BY e.starts_at, e.id");
        let rows: Vec<ViewRow> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        rows.into_iter().map(ViewRow::read).collect()
    }

    /// Inserts with version 1 and no seat taken.
    pub(crate) async fn event_insert(&mut self, event: &Event, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO events (id, caravan_id, stop_id, kind, title, about, place, starts_at, ends_at, zone, capacity,
                state, counting, age_min, age_max, rules, version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17)";
        on!(self, db => sqlx::query(SQL)
            .bind(event.id.0).bind(event.caravan.0).bind(event.stop.map(|stop| stop.0)).bind(event.kind.as_str())
            .bind(to_json(&event.title)).bind(to_json(&event.about)).bind(to_json(&event.place))
            .bind(event.starts_at.millis()).bind(event.ends_at.millis()).bind(&event.zone).bind(event.capacity)
            .bind(event.state.as_str()).bind(event.counting.as_str()).bind(event.age_min.map(i64::from))
            .bind(event.age_max.map(i64::from)).bind(to_json(&event.rules)).bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Everything but state and seats taken; `false` when the event has another version by now.
    pub(crate) async fn event_update(&mut self, event: &Event) -> Result<bool> {
        const SQL: &str = "UPDATE events SET stop_id = $2, kind = $3, title = $4, about = $5, place = $6, starts_at = $7, ends_at = $8,
                zone = $9, capacity = $10, counting = $11, age_min = $12, age_max = $13, rules = $14, version = version + 1
            WHERE id = $1 AND version = $15";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(event.id.0).bind(event.stop.map(|stop| stop.0)).bind(event.kind.as_str())
            .bind(to_json(&event.title)).bind(to_json(&event.about)).bind(to_json(&event.place))
            .bind(event.starts_at.millis()).bind(event.ends_at.millis()).bind(&event.zone).bind(event.capacity)
            .bind(event.counting.as_str()).bind(event.age_min.map(i64::from)).bind(event.age_max.map(i64::from))
            .bind(to_json(&event.rules)).bind(event.version).execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    pub(crate) async fn event_state_set(&mut self, id: EventId, state: EventState) -> Result<()> {
        const SQL: &str = "UPDATE events SET state = $2, version = version + 1 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).bind(state.as_str()).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn event_capacity_set(&mut self, id: EventId, capacity: Option<i64>) -> Result<()> {
        const SQL: &str = "UPDATE events SET capacity = $2, version = version + 1 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).bind(capacity).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn event_publish_drafts(&mut self, caravan: CaravanId) -> Result<()> {
        const SQL: &str =
            "UPDATE events SET state = 'published', version = version + 1 WHERE caravan_id = $1 AND state = 'draft'";
        on!(self, db => sqlx::query(SQL).bind(caravan.0).execute(db).await.map(drop))?;
        Ok(())
    }
}
