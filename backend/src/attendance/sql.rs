//! Reading facts back, and what the fold needs beside them.

use keruen_domain::event::Counting;
use keruen_domain::fact::{Body, Fact, FactRef, Source, Sourced};
use keruen_domain::hearing::{Arrival, Hearing, Phone};
use keruen_domain::id::{CaravanId, DeviceId, EventId, PersonId, ProjectId, StopId, TicketId};
use keruen_domain::scan::Verdict;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::caravans::{Scope, ScopeRow};
use crate::store::{Result, StoreError, Tx, from_json, on, parsed};

/// Ids of one lookup; shorter lists are filled up with their last one, so that one prepared statement serves all.
const LOOKUP: usize = 16;

/// A kept fact and how it came.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) sourced: Sourced,
    pub(crate) arrival: Arrival,
    /// SHA-256 of the whole fact.
    pub(crate) digest: [u8; 32],
}

/// What the fold's results are set against.
#[derive(Debug, Clone)]
pub(crate) struct EventPlace {
    pub(crate) id: EventId,
    pub(crate) caravan: CaravanId,
    pub(crate) stop: Option<StopId>,
    pub(crate) counting: Counting,
    pub(crate) starts_at: Timestamp,
    pub(crate) zone: String,
}

#[derive(sqlx::FromRow)]
struct FactRow {
    source_kind: String,
    source_id: Uuid,
    body: String,
    received_at: i64,
    digest: Vec<u8>,
    handed_by: Option<Uuid>,
}

impl TryFrom<FactRow> for Kept {
    type Error = StoreError;
    fn try_from(row: FactRow) -> Result<Self> {
        let source = parsed(Source::of(&row.source_kind, row.source_id), "facts", "source_kind")?;
        let fact: Fact = from_json(&row.body, "facts", "body")?;
        let digest = parsed(row.digest.try_into().ok(), "facts", "digest")?;
        let arrival = Arrival { at: Timestamp::from_millis(row.received_at), handed_by: row.handed_by };
        Ok(Self { sourced: Sourced { source, fact }, arrival, digest })
    }
}

#[derive(sqlx::FromRow)]
struct OwnedRow {
    #[sqlx(flatten)]
    fact: FactRow,
    project_id: Uuid,
}

/// The facts of `project` among the rows.
fn read_owned(rows: Vec<OwnedRow>, project: ProjectId) -> Result<Vec<Kept>> {
    rows.into_iter().filter(|row| row.project_id == project.0).map(|row| Kept::try_from(row.fact)).collect()
}

