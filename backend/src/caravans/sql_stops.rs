//! Rows of `stops`.

use keruen_domain::caravan::Stop;
use keruen_domain::id::{CaravanId, ProjectId, StopId};
use keruen_domain::region::Region;
use keruen_domain::text::Localized;
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use crate::store::{Json, Result, Tx, on, to_json};

/// Columns of [`StopRow`] from `stops s`.
macro_rules! stop_columns {
    () => {
        "s.id AS s_id, s.caravan_id AS s_caravan_id, s.position AS s_position, s.region AS s_region, s.city AS s_city,
         s.venue AS s_venue, s.first_day AS s_first_day, s.last_day AS s_last_day, s.zone AS s_zone, s.version AS s_version"
    };
}

pub(crate) use stop_columns;

#[derive(Debug, sqlx::FromRow)]
#[expect(clippy::struct_field_names, reason = "column names of a join, told apart by the table's letter")]
pub(crate) struct StopRow {
    s_id: Uuid,
    s_caravan_id: Uuid,
    s_position: i64,
    #[sqlx(try_from = "String")]
    s_region: Region,
    #[sqlx(try_from = "String")]
    s_city: Json<Localized>,
    #[sqlx(try_from = "String")]
    s_venue: Json<Localized>,
    #[sqlx(try_from = "String")]
    s_first_day: CivilDate,
    #[sqlx(try_from = "String")]
    s_last_day: CivilDate,
    s_zone: String,
    s_version: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct OwnedStopRow {
    #[sqlx(flatten)]
    stop: StopRow,
    project_id: Uuid,
}

/// A stop that a LEFT JOIN found, or did not.
#[derive(Debug)]
pub(crate) struct MaybeStop(pub(crate) Option<Stop>);

impl<'r, R> sqlx::FromRow<'r, R> for MaybeStop
where
    R: sqlx::Row,
    StopRow: sqlx::FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    Option<Uuid>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let found: Option<Uuid> = row.try_get("s_id")?;
        found.map(|_| StopRow::from_row(row).map(Stop::from)).transpose().map(Self)
    }
}

impl From<StopRow> for Stop {
    fn from(row: StopRow) -> Self {
        Self {
            id: StopId(row.s_id),
            caravan: CaravanId(row.s_caravan_id),
            position: row.s_position,
            region: row.s_region,
            city: row.s_city.0,
            venue: row.s_venue.0,
            first_day: row.s_first_day,
            last_day: row.s_last_day,
            zone: row.s_zone,
            version: row.s_version,
        }
    }
}

impl Tx {
    /// A stop, and the project that it belongs to.
    pub(crate) async fn stop_owned(&mut self, id: StopId) -> Result<Option<(Stop, ProjectId)>> {
        const SQL: &str = concat!(
            "SELECT ",
            stop_columns!(),
            ", c.project_id FROM stops s JOIN caravans c ON c.id = s.caravan_id WHERE s.id = $1"
        );
        let row: Option<OwnedStopRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_optional(db).await)?;
        Ok(row.map(|row| (row.stop.into(), ProjectId(row.project_id))))
    }

    pub(crate) async fn stop_find(&mut self, id: StopId) -> Result<Option<Stop>> {
        Ok(self.stop_owned(id).await?.map(|(stop, _)| stop))
    }

    /// A caravan's stops in the order of the route.
    pub(crate) async fn stop_list(&mut self, caravan: CaravanId) -> Result<Vec<Stop>> {
        const SQL: &str = concat!(
            "SELECT ",
            stop_columns!(),
            " FROM stops s WHERE s.caravan_id = $1 ORDER BY s.position, s.first_day, s.id"
        );
        let rows: Vec<StopRow> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(Stop::from).collect())
    }

    /// The stops of all caravans of a project, each caravan's in the order of its route.
    pub(crate) async fn stop_list_of_project(&mut self, project: ProjectId) -> Result<Vec<Stop>> {
        const SQL: &str = concat!(
            "SELECT ",
            stop_columns!(),
            " FROM stops s JOIN caravans c ON c.id = s.caravan_id WHERE c.project_id = $1
            ORDER BY c.created_at, c.id, s.position, s.first_day, s.id"
        );
        let rows: Vec<StopRow> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(Stop::from).collect())
    }

    pub(crate) async fn stop_next_position(&mut self, caravan: CaravanId) -> Result<i64> {
        const SQL: &str = "SELECT CAST(COALESCE(MAX(position), 0) AS BIGINT) + 1 FROM stops WHERE caravan_id = $1";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(caravan.0).fetch_one(db).await)?)
    }

    /// Inserts with version 1.
    pub(crate) async fn stop_insert(&mut self, stop: &Stop, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO stops (id, caravan_id, position, region, city, venue, first_day, last_day, zone, version, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)";
        on!(self, db => sqlx::query(SQL)
            .bind(stop.id.0).bind(stop.caravan.0).bind(stop.position).bind(stop.region.code()).bind(to_json(&stop.city))
            .bind(to_json(&stop.venue)).bind(stop.first_day.to_string()).bind(stop.last_day.to_string()).bind(&stop.zone)
            .bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// `false` when the stop has another version by now.
    pub(crate) async fn stop_update(&mut self, stop: &Stop) -> Result<bool> {
        const SQL: &str =
            "UPDATE stops SET position = $2, region = $3, city = $4, venue = $5, first_day = $6, last_day = $7,
            zone = $8, version = version + 1 WHERE id = $1 AND version = $9";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(stop.id.0).bind(stop.position).bind(stop.region.code()).bind(to_json(&stop.city)).bind(to_json(&stop.venue))
            .bind(stop.first_day.to_string()).bind(stop.last_day.to_string()).bind(&stop.zone).bind(stop.version)
            .execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }
}
