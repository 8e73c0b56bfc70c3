//! The folded state of a project, computed once per change and shared by everybody who asks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use keruen_domain::attendance::{Folded, fold};
use keruen_domain::fact::{Source, Sourced};
use keruen_domain::figures::{Counted, Figures, Profile, Venue, counted, figures};
use keruen_domain::id::{CaravanId, DeviceId, EventId, PersonId, ProjectId};
use keruen_domain::time::{SECOND, Timestamp};

use super::sql::{EventPlace, Kept};
use crate::error::{Internal, Result};
use crate::{Backend, zone};

/// A fact may become visible this long after the time it is stamped with: write transactions last 10 s at most.
const LATE: i64 = 30 * SECOND;

/// Everything that figures of one project are made of.
#[derive(Debug)]
pub struct ProjectState {
    /// Sum of the revisions of the project's caravans when it was read.
    pub revision: i64,
    /// Who attended what.
    pub folded: Folded,
    /// What is known of each person.
    pub profiles: BTreeMap<PersonId, Profile>,
    /// What is known of each event.
    pub venues: BTreeMap<EventId, Venue>,
    /// The caravan of each event.
    pub caravans: BTreeMap<EventId, CaravanId>,
    /// Figures of the whole project.
    pub figures: Figures,
    /// Figures of each caravan.
    pub by_caravan: BTreeMap<CaravanId, Figures>,
}

impl ProjectState {
    /// The counted attendances of the project, or of one caravan.
    pub fn counted(&self, caravan: Option<CaravanId>) -> Vec<Counted<'_>> {
        let (mut rows, _) = counted(&self.folded, &self.profiles, &self.venues);
        rows.retain(|row| caravan.is_none_or(|wanted| self.caravans.get(&row.event) == Some(&wanted)));
        rows
    }
}

/// States of this process, by project.
#[derive(Default)]
pub(crate) struct States(Mutex<HashMap<ProjectId, Arc<Slot>>>);

#[derive(Default)]
struct Slot {
    latest: Mutex<Option<Arc<ProjectState>>>,
    /// Whoever holds it computes; the others wait and find the result.
    settled: tokio::sync::Mutex<Settled>,
}

/// What need not be read again: facts that came so long ago that no other can come before them, tickets and consents as
/// long as there are no more of them.
struct Settled {
    facts: Vec<Sourced>,
    /// Rows behind `facts`, those without effect too.
    rows: usize,
    until: Timestamp,
    /// Tickets and consents, as facts.
    recorded: Vec<Sourced>,
    /// Tickets and consents in the whole store, and consents withdrawn: numbers that only grow.
    recorded_of: Option<[i64; 3]>,
}

impl Default for Settled {
    fn default() -> Self {
        Self {
            facts: Vec::new(),
            rows: 0,
            until: Timestamp::from_millis(i64::MIN),
            recorded: Vec::new(),
            recorded_of: None,
        }
    }
}

impl Slot {
    fn latest(&self, revision: i64) -> Option<Arc<ProjectState>> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        latest.as_ref().filter(|state| state.revision == revision).cloned()
    }
}

/// The project's state as of the store's newest revision.
pub(crate) async fn project_state(backend: &Backend, project: ProjectId) -> Result<Arc<ProjectState>> {
    let slot =
        Arc::clone(backend.states().0.lock().unwrap_or_else(PoisonError::into_inner).entry(project).or_default());
    let revision = backend.read().await?.project_revision(project).await?;
    if let Some(state) = slot.latest(revision) {
        return Ok(state);
    }
    let mut settled = slot.settled.lock().await;
    let revision = backend.read().await?.project_revision(project).await?;
    if let Some(state) = slot.latest(revision) {
        return Ok(state);
    }
    // Nobody will ask for the old one again; two at once would take twice the memory.
    *slot.latest.lock().unwrap_or_else(PoisonError::into_inner) = None;
    let input = load(backend, project, &mut settled).await?;
    let held = std::mem::take(&mut *settled);
    // Folding tens of thousands of facts takes long enough to hold up other requests of this thread.
    let (state, held) =
        tokio::task::spawn_blocking(move || (compute(&input, &held), held)).await.map_err(|_| Internal::TaskGone)?;
    *settled = held;
    let state = Arc::new(state);
    *slot.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&state));
    Ok(state)
}

