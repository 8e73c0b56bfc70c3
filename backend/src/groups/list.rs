//! What a leader changes on the list: somebody joins, leaves, takes another's place; consents on paper.

use std::collections::BTreeMap;

use keruen_domain::class_list::Listed;
use keruen_domain::consent::ConsentWay;
use keruen_domain::event::{EventState, NotOpen, RegistrationState, registration_open};
use keruen_domain::id::{EventId, GroupId, PersonId, RegistrationId};
use keruen_domain::new_person::without_contact;
use keruen_domain::registration::FormContext;
use keruen_domain::short_text::ShortText;
use keruen_domain::time::Timestamp;

use super::pupil::NewPupil;
use super::sql::{Group, MemberRow};
use super::together;
use crate::Backend;
use crate::chance::Secret;
use crate::consents::{self, ConsentScope};
use crate::error::{Refusal, Result};
use crate::keys;
use crate::registrations::{Offer, Standing, give_back, promote};
use crate::retry::Tries;
use crate::store::Tx;

/// How somebody comes onto a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joins {
    /// At its end, and at the end of the queues of the events that take people.
    AtTheEnd,
    /// In the place of this person, who leaves: with their seats and turns, also where nobody new is taken any more.
    InsteadOf(PersonId),
}

/// What the line of somebody who joins a group is read against.
#[derive(Debug, Clone)]
pub struct Joining {
    /// The events that they will attend, together.
    pub context: FormContext,
    /// Values of the inputs that all people of the group share.
    pub origin: BTreeMap<String, String>,
}

/// What somebody who joins the group behind a page is read against. [`Refusal::EventOver`] when no event is left for them.
pub async fn joining(backend: &Backend, page: &Secret, how: Joins) -> Result<Joining> {
    let mut tx = backend.read().await?;
    let group = tx.group_by_page(page).await?.ok_or(Refusal::NotFound)?;
    let offers = joinable(&mut tx, group.id, how, backend.now()).await?;
    let context = together(&offers, backend.now()).ok_or(Refusal::EventOver)?;
    Ok(Joining { context, origin: group.origin })
}

/// The group's events that somebody who joins will attend, in order of id.
async fn joinable(tx: &mut Tx, group: GroupId, how: Joins, now: Timestamp) -> Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for event in tx.group_events(group).await? {
        let offer = tx.registration_offer(event).await?.ok_or(Refusal::NotFound)?;
        if !offer.is_hidden() && takes(tx, event, (offer.state, offer.ends_at), how, now).await?.is_some() {
            offers.push(offer);
        }
    }
    Ok(offers)
}

/// How an event takes somebody who joins: on a seat or a turn that is handed over, or as the last of the queue.
enum Takes {
    HandedOver(PersonId, Standing),
    Queued,
}

async fn takes(
    tx: &mut Tx,
    event: EventId,
    (state, ends_at): (EventState, Timestamp),
    how: Joins,
    now: Timestamp,
) -> Result<Option<Takes>> {
    let open = registration_open(state, ends_at, now);
    let given = match how {
        Joins::InsteadOf(out) => tx.registration_standing(event, out).await?.map(|standing| (out, standing)),
        Joins::AtTheEnd => None,
    };
    let given = given.filter(|(_, standing)| standing.state != RegistrationState::Cancelled);
    Ok(match (open, given) {
        (Ok(()) | Err(NotOpen::Closed), Some((out, standing))) => Some(Takes::HandedOver(out, standing)),
        (Ok(()), None) => Some(Takes::Queued),
        (Err(_), _) => None,
    })
}

/// Somebody new on the list. Who is on it already, by name and day of birth, is [`Refusal::AlreadyRegistered`]; no event
/// left for them is [`Refusal::EventOver`]; somebody to replace who has left, [`Refusal::StaleForm`].
pub async fn pupil_joins(
    backend: &Backend,
    page: &Secret,
    how: Joins,
    listed: &Listed,
    browser: Option<&str>,
) -> Result<()> {
    let now = backend.now();
    let mut tx = backend.read().await?;
    let group = tx.group_by_page(page).await?.ok_or(Refusal::NotFound)?;
    let offers = joinable(&mut tx, group.id, how, now).await?;
    drop(tx);
    let first = offers.first().ok_or(Refusal::EventOver)?;
    let signer = keys::signer(backend, group.caravan).await?;
    let pupil = NewPupil::new(backend, first, &signer, page, listed, &group, browser, now);
    let mut tries = Tries::default();
    loop {
        match join(backend, (&group, page), how, &pupil, now).await {
            Err(error) if tries.again(&error) => {}
            done => break done?,
        }
    }
    backend.live().touched(group.caravan);
    Ok(())
}

