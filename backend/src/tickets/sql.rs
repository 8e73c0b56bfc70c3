//! Rows of `tickets`.

use keruen_domain::caravan::Stop;
use keruen_domain::event::{Event, RegistrationState};
use keruen_domain::id::{CaravanId, GroupId, PersonId, ProjectId, RegistrationId, TicketId};
use keruen_domain::scan::TicketMark;
use keruen_domain::text::{Lang, Localized};
use keruen_domain::ticket::{ShortCode, TicketCode};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::Holder;
use crate::caravans::{MaybeStop, stop_columns};
use crate::chance::Secret;
use crate::events::{EventRow, event_columns};
use crate::keys::key_version;
use crate::people::{birth_date, person_name};
use crate::store::{Json, Result, Tx, on, parsed};

#[derive(sqlx::FromRow)]
struct HolderRow {
    id: Uuid,
    caravan_id: Uuid,
    person_id: Uuid,
    project_id: Uuid,
    key_version: i64,
    signature: Vec<u8>,
    short_code: String,
    revoked_at: Option<i64>,
    family_name: String,
    given_name: String,
    patronymic: Option<String>,
    birth_date: String,
    language: String,
    candidate_key: String,
    #[sqlx(try_from = "String")]
    caravan_title: Json<Localized>,
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    #[sqlx(flatten)]
    event: EventRow,
    #[sqlx(flatten)]
    stop: MaybeStop,
    registration: Uuid,
    standing: String,
    place: Option<i64>,
}

/// An event on whose list a ticket's holder stands.
pub(crate) struct Held {
    pub(super) registration: RegistrationId,
    pub(crate) event: Event,
    pub(super) stop: Option<Stop>,
    pub(crate) state: RegistrationState,
    /// Place in the queue, from 1; only of a waiting one.
    pub(super) position: Option<i64>,
}

