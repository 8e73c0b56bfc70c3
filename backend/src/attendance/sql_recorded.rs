//! Rows of other tables as facts: tickets, consents and withdrawals.

use keruen_domain::consent::ConsentKind;
use keruen_domain::fact::{Body, Fact, Source, Sourced};
use keruen_domain::id::{AccountId, FactId, PersonId, ProjectId, TicketId};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on, parsed};

impl Tx {
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

    /// Tickets, blank ones, consents, void consents and withdrawals of the whole store. None of them is ever deleted.
    pub(super) async fn recorded_counts(&mut self) -> Result<[i64; 5]> {
        const TICKETS: &str = "SELECT COUNT(*) FROM tickets";
        const BLANKS: &str = "SELECT COUNT(*) FROM blanks";
        const CONSENTS: &str = "SELECT COUNT(*), COUNT(void_at) FROM consents";
        const WITHDRAWALS: &str = "SELECT COUNT(*) FROM withdrawals";
        let tickets: i64 = on!(self, db => sqlx::query_scalar(TICKETS).fetch_one(db).await)?;
        let blanks: i64 = on!(self, db => sqlx::query_scalar(BLANKS).fetch_one(db).await)?;
        let (consents, void): (i64, i64) = on!(self, db => sqlx::query_as(CONSENTS).fetch_one(db).await)?;
        let withdrawals: i64 = on!(self, db => sqlx::query_scalar(WITHDRAWALS).fetch_one(db).await)?;
        Ok([tickets, blanks, consents, void, withdrawals])
    }

    /// All consents of a project that ever held, and all withdrawals, as facts.
    pub(crate) async fn consent_facts(&mut self, project: ProjectId) -> Result<Vec<Sourced>> {
        const GIVEN: &str =
            "SELECT s.id, s.person_id, s.kind, s.given_at FROM consents s JOIN persons p ON p.id = s.person_id
            WHERE p.project_id = $1 AND s.void_at IS NULL";
        const WITHDRAWN: &str =
            "SELECT w.id, w.person_id, w.kind, w.at FROM withdrawals w JOIN persons p ON p.id = w.person_id
            WHERE p.project_id = $1";
        type Row = (Uuid, Uuid, String, i64);
        let given: Vec<Row> = on!(self, db => sqlx::query_as(GIVEN).bind(project.0).fetch_all(db).await)?;
        let withdrawn: Vec<Row> = on!(self, db => sqlx::query_as(WITHDRAWN).bind(project.0).fetch_all(db).await)?;
        let kind_of = |word: &str| parsed(ConsentKind::parse(word), "consents", "kind");
        let given = given.into_iter().map(|(id, person, word, at)| {
            let body = Body::Consent { person: PersonId(person), kind: kind_of(&word)? };
            Ok(recorded_at(id, Timestamp::from_millis(at), body))
        });
        let withdrawn = withdrawn.into_iter().map(|(id, person, word, at)| {
            let body = Body::Withdrawal { person: PersonId(person), kind: kind_of(&word)? };
            Ok(recorded_at(id, Timestamp::from_millis(at), body))
        });
        given.chain(withdrawn).collect()
    }
}

fn ticket_fact((id, person, code): &(Uuid, Uuid, String)) -> Result<Sourced> {
    let code = parsed(ShortCode::parse(code).ok(), "tickets", "short_code")?;
    Ok(recorded(*id, Body::Ticket { ticket: TicketId(*id), person: PersonId(*person), code }))
}

/// A blank ticket, as a fact.
pub(crate) fn blank_fact(ticket: TicketId, code: ShortCode) -> Sourced {
    recorded(ticket.0, Body::Blank { ticket, code })
}

/// A row of another table as a fact of the house itself. Only its content matters to the fold, not its time.
fn recorded(id: Uuid, body: Body) -> Sourced {
    recorded_at(id, Timestamp::default(), body)
}

/// A row of another table as a fact of the house itself, by the house's clock.
fn recorded_at(id: Uuid, wall: Timestamp, body: Body) -> Sourced {
    let fact = Fact { id: FactId(id), seq: 0, wall, boot: 0, mono: 0, body };
    Sourced { source: Source::Account(AccountId(Uuid::nil())), fact }
}
