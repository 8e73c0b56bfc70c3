//! A story under construction: what phones and the desk recorded, and what is known beside it.

use std::collections::{BTreeMap, HashMap};

use keruen_domain::age::Age;
use keruen_domain::attendance::{fold, tell};
use keruen_domain::event::{Counting, RegistrationState};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Method, Outcome, Read, Scan, Source, Sourced};
use keruen_domain::figures::{Profile, Venue, counted};
use keruen_domain::hearing::Silence;
use keruen_domain::id::{EventId, FactId, PersonId, StopId, TicketId};
use keruen_domain::person::{InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::region::Region;
use keruen_domain::review::{Row, RowKind, Scene, rows};
use keruen_domain::scan::Verdict;
use keruen_domain::settlement::Accepted;
use keruen_domain::time::{CivilDate, MINUTE, Timestamp};
use uuid::Uuid;

use crate::history::{EVENTS, PERSONS, code, device, event, person, source, ticket};

/// Who settles.
const DESK: u8 = 3;

pub(crate) const fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

pub(crate) fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).expect("a day")
}

pub(crate) const fn stop(n: u128) -> StopId {
    StopId(Uuid::from_u128(n))
}

pub(crate) fn scan(event_no: u128, read: Read, direction: Direction, outcome: Outcome, verdicts: &[Verdict]) -> Scan {
    let (method, operator, verdicts) = (Method::Qr, Uuid::nil(), verdicts.to_vec());
    Scan { event: event(event_no), read, direction, method, operator, verdicts, outcome }
}

/// Grown-up participants, events at one stop on one day; the clocks of phones 0 and 1 were measured.
pub(crate) struct Tale {
    pub(crate) facts: Vec<Sourced>,
    pub(crate) tickets: Vec<Sourced>,
    pub(crate) revoked: HashMap<TicketId, Timestamp>,
    pub(crate) registrations: Vec<(EventId, PersonId, RegistrationState)>,
    pub(crate) candidates: Vec<Vec<PersonId>>,
    profiles: BTreeMap<PersonId, Profile>,
    venues: BTreeMap<EventId, Venue>,
    silent: Vec<Source>,
    handed: Vec<(FactRef, Uuid)>,
    next: u128,
}

impl Tale {
    pub(crate) fn new() -> Self {
        let profile = |n| Profile {
            person: person(n),
            role: Role::Participant,
            age: Age::Born(day("2000-01-01")),
            sex: Sex::Female,
            region: Region::ALL[0],
            place: PlaceKind::Urban,
            institution: InstitutionKind::Work,
        };
        let venue = Venue { stop: Some(stop(1)), counting: Counting::Direct, day: day("2022-09-06") };
        let mut tale = Self {
            facts: Vec::new(),
            tickets: Vec::new(),
            revoked: HashMap::new(),
            registrations: Vec::new(),
            candidates: Vec::new(),
            profiles: (0..PERSONS).map(|n| (person(n), profile(n))).collect(),
            venues: (0..EVENTS).map(|n| (event(n), venue)).collect(),
            silent: Vec::new(),
            handed: Vec::new(),
            next: 1,
        };
        for n in 0..=PERSONS {
            let body = Body::Ticket { ticket: ticket(n), person: person(n), code: code(n) };
            tale.says(DESK, 0, body);
        }
        tale.tickets = std::mem::take(&mut tale.facts);
        tale.clock(0);
        tale.clock(1);
        tale.tickets.append(&mut tale.facts);
        tale
    }

    fn recorded(&mut self, by: u8, millis: i64, body: Body) -> FactRef {
        let id = FactId(Uuid::from_u128(self.next));
        self.next += 1;
        let fact = Fact { id, seq: millis / 1_000, wall: at(millis), boot: 0, mono: millis, body };
        let sourced = Sourced { source: source(by), fact };
        let name = sourced.reference();
        self.facts.push(sourced);
        name
    }

    pub(crate) fn says(&mut self, by: u8, minute: i64, body: Body) -> FactRef {
        self.recorded(by, minute * MINUTE, body)
    }

    /// What the desk says, after everything that phones said.
    pub(crate) fn states(&mut self, minute: i64, body: Body) -> FactRef {
        self.says(DESK, 100_000 + minute, body)
    }

