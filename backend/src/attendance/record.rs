//! What organisers record: an accepted entry, a mark by hand, a fact taken back. Each is a fact of its own.

use keruen_domain::fact::{Body, EntryLink, Fact, FactRef, Method, Note, Source, Sourced};
use keruen_domain::force::{annulled, may_annul};
use keruen_domain::id::{CaravanId, EventId, FactId, PersonId, ProjectId, TicketId};
use keruen_domain::time::Timestamp;

use super::person::story;
use super::sql::Kept;
use crate::actor::{Actor, MemberRole};
use crate::caravans::Scope;
use crate::error::{Internal, Refusal, Result};
use crate::scans::row::Row;
use crate::store::{StoreError, Tx};
use crate::{Backend, blanks};

/// Accepts an online entry as an attendance. For coordinators of its stop; who runs that stop only, of those on its list. An entry accepted before is answered with its fact.
pub async fn entry_accept(
    backend: &Backend,
    actor: &Actor,
    event: EventId,
    person: PersonId,
    link: &EntryLink,
) -> Result<FactRef> {
    state(backend, actor, event, person, Method::Entry, link.as_str()).await
}

/// Marks a person as having attended, with a reason. For coordinators of its stop; who runs that stop only, of those on its
/// list. A mark made before is answered with its fact.
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
    let scope = tx.event_scope(event).await?.ok_or(Refusal::NotFound)?;
    actor.require(scope.place(), MemberRole::Coordinator)?;
    let Scope { caravan, project, .. } = scope;
    if tx.person_project(person).await? != Some(project) {
        return Err(Refusal::NotFound.into());
    }
    // Who runs some stops only knows of nobody but those on their lists.
    let on_list = tx.registration_standing(event, person).await?.is_some();
    if !on_list && !actor.is(project, MemberRole::Coordinator) {
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
    let mut tx = backend.write().await?;
    let done = annul_in(backend, &mut tx, actor, target, backend.now()).await?;
    if done.made == Made::Before {
        return Ok(done.fact);
    }
    // The project's figures are one sum of revisions: any of its caravans carries the news.
    let caravan = tx.caravan_ids(done.project).await?.into_iter().next().ok_or(Refusal::NotFound)?;
    finish(backend, tx, caravan).await?;
    Ok(done.fact)
}

/// Whether a statement had to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    Now,
    Before,
}

/// A statement that is in force.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated {
    pub(crate) fact: FactRef,
    pub(crate) project: ProjectId,
    pub(crate) made: Made,
}

/// As [`annul`], inside a transaction, dated `now` or later.
pub(crate) async fn annul_in(
    backend: &Backend,
    tx: &mut Tx,
    actor: &Actor,
    target: FactRef,
    now: Timestamp,
) -> Result<Stated> {
    let source = actor.source()?;
    let versions = tx.facts_named(target).await?;
    let (project, _) = versions.first().ok_or(Refusal::NotFound)?;
    let project = *project;
    actor.require(project, MemberRole::Organiser)?;
    let hearing = tx.hearing(project).await?;
    let counts = |kept: &Kept| hearing.silence(&kept.sourced, kept.arrival).is_none();
    let (heard, silent): (Vec<Kept>, Vec<Kept>) = versions.into_iter().map(|(_, kept)| kept).partition(counts);
    // What has no effect is taken back as it stands: for the day on which it would get one.
    let versions = if heard.is_empty() { silent } else { heard };
    let versions: Vec<Sourced> = versions.into_iter().map(|kept| kept.sourced).collect();
    let mut facts = versions.clone();
    let mut targets = vec![target.id.0];
    while !targets.is_empty() {
        let found = tx.facts_about(project, &targets).await?.into_iter().filter(counts);
        let fresh: Vec<Sourced> = found.map(|kept| kept.sourced).filter(|f| !facts.contains(f)).collect();
        targets = fresh.iter().map(|f| f.fact.id.0).collect();
        facts.extend(fresh);
    }
    let gone = annulled(&facts);
    if gone.contains(&target) {
        let before = facts.iter().find(|f| {
            matches!(f.fact.body, Body::Annulment { target: t } if t == target)
                && !gone.contains(&f.reference())
                && versions.iter().all(|version| may_annul(f, version))
        });
        let before = before.ok_or(Refusal::Conflict)?.reference();
        return Ok(Stated { fact: before, project, made: Made::Before });
    }
    if let Some(ticket) = given_back(tx, &versions).await?
        && blanks::binding(tx, project, ticket).await?.is_some()
    {
        return Err(Refusal::Conflict.into());
    }
    // Against another account's annulment only a later one holds: never the same instant. A phone's clock dates nothing
    // of ours; whatever it shows, an account's annulment holds against a phone's facts.
    let stated = versions.iter().filter(|f| matches!(f.source, Source::Account(_))).map(|f| f.fact.wall).max();
    let wall = stated.map_or(now, |stated| now.max(stated.plus(1)));
    let sourced = Sourced { source, fact: fact(backend, wall, Body::Annulment { target }) };
    keep(tx, project, &sourced, backend.now()).await?;
    Ok(Stated { fact: sourced.reference(), project, made: Made::Now })
}

/// The ticket whose earlier holder would come back if this annulment were taken back: by then it may be somebody else's.
async fn given_back(tx: &mut Tx, versions: &[Sourced]) -> Result<Option<TicketId>> {
    for version in versions {
        let Body::Annulment { target } = version.fact.body else { continue };
        for (_, kept) in tx.facts_named(target).await? {
            if let Body::Ticket { ticket, .. } = kept.sourced.fact.body {
                return Ok(Some(ticket));
            }
        }
    }
    Ok(None)
}

/// A fact of an account, or of the program.
pub(crate) fn fact(backend: &Backend, wall: Timestamp, body: Body) -> Fact {
    Fact { id: FactId(backend.new_id(wall)), seq: 0, wall, boot: 0, mono: 0, body }
}

/// Keeps a fact of the desk.
pub(crate) async fn keep(tx: &mut Tx, project: ProjectId, sourced: &Sourced, now: Timestamp) -> Result<()> {
    let row = Row::new(sourced.source, project, &sourced.fact)
        .map_err(|_| Internal::Store(StoreError::Row { table: "facts", column: "body" }))?;
    tx.facts_insert(&[&row], now).await?;
    Ok(())
}

/// Makes what was stated durable, and tells the boards.
pub(crate) async fn finish(backend: &Backend, mut tx: Tx, caravan: CaravanId) -> Result<()> {
    tx.caravan_touch(caravan).await?;
    tx.commit().await?;
    backend.live().touched(caravan);
    Ok(())
}
