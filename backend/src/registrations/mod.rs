//! Registering: a new person by the form, a known one by their ticket, giving a seat back (design rules 9 and 10).
//!
//! Seats change only while the event's row is locked. A registration begins as waiting and takes a seat by one
//! conditional UPDATE, so that no number of callers, on no engine, can oversell.

mod again;
mod arrivals;
mod newcomer;
mod sql;

use keruen_domain::caravan::CaravanState;
use keruen_domain::event::{EventState, NotOpen, RegistrationState, registration_open};
use keruen_domain::id::{CaravanId, EventId, PersonId, RegistrationId, TicketId};
use keruen_domain::queue::seats_for;
use keruen_domain::registration::{FormContext, Lacks, RegistrationForm, candidate_key};
use keruen_domain::text::Lang;
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;

pub use again::register_again;
pub(crate) use arrivals::Arrivals;
pub use sql::Promoted;
pub(crate) use sql::{Offer, Standing};

use crate::actor::Actor;
use crate::chance::Secret;
use crate::error::{Error, Refusal, Result};
use crate::retry::Tries;
use crate::store::Tx;
use crate::tickets::Holder;
use crate::{Backend, keys, mail, zone};
use again::{held_ticket, standing};
use newcomer::Newcomer;

/// What a visitor's browser brings with the form.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visitor<'a> {
    /// The browser's own random name, from its cookie.
    pub browser: Option<&'a str>,
    /// Secrets of the tickets that this browser holds.
    pub held: &'a [Secret],
}

/// A person on an event's list.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The registration.
    pub registration: RegistrationId,
    /// The person.
    pub person: PersonId,
    /// Their ticket in the event's caravan.
    pub ticket: TicketId,
    /// The event's caravan.
    pub caravan: CaravanId,
    /// Where the registration stands.
    pub state: RegistrationState,
    /// Place in the queue, from 1; only of a waiting one.
    pub position: Option<i64>,
    /// Opens the ticket's page.
    pub ticket_secret: Secret,
    /// Opens the representative's page; only of a new minor.
    pub consent_token: Option<Secret>,
    /// The code under the ticket's QR.
    pub short_code: ShortCode,
}

/// Registers whom the form describes. Open to everybody but phones at doors.
///
/// Somebody new, with a ticket of their own, whoever else has the same name; only a browser that holds the same
/// person's ticket is led to that one (design rule 9). All that is wrong with the form is told at once.
pub async fn register(
    backend: &Backend,
    actor: &Actor,
    event: EventId,
    form: &RegistrationForm,
    visitor: Visitor<'_>,
) -> Result<Registered> {
    let now = backend.now();
    let offer = open_offer(backend, actor, event, now).await?;
    let person = form.parse(&offer.context(now))?;
    if let Some(secret) = held_ticket(backend, &offer, &candidate_key(&person), visitor.held).await? {
        return match register_again(backend, actor, &secret, event).await {
            Err(Error::Refusal(Refusal::AlreadyRegistered)) => standing(backend, &offer, &secret).await,
            other => other,
        };
    }
    let signer = keys::signer(backend, offer.caravan).await?;
    let newcomer = Newcomer::new(backend, offer, person, &signer, visitor.browser, now);
    with_position(backend, event, now, arrivals::enter(backend, newcomer).await?).await
}

/// Gives the holder's place back and promotes who waits for it. Repeated, it does nothing more.
pub async fn cancel(backend: &Backend, actor: &Actor, ticket: &Secret, event: EventId) -> Result<()> {
    not_a_phone(actor)?;
    let holder = backend.look().await?.ticket_holder(ticket).await?.ok_or(Refusal::NotFound)?;
    let mut tries = Tries::default();
    loop {
        match leave(backend, event, &holder).await {
            Err(error) if tries.again(&error) => {}
            done => break done?,
        }
    }
    backend.live().touched(holder.caravan);
    Ok(())
}

