//! The log of facts on the phone: append-only, on the disk before the light turns.
//!
//! A fact is in [`UNSENT`] until the server acknowledged it, then in [`SENT`] for seven days; one that the server cannot
//! read moves to [`QUARANTINE`]. Rows are named `device/number`, and numbers are given inside the transaction that keeps
//! the row: two tabs of one phone never give the same one.

use std::collections::BTreeSet;

use idb::{KeyRange, Query};
use keruen_domain::fact::{Body, Fact};
use keruen_domain::id::{DeviceId, EventId};
use keruen_domain::time::{DAY, Timestamp};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::door::Credentials;
use super::phone::{KEPT, Phone, PhoneError, QUARANTINE, Result, SENT, UNSENT, VERSION_1, done};

/// How long an acknowledged fact stays, in case the server is restored from a backup.
pub(super) const SENT_FOR: i64 = 7 * DAY;
/// Name of the value that remembers of which events facts are gone.
const CLEARED: &str = "cleared";

#[derive(Serialize, Deserialize)]
struct Acknowledged {
    at: Timestamp,
    fact: Fact,
}

/// What a log holds, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// Not yet acknowledged.
    pub(super) unsent: i64,
    /// Not readable by the server.
    pub(super) quarantined: i64,
}

impl Phone {
    /// Gives the facts the device's next numbers and appends them. When this returns, all of them are on the disk, or none.
    pub(super) async fn append(&self, device: DeviceId, facts: Vec<Fact>) -> Result<Vec<Fact>> {
        let counter = JsValue::from_str(&counter_name(device));
        let transaction = self.strict(&[KEPT, UNSENT])?;
        let last = transaction.object_store(KEPT)?.get(Query::from(counter.clone()))?.await?;
        let mut last = last.and_then(|text| text.as_string()).and_then(|text| text.parse().ok()).unwrap_or(0_i64);
        let mut kept = Vec::with_capacity(facts.len());
        for fact in facts {
            last = last.saturating_add(1);
            let fact = fact.renumbered(last);
            let text = JsValue::from_str(&serde_json::to_string(&fact)?);
            let _ = transaction.object_store(UNSENT)?.add(&text, Some(&row_name(device, fact.seq)))?;
            kept.push(fact);
        }
        let _ = transaction.object_store(KEPT)?.put(&JsValue::from_str(&last.to_string()), Some(&counter))?;
        done(transaction).await?;
        Ok(kept)
    }

    /// The oldest facts of a device that are not yet acknowledged. A row that cannot be read (a newer version wrote it)
    /// goes to quarantine as it is, so that it does not hold up the others.
    pub(super) async fn unsent(&self, device: DeviceId, most: u32) -> Result<Vec<Fact>> {
        let transaction = self.reading(&[UNSENT])?;
        let store = transaction.object_store(UNSENT)?;
        let names = store.get_all_keys(Some(Query::from(rows_of(device)?)), Some(most))?.await?;
        let rows = store.get_all(Some(Query::from(rows_of(device)?)), Some(most))?.await?;
        let (mut facts, mut strange) = (Vec::new(), Vec::new());
        for (name, row) in names.into_iter().zip(rows) {
            match row.as_string().and_then(|text| serde_json::from_str(&text).ok()) {
                Some(fact) => facts.push(fact),
                None => strange.push((name, row)),
            }
        }
        if !strange.is_empty() {
            let transaction = self.strict(&[UNSENT, QUARANTINE])?;
            for (name, row) in strange {
                let _ = transaction.object_store(QUARANTINE)?.put(&row, Some(&name))?;
                let _ = transaction.object_store(UNSENT)?.delete(Query::from(name))?;
            }
            done(transaction).await?;
        }
        Ok(facts)
    }

    /// All facts of a device that are still here, in the order of their numbers, with the server's time at which they
    /// were acknowledged. What cannot be read is passed over.
    pub(super) async fn log(&self, device: DeviceId) -> Result<Vec<(Fact, Option<Timestamp>)>> {
        let transaction = self.reading(&[SENT])?;
        let rows = transaction.object_store(SENT)?.get_all(Some(Query::from(rows_of(device)?)), None)?.await?;
        let sent = rows.iter().filter_map(JsValue::as_string);
        let mut facts: Vec<(Fact, Option<Timestamp>)> = sent
            .filter_map(|text| serde_json::from_str::<Acknowledged>(&text).ok())
            .map(|row| (row.fact, Some(row.at)))
            .collect();
        facts.extend(self.unsent(device, u32::MAX).await?.into_iter().map(|fact| (fact, None)));
        facts.sort_by_key(|(fact, _)| fact.seq);
        Ok(facts)
    }

