//! Forgetting people: consents withdrawn, persons erased, names kept no longer than agreed (design rules 11 and 12).
//!
//! What is erased is everything that names a person. What figures are made of stays: facts, which refer to people by id,
//! and of the person sex, region, kind of place and institution, role and what is kept of the age. So no figure moves.

mod due;
mod sql;

use std::collections::BTreeMap;

use keruen_domain::age::Frozen;
use keruen_domain::consent::ConsentKind;
use keruen_domain::erasure::frozen_ages;
use keruen_domain::id::{CaravanId, PersonId, ProjectId};
use keruen_domain::scan::ConsentMark;

pub use due::{Forgotten, forget_due};
pub use keruen_domain::erasure::ErasedBy;

use crate::actor::{Actor, MemberRole};
use crate::attendance::{ProjectState, project_state, story};
use crate::chance::Secret;
use crate::consents;
use crate::error::{Refusal, Result};
use crate::people::change::{change, lock, touch};
use crate::registrations::give_back;
use crate::store::Tx;
use crate::{Backend, zone};

/// What a withdrawal entailed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    /// Only photo and video: the person stays as they are.
    Photo,
    /// The person was at no event yet: their tickets open no door until somebody agrees again, and the name goes when
    /// nobody does.
    NotYetCame,
    /// The person was erased, and what they attended stays counted.
    Erased,
}

/// What somebody takes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeBack {
    /// The consent to photo and video.
    Photo,
    /// The consent to processing data, which takes the one to photo and video with it.
    Data,
    /// As `Data`, and the name goes at once, whether they came or not.
    Everything,
}

/// The representative takes a consent back by their link.
pub async fn withdraw_by_link(backend: &Backend, token: &Secret, what: TakeBack) -> Result<Withdrawn> {
    let person = consents::link_person(backend, token).await?;
    withdraw(backend, person, what, ErasedBy::Representative).await
}

/// Who agreed for themselves takes a consent back by their ticket. A minor's is their representative's to take back:
/// [`Refusal::Forbidden`].
pub async fn withdraw_by_ticket(backend: &Backend, ticket: &Secret, what: TakeBack) -> Result<Withdrawn> {
    let mut tx = backend.read().await?;
    let holder = tx.ticket_holder(ticket).await?.ok_or(Refusal::NotFound)?;
    let today = zone::today(zone::DEFAULT, backend.now());
    if consents::is_represented(&mut tx, holder.person, holder.birth_date, today).await? {
        return Err(Refusal::Forbidden.into());
    }
    drop(tx);
    withdraw(backend, holder.person, what, ErasedBy::Themselves).await
}

/// Erases a person and every record that was merged with theirs. For organisers.
pub async fn erase_person(backend: &Backend, actor: &Actor, person: PersonId) -> Result<()> {
    let found = backend.look().await?.person_project(person).await?;
    let project = actor.require_found(found, |project| *project, MemberRole::Organiser)?;
    let state = project_state(backend, project).await?;
    erase(backend, &state, project, &records_of(&state, person), ErasedBy::Organiser).await?;
    let by = actor.account().map_or_else(|_| "console".to_owned(), |account| account.to_string());
    tracing::info!(%person, by, "a person was erased");
    Ok(())
}

async fn withdraw(backend: &Backend, person: PersonId, what: TakeBack, by: ErasedBy) -> Result<Withdrawn> {
    let project = backend.look().await?.person_project(person).await?.ok_or(Refusal::NotFound)?;
    let state = project_state(backend, project).await?;
    // Whoever is merged with them is them: consents are theirs together.
    let records = records_of(&state, person);
    let (kinds, done): (&[ConsentKind], _) = match what {
        TakeBack::Photo => (&[ConsentKind::Photo], Withdrawn::Photo),
        TakeBack::Data if !came(&state, person) => (ConsentKind::ALL, Withdrawn::NotYetCame),
        TakeBack::Data | TakeBack::Everything => {
            erase(backend, &state, project, &records, by).await?;
            return Ok(Withdrawn::Erased);
        }
    };
    for record in records {
        change(backend, || take_back_once(backend, record, kinds, by)).await?;
    }
    Ok(done)
}

