//! Reading facts back, and what the fold needs beside them.

use keruen_domain::consent::ConsentKind;
use keruen_domain::event::Counting;
use keruen_domain::fact::{Body, Fact, FactRef, Source, Sourced};
use keruen_domain::id::{AccountId, CaravanId, DeviceId, EventId, FactId, PersonId, ProjectId, StopId, TicketId};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, StoreError, Tx, from_json, on, parsed};

/// Ids of one lookup; shorter lists are filled up with their last one, so that one prepared statement serves all.
const LOOKUP: usize = 16;

/// A kept fact and when it came.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) sourced: Sourced,
    pub(crate) received_at: Timestamp,
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
}

impl TryFrom<FactRow> for Kept {
    type Error = StoreError;
    fn try_from(row: FactRow) -> Result<Self> {
        let source = parsed(Source::of(&row.source_kind, row.source_id), "facts", "source_kind")?;
        let fact: Fact = from_json(&row.body, "facts", "body")?;
        Ok(Self { sourced: Sourced { source, fact }, received_at: Timestamp::from_millis(row.received_at) })
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

    pub(super) async fn facts_count(&mut self, project: ProjectId) -> Result<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM facts WHERE project_id = $1";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(project.0).fetch_one(db).await)?)
    }

    /// The project's facts that came at `from` or later.
    pub(super) async fn facts_since(&mut self, project: ProjectId, from: Timestamp) -> Result<Vec<Kept>> {
        const SQL: &str =
            "SELECT source_kind, source_id, body, received_at FROM facts WHERE project_id = $1 AND received_at >= $2";
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
    pub(super) async fn facts_of_person(&mut self, project: ProjectId, person: PersonId) -> Result<Vec<Kept>> {
        // One index each; with the project in the condition SQLite would walk through all facts of the project.
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, project_id FROM facts WHERE person_id = $1
            UNION ALL SELECT source_kind, source_id, body, received_at, project_id FROM facts WHERE target_id = $1
            UNION ALL SELECT f.source_kind, f.source_id, f.body, f.received_at, f.project_id
                FROM tickets t JOIN facts f ON f.ticket_id = t.id WHERE t.person_id = $1";
        let rows: Vec<OwnedRow> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_all(db).await)?;
        read_owned(rows, project)
    }

    /// Facts that are about one of these: answers, annulments, clocks, typed codes.
    pub(super) async fn facts_about(&mut self, project: ProjectId, targets: &[Uuid]) -> Result<Vec<Kept>> {
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, project_id FROM facts WHERE target_id IN
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
    pub(super) async fn facts_named(&mut self, name: FactRef) -> Result<Vec<(ProjectId, Kept)>> {
        const SQL: &str = "SELECT source_kind, source_id, body, received_at, project_id FROM facts
            WHERE source_id = $1 AND id = $2 AND source_kind = $3 ORDER BY digest";
        let (source, kind, id) = (name.source.uuid(), name.source.kind(), name.id.0);
        let rows: Vec<OwnedRow> =
            on!(self, db => sqlx::query_as(SQL).bind(source).bind(id).bind(kind).fetch_all(db).await)?;
        rows.into_iter().map(|row| Ok((ProjectId(row.project_id), Kept::try_from(row.fact)?))).collect()
    }

    pub(super) async fn fact_note_insert(&mut self, fact: FactRef, note: &str) -> Result<()> {
        const SQL: &str =
            "INSERT INTO fact_notes (source_id, fact_id, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(fact.source.uuid()).bind(fact.id.0).bind(note).execute(db).await.map(drop))?;
        Ok(())
    }

    /// The tickets of one person, as facts.
    pub(crate) async fn ticket_facts_of(&mut self, person: PersonId) -> Result<Vec<Sourced>> {
        const SQL: &str = "SELECT id, person_id, short_code FROM tickets WHERE person_id = $1";
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_all(db).await)?;
        rows.iter().map(ticket_fact).collect()
    }

