//! The types of `/api/v1`: what phones and other programs send and get. Additive changes only.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::agreement::Agreement;
use crate::fact::Fact;
use crate::figures::StopFigures;
use crate::handed::PairingKey;
use crate::roster::RosterDelta;
use crate::scan::{Passage, RosterEvent, RosterTicket};
use crate::text_enum::text_enum;
use crate::ticket::CaravanKey;
use crate::time::{DAY, Timestamp};
use crate::{
    id::{CaravanId, DeviceId, EventId, FactId, PersonId, StopId, TicketId},
    text::Localized,
};

/// Every reply of `/api/v1` carries this header, so that a captive portal's page is never taken for an answer.
pub const MARKER_HEADER: &str = "x-keruen";
/// Value of [`MARKER_HEADER`].
pub const MARKER: &str = "1";
/// How long after the last event in its scope a phone may carry names.
pub const NAMES_AFTER: i64 = DAY;
/// Most items in one batch.
pub const BATCH_MAX: usize = 200;

pub use crate::handed::{HandedBatch, HandedFact, LogFile};

/// `POST /api/v1/devices/pair`: spends one use of a pairing link.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PairRequest {
    /// The code from the link's fragment: 12 characters, in any case, spaces and dashes allowed.
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
    /// Proves the phone's facts when its log goes through other hands; shown once. None: of a server that had none yet.
    #[serde(default)]
    pub pairing_key: Option<PairingKey>,
}

text_enum! {
    /// What a phone may show.
    pub enum DeviceRole {
        /// First name and initial.
        Door = "door",
        /// Full names, search, and the sums by which lists are compared.
        Desk = "desk",
    }
}

/// A stop as a phone's gate names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterStop {
    /// The stop.
    pub id: StopId,
    /// Its city or village.
    pub city: Localized,
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
    /// When names go: [`NAMES_AFTER`] after the last event in scope, by the server's time. From then on there are no tickets.
    #[serde(default)]
    pub wipe_after: Option<Timestamp>,
    /// How it is followed: what was asked for, and how to ask for changes only. None: this server tells all each time.
    #[serde(default)]
    pub delta: Option<RosterDelta>,
}

/// A person who holds the phone; the name is kept outside every hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// Made by the phone.
    pub id: Uuid,
    /// As typed.
    pub name: String,
}

text_enum! {
    /// One thing that a phone needs at a door, looked at the evening before.
    pub enum ReadyPoint {
        /// The camera opens.
        Camera = "camera",
        /// The log can be written, and the browser will not throw it away by itself.
        Storage = "storage",
        /// The clock was measured and is less than a minute off.
        Clock = "clock",
        /// The phone can be heard.
        Sound = "sound",
        /// The list is from the last twelve hours.
        Roster = "roster",
        /// The decoder reads a code that the phone draws for it.
        Code = "code",
        /// The page opens without a network.
        Offline = "offline",
    }
}

/// What the check of the evening before found on a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyCheck {
    /// When it was made, by the phone's corrected clock.
    pub at: Timestamp,
    /// What is missing; nothing: the phone is ready.
    pub missing: Vec<ReadyPoint>,
}

/// What a phone tells of itself with a batch, for the stop's board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceReport {
    /// Who holds it.
    pub operator: Uuid,
    /// Facts that it still owes, this batch not included.
    pub unsent: i64,
    /// Facts that the server could not read.
    pub quarantined: i64,
    /// Milliseconds to add to its wall clock; none: never measured.
    pub offset: Option<i64>,
    /// When its roster was made.
    pub roster_as_of: Option<Timestamp>,
    /// The check of the evening before.
    pub ready: Option<ReadyCheck>,
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
    /// How the phone is.
    #[serde(default)]
    pub report: Option<DeviceReport>,
    /// Words beside facts of this phone, these or earlier ones.
    #[serde(default)]
    pub notes: Vec<FactNote>,
    /// The facts.
    pub facts: Vec<serde_json::Value>,
}

/// What a volunteer wrote beside a fact of the same phone. It is no part of the fact, and of no hash: it may be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactNote {
    /// The fact.
    pub fact: FactId,
    /// One line, 1 to 300 characters, no IIN. The first note of a fact stays; what is none is passed over.
    pub text: String,
}

/// What a phone builds; the same shape as [`ScanBatch`] with typed facts.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct OutgoingBatch {
    /// Operators that the facts name, where they are new.
    pub operators: Vec<Operator>,
    /// The phone's wall clock when it sends the batch.
    pub sent_at: Option<Timestamp>,
    /// How the phone is.
    pub report: Option<DeviceReport>,
    /// Words beside facts of this phone.
    pub notes: Vec<FactNote>,
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
        /// Brought by somebody else without the phone's proof: kept, and counts when somebody accepts it.
        Unproven = "unproven",
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

text_enum! {
    /// Whether a phone is in service.
    pub enum DeviceStanding {
        /// It is.
        Paired = "paired",
        /// It was taken out: its uploads are kept, but do not count; it gets no roster.
        Revoked = "revoked",
    }
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
    /// Whether the phone is in service; none: an older server, which does not say.
    #[serde(default)]
    pub standing: Option<DeviceStanding>,
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
    /// All facts that the server holds of it.
    #[serde(default)]
    pub held: Agreement,
    /// Heads without a name, by blank tickets; in none of the figures above.
    #[serde(default)]
    pub anonymous: i64,
    /// Of those registered, who has no attendance: counted from the event's start until the end of its last day, else 0.
    #[serde(default)]
    pub not_seen: i64,
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
    /// Facts that it owed then; none: it never said.
    #[serde(default)]
    pub unsent: Option<i64>,
    /// What the check of the evening before found missing; none: not checked; nothing missing: ready.
    #[serde(default)]
    pub missing: Option<Vec<ReadyPoint>>,
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
    /// Heads without a name in the caravan; in none of the figures above.
    #[serde(default)]
    pub anonymous: i64,
    /// What somebody should look at, for it can change a figure.
    #[serde(default)]
    pub to_review: i64,
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
