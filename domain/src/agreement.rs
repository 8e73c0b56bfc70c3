//! Whether two of us hold the same facts of an event: a sum of their hashes, in any order, with how many they are
//! (design rule 5).
//!
//! A sum can be taken apart: a phone adds its own part to what the server tells of everybody else's, and needs nobody
//! else's facts for it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

use crate::fact::{Body, Fact, FactRef, Source};
use crate::id::{DeviceId, EventId};
use crate::short_code::ALPHABET;

/// Characters of the short form.
const SHORT: usize = 6;

/// A number modulo 2²⁵⁶, the lowest limb first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Sum([u64; 4]);

impl Sum {
    fn of(digest: &[u8; 32]) -> Self {
        let mut limbs = [0; 4];
        for (limb, bytes) in limbs.iter_mut().zip(digest.rchunks_exact(8)) {
            *limb = bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        }
        Self(limbs)
    }

    fn plus(mut self, other: Self) -> Self {
        let mut carry = false;
        for (limb, more) in self.0.iter_mut().zip(other.0) {
            let (sum, first) = limb.overflowing_add(more);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            (*limb, carry) = (sum, first || second);
        }
        self
    }

    /// What gives zero together with this one.
    fn negative(self) -> Self {
        Self(self.0.map(|limb| !limb)).plus(Self([1, 0, 0, 0]))
    }
}

/// What one holds of an event: the sum of the facts' hashes, and how many facts. Equal ones mean equal facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Agreement {
    sum: Sum,
    count: i64,
}

impl Agreement {
    /// Takes up one fact by its digest ([`Fact::digest`]).
    pub fn include(&mut self, digest: &[u8; 32]) {
        self.sum = self.sum.plus(Sum::of(digest));
        self.count = self.count.saturating_add(1);
    }

    /// How many facts.
    pub const fn count(self) -> i64 {
        self.count
    }

    /// Six characters that two people can compare by eye, without 0, O, 1, I and L.
    pub fn short(self) -> String {
        let mut number = self.sum.0[3];
        let mut text = [0_u8; SHORT];
        for place in &mut text {
            *place = ALPHABET[(number % 31) as usize];
            number /= 31;
        }
        String::from_utf8_lossy(&text).into_owned()
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.sum = self.sum.plus(other.sum);
        self.count = self.count.saturating_add(other.count);
    }
}

impl Add for Agreement {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl Sub for Agreement {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { sum: self.sum.plus(other.sum.negative()), count: self.count.saturating_sub(other.count) }
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    sum: String,
    count: i64,
}

impl From<Agreement> for Wire {
    fn from(agreement: Agreement) -> Self {
        let [a, b, c, d] = agreement.sum.0;
        Self { sum: format!("{d:016x}{c:016x}{b:016x}{a:016x}"), count: agreement.count }
    }
}

/// The text is no sum of hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sum is 64 hexadecimal digits")]
pub struct NotASum;

impl TryFrom<Wire> for Agreement {
    type Error = NotASum;
    fn try_from(wire: Wire) -> Result<Self, NotASum> {
        if wire.sum.len() != 64 || !wire.sum.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotASum);
        }
        let limb = |n: usize| u64::from_str_radix(&wire.sum[48 - 16 * n..64 - 16 * n], 16).map_err(|_| NotASum);
        Ok(Self { sum: Sum([limb(0)?, limb(1)?, limb(2)?, limb(3)?]), count: wire.count })
    }
}

/// A kept fact, by whom, with its digest.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// Who recorded it.
    pub source: Source,
    /// What was recorded; what is not asked for here may be missing from it.
    pub fact: &'a Fact,
    /// SHA-256 of the whole fact's canonical bytes.
    pub digest: [u8; 32],
}

/// What is held of one event, taken apart by who can know it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventAgreement {
    by_device: BTreeMap<DeviceId, Agreement>,
    rest: Agreement,
}

impl EventAgreement {
    /// All facts.
    pub fn whole(&self) -> Agreement {
        self.by_device.values().fold(self.rest, |sum, part| sum + *part)
    }

    /// What a device knows from its own log alone.
    pub fn of(&self, device: DeviceId) -> Agreement {
        self.by_device.get(&device).copied().unwrap_or_default()
    }

    /// Everything that a device does not know from its own log.
    pub fn others(&self, device: DeviceId) -> Agreement {
        self.whole() - self.of(device)
    }
}

