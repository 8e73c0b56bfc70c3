//! What a door shows and what it knows: verdicts, their colours, the roster (the verdict table of the design).

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::event::{Event, RegistrationState};
use crate::fact::Direction;
use crate::text_enum::text_enum;
use crate::ticket::{Keyring, ShortCode};
use crate::time::Timestamp;
use crate::{
    id::{CaravanId, EventId, GroupId, TicketId},
    text::Localized,
};

pub use crate::decide::{Decision, Reading, decide};

text_enum! {
    /// One reason of a verdict, in order of precedence.
    pub enum Verdict {
        /// Not one of our codes.
        Unreadable = "unreadable",
        /// Looks like ours, but the signature does not hold.
        Forged = "forged",
        /// The ticket was replaced or struck off.
        Revoked = "revoked",
        /// The event was called off.
        EventCancelled = "event_cancelled",
        /// A genuine ticket of another caravan.
        OtherCaravan = "other_caravan",
        /// Genuine, but not on this list.
        Unlisted = "unlisted",
        /// The event is on another day.
        WrongDay = "wrong_day",
        /// Doors are not open yet.
        TooEarly = "too_early",
        /// Doors are closed.
        TooLate = "too_late",
        /// Was let in before.
        AlreadyIn = "already_in",
        /// Goes out without having come in.
        NotIn = "not_in",
        /// Gave the registration up.
        Cancelled = "cancelled",
        /// An organiser has not approved yet.
        AwaitingApproval = "awaiting_approval",
        /// On the waiting list.
        Waiting = "waiting",
        /// Not registered for this event.
        NotRegistered = "not_registered",
        /// No free place for somebody without one.
        Full = "full",
        /// A minor without the representative's consent.
        ConsentMissing = "consent_missing",
        /// Come in.
        Admit = "admit",
    }
}

/// All reasons, headline first.
pub type Verdicts = Vec<Verdict>;

text_enum! {
    /// What an organiser lets happen on an amber verdict.
    pub enum AmberRule {
        /// The volunteer decides.
        Ask = "ask",
        /// Let in.
        Admit = "admit",
        /// Send away (strict).
        Refuse = "refuse",
    }
}

text_enum! {
    /// The colour of the screen, always with a word and a shape.
    pub enum Colour {
        /// Green ✓.
        Admit = "admit",
        /// Amber ?.
        Ask = "ask",
        /// Red ✕.
        Refuse = "refuse",
    }
}

impl Verdict {
    /// The colour that this reason has by itself.
    pub const fn colour(self) -> Colour {
        match self {
            Self::Unreadable | Self::Forged | Self::Revoked | Self::EventCancelled => Colour::Refuse,
            Self::Admit => Colour::Admit,
            _ => Colour::Ask,
        }
    }
}

text_enum! {
    /// Whether the data consent of a person is there.
    pub enum ConsentMark {
        /// Given, or not needed.
        Held = "held",
        /// A minor's representative has not agreed.
        Missing = "missing",
    }
}

text_enum! {
    /// Whether a ticket still opens doors.
    pub enum TicketMark {
        /// It does.
        Valid = "valid",
        /// It was replaced or struck off.
        Revoked = "revoked",
    }
}

/// An event as a scanning phone carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterEvent {
    /// The event.
    #[serde(flatten)]
    pub event: Event,
    /// Minutes to add to UTC for the event's local time.
    pub offset_minutes: i32,
    /// Seats taken when the roster was made.
    pub taken: i64,
}

/// A ticket as a scanning phone carries it: no signature, no contact, no birth date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterTicket {
    /// The ticket.
    pub id: TicketId,
    /// Its short code.
    pub code: ShortCode,
    /// First name and initial (door) or full name (desk).
    pub name: String,
    /// Class or study group; empty when there is none.
    pub class: String,
    /// Valid or revoked.
    pub mark: TicketMark,
    /// Data consent.
    pub consent: ConsentMark,
    /// The holder's registrations.
    pub registrations: Vec<(EventId, RegistrationState)>,
    /// Its printed number, when it was made blank: whoever holds it comes without registering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<i64>,
    /// The class on whose list the holder stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
}

/// The latest passage known of a ticket at an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// When, by corrected time.
    pub at: Timestamp,
    /// Which way.
    pub direction: Direction,
    /// Who scanned: the operator's name, empty when unknown.
    pub operator: String,
}

/// What a door knows: by event and ticket. Indexed once, asked many times.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// The caravan it serves; tickets of others are [`Verdict::OtherCaravan`].
    pub caravan: Option<CaravanId>,
    /// Public keys of the project's caravans.
    pub keys: Keyring,
    /// Events by id.
    pub events: HashMap<EventId, RosterEvent>,
    /// Tickets by id.
    pub tickets: HashMap<TicketId, RosterTicket>,
    /// Ticket by short code.
    pub codes: HashMap<ShortCode, TicketId>,
}

/// What this door has seen, and heard from the others: the latest passage by event and ticket.
pub type Seen = HashMap<(EventId, TicketId), Passage>;

/// A line of the roster as words: title and place of an event, for "go to …".
pub fn signpost(event: &RosterEvent) -> (&Localized, &Localized) {
    (&event.event.title, &event.event.place)
}
