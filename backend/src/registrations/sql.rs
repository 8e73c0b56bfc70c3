//! Rows of `registrations`, and the seats of `events`.

use keruen_domain::caravan::CaravanState;
use keruen_domain::event::{EventState, RegistrationState, free_seats};
use keruen_domain::id::{CaravanId, EventId, PersonId, ProjectId, RegistrationId};
use keruen_domain::scan::ConsentMark;
use keruen_domain::text::Localized;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::consents::data_consent;
use crate::store::{Json, Result, Tx, on, parsed};

/// What a registration needs to know of its event, caravan and project.
#[derive(Debug, Clone)]
pub(crate) struct Offer {
    pub(crate) event: EventId,
    pub(crate) state: EventState,
    pub(crate) starts_at: Timestamp,
    pub(crate) ends_at: Timestamp,
    pub(crate) zone: String,
    pub(crate) age_min: Option<u8>,
    pub(crate) age_max: Option<u8>,
    pub(crate) caravan: CaravanId,
    pub(super) caravan_state: CaravanState,
    pub(crate) project: ProjectId,
    pub(crate) operator: Localized,
    pub(crate) operator_bin: String,
    pub(crate) consent_version: i64,
}

/// Whether an event takes people, read while its row is locked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventDoor {
    /// State.
    pub(crate) state: EventState,
    /// End.
    pub(crate) ends_at: Timestamp,
}

/// Where one person stands with one event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    /// The registration.
    pub(crate) registration: RegistrationId,
    /// Its state.
    pub(crate) state: RegistrationState,
    /// Its place in the queue is (this, id).
    pub(crate) queued_at: Timestamp,
}

/// Somebody who came from the queue to a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promoted {
    /// The registration.
    pub registration: RegistrationId,
    /// Whose it is.
    pub person: PersonId,
    /// `Confirmed`, or `AwaitingConsent`.
    pub state: RegistrationState,
}

#[derive(sqlx::FromRow)]
struct OfferRow {
    state: String,
    starts_at: i64,
    ends_at: i64,
    zone: String,
    age_min: Option<i64>,
    age_max: Option<i64>,
    caravan_id: Uuid,
    caravan_state: String,
    project_id: Uuid,
    #[sqlx(try_from = "String")]
    operator: Json<Localized>,
    operator_bin: String,
    consent_version: i64,
}

