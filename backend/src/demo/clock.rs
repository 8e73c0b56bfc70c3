//! The demo's own time and ids: the verbs run as if it were 2022, and every run makes the same ids.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use keruen_domain::id::uuid_v7;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::rng::Rng;
use crate::chance::{Clock, Ids};

/// A clock that stands where it was put.
#[derive(Default)]
pub(super) struct DemoClock(AtomicI64);

impl DemoClock {
    /// Puts the clock.
    pub(super) fn set(&self, now: Timestamp) {
        self.0.store(now.millis(), Ordering::Relaxed);
    }
}

impl Clock for DemoClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::Relaxed))
    }
}

/// Ids from a seed.
pub(super) struct DemoIds(Mutex<Rng>);

impl DemoIds {
    pub(super) const fn new(seed: u64) -> Self {
        Self(Mutex::new(Rng::new(seed)))
    }
}

impl Ids for DemoIds {
    fn next(&self, now: Timestamp) -> Uuid {
        // A poisoned lock still holds a usable stream.
        let mut rng = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (a, b) = (rng.next().to_be_bytes(), rng.next().to_be_bytes());
        uuid_v7(now, [a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], b[0], b[1]])
    }
}
