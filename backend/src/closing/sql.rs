//! Rows of `stop_deeds` and `head_counts`, and what a closing asks of others' tables.

use std::collections::{BTreeMap, HashSet};

use keruen_domain::closing::Deed;
use keruen_domain::fact::{FactRef, Source};
use keruen_domain::id::{DeviceId, EventId, FactId, PersonId, ProjectId, StopId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on, parsed};

/// One deed as the store has it.
pub(super) struct DeedRow {
    pub(super) deed: Deed,
    pub(super) at: Timestamp,
    pub(super) by: Option<String>,
}

impl Tx {
    /// What was done with a stop, the latest first.
    pub(super) async fn stop_deeds(&mut self, stop: StopId) -> Result<Vec<DeedRow>> {
        const SQL: &str =
            "SELECT d.deed, d.created_at, a.name FROM stop_deeds d LEFT JOIN accounts a ON a.id = d.account_id
            WHERE d.stop_id = $1 ORDER BY d.created_at DESC, d.id DESC";
        let rows: Vec<(String, i64, Option<String>)> =
            on!(self, db => sqlx::query_as(SQL).bind(stop.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(deed, at, by)| {
                let deed = parsed(Deed::parse(&deed), "stop_deeds", "deed")?;
                Ok(DeedRow { deed, at: Timestamp::from_millis(at), by })
            })
            .collect()
    }

    pub(super) async fn stop_deed_insert(
        &mut self,
        id: Uuid,
        stop: StopId,
        deed: Deed,
        by: Uuid,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str =
            "INSERT INTO stop_deeds (id, stop_id, deed, account_id, created_at) VALUES ($1, $2, $3, $4, $5)";
        on!(self, db => sqlx::query(SQL).bind(id).bind(stop.0).bind(deed.as_str()).bind(by).bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// The latest counts of heads at the events of a stop.
    pub(super) async fn head_counts(&mut self, stop: StopId) -> Result<BTreeMap<EventId, i64>> {
        const SQL: &str = "SELECT h.event_id, h.heads FROM head_counts h JOIN events e ON e.id = h.event_id
            WHERE e.stop_id = $1 ORDER BY h.created_at, h.id";
        let rows: Vec<(Uuid, i64)> = on!(self, db => sqlx::query_as(SQL).bind(stop.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(event, heads)| (EventId(event), heads)).collect())
    }

    pub(super) async fn head_count_insert(
        &mut self,
        id: Uuid,
        event: EventId,
        heads: i64,
        by: Uuid,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str =
            "INSERT INTO head_counts (id, event_id, heads, account_id, created_at) VALUES ($1, $2, $3, $4, $5)";
        on!(self, db => sqlx::query(SQL).bind(id).bind(event.0).bind(heads).bind(by).bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Names of the project's facts that came later than `at`.
    pub(super) async fn facts_after(&mut self, project: ProjectId, at: Timestamp) -> Result<HashSet<FactRef>> {
        const SQL: &str = "SELECT source_kind, source_id, id FROM facts WHERE project_id = $1 AND received_at > $2";
        let rows: Vec<(String, Uuid, Uuid)> =
            on!(self, db => sqlx::query_as(SQL).bind(project.0).bind(at.millis()).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(kind, source, id)| {
                let source = parsed(Source::of(&kind, source), "facts", "source_kind")?;
                Ok(FactRef { source, id: FactId(id) })
            })
            .collect()
    }

    /// Phones whose scans at a stop's events are kept.
    pub(super) async fn phones_at(&mut self, stop: StopId) -> Result<HashSet<DeviceId>> {
        const SQL: &str = "SELECT DISTINCT d.id FROM devices d JOIN events e ON e.caravan_id = d.caravan_id
            JOIN facts f ON f.source_id = d.id AND f.event_id = e.id WHERE e.stop_id = $1";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(stop.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(DeviceId).collect())
    }

    /// The institution of everybody in the project who has one.
    pub(super) async fn institutions(&mut self, project: ProjectId) -> Result<BTreeMap<PersonId, String>> {
        const SQL: &str = "SELECT id, institution FROM persons WHERE project_id = $1 AND institution <> ''";
        let rows: Vec<(Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(person, institution)| (PersonId(person), institution)).collect())
    }
}
