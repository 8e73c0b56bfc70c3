//! Who watches a board, asked again while they watch: a feed outlives neither a membership nor what was shown at the door.

use keruen_domain::id::ProjectId;
use keruen_domain::time::{SECOND, Timestamp};

use crate::Backend;
use crate::accounts::{Pass, pass_actor};
use crate::actor::MemberRole;
use crate::error::Result;

/// For how long a right that was seen is believed.
const TRUST: i64 = 3 * SECOND;

pub(super) struct Watcher {
    backend: Backend,
    pass: Pass,
    project: ProjectId,
    seen_at: Timestamp,
}

impl Watcher {
    /// Somebody whose right was seen this moment.
    pub(super) fn new(backend: &Backend, pass: Pass, project: ProjectId) -> Self {
        Self { backend: backend.clone(), pass, project, seen_at: backend.now() }
    }

    /// Whether they may still watch.
    pub(super) async fn may_watch(&mut self) -> Result<bool> {
        let now = self.backend.now();
        if (0..TRUST).contains(&now.since(self.seen_at)) {
            return Ok(true);
        }
        let actor = pass_actor(&self.backend, &self.pass).await?;
        let may = actor.is_some_and(|actor| actor.is(self.project, MemberRole::Volunteer));
        if may {
            self.seen_at = now;
        }
        Ok(may)
    }
}
