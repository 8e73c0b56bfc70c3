//! Rows of `outbox`.

use keruen_domain::email::Email;
use keruen_domain::event::Event;
use keruen_domain::id::{CaravanId, EventId, PersonId, StopId, TicketId};
use keruen_domain::letter::{Failure, LetterKind, LetterState};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use super::Unsent;
use crate::chance::Secret;
use crate::consents::data_consent;
use crate::events::{EventRow, event_columns};
use crate::store::{Result, Tx, on, parsed};

/// A letter on its way into the outbox.
pub(super) struct NewLetter {
    pub(super) id: Uuid,
    pub(super) kind: LetterKind,
    pub(super) event: EventId,
    pub(super) person: PersonId,
    /// Of a reminder: the day of which it reminds.
    pub(super) day: Option<CivilDate>,
    /// Not sent before.
    pub(super) due_at: Timestamp,
}

/// A letter that is ours for a while.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) id: Uuid,
    pub(super) kind: LetterKind,
    pub(super) caravan: CaravanId,
    pub(super) event: EventId,
    pub(super) person: PersonId,
    pub(super) day: Option<CivilDate>,
    pub(super) created_at: Timestamp,
    pub(super) tries: i64,
}

#[derive(sqlx::FromRow)]
struct TakenRow {
    id: Uuid,
    kind: String,
    caravan_id: Uuid,
    event_id: Uuid,
    person_id: Uuid,
    day: Option<String>,
    created_at: i64,
    tries: i64,
}

impl Tx {
    /// Puts a letter into the outbox. Who has no address is told by somebody, where the kind is worth it. Nothing beside one
    /// like it that nobody has taken yet: what a letter says is found out when it is sent. A confirmation in the outbox tells
    /// of a promotion too.
    pub(super) async fn outbox_insert(&mut self, letter: &NewLetter, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO outbox (id, kind, caravan_id, event_id, person_id, day, created_at, due_at, tries, state, by_hand)
            SELECT $1, $2, e.caravan_id, e.id, p.id, $5, $6, $7, 0, 'queued', p.email IS NULL FROM events e JOIN persons p ON p.id = $4
            WHERE e.id = $3 AND p.erased_at IS NULL AND (p.email IS NOT NULL OR $8)
            ON CONFLICT DO NOTHING";
        // Held until commit: whoever takes it meanwhile waits, and reads what is true then.
        const BESIDE: &str =
            "UPDATE outbox SET tries = 0 WHERE event_id = $1 AND person_id = $2 AND state = 'queued' AND tries = 0
            AND (kind = $3 OR ($3 = 'promoted' AND kind = 'confirmation'))";
        let beside = on!(self, db => sqlx::query(BESIDE).bind(letter.event.0).bind(letter.person.0).bind(letter.kind.as_str())
            .execute(db).await.map(|done| done.rows_affected()))?;
        if beside > 0 {
            return Ok(());
        }
        on!(self, db => sqlx::query(SQL)
            .bind(letter.id)
            .bind(letter.kind.as_str())
            .bind(letter.event.0)
            .bind(letter.person.0)
            .bind(letter.day.map(|day| day.to_string()))
            .bind(now.millis())
            .bind(letter.due_at.millis())
            .bind(letter.kind.is_told_by_hand())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Whoever stands on an event's list.
    pub(super) async fn outbox_readers(&mut self, event: EventId) -> Result<Vec<PersonId>> {
        const SQL: &str =
            "SELECT person_id FROM registrations WHERE event_id = $1 AND state <> 'cancelled' ORDER BY person_id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(event.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(PersonId).collect())
    }

    /// Public events of a stop that are not over, in order of id.
    pub(super) async fn events_to_come(&mut self, stop: StopId, now: Timestamp) -> Result<Vec<EventId>> {
        const SQL: &str = "SELECT id FROM events WHERE stop_id = $1 AND state IN ('published', 'closed') AND ends_at > $2 ORDER BY id";
        let rows: Vec<Uuid> =
            on!(self, db => sqlx::query_scalar(SQL).bind(stop.0).bind(now.millis()).fetch_all(db).await)?;
        Ok(rows.into_iter().map(EventId).collect())
    }

    /// Public events that begin between the two instants, by start.
    pub(super) async fn events_beginning(&mut self, from: Timestamp, to: Timestamp) -> Result<Vec<Event>> {
        const SQL: &str = concat!(
            "SELECT ",
            event_columns!(),
            " FROM events e WHERE e.state IN ('published', 'closed') AND e.starts_at > $1 AND e.starts_at <= $2 ORDER BY e.starts_at, e.id"
        );
        let rows: Vec<EventRow> =
            on!(self, db => sqlx::query_as(SQL).bind(from.millis()).bind(to.millis()).fetch_all(db).await)?;
        rows.into_iter().map(EventRow::read).collect()
    }

    /// Whoever has a seat at an event since before `since`, has an address, and was not reminded of that day yet.
    pub(super) async fn outbox_unreminded(
        &mut self,
        event: EventId,
        day: CivilDate,
        since: Timestamp,
    ) -> Result<Vec<PersonId>> {
        const SQL: &str = "SELECT p.id FROM registrations r JOIN persons p ON p.id = r.person_id JOIN events e ON e.id = r.event_id
            WHERE r.event_id = $1 AND r.state IN ('confirmed', 'awaiting_consent', 'awaiting_approval') AND r.queued_at <= $3
              AND p.email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.person_id = p.id
                AND o.caravan_id = e.caravan_id AND o.kind = 'reminder' AND o.day = $2) ORDER BY p.id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(event.0).bind(day.to_string())
            .bind(since.millis()).fetch_all(db).await)?;
        Ok(rows.into_iter().map(PersonId).collect())
    }

