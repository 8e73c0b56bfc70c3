//! Closing a stop: what is still open, counted heads beside attendances, and the deed itself. Nothing is locked: what comes
//! afterwards counts, and is said.

mod act;
mod sql;

use std::collections::BTreeMap;

use keruen_domain::caravan::{Caravan, Stop};
use keruen_domain::closing::{Deed, Owes, PhoneKnown, came_after, owes, parse_heads};
use keruen_domain::event::EventState;
use keruen_domain::figures::StopFigures;
use keruen_domain::id::{DeviceId, ProjectId, StopId};
use keruen_domain::project::Project;
use keruen_domain::time::Timestamp;

use crate::actor::{Actor, MemberRole};
use crate::attendance::{ProjectState, project_state};
use crate::devices::DeviceRow;
use crate::error::{Refusal, Result};
use crate::events::EventView;
use crate::paper_entry::{PaperSheet, held_lines};
use crate::store::Tx;
use crate::{Backend, zone};

pub use act::{Act, ActEvent, act, institutions};

/// What was done with a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeedDone {
    /// Closed or opened again.
    pub deed: Deed,
    /// When.
    pub at: Timestamp,
    /// By whom; empty when it was the program.
    pub by: String,
}

/// A phone that owes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneOwing {
    /// The phone.
    pub id: DeviceId,
    /// Who held it last.
    pub operator: String,
    /// When it was last heard.
    pub seen_at: Option<Timestamp>,
    /// What it owes.
    pub owes: Owes,
}

/// One event of the stop.
#[derive(Debug, Clone)]
pub struct EventClosing {
    /// The event.
    pub view: EventView,
    /// People known to have attended, whether they are in a figure or not.
    pub attended: i64,
    /// Heads without a name, by blank tickets.
    pub anonymous: i64,
    /// Heads that somebody counted.
    pub heads: Option<i64>,
    /// Its signed sheets, each with the lines that hold.
    pub sheets: Vec<(PaperSheet, i64)>,
}

/// A stop in the evening.
#[derive(Debug, Clone)]
pub struct ClosingView {
    /// The project.
    pub project: Project,
    /// The caravan.
    pub caravan: Caravan,
    /// The stop.
    pub stop: Stop,
    /// Its figures.
    pub figures: StopFigures,
    /// Phones that owe something.
    pub phones: Vec<PhoneOwing>,
    /// Its events by start, without drafts and those that were called off.
    pub events: Vec<EventClosing>,
    /// Open rows of the review at its events.
    pub to_review: i64,
    /// What was done with it, the latest first.
    pub deeds: Vec<DeedDone>,
    /// Attendances that came after it was closed.
    pub late: i64,
}

impl ClosingView {
    /// The closing that holds.
    pub fn closed(&self) -> Option<&DeedDone> {
        self.deeds.first().filter(|done| done.deed == Deed::Closed)
    }
}

/// A stop with all that is open. For coordinators of the stop.
pub async fn closing_view(backend: &Backend, actor: &Actor, stop: StopId) -> Result<ClosingView> {
    let mut tx = backend.read().await?;
    let (stop, project) = allowed(&mut tx, actor, stop).await?;
    drop(tx);
    let state = project_state(backend, project).await?;
    let now = backend.now();
    let mut tx = backend.read().await?;
    let (caravan, project, _) = tx.caravan_with_project(stop.caravan).await?.ok_or(Refusal::NotFound)?;
    let mut views = tx.event_list(stop.caravan).await?;
    let held = |state| !matches!(state, EventState::Draft | EventState::Cancelled);
    views.retain(|view| view.event.stop == Some(stop.id) && held(view.event.state));
    let phones = phones(&mut tx, &stop, &views, now).await?;
    let counts = tx.head_counts(stop.id).await?;
    let (attended, anonymous) = arrived(&state);
    let mut events = Vec::with_capacity(views.len());
    for view in views {
        let id = view.event.id;
        let sheets = held_lines(&mut tx, project.id, id).await?;
        events.push(EventClosing {
            attended: attended.get(&id).copied().unwrap_or(0),
            anonymous: anonymous.get(&id).copied().unwrap_or(0),
            heads: counts.get(&id).copied(),
            sheets,
            view,
        });
    }
    let here = |row: &&keruen_domain::review::Row| {
        row.events.iter().any(|event| state.venues.get(event).is_some_and(|venue| venue.stop == Some(stop.id)))
    };
    let to_review = count(state.review.iter().filter(here).count());
    let deeds: Vec<DeedDone> = tx
        .stop_deeds(stop.id)
        .await?
        .into_iter()
        .map(|row| DeedDone { deed: row.deed, at: row.at, by: row.by.unwrap_or_default() })
        .collect();
    let late = match deeds.first() {
        Some(DeedDone { deed: Deed::Closed, at, .. }) => {
            let after = tx.facts_after(project.id, *at).await?;
            let rows = state.counted(Some(stop.caravan));
            let late = |row: &&keruen_domain::figures::Counted<'_>| {
                row.venue.stop == Some(stop.id) && came_after(row.attendance, |fact| after.contains(&fact))
            };
            count(rows.iter().filter(late).count())
        }
        _ => 0,
    };
    let figures = state.by_caravan.get(&stop.caravan).and_then(|f| f.by_stop.get(&stop.id).copied());
    let figures = figures.unwrap_or_default();
    Ok(ClosingView { project, caravan, stop, figures, phones, events, to_review, deeds, late })
}

