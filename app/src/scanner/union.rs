//! Whom several phones let in together, event by event: their own logs, folded by the rule of the figures. Pure.

use std::collections::{BTreeMap, BTreeSet};

use keruen_domain::attendance::fold;
use keruen_domain::fact::{Body, Fact, Read, Source, Sourced};
use keruen_domain::handed::HandedFact;
use keruen_domain::id::{AccountId, EventId, FactId, PersonId, TicketId};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;
use serde_json::Value;
use uuid::Uuid;

/// A fact of somebody's log, where the item is one.
pub fn read(item: &Value) -> Option<Sourced> {
    let handed: HandedFact = serde_json::from_value(item.clone()).ok()?;
    let fact: Fact = serde_json::from_value(handed.fact).ok()?;
    fact.check_from(handed.device).ok()?;
    Some(Sourced { source: Source::Device(handed.device), fact })
}

/// How many distinct tickets were let in at each event. Who holds them, and what the desk says of them, no phone knows.
pub fn let_in(facts: &[Sourced]) -> BTreeMap<EventId, i64> {
    let ticket = |sourced: &Sourced| match &sourced.fact.body {
        Body::Scan(scan) => {
            if let Read::Ticket(ticket) = scan.read {
                Some(ticket)
            } else {
                None
            }
        }
        _ => None,
    };
    let tickets: BTreeSet<TicketId> = facts.iter().filter_map(ticket).collect();
    // Each ticket is its own person: the fold counts people.
    let holders: Vec<Sourced> = tickets.into_iter().map(holder).collect();
    let mut counts = BTreeMap::new();
    for (event, _) in fold(facts.iter().chain(&holders)).attendances.into_keys() {
        *counts.entry(event).or_default() += 1;
    }
    counts
}

fn holder(ticket: TicketId) -> Sourced {
    // Nobody reads this code: phones put down the ticket where they know whose a code is.
    let code = ShortCode::from_random([0; 8]);
    let body = Body::Ticket { ticket, person: PersonId(ticket.0), code };
    let fact = Fact { id: FactId(ticket.0), seq: 0, wall: Timestamp::default(), boot: 0, mono: 0, body };
    Sourced { source: Source::Account(AccountId(Uuid::nil())), fact }
}
