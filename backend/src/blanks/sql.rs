//! Rows of `blanks`, and the facts about them.

use std::collections::HashMap;

use keruen_domain::fact::Sourced;
use keruen_domain::id::{CaravanId, PersonId, ProjectId, StopId, TicketId};
use keruen_domain::name::PersonName;
use keruen_domain::ticket::{ShortCode, TicketCode};
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use super::Blank;
use crate::attendance::blank_fact;
use crate::keys::key_version;
use crate::people::{birth_date, person_name};
use crate::store::{Result, Tx, on, parsed};

/// A blank ticket that was made.
pub(super) struct Made {
    pub(super) ticket: TicketId,
    pub(super) number: i64,
    pub(super) at: Timestamp,
}

/// A blank ticket for a roster.
pub(crate) struct RosterBlank {
    pub(crate) ticket: TicketId,
    pub(crate) number: i64,
    pub(crate) code: ShortCode,
}

/// Name, class and day of birth of somebody who held a blank ticket.
pub(crate) type BlankOwner = (PersonName, String, CivilDate);

impl Tx {
    /// `false` when the short code is taken, by whichever sort of ticket.
    pub(super) async fn blank_insert(
        &mut self,
        blank: &Blank,
        caravan: CaravanId,
        stop: StopId,
        now: Timestamp,
    ) -> Result<bool> {
        const SQL: &str =
            "INSERT INTO blanks (id, caravan_id, stop_id, number, key_version, signature, short_code, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.short_code = $7)
            ON CONFLICT DO NOTHING";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(blank.ticket.0)
            .bind(caravan.0)
            .bind(stop.0)
            .bind(blank.number)
            .bind(i64::from(blank.code.version()))
            .bind(blank.code.signature().as_slice())
            .bind(blank.short_code.as_str())
            .bind(now.millis())
            .execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// The highest number at a stop.
    pub(super) async fn blank_last(&mut self, stop: StopId) -> Result<Option<i64>> {
        const SQL: &str = "SELECT MAX(number) FROM blanks WHERE stop_id = $1";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(stop.0).fetch_one(db).await)?)
    }

    /// The stop's blank tickets with numbers from `first` to `last`.
    pub(super) async fn blanks_numbered(&mut self, stop: StopId, first: i64, last: i64) -> Result<Vec<Blank>> {
        const SQL: &str = "SELECT id, number, key_version, signature, short_code FROM blanks
            WHERE stop_id = $1 AND number >= $2 AND number <= $3 ORDER BY number";
        type Row = (Uuid, i64, i64, Vec<u8>, String);
        let rows: Vec<Row> =
            on!(self, db => sqlx::query_as(SQL).bind(stop.0).bind(first).bind(last).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, number, version, signature, code)| {
                let ticket = TicketId(id);
                let signature = parsed(signature.try_into().ok(), "blanks", "signature")?;
                Ok(Blank {
                    ticket,
                    number,
                    code: TicketCode::from_parts(key_version(version)?, ticket, signature),
                    short_code: short_code(&code)?,
                })
            })
            .collect()
    }

    /// All blank tickets of a stop, by number.
    pub(super) async fn blanks_made(&mut self, stop: StopId) -> Result<Vec<Made>> {
        const SQL: &str = "SELECT id, number, created_at FROM blanks WHERE stop_id = $1 ORDER BY number";
        let rows: Vec<(Uuid, i64, i64)> = on!(self, db => sqlx::query_as(SQL).bind(stop.0).fetch_all(db).await)?;
        let made = |(id, number, at)| Made { ticket: TicketId(id), number, at: Timestamp::from_millis(at) };
        Ok(rows.into_iter().map(made).collect())
    }

    /// Who holds the ticket with this short code in the project.
    pub(super) async fn person_by_code(&mut self, project: ProjectId, code: ShortCode) -> Result<Option<PersonId>> {
        const SQL: &str = "SELECT t.person_id FROM tickets t JOIN persons p ON p.id = t.person_id
            WHERE t.short_code = $1 AND p.project_id = $2 AND p.erased_at IS NULL";
        let row: Option<Uuid> =
            on!(self, db => sqlx::query_scalar(SQL).bind(code.as_str()).bind(project.0).fetch_optional(db).await)?;
        Ok(row.map(PersonId))
    }

    /// The caravan's blank tickets, or those of one stop, for a roster.
    pub(crate) async fn roster_blanks(&mut self, caravan: CaravanId, stop: Option<StopId>) -> Result<Vec<RosterBlank>> {
        const SQL: &str = "SELECT id, number, short_code FROM blanks
            WHERE caravan_id = $1 AND (CAST($2 AS UUID) IS NULL OR stop_id = $2)";
        let stop = stop.map(|stop| stop.0);
        let rows: Vec<(Uuid, i64, String)> =
            on!(self, db => sqlx::query_as(SQL).bind(caravan.0).bind(stop).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, number, code)| Ok(RosterBlank { ticket: TicketId(id), number, code: short_code(&code)? }))
            .collect()
    }

    /// Everybody who was ever said to have held a blank ticket of the project.
    pub(crate) async fn blank_owners(&mut self, project: ProjectId) -> Result<HashMap<PersonId, BlankOwner>> {
        const SQL: &str =
            "SELECT p.id, p.family_name, p.given_name, p.patronymic, p.class_name, p.birth_date FROM persons p
            WHERE p.project_id = $1 AND p.erased_at IS NULL AND p.id IN (SELECT f.person_id FROM blanks b JOIN facts f ON f.ticket_id = b.id
                WHERE f.kind = 'ticket' AND f.project_id = $1)";
        type Row = (Uuid, String, String, Option<String>, String, String);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, family, given, patronymic, class_name, birth)| {
                let name = person_name(&family, &given, patronymic.as_deref())?;
                Ok((PersonId(id), (name, class_name, birth_date(&birth)?)))
            })
            .collect()
    }

    /// All blank tickets of a project, as facts.
    pub(crate) async fn blank_facts(&mut self, project: ProjectId) -> Result<Vec<Sourced>> {
        const SQL: &str =
            "SELECT b.id, b.short_code FROM blanks b JOIN caravans c ON c.id = b.caravan_id WHERE c.project_id = $1";
        let rows: Vec<(Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter().map(|(id, code)| Ok(blank_fact(TicketId(id), short_code(&code)?))).collect()
    }
}

fn short_code(text: &str) -> Result<ShortCode> {
    parsed(ShortCode::parse(text).ok(), "blanks", "short_code")
}
