//! People who came without registering, as desk phones describe them: kept once each, with a ticket of their own.

mod sql;

use keruen_domain::api::{BATCH_MAX, Receipt};
use keruen_domain::consent::ConsentKind;
use keruen_domain::id::{PersonId, TicketId};
use keruen_domain::new_person::{ConsentAnswer, NewPerson};
use keruen_domain::person::Role;
use keruen_domain::project::Project;
use keruen_domain::time::Timestamp;
use keruen_domain::walk_in::{WalkIn, WalkInBatch, WalkInReceipt, WalkInReply};

use crate::actor::{DeviceActor, DeviceRole};
use crate::consents::Terms;
use crate::error::{Refusal, Result};
use crate::store::Tx;
use crate::tickets::NewTicket;
use crate::{Backend, keys, zone};

/// Keeps the people whom a desk phone describes, each once by the id that the phone made, and gives a receipt for each in
/// the order sent. Like scans, what a phone out of service still has is kept: without scans that count nobody is in a figure,
/// and no roster lists whom it brings afterwards.
///
/// A door phone gets [`Refusal::Forbidden`]; more than [`BATCH_MAX`] people [`Refusal::TooManyRequests`].
pub async fn walk_ins_keep(backend: &Backend, device: DeviceActor, batch: WalkInBatch) -> Result<WalkInReply> {
    if device.role != DeviceRole::Desk {
        return Err(Refusal::Forbidden.into());
    }
    if batch.people.len() > BATCH_MAX {
        return Err(Refusal::TooManyRequests.into());
    }
    let now = backend.now();
    let signer = keys::signer(backend, device.caravan).await?;
    let mut receipts = Vec::with_capacity(batch.people.len());
    let mut tx = backend.write().await?;
    // The caravan's row is the lock: one phone that sends twice at once is kept once.
    tx.caravan_touch(device.caravan).await?;
    let (_, project, _) = tx.caravan_with_project(device.caravan).await?.ok_or(Refusal::NotFound)?;
    for value in batch.people {
        let walk_in: WalkIn = match serde_json::from_value(value) {
            Ok(walk_in) => walk_in,
            Err(error) => {
                receipts.push(malformed(None, &error.to_string()));
                continue;
            }
        };
        receipts.push(match tx.walk_in_known(walk_in.id).await? {
            Some(by) if by == Some(device.id) => receipt(walk_in.id, Receipt::Already),
            Some(_) => malformed(Some(walk_in.id), "the id is taken"),
            None => {
                let at = walk_in.at.map_or(now, |at| at.min(now));
                match walk_in.form.parse(zone::today(zone::DEFAULT, at)) {
                    Ok(person) => {
                        let ticket = NewTicket::with_id(backend, &signer, TicketId(walk_in.id.0));
                        enter(backend, &mut tx, device, &project, (walk_in.id, &person, at), &ticket, now).await?;
                        receipt(walk_in.id, Receipt::Stored)
                    }
                    Err(errors) => {
                        let fields: Vec<&str> = errors.iter().map(|(field, _)| field.as_str()).collect();
                        malformed(Some(walk_in.id), &fields.join(", "))
                    }
                }
            }
        });
    }
    tx.commit().await?;
    backend.live().touched(device.caravan);
    Ok(WalkInReply { receipts })
}

/// Writes somebody down with everything that is theirs.
async fn enter(
    backend: &Backend,
    tx: &mut Tx,
    device: DeviceActor,
    project: &Project,
    (id, person, at): (PersonId, &NewPerson, Timestamp),
    ticket: &NewTicket,
    now: Timestamp,
) -> Result<()> {
    tx.person_insert(id, project.id, person, Role::Participant, now).await?;
    tx.walk_in_insert(id, device.id, now).await?;
    ticket.issue(backend, tx, device.caravan, id, now).await?;
    if person.data_consent == ConsentAnswer::Yes {
        let consent = Terms::of(project).own(backend, id, ConsentKind::Data, person.language, at);
        tx.consent_insert(&consent).await?;
    }
    Ok(())
}

const fn receipt(id: PersonId, receipt: Receipt) -> WalkInReceipt {
    WalkInReceipt { id: Some(id), receipt, problem: None }
}

fn malformed(id: Option<PersonId>, problem: &str) -> WalkInReceipt {
    // The parser's message names our fields, and at most a word of the item.
    WalkInReceipt { id, receipt: Receipt::Malformed, problem: Some(problem.chars().take(200).collect()) }
}
