//! Rows of `list_numbers`, `paper_sheets` and `paper_lines`.

use std::collections::BTreeMap;

use keruen_domain::fact::FactRef;
use keruen_domain::id::{CaravanId, EventId, PersonId, SheetId};
use keruen_domain::paper_entry::{Known, SheetDraft};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::PaperSheet;
use crate::people::person_name;
use crate::store::{Result, Tx, on};

#[derive(sqlx::FromRow)]
struct SheetRow {
    id: Uuid,
    event_id: Uuid,
    sheet_no: String,
    heads: Option<i64>,
    created_at: i64,
}

impl From<SheetRow> for PaperSheet {
    fn from(row: SheetRow) -> Self {
        Self {
            id: SheetId(row.id),
            event: EventId(row.event_id),
            sheet_no: row.sheet_no,
            heads: row.heads,
            opened_at: Timestamp::from_millis(row.created_at),
        }
    }
}

/// A line as it stands in the store, in force or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineRow {
    pub(super) sheet: SheetId,
    pub(super) line: i64,
    pub(super) person: PersonId,
    pub(super) source: Uuid,
    pub(super) fact: Uuid,
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: Uuid,
    family_name: String,
    given_name: String,
    patronymic: Option<String>,
    search_key: String,
    class_name: String,
    institution: String,
    short_code: Option<String>,
}

/// Somebody of the caravan, with what tells them apart.
#[derive(Debug, Clone)]
pub(super) struct CaravanPerson {
    pub(super) known: Known,
    pub(super) name: String,
    pub(super) class_name: String,
    pub(super) institution: String,
}

impl Tx {
    /// The numbers that were given out for an event's lists.
    pub(super) async fn list_numbers(&mut self, event: EventId) -> Result<BTreeMap<PersonId, i64>> {
        const SQL: &str = "SELECT person_id, number FROM list_numbers WHERE event_id = $1 ORDER BY number";
        let rows: Vec<(Uuid, i64)> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(person, number)| (PersonId(person), number)).collect())
    }

    pub(super) async fn list_number_insert(&mut self, event: EventId, person: PersonId, number: i64) -> Result<()> {
        const SQL: &str = "INSERT INTO list_numbers (event_id, number, person_id) VALUES ($1, $2, $3)";
        on!(self, db => sqlx::query(SQL).bind(event.0).bind(number).bind(person.0).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(super) async fn sheet_find(&mut self, id: SheetId) -> Result<Option<PaperSheet>> {
        const SQL: &str = "SELECT id, event_id, sheet_no, heads, created_at FROM paper_sheets WHERE id = $1";
        let row: Option<SheetRow> = on!(self, db => sqlx::query_as(SQL).bind(id.0).fetch_optional(db).await)?;
        Ok(row.map(PaperSheet::from))
    }

    /// The sheets of an event, the oldest first.
    pub(super) async fn sheets_of(&mut self, event: EventId) -> Result<Vec<PaperSheet>> {
        const SQL: &str = "SELECT id, event_id, sheet_no, heads, created_at FROM paper_sheets WHERE event_id = $1
            ORDER BY created_at, id";
        let rows: Vec<SheetRow> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(PaperSheet::from).collect())
    }

    /// Opens a sheet, or finds the one with this number; a count that somebody names replaces the one before.
    pub(super) async fn sheet_open(
        &mut self,
        id: SheetId,
        event: EventId,
        draft: &SheetDraft,
        by: Uuid,
        now: Timestamp,
    ) -> Result<SheetId> {
        const SQL: &str = "INSERT INTO paper_sheets (id, event_id, sheet_no, heads, opened_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (event_id, sheet_no) DO UPDATE SET heads = COALESCE($4, paper_sheets.heads) RETURNING id";
        let id: Uuid = on!(self, db => sqlx::query_scalar(SQL).bind(id.0).bind(event.0).bind(draft.sheet_no.as_str())
            .bind(draft.heads).bind(by).bind(now.millis()).fetch_one(db).await)?;
        Ok(SheetId(id))
    }

    /// All lines of an event's sheets, also those whose facts were taken back.
    pub(super) async fn paper_lines(&mut self, event: EventId) -> Result<Vec<LineRow>> {
        const SQL: &str = "SELECT l.sheet_id, l.line, l.person_id, l.source_id, l.fact_id FROM paper_lines l
            JOIN paper_sheets s ON s.id = l.sheet_id WHERE s.event_id = $1 ORDER BY s.created_at, s.id, l.line";
        let rows: Vec<(Uuid, i64, Uuid, Uuid, Uuid)> =
            on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_all(db).await)?;
        let read = |(sheet, line, person, source, fact)| LineRow {
            sheet: SheetId(sheet),
            line,
            person: PersonId(person),
            source,
            fact,
        };
        Ok(rows.into_iter().map(read).collect())
    }

    pub(super) async fn paper_line_insert(
        &mut self,
        (sheet, line): (SheetId, i64),
        person: PersonId,
        fact: FactRef,
    ) -> Result<()> {
        const SQL: &str =
            "INSERT INTO paper_lines (sheet_id, line, person_id, source_id, fact_id) VALUES ($1, $2, $3, $4, $5)";
        on!(self, db => sqlx::query(SQL).bind(sheet.0).bind(line).bind(person.0).bind(fact.source.uuid()).bind(fact.id.0)
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// When the event ends.
    pub(super) async fn event_ends(&mut self, event: EventId) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT ends_at FROM events WHERE id = $1";
        let row: Option<i64> = on!(self, db => sqlx::query_scalar(SQL).bind(event.0).fetch_optional(db).await)?;
        Ok(row.map(Timestamp::from_millis))
    }

    /// Everybody who has a ticket of the caravan that is in force.
    pub(super) async fn caravan_people(&mut self, caravan: CaravanId) -> Result<Vec<CaravanPerson>> {
        const SQL: &str = "SELECT p.id, p.family_name, p.given_name, p.patronymic, p.search_key, p.class_name, p.institution,
            MIN(t.short_code) AS short_code
            FROM tickets t JOIN persons p ON p.id = t.person_id
            WHERE t.caravan_id = $1 AND t.revoked_at IS NULL AND p.erased_at IS NULL
            GROUP BY p.id, p.family_name, p.given_name, p.patronymic, p.search_key, p.class_name, p.institution ORDER BY p.id";
        let rows: Vec<PersonRow> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|row| {
                Ok(CaravanPerson {
                    name: person_name(&row.family_name, &row.given_name, row.patronymic.as_deref())?.full(),
                    known: Known {
                        person: PersonId(row.id),
                        search_key: row.search_key,
                        short_code: row.short_code,
                        number: None,
                    },
                    class_name: row.class_name,
                    institution: row.institution,
                })
            })
            .collect()
    }
}
