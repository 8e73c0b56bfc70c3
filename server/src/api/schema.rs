//! Shapes of the API's JSON, for the document only. A test holds them against the real types of `keruen_domain::api`.

use std::collections::BTreeMap;

use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

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
    /// The token from the link's fragment.
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
}

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
    /// Events in scope.
    pub events: Vec<RosterEvent>,
    /// Tickets in scope.
    pub tickets: Vec<RosterTicket>,
    /// Latest passages known: event, ticket, passage.
    #[schema(value_type = Vec<Vec<Value>>)]
    pub passages: Vec<(Uuid, Uuid, Value)>,
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
}

/// What a phone hands in.
#[derive(ToSchema)]
pub struct ScanBatch {
    /// Operators that the facts name, where they are new.
    pub operators: Option<Vec<Operator>>,
    /// The phone's wall clock when it sent the batch, UTC milliseconds.
    pub sent_at: Option<i64>,
    /// At most 200 facts. Each is read alone; what is no fact is answered `malformed`.
    pub facts: Vec<Fact>,
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
}

/// What became of one item.
#[derive(ToSchema)]
pub struct ItemReceipt {
    /// The fact's id, where it could be read.
    pub id: Option<Uuid>,
    /// `stored`, `already`, `contested` (same id, other content: both kept) or `malformed` (not kept).
    pub receipt: String,
    /// Why it is malformed, in English.
    pub problem: Option<String>,
}

/// A registration. Fields are those of the form, all text; missing ones count as empty.
#[derive(ToSchema)]
pub struct RegistrationRequest {
    /// The event.
    pub event: Uuid,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic.
    pub patronymic: Option<String>,
    /// Day of birth, 1 to 31.
    pub birth_day: String,
    /// Month of birth, 1 to 12.
    pub birth_month: String,
    /// Year of birth.
    pub birth_year: String,
    /// `female` or `male`.
    pub sex: String,
    /// ISO 3166-2 code such as `KZ-75`.
    pub region: String,
    /// `urban` or `rural`.
    pub place: String,
    /// Kind of school or work.
    pub institution_kind: String,
    /// Its name.
    pub institution: Option<String>,
    /// Class or group.
    pub class_name: Option<String>,
    /// Own telephone; an adult gives this or the e-mail.
    pub phone: Option<String>,
    /// Own e-mail.
    pub email: Option<String>,
    /// `kk`, `ru`, `en`; empty: Kazakh.
    pub language: Option<String>,
    /// A minor's legal representative.
    pub rep_name: Option<String>,
    /// What the representative is to the minor.
    pub rep_relation: Option<String>,
    /// The representative's telephone.
    pub rep_phone: Option<String>,
    /// `yes`: an adult's consent to data processing.
    pub consent_data: Option<String>,
    /// `yes`: an adult's consent to photo and video.
    pub consent_photo: Option<String>,
}

/// What a registration brought.
#[derive(ToSchema)]
pub struct RegistrationReply {
    /// The person.
    pub person: Uuid,
    /// `confirmed`, `waiting`, `awaiting_consent`, `awaiting_approval`.
    pub state: String,
    /// Secret part of the ticket page's address, `/kk/t/SECRET`; shown once.
    pub ticket_secret: String,
    /// For minors: token of the representative's page, `/kk/consent/TOKEN`.
    pub consent_token: Option<String>,
}

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
}
