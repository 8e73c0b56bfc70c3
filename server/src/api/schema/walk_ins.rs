//! Shapes of people who came without registering.

use utoipa::ToSchema;
use uuid::Uuid;

/// People who came without registering.
#[derive(ToSchema)]
pub struct WalkInBatch {
    /// At most 200. Each is read alone; whoever cannot be read is answered `malformed`.
    pub people: Vec<WalkIn>,
}

/// Somebody who came without registering.
#[derive(ToSchema)]
pub struct WalkIn {
    /// Made by the phone; the id of their ticket too.
    pub id: Uuid,
    /// When it was written down, UTC milliseconds; null: when it is handed in.
    pub at: Option<i64>,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// `05.03.2007` or `2007-03-05`.
    pub birth_date: String,
    /// `female` or `male`.
    pub sex: String,
    /// Home region, ISO 3166-2.
    pub region: String,
    /// `urban` or `rural`.
    pub place: String,
    /// `school`, `college`, `university`, `work`, `none`.
    pub institution_kind: String,
    /// Class or group.
    pub class_name: Option<String>,
    /// A telephone.
    pub phone: Option<String>,
    /// An adult's consent to data processing: `yes`.
    pub consent_data: Option<String>,
    /// `kk`, `ru` or `en`.
    pub language: Option<String>,
}

/// The answer to people, sent after it is durable.
#[derive(ToSchema)]
pub struct WalkInReply {
    /// One per person, in the order sent.
    pub receipts: Vec<WalkInReceipt>,
}

/// What became of one person.
#[derive(ToSchema)]
pub struct WalkInReceipt {
    /// The person, where the id could be read.
    pub id: Option<Uuid>,
    /// `stored`, `already` or `malformed`.
    pub receipt: String,
    /// Why, when malformed.
    pub problem: Option<String>,
}
