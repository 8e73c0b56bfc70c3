//! What the review reads beside facts: revoked tickets, registrations, records with one candidate key, settlements.

use std::collections::{BTreeMap, HashMap};

use keruen_domain::event::RegistrationState;
use keruen_domain::id::{EventId, PersonId, ProjectId, TicketId};
use keruen_domain::registration::without_contact;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on, parsed};

impl Tx {
    /// Tickets that were replaced or struck off, and since when.
    pub(crate) async fn revoked_tickets(&mut self, project: ProjectId) -> Result<HashMap<TicketId, Timestamp>> {
        const SQL: &str = "SELECT t.id, t.revoked_at FROM tickets t JOIN caravans c ON c.id = t.caravan_id
            WHERE c.project_id = $1 AND t.revoked_at IS NOT NULL";
        let rows: Vec<(Uuid, i64)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(id, at)| (TicketId(id), Timestamp::from_millis(at))).collect())
    }

    /// All registrations of a project, as they stand.
    pub(crate) async fn project_registrations(
        &mut self,
        project: ProjectId,
    ) -> Result<Vec<(EventId, PersonId, RegistrationState)>> {
        const SQL: &str = "SELECT r.event_id, r.person_id, r.state FROM registrations r
            JOIN events e ON e.id = r.event_id JOIN caravans c ON c.id = e.caravan_id WHERE c.project_id = $1";
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(event, person, state)| {
                let state = parsed(RegistrationState::parse(&state), "registrations", "state")?;
                Ok((EventId(event), PersonId(person), state))
            })
            .collect()
    }

    /// Groups of records with one candidate key; and of those without a contact, or written down at a desk in a hurry, each
    /// with whoever has the same name and day of birth.
    pub(crate) async fn candidate_groups(&mut self, project: ProjectId) -> Result<Vec<Vec<PersonId>>> {
        const SQL: &str = "SELECT p.candidate_key, p.id FROM persons p WHERE p.project_id = $1 AND p.candidate_key IN (
                SELECT q.candidate_key FROM persons q WHERE q.project_id = $1 GROUP BY q.candidate_key HAVING COUNT(*) > 1)";
        let rows: Vec<(String, Uuid)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        let mut groups: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
        for (key, person) in rows {
            groups.entry(key).or_default().push(PersonId(person));
        }
        let mut groups: Vec<Vec<PersonId>> = groups.into_values().collect();
        groups.extend(self.candidates_without_contact(project).await?);
        Ok(groups)
    }

    async fn candidates_without_contact(&mut self, project: ProjectId) -> Result<Vec<Vec<PersonId>>> {
        const BARE: &str = "SELECT candidate_key, id FROM persons
            WHERE project_id = $1 AND (phone IS NULL AND email IS NULL AND rep_phone IS NULL
                OR id IN (SELECT w.person_id FROM walk_ins w))";
        const ALL: &str = "SELECT candidate_key, id FROM persons WHERE project_id = $1";
        let bare: Vec<(String, Uuid)> = on!(self, db => sqlx::query_as(BARE).bind(project.0).fetch_all(db).await)?;
        if bare.is_empty() {
            return Ok(Vec::new());
        }
        let all: Vec<(String, Uuid)> = on!(self, db => sqlx::query_as(ALL).bind(project.0).fetch_all(db).await)?;
        let mut alike: HashMap<&str, Vec<(&str, PersonId)>> = HashMap::new();
        for (key, person) in &all {
            alike.entry(without_contact(key)).or_default().push((key, PersonId(*person)));
        }
        let pairs = bare.iter().flat_map(|(key, person)| {
            let others = alike.get(without_contact(key)).into_iter().flatten();
            others.filter(move |(other, _)| other != key).map(|(_, other)| vec![PersonId(*person), *other])
        });
        Ok(pairs.collect())
    }

    /// When accounts last stated something; none: they never did.
    pub(crate) async fn stated_last(&mut self, project: ProjectId) -> Result<Option<Timestamp>> {
        const SQL: &str = "SELECT MAX(wall) FROM facts WHERE project_id = $1 AND source_kind = 'account'";
        let wall: Option<i64> = on!(self, db => sqlx::query_scalar(SQL).bind(project.0).fetch_one(db).await)?;
        Ok(wall.map(Timestamp::from_millis))
    }
}
