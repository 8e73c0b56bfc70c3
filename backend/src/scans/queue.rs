//! Group commit: one task takes every batch that waits, keeps all in one transaction, and answers after COMMIT.
//!
//! One durable commit costs a sync of the disk; shared by all that wait, it costs each of them little. When a shared
//! transaction breaks, each batch gets one of its own.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use keruen_domain::api::{DeviceReport, Receipt};
use keruen_domain::fact::{FactRef, Note, Source};
use keruen_domain::id::{CaravanId, DeviceId, FactId};
use keruen_domain::short_text::ShortText;
use keruen_domain::time::{SECOND, Timestamp};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::row::Row;
use super::sort::{Sorted, sort_out, versions};
use crate::actor::DeviceActor;
use crate::error::{Error, Internal, Result};
use crate::{Backend, retry::Tries};

/// Facts of one transaction, at least those of one batch.
const GROUP_MAX: usize = 2_000;
/// A device's `seen_at` is written no more often than this.
const SEEN_EVERY: i64 = 10 * SECOND;

/// How often another process may be quicker before a group is given back.
const OUTRUN_MAX: usize = 20;

/// An operator whom a batch introduces.
pub(super) struct NewOperator {
    pub(super) id: Uuid,
    pub(super) name: ShortText,
}

/// What a batch says besides its facts.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) operators: Vec<NewOperator>,
    pub(super) notes: Vec<(FactId, Note)>,
    pub(super) report: Option<DeviceReport>,
}

/// What became of a batch.
#[derive(Debug)]
pub(super) struct Done {
    /// One receipt per row, in the order given.
    pub(super) receipts: Vec<Receipt>,
    /// The store's instance.
    pub(super) instance: Uuid,
}

/// One batch that waits.
pub(super) struct Job {
    /// Whose board shows it.
    pub(super) caravan: CaravanId,
    /// The phone that sends it.
    device: Option<DeviceId>,
    beside: Beside,
    pub(super) rows: Vec<Row>,
    answer: oneshot::Sender<Result<Done, Internal>>,
}

impl Job {
    pub(super) fn new(
        device: DeviceActor,
        beside: Beside,
        rows: Vec<Row>,
    ) -> (Self, oneshot::Receiver<Result<Done, Internal>>) {
        let (answer, receiver) = oneshot::channel();
        (Self { caravan: device.caravan, device: Some(device.id), beside, rows, answer }, receiver)
    }

    /// Rows of other phones, brought by a phone or by an organiser.
    pub(super) fn handed(
        caravan: CaravanId,
        device: Option<DeviceId>,
        rows: Vec<Row>,
    ) -> (Self, oneshot::Receiver<Result<Done, Internal>>) {
        let (answer, receiver) = oneshot::channel();
        (Self { caravan, device, beside: Beside::default(), rows, answer }, receiver)
    }
}

/// Batches that wait to be kept. Its task lives only while there are some.
#[derive(Default)]
pub(crate) struct Queue(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<Job>,
    task: Task,
    seen: HashMap<DeviceId, Timestamp>,
}

#[derive(Default, PartialEq, Eq)]
enum Task {
    #[default]
    Asleep,
    Running,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push(&self, backend: &Backend, job: Job) {
        let mut waiting = self.lock();
        waiting.jobs.push_back(job);
        if waiting.task == Task::Asleep {
            waiting.task = Task::Running;
            tokio::spawn(run(backend.clone()));
        }
    }

    /// Everything that waits, up to [`GROUP_MAX`] facts; when nothing does, the task ends.
    fn take(&self) -> Vec<Job> {
        let mut waiting = self.lock();
        let mut group = Vec::new();
        let mut facts = 0;
        while let Some(job) = waiting.jobs.front() {
            facts += job.rows.len();
            if facts > GROUP_MAX && !group.is_empty() {
                break;
            }
            group.extend(waiting.jobs.pop_front());
        }
        if group.is_empty() {
            waiting.task = Task::Asleep;
        }
        group
    }

    /// Devices of the group whose last sign of life should be written again.
    fn to_be_seen(&self, group: &[Job], now: Timestamp) -> Vec<DeviceId> {
        let mut waiting = self.lock();
        let mut devices = Vec::new();
        for id in group.iter().filter_map(|job| job.device) {
            let due = waiting.seen.get(&id).is_none_or(|seen| !(0..SEEN_EVERY).contains(&now.since(*seen)));
            if due {
                waiting.seen.insert(id, now);
                devices.push(id);
            }
        }
        devices.sort_unstable();
        devices
    }
}

/// Puts the queue to sleep when the task breaks off, so that the next batch starts a new one.
struct Watch(Option<Backend>);

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(backend) = &self.0 {
            let mut waiting = backend.ingest_queue().lock();
            waiting.task = Task::Asleep;
            // Whoever waits hears of it when the sender is dropped, and sends again.
            waiting.jobs.clear();
        }
    }
}

