//! Other phones' logs on this one: taken from a file, kept in a store of their own, sent for them.

use std::collections::{BTreeMap, HashSet};

use idb::Query;
use keruen_domain::api::{BATCH_MAX, HandedBatch, Receipt, ScanReply};
use keruen_domain::fact::{Source, Sourced};
use keruen_domain::handed::{BadFile, LogFile, name_of};
use keruen_domain::id::FactId;
use keruen_domain::time::{DAY, Timestamp};
use leptos::prelude::{GetUntracked, Set};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use wasm_bindgen::JsValue;

use super::engine::Engine;
use super::pairing::Sender;
use super::phone::{HANDED, Phone, Result, done};
use super::union::{let_in, read};
use super::view::{Handed, Problem, Screen, Taken};
use super::wire::{self, WireError};

/// How long an acknowledged item stays, as in the phone's own log.
const KEPT_FOR: i64 = 7 * DAY;

/// An item of somebody's log, under a name that its content gives it.
#[derive(Serialize, Deserialize)]
struct Row {
    item: Value,
    /// The server's answer, and when it came.
    #[serde(default)]
    answer: Option<(Timestamp, Receipt)>,
}

impl Phone {
    /// Keeps items that are not here yet; tells how many were new, and how many were here.
    async fn take_items(&self, items: Vec<Value>) -> Result<Taken> {
        let mut taken = Taken::default();
        let known: HashSet<String> = self.handed().await?.into_iter().map(|(name, _)| name).collect();
        let mut fresh = BTreeMap::new();
        for item in items {
            let name = name_of(&item);
            if known.contains(&name) || fresh.contains_key(&name) {
                taken.known += 1;
            } else {
                taken.fresh += 1;
                fresh.insert(name, serde_json::to_string(&Row { item, answer: None })?);
            }
        }
        let transaction = self.strict(&[HANDED])?;
        for (name, text) in fresh {
            let row = JsValue::from_str(&text);
            let _ = transaction.object_store(HANDED)?.put(&row, Some(&JsValue::from_str(&name)))?;
        }
        done(transaction).await?;
        Ok(taken)
    }

    /// All rows with their names. What cannot be read is passed over: a newer version wrote it, and will read it.
    async fn handed(&self) -> Result<Vec<(String, Row)>> {
        let transaction = self.reading(&[HANDED])?;
        let store = transaction.object_store(HANDED)?;
        let names = store.get_all_keys(None, None)?.await?;
        let rows = store.get_all(None, None)?.await?;
        let read =
            |(name, row): (JsValue, JsValue)| Some((name.as_string()?, serde_json::from_str(&row.as_string()?).ok()?));
        Ok(names.into_iter().zip(rows).filter_map(read).collect())
    }

    /// Everything that was taken, as a log file carries it on.
    pub(super) async fn handed_items(&self) -> Result<Vec<Value>> {
        Ok(self.handed().await?.into_iter().map(|(_, row)| row.item).collect())
    }

    async fn answered(&self, items: Vec<(String, Value)>, reply: &ScanReply) -> Result<()> {
        let mut rows = Vec::new();
        for ((name, item), receipt) in items.into_iter().zip(&reply.receipts) {
            let id = item.get("fact").and_then(|fact| fact.get("id")?.as_str()?.parse::<FactId>().ok());
            // A receipt that names another fact is no answer to this one.
            if receipt.id.is_some() && receipt.id != id {
                continue;
            }
            let answer = Some((reply.server_time, receipt.receipt));
            rows.push((name, serde_json::to_string(&Row { item, answer })?));
        }
        let transaction = self.strict(&[HANDED])?;
        for (name, text) in rows {
            let row = JsValue::from_str(&text);
            let _ = transaction.object_store(HANDED)?.put(&row, Some(&JsValue::from_str(&name)))?;
        }
        done(transaction).await
    }

    /// Puts all of it back into the queue: the server is another one than it was.
    pub(super) async fn resend_handed(&self) -> Result<()> {
        let rows = self.handed().await?;
        let transaction = self.strict(&[HANDED])?;
        for (name, row) in rows {
            let text = serde_json::to_string(&Row { answer: None, ..row })?;
            let row = JsValue::from_str(&text);
            let _ = transaction.object_store(HANDED)?.put(&row, Some(&JsValue::from_str(&name)))?;
        }
        done(transaction).await
    }

