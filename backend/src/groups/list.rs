//! What a leader changes on the list: somebody joins, leaves, takes another's place; consents on paper.

use std::collections::BTreeMap;

use keruen_domain::class_list::Listed;
use keruen_domain::consent::ConsentWay;
use keruen_domain::event::RegistrationState;
use keruen_domain::id::{EventId, PersonId, RegistrationId};
use keruen_domain::registration::FormContext;
use keruen_domain::short_text::ShortText;
use keruen_domain::time::Timestamp;

use super::pupil::NewPupil;
use super::sql::Group;
use super::together;
use crate::Backend;
use crate::actor::Actor;
use crate::chance::Secret;
use crate::consents::{self, ConsentScope};
use crate::error::{Error, Refusal, Result};
use crate::keys;
use crate::registrations::{Offer, open_offer, promote};
use crate::retry::Tries;
use crate::store::Tx;

/// What the line of somebody who joins a group is read against.
#[derive(Debug, Clone)]
pub struct Joining {
    /// The events that still take people, together.
    pub context: FormContext,
    /// Values of the inputs that all people of the group share.
    pub origin: BTreeMap<String, String>,
}

/// What somebody who joins the group behind a page is read against. [`Refusal::EventOver`] when nothing takes people.
pub async fn joining(backend: &Backend, page: &Secret) -> Result<Joining> {
    let (group, offers) = open(backend, page).await?;
    let context = together(&offers, backend.now()).ok_or(Refusal::EventOver)?;
    Ok(Joining { context, origin: group.origin })
}

/// The group behind a page, and those of its events that take people, in order of id.
async fn open(backend: &Backend, page: &Secret) -> Result<(Group, Vec<Offer>)> {
    let mut tx = backend.read().await?;
    let group = tx.group_by_page(page).await?.ok_or(Refusal::NotFound)?;
    let events = tx.group_events(group.id).await?;
    drop(tx);
    let mut offers = Vec::new();
    for event in events {
        match open_offer(backend, &Actor::Anonymous, event, backend.now()).await {
            Ok(offer) => offers.push(offer),
            Err(Error::Refusal(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok((group, offers))
}

/// Somebody new on the list: at the end of the queues, or, for `instead_of`, on the place of somebody who leaves it. Only
/// events that still take people are joined; none left is [`Refusal::EventOver`].
pub async fn pupil_replaces(
    backend: &Backend,
    page: &Secret,
    instead_of: Option<PersonId>,
    listed: &Listed,
    browser: Option<&str>,
) -> Result<()> {
    let now = backend.now();
    let (group, offers) = open(backend, page).await?;
    let first = offers.first().ok_or(Refusal::EventOver)?;
    let signer = keys::signer(backend, group.caravan).await?;
    let pupil = NewPupil::new(backend, first, &signer, page, listed, &group, browser, now);
    let mut tries = Tries::default();
    loop {
        match replace(backend, &group, instead_of, &offers, &pupil, now).await {
            Err(error) if tries.again(&error) => {}
            done => break done?,
        }
    }
    backend.live().touched(group.caravan);
    Ok(())
}

async fn replace(
    backend: &Backend,
    group: &Group,
    instead_of: Option<PersonId>,
    offers: &[Offer],
    pupil: &NewPupil,
    now: Timestamp,
) -> Result<()> {
    let mut tx = backend.write().await?;
    for offer in offers {
        tx.event_lock(offer.event).await?;
    }
    tx.group_lock(group.id).await?;
    let members = tx.group_members(group.id).await?;
    let position = match instead_of {
        None => members.iter().map(|member| member.position).max().unwrap_or_default() + 1,
        Some(out) => {
            let member = members.iter().find(|member| member.person == out).ok_or(Refusal::NotFound)?;
            if !tx.group_member_leave(group.id, out, now).await? {
                return Err(Refusal::StaleForm.into());
            }
            member.position
        }
    };
    pupil.enter(backend, &mut tx, group, position).await?;
    for offer in offers {
        let registration = RegistrationId(backend.new_id(now));
        let before = match instead_of {
            Some(out) => tx.registration_standing(offer.event, out).await?.map(|before| (out, before)),
            None => None,
        };
        match before.filter(|(_, before)| before.state != RegistrationState::Cancelled) {
            None => pupil.queue(&mut tx, registration, offer.event, now, None).await?,
            Some((out, before)) => {
                // The registration itself goes over: with it the seat, or the turn and the company in which it waits.
                tx.registration_hand_over(before.registration, pupil.id).await?;
                if before.state.holds_seat() {
                    let seated = RegistrationState::seated(tx.consent_mark(pupil.id).await?);
                    tx.registration_state_set(before.registration, seated).await?;
                }
                tx.registration_insert(registration, offer.event, out, now).await?;
                tx.registration_state_set(registration, RegistrationState::Cancelled).await?;
            }
        }
        promote(&mut tx, offer.event).await?;
    }
    tx.caravan_touch(group.caravan).await?;
    Ok(tx.commit().await?)
}

/// Somebody leaves the list: their places are given back and go to who waits. Repeated, it does nothing more. What is over
/// stays as it was.
pub async fn pupil_leaves(backend: &Backend, page: &Secret, person: PersonId) -> Result<()> {
    let mut tx = backend.read().await?;
    let group = tx.group_by_page(page).await?.ok_or(Refusal::NotFound)?;
    drop(tx);
    let mut tries = Tries::default();
    loop {
        match leave(backend, &group, person).await {
            Err(error) if tries.again(&error) => {}
            done => break done?,
        }
    }
    backend.live().touched(group.caravan);
    Ok(())
}

async fn leave(backend: &Backend, group: &Group, person: PersonId) -> Result<()> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    if !tx.group_members(group.id).await?.iter().any(|member| member.person == person) {
        return Err(Refusal::NotFound.into());
    }
    // All of the person's events in order of id, whoever registered them: the order in which everybody locks.
    for event in tx.registration_events(person).await? {
        give_back(&mut tx, event, person, now).await?;
    }
    tx.group_lock(group.id).await?;
    tx.group_member_leave(group.id, person, now).await?;
    tx.caravan_touch(group.caravan).await?;
    Ok(tx.commit().await?)
}

async fn give_back(tx: &mut Tx, event: EventId, person: PersonId, now: Timestamp) -> Result<()> {
    let door = tx.event_lock(event).await?.ok_or(Refusal::NotFound)?;
    let Some(standing) = tx.registration_standing(event, person).await? else { return Ok(()) };
    if standing.state == RegistrationState::Cancelled || now >= door.ends_at {
        return Ok(());
    }
    tx.registration_state_set(standing.registration, RegistrationState::Cancelled).await?;
    if standing.state.holds_seat() {
        tx.event_seats_add(event, -1).await?;
    }
    // A group that waits without one of its people may fit.
    promote(tx, event).await?;
    Ok(())
}

/// The leader holds signed papers of these people, on the sheet with this number: recorded as their word. Who has the
/// consent already, and who is not on the list, is passed over.
pub async fn consents_held(
    backend: &Backend,
    page: &Secret,
    people: &[PersonId],
    paper_no: &ShortText,
    scope: ConsentScope,
) -> Result<()> {
    let mut tx = backend.read().await?;
    let group = tx.group_by_page(page).await?.ok_or(Refusal::NotFound)?;
    let members = tx.group_members(group.id).await?;
    drop(tx);
    let leader = group.leader.name.as_str();
    for member in members.iter().filter(|member| member.left_at.is_none() && people.contains(&member.person)) {
        consents::word_of(backend, member.person, (ConsentWay::LeadersWord, leader), paper_no, scope).await?;
    }
    Ok(())
}
