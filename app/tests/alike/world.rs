//! Who may come to what: two events of one day, three people, and all that an organiser can have set.

use std::collections::{BTreeMap, HashMap};

use keruen_domain::attendance::Folded;
use keruen_domain::consent::ConsentKind;
use keruen_domain::event::{Counting, Event, EventKind, EventState, RegistrationState};
use keruen_domain::fact::{Body, Fact, Source, Sourced};
use keruen_domain::id::{AccountId, CaravanId, DeviceId, EventId, FactId, PersonId, StopId, TicketId};
use keruen_domain::scan::{
    AmberRule, ConsentMark, Passage, Roster, RosterEvent, RosterTicket, Seen, TicketMark, Verdict,
};
use keruen_domain::text::Localized;
use keruen_domain::ticket::{CaravanSigner, Keyring, ShortCode};
use keruen_domain::time::{HOUR, MINUTE, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

pub(crate) const PEOPLE: usize = 3;
pub(crate) const EVENTS: usize = 2;
/// Midday in Almaty.
pub(crate) const START: Timestamp = Timestamp::from_millis(1_662_357_600_000);
pub(crate) const CARAVAN: CaravanId = CaravanId(Uuid::from_u128(1));
pub(crate) const DEVICE: DeviceId = DeviceId(Uuid::from_u128(4));

/// What was set before the evening.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    people: Vec<Holder>,
    second: EventState,
    capacity: Option<i64>,
    rule: Option<(Verdict, AmberRule)>,
}

#[derive(Debug, Clone)]
struct Holder {
    registrations: Vec<Option<RegistrationState>>,
    mark: TicketMark,
    /// What the roster says while nobody has seen a paper.
    consent: ConsentMark,
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let holder = (
        prop::collection::vec(prop::option::of(prop::sample::select(RegistrationState::ALL.to_vec())), EVENTS),
        prop_oneof![6 => Just(TicketMark::Valid), 1 => Just(TicketMark::Revoked)],
        prop::sample::select(ConsentMark::ALL.to_vec()),
    );
    let holder = holder.prop_map(|(registrations, mark, consent)| Holder { registrations, mark, consent });
    let ambers: Vec<Verdict> =
        Verdict::ALL.iter().copied().filter(|v| v.colour() == keruen_domain::scan::Colour::Ask).collect();
    let rule = (prop::sample::select(ambers), prop::sample::select(AmberRule::ALL.to_vec()));
    let second = prop::sample::select(vec![EventState::Published, EventState::Closed, EventState::Cancelled]);
    (prop::collection::vec(holder, PEOPLE), second, prop::option::of(0_i64..4), prop::option::of(rule))
        .prop_map(|(people, second, capacity, rule)| Plan { people, second, capacity, rule })
}

pub(crate) fn event(n: usize) -> EventId {
    EventId(Uuid::from_u128(0x20 + n as u128))
}

pub(crate) fn ticket(n: usize) -> TicketId {
    TicketId(Uuid::from_u128(0x30 + n as u128))
}

pub(crate) fn person(n: usize) -> PersonId {
    PersonId(Uuid::from_u128(0x40 + n as u128))
}

pub(crate) fn code(n: usize) -> ShortCode {
    ShortCode::parse(["K7Q29MXP", "A2B3C4D5", "Z9Y8X7W6"][n]).expect("a code")
}

pub(crate) fn signer() -> CaravanSigner {
    CaravanSigner::from_seed(1, CARAVAN, [7; 32])
}

/// That the tickets were issued, as the server's store says it.
pub(crate) fn issued() -> Vec<Sourced> {
    let fact = |n: usize| Fact {
        id: FactId(Uuid::from_u128(0x1_0000 + n as u128)),
        seq: 0,
        wall: START.plus(-HOUR),
        boot: 0,
        mono: 0,
        body: Body::Ticket { ticket: ticket(n), person: person(n), code: code(n) },
    };
    (0..PEOPLE).map(|n| Sourced { source: desk(), fact: fact(n) }).collect()
}

pub(crate) const fn desk() -> Source {
    Source::Account(AccountId(Uuid::nil()))
}

impl Plan {
    pub(crate) fn events(&self) -> Vec<RosterEvent> {
        (0..EVENTS).map(|n| self.roster_event(n)).collect()
    }

    fn roster_event(&self, n: usize) -> RosterEvent {
        let starts_at = START.plus([0, 2 * HOUR][n]);
        let event = Event {
            id: event(n),
            caravan: CARAVAN,
            stop: Some(StopId(Uuid::from_u128(6))),
            kind: EventKind::Meeting,
            title: Localized::default(),
            about: Localized::default(),
            place: Localized::default(),
            starts_at,
            ends_at: starts_at.plus(90 * MINUTE),
            zone: "Asia/Almaty".into(),
            capacity: self.capacity,
            state: if n == 0 { EventState::Published } else { self.second },
            counting: Counting::Direct,
            age_min: None,
            age_max: None,
            rules: self.rule.into_iter().collect::<BTreeMap<_, _>>(),
            version: 1,
        };
        RosterEvent { event, offset_minutes: 360, taken: 2 }
    }

    /// The tickets, with the consents that these facts establish.
    pub(crate) fn tickets(&self, folded: &Folded) -> Vec<RosterTicket> {
        let one = |(n, holder): (usize, &Holder)| {
            let consented = folded.consents.holds(person(n), ConsentKind::Data);
            let own = holder.registrations.iter().enumerate();
            RosterTicket {
                id: ticket(n),
                code: code(n),
                name: format!("{n}"),
                class: String::new(),
                mark: holder.mark,
                consent: if consented { ConsentMark::Held } else { holder.consent },
                registrations: own.filter_map(|(at, state)| state.map(|state| (event(at), state))).collect(),
                blank: None,
                group: None,
            }
        };
        self.people.iter().enumerate().map(one).collect()
    }

    /// All that `decide` asks.
    pub(crate) fn roster(&self, folded: &Folded) -> Roster {
        let tickets = self.tickets(folded);
        Roster {
            caravan: Some(CARAVAN),
            keys: Keyring::new([signer().public()]),
            events: self.events().into_iter().map(|e| (e.event.id, e)).collect(),
            codes: tickets.iter().map(|t| (t.code, t.id)).collect(),
            tickets: tickets.into_iter().map(|t| (t.id, t)).collect(),
        }
    }
}

/// The latest passages that these facts establish.
pub(crate) fn passages(folded: &Folded) -> Seen {
    let mut seen: Seen = HashMap::new();
    for ((event, holder), attendance) in &folded.attendances {
        let Some(crossing) = attendance.last_passage else { continue };
        let n = (0..PEOPLE).find(|n| person(*n) == *holder).expect("one of ours");
        let passage = Passage { at: crossing.moment.at, direction: crossing.direction, operator: String::new() };
        seen.insert((*event, ticket(n)), passage);
    }
    seen
}
