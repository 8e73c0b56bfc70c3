//! Shapes of logs in other hands.

use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Fact;

/// What a phone hands in of other phones.
#[derive(ToSchema)]
pub struct HandedBatch {
    /// At most 200 items. Each is read alone; what is none is answered `malformed`.
    pub facts: Vec<HandedFact>,
}

/// One fact of a phone in other hands.
#[derive(ToSchema)]
pub struct HandedFact {
    /// The phone that recorded it.
    pub device: Uuid,
    /// The fact as its phone has it.
    pub fact: Fact,
    /// HMAC-SHA256 under the phone's `pairing_key`, over `keruen-fact`, the 16 bytes of the device's id and the fact's
    /// canonical JSON: 64 hexadecimal digits. Null or wrong: the fact is `unproven`.
    pub proof: Option<String>,
}

/// A phone's log as a file: what facts hold and nothing else.
#[derive(ToSchema)]
pub struct LogFile {
    /// 2.
    pub keruen_log: u8,
    /// Items as in `HandedBatch`; of what the phone could not send as a fact, `fact` is what was written.
    #[schema(value_type = Vec<HandedFact>)]
    pub facts: Vec<Value>,
}
