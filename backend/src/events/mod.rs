//! Events: when and where something happens, whether it takes people, and how many.

mod sql;
mod view;

use keruen_domain::caravan::Stop;
use keruen_domain::event::{Event, EventState};
use keruen_domain::event_form::{EventDraft, EventForm};
use keruen_domain::field::FieldProblem;
use keruen_domain::id::{CaravanId, EventId, StopId};
use keruen_domain::letter::LetterKind;

use crate::caravans::{allowed, organised};
use crate::error::{Error, Refusal, Result};
use crate::store::Tx;
use crate::{Actor, Backend, mail, registrations, zone};

pub(crate) use sql::{EventRow, event_columns};
pub use view::{EventPage, EventView, event_among_others, event_get};

/// Makes an event, a draft.
pub async fn event_create(backend: &Backend, actor: &Actor, caravan: CaravanId, form: &EventForm) -> Result<EventId> {
    let now = backend.now();
    let id = EventId(backend.new_id(now));
    let mut tx = backend.write().await?;
    organised(&mut tx, actor, caravan).await?;
    let event = event_of(&mut tx, id, caravan, form.parse()?, None).await?;
    tx.event_insert(&event, now).await?;
    tx.caravan_touch(caravan).await?;
    tx.commit().await?;
    backend.live().touched(caravan);
    Ok(id)
}

/// Changes an event; its state stays. More seats go to those who wait.
pub async fn event_update(backend: &Backend, actor: &Actor, id: EventId, form: &EventForm) -> Result<()> {
    let mut tx = backend.write().await?;
    let old = held(&mut tx, actor, id).await?;
    let event = event_of(&mut tx, id, old.caravan, form.parse()?, Some(&old)).await?;
    if !tx.event_update(&event).await? {
        return Err(Refusal::StaleForm.into());
    }
    if is_elsewhere(&old, &event) {
        mail::tell_all(backend, &mut tx, LetterKind::Changed, id).await?;
    }
    registrations::promote(backend, &mut tx, id).await?;
    tx.caravan_touch(old.caravan).await?;
    tx.commit().await?;
    backend.live().touched(old.caravan);
    Ok(())
}

/// Publishes an event, closes its registration, opens it again, calls the event off or back on.
/// [`Refusal::Conflict`] when that cannot follow: what was public does not become a draft again.
pub async fn event_state_set(backend: &Backend, actor: &Actor, id: EventId, state: EventState) -> Result<()> {
    let mut tx = backend.write().await?;
    let old = held(&mut tx, actor, id).await?;
    if old.state == state {
        return Ok(());
    }
    if state == EventState::Draft {
        return Err(Refusal::Conflict.into());
    }
    tx.event_state_set(id, state).await?;
    match (old.state, state) {
        (_, EventState::Cancelled) => mail::tell_all(backend, &mut tx, LetterKind::Cancelled, id).await?,
        (EventState::Cancelled, _) => mail::tell_all(backend, &mut tx, LetterKind::Changed, id).await?,
        _ => {}
    }
    tx.caravan_touch(old.caravan).await?;
    tx.commit().await?;
    backend.live().touched(old.caravan);
    Ok(())
}

/// Sets the number of seats; none: unlimited. It may be lower than what is taken: nobody loses a seat, and
/// nobody gets one until enough are given up. New seats go to those who wait.
pub async fn event_capacity_set(backend: &Backend, actor: &Actor, id: EventId, capacity: Option<i64>) -> Result<()> {
    if capacity.is_some_and(|seats| seats < 0) {
        return Err(Refusal::CapacityNegative.into());
    }
    let mut tx = backend.write().await?;
    let old = held(&mut tx, actor, id).await?;
    tx.event_capacity_set(id, capacity).await?;
    registrations::promote(backend, &mut tx, id).await?;
    tx.caravan_touch(old.caravan).await?;
    tx.commit().await?;
    backend.live().touched(old.caravan);
    Ok(())
}

/// Whether who comes as they were told comes at the wrong time or to the wrong place.
fn is_elsewhere(old: &Event, new: &Event) -> bool {
    (old.starts_at, old.ends_at, &old.zone, old.stop, &old.place)
        != (new.starts_at, new.ends_at, &new.zone, new.stop, &new.place)
}

/// The event, its row held until the end of the transaction (rule 10: seats and queue change in one place at a
/// time), for organisers of its project.
async fn held(tx: &mut Tx, actor: &Actor, id: EventId) -> Result<Event> {
    tx.event_lock(id).await?;
    let found = tx.event_owned(id).await?;
    allowed(actor, found, |(_, project)| *project).map(|(event, _)| event)
}

/// The event that a form describes. Its day is one of its stop's days; an event that was there before the stop moved may
/// stay where it is.
async fn event_of(
    tx: &mut Tx,
    id: EventId,
    caravan: CaravanId,
    draft: EventDraft,
    old: Option<&Event>,
) -> Result<Event> {
    let stop = match draft.stop {
        Some(stop) => Some(stop_of(tx, caravan, stop).await?),
        None => None,
    };
    let stays = old.is_some_and(|old| {
        old.stop == stop.as_ref().map(|stop| stop.id) && zone::today(&old.zone, old.starts_at) == draft.starts.date
    });
    if let Some(Stop { first_day: first, last_day: last, .. }) = stop
        && !stays
        && !(first..=last).contains(&draft.starts.date)
    {
        return Err(Error::input("starts_day", FieldProblem::OutsideStop { first, last }));
    }
    let zone = draft.zone.or_else(|| stop.as_ref().map(|stop| stop.zone.clone()));
    let zone = zone.unwrap_or_else(|| zone::DEFAULT.to_owned());
    if !zone::is_zone(&zone) {
        return Err(Error::input("zone", FieldProblem::UnknownValue));
    }
    let instant = |at, name| zone::to_instant(at, &zone).ok_or_else(|| Error::input(name, FieldProblem::BadTime));
    let (starts_at, ends_at) = (instant(draft.starts, "starts_time")?, instant(draft.ends, "ends_time")?);
    // Clocks put back between start and end can make a later reading an earlier instant.
    if ends_at <= starts_at {
        return Err(Error::input("ends_time", FieldProblem::EndsBeforeStart));
    }
    Ok(Event {
        id,
        caravan,
        stop: stop.map(|stop| stop.id),
        kind: draft.kind,
        title: draft.title,
        about: draft.about,
        place: draft.place,
        starts_at,
        ends_at,
        zone,
        capacity: draft.capacity,
        state: old.map_or(EventState::Draft, |old| old.state),
        counting: draft.counting,
        age_min: draft.age_min,
        age_max: draft.age_max,
        rules: draft.rules,
        version: draft.version,
    })
}

/// A stop of this caravan. One of another caravan is answered as one that does not exist.
async fn stop_of(tx: &mut Tx, caravan: CaravanId, id: StopId) -> Result<Stop> {
    let found = tx.stop_owned(id).await?.filter(|(stop, _)| stop.caravan == caravan);
    found.map(|(stop, _)| stop).ok_or_else(|| Refusal::NotInCaravan.into())
}
