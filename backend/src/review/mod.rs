//! What somebody should look at, and the verbs that settle it: each is a fact, undone by an annulment, and figures follow at
//! once (design rule 7, decision 0020).

mod list;
mod move_scans;
mod people;
mod settle;
mod sql;
mod undo;

use keruen_domain::fact::{Body, FactRef, Source, Sourced};
use keruen_domain::force::annulled;
use keruen_domain::id::{CaravanId, ProjectId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

pub use list::{LastSettlement, ReviewRow, ReviewView, SHOWN, review_count, review_list};
pub use move_scans::move_scans;
pub use people::{distinct, merge, role_set};
pub use settle::{accept, let_stand, take_back};
pub use undo::undo;

use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::attendance::{fact, finish, keep};
use crate::error::{Refusal, Result};
use crate::store::Tx;

/// An organiser's desk, open in one transaction. Statements of a project are made one after another: each is dated after the
/// one before, so that "the last one" has one meaning.
struct Desk<'a> {
    backend: &'a Backend,
    tx: Tx,
    source: Source,
    project: ProjectId,
    caravan: CaravanId,
    now: Timestamp,
}

impl<'a> Desk<'a> {
    /// Opens it in `project`, for organisers.
    async fn open(backend: &'a Backend, mut tx: Tx, actor: &Actor, project: ProjectId) -> Result<Self> {
        actor.require(project, MemberRole::Organiser)?;
        let source = actor.source()?;
        // The project's figures are one sum of revisions: any of its caravans carries the news, and its row is the lock.
        let caravan = tx.caravan_ids(project).await?.into_iter().next().ok_or(Refusal::NotFound)?;
        tx.caravan_touch(caravan).await?;
        let last = tx.stated_last(project).await?;
        let now = last.map_or(backend.now(), |last| backend.now().max(last.plus(1)));
        Ok(Self { backend, tx, source, project, caravan, now })
    }

    /// States each of `bodies` that is not stated in force among `before`; all of them, as facts.
    async fn state(&mut self, bodies: Vec<Body>, before: &[Sourced]) -> Result<Vec<FactRef>> {
        let gone = annulled(before);
        let mut names = Vec::new();
        for body in bodies {
            let known = before.iter().find(|f| f.fact.body == body && !gone.contains(&f.reference()));
            if let Some(known) = known {
                names.push(known.reference());
                continue;
            }
            let sourced = Sourced { source: self.source, fact: fact(self.backend, self.now, body) };
            keep(&mut self.tx, self.project, &sourced, self.backend.now()).await?;
            names.push(sourced.reference());
        }
        Ok(names)
    }

    /// What accounts say of these ids, and of that, and so on.
    async fn said_about(&mut self, mut ids: Vec<Uuid>, mut facts: Vec<Sourced>) -> Result<Vec<Sourced>> {
        while !ids.is_empty() {
            let found = self.tx.facts_about(self.project, &ids).await?.into_iter().map(|kept| kept.sourced);
            let stated = found.filter(|f| matches!(f.source, Source::Account(_)));
            let fresh: Vec<Sourced> = stated.filter(|f| !facts.contains(f)).collect();
            ids = fresh.iter().map(|f| f.fact.id.0).collect();
            facts.extend(fresh);
        }
        Ok(facts)
    }

    /// Makes everything durable, and tells the boards.
    async fn close(self) -> Result<()> {
        finish(self.backend, self.tx, self.caravan).await
    }
}
