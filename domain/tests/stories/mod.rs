//! Short stories with a known end, one rule each.

mod blank;
mod settled;

use keruen_domain::attendance::{Folded, OWN_ANNULMENT_WINDOW, fold};
use keruen_domain::consent::ConsentKind;
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source, Sourced};
use keruen_domain::id::FactId;
use keruen_domain::time::{MINUTE, Timestamp};
use uuid::Uuid;

use crate::history::{device, event, person, source, ticket};

const ORGANISER: u8 = 3;

fn made(by: u8, id: u128, minute: i64, body: Body) -> Sourced {
    let (wall, mono) = (Timestamp::from_millis(minute * MINUTE), minute * MINUTE);
    let fact = Fact { id: FactId(Uuid::from_u128(id)), seq: minute, wall, boot: 0, mono, body };
    Sourced { source: source(by), fact }
}

fn scan(by: u8, id: u128, minute: i64, who: u128, direction: Direction, outcome: Outcome) -> Sourced {
    let (event, read, method) = (event(0), Read::Ticket(ticket(who)), Method::Qr);
    let scan = Scan { event, read, direction, method, operator: Uuid::nil(), verdicts: Vec::new(), outcome };
    made(by, id, minute, Body::Scan(scan))
}

fn comes(by: u8, id: u128, minute: i64, who: u128) -> Sourced {
    scan(by, id, minute, who, Direction::In, Outcome::Admitted)
}

fn annuls(by: u8, id: u128, minute: i64, target: &Sourced) -> Sourced {
    made(by, id, minute, Body::Annulment { target: target.reference() })
}

fn ticket_of(who: u128) -> Sourced {
    let body = Body::Ticket { ticket: ticket(who), person: person(who), code: crate::history::code(who) };
    made(ORGANISER, 0x100 + who, 0, body)
}

fn told(facts: &[Sourced]) -> Folded {
    let tickets = [ticket_of(0), ticket_of(1)];
    fold(facts.iter().chain(&tickets))
}

fn attendances(facts: &[Sourced]) -> usize {
    told(facts).attendances.len()
}

#[test]
fn only_an_admitted_entry_scan_attends() {
    assert_eq!(attendances(&[comes(0, 1, 1, 0)]), 1);
    assert_eq!(attendances(&[comes(0, 1, 1, 0), comes(1, 2, 2, 0)]), 1, "two phones, one person");
    assert_eq!(attendances(&[comes(0, 1, 1, 0), comes(0, 2, 2, 1)]), 2);
    assert_eq!(attendances(&[scan(0, 1, 1, 0, Direction::In, Outcome::TurnedAway)]), 0);
    assert_eq!(attendances(&[scan(0, 1, 1, 0, Direction::In, Outcome::Open)]), 0);
    assert_eq!(
        attendances(&[scan(0, 1, 1, 0, Direction::Out, Outcome::Admitted)]),
        0,
        "a way out alone proves nothing"
    );
    assert_eq!(attendances(&[comes(0, 1, 1, 5)]), 0, "nobody holds that ticket");
    let inside = told(&[comes(0, 1, 1, 0), scan(1, 2, 3, 0, Direction::Out, Outcome::Admitted)]);
    assert!(!inside.attendances[&(event(0), person(0))].is_inside());
}

#[test]
fn a_phone_takes_its_own_back_for_a_while_and_an_organiser_any() {
    let came = comes(0, 1, 10, 0);
    let window = OWN_ANNULMENT_WINDOW / MINUTE;
    assert_eq!(attendances(&[came.clone(), annuls(0, 2, 10 + window, &came)]), 0);
    assert_eq!(attendances(&[came.clone(), annuls(0, 2, 11 + window, &came)]), 1, "too late for a phone");
    assert_eq!(attendances(&[came.clone(), annuls(0, 2, 9, &came)]), 1, "before it was recorded");
    assert_eq!(attendances(&[came.clone(), annuls(1, 2, 11, &came)]), 1, "another phone's");
    let by_organiser = annuls(ORGANISER, 2, 9_000, &came);
    assert_eq!(attendances(&[came.clone(), by_organiser.clone()]), 0);

    let restored = annuls(ORGANISER, 3, 9_001, &by_organiser);
    assert_eq!(attendances(&[came.clone(), by_organiser.clone(), restored.clone()]), 1);
    let again = annuls(4, 4, 9_002, &restored);
    assert_eq!(attendances(&[came.clone(), by_organiser.clone(), restored, again]), 0);
    let phone = annuls(0, 5, 9_003, &by_organiser);
    assert_eq!(attendances(&[came.clone(), by_organiser.clone(), phone]), 0, "a phone takes no annulment back");

    // A phone whose clock runs a year ahead: the organiser's later word still holds.
    let by_phone = annuls(0, 2, 15, &came);
    let mut ahead = by_phone.clone();
    ahead.fact.wall = Timestamp::from_millis(365 * 24 * 60 * MINUTE);
    let restored = annuls(ORGANISER, 3, 20, &ahead);
    assert_eq!(attendances(&[came, ahead, restored]), 1);
}

