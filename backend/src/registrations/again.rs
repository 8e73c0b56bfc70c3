//! People whom we know by their ticket: one more event, one more caravan, or back after giving up.

use keruen_domain::event::RegistrationState;
use keruen_domain::field::{Field, FieldErrors};
use keruen_domain::id::{EventId, RegistrationId};
use keruen_domain::scan::TicketMark;
use keruen_domain::time::Timestamp;

use super::sql::Offer;
use super::{Registered, lock_open, open_offer, take_seat, with_position};
use crate::actor::Actor;
use crate::chance::Secret;
use crate::error::{Refusal, Result};
use crate::retry::Tries;
use crate::tickets::{Holder, NewTicket};
use crate::{Backend, keys};

/// Registers the holder of `ticket` for one more event of the same project ("Continue as Айгерім С.").
///
/// A cancelled registration comes back at the end of the queue. In another caravan the person's ticket is that
/// caravan's: the one that they hold there, with a further address of its page, or else a new one.
pub async fn register_again(backend: &Backend, actor: &Actor, ticket: &Secret, event: EventId) -> Result<Registered> {
    let now = backend.now();
    let offer = open_offer(backend, actor, event, now).await?;
    let holder = backend.read().await?.ticket_holder(ticket).await?.ok_or(Refusal::NotFound)?;
    if holder.project != offer.project {
        return Err(Refusal::NotInCaravan.into());
    }
    if holder.mark == TicketMark::Revoked {
        return Err(Refusal::Conflict.into());
    }
    if let Err(problem) = offer.context(now).admits(holder.birth_date) {
        let mut errors = FieldErrors::default();
        errors.add(Field::BirthDate, problem);
        return Err(errors.into());
    }
    let further = if holder.caravan == offer.caravan {
        None
    } else {
        Some(NewTicket::draw(backend, &*keys::signer(backend, offer.caravan).await?))
    };
    let mut tries = Tries::default();
    let registered = loop {
        match enter_again(backend, &offer, &holder, ticket, further.as_ref(), now).await {
            Err(error) if tries.again(&error) => {}
            done => break done?,
        }
    };
    backend.live().touched(offer.caravan);
    with_position(backend, event, now, registered).await
}

async fn enter_again(
    backend: &Backend,
    offer: &Offer,
    holder: &Holder,
    secret: &Secret,
    further: Option<&NewTicket>,
    now: Timestamp,
) -> Result<Registered> {
    let mut tx = backend.write().await?;
    lock_open(&mut tx, offer.event, now).await?;
    // A consent that comes at the same moment must not miss this registration.
    tx.person_lock(holder.person).await?;
    let mut registration = RegistrationId(backend.new_id(now));
    if !tx.registration_insert(registration, offer.event, holder.person, now).await? {
        let before = tx.registration_standing(offer.event, holder.person).await?.ok_or(Refusal::Conflict)?;
        registration = before.registration;
        if !tx.registration_revive(registration, now).await? {
            return Err(Refusal::AlreadyRegistered.into());
        }
    }
    let seated = RegistrationState::seated(tx.consent_mark(holder.person).await?);
    let state = take_seat(backend, &mut tx, offer.event, holder.person, registration, seated).await?;
    let (ticket, short_code, ticket_secret) = match further {
        None => (holder.ticket, holder.short_code, secret.clone()),
        Some(further) => {
            // The person's row is held: of two who come at once, the second finds the ticket of the first.
            let (ticket, short_code) = match tx.ticket_held(holder.person, offer.caravan).await? {
                Some((ticket, short_code)) => {
                    tx.ticket_page_insert(ticket, &further.secret, now).await?;
                    (ticket, short_code)
                }
                None => (further.id(), further.issue(backend, &mut tx, offer.caravan, holder.person, now).await?),
            };
            (ticket, short_code, further.secret.clone())
        }
    };
    tx.caravan_touch(offer.caravan).await?;
    tx.commit().await?;
    let (person, caravan) = (holder.person, offer.caravan);
    Ok(Registered {
        registration,
        person,
        ticket,
        caravan,
        state,
        position: None,
        ticket_secret,
        consent_token: None,
        short_code,
    })
}

/// A ticket among `held` whose holder is the person of `key`; one of the event's own caravan before others.
pub(super) async fn held_ticket(
    backend: &Backend,
    offer: &Offer,
    key: &str,
    held: &[Secret],
) -> Result<Option<Secret>> {
    if held.is_empty() {
        return Ok(None);
    }
    let mut tx = backend.read().await?;
    let mut found = None;
    for secret in held {
        let Some(holder) = tx.ticket_holder(secret).await? else { continue };
        if holder.project == offer.project && holder.candidate_key == key && holder.mark == TicketMark::Valid {
            if holder.caravan == offer.caravan {
                return Ok(Some(secret.clone()));
            }
            found = found.or_else(|| Some(secret.clone()));
        }
    }
    Ok(found)
}

/// Where the holder of `secret` stands with an event for which they are registered; the ticket is one of its caravan.
pub(super) async fn standing(backend: &Backend, offer: &Offer, secret: &Secret) -> Result<Registered> {
    let mut tx = backend.read().await?;
    let holder = tx.ticket_holder(secret).await?.ok_or(Refusal::NotFound)?;
    let standing = tx.registration_standing(offer.event, holder.person).await?.ok_or(Refusal::NotFound)?;
    drop(tx);
    let (ticket, short_code, ticket_secret) = if holder.caravan == offer.caravan {
        (holder.ticket, holder.short_code, secret.clone())
    } else {
        let mut tx = backend.write().await?;
        tx.person_lock(holder.person).await?;
        let (ticket, short_code) = tx.ticket_held(holder.person, offer.caravan).await?.ok_or(Refusal::Conflict)?;
        let page = backend.draw_secret();
        tx.ticket_page_insert(ticket, &page, backend.now()).await?;
        tx.commit().await?;
        (ticket, short_code, page)
    };
    let registered = Registered {
        registration: standing.registration,
        person: holder.person,
        ticket,
        caravan: offer.caravan,
        state: standing.state,
        position: None,
        ticket_secret,
        consent_token: None,
        short_code,
    };
    with_position(backend, offer.event, standing.queued_at, registered).await
}
