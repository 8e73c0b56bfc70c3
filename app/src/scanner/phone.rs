//! The phone's own store: IndexedDB with what is kept by name, and the log of facts ([`super::log`]).

use idb::{Database, DatabaseEvent, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransaction};

const NAME: &str = "keruen-scanner";
/// 2: the log's rows are named by device and number, so that a phone that is paired anew keeps what it still owes.
/// 3: other phones' logs have a store.
const VERSION: u32 = 3;
/// Values by name.
pub(super) const KEPT: &str = "kept";
/// Facts not yet acknowledged.
pub(super) const UNSENT: &str = "log-unsent";
/// Facts acknowledged within the last days.
pub(super) const SENT: &str = "log-sent";
/// Facts that the server could not read.
pub(super) const QUARANTINE: &str = "log-quarantine";
/// What other phones recorded, taken from their files.
pub(super) const HANDED: &str = "log-handed";
/// The log's stores of version 1 and where their rows belong now.
pub(super) const VERSION_1: [(&str, &str); 3] = [("unsent", UNSENT), ("sent", SENT), ("quarantine", QUARANTINE)];

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

pub(super) type Result<T, E = PhoneError> = std::result::Result<T, E>;

/// The phone's store.
#[derive(Clone)]
pub(super) struct Phone {
    db: IdbDatabase,
}

impl Phone {
    /// Opens it; makes it at first, and brings an older one up to date.
    pub(super) async fn open() -> Result<Self> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                let there = database.store_names();
                for store in [KEPT, UNSENT, SENT, QUARANTINE, HANDED] {
                    if !there.iter().any(|name| name == store) {
                        // A failure here aborts the upgrade, and opening then fails.
                        let _ = database.create_object_store(store, ObjectStoreParams::new());
                    }
                }
            }
        });
        let phone = Self { db: request.await?.into() };
        // A newer version of the page in another tab: this one lets go, and its next mark says that it is not kept.
        let held = phone.db.clone();
        let let_go = Closure::<dyn Fn()>::new(move || held.close());
        phone.db.set_onversionchange(Some(let_go.as_ref().unchecked_ref()));
        let_go.forget();
        phone.adopt_version_1().await?;
        Ok(phone)
    }

    /// A kept value.
    pub(super) async fn get<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        let transaction = self.reading(&[KEPT])?;
        let value = transaction.object_store(KEPT)?.get(Query::from(JsValue::from_str(key)))?.await?;
        Ok(match value {
            None => None,
            Some(value) => match value.dyn_into::<Uint8Array>() {
                Ok(bytes) => Some(serde_json::from_slice(&bytes.to_vec())?),
                Err(text) => text.as_string().map(|text| serde_json::from_str(&text)).transpose()?,
            },
        })
    }

    /// Values whose names begin with `prefix`; what cannot be read is passed over.
    pub(super) async fn kept_under<T: DeserializeOwned>(&self, prefix: &str) -> Result<Vec<T>> {
        let end = JsValue::from_str(&format!("{prefix}\u{ffff}"));
        let range = KeyRange::bound(&JsValue::from_str(prefix), &end, None, None)?;
        let rows = self.reading(&[KEPT])?.object_store(KEPT)?.get_all(Some(Query::from(range)), None)?.await?;
        let texts = rows.iter().filter_map(JsValue::as_string);
        Ok(texts.filter_map(|text| serde_json::from_str(&text).ok()).collect())
    }

    /// Keeps a value.
    pub(super) async fn put<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        self.put_row(key, &JsValue::from_str(&serde_json::to_string(value)?)).await
    }

    /// Keeps a long value: bytes come back into a slow phone's memory in a third of the time that text takes.
    pub(super) async fn put_bytes<T: Serialize>(&self, key: &str, value: &T) -> Result<()> {
        self.put_row(key, &Uint8Array::from(serde_json::to_vec(value)?.as_slice())).await
    }

    async fn put_row(&self, key: &str, row: &JsValue) -> Result<()> {
        let transaction = self.strict(&[KEPT])?;
        let _ = transaction.object_store(KEPT)?.put(row, Some(&JsValue::from_str(key)))?;
        done(transaction).await
    }

    /// Forgets kept values.
    pub(super) async fn forget(&self, keys: &[&str]) -> Result<()> {
        let transaction = self.strict(&[KEPT])?;
        for key in keys {
            let _ = transaction.object_store(KEPT)?.delete(Query::from(JsValue::from_str(key)))?;
        }
        done(transaction).await
    }

    /// Whether the database holds this store.
    pub(super) fn has(&self, store: &str) -> bool {
        Database::from(self.db.clone()).store_names().iter().any(|name| name == store)
    }

    /// A transaction that only reads.
    pub(super) fn reading(&self, stores: &[&str]) -> Result<Transaction> {
        Ok(Database::from(self.db.clone()).transaction(stores, TransactionMode::ReadOnly)?)
    }

    /// A transaction with `durability: "strict"`, which the crate's own call cannot ask for.
    pub(super) fn strict(&self, stores: &[&str]) -> Result<Transaction> {
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

/// Waits until the transaction is on the disk.
pub(super) async fn done(transaction: Transaction) -> Result<()> {
    if transaction.await?.is_committed() { Ok(()) } else { Err(PhoneError::Browser) }
}