impl Tx {
    /// `false` when the short code is taken.
    pub(super) async fn ticket_insert(
        &mut self,
        code: &TicketCode,
        short_code: ShortCode,
        secret: &Secret,
        caravan: CaravanId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<bool> {
        const SQL: &str =
            "INSERT INTO tickets (id, caravan_id, person_id, key_version, signature, short_code, page_hash, created_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (SELECT 1 FROM blanks b WHERE b.short_code = $6)
            ON CONFLICT DO NOTHING";
        let done = on!(self, db => sqlx::query(SQL)
            .bind(code.id().0)
            .bind(caravan.0)
            .bind(person.0)
            .bind(i64::from(code.version()))
            .bind(code.signature().as_slice())
            .bind(short_code.as_str())
            .bind(secret.hash())
            .bind(now.millis())
            .execute(db).await.map(|done| done.rows_affected()))?;
        Ok(done == 1)
    }

    /// The ticket whose page this secret opens, with its holder.
    pub(crate) async fn ticket_holder(&mut self, secret: &Secret) -> Result<Option<Holder>> {
        const SQL: &str = "SELECT t.id, t.caravan_id, t.person_id, p.project_id, t.key_version, t.signature, t.short_code, t.revoked_at,
                p.family_name, p.given_name, p.patronymic, p.birth_date, p.language, p.candidate_key, c.title AS caravan_title
            FROM tickets t JOIN persons p ON p.id = t.person_id JOIN caravans c ON c.id = t.caravan_id
            WHERE p.erased_at IS NULL AND (t.page_hash = $1 OR t.id = (SELECT g.ticket_id FROM ticket_pages g WHERE g.page_hash = $1))";
        let row: Option<HolderRow> = on!(self, db => sqlx::query_as(SQL).bind(secret.hash()).fetch_optional(db).await)?;
        row.map(HolderRow::read).transpose()
    }

    /// The holders of a group's tickets in its caravan; of who has several, the latest one that opens doors.
    pub(crate) async fn group_holders(&mut self, group: GroupId, caravan: CaravanId) -> Result<Vec<Holder>> {
        const SQL: &str = "SELECT t.id, t.caravan_id, t.person_id, p.project_id, t.key_version, t.signature, t.short_code, t.revoked_at,
                p.family_name, p.given_name, p.patronymic, p.birth_date, p.language, p.candidate_key, c.title AS caravan_title
            FROM group_members m JOIN tickets t ON t.person_id = m.person_id JOIN persons p ON p.id = t.person_id
                JOIN caravans c ON c.id = t.caravan_id
            WHERE m.group_id = $1 AND t.caravan_id = $2 AND t.revoked_at IS NULL AND p.erased_at IS NULL ORDER BY t.created_at, t.id";
        let rows: Vec<HolderRow> =
            on!(self, db => sqlx::query_as(SQL).bind(group.0).bind(caravan.0).fetch_all(db).await)?;
        rows.into_iter().map(HolderRow::read).collect()
    }

    /// The person's events in a caravan, by start; given up ones too. One statement, however many there are.
    pub(crate) async fn ticket_events(&mut self, person: PersonId, caravan: CaravanId) -> Result<Vec<Held>> {
        const SQL: &str = concat!(
            "SELECT ",
            event_columns!(),
            ", ",
            stop_columns!(),
            ", r.id AS registration, r.state AS standing, CASE WHEN r.state = 'waiting' THEN (SELECT COUNT(*) FROM registrations q
                WHERE q.event_id = r.event_id AND q.state = 'waiting' AND (q.queued_at, q.id) <= (r.queued_at, r.id)) END AS place
            FROM registrations r JOIN events e ON e.id = r.event_id LEFT JOIN stops s ON s.id = e.stop_id
            WHERE r.person_id = $1 AND e.caravan_id = $2 ORDER BY e.starts_at, e.id"
        );
        let rows: Vec<HeldRow> =
            on!(self, db => sqlx::query_as(SQL).bind(person.0).bind(caravan.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|row| {
                Ok(Held {
                    registration: RegistrationId(row.registration),
                    event: row.event.read()?,
                    stop: row.stop.0,
                    state: parsed(RegistrationState::parse(&row.standing), "registrations", "state")?,
                    position: row.place,
                })
            })
            .collect()
    }

    /// The person's ticket in a caravan that still opens doors. The caller holds the person's row.
    pub(crate) async fn ticket_held(
        &mut self,
        person: PersonId,
        caravan: CaravanId,
    ) -> Result<Option<(TicketId, ShortCode)>> {
        const SQL: &str = "SELECT id, short_code FROM tickets
            WHERE person_id = $1 AND caravan_id = $2 AND revoked_at IS NULL ORDER BY created_at, id LIMIT 1";
        let row: Option<(Uuid, String)> =
            on!(self, db => sqlx::query_as(SQL).bind(person.0).bind(caravan.0).fetch_optional(db).await)?;
        row.map(|(id, code)| Ok((TicketId(id), parsed(ShortCode::parse(&code).ok(), "tickets", "short_code")?)))
            .transpose()
    }

    /// One more address of a ticket's page.
    pub(crate) async fn ticket_page_insert(&mut self, ticket: TicketId, secret: &Secret, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO ticket_pages (page_hash, ticket_id, created_at) VALUES ($1, $2, $3)";
        on!(self, db => sqlx::query(SQL).bind(secret.hash()).bind(ticket.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Caravans for which the person holds a ticket, or was said to have held a blank one, in order of id.
    pub(crate) async fn ticket_caravans(&mut self, person: PersonId) -> Result<Vec<CaravanId>> {
        const SQL: &str = "SELECT caravan_id FROM tickets WHERE person_id = $1
            UNION SELECT b.caravan_id FROM facts f JOIN blanks b ON b.id = f.ticket_id WHERE f.person_id = $1
            ORDER BY caravan_id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(CaravanId).collect())
    }
}

impl HolderRow {
    fn read(self) -> Result<Holder> {
        let id = TicketId(self.id);
        let signature = parsed(self.signature.try_into().ok(), "tickets", "signature")?;
        Ok(Holder {
            ticket: id,
            caravan: CaravanId(self.caravan_id),
            project: ProjectId(self.project_id),
            person: PersonId(self.person_id),
            code: TicketCode::from_parts(key_version(self.key_version)?, id, signature),
            short_code: parsed(ShortCode::parse(&self.short_code).ok(), "tickets", "short_code")?,
            mark: if self.revoked_at.is_some() { TicketMark::Revoked } else { TicketMark::Valid },
            name: person_name(&self.family_name, &self.given_name, self.patronymic.as_deref())?,
            birth_date: birth_date(&self.birth_date)?,
            language: parsed(Lang::parse(&self.language), "persons", "language")?,
            candidate_key: self.candidate_key,
            caravan_title: self.caravan_title.0,
        })
    }
}
