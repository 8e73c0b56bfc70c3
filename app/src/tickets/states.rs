//! What a ticket says about each of its events.

use keruen_backend::tickets::TicketEvent;
use keruen_domain::event::{EventState, RegistrationState};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDateTime, Timestamp};

use crate::ui::Tone;
use crate::{format, words};

/// Local start and end.
pub(crate) fn times(row: &TicketEvent) -> (CivilDateTime, CivilDateTime) {
    (
        CivilDateTime::at(row.event.starts_at, row.offset_minutes),
        CivilDateTime::at(row.event.ends_at, row.offset_minutes),
    )
}

/// City and room, as far as they are known.
pub(super) fn place(lang: Lang, row: &TicketEvent) -> String {
    let parts = [row.stop.as_ref().map(|stop| stop.city.get(lang)), Some(row.event.place.get(lang))];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// City, venue and room, as far as they are known: for who is on the way.
pub(crate) fn place_in_full(lang: Lang, row: &TicketEvent) -> String {
    let stop = row.stop.as_ref();
    let parts =
        [stop.map(|stop| stop.city.get(lang)), stop.map(|stop| stop.venue.get(lang)), Some(row.event.place.get(lang))];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The state in words and its tone. What happened comes before what was planned.
pub(super) fn state(lang: Lang, row: &TicketEvent) -> (Tone, String) {
    if let Some(at) = row.attended_at {
        if row.event.kind.is_by_entry() {
            return (Tone::Admit, words::ticket_state_entry_accepted(lang).to_owned());
        }
        let at = CivilDateTime::at(at, row.offset_minutes);
        return (Tone::Admit, words::ticket_state_arrived_at(lang, format::time(at)));
    }
    if row.event.state == EventState::Cancelled {
        return (Tone::Refuse, words::ticket_state_event_cancelled(lang).to_owned());
    }
    match (row.state, row.position) {
        (RegistrationState::Confirmed, _) => (Tone::Admit, words::ticket_state_registered(lang).to_owned()),
        (RegistrationState::Waiting, Some(n)) => (Tone::Ask, words::ticket_state_waiting(lang, n)),
        (RegistrationState::Waiting, None) => (Tone::Ask, words::registration_state_waiting(lang).to_owned()),
        (RegistrationState::AwaitingConsent, _) => (Tone::Ask, words::ticket_state_awaiting_consent(lang).to_owned()),
        (RegistrationState::AwaitingApproval, _) => (Tone::Ask, words::ticket_state_awaiting_approval(lang).to_owned()),
        (RegistrationState::Cancelled, _) => (Tone::Plain, words::ticket_state_cancelled(lang).to_owned()),
    }
}

/// Whether the registration can be given up at `now`.
pub(super) fn can_cancel(row: &TicketEvent, now: Timestamp) -> bool {
    row.attended_at.is_none()
        && row.state != RegistrationState::Cancelled
        && row.event.state != EventState::Cancelled
        && now < row.event.ends_at
}

/// Title and text for somebody who has just registered.
pub(super) fn welcome(lang: Lang, row: &TicketEvent) -> (Tone, &'static str, String) {
    match row.state {
        RegistrationState::Waiting => {
            let text = words::registered_waiting(lang, row.position.unwrap_or(1));
            (Tone::Ask, words::registered_waiting_title(lang), text)
        }
        RegistrationState::AwaitingConsent => {
            let text = words::registered_awaiting_consent(lang).to_owned();
            (Tone::Ask, words::registered_awaiting_consent_title(lang), text)
        }
        RegistrationState::AwaitingApproval => {
            let text = words::registered_awaiting_approval(lang).to_owned();
            (Tone::Info, words::registered_awaiting_approval_title(lang), text)
        }
        RegistrationState::Confirmed | RegistrationState::Cancelled => {
            (Tone::Admit, words::registered_title(lang), words::registered_confirmed(lang).to_owned())
        }
    }
}