    #[expect(clippy::too_many_arguments, reason = "a scan has that many sides")]
    pub(crate) fn scan(
        &mut self,
        by: u8,
        millis: i64,
        event_no: u128,
        read: Read,
        direction: Direction,
        outcome: Outcome,
        verdicts: &[Verdict],
    ) -> FactRef {
        self.recorded(by, millis, Body::Scan(scan(event_no, read, direction, outcome, verdicts)))
    }

    pub(crate) fn comes(&mut self, by: u8, minute: i64, event_no: u128, who: u128) -> FactRef {
        let read = Read::Ticket(ticket(who));
        self.scan(by, minute * MINUTE, event_no, read, Direction::In, Outcome::Admitted, &[])
    }

    pub(crate) fn goes(&mut self, by: u8, minute: i64, event_no: u128, who: u128) -> FactRef {
        let read = Read::Ticket(ticket(who));
        self.scan(by, minute * MINUTE, event_no, read, Direction::Out, Outcome::Admitted, &[])
    }

    /// The clock of a phone is measured, from its first fact on.
    pub(crate) fn clock(&mut self, by: u8) {
        self.says(by, 0, Body::Clock { device: device(by), from_seq: 0, offset: 0, uncertainty: 5 });
    }

    /// What this phone sends has no effect.
    pub(crate) fn silence(&mut self, by: u8) {
        self.silent.push(source(by));
    }

    /// Somebody brought this fact, without a proof.
    pub(crate) fn hands(&mut self, by: u8, fact: FactRef) {
        self.handed.push((fact, source(by).uuid()));
    }

    /// The phone itself sends what others brought before.
    pub(crate) fn sends_itself(&mut self, fact: FactRef) {
        self.handed.retain(|(handed, _)| *handed != fact);
    }

    pub(crate) fn born(&mut self, who: u128, birth: &str) {
        self.profiles.get_mut(&person(who)).expect("known").age = Age::Born(day(birth));
    }

    pub(crate) fn venue(&mut self, n: u128, change: impl FnOnce(&mut Venue)) {
        change(self.venues.get_mut(&event(n)).expect("known"));
    }

    /// Facts that are heard, those that are not, and those that somebody brought.
    fn parted(&self) -> (Vec<&Sourced>, Vec<&Sourced>, Vec<(&Sourced, Uuid)>) {
        let by = |f: &Sourced| self.handed.iter().find(|(name, _)| *name == f.reference()).map(|(_, by)| *by);
        let all = self.facts.iter().chain(&self.tickets);
        let (handed, all): (Vec<&Sourced>, Vec<&Sourced>) = all.partition(|f| by(f).is_some());
        let (silent, mut heard): (Vec<&Sourced>, Vec<&Sourced>) =
            all.into_iter().partition(|f| self.silent.contains(&f.source));
        let accepted = Accepted::new(heard.iter().copied(), silent.iter().copied());
        let lifts = |f: &Sourced, why| accepted.lifts(f.reference(), why);
        let (counted, silent): (Vec<&Sourced>, Vec<&Sourced>) =
            silent.into_iter().partition(|f| lifts(f, Silence::OutOfService));
        let (looked_at, handed): (Vec<&Sourced>, Vec<&Sourced>) =
            handed.into_iter().partition(|f| lifts(f, Silence::Unproven));
        heard.extend(counted);
        heard.extend(looked_at);
        (heard, silent, handed.into_iter().filter_map(|f| Some((f, by(f)?))).collect())
    }

    pub(crate) fn rows(&self) -> Vec<Row> {
        let (heard, silent, unproven) = self.parted();
        let told = tell(heard.iter().copied());
        let tally = counted(&told.folded, &self.profiles, &self.venues);
        rows(&Scene {
            told: &told,
            heard: &heard,
            silent: &silent,
            unproven: &unproven,
            profiles: &self.profiles,
            venues: &self.venues,
            counted: &tally.counted,
            awaiting: &tally.awaiting,
            revoked: &self.revoked,
            registrations: &self.registrations,
            candidates: &self.candidates,
        })
    }

    pub(crate) fn kinds(&self) -> Vec<RowKind> {
        self.rows().into_iter().map(|row| row.id.kind).collect()
    }

    pub(crate) fn attendances(&self) -> usize {
        fold(self.parted().0).attendances.len()
    }
}
