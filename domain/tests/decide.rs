//! Verdicts: every combination of what a door can know, against a table of its own.

use std::collections::{BTreeMap, HashMap};

use keruen_domain::event::{Counting, Event, EventKind, EventState, RegistrationState};
use keruen_domain::fact::Direction;
use keruen_domain::id::{CaravanId, EventId, TicketId};
use keruen_domain::scan::{
    AmberRule, Colour, ConsentMark, Decision, Passage, Reading, Roster, RosterEvent, RosterTicket, Seen, TicketMark,
    Verdict, decide,
};
use keruen_domain::text::Localized;
use keruen_domain::ticket::{CaravanSigner, Keyring, ShortCode};
use keruen_domain::time::{DAY, HOUR, MINUTE, Timestamp};
use uuid::Uuid;

/// Midday in Almaty.
const START: Timestamp = Timestamp::from_millis(1_662_357_600_000);
const EVENT: EventId = EventId(Uuid::from_u128(1));
const TICKET: TicketId = TicketId(Uuid::from_u128(2));

#[derive(Debug, Clone, Copy, PartialEq)]
enum Code {
    Own,
    OtherCaravan,
    Forged,
    OtherKey,
    Garbage,
    Typed,
    TypedUnknown,
    Listed,
}

#[derive(Debug, Clone, Copy)]
struct Case {
    code: Code,
    listed: Option<TicketMark>,
    state: EventState,
    now: i64,
    before: Option<Direction>,
    direction: Direction,
    registration: Option<RegistrationState>,
    taken: i64,
    consent: ConsentMark,
}

/// Signing is the slow part: each code is made once.
struct Codes {
    texts: HashMap<&'static str, String>,
    keys: Keyring,
    own: CaravanId,
}

impl Codes {
    fn new() -> Self {
        let (own, sister, stranger) =
            (CaravanId(Uuid::from_u128(10)), CaravanId(Uuid::from_u128(11)), CaravanId(Uuid::from_u128(12)));
        let signer = |version, caravan, seed| CaravanSigner::from_seed(version, caravan, [seed; 32]);
        let texts = HashMap::from([
            ("own", signer(1, own, 1).sign(TICKET).encode()),
            ("sister", signer(1, sister, 2).sign(TICKET).encode()),
            ("forged", signer(1, stranger, 3).sign(TICKET).encode()),
            ("other key", signer(9, own, 4).sign(TICKET).encode()),
        ]);
        Self { texts, keys: Keyring::new([signer(1, own, 1).public(), signer(1, sister, 2).public()]), own }
    }

    fn decide(&self, case: Case, rules: &BTreeMap<Verdict, AmberRule>) -> Decision {
        self.decide_at(EVENT, case, rules)
    }

    fn decide_at(&self, door: EventId, case: Case, rules: &BTreeMap<Verdict, AmberRule>) -> Decision {
        let event = event(EVENT, START, case.state, rules.clone());
        let later =
            self::event(EventId(Uuid::from_u128(5)), START.plus(3 * HOUR), EventState::Published, BTreeMap::new());
        let code = ShortCode::parse("K7Q29MXP").expect("a code");
        let mut registrations = vec![(later.id, RegistrationState::Confirmed)];
        registrations.extend(case.registration.map(|state| (EVENT, state)));
        let ticket = case.listed.map(|mark| RosterTicket {
            id: TICKET,
            code,
            name: "Айгерім С.".into(),
            class: String::new(),
            mark,
            consent: case.consent,
            registrations,
            blank: None,
            group: None,
        });
        let on_list = |event: Event, taken| (event.id, RosterEvent { event, offset_minutes: 360, taken });
        let roster = Roster {
            caravan: Some(self.own),
            keys: self.keys.clone(),
            events: HashMap::from([on_list(event, case.taken), on_list(later, 0)]),
            codes: ticket.iter().map(|t| (t.code, t.id)).collect(),
            tickets: ticket.into_iter().map(|t| (t.id, t)).collect(),
        };
        let passage = |direction| Passage { at: START.plus(-MINUTE), direction, operator: "Асқар".into() };
        let seen: Seen = case.before.map(|direction| ((EVENT, TICKET), passage(direction))).into_iter().collect();
        let reading = match case.code {
            Code::Own => Reading::Qr(&self.texts["own"]),
            Code::OtherCaravan => Reading::Qr(&self.texts["sister"]),
            Code::Forged => Reading::Qr(&self.texts["forged"]),
            Code::OtherKey => Reading::Qr(&self.texts["other key"]),
            Code::Garbage => Reading::Qr("https://example.org"),
            Code::Typed => Reading::Code("k7q2 9mxp"),
            Code::TypedUnknown => Reading::Code("K7Q29MXQ"),
            Code::Listed => Reading::Listed(TICKET),
        };
        decide(&roster, &seen, door, case.direction, &reading, START.plus(case.now))
    }
}

