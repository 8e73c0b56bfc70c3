//! People as one project knows them, corrected by coordinators, and the pairs among them that may be one person (design rule 9).

pub(crate) mod change;
mod edit;
mod own;
mod sql;

use std::collections::BTreeMap;

use keruen_domain::id::{PersonId, ProjectId};
use keruen_domain::name::PersonName;
use keruen_domain::time::{CivilDate, Timestamp};

pub use edit::{PersonRecord, person_edit, person_record};
pub use own::{OwnData, OwnEvent, own_data};
pub(crate) use sql::{age, birth_date, full_name, person_name};

use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::error::Result;

/// Enough of a person to see whether two records are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonBrief {
    /// The person.
    pub person: PersonId,
    /// Name as given.
    pub name: PersonName,
    /// Day of birth.
    pub birth_date: CivilDate,
    /// Class or group; empty when there is none.
    pub class_name: String,
    /// When the record was made.
    pub created_at: Timestamp,
}

/// Groups of two or more records with equal folded name, birth date and contact, oldest record first.
///
/// They are candidates: an organiser looks, nothing is merged by itself. For organisers.
pub async fn candidates(backend: &Backend, actor: &Actor, project: ProjectId) -> Result<Vec<Vec<PersonBrief>>> {
    actor.require(project, MemberRole::Organiser)?;
    let rows = backend.look().await?.person_candidates(project).await?;
    // Engines order text differently; here the keys stand in one order everywhere.
    let mut groups: BTreeMap<String, Vec<PersonBrief>> = BTreeMap::new();
    for (key, brief) in rows {
        groups.entry(key).or_default().push(brief);
    }
    Ok(groups.into_values().collect())
}
