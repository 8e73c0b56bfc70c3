//! Making blank tickets: drawn and signed like all others, in one transaction.

use keruen_domain::blank::BlankRunForm;
use keruen_domain::id::{StopId, TicketId};
use keruen_domain::ticket::ShortCode;
use uuid::Uuid;

use super::{Blank, place};
use crate::actor::Actor;
use crate::error::{Internal, Refusal, Result};
use crate::{Backend, keys};

/// How often a short code is drawn before we say that none is free.
const DRAWS: usize = 8;

/// Makes blank tickets for a stop, numbered on from the last one. For coordinators and above.
///
/// [`Refusal::StaleForm`] when others were made since the form was shown, or the same form came before.
pub async fn blanks_make(backend: &Backend, actor: &Actor, stop: StopId, form: &BlankRunForm) -> Result<()> {
    let mut tx = backend.read().await?;
    let place = place(&mut tx, actor, stop).await?;
    drop(tx);
    let run = form.parse()?;
    let caravan = place.caravan.id;
    let signer = keys::signer(backend, caravan).await?;
    let draw = |number: i64| {
        let mut id = [0; 16];
        backend.entropy().fill(&mut id);
        let ticket = TicketId(Uuid::from_bytes(id));
        Blank { ticket, number, code: signer.sign(ticket), short_code: draw_code(backend) }
    };
    let mut blanks: Vec<Blank> = (run.first..run.first + run.count).map(draw).collect();
    let now = backend.now();
    let mut tx = backend.write().await?;
    // The caravan's row is the lock: numbers follow one another.
    tx.caravan_touch(caravan).await?;
    if tx.blank_last(stop).await?.unwrap_or(0) + 1 != run.first {
        return Err(Refusal::StaleForm.into());
    }
    for blank in &mut blanks {
        let mut draws = 0;
        while !tx.blank_insert(blank, caravan, stop, now).await? {
            draws += 1;
            if draws == DRAWS {
                return Err(Internal::Crypto("no free short code was found").into());
            }
            blank.short_code = draw_code(backend);
        }
    }
    tx.commit().await?;
    backend.live().touched(caravan);
    let by = actor.account().map_or_else(|_| "console".to_owned(), |account| account.to_string());
    tracing::info!(%stop, by, count = run.count, "blank tickets were made");
    Ok(())
}

fn draw_code(backend: &Backend) -> ShortCode {
    let mut random = [0; 8];
    backend.entropy().fill(&mut random);
    ShortCode::from_random(random)
}