#[test]
fn two_organisers_cannot_annul_in_a_circle() {
    let came = comes(0, 1, 1, 0);
    let first = annuls(ORGANISER, 2, 5, &came);
    let second = annuls(4, 3, 6, &first);
    let mut third = annuls(ORGANISER, 4, 4, &second);
    assert_eq!(
        attendances(&[came.clone(), first.clone(), second.clone(), third.clone()]),
        1,
        "an earlier word does not undo a later one"
    );
    third.fact.wall = Timestamp::from_millis(7 * MINUTE);
    assert_eq!(attendances(&[came, first, second, third]), 0);
}

#[test]
fn the_latest_answer_by_corrected_time_decides() {
    let open = scan(0, 1, 1, 0, Direction::In, Outcome::Open);
    let answer = |by: u8, id: u128, minute: i64, outcome: Outcome, ground: Ground| {
        made(by, id, minute, Body::Answer { scan: open.reference(), outcome, ground })
    };
    let yes = answer(0, 2, 2, Outcome::Admitted, Ground::Judgement);
    let no = answer(0, 3, 3, Outcome::TurnedAway, Ground::Judgement);
    assert_eq!(attendances(&[open.clone(), yes.clone()]), 1);
    assert_eq!(attendances(&[open.clone(), no.clone(), yes.clone()]), 0);
    assert_eq!(attendances(&[open.clone(), yes.clone(), annuls(0, 4, 4, &no), no.clone()]), 1);
    assert_eq!(
        attendances(&[open.clone(), answer(1, 2, 2, Outcome::Admitted, Ground::Judgement)]),
        0,
        "another phone's answer"
    );
    assert_eq!(attendances(&[open.clone(), no, answer(ORGANISER, 5, 9, Outcome::Admitted, Ground::Judgement)]), 1);
    let seen = told(&[open.clone(), answer(0, 2, 2, Outcome::Admitted, Ground::PaperSeen)]);
    assert!(seen.consents.holds(person(0), ConsentKind::Data), "the paper was seen at the door");
    let not = told(&[open.clone(), answer(0, 2, 2, Outcome::TurnedAway, Ground::PaperSeen), yes]);
    assert!(!not.consents.holds(person(0), ConsentKind::Data));
}

#[test]
fn merged_records_are_one_person_until_they_are_parted() {
    let facts = [comes(0, 1, 1, 0), comes(0, 2, 2, 1)];
    let merge = made(ORGANISER, 3, 3, Body::Merge { left: person(1), right: person(0) });
    let merged = told(&[facts.to_vec(), vec![merge.clone()]].concat());
    assert_eq!(merged.attendances.len(), 1);
    assert_eq!((merged.canonical(person(1)), merged.canonical(person(0))), (person(0), person(0)));
    let parted = annuls(ORGANISER, 4, 4, &merge);
    assert_eq!(attendances(&[facts.to_vec(), vec![merge, parted]].concat()), 2);
    let by_phone = made(0, 5, 5, Body::Merge { left: person(1), right: person(0) });
    assert_eq!(attendances(&[facts.to_vec(), vec![by_phone]].concat()), 2);
}

#[test]
fn measured_clocks_order_the_first_attendance() {
    let clock = |by: u8, id: u128, from_seq: i64, minutes: i64| {
        let body = Body::Clock { device: device(0), from_seq, offset: minutes * MINUTE, uncertainty: 5 };
        made(by, id, 90, body)
    };
    let (slow, true_time) = (comes(0, 1, 10, 0), comes(1, 2, 30, 0));
    let first = |facts: &[Sourced]| told(facts).attendances[&(event(0), person(0))].first;
    assert_eq!(first(&[slow.clone(), true_time.clone()]).fact, slow.reference());
    let hour = clock(0, 7, 0, 60);
    let corrected = first(&[slow.clone(), true_time.clone(), hour.clone()]);
    assert_eq!((corrected.fact, corrected.at), (true_time.reference(), Timestamp::from_millis(30 * MINUTE)));
    let later_measurement = clock(0, 8, 11, 0);
    assert_eq!(
        first(&[slow.clone(), true_time.clone(), hour.clone(), later_measurement]).fact,
        true_time.reference(),
        "holds from seq 11 on"
    );
    let better = clock(0, 6, 0, 1);
    assert_eq!(
        first(&[slow.clone(), true_time.clone(), hour, better]).fact,
        slow.reference(),
        "of equals the smallest id"
    );
    assert_eq!(
        first(&[slow.clone(), true_time, clock(1, 9, 0, 60)]).fact,
        slow.reference(),
        "no phone measures another's clock"
    );
}

#[test]
fn what_a_phone_may_not_state_has_no_effect() {
    let entry = Body::Entry { event: event(0), person: person(0), method: Method::ByHand };
    assert_eq!(attendances(&[made(0, 1, 1, entry.clone())]), 0);
    assert_eq!(attendances(&[made(ORGANISER, 1, 1, entry)]), 1);
}

#[test]
fn a_fact_has_one_name_in_text() {
    let name = comes(0, 1, 1, 0).reference();
    assert_eq!(name.to_string().parse(), Ok(name));
    let account = FactRef { source: Source::Account(keruen_domain::id::AccountId(Uuid::nil())), ..name };
    assert_eq!(account.to_string().parse(), Ok(account));
    for text in
        ["", "device", "device.x.y", "robot.00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000000"]
    {
        assert!(text.parse::<FactRef>().is_err(), "{text}");
    }
}
