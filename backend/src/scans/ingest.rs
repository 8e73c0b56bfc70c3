//! Batches of facts from a phone: read one by one, kept together with whatever else waits, answered after commit.

use keruen_domain::api::{BATCH_MAX, ItemReceipt, Receipt, ScanBatch, ScanReply};
use keruen_domain::fact::{Fact, Note, Source};
use keruen_domain::id::FactId;
use uuid::Uuid;

use super::queue::{Beside, Done, Job, NewOperator};
use super::row::Row;
use crate::Backend;
use crate::actor::DeviceActor;
use crate::devices::operator_name;
use crate::error::{Internal, Refusal, Result};

/// New operators that one batch may bring; a phone is not handed on more often.
const OPERATORS_MAX: usize = 20;

/// Keeps a phone's facts exactly once and gives a receipt for each item, in the order sent.
///
/// Malformed items are answered one by one. Whether the phone is in service is for the caller to say, who asked for it.
/// More than [`BATCH_MAX`] items: [`Refusal::TooManyRequests`], nothing is kept.
pub async fn ingest(backend: &Backend, device: DeviceActor, batch: ScanBatch) -> Result<ScanReply> {
    if batch.facts.len() > BATCH_MAX {
        return Err(Refusal::TooManyRequests.into());
    }
    let mut receipts = Vec::with_capacity(batch.facts.len());
    let mut rows = Vec::with_capacity(batch.facts.len());
    for value in batch.facts {
        match read(device, value) {
            Ok(row) => {
                receipts.push(ItemReceipt { id: Some(FactId(row.id)), receipt: Receipt::Stored, problem: None });
                rows.push(row);
            }
            Err(malformed) => receipts.push(malformed),
        }
    }
    let operators = batch
        .operators
        .into_iter()
        .take(OPERATORS_MAX)
        .filter_map(|operator| Some(NewOperator { id: operator.id, name: operator_name(&operator.name).ok()? }))
        .collect();
    let notes = batch.notes.into_iter().take(BATCH_MAX);
    let notes = notes.filter_map(|note| Some((note.fact, Note::parse(&note.text).ok()?))).collect();
    let (job, answer) = Job::new(device, Beside { operators, notes, report: batch.report }, rows);
    backend.ingest_queue().push(backend, job);
    let done = answer.await.map_err(|_| Internal::TaskGone)??;
    self::receipts(&mut receipts, &done)?;
    Ok(ScanReply { receipts, server_time: backend.now(), instance: done.instance, standing: None })
}

/// Writes what became of the rows into the receipts of the items that have one.
pub(super) fn receipts(items: &mut [ItemReceipt], done: &Done) -> Result<()> {
    let mut kept = done.receipts.iter();
    for item in items.iter_mut().filter(|item| item.receipt != Receipt::Malformed) {
        item.receipt = *kept.next().ok_or(Internal::TaskGone)?;
    }
    Ok(())
}

fn read(device: DeviceActor, value: serde_json::Value) -> Result<Row, ItemReceipt> {
    let id = fact_id(&value);
    let malformed = |problem: String| ItemReceipt { id, receipt: Receipt::Malformed, problem: Some(problem) };
    // The parser's message names our fields and types, and at most a word of the item.
    let fact: Fact = serde_json::from_value(value).map_err(|error| malformed(shorten(&error.to_string())))?;
    fact.check_from(device.id).map_err(|problem| malformed(problem.to_string()))?;
    Row::new(Source::Device(device.id), device.project, &fact).map_err(|error| malformed(error.to_string()))
}

/// The id of an item, where it can be read.
pub(super) fn fact_id(value: &serde_json::Value) -> Option<FactId> {
    value.get("id")?.as_str().and_then(|id| Uuid::try_parse(id).ok()).map(FactId)
}

pub(super) fn shorten(text: &str) -> String {
    text.chars().take(200).collect()
}
