//! Generated histories: several phones and organisers, annulments of every sort, answers, merges, clocks measured again,
//! contested facts.

use keruen_domain::consent::ConsentKind;
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source, Sourced};
use keruen_domain::id::{AccountId, DeviceId, EventId, FactId, PersonId, TicketId};
use keruen_domain::person::Role;
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use uuid::Uuid;

pub(crate) const PERSONS: u128 = 5;
pub(crate) const EVENTS: u128 = 4;
/// Tickets with a holder.
const HELD: u128 = 6;
/// These, and blank ones.
const TICKETS: u128 = 8;
const DEVICES: u8 = 3;
const ACCOUNTS: u8 = 2;

/// As many cases as the environment asks for, 512 at least.
pub(crate) fn config() -> Config {
    let default = Config::default();
    Config { cases: default.cases.max(512), failure_persistence: None, ..default }
}

/// Always the same cases: for showing that a wrong function is caught.
pub(crate) fn fixed_config() -> Config {
    Config { rng_seed: RngSeed::Fixed(2_646), ..config() }
}

pub(crate) fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(0x1000 + n % PERSONS))
}

pub(crate) fn event(n: u128) -> EventId {
    EventId(Uuid::from_u128(0x2000 + n % EVENTS))
}

pub(crate) fn ticket(n: u128) -> TicketId {
    TicketId(Uuid::from_u128(0x3000 + n % TICKETS))
}

pub(crate) fn code(n: u128) -> ShortCode {
    ShortCode::from_random(u64::try_from(n % TICKETS).unwrap_or(0).to_be_bytes())
}

pub(crate) fn device(n: u8) -> DeviceId {
    DeviceId(Uuid::from_u128(0x4000 + u128::from(n % DEVICES)))
}

pub(crate) fn source(n: u8) -> Source {
    let n = n % (DEVICES + ACCOUNTS);
    if n < DEVICES {
        Source::Device(device(n))
    } else {
        Source::Account(AccountId(Uuid::from_u128(0x5000 + u128::from(n))))
    }
}

/// One step of a history, before it is known what the others are.
#[derive(Debug, Clone)]
struct Step {
    source: u8,
    kind: u8,
    a: u8,
    b: u8,
    c: u8,
    wall: i64,
    boot: i64,
}

fn step() -> impl Strategy<Value = Step> {
    // Few walls and offsets, so that instants often meet and ties must be broken.
    (0..DEVICES + ACCOUNTS, 0..25_u8, any::<u8>(), any::<u8>(), any::<u8>(), 0..40_i64, 0..2_i64)
        .prop_map(|(source, kind, a, b, c, wall, boot)| Step { source, kind, a, b, c, wall: wall * 60_000, boot })
}

/// A history of up to 60 facts, with the tickets and some consents that belong to it.
pub(crate) fn history() -> impl Strategy<Value = Vec<Sourced>> {
    prop::collection::vec(step(), 1..60).prop_map(|steps| {
        let mut facts: Vec<Sourced> = Vec::new();
        for (place, step) in steps.iter().enumerate() {
            let fact = if step.kind == 24 && !facts.is_empty() {
                let before = &facts[usize::from(step.a) % facts.len()];
                let body = body(&steps, &Step { kind: step.b % 24, ..step.clone() });
                Sourced { fact: Fact { body, ..before.fact.clone() }, ..before.clone() }
            } else {
                let fact = Fact {
                    id: fact_id(place),
                    seq: i64::try_from(place).unwrap_or(0),
                    wall: Timestamp::from_millis(step.wall),
                    boot: step.boot,
                    mono: i64::try_from(place).unwrap_or(0) * 50_000,
                    body: body(&steps, step),
                };
                Sourced { source: source(step.source), fact }
            };
            facts.push(fact);
        }
        facts.extend((0..HELD).map(issued));
        facts.extend((HELD..TICKETS).map(blank));
        facts
    })
}

