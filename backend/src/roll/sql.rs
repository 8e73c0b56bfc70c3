//! People of an event: `registrations` with `persons` and `tickets`.

use keruen_domain::event::RegistrationState;
use keruen_domain::id::{EventId, PersonId};
use keruen_domain::scan::ConsentMark;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::{Listed, RollRow};
use crate::people::{age, full_name};
use crate::store::{Result, Tx, on, parsed};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    family_name: String,
    given_name: String,
    patronymic: Option<String>,
    search_key: String,
    class_name: String,
    institution: String,
    phone: Option<String>,
    short_code: Option<String>,
    birth_date: String,
    age_band: Option<String>,
    adult_from: Option<String>,
    state: Option<String>,
    queued_at: Option<i64>,
    registration: Option<Uuid>,
}

/// What a row takes from the person, with `$1` the event; a revoked ticket is none.
macro_rules! person_columns {
    () => {
        "p.id, p.family_name, p.given_name, p.patronymic, p.search_key, p.class_name, p.institution, p.birth_date, p.age_band, p.adult_from,
            COALESCE(p.phone, (SELECT g.leader_phone FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.person_id = p.id)) AS phone,
            (SELECT MIN(t.short_code) FROM tickets t JOIN events te ON te.caravan_id = t.caravan_id
                WHERE te.id = $1 AND t.person_id = p.id AND t.revoked_at IS NULL) AS short_code"
    };
}

impl Tx {
    /// Everybody who registered, in whatever state.
    pub(super) async fn roll_registered(&mut self, event: EventId) -> Result<Vec<Listed>> {
        const SQL: &str = concat!(
            "SELECT ",
            person_columns!(),
            ", r.state, r.queued_at, r.id AS registration FROM registrations r JOIN persons p ON p.id = r.person_id WHERE r.event_id = $1"
        );
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(event.0).fetch_all(db).await)?;
        rows.into_iter().map(listed).collect()
    }

    /// Somebody who came without registering.
    pub(super) async fn roll_person(&mut self, event: EventId, person: PersonId) -> Result<Option<Listed>> {
        const SQL: &str = concat!(
            "SELECT ",
            person_columns!(),
            ", r.state, r.queued_at, r.id AS registration FROM persons p LEFT JOIN registrations r ON r.person_id = p.id AND r.event_id = $1
                WHERE p.id = $2"
        );
        let row: Option<Row> =
            on!(self, db => sqlx::query_as(SQL).bind(event.0).bind(person.0).fetch_optional(db).await)?;
        row.map(listed).transpose()
    }
}

fn listed(row: Row) -> Result<Listed> {
    let state = row.state.map(|word| parsed(RegistrationState::parse(&word), "registrations", "state")).transpose()?;
    let queued = match (state, row.queued_at, row.registration) {
        (Some(RegistrationState::Waiting), Some(at), Some(id)) => Some((Timestamp::from_millis(at), id)),
        _ => None,
    };
    let age = age(&row.birth_date, row.age_band.as_deref(), row.adult_from.as_deref())?;
    let row = RollRow {
        person: PersonId(row.id),
        name: full_name(&row.family_name, &row.given_name, row.patronymic.as_deref())?,
        search_key: row.search_key,
        class_name: row.class_name,
        institution: row.institution,
        phone: row.phone,
        short_code: row.short_code,
        state,
        position: None,
        consent: ConsentMark::Missing,
        attended: None,
    };
    Ok(Listed { row, queued, age })
}
