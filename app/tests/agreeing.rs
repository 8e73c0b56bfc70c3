//! "37 of 37 received": what a phone's log and the server's word say together.

use std::collections::BTreeSet;

use keruen_app::scanner::agreeing::{Compared, Known, Match, compare};
use keruen_domain::agreement::{Agreement, own};
use keruen_domain::api::HeldEvent;
use keruen_domain::fact::{Body, Direction, Fact, Method, Outcome, Read, Scan};
use keruen_domain::id::{DeviceId, EventId, FactId, TicketId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

const PHONE: DeviceId = DeviceId(Uuid::from_u128(1));
const EVENT: EventId = EventId(Uuid::from_u128(2));
const ROSTER: Timestamp = Timestamp::from_millis(1_000);

fn scan(n: i64) -> Fact {
    let scan = Scan {
        event: EVENT,
        read: Read::Ticket(TicketId(Uuid::nil())),
        direction: Direction::In,
        method: Method::Qr,
        operator: Uuid::nil(),
        verdicts: Vec::new(),
        outcome: Outcome::Admitted,
    };
    let id = FactId(Uuid::from_u128(n.unsigned_abs().into()));
    Fact { id, seq: n, wall: Timestamp::from_millis(n), boot: 1, mono: n, body: Body::Scan(scan) }
}

/// A log whose facts were acknowledged at these instants.
fn log(acknowledged: &[Option<i64>]) -> Vec<(Fact, Option<Timestamp>)> {
    (1..).map(scan).zip(acknowledged.iter().map(|at| at.map(Timestamp::from_millis))).collect()
}

/// A server that holds these facts of ours, and one of somebody else's.
fn told(facts: &[Fact]) -> HeldEvent {
    let mut others = Agreement::default();
    others.include(&[9; 32]);
    let ours = own(PHONE, facts).get(&EVENT).copied().unwrap_or_default();
    HeldEvent { event: EVENT, all: others + ours, others }
}

fn compared(log: &[(Fact, Option<Timestamp>)], told: HeldEvent, before: &[Compared]) -> Vec<Compared> {
    compare(Known { device: PHONE, log, cleared: &BTreeSet::new(), told: &[told], as_of: ROSTER }, before)
}

fn facts(log: &[(Fact, Option<Timestamp>)]) -> Vec<Fact> {
    log.iter().map(|(fact, _)| fact.clone()).collect()
}

#[test]
fn all_received_is_all_of_ours_and_the_whole_has_the_others() {
    let log = log(&[Some(10), Some(20)]);
    let told = told(&facts(&log));
    let [one] = &compared(&log, told, &[])[..] else { panic!("one event") };
    assert_eq!((one.received, one.own, one.same), (2, 2, Match::Same));
    assert_eq!((one.whole, one.whole.count()), (told.all, 3), "what the board shows");
}

#[test]
fn what_is_not_acknowledged_is_not_received_and_says_nothing_against_the_server() {
    let log = log(&[Some(10), Some(2_000), None]);
    for known in 1..=3 {
        let [one] = &compared(&log, told(&facts(&log)[..known]), &[])[..] else { panic!("one event") };
        assert_eq!((one.received, one.own, one.same), (2, 3, Match::Same), "the server has {known}");
    }
}

#[test]
fn a_server_that_lost_what_it_acknowledged_is_found_out_until_a_roster_says_otherwise() {
    let mut log = log(&[Some(10), Some(20)]);
    let all = facts(&log);
    let lost = compared(&log, told(&all[..1]), &[]);
    assert_eq!((lost[0].received, lost[0].own, lost[0].same), (1, 2, Match::Differs));
    log.push((scan(3), None));
    assert_eq!(compared(&log, told(&all[..1]), &lost)[0].same, Match::Differs, "nothing new from the server");
    log[2].1 = Some(Timestamp::from_millis(30));
    let healed = compared(&log, told(&facts(&log)), &lost);
    assert_eq!((healed[0].received, healed[0].same), (3, Match::Same));
}

#[test]
fn an_event_whose_old_facts_were_cleared_is_not_compared() {
    let log = log(&[Some(10)]);
    let told = told(&[]);
    let known = Known { device: PHONE, log: &log, cleared: &BTreeSet::from([EVENT]), told: &[told], as_of: ROSTER };
    assert_eq!(compare(known, &[]), []);
}
