//! What time forgets: minors for whom no consent came, and whole projects after the day until which names are kept.

use std::collections::{BTreeMap, BTreeSet};

use keruen_domain::erasure::ErasedBy;
use keruen_domain::figures::counted;
use keruen_domain::id::{PersonId, ProjectId};
use keruen_domain::time::{CivilDate, Timestamp};

use super::{came, erase, records_of};
use crate::actor::Actor;
use crate::attendance::project_state;
use crate::error::Result;
use crate::{Backend, zone};

/// How many people time made us forget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// No consent came for them, or it was withdrawn and not given again.
    pub consent_due: usize,
    /// Their project does not keep names any more.
    pub retention: usize,
}

/// Erases whoever's time is over, in all projects. For the program itself; repeated, and by several servers at once, it
/// does nothing more.
///
/// A minor whose attendance no consent covers is erased so many days after that event as the project gives a consent, and
/// becomes one head without a name. So is whoever's consent was withdrawn before they came anywhere, after as many days;
/// at once, when a late scan says that they did come. After the last day of keeping, everybody is erased.
pub async fn forget_due(backend: &Backend, actor: &Actor) -> Result<Forgotten> {
    actor.require_system()?;
    let projects = backend.look().await?.project_list().await?;
    let mut forgotten = Forgotten::default();
    for project in projects {
        if zone::today(zone::DEFAULT, backend.now()) > project.keep_until {
            forgotten.retention += retire(backend, project.id).await?;
        } else {
            forgotten.consent_due += without_consent(backend, project.id, project.consent_days).await?;
        }
    }
    Ok(forgotten)
}

async fn without_consent(backend: &Backend, project: ProjectId, days: i64) -> Result<usize> {
    let state = project_state(backend, project).await?;
    let today = zone::today(zone::DEFAULT, backend.now());
    let over = |day: CivilDate| today.days() > day.days() + days;
    let tally = counted(&state.folded, &state.profiles, &state.venues);
    let mut first: BTreeMap<PersonId, CivilDate> = BTreeMap::new();
    for (event, person) in &tally.awaiting {
        let Some(venue) = state.venues.get(event) else { continue };
        let day = first.entry(*person).or_insert(venue.day);
        *day = venue.day.min(*day);
    }
    let mut due: BTreeSet<PersonId> = first.into_iter().filter(|(_, day)| over(*day)).map(|(who, _)| who).collect();
    let withdrawn = backend.read().await?.withdrawn_people(project).await?;
    let passed = |at: Timestamp| over(zone::today(zone::DEFAULT, at));
    due.extend(withdrawn.into_iter().filter(|(who, at)| passed(*at) || came(&state, *who)).map(|(who, _)| who));
    let records: BTreeSet<PersonId> = due.iter().flat_map(|person| records_of(&state, *person)).collect();
    let records: Vec<PersonId> = records.into_iter().collect();
    if records.is_empty() {
        return Ok(0);
    }
    erase(backend, &state, &records, ErasedBy::ConsentDue).await?;
    Ok(due.len())
}

async fn retire(backend: &Backend, project: ProjectId) -> Result<usize> {
    let people = backend.read().await?.named_people(project).await?;
    let mut tx = backend.write().await?;
    let helpers = tx.helpers_erase(project).await?;
    tx.commit().await?;
    if people.is_empty() && helpers == 0 {
        return Ok(0);
    }
    let state = project_state(backend, project).await?;
    erase(backend, &state, &people, ErasedBy::Retention).await?;
    Ok(people.len())
}
