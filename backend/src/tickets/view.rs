//! The page of a ticket: its QR, its holder, all events of this person in the ticket's caravan.

use std::collections::HashMap;

use keruen_domain::caravan::{Caravan, Stop};
use keruen_domain::event::{Event, RegistrationState};
use keruen_domain::id::{PersonId, ProjectId, RegistrationId, TicketId};
use keruen_domain::name::PersonName;
use keruen_domain::scan::{ConsentMark, TicketMark};
use keruen_domain::text::{Lang, Localized};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;

use crate::attendance::attended_in;
use crate::chance::Secret;
use crate::error::{Refusal, Result};
use crate::{Backend, zone};

/// All that a ticket's page shows.
#[derive(Debug, Clone)]
pub struct TicketView {
    /// The ticket.
    pub ticket: TicketId,
    /// Its holder.
    pub person: PersonId,
    /// Whether it still opens doors.
    pub mark: TicketMark,
    /// The text of the QR: 122 characters; a space is one of them, never trim.
    pub code: String,
    /// What is typed instead.
    pub short_code: ShortCode,
    /// The holder's name.
    pub name: PersonName,
    /// The holder's language.
    pub language: Lang,
    /// Whether the data consent is there; when it is missing, the representative is asked.
    pub consent: ConsentMark,
    /// The ticket's caravan.
    pub caravan: Caravan,
    /// Its project.
    pub project: ProjectId,
    /// The project's title.
    pub project_title: Localized,
    /// The operator of the personal data.
    pub operator: Localized,
    /// The operator's BIN.
    pub operator_bin: String,
    /// The person's events in this caravan, by start; given up ones too.
    pub events: Vec<TicketEvent>,
}

/// One event on a ticket.
#[derive(Debug, Clone)]
pub struct TicketEvent {
    /// The registration.
    pub registration: RegistrationId,
    /// The event.
    pub event: Event,
    /// Its stop, if it has one.
    pub stop: Option<Stop>,
    /// Minutes to add to UTC for the event's local time.
    pub offset_minutes: i32,
    /// Where the registration stands.
    pub state: RegistrationState,
    /// Place in the queue, from 1; only of a waiting one.
    pub position: Option<i64>,
    /// When the person came in, if they did.
    pub attended_at: Option<Timestamp>,
}

/// The ticket behind a secret. As many statements for thirty events as for one.
pub async fn ticket_view(backend: &Backend, ticket: &Secret) -> Result<TicketView> {
    let mut tx = backend.read().await?;
    let holder = tx.ticket_holder(ticket).await?.ok_or(Refusal::NotFound)?;
    let (caravan, project, _) = tx.caravan_with_project(holder.caravan).await?.ok_or(Refusal::NotFound)?;
    let consent = tx.consent_mark(holder.person).await?;
    let attended: HashMap<_, _> = attended_in(&mut tx, holder.project, holder.person).await?.into_iter().collect();
    let events = tx.ticket_events(holder.person, holder.caravan).await?.into_iter().map(|held| TicketEvent {
        registration: held.registration,
        stop: held.stop,
        offset_minutes: zone::offset_minutes(&held.event.zone, held.event.starts_at),
        state: held.state,
        position: held.position,
        attended_at: attended.get(&held.event.id).copied(),
        event: held.event,
    });
    Ok(TicketView {
        ticket: holder.ticket,
        person: holder.person,
        mark: holder.mark,
        code: holder.code.encode(),
        short_code: holder.short_code,
        name: holder.name,
        language: holder.language,
        consent,
        caravan,
        project: project.id,
        project_title: project.title,
        operator: project.operator,
        operator_bin: project.operator_bin,
        events: events.collect(),
    })
}