    /// Whether nothing of a device is left that somebody may still want: at most measurements of its clock.
    pub(super) async fn owes_nothing(&self, device: DeviceId) -> Result<bool> {
        let log = self.log(device).await?;
        let quarantined = !self.quarantined(device).await?.is_empty();
        let clock = |(fact, at): &(Fact, Option<Timestamp>)| at.is_some() && matches!(fact.body, Body::Clock { .. });
        Ok(!quarantined && log.iter().all(clock))
    }

    /// Deletes everything of a device that owes nothing.
    pub(super) async fn drop_log(&self, device: DeviceId) -> Result<()> {
        let transaction = self.strict(&[SENT, KEPT])?;
        let _ = transaction.object_store(SENT)?.delete(Query::from(rows_of(device)?))?;
        let _ = transaction.object_store(KEPT)?.delete(Query::from(JsValue::from_str(&counter_name(device))))?;
        done(transaction).await
    }

    /// What the server could not read of a device, as it was written.
    pub(super) async fn quarantined(&self, device: DeviceId) -> Result<Vec<serde_json::Value>> {
        let transaction = self.reading(&[QUARANTINE])?;
        let rows = transaction.object_store(QUARANTINE)?.get_all(Some(Query::from(rows_of(device)?)), None)?.await?;
        let text = |row: &JsValue| row.as_string().unwrap_or_default();
        Ok(rows.iter().map(text).map(|text| serde_json::from_str(&text).unwrap_or(text.into())).collect())
    }

    /// Puts what could not be read back into the queue: another version of the server, or of this page, may read it.
    pub(super) async fn retry_quarantined(&self) -> Result<()> {
        let transaction = self.strict(&[UNSENT, QUARANTINE])?;
        let store = transaction.object_store(QUARANTINE)?;
        let names = store.get_all_keys(None, None)?.await?;
        let rows = store.get_all(None, None)?.await?;
        for (name, row) in names.into_iter().zip(rows) {
            let _ = transaction.object_store(UNSENT)?.put(&row, Some(&name))?;
            let _ = transaction.object_store(QUARANTINE)?.delete(Query::from(name))?;
        }
        done(transaction).await
    }

    /// How many facts, of all devices that this phone ever was, wait or cannot be sent.
    pub(super) async fn standing(&self) -> Result<Standing> {
        let transaction = self.reading(&[UNSENT, QUARANTINE])?;
        let unsent = transaction.object_store(UNSENT)?.count(None)?.await?;
        let quarantined = transaction.object_store(QUARANTINE)?.count(None)?.await?;
        Ok(Standing { unsent: unsent.into(), quarantined: quarantined.into() })
    }

    /// Moves facts out of the queue: acknowledged ones stay a week, malformed ones go to quarantine.
    pub(super) async fn settle(
        &self,
        device: DeviceId,
        acknowledged: &[Fact],
        malformed: &[Fact],
        now: Timestamp,
    ) -> Result<()> {
        let mut moves = Vec::new();
        for fact in acknowledged {
            let text = serde_json::to_string(&Acknowledged { at: now, fact: fact.clone() })?;
            moves.push((SENT, fact.seq, JsValue::from_str(&text)));
        }
        for fact in malformed {
            moves.push((QUARANTINE, fact.seq, JsValue::from_str(&serde_json::to_string(fact)?)));
        }
        let transaction = self.strict(&[UNSENT, SENT, QUARANTINE])?;
        for (store, seq, text) in moves {
            let _ = transaction.object_store(store)?.put(&text, Some(&row_name(device, seq)))?;
            let _ = transaction.object_store(UNSENT)?.delete(Query::from(row_name(device, seq)))?;
        }
        done(transaction).await
    }

