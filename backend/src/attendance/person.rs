//! All facts that bear on one person, found without reading the whole project.

use std::collections::{BTreeSet, HashMap, HashSet};

use keruen_domain::attendance::fold;
use keruen_domain::fact::{Body, Sourced};
use keruen_domain::id::{DeviceId, EventId, PersonId, ProjectId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::sql::Kept;
use super::state::{counts, devices_of};
use crate::error::Result;
use crate::scans::row::code_key;
use crate::store::Tx;
use crate::{Backend, store};

/// What is recorded of one person, and of everybody merged with them.
pub(crate) struct Story {
    /// The person and those merged with them.
    pub(crate) persons: BTreeSet<PersonId>,
    /// Their tickets, as facts.
    pub(crate) tickets: Vec<Sourced>,
    /// Everything recorded, with what it depends on: answers, annulments, clocks of the devices.
    pub(crate) facts: Vec<Sourced>,
    /// What phones sent after they were taken out of service: kept, without effect.
    pub(crate) silent: Vec<Sourced>,
}

impl Story {
    fn add(&mut self, kept: Kept, revoked: &HashMap<DeviceId, Timestamp>) {
        let heard = counts(&kept.sourced, kept.received_at, revoked);
        if heard { self.facts.push(kept.sourced) } else { self.silent.push(kept.sourced) }
    }
}

/// Gathers the facts of a person: theirs, those about these, and so on until nothing new comes.
pub(crate) async fn story(tx: &mut Tx, project: ProjectId, person: PersonId) -> Result<Story, store::StoreError> {
    let mut story = Story { persons: BTreeSet::new(), tickets: Vec::new(), facts: Vec::new(), silent: Vec::new() };
    let revoked: HashMap<DeviceId, Timestamp> = tx.devices_revoked(project).await?.into_iter().collect();
    let mut seen: HashSet<Sourced> = HashSet::new();
    let mut asked: HashSet<Uuid> = HashSet::new();
    let mut targets: Vec<Uuid> = Vec::new();
    let mut next = vec![person];
    while let Some(person) = next.pop() {
        if !story.persons.insert(person) {
            continue;
        }
        for ticket in tx.ticket_facts_of(person).await? {
            if let Body::Ticket { code, .. } = &ticket.fact.body {
                targets.push(code_key(*code));
            }
            story.tickets.push(ticket);
        }
        for kept in tx.facts_of_person(project, person).await? {
            if let Body::Merge { left, right } = kept.sourced.fact.body {
                next.extend([left, right]);
            }
            if seen.insert(kept.sourced.clone()) {
                targets.push(kept.sourced.fact.id.0);
                story.add(kept, &revoked);
            }
        }
    }
    loop {
        targets.extend(devices_of(&story.facts).into_iter().map(|device| device.0));
        targets.retain(|target| asked.insert(*target));
        if targets.is_empty() {
            return Ok(story);
        }
        for kept in tx.facts_about(project, &std::mem::take(&mut targets)).await? {
            if seen.insert(kept.sourced.clone()) {
                targets.push(kept.sourced.fact.id.0);
                story.add(kept, &revoked);
            }
        }
    }
}

/// Events that the person attended, and since when, by corrected time. Two or three indexed queries: for ticket pages.
///
/// Asks for no right: other verbs call it for the holder of a ticket.
pub async fn attended(backend: &Backend, project: ProjectId, person: PersonId) -> Result<Vec<(EventId, Timestamp)>> {
    let mut tx = backend.read().await?;
    Ok(attended_in(&mut tx, project, person).await?)
}

/// As [`attended`], inside a transaction.
pub(crate) async fn attended_in(
    tx: &mut Tx,
    project: ProjectId,
    person: PersonId,
) -> Result<Vec<(EventId, Timestamp)>, store::StoreError> {
    let story = story(tx, project, person).await?;
    let folded = fold(story.facts.iter().chain(&story.tickets));
    let person = folded.canonical(person);
    let own = folded.attendances.iter().filter(|((_, who), _)| *who == person);
    Ok(own.map(|((event, _), attendance)| (*event, attendance.first.at)).collect())
}
