//! Shapes of the roster.

use std::collections::BTreeMap;

use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Localized;

/// Everything a phone needs to decide alone.
#[derive(ToSchema)]
pub struct RosterReply {
    /// The caravan.
    pub caravan: Uuid,
    /// Server time when it was made, UTC milliseconds.
    pub as_of: i64,
    /// The store's instance; a change means that it was restored from a backup.
    pub instance: Uuid,
    /// Public keys of the project's caravans.
    pub keys: Vec<CaravanKey>,
    /// Stops in scope.
    pub stops: Vec<RosterStop>,
    /// Classes with somebody among the tickets.
    pub groups: Vec<RosterGroup>,
    /// Events in scope.
    pub events: Vec<RosterEvent>,
    /// Tickets in scope.
    pub tickets: Vec<RosterTicket>,
    /// Latest passages known: event, ticket, passage.
    #[schema(value_type = Vec<Vec<Value>>)]
    pub passages: Vec<(Uuid, Uuid, Value)>,
    /// What the server holds of each event in scope, for comparison with the phone's own log.
    pub held: Vec<HeldEvent>,
    /// What the phone may show: `door` or `desk`.
    pub role: Option<String>,
    /// When names go, 24 hours after the last event in scope, UTC milliseconds by the server's clock. From then on there
    /// are no tickets in the roster.
    pub wipe_after: Option<i64>,
    /// How it is followed; null: this server tells all each time.
    pub delta: Option<RosterDelta>,
}

/// How a roster is followed by `since`.
#[derive(ToSchema)]
pub struct RosterDelta {
    /// From where the next changes are asked for. Opaque.
    pub cursor: String,
    /// The cursor since which tickets and passages are told; null: they are all.
    pub since: Option<String>,
    /// Tickets that left the scope since then.
    pub gone_tickets: Vec<Uuid>,
    /// Passages that are no more: event, ticket.
    #[schema(value_type = Vec<Vec<Uuid>>)]
    pub gone_passages: Vec<(Uuid, Uuid)>,
    /// Sum of the hashes of all rows, tickets and passages, told here or not. A row's hash is SHA-256 over its fields as
    /// `keruen_domain::roster` writes them; whoever does not compute it leaves `since` out.
    pub sum: Agreement,
}

/// What the server holds of one event.
#[derive(ToSchema)]
pub struct HeldEvent {
    /// The event.
    pub event: Uuid,
    /// All facts.
    pub all: Agreement,
    /// Those that the asking phone cannot know from its own log.
    pub others: Agreement,
}

/// Which facts somebody holds: scans, answers, annulments, and clock facts of their phones.
#[derive(ToSchema)]
pub struct Agreement {
    /// Sum modulo 2^256 of the SHA-256 of the facts' canonical JSON, 64 hexadecimal digits.
    pub sum: String,
    /// How many facts.
    pub count: i64,
}

/// A stop as a phone's gate names it.
#[derive(ToSchema)]
pub struct RosterStop {
    /// The stop.
    pub id: Uuid,
    /// Its city or village.
    pub city: Localized,
}

/// A class or club that a leader brings.
#[derive(ToSchema)]
pub struct RosterGroup {
    /// The group, as tickets name it.
    pub id: Uuid,
    /// School and class, as the leader calls them.
    pub title: String,
    /// The leader's name; empty at a door.
    pub leader: String,
}

/// A public key that verifies tickets.
#[derive(ToSchema)]
pub struct CaravanKey {
    /// Whose tickets.
    pub caravan: Uuid,
    /// Its number, as in the ticket's first byte.
    pub version: u8,
    /// The 32 bytes of the Ed25519 key.
    pub bytes: Vec<u8>,
}

/// An event as phones carry it.
#[derive(ToSchema)]
pub struct RosterEvent {
    /// The event.
    pub id: Uuid,
    /// Its caravan.
    pub caravan: Uuid,
    /// Its stop; null: online.
    pub stop: Option<Uuid>,
    /// `excursion`, `meeting`, `contest`, `master_class`, `marathon`, `challenge`, `assembly`.
    pub kind: String,
    /// Title.
    pub title: Localized,
    /// Description.
    pub about: Localized,
    /// Room or meeting point.
    pub place: Localized,
    /// Start, UTC milliseconds.
    pub starts_at: i64,
    /// End, UTC milliseconds.
    pub ends_at: i64,
    /// IANA zone.
    pub zone: String,
    /// Seats; null: unlimited.
    pub capacity: Option<i64>,
    /// `draft`, `published`, `closed`, `cancelled`.
    pub state: String,
    /// `direct` or `apart`.
    pub counting: String,
    /// Youngest age admitted.
    pub age_min: Option<u8>,
    /// Oldest age admitted.
    pub age_max: Option<u8>,
    /// What each amber verdict does: `ask`, `admit`, `refuse`.
    pub rules: BTreeMap<String, String>,
    /// Grows with each edit.
    pub version: i64,
    /// Minutes to add to UTC for local time.
    pub offset_minutes: i32,
    /// Seats taken when the roster was made.
    pub taken: i64,
}

/// A ticket as phones carry it: no signature, no contact, no birth date.
#[derive(ToSchema)]
pub struct RosterTicket {
    /// The ticket.
    pub id: Uuid,
    /// Its short code.
    pub code: String,
    /// First name and initial (door) or full name (desk).
    pub name: String,
    /// Class or group.
    pub class: String,
    /// `valid` or `revoked`.
    pub mark: String,
    /// `held` or `missing`.
    pub consent: String,
    /// Pairs of event and registration state.
    #[schema(value_type = Vec<Vec<String>>)]
    pub registrations: Vec<(Uuid, String)>,
    /// Printed number of a ticket that was made blank; absent for others. Its name is empty until somebody says whose it was.
    pub blank: Option<i64>,
    /// The class on whose list its holder stands; absent for others.
    pub group: Option<Uuid>,
}
