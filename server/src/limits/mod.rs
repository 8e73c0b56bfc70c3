//! How often somebody may do something: buckets in memory, one set per process. Past a limit one is refused (passwords,
//! pairings) or slowed down ([`brake`]).

pub(crate) mod brake;
mod coming;
mod waiting;

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keruen_domain::time::Timestamp;

/// More keys than this, and those with full buckets are forgotten.
const KEYS_MAX: usize = 10_000;
const MINUTE_MS: i64 = 60_000;

/// So many at once, and as many again in each such time.
pub(crate) struct Limit<K = IpAddr> {
    each_ms: i64,
    window_ms: i64,
    buckets: Arc<Mutex<Buckets<K>>>,
}

/// What was taken beyond asking.
#[derive(Clone, Copy)]
struct Drawn {
    /// How many of all that were taken so far are over the limit.
    over: i64,
    /// What this one took, which is less than it asked for where somebody owes the most already.
    ms: i64,
}

struct Buckets<K> {
    /// When each key's bucket would be full again.
    full_at: HashMap<K, i64>,
    /// With so many keys the full ones are looked for. It grows with what stays, so that a crowd is not gone through for
    /// each newcomer.
    sweep_at: usize,
}

impl<K> Clone for Limit<K> {
    fn clone(&self) -> Self {
        Self { each_ms: self.each_ms, window_ms: self.window_ms, buckets: Arc::clone(&self.buckets) }
    }
}

impl<K: Copy + Eq + Hash> Limit<K> {
    /// A limit of `most` a minute.
    pub(crate) fn per_minute(most: i64) -> Self {
        Self::new(most, 1)
    }

    /// A limit of `most` in so many minutes.
    pub(crate) fn new(most: i64, minutes: i64) -> Self {
        let each_ms = (minutes * MINUTE_MS / most.max(1)).max(1);
        let buckets = Buckets { full_at: HashMap::new(), sweep_at: KEYS_MAX };
        Self { each_ms, window_ms: each_ms * most.max(1), buckets: Arc::new(Mutex::new(buckets)) }
    }

    /// Takes one, or says after how many seconds there is one again.
    pub(crate) fn take(&self, key: K, now: Timestamp) -> Result<(), u64> {
        let (now, mut buckets) = (now.millis(), self.lock());
        let full_at = buckets.of(key, now);
        // A clock that was set back must lock nobody out.
        let start = (*full_at).clamp(now, now + self.window_ms);
        if start + self.each_ms > now + self.window_ms {
            let wait_ms = start + self.each_ms - now - self.window_ms;
            return Err(u64::try_from(wait_ms).unwrap_or(0).div_ceil(1000));
        }
        *full_at = start + self.each_ms;
        Ok(())
    }

    /// Takes `count`, whatever is left. Nobody owes more than a second bucket: who stops is forgiven after twice the
    /// limit's time.
    fn draw(&self, key: K, count: i64, now: Timestamp) -> Drawn {
        let (now, mut buckets) = (now.millis(), self.lock());
        let full_at = buckets.of(key, now);
        let most = now + 2 * self.window_ms;
        let before = (*full_at).clamp(now, most);
        *full_at = before.saturating_add(count.saturating_mul(self.each_ms)).min(most);
        let over_ms = (*full_at - now - self.window_ms).max(0);
        let over = over_ms / self.each_ms + i64::from(over_ms % self.each_ms > 0);
        Drawn { over, ms: *full_at - before }
    }

    /// Gives back what was drawn.
    fn give_back(&self, key: K, drawn: Drawn) {
        if let Some(full_at) = self.lock().full_at.get_mut(&key) {
            *full_at = full_at.saturating_sub(drawn.ms);
        }
    }

    /// How long `over` take to be forgiven, in seconds.
    fn forgiven_after(&self, over: i64) -> u64 {
        u64::try_from(over.saturating_mul(self.each_ms)).unwrap_or(0).div_ceil(1000)
    }

    fn lock(&self) -> MutexGuard<'_, Buckets<K>> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash> Buckets<K> {
    fn of(&mut self, key: K, now: i64) -> &mut i64 {
        if self.full_at.len() >= self.sweep_at {
            self.full_at.retain(|_, full_at| *full_at > now);
            self.sweep_at = KEYS_MAX.max(2 * self.full_at.len());
        }
        self.full_at.entry(key).or_insert(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millis(1_000_000 + ms)
    }

    #[test]
    fn a_full_bucket_then_one_each() {
        let limit = Limit::per_minute(10);
        let address: IpAddr = "10.0.0.1".parse().expect("address");
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

    #[test]
    fn what_is_over_the_limit_is_counted_given_back_and_forgiven() {
        let limit = Limit::new(60, 10);
        let over = |key: u8, count: i64, ms: i64| limit.draw(key, count, at(ms)).over;
        assert_eq!((1..=60).map(|_| over(1, 1, 0)).max(), Some(0));
        assert_eq!([over(1, 1, 0), over(1, 1, 0)], [1, 2]);
        assert_eq!(over(2, 1, 0), 0, "another key");
        let five = limit.draw(1, 5, at(0));
        assert_eq!(five.over, 7);
        limit.give_back(1, five);
        assert_eq!(over(1, 1, 0), 3);
        assert_eq!(over(1, 1, 600_000), 0, "ten minutes later");
        assert_eq!(over(3, 1_000_000, 0), 60, "nobody owes more than a second bucket");
        limit.give_back(3, limit.draw(3, 100, at(0)));
        assert_eq!(over(3, 1, 0), 60, "and what was not taken is not given back");
        assert_eq!(over(3, 1, 1_200_000), 0);
        assert_eq!(over(4, i64::MAX, 0), 60);
        assert_eq!(limit.forgiven_after(60), 600);
    }

    #[test]
    fn keys_that_owe_nothing_are_forgotten() {
        let limit = Limit::per_minute(1);
        for key in 0..KEYS_MAX {
            limit.draw(key, 1, at(0));
        }
        limit.draw(KEYS_MAX, 1, at(0));
        assert_eq!(limit.lock().full_at.len(), KEYS_MAX + 1, "who owes is remembered");
        for key in 0..KEYS_MAX {
            limit.draw(2 * KEYS_MAX + key, 1, at(60_000));
        }
        assert!(limit.lock().full_at.len() <= KEYS_MAX + 1, "the first crowd is gone");
    }
}
