//! An event: what happens, where, when, for whom, and whether it takes people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scan::{AmberRule, ConsentMark, Verdict};
use crate::text_enum::text_enum;
use crate::{
    id::{CaravanId, EventId, StopId},
    text::Localized,
    time::{MINUTE, Timestamp},
};

text_enum! {
    /// What kind of event it is.
    pub enum EventKind {
        /// A tour: museum, unit, memorial.
        Excursion = "excursion",
        /// A meeting with guests.
        Meeting = "meeting",
        /// A contest.
        Contest = "contest",
        /// A master class.
        MasterClass = "master_class",
        /// A social-network marathon; entries are links.
        Marathon = "marathon",
        /// A social-network challenge; entries are links.
        Challenge = "challenge",
        /// An assembly, on the spot or online.
        Assembly = "assembly",
    }
}

impl EventKind {
    /// Attended by sending an entry (a link) instead of coming.
    pub const fn is_by_entry(self) -> bool {
        matches!(self, Self::Marathon | Self::Challenge)
    }
}

text_enum! {
    /// Where an event stands in its life.
    pub enum EventState {
        /// Only organisers see it.
        Draft = "draft",
        /// Everybody sees it and may register.
        Published = "published",
        /// Everybody sees it, nobody may register; the door stays open.
        Closed = "closed",
        /// Called off; tickets scan red.
        Cancelled = "cancelled",
    }
}

impl EventState {
    /// Whether it is public and not called off.
    pub const fn takes_place(self) -> bool {
        matches!(self, Self::Published | Self::Closed)
    }
}

text_enum! {
    /// Whether an attendance of this event makes a direct participant.
    pub enum Counting {
        /// It does.
        Direct = "direct",
        /// It does not: reporting meetings, staff briefings.
        Apart = "apart",
    }
}

/// An event as organisers write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// The caravan that holds it.
    pub caravan: CaravanId,
    /// The stop where it happens; none: online, or apart from the stops.
    pub stop: Option<StopId>,
    /// Kind.
    pub kind: EventKind,
    /// Title.
    pub title: Localized,
    /// Description.
    pub about: Localized,
    /// Room or meeting point; for online events the address to go to.
    pub place: Localized,
    /// Start.
    pub starts_at: Timestamp,
    /// End, after the start.
    pub ends_at: Timestamp,
    /// IANA zone in which its times are shown.
    pub zone: String,
    /// Seats; none: unlimited. May be lower than what is taken.
    pub capacity: Option<i64>,
    /// State.
    pub state: EventState,
    /// Whether it counts for direct participants.
    pub counting: Counting,
    /// Youngest age admitted, on the event's day.
    pub age_min: Option<u8>,
    /// Oldest age admitted, on the event's day.
    pub age_max: Option<u8>,
    /// What to do with each amber verdict; what is absent asks.
    pub rules: BTreeMap<Verdict, AmberRule>,
    /// Grows with each edit.
    pub version: i64,
}

/// Doors open this long before the start.
pub const DOORS_BEFORE: i64 = 60 * MINUTE;
/// Doors close this long after the end.
pub const DOORS_AFTER: i64 = 30 * MINUTE;

/// Seats that nobody has, of `capacity` when `taken` are; none: unlimited. A capacity lowered below what is taken has none.
pub fn free_seats(capacity: Option<i64>, taken: i64) -> Option<i64> {
    capacity.map(|seats| seats.saturating_sub(taken).max(0))
}

/// Why nobody can register now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpen {
    /// Not published yet.
    Draft,
    /// Registration was closed.
    Closed,
    /// Called off.
    Cancelled,
    /// It has ended.
    Over,
}

/// Whether a person may register at `now`.
pub fn registration_open(state: EventState, ends_at: Timestamp, now: Timestamp) -> Result<(), NotOpen> {
    match state {
        EventState::Draft => Err(NotOpen::Draft),
        EventState::Closed => Err(NotOpen::Closed),
        EventState::Cancelled => Err(NotOpen::Cancelled),
        EventState::Published if now >= ends_at => Err(NotOpen::Over),
        EventState::Published => Ok(()),
    }
}

text_enum! {
    /// State of one person's registration for one event.
    pub enum RegistrationState {
        /// In the queue for a seat.
        Waiting = "waiting",
        /// Has a seat, but the legal representative has not consented.
        AwaitingConsent = "awaiting_consent",
        /// Has a seat, but an organiser decides.
        AwaitingApproval = "awaiting_approval",
        /// Has a seat.
        Confirmed = "confirmed",
        /// Gave it up, or was struck off.
        Cancelled = "cancelled",
    }
}

impl RegistrationState {
    /// What a seat makes of a registration: a minor keeps it, but stays unconfirmed until the consent is there.
    pub const fn seated(consent: ConsentMark) -> Self {
        match consent {
            ConsentMark::Held => Self::Confirmed,
            ConsentMark::Missing => Self::AwaitingConsent,
        }
    }

    /// What a registration is worth once `consent` counts: a paper that was seen at a door confirms what waited for it,
    /// although nobody touched the registration itself.
    #[must_use]
    pub const fn given(self, consent: ConsentMark) -> Self {
        match (self, consent) {
            (Self::AwaitingConsent, ConsentMark::Held) => Self::Confirmed,
            _ => self,
        }
    }

    /// Holds one of the event's seats.
    pub const fn holds_seat(self) -> bool {
        matches!(self, Self::AwaitingConsent | Self::AwaitingApproval | Self::Confirmed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_confirms_only_what_waits_for_it() {
        use RegistrationState::{AwaitingConsent, Confirmed};
        for state in RegistrationState::ALL {
            assert_eq!(state.given(ConsentMark::Missing), *state);
            let should = if *state == AwaitingConsent { Confirmed } else { *state };
            assert_eq!(state.given(ConsentMark::Held), should);
        }
    }

    #[test]
    fn free_seats_never_fall_below_none() {
        assert_eq!([free_seats(None, 7), free_seats(Some(10), 7), free_seats(Some(5), 7)], [None, Some(3), Some(0)]);
        assert_eq!([free_seats(Some(i64::MAX), -1), free_seats(Some(0), i64::MAX)], [Some(i64::MAX), Some(0)]);
    }

    #[test]
    fn a_seat_without_consent_is_a_seat() {
        assert!(ConsentMark::ALL.iter().all(|consent| RegistrationState::seated(*consent).holds_seat()));
        assert_eq!(RegistrationState::seated(ConsentMark::Held), RegistrationState::Confirmed);
    }
}
