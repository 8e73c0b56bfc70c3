//! What organisers state about other facts: that one counts after all, was looked at, or belongs to another event, and that
//! two records are two people. Each is a fact, and gone again when it is annulled (decision 0020).

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::fact::{Body, FactRef, Source, Sourced};
use crate::force::annulled;
use crate::hearing::Silence;
use crate::id::{DeviceId, EventId, PersonId};
use crate::time::Timestamp;

/// Which facts without effect have one after all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    named: HashSet<FactRef>,
    covered: HashSet<FactRef>,
}

impl Accepted {
    /// Given the facts that are heard, and those that their phones sent without effect.
    pub fn new<'a>(
        heard: impl IntoIterator<Item = &'a Sourced>,
        silent: impl IntoIterator<Item = &'a Sourced>,
    ) -> Self {
        let named = named(heard);
        let covered = if named.is_empty() { HashSet::new() } else { covered(named.iter().copied(), silent) };
        Self { named, covered }
    }

    /// Whether a fact counts that is silent for this reason. What a phone sent itself counts with what it is said of; what
    /// others brought without a proof counts only when somebody looked at this very fact.
    pub fn lifts(&self, fact: FactRef, why: Silence) -> bool {
        match why {
            Silence::Unproven => self.named.contains(&fact),
            Silence::OutOfService | Silence::OtherCaravan => self.covered.contains(&fact),
        }
    }
}

/// The facts that acceptances in force name.
fn named<'a>(heard: impl IntoIterator<Item = &'a Sourced>) -> HashSet<FactRef> {
    // Only accounts accept, and only accounts take an acceptance back: phones need not be asked.
    let stated: Vec<&Sourced> = heard
        .into_iter()
        .filter(|f| matches!(f.source, Source::Account(_)))
        .filter(|f| matches!(f.fact.body, Body::Acceptance { .. } | Body::Annulment { .. }))
        .collect();
    let target = |sourced: &&Sourced| {
        if let Body::Acceptance { target } = sourced.fact.body { Some((sourced.reference(), target)) } else { None }
    };
    let stated_by: Vec<(FactRef, FactRef)> = stated.iter().filter_map(target).collect();
    if stated_by.is_empty() {
        return HashSet::new();
    }
    let gone = annulled(stated);
    stated_by.into_iter().filter(|(by, _)| !gone.contains(by)).map(|(_, target)| target).collect()
}

/// `wanted`, and what the same phone said of it: answers, and what it took back itself.
pub fn covered<'a>(
    wanted: impl IntoIterator<Item = FactRef>,
    silent: impl IntoIterator<Item = &'a Sourced>,
) -> HashSet<FactRef> {
    let mut covered: HashSet<FactRef> = wanted.into_iter().collect();
    let about = |sourced: &Sourced| match sourced.fact.body {
        Body::Answer { scan: target, .. } | Body::Annulment { target } if target.source == sourced.source => {
            Some((sourced.reference(), target))
        }
        _ => None,
    };
    let about: Vec<(FactRef, FactRef)> = silent.into_iter().filter_map(about).collect();
    loop {
        let before = covered.len();
        for (fact, target) in &about {
            if covered.contains(target) {
                covered.insert(*fact);
            }
        }
        if covered.len() == before {
            return covered;
        }
    }
}

/// One move: when it was stated, and what it says. The order of moves is the order in which they are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    stated: (Timestamp, FactRef),
    from_event: EventId,
    to_event: EventId,
    from: Timestamp,
    until: Timestamp,
}

/// Where the scans of each phone belong.
#[derive(Debug, Clone, Default)]
pub struct Moves(HashMap<DeviceId, Vec<Step>>);

impl Moves {
    /// Reads the moves among facts in force.
    pub fn new<'a>(live: impl IntoIterator<Item = &'a Sourced>) -> Self {
        let mut moves: HashMap<DeviceId, Vec<Step>> = HashMap::new();
        for sourced in live {
            if let Body::Move { device, from_event, to_event, from, until } = sourced.fact.body {
                let stated = (sourced.fact.wall, sourced.reference());
                moves.entry(device).or_default().push(Step { stated, from_event, to_event, from, until });
            }
        }
        for steps in moves.values_mut() {
            steps.sort_unstable();
        }
        Self(moves)
    }

    /// The event where a scan belongs that names `event` and was made at `at`, by corrected time.
    ///
    /// A later move may carry on what an earlier one brought: whoever states it sees the scans where they are by then.
    pub fn event(&self, source: Source, event: EventId, at: Timestamp) -> EventId {
        let Source::Device(device) = source else { return event };
        let steps = self.0.get(&device).map_or(&[][..], Vec::as_slice);
        steps.iter().fold(event, |event, step| {
            if step.from_event == event && step.from <= at && at < step.until { step.to_event } else { event }
        })
    }
}

/// A pair of records in its one order.
pub fn pair(left: PersonId, right: PersonId) -> (PersonId, PersonId) {
    (left.min(right), left.max(right))
}

/// What was looked at, among facts in force.
pub(crate) fn reviewed(live: &[&Sourced]) -> BTreeSet<FactRef> {
    let target = |sourced: &&Sourced| match sourced.fact.body {
        Body::Reviewed { target } => Some(target),
        _ => None,
    };
    live.iter().filter_map(target).collect()
}

/// Pairs of people that are two, by what stands for each record. Who was merged all the same is one.
pub(crate) fn distinct(live: &[&Sourced], canonical: impl Fn(PersonId) -> PersonId) -> BTreeSet<(PersonId, PersonId)> {
    let two = |sourced: &&Sourced| match sourced.fact.body {
        Body::Distinct { left, right } => Some(pair(canonical(left), canonical(right))),
        _ => None,
    };
    live.iter().filter_map(two).filter(|(left, right)| left != right).collect()
}
