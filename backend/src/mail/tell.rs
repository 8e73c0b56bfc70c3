//! What the verbs put into the outbox, inside their own transactions.

use keruen_domain::id::{EventId, PersonId, StopId};
use keruen_domain::letter::{CHANGE_SETTLES, LetterKind};

use super::sql::NewLetter;
use crate::Backend;
use crate::error::Result;
use crate::registrations::Promoted;
use crate::store::Tx;

/// Tells a person where they stand with an event for which they have just registered.
pub(crate) async fn confirm(backend: &Backend, tx: &mut Tx, event: EventId, person: PersonId) -> Result<()> {
    let now = backend.now();
    let letter =
        NewLetter { id: backend.new_id(now), kind: LetterKind::Confirmation, event, person, day: None, due_at: now };
    Ok(tx.outbox_insert(&letter, now).await?)
}

/// Tells those whom a place has come to.
pub(crate) async fn tell_promoted(backend: &Backend, tx: &mut Tx, event: EventId, promoted: &[Promoted]) -> Result<()> {
    let now = backend.now();
    for Promoted { person, .. } in promoted {
        let id = backend.new_id(now);
        let letter = NewLetter { id, kind: LetterKind::Promoted, event, person: *person, day: None, due_at: now };
        tx.outbox_insert(&letter, now).await?;
    }
    Ok(())
}

/// Tells everybody on the lists of a stop's events that the stop is elsewhere now.
pub(crate) async fn tell_stop(backend: &Backend, tx: &mut Tx, stop: StopId) -> Result<()> {
    for event in tx.events_to_come(stop, backend.now()).await? {
        tell_all(backend, tx, LetterKind::Changed, event).await?;
    }
    Ok(())
}

/// Tells everybody on an event's list that it was changed or called off, once the organiser has left it alone for a while.
pub(crate) async fn tell_all(backend: &Backend, tx: &mut Tx, kind: LetterKind, event: EventId) -> Result<()> {
    let now = backend.now();
    for person in tx.outbox_readers(event).await? {
        let id = backend.new_id(now);
        let letter = NewLetter { id, kind, event, person, day: None, due_at: now.plus(CHANGE_SETTLES) };
        tx.outbox_insert(&letter, now).await?;
    }
    Ok(())
}
