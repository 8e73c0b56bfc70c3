//! One phone's evening: what it does, what others do meanwhile, and who can know what of it.

use std::collections::HashSet;

use keruen_app::scanner::door::{ClockReading, Credentials, Door, Serving, Tick};
use keruen_domain::api::{PairReply, RosterReply};
use keruen_domain::attendance::fold;
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source, Sourced};
use keruen_domain::force::may_annul;
use keruen_domain::id::{DeviceId, FactId};
use keruen_domain::scan::{Colour, Decision, Roster, Seen};
use keruen_domain::text::Localized;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::world::{CARAVAN, DEVICE, Plan, START, code, desk, event, issued, passages, signer, ticket};

/// What the volunteer says to an amber.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Admit,
    PaperSeen,
    ToFollow,
    Refuse,
    /// Nothing: the phone dies, or the person walks away.
    None,
}

#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// This phone reads a ticket.
    Scan { who: usize, event: usize, direction: Direction, answer: Answer },
    /// It takes one of its scans back, where the rule lets it.
    Undo(proptest::sample::Index),
    /// All that it owes arrives, and its clock is measured.
    Send,
    /// It gets a roster.
    Fetch,
    /// A scan of another phone arrives at the server, made so many seconds ago.
    Elsewhere { who: usize, event: usize, direction: Direction, ago: i64 },
    /// An organiser takes back a scan that the server holds.
    TakenBack(proptest::sample::Index),
    /// The battery is empty; the page is opened again.
    Restart,
    /// The page comes to the front again.
    LookAgain,
    /// Somebody sets the phone's clock this far off.
    SetClock(i64),
}

pub(crate) struct Evening {
    plan: Plan,
    door: Door,
    log: Vec<(Fact, Option<Timestamp>)>,
    /// All that the server holds.
    server: Vec<Sourced>,
    /// The last roster, and the facts that it was made of.
    heard: Option<(RosterReply, Vec<Sourced>)>,
    now: Timestamp,
    wrong: i64,
    boot: i64,
    booted: Timestamp,
    ids: u128,
}

fn credentials() -> Credentials {
    let pair = PairReply {
        device_token: "token".into(),
        device: DEVICE,
        operator: Uuid::from_u128(5),
        caravan: CARAVAN,
        caravan_title: Localized::default(),
        stop: None,
        pairing_key: None,
    };
    Credentials { pair, operator_name: "Серік".into(), crew: Vec::new(), on_duty: None }
}

const fn own(fact: Fact) -> Sourced {
    Sourced { source: Source::Device(DEVICE), fact }
}

impl Evening {
    /// A phone that has just been paired: it has a roster, and its clock was measured.
    pub(crate) fn new(plan: Plan) -> Self {
        let door = Door::new(&credentials(), 0);
        let mut evening = Self {
            plan,
            door,
            log: Vec::new(),
            server: issued(),
            heard: None,
            now: START,
            wrong: 0,
            boot: 1,
            booted: START,
            ids: 0x2_0000,
        };
        evening.take(&Step::Send);
        evening.wait(1);
        evening.take(&Step::Fetch);
        evening
    }

    pub(crate) fn wait(&mut self, seconds: i64) {
        self.now = self.now.plus(seconds * 1_000);
    }

    fn tick(&self) -> Tick {
        Tick { wall: self.now.plus(self.wrong), boot: self.boot, mono: self.now.since(self.booted) }
    }

    pub(crate) fn door_now(&self) -> Timestamp {
        self.door.now(self.tick())
    }

    fn id(&mut self) -> FactId {
        self.ids += 1;
        FactId(Uuid::from_u128(self.ids))
    }

    fn append(&mut self, fact: Fact) -> Fact {
        let fact = fact.renumbered(self.last_seq() + 1);
        self.door.numbered(fact.seq);
        self.log.push((fact.clone(), None));
        fact
    }

    fn last_seq(&self) -> i64 {
        self.log.last().map_or(0, |(fact, _)| fact.seq)
    }

    /// What the phone would show now. Nothing is kept of it.
    pub(crate) fn asked(&self, who: usize, at: usize, direction: Direction) -> Decision {
        let mut door = self.door.clone();
        door.choose(Serving::Event(event(at)), direction);
        let (tick, id) = (self.tick(), FactId(Uuid::nil()));
        door.typed(&code(who).display(), tick, id).expect("an event is chosen").decision
    }

