//! The types of `/api/v1`: what phones and other programs send and get. Additive changes only.

mod live;
mod roster;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::fact::Fact;
use crate::handed::PairingKey;
use crate::text_enum::text_enum;
use crate::time::{DAY, Timestamp};
use crate::{
    id::{CaravanId, DeviceId, EventId, FactId, PersonId, StopId},
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
pub use live::{LiveDevice, LiveEvent, LiveSnapshot, LiveStop};
pub use roster::{HeldEvent, RosterGroup, RosterReply, RosterStop};

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
