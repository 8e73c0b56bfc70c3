//! The roll of an event: everybody who registered or came, as the desk needs them.

mod sql;

use std::collections::{BTreeMap, HashSet};

use keruen_domain::age::Age;
use keruen_domain::collate;
use keruen_domain::event::RegistrationState;
use keruen_domain::fact::Method;
use keruen_domain::id::{EventId, PersonId};
use keruen_domain::scan::ConsentMark;
use keruen_domain::time::Timestamp;

use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::attendance::project_state;
use crate::caravans::Scope;
use crate::error::{Refusal, Result};

/// One person on an event's roll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollRow {
    /// The person.
    pub person: PersonId,
    /// Family name, given name, patronymic; empty of who was erased.
    pub name: String,
    /// The name folded for searching.
    pub search_key: String,
    /// Class or group; may be empty.
    pub class_name: String,
    /// School, college, workplace; may be empty.
    pub institution: String,
    /// Phone in E.164, when they gave one; of a class, else its leader's.
    pub phone: Option<String>,
    /// The code under the QR of their ticket in this caravan, without its hyphen; none: no ticket in force.
    pub short_code: Option<String>,
    /// Where the registration stands; none: came without one.
    pub state: Option<RegistrationState>,
    /// Place in the queue, from 1; only of those who wait.
    pub position: Option<i64>,
    /// Whether the person may be let in and counted: a minor only with a consent to data processing.
    pub consent: ConsentMark,
    /// Since when they are known to have come, and how; by corrected time.
    pub attended: Option<(Timestamp, Method)>,
}

impl RollRow {
    /// Who has a seat, or came: whom a door's list names.
    pub fn is_expected(&self) -> bool {
        self.attended.is_some() || self.state.is_some_and(RegistrationState::holds_seat)
    }
}

/// A row as the store knows it.
struct Listed {
    row: RollRow,
    /// Order in the queue.
    queued: Option<(Timestamp, uuid::Uuid)>,
    age: Age,
}

/// Everybody who registered for the event or came to it, in Kazakh order of names. Coordinators and up.
pub async fn event_roll(backend: &Backend, actor: &Actor, event: EventId) -> Result<Vec<RollRow>> {
    let found = backend.look().await?.event_scope(event).await?;
    let scope = actor.require_found(found, Scope::place, MemberRole::Coordinator)?;
    let project = scope.project;
    let state = project_state(backend, project).await?;
    let came: BTreeMap<PersonId, (Timestamp, Method)> = state
        .folded
        .attendances
        .range((event, PersonId(uuid::Uuid::nil()))..=(event, PersonId(uuid::Uuid::max())))
        .map(|((_, person), attendance)| (*person, (attendance.first.at, attendance.method)))
        .collect();
    let day = state.venues.get(&event).ok_or(Refusal::NotFound)?.day;
    let mut tx = backend.read().await?;
    let mut listed = tx.roll_registered(event).await?;
    let known: HashSet<PersonId> = listed.iter().map(|l| state.folded.canonical(l.row.person)).collect();
    for person in came.keys().filter(|person| !known.contains(person)) {
        listed.extend(tx.roll_person(event, *person).await?);
    }
    let mut queue: Vec<_> = listed.iter().filter_map(|l| l.queued).collect();
    queue.sort_unstable();
    let mut rows: Vec<RollRow> = listed
        .into_iter()
        .map(|Listed { mut row, queued, age }| {
            let person = state.folded.canonical(row.person);
            row.attended = came.get(&person).copied();
            // By the rule of doors and figures: a paper that was seen at a door counts, and a withdrawal undoes nothing.
            let at = row.attended.map_or(Timestamp::from_millis(i64::MAX), |(at, _)| at);
            row.consent = state.folded.consents.mark(person, age, day, at);
            let place = queued.and_then(|own| queue.binary_search(&own).ok());
            row.position = place.and_then(|place| i64::try_from(place + 1).ok());
            row
        })
        .collect();
    rows.sort_by_cached_key(|row| (collate::sort_key(&row.name), row.person));
    Ok(rows)
}
