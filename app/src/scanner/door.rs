//! What a phone knows at its door, and the facts it makes. Pure: time, chance and the log are the caller's.

use std::collections::HashMap;

use keruen_domain::api::{PairReply, RosterReply};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source};
use keruen_domain::id::{DeviceId, EventId, FactId, TicketId};
use keruen_domain::scan::{Colour, Decision, Passage, Reading, Roster, RosterEvent, RosterTicket, Seen, decide};
use keruen_domain::ticket::{Keyring, ShortCode};
use keruen_domain::time::{SECOND, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A code is not read again while it stays in view, nor for this long afterwards (design, verdicts).
pub const REREAD_AFTER: i64 = 5 * SECOND;

/// What pairing gave, kept on the phone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// The server's answer to pairing.
    pub pair: PairReply,
    /// Name of who holds the phone.
    pub operator_name: String,
}

/// One reading of the phone's three clocks.
#[derive(Debug, Clone, Copy)]
pub struct Tick {
    /// Wall time as the phone has it.
    pub wall: Timestamp,
    /// Number of the page's life: grows with each start.
    pub boot: i64,
    /// Milliseconds since the page's start; never goes back.
    pub mono: i64,
}

/// The phone's measurement of its clock against the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReading {
    /// Milliseconds to add to the phone's wall time.
    pub offset: i64,
    /// Half of the round trip, milliseconds.
    pub uncertainty: i64,
}

/// What one reading led to: what to show, and the fact to keep before showing it.
#[derive(Debug, Clone)]
pub struct Reached {
    /// The verdict.
    pub decision: Decision,
    /// Whose ticket it is, where the roster knows.
    pub holder: Option<RosterTicket>,
    /// The scan.
    pub fact: Fact,
}

/// A paired phone at its door.
pub struct Door {
    device: DeviceId,
    operator: Uuid,
    operator_name: String,
    roster: Roster,
    seen: Seen,
    event: Option<EventId>,
    direction: Direction,
    seq: i64,
    clock: Option<ClockReading>,
    in_view: HashMap<String, i64>,
}

impl Door {
    /// A door for this phone; `last_seq` is the highest sequence number that its log holds.
    pub fn new(credentials: &Credentials, last_seq: i64) -> Self {
        Self {
            device: credentials.pair.device,
            operator: credentials.pair.operator,
            operator_name: credentials.operator_name.clone(),
            roster: Roster { caravan: Some(credentials.pair.caravan), ..Roster::default() },
            seen: Seen::new(),
            event: None,
            direction: Direction::In,
            seq: last_seq,
            clock: None,
            in_view: HashMap::new(),
        }
    }

    /// Takes a new roster. Own passages that the server has not heard of stay.
    pub fn load(&mut self, reply: &RosterReply) {
        self.roster = Roster {
            caravan: Some(reply.caravan),
            keys: Keyring::new(reply.keys.clone()),
            events: reply.events.iter().map(|e| (e.event.id, e.clone())).collect(),
            tickets: reply.tickets.iter().map(|t| (t.id, t.clone())).collect(),
            codes: reply.tickets.iter().map(|t| (t.code, t.id)).collect(),
        };
        for (event, ticket, passage) in &reply.passages {
            let known = self.seen.entry((*event, *ticket)).or_insert_with(|| passage.clone());
            if passage.at > known.at {
                *known = passage.clone();
            }
        }
    }

    /// Takes up what this phone did before its page was opened again: the facts of its log, in the order of their
    /// numbers. The server's roster may be older, or the network gone.
    pub fn recall(&mut self, log: &[Fact]) {
        let mut scans: HashMap<FactId, (EventId, TicketId, Passage)> = HashMap::new();
        for fact in log {
            match &fact.body {
                Body::Scan(Scan { event, read: Read::Ticket(ticket), direction, outcome, .. }) => {
                    let at = fact.wall.plus(self.clock.map_or(0, |clock| clock.offset));
                    let passage = Passage { at, direction: *direction, operator: self.operator_name.clone() };
                    scans.insert(fact.id, (*event, *ticket, passage));
                    if *outcome == Outcome::Admitted {
                        self.repeat(scans.get(&fact.id));
                    }
                }
                Body::Answer { scan, outcome: Outcome::Admitted, .. } => self.repeat(scans.get(&scan.id)),
                Body::Annulment { target } => {
                    if let Some((event, ticket, _)) = scans.remove(&target.id) {
                        self.unpassed(event, ticket);
                    }
                }
                _ => {}
            }
        }
    }

    fn repeat(&mut self, passage: Option<&(EventId, TicketId, Passage)>) {
        if let Some((event, ticket, passage)) = passage {
            self.seen.insert((*event, *ticket), passage.clone());
        }
    }

    /// Events of the roster in order of time.
    pub fn events(&self) -> Vec<RosterEvent> {
        let mut events: Vec<RosterEvent> = self.roster.events.values().cloned().collect();
        events.sort_by_key(|e| (e.event.starts_at, e.event.id));
        events
    }

    /// The event that the phone serves.
    pub fn event(&self) -> Option<&RosterEvent> {
        self.event.and_then(|id| self.roster.events.get(&id))
    }