    /// Puts everything that is still here back into the queue: the server is another one than it was.
    pub(super) async fn resend(&self) -> Result<()> {
        let transaction = self.strict(&[UNSENT, SENT])?;
        let sent = transaction.object_store(SENT)?;
        let names = sent.get_all_keys(None, None)?.await?;
        let rows = sent.get_all(None, None)?.await?;
        for (name, row) in names.into_iter().zip(rows) {
            let row = row.as_string().and_then(|text| serde_json::from_str::<Acknowledged>(&text).ok());
            let Some(text) = row.and_then(|row| serde_json::to_string(&row.fact).ok()) else { continue };
            let _ = transaction.object_store(UNSENT)?.put(&JsValue::from_str(&text), Some(&name))?;
            let _ = transaction.object_store(SENT)?.delete(Query::from(name))?;
        }
        done(transaction).await
    }

    /// Forgets facts acknowledged more than a week ago, by the server's time. Measurements of the clock stay: they hold
    /// for what comes after them. Remembers of which events facts are gone.
    pub(super) async fn tidy(&self, now: Timestamp) -> Result<()> {
        let mut cleared = self.cleared().await?;
        let before = cleared.len();
        let transaction = self.strict(&[SENT, KEPT])?;
        let sent = transaction.object_store(SENT)?;
        let names = sent.get_all_keys(None, None)?.await?;
        let rows = sent.get_all(None, None)?.await?;
        for (name, row) in names.into_iter().zip(rows) {
            let row = row.as_string().and_then(|text| serde_json::from_str::<Acknowledged>(&text).ok());
            let old = |row: &Acknowledged| now.since(row.at) > SENT_FOR && !matches!(row.fact.body, Body::Clock { .. });
            if let Some(row) = row.filter(old) {
                if let Body::Scan(scan) = row.fact.body {
                    cleared.insert(scan.event);
                }
                let _ = transaction.object_store(SENT)?.delete(Query::from(name))?;
            }
        }
        if cleared.len() > before {
            let text = JsValue::from_str(&serde_json::to_string(&cleared)?);
            let _ = transaction.object_store(KEPT)?.put(&text, Some(&JsValue::from_str(CLEARED)))?;
        }
        done(transaction).await
    }

    /// Events of which facts were cleared away.
    pub(super) async fn cleared(&self) -> Result<BTreeSet<EventId>> {
        Ok(self.get(CLEARED).await?.unwrap_or_default())
    }

    /// Moves the rows of version 1, which knew one device only, to where they belong now; one transaction, so that a
    /// phone that dies in the middle loses nothing.
    pub(super) async fn adopt_version_1(&self) -> Result<()> {
        let old: Vec<(&str, &str)> = VERSION_1.into_iter().filter(|(old, _)| self.has(old)).collect();
        if old.is_empty() {
            return Ok(());
        }
        let Some(credentials) = self.get::<Credentials>("credentials").await? else { return Ok(()) };
        let device = credentials.pair.device;
        let stores: Vec<&str> = old.iter().flat_map(|(from, to)| [*from, *to]).chain([KEPT]).collect();
        let transaction = self.strict(&stores)?;
        let mut last = 0_i64;
        for (from, to) in old {
            let store = transaction.object_store(from)?;
            let names = store.get_all_keys(None, None)?.await?;
            let rows = store.get_all(None, None)?.await?;
            for (name, row) in names.into_iter().zip(rows) {
                #[expect(clippy::cast_possible_truncation, reason = "version 1 named its rows by whole numbers")]
                let seq = name.as_f64().map_or(0, |seq| seq as i64);
                last = last.max(seq);
                let _ = transaction.object_store(to)?.put(&row, Some(&row_name(device, seq)))?;
                let _ = transaction.object_store(from)?.delete(Query::from(name))?;
            }
        }
        if last > 0 {
            let (name, number) = (JsValue::from_str(&counter_name(device)), JsValue::from_str(&last.to_string()));
            let _ = transaction.object_store(KEPT)?.put(&number, Some(&name))?;
        }
        done(transaction).await
    }
}

fn counter_name(device: DeviceId) -> String {
    format!("seq/{device}")
}

fn row_name(device: DeviceId, seq: i64) -> JsValue {
    JsValue::from_str(&format!("{device}/{seq:019}"))
}

/// All rows of a device: `0` follows `/`.
fn rows_of(device: DeviceId) -> Result<KeyRange> {
    let (from, to) = (JsValue::from_str(&format!("{device}/")), JsValue::from_str(&format!("{device}0")));
    KeyRange::bound(&from, &to, Some(false), Some(true)).map_err(PhoneError::from)
}
