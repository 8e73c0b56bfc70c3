//! The live board: one message of `/api/v1/live`.

use serde::{Deserialize, Serialize};

use super::ReadyPoint;
use crate::agreement::Agreement;
use crate::figures::StopFigures;
use crate::id::{CaravanId, DeviceId, EventId, StopId};
use crate::time::Timestamp;

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