impl Tx {
    pub(crate) async fn registration_offer(&mut self, event: EventId) -> Result<Option<Offer>> {
        const SQL: &str = "SELECT e.state, e.starts_at, e.ends_at, e.zone, e.age_min, e.age_max, e.caravan_id, c.state AS caravan_state,
                c.project_id, p.operator, p.operator_bin, p.consent_version
            FROM events e JOIN caravans c ON c.id = e.caravan_id JOIN projects p ON p.id = c.project_id WHERE e.id = $1";
        let row: Option<OfferRow> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_optional(db).await)?;
        let Some(row) = row else { return Ok(None) };
        let age =
            |age: Option<i64>, column| age.map(|age| parsed(u8::try_from(age).ok(), "events", column)).transpose();
        Ok(Some(Offer {
            event,
            state: event_state(&row.state)?,
            starts_at: Timestamp::from_millis(row.starts_at),
            ends_at: Timestamp::from_millis(row.ends_at),
            zone: row.zone,
            age_min: age(row.age_min, "age_min")?,
            age_max: age(row.age_max, "age_max")?,
            caravan: CaravanId(row.caravan_id),
            caravan_state: parsed(CaravanState::parse(&row.caravan_state), "caravans", "state")?,
            project: ProjectId(row.project_id),
            operator: row.operator.0,
            operator_bin: row.operator_bin,
            consent_version: row.consent_version,
        }))
    }

    /// Locks the event's row until commit, so that seats and queue change in one place at a time. None: no such event.
    pub(crate) async fn event_lock(&mut self, event: EventId) -> Result<Option<EventDoor>> {
        const SQL: &str = "UPDATE events SET seats_taken = seats_taken WHERE id = $1 RETURNING state, ends_at";
        let row: Option<(String, i64)> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_optional(db).await)?;
        row.map(|(state, ends_at)| {
            Ok(EventDoor { state: event_state(&state)?, ends_at: Timestamp::from_millis(ends_at) })
        })
        .transpose()
    }

    /// `false` when this person has a registration for this event already, in whatever state.
    pub(crate) async fn registration_insert(
        &mut self,
        id: RegistrationId,
        event: EventId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<bool> {
        self.registration_insert_with(id, event, person, (now, now), None).await
    }

    /// As [`Tx::registration_insert`], queued at the first of the times, made at the second, waiting together with others.
    pub(crate) async fn registration_insert_with(
        &mut self,
        id: RegistrationId,
        event: EventId,
        person: PersonId,
        (queued_at, now): (Timestamp, Timestamp),
        together: Option<Uuid>,
    ) -> Result<bool> {
        const SQL: &str = "INSERT INTO registrations (id, event_id, person_id, state, queued_at, created_at, together)
            VALUES ($1, $2, $3, 'waiting', $4, $5, $6) ON CONFLICT DO NOTHING";
        let done = on!(self, db => sqlx::query(SQL).bind(id.0).bind(event.0).bind(person.0).bind(queued_at.millis())
            .bind(now.millis()).bind(together).execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// Takes one seat, if any is free and nobody else waits for it.
    pub(crate) async fn event_take_seat(&mut self, event: EventId, newcomer: RegistrationId) -> Result<bool> {
        const SQL: &str = "UPDATE events SET seats_taken = seats_taken + 1
            WHERE id = $1 AND (capacity IS NULL OR seats_taken < capacity)
              AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.event_id = $1 AND r.state = 'waiting' AND r.id <> $2)";
        let done = on!(self, db => sqlx::query(SQL).bind(event.0).bind(newcomer.0).execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// A registration becomes somebody else's, with its place in the queue and its company.
    pub(crate) async fn registration_hand_over(&mut self, id: RegistrationId, to: PersonId) -> Result<()> {
        const SQL: &str = "UPDATE registrations SET person_id = $2 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).bind(to.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Adds `seats` (negative: gives back) to what is taken.
    pub(crate) async fn event_seats_add(&mut self, event: EventId, seats: i64) -> Result<()> {
        const SQL: &str = "UPDATE events SET seats_taken = seats_taken + $2 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(event.0).bind(seats).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Seats that nobody has; none: there is no limit.
    pub(super) async fn event_seats_free(&mut self, event: EventId) -> Result<Option<i64>> {
        const SQL: &str = "SELECT capacity, seats_taken FROM events WHERE id = $1";
        let (capacity, taken): (Option<i64>, i64) =
            on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_one(db).await)?;
        Ok(free_seats(capacity, taken))
    }

    pub(crate) async fn registration_state_set(&mut self, id: RegistrationId, state: RegistrationState) -> Result<()> {
        const SQL: &str = "UPDATE registrations SET state = $2 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).bind(state.as_str()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Puts a cancelled registration at the end of the queue, without the company in which it was. `false` when it is not cancelled.
    pub(super) async fn registration_revive(&mut self, id: RegistrationId, now: Timestamp) -> Result<bool> {
        const SQL: &str = "UPDATE registrations SET state = 'waiting', queued_at = $2, together = NULL
            WHERE id = $1 AND state = 'cancelled'";
        let done = on!(self, db => sqlx::query(SQL).bind(id.0).bind(now.millis()).execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    pub(crate) async fn registration_standing(&mut self, event: EventId, person: PersonId) -> Result<Option<Standing>> {
        const SQL: &str = "SELECT id, state, queued_at FROM registrations WHERE event_id = $1 AND person_id = $2";
        let row: Option<(Uuid, String, i64)> =
            on!(self, db => sqlx::query_as(SQL).bind(event.0).bind(person.0).fetch_optional(db).await)?;
        row.map(|(id, state, queued_at)| {
            Ok(Standing {
                registration: RegistrationId(id),
                state: registration_state(&state)?,
                queued_at: Timestamp::from_millis(queued_at),
            })
        })
        .transpose()
    }

    /// Place in the event's queue, from 1.
    pub(crate) async fn queue_position(
        &mut self,
        event: EventId,
        queued_at: Timestamp,
        id: RegistrationId,
    ) -> Result<i64> {
        const SQL: &str = "SELECT COUNT(*) FROM registrations
            WHERE event_id = $1 AND state = 'waiting' AND (queued_at, id) <= ($2, $3)";
        Ok(
            on!(self, db => sqlx::query_scalar(SQL).bind(event.0).bind(queued_at.millis()).bind(id.0).fetch_one(db).await)?,
        )
    }

    /// Whether some of those who wait do so together.
    pub(super) async fn queue_has_groups(&mut self, event: EventId) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM registrations WHERE event_id = $1 AND state = 'waiting' AND together IS NOT NULL)";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(event.0).fetch_one(db).await)?)
    }

    /// Who waits, in order, and with whom.
    pub(super) async fn queue(&mut self, event: EventId) -> Result<Vec<(RegistrationId, Option<Uuid>)>> {
        const SQL: &str =
            "SELECT id, together FROM registrations WHERE event_id = $1 AND state = 'waiting' ORDER BY queued_at, id";
        let rows: Vec<(Uuid, Option<Uuid>)> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(id, together)| (RegistrationId(id), together)).collect())
    }

    /// Gives these of the queue their seats, as [`Tx::queue_seat`].
    pub(super) async fn queue_seat_these(
        &mut self,
        event: EventId,
        chosen: &[RegistrationId],
    ) -> Result<Vec<Promoted>> {
        const SQL: &str = concat!(
            "UPDATE registrations SET state = CASE WHEN ",
            data_consent!("registrations.person_id"),
            " THEN $3 ELSE $4 END WHERE id = $2 AND event_id = $1 AND state = 'waiting' RETURNING id, person_id, state"
        );
        let [held, missing] = seated_words();
        let mut promoted = Vec::with_capacity(chosen.len());
        for id in chosen {
            let row: Option<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(event.0).bind(id.0)
                .bind(held).bind(missing).fetch_optional(db).await)?;
            promoted.extend(row.map(read_promoted).transpose()?);
        }
        Ok(promoted)
    }

    /// Gives the first `seats` of the queue their seats: confirmed, or awaiting the consent of who has none in force.
    pub(super) async fn queue_seat(&mut self, event: EventId, seats: i64) -> Result<Vec<Promoted>> {
        const SQL: &str = concat!(
            "UPDATE registrations SET state = CASE WHEN ",
            data_consent!("registrations.person_id"),
            " THEN $3 ELSE $4 END
            WHERE id IN (SELECT q.id FROM registrations q WHERE q.event_id = $1 AND q.state = 'waiting' ORDER BY q.queued_at, q.id LIMIT $2)
            RETURNING id, person_id, state"
        );
        let [held, missing] = seated_words();
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(event.0).bind(seats).bind(held)
            .bind(missing).fetch_all(db).await)?;
        rows.into_iter().map(read_promoted).collect()
    }

    /// Events in whose lists the person stands, in order of id (the order of locking).
    pub(crate) async fn registration_events(&mut self, person: PersonId) -> Result<Vec<EventId>> {
        const SQL: &str = "SELECT event_id FROM registrations WHERE person_id = $1 ORDER BY event_id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(EventId).collect())
    }

    /// Confirms what only waited for this person's consent.
    pub(crate) async fn registration_consented(&mut self, person: PersonId) -> Result<()> {
        const SQL: &str =
            "UPDATE registrations SET state = 'confirmed' WHERE person_id = $1 AND state = 'awaiting_consent'";
        on!(self, db => sqlx::query(SQL).bind(person.0).execute(db).await.map(drop))?;
        Ok(())
    }
}

/// States of those who have a seat: with their consent, and without.
fn seated_words() -> [&'static str; 2] {
    [ConsentMark::Held, ConsentMark::Missing].map(|mark| RegistrationState::seated(mark).as_str())
}

fn read_promoted((id, person, state): (Uuid, Uuid, String)) -> Result<Promoted> {
    Ok(Promoted { registration: RegistrationId(id), person: PersonId(person), state: registration_state(&state)? })
}

fn event_state(word: &str) -> Result<EventState> {
    parsed(EventState::parse(word), "events", "state")
}

fn registration_state(word: &str) -> Result<RegistrationState> {
    parsed(RegistrationState::parse(word), "registrations", "state")
}
