//! What a phone carries: the reply of `/api/v1/roster`.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::DeviceRole;
use crate::agreement::Agreement;
use crate::id::{CaravanId, EventId, GroupId, StopId, TicketId};
use crate::roster::RosterDelta;
use crate::scan::{Passage, RosterEvent, RosterTicket};
use crate::text::Localized;
use crate::ticket::CaravanKey;
use crate::time::Timestamp;

/// A stop as a phone's gate names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterStop {
    /// The stop.
    pub id: StopId,
    /// Its city or village.
    pub city: Localized,
}

/// A class or club that a leader brings. Its people are the tickets that name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterGroup {
    /// The group.
    pub id: GroupId,
    /// School and class, as the leader calls them.
    pub title: String,
    /// The leader's name; empty at a door.
    pub leader: String,
}

/// What the server holds of an event, so that a phone can tell whether it holds the same (design rule 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldEvent {
    /// The event.
    pub event: EventId,
    /// All facts that the server holds.
    pub all: Agreement,
    /// Those that the asking phone cannot know from its own log. Together with its own part they give the whole.
    pub others: Agreement,
}

/// `GET /api/v1/roster`: everything a phone needs to decide alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RosterReply {
    /// The caravan.
    pub caravan: CaravanId,
    /// Server time when it was made.
    pub as_of: Timestamp,
    /// The store's instance; a change means that it was restored from a backup.
    pub instance: Uuid,
    /// Public keys of the project's caravans.
    pub keys: Vec<CaravanKey>,
    /// Stops in scope.
    #[serde(default)]
    pub stops: Vec<RosterStop>,
    /// Classes with somebody among the tickets.
    #[serde(default)]
    pub groups: Vec<RosterGroup>,
    /// Events in scope.
    pub events: Vec<RosterEvent>,
    /// Tickets in scope.
    pub tickets: Vec<RosterTicket>,
    /// Latest passages known, by event and ticket.
    pub passages: Vec<(EventId, TicketId, Passage)>,
    /// What the server held of each event in scope that it holds facts of, when it made this.
    #[serde(default)]
    pub held: Vec<HeldEvent>,
    /// What the phone may show.
    #[serde(default)]
    pub role: Option<DeviceRole>,
    /// When names go: [`NAMES_AFTER`](super::NAMES_AFTER) after the last event in scope, by the server's time. From then on there are no tickets.
    #[serde(default)]
    pub wipe_after: Option<Timestamp>,
    /// How it is followed: what was asked for, and how to ask for changes only. None: this server tells all each time.
    #[serde(default)]
    pub delta: Option<RosterDelta>,
}
