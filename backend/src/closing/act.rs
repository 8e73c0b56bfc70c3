//! The figures of a closing act: of a stop, or of one institution at it. Each is the domain's, over fewer attendances.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use keruen_domain::caravan::{Caravan, Stop};
use keruen_domain::collate::sort_key;
use keruen_domain::event::EventState;
use keruen_domain::fact::Method;
use keruen_domain::figures::{Counted, StopFigures, figures};
use keruen_domain::id::{PersonId, StopId};
use keruen_domain::name::search_key;
use keruen_domain::project::Project;

use super::{DeedDone, allowed, count};
use crate::Backend;
use crate::actor::Actor;
use crate::attendance::project_state;
use crate::error::{Refusal, Result};
use crate::events::EventView;

/// One event on an act.
#[derive(Debug, Clone)]
pub struct ActEvent {
    /// The event.
    pub view: EventView,
    /// Counted attendances.
    pub visits: i64,
}

/// What an act says.
#[derive(Debug, Clone)]
pub struct Act {
    /// The project.
    pub project: Project,
    /// The caravan.
    pub caravan: Caravan,
    /// The stop.
    pub stop: Stop,
    /// The institution, as most of its people write it; none: the whole stop.
    pub institution: Option<String>,
    /// People here, new here, visits.
    pub figures: StopFigures,
    /// People here by the method of their first attendance here; the parts add up.
    pub by_method: BTreeMap<Method, i64>,
    /// Heads without a name: blank tickets, erased minors for whom nobody agreed; none are an institution's.
    pub anonymous: i64,
    /// The stop's events by start.
    pub events: Vec<ActEvent>,
    /// The closing that holds.
    pub closed: Option<DeedDone>,
}

/// The act of a stop, or of one institution there. For coordinators of the stop. An institution of which nobody was here
/// is not found.
pub async fn act(backend: &Backend, actor: &Actor, stop: StopId, institution: Option<&str>) -> Result<Act> {
    let mut tx = backend.read().await?;
    let (stop, project) = allowed(&mut tx, actor, stop).await?;
    drop(tx);
    let state = project_state(backend, project).await?;
    let mut tx = backend.read().await?;
    let (caravan, project, _) = tx.caravan_with_project(stop.caravan).await?.ok_or(Refusal::NotFound)?;
    let views = tx.event_list(stop.caravan).await?;
    let written = tx.institutions(project.id).await?;
    let deed = tx.stop_deeds(stop.id).await?.into_iter().next();
    let mut rows = state.counted(Some(stop.caravan));
    let name = institution.map(search_key);
    if let Some(name) = &name {
        rows.retain(|row| written.get(&row.person).is_some_and(|own| search_key(own) == *name));
    }
    let whole = figures(&rows, 0);
    rows.retain(|row| row.venue.stop == Some(stop.id));
    if name.is_some() && rows.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let here = figures(&rows, 0);
    let institution = name.and_then(|_| spelled(&rows, &written).into_iter().next()).map(|(spelling, _)| spelling);
    let heads: BTreeSet<_> = state
        .heads()
        .into_iter()
        .filter(|(event, _)| state.venues.get(event).is_some_and(|venue| venue.stop == Some(stop.id)))
        .map(|(_, head)| head)
        .collect();
    let events = views
        .into_iter()
        .filter(|view| view.event.stop == Some(stop.id))
        .filter(|view| !matches!(view.event.state, EventState::Draft | EventState::Cancelled))
        .map(|view| ActEvent { visits: here.by_event.get(&view.event.id).copied().unwrap_or(0), view });
    Ok(Act {
        figures: whole.by_stop.get(&stop.id).copied().unwrap_or_default(),
        by_method: here.by_method,
        anonymous: if institution.is_some() { 0 } else { count(heads.len()) },
        events: events.collect(),
        closed: deed.filter(|row| row.deed == keruen_domain::closing::Deed::Closed).map(|row| DeedDone {
            deed: row.deed,
            at: row.at,
            by: row.by.unwrap_or_default(),
        }),
        institution,
        project,
        caravan,
        stop,
    })
}

/// The institutions of those who were counted at a stop, each with its people, in Kazakh order. Spellings that fold to one
/// are one. For coordinators of the stop.
pub async fn institutions(backend: &Backend, actor: &Actor, stop: StopId) -> Result<Vec<(String, i64)>> {
    let mut tx = backend.read().await?;
    let (stop, project) = allowed(&mut tx, actor, stop).await?;
    drop(tx);
    let state = project_state(backend, project).await?;
    let written = backend.read().await?.institutions(project).await?;
    let mut rows = state.counted(Some(stop.caravan));
    rows.retain(|row| row.venue.stop == Some(stop.id));
    Ok(spelled(&rows, &written))
}

/// Institutions of the people in some rows: the commonest spelling, and how many people.
fn spelled(rows: &[Counted<'_>], written: &BTreeMap<PersonId, String>) -> Vec<(String, i64)> {
    let people: BTreeSet<PersonId> = rows.iter().map(|row| row.person).collect();
    let mut spellings: HashMap<String, BTreeMap<&str, i64>> = HashMap::new();
    for name in people.iter().filter_map(|person| written.get(person)) {
        *spellings.entry(search_key(name)).or_default().entry(name).or_default() += 1;
    }
    let one = |spellings: BTreeMap<&str, i64>| {
        let common = spellings.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name)))?;
        Some(((*common.0).to_owned(), spellings.values().sum()))
    };
    let mut all: Vec<(String, i64)> = spellings.into_values().filter_map(one).collect();
    all.sort_by_cached_key(|(name, _)| sort_key(name));
    all
}
