//! What is held of a person, for themselves: everything that names them, in a form that programs read.

use keruen_domain::consent::Consent;
use keruen_domain::event::RegistrationState;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::text::Localized;
use keruen_domain::time::Timestamp;
use serde::Serialize;

use crate::chance::Secret;
use crate::consents::is_represented;
use crate::error::{Refusal, Result};
use crate::tickets::ticket_view;
use crate::{Backend, zone};

/// All that is held of the holder of a ticket. Instants are UTC milliseconds.
#[derive(Debug, Clone, Serialize)]
pub struct OwnData {
    /// The record, as the registration form names its fields.
    pub person: RegistrationForm,
    /// Their events in the ticket's caravan, given up ones too.
    pub events: Vec<OwnEvent>,
    /// Consents given and withdrawn.
    pub consents: Vec<Consent>,
    /// Whether a representative agrees for them, and takes it back.
    #[serde(skip)]
    pub represented: bool,
}

/// One event of a person.
#[derive(Debug, Clone, Serialize)]
pub struct OwnEvent {
    /// Its title.
    pub title: Localized,
    /// When it starts.
    pub starts_at: Timestamp,
    /// Where the registration stands.
    pub registration: RegistrationState,
    /// When they came, if they did.
    pub attended_at: Option<Timestamp>,
}

/// What is held of the holder of this ticket.
pub async fn own_data(backend: &Backend, ticket: &Secret) -> Result<OwnData> {
    let view = ticket_view(backend, ticket).await?;
    let today = zone::today(zone::DEFAULT, backend.now());
    let mut tx = backend.read().await?;
    let (person, _) = tx.person_record(view.person).await?.ok_or(Refusal::NotFound)?;
    let events = view.events.into_iter().map(|row| OwnEvent {
        title: row.event.title,
        starts_at: row.event.starts_at,
        registration: row.state,
        attended_at: row.attended_at,
    });
    Ok(OwnData {
        person: RegistrationForm::of(&person),
        events: events.collect(),
        consents: tx.consents_of(view.person).await?,
        represented: is_represented(&mut tx, view.person, person.birth_date, today).await?,
    })
}
