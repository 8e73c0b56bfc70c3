//! Caravans and their stops.

mod scope;
mod sql;
mod sql_stops;
mod stops;

use keruen_domain::caravan::{Caravan, CaravanState, Slug, Stop};
use keruen_domain::caravan_form::{CaravanDraft, CaravanForm};
use keruen_domain::event::EventState;
use keruen_domain::field::FieldProblem;
use keruen_domain::id::{CaravanId, ProjectId};
use keruen_domain::project::Project;
use keruen_domain::time::CivilDate;

use crate::actor::MemberRole;
use crate::error::{Error, Refusal, Result};
use crate::events::EventView;
use crate::store::Tx;
use crate::{Actor, Backend, keys};

pub(crate) use scope::{Scope, ScopeRow};
pub(crate) use sql::{CaravanRow, caravan_columns};
pub(crate) use sql_stops::{MaybeStop, stop_columns};
pub use stops::{StopView, stop_create, stop_get, stop_list, stop_update};

/// A caravan with all that its pages show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaravanView {
    /// The caravan.
    pub caravan: Caravan,
    /// The project that holds it.
    pub project: Project,
    /// Grows with every change that a board may show.
    pub revision: i64,
    /// Its stops, in the order of the route.
    pub stops: Vec<Stop>,
    /// Its events, by start; drafts for those who may see them.
    pub events: Vec<EventView>,
}

/// A caravan in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaravanCard {
    /// The caravan.
    pub caravan: Caravan,
    /// First day of its first stop.
    pub first_day: Option<CivilDate>,
    /// Last day of its last stop.
    pub last_day: Option<CivilDate>,
    /// How many stops it has.
    pub stops: i64,
    /// How many events it has that are not drafts.
    pub events: i64,
}

/// Makes a caravan, a draft, with its signing key.
pub async fn caravan_create(
    backend: &Backend,
    actor: &Actor,
    project: ProjectId,
    form: &CaravanForm,
) -> Result<CaravanId> {
    actor.require(project, MemberRole::Organiser)?;
    let draft = form.parse()?;
    let now = backend.now();
    let id = CaravanId(backend.new_id(now));
    let mut tx = backend.write().await?;
    if !tx.project_exists(project).await? {
        return Err(Refusal::NotFound.into());
    }
    if !tx.caravan_insert(&caravan_of(id, project, draft, CaravanState::Draft), now).await? {
        return Err(slug_taken());
    }
    keys::make(backend, &mut tx, id, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a caravan; its state stays.
pub async fn caravan_update(backend: &Backend, actor: &Actor, id: CaravanId, form: &CaravanForm) -> Result<()> {
    let mut tx = backend.write().await?;
    let old = organised(&mut tx, actor, id).await?;
    let draft = form.parse()?;
    match tx.caravan_update(&caravan_of(id, old.project, draft, old.state)).await? {
        sql::Edit::Done => {}
        sql::Edit::Stale => return Err(Refusal::StaleForm.into()),
        sql::Edit::SlugTaken => return Err(slug_taken()),
    }
    tx.caravan_touch(id).await?;
    tx.commit().await?;
    backend.live().touched(id);
    Ok(())
}

/// Shows the caravan to everybody, with every event in it that was a draft.
pub async fn caravan_publish(backend: &Backend, actor: &Actor, id: CaravanId) -> Result<()> {
    let mut tx = backend.write().await?;
    organised(&mut tx, actor, id).await?;
    // Events before their caravan, as everybody else who holds both.
    tx.event_publish_drafts(id).await?;
    tx.caravan_publish(id).await?;
    tx.caravan_touch(id).await?;
    tx.commit().await?;
    backend.live().touched(id);
    Ok(())
}

/// A caravan by the part of its public address; a draft exists for its project's members only.
pub async fn caravan_by_slug(backend: &Backend, actor: &Actor, slug: &str) -> Result<CaravanView> {
    let slug = Slug::parse(slug).map_err(|_| Refusal::NotFound)?;
    let mut tx = backend.read().await?;
    let found = tx.caravan_with_project_at(&slug).await?;
    view(&mut tx, actor, found).await
}

/// A caravan by its id, as [`caravan_by_slug`].
pub async fn caravan_get(backend: &Backend, actor: &Actor, id: CaravanId) -> Result<CaravanView> {
    let mut tx = backend.read().await?;
    let found = tx.caravan_with_project(id).await?;
    view(&mut tx, actor, found).await
}

/// All published caravans, latest first.
pub async fn caravan_list_public(backend: &Backend) -> Result<Vec<CaravanCard>> {
    let mut cards = backend.read().await?.caravan_cards_public().await?;
    cards.sort_by_key(|card| (std::cmp::Reverse(card.first_day), card.caravan.id));
    Ok(cards)
}

async fn view(tx: &mut Tx, actor: &Actor, found: Option<(Caravan, Project, i64)>) -> Result<CaravanView> {
    let (caravan, project, revision) = found.ok_or(Refusal::NotFound)?;
    let insider = actor.sees_drafts(project.id);
    if caravan.state == CaravanState::Draft && !insider {
        return Err(Refusal::NotFound.into());
    }
    let stops = tx.stop_list(caravan.id).await?;
    let mut events = tx.event_list(caravan.id).await?;
    events.retain(|view| insider || view.event.state != EventState::Draft);
    Ok(CaravanView { caravan, project, revision, stops, events })
}

/// The caravan, for organisers of its project.
pub(crate) async fn organised(tx: &mut Tx, actor: &Actor, id: CaravanId) -> Result<Caravan> {
    let caravan = tx.caravan_find(id).await?;
    allowed(actor, caravan, |caravan| caravan.project)
}

/// What was found, when the actor organises its project.
pub(crate) fn allowed<T>(actor: &Actor, found: Option<T>, project: impl FnOnce(&T) -> ProjectId) -> Result<T> {
    Ok(actor.require_found(found, project, MemberRole::Organiser)?)
}

fn caravan_of(id: CaravanId, project: ProjectId, draft: CaravanDraft, state: CaravanState) -> Caravan {
    let CaravanDraft { slug, title, about, people, version } = draft;
    Caravan { id, project, slug, title, about, state, people, version }
}

fn slug_taken() -> Error {
    Error::input("slug", FieldProblem::SlugTaken)
}
