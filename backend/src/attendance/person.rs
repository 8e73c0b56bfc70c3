//! All facts that bear on one person, found without reading the whole project.

use std::collections::{BTreeSet, HashSet};

use keruen_domain::attendance::fold;
use keruen_domain::fact::{Body, Source, Sourced};
use keruen_domain::force::annulled;
use keruen_domain::hearing::{Hearing, Silence};
use keruen_domain::id::{EventId, PersonId, ProjectId, TicketId};
use keruen_domain::settlement::Accepted;
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::sql::Kept;
use crate::error::Result;
use crate::scans::row::code_key;
use crate::store::Tx;
use crate::{Backend, store};

/// What is recorded of one person, and of everybody merged with them.
pub(crate) struct Story {
    /// Their tickets, as facts.
    pub(crate) tickets: Vec<Sourced>,
    /// Everything recorded, with what it depends on: answers, annulments, clocks of the devices.
    pub(crate) facts: Vec<Sourced>,
    /// What is kept without effect, and why.
    pub(crate) silent: Vec<(Sourced, Silence)>,
}

/// Gathers the facts of a person: theirs, those about these, and so on until nothing new comes.
pub(crate) async fn story(tx: &mut Tx, project: ProjectId, person: PersonId) -> Result<Story, store::StoreError> {
    let (mut persons, mut tickets, mut all) = (BTreeSet::new(), Vec::new(), Vec::new());
    let mut seen: HashSet<Sourced> = HashSet::new();
    let mut asked: HashSet<Uuid> = HashSet::new();
    let mut targets: Vec<Uuid> = Vec::new();
    let mut next = vec![person];
    while let Some(person) = next.pop() {
        if !persons.insert(person) {
            continue;
        }
        for ticket in tx.ticket_facts_of(person).await? {
            if let Body::Ticket { code, .. } = &ticket.fact.body {
                targets.push(code_key(*code));
            }
            tickets.push(ticket);
        }
        for kept in tx.facts_of_person(project, person).await? {
            if let Body::Merge { left, right } = kept.sourced.fact.body {
                next.extend([left, right]);
            }
            if seen.insert(kept.sourced.clone()) {
                targets.push(kept.sourced.fact.id.0);
                all.push(kept);
            }
        }
    }
    let mut blanks = BTreeSet::new();
    loop {
        targets.extend(all.iter().filter_map(phone));
        targets.retain(|target| asked.insert(*target));
        if targets.is_empty() {
            // All annulments are known by now: scans of blank tickets are the person's as long as somebody says so.
            let bound: Vec<_> = bound(&all).into_iter().filter(|(ticket, _)| blanks.insert(*ticket)).collect();
            if bound.is_empty() {
                break;
            }
            for (ticket, code) in bound {
                targets.push(code_key(code));
                for kept in tx.facts_of_blank(project, ticket, "scan").await? {
                    if seen.insert(kept.sourced.clone()) {
                        targets.push(kept.sourced.fact.id.0);
                        all.push(kept);
                    }
                }
            }
        }
        for kept in tx.facts_about(project, &std::mem::take(&mut targets)).await? {
            if seen.insert(kept.sourced.clone()) {
                targets.push(kept.sourced.fact.id.0);
                all.push(kept);
            }
        }
    }
    // Most people have not been at a door yet: their tickets' pages need not ask for phones and events.
    let hearing =
        if all.iter().any(|kept| phone(kept).is_some()) { tx.hearing(project).await? } else { Hearing::default() };
    let mut story = Story { tickets, facts: Vec::new(), silent: Vec::new() };
    for Kept { sourced, arrival, .. } in all {
        match hearing.silence(&sourced, arrival) {
            None => story.facts.push(sourced),
            Some(why) => story.silent.push((sourced, why)),
        }
    }
    let sent = story.silent.iter().filter(|(_, why)| *why != Silence::Unproven).map(|(fact, _)| fact);
    let accepted = Accepted::new(&story.facts, sent);
    let (counting, silent) = story.silent.into_iter().partition(|(fact, why)| accepted.lifts(fact.reference(), *why));
    story.silent = silent;
    story.facts.extend(Vec::into_iter(counting).map(|(fact, _)| fact));
    Ok(story)
}

/// Blank tickets that were said to be somebody's, and are.
fn bound(all: &[Kept]) -> Vec<(TicketId, ShortCode)> {
    let says = |kept: &Kept| match kept.sourced.fact.body {
        Body::Ticket { ticket, code, .. } => Some((kept.sourced.reference(), ticket, code)),
        _ => None,
    };
    let said: Vec<_> = all.iter().filter_map(says).collect();
    if said.is_empty() {
        return Vec::new();
    }
    let gone = annulled(all.iter().map(|kept| &kept.sourced));
    said.into_iter().filter(|(by, ..)| !gone.contains(by)).map(|(_, ticket, code)| (ticket, code)).collect()
}

/// The phone that recorded it.
fn phone(kept: &Kept) -> Option<Uuid> {
    if let Source::Device(device) = kept.sourced.source { Some(device.0) } else { None }
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
