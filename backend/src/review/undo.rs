//! Undoing a settlement: everything that was stated with it is taken back together.

use std::collections::HashSet;

use keruen_domain::fact::{Body, FactKind, FactRef, Sourced};
use keruen_domain::force::annulled;

use super::Desk;
use crate::Backend;
use crate::actor::Actor;
use crate::attendance::annul_in;
use crate::error::{Refusal, Result};

/// How far back a settlement is looked for.
pub(super) const LOOK_BACK: i64 = 2_000;

/// Takes a settlement back, with all that was stated in the same breath: rows come back, figures follow. One that is undone
/// already stays undone. For organisers.
pub async fn undo(backend: &Backend, actor: &Actor, settlement: FactRef) -> Result<()> {
    actor.source()?;
    let mut tx = backend.write().await?;
    let (project, _) = tx.facts_named(settlement).await?.into_iter().next().ok_or(Refusal::NotFound)?;
    let mut desk = Desk::open(backend, tx, actor, project).await?;
    let stated = desk.tx.facts_stated(project, LOOK_BACK).await?;
    let gone = annulled(&stated);
    let one = stated.iter().find(|f| f.reference() == settlement).ok_or(Refusal::NotFound)?;
    let names = names(&stated);
    if !settles(one, &names) {
        return Err(Refusal::Conflict.into());
    }
    for part in stated.iter().filter(|f| together(one, f) && settles(f, &names) && !gone.contains(&f.reference())) {
        annul_in(backend, &mut desk.tx, actor, part.reference(), desk.now).await?;
    }
    desk.close().await
}

/// The latest settlement in force, all its parts. `stated` has the latest first.
pub(super) fn last(stated: &[Sourced]) -> Vec<&Sourced> {
    let gone: HashSet<FactRef> = annulled(stated);
    let names = names(stated);
    let in_force = || stated.iter().filter(|f| settles(f, &names) && !gone.contains(&f.reference()));
    in_force().next().map_or_else(Vec::new, |one| in_force().filter(|f| together(one, f)).collect())
}

fn names(stated: &[Sourced]) -> HashSet<FactRef> {
    stated.iter().map(Sourced::reference).collect()
}

/// Whether it settles something. Taking one of the settlements back is none.
fn settles(sourced: &Sourced, settlements: &HashSet<FactRef>) -> bool {
    match sourced.fact.body {
        Body::Annulment { target } => !settlements.contains(&target),
        _ => FactKind::SETTLEMENTS.contains(&sourced.fact.body.kind()),
    }
}

/// Whether both were stated at once: statements of a project are dated one after another.
fn together(a: &Sourced, b: &Sourced) -> bool {
    (a.source, a.fact.wall, a.fact.body.kind()) == (b.source, b.fact.wall, b.fact.body.kind())
}
