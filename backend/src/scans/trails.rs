//! The rosters that this process has seen lately, so that a phone is told what changed and not everything. Caches: a
//! process that has lost them, or never had them, tells everything.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use keruen_domain::agreement::Agreement;
use keruen_domain::id::{CaravanId, StopId};
use keruen_domain::roster::{Look, RowHash, RowKey, Trail};
use keruen_domain::time::CivilDate;

use crate::actor::{DeviceActor, DeviceRole};

/// Whoever has the same scope and role has the same rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Scope {
    caravan: CaravanId,
    stop: Option<StopId>,
    role: DeviceRole,
}

impl From<DeviceActor> for Scope {
    fn from(device: DeviceActor) -> Self {
        Self { caravan: device.caravan, stop: device.stop, role: device.role }
    }
}

/// Which rows a phone is told, and what its rows sum up to then.
pub(super) struct Told {
    /// `None`: all rows.
    pub(super) changes: Option<Changes>,
    pub(super) sum: Agreement,
}

/// What changed since a phone's cursor.
pub(super) struct Changes {
    /// For each row that was looked at, whether it is told.
    pub(super) told: Vec<bool>,
    pub(super) gone: Vec<RowKey>,
}

/// What left since the cursor; not what this look, when it is an older one than the trail's latest, still has.
fn gone(trail: &Trail, since: i64, rows: &[(RowKey, RowHash)]) -> Vec<RowKey> {
    let mut gone: Vec<RowKey> = trail.gone(since).collect();
    if !gone.is_empty() {
        let here: HashSet<RowKey> = rows.iter().map(|(key, _)| *key).collect();
        gone.retain(|key| !here.contains(key));
    }
    gone
}

/// A trail, and the day of its latest look: people come of age at midnight, without any change in the store.
type Slot = Arc<Mutex<Option<(Trail, CivilDate)>>>;

/// Trails by scope.
#[derive(Default)]
pub(crate) struct Trails(Mutex<HashMap<Scope, Slot>>);

impl Trails {
    fn slot(&self, scope: Scope) -> Slot {
        Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(scope).or_default())
    }

    /// The sum of all rows, when nothing has changed since this revision, which is the store's own.
    pub(super) fn still(&self, scope: Scope, revision: i64, today: CivilDate) -> Option<Agreement> {
        let slot = self.slot(scope);
        let held = slot.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(_, day)| *day == today).and_then(|(trail, _)| trail.still(revision))
    }

    /// Takes up all rows of a look, and tells which of them a phone needs that holds the cursor `since`.
    pub(super) fn tell(
        &self,
        scope: Scope,
        look: Look,
        today: CivilDate,
        rows: &[(RowKey, RowHash)],
        since: Option<i64>,
    ) -> Told {
        let mut sum = Agreement::default();
        for (_, hash) in rows {
            sum.include(hash);
        }
        let slot = self.slot(scope);
        let mut held = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((trail, day)) = held.as_mut() {
            trail.observe(look, rows);
            *day = today;
        }
        let (trail, _) = held.get_or_insert_with(|| (Trail::new(look, rows), today));
        let changes = since.filter(|since| trail.covers(*since)).map(|since| Changes {
            told: rows.iter().map(|(key, _)| trail.changed(*key, since)).collect(),
            gone: gone(trail, since, rows),
        });
        Told { changes, sum }
    }

    /// Forgets a scope: its phones carry no rows any more.
    pub(super) fn forget(&self, scope: Scope) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&scope);
    }
}
