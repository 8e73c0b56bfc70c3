//! Settling a row by its facts: they count after all, they stand, they are taken back.

use keruen_domain::fact::{Body, FactRef, Source};

use super::Desk;
use crate::Backend;
use crate::actor::Actor;
use crate::attendance::annul_in;
use crate::error::{Refusal, Result};

/// Says that these facts of phones count after all: uploads of one out of service, scans of another caravan's event, what
/// somebody brought without a proof. What was said before is answered with its fact. For organisers.
pub async fn accept(backend: &Backend, actor: &Actor, targets: &[FactRef]) -> Result<Vec<FactRef>> {
    if targets.iter().any(|target| !matches!(target.source, Source::Device(_))) {
        return Err(Refusal::Conflict.into());
    }
    about(backend, actor, targets, |target| Body::Acceptance { target }).await
}

/// Says that somebody looked at these facts, and that they stay as they are. What was said before is answered with its
/// fact. For organisers.
pub async fn let_stand(backend: &Backend, actor: &Actor, targets: &[FactRef]) -> Result<Vec<FactRef>> {
    about(backend, actor, targets, |target| Body::Reviewed { target }).await
}

/// Takes all of these facts back, in one statement. For organisers.
pub async fn take_back(backend: &Backend, actor: &Actor, targets: &[FactRef]) -> Result<Vec<FactRef>> {
    let mut desk = of_targets(backend, actor, targets).await?;
    let mut names = Vec::new();
    for target in targets {
        let done = annul_in(backend, &mut desk.tx, actor, *target, desk.now).await?;
        names.push(done.fact);
    }
    desk.close().await?;
    Ok(names)
}

async fn about(
    backend: &Backend,
    actor: &Actor,
    targets: &[FactRef],
    body: impl Fn(FactRef) -> Body + Send,
) -> Result<Vec<FactRef>> {
    let mut desk = of_targets(backend, actor, targets).await?;
    let before = desk.said_about(targets.iter().map(|target| target.id.0).collect(), Vec::new()).await?;
    let bodies = targets.iter().map(|target| body(*target)).collect();
    let names = desk.state(bodies, &before).await?;
    desk.close().await?;
    Ok(names)
}

/// The desk of the project to which all of these facts belong.
async fn of_targets<'a>(backend: &'a Backend, actor: &Actor, targets: &[FactRef]) -> Result<Desk<'a>> {
    actor.source()?;
    let mut tx = backend.write().await?;
    let mut of = None;
    for target in targets {
        let (project, _) = tx.facts_named(*target).await?.into_iter().next().ok_or(Refusal::NotFound)?;
        if of.is_some_and(|of| of != project) {
            return Err(Refusal::NotFound.into());
        }
        of = Some(project);
    }
    Desk::open(backend, tx, actor, of.ok_or(Refusal::NotFound)?).await
}
