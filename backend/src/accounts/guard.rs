//! Slows down those who guess passwords.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use keruen_domain::time::Timestamp;
use tokio::sync::Semaphore;

use super::FORGIVEN_AFTER;

/// Failures within [`FORGIVEN_AFTER`] after which nobody looks any more.
const MOST_FAILURES: usize = 10;
/// When so many pairs are remembered, the forgiven ones are dropped.
const SWEEP_AT: usize = 10_000;
/// Hashes computed at once: each takes 19 MiB and a core for 20 ms.
const HASHES_AT_ONCE: usize = 2;
/// Taken while a password is hashed.
pub(super) static HASHING: Semaphore = Semaphore::const_new(HASHES_AT_ONCE);

/// E-mail and source.
type Key = (String, String);

/// Failed sign-ins, of this process alone: with several processes behind a balancer a guesser has as many tries as there
/// are processes, which changes nothing in kind.
#[derive(Default)]
pub struct Guard {
    failures: Mutex<HashMap<Key, Vec<Timestamp>>>,
}

impl Guard {
    /// Whether one more password may be looked at. It counts as a failure at once, so that many tries at the same moment
    /// are no way round; [`Self::succeeded`] forgives it.
    pub(super) fn may_try(&self, key: &Key, now: Timestamp) -> bool {
        let mut failures = self.lock();
        if failures.len() >= SWEEP_AT {
            failures.retain(|_, times| times.iter().any(|at| counts(*at, now)));
        }
        let times = failures.entry(key.clone()).or_default();
        times.retain(|at| counts(*at, now));
        let may = times.len() < MOST_FAILURES;
        if may {
            times.push(now);
        }
        may
    }

    pub(super) fn succeeded(&self, key: &Key) {
        self.lock().remove(key);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Vec<Timestamp>>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn counts(failure: Timestamp, now: Timestamp) -> bool {
    now.since(failure) < FORGIVEN_AFTER
}
