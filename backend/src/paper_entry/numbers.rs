//! Numbers of people on an event's printed lists. A number is given once: a list that was printed in the morning still says
//! who its number 17 is when ten more have come onto the list.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use keruen_domain::id::{EventId, PersonId};

use crate::Backend;
use crate::actor::Actor;
use crate::error::{Refusal, Result};
use crate::roll::{RollRow, event_roll};

/// The roll of those who are expected or came, each with a number: who has none yet gets the next ones, in the order of the
/// list. For coordinators.
pub async fn numbered_roll(backend: &Backend, actor: &Actor, event: EventId) -> Result<Vec<(i64, RollRow)>> {
    let mut roll = event_roll(backend, actor, event).await?;
    roll.retain(RollRow::is_expected);
    let mut numbers = backend.read().await?.list_numbers(event).await?;
    if roll.iter().any(|row| !numbers.contains_key(&row.person)) {
        numbers = given(backend, event, &roll).await?;
    }
    let number = |row: RollRow| Some((*numbers.get(&row.person)?, row));
    Ok(roll.into_iter().filter_map(number).collect())
}

async fn given(backend: &Backend, event: EventId, roll: &[RollRow]) -> Result<BTreeMap<PersonId, i64>> {
    let mut tx = backend.write().await?;
    // The event's row is the lock: two who print at once give the same numbers.
    tx.event_lock(event).await?.ok_or(Refusal::NotFound)?;
    let mut numbers = tx.list_numbers(event).await?;
    let mut next = numbers.values().max().map_or(1, |last| last + 1);
    for row in roll {
        if let Entry::Vacant(entry) = numbers.entry(row.person) {
            tx.list_number_insert(event, row.person, next).await?;
            entry.insert(next);
            next += 1;
        }
    }
    tx.commit().await?;
    Ok(numbers)
}
