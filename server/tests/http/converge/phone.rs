//! A phone at its door, with the real [`Door`]: it scans, answers, takes back, loses its clock, restarts, and now and then
//! reaches the server.

use std::time::Duration;

use keruen_app::scanner::door::{ClockReading, Credentials, Door, Serving, Tick};
use keruen_backend::chance::{Clock as _, SystemClock};
use keruen_domain::agreement::{Agreement, own};
use keruen_domain::api::{BATCH_MAX, OutgoingBatch, Receipt, RosterReply, ScanReply};
use keruen_domain::fact::{Direction, Fact, FactRef, Ground, Outcome, Source};
use keruen_domain::id::{EventId, FactId};
use keruen_domain::roster::Sums;
use keruen_domain::scan::Colour;
use keruen_domain::time::{HOUR, Timestamp};
use tokio::time::sleep;
use uuid::Uuid;

use super::chance::Chance;
use super::hands::Item;
use super::wire::{Ending, call};
use super::{Ticket, Venue};

/// Between two tries, when there is nothing else to do.
const PAUSE: Duration = Duration::from_millis(30);

/// A phone with its log: each fact with the server's time at which it was acknowledged.
pub(super) struct Phone {
    pub(super) credentials: Credentials,
    pub(super) log: Vec<(Fact, Option<Timestamp>)>,
    /// What it carries of other phones' logs.
    pub(super) carried: Vec<Item>,
    pub(super) chance: Chance,
    door: Door,
    roster: Option<RosterReply>,
    /// How wrong its clock is.
    wrong: i64,
    boot: i64,
    booted: Timestamp,
}

impl Phone {
    pub(super) fn new(credentials: Credentials, seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let (door, wrong) = (Door::new(&credentials, 0), wrong(&mut chance));
        let (log, carried, booted) = (Vec::new(), Vec::new(), SystemClock.now());
        Self { credentials, log, carried, chance, door, roster: None, wrong, boot: 1, booted }
    }

    pub(super) fn source(&self) -> Source {
        Source::Device(self.credentials.pair.device)
    }

    pub(super) fn owes(&self) -> usize {
        self.log.iter().filter(|(_, at)| at.is_none()).count()
    }

    fn tick(&self) -> Tick {
        let now = SystemClock.now();
        Tick { wall: now.plus(self.wrong), boot: self.boot, mono: now.since(self.booted) }
    }

    pub(super) fn id(&mut self) -> FactId {
        FactId(Uuid::from_u64_pair(self.chance.next(), self.chance.next()))
    }

    fn append(&mut self, fact: Fact) -> Fact {
        let last = self.log.iter().map(|(fact, _)| fact.seq).max().unwrap_or(0);
        let fact = fact.renumbered(last + 1);
        self.door.numbered(fact.seq);
        self.log.push((fact.clone(), None));
        fact
    }

    /// The whole evening: `scans` readings, and as many tries to send as it takes until nothing is owed.
    pub(super) async fn work(&mut self, venue: &Venue, scans: usize) {
        let mut offline_until = 0;
        for n in 0..scans {
            while self.roster.is_none() {
                self.fetch(venue).await;
            }
            self.scan(venue);
            self.mishap(venue);
            if n < offline_until || !self.chance.one_in(25) {
                continue;
            }
            if self.chance.one_in(6) {
                offline_until = n + self.chance.below(200);
                continue;
            }
            self.send(venue).await;
            if self.chance.one_in(12) {
                self.fetch(venue).await;
            }
            if self.chance.one_in(3) && !self.carried.is_empty() {
                self.hand_in(venue).await;
            }
        }
        while self.owes() > 0 {
            if !self.send(venue).await {
                sleep(PAUSE).await;
            }
        }
        while !self.carried.is_empty() {
            if !self.hand_in(venue).await {
                sleep(PAUSE).await;
            }
        }
    }

    fn scan(&mut self, venue: &Venue) {
        let event = venue.events[self.chance.below(venue.events.len())];
        let direction = if self.chance.one_in(5) { Direction::Out } else { Direction::In };
        self.door.choose(Serving::Event(event), direction);
        let Ticket { code, short_code, .. } = &venue.tickets[self.chance.below(venue.tickets.len())];
        let (tick, id) = (self.tick(), self.id());
        self.door.look_away();
        let reached = match self.chance.below(10) {
            0 => self.door.typed(&short_code.display(), tick, id),
            1 => self.door.see("a shop's code", tick, id),
            _ => self.door.see(code, tick, id),
        };
        let Some(reached) = reached else { return };
        let scan = self.append(reached.fact);
        let through = match reached.decision.colour {
            Colour::Admit => Some((scan.id, None)),
            Colour::Ask if !self.chance.one_in(5) => {
                let outcome = if self.chance.one_in(4) { Outcome::TurnedAway } else { Outcome::Admitted };
                let (tick, id) = (self.tick(), self.id());
                let answer = self.door.answer(scan.id, outcome, Ground::Judgement, tick, id);
                let answer = self.append(answer);
                (outcome == Outcome::Admitted).then_some((answer.id, Some(Ground::Judgement)))
            }
            _ => None,
        };
        if let Some((by, ground)) = through {
            self.door.passed(&scan, by, ground);
        }
    }

    /// What happens to phones.
    fn mishap(&mut self, venue: &Venue) {
        match self.chance.below(60) {
            0..3 => {
                let target = self.log[self.chance.below(self.log.len())].0.clone();
                let (tick, id) = (self.tick(), self.id());
                let annulment = self.door.undo(target.id, tick, id);
                self.append(annulment);
                self.door.unpassed(&target, id);
            }
            3 => self.wrong = wrong(&mut self.chance),
            4 => self.restart(),
            // A store that came back from a copy gives an id out twice: both versions are evidence.
            5 => {
                let fact = self.log[self.chance.below(self.log.len())].0.clone();
                let changed = Fact { mono: fact.mono + 1, ..fact };
                if !self.log.iter().any(|(fact, _)| *fact == changed) {
                    self.log.push((changed, None));
                }
            }
            6 => venue.note(FactRef { source: self.source(), id: self.log[self.chance.below(self.log.len())].0.id }),
            7 => self.save(venue),
            8 => self.take(venue),
            _ => {}
        }
    }

