//! Reminders: once for each person, caravan and day, at daytime of the day before, wherever the event is.

use keruen_domain::letter::{LetterKind, REMEMBERED_FOR, reminds_of};
use keruen_domain::time::{CivilDateTime, DAY};

use super::sql::NewLetter;
use crate::error::Result;
use crate::{Backend, zone};

/// Puts the reminders that are due into the outbox; says how many. Called again, by whomever, it adds none twice.
pub async fn remind(backend: &Backend) -> Result<usize> {
    let now = backend.now();
    let mut tx = backend.look().await?;
    let mut letters = Vec::new();
    for event in tx.events_beginning(now, now.plus(2 * DAY)).await? {
        let there = CivilDateTime::at(now, zone::offset_minutes(&event.zone, now));
        let day = zone::today(&event.zone, event.starts_at);
        if reminds_of(there) != Some(day) {
            continue;
        }
        for person in tx.outbox_unreminded(event.id, day, now.plus(-REMEMBERED_FOR)).await? {
            let id = backend.new_id(now);
            letters.push(NewLetter {
                id,
                kind: LetterKind::Reminder,
                event: event.id,
                person,
                day: Some(day),
                due_at: now,
            });
        }
    }
    drop(tx);
    if letters.is_empty() {
        return Ok(0);
    }
    let mut tx = backend.write().await?;
    for letter in &letters {
        tx.outbox_insert(letter, now).await?;
    }
    tx.commit().await?;
    Ok(letters.len())
}