    /// The letter that is due first, and the instant that tells whether somebody else takes it.
    pub(super) async fn outbox_next(&mut self, now: Timestamp) -> Result<Option<(Uuid, i64)>> {
        const SQL: &str = "SELECT id, due_at FROM outbox WHERE state = 'queued' AND NOT by_hand AND due_at <= $1 ORDER BY due_at, id LIMIT 1";
        Ok(on!(self, db => sqlx::query_as(SQL).bind(now.millis()).fetch_optional(db).await)?)
    }

    /// Takes a letter until the instant `until`; none: somebody else was quicker.
    pub(super) async fn outbox_take(&mut self, (id, due_at): (Uuid, i64), until: Timestamp) -> Result<Option<Taken>> {
        const SQL: &str =
            "UPDATE outbox SET due_at = $3, tries = tries + 1 WHERE id = $1 AND state = 'queued' AND due_at = $2
            RETURNING id, kind, caravan_id, event_id, person_id, day, created_at, tries";
        let row: Option<TakenRow> = on!(self, db => sqlx::query_as(SQL).bind(id).bind(due_at).bind(until.millis())
            .fetch_optional(db).await)?;
        row.map(TakenRow::read).transpose()
    }

    /// The letter's way is over: sent, or withdrawn.
    pub(super) async fn outbox_end(&mut self, id: Uuid, state: LetterState, now: Timestamp) -> Result<()> {
        const SQL: &str =
            "UPDATE outbox SET state = $2, ended_at = $3, last_error = NULL WHERE id = $1 AND state = 'queued'";
        on!(self, db => sqlx::query(SQL).bind(id).bind(state.as_str()).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// The letter was not sent; `again`: when to try, none: never.
    pub(super) async fn outbox_failed(
        &mut self,
        id: Uuid,
        failure: Failure,
        again: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "UPDATE outbox SET last_error = $2, due_at = COALESCE($3, due_at),
                state = CASE WHEN $3 IS NULL THEN 'gave_up' ELSE state END, ended_at = CASE WHEN $3 IS NULL THEN $4 END
            WHERE id = $1 AND state = 'queued'";
        on!(self, db => sqlx::query(SQL).bind(id).bind(failure.as_str()).bind(again.map(Timestamp::millis))
            .bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Letters that should have gone before `late` and have not, or whose sending failed; and those given up later than that.
    pub(super) async fn outbox_unsent(
        &mut self,
        caravan: Option<CaravanId>,
        late: Timestamp,
        given_up_after: Timestamp,
    ) -> Result<Unsent> {
        const SQL: &str = "SELECT CAST(COALESCE(SUM(CASE WHEN o.state = 'queued' THEN 1 ELSE 0 END), 0) AS BIGINT),
                MIN(CASE WHEN o.state = 'queued' THEN o.created_at END),
                CAST(COALESCE(SUM(CASE WHEN o.state = 'gave_up' THEN 1 ELSE 0 END), 0) AS BIGINT)
            FROM outbox o WHERE ($1 IS NULL OR o.caravan_id = $1)
              AND ((o.state = 'queued' AND NOT o.by_hand AND (o.due_at < $2 OR o.last_error IS NOT NULL)) OR (o.state = 'gave_up' AND o.told_at IS NULL AND o.ended_at > $3))";
        let (waiting, since, given_up): (i64, Option<i64>, i64) = on!(self, db => sqlx::query_as(SQL)
            .bind(caravan.map(|caravan| caravan.0)).bind(late.millis()).bind(given_up_after.millis()).fetch_one(db).await)?;
        Ok(Unsent { waiting, since: since.map(Timestamp::from_millis), given_up })
    }

    /// Removes all letters to a person: what was sent, and what was to be.
    pub(crate) async fn outbox_forget(&mut self, person: PersonId) -> Result<()> {
        const SQL: &str = "DELETE FROM outbox WHERE person_id = $1";
        on!(self, db => sqlx::query(SQL).bind(person.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Whether the outbox knows this letter.
    pub(super) async fn outbox_knows(&mut self, id: Uuid) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM outbox WHERE id = $1)";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(id).fetch_one(db).await)?)
    }

    /// Address and language of a person, if they have an address and have not taken their consent back.
    pub(super) async fn outbox_reader(&mut self, person: PersonId) -> Result<Option<(Email, Lang)>> {
        const SQL: &str = concat!(
            "SELECT email, language FROM persons WHERE id = $1 AND email IS NOT NULL AND (",
            data_consent!("persons.id"),
            " OR NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.person_id = persons.id AND w.kind = 'data'))"
        );
        let row: Option<(String, String)> =
            on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_optional(db).await)?;
        row.map(|(email, language)| {
            let email = parsed(Email::parse(&email).ok(), "persons", "email")?;
            Ok((email, parsed(Lang::parse(&language), "persons", "language")?))
        })
        .transpose()
    }

    /// The address of a ticket's page that a letter names; a letter that is written again names the same one.
    pub(super) async fn outbox_page(&mut self, ticket: TicketId, secret: &Secret, now: Timestamp) -> Result<()> {
        const SQL: &str =
            "INSERT INTO ticket_pages (page_hash, ticket_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(secret.hash()).bind(ticket.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }
}

impl TakenRow {
    fn read(self) -> Result<Taken> {
        let day = self.day.map(|day| parsed(CivilDate::parse(&day).ok(), "outbox", "day"));
        Ok(Taken {
            id: self.id,
            kind: parsed(LetterKind::parse(&self.kind), "outbox", "kind")?,
            caravan: CaravanId(self.caravan_id),
            event: EventId(self.event_id),
            person: PersonId(self.person_id),
            day: day.transpose()?,
            created_at: Timestamp::from_millis(self.created_at),
            tries: self.tries,
        })
    }
}
