//! What organisers record: an accepted entry, a mark by hand, a fact taken back. Each is a fact of its own.

use keruen_domain::fact::{Body, EntryLink, Fact, FactRef, Method, Note, Sourced};
use keruen_domain::force::annulled;
use keruen_domain::id::{CaravanId, EventId, FactId, PersonId, ProjectId};
use keruen_domain::time::Timestamp;

use super::person::story;
use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::error::{Internal, Refusal, Result};
use crate::scans::row::Row;
use crate::store::{StoreError, Tx};

/// Accepts an online entry as an attendance. For coordinators. An entry accepted before is answered with its fact.
pub async fn entry_accept(
    backend: &Backend,
    actor: &Actor,
    event: EventId,
    person: PersonId,
    link: &EntryLink,
) -> Result<FactRef> {
    state(backend, actor, event, person, Method::Entry, link.as_str()).await
}

/// Marks a person as having attended, with a reason. For coordinators. A mark made before is answered with its fact.
pub async fn mark_by_hand(
    backend: &Backend,
    actor: &Actor,
    event: EventId,
    person: PersonId,
    reason: &Note,
) -> Result<FactRef> {
    state(backend, actor, event, person, Method::ByHand, reason.as_str()).await
}

async fn state(
    backend: &Backend,
    actor: &Actor,
    event: EventId,
    person: PersonId,
    method: Method,
    note: &str,
) -> Result<FactRef> {
    let source = actor.source()?;
    let mut tx = backend.write().await?;
    let (caravan, project) = tx.event_scope(event).await?.ok_or(Refusal::NotFound)?;
    actor.require(project, MemberRole::Coordinator)?;
    if tx.person_project(person).await? != Some(project) {
        return Err(Refusal::NotFound.into());
    }
    tx.person_lock(person).await?;
    let story = story(&mut tx, project, person).await?;
    let gone = annulled(&story.facts);
    let before = story.facts.iter().find(|f| match f.fact.body {
        Body::Entry { event: at, person: who, method: how } => {
            at == event && who == person && how == method && !gone.contains(&f.reference())
        }
        _ => false,
    });
    if let Some(before) = before {
        return Ok(before.reference());
    }
    let now = backend.now();
    let sourced = Sourced { source, fact: fact(backend, now, Body::Entry { event, person, method }) };
    keep(&mut tx, project, &sourced, now).await?;
    tx.fact_note_insert(sourced.reference(), note).await?;
    finish(backend, tx, caravan).await?;
    Ok(sourced.reference())
}

/// Takes a fact back; taking an annulment back restores what it had annulled. For organisers.
///
/// A fact that is annulled already is answered with the annulment in force.
pub async fn annul(backend: &Backend, actor: &Actor, target: FactRef) -> Result<FactRef> {
    let source = actor.source()?;
    let mut tx = backend.write().await?;
    let versions = tx.facts_named(target).await?;
    let (project, _) = versions.first().ok_or(Refusal::NotFound)?;
    let project = *project;
    actor.require(project, MemberRole::Organiser)?;
    let mut facts: Vec<Sourced> = versions.into_iter().map(|(_, kept)| kept.sourced).collect();
    // An annulment holds only against an earlier one: never the same instant, whatever the clocks say.
    let latest = facts.iter().map(|f| f.fact.wall).max().unwrap_or_default();
    let mut targets = vec![target.id.0];
    while !targets.is_empty() {
        let found = tx.facts_about(project, &targets).await?;
        let fresh: Vec<Sourced> = found.into_iter().map(|kept| kept.sourced).filter(|f| !facts.contains(f)).collect();
        targets = fresh.iter().map(|f| f.fact.id.0).collect();
        facts.extend(fresh);
    }
    let gone = annulled(&facts);
    if gone.contains(&target) {
        let before = facts.iter().find(|f| {
            matches!(f.fact.body, Body::Annulment { target: t } if t == target) && !gone.contains(&f.reference())
        });
        return before.map(Sourced::reference).ok_or_else(|| Refusal::Conflict.into());
    }
    let now = backend.now();
    let wall = now.max(latest.plus(1));
    let sourced = Sourced { source, fact: fact(backend, wall, Body::Annulment { target }) };
    keep(&mut tx, project, &sourced, now).await?;
    // The project's figures are one sum of revisions: any of its caravans carries the news.
    let caravan = tx.caravan_ids(project).await?.into_iter().next().ok_or(Refusal::NotFound)?;
    finish(backend, tx, caravan).await?;
    Ok(sourced.reference())
}

fn fact(backend: &Backend, wall: Timestamp, body: Body) -> Fact {
    Fact { id: FactId(backend.new_id(wall)), seq: 0, wall, boot: 0, mono: 0, body }
}

async fn keep(tx: &mut Tx, project: ProjectId, sourced: &Sourced, now: Timestamp) -> Result<()> {
    let row = Row::new(sourced.source, project, &sourced.fact)
        .map_err(|_| Internal::Store(StoreError::Row { table: "facts", column: "body" }))?;
    tx.facts_insert(&[&row], now).await?;
    Ok(())
}

async fn finish(backend: &Backend, mut tx: Tx, caravan: CaravanId) -> Result<()> {
    tx.caravan_touch(caravan).await?;
    tx.commit().await?;
    backend.live().touched(caravan);
    Ok(())
}
