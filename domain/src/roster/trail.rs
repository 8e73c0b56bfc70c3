//! What a server remembers of a roster: since when each row is as it is now.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{RowHash, RowKey};
use crate::agreement::Agreement;

/// Revisions at which a server looked. Tickets are read at one, passages come from a fold that may be older.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look {
    /// Of the snapshot that was read.
    pub read: i64,
    /// Of the folded state: the same or an earlier one. A phone's cursor.
    pub folded: i64,
}

/// The history of one roster, as far as one server saw it. It can be lost: phones then load in full.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    from: i64,
    look: Look,
    sum: Agreement,
    rows: HashMap<RowKey, Mark>,
    gone: HashMap<RowKey, i64>,
    /// Tells rows of the latest look from those that are not there any more.
    round: u64,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    /// The first bytes of the row's hash. Whoever was told too little notices by the sum, which has all of them.
    hash: u64,
    since: i64,
    round: u64,
}

impl Trail {
    /// Begins with all rows of a look.
    pub fn new(look: Look, rows: &[(RowKey, RowHash)]) -> Self {
        let mut trail = Self { from: look.read, ..Self::default() };
        trail.observe(look, rows);
        trail
    }

    /// Takes up all rows of a look; an older one than the latest tells nothing new.
    ///
    /// A change is dated by what was read, and cursors by what was folded: whoever holds a cursor from before the change
    /// was seen is told.
    pub fn observe(&mut self, look: Look, rows: &[(RowKey, RowHash)]) {
        if look < self.look {
            return;
        }
        self.round += 1;
        let round = self.round;
        self.sum = Agreement::default();
        for (key, hash) in rows {
            self.sum.include(hash);
            let fresh = Mark { hash: beginning(hash), since: look.read, round };
            match self.rows.entry(*key) {
                Entry::Occupied(mut known) if known.get().hash == fresh.hash => known.get_mut().round = round,
                Entry::Occupied(mut known) => *known.get_mut() = fresh,
                Entry::Vacant(place) => {
                    place.insert(fresh);
                    self.gone.remove(key);
                }
            }
        }
        if self.rows.len() > rows.len() {
            let gone = self.rows.extract_if(|_, mark| mark.round != round);
            self.gone.extend(gone.map(|(key, _)| (key, look.read)));
        }
        self.look = look;
    }

    /// Whether it tells what changed since that cursor.
    pub const fn covers(&self, since: i64) -> bool {
        self.from <= since && since <= self.look.read
    }

    /// Whether a row may be another one than at that cursor, which is covered.
    pub fn changed(&self, key: RowKey, since: i64) -> bool {
        self.rows.get(&key).is_none_or(|mark| mark.since > since)
    }

    /// Rows that were there at that cursor or later, and are not any more.
    pub fn gone(&self, since: i64) -> impl Iterator<Item = RowKey> {
        self.gone.iter().filter(move |(_, at)| **at > since).map(|(key, _)| *key)
    }

    /// The sum of all rows at this revision, when it was the latest look and nothing has changed since.
    pub fn still(&self, revision: i64) -> Option<Agreement> {
        (self.look == Look { read: revision, folded: revision }).then_some(self.sum)
    }
}

fn beginning(hash: &RowHash) -> u64 {
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