    /// The page is opened again: all that is known comes from the log and the kept roster.
    fn restart(&mut self) {
        let last = self.log.iter().map(|(fact, _)| fact.seq).max().unwrap_or(0);
        let clock = self.door.clock();
        self.door = Door::new(&self.credentials, last);
        self.door.restore_clock(clock);
        if let Some(roster) = &self.roster {
            self.door.load(roster);
        }
        self.door.recall(self.credentials.pair.device, &self.log);
        (self.boot, self.booted) = (self.boot + 1, SystemClock.now());
    }

    /// Facts for one batch: the oldest, the youngest, any; at times some again that the server has.
    fn batch(&mut self) -> Vec<usize> {
        let mut owed: Vec<usize> = (0..self.log.len()).filter(|n| self.log[*n].1.is_none()).collect();
        match self.chance.below(10) {
            0 => owed.reverse(),
            1 => self.chance.shuffle(&mut owed),
            _ => {}
        }
        let most = if self.chance.one_in(3) { 1 + self.chance.below(BATCH_MAX) } else { BATCH_MAX };
        owed.truncate(most);
        if self.chance.one_in(8) {
            for _ in 0..20 {
                owed.insert(self.chance.below(owed.len() + 1), self.chance.below(self.log.len()));
            }
            owed.truncate(BATCH_MAX);
        }
        owed
    }

    /// Sends one batch; whether it was acknowledged.
    async fn send(&mut self, venue: &Venue) -> bool {
        let batch = self.batch();
        let facts: Vec<Fact> = batch.iter().map(|n| self.log[*n].0.clone()).collect();
        let sent = self.tick();
        let operators = self.credentials.operators();
        let body = OutgoingBatch { operators, sent_at: Some(sent.wall), facts, ..OutgoingBatch::default() };
        let body = serde_json::to_string(&body).expect("JSON");
        let ending = match self.chance.below(12) {
            0 => Ending::HungUp,
            1 => Ending::Lost,
            _ => Ending::Heard,
        };
        let token = &self.credentials.pair.device_token;
        let reply = call::<ScanReply>(venue.address(), token, "POST /api/v1/scans", &body, ending).await;
        let Ok(reply) = reply else { return false };
        assert_eq!(reply.receipts.len(), batch.len());
        let mut acknowledged = Vec::new();
        for (n, item) in batch.into_iter().zip(reply.receipts) {
            let (fact, at) = &mut self.log[n];
            assert_eq!((item.id, item.receipt == Receipt::Malformed), (Some(fact.id), false), "{:?}", item.problem);
            *at = Some(reply.server_time);
            acknowledged.push(fact.id);
        }
        self.door.settled(&acknowledged, reply.server_time);
        let back = self.tick();
        let half = (back.mono - sent.mono) / 2;
        let reading = ClockReading { offset: reply.server_time.plus(half).since(back.wall), uncertainty: half };
        let id = self.id();
        if let Some(fact) = self.door.measured(reading, back, id) {
            self.append(fact);
            self.door.corrected(reading);
        }
        true
    }

    /// Fetches what changed of the roster; all of it when it has none, or the changes do not lead to the server's rows.
    pub(super) async fn fetch(&mut self, venue: &Venue) -> bool {
        let since = self.roster.as_ref().and_then(|roster| roster.delta.as_ref());
        let line = since.map(|delta| format!("GET /api/v1/roster?since={}", delta.cursor));
        let whole = "GET /api/v1/roster";
        for line in [line.as_deref().unwrap_or(whole), whole] {
            let token = &self.credentials.pair.device_token;
            let Ok(reply) = call::<RosterReply>(venue.address(), token, line, "", Ending::Heard).await else {
                sleep(PAUSE).await;
                return false;
            };
            if self.door.load(&reply) == Sums::Agree {
                self.roster = Some(self.door.whole(&reply));
                return true;
            }
        }
        panic!("a whole roster has the server's sum");
    }

    /// The last roster.
    pub(super) fn roster(&self) -> &RosterReply {
        self.roster.as_ref().expect("a roster")
    }

    /// Receipts of the whole log, sent once more.
    pub(super) async fn send_all_again(&self, venue: &Venue) -> Vec<Receipt> {
        let mut receipts = Vec::new();
        for piece in self.log.chunks(BATCH_MAX) {
            let facts = piece.iter().map(|(fact, _)| fact.clone()).collect();
            let body = OutgoingBatch { facts, ..OutgoingBatch::default() };
            let (token, body) = (&self.credentials.pair.device_token, serde_json::to_string(&body).expect("JSON"));
            let reply = call::<ScanReply>(venue.address(), token, "POST /api/v1/scans", &body, Ending::Heard).await;
            receipts.extend(reply.expect("an answer").receipts.into_iter().map(|item| item.receipt));
        }
        receipts
    }

    /// The event's part of this log.
    pub(super) fn own(&self, event: EventId) -> Agreement {
        let log = self.log.iter().map(|(fact, _)| fact);
        own(self.credentials.pair.device, log).get(&event).copied().unwrap_or_default()
    }
}

/// A clock up to an hour off.
fn wrong(chance: &mut Chance) -> i64 {
    i64::try_from(chance.next() % (2 * HOUR.unsigned_abs())).expect("small") - HOUR
}
