//! Shapes of registrations by programs.

use utoipa::ToSchema;
use uuid::Uuid;

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
