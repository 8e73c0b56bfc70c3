//! Shapes of the API's JSON, for the document only. A test holds them against the real types of `keruen_domain::api`.

use utoipa::ToSchema;
use uuid::Uuid;

mod handed;
mod live;
mod notes;
mod registrations;
mod roster;
mod scans;
mod walk_ins;

pub use handed::{HandedBatch, HandedFact, LogFile};
pub use live::{LiveDevice, LiveEvent, LiveSnapshot, LiveStop};
pub use notes::FactNote;
pub use registrations::{RegistrationReply, RegistrationRequest};
pub use roster::{
    Agreement, CaravanKey, HeldEvent, RosterDelta, RosterEvent, RosterGroup, RosterReply, RosterStop, RosterTicket,
};
pub use scans::{DeviceReport, Fact, ItemReceipt, Operator, ReadyCheck, Scan, ScanBatch, ScanReply};
pub use walk_ins::{WalkIn, WalkInBatch, WalkInReceipt, WalkInReply};

/// One text in three languages; empty where it was not translated.
#[derive(ToSchema)]
pub struct Localized {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    pub ru: String,
    /// English.
    pub en: String,
}

/// Every error.
#[derive(ToSchema)]
pub struct ErrorReply {
    /// What is wrong.
    pub error: ErrorBody,
}

/// What is wrong: a key for programs, words for people.
#[derive(ToSchema)]
pub struct ErrorBody {
    /// Stable key, such as `not-found`, `event-closed`, `fields`.
    pub key: String,
    /// A sentence in the language of `Accept-Language`, else in English.
    pub message: String,
    /// For developers: what could not be read.
    pub detail: Option<String>,
    /// For `fields`: each wrong field.
    pub fields: Option<Vec<FieldError>>,
}

/// One wrong field of a registration.
#[derive(ToSchema)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// Stable key of the problem.
    pub key: String,
    /// A sentence.
    pub message: String,
}

/// A tap on a pairing link.
#[derive(ToSchema)]
pub struct PairRequest {
    /// The code from the link's fragment: 12 characters, in any case, spaces and dashes allowed.
    pub token: String,
    /// Name of the volunteer who holds the phone, 1 to 60 characters.
    pub operator: String,
}

/// The phone's credentials and scope.
#[derive(ToSchema)]
pub struct PairReply {
    /// Bearer token of all further calls; shown once.
    pub device_token: String,
    /// The device.
    pub device: Uuid,
    /// The first operator, to be named in scans.
    pub operator: Uuid,
    /// The caravan it serves.
    pub caravan: Uuid,
    /// Its title.
    pub caravan_title: Localized,
    /// The one stop it serves; null: all.
    pub stop: Option<Uuid>,
    /// Key of the proofs with which the phone saves its log to a file, 64 hexadecimal digits; shown once.
    pub pairing_key: Option<String>,
}
