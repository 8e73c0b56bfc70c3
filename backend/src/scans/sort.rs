//! What becomes of each row of a group: new, known, another version, or proven by now.

use std::collections::{BTreeSet, HashMap};

use keruen_domain::api::Receipt;
use keruen_domain::id::CaravanId;
use uuid::Uuid;

use super::queue::Job;
use super::row::Row;
use crate::error::Result;
use crate::store::{StoreError, Tx};

/// A kept version of a fact: its digest, and whether its own source stands behind it.
pub(super) struct Version {
    digest: [u8; 32],
    proven: bool,
}

/// What is kept of each fact.
pub(super) type Versions = HashMap<(Uuid, Uuid), Vec<Version>>;

/// What is to be done with a group.
pub(super) struct Sorted<'a> {
    /// One receipt per row, in the order of the jobs and their rows.
    pub(super) receipts: Vec<Receipt>,
    /// Rows to keep.
    pub(super) fresh: Vec<&'a Row>,
    /// Rows that are kept without a proof and have one now.
    pub(super) proven: Vec<&'a Row>,
    /// Caravans that get something new.
    pub(super) caravans: BTreeSet<CaravanId>,
}

/// What is kept of the group's facts already.
pub(super) async fn versions(tx: &mut Tx, group: &[Job]) -> Result<Versions> {
    let mut keys: Vec<(Uuid, Uuid)> = group.iter().flat_map(|job| &job.rows).map(Row::key).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut versions = Versions::new();
    for (source, id, digest, handed_by) in tx.fact_digests(&keys).await? {
        let digest = digest.try_into().map_err(|_| StoreError::Row { table: "facts", column: "digest" })?;
        versions.entry((source, id)).or_default().push(Version { digest, proven: handed_by.is_none() });
    }
    Ok(versions)
}

/// Sorts the rows of a group. What its source says comes before what others bring of it, so that one transaction ends as
/// two would, in either order.
pub(super) fn sort_out(group: &[Job], mut versions: Versions) -> Sorted<'_> {
    let rows: Vec<(CaravanId, &Row)> =
        group.iter().flat_map(|job| job.rows.iter().map(|row| (job.caravan, row))).collect();
    let mut sorted = Sorted {
        receipts: vec![Receipt::Already; rows.len()],
        fresh: Vec::new(),
        proven: Vec::new(),
        caravans: BTreeSet::new(),
    };
    for proven in [true, false] {
        let turn = rows.iter().enumerate().filter(|(_, (_, row))| row.handed_by.is_none() == proven);
        for (n, (caravan, row)) in turn {
            let known = versions.entry(row.key()).or_default();
            let contested = known.iter().any(|version| version.proven && version.digest != row.digest);
            match known.iter_mut().find(|version| version.digest == row.digest) {
                Some(version) if version.proven => continue,
                // Brought again, and still nothing vouches for it.
                Some(_) if !proven => {
                    sorted.receipts[n] = Receipt::Unproven;
                    continue;
                }
                Some(version) => {
                    version.proven = true;
                    sorted.proven.push(*row);
                }
                None => {
                    known.push(Version { digest: row.digest, proven });
                    sorted.fresh.push(*row);
                }
            }
            sorted.receipts[n] = match (proven, contested) {
                (true, true) => Receipt::Contested,
                (true, false) => Receipt::Stored,
                (false, _) => Receipt::Unproven,
            };
            sorted.caravans.insert(*caravan);
        }
    }
    sorted
}
