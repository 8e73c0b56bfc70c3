//! Requests that wait to be slow: so many of one address, so many in all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// All that wait in this process; each holds its form and its connection, and nothing else.
const IN_ALL: usize = 256;

#[derive(Clone)]
pub(super) struct Waiting {
    of_one: usize,
    now: Arc<Mutex<Counts>>,
}

#[derive(Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// One that waits, until it is dropped.
pub(super) struct Place<'a> {
    waiting: &'a Waiting,
    address: IpAddr,
}

impl Waiting {
    pub(super) fn new(of_one: usize) -> Self {
        Self { of_one, now: Arc::default() }
    }

    /// A place to wait, if there is one.
    pub(super) fn enter(&self, address: IpAddr) -> Option<Place<'_>> {
        let mut counts = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let of_address = counts.by_address.get(&address).copied().unwrap_or(0);
        if counts.all >= IN_ALL || of_address >= self.of_one {
            return None;
        }
        counts.all += 1;
        counts.by_address.insert(address, of_address + 1);
        Some(Place { waiting: self, address })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut counts = self.waiting.now.lock().unwrap_or_else(PoisonError::into_inner);
        counts.all = counts.all.saturating_sub(1);
        match counts.by_address.get_mut(&self.address) {
            Some(of_address) if *of_address > 1 => *of_address -= 1,
            _ => {
                counts.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_few_and_come_back() {
        let waiting = Waiting::new(3);
        let address =
            |n: usize| IpAddr::from([10, 0, u8::try_from(n / 256).expect("few"), u8::try_from(n % 256).expect("few")]);
        let mut places: Vec<_> = (0..5).filter_map(|_| waiting.enter(address(0))).collect();
        assert_eq!(places.len(), 3, "of one address");
        places.extend((1..400).filter_map(|n| waiting.enter(address(n))));
        assert_eq!(places.len(), IN_ALL, "in all");
        drop(places);
        let counts = waiting.now.lock().expect("not poisoned");
        assert_eq!((counts.all, counts.by_address.len()), (0, 0));
    }
}
