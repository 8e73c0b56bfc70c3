//! Shapes of what phones hand in and hear.

use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::FactNote;

/// What a phone hands in.
#[derive(ToSchema)]
pub struct ScanBatch {
    /// Operators that the facts name, where they are new.
    pub operators: Option<Vec<Operator>>,
    /// The phone's wall clock when it sent the batch, UTC milliseconds.
    pub sent_at: Option<i64>,
    /// How the phone is.
    pub report: Option<DeviceReport>,
    /// Words beside facts of this phone, these or earlier ones.
    pub notes: Option<Vec<FactNote>>,
    /// At most 200 facts. Each is read alone; what is no fact is answered `malformed`.
    pub facts: Vec<Fact>,
}

/// How a phone is, for the stop's board.
#[derive(ToSchema)]
pub struct DeviceReport {
    /// Who holds it.
    pub operator: Uuid,
    /// Facts that it still owes, this batch not included.
    pub unsent: i64,
    /// Facts that the server could not read.
    pub quarantined: i64,
    /// Milliseconds to add to its wall clock; null: never measured.
    pub offset: Option<i64>,
    /// When its roster was made, UTC milliseconds.
    pub roster_as_of: Option<i64>,
    /// The check of the evening before; null: not made.
    pub ready: Option<ReadyCheck>,
}

/// The check of the evening before.
#[derive(ToSchema)]
pub struct ReadyCheck {
    /// When it was made, UTC milliseconds.
    pub at: i64,
    /// What is missing: `camera`, `storage`, `clock`, `sound`, `roster`, `code`, `offline`. Empty: ready.
    pub missing: Vec<String>,
}

/// Who holds the phone.
#[derive(ToSchema)]
pub struct Operator {
    /// Made by the phone.
    pub id: Uuid,
    /// As typed.
    pub name: String,
}

/// What somebody recorded.
#[derive(ToSchema)]
pub struct Fact {
    /// Made by the phone, unique within it.
    pub id: Uuid,
    /// Sequence number within the phone, growing.
    pub seq: i64,
    /// The phone's wall clock, UTC milliseconds.
    pub wall: i64,
    /// Boot session.
    pub boot: i64,
    /// Monotonic milliseconds within the boot session.
    pub mono: i64,
    /// One of `{"scan": …}`, `{"answer": …}`, `{"annulment": …}`, `{"clock": …}`.
    #[schema(value_type = Object)]
    pub body: Value,
}

/// The body of a scan fact, under the key `scan`.
#[derive(ToSchema)]
pub struct Scan {
    /// The event at whose door it happened.
    pub event: Uuid,
    /// `{"ticket": id}`, `{"code": short code}` or `{"other": 16 hexadecimal digits}`.
    #[schema(value_type = Object)]
    pub read: Value,
    /// `in` or `out`.
    pub direction: String,
    /// `qr`, `short_code`, `name`, `class_list`.
    pub method: String,
    /// Who held the phone.
    pub operator: Uuid,
    /// The verdict shown, headline first.
    pub verdicts: Vec<String>,
    /// `admitted`, `turned_away`, `open`.
    pub outcome: String,
}

/// The answer to a batch, sent after it is durable.
#[derive(ToSchema)]
pub struct ScanReply {
    /// One per item, in the order sent.
    pub receipts: Vec<ItemReceipt>,
    /// Server time, UTC milliseconds.
    pub server_time: i64,
    /// The store's instance.
    pub instance: Uuid,
    /// `paired`, or `revoked`: what it sends is kept and does not count, and it gets no roster.
    pub standing: Option<String>,
}

/// What became of one item.
#[derive(ToSchema)]
pub struct ItemReceipt {
    /// The fact's id, where it could be read.
    pub id: Option<Uuid>,
    /// `stored`, `already`, `contested` (same id, other content: both kept), `unproven` (handed in without a proof: kept,
    /// and counts when accepted) or `malformed` (not kept).
    pub receipt: String,
    /// Why it is malformed, in English.
    pub problem: Option<String>,
}