/// Whether the person attended anything.
fn came(state: &ProjectState, person: PersonId) -> bool {
    let canonical = state.folded.canonical(person);
    state.folded.attendances.keys().any(|(_, who)| *who == canonical)
}

/// All records of who this record is about.
fn records_of(state: &ProjectState, person: PersonId) -> Vec<PersonId> {
    let canonical = state.folded.canonical(person);
    let mut records: Vec<PersonId> =
        state.folded.canon.iter().filter(|(_, canon)| **canon == canonical).map(|(record, _)| *record).collect();
    records.extend([person, canonical]);
    records.sort_unstable();
    records.dedup();
    records
}

/// Answers the caravans that this touched. None: the person's list of events changed meanwhile, try again.
async fn take_back_once(
    backend: &Backend,
    person: PersonId,
    kinds: &[ConsentKind],
    by: ErasedBy,
) -> Result<Option<Vec<CaravanId>>> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    if lock(&mut tx, person).await?.is_none() {
        return Ok(None);
    }
    for kind in kinds {
        tx.consents_withdraw(backend.new_id(now), person, *kind, by, now).await?;
    }
    tx.person_awaits_consent(person).await?;
    let caravans = touch(&mut tx, person).await?;
    tx.commit().await?;
    Ok(Some(caravans))
}

/// Erases these records of a project whose state is `state`.
async fn erase(
    backend: &Backend,
    state: &ProjectState,
    project: ProjectId,
    records: &[PersonId],
    by: ErasedBy,
) -> Result<()> {
    let frozen = kept_ages(backend, state, records);
    for (person, frozen) in frozen {
        change(backend, || erase_once(backend, project, person, frozen, by)).await?;
    }
    Ok(backend.store().fold_log().await?)
}

fn kept_ages(backend: &Backend, state: &ProjectState, records: &[PersonId]) -> BTreeMap<PersonId, Frozen> {
    let today = zone::today(zone::DEFAULT, backend.now());
    frozen_ages(records, &state.folded, &state.profiles, &state.venues, &state.counted(None), today)
}

/// Answers the caravans that this touched. None: the person's list of events changed meanwhile, try again.
async fn erase_once(
    backend: &Backend,
    project: ProjectId,
    person: PersonId,
    frozen: Frozen,
    by: ErasedBy,
) -> Result<Option<Vec<CaravanId>>> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    let Some(events) = lock(&mut tx, person).await? else { return Ok(None) };
    if !tx.person_has_name(person).await? {
        return Ok(Some(Vec::new()));
    }
    if by == ErasedBy::ConsentDue && tx.consent_mark(person).await? == ConsentMark::Held {
        // It came in this very moment.
        return Ok(Some(Vec::new()));
    }
    for event in events {
        give_back(backend, &mut tx, event, person, now).await?;
    }
    if by.withdraws() {
        for kind in ConsentKind::ALL {
            tx.consents_withdraw(backend.new_id(now), person, *kind, by, now).await?;
        }
    }
    notes_delete(&mut tx, project, person).await?;
    tx.person_erase(person, frozen, by, now).await?;
    // Files that were written of them go with the rows: `mail::Folder::sweep`.
    tx.outbox_forget(person).await?;
    let caravans = touch(&mut tx, person).await?;
    tx.commit().await?;
    Ok(Some(caravans))
}

/// Removes what was noted beside facts that bear on the person.
async fn notes_delete(tx: &mut Tx, project: ProjectId, person: PersonId) -> Result<()> {
    let story = story(tx, project, person).await?;
    for fact in story.facts.iter().chain(story.silent.iter().map(|(fact, _)| fact)) {
        tx.fact_note_delete(fact.reference()).await?;
    }
    Ok(())
}