fn event(id: EventId, starts_at: Timestamp, state: EventState, rules: BTreeMap<Verdict, AmberRule>) -> Event {
    Event {
        id,
        caravan: CaravanId(Uuid::from_u128(10)),
        stop: None,
        kind: EventKind::Meeting,
        title: Localized::default(),
        about: Localized::default(),
        place: Localized::default(),
        starts_at,
        ends_at: starts_at.plus(HOUR),
        zone: "Asia/Almaty".into(),
        capacity: Some(10),
        state,
        counting: Counting::Direct,
        age_min: None,
        age_max: None,
        rules,
        version: 1,
    }
}

/// The reasons that the table of the design gives, one line per reason.
fn table(case: Case) -> Vec<Verdict> {
    use Verdict as V;
    match case.code {
        Code::Garbage | Code::TypedUnknown => return vec![V::Unreadable],
        Code::Typed if case.listed.is_none() => return vec![V::Unreadable],
        Code::Forged | Code::OtherKey => return vec![V::Forged],
        _ => {}
    }
    let (incoming, listed) = (case.direction == Direction::In, case.listed.is_some());
    let seatless = matches!(case.registration, None | Some(RegistrationState::Waiting | RegistrationState::Cancelled));
    let lines = [
        (V::Revoked, case.listed == Some(TicketMark::Revoked)),
        (V::EventCancelled, incoming && case.state == EventState::Cancelled),
        (V::OtherCaravan, case.code == Code::OtherCaravan),
        (V::Unlisted, case.code != Code::OtherCaravan && !listed),
        (V::WrongDay, incoming && (case.now < -12 * HOUR || case.now > 12 * HOUR)),
        (V::TooEarly, incoming && (-12 * HOUR..-HOUR).contains(&case.now)),
        (V::TooLate, incoming && case.now > HOUR + 30 * MINUTE && case.now <= 12 * HOUR),
        (V::AlreadyIn, incoming && case.before == Some(Direction::In)),
        (V::NotIn, !incoming && case.before != Some(Direction::In)),
        (V::Cancelled, incoming && listed && case.registration == Some(RegistrationState::Cancelled)),
        (V::AwaitingApproval, incoming && listed && case.registration == Some(RegistrationState::AwaitingApproval)),
        (V::Waiting, incoming && listed && case.registration == Some(RegistrationState::Waiting)),
        (V::NotRegistered, incoming && listed && case.registration.is_none()),
        (V::Full, incoming && listed && seatless && case.taken >= 10),
        (V::ConsentMissing, incoming && listed && case.consent == ConsentMark::Missing),
    ];
    let reasons: Vec<Verdict> = lines.into_iter().filter(|(_, holds)| *holds).map(|(verdict, _)| verdict).collect();
    if reasons.is_empty() { vec![V::Admit] } else { reasons }
}

