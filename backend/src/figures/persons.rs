//! The persons behind a figure: for each figure a list of exactly that many rows.

use std::collections::HashSet;

use keruen_domain::collate::sort_key;
use keruen_domain::fact::Method;
use keruen_domain::figures::{Counted, Participant, participants};
use keruen_domain::id::{EventId, PersonId, ProjectId, StopId};
use keruen_domain::person::{AgeBand, InstitutionKind, PlaceKind, Sex};
use keruen_domain::region::Region;
use keruen_domain::time::Timestamp;

use super::Scope;
use crate::actor::{Actor, MemberRole};
use crate::attendance::project_state;
use crate::error::{Refusal, Result};
use crate::{Backend, store::Tx};

/// Which persons; all that is named must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    /// Attended something at this stop.
    pub stop: Option<StopId>,
    /// Attended this event.
    pub event: Option<EventId>,
    /// Lives here.
    pub region: Option<Region>,
    /// Was of this age at the first attendance.
    pub age: Option<AgeBand>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Kind of institution.
    pub institution: Option<InstitutionKind>,
    /// Urban or rural.
    pub place: Option<PlaceKind>,
    /// Method of the first attendance.
    pub method: Option<Method>,
    /// Where the person was first, or never.
    pub presence: Option<Presence>,
}

/// Where a person was first, or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// With a stop: the first attendance at any stop was there.
    New,
    /// Never seen at a stop.
    OnlineOnly,
}

/// One direct participant in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The person.
    pub person: PersonId,
    /// Full name.
    pub name: String,
    /// Region of residence.
    pub region: Region,
    /// Class or group; empty when there is none.
    pub class_name: String,
    /// Age band at the first attendance.
    pub band: AgeBand,
    /// First attendance, corrected time.
    pub first_at: Timestamp,
    /// The event of it.
    pub first_event: EventId,
    /// Counted attendances in scope.
    pub visits: i64,
}

/// The direct participants of a scope that fit the filter, in Kazakh alphabetical order. For coordinators and above.
pub async fn persons_behind(backend: &Backend, actor: &Actor, scope: Scope, filter: &Filter) -> Result<Vec<PersonRow>> {
    let mut tx = backend.read().await?;
    let project = project_of(&mut tx, scope).await?;
    actor.require(project, MemberRole::Coordinator)?;
    let names = tx.person_names(project).await?;
    drop(tx);
    let state = project_state(backend, project).await?;
    let caravan = if let Scope::Caravan(caravan) = scope { Some(caravan) } else { None };
    let counted = state.counted(caravan);
    let people = participants(&counted);
    let at_stop = present(&counted, filter.stop.is_some(), |row| row.venue.stop == filter.stop);
    let at_event = present(&counted, filter.event.is_some(), |row| Some(row.event) == filter.event);
    let mut rows: Vec<PersonRow> = people
        .iter()
        .filter(|(person, one)| {
            let among = |set: &Option<HashSet<PersonId>>| set.as_ref().is_none_or(|set| set.contains(person));
            among(&at_stop) && among(&at_event) && fits(filter, one)
        })
        .map(|(person, one)| {
            let (name, class_name) = names.get(person).cloned().unwrap_or_default();
            PersonRow {
                person: *person,
                name,
                region: one.first.profile.region,
                class_name,
                band: one.band(),
                first_at: one.first.attendance.first.at,
                first_event: one.first.event,
                visits: one.visits,
            }
        })
        .collect();
    rows.sort_by_cached_key(|row| (sort_key(&row.name), row.person));
    Ok(rows)
}

pub(super) async fn project_of(tx: &mut Tx, scope: Scope) -> Result<ProjectId> {
    match scope {
        Scope::Project(project) => Ok(project),
        Scope::Caravan(caravan) => Ok(tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project),
    }
}

/// Persons with a counted attendance that `holds`; none when nothing is asked.
fn present(counted: &[Counted<'_>], asked: bool, holds: impl Fn(&Counted<'_>) -> bool) -> Option<HashSet<PersonId>> {
    asked.then(|| counted.iter().filter(|row| holds(row)).map(|row| row.person).collect())
}

fn fits(filter: &Filter, one: &Participant<'_>) -> bool {
    let profile = one.first.profile;
    let first_stop = one.first_at_stop.and_then(|row| row.venue.stop);
    filter.region.is_none_or(|wanted| profile.region == wanted)
        && filter.age.is_none_or(|wanted| one.band() == wanted)
        && filter.sex.is_none_or(|wanted| profile.sex == wanted)
        && filter.institution.is_none_or(|wanted| profile.institution == wanted)
        && filter.place.is_none_or(|wanted| profile.place == wanted)
        && filter.method.is_none_or(|wanted| one.first.attendance.method == wanted)
        && match (filter.presence, filter.stop) {
            (Some(Presence::OnlineOnly), _) => first_stop.is_none(),
            (Some(Presence::New), Some(stop)) => first_stop == Some(stop),
            (Some(Presence::New), None) => first_stop.is_some(),
            (None, _) => true,
        }
}