impl Tx {
    /// Grows with every change in any of the project's caravans.
    pub(crate) async fn project_revision(&mut self, project: ProjectId) -> Result<i64> {
        const SQL: &str = "SELECT CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM caravans WHERE project_id = $1";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(project.0).fetch_one(db).await)?)
    }

    /// How many facts the project has, and how many of them lack a proof.
    pub(super) async fn facts_count(&mut self, project: ProjectId) -> Result<[usize; 2]> {
        const SQL: &str = "SELECT COUNT(*), COUNT(handed_by) FROM facts WHERE project_id = $1";
        let (all, unproven): (i64, i64) = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_one(db).await)?;
        Ok([all, unproven].map(|n| usize::try_from(n).unwrap_or(0)))
    }

    /// The project's facts that came at `from` or later.
    pub(super) async fn facts_since(&mut self, project: ProjectId, from: Timestamp) -> Result<Vec<Kept>> {
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, digest, handed_by FROM facts WHERE project_id = $1 AND received_at >= $2";
        // Row by row: the text of 60 000 facts need not be in memory at once.
        on!(self, db => {
            let mut rows = sqlx::query_as::<_, FactRow>(SQL).bind(project.0).bind(from.millis()).fetch(db);
            let mut facts = Vec::new();
            while let Some(row) = std::future::poll_fn(|cx| rows.as_mut().poll_next(cx)).await {
                facts.push(lean(Kept::try_from(row?)?));
            }
            Ok(facts)
        })
    }

    /// Facts that speak of this person or of one of their tickets.
    pub(crate) async fn facts_of_person(&mut self, project: ProjectId, person: PersonId) -> Result<Vec<Kept>> {
        // One index each; with the project in the condition SQLite would walk through all facts of the project.
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, digest, handed_by, project_id FROM facts WHERE person_id = $1
            UNION ALL SELECT source_kind, source_id, body, received_at, digest, handed_by, project_id FROM facts WHERE target_id = $1
            UNION ALL SELECT f.source_kind, f.source_id, f.body, f.received_at, f.digest, f.handed_by, f.project_id
                FROM tickets t JOIN facts f ON f.ticket_id = t.id WHERE t.person_id = $1";
        let rows: Vec<OwnedRow> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_all(db).await)?;
        read_owned(rows, project)
    }

    /// The facts of the lines of an event's signed sheets.
    pub(crate) async fn facts_of_sheets(&mut self, event: EventId) -> Result<Vec<Kept>> {
        const SQL: &str =
            "SELECT f.source_kind, f.source_id, f.body, f.received_at, f.digest, f.handed_by FROM paper_sheets s
            JOIN paper_lines l ON l.sheet_id = s.id JOIN facts f ON f.source_id = l.source_id AND f.id = l.fact_id
            WHERE s.event_id = $1";
        let rows: Vec<FactRow> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_all(db).await)?;
        rows.into_iter().map(Kept::try_from).collect()
    }

    /// Facts of one kind that name this ticket.
    pub(crate) async fn facts_of_blank(
        &mut self,
        project: ProjectId,
        ticket: TicketId,
        kind: &'static str,
    ) -> Result<Vec<Kept>> {
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, digest, handed_by, project_id FROM facts
            WHERE ticket_id = $1 AND kind = $2";
        let rows: Vec<OwnedRow> = on!(self, db => sqlx::query_as(SQL).bind(ticket.0).bind(kind).fetch_all(db).await)?;
        read_owned(rows, project)
    }

    /// Facts that are about one of these: answers, annulments, clocks, typed codes.
    pub(crate) async fn facts_about(&mut self, project: ProjectId, targets: &[Uuid]) -> Result<Vec<Kept>> {
        const SQL: &str =
            "SELECT source_kind, source_id, body, received_at, digest, handed_by, project_id FROM facts WHERE target_id IN
            ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
        let mut found = Vec::new();
        for piece in targets.chunks(LOOKUP) {
            let Some(last) = piece.last() else { continue };
            let rows: Vec<OwnedRow> = on!(self, db => {
                let mut query = sqlx::query_as(SQL);
                for i in 0..LOOKUP {
                    query = query.bind(*piece.get(i).unwrap_or(last));
                }
                query.fetch_all(db).await
            })?;
            found.extend(read_owned(rows, project)?);
        }
        Ok(found)
    }

    /// All versions of one fact, with the project they belong to.
    pub(crate) async fn facts_named(&mut self, name: FactRef) -> Result<Vec<(ProjectId, Kept)>> {
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, digest, handed_by, project_id FROM facts
            WHERE source_id = $1 AND id = $2 AND source_kind = $3 ORDER BY digest";
        let (source, kind, id) = (name.source.uuid(), name.source.kind(), name.id.0);
        let rows: Vec<OwnedRow> =
            on!(self, db => sqlx::query_as(SQL).bind(source).bind(id).bind(kind).fetch_all(db).await)?;
        rows.into_iter().map(|row| Ok((ProjectId(row.project_id), Kept::try_from(row.fact)?))).collect()
    }

    /// What accounts stated to settle something, the latest first: at most `most`.
    pub(crate) async fn facts_stated(&mut self, project: ProjectId, most: i64) -> Result<Vec<Sourced>> {
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, digest, handed_by FROM facts
            WHERE project_id = $1 AND source_kind = 'account'
                AND kind IN ('acceptance', 'annulment', 'distinct', 'merge', 'move', 'reviewed')
            ORDER BY wall DESC, id DESC LIMIT $2";
        let rows: Vec<FactRow> = on!(self, db => sqlx::query_as(SQL).bind(project.0).bind(most).fetch_all(db).await)?;
        rows.into_iter().map(|row| Ok(Kept::try_from(row)?.sourced)).collect()
    }

    /// Keeps the first note of a fact.
    pub(crate) async fn fact_note_insert(&mut self, fact: FactRef, note: &str) -> Result<()> {
        const SQL: &str =
            "INSERT INTO fact_notes (source_id, fact_id, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(fact.source.uuid()).bind(fact.id.0).bind(note).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Whose word counts in the project.
    pub(crate) async fn hearing(&mut self, project: ProjectId) -> Result<Hearing> {
        const PHONES: &str =
            "SELECT d.id, d.caravan_id, d.revoked_at FROM devices d JOIN caravans c ON c.id = d.caravan_id
            WHERE c.project_id = $1";
        const EVENTS: &str =
            "SELECT e.id, e.caravan_id FROM events e JOIN caravans c ON c.id = e.caravan_id WHERE c.project_id = $1";
        let phones: Vec<(Uuid, Uuid, Option<i64>)> =
            on!(self, db => sqlx::query_as(PHONES).bind(project.0).fetch_all(db).await)?;
        let events: Vec<(Uuid, Uuid)> = on!(self, db => sqlx::query_as(EVENTS).bind(project.0).fetch_all(db).await)?;
        let phone = |(id, caravan, revoked): (Uuid, Uuid, Option<i64>)| {
            let phone = Phone { caravan: CaravanId(caravan), revoked_at: revoked.map(Timestamp::from_millis) };
            (DeviceId(id), phone)
        };
        let event = |(id, caravan)| (EventId(id), CaravanId(caravan));
        Ok(Hearing::new(phones.into_iter().map(phone), events.into_iter().map(event)))
    }

    /// The project's events, as far as figures need them.
    pub(super) async fn event_places(&mut self, project: ProjectId) -> Result<Vec<EventPlace>> {
        const SQL: &str = "SELECT e.id, e.caravan_id, e.stop_id, e.counting, e.starts_at, e.zone
            FROM events e JOIN caravans c ON c.id = e.caravan_id WHERE c.project_id = $1";
        type Row = (Uuid, Uuid, Option<Uuid>, String, i64, String);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, caravan, stop, counting, starts_at, zone)| {
                Ok(EventPlace {
                    id: EventId(id),
                    caravan: CaravanId(caravan),
                    stop: stop.map(StopId),
                    counting: parsed(Counting::parse(&counting), "events", "counting")?,
                    starts_at: Timestamp::from_millis(starts_at),
                    zone,
                })
            })
            .collect()
    }

    /// Where an event belongs.
    pub(crate) async fn event_scope(&mut self, event: EventId) -> Result<Option<Scope>> {
        const SQL: &str = "SELECT e.caravan_id, c.project_id, e.stop_id
            FROM events e JOIN caravans c ON c.id = e.caravan_id WHERE e.id = $1";
        let row: Option<ScopeRow> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_optional(db).await)?;
        Ok(row.map(Scope::from))
    }

    /// The caravans of a project.
    pub(crate) async fn caravan_ids(&mut self, project: ProjectId) -> Result<Vec<CaravanId>> {
        const SQL: &str = "SELECT id FROM caravans WHERE project_id = $1 ORDER BY id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(CaravanId).collect())
    }
}

/// What neither the fold nor the review asks for is not kept in memory.
fn lean(mut kept: Kept) -> Kept {
    if let Body::Scan(scan) = &mut kept.sourced.fact.body {
        scan.verdicts.retain(|verdict| matches!(verdict, Verdict::Revoked | Verdict::Unlisted));
        scan.verdicts.shrink_to_fit();
    }
    kept
}
