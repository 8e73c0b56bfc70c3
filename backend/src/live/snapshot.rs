//! One message of the live board, whole.

use std::collections::{HashMap, HashSet};

use keruen_domain::agreement::EventAgreement;
use keruen_domain::api::{LiveDevice, LiveEvent, LiveSnapshot, LiveStop};
use keruen_domain::event::{Event, EventState};
use keruen_domain::id::{CaravanId, EventId, PersonId, ProjectId};
use keruen_domain::time::{MINUTE, Timestamp};

use crate::attendance::{ProjectState, project_state};
use crate::error::Result;
use crate::{Backend, zone};

/// What the door of one event did.
#[derive(Default, Clone, Copy)]
struct Door {
    arrived: i64,
    inside: i64,
    per_minute: i64,
    anonymous: i64,
}

/// The board of a caravan now, with the project's revision that it shows.
pub(super) async fn snapshot(backend: &Backend, project: ProjectId, caravan: CaravanId) -> Result<(i64, LiveSnapshot)> {
    let state = project_state(backend, project).await?;
    let now = backend.now();
    let doors = doors(&state, now);
    let mut tx = backend.read().await?;
    let views = tx.event_list(caravan).await?;
    let stops = tx.stop_list(caravan).await?;
    let devices = tx.devices_of(caravan).await?;
    let operators = tx.operators_of(caravan).await?;
    let mut seats = tx.seats_begun(caravan, now).await?;
    seats.retain(|(event, _)| views.iter().any(|view| view.event.id == *event && is_on(&view.event, now)));
    let not_seen = not_seen(&state, seats);
    let figures = state.by_caravan.get(&caravan).cloned().unwrap_or_default();
    let events = views.into_iter().filter(|view| view.event.state != EventState::Draft).map(|view| {
        let door = doors.get(&view.event.id).copied().unwrap_or_default();
        LiveEvent {
            id: view.event.id,
            stop: view.event.stop,
            registered: view.seats_taken,
            waiting: view.waiting,
            arrived: door.arrived,
            inside: door.inside,
            per_minute: door.per_minute,
            capacity: view.event.capacity,
            held: state.held.get(&view.event.id).map(EventAgreement::whole).unwrap_or_default(),
            anonymous: door.anonymous,
            not_seen: not_seen.get(&view.event.id).copied().unwrap_or_default(),
        }
    });
    let in_service = devices.into_iter().filter(|device| device.revoked_at.is_none()).map(|device| LiveDevice {
        id: device.id,
        operator: device.holder(&operators),
        last_seen: device.seen_at,
        unsent: device.report.as_ref().map(|(_, report)| report.unsent),
        missing: device.report.and_then(|(_, report)| report.ready).map(|ready| ready.missing),
    });
    let board = LiveSnapshot {
        caravan,
        as_of: now,
        direct_participants: figures.direct_participants,
        project_direct_participants: state.figures.direct_participants,
        attendances: figures.attendances,
        anonymous: figures.anonymous,
        to_review: i64::try_from(state.review_of(caravan).count()).unwrap_or(i64::MAX),
        stops: stops
            .iter()
            .map(|stop| LiveStop { id: stop.id, figures: figures.by_stop.get(&stop.id).copied().unwrap_or_default() })
            .collect(),
        events: events.collect(),
        devices: in_service.collect(),
    };
    Ok((state.revision, board))
}

/// Whether people who are registered may still be expected: from the start until the end of the event's last day there.
fn is_on(event: &Event, now: Timestamp) -> bool {
    let day = |at| zone::today(&event.zone, at);
    let held = !matches!(event.state, EventState::Draft | EventState::Cancelled);
    held && event.starts_at <= now && day(now) <= day(event.ends_at)
}

/// Of each event's seats, those whose holder has no attendance. Records of one person are one person.
fn not_seen(state: &ProjectState, seats: Vec<(EventId, PersonId)>) -> HashMap<EventId, i64> {
    let seats: HashSet<(EventId, PersonId)> =
        seats.into_iter().map(|(event, person)| (event, state.folded.canonical(person))).collect();
    let mut not_seen = HashMap::new();
    for seat in seats.iter().filter(|seat| !state.folded.attendances.contains_key(seat)) {
        *not_seen.entry(seat.0).or_default() += 1;
    }
    not_seen
}

fn doors(state: &ProjectState, now: Timestamp) -> HashMap<EventId, Door> {
    let mut doors: HashMap<EventId, Door> = HashMap::new();
    for ((event, _), attendance) in &state.folded.attendances {
        let door = doors.entry(*event).or_default();
        door.arrived += 1;
        door.inside += i64::from(attendance.is_inside());
        door.per_minute += i64::from((0..MINUTE).contains(&now.since(attendance.first.at)));
    }
    // Heads without a name stand in the same room and come by the same door.
    for ((event, _), head) in &state.folded.anonymous {
        let door = doors.entry(*event).or_default();
        door.anonymous += 1;
        door.inside += i64::from(head.is_inside());
        door.per_minute += i64::from((0..MINUTE).contains(&now.since(head.first.at)));
    }
    doors
}
