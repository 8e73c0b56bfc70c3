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
        memberships: Vec<(ProjectId, MemberRole)>,
    },
    /// A paired phone.
    Device(DeviceActor),
    /// The program itself: commands on the server's own console.
    System,
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
    /// Passes when the actor is at least `least` in `project`.
    ///
    /// Outsiders get [`Refusal::NotFound`], so that they do not learn what exists; members of a lower role
    /// [`Refusal::Forbidden`]; visitors [`Refusal::SignInNeeded`].
    pub fn require(&self, project: ProjectId, least: MemberRole) -> Result<(), Refusal> {
        match self {
            Self::System => Ok(()),
            Self::Anonymous => Err(Refusal::SignInNeeded),
            Self::Device(_) => Err(Refusal::NotFound),
            Self::Account { .. } => match self.role_in(project) {
                Some(role) if role >= least => Ok(()),
                Some(_) => Err(Refusal::Forbidden),
                None => Err(Refusal::NotFound),
            },
        }
    }

    /// What was found, when the actor is at least `least` in its project. Visitors are asked to sign in whether it
    /// exists or not.
    pub fn require_found<T>(
        &self,
        found: Option<T>,
        project: impl FnOnce(&T) -> ProjectId,
        least: MemberRole,
    ) -> Result<T, Refusal> {
        if matches!(self, Self::Anonymous) {
            return Err(Refusal::SignInNeeded);
        }
        let found = found.ok_or(Refusal::NotFound)?;
        self.require(project(&found), least)?;
        Ok(found)
    }

    /// Whether the actor is at least `least` in `project`.
    pub fn is(&self, project: ProjectId, least: MemberRole) -> bool {
        self.require(project, least).is_ok()
    }

    /// The highest role in `project`; the console is an organiser everywhere.
    pub fn role_in(&self, project: ProjectId) -> Option<MemberRole> {
        match self {
            Self::System => Some(MemberRole::Organiser),
            Self::Account { memberships, .. } => {
                memberships.iter().filter(|(p, _)| *p == project).map(|(_, role)| *role).max()
            }
            Self::Anonymous | Self::Device(_) => None,
        }
    }

    /// Whether the actor is an organiser of any project.
    pub fn is_organiser_somewhere(&self) -> bool {
        match self {
            Self::System => true,
            Self::Account { memberships, .. } => memberships.iter().any(|(_, role)| *role == MemberRole::Organiser),
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
