//! Stops of a caravan.

use keruen_domain::caravan::{Caravan, Stop};
use keruen_domain::field::FieldProblem;
use keruen_domain::id::{CaravanId, ProjectId, StopId};
use keruen_domain::project::Project;
use keruen_domain::stop_form::{StopDraft, StopForm};

use super::{allowed, organised};
use crate::actor::MemberRole;
use crate::error::{Error, Refusal, Result};
use crate::{Actor, Backend, mail, zone};

/// A stop and where it belongs, for its organisers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopView {
    /// The stop.
    pub stop: Stop,
    /// Its caravan.
    pub caravan: Caravan,
    /// The caravan's project.
    pub project: Project,
}

/// Makes a stop, after the last one unless the form names its place.
pub async fn stop_create(backend: &Backend, actor: &Actor, caravan: CaravanId, form: &StopForm) -> Result<StopId> {
    let now = backend.now();
    let id = StopId(backend.new_id(now));
    let mut tx = backend.write().await?;
    organised(&mut tx, actor, caravan).await?;
    let draft = read(form)?;
    let next = tx.stop_next_position(caravan).await?;
    tx.stop_insert(&stop_of(id, caravan, draft, next), now).await?;
    tx.caravan_touch(caravan).await?;
    tx.commit().await?;
    backend.live().touched(caravan);
    Ok(id)
}

/// Changes a stop. Its events keep their own times and zones.
pub async fn stop_update(backend: &Backend, actor: &Actor, id: StopId, form: &StopForm) -> Result<()> {
    let mut tx = backend.write().await?;
    let old = tx.stop_owned(id).await?;
    let (old, _) = allowed(actor, old, |(_, project)| *project)?;
    let stop = stop_of(id, old.caravan, read(form)?, old.position);
    if !tx.stop_update(&stop).await? {
        return Err(Refusal::StaleForm.into());
    }
    if (&old.city, &old.venue) != (&stop.city, &stop.venue) {
        mail::tell_stop(backend, &mut tx, id).await?;
    }
    tx.caravan_touch(stop.caravan).await?;
    tx.commit().await?;
    backend.live().touched(stop.caravan);
    Ok(())
}

/// The stops of all caravans of a project, each caravan's in the order of its route. For organisers.
pub async fn stop_list(backend: &Backend, actor: &Actor, project: ProjectId) -> Result<Vec<Stop>> {
    actor.require(project, MemberRole::Organiser)?;
    Ok(backend.read().await?.stop_list_of_project(project).await?)
}

/// A stop, for its organisers.
pub async fn stop_get(backend: &Backend, actor: &Actor, id: StopId) -> Result<StopView> {
    let mut tx = backend.read().await?;
    let found = tx.stop_owned(id).await?;
    let (stop, _) = allowed(actor, found, |(_, project)| *project)?;
    let (caravan, project, _) = tx.caravan_with_project(stop.caravan).await?.ok_or(Refusal::NotFound)?;
    Ok(StopView { stop, caravan, project })
}

fn read(form: &StopForm) -> Result<StopDraft> {
    let draft = form.parse()?;
    if zone::is_zone(&draft.zone) { Ok(draft) } else { Err(Error::input("zone", FieldProblem::UnknownValue)) }
}

fn stop_of(id: StopId, caravan: CaravanId, draft: StopDraft, position: i64) -> Stop {
    Stop {
        id,
        caravan,
        position: draft.position.unwrap_or(position),
        region: draft.region,
        city: draft.city,
        venue: draft.venue,
        first_day: draft.first_day,
        last_day: draft.last_day,
        zone: draft.zone,
        version: draft.version,
    }
}
