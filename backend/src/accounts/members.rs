//! Who belongs to a project, and as what.

use keruen_domain::form::{self, FormErrors, FormReader, Shape};
use keruen_domain::id::{AccountId, ProjectId};
use serde::{Deserialize, Serialize};

use super::sql_members::role_of;
use super::{account_with, link_make, read_email};
use crate::actor::MemberRole;
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
}

impl MemberForm {
    fn parse(&self) -> Result<(String, String, MemberRole), FormErrors> {
        let mut reader = FormReader::default();
        let email = reader.keep("email", read_email(&self.email));
        let name = reader.keep("name", form::clean(&self.name, Shape::Line));
        let role = reader.choice("role", &self.role, MemberRole::parse);
        let read = (|| Some((email?, name?, role?)))();
        reader.finish(read)
    }
}

/// Makes somebody a member. Gives a one-time link when nobody has used the account yet and it belongs to no other
/// project: a link to an account in use would let one project's organiser act as another's member.
pub async fn member_add(
    backend: &Backend,
    actor: &Actor,
    project: ProjectId,
    form: &MemberForm,
) -> Result<Option<Secret>> {
    actor.require(project, MemberRole::Organiser)?;
    let (email, name, role) = form.parse()?;
    let now = backend.now();
    let mut tx = backend.write().await?;
    if !tx.project_exists(project).await? {
        return Err(Refusal::NotFound.into());
    }
    let account = account_with(backend, &mut tx, &email, &name, now).await?;
    tx.member_insert(account, project, role, now).await?;
    let untouched = tx.account_is_untouched(account, project.0).await?;
    let link = if untouched { Some(link_make(backend, &mut tx, account, now).await?) } else { None };
    tx.commit().await?;
    Ok(link)
}

/// All members, once per role.
pub async fn member_list(backend: &Backend, actor: &Actor, project: ProjectId) -> Result<Vec<Member>> {
    actor.require(project, MemberRole::Organiser)?;
    let rows = backend.read().await?.member_list(project).await?;
    let read = |row: super::sql_members::MemberRow| {
        Ok(Member { account: AccountId(row.account_id), email: row.email, name: row.name, role: role_of(&row.role)? })
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
    if !tx.member_delete(account, project).await? {
        return Err(Refusal::NotFound.into());
    }
    Ok(tx.commit().await?)
}
