//! Shapes of the live board.

use utoipa::ToSchema;
use uuid::Uuid;

use super::Agreement;

/// The whole board.
#[derive(ToSchema)]
pub struct LiveSnapshot {
    /// The caravan.
    pub caravan: Uuid,
    /// Server time of the computation, UTC milliseconds.
    pub as_of: i64,
    /// Direct participants of the caravan.
    pub direct_participants: i64,
    /// Direct participants of its project.
    pub project_direct_participants: i64,
    /// Attendances of the caravan.
    pub attendances: i64,
    /// Heads without a name, by blank tickets; in none of the other figures.
    pub anonymous: i64,
    /// Rows of the caravan's review: what can change a figure.
    pub to_review: i64,
    /// Per stop.
    pub stops: Vec<LiveStop>,
    /// Per event.
    pub events: Vec<LiveEvent>,
    /// Phones.
    pub devices: Vec<LiveDevice>,
}

/// One stop.
#[derive(ToSchema)]
pub struct LiveStop {
    /// The stop.
    pub id: Uuid,
    /// Distinct people with an attendance here.
    pub people_here: i64,
    /// People whose first attendance at any stop was here.
    pub new_here: i64,
    /// Attendances here.
    pub visits: i64,
}

/// One event.
#[derive(ToSchema)]
pub struct LiveEvent {
    /// The event.
    pub id: Uuid,
    /// Its stop.
    pub stop: Option<Uuid>,
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
    /// Seats; null: unlimited.
    pub capacity: Option<i64>,
    /// All facts that the server holds of it.
    pub held: Agreement,
    /// Heads without a name, by blank tickets; in none of the other figures.
    pub anonymous: i64,
    /// Of those registered, who has no attendance: counted from the event's start until the end of its last day, else 0.
    pub not_seen: i64,
}

/// One phone.
#[derive(ToSchema)]
pub struct LiveDevice {
    /// The device.
    pub id: Uuid,
    /// Who held it last.
    pub operator: String,
    /// When it was last heard, UTC milliseconds.
    pub last_seen: Option<i64>,
    /// Facts that it owed then; null: it never said.
    pub unsent: Option<i64>,
    /// What the check of the evening before found missing; null: not checked.
    pub missing: Option<Vec<String>>,
}
