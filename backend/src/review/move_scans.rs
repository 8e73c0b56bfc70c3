//! A phone stood at another door than its screen said.

use keruen_domain::fact::{Body, FactRef};
use keruen_domain::field::FieldProblem;
use keruen_domain::move_form::MoveForm;
use keruen_domain::time::MINUTE;

use super::Desk;
use crate::actor::{Actor, MemberRole};
use crate::caravans::Scope;
use crate::error::{Error, Refusal, Result};
use crate::{Backend, zone};

/// Gives a phone's scans of a time range to another event of its caravan, as the clocks at the first event showed it, the
/// last minute included. A move made before is answered with its fact. For organisers.
pub async fn move_scans(backend: &Backend, actor: &Actor, form: &MoveForm) -> Result<FactRef> {
    actor.source()?;
    let draft = form.parse().map_err(Error::Form)?;
    let mut tx = backend.write().await?;
    let Scope { caravan, project, .. } = tx.device_scope(draft.device).await?.ok_or(Refusal::NotFound)?;
    actor.require(project, MemberRole::Organiser)?;
    let from_event = tx.event_owned(draft.from_event).await?.filter(|(_, of)| *of == project);
    let (from_event, _) = from_event.ok_or(Refusal::NotFound)?;
    match tx.event_scope(draft.to_event).await? {
        Some(to) if to.caravan == caravan => {}
        Some(to) if to.project == project => return Err(Refusal::NotInCaravan.into()),
        _ => return Err(Refusal::NotFound.into()),
    }
    let instant =
        |at, name| zone::to_instant(at, &from_event.zone).ok_or_else(|| Error::input(name, FieldProblem::BadTime));
    let body = Body::Move {
        device: draft.device,
        from_event: draft.from_event,
        to_event: draft.to_event,
        from: instant(draft.from, "from_time")?,
        until: instant(draft.until, "until_time")?.plus(MINUTE),
    };
    let mut desk = Desk::open(backend, tx, actor, project).await?;
    let before = desk.said_about(vec![draft.device.0], Vec::new()).await?;
    let names = desk.state(vec![body], &before).await?;
    desk.close().await?;
    names.into_iter().next().ok_or_else(|| Refusal::Conflict.into())
}
