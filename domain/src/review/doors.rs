//! Rows about people who were let in: by two phones, or against the list.

use std::collections::{BTreeMap, HashSet};

use super::{Row, RowId, RowKind, Scene};
use crate::attendance::Pass;
use crate::fact::{Body, Direction, FactRef};
use crate::scan::Verdict;

/// Rows of every attendance in turn. Nearly all have nothing to show: they cost a look at a few small sets.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<Row> {
    let told = scene.told;
    let (mut revoked, mut unlisted): (HashSet<FactRef>, HashSet<FactRef>) = Default::default();
    for fact in &told.live {
        let Body::Scan(scan) = &fact.fact.body else { continue };
        for verdict in &scan.verdicts {
            match verdict {
                Verdict::Revoked => revoked.insert(fact.reference()),
                Verdict::Unlisted => unlisted.insert(fact.reference()),
                _ => continue,
            };
        }
    }
    let struck = |pass: &Pass| {
        let since = pass.ticket.and_then(|ticket| scene.revoked.get(&ticket));
        since.is_some_and(|since| *since <= pass.moment.at) || revoked.contains(&pass.moment.fact)
    };
    let given_up = scene.given_up();
    let off_list = |pass: &Pass| !unlisted.is_empty() && unlisted.contains(&pass.moment.fact);
    let strangers = told.passes.iter().filter(|pass| off_list(pass)).map(|pass| (pass.event, pass.person));
    let strangers = scene.unregistered(strangers.collect());
    let anybody_struck = !scene.revoked.is_empty() || !revoked.is_empty();
    let mut rows = Vec::new();
    for passes in told.passes.chunk_by(Pass::is_of_one_attendance) {
        let Some(Pass { event, person, .. }) = passes.first() else { continue };
        let ways_in = || passes.iter().filter(|pass| !pass.is_out());
        let at_door = || ways_in().filter(|pass| pass.door.is_some());
        let mut found: Vec<(RowKind, Vec<&Pass>, Option<&Pass>)> = Vec::new();
        if let Some((first, others)) = two_phones(passes) {
            found.push((RowKind::TwoPhones, others, Some(first)));
        }
        if anybody_struck {
            found.push((RowKind::Revoked, ways_in().filter(|pass| struck(pass)).collect(), None));
        }
        if !given_up.is_empty() && given_up.contains(&(*event, *person)) {
            found.push((RowKind::Cancelled, at_door().collect(), None));
        } else if !strangers.is_empty() && strangers.contains(&(*event, *person)) {
            found.push((RowKind::Unlisted, at_door().filter(|pass| off_list(pass)).collect(), None));
        }
        found.retain(|(_, passes, _)| !passes.is_empty());
        if found.is_empty() || !scene.matters(told, *event, *person) {
            continue;
        }
        rows.extend(found.into_iter().map(|(kind, passes, beside)| {
            let moments = || beside.into_iter().chain(passes.iter().copied()).map(|pass| pass.moment);
            Row {
                id: RowId { kind, of: event.0, and: person.0 },
                at: moments().min().map(|first| first.at),
                events: vec![*event],
                persons: vec![*person],
                targets: passes.iter().map(|pass| pass.moment.fact).collect(),
                beside: beside.map(|pass| pass.moment.fact),
            }
        }));
    }
    rows
}

/// The first way in, and those by other phones while the person was inside. Who went out may come in by another door.
fn two_phones(passes: &[Pass]) -> Option<(&Pass, Vec<&Pass>)> {
    if passes.len() < 2 {
        return None;
    }
    let mut inside: Option<&Pass> = None;
    let mut others: BTreeMap<&Pass, Vec<&Pass>> = BTreeMap::new();
    for pass in passes {
        match (pass.door, inside) {
            (Some((Direction::Out, _)), _) => inside = None,
            (Some((Direction::In, _)), None) => inside = Some(pass),
            (Some((Direction::In, _)), Some(first)) if first.moment.fact.source != pass.moment.fact.source => {
                others.entry(first).or_default().push(pass);
            }
            _ => {}
        }
    }
    others.into_iter().next()
}