    /// All tickets of a project, as facts.
    pub(super) async fn ticket_facts(&mut self, project: ProjectId) -> Result<Vec<Sourced>> {
        const SQL: &str = "SELECT t.id, t.person_id, t.short_code FROM tickets t JOIN caravans c ON c.id = t.caravan_id WHERE c.project_id = $1";
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.iter().map(ticket_fact).collect()
    }

    /// Tickets, consents and withdrawn consents of the whole store. None of them is ever deleted.
    pub(super) async fn recorded_counts(&mut self) -> Result<[i64; 3]> {
        const TICKETS: &str = "SELECT COUNT(*) FROM tickets";
        const CONSENTS: &str = "SELECT COUNT(*), COUNT(withdrawn_at) FROM consents";
        let tickets: i64 = on!(self, db => sqlx::query_scalar(TICKETS).fetch_one(db).await)?;
        let (consents, withdrawn): (i64, i64) = on!(self, db => sqlx::query_as(CONSENTS).fetch_one(db).await)?;
        Ok([tickets, consents, withdrawn])
    }

    /// All consents in force of a project, as facts.
    pub(super) async fn consent_facts(&mut self, project: ProjectId) -> Result<Vec<Sourced>> {
        const SQL: &str = "SELECT s.id, s.person_id, s.kind FROM consents s JOIN persons p ON p.id = s.person_id
            WHERE p.project_id = $1 AND s.withdrawn_at IS NULL";
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, person, kind)| {
                let kind = parsed(ConsentKind::parse(&kind), "consents", "kind")?;
                Ok(recorded(id, Body::Consent { person: PersonId(person), kind }))
            })
            .collect()
    }

    /// Devices of the project that were taken out of service, and when.
    pub(super) async fn devices_revoked(&mut self, project: ProjectId) -> Result<Vec<(DeviceId, Timestamp)>> {
        const SQL: &str = "SELECT d.id, d.revoked_at FROM devices d JOIN caravans c ON c.id = d.caravan_id
            WHERE c.project_id = $1 AND d.revoked_at IS NOT NULL";
        let rows: Vec<(Uuid, i64)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(id, at)| (DeviceId(id), Timestamp::from_millis(at))).collect())
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

    /// Caravan and project of an event.
    pub(super) async fn event_scope(&mut self, event: EventId) -> Result<Option<(CaravanId, ProjectId)>> {
        const SQL: &str =
            "SELECT e.caravan_id, c.project_id FROM events e JOIN caravans c ON c.id = e.caravan_id WHERE e.id = $1";
        let row: Option<(Uuid, Uuid)> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_optional(db).await)?;
        Ok(row.map(|(caravan, project)| (CaravanId(caravan), ProjectId(project))))
    }

    /// The caravans of a project.
    pub(crate) async fn caravan_ids(&mut self, project: ProjectId) -> Result<Vec<CaravanId>> {
        const SQL: &str = "SELECT id FROM caravans WHERE project_id = $1 ORDER BY id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(CaravanId).collect())
    }
}

/// What the fold does not ask for is not kept in memory.
fn lean(mut kept: Kept) -> Kept {
    if let Body::Scan(scan) = &mut kept.sourced.fact.body {
        scan.verdicts = Vec::new();
    }
    kept
}

fn ticket_fact((id, person, code): &(Uuid, Uuid, String)) -> Result<Sourced> {
    let code = parsed(ShortCode::parse(code).ok(), "tickets", "short_code")?;
    Ok(recorded(*id, Body::Ticket { ticket: TicketId(*id), person: PersonId(*person), code }))
}

/// A row of another table as a fact of the house itself. Only its content matters to the fold, not its time.
fn recorded(id: Uuid, body: Body) -> Sourced {
    let fact = Fact { id: FactId(id), seq: 0, wall: Timestamp::default(), boot: 0, mono: 0, body };
    Sourced { source: Source::Account(AccountId(Uuid::nil())), fact }
}
