//! Taking a person out of every table: what figures need of them stays.

use keruen_domain::age::Frozen;
use keruen_domain::consent::ConsentKind;
use keruen_domain::erasure::ErasedBy;
use keruen_domain::fact::FactRef;
use keruen_domain::id::{PersonId, ProjectId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on};

impl Tx {
    /// Whether there is a name to erase.
    pub(crate) async fn person_has_name(&mut self, person: PersonId) -> Result<bool> {
        const SQL: &str = "SELECT EXISTS (SELECT 1 FROM persons WHERE id = $1 AND erased_at IS NULL)";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_one(db).await)?)
    }

    /// Ends all consents of one kind that are in force, one that was only seen on paper at a door among them.
    pub(super) async fn consents_withdraw(
        &mut self,
        id: Uuid,
        person: PersonId,
        kind: ConsentKind,
        by: ErasedBy,
        now: Timestamp,
    ) -> Result<()> {
        const KEPT: &str = "INSERT INTO withdrawals (id, person_id, kind, asked_by, at) VALUES ($1, $2, $3, $4, $5)";
        const ENDED: &str =
            "UPDATE consents SET withdrawn_at = $3 WHERE person_id = $1 AND kind = $2 AND withdrawn_at IS NULL";
        on!(self, db => sqlx::query(KEPT).bind(id).bind(person.0).bind(kind.as_str()).bind(by.as_str()).bind(now.millis())
            .execute(db).await.map(drop))?;
        on!(self, db => sqlx::query(ENDED).bind(person.0).bind(kind.as_str()).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Removes everything that names the person. Their tickets open no door any more.
    pub(super) async fn person_erase(
        &mut self,
        person: PersonId,
        frozen: Frozen,
        by: ErasedBy,
        now: Timestamp,
    ) -> Result<()> {
        // The key is nobody else's: an erased person is no candidate for anything.
        const PERSON: &str = "UPDATE persons SET family_name = '', given_name = '', patronymic = NULL, search_key = '', candidate_key = $2,
                birth_date = '', institution = '', class_name = '', phone = NULL, email = NULL, rep_name = NULL, rep_relation = NULL,
                rep_phone = NULL, erased_at = $3, erased_by = $4, age_band = $5, adult_from = $6 WHERE id = $1";
        const TICKETS: &str = "UPDATE tickets SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";
        const CONSENTS: &str = "UPDATE consents SET given_by = '', paper_no = NULL WHERE person_id = $1";
        const LINKS: &str = "DELETE FROM consent_links WHERE person_id = $1";
        const MEMBER: &str =
            "UPDATE group_members SET note = NULL, left_at = COALESCE(left_at, $2) WHERE person_id = $1";
        on!(self, db => sqlx::query(PERSON).bind(person.0).bind(person.to_string()).bind(now.millis()).bind(by.as_str())
            .bind(frozen.band.as_str()).bind(frozen.adult_from.map(|day| day.to_string())).execute(db).await.map(drop))?;
        on!(self, db => sqlx::query(TICKETS).bind(person.0).bind(now.millis()).execute(db).await.map(drop))?;
        on!(self, db => sqlx::query(CONSENTS).bind(person.0).execute(db).await.map(drop))?;
        on!(self, db => sqlx::query(LINKS).bind(person.0).execute(db).await.map(drop))?;
        on!(self, db => sqlx::query(MEMBER).bind(person.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Removes what was noted beside a fact.
    pub(super) async fn fact_note_delete(&mut self, fact: FactRef) -> Result<()> {
        const SQL: &str = "DELETE FROM fact_notes WHERE source_id = $1 AND fact_id = $2";
        on!(self, db => sqlx::query(SQL).bind(fact.source.uuid()).bind(fact.id.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Who was erased since, one by one: what a late phone says of them may carry a note.
    pub(super) async fn erased_since(&mut self, project: ProjectId, since: Timestamp) -> Result<Vec<PersonId>> {
        const SQL: &str =
            "SELECT id FROM persons WHERE project_id = $1 AND erased_at >= $2 AND erased_by <> 'retention' ORDER BY id";
        let rows: Vec<Uuid> =
            on!(self, db => sqlx::query_scalar(SQL).bind(project.0).bind(since.millis()).fetch_all(db).await)?;
        Ok(rows.into_iter().map(PersonId).collect())
    }

    /// When the person was written down.
    pub(super) async fn person_since(&mut self, person: PersonId) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT created_at FROM persons WHERE id = $1";
        let at: Option<i64> = on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_optional(db).await)?;
        Ok(at.map(Timestamp::from_millis))
    }

    /// Gives the sheets of a project other names than those that were typed.
    async fn sheets_rename(&mut self, project: ProjectId) -> Result<u64> {
        const TYPED: &str = "SELECT s.id, s.sheet_no FROM paper_sheets s JOIN events e ON e.id = s.event_id
            JOIN caravans c ON c.id = e.caravan_id WHERE c.project_id = $1 ORDER BY s.id";
        const RENAME: &str = "UPDATE paper_sheets SET sheet_no = $2 WHERE id = $1";
        let sheets: Vec<(Uuid, String)> = on!(self, db => sqlx::query_as(TYPED).bind(project.0).fetch_all(db).await)?;
        let mut renamed = 0;
        for (id, sheet_no) in sheets {
            if sheet_no != id.to_string() {
                on!(self, db => sqlx::query(RENAME).bind(id).bind(id.to_string()).execute(db).await.map(drop))?;
                renamed += 1;
            }
        }
        Ok(renamed)
    }

    /// People with names who withdrew their data consent once, each with the last withdrawal.
    pub(super) async fn withdrawn_people(&mut self, project: ProjectId) -> Result<Vec<(PersonId, Timestamp)>> {
        const SQL: &str =
            "SELECT p.id, MAX(w.at) FROM persons p JOIN withdrawals w ON w.person_id = p.id AND w.kind = 'data'
            WHERE p.project_id = $1 AND p.erased_at IS NULL GROUP BY p.id ORDER BY p.id";
        let rows: Vec<(Uuid, i64)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(person, at)| (PersonId(person), Timestamp::from_millis(at))).collect())
    }

    /// People of a project who still have names.
    pub(super) async fn named_people(&mut self, project: ProjectId) -> Result<Vec<PersonId>> {
        const SQL: &str = "SELECT id FROM persons WHERE project_id = $1 AND erased_at IS NULL ORDER BY id";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(PersonId).collect())
    }

    /// Removes the names of leaders, and of who held phones, from a project.
    pub(super) async fn helpers_erase(&mut self, project: ProjectId) -> Result<u64> {
        const GROUPS: &str =
            "UPDATE groups SET leader_name = '', leader_phone = '', leader_email = NULL, title = '', origin = '{}'
            WHERE leader_name <> '' AND caravan_id IN (SELECT id FROM caravans WHERE project_id = $1)";
        const OPERATORS: &str = "UPDATE operators SET name = '' WHERE name <> '' AND device_id IN
            (SELECT d.id FROM devices d JOIN caravans c ON c.id = d.caravan_id WHERE c.project_id = $1)";
        // Also of facts that nobody's ticket is behind: what was typed in a hurry may be a name.
        const NOTES: &str = "DELETE FROM fact_notes WHERE EXISTS (SELECT 1 FROM facts f
            WHERE f.source_id = fact_notes.source_id AND f.id = fact_notes.fact_id AND f.project_id = $1)";
        let groups =
            on!(self, db => sqlx::query(GROUPS).bind(project.0).execute(db).await.map(|done| done.rows_affected()))?;
        let phones =
            on!(self, db => sqlx::query(OPERATORS).bind(project.0).execute(db).await.map(|done| done.rows_affected()))?;
        let notes =
            on!(self, db => sqlx::query(NOTES).bind(project.0).execute(db).await.map(|done| done.rows_affected()))?;
        Ok(groups + phones + notes + self.sheets_rename(project).await?)
    }
}
