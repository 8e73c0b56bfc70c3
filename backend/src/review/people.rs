//! Two records that are one person, or two people; what somebody is in the caravan.

use keruen_domain::fact::{Body, FactRef, Sourced};
use keruen_domain::id::PersonId;
use keruen_domain::person::Role;
use keruen_domain::settlement::pair;

use super::Desk;
use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::attendance::story;
use crate::error::{Refusal, Result};

/// Says that two records are one person; what was said before is answered with its fact. For organisers.
pub async fn merge(backend: &Backend, actor: &Actor, left: PersonId, right: PersonId) -> Result<FactRef> {
    let (left, right) = pair(left, right);
    state(backend, actor, (left, right), Body::Merge { left, right }).await
}

/// Says that two records are two people, so that nobody is asked again; what was said before is answered with its fact.
/// Records that were merged are one person until that is taken back: [`Refusal::Conflict`]. For organisers.
pub async fn distinct(backend: &Backend, actor: &Actor, left: PersonId, right: PersonId) -> Result<FactRef> {
    let (left, right) = pair(left, right);
    state(backend, actor, (left, right), Body::Distinct { left, right }).await
}

async fn state(backend: &Backend, actor: &Actor, (left, right): (PersonId, PersonId), body: Body) -> Result<FactRef> {
    actor.source()?;
    let mut tx = backend.write().await?;
    let project = tx.person_project(left).await?.ok_or(Refusal::NotFound)?;
    actor.require(project, MemberRole::Organiser)?;
    if tx.person_project(right).await? != Some(project) {
        return Err(Refusal::NotFound.into());
    }
    if left == right {
        return Err(Refusal::Conflict.into());
    }
    let mut desk = Desk::open(backend, tx, actor, project).await?;
    let story = story(&mut desk.tx, project, left).await?;
    if matches!(body, Body::Distinct { .. }) {
        let folded = keruen_domain::attendance::fold(&story.facts);
        if folded.canonical(left) == folded.canonical(right) {
            return Err(Refusal::Conflict.into());
        }
    }
    let names = desk.state(vec![body], &story.facts).await?;
    desk.close().await?;
    names.into_iter().next().ok_or_else(|| Refusal::Conflict.into())
}

/// Says what somebody is in the caravan from now on: teachers, drivers and staff are no direct participants. A role that
/// they have is answered with the fact that gave it, or none. For organisers.
pub async fn role_set(backend: &Backend, actor: &Actor, person: PersonId, role: Role) -> Result<Option<FactRef>> {
    actor.source()?;
    let mut tx = backend.write().await?;
    let project = tx.person_project(person).await?.ok_or(Refusal::NotFound)?;
    let mut desk = Desk::open(backend, tx, actor, project).await?;
    let story = story(&mut desk.tx, project, person).await?;
    let folded = keruen_domain::attendance::fold(&story.facts);
    let now = match folded.roles.get(&folded.canonical(person)) {
        Some(role) => *role,
        None => desk.tx.person_role(person).await?.ok_or(Refusal::NotFound)?,
    };
    if now == role {
        let gives = |f: &&Sourced| matches!(f.fact.body, Body::Role { role: given, .. } if given == role);
        return Ok(story.facts.iter().filter(gives).map(Sourced::reference).next_back());
    }
    let names = desk.state(vec![Body::Role { person, role }], &[]).await?;
    desk.close().await?;
    Ok(names.into_iter().next())
}
