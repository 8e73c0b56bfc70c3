//! A roster that is followed: its rows with their hashes, what changed between two of them, and how a phone takes that up.
//!
//! Rows are tickets and latest passages, the two lists that are long. Everything else of a roster comes whole each time.

use sha2::{Digest as _, Sha256};

use crate::agreement::Agreement;
use crate::api::RosterReply;
use crate::id::{EventId, TicketId};
use crate::scan::{Passage, Roster, RosterTicket, Seen};

mod delta;
mod trail;

pub use delta::{Cursor, NotACursor, RosterDelta};
pub use trail::{Look, Trail};

/// SHA-256 of a row's canonical bytes.
pub type RowHash = [u8; 32];

/// Names a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// A ticket.
    Ticket(TicketId),
    /// The latest passage of a ticket at an event.
    Passage(EventId, TicketId),
}

/// Whether two rosters are the same, by the sum of their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sums {
    /// They are.
    Agree,
    /// They are not, or nobody told.
    Differ,
}

/// Hash of a ticket's row. A field that is new here is new to phones whose page is older: they load in full.
pub fn ticket_hash(ticket: &RosterTicket) -> RowHash {
    let RosterTicket { id, code, name, class, mark, consent, registrations, blank, group } = ticket;
    let mut sha = Sha256::new();
    sha.update(b"ticket");
    sha.update(id.0.as_bytes());
    for word in [code.as_str(), name, class, mark.as_str(), consent.as_str()] {
        text(&mut sha, word);
    }
    for (event, state) in registrations {
        sha.update(event.0.as_bytes());
        text(&mut sha, state.as_str());
    }
    // Nothing at all for what a ticket is not: phones that know no blank tickets, or no classes, agree about the others.
    if let Some(number) = blank {
        sha.update(b"blank");
        sha.update(number.to_be_bytes());
    }
    if let Some(group) = group {
        sha.update(b"group");
        sha.update(group.0.as_bytes());
    }
    sha.finalize().into()
}

/// Hash of a passage's row.
pub fn passage_hash(event: EventId, ticket: TicketId, passage: &Passage) -> RowHash {
    let Passage { at, direction, operator } = passage;
    let mut sha = Sha256::new();
    sha.update(b"passage");
    sha.update(event.0.as_bytes());
    sha.update(ticket.0.as_bytes());
    sha.update(at.millis().to_be_bytes());
    text(&mut sha, direction.as_str());
    text(&mut sha, operator);
    sha.finalize().into()
}

/// With its length before it: two texts side by side never read as two others.
fn text(sha: &mut Sha256, text: &str) {
    sha.update((text.len() as u64).to_be_bytes());
    sha.update(text);
}

/// Sum of all rows of a phone's roster, in any order.
pub fn sum(roster: &Roster, heard: &Seen) -> Agreement {
    let mut sum = Agreement::default();
    for ticket in roster.tickets.values() {
        sum.include(&ticket_hash(ticket));
    }
    for ((event, ticket), passage) in heard {
        sum.include(&passage_hash(*event, *ticket, passage));
    }
    sum
}

/// The two long lists of a reply.
#[derive(Debug, Clone)]
pub struct Rows {
    tickets: Vec<RosterTicket>,
    passages: Vec<(EventId, TicketId, Passage)>,
}

impl Rows {
    /// A copy of a reply's rows.
    pub fn of(reply: &RosterReply) -> Self {
        Self { tickets: reply.tickets.clone(), passages: reply.passages.clone() }
    }

    /// Moves the rows out of a reply: a slow phone with 20 000 tickets has no time to copy them when it starts.
    pub fn out_of(reply: &mut RosterReply) -> Self {
        Self { tickets: std::mem::take(&mut reply.tickets), passages: std::mem::take(&mut reply.passages) }
    }
}

/// Replaces the rows by those of a whole reply.
pub fn replace(roster: &mut Roster, heard: &mut Seen, rows: Rows) {
    roster.codes = rows.tickets.iter().map(|ticket| (ticket.code, ticket.id)).collect();
    roster.tickets = rows.tickets.into_iter().map(|ticket| (ticket.id, ticket)).collect();
    *heard = rows.passages.into_iter().map(|(event, ticket, passage)| ((event, ticket), passage)).collect();
}

/// Takes up a reply that tells changes only, when the rows are then those of the server: the new sum. Otherwise nothing
/// is changed, and there is none. `before` is the sum of the rows as they are. May be repeated.
pub fn merge(
    roster: &mut Roster,
    heard: &mut Seen,
    before: Agreement,
    reply: &RosterReply,
    delta: &RosterDelta,
) -> Option<Agreement> {
    let after = sum_after(roster, heard, before, reply, delta);
    if after != delta.sum {
        return None;
    }
    // Codes of all that goes, before the codes of what comes.
    for id in delta.gone_tickets.iter().copied().chain(reply.tickets.iter().map(|ticket| ticket.id)) {
        if let Some(old) = roster.tickets.remove(&id) {
            roster.codes.remove(&old.code);
        }
    }
    for ticket in &reply.tickets {
        roster.codes.insert(ticket.code, ticket.id);
        roster.tickets.insert(ticket.id, ticket.clone());
    }
    for at in &delta.gone_passages {
        heard.remove(at);
    }
    for (event, ticket, passage) in &reply.passages {
        heard.insert((*event, *ticket), passage.clone());
    }
    Some(after)
}

/// The sum as it would be: less what goes or is replaced, and what comes. A row told twice gives a wrong sum, and a load
/// in full.
fn sum_after(roster: &Roster, heard: &Seen, before: Agreement, reply: &RosterReply, delta: &RosterDelta) -> Agreement {
    let (mut less, mut more) = (Agreement::default(), Agreement::default());
    for id in delta.gone_tickets.iter().copied().chain(reply.tickets.iter().map(|ticket| ticket.id)) {
        if let Some(old) = roster.tickets.get(&id) {
            less.include(&ticket_hash(old));
        }
    }
    let replaced = reply.passages.iter().map(|(event, ticket, _)| (*event, *ticket));
    for (event, ticket) in delta.gone_passages.iter().copied().chain(replaced) {
        if let Some(old) = heard.get(&(event, ticket)) {
            less.include(&passage_hash(event, ticket, old));
        }
    }
    for ticket in &reply.tickets {
        more.include(&ticket_hash(ticket));
    }
    for (event, ticket, passage) in &reply.passages {
        more.include(&passage_hash(*event, *ticket, passage));
    }
    before - less + more
}
