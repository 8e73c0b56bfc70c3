//! A paired phone at its door: the five seconds, people who came before, marks taken back, a page that is opened again.

use std::collections::BTreeMap;

use keruen_app::scanner::door::{Credentials, Door, Tick};
use keruen_domain::api::{PairReply, RosterReply};
use keruen_domain::event::{Counting, Event, EventKind, EventState, RegistrationState};
use keruen_domain::fact::{Direction, Fact, Ground, Outcome};
use keruen_domain::id::{CaravanId, DeviceId, EventId, FactId, TicketId};
use keruen_domain::scan::{ConsentMark, RosterEvent, RosterTicket, TicketMark, Verdict};
use keruen_domain::text::Localized;
use keruen_domain::ticket::{CaravanSigner, ShortCode};
use keruen_domain::time::{HOUR, Timestamp};
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_millis(1_662_357_600_000);
const CARAVAN: CaravanId = CaravanId(Uuid::from_u128(1));
const EVENT: EventId = EventId(Uuid::from_u128(2));
const TICKET: TicketId = TicketId(Uuid::from_u128(3));
const CODE: &str = "K7Q2-9MXP";

fn credentials() -> Credentials {
    let pair = PairReply {
        device_token: "token".into(),
        device: DeviceId(Uuid::from_u128(4)),
        operator: Uuid::from_u128(5),
        caravan: CARAVAN,
        caravan_title: Localized::default(),
        stop: None,
    };
    Credentials { pair, operator_name: "Серік".into() }
}

fn signer() -> CaravanSigner {
    CaravanSigner::from_seed(1, CARAVAN, [7; 32])
}

fn roster(consent: ConsentMark) -> RosterReply {
    let event = Event {
        id: EVENT,
        caravan: CARAVAN,
        stop: None,
        kind: EventKind::Meeting,
        title: Localized::default(),
        about: Localized::default(),
        place: Localized::default(),
        starts_at: NOW.plus(-HOUR),
        ends_at: NOW.plus(HOUR),
        zone: "Asia/Almaty".into(),
        capacity: None,
        state: EventState::Published,
        counting: Counting::Direct,
        age_min: None,
        age_max: None,
        rules: BTreeMap::new(),
        version: 1,
    };
    let ticket = RosterTicket {
        id: TICKET,
        code: ShortCode::parse(CODE).expect("a code"),
        name: "Айгерім С.".into(),
        class: String::new(),
        mark: TicketMark::Valid,
        consent,
        registrations: vec![(EVENT, RegistrationState::Confirmed)],
    };
    RosterReply {
        caravan: CARAVAN,
        as_of: NOW,
        instance: Uuid::nil(),
        keys: vec![signer().public()],
        events: vec![RosterEvent { event, offset_minutes: 360, taken: 1 }],
        tickets: vec![ticket],
        passages: Vec::new(),
    }
}

fn door(consent: ConsentMark) -> Door {
    let mut door = Door::new(&credentials(), 0);
    door.load(&roster(consent));
    door.choose(EVENT, Direction::In);
    door
}

/// The moment `seconds` after the page was opened.
fn at(seconds: i64) -> Tick {
    Tick { wall: NOW.plus(seconds * 1_000), boot: 1, mono: seconds * 1_000 }
}

fn id(n: u128) -> FactId {
    FactId(Uuid::from_u128(100 + n))
}

/// The page is opened again: another door, which knows the log and an old roster.
fn reopened(log: &[Fact]) -> Door {
    let mut again = Door::new(&credentials(), log.last().map_or(0, |fact| fact.seq));
    again.recall(log);
    again.load(&roster(ConsentMark::Held));
    again.choose(EVENT, Direction::In);
    again
}

fn headline(door: &mut Door, seconds: i64) -> Verdict {
    door.typed(CODE, at(seconds), id(50)).expect("an event is chosen").decision.headline()
}

#[test]
fn a_code_is_read_once_while_it_stays_in_view_and_for_five_seconds_after() {
    let (mut door, text) = (door(ConsentMark::Held), signer().sign(TICKET).encode());
    let first = door.see(&text, at(0), id(1)).expect("read");
    assert_eq!(first.decision.headline(), Verdict::Admit);
    door.passed(EVENT, TICKET, Direction::In, at(0));
    for second in 1..=20 {
        assert!(door.see(&text, at(second), id(2)).is_none(), "still in view at {second} s");
    }
    assert!(door.see(&text, at(24), id(2)).is_none());
    let again = door.see(&text, at(30), id(2)).expect("read again");
    assert_eq!(again.decision.headline(), Verdict::AlreadyIn);
    assert!(door.see(&text, at(31), id(3)).is_none());
    door.look_away();
    assert!(door.see(&text, at(32), id(3)).is_some());
}

#[test]
fn sequence_numbers_go_on_after_the_last_one_of_the_log() {
    let mut door = Door::new(&credentials(), 41);
    door.load(&roster(ConsentMark::Held));
    door.choose(EVENT, Direction::In);
    assert_eq!(door.typed(CODE, at(0), id(1)).expect("read").fact.seq, 42);
    assert_eq!(door.undo(id(1), at(1), id(2)).seq, 43);
}

#[test]
fn a_page_that_is_opened_again_knows_who_came_in() {
    let scan = door(ConsentMark::Held).typed(CODE, at(0), id(1)).expect("read");
    assert_eq!(headline(&mut reopened(&[scan.fact]), 60), Verdict::AlreadyIn);
    assert_eq!(headline(&mut reopened(&[]), 60), Verdict::Admit);
}

#[test]
fn an_amber_counts_as_a_passage_only_when_it_was_answered_with_admit() {
    let mut before = door(ConsentMark::Missing);
    let scan = before.typed(CODE, at(0), id(1)).expect("read").fact;
    let admitted = before.answer(id(1), Outcome::Admitted, Ground::PaperSeen, at(1), id(2));
    let refused = before.answer(id(1), Outcome::TurnedAway, Ground::Judgement, at(1), id(3));
    assert_eq!(headline(&mut reopened(&[scan.clone(), admitted]), 60), Verdict::AlreadyIn);
    assert_eq!(headline(&mut reopened(&[scan.clone(), refused]), 60), Verdict::Admit);
    assert_eq!(headline(&mut reopened(&[scan]), 60), Verdict::Admit);
}

#[test]
fn a_mark_that_was_taken_back_is_forgotten_after_reopening_too() {
    let mut before = door(ConsentMark::Held);
    let scan = before.typed(CODE, at(0), id(1)).expect("read").fact;
    let undone = before.undo(id(1), at(5), id(2));
    assert_eq!(headline(&mut reopened(&[scan, undone]), 60), Verdict::Admit);
}