fn cases() -> Vec<Case> {
    let codes = [
        Code::Own,
        Code::OtherCaravan,
        Code::Forged,
        Code::OtherKey,
        Code::Garbage,
        Code::Typed,
        Code::TypedUnknown,
        Code::Listed,
    ];
    let times = [-DAY, -2 * HOUR, -HOUR, 0, HOUR + 30 * MINUTE, HOUR + 31 * MINUTE, DAY];
    let mut registrations = vec![None];
    registrations.extend(RegistrationState::ALL.iter().copied().map(Some));
    let mut cases = Vec::new();
    for code in codes {
        for listed in [None, Some(TicketMark::Valid), Some(TicketMark::Revoked)] {
            for state in [EventState::Published, EventState::Cancelled] {
                for now in times {
                    for before in [None, Some(Direction::In), Some(Direction::Out)] {
                        for direction in [Direction::In, Direction::Out] {
                            for &registration in &registrations {
                                for taken in [9, 10] {
                                    for consent in [ConsentMark::Held, ConsentMark::Missing] {
                                        cases.push(Case {
                                            code,
                                            listed,
                                            state,
                                            now,
                                            before,
                                            direction,
                                            registration,
                                            taken,
                                            consent,
                                        });
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    cases
}

#[test]
fn every_combination_gives_the_reasons_of_the_table_in_order() {
    let codes = Codes::new();
    let rules = BTreeMap::new();
    let mut headlines: BTreeMap<Verdict, usize> = BTreeMap::new();
    // A code that needs no verifying stands for all signed ones; of these each hundredth is checked in full.
    let checked: Vec<Case> = cases()
        .into_iter()
        .enumerate()
        .filter(|(n, case)| cheap(case.code) || n % 97 == 0)
        .map(|(_, case)| case)
        .collect();
    for case in &checked {
        let decision = codes.decide(*case, &rules);
        assert_eq!(decision.verdicts, table(*case), "{case:?}");
        assert!(decision.verdicts.is_sorted(), "in the order of precedence: {case:?}");
        let expected = match decision.headline() {
            Verdict::Admit => Colour::Admit,
            _ if decision.verdicts.iter().any(|v| v.colour() == Colour::Refuse) => Colour::Refuse,
            _ => Colour::Ask,
        };
        assert_eq!(decision.colour, expected, "{case:?}");
        assert_eq!(decision.before.is_some(), case.before.is_some() && decision.ticket.is_some(), "{case:?}");
        *headlines.entry(decision.headline()).or_default() += 1;
    }
    println!("decide: {} combinations", checked.len());
    // Who stands before a full room has no place there: that reason comes first.
    let expected: Vec<Verdict> = Verdict::ALL.iter().copied().filter(|verdict| *verdict != Verdict::Full).collect();
    assert_eq!(headlines.keys().copied().collect::<Vec<_>>(), expected, "each heads some screen: {headlines:?}");
}

fn cheap(code: Code) -> bool {
    matches!(code, Code::Garbage | Code::Typed | Code::TypedUnknown | Code::Listed)
}

fn plain() -> Case {
    Case {
        code: Code::Own,
        listed: Some(TicketMark::Valid),
        state: EventState::Published,
        now: 0,
        before: None,
        direction: Direction::In,
        registration: Some(RegistrationState::Confirmed),
        taken: 10,
        consent: ConsentMark::Held,
    }
}

#[test]
fn an_amber_follows_the_organisers_rule_and_a_red_never_does() {
    let codes = Codes::new();
    let colour =
        |case: Case, rules: &[(Verdict, AmberRule)]| codes.decide(case, &rules.iter().copied().collect()).colour;
    let late = Case { now: 2 * HOUR, ..plain() };
    assert_eq!(colour(late, &[]), Colour::Ask);
    assert_eq!(colour(late, &[(Verdict::TooLate, AmberRule::Ask)]), Colour::Ask);
    assert_eq!(colour(late, &[(Verdict::TooLate, AmberRule::Admit)]), Colour::Admit);
    assert_eq!(colour(late, &[(Verdict::TooLate, AmberRule::Refuse)]), Colour::Refuse);
    assert_eq!(colour(late, &[(Verdict::TooEarly, AmberRule::Refuse)]), Colour::Ask, "another reason's rule");

    let late_minor = Case { consent: ConsentMark::Missing, ..late };
    assert_eq!(colour(late_minor, &[(Verdict::TooLate, AmberRule::Admit)]), Colour::Ask, "the other reason still asks");
    assert_eq!(
        colour(late_minor, &[(Verdict::TooLate, AmberRule::Admit), (Verdict::ConsentMissing, AmberRule::Refuse)]),
        Colour::Refuse
    );
    assert_eq!(
        colour(late_minor, &[(Verdict::TooLate, AmberRule::Admit), (Verdict::ConsentMissing, AmberRule::Admit)]),
        Colour::Admit
    );

    let revoked = Case { listed: Some(TicketMark::Revoked), ..plain() };
    assert_eq!(colour(revoked, &[(Verdict::Revoked, AmberRule::Admit)]), Colour::Refuse);
    for amber in Verdict::ALL.iter().filter(|v| v.colour() == Colour::Ask) {
        assert!(
            ![Verdict::Unreadable, Verdict::Forged, Verdict::Revoked, Verdict::EventCancelled, Verdict::Admit]
                .contains(amber)
        );
    }
}

/// A phone may still stand at an event that a newer roster no longer holds.
#[test]
fn an_event_that_the_roster_does_not_know_is_no_open_door() {
    let codes = Codes::new();
    let at = |event: EventId, case: Case| codes.decide_at(event, case, &BTreeMap::new());
    let gone = EventId(Uuid::from_u128(404));
    let guest = at(gone, plain());
    assert_eq!((guest.verdicts, guest.colour), (vec![Verdict::NotRegistered], Colour::Ask));
    let minor = at(gone, Case { consent: ConsentMark::Missing, ..plain() });
    assert_eq!(minor.verdicts, [Verdict::NotRegistered, Verdict::ConsentMissing]);
    assert_eq!(at(gone, Case { direction: Direction::Out, ..plain() }).verdicts, [Verdict::NotIn]);
    assert_eq!(at(EVENT, plain()).headline(), Verdict::Admit);
}

#[test]
fn not_registered_says_where_the_place_is() {
    let codes = Codes::new();
    let rules = BTreeMap::new();
    let other_event = EventId(Uuid::from_u128(5));
    let guest = codes.decide(Case { registration: None, taken: 0, ..plain() }, &rules);
    assert_eq!((guest.headline(), guest.elsewhere), (Verdict::NotRegistered, vec![other_event]));
    let waiting = codes.decide(Case { registration: Some(RegistrationState::Waiting), ..plain() }, &rules);
    assert_eq!((waiting.verdicts, waiting.elsewhere), (vec![Verdict::Waiting, Verdict::Full], vec![other_event]));
    assert!(codes.decide(plain(), &rules).elsewhere.is_empty());
}

/// Whoever holds a blank ticket comes without registering; every other reason stays.
#[test]
fn a_blank_ticket_needs_no_registration() {
    let event = event(EVENT, START, EventState::Published, BTreeMap::new());
    let code = ShortCode::parse("K7Q29MXP").expect("a code");
    let decided = |taken: i64, registrations: Vec<(EventId, RegistrationState)>, now, before: Option<Direction>| {
        let ticket = RosterTicket {
            id: TICKET,
            code,
            name: String::new(),
            class: String::new(),
            mark: TicketMark::Valid,
            consent: ConsentMark::Held,
            registrations,
            blank: Some(17),
            group: None,
        };
        let at = RosterEvent { event: event.clone(), offset_minutes: 360, taken };
        let roster = Roster {
            events: HashMap::from([(EVENT, at)]),
            tickets: HashMap::from([(TICKET, ticket)]),
            codes: HashMap::from([(code, TICKET)]),
            ..Roster::default()
        };
        let passage = |direction| Passage { at: START, direction, operator: String::new() };
        let seen: Seen = before.map(|direction| ((EVENT, TICKET), passage(direction))).into_iter().collect();
        decide(&roster, &seen, EVENT, Direction::In, &Reading::Listed(TICKET), START.plus(now)).verdicts
    };
    assert_eq!(decided(9, Vec::new(), 0, None), [Verdict::Admit]);
    assert_eq!(decided(10, Vec::new(), 0, None), [Verdict::Full]);
    assert_eq!(decided(9, Vec::new(), 0, Some(Direction::In)), [Verdict::AlreadyIn]);
    assert_eq!(decided(9, Vec::new(), -2 * HOUR, None), [Verdict::TooEarly]);
    assert_eq!(
        decided(9, vec![(EVENT, RegistrationState::Cancelled)], 0, None),
        [Verdict::Cancelled],
        "it has a holder"
    );
}
