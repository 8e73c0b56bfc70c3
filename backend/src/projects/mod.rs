//! Projects: who pays, who operates, what was promised.

mod sql;

use keruen_domain::id::{AccountId, ProjectId};
use keruen_domain::project::Project;
use keruen_domain::project_form::{ProjectDraft, ProjectForm};

use crate::actor::MemberRole;
use crate::caravans::CaravanCard;
use crate::error::{Error, Refusal, Result};
use crate::{Actor, Backend};

pub(crate) use sql::{ProjectRow, kept_until, project_columns};

/// A project and what it holds, for its members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectView {
    /// The project.
    pub project: Project,
    /// The highest role of who asks.
    pub role: MemberRole,
    /// Its caravans, drafts too, by first day; those without days last.
    pub caravans: Vec<CaravanCard>,
}

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectCard {
    /// The project.
    pub project: Project,
    /// What who asks is called there.
    pub role: MemberRole,
}

/// Opens a project; who opens it becomes its organiser. Open to accounts that the console made for organisers, and
/// to organisers of some other project.
pub async fn project_create(backend: &Backend, actor: &Actor, form: &ProjectForm) -> Result<ProjectId> {
    let owner = may_open(backend, actor).await?;
    let draft = form.parse()?;
    let now = backend.now();
    let id = ProjectId(backend.new_id(now));
    let mut tx = backend.write().await?;
    tx.project_insert(&project_of(id, draft, 1), now).await?;
    if let Some(owner) = owner {
        tx.member_insert(owner, id, MemberRole::Organiser, now).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Changes a project. A changed consent text gets the next version number.
pub async fn project_update(backend: &Backend, actor: &Actor, id: ProjectId, form: &ProjectForm) -> Result<()> {
    actor.require(id, MemberRole::Organiser)?;
    let draft = form.parse()?;
    let mut tx = backend.write().await?;
    let old = tx.project_find(id).await?.ok_or(Refusal::NotFound)?;
    let changed = draft.consent_text != old.consent_text
        || draft.operator != old.operator
        || draft.operator_bin != old.operator_bin;
    let project = project_of(id, draft, old.consent_version + i64::from(changed));
    if !tx.project_update(&project).await? {
        return Err(Refusal::StaleForm.into());
    }
    // One by one in the order of their ids, as everybody who holds several.
    let caravans = tx.caravan_ids(id).await?;
    for caravan in &caravans {
        tx.caravan_touch(*caravan).await?;
    }
    tx.commit().await?;
    for caravan in caravans {
        backend.live().touched(caravan);
    }
    Ok(())
}

/// A project, for its members.
pub async fn project_get(backend: &Backend, actor: &Actor, id: ProjectId) -> Result<ProjectView> {
    actor.require(id, MemberRole::Volunteer)?;
    let mut tx = backend.read().await?;
    let project = tx.project_find(id).await?.ok_or(Refusal::NotFound)?;
    let caravans = tx.caravan_cards_of(id).await?;
    Ok(ProjectView { project, role: actor.role_in(id).ok_or(Refusal::NotFound)?, caravans })
}

/// The projects of who asks, latest first; the console's are all.
pub async fn project_list(backend: &Backend, actor: &Actor) -> Result<Vec<ProjectCard>> {
    if !matches!(actor, Actor::System) {
        actor.account()?;
    }
    let projects = backend.read().await?.project_list().await?;
    let mine = |project: Project| Some(ProjectCard { role: actor.title_in(project.id)?, project });
    let mut cards: Vec<ProjectCard> = projects.into_iter().filter_map(mine).collect();
    cards.sort_by_key(|card| (std::cmp::Reverse(card.project.first_day), card.project.id));
    Ok(cards)
}

/// Whether the actor may open a project.
pub async fn project_may_open(backend: &Backend, actor: &Actor) -> Result<bool> {
    match may_open(backend, actor).await {
        Ok(_) => Ok(true),
        Err(Error::Refusal(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Passes with the account that will own the project; the console owns nothing.
async fn may_open(backend: &Backend, actor: &Actor) -> Result<Option<AccountId>> {
    if matches!(actor, Actor::System) {
        return Ok(None);
    }
    let id = actor.account()?;
    let account = backend.read().await?.account(id).await?.ok_or(Refusal::SignInNeeded)?;
    if account.opens_projects || actor.is_organiser_somewhere() { Ok(Some(id)) } else { Err(Refusal::Forbidden.into()) }
}

fn project_of(id: ProjectId, draft: ProjectDraft, consent_version: i64) -> Project {
    Project {
        id,
        title: draft.title,
        grantor: draft.grantor,
        contract_no: draft.contract_no,
        first_day: draft.first_day,
        last_day: draft.last_day,
        operator: draft.operator,
        operator_bin: draft.operator_bin,
        consent_text: draft.consent_text,
        consent_version,
        consent_days: draft.consent_days,
        keep_until: draft.keep_until,
        plan: draft.plan,
        version: draft.version,
    }
}
