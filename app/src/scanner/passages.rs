//! Who went through this phone's door by its own log, as far as the server's roster cannot tell it yet. Pure. Times are the
//! fold's: the scan's, after the clock's correction.

use std::collections::{HashMap, HashSet};

use keruen_domain::api::Operator;
use keruen_domain::fact::{Body, Fact, Ground, Read, Scan};
use keruen_domain::id::{DeviceId, EventId, FactId, TicketId};
use keruen_domain::scan::{Passage, Seen};
use keruen_domain::time::Timestamp;

use super::own_log::{OwnLog, TakenBack, Through};

/// Where and whom.
type Place = (EventId, TicketId);

/// Passages of the phone's own log, and those that were taken back.
#[derive(Debug, Clone, Default)]
pub(super) struct Passages {
    /// By scan.
    passed: HashMap<FactId, Passed>,
    /// Scans that were taken back: a roster may still tell of them.
    undone: HashMap<FactId, Undone>,
}

/// A scan of this phone.
#[derive(Debug, Clone)]
pub(super) struct Own {
    place: Place,
    device: DeviceId,
    seq: i64,
    wall: Timestamp,
    passage: Passage,
}

#[derive(Debug, Clone)]
struct Passed {
    own: Own,
    /// On what ground its amber was answered; none: it was green.
    ground: Option<Ground>,
    /// The fact that let the person through: the scan, or the answer to its amber.
    by: FactId,
    /// The server's time at which it had that fact.
    acknowledged: Option<Timestamp>,
}

#[derive(Debug, Clone)]
struct Undone {
    own: Own,
    /// The annulment.
    by: FactId,
    acknowledged: Option<Timestamp>,
}

impl Own {
    /// A scan of a ticket as a passage; none for anything else.
    pub(super) fn of(device: DeviceId, fact: &Fact, offset: i64, operator: String) -> Option<Self> {
        Self::at(device, fact, fact.wall.plus(offset), operator)
    }

    /// As [`Own::of`], when it happened `at` this time.
    fn at(device: DeviceId, fact: &Fact, at: Timestamp, operator: String) -> Option<Self> {
        let Body::Scan(Scan { event, read: Read::Ticket(ticket), direction, .. }) = &fact.body else { return None };
        let passage = Passage { at, direction: *direction, operator };
        Some(Self { place: (*event, *ticket), device, seq: fact.seq, wall: fact.wall, passage })
    }
}

impl Passages {
    /// Somebody went through.
    pub(super) fn pass(&mut self, scan: FactId, own: Own, by: FactId, ground: Option<Ground>) {
        self.passed.insert(scan, Passed { own, ground, by, acknowledged: None });
    }

    /// A scan was taken back by the annulment `by`.
    pub(super) fn take_back(&mut self, scan: FactId, own: Own, by: FactId) {
        self.passed.remove(&scan);
        self.undone.insert(scan, Undone { own, by, acknowledged: None });
    }

    /// The server has these facts since `at`, by its own time.
    pub(super) fn settle(&mut self, facts: &[FactId], at: Timestamp) {
        for passed in self.passed.values_mut().filter(|passed| facts.contains(&passed.by)) {
            passed.acknowledged = Some(at);
        }
        for undone in self.undone.values_mut().filter(|undone| facts.contains(&undone.by)) {
            undone.acknowledged = Some(at);
        }
    }

    /// A roster came that was made at `as_of`: what the server had by then is in it, or was taken back since. Only where
    /// it still tells of a scan that was taken back, the phone's own log knows better.
    pub(super) fn told(&mut self, as_of: Timestamp) {
        let open = |acknowledged: Option<Timestamp>| acknowledged.is_none_or(|at| at >= as_of);
        self.undone.retain(|_, undone| open(undone.acknowledged));
        let disputed = self.disputed();
        self.passed.retain(|_, passed| open(passed.acknowledged) || disputed.contains(&passed.own.place));
    }

    /// The clock was measured: the offset holds for the device's facts from this number on.
    pub(super) fn correct(&mut self, device: DeviceId, from_seq: i64, offset: i64) {
        let owns = self.passed.values_mut().map(|p| &mut p.own).chain(self.undone.values_mut().map(|u| &mut u.own));
        for own in owns.filter(|own| own.device == device && own.seq >= from_seq) {
            own.passage.at = own.wall.plus(offset);
        }
    }

    /// Takes up a device's log, with the server's time at which it had each fact. `offset` corrects a clock of which the log holds no measurement.
    pub(super) fn recall(
        &mut self,
        device: DeviceId,
        crew: &[Operator],
        log: &[(Fact, Option<Timestamp>)],
        roster_of: Option<Timestamp>,
        offset: i64,
    ) {
        let acknowledged: HashMap<FactId, Option<Timestamp>> = log.iter().map(|(fact, at)| (fact.id, *at)).collect();
        let when = |fact: FactId| acknowledged.get(&fact).copied().flatten();
        let in_roster = |fact: FactId| when(fact).is_some_and(|at| roster_of.is_some_and(|made| at < made));
        let name = |scan: &Fact| {
            let Body::Scan(Scan { operator, .. }) = &scan.body else { return String::new() };
            crew.iter().find(|of| of.id == *operator).map(|of| of.name.clone()).unwrap_or_default()
        };
        let log = OwnLog::read(device, log.iter().map(|(fact, _)| fact), offset);
        for TakenBack { scan, at, by } in log.taken_back {
            self.passed.remove(&scan.id);
            match (by, Own::at(device, &scan, at, name(&scan))) {
                (Some(by), Some(own)) if !in_roster(by) => {
                    self.undone.insert(scan.id, Undone { own, by, acknowledged: when(by) });
                }
                _ => {
                    self.undone.remove(&scan.id);
                }
            }
        }
        let disputed = self.disputed();
        for Through { scan, at, by, ground } in log.through {
            let Some(own) = Own::at(device, &scan, at, name(&scan)) else { continue };
            if in_roster(by) && !disputed.contains(&own.place) {
                self.passed.remove(&scan.id);
            } else {
                self.passed.insert(scan.id, Passed { own, ground, by, acknowledged: when(by) });
            }
        }
    }

    /// What the roster tells and what this phone did, the later one of each.
    pub(super) fn over(&self, heard: &Seen) -> Seen {
        let mut seen = heard.clone();
        for Undone { own, .. } in self.undone.values() {
            let same = |told: &Passage| (told.at, told.direction) == (own.passage.at, own.passage.direction);
            if seen.get(&own.place).is_some_and(same) {
                seen.remove(&own.place);
            }
        }
        let mut owns: Vec<&Own> = self.passed.values().map(|passed| &passed.own).collect();
        owns.sort_by_key(|own| (own.passage.at, own.seq));
        for own in owns {
            let known = seen.entry(own.place).or_insert_with(|| own.passage.clone());
            if own.passage.at >= known.at {
                known.clone_from(&own.passage);
            }
        }
        seen
    }

    /// Tickets whose holders showed a signed consent at this phone.
    pub(super) fn papers(&self) -> impl Iterator<Item = TicketId> {
        let shown = self.passed.values().filter(|passed| passed.ground == Some(Ground::PaperSeen));
        shown.map(|passed| passed.own.place.1)
    }

    fn disputed(&self) -> HashSet<Place> {
        self.undone.values().map(|undone| undone.own.place).collect()
    }
}
