//! What a phone knows at its door, and the facts it makes. Pure: time, chance and the log are the caller's.

use std::collections::HashMap;

use keruen_domain::agreement::Agreement;
use keruen_domain::api::{DeviceRole, Operator, RosterGroup};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source};
use keruen_domain::gate::{event_at_gate, events_of};
use keruen_domain::id::{DeviceId, EventId, FactId, StopId, TicketId};
use keruen_domain::scan::{Colour, ConsentMark, Decision, Reading, Roster, RosterEvent, RosterTicket, Seen, decide};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::{SECOND, Timestamp};
use serde::{Deserialize, Serialize};

pub use super::credentials::Credentials;
use super::finding::{Found, Names};
use super::passages::{Own, Passages};

#[path = "door_class.rs"]
mod class;
#[path = "door_clock.rs"]
mod clock;
#[path = "door_roster.rs"]
mod roster;

pub use class::{ClassAtDoor, ClassLine, ClassPass};
pub use clock::ClockReading;
use clock::Opened;

/// A code is not read again while it stays in view, nor for this long afterwards (design, verdicts).
pub const REREAD_AFTER: i64 = 5 * SECOND;

/// What the phone serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Serving {
    /// The door of one event.
    Event(EventId),
    /// The gate of a stop: whichever event a person comes for.
    Gate(StopId),
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

/// What one reading led to: what to show, and the fact to keep before showing it.
#[derive(Debug, Clone)]
pub struct Reached {
    /// The verdict.
    pub decision: Decision,
    /// The event that it is about.
    pub event: RosterEvent,
    /// Whose ticket it is, where the roster knows.
    pub holder: Option<RosterTicket>,
    /// The scan.
    pub fact: Fact,
}

/// A paired phone at its door.
#[derive(Clone)]
pub struct Door {
    device: DeviceId,
    operator: Operator,
    crew: Vec<Operator>,
    roster: Roster,
    roster_as_of: Option<Timestamp>,
    /// What the server's roster tells, replaced whole by each one: marks that were taken back elsewhere go with it.
    heard: Seen,
    /// Sum of the roster's rows, once it was counted.
    sum: Option<Agreement>,
    /// Cursor of the whole roster that is kept on the phone: changes are asked for since then.
    base: Option<String>,
    /// What this phone did and the roster cannot tell yet.
    own: Passages,
    /// Both together, the later one of each: what `decide` looks at.
    seen: Seen,
    /// Minors without a consent on the roster whose signed paper was seen at this phone.
    papers: Vec<TicketId>,
    serving: Option<Serving>,
    direction: Direction,
    seq: i64,
    clock: Option<ClockReading>,
    /// Where the clock was last found to have jumped: the next measurement holds from there.
    jumped_at: Option<i64>,
    opened: Opened,
    last_tick: Option<Tick>,
    in_view: HashMap<String, i64>,
    /// What the phone may show.
    role: DeviceRole,
    names: Names,
    /// Classes on the roster.
    groups: Vec<RosterGroup>,
    /// Who was written down here and is not on the server's list yet.
    expected: HashMap<TicketId, RosterTicket>,
}

impl Door {
    /// A door for this phone; `last_seq` is the highest sequence number that its log holds.
    pub fn new(credentials: &Credentials, last_seq: i64) -> Self {
        Self {
            device: credentials.pair.device,
            operator: credentials.operator(),
            crew: credentials.operators(),
            roster_as_of: None,
            roster: Roster { caravan: Some(credentials.pair.caravan), ..Roster::default() },
            heard: Seen::new(),
            own: Passages::default(),
            sum: None,
            base: None,
            seen: Seen::new(),
            papers: Vec::new(),
            serving: None,
            direction: Direction::In,
            seq: last_seq,
            clock: None,
            jumped_at: None,
            opened: Opened::Fresh,
            last_tick: None,
            in_view: HashMap::new(),
            role: DeviceRole::Door,
            names: Names::default(),
            groups: Vec::new(),
            expected: HashMap::new(),
        }
    }

    /// The server has these facts since `at`, by its own time.
    pub fn settled(&mut self, facts: &[FactId], at: Timestamp) {
        self.own.settle(facts, at);
    }