    pub(crate) fn take(&mut self, step: &Step) {
        match *step {
            Step::Scan { who, event, direction, answer } => self.scan(who, event, direction, answer),
            Step::Undo(which) => self.undo(which),
            Step::Send => self.send(),
            Step::Fetch => self.fetch(),
            Step::Elsewhere { who, event, direction, ago } => self.elsewhere(who, event, direction, ago),
            Step::TakenBack(which) => self.taken_back(which),
            Step::Restart => self.restart(),
            Step::LookAgain => self.door.recall(DEVICE, &self.log),
            Step::SetClock(wrong) => self.wrong = wrong,
        }
    }

    fn scan(&mut self, who: usize, at: usize, direction: Direction, answer: Answer) {
        self.door.choose(Serving::Event(event(at)), direction);
        self.door.look_away();
        let (tick, id, text) = (self.tick(), self.id(), signer().sign(ticket(who)).encode());
        let reached = self.door.see(&text, tick, id).expect("read");
        let scan = self.append(reached.fact);
        let (outcome, ground) = match (reached.decision.colour, answer) {
            (Colour::Admit, _) => return self.door.passed(&scan, scan.id, None),
            (Colour::Refuse, _) | (_, Answer::None) => return,
            (_, Answer::Refuse) => (Outcome::TurnedAway, Ground::Judgement),
            (_, Answer::Admit) => (Outcome::Admitted, Ground::Judgement),
            (_, Answer::PaperSeen) => (Outcome::Admitted, Ground::PaperSeen),
            (_, Answer::ToFollow) => (Outcome::Admitted, Ground::ToFollow),
        };
        // The volunteer thinks it over.
        self.wait(3);
        let (tick, id) = (self.tick(), self.id());
        let said = self.door.answer(scan.id, outcome, ground, tick, id);
        let said = self.append(said);
        if outcome == Outcome::Admitted {
            self.door.passed(&scan, said.id, Some(ground));
        }
    }

    fn undo(&mut self, which: proptest::sample::Index) {
        let scans: Vec<Fact> =
            self.log.iter().filter(|(f, _)| matches!(f.body, Body::Scan(_))).map(|(f, _)| f.clone()).collect();
        if scans.is_empty() {
            return;
        }
        let target = which.get(&scans).clone();
        let (tick, id) = (self.tick(), self.id());
        let annulment = self.door.undo(target.id, tick, id);
        if may_annul(&own(annulment.clone()), &own(target.clone())) {
            self.append(annulment);
            self.door.unpassed(&target, id);
            self.door.recall(DEVICE, &self.log);
        }
    }

    fn send(&mut self) {
        let (tick, id) = (self.tick(), self.id());
        let reading = ClockReading { offset: -self.wrong, uncertainty: 5 };
        self.deliver();
        if let Some(fact) = self.door.measured(reading, tick, id) {
            self.append(fact);
            self.door.corrected(reading);
            self.deliver();
        }
    }

    fn deliver(&mut self) {
        let mut settled = Vec::new();
        for (fact, at) in self.log.iter_mut().filter(|(_, at)| at.is_none()) {
            *at = Some(self.now);
            settled.push(fact.id);
            self.server.push(own(fact.clone()));
        }
        self.door.settled(&settled, self.now);
    }

    fn fetch(&mut self) {
        let folded = fold(&self.server);
        let passages = passages(&folded).into_iter().map(|((event, ticket), passage)| (event, ticket, passage));
        let reply = RosterReply {
            groups: Vec::new(),
            caravan: CARAVAN,
            as_of: self.now,
            instance: Uuid::nil(),
            keys: vec![signer().public()],
            stops: Vec::new(),
            events: self.plan.events(),
            tickets: self.plan.tickets(&folded),
            passages: passages.collect(),
            held: Vec::new(),
            role: None,
            wipe_after: None,
            delta: None,
        };
        // As it comes over the wire.
        let text = serde_json::to_string(&reply).expect("JSON");
        let reply = serde_json::from_str(&text).expect("a roster");
        self.door.load(&reply);
        self.heard = Some((reply, self.server.clone()));
    }

