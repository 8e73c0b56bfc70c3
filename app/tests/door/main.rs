//! A paired phone at its door: the five seconds, people who came before, marks taken back, a page that is opened again.

mod class;
mod following;
mod life;

use std::collections::BTreeMap;

use keruen_app::scanner::door::{ClockReading, Credentials, Door, Serving, Tick};
use keruen_app::scanner::finding::SHOWN;
use keruen_domain::agreement::Agreement;
use keruen_domain::api::{DeviceRole, PairReply, RosterReply};
use keruen_domain::event::{Counting, Event, EventKind, EventState, RegistrationState};
use keruen_domain::fact::{Body, Direction, Fact, Ground, Method, Outcome, Read};
use keruen_domain::id::{CaravanId, DeviceId, EventId, FactId, TicketId};
use keruen_domain::roster::{RosterDelta, Rows, Sums, passage_hash, ticket_hash};
use keruen_domain::scan::{ConsentMark, Passage, RosterEvent, RosterTicket, TicketMark, Verdict};
use keruen_domain::text::Localized;
use keruen_domain::ticket::{CaravanSigner, ShortCode};
use keruen_domain::time::{HOUR, Timestamp};
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_millis(1_662_357_600_000);
const CARAVAN: CaravanId = CaravanId(Uuid::from_u128(1));
const EVENT: EventId = EventId(Uuid::from_u128(2));
const TICKET: TicketId = TicketId(Uuid::from_u128(3));
const DEVICE: DeviceId = DeviceId(Uuid::from_u128(4));
const CODE: &str = "K7Q2-9MXP";

fn credentials() -> Credentials {
    let pair = PairReply {
        pairing_key: None,
        device_token: "token".into(),
        device: DEVICE,
        operator: Uuid::from_u128(5),
        caravan: CARAVAN,
        caravan_title: Localized::default(),
        stop: None,
    };
    Credentials { pair, operator_name: "Серік".into(), crew: Vec::new(), on_duty: None }
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
        blank: None,
        group: None,
    };
    RosterReply {
        caravan: CARAVAN,
        as_of: NOW,
        instance: Uuid::nil(),
        keys: vec![signer().public()],
        stops: Vec::new(),
        groups: Vec::new(),
        events: vec![RosterEvent { event, offset_minutes: 360, taken: 1 }],
        tickets: vec![ticket],
        passages: Vec::new(),
        held: Vec::new(),
        role: None,
        wipe_after: None,
        delta: None,
    }
}

fn door(consent: ConsentMark) -> Door {
    let mut door = Door::new(&credentials(), 0);
    door.load(&roster(consent));
    door.choose(Serving::Event(EVENT), Direction::In);
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
    again.recall(DEVICE, &unsent(log));
    again.load(&roster(ConsentMark::Held));
    again.choose(Serving::Event(EVENT), Direction::In);
    again
}

/// A log of which the server has nothing yet.
fn unsent(log: &[Fact]) -> Vec<(Fact, Option<Timestamp>)> {
    log.iter().map(|fact| (fact.clone(), None)).collect()
}

/// A roster that says that the holder came in, or not.
fn later(came_in: bool, seconds: i64) -> RosterReply {
    let passage = Passage { at: NOW, direction: Direction::In, operator: "Жанна".into() };
    let passages = if came_in { vec![(EVENT, TICKET, passage)] } else { Vec::new() };
    RosterReply { as_of: NOW.plus(seconds * 1_000), passages, ..roster(ConsentMark::Held) }
}

fn headline(door: &mut Door, seconds: i64) -> Verdict {
    door.typed(CODE, at(seconds), id(50)).expect("an event is chosen").decision.headline()
}

#[test]
fn a_desk_phone_finds_people_by_name_in_kazakh_order_and_a_door_phone_nobody() {
    let with = |role| {
        let mut reply = roster(ConsentMark::Held);
        reply.role = Some(role);
        let names = ["Әлімов Ғалым", "Ясин Айгерім", "Алимова Айгерим", "Серікова Әсел", ""];
        let other = |(n, name): (u128, &str)| {
            let id = TicketId(Uuid::from_u128(1_000 + n));
            let code = ShortCode::from_random((u64::try_from(n).unwrap_or(0) + 7).to_be_bytes());
            RosterTicket { id, code, name: name.to_owned(), ..reply.tickets[0].clone() }
        };
        let others: Vec<RosterTicket> = (0..).zip(names).map(other).collect();
        reply.tickets = others;
        let mut door = Door::new(&credentials(), 0);
        door.load(&reply);
        door.choose(Serving::Event(EVENT), Direction::In);
        door
    };
    let mut desk = with(DeviceRole::Desk);
    let mut found =
        |text: &str| desk.find(text).map(|found| found.people.into_iter().map(|one| one.name).collect::<Vec<_>>());
    assert_eq!(found("алим").expect("found"), ["Алимова Айгерим", "Әлімов Ғалым"], "А before Ә");
    assert_eq!(found("айгерім").expect("found"), ["Алимова Айгерим", "Ясин Айгерім"]);
    assert_eq!(found("жоқ").expect("looked"), [""; 0]);
    assert_eq!(found("а"), None, "too little to go by");
    assert!(with(DeviceRole::Door).find("айгерім").is_none(), "a door phone looks for nobody");

    let asel = desk.find("асел").expect("found").people.remove(0);
    let reached = desk.picked(asel.id, at(1), id(1)).expect("an event is chosen");
    assert_eq!((reached.decision.headline(), reached.decision.ticket), (Verdict::Admit, Some(asel.id)));
    let Body::Scan(scan) = &reached.fact.body else { panic!("a scan") };
    assert_eq!((scan.method, &scan.read), (Method::Name, &Read::Ticket(asel.id)));
    desk.unload();
    assert!(desk.find("асел").expect("looked").people.is_empty(), "out of service, no names");
}

