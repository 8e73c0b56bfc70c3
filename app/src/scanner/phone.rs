//! The phone's own store: IndexedDB with the credentials, the roster and the log of facts.
//!
//! A fact is in `unsent` until the server acknowledged it, then in `sent` for seven days; a malformed one moves to
//! `quarantine`. Writes to the log ask for strict durability and are done when the transaction is complete.

use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect};
use keruen_domain::fact::Fact;
use keruen_domain::time::{DAY, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

const NAME: &str = "keruen-scanner";
const VERSION: u32 = 1;
const KEPT: &str = "kept";
const UNSENT: &str = "unsent";
const SENT: &str = "sent";
const QUARANTINE: &str = "quarantine";
/// How long an acknowledged fact stays, in case the server is restored from a backup.
const SENT_FOR: i64 = 7 * DAY;

/// The phone's store failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum PhoneError {
    /// The browser's database said no: private mode, no space, evicted.
    #[error("indexeddb: {0}")]
    Idb(#[from] idb::Error),
    /// The browser's database is not what it should be.
    #[error("indexeddb is not usable")]
    Browser,
    /// What is stored cannot be read.
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
}

type Result<T, E = PhoneError> = std::result::Result<T, E>;

#[derive(Serialize, Deserialize)]
struct Acknowledged {
    at: Timestamp,
    fact: Fact,
}

/// The phone's store.
#[derive(Clone)]
pub(super) struct Phone {
    db: IdbDatabase,
}

impl Phone {
    /// Opens it; makes it at first.
    pub(super) async fn open() -> Result<Self> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for store in [KEPT, UNSENT, SENT, QUARANTINE] {
                    // A failure here aborts the upgrade, and opening then fails.
                    let _ = database.create_object_store(store, ObjectStoreParams::new());
                }
            }
        });
        Ok(Self { db: request.await?.into() })
    }

    /// A kept value.
    pub(super) async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let transaction = Database::from(self.db.clone()).transaction(&[KEPT], TransactionMode::ReadOnly)?;
        let value = transaction.object_store(KEPT)?.get(Query::from(JsValue::from_str(key)))?.await?;
        value.and_then(|text| text.as_string()).map(|text| serde_json::from_str(&text)).transpose().map_err(Into::into)
    }

    /// Keeps a value.
    pub(super) async fn put<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        let text = JsValue::from_str(&serde_json::to_string(value)?);
        let transaction = self.strict(&[KEPT])?;
        let _ = transaction.object_store(KEPT)?.put(&text, Some(&JsValue::from_str(key)))?;
        done(transaction).await
    }

    /// Appends a fact to the log. When this returns, it is on the disk.
    pub(super) async fn append(&self, fact: &Fact) -> Result<()> {
        // Serialised before the transaction opens: it would commit at the first await.
        let text = JsValue::from_str(&serde_json::to_string(fact)?);
        let transaction = self.strict(&[UNSENT])?;
        let _ = transaction.object_store(UNSENT)?.add(&text, Some(&key(fact.seq)))?;
        done(transaction).await
    }

    /// The oldest facts not yet acknowledged.
    pub(super) async fn unsent(&self, most: u32) -> Result<Vec<Fact>> {
        let transaction = Database::from(self.db.clone()).transaction(&[UNSENT], TransactionMode::ReadOnly)?;
        let rows = transaction.object_store(UNSENT)?.get_all(None, Some(most))?.await?;
        rows.iter().filter_map(JsValue::as_string).map(|text| serde_json::from_str(&text).map_err(Into::into)).collect()
    }

    /// All facts that are still here, in the order of their numbers. What cannot be read is passed over.
    pub(super) async fn log(&self) -> Result<Vec<Fact>> {
        let transaction = Database::from(self.db.clone()).transaction(&[SENT], TransactionMode::ReadOnly)?;
        let rows = transaction.object_store(SENT)?.get_all(None, None)?.await?;
        let sent = rows.iter().filter_map(JsValue::as_string);
        let mut facts: Vec<Fact> =
            sent.filter_map(|text| serde_json::from_str::<Acknowledged>(&text).ok()).map(|row| row.fact).collect();
        facts.extend(self.unsent(u32::MAX).await?);
        facts.sort_by_key(|fact| fact.seq);
        Ok(facts)
    }

    /// How many facts are not yet acknowledged.
    pub(super) async fn unsent_count(&self) -> Result<i64> {
        let transaction = Database::from(self.db.clone()).transaction(&[UNSENT], TransactionMode::ReadOnly)?;
        Ok(i64::from(transaction.object_store(UNSENT)?.count(None)?.await?))
    }

    /// The highest sequence number that was ever used; 0 when none was.
    pub(super) async fn last_seq(&self) -> Result<i64> {
        let mut last = 0;
        for store in [UNSENT, SENT, QUARANTINE] {
            let transaction = Database::from(self.db.clone()).transaction(&[store], TransactionMode::ReadOnly)?;
            let keys = transaction.object_store(store)?.get_all_keys(None, None)?.await?;
            #[expect(clippy::cast_possible_truncation, reason = "keys are whole numbers that we wrote")]
            let highest = keys.last().and_then(JsValue::as_f64).map_or(0, |seq| seq as i64);
            last = last.max(highest);
        }
        Ok(last)
    }

    /// Moves facts out of the queue: acknowledged ones stay a week, malformed ones go to quarantine.
    pub(super) async fn settle(&self, acknowledged: &[Fact], malformed: &[Fact], now: Timestamp) -> Result<()> {
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
            let _ = transaction.object_store(store)?.put(&text, Some(&key(seq)))?;
            let _ = transaction.object_store(UNSENT)?.delete(Query::from(key(seq)))?;
        }
        done(transaction).await
    }

    /// Forgets facts acknowledged more than a week ago, but never the newest: it carries the sequence on.
    pub(super) async fn tidy(&self, now: Timestamp) -> Result<()> {
        let transaction = Database::from(self.db.clone()).transaction(&[SENT], TransactionMode::ReadOnly)?;
        let rows = transaction.object_store(SENT)?.get_all(None, None)?.await?;
        let old = rows
            .iter()
            .filter_map(JsValue::as_string)
            .filter_map(|text| serde_json::from_str::<Acknowledged>(&text).ok())
            .take_while(|row| now.since(row.at) > SENT_FOR)
            .map(|row| row.fact.seq)
            .take(rows.len().saturating_sub(1))
            .last();
        let Some(last) = old else { return Ok(()) };
        let transaction = self.strict(&[SENT])?;
        let range = KeyRange::upper_bound(&key(last), None)?;
        let _ = transaction.object_store(SENT)?.delete(Query::from(range))?;
        done(transaction).await
    }

    /// A transaction with `durability: "strict"`, which the crate's own call cannot ask for.
    fn strict(&self, stores: &[&str]) -> Result<Transaction> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(|_| PhoneError::Browser)?;
        let begin = Reflect::get(&self.db, &"transaction".into()).map_err(|_| PhoneError::Browser)?;
        let begin: Function = begin.dyn_into().map_err(|_| PhoneError::Browser)?;
        let transaction =
            begin.call3(&self.db, &names, &"readwrite".into(), &options).map_err(|_| PhoneError::Browser)?;
        Ok(Transaction::from(transaction.dyn_into::<IdbTransaction>().map_err(|_| PhoneError::Browser)?))
    }
}

fn key(seq: i64) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "a phone will not make 2^53 facts")]
    JsValue::from_f64(seq as f64)
}

async fn done(transaction: Transaction) -> Result<()> {
    if transaction.await?.is_committed() { Ok(()) } else { Err(PhoneError::Browser) }
}
