//! Rows of `tickets`.

use keruen_domain::id::{CaravanId, PersonId, ProjectId, TicketId};
use keruen_domain::scan::TicketMark;
use keruen_domain::text::{Lang, Localized};
use keruen_domain::ticket::{ShortCode, TicketCode};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::Holder;
use crate::chance::Secret;
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
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
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
            FROM tickets t JOIN persons p ON p.id = t.person_id JOIN caravans c ON c.id = t.caravan_id WHERE t.page_hash = $1";
        let row: Option<HolderRow> = on!(self, db => sqlx::query_as(SQL).bind(secret.hash()).fetch_optional(db).await)?;
        row.map(HolderRow::read).transpose()
    }

    /// Caravans for which the person holds a ticket, in order of id.
    pub(crate) async fn ticket_caravans(&mut self, person: PersonId) -> Result<Vec<CaravanId>> {
        const SQL: &str = "SELECT DISTINCT caravan_id FROM tickets WHERE person_id = $1 ORDER BY caravan_id";
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
