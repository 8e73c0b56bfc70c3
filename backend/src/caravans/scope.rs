//! Where something of a caravan belongs: what a verb asks before it does anything about it.

use keruen_domain::id::{CaravanId, ProjectId, StopId};
use uuid::Uuid;

use crate::actor::Place;

/// Where an event, or a phone, belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope {
    /// The caravan.
    pub(crate) caravan: CaravanId,
    /// The caravan's project.
    pub(crate) project: ProjectId,
    /// The stop; none: more than one, or none of them.
    pub(crate) stop: Option<StopId>,
}

/// Columns of a scope: caravan, project, stop.
pub(crate) type ScopeRow = (Uuid, Uuid, Option<Uuid>);

impl Scope {
    /// Where somebody must have a role to do something about it.
    pub(crate) const fn place(&self) -> Place {
        Place { project: self.project, stop: self.stop }
    }
}

impl From<ScopeRow> for Scope {
    fn from((caravan, project, stop): ScopeRow) -> Self {
        Self { caravan: CaravanId(caravan), project: ProjectId(project), stop: stop.map(StopId) }
    }
}