    /// Forgets what the server acknowledged more than a week ago, by its own time.
    pub(super) async fn tidy_handed(&self, now: Timestamp) -> Result<()> {
        let rows = self.handed().await?;
        let transaction = self.strict(&[HANDED])?;
        for (name, row) in rows {
            let kept = |(at, receipt): (Timestamp, Receipt)| receipt != Receipt::Malformed && now.since(at) > KEPT_FOR;
            if row.answer.is_some_and(kept) {
                let _ = transaction.object_store(HANDED)?.delete(Query::from(JsValue::from_str(&name)))?;
            }
        }
        done(transaction).await
    }
}

impl Engine {
    /// Takes another phone's log from the text of its file; none: the file was too large to be read.
    pub(super) async fn take_file(&self, text: Option<String>) {
        let view = self.view();
        let Some(phone) = self.phone() else { return };
        view.taken.set(None);
        match text.map_or(Err(BadFile::TooLarge), |text| LogFile::read(text.as_bytes())) {
            Err(bad) => view.problem.set(Some(Problem::File(bad))),
            Ok(file) => match phone.take_items(file.facts).await {
                Err(_) => view.problem.set(Some(Problem::LogFailed)),
                Ok(taken) => {
                    view.problem.set(None);
                    view.taken.set(Some(taken));
                    self.show_handed().await;
                    self.flush().await;
                }
            },
        }
    }

    /// Sends what other phones recorded, as this phone.
    pub(super) async fn send_handed(&self) -> Result<(), WireError> {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return Ok(()) };
        if self.view().handed.get_untracked().waiting == 0 {
            return Ok(());
        }
        let failed = |_| WireError::Log;
        let waiting = phone.handed().await.map_err(failed)?.into_iter().filter(|(_, row)| row.answer.is_none());
        let waiting: Vec<(String, Value)> = waiting.map(|(name, row)| (name, row.item)).collect();
        let mut outcome = Ok(());
        for piece in waiting.chunks(BATCH_MAX) {
            let facts = piece.iter().map(|(_, item)| item.clone()).collect();
            match wire::hand_in(&credentials.pair.device_token, &HandedBatch { facts }).await {
                Ok(reply) => phone.answered(piece.to_vec(), &reply).await.map_err(failed)?,
                // One piece that is refused holds up no other.
                Err(WireError::Refused) => outcome = Err(WireError::Refused),
                Err(error) => return Err(error),
            }
        }
        self.show_handed().await;
        outcome
    }

    /// Counts what was taken, and whom the phones let in together.
    pub(super) async fn show_handed(&self) {
        let Some(phone) = self.phone() else { return };
        // Shown as it was: the log says itself when it cannot be read.
        let Ok(rows) = phone.handed().await else { return };
        let view = self.view();
        let count = |wanted: &dyn Fn(Option<Receipt>) -> bool| {
            let n = rows.iter().filter(|(_, row)| wanted(row.answer.map(|(_, receipt)| receipt))).count();
            i64::try_from(n).unwrap_or(i64::MAX)
        };
        view.handed.set(Handed {
            all: count(&|_| true),
            waiting: count(&|answer| answer.is_none()),
            unproven: count(&|answer| answer == Some(Receipt::Unproven)),
            malformed: count(&|answer| answer == Some(Receipt::Malformed)),
        });
        if rows.is_empty() {
            return view.union.set(Vec::new());
        }
        if view.screen.get_untracked() != Screen::Phone {
            return;
        }
        let mut facts: Vec<Sourced> = rows.iter().filter_map(|(_, row)| read(&row.item)).collect();
        for Sender { device, .. } in self.senders().await {
            let source = Source::Device(device);
            let log = phone.log(device).await.unwrap_or_default();
            facts.extend(log.into_iter().map(|(fact, _)| Sourced { source, fact }));
        }
        view.union.set(let_in(&facts).into_iter().collect());
    }
}
