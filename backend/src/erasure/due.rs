//! What time forgets: minors for whom no consent came, and whole projects after the day until which names are kept.

use std::collections::{BTreeMap, BTreeSet};

use keruen_domain::consent::ConsentKind;
use keruen_domain::erasure::ErasedBy;
use keruen_domain::id::{PersonId, ProjectId};
use keruen_domain::scan::ConsentMark;
use keruen_domain::time::{CivilDate, DAY};

use super::{came, erase, notes_delete, records_of};
use crate::actor::Actor;
use crate::attendance::project_state;
use crate::error::Result;
use crate::{Backend, zone};

/// A phone may bring notes about people so long after they were erased.
const LATE_PHONES: i64 = 60 * DAY;

/// How many people time made us forget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgotten {
    /// No consent came for them, or it was withdrawn and not given again.
    pub consent_due: usize,
    /// Their project does not keep names any more.
    pub retention: usize,
}

/// Erases whoever's time is over, in all projects. For the program itself; repeated, and by several servers at once, it
/// does nothing more. What fails in one project holds up no other; the first error is told at the end.
///
/// A minor whose attendance no consent covers is erased so many days after that event, or after they were written down, as
/// the project gives a consent, and becomes one head without a name. So is whoever's consent was withdrawn before they came
/// anywhere, after as many days; at once, when a late scan says that they did come. After the last day of keeping, everybody
/// is erased.
pub async fn forget_due(backend: &Backend, actor: &Actor) -> Result<Forgotten> {
    actor.require_system()?;
    let projects = backend.look().await?.project_list().await?;
    let today = zone::today(zone::DEFAULT, backend.now());
    let mut forgotten = Forgotten::default();
    let mut failed = None;
    for project in projects {
        let done = if today > project.keep_until {
            retire(backend, project.id).await.map(|people| forgotten.retention += people)
        } else {
            without_consent(backend, project.id, project.consent_days)
                .await
                .map(|people| forgotten.consent_due += people)
        };
        if let Err(error) = done {
            tracing::error!(project = %project.id, %error, "whoever's time is over could not be erased");
            failed = failed.or(Some(error));
        }
    }
    // Also for erasures after which somebody was reading.
    backend.store().fold_log().await?;
    failed.map_or(Ok(forgotten), Err)
}

async fn without_consent(backend: &Backend, project: ProjectId, days: i64) -> Result<usize> {
    let state = project_state(backend, project).await?;
    let today = zone::today(zone::DEFAULT, backend.now());
    let over = |day: CivilDate| today.days() > day.days() + days;
    let mut first: BTreeMap<PersonId, CivilDate> = BTreeMap::new();
    for ((event, person), attendance) in &state.folded.attendances {
        let (Some(venue), Some(profile)) = (state.venues.get(event), state.profiles.get(person)) else { continue };
        let consent = state.folded.consents.mark(*person, profile.age, venue.day, attendance.first.at);
        if !profile.age.is_erased() && consent == ConsentMark::Missing {
            let day = first.entry(*person).or_insert(venue.day);
            *day = venue.day.min(*day);
        }
    }
    let mut tx = backend.read().await?;
    let mut due = BTreeSet::new();
    for (person, day) in first {
        let written = tx.person_since(person).await?.map_or(day, |at| zone::today(zone::DEFAULT, at));
        if over(day.max(written)) {
            due.insert(person);
        }
    }
    for (person, at) in tx.withdrawn_people(project).await? {
        let held = state.folded.consents.holds(state.folded.canonical(person), ConsentKind::Data);
        if !held && (over(zone::today(zone::DEFAULT, at)) || came(&state, person)) {
            due.insert(person);
        }
    }
    let lately = tx.erased_since(project, backend.now().plus(-LATE_PHONES)).await?;
    drop(tx);
    for person in lately {
        let mut tx = backend.write().await?;
        notes_delete(&mut tx, project, person).await?;
        tx.commit().await?;
    }
    let records: BTreeSet<PersonId> = due.iter().flat_map(|person| records_of(&state, *person)).collect();
    let records: Vec<PersonId> = records.into_iter().collect();
    erase(backend, &state, project, &records, ErasedBy::ConsentDue).await?;
    Ok(due.iter().map(|person| state.folded.canonical(*person)).collect::<BTreeSet<_>>().len())
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
    erase(backend, &state, project, &people, ErasedBy::Retention).await?;
    Ok(people.len())
}