    /// Makes the roster the server's own again.
    fn forget_papers(&mut self) {
        for ticket in self.papers.drain(..) {
            if let Some(ticket) = self.roster.tickets.get_mut(&ticket) {
                ticket.consent = ConsentMark::Missing;
            }
        }
    }

    fn join(&mut self) {
        self.seen = self.own.over(&self.heard);
        self.forget_papers();
        for id in self.own.papers() {
            if let Some(ticket) = self.roster.tickets.get_mut(&id)
                && ticket.consent == ConsentMark::Missing
            {
                ticket.consent = ConsentMark::Held;
                self.papers.push(id);
            }
        }
    }

    /// Takes up what this phone did before its page was opened again, or in another tab: the log of `device`, which it is
    /// or was before it was paired anew, with the server's time at which it had each fact. The server's roster may be
    /// older, or the network gone. May be repeated.
    pub fn recall(&mut self, device: DeviceId, log: &[(Fact, Option<Timestamp>)]) {
        if device == self.device {
            // The next number comes after all of them: an annulment holds against what was before it.
            self.seq = log.iter().map(|(fact, _)| fact.seq).fold(self.seq, i64::max);
        }
        let offset = self.clock.map_or(0, |clock| clock.offset);
        self.own.recall(device, &self.crew, log, self.roster_as_of, offset);
        self.join();
    }

    /// Events of the roster in order of time.
    pub fn events(&self) -> Vec<RosterEvent> {
        let mut events: Vec<RosterEvent> = self.roster.events.values().cloned().collect();
        events.sort_by_key(|e| (e.event.starts_at, e.event.id));
        events
    }

    /// An event of the roster.
    pub fn event_of(&self, id: EventId) -> Option<&RosterEvent> {
        self.roster.events.get(&id)
    }

    /// Who holds a ticket, where the roster knows.
    pub fn holder(&self, ticket: TicketId) -> Option<&RosterTicket> {
        self.roster.tickets.get(&ticket)
    }

    /// Somebody else of the crew holds the phone from now on.
    pub fn hold(&mut self, credentials: &Credentials) {
        self.operator = credentials.operator();
        self.crew = credentials.operators();
    }

    /// Serves another event or gate.
    pub fn choose(&mut self, serving: Serving, direction: Direction) {
        self.serving = Some(serving);
        self.direction = direction;
        self.in_view.clear();
    }

    /// Now, after the clock's correction.
    pub fn now(&self, tick: Tick) -> Timestamp {
        tick.wall.plus(self.clock.map_or(0, |clock| clock.offset))
    }

    /// Notes that a code is in view; whether it may be read: not while it stays there, nor for five seconds after.
    pub fn sight(&mut self, text: &str, tick: Tick) -> bool {
        let last = self.in_view.insert(text.to_owned(), tick.mono);
        self.in_view.retain(|_, at| tick.mono - *at < REREAD_AFTER);
        last.is_none_or(|at| tick.mono - at >= REREAD_AFTER)
    }

    /// Reads a code from the camera, as far as it may be read ([`Door::sight`]).
    pub fn see(&mut self, text: &str, tick: Tick, id: FactId) -> Option<Reached> {
        if !self.sight(text, tick) {
            return None;
        }
        self.reach(&Reading::Qr(text), Method::Qr, tick, id)
    }

    /// Whether a ticket of the roster has this short code.
    pub fn has_code(&self, text: &str) -> bool {
        ShortCode::parse(text).is_ok_and(|code| self.roster.codes.contains_key(&code))
    }

    /// Reads a typed short code.
    pub fn typed(&mut self, text: &str, tick: Tick, id: FactId) -> Option<Reached> {
        self.reach(&Reading::Code(text), Method::ShortCode, tick, id)
    }

    /// People of the roster with this name, for desk phones; others look for nobody. None: too little was typed.
    pub fn find(&mut self, text: &str) -> Option<Found> {
        if self.role == DeviceRole::Desk { self.names.find(&self.roster, text) } else { None }
    }

    /// Reads a line of the roster that was chosen by its name.
    pub fn picked(&mut self, ticket: TicketId, tick: Tick, id: FactId) -> Option<Reached> {
        self.reach(&Reading::Listed(ticket), Method::Name, tick, id)
    }

