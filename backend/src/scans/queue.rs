//! Group commit: one task takes every batch that waits, keeps all in one transaction, and answers after COMMIT.
//!
//! One durable commit costs a sync of the disk; shared by all that wait, it costs each of them little.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use keruen_domain::api::Receipt;
use keruen_domain::id::{CaravanId, DeviceId};
use keruen_domain::short_text::ShortText;
use keruen_domain::time::{SECOND, Timestamp};
use tokio::sync::oneshot;
use uuid::Uuid;

use super::row::Row;
use crate::actor::DeviceActor;
use crate::error::{Internal, Result};
use crate::store::{StoreError, Tx};
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

/// What became of a batch.
pub(super) struct Done {
    /// One receipt per row, in the order given.
    pub(super) receipts: Vec<Receipt>,
    /// The store's instance.
    pub(super) instance: Uuid,
}

/// One batch that waits.
pub(super) struct Job {
    device: DeviceActor,
    operators: Vec<NewOperator>,
    rows: Vec<Row>,
    answer: oneshot::Sender<Result<Done, Internal>>,
}

impl Job {
    pub(super) fn new(
        device: DeviceActor,
        operators: Vec<NewOperator>,
        rows: Vec<Row>,
    ) -> (Self, oneshot::Receiver<Result<Done, Internal>>) {
        let (answer, receiver) = oneshot::channel();
        (Self { device, operators, rows, answer }, receiver)
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
        for id in group.iter().map(|job| job.device.id) {
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
        let kept = keep_at_last(&backend, &group).await;
        answer(&backend, group, kept);
    }
}

async fn keep_at_last(backend: &Backend, group: &[Job]) -> Result<(Vec<Receipt>, Uuid)> {
    let now = backend.now();
    let seen = backend.ingest_queue().to_be_seen(group, now);
    let mut tries = Tries::default();
    for _ in 0..OUTRUN_MAX {
        match keep(backend, group, &seen, now).await {
            Ok(Some(kept)) => return Ok(kept),
            Ok(None) => {}
            Err(error) if tries.again(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Err(Internal::TaskGone.into())
}

fn answer(backend: &Backend, group: Vec<Job>, kept: Result<(Vec<Receipt>, Uuid)>) {
    match kept {
        Ok((receipts, instance)) => {
            let mut receipts = receipts.into_iter();
            let mut touched = HashSet::new();
            for job in group {
                let own: Vec<Receipt> = receipts.by_ref().take(job.rows.len()).collect();
                if own.iter().any(|r| *r != Receipt::Already) {
                    touched.insert(job.device.caravan);
                }
                // A phone that hung up sends the batch again.
                let _ = job.answer.send(Ok(Done { receipts: own, instance }));
            }
            for caravan in touched {
                backend.live().touched(caravan);
            }
        }
        Err(error) => {
            tracing::error!(%error, batches = group.len(), "facts were not kept");
            for job in group {
                let _ = job.answer.send(Err(Internal::TaskGone));
            }
        }
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
    let digests = known_digests(&mut tx, group).await?;
    let (receipts, mut fresh, caravans) = sort_out(group, digests);
    // One order everywhere, so that two processes never wait for each other in a circle.
    fresh.sort_unstable_by_key(|row| (row.key(), row.digest));
    let kept = tx.facts_insert(&fresh, now).await?;
    if kept < u64::try_from(fresh.len()).unwrap_or(u64::MAX) {
        return Ok(None);
    }
    for job in group {
        for operator in &job.operators {
            tx.operator_insert(job.device.id, operator.id, operator.name.as_str(), now).await?;
        }
    }
    for device in seen {
        tx.device_seen(*device, now).await?;
    }
    for caravan in caravans {
        tx.caravan_touch(caravan).await?;
    }
    tx.commit().await?;
    Ok(Some((receipts, instance)))
}

type Digests = HashMap<(Uuid, Uuid), Vec<[u8; 32]>>;

async fn known_digests(tx: &mut Tx, group: &[Job]) -> Result<Digests> {
    let mut keys: Vec<(Uuid, Uuid)> = group.iter().flat_map(|job| &job.rows).map(Row::key).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut digests = Digests::new();
    for (source, id, digest) in tx.fact_digests(&keys).await? {
        let digest = digest.try_into().map_err(|_| StoreError::Row { table: "facts", column: "digest" })?;
        digests.entry((source, id)).or_default().push(digest);
    }
    Ok(digests)
}

/// The receipt of each row, the rows to keep, and the caravans that get something new.
fn sort_out(group: &[Job], mut digests: Digests) -> (Vec<Receipt>, Vec<&Row>, BTreeSet<CaravanId>) {
    let mut receipts = Vec::new();
    let mut fresh = Vec::new();
    let mut caravans = BTreeSet::new();
    for job in group {
        for row in &job.rows {
            let known = digests.entry(row.key()).or_default();
            if known.contains(&row.digest) {
                receipts.push(Receipt::Already);
                continue;
            }
            receipts.push(if known.is_empty() { Receipt::Stored } else { Receipt::Contested });
            known.push(row.digest);
            fresh.push(row);
            caravans.insert(job.device.caravan);
        }
    }
    (receipts, fresh, caravans)
}
