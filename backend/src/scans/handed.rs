//! Logs in other hands: a phone or an organiser brings what other phones recorded. What carries its phone's proof is kept as
//! if that phone had sent it; the rest is kept as unproven (decision 0040).

use std::collections::{BTreeSet, HashMap};

use keruen_domain::api::{BATCH_MAX, HandedBatch, HandedFact, ItemReceipt, LogFile, Receipt, ScanReply};
use keruen_domain::fact::{Fact, Source};
use keruen_domain::id::{CaravanId, DeviceId, FactId, ProjectId};
use serde_json::Value;
use uuid::Uuid;

use super::ingest::{fact_id, receipts, shorten};
use super::queue::{Done, Job};
use super::row::Row;
use crate::Backend;
use crate::actor::{Actor, DeviceActor, MemberRole};
use crate::error::{Internal, Refusal, Result};

/// What became of a file, item by item.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Kept now, proven.
    pub stored: i64,
    /// Were there before.
    pub already: i64,
    /// Kept now beside another version of the same phone.
    pub contested: i64,
    /// Kept now, and waiting for somebody to accept them.
    pub unproven: i64,
    /// Not facts of this project's phones; not kept.
    pub malformed: i64,
}

/// Keeps what a phone brings of other phones, exactly once, with a receipt for each item, in the order sent.
///
/// More than [`BATCH_MAX`] items: [`Refusal::TooManyRequests`], nothing is kept.
pub async fn handed(backend: &Backend, device: DeviceActor, batch: HandedBatch) -> Result<ScanReply> {
    if batch.facts.len() > BATCH_MAX {
        return Err(Refusal::TooManyRequests.into());
    }
    let bringer = Bringer { project: device.project, id: device.id.0 };
    let (mut items, rows) = read(backend, bringer, batch.facts).await?;
    let (job, answer) = Job::handed(device.caravan, Some(device.id), rows);
    backend.ingest_queue().push(backend, job);
    let done = answer.await.map_err(|_| Internal::TaskGone)??;
    receipts(&mut items, &done)?;
    Ok(ScanReply { receipts: items, server_time: backend.now(), instance: done.instance, standing: None })
}

/// Keeps a whole file, and counts what became of its items. For coordinators.
pub async fn take_file(backend: &Backend, actor: &Actor, caravan: CaravanId, file: LogFile) -> Result<Taken> {
    let found = backend.read().await?.caravan_find(caravan).await?;
    let project = actor.require_found(found, |caravan| caravan.project, MemberRole::Coordinator)?.project;
    let bringer = Bringer { project, id: actor.account()?.0 };
    let mut facts = file.facts.into_iter();
    let mut waiting = Vec::new();
    loop {
        let piece: Vec<Value> = facts.by_ref().take(BATCH_MAX).collect();
        if piece.is_empty() {
            break;
        }
        let (items, rows) = read(backend, bringer, piece).await?;
        let (job, answer) = Job::handed(caravan, None, rows);
        // They share transactions: all wait at once.
        backend.ingest_queue().push(backend, job);
        waiting.push((items, answer));
    }
    let mut taken = Taken::default();
    for (mut items, answer) in waiting {
        let done: Done = answer.await.map_err(|_| Internal::TaskGone)??;
        receipts(&mut items, &done)?;
        for item in items {
            *match item.receipt {
                Receipt::Stored => &mut taken.stored,
                Receipt::Already => &mut taken.already,
                Receipt::Contested => &mut taken.contested,
                Receipt::Unproven => &mut taken.unproven,
                Receipt::Malformed => &mut taken.malformed,
            } += 1;
        }
    }
    Ok(taken)
}

/// Who brings a log, and to which project.
#[derive(Clone, Copy)]
struct Bringer {
    project: ProjectId,
    id: Uuid,
}

/// Reads items one by one: a receipt for each, and the rows of those that are facts.
async fn read(backend: &Backend, bringer: Bringer, items: Vec<Value>) -> Result<(Vec<ItemReceipt>, Vec<Row>)> {
    let handed: Vec<(Option<FactId>, Result<HandedFact, String>)> = items
        .into_iter()
        .map(|item| {
            let id = item.get("fact").and_then(fact_id);
            (id, serde_json::from_value(item).map_err(|error| shorten(&error.to_string())))
        })
        .collect();
    let devices: BTreeSet<DeviceId> = handed.iter().filter_map(|(_, item)| Some(item.as_ref().ok()?.device)).collect();
    let mut projects: HashMap<DeviceId, ProjectId> = HashMap::new();
    let mut tx = backend.read().await?;
    for device in devices {
        projects.extend(tx.device_scope(device).await?.map(|scope| (device, scope.project)));
    }
    drop(tx);
    let (mut receipts, mut rows) = (Vec::with_capacity(handed.len()), Vec::new());
    for (id, item) in handed {
        let row = item.and_then(|item| row(backend, bringer, projects.get(&item.device).copied(), item));
        let (receipt, problem) = match row {
            Ok(row) => {
                rows.push(row);
                (Receipt::Stored, None)
            }
            Err(problem) => (Receipt::Malformed, Some(problem)),
        };
        receipts.push(ItemReceipt { id, receipt, problem });
    }
    Ok((receipts, rows))
}

/// The row of one item, or why there is none; `of` is the project of its phone.
///
/// A phone that nobody knows may have been paired after the backup from which this store was restored.
fn row(backend: &Backend, bringer: Bringer, of: Option<ProjectId>, item: HandedFact) -> Result<Row, String> {
    if of.is_some_and(|project| project != bringer.project) {
        return Err("a phone of another project".to_owned());
    }
    let device = item.device;
    let fact: Fact = serde_json::from_value(item.fact).map_err(|error| shorten(&error.to_string()))?;
    fact.check_from(device).map_err(|problem| problem.to_string())?;
    let holds = |proof| backend.secret_key().pairing_key(device).proves(device, &fact, proof);
    let proven = of.is_some() && item.proof.is_some_and(holds);
    let row = Row::new(Source::Device(device), bringer.project, &fact).map_err(|error| error.to_string())?;
    Ok(Row { handed_by: (!proven).then_some(bringer.id), ..row })
}