    fn elsewhere(&mut self, who: usize, at: usize, direction: Direction, ago: i64) {
        let scan = Scan {
            event: event(at),
            read: Read::Ticket(ticket(who)),
            direction,
            method: Method::Qr,
            operator: Uuid::nil(),
            verdicts: Vec::new(),
            outcome: Outcome::Admitted,
        };
        let id = self.id();
        // Half a second off this phone's readings: no two passages at one instant.
        let wall = self.now.plus(-ago * 1_000 - 500);
        let fact = Fact { id, seq: 1, wall, boot: 1, mono: 0, body: Body::Scan(scan) };
        self.server.push(Sourced { source: Source::Device(DeviceId(Uuid::from_u128(8))), fact });
    }

    fn taken_back(&mut self, which: proptest::sample::Index) {
        let held = self.server.iter().filter(|f| matches!(f.fact.body, Body::Scan(_))).map(Sourced::reference);
        let held: Vec<FactRef> = held.collect();
        if held.is_empty() {
            return;
        }
        let (id, target) = (self.id(), *which.get(&held));
        let fact = Fact { id, seq: 0, wall: self.now, boot: 0, mono: 0, body: Body::Annulment { target } };
        self.server.push(Sourced { source: desk(), fact });
    }

    fn restart(&mut self) {
        let clock = self.door.clock();
        self.door = Door::new(&credentials(), self.last_seq());
        self.door.restore_clock(clock);
        if let Some((reply, _)) = &self.heard {
            self.door.load(reply);
        }
        self.door.recall(DEVICE, &self.log);
        (self.boot, self.booted) = (self.boot + 1, self.now);
    }

    /// Whether the phone owes nothing and its roster tells everything.
    pub(crate) fn is_exchanged(&self) -> bool {
        let told = self.heard.as_ref().is_some_and(|(_, facts)| facts.len() == self.server.len());
        told && self.log.iter().all(|(_, at)| at.is_some())
    }

    /// What can be known, as `decide` asks for it: by this phone; and by the server, when the phone knows all of it.
    pub(crate) fn knowledge(&self) -> Vec<(&'static str, Roster, Seen)> {
        let mut all = vec![self.of_phone()];
        if self.is_exchanged() {
            let folded = fold(&self.server);
            all.push(("all", self.plan.roster(&folded), passages(&folded)));
        }
        all
    }

    /// The latest passages that the roster told, and of the own log what the roster cannot tell; where the phone took back
    /// something that the roster may still tell, all of its log.
    fn of_phone(&self) -> (&'static str, Roster, Seen) {
        let (reply, facts) = self.heard.as_ref().expect("a roster");
        let told = fold(facts);
        let last: HashSet<FactRef> =
            told.attendances.values().filter_map(|a| a.last_passage).map(|c| c.moment.fact).collect();
        let young = |at: &Option<Timestamp>| at.is_none_or(|at| at >= reply.as_of);
        let place = |scan: FactId| {
            let found = self.log.iter().find(|(fact, _)| fact.id == scan);
            found.and_then(|(fact, _)| match &fact.body {
                Body::Scan(Scan { event, read: Read::Ticket(ticket), .. }) => Some((*event, *ticket)),
                _ => None,
            })
        };
        let taken_back = self.log.iter().filter(|(_, at)| young(at)).filter_map(|(fact, _)| match fact.body {
            Body::Annulment { target } => place(target.id),
            _ => None,
        });
        let disputed: HashSet<_> = taken_back.collect();
        let is_of_log = |scan: FactId| {
            // The scan counts as told once that which let the person through was.
            let decided = |(fact, at): &&(Fact, Option<Timestamp>)| match fact.body {
                Body::Answer { scan: answered, .. } => answered.id == scan && young(at),
                _ => fact.id == scan && young(at),
            };
            self.log.iter().any(|entry| decided(&entry)) || place(scan).is_some_and(|place| disputed.contains(&place))
        };
        let mut known = issued();
        for sourced in facts {
            match &sourced.fact.body {
                Body::Scan(_) if last.contains(&sourced.reference()) => known.push(sourced.clone()),
                Body::Answer { scan, .. } if last.contains(scan) => known.push(sourced.clone()),
                _ => {}
            }
        }
        for (fact, _) in &self.log {
            let keep = match &fact.body {
                Body::Scan(_) => is_of_log(fact.id),
                Body::Answer { scan, .. } => is_of_log(scan.id),
                _ => true,
            };
            if keep {
                known.push(own(fact.clone()));
            }
        }
        let mut folded = fold(&known);
        let seen = passages(&folded);
        folded.consents.join(told.consents);
        ("what the phone can know", self.plan.roster(&folded), seen)
    }
}
