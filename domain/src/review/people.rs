//! Rows about people: a consent that has not come, two records that may be one person.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, RowId, RowKind, Scene};
use crate::consent::ConsentKind;
use crate::id::{EventId, PersonId};
use crate::settlement::pair;

/// Who was let in without the consent that they need: one row for each person.
pub(super) fn awaiting(scene: &Scene<'_>) -> Vec<Row> {
    let mut by_person: BTreeMap<PersonId, Vec<EventId>> = BTreeMap::new();
    for (event, person) in scene.awaiting {
        by_person.entry(*person).or_default().push(*event);
    }
    let row = |(person, events): (PersonId, Vec<EventId>)| {
        let attendances = || events.iter().filter_map(|event| scene.told.folded.attendances.get(&(*event, person)));
        Row {
            id: RowId { kind: RowKind::Consent, of: person.0, and: person.0 },
            at: attendances().map(|attendance| attendance.first.at).min(),
            targets: attendances().map(|attendance| attendance.first.fact).collect(),
            events,
            persons: vec![person],
            beside: None,
        }
    };
    by_person.into_iter().map(row).collect()
}

/// Pairs of records with equal candidate key that nobody joined or parted, when joining them would change a figure.
pub(super) fn duplicates(scene: &Scene<'_>) -> Vec<Row> {
    let folded = &scene.told.folded;
    let mut pairs: BTreeSet<(PersonId, PersonId)> = BTreeSet::new();
    for group in scene.candidates {
        let records: BTreeSet<PersonId> = group.iter().map(|person| folded.canonical(*person)).collect();
        for left in &records {
            pairs.extend(
                records
                    .range((std::ops::Bound::Excluded(left), std::ops::Bound::Unbounded))
                    .map(|right| pair(*left, *right)),
            );
        }
    }
    pairs.retain(|pair| !folded.distinct.contains(pair));
    if pairs.is_empty() {
        return Vec::new();
    }
    let of_candidates: BTreeSet<PersonId> = pairs.iter().flat_map(|(left, right)| [*left, *right]).collect();
    let mut counted: BTreeMap<PersonId, Vec<EventId>> = BTreeMap::new();
    for row in scene.counted.iter().filter(|row| of_candidates.contains(&row.person)) {
        counted.entry(row.person).or_default().push(row.event);
    }
    let awaiting: BTreeSet<PersonId> = scene.awaiting.iter().map(|(_, person)| *person).collect();
    let consents = |person: &PersonId| folded.consents.holds(*person, ConsentKind::Data);
    let changes = |left: &PersonId, right: &PersonId| {
        counted.contains_key(left) && counted.contains_key(right)
            || awaiting.contains(left) && consents(right)
            || awaiting.contains(right) && consents(left)
    };
    let mut rows = Vec::new();
    for (left, right) in pairs {
        if !changes(&left, &right) {
            continue;
        }
        let of = |person: PersonId| counted.get(&person).into_iter().flatten().copied();
        let waiting =
            scene.awaiting.iter().filter(|(_, person)| [left, right].contains(person)).map(|(event, _)| *event);
        let events: BTreeSet<EventId> = of(left).chain(of(right)).chain(waiting).collect();
        rows.push(Row {
            id: RowId { kind: RowKind::Duplicate, of: left.0, and: right.0 },
            at: None,
            events: events.into_iter().collect(),
            persons: vec![left, right],
            targets: Vec::new(),
            beside: None,
        });
    }
    rows
}