/// What is read anew each time.
struct Input {
    revision: i64,
    recent: Vec<Sourced>,
    profiles: Vec<Profile>,
    events: Vec<EventPlace>,
    caravans: Vec<CaravanId>,
}

/// Reads one snapshot of the project, and moves what has settled to `settled`.
async fn load(backend: &Backend, project: ProjectId, settled: &mut Settled) -> Result<Input> {
    let until = backend.now().plus(-LATE);
    let mut tx = backend.read().await?;
    let revision = tx.project_revision(project).await?;
    let revoked: HashMap<DeviceId, Timestamp> = tx.devices_revoked(project).await?.into_iter().collect();
    let total = usize::try_from(tx.facts_count(project).await?).unwrap_or(0);
    let mut facts = tx.facts_since(project, settled.until).await?;
    if settled.rows + facts.len() != total {
        // A fact came in behind the cursor, or the clock was set back: read all.
        (settled.facts, settled.rows, settled.until) = (Vec::new(), 0, Timestamp::from_millis(i64::MIN));
        facts = tx.facts_since(project, settled.until).await?;
    }
    let next = until.max(settled.until);
    let mut recent = Vec::new();
    for Kept { sourced, received_at } in facts {
        let heard = counts(&sourced, received_at, &revoked);
        if received_at < next {
            settled.rows += 1;
            settled.facts.extend(heard.then_some(sourced));
        } else {
            recent.extend(heard.then_some(sourced));
        }
    }
    settled.until = next;
    let recorded_of = Some(tx.recorded_counts().await?);
    if settled.recorded_of != recorded_of {
        settled.recorded = tx.ticket_facts(project).await?;
        settled.recorded.extend(tx.consent_facts(project).await?);
        settled.recorded_of = recorded_of;
    }
    Ok(Input {
        revision,
        recent,
        profiles: tx.project_profiles(project).await?,
        events: tx.event_places(project).await?,
        caravans: tx.caravan_ids(project).await?,
    })
}

/// What a phone sends after it was taken out of service is kept, but does not count.
pub(super) fn counts(sourced: &Sourced, received_at: Timestamp, revoked: &HashMap<DeviceId, Timestamp>) -> bool {
    match sourced.source {
        Source::Device(device) => revoked.get(&device).is_none_or(|since| received_at < *since),
        Source::Account(_) => true,
    }
}

fn compute(input: &Input, settled: &Settled) -> ProjectState {
    let folded = fold(settled.facts.iter().chain(&input.recent).chain(&settled.recorded));
    let profiles = input.profiles.iter().map(|profile| (profile.person, profile.clone())).collect();
    let day = |event: &EventPlace| zone::today(&event.zone, event.starts_at);
    let venues =
        input.events.iter().map(|e| (e.id, Venue { stop: e.stop, counting: e.counting, day: day(e) })).collect();
    let caravans: BTreeMap<EventId, CaravanId> = input.events.iter().map(|e| (e.id, e.caravan)).collect();
    let (rows, awaiting) = counted(&folded, &profiles, &venues);
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let whole = figures(&rows, number(awaiting.len()));
    let by_caravan = if let [only] = input.caravans[..] {
        BTreeMap::from([(only, whole.clone())])
    } else {
        let of = |caravan: CaravanId| {
            let here = |event: &EventId| caravans.get(event) == Some(&caravan);
            let rows: Vec<Counted<'_>> = rows.iter().filter(|row| here(&row.event)).copied().collect();
            figures(&rows, number(awaiting.iter().filter(|(event, _)| here(event)).count()))
        };
        input.caravans.iter().map(|caravan| (*caravan, of(*caravan))).collect()
    };
    ProjectState { revision: input.revision, folded, profiles, venues, caravans, figures: whole, by_caravan }
}

/// Devices that a set of facts came from.
pub(super) fn devices_of(facts: &[Sourced]) -> HashSet<DeviceId> {
    facts.iter().filter_map(|f| if let Source::Device(device) = f.source { Some(device) } else { None }).collect()
}