async fn run(backend: Backend) {
    let mut watch = Watch(Some(backend.clone()));
    loop {
        let group = backend.ingest_queue().take();
        if group.is_empty() {
            // `take` has put the queue to sleep; a task that was started since then must not be touched.
            watch.0 = None;
            return;
        }
        keep_or_part(&backend, group).await;
    }
}

/// Keeps the group together; when that fails, each batch alone, so that one which the store refuses spoils nobody else's.
async fn keep_or_part(backend: &Backend, group: Vec<Job>) {
    let now = backend.now();
    let seen = backend.ingest_queue().to_be_seen(&group, now);
    match keep_at_last(backend, &group, &seen, now).await {
        Ok(kept) => answer(backend, group, kept),
        // One by one, each would wait for it in turn.
        Err(error) if error.is_outage() => {
            tracing::error!(%error, batches = group.len(), "facts could not be kept");
            for job in group {
                let _ = job.answer.send(Err(Internal::StoreAway));
            }
        }
        Err(error) => {
            tracing::warn!(%error, batches = group.len(), "batches are kept one by one");
            for job in group {
                let own: Vec<DeviceId> = seen.iter().copied().filter(|device| Some(*device) == job.device).collect();
                match keep_at_last(backend, std::slice::from_ref(&job), &own, now).await {
                    Ok(kept) => answer(backend, vec![job], kept),
                    Err(error) => {
                        tracing::error!(%error, caravan = %job.caravan, "a batch was not kept");
                        // No rule says no to a fact: what goes wrong here is ours.
                        let ours = if let Error::Internal(ours) = error { ours } else { Internal::TaskGone };
                        let _ = job.answer.send(Err(ours));
                    }
                }
            }
        }
    }
}

async fn keep_at_last(
    backend: &Backend,
    group: &[Job],
    seen: &[DeviceId],
    now: Timestamp,
) -> Result<(Vec<Receipt>, Uuid)> {
    let mut tries = Tries::default();
    for _ in 0..OUTRUN_MAX {
        match keep(backend, group, seen, now).await {
            Ok(Some(kept)) => return Ok(kept),
            Ok(None) => {}
            Err(error) if tries.again(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Err(Internal::TaskGone.into())
}

fn answer(backend: &Backend, group: Vec<Job>, (receipts, instance): (Vec<Receipt>, Uuid)) {
    let mut receipts = receipts.into_iter();
    let mut touched = HashSet::new();
    for job in group {
        let own: Vec<Receipt> = receipts.by_ref().take(job.rows.len()).collect();
        if own.iter().any(|r| *r != Receipt::Already) {
            touched.insert(job.caravan);
        }
        // A phone that hung up sends the batch again.
        let _ = job.answer.send(Ok(Done { receipts: own, instance }));
    }
    for caravan in touched {
        backend.live().touched(caravan);
    }
}

/// Keeps a group in one transaction. Receipts come in the order of the jobs and their rows.
///
/// None: another process kept some of the facts since this one looked; nothing is changed, look again.
async fn keep(
    backend: &Backend,
    group: &[Job],
    seen: &[DeviceId],
    now: Timestamp,
) -> Result<Option<(Vec<Receipt>, Uuid)>> {
    let mut tx = backend.write().await?;
    if tx.instance_id().await?.is_none() {
        tx.instance_insert(backend.new_id(now), now).await?;
    }
    let instance = tx.instance_id().await?.unwrap_or_default();
    let versions = versions(&mut tx, group).await?;
    let Sorted { receipts, mut fresh, mut proven, caravans } = sort_out(group, versions);
    // One order everywhere, so that two processes never wait for each other in a circle.
    fresh.sort_unstable_by_key(|row| (row.key(), row.digest));
    proven.sort_unstable_by_key(|row| (row.key(), row.digest));
    let mut kept = tx.facts_insert(&fresh, now).await?;
    for row in &proven {
        kept += tx.fact_prove(row, now).await?;
    }
    if kept < u64::try_from(fresh.len() + proven.len()).unwrap_or(u64::MAX) {
        return Ok(None);
    }
    for job in group {
        let Some(device) = job.device else { continue };
        for operator in &job.beside.operators {
            tx.operator_insert(device, operator.id, operator.name.as_str(), now).await?;
        }
        for (id, note) in &job.beside.notes {
            tx.fact_note_insert(FactRef { source: Source::Device(device), id: *id }, note.as_str()).await?;
        }
    }
    for device in seen {
        tx.device_seen(*device, now).await?;
    }
    for job in group {
        // With its scans a busy phone would write it many times a second; a phone at rest sends nothing else.
        let Some(device) = job.device else { continue };
        if let Some(report) = job.beside.report.as_ref().filter(|_| job.rows.is_empty() || seen.contains(&device)) {
            tx.device_report(device, report, now).await?;
        }
    }
    for caravan in caravans {
        tx.caravan_touch(caravan).await?;
    }
    tx.commit().await?;
    Ok(Some((receipts, instance)))
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
