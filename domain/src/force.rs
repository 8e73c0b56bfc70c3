//! Which facts hold, and when they happened: annulments, clock corrections, who may state what (design rules 3 and 4).

use std::collections::{HashMap, HashSet};

use crate::fact::{Body, FactRef, Source, Sourced};
use crate::id::DeviceId;
use crate::time::{MINUTE, Timestamp};

/// How long a device may take back its own facts, by its own clock.
pub const OWN_ANNULMENT_WINDOW: i64 = 15 * MINUTE;

/// Place of a fact in time: corrected instant, then source, sequence and id, so that the order is total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant after the clock's correction.
    pub at: Timestamp,
    /// Sequence number within the source.
    pub seq: i64,
    /// The fact, with who recorded it.
    pub fact: FactRef,
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |m: &Self| (m.at, m.fact.source, m.seq, m.fact.id);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether this source may state such a thing at all; what a phone claims beyond its door is evidence without effect.
pub fn is_heard(sourced: &Sourced) -> bool {
    match (sourced.source, &sourced.fact.body) {
        (Source::Device(own), Body::Clock { device, .. }) => own == *device,
        (Source::Device(_), body) => matches!(body, Body::Scan(_) | Body::Answer { .. } | Body::Annulment { .. }),
        (Source::Account(_), _) => true,
    }
}

/// Facts that an annulment in force takes back.
///
/// Only an account can annul an annulment: a device's at any time, an account's when its own comes later. Accounts'
/// annulments are therefore judged first, the latest before the others, and no circle can arise.
pub fn annulled<'a>(facts: impl IntoIterator<Item = &'a Sourced>) -> HashSet<FactRef> {
    let mut by_ref: HashMap<FactRef, Vec<&Sourced>> = HashMap::new();
    let mut annulments: Vec<(&Sourced, FactRef)> = Vec::new();
    let all: Vec<&Sourced> = facts.into_iter().collect();
    for fact in &all {
        if let Body::Annulment { target } = fact.fact.body {
            annulments.push((fact, target));
        }
    }
    let targets: HashSet<FactRef> = annulments.iter().map(|(_, target)| *target).collect();
    for fact in all {
        if targets.contains(&fact.reference()) {
            by_ref.entry(fact.reference()).or_default().push(fact);
        }
    }
    annulments.sort_by_key(|(f, target)| std::cmp::Reverse((is_account(f), f.fact.wall, f.reference(), *target)));
    let mut annulled = HashSet::new();
    for (annulment, target) in annulments {
        let in_force = !annulled.contains(&annulment.reference());
        let allowed = by_ref.get(&target).is_some_and(|targets| targets.iter().all(|t| may_annul(annulment, t)));
        if in_force && allowed {
            annulled.insert(target);
        }
    }
    annulled
}

fn is_account(sourced: &Sourced) -> bool {
    matches!(sourced.source, Source::Account(_))
}

/// Whether `annulment` may take back `target`.
pub fn may_annul(annulment: &Sourced, target: &Sourced) -> bool {
    let is_annulment = matches!(target.fact.body, Body::Annulment { .. });
    if is_account(annulment) {
        let later = (annulment.fact.wall, annulment.reference()) > (target.fact.wall, target.reference());
        return !is_annulment || !is_account(target) || later;
    }
    !is_annulment
        && annulment.source == target.source
        && annulment.fact.seq > target.fact.seq
        && (0..=OWN_ANNULMENT_WINDOW).contains(&own_time_between(target, annulment))
}

/// Milliseconds between two facts of one device: by its monotonic clock where the boot session is the same.
fn own_time_between(earlier: &Sourced, later: &Sourced) -> i64 {
    if earlier.fact.boot == later.fact.boot {
        later.fact.mono.saturating_sub(earlier.fact.mono)
    } else {
        later.fact.wall.since(earlier.fact.wall)
    }
}

/// One clock measurement: first sequence number it holds for, the tie-break, the offset.
type Measurement = (i64, std::cmp::Reverse<FactRef>, i64);

/// Clock corrections by device.
#[derive(Debug, Clone, Default)]
pub struct Clocks(HashMap<DeviceId, Vec<Measurement>>);

impl Clocks {
    /// Reads the clock facts among facts in force.
    pub fn new<'a>(live: impl IntoIterator<Item = &'a Sourced>) -> Self {
        let mut clocks: HashMap<DeviceId, Vec<_>> = HashMap::new();
        for fact in live {
            if let Body::Clock { device, from_seq, offset, .. } = fact.fact.body {
                clocks.entry(device).or_default().push((from_seq, std::cmp::Reverse(fact.reference()), offset));
            }
        }
        for readings in clocks.values_mut() {
            readings.sort_unstable();
        }
        Self(clocks)
    }

    /// Milliseconds to add to the fact's wall time: of the measurement with the greatest `from_seq <= seq`, among equals
    /// of the smallest id. None: the clock was never measured. Accounts' facts carry the server's time.
    pub fn offset(&self, sourced: &Sourced) -> Option<i64> {
        let Source::Device(device) = sourced.source else { return Some(0) };
        let readings = self.0.get(&device)?;
        let after = readings.partition_point(|(from, _, _)| *from <= sourced.fact.seq);
        after.checked_sub(1).map(|i| readings[i].2)
    }

    /// Whether the clock behind this place in time was measured; an account's is the server's.
    pub fn is_measured(&self, moment: &Moment) -> bool {
        let Source::Device(device) = moment.fact.source else { return true };
        self.0.get(&device).is_some_and(|readings| readings.first().is_some_and(|(from, _, _)| *from <= moment.seq))
    }

    /// The fact's place in time; a clock that was never measured is believed.
    pub fn moment(&self, sourced: &Sourced) -> Moment {
        let fact = &sourced.fact;
        Moment { at: fact.wall.plus(self.offset(sourced).unwrap_or(0)), seq: fact.seq, fact: sourced.reference() }
    }
}
