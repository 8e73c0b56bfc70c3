//! The folded state of a project, computed once per change and shared by everybody who asks.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use keruen_domain::agreement::{EventAgreement, agreements};
use keruen_domain::attendance::{Folded, Told, tell};
use keruen_domain::event::RegistrationState;
use keruen_domain::fact::Sourced;
use keruen_domain::figures::{Counted, Figures, Head, Profile, Tally, Venue, counted, figures, heads};
use keruen_domain::force::Clocks;
use keruen_domain::hearing::Silence;
use keruen_domain::id::{CaravanId, EventId, PersonId, ProjectId, TicketId};
use keruen_domain::review::{self, Scene};
use keruen_domain::settlement::{Accepted, Moves};
use keruen_domain::time::{SECOND, Timestamp};

use super::facts::Facts;
use super::sql::EventPlace;
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
    /// What is held of each event, with or without effect.
    pub held: BTreeMap<EventId, EventAgreement>,
    /// Figures of the whole project.
    pub figures: Figures,
    /// Figures of each caravan.
    pub by_caravan: BTreeMap<CaravanId, Figures>,
    /// What somebody should look at.
    pub review: Vec<review::Row>,
    /// Corrections of the phones' clocks.
    pub clocks: Clocks,
    /// Where the scans of each phone belong.
    pub moves: Moves,
}

impl ProjectState {
    /// The counted attendances of the project, or of one caravan.
    pub fn counted(&self, caravan: Option<CaravanId>) -> Vec<Counted<'_>> {
        let mut rows = counted(&self.folded, &self.profiles, &self.venues).counted;
        rows.retain(|row| caravan.is_none_or(|wanted| self.caravans.get(&row.event) == Some(&wanted)));
        rows
    }

    /// Heads without a name, each with its event.
    pub fn heads(&self) -> Vec<(EventId, Head)> {
        heads(&self.folded, &counted(&self.folded, &self.profiles, &self.venues), &self.venues)
    }

    /// What somebody should look at in one caravan.
    pub fn review_of(&self, caravan: CaravanId) -> impl Iterator<Item = &review::Row> {
        let here = move |event: &EventId| self.caravans.get(event) == Some(&caravan);
        self.review.iter().filter(move |row| row.events.iter().any(here))
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
    facts: Facts,
    until: Timestamp,
    /// Tickets and consents, as facts.
    recorded: Vec<Sourced>,
    /// Tickets, blank tickets, consents, void ones and withdrawals in the whole store: numbers that only grow.
    recorded_of: Option<[i64; 5]>,
}

