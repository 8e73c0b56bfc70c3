//! Who belongs to a project, and as what.

use keruen_domain::field::FieldProblem;
use keruen_domain::form::{self, FormErrors, FormReader, Shape};
use keruen_domain::id::{AccountId, ProjectId, StopId};
use serde::{Deserialize, Serialize};

use super::sql_members::role_of;
use super::{account_with, link_make, read_email};
use crate::actor::{MemberRole, Membership};
use crate::chance::Secret;
use crate::error::{Refusal, Result};
use crate::{Actor, Backend};

/// The form for a new member as it came.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// E-mail of the account; made when there is none.
    pub email: String,
    /// Name of a new account; empty: the e-mail.
    pub name: String,
    /// A word of [`MemberRole`].
    pub role: String,
    /// The stop that a coordinator runs; empty: the whole project. Others have none.
    pub coordinator_stop: String,
}

/// A member of a project, with one of their roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// Its e-mail.
    pub email: String,
    /// Its name.
    pub name: String,
    /// What they are.
    pub role: MemberRole,
    /// The only stops that a coordinator runs; empty: the whole project.
    pub stops: Vec<StopId>,
}

/// What a form for a new member asks for.
struct Asked {
    email: String,
    name: String,
    role: MemberRole,
    stop: Option<StopId>,
}

impl MemberForm {
    fn parse(&self) -> Result<Asked, FormErrors> {
        let mut reader = FormReader::default();
        let email = reader.keep("email", read_email(&self.email));
        let name = reader.keep("name", form::clean(&self.name, Shape::Line));
        let role = reader.choice("role", &self.role, MemberRole::parse);
        let stop = match self.coordinator_stop.as_str() {
            "" => Some(None),
            _ if role.is_some_and(|role| role != MemberRole::Coordinator) => {
                reader.add("coordinator_stop", FieldProblem::CoordinatorsOnly);
                None
            }
            id => reader.keep("coordinator_stop", id.parse().map(Some).map_err(|_| FieldProblem::UnknownValue)),
        };
        let read = (|| Some(Asked { email: email?, name: name?, role: role?, stop: stop? }))();
        reader.finish(read)
    }
}

/// Makes somebody a member. A coordinator may be limited to a stop; added again for another stop, they run both; added
/// again without one, the whole project. Who runs the whole project already is not limited by the way
/// ([`FieldProblem::RunsAllStops`]). Gives a one-time link when nobody has used the account yet and it belongs to no other
/// project: a link to an account in use would let one project's organiser act as another's member.
pub async fn member_add(
    backend: &Backend,
    actor: &Actor,
    project: ProjectId,
    form: &MemberForm,
) -> Result<Option<Secret>> {
    actor.require(project, MemberRole::Organiser)?;
    let Asked { email, name, role, stop } = form.parse()?;
    let now = backend.now();
    let mut tx = backend.write().await?;
    if !tx.project_exists(project).await? {
        return Err(Refusal::NotFound.into());
    }
    if let Some(stop) = stop
        && tx.stop_owned(stop).await?.is_none_or(|(_, of)| of != project)
    {
        return Err(FormErrors::one("coordinator_stop", FieldProblem::UnknownValue).into());
    }
    let account = account_with(backend, &mut tx, &email, &name, now).await?;
    let runs_all = |m: &Membership| m.project == project && m.role == MemberRole::Coordinator && m.stops.is_empty();
    if stop.is_some() && tx.memberships(account).await?.iter().any(runs_all) {
        return Err(FormErrors::one("coordinator_stop", FieldProblem::RunsAllStops).into());
    }
    tx.member_insert(account, project, role, now).await?;
    match stop {
        Some(stop) => tx.coordinator_stop_insert(account, project, stop).await?,
        None if role == MemberRole::Coordinator => tx.coordinator_stops_clear(account, project).await?,
        None => {}
    }
    let untouched = tx.account_is_untouched(account, project.0).await?;
    let link = if untouched { Some(link_make(backend, &mut tx, account, now).await?) } else { None };
    tx.commit().await?;
    Ok(link)
}

/// All members, once per role.
pub async fn member_list(backend: &Backend, actor: &Actor, project: ProjectId) -> Result<Vec<Member>> {
    actor.require(project, MemberRole::Organiser)?;
    let mut tx = backend.read().await?;
    let rows = tx.member_list(project).await?;
    let limits = tx.coordinator_stops(project).await?;
    let read = |row: super::sql_members::MemberRow| {
        let (account, role) = (AccountId(row.account_id), role_of(&row.role)?);
        let own = limits.iter().filter(|(of, _)| *of == account && role == MemberRole::Coordinator);
        let stops = own.map(|(_, stop)| *stop).collect();
        Ok(Member { account, email: row.email, name: row.name, role, stops })
    };
    rows.into_iter().map(read).collect()
}

/// Ends all roles of an account in a project. A project's last organiser stays.
pub async fn member_remove(backend: &Backend, actor: &Actor, project: ProjectId, account: AccountId) -> Result<()> {
    actor.require(project, MemberRole::Organiser)?;
    let mut tx = backend.write().await?;
    // Two organisers who remove each other at once must not both succeed.
    if !tx.project_lock(project).await? {
        return Err(Refusal::NotFound.into());
    }
    let organiser = MemberRole::Organiser.as_str();
    let others =
        tx.member_list(project).await?.into_iter().any(|row| row.role == organiser && row.account_id != account.0);
    if !others {
        return Err(Refusal::LastOrganiser.into());
    }
    tx.coordinator_stops_clear(account, project).await?;
    if !tx.member_delete(account, project).await? {
        return Err(Refusal::NotFound.into());
    }
    Ok(tx.commit().await?)
}
