//! An event with what is known beside it.

use keruen_domain::caravan::{Caravan, CaravanState, Stop};
use keruen_domain::event::{Event, EventState, free_seats};
use keruen_domain::id::EventId;
use keruen_domain::project::Project;
use keruen_domain::time::CivilDateTime;

use crate::error::{Refusal, Result};
use crate::{Actor, Backend, zone};

/// An event with its seats and its clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventView {
    /// The event.
    pub event: Event,
    /// Seats taken, by those confirmed and those whose consent or approval is awaited.
    pub seats_taken: i64,
    /// How many wait for a seat.
    pub waiting: i64,
    /// Minutes that clocks there are ahead of UTC at the start.
    pub offset_minutes: i32,
}

impl EventView {
    pub(super) fn new(event: Event, seats_taken: i64, waiting: i64) -> Self {
        let offset_minutes = zone::offset_minutes(&event.zone, event.starts_at);
        Self { event, seats_taken, waiting, offset_minutes }
    }

    /// What clocks there show at the start.
    pub fn starts(&self) -> CivilDateTime {
        CivilDateTime::at(self.event.starts_at, self.offset_minutes)
    }

    /// What clocks there show at the end.
    pub fn ends(&self) -> CivilDateTime {
        CivilDateTime::at(self.event.ends_at, zone::offset_minutes(&self.event.zone, self.event.ends_at))
    }

    /// Free places for somebody who comes now; `None` when seats are unlimited. Some may be free while a group waits that
    /// needs more of them.
    pub fn places_left(&self) -> Option<i64> {
        free_seats(self.event.capacity, self.seats_taken)
    }
}

/// An event and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPage {
    /// The event.
    pub view: EventView,
    /// Its caravan.
    pub caravan: Caravan,
    /// Its stop; none: online, or apart from the stops.
    pub stop: Option<Stop>,
    /// The caravan's project.
    pub project: Project,
}

/// An event for its page. Drafts exist for the project's members only.
pub async fn event_get(backend: &Backend, actor: &Actor, id: EventId) -> Result<EventPage> {
    let page = backend.look().await?.event_page(id).await?;
    visible(actor, page)
}

/// An event for its page, with the other events of its stop, or the other ones without a stop, by start. Drafts exist
/// for the project's members only. The page that most people open: one statement.
pub async fn event_among_others(backend: &Backend, actor: &Actor, id: EventId) -> Result<(EventPage, Vec<EventView>)> {
    let (page, mut others) = backend.look().await?.event_page_among_others(id).await?;
    let page = visible(actor, page)?;
    let drafts = actor.sees_drafts(page.project.id);
    others.retain(|other| drafts || other.event.state != EventState::Draft);
    Ok((page, others))
}

fn visible(actor: &Actor, page: Option<EventPage>) -> Result<EventPage> {
    let page = page.ok_or(Refusal::NotFound)?;
    let is_draft = page.view.event.state == EventState::Draft || page.caravan.state == CaravanState::Draft;
    if is_draft && !actor.sees_drafts(page.project.id) { Err(Refusal::NotFound.into()) } else { Ok(page) }
}
