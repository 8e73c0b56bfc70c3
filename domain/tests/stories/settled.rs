//! What organisers state about facts: a move, an acceptance, two people, a look.

use keruen_domain::attendance::fold;
use keruen_domain::fact::{Body, Direction, Ground, Method, Outcome, Sourced};
use keruen_domain::force::is_heard;
use keruen_domain::hearing::Silence;
use keruen_domain::settlement::Accepted;
use keruen_domain::time::{MINUTE, Timestamp};

use super::{ORGANISER, annuls, attendances, comes, made, scan, told};
use crate::history::{device, event, person};

fn moves(id: u128, minute: i64, (from, to): (u128, u128), (since, until): (i64, i64)) -> Sourced {
    let at = |minute: i64| Timestamp::from_millis(minute * MINUTE);
    let body = Body::Move {
        device: device(0),
        from_event: event(from),
        to_event: event(to),
        from: at(since),
        until: at(until),
    };
    made(ORGANISER, id, minute, body)
}

fn events(facts: &[Sourced]) -> Vec<keruen_domain::id::EventId> {
    told(facts).attendances.into_keys().map(|(event, _)| event).collect()
}

#[test]
fn scans_of_a_time_range_belong_to_another_event() {
    let (early, late) = (comes(0, 1, 10, 0), comes(0, 2, 20, 1));
    let both = [early.clone(), late.clone()];
    let with = |moves: &[Sourced]| events(&[&both[..], moves].concat());
    let there = moves(5, 90, (0, 2), (10, 20));
    assert_eq!(with(std::slice::from_ref(&there)), [event(0), event(2)], "from the first instant, not the last");
    assert_eq!(with(&[moves(5, 90, (1, 2), (0, 99))]), [event(0), event(0)], "scans of another event stay");
    assert_eq!(events(&[comes(1, 1, 10, 0), there.clone()]), [event(0)], "another phone's scans stay");
    let undone = annuls(ORGANISER, 6, 91, &there);
    assert_eq!(with(&[there.clone(), undone.clone()]), [event(0), event(0)]);
    assert_eq!(with(&[there.clone(), undone.clone(), annuls(4, 7, 92, &undone)]), [event(0), event(2)]);
    // A later move carries on what an earlier one brought; an earlier one does not.
    let further = moves(7, 95, (2, 3), (0, 99));
    assert_eq!(with(&[further.clone(), there.clone()]), [event(0), event(3)]);
    assert_eq!(with(&[moves(7, 80, (2, 3), (0, 99)), there.clone()]), [event(0), event(2)]);
    let by_phone = made(0, 8, 96, there.fact.body);
    assert_eq!(with(&[by_phone]), [event(0), event(0)], "a phone does not move anything");
}

#[test]
fn moves_go_by_corrected_time() {
    let clock = Body::Clock { device: device(0), from_seq: 0, offset: 60 * MINUTE, uncertainty: 5 };
    let facts = [comes(0, 1, 10, 0), made(0, 2, 90, clock)];
    let with = |moved: Sourced| events(&[&facts[..], &[moved]].concat());
    assert_eq!(with(moves(5, 90, (0, 2), (0, 60))), [event(0)]);
    assert_eq!(with(moves(5, 90, (0, 2), (60, 80))), [event(2)]);
}

#[test]
fn an_acceptance_brings_a_scan_and_what_the_phone_said_of_it() {
    let open = scan(0, 1, 1, 0, Direction::In, Outcome::Open);
    let answer =
        made(0, 2, 2, Body::Answer { scan: open.reference(), outcome: Outcome::Admitted, ground: Ground::Judgement });
    let other = comes(0, 3, 3, 1);
    let silent = [open.clone(), answer, other];
    let accept = made(ORGANISER, 5, 90, Body::Acceptance { target: open.reference() });
    let with = |heard: &[Sourced]| {
        let accepted = Accepted::new(heard, &silent);
        let counts = |f: &&Sourced| accepted.lifts(f.reference(), Silence::OutOfService);
        let counted: Vec<Sourced> = silent.iter().filter(counts).cloned().collect();
        attendances(&[heard, &counted].concat())
    };
    assert_eq!(with(&[]), 0);
    assert_eq!(with(std::slice::from_ref(&accept)), 1, "the scan with its answer, and no other scan");
    let undone = annuls(ORGANISER, 6, 91, &accept);
    assert_eq!(with(&[accept.clone(), undone.clone()]), 0);
    assert_eq!(with(&[accept.clone(), undone.clone(), annuls(4, 7, 92, &undone)]), 1);
    let by_phone = made(1, 8, 90, accept.fact.body);
    assert_eq!(with(&[by_phone]), 0, "no phone accepts another's word");
}

#[test]
fn two_people_stay_two_and_what_was_looked_at_is_known() {
    let came = comes(0, 1, 1, 0);
    let distinct = made(ORGANISER, 2, 2, Body::Distinct { left: person(1), right: person(0) });
    let reviewed = made(ORGANISER, 3, 3, Body::Reviewed { target: came.reference() });
    let folded = told(&[came.clone(), distinct.clone(), reviewed.clone()]);
    assert!(folded.distinct.contains(&(person(0), person(1))) && folded.reviewed.contains(&came.reference()));
    assert_eq!(folded.attendances.len(), 1, "neither makes nor takes an attendance");
    let undone = [annuls(ORGANISER, 4, 4, &distinct), annuls(ORGANISER, 5, 5, &reviewed)];
    let folded = told(&[vec![came, distinct.clone(), reviewed], undone.to_vec()].concat());
    assert!(folded.distinct.is_empty() && folded.reviewed.is_empty());
    // Said of one record, it holds for everybody merged with it; who was merged all the same is one.
    let merge = |id, left, right| made(ORGANISER, id, 6, Body::Merge { left: person(left), right: person(right) });
    let folded = told(&[distinct.clone(), merge(7, 1, 2)]);
    assert!(folded.distinct.contains(&(person(0), folded.canonical(person(2)))));
    assert!(told(&[distinct, merge(7, 0, 1)]).distinct.is_empty());
}

#[test]
fn only_accounts_settle() {
    let target = comes(0, 1, 1, 0).reference();
    let (left, right, at) = (person(0), person(1), Timestamp::default());
    let moved = Body::Move { device: device(0), from_event: event(0), to_event: event(1), from: at, until: at };
    let bodies = [Body::Acceptance { target }, Body::Reviewed { target }, Body::Distinct { left, right }, moved];
    for body in bodies {
        let by_phone = made(0, 9, 9, body.clone());
        assert!(!is_heard(&by_phone), "{body:?}");
        assert!(by_phone.fact.check_from(device(0)).is_err(), "{body:?}");
        assert!(is_heard(&made(ORGANISER, 9, 9, body.clone())), "{body:?}");
        let text = by_phone.fact.canonical().expect("serialises");
        assert_eq!(serde_json::from_slice::<keruen_domain::fact::Fact>(&text).expect("reads"), by_phone.fact);
    }
    let entry = Body::Entry { event: event(1), person: person(0), method: Method::ByHand };
    let everything = [made(ORGANISER, 3, 3, entry), made(0, 9, 9, Body::Reviewed { target })];
    assert!(fold(&everything).reviewed.is_empty());
}