impl Default for Settled {
    fn default() -> Self {
        Self {
            facts: Facts::default(),
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
    state_by(backend, project, compute).await
}

/// The state as `compute` makes it. Whoever asked may hang up at any await: what has settled is then lost as a whole and
/// read again, never half of it.
async fn state_by(
    backend: &Backend,
    project: ProjectId,
    compute: impl FnOnce(&Input, &Settled) -> ProjectState + Send + 'static,
) -> Result<Arc<ProjectState>> {
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
    recent: Facts,
    registrations: Vec<(EventId, PersonId, RegistrationState)>,
    revoked: HashMap<TicketId, Timestamp>,
    candidates: Vec<Vec<PersonId>>,
    profiles: Vec<Profile>,
    events: Vec<EventPlace>,
    caravans: Vec<CaravanId>,
}

/// Reads one snapshot of the project, and moves what has settled to `settled`.
async fn load(backend: &Backend, project: ProjectId, settled: &mut Settled) -> Result<Input> {
    let until = backend.now().plus(-LATE);
    let mut tx = backend.read().await?;
    let revision = tx.project_revision(project).await?;
    let hearing = tx.hearing(project).await?;
    let total = tx.facts_count(project).await?;
    let mut facts = tx.facts_since(project, settled.until).await?;
    let unproven = facts.iter().filter(|kept| kept.arrival.handed_by.is_some()).count();
    let [before, unproven_before] = settled.facts.counts();
    if [before + facts.len(), unproven_before + unproven] != total {
        // A fact came in behind the cursor, or was proven since; or the clock was set back: read all.
        (settled.facts, settled.until) = (Facts::default(), Timestamp::from_millis(i64::MIN));
        facts = tx.facts_since(project, settled.until).await?;
    }
    let next = until.max(settled.until);
    let mut recent = Facts::default();
    for kept in facts {
        if kept.arrival.at < next { &mut settled.facts } else { &mut recent }.take(kept, &hearing);
    }
    settled.until = next;
    let recorded_of = Some(tx.recorded_counts().await?);
    if settled.recorded_of != recorded_of {
        settled.recorded = tx.ticket_facts(project).await?;
        settled.recorded.extend(tx.blank_facts(project).await?);
        settled.recorded.extend(tx.consent_facts(project).await?);
        settled.recorded_of = recorded_of;
    }
    Ok(Input {
        revision,
        recent,
        registrations: tx.project_registrations(project).await?,
        revoked: tx.revoked_tickets(project).await?,
        candidates: tx.candidate_groups(project).await?,
        profiles: tx.project_profiles(project).await?,
        events: tx.event_places(project).await?,
        caravans: tx.caravan_ids(project).await?,
    })
}

fn compute(input: &Input, settled: &Settled) -> ProjectState {
    let mut heard: Vec<&Sourced> =
        settled.facts.in_effect().chain(input.recent.in_effect()).chain(&settled.recorded).collect();
    let silent = || settled.facts.without_effect().chain(input.recent.without_effect());
    let accepted = Accepted::new(heard.iter().copied(), silent());
    let lifted = |fact: &Sourced, why| accepted.lifts(fact.reference(), why);
    // Both reasons for which a phone's own word is silent are lifted alike.
    let (counting, silent): (Vec<&Sourced>, Vec<&Sourced>) =
        silent().partition(|fact| lifted(fact, Silence::OutOfService));
    let (looked_at, unproven): (Vec<_>, Vec<_>) =
        settled.facts.unproven().chain(input.recent.unproven()).partition(|(fact, _)| lifted(fact, Silence::Unproven));
    heard.extend(counting);
    heard.extend(looked_at.into_iter().map(|(fact, _)| fact));
    let told = tell(heard.iter().copied());
    let held = agreements(settled.facts.held().chain(input.recent.held()));
    let profiles = input.profiles.iter().map(|profile| (profile.person, profile.clone())).collect();
    let day = |event: &EventPlace| zone::today(&event.zone, event.starts_at);
    let venues =
        input.events.iter().map(|e| (e.id, Venue { stop: e.stop, counting: e.counting, day: day(e) })).collect();
    let caravans: BTreeMap<EventId, CaravanId> = input.events.iter().map(|e| (e.id, e.caravan)).collect();
    let tally = counted(&told.folded, &profiles, &venues);
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let heads = heads(&told.folded, &tally, &venues);
    let Tally { counted: rows, awaiting, .. } = tally;
    let whole = figures(&rows, number(awaiting.len())).beside(&heads);
    let by_caravan = if let [only] = input.caravans[..] {
        BTreeMap::from([(only, whole.clone())])
    } else {
        let of = |caravan: CaravanId| {
            let here = |event: &EventId| caravans.get(event) == Some(&caravan);
            let rows: Vec<Counted<'_>> = rows.iter().filter(|row| here(&row.event)).copied().collect();
            let heads: Vec<_> = heads.iter().filter(|(event, _)| here(event)).copied().collect();
            figures(&rows, number(awaiting.iter().filter(|(event, _)| here(event)).count())).beside(&heads)
        };
        input.caravans.iter().map(|caravan| (*caravan, of(*caravan))).collect()
    };
    let review = review::rows(&Scene {
        told: &told,
        heard: &heard,
        silent: &silent,
        unproven: &unproven,
        profiles: &profiles,
        venues: &venues,
        counted: &rows,
        awaiting: &awaiting,
        revoked: &input.revoked,
        registrations: &input.registrations,
        candidates: &input.candidates,
    });
    let moves = Moves::new(told.live.iter().copied());
    let Told { folded, clocks, .. } = told;
    ProjectState {
        revision: input.revision,
        folded,
        profiles,
        venues,
        caravans,
        held,
        figures: whole,
        by_caravan,
        review,
        clocks,
        moves,
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
