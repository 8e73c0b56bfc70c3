//! How a verb changes one person: in which order it locks, how often it tries, whom it tells.

use keruen_domain::id::{CaravanId, EventId, PersonId};

use crate::Backend;
use crate::error::{Refusal, Result};
use crate::retry::Tries;
use crate::store::Tx;

/// Tries a transaction on a person until it is done, and tells the boards of the caravans that it touched. It answers
/// none when the person's list of events changed meanwhile.
pub(crate) async fn change<F>(backend: &Backend, once: impl Fn() -> F) -> Result<()>
where
    F: Future<Output = Result<Option<Vec<CaravanId>>>>,
{
    let mut tries = Tries::default();
    let caravans = loop {
        match once().await {
            Err(error) if tries.again(&error) => {}
            Ok(None) if tries.left() => {}
            done => break done?.ok_or(Refusal::Conflict)?,
        }
    };
    for caravan in caravans {
        backend.live().touched(caravan);
    }
    Ok(())
}

/// Locks the person's events and then the person; answers the events. None: there are others by now.
///
/// One order everywhere: events by id, the person, caravans by id. A promotion reads consents under its event's lock: with
/// all of the person's events locked, none can miss what changes.
pub(crate) async fn lock(tx: &mut Tx, person: PersonId) -> Result<Option<Vec<EventId>>> {
    let events = tx.registration_events(person).await?;
    for event in &events {
        tx.event_lock(*event).await?;
    }
    tx.person_lock(person).await?;
    Ok((tx.registration_events(person).await? == events).then_some(events))
}

/// Moves on the revision of the person's caravans, in order of id; answers them.
pub(crate) async fn touch(tx: &mut Tx, person: PersonId) -> Result<Vec<CaravanId>> {
    let caravans = tx.ticket_caravans(person).await?;
    for caravan in &caravans {
        tx.caravan_touch(*caravan).await?;
    }
    Ok(caravans)
}