#[test]
fn somebody_written_down_at_the_desk_is_on_its_list_until_the_servers_has_them() {
    let mut reply = roster(ConsentMark::Held);
    reply.role = Some(DeviceRole::Desk);
    let mut desk = Door::new(&credentials(), 0);
    desk.load(&reply);
    desk.choose(Serving::Event(EVENT), Direction::In);
    let id = TicketId(Uuid::from_u128(77));
    let new =
        RosterTicket { id, name: "Ясин Мәди".into(), registrations: Vec::new(), ..reply.tickets[0].clone() };
    desk.expect(new.clone());
    let reached = desk.picked(id, at(1), self::id(1)).expect("an event is chosen");
    assert_eq!(reached.decision.verdicts, [Verdict::NotRegistered]);
    desk.load(&reply);
    assert_eq!(
        desk.find("мади").expect("looked").people,
        std::slice::from_ref(&new),
        "the server has not heard of them yet"
    );
    let known = RosterTicket { name: "Ясин Мәди Ерланұлы".into(), ..new };
    reply.tickets.push(known.clone());
    desk.load(&reply);
    assert_eq!(desk.find("мади").expect("looked").people, [known], "now the server's word stands");
    reply.tickets.pop();
    desk.load(&reply);
    assert!(desk.find("мади").expect("looked").people.is_empty());
}

#[test]
fn more_people_than_a_screen_holds_are_counted() {
    let mut reply = roster(ConsentMark::Held);
    reply.role = Some(DeviceRole::Desk);
    let one = reply.tickets[0].clone();
    let many = (0..40_u64).map(|n| RosterTicket {
        id: TicketId(Uuid::from_u128(u128::from(n))),
        code: ShortCode::from_random(n.to_be_bytes()),
        ..one.clone()
    });
    reply.tickets = many.collect();
    let mut door = Door::new(&credentials(), 0);
    door.load(&reply);
    let found = door.find("айг").expect("found");
    assert_eq!((found.people.len(), found.more), (SHOWN, 40 - SHOWN));
}

#[test]
fn a_code_is_read_once_while_it_stays_in_view_and_for_five_seconds_after() {
    let (mut door, text) = (door(ConsentMark::Held), signer().sign(TICKET).encode());
    let first = door.see(&text, at(0), id(1)).expect("read");
    assert_eq!(first.decision.headline(), Verdict::Admit);
    door.passed(&first.fact, id(1), None);
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
    door.choose(Serving::Event(EVENT), Direction::In);
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

#[test]
fn a_code_of_the_roster_is_known_by_its_digits_too() {
    let door = door(ConsentMark::Held);
    let digits = ShortCode::parse(CODE).expect("a code").digits();
    assert!(door.has_code(CODE) && door.has_code(&digits));
    assert!(!door.has_code("080101500006"), "an identity number");
}

#[test]
fn a_measurement_counts_once_it_is_kept_and_holds_from_the_jump() {
    let mut door = door(ConsentMark::Held);
    let reading = |offset| ClockReading { offset, uncertainty: 50 };
    assert!(door.measured(reading(0), at(0), id(1)).is_some());
    assert!(door.measured(reading(0), at(0), id(1)).is_some(), "the first one was not kept");
    door.corrected(reading(0));
    assert!(door.measured(reading(10), at(1), id(1)).is_none());
    let before = door.typed(CODE, at(2), id(2)).expect("read").fact;
    let hour = |tick: Tick| Tick { wall: tick.wall.plus(HOUR), ..tick };
    let after = door.typed(CODE, hour(at(20)), id(3)).expect("read").fact;
    door.typed(CODE, hour(at(40)), id(4)).expect("read");
    let measured = door.measured(reading(-HOUR), hour(at(60)), id(5)).expect("news");
    let Body::Clock { from_seq, offset, .. } = measured.body else { panic!("a measurement") };
    assert_eq!((from_seq, offset), (after.seq, -HOUR));
    assert!(before.seq < from_seq);
}

#[test]
fn who_scanned_is_who_held_the_phone_then() {
    let mut held = credentials();
    let mut door = door(ConsentMark::Held);
    let scan = door.typed(CODE, at(0), id(1)).expect("read").fact;
    held.hand_over("Жанна", Uuid::from_u128(9));
    let mut again = Door::new(&held, 1);
    again.load(&roster(ConsentMark::Held));
    again.recall(DEVICE, &unsent(&[scan]));
    again.choose(Serving::Event(EVENT), Direction::In);
    let reached = again.typed(CODE, at(60), id(2)).expect("read");
    assert_eq!(reached.decision.before.map(|before| before.operator), Some("Серік".to_owned()));
    let Body::Scan(scan) = reached.fact.body else { panic!("a scan") };
    assert_eq!(scan.operator, Uuid::from_u128(9));
    held.hand_over("Серік", Uuid::from_u128(10));
    assert_eq!(held.operator().id, Uuid::from_u128(5), "the same person again");
}
