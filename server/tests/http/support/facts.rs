//! What a phone sends.

use keruen_domain::api::PairReply;
use keruen_domain::fact::{Body, Direction, Fact, Method, Outcome, Read, Scan};
use keruen_domain::id::{EventId, FactId, TicketId};
use keruen_domain::scan::Verdict;
use keruen_domain::time::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

/// An admitted scan; the same arguments give the same fact.
pub(crate) fn scan(event: EventId, ticket: TicketId, phone: &PairReply, seq: i64) -> Fact {
    let number = u128::try_from(seq).expect("a small number");
    Fact {
        id: FactId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)),
        seq,
        wall: Timestamp::from_millis(1_662_350_400_000 + seq),
        boot: 1,
        mono: seq,
        body: Body::Scan(Scan {
            event,
            read: Read::Ticket(ticket),
            direction: Direction::In,
            method: Method::Qr,
            operator: phone.operator,
            verdicts: vec![Verdict::Admit],
            outcome: Outcome::Admitted,
        }),
    }
}

/// The body of `POST /api/v1/scans`.
pub(crate) fn batch(facts: &[Value]) -> Value {
    json!({ "facts": facts })
}
