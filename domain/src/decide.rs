//! The verdict at a door: one rule for phone and server (design rule 6).

use crate::event::{EventState, RegistrationState, free_seats};
use crate::fact::Direction;
use crate::gate::doors_open;
use crate::id::{CaravanId, EventId, TicketId};
use crate::scan::{
    AmberRule, Colour, ConsentMark, Passage, Roster, RosterEvent, RosterTicket, Seen, TicketMark, Verdict, Verdicts,
};
use crate::ticket::{ReadError, ShortCode};
use crate::time::{CivilDateTime, Timestamp};

/// What came from the camera, the keyboard or the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<'a> {
    /// The exact text of a QR code.
    Qr(&'a str),
    /// A typed short code.
    Code(&'a str),
    /// A line chosen from the roster.
    Listed(TicketId),
}

/// The verdict with everything the screen needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// All reasons, headline first; never empty.
    pub verdicts: Verdicts,
    /// The colour after the event's amber rules.
    pub colour: Colour,
    /// The ticket, when the reading was genuine.
    pub ticket: Option<TicketId>,
    /// The earlier passage, for `AlreadyIn`.
    pub before: Option<Passage>,
    /// Events of the same day for which the holder has a place, for `NotRegistered`.
    pub elsewhere: Vec<EventId>,
}

impl Decision {
    /// The first reason.
    pub fn headline(&self) -> Verdict {
        crate::fact::headline(&self.verdicts)
    }

    fn red(verdict: Verdict) -> Self {
        Self { verdicts: vec![verdict], colour: verdict.colour(), ticket: None, before: None, elsewhere: Vec::new() }
    }
}

/// Decides what a door shows. `now` is the device's corrected time.
///
/// On the way out only who it is and whether they came in matter: nobody is held back by a clock, a list or a consent.
pub fn decide(
    roster: &Roster,
    seen: &Seen,
    event: EventId,
    direction: Direction,
    reading: &Reading<'_>,
    now: Timestamp,
) -> Decision {
    let (caravan, ticket) = match identify(roster, reading) {
        Ok(known) => known,
        Err(verdict) => return Decision::red(verdict),
    };
    let entry = roster.tickets.get(&ticket);
    let at = roster.events.get(&event);
    let before = seen.get(&(event, ticket)).cloned();
    let inside = before.as_ref().is_some_and(|p| p.direction == Direction::In);
    let incoming = direction == Direction::In;
    let mut reasons = Reasons::default();
    reasons.say(entry.is_some_and(|t| t.mark == TicketMark::Revoked), Verdict::Revoked);
    reasons.say(incoming && at.is_some_and(|e| e.event.state == EventState::Cancelled), Verdict::EventCancelled);
    reasons.say(caravan != roster.caravan, Verdict::OtherCaravan);
    reasons.say(caravan == roster.caravan && entry.is_none(), Verdict::Unlisted);
    if let Some(verdict) = at.filter(|_| incoming).and_then(|e| door_time(e, now)) {
        reasons.say(true, verdict);
    }
    reasons.say(incoming && inside, Verdict::AlreadyIn);
    reasons.say(!incoming && !inside, Verdict::NotIn);
    let mut elsewhere = Vec::new();
    // An event that the roster does not know is still no open door.
    if let (Some(ticket), true) = (entry, incoming) {
        let state = ticket.registrations.iter().find(|(id, _)| *id == event).map(|(_, state)| *state);
        if !state.is_some_and(RegistrationState::holds_seat) {
            elsewhere = places_today(roster, ticket, now);
        }
        if ticket.blank.is_some() && state.is_none() {
            reasons.of_room(at);
        } else {
            reasons.of_registration(state, at);
        }
        reasons.say(ticket.consent == ConsentMark::Missing, Verdict::ConsentMissing);
    }
    let Reasons(mut verdicts) = reasons;
    let colour = colour(&verdicts, at);
    if verdicts.is_empty() {
        verdicts.push(Verdict::Admit);
    }
    Decision { verdicts, colour, ticket: Some(ticket), before, elsewhere }
}