    /// An event of the roster.
    pub fn event_of(&self, id: EventId) -> Option<&RosterEvent> {
        self.roster.events.get(&id)
    }

    /// Serves another event.
    pub fn choose(&mut self, event: EventId, direction: Direction) {
        self.event = Some(event);
        self.direction = direction;
        self.in_view.clear();
    }

    /// Now, after the clock's correction.
    pub fn now(&self, tick: Tick) -> Timestamp {
        tick.wall.plus(self.clock.map_or(0, |clock| clock.offset))
    }

    /// Reads a code from the camera. Nothing while the same one stays in view, and for five seconds after.
    pub fn see(&mut self, text: &str, tick: Tick, id: FactId) -> Option<Reached> {
        let last = self.in_view.insert(text.to_owned(), tick.mono);
        self.in_view.retain(|_, at| tick.mono - *at < REREAD_AFTER);
        if last.is_some_and(|at| tick.mono - at < REREAD_AFTER) {
            return None;
        }
        self.reach(&Reading::Qr(text), Method::Qr, tick, id)
    }

    /// Reads a typed short code.
    pub fn typed(&mut self, text: &str, tick: Tick, id: FactId) -> Option<Reached> {
        self.reach(&Reading::Code(text), Method::ShortCode, tick, id)
    }

    fn reach(&mut self, reading: &Reading<'_>, method: Method, tick: Tick, id: FactId) -> Option<Reached> {
        let event = self.event?;
        let decision = decide(&self.roster, &self.seen, event, self.direction, reading, self.now(tick));
        let read = match (decision.ticket, reading) {
            (Some(ticket), _) => Read::Ticket(ticket),
            (None, Reading::Listed(ticket)) => Read::Ticket(*ticket),
            (None, Reading::Code(text)) => ShortCode::parse(text).map_or_else(|_| other(text), Read::Code),
            (None, Reading::Qr(text)) => other(text),
        };
        let outcome = match decision.colour {
            Colour::Admit => Outcome::Admitted,
            Colour::Ask => Outcome::Open,
            Colour::Refuse => Outcome::TurnedAway,
        };
        let scan = Scan {
            event,
            read,
            direction: self.direction,
            method,
            operator: self.operator,
            verdicts: decision.verdicts.clone(),
            outcome,
        };
        let holder = decision.ticket.and_then(|ticket| self.roster.tickets.get(&ticket)).cloned();
        let fact = self.fact(id, tick, Body::Scan(scan));
        Some(Reached { decision, holder, fact })
    }

    /// The answer to an amber scan of this phone.
    pub fn answer(&mut self, scan: FactId, outcome: Outcome, ground: Ground, tick: Tick, id: FactId) -> Fact {
        let scan = FactRef { source: Source::Device(self.device), id: scan };
        self.fact(id, tick, Body::Answer { scan, outcome, ground })
    }

    /// Takes one of this phone's own facts back.
    pub fn undo(&mut self, target: FactId, tick: Tick, id: FactId) -> Fact {
        let target = FactRef { source: Source::Device(self.device), id: target };
        self.fact(id, tick, Body::Annulment { target })
    }

    /// A new measurement of the clock; a fact when it says something new (first one, or half a second off the last).
    pub fn measured(&mut self, reading: ClockReading, tick: Tick, id: FactId) -> Option<Fact> {
        let known = self.clock;
        let news = known
            .is_none_or(|known| (known.offset - reading.offset).abs() > 500 + known.uncertainty + reading.uncertainty);
        if !news {
            return None;
        }
        self.clock = Some(reading);
        let from_seq = if known.is_none() { 0 } else { self.seq + 1 };
        let body =
            Body::Clock { device: self.device, from_seq, offset: reading.offset, uncertainty: reading.uncertainty };
        Some(self.fact(id, tick, body))
    }

    /// The last measurement, to be kept on the phone.
    pub const fn clock(&self) -> Option<ClockReading> {
        self.clock
    }

    /// Takes up a measurement that was kept on the phone.
    pub const fn restore_clock(&mut self, reading: Option<ClockReading>) {
        self.clock = reading;
    }

    /// Remembers that somebody went through; called once the fact is in the log.
    pub fn passed(&mut self, event: EventId, ticket: TicketId, direction: Direction, tick: Tick) {
        let passage = Passage { at: self.now(tick), direction, operator: self.operator_name.clone() };
        self.seen.insert((event, ticket), passage);
    }

    /// Forgets a passage that was taken back.
    pub fn unpassed(&mut self, event: EventId, ticket: TicketId) {
        self.seen.remove(&(event, ticket));
    }

    /// Looks away: the next sight of any code is a new one.
    pub fn look_away(&mut self) {
        self.in_view.clear();
    }

    fn fact(&mut self, id: FactId, tick: Tick, body: Body) -> Fact {
        self.seq += 1;
        Fact { id, seq: self.seq, wall: tick.wall, boot: tick.boot, mono: tick.mono, body }
    }
}

/// Evidence of a foreign code without keeping its text: the first eight bytes of its SHA-256.
fn other(text: &str) -> Read {
    let digest: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let start = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    Read::Other(format!("{start:016x}"))
}