async fn leave(backend: &Backend, event: EventId, holder: &Holder) -> Result<()> {
    let mut tx = backend.write().await?;
    let door = tx.event_lock(event).await?.ok_or(Refusal::NotFound)?;
    let standing = tx.registration_standing(event, holder.person).await?.ok_or(Refusal::NotFound)?;
    if standing.state == RegistrationState::Cancelled {
        return Ok(());
    }
    if backend.now() >= door.ends_at {
        return Err(Refusal::EventOver.into());
    }
    free(backend, &mut tx, event, &standing).await?;
    tx.caravan_touch(holder.caravan).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a person's place at an event back, if they have one and it is not over.
pub(crate) async fn give_back(
    backend: &Backend,
    tx: &mut Tx,
    event: EventId,
    person: PersonId,
    now: Timestamp,
) -> Result<()> {
    let door = tx.event_lock(event).await?.ok_or(Refusal::NotFound)?;
    let Some(standing) = tx.registration_standing(event, person).await? else { return Ok(()) };
    if standing.state == RegistrationState::Cancelled || now >= door.ends_at {
        return Ok(());
    }
    free(backend, tx, event, &standing).await
}

/// Ends a registration and promotes who waits for its seat. The caller holds the event's row.
async fn free(backend: &Backend, tx: &mut Tx, event: EventId, standing: &Standing) -> Result<()> {
    tx.registration_state_set(standing.registration, RegistrationState::Cancelled).await?;
    if standing.state.holds_seat() {
        tx.event_seats_add(event, -1).await?;
    }
    // Also when it only waited: a group that waits without it may fit.
    promote(backend, tx, event).await?;
    Ok(())
}

/// Fills free seats from the queue, in its order; a group that waits together is seated whole or passed over. The caller
/// holds the event's row ([`Tx::event_lock`]).
pub(crate) async fn promote(backend: &Backend, tx: &mut Tx, event: EventId) -> Result<Vec<Promoted>> {
    let free = tx.event_seats_free(event).await?;
    if free == Some(0) {
        return Ok(Vec::new());
    }
    let promoted = if tx.queue_has_groups(event).await? {
        let chosen = seats_for(&tx.queue(event).await?, free);
        tx.queue_seat_these(event, &chosen).await?
    } else {
        tx.queue_seat(event, free.unwrap_or(i64::MAX)).await?
    };
    if !promoted.is_empty() {
        tx.event_seats_add(event, i64::try_from(promoted.len()).unwrap_or(i64::MAX)).await?;
        mail::tell_promoted(backend, tx, event, &promoted).await?;
    }
    Ok(promoted)
}

/// Takes a seat for a registration that was just queued, and tells the person; `seated` is its state then.
async fn take_seat(
    backend: &Backend,
    tx: &mut Tx,
    event: EventId,
    person: PersonId,
    registration: RegistrationId,
    seated: RegistrationState,
) -> Result<RegistrationState> {
    // Before any promotion: what the letter says is found out when it is sent.
    mail::confirm(backend, tx, event, person).await?;
    if tx.event_take_seat(event, registration).await? {
        tx.registration_state_set(registration, seated).await?;
        return Ok(seated);
    }
    // A group that waits for more seats than are free is passed over.
    let promoted = promote(backend, tx, event).await?;
    let own = promoted.iter().find(|promoted| promoted.registration == registration);
    Ok(own.map_or(RegistrationState::Waiting, |own| own.state))
}

/// Adds the place in the queue, counted after the commit: nobody else waits for the counting.
async fn with_position(
    backend: &Backend,
    event: EventId,
    queued_at: Timestamp,
    mut registered: Registered,
) -> Result<Registered> {
    if registered.state == RegistrationState::Waiting {
        registered.position =
            Some(backend.look().await?.queue_position(event, queued_at, registered.registration).await?);
    }
    Ok(registered)
}

impl Offer {
    /// Whether the public does not know of the event.
    pub(crate) fn is_hidden(&self) -> bool {
        self.caravan_state == CaravanState::Draft || self.state == EventState::Draft
    }

    /// What a form for this event is read against.
    pub(crate) fn context(&self, now: Timestamp) -> FormContext {
        FormContext {
            lacks: Lacks::default(),
            today: zone::today(&self.zone, now),
            event_date: zone::today(&self.zone, self.starts_at),
            age_min: self.age_min,
            age_max: self.age_max,
            default_lang: Lang::default(),
        }
    }
}

/// The event, if this actor may see it and it takes people now.
pub(crate) async fn open_offer(backend: &Backend, actor: &Actor, event: EventId, now: Timestamp) -> Result<Offer> {
    not_a_phone(actor)?;
    let offer = backend.look().await?.registration_offer(event).await?.ok_or(Refusal::NotFound)?;
    if offer.is_hidden() {
        return Err(if actor.sees_drafts(offer.project) { Refusal::EventDraft } else { Refusal::NotFound }.into());
    }
    registration_open(offer.state, offer.ends_at, now).map_err(refusal)?;
    Ok(offer)
}

/// Locks the event's row and asks again whether it takes people: it may have closed since the form was read.
pub(crate) async fn lock_open(tx: &mut Tx, event: EventId, now: Timestamp) -> Result<()> {
    let door = tx.event_lock(event).await?.ok_or(Refusal::NotFound)?;
    Ok(registration_open(door.state, door.ends_at, now).map_err(refusal)?)
}

const fn refusal(why: NotOpen) -> Refusal {
    match why {
        NotOpen::Draft => Refusal::EventDraft,
        NotOpen::Closed => Refusal::EventClosed,
        NotOpen::Cancelled => Refusal::EventCancelled,
        NotOpen::Over => Refusal::EventOver,
    }
}

pub(crate) fn not_a_phone(actor: &Actor) -> Result<(), Refusal> {
    if matches!(actor, Actor::Device(_)) { Err(Refusal::Forbidden) } else { Ok(()) }
}
