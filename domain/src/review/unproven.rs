//! Rows about logs that somebody brought without their phones' proofs: one for each phone and whoever brought it, where it
//! would make or take an attendance (decision 0040).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::{Row, RowId, RowKind, Scene};
use crate::attendance::{Attendance, Pass, tell};
use crate::fact::{Body, FactRef, Source, Sourced};
use crate::id::{DeviceId, EventId, PersonId};
use crate::time::Timestamp;

/// What one brought of one phone, as far as it matters.
#[derive(Default)]
struct Group {
    targets: Vec<FactRef>,
    events: BTreeSet<EventId>,
    persons: BTreeSet<PersonId>,
    at: Option<Timestamp>,
}

pub(super) fn rows(scene: &Scene<'_>) -> Vec<Row> {
    let reviewed = &scene.told.folded.reviewed;
    let pending: Vec<(&Sourced, Uuid)> =
        scene.unproven.iter().copied().filter(|(fact, _)| !reviewed.contains(&fact.reference())).collect();
    if pending.is_empty() {
        return Vec::new();
    }
    let would = tell(scene.heard.iter().copied().chain(pending.iter().map(|(fact, _)| *fact)));
    let (now, then) = (&scene.told.folded, &would.folded);
    let made = only(&would.passes, &then.attendances, &now.attendances);
    let made = made.filter(|pass| scene.matters(&would, pass.event, pass.person));
    let taken = only(&scene.told.passes, &now.attendances, &then.attendances);
    let taken = taken.filter(|pass| scene.matters(scene.told, pass.event, pass.person));
    let people = made.chain(taken).map(|pass| (pass.event, Some(pass.person), pass.moment));
    let heads = only(&would.heads, &then.anonymous, &now.anonymous);
    let heads = heads.chain(only(&scene.told.heads, &now.anonymous, &then.anonymous));
    let heads = heads.filter(|pass| scene.counts(pass.event)).map(|pass| (pass.event, None, pass.moment));

    let told = Pending::new(&pending);
    let mut groups: BTreeMap<(DeviceId, Uuid), Group> = BTreeMap::new();
    for (event, person, moment) in people.chain(heads) {
        for (fact, by) in told.behind(moment.fact) {
            let Source::Device(device) = fact.source else { continue };
            let group = groups.entry((device, by)).or_default();
            if !group.targets.contains(&fact) {
                group.targets.push(fact);
            }
            group.events.insert(event);
            group.persons.extend(person);
            group.at = group.at.into_iter().chain([moment.at]).min();
        }
    }
    // Whoever accepts the scans accepts by which clock they were made.
    for (fact, by) in &pending {
        if let (Source::Device(device), Body::Clock { .. }) = (fact.source, &fact.fact.body)
            && let Some(group) = groups.get_mut(&(device, *by))
        {
            group.targets.push(fact.reference());
        }
    }
    let row = |((device, by), group): ((DeviceId, Uuid), Group)| Row {
        id: RowId { kind: RowKind::Unproven, of: device.0, and: by },
        at: group.at,
        events: group.events.into_iter().collect(),
        persons: group.persons.into_iter().collect(),
        targets: group.targets,
        beside: None,
    };
    groups.into_iter().map(row).collect()
}

/// The passes of whoever attends by `here` and not by `there`.
fn only<'a, W: Ord + Copy>(
    passes: &'a [Pass<W>],
    here: &'a BTreeMap<(EventId, W), Attendance>,
    there: &'a BTreeMap<(EventId, W), Attendance>,
) -> impl Iterator<Item = &'a Pass<W>> {
    let key = |pass: &Pass<W>| (pass.event, pass.person);
    passes.iter().filter(move |pass| here.contains_key(&key(pass)) && !there.contains_key(&key(pass)))
}

/// Facts that wait, by their own name and by what they are about.
struct Pending(HashMap<FactRef, Vec<(FactRef, Uuid)>>);

impl Pending {
    fn new(pending: &[(&Sourced, Uuid)]) -> Self {
        let mut by_name: HashMap<FactRef, Vec<(FactRef, Uuid)>> = HashMap::new();
        for (fact, by) in pending {
            let name = fact.reference();
            by_name.entry(name).or_default().push((name, *by));
            if let Body::Answer { scan: target, .. } | Body::Annulment { target } = fact.fact.body {
                by_name.entry(target).or_default().push((name, *by));
            }
        }
        Self(by_name)
    }

    /// What waits of a fact: itself, what is said of it, and what is said of that.
    fn behind(&self, fact: FactRef) -> Vec<(FactRef, Uuid)> {
        let (mut found, mut next) = (Vec::new(), vec![fact]);
        while let Some(name) = next.pop() {
            for &(said, by) in self.0.get(&name).into_iter().flatten() {
                if !found.contains(&(said, by)) {
                    found.push((said, by));
                    next.push(said);
                }
            }
        }
        found
    }
}
