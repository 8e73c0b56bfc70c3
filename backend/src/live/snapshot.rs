//! One message of the live board, whole.

use std::collections::HashMap;

use keruen_domain::api::{LiveDevice, LiveEvent, LiveSnapshot, LiveStop};
use keruen_domain::event::EventState;
use keruen_domain::id::{CaravanId, EventId, ProjectId};
use keruen_domain::time::{MINUTE, Timestamp};

use crate::Backend;
use crate::attendance::{ProjectState, project_state};
use crate::error::Result;

/// What the door of one event did.
#[derive(Default, Clone, Copy)]
struct Door {
    arrived: i64,
    inside: i64,
    per_minute: i64,
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
        }
    });
    let in_service = devices.into_iter().filter(|device| device.revoked_at.is_none()).map(|device| LiveDevice {
        id: device.id,
        operator: operators
            .iter()
            .find(|(id, ..)| *id == device.id)
            .map_or_else(String::new, |(.., name)| name.clone()),
        last_seen: device.seen_at,
    });
    let board = LiveSnapshot {
        caravan,
        as_of: now,
        direct_participants: figures.direct_participants,
        project_direct_participants: state.figures.direct_participants,
        attendances: figures.attendances,
        stops: stops
            .iter()
            .map(|stop| LiveStop { id: stop.id, figures: figures.by_stop.get(&stop.id).copied().unwrap_or_default() })
            .collect(),
        events: events.collect(),
        devices: in_service.collect(),
    };
    Ok((state.revision, board))
}

fn doors(state: &ProjectState, now: Timestamp) -> HashMap<EventId, Door> {
    let mut doors: HashMap<EventId, Door> = HashMap::new();
    for ((event, _), attendance) in &state.folded.attendances {
        let door = doors.entry(*event).or_default();
        door.arrived += 1;
        door.inside += i64::from(attendance.is_inside());
        door.per_minute += i64::from((0..MINUTE).contains(&now.since(attendance.first.at)));
    }
    doors
}
