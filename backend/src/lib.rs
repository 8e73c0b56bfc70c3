//! What happens: every verb with its effects. No HTTP, no HTML.

pub mod accounts;
pub mod actor;
pub mod attendance;
pub mod backup;
mod beside;
pub mod blanks;
pub mod caravans;
pub mod chance;
pub mod checkup;
pub mod closing;
pub mod consents;
pub mod demo;
pub mod devices;
pub mod erasure;
pub mod error;
pub mod events;
pub mod figures;
pub mod groups;
pub mod instance;
pub mod keys;
pub mod live;
pub mod mail;
pub mod paper;
pub mod paper_entry;
pub mod people;
pub mod projects;
pub mod registrations;
mod retry;
pub mod review;
pub mod roll;
pub mod scans;
pub mod seal;
pub mod store;
pub mod tables;
#[cfg(feature = "testing")]
pub mod testing;
pub mod tickets;
pub mod walk_ins;
pub mod zone;

use std::sync::Arc;

use keruen_domain::time::Timestamp;
use uuid::Uuid;

pub use actor::Actor;
pub use error::{Error, Refusal, Result};

use chance::{Clock, Entropy, Ids, Secret, SystemClock, SystemEntropy, SystemIds};
use seal::SecretKey;
use store::{Store, Tx};

/// All that a verb may touch. Cheap to clone.
#[derive(Clone)]
pub struct Backend {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    entropy: Arc<dyn Entropy>,
    secret_key: SecretKey,
    signers: keys::Signers,
    arrivals: registrations::Arrivals,
    sign_in: accounts::Guard,
    devices: devices::Known,
    ingest: scans::Queue,
    trails: scans::Trails,
    states: attendance::States,
    live: live::Live,
}

impl Backend {
    /// A backend with the machine's clock and random numbers.
    pub fn new(store: Store, secret_key: SecretKey) -> Self {
        Self::with(store, secret_key, Arc::new(SystemClock), Arc::new(SystemIds), Arc::new(SystemEntropy))
    }

    /// A backend whose time, ids and secrets come from the caller.
    pub fn with(
        store: Store,
        secret_key: SecretKey,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let inner = Inner {
            store,
            clock,
            ids,
            entropy,
            secret_key,
            signers: keys::Signers::default(),
            arrivals: registrations::Arrivals::default(),
            sign_in: accounts::Guard::default(),
            devices: devices::Known::default(),
            ingest: scans::Queue::default(),
            trails: scans::Trails::default(),
            states: attendance::States::default(),
            live: live::Live::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The same store, key and entropy under another clock and other ids: how the demo lives in its own time.
    pub(crate) fn with_chance(&self, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self::with(self.inner.store.clone(), self.inner.secret_key.clone(), clock, ids, self.inner.entropy.clone())
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    pub(crate) fn new_id(&self, now: Timestamp) -> Uuid {
        self.inner.ids.next(now)
    }

    pub(crate) fn entropy(&self) -> &dyn Entropy {
        &*self.inner.entropy
    }

    /// A new secret.
    pub fn draw_secret(&self) -> Secret {
        Secret::draw(self.entropy())
    }

    pub(crate) fn secret_key(&self) -> &SecretKey {
        &self.inner.secret_key
    }

    pub(crate) fn arrivals(&self) -> &registrations::Arrivals {
        &self.inner.arrivals
    }

    pub(crate) fn signers(&self) -> &keys::Signers {
        &self.inner.signers
    }

    pub(crate) fn sign_in_guard(&self) -> &accounts::Guard {
        &self.inner.sign_in
    }

    pub(crate) fn known_devices(&self) -> &devices::Known {
        &self.inner.devices
    }

    pub(crate) fn ingest_queue(&self) -> &scans::Queue {
        &self.inner.ingest
    }

    pub(crate) fn trails(&self) -> &scans::Trails {
        &self.inner.trails
    }

    pub(crate) fn states(&self) -> &attendance::States {
        &self.inner.states
    }

    pub(crate) fn live(&self) -> &live::Live {
        &self.inner.live
    }

    pub(crate) async fn read(&self) -> Result<Tx> {
        Ok(self.inner.store.read().await?)
    }

    pub(crate) async fn look(&self) -> Result<Tx> {
        Ok(self.inner.store.look().await?)
    }

    pub(crate) async fn write(&self) -> Result<Tx> {
        Ok(self.inner.store.write().await?)
    }
}
