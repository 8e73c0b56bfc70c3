//! Blank tickets: made for a stop in numbered sheets, handed out and scanned there, given their names later.

mod bind;
mod make;
mod sql;

use std::collections::BTreeMap;

use keruen_domain::caravan::{Caravan, Stop};
use keruen_domain::id::{EventId, PersonId, StopId, TicketId};
use keruen_domain::project::Project;
use keruen_domain::text::Localized;
use keruen_domain::ticket::{ShortCode, TicketCode};
use keruen_domain::time::Timestamp;

pub(crate) use bind::binding;
pub use bind::{Bound, blank_unbind, blanks_bind};
pub use make::blanks_make;

use crate::actor::{Actor, MemberRole};
use crate::attendance::project_state;
use crate::error::{Refusal, Result};
use crate::store::Tx;
use crate::{Backend, zone};

/// Where blank tickets belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankPlace {
    /// The stop for which they were made.
    pub stop: Stop,
    /// Its caravan.
    pub caravan: Caravan,
    /// The caravan's project.
    pub project: Project,
}

/// A blank ticket, to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The ticket.
    pub ticket: TicketId,
    /// Its printed number.
    pub number: i64,
    /// What the QR says.
    pub code: TicketCode,
    /// What is typed instead.
    pub short_code: ShortCode,
}

/// Blank tickets of one stop, to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankSheet {
    /// Where they belong.
    pub place: BlankPlace,
    /// The tickets, by number.
    pub blanks: Vec<Blank>,
}

/// Blank tickets that were made at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlankRunView {
    /// When.
    pub at: Timestamp,
    /// The first number.
    pub first: i64,
    /// The last number.
    pub last: i64,
}

/// What became of one blank ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankLine {
    /// Its printed number.
    pub number: i64,
    /// Where and when it was first let in: the event's title, the instant, minutes to add to UTC there.
    pub came: Option<(Localized, Timestamp, i32)>,
    /// Who held it: person and name.
    pub holder: Option<(PersonId, String)>,
}

/// The blank tickets of a stop, for its desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankDesk {
    /// Where they belong.
    pub place: BlankPlace,
    /// What was printed, by number.
    pub runs: Vec<BlankRunView>,
    /// The number of the next one to be made.
    pub next: i64,
    /// All of them, by number.
    pub lines: Vec<BlankLine>,
}

/// Blank tickets with numbers from `first` to `last`. For coordinators and above.
pub async fn blank_sheet(
    backend: &Backend,
    actor: &Actor,
    stop: StopId,
    (first, last): (i64, i64),
) -> Result<BlankSheet> {
    let mut tx = backend.read().await?;
    let place = place(&mut tx, actor, stop).await?;
    let blanks = tx.blanks_numbered(stop, first, last).await?;
    Ok(BlankSheet { place, blanks })
}

/// The stop and where it belongs. For coordinators and above.
pub async fn blank_place(backend: &Backend, actor: &Actor, stop: StopId) -> Result<BlankPlace> {
    place(&mut backend.read().await?, actor, stop).await
}

/// What was made for a stop and what became of it. For coordinators and above.
pub async fn blank_desk(backend: &Backend, actor: &Actor, stop: StopId) -> Result<BlankDesk> {
    let mut tx = backend.read().await?;
    let place = place(&mut tx, actor, stop).await?;
    drop(tx);
    let state = project_state(backend, place.project.id).await?;
    let mut tx = backend.read().await?;
    let made = tx.blanks_made(stop).await?;
    let names = tx.person_names(place.project.id).await?;
    let events = tx.event_list(place.caravan.id).await?;
    drop(tx);
    let mut first_seen: BTreeMap<TicketId, (Timestamp, EventId)> = BTreeMap::new();
    let mut see = |ticket: TicketId, seen: (Timestamp, EventId)| {
        let known = first_seen.entry(ticket).or_insert(seen);
        *known = (*known).min(seen);
    };
    for ((event, ticket), head) in &state.folded.anonymous {
        see(*ticket, (head.first.at, *event));
    }
    let mut holders: BTreeMap<PersonId, Vec<TicketId>> = BTreeMap::new();
    for (ticket, (person, _)) in &state.folded.bindings {
        holders.entry(state.folded.canonical(*person)).or_default().push(*ticket);
    }
    for ((event, person), attendance) in &state.folded.attendances {
        for ticket in holders.get(person).into_iter().flatten() {
            see(*ticket, (attendance.first.at, *event));
        }
    }
    let lines = made.iter().map(|made| BlankLine {
        number: made.number,
        came: first_seen.get(&made.ticket).map(|(at, event)| {
            let event = events.iter().find(|view| view.event.id == *event).map(|view| &view.event);
            let zone = event.map_or(place.stop.zone.as_str(), |event| event.zone.as_str());
            let title = event.map(|event| event.title.clone()).unwrap_or_default();
            (title, *at, zone::offset_minutes(zone, *at))
        }),
        holder: state.folded.bindings.get(&made.ticket).map(|(person, _)| {
            let (name, _) = names.get(person).cloned().unwrap_or_default();
            (*person, name)
        }),
    });
    let lines = lines.collect();
    let mut runs: Vec<BlankRunView> = Vec::new();
    for made in &made {
        match runs.last_mut() {
            Some(run) if run.at == made.at && run.last + 1 == made.number => run.last = made.number,
            _ => runs.push(BlankRunView { at: made.at, first: made.number, last: made.number }),
        }
    }
    let next = made.last().map_or(1, |last| last.number + 1);
    Ok(BlankDesk { place, runs, next, lines })
}

/// The stop and where it belongs, for its coordinators.
async fn place(tx: &mut Tx, actor: &Actor, stop: StopId) -> Result<BlankPlace> {
    let found = tx.stop_owned(stop).await?;
    let (stop, _) = actor.require_found(found, |(stop, project)| (*project, Some(stop.id)), MemberRole::Coordinator)?;
    let (caravan, project, _) = tx.caravan_with_project(stop.caravan).await?.ok_or(Refusal::NotFound)?;
    Ok(BlankPlace { stop, caravan, project })
}
