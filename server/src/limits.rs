//! How often one address may try a password or a pairing: token buckets in memory, one set per process.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use keruen_domain::time::Timestamp;

/// More addresses than this and those with full buckets are forgotten.
const ADDRESSES_MAX: usize = 10_000;
const MINUTE_MS: i64 = 60_000;

/// So many tries per minute and address; as many at once when nobody tried for a minute.
#[derive(Clone)]
pub(crate) struct Limit {
    per_minute: i64,
    /// When each address's bucket would be full again.
    full_at: Arc<Mutex<HashMap<IpAddr, i64>>>,
}

impl Limit {
    /// A limit of `per_minute` tries.
    pub(crate) fn per_minute(per_minute: i64) -> Self {
        Self { per_minute, full_at: Arc::default() }
    }

    /// Takes one try, or says after how many seconds there is one again.
    pub(crate) fn take(&self, address: IpAddr, now: Timestamp) -> Result<(), u64> {
        let now = now.millis();
        let each = MINUTE_MS / self.per_minute;
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= ADDRESSES_MAX {
            buckets.retain(|_, full_at| *full_at > now);
        }
        let full_at = buckets.entry(address).or_insert(now);
        // A clock that was set back must lock nobody out.
        let start = (*full_at).clamp(now, now + MINUTE_MS);
        if start + each > now + MINUTE_MS {
            let wait_ms = start + each - now - MINUTE_MS;
            return Err(u64::try_from(wait_ms).unwrap_or(0).div_ceil(1000));
        }
        *full_at = start + each;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_bucket_then_one_each() {
        let limit = Limit::per_minute(10);
        let address: IpAddr = "10.0.0.1".parse().expect("address");
        let at = |ms: i64| Timestamp::from_millis(1_000_000 + ms);
        for _ in 0..10 {
            assert_eq!(limit.take(address, at(0)), Ok(()));
        }
        assert_eq!(limit.take(address, at(0)), Err(6));
        assert_eq!(limit.take("10.0.0.2".parse().expect("address"), at(0)), Ok(()), "others are not locked out");
        assert_eq!(limit.take(address, at(5_999)), Err(1));
        assert_eq!(limit.take(address, at(6_000)), Ok(()));
        assert_eq!(limit.take(address, at(6_000)), Err(6));
        assert_eq!(limit.take(address, at(-3_600_000)), Err(6), "a clock set back waits no longer than a full bucket");
    }
}