fn fact_id(place: usize) -> FactId {
    FactId(Uuid::from_u128(0x6000 + place as u128))
}

/// The ticket as a fact; the sixth belongs to the first person too.
fn issued(n: u128) -> Sourced {
    let body = Body::Ticket { ticket: ticket(n), person: person(n), code: code(n) };
    let fact = Fact { id: FactId(ticket(n).0), seq: 0, wall: Timestamp::default(), boot: 0, mono: 0, body };
    Sourced { source: source(DEVICES), fact }
}

/// A blank ticket as a fact.
pub(crate) fn blank(n: u128) -> Sourced {
    let body = Body::Blank { ticket: ticket(n), code: code(n) };
    let fact = Fact { id: FactId(ticket(n).0), seq: 0, wall: Timestamp::default(), boot: 0, mono: 0, body };
    Sourced { source: source(DEVICES), fact }
}

fn body(steps: &[Step], step: &Step) -> Body {
    let (a, b) = (u128::from(step.a), u128::from(step.b));
    // Any fact of the history, earlier or later; mostly of the right source.
    let place = usize::from(step.b) % (steps.len() + 1);
    let of = steps.get(place).map_or(step.source, |other| other.source);
    let target = FactRef { source: source(if step.c % 8 == 7 { step.c } else { of }), id: fact_id(place) };
    let outcome = [Outcome::Admitted, Outcome::TurnedAway, Outcome::Open][usize::from(step.c) % 3];
    match step.kind {
        0..=6 => Body::Scan(Scan {
            event: event(a),
            read: match step.c % 5 {
                0 => Read::Code(code(b)),
                1 => Read::other("not ours"),
                _ => Read::Ticket(ticket(b)),
            },
            direction: if step.c.is_multiple_of(7) { Direction::Out } else { Direction::In },
            method: [Method::Qr, Method::ShortCode, Method::Name][usize::from(step.a) % 3],
            operator: Uuid::from_u128(b % 3),
            verdicts: Vec::new(),
            outcome: if step.kind < 4 { Outcome::Admitted } else { outcome },
        }),
        7..=9 => {
            let ground = [Ground::Judgement, Ground::PaperSeen, Ground::ToFollow][usize::from(step.a) % 3];
            Body::Answer { scan: target, outcome, ground }
        }
        10..=13 => Body::Annulment { target },
        14 | 15 => Body::Clock {
            device: if step.c % 9 == 8 { device(step.a) } else { device(step.source) },
            from_seq: i64::from(step.a % 60),
            offset: i64::from(step.b % 8) * 60_000 - 240_000,
            uncertainty: 30,
        },
        16 => Body::Entry { event: event(a), person: person(b), method: Method::Entry },
        17 => Body::Merge { left: person(a), right: person(b) },
        18 if step.c.is_multiple_of(2) => Body::Acceptance { target },
        18 => Body::Reviewed { target },
        19 => Body::Distinct { left: person(a), right: person(b) },
        20 if step.c.is_multiple_of(2) => {
            let n = HELD + b % (TICKETS - HELD);
            Body::Ticket { ticket: ticket(n), person: person(a), code: code(n) }
        }
        20..=22 => Body::Move {
            device: device(step.c),
            from_event: event(a),
            to_event: event(b),
            from: Timestamp::from_millis(i64::from(step.a % 15) * 60_000),
            until: Timestamp::from_millis(i64::from(15 + step.b % 40) * 60_000),
        },
        _ if step.c.is_multiple_of(2) => Body::Role {
            person: person(a),
            role: if step.b.is_multiple_of(2) { Role::Staff } else { Role::Participant },
        },
        _ if step.a.is_multiple_of(4) => Body::Withdrawal { person: person(a), kind: ConsentKind::Data },
        _ => Body::Consent {
            person: person(a),
            kind: if step.b.is_multiple_of(3) { ConsentKind::Photo } else { ConsentKind::Data },
        },
    }
}
