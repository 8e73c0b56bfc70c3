//! Who asks, and what they may. Every verb takes `&Actor` first; what is not granted is refused.

pub use keruen_domain::api::DeviceRole;
use keruen_domain::fact::Source;
use keruen_domain::id::{AccountId, CaravanId, DeviceId, ProjectId, StopId};

use crate::error::Refusal;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A visitor.
    Anonymous,
    /// Somebody signed in, or a program with their token.
    Account {
        /// The account.
        id: AccountId,
        /// What it is in which project.
        memberships: Vec<Membership>,
    },
    /// A paired phone.
    Device(DeviceActor),
    /// The program itself: commands on the server's own console.
    System,
}

/// What an account is in one project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The project.
    pub project: ProjectId,
    /// What it is there.
    pub role: MemberRole,
    /// The only stops that a coordinator runs, elsewhere they are a volunteer; empty: the whole project.
    pub stops: Vec<StopId>,
}

impl Membership {
    /// What it may do at a place of its project.
    fn role_at(&self, stop: Option<StopId>) -> MemberRole {
        let here = self.stops.is_empty() || stop.is_some_and(|stop| self.stops.contains(&stop));
        if here { self.role } else { self.role.min(MemberRole::Volunteer) }
    }
}

/// What somebody asks about: a project, or something at one of its stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The project.
    pub project: ProjectId,
    /// The stop; none: more than one stop.
    pub stop: Option<StopId>,
}

impl From<ProjectId> for Place {
    fn from(project: ProjectId) -> Self {
        Self { project, stop: None }
    }
}

impl From<(ProjectId, Option<StopId>)> for Place {
    fn from((project, stop): (ProjectId, Option<StopId>)) -> Self {
        Self { project, stop }
    }
}

/// A paired phone and its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceActor {
    /// The device.
    pub id: DeviceId,
    /// The caravan's project.
    pub project: ProjectId,
    /// The caravan it serves.
    pub caravan: CaravanId,
    /// The one stop it serves; none: all of them.
    pub stop: Option<StopId>,
    /// What it may show.
    pub role: DeviceRole,
}

/// What somebody is in a project. Later ones may do all that earlier ones may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemberRole {
    /// Sees the board.
    Volunteer,
    /// Runs stops: devices, marks by hand, paper consents.
    Coordinator,
    /// Everything.
    Organiser,
}

impl MemberRole {
    /// The word in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Volunteer => "volunteer",
            Self::Coordinator => "coordinator",
            Self::Organiser => "organiser",
        }
    }

    /// The role with this word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Volunteer, Self::Coordinator, Self::Organiser].into_iter().find(|role| role.as_str() == word)
    }
}

impl Actor {
    /// Passes when the actor is at least `least` in a project, or at a stop of it.
    ///
    /// Outsiders get [`Refusal::NotFound`], so that they do not learn what exists; members of a lower role
    /// [`Refusal::Forbidden`]; visitors [`Refusal::SignInNeeded`].
    pub fn require(&self, place: impl Into<Place>, least: MemberRole) -> Result<(), Refusal> {
        match self {
            Self::System => Ok(()),
            Self::Anonymous => Err(Refusal::SignInNeeded),
            Self::Device(_) => Err(Refusal::NotFound),
            Self::Account { .. } => match self.role_in(place) {
                Some(role) if role >= least => Ok(()),
                Some(_) => Err(Refusal::Forbidden),
                None => Err(Refusal::NotFound),
            },
        }
    }

    /// What was found, when the actor is at least `least` in its place. Visitors are asked to sign in whether it exists or
    /// not.
    pub fn require_found<T, P: Into<Place>>(
        &self,
        found: Option<T>,
        place: impl FnOnce(&T) -> P,
        least: MemberRole,
    ) -> Result<T, Refusal> {
        if matches!(self, Self::Anonymous) {
            return Err(Refusal::SignInNeeded);
        }
        let found = found.ok_or(Refusal::NotFound)?;
        self.require(place(&found), least)?;
        Ok(found)
    }

    /// Whether the actor is at least `least` in a project, or at a stop of it.
    pub fn is(&self, place: impl Into<Place>, least: MemberRole) -> bool {
        self.require(place, least).is_ok()
    }

    /// The highest role in a project, or at a stop of it; the console is an organiser everywhere.
    pub fn role_in(&self, place: impl Into<Place>) -> Option<MemberRole> {
        match self {
            Self::System => Some(MemberRole::Organiser),
            Self::Account { memberships, .. } => {
                let Place { project, stop } = place.into();
                memberships.iter().filter(|m| m.project == project).map(|m| m.role_at(stop)).max()
            }
            Self::Anonymous | Self::Device(_) => None,
        }
    }

    /// What the actor is called in a project, wherever it is that: a coordinator of one stop is one. Grants nothing.
    pub fn title_in(&self, project: ProjectId) -> Option<MemberRole> {
        match self {
            Self::Account { memberships, .. } => {
                memberships.iter().filter(|m| m.project == project).map(|m| m.role).max()
            }
            _ => self.role_in(project),
        }
    }

    /// Whether the actor is an organiser of any project.
    pub fn is_organiser_somewhere(&self) -> bool {
        match self {
            Self::System => true,
            Self::Account { memberships, .. } => memberships.iter().any(|m| m.role == MemberRole::Organiser),
            Self::Anonymous | Self::Device(_) => false,
        }
    }

    /// Whether the actor sees what is not published yet: members of the project, and its phones.
    pub fn sees_drafts(&self, project: ProjectId) -> bool {
        match self {
            Self::Device(device) => device.project == project,
            _ => self.role_in(project).is_some(),
        }
    }

    /// Passes for the server's own console only.
    pub fn require_system(&self) -> Result<(), Refusal> {
        match self {
            Self::System => Ok(()),
            Self::Anonymous => Err(Refusal::SignInNeeded),
            Self::Device(_) | Self::Account { .. } => Err(Refusal::Forbidden),
        }
    }

    /// The account behind the actor.
    pub fn account(&self) -> Result<AccountId, Refusal> {
        match self {
            Self::Account { id, .. } => Ok(*id),
            _ => Err(Refusal::SignInNeeded),
        }
    }

    /// The phone behind the actor.
    pub fn device(&self) -> Result<DeviceActor, Refusal> {
        match self {
            Self::Device(device) => Ok(*device),
            _ => Err(Refusal::SignInNeeded),
        }
    }

    /// Under whose name the actor's facts are kept. The program itself signs as the nil account.
    pub fn source(&self) -> Result<Source, Refusal> {
        match self {
            Self::Account { id, .. } => Ok(Source::Account(*id)),
            Self::Device(device) => Ok(Source::Device(device.id)),
            Self::System => Ok(Source::Account(AccountId(uuid::Uuid::nil()))),
            Self::Anonymous => Err(Refusal::SignInNeeded),
        }
    }
}