/// The second half of [`pupil_joins`]; that of a page which was renewed since is [`Refusal::NotFound`]: the secrets of the
/// new one's would not fit.
async fn join(
    backend: &Backend,
    (group, page): (&Group, &Secret),
    how: Joins,
    pupil: &NewPupil,
    now: Timestamp,
) -> Result<()> {
    let mut tx = backend.write().await?;
    let mut doors = Vec::new();
    for event in tx.group_events(group.id).await? {
        doors.push((event, tx.event_lock(event).await?.ok_or(Refusal::NotFound)?));
    }
    locked(&mut tx, group.id, page).await?;
    let members = tx.group_members(group.id).await?;
    let stays = |member: &&MemberRow| member.left_at.is_none() && how != Joins::InsteadOf(member.person);
    if members.iter().filter(stays).any(|member| without_contact(&member.candidate_key) == pupil.key()) {
        return Err(Refusal::AlreadyRegistered.into());
    }
    let position = match how {
        Joins::AtTheEnd => members.iter().map(|member| member.position).max().unwrap_or_default() + 1,
        Joins::InsteadOf(out) => {
            let member = members.iter().find(|member| member.person == out).ok_or(Refusal::NotFound)?;
            if !tx.group_member_leave(group.id, out, now).await? {
                return Err(Refusal::StaleForm.into());
            }
            member.position
        }
    };
    pupil.enter(backend, &mut tx, group, position).await?;
    let mut taken = false;
    for (event, door) in doors {
        let registration = RegistrationId(backend.new_id(now));
        match takes(&mut tx, event, (door.state, door.ends_at), how, now).await? {
            None => continue,
            Some(Takes::Queued) => pupil.queue(&mut tx, registration, event, now, None).await?,
            Some(Takes::HandedOver(out, before)) => {
                // The registration itself goes over: with it the seat, or the turn and the company in which it waits.
                tx.registration_hand_over(before.registration, pupil.id).await?;
                if before.state.holds_seat() {
                    let seated = RegistrationState::seated(tx.consent_mark(pupil.id).await?);
                    tx.registration_state_set(before.registration, seated).await?;
                }
                tx.registration_insert(registration, event, out, now).await?;
                tx.registration_state_set(registration, RegistrationState::Cancelled).await?;
            }
        }
        taken = true;
        promote(backend, &mut tx, event).await?;
    }
    // What was open when the line was read may have closed since.
    if !taken {
        return Err(Refusal::EventOver.into());
    }
    tx.caravan_touch(group.caravan).await?;
    Ok(tx.commit().await?)
}

/// Somebody leaves the list: their places at the group's events are given back, to whoever waits next. Repeated, it does
/// nothing more. What is over stays as it was, and so does what they registered for by themselves.
pub async fn pupil_leaves(backend: &Backend, page: &Secret, person: PersonId) -> Result<()> {
    let mut tx = backend.read().await?;
    let group = tx.group_by_page(page).await?.ok_or(Refusal::NotFound)?;
    drop(tx);
    let mut tries = Tries::default();
    loop {
        match leave(backend, (&group, page), person).await {
            Err(error) if tries.again(&error) => {}
            done => break done?,
        }
    }
    backend.live().touched(group.caravan);
    Ok(())
}

/// Locks the group, if it is still this page's.
async fn locked(tx: &mut Tx, group: GroupId, page: &Secret) -> Result<()> {
    if tx.group_lock(group, page).await? { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

async fn leave(backend: &Backend, (group, page): (&Group, &Secret), person: PersonId) -> Result<()> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    if !tx.group_members(group.id).await?.iter().any(|member| member.person == person) {
        return Err(Refusal::NotFound.into());
    }
    for event in tx.group_events(group.id).await? {
        give_back(backend, &mut tx, event, person, now).await?;
    }
    locked(&mut tx, group.id, page).await?;
    tx.group_member_leave(group.id, person, now).await?;
    tx.caravan_touch(group.caravan).await?;
    Ok(tx.commit().await?)
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

#[cfg(test)]
#[path = "tests/list.rs"]
mod tests;
