//! The live board: a snapshot, then one per change, computed once and shared by all who watch.
//!
//! Changes of this process are known at once; those of other processes on the same store by polling the revision, only
//! while somebody watches.

mod snapshot;
mod sql;
mod watcher;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use keruen_domain::api::LiveSnapshot;
use keruen_domain::id::{CaravanId, ProjectId};
use tokio::sync::watch;

use crate::Backend;
use crate::accounts::Pass;
use crate::actor::{Actor, MemberRole};
use crate::error::{Refusal, Result};
use snapshot::snapshot;
use watcher::Watcher;

/// Least time between two snapshots: four a second.
const PAUSE: Duration = Duration::from_millis(250);
/// How often the store is asked whether another process changed something.
const POLL: Duration = Duration::from_millis(300);
/// After so many quiet polls (10 s) a snapshot is sent again: rates fall and phones go silent without any change.
const QUIET_POLLS: u32 = 33;
/// Pause after an error of the store.
const RECOVER: Duration = Duration::from_secs(1);

type Board = Option<Arc<LiveSnapshot>>;

/// Who watches what in this process.
pub(crate) struct Live {
    changed: watch::Sender<()>,
    boards: Mutex<HashMap<CaravanId, watch::Sender<Board>>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { changed: watch::Sender::new(()), boards: Mutex::default() }
    }
}

impl Live {
    /// Tells the boards that something of this caravan was committed. Boards of its project change with it, so all look.
    pub(crate) fn touched(&self, _caravan: CaravanId) {
        self.changed.send_replace(());
    }
}

/// A board being watched. Dropped, it stops.
pub struct Feed {
    board: watch::Receiver<Board>,
    watcher: Watcher,
}

impl Feed {
    /// The next snapshot: the first at once, then one per change, at most four a second. None: the watcher may watch no
    /// longer, or the process is ending.
    pub async fn next(&mut self) -> Option<Arc<LiveSnapshot>> {
        loop {
            self.board.changed().await.ok()?;
            let Some(board) = self.board.borrow_and_update().clone() else { continue };
            match self.watcher.may_watch().await {
                Ok(true) => return Some(board),
                Ok(false) => return None,
                // Nothing is shown to somebody whose right nobody can see; the next snapshot asks again.
                Err(error) => tracing::warn!(%error, "a watcher's right could not be read"),
            }
        }
    }
}

/// The board of a caravan now. For volunteers and above.
pub async fn live_snapshot(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<Arc<LiveSnapshot>> {
    let project = authorise(backend, actor, caravan).await?;
    let (_, board) = snapshot(backend, project, caravan).await?;
    Ok(Arc::new(board))
}

/// Watches the board of a caravan, as long as `pass` gives the right to. For volunteers and above.
pub async fn subscribe(backend: &Backend, actor: &Actor, caravan: CaravanId, pass: Pass) -> Result<Feed> {
    let project = authorise(backend, actor, caravan).await?;
    let mut boards = backend.live().boards.lock().unwrap_or_else(PoisonError::into_inner);
    let sender = boards.entry(caravan).or_insert_with(|| {
        let sender = watch::Sender::new(None);
        tokio::spawn(run(backend.clone(), project, caravan, sender.clone()));
        sender
    });
    let mut receiver = sender.subscribe();
    receiver.mark_changed();
    Ok(Feed { board: receiver, watcher: Watcher::new(backend, pass, project) })
}

async fn authorise(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<ProjectId> {
    let caravan = backend.read().await?.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?;
    actor.require(caravan.project, MemberRole::Volunteer)?;
    Ok(caravan.project)
}

/// Keeps one board current until nobody watches it.
async fn run(backend: Backend, project: ProjectId, caravan: CaravanId, board: watch::Sender<Board>) {
    let mut changed = backend.live().changed.subscribe();
    let mut shown = None;
    let mut quiet = 0;
    while is_watched(&backend, caravan, &board) {
        changed.mark_unchanged();
        let started = tokio::time::Instant::now();
        match refresh(&backend, project, caravan, &board, shown, quiet >= QUIET_POLLS).await {
            Ok(revision) if Some(revision) == shown && quiet < QUIET_POLLS => {
                quiet += 1;
                // Timed out or not: look again.
                let _ = tokio::time::timeout(POLL, changed.changed()).await;
            }
            Ok(revision) => {
                shown = Some(revision);
                quiet = 0;
                // A large project may take at most a third of one core.
                tokio::time::sleep(PAUSE.max(started.elapsed() * 2)).await;
            }
            Err(error) => {
                tracing::warn!(%error, "a live board could not be computed");
                tokio::time::sleep(RECOVER).await;
            }
        }
    }
}

/// Whether anybody watches; if not, the board is taken down in the same breath, so that the next watcher puts up a new one.
fn is_watched(backend: &Backend, caravan: CaravanId, board: &watch::Sender<Board>) -> bool {
    let mut boards = backend.live().boards.lock().unwrap_or_else(PoisonError::into_inner);
    let watched = board.receiver_count() > 0;
    if !watched {
        boards.remove(&caravan);
    }
    watched
}

/// Shows a new snapshot if the project's revision is another than `shown`, or if it is time. Returns the revision shown.
async fn refresh(
    backend: &Backend,
    project: ProjectId,
    caravan: CaravanId,
    board: &watch::Sender<Board>,
    shown: Option<i64>,
    due: bool,
) -> Result<i64> {
    let revision = backend.read().await?.project_revision(project).await?;
    if Some(revision) == shown && !due {
        return Ok(revision);
    }
    let (revision, snapshot) = snapshot(backend, project, caravan).await?;
    board.send_replace(Some(Arc::new(snapshot)));
    Ok(revision)
}