/// Whose ticket it is, of which caravan; or the red verdict over something that is none.
pub(crate) fn identify(roster: &Roster, reading: &Reading<'_>) -> Result<(Option<CaravanId>, TicketId), Verdict> {
    match reading {
        Reading::Qr(text) => match roster.keys.read(text) {
            Ok((caravan, ticket)) => Ok((Some(caravan), ticket)),
            Err(ReadError::Unreadable) => Err(Verdict::Unreadable),
            Err(ReadError::Forged | ReadError::UnknownKey) => Err(Verdict::Forged),
        },
        Reading::Code(text) => {
            let ticket = ShortCode::parse(text).ok().and_then(|code| roster.codes.get(&code).copied());
            ticket.map(|ticket| (roster.caravan, ticket)).ok_or(Verdict::Unreadable)
        }
        Reading::Listed(ticket) => Ok((roster.caravan, *ticket)),
    }
}

/// Reasons in order of precedence.
#[derive(Default)]
struct Reasons(Verdicts);

impl Reasons {
    fn say(&mut self, holds: bool, verdict: Verdict) {
        if holds {
            self.0.push(verdict);
        }
    }

    fn of_registration(&mut self, state: Option<RegistrationState>, at: Option<&RosterEvent>) {
        let verdict = match state {
            Some(RegistrationState::Confirmed | RegistrationState::AwaitingConsent) => return,
            Some(RegistrationState::AwaitingApproval) => return self.0.push(Verdict::AwaitingApproval),
            Some(RegistrationState::Cancelled) => Verdict::Cancelled,
            Some(RegistrationState::Waiting) => Verdict::Waiting,
            None => Verdict::NotRegistered,
        };
        self.0.push(verdict);
        self.of_room(at);
    }

    /// Of somebody without a place.
    fn of_room(&mut self, at: Option<&RosterEvent>) {
        self.say(at.is_some_and(|e| free_seats(e.event.capacity, e.taken) == Some(0)), Verdict::Full);
    }
}

fn colour(verdicts: &[Verdict], event: Option<&RosterEvent>) -> Colour {
    let rule = |verdict: &Verdict| event.and_then(|e| e.event.rules.get(verdict)).copied().unwrap_or(AmberRule::Ask);
    let mut colour = Colour::Admit;
    for verdict in verdicts {
        let this = match (verdict.colour(), rule(verdict)) {
            (Colour::Refuse, _) | (Colour::Ask, AmberRule::Refuse) => return Colour::Refuse,
            (Colour::Ask, AmberRule::Ask) => Colour::Ask,
            (Colour::Ask, AmberRule::Admit) | (Colour::Admit, _) => Colour::Admit,
        };
        if this == Colour::Ask {
            colour = Colour::Ask;
        }
    }
    colour
}

fn door_time(e: &RosterEvent, now: Timestamp) -> Option<Verdict> {
    if doors_open(e, now) {
        return None;
    }
    let day = |t: Timestamp| CivilDateTime::at(t, e.offset_minutes).date;
    let today = day(now);
    if today < day(e.event.starts_at) || today > day(e.event.ends_at) {
        return Some(Verdict::WrongDay);
    }
    Some(if now < e.event.starts_at { Verdict::TooEarly } else { Verdict::TooLate })
}

fn places_today(roster: &Roster, ticket: &RosterTicket, now: Timestamp) -> Vec<EventId> {
    let day = |e: &RosterEvent, t: Timestamp| CivilDateTime::at(t, e.offset_minutes).date;
    let mut events: Vec<&RosterEvent> = ticket
        .registrations
        .iter()
        .filter(|(_, state)| state.holds_seat())
        .filter_map(|(id, _)| roster.events.get(id))
        .filter(|e| e.event.state != EventState::Cancelled && day(e, e.event.starts_at) == day(e, now))
        .collect();
    events.sort_by_key(|e| (e.event.starts_at, e.event.id));
    events.into_iter().map(|e| e.event.id).collect()
}
