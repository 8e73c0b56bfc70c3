//! The types of `/api/v1`: what phones and other programs send and get. Additive changes only.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::fact::Fact;
use crate::figures::StopFigures;
use crate::scan::{Passage, RosterEvent, RosterTicket};
use crate::text_enum::text_enum;
use crate::ticket::CaravanKey;
use crate::time::Timestamp;
use crate::{
    id::{CaravanId, DeviceId, EventId, FactId, PersonId, StopId, TicketId},
    text::Localized,
};

/// Every reply of `/api/v1` carries this header, so that a captive portal's page is never taken for an answer.
pub const MARKER_HEADER: &str = "x-keruen";
/// Value of [`MARKER_HEADER`].
pub const MARKER: &str = "1";
/// Most items in one batch.
pub const BATCH_MAX: usize = 200;

/// `POST /api/v1/devices/pair`: spends one use of a pairing link.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PairRequest {
    /// The token from the link's fragment.
    pub token: String,
    /// Name of the volunteer who holds the phone.
    pub operator: String,
}

/// The phone's credentials and scope.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PairReply {
    /// Bearer token for all further calls; shown once.
    pub device_token: String,
    /// The device.
    pub device: DeviceId,
    /// The first operator, to be named in scans.
    pub operator: Uuid,
    /// The caravan it serves.
    pub caravan: CaravanId,
    /// Its title.
    pub caravan_title: Localized,
    /// The one stop it serves; none: all.
    pub stop: Option<StopId>,
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
    /// Events in scope.
    pub events: Vec<RosterEvent>,
    /// Tickets in scope.
    pub tickets: Vec<RosterTicket>,
    /// Latest passages known, by event and ticket.
    pub passages: Vec<(EventId, TicketId, Passage)>,
}

/// A person who holds the phone; the name is kept outside every hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// Made by the phone.
    pub id: Uuid,
    /// As typed.
    pub name: String,
}

/// `POST /api/v1/scans`: up to [`BATCH_MAX`] facts of one device.
///
/// `facts` are read one by one: a malformed item never fails its batch.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ScanBatch {
    /// Operators that the facts name, where they are new.
    #[serde(default)]
    pub operators: Vec<Operator>,
    /// The phone's wall clock when it sent the batch.
    #[serde(default)]
    pub sent_at: Option<Timestamp>,
    /// The facts.
    pub facts: Vec<serde_json::Value>,
}

/// What a phone builds; the same shape as [`ScanBatch`] with typed facts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct OutgoingBatch {
    /// Operators that the facts name, where they are new.
    pub operators: Vec<Operator>,
    /// The phone's wall clock when it sends the batch.
    pub sent_at: Option<Timestamp>,
    /// The facts.
    pub facts: Vec<Fact>,
}

text_enum! {
    /// What became of one item of a batch.
    pub enum Receipt {
        /// Kept now.
        Stored = "stored",
        /// Was kept before, byte for byte.
        Already = "already",
        /// Its id was used before with other content; both are kept.
        Contested = "contested",
        /// Not a fact; not kept. Resending will not help.
        Malformed = "malformed",
    }
}

/// The answer to one item, in the order sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemReceipt {
    /// The fact's id, where it could be read.
    pub id: Option<FactId>,
    /// What became of it.
    pub receipt: Receipt,
    /// Why, for malformed items; for developers, in English.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub problem: Option<String>,
}

/// The answer to a batch, sent after commit.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ScanReply {
    /// One receipt per item, in the order sent.
    pub receipts: Vec<ItemReceipt>,
    /// Server time, for the phone's clock measurement.
    pub server_time: Timestamp,
    /// The store's instance.
    pub instance: Uuid,
}

/// One event on the live board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveEvent {
    /// The event.
    pub id: EventId,
    /// Its stop.
    pub stop: Option<StopId>,
    /// Registrations that hold a seat.
    pub registered: i64,
    /// On the waiting list.
    pub waiting: i64,
    /// Distinct people with an attendance.
    pub arrived: i64,
    /// Inside now.
    pub inside: i64,
    /// Arrivals in the last minute.
    pub per_minute: i64,
    /// Seats; none: unlimited.
    pub capacity: Option<i64>,
}

/// One stop on the live board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveStop {
    /// The stop.
    pub id: StopId,
    /// Its three figures.
    #[serde(flatten)]
    pub figures: StopFigures,
}

/// A phone on the live board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveDevice {
    /// The device.
    pub id: DeviceId,
    /// Who held it last.
    pub operator: String,
    /// When it was last heard.
    pub last_seen: Option<Timestamp>,
}

/// `GET /api/v1/live?caravan=…`: one message of the event stream, always whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveSnapshot {
    /// The caravan.
    pub caravan: CaravanId,
    /// Server time of the computation.
    pub as_of: Timestamp,
    /// Direct participants of the caravan.
    pub direct_participants: i64,
    /// Direct participants of its project.
    pub project_direct_participants: i64,
    /// Attendances of the caravan.
    pub attendances: i64,
    /// Per stop.
    pub stops: Vec<LiveStop>,
    /// Per event.
    pub events: Vec<LiveEvent>,
    /// Phones.
    pub devices: Vec<LiveDevice>,
}

/// `POST /api/v1/registrations`: the same verb as the form.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RegistrationRequest {
    /// The event.
    pub event: EventId,
    /// The form's fields.
    #[serde(flatten)]
    pub form: crate::registration::RegistrationForm,
}

/// What a registration brought.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RegistrationReply {
    /// The person.
    pub person: PersonId,
    /// The registration's state.
    pub state: crate::event::RegistrationState,
    /// Secret part of the ticket page's address; shown once.
    pub ticket_secret: String,
    /// Token of the representative's consent page, for minors.
    pub consent_token: Option<String>,
}
