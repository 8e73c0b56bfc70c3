//! A letter that was taken from the outbox becomes one that can be written, or is withdrawn: decided when it is sent.

use keruen_domain::letter::{LetterKind, Occasion};

use super::Letter;
use super::sql::Taken;
use crate::error::Result;
use crate::tickets::Held;
use crate::{Backend, zone};

/// The letter, if it still tells the truth and somebody reads there.
pub(super) async fn letter(backend: &Backend, taken: &Taken) -> Result<Option<Letter>> {
    let now = backend.now();
    let mut tx = backend.read().await?;
    let Some((to, language)) = tx.outbox_reader(taken.person).await? else { return Ok(None) };
    let Some((ticket, _)) = tx.ticket_held(taken.person, taken.caravan).await? else { return Ok(None) };
    let concerns = |held: &Held| match taken.day {
        None => held.event.id == taken.event,
        Some(day) => zone::today(&held.event.zone, held.event.starts_at) == day,
    };
    let holds = |held: &Held| taken.kind.holds(occasion(held), now);
    let events = tx.ticket_events(taken.person, taken.caravan).await?;
    drop(tx);
    let Some(held) = events.iter().find(|held| concerns(held) && holds(held)) else { return Ok(None) };

    // Made from the installation's key and the letter's id: the store keeps its hash only, and a letter that is written
    // again names the same address.
    let page = backend.secret_key().letter_page(taken.id);
    let mut tx = backend.write().await?;
    tx.outbox_page(ticket, &page, now).await?;
    tx.commit().await?;
    let event = if taken.kind == LetterKind::Reminder { held.event.id } else { taken.event };
    Ok(Some(Letter { id: taken.id, kind: taken.kind, to, language, event, day: taken.day, page }))
}

const fn occasion(held: &Held) -> Occasion {
    Occasion {
        standing: held.state,
        event: held.event.state,
        starts_at: held.event.starts_at,
        ends_at: held.event.ends_at,
    }
}