/// What is held, by event. Order and repetition do not matter; both versions of a contested fact count.
///
/// To an event belong its scans; the answers to them and the annulments of any of these, however far; and for each
/// device that recorded one of those, its clock facts and their annulments.
pub fn agreements<'a>(facts: impl IntoIterator<Item = Held<'a>>) -> BTreeMap<EventId, EventAgreement> {
    let mut known = HashSet::new();
    let facts: Vec<Held<'a>> = facts.into_iter().filter(|held| known.insert((held.source, held.digest))).collect();
    let mut summing = Summing::new(&facts);
    let scans = facts.iter().enumerate().filter_map(|(n, held)| match &held.fact.body {
        Body::Scan(scan) => Some(Reach { fact: n, event: scan.event, within: true }),
        _ => None,
    });
    // First everything that sources know by themselves, their clocks too: a fact of which there are two versions may be
    // reached from both sides.
    let mut rest = summing.within(scans.collect());
    rest.extend(summing.within(summing.clocks()));
    summing.all(rest);
    summing.all(summing.clocks());
    summing.sums
}

/// What a device's own log tells, by event; the same as [`EventAgreement::of`] at whoever holds the whole log.
pub fn own<'a>(device: DeviceId, log: impl IntoIterator<Item = &'a Fact>) -> BTreeMap<EventId, Agreement> {
    let source = Source::Device(device);
    // A fact that was read from JSON can be written as JSON.
    let held = |fact: &'a Fact| fact.digest().ok().map(|digest| Held { source, fact, digest });
    agreements(log.into_iter().filter_map(held)).into_iter().map(|(event, sums)| (event, sums.of(device))).collect()
}

/// A fact that belongs to an event; `within`: its source knows so from its own facts alone.
#[derive(Clone, Copy)]
struct Reach {
    fact: usize,
    event: EventId,
    within: bool,
}

struct Summing<'f, 'a> {
    facts: &'f [Held<'a>],
    /// Answers and annulments by what they are about.
    about: HashMap<FactRef, Vec<usize>>,
    /// Clock facts by the device measured.
    measured: HashMap<DeviceId, Vec<usize>>,
    counted: HashSet<(usize, EventId)>,
    /// Devices with a fact at an event, and whether one of them is known from their own log.
    there: BTreeMap<(EventId, DeviceId), bool>,
    sums: BTreeMap<EventId, EventAgreement>,
}

impl<'f, 'a> Summing<'f, 'a> {
    fn new(facts: &'f [Held<'a>]) -> Self {
        let (mut about, mut measured): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = Default::default();
        for (n, held) in facts.iter().enumerate() {
            match held.fact.body {
                Body::Answer { scan: target, .. } | Body::Annulment { target } => {
                    about.entry(target).or_default().push(n);
                }
                Body::Clock { device, .. } => measured.entry(device).or_default().push(n),
                _ => {}
            }
        }
        let (counted, there, sums) = (HashSet::new(), BTreeMap::new(), BTreeMap::new());
        Self { facts, about, measured, counted, there, sums }
    }

    /// Clock facts of the devices that are there so far.
    fn clocks(&self) -> Vec<Reach> {
        let of = |((event, device), within): (&(EventId, DeviceId), &bool)| {
            let (event, own, within) = (*event, Source::Device(*device), *within);
            let clocks = self.measured.get(device).into_iter().flatten().copied();
            clocks.map(move |fact| Reach { fact, event, within: within && self.facts[fact].source == own })
        };
        self.there.iter().flat_map(of).collect()
    }

    /// Counts of these facts and of what is about them what their sources know by themselves; returns the rest.
    fn within(&mut self, mut known: Vec<Reach>) -> Vec<Reach> {
        let mut rest = Vec::new();
        while let Some(reach) = known.pop() {
            if !reach.within {
                rest.push(reach);
            } else if self.count(reach) {
                known.extend(self.about(reach));
            }
        }
        rest
    }

    /// Counts these facts and all that are about them, as far as they are not counted.
    fn all(&mut self, mut rest: Vec<Reach>) {
        while let Some(reach) = rest.pop() {
            if self.count(reach) {
                rest.extend(self.about(reach));
            }
        }
    }

    fn about(&self, reach: Reach) -> impl Iterator<Item = Reach> + use<'f, 'a> {
        let held = self.facts[reach.fact];
        let name = FactRef { source: held.source, id: held.fact.id };
        let facts = self.facts;
        let about = self.about.get(&name).cloned().unwrap_or_default();
        about.into_iter().map(move |fact| {
            let within = reach.within && facts[fact].source == held.source;
            Reach { fact, within, ..reach }
        })
    }

    /// Adds one fact to an event, unless it is there already.
    fn count(&mut self, Reach { fact, event, within }: Reach) -> bool {
        if !self.counted.insert((fact, event)) {
            return false;
        }
        let held = &self.facts[fact];
        let sums = self.sums.entry(event).or_default();
        if let Source::Device(device) = held.source {
            *self.there.entry((event, device)).or_default() |= within;
            if within { sums.by_device.entry(device).or_default() } else { &mut sums.rest }.include(&held.digest);
        } else {
            sums.rest.include(&held.digest);
        }
        true
    }
}
