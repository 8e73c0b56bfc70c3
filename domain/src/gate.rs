//! A phone at a gate serves a place, not one event: which event a person comes for now.

use crate::decide::{Reading, identify};
use crate::event::{DOORS_AFTER, DOORS_BEFORE, EventState, RegistrationState};
use crate::fact::Direction;
use crate::id::{EventId, StopId, TicketId};
use crate::scan::{Roster, RosterEvent, Seen};
use crate::time::Timestamp;

/// The event that a reading at this stop's gate is for. None: the roster knows no event of the stop.
///
/// Of the events whose doors are open now: the one for which the holder has a place and was not seen yet, else one that
/// the holder has a place at, else the one that is nearest to its start. With all doors closed: the event nearest in
/// time, so that the verdict can say "too early" or "too late" of it.
pub fn event_at_gate(
    roster: &Roster,
    seen: &Seen,
    stop: StopId,
    direction: Direction,
    reading: &Reading<'_>,
    now: Timestamp,
) -> Option<EventId> {
    let ticket = identify(roster, reading).ok().map(|(_, ticket)| ticket);
    let mut here = events_of(roster, stop);
    if here.iter().any(|e| doors_open(e, now)) {
        here.retain(|e| doors_open(e, now));
    }
    here.into_iter()
        .min_by_key(|e| {
            let id = e.event.id;
            (ticket.map(|ticket| rank(roster, seen, ticket, id, direction)), distance(e, now), e.event.starts_at, id)
        })
        .map(|e| e.event.id)
}

/// Events of one stop that may still take place, by start.
pub fn events_of(roster: &Roster, stop: StopId) -> Vec<&RosterEvent> {
    let mut here: Vec<&RosterEvent> = roster
        .events
        .values()
        .filter(|e| e.event.stop == Some(stop) && e.event.state != EventState::Cancelled)
        .collect();
    here.sort_by_key(|e| (e.event.starts_at, e.event.id));
    here
}

/// Whether people may come in now.
pub fn doors_open(e: &RosterEvent, now: Timestamp) -> bool {
    (e.event.starts_at.plus(-DOORS_BEFORE)..=e.event.ends_at.plus(DOORS_AFTER)).contains(&now)
}

/// 0: expected here and not done yet. 1: has a place, was seen. 2: has none.
fn rank(roster: &Roster, seen: &Seen, ticket: TicketId, event: EventId, direction: Direction) -> u8 {
    let own = roster.tickets.get(&ticket).map_or(&[][..], |t| &t.registrations);
    let place = own.iter().any(|(id, state)| *id == event && RegistrationState::holds_seat(*state));
    let inside = seen.get(&(event, ticket)).is_some_and(|passage| passage.direction == Direction::In);
    // Whoever leaves is looked for where they are inside.
    let expected = inside == (direction == Direction::Out);
    match (place, expected) {
        (true, true) => 0,
        (false, true) if direction == Direction::Out => 0,
        (true, false) => 1,
        (false, _) => 2,
    }
}

/// Milliseconds to the event's time; 0 while it runs.
fn distance(e: &RosterEvent, now: Timestamp) -> i64 {
    e.event.starts_at.since(now).max(now.since(e.event.ends_at)).max(0)
}
