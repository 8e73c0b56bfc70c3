//! Figures for people: of a project, of a caravan, and down to the persons and the facts behind each.

mod facts;
mod json;
mod person;
mod persons;
mod sql;

use keruen_domain::caravan::Stop;
use keruen_domain::event::{Event, EventState};
use keruen_domain::figures::{Figures, StopFigures};
use keruen_domain::id::{CaravanId, ProjectId};
use keruen_domain::project::{Indicator, Project};
use keruen_domain::text::Localized;

use crate::actor::{Actor, MemberRole};
use crate::attendance::project_state;
use crate::error::{Refusal, Result};
use crate::store::{self, Tx};
use crate::{Backend, events::EventView};

pub use facts::{ClockMark, Contest, FactRow, FactStanding, RecordedBy};
pub(crate) use facts::{Events, fact_row};
pub use json::figures_json;
pub use person::{PersonView, person_facts};
pub use persons::{Filter, PersonRow, Presence, persons_behind};

/// What figures are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A whole project.
    Project(ProjectId),
    /// One caravan.
    Caravan(CaravanId),
}

/// Plan and fact of one indicator of the grant agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanRow {
    /// The indicator.
    pub indicator: Indicator,
    /// What was promised.
    pub target: i64,
    /// What was reached.
    pub fact: i64,
}

/// Figures with what they are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiguresView {
    /// Title of the project or the caravan.
    pub title: Localized,
    /// What they are of.
    pub scope: Scope,
    /// The project, in either case.
    pub project: ProjectId,
    /// The figures.
    pub figures: Figures,
    /// Plan and fact; the plan is the project's, so a caravan has none.
    pub plan: Vec<PlanRow>,
    /// Every stop along the route, those without attendance too.
    pub stops: Vec<(Stop, StopFigures)>,
    /// Every public event by start, with its counted attendances.
    pub events: Vec<(Event, i64)>,
}

/// Figures of a project, beside its plan. For volunteers and above.
pub async fn project_figures(backend: &Backend, actor: &Actor, project: ProjectId) -> Result<FiguresView> {
    actor.require(project, MemberRole::Volunteer)?;
    let state = project_state(backend, project).await?;
    let mut tx = backend.read().await?;
    let row = tx.project_find(project).await?.ok_or(Refusal::NotFound)?;
    let caravans = tx.caravan_ids(project).await?;
    let places = Places::of(&mut tx, &caravans).await?;
    let figures = state.figures.clone();
    let plan = plan(&row, &figures, &places);
    Ok(places.view(row.title, Scope::Project(project), project, figures, plan))
}

/// Figures of a caravan. For volunteers and above.
pub async fn caravan_figures(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<FiguresView> {
    let row = backend.read().await?.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?;
    actor.require(row.project, MemberRole::Volunteer)?;
    let state = project_state(backend, row.project).await?;
    let places = Places::of(&mut backend.read().await?, &[caravan]).await?;
    let figures = state.by_caravan.get(&caravan).cloned().unwrap_or_default();
    Ok(places.view(row.title, Scope::Caravan(caravan), row.project, figures, Vec::new()))
}

/// Stops and events of some caravans.
struct Places {
    stops: Vec<Stop>,
    events: Vec<Event>,
}

impl Places {
    async fn of(tx: &mut Tx, caravans: &[CaravanId]) -> Result<Self, store::StoreError> {
        let mut places = Self { stops: Vec::new(), events: Vec::new() };
        for caravan in caravans {
            places.stops.extend(tx.stop_list(*caravan).await?);
            let views: Vec<EventView> = tx.event_list(*caravan).await?;
            places
                .events
                .extend(views.into_iter().map(|view| view.event).filter(|event| event.state != EventState::Draft));
        }
        Ok(places)
    }

    fn view(
        self,
        title: Localized,
        scope: Scope,
        project: ProjectId,
        figures: Figures,
        plan: Vec<PlanRow>,
    ) -> FiguresView {
        let stops = self.stops.into_iter().map(|stop| {
            let at_stop = figures.by_stop.get(&stop.id).copied().unwrap_or_default();
            (stop, at_stop)
        });
        let events = self.events.into_iter().map(|event| {
            let visits = figures.by_event.get(&event.id).copied().unwrap_or(0);
            (event, visits)
        });
        FiguresView { title, scope, project, stops: stops.collect(), events: events.collect(), figures, plan }
    }
}

/// Events held are those with an attendance; regions visited those of stops with one.
fn plan(project: &Project, figures: &Figures, places: &Places) -> Vec<PlanRow> {
    let held = places.events.iter().filter(|event| figures.by_event.contains_key(&event.id)).count();
    let mut regions: Vec<_> =
        places.stops.iter().filter(|stop| figures.by_stop.contains_key(&stop.id)).map(|stop| stop.region).collect();
    regions.sort_unstable();
    regions.dedup();
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let fact = |indicator| match indicator {
        Indicator::DirectParticipants => figures.direct_participants,
        Indicator::Attendances => figures.attendances,
        Indicator::Events => number(held),
        Indicator::Regions => number(regions.len()),
    };
    project
        .plan
        .iter()
        .map(|(indicator, target)| PlanRow { indicator: *indicator, target: *target, fact: fact(*indicator) })
        .collect()
}