    fn reach(&mut self, reading: &Reading<'_>, method: Method, tick: Tick, id: FactId) -> Option<Reached> {
        let now = self.now(tick);
        let event = match self.serving? {
            Serving::Event(event) => event,
            Serving::Gate(stop) => event_at_gate(&self.roster, &self.seen, stop, self.direction, reading, now)?,
        };
        self.reach_at(event, reading, method, tick, id)
    }

    /// Reads at the door of an event.
    fn reach_at(
        &mut self,
        event: EventId,
        reading: &Reading<'_>,
        method: Method,
        tick: Tick,
        id: FactId,
    ) -> Option<Reached> {
        let now = self.now(tick);
        let at = self.roster.events.get(&event)?.clone();
        let decision = decide(&self.roster, &self.seen, event, self.direction, reading, now);
        let read = match (decision.ticket, reading) {
            (Some(ticket), _) => Read::Ticket(ticket),
            (None, Reading::Listed(ticket)) => Read::Ticket(*ticket),
            (None, Reading::Code(text)) => ShortCode::parse(text).map_or_else(|_| Read::other(text), Read::Code),
            (None, Reading::Qr(text)) => Read::other(text),
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
            operator: self.operator.id,
            verdicts: decision.verdicts.clone(),
            outcome,
        };
        let holder = decision.ticket.and_then(|ticket| self.roster.tickets.get(&ticket)).cloned();
        let fact = self.fact(id, tick, Body::Scan(scan));
        Some(Reached { decision, event: at, holder, fact })
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

    /// Remembers that somebody went through; called once the scan, or the answer to it, is in the log. `by` is the fact that
    /// let them through, `ground` that of the answer.
    pub fn passed(&mut self, scan: &Fact, by: FactId, ground: Option<Ground>) {
        self.all_passed(&[(scan.clone(), by, ground)]);
    }

    /// As [`Door::passed`], of many at once.
    pub fn all_passed(&mut self, passed: &[(Fact, FactId, Option<Ground>)]) {
        for (scan, by, ground) in passed {
            if let Some(own) = self.own_of(scan) {
                self.own.pass(scan.id, own, *by, *ground);
            }
        }
        self.join();
    }

    /// Forgets the passage of a scan that the annulment `by` takes back; called once that is in the log. Who was there
    /// before is in the log too: see [`Door::recall`].
    pub fn unpassed(&mut self, scan: &Fact, by: FactId) {
        if let Some(own) = self.own_of(scan) {
            self.own.take_back(scan.id, own, by);
            self.join();
        }
    }

    fn own_of(&self, scan: &Fact) -> Option<Own> {
        let offset = self.clock.map_or(0, |clock| clock.offset);
        Own::of(self.device, scan, offset, self.operator.name.clone())
    }

    /// Looks away: the next sight of any code is a new one.
    pub fn look_away(&mut self) {
        self.in_view.clear();
    }

    /// The number under which the log kept a fact: another tab may have been faster.
    pub const fn numbered(&mut self, seq: i64) {
        if matches!(self.opened, Opened::Fresh) {
            self.opened = Opened::Since(seq);
        }
        self.seq = seq;
    }

    /// People inside, as far as this phone knows.
    pub fn inside(&self, event: EventId) -> usize {
        self.seen.iter().filter(|((at, _), passage)| *at == event && passage.direction == Direction::In).count()
    }

    /// The event after this one at the same stop whose doors are open or open next; for a phone whose event has ended.
    pub fn next_after(&self, event: EventId, now: Timestamp) -> Option<&RosterEvent> {
        let stop = self.roster.events.get(&event)?.event.stop?;
        let events = events_of(&self.roster, stop);
        events.into_iter().find(|e| e.event.id != event && e.event.ends_at > now)
    }

    /// The event of a stop that is on or comes next; when all are over, the last one.
    pub fn next_at(&self, stop: StopId, now: Timestamp) -> Option<&RosterEvent> {
        let events = events_of(&self.roster, stop);
        events.iter().find(|e| e.event.ends_at > now).or_else(|| events.last()).copied()
    }

    fn fact(&mut self, id: FactId, tick: Tick, body: Body) -> Fact {
        self.notice_jump(tick);
        self.seq += 1;
        Fact { id, seq: self.seq, wall: tick.wall, boot: tick.boot, mono: tick.mono, body }
    }
}
