//! Rows about facts whose word is in doubt: nobody known behind them, two versions of one, sent without effect.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Row, RowId, RowKind, Scene};
use crate::attendance::{Moment, tell};
use crate::fact::{Body, FactRef, Source, Sourced};
use crate::id::{DeviceId, EventId, FactId, PersonId};
use crate::settlement::covered;

/// Let in, but nobody known holds what was read.
pub(super) fn strangers(scene: &Scene<'_>) -> Vec<Row> {
    let met = scene.told.strangers.iter().filter(|(event, _)| scene.counts(*event));
    met.map(|(event, moment)| Row {
        id: RowId { kind: RowKind::Unlisted, of: moment.fact.source.uuid(), and: moment.fact.id.0 },
        at: Some(moment.at),
        events: vec![*event],
        persons: Vec::new(),
        targets: vec![moment.fact],
        beside: None,
    })
    .collect()
}

/// What a phone sent in two versions. A version that differs in what no figure is made of is none.
pub(super) fn contested(scene: &Scene<'_>) -> Vec<Row> {
    let mut ids: Vec<FactId> = scene.told.live.iter().map(|f| f.fact.id).collect();
    ids.sort_unstable();
    let again: HashSet<FactId> = ids.array_windows().filter(|[a, b]| a == b).map(|[a, _]| *a).collect();
    if again.is_empty() {
        return Vec::new();
    }
    let mut versions: BTreeMap<FactRef, Vec<&Sourced>> = BTreeMap::new();
    for fact in scene.told.live.iter().filter(|f| again.contains(&f.fact.id)) {
        versions.entry(fact.reference()).or_default().push(fact);
    }
    let mut rows = Vec::new();
    for (name, versions) in versions {
        let scanned: Vec<_> =
            versions.iter().filter_map(|f| if let Body::Scan(s) = &f.fact.body { Some(s) } else { None }).collect();
        let counts = scanned.len() < versions.len() || scanned.iter().any(|scan| scene.counts(scan.event));
        let clock = versions.iter().all(|f| matches!(f.fact.body, Body::Clock { .. }));
        if versions.len() < 2 || !counts || clock {
            continue;
        }
        let passes = || scene.told.passes.iter().filter(|pass| pass.moment.fact == name);
        let events: BTreeSet<EventId> = scanned.iter().map(|scan| scan.event).collect();
        let persons: BTreeSet<_> = passes().map(|pass| pass.person).collect();
        rows.push(Row {
            id: RowId { kind: RowKind::Contested, of: name.source.uuid(), and: name.id.0 },
            at: versions.iter().map(|f| scene.told.clocks.moment(f).at).min(),
            events: events.into_iter().collect(),
            persons: persons.into_iter().collect(),
            targets: vec![name],
            beside: None,
        });
    }
    rows
}

/// Somebody who would have come: when, and who, where that is known.
type Came = (Moment, Option<PersonId>);

/// What would be an attendance if it counted: one row for each phone and event.
pub(super) fn unheard(scene: &Scene<'_>) -> Vec<Row> {
    let silent = || scene.silent.iter().copied();
    let scans: HashSet<FactRef> =
        silent().filter(|f| matches!(f.fact.body, Body::Scan(_))).map(Sourced::reference).collect();
    if scans.is_empty() {
        return Vec::new();
    }
    let accepted = covered(scans.iter().copied(), silent());
    let would = tell(scene.heard.iter().copied().chain(silent().filter(|f| accepted.contains(&f.reference()))));
    let folded = &scene.told.folded;
    let people = would
        .passes
        .iter()
        .filter(|pass| !pass.is_out() && !folded.attendances.contains_key(&(pass.event, pass.person)))
        .filter(|pass| scans.contains(&pass.moment.fact) && scene.matters(&would, pass.event, pass.person))
        .map(|pass| (pass.event, (pass.moment, Some(pass.person))));
    let heads = would
        .heads
        .iter()
        .filter(|pass| !pass.is_out() && !folded.anonymous.contains_key(&(pass.event, pass.person)))
        .filter(|pass| scans.contains(&pass.moment.fact) && scene.counts(pass.event))
        .map(|pass| (pass.event, (pass.moment, None)));
    let mut groups: BTreeMap<(DeviceId, EventId), Vec<Came>> = BTreeMap::new();
    for (event, came) in people.chain(heads) {
        if let Source::Device(device) = came.0.fact.source {
            groups.entry((device, event)).or_default().push(came);
        }
    }
    let row = |((device, event), mut came): ((DeviceId, EventId), Vec<Came>)| {
        came.retain(|(moment, _)| !folded.reviewed.contains(&moment.fact));
        let persons: BTreeSet<_> = came.iter().filter_map(|(_, person)| *person).collect();
        Row {
            id: RowId { kind: RowKind::Unheard, of: device.0, and: event.0 },
            at: came.iter().map(|(moment, _)| moment.at).min(),
            events: vec![event],
            persons: persons.into_iter().collect(),
            targets: came.iter().map(|(moment, _)| moment.fact).collect(),
            beside: None,
        }
    };
    groups.into_iter().map(row).collect()
}
