//! Somebody on a sheet whom nobody knows: written down with a ticket, and entered in the same breath.

use keruen_domain::consent::{ConsentKind, ConsentWay};
use keruen_domain::id::{PersonId, SheetId};
use keruen_domain::new_person::ConsentAnswer;
use keruen_domain::person::Role;
use keruen_domain::short_text::ShortText;
use keruen_domain::walk_in::WalkInForm;

use super::found;
use super::typing::line_insert;
use crate::actor::Actor;
use crate::consents::{Giver, NewConsent, Terms};
use crate::error::{Refusal, Result};
use crate::tickets::NewTicket;
use crate::{Backend, keys, zone};

/// Writes down whoever signed without being known, as a desk phone does, and enters them on the sheet. A minor is counted
/// with a consent: with the number of the signed paper in `consent_paper`, or when one comes later. Gives the line.
/// For coordinators of the event's stop.
pub async fn sheet_newcomer(
    backend: &Backend,
    actor: &Actor,
    sheet: SheetId,
    form: &WalkInForm,
    consent_paper: Option<&ShortText>,
) -> Result<i64> {
    let (_, scope) = found(&mut backend.read().await?, actor, sheet).await?;
    let now = backend.now();
    let person = form.parse(zone::today(zone::DEFAULT, now))?;
    let signer = keys::signer(backend, scope.caravan).await?;
    let ticket = NewTicket::draw(backend, &signer);
    let id = PersonId(backend.new_id(now));
    let mut tx = backend.write().await?;
    let (sheet, scope) = found(&mut tx, actor, sheet).await?;
    tx.caravan_touch(scope.caravan).await?;
    let (_, project, _) = tx.caravan_with_project(scope.caravan).await?.ok_or(Refusal::NotFound)?;
    tx.person_insert(id, project.id, &person, Role::Participant, now).await?;
    ticket.issue(backend, &mut tx, scope.caravan, id, now).await?;
    let (event, _) = tx.event_owned(sheet.event).await?.ok_or(Refusal::NotFound)?;
    let day = zone::today(&event.zone, event.starts_at);
    let own = Terms::of(&project).own(backend, id, ConsentKind::Data, person.language, now);
    if person.data_consent == ConsentAnswer::Yes {
        tx.consent_insert(&own).await?;
    } else if let Some(paper) = consent_paper {
        let consent = NewConsent {
            way: ConsentWay::Paper,
            giver: Giver::of_paper(person.birth_date, day),
            paper_no: Some(paper.as_str().to_owned()),
            ..own
        };
        tx.consent_insert(&consent).await?;
    }
    let line = line_insert(backend, &mut tx, actor, &sheet, scope, id).await?;
    crate::attendance::finish(backend, tx, scope.caravan).await?;
    Ok(line)
}