/// Closes a stop, or opens it again; what is so already stays as it is. For coordinators of the stop.
pub async fn stop_deed(backend: &Backend, actor: &Actor, stop: StopId, deed: Deed) -> Result<()> {
    let by = actor.source()?.uuid();
    let now = backend.now();
    let mut tx = backend.write().await?;
    let (stop, _) = allowed(&mut tx, actor, stop).await?;
    // The caravan's row is the lock: two who close at once close once.
    tx.caravan_touch(stop.caravan).await?;
    let last = tx.stop_deeds(stop.id).await?.first().map_or(Deed::Reopened, |row| row.deed);
    if last != deed {
        tx.stop_deed_insert(backend.new_id(now), stop.id, deed, by, now).await?;
    }
    tx.commit().await?;
    backend.live().touched(stop.caravan);
    Ok(())
}

/// Keeps what somebody counted at the events of a stop. Inputs are `heads.EVENT`; empty ones change nothing. For
/// coordinators of the stop.
pub async fn heads_count(
    backend: &Backend,
    actor: &Actor,
    stop: StopId,
    values: &BTreeMap<String, String>,
) -> Result<()> {
    let by = actor.source()?.uuid();
    let now = backend.now();
    let mut tx = backend.write().await?;
    let (stop, _) = allowed(&mut tx, actor, stop).await?;
    let counts = parse_heads(values)?;
    let known = tx.head_counts(stop.id).await?;
    for (event, heads) in counts {
        let scope = tx.event_scope(event).await?.filter(|scope| scope.stop == Some(stop.id));
        scope.ok_or(Refusal::NotFound)?;
        if known.get(&event) != Some(&heads) {
            tx.head_count_insert(backend.new_id(now), event, heads, by, now).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// A stop and its project, for coordinators of the stop.
async fn allowed(tx: &mut Tx, actor: &Actor, stop: StopId) -> Result<(Stop, ProjectId)> {
    let found = tx.stop_owned(stop).await?;
    let place = |(stop, project): &(Stop, ProjectId)| (*project, Some(stop.id));
    Ok(actor.require_found(found, place, MemberRole::Coordinator)?)
}

async fn phones(tx: &mut Tx, stop: &Stop, views: &[EventView], now: Timestamp) -> Result<Vec<PhoneOwing>> {
    let days = zone::days(stop.first_day, stop.last_day, &stop.zone);
    let begins = days.map_or(now, |(begins, _)| begins);
    let Some(ends) = views.iter().map(|view| view.event.ends_at).max() else { return Ok(Vec::new()) };
    let marks = tx.phones_at(stop.id).await?;
    let operators = tx.operators_of(stop.caravan).await?;
    let mut devices = tx.devices_of(stop.caravan).await?;
    devices.retain(|device| device.stop.is_none_or(|own| own == stop.id));
    let owing = |device: DeviceRow| {
        let unsent = device.report.as_ref().map(|(_, report)| report.unsent);
        let known = PhoneKnown { seen_at: device.seen_at, unsent, has_marks: marks.contains(&device.id) };
        let owes = owes(known, (begins, ends), now)?;
        Some(PhoneOwing { id: device.id, operator: device.holder(&operators), seen_at: device.seen_at, owes })
    };
    Ok(devices.into_iter().filter_map(owing).collect())
}

type PerEvent = BTreeMap<keruen_domain::id::EventId, i64>;

/// Who is known to have attended each event, with and without a name.
fn arrived(state: &ProjectState) -> (PerEvent, PerEvent) {
    let (mut attended, mut anonymous) = (PerEvent::new(), PerEvent::new());
    for (event, _) in state.folded.attendances.keys() {
        *attended.entry(*event).or_default() += 1;
    }
    for (event, _) in state.folded.anonymous.keys() {
        *anonymous.entry(*event).or_default() += 1;
    }
    (attended, anonymous)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
