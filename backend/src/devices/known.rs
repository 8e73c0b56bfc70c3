//! Phones that this process heard in the last two seconds, by the hash of their token.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use keruen_domain::id::DeviceId;
use keruen_domain::time::{SECOND, Timestamp};

use super::PairedDevice;

/// For how long a phone is believed to be still in service.
const TRUST: i64 = 2 * SECOND;

/// Only phones that exist are remembered, so that strangers cannot fill the memory.
#[derive(Default)]
pub(crate) struct Known(RwLock<HashMap<Vec<u8>, (PairedDevice, Timestamp)>>);

impl Known {
    pub(super) fn get(&self, hash: &[u8], now: Timestamp) -> Option<PairedDevice> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(hash).filter(|(_, since)| (0..TRUST).contains(&now.since(*since))).map(|(device, _)| *device)
    }

    pub(super) fn put(&self, hash: Vec<u8>, device: PairedDevice, now: Timestamp) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(hash, (device, now));
    }

    pub(super) fn forget(&self, device: DeviceId) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|_, (known, _)| known.actor.id != device);
    }
}
