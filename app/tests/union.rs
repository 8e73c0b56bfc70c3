//! Whom several phones let in together: distinct tickets, by the rule of the figures.

use keruen_app::scanner::union::{let_in, read};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source, Sourced};
use keruen_domain::id::{DeviceId, EventId, FactId, TicketId};
use keruen_domain::time::Timestamp;
use serde_json::json;
use uuid::Uuid;

const EVENT: EventId = EventId(Uuid::from_u128(9));

fn says(device: u128, n: i64, body: Body) -> Sourced {
    let id = FactId(Uuid::from_u128(n.unsigned_abs().into()));
    let fact = Fact { id, seq: n, wall: Timestamp::from_millis(n), boot: 1, mono: n, body };
    Sourced { source: Source::Device(DeviceId(Uuid::from_u128(device))), fact }
}

fn scan(device: u128, n: i64, ticket: u128, outcome: Outcome) -> Sourced {
    let body = Body::Scan(Scan {
        event: EVENT,
        read: Read::Ticket(TicketId(Uuid::from_u128(ticket))),
        direction: Direction::In,
        method: Method::Qr,
        operator: Uuid::nil(),
        verdicts: Vec::new(),
        outcome,
    });
    says(device, n, body)
}

#[test]
fn each_ticket_counts_once_however_many_phones_let_it_in() {
    let amber = scan(2, 3, 12, Outcome::Open);
    let open: FactRef = amber.reference();
    let undone = scan(2, 5, 13, Outcome::Admitted);
    let facts = [
        scan(1, 1, 10, Outcome::Admitted),
        scan(2, 1, 10, Outcome::Admitted),
        scan(2, 2, 11, Outcome::TurnedAway),
        says(2, 4, Body::Answer { scan: open, outcome: Outcome::Admitted, ground: Ground::Judgement }),
        says(2, 6, Body::Annulment { target: undone.reference() }),
        amber,
        undone,
    ];
    assert_eq!(let_in(&facts).into_iter().collect::<Vec<_>>(), [(EVENT, 2)]);
    assert_eq!(let_in(&facts[..1]).into_iter().collect::<Vec<_>>(), [(EVENT, 1)]);
    assert!(let_in(&[]).is_empty());
}

#[test]
fn what_is_no_fact_of_its_phone_is_passed_over() {
    let Sourced { source: Source::Device(device), fact } = scan(1, 1, 10, Outcome::Admitted) else {
        panic!("a phone's")
    };
    assert_eq!(read(&json!({ "device": device, "fact": fact })).map(|sourced| sourced.fact), Some(fact));
    for none in [json!(1), json!({}), json!({ "device": device, "fact": "?" }), json!({ "device": device, "fact": {} })]
    {
        assert_eq!(read(&none), None);
    }
}
