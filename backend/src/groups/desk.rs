//! What organisers see and do about classes: the list of a caravan's, and a new page for a leader who lost theirs.

use keruen_domain::collate;
use keruen_domain::group_form::Leader;
use keruen_domain::id::{CaravanId, GroupId};
use keruen_domain::time::Timestamp;

use super::pupil::{consent_link, ticket_page};
use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::chance::Secret;
use crate::error::{Refusal, Result};

/// A class as an organiser's list shows it.
#[derive(Debug, Clone)]
pub struct GroupBrief {
    /// The group.
    pub id: GroupId,
    /// School and class, as the leader calls them.
    pub title: String,
    /// Who leads it.
    pub leader: Leader,
    /// How many stand on its list.
    pub people: i64,
    /// How many of them have a place that waits for a consent.
    pub lacking: i64,
    /// When it was registered.
    pub registered_at: Timestamp,
}

/// The classes of a caravan, in Kazakh order of their titles. For coordinators and above.
pub async fn group_list(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<Vec<GroupBrief>> {
    let mut tx = backend.read().await?;
    let found = tx.caravan_with_project(caravan).await?;
    actor.require_found(found, |(_, project, _)| project.id, MemberRole::Coordinator)?;
    let mut groups = tx.group_briefs(caravan).await?;
    groups.sort_by_cached_key(|group| (collate::sort_key(&group.title), group.id));
    Ok(groups)
}

/// A new page for a class whose leader lost the address of theirs, or told it to somebody: the old one is gone at once.
/// Tickets and representatives' links that were handed out stay good, also in hands that they were not meant for; the page
/// shows further ones. For coordinators and above.
///
/// `page` was drawn for the form when it was shown: sent twice, it changes nothing more. One that opened a class before
/// is [`Refusal::StaleForm`].
pub async fn group_page_renew(
    backend: &Backend,
    actor: &Actor,
    caravan: CaravanId,
    group: GroupId,
    page: &Secret,
    browser: Option<&str>,
) -> Result<()> {
    let now = backend.now();
    let browser = browser.map(Secret::given);
    let mut tx = backend.write().await?;
    let found = tx.caravan_with_project(caravan).await?;
    actor.require_found(found, |(_, project, _)| project.id, MemberRole::Coordinator)?;
    if tx.group_by_page(page).await?.is_some_and(|known| known.id != group) {
        return Err(Refusal::StaleForm.into());
    }
    if !tx.group_page_set(group, caravan, page).await? {
        let same = tx.group_by_page(page).await?.is_some_and(|known| known.caravan == caravan);
        return if same { Ok(()) } else { Err(Refusal::NotFound.into()) };
    }
    for holder in tx.group_holders(group, caravan).await? {
        let ticket = ticket_page(page, holder.person);
        // The form of a page that was taken away since is sent once more: who knows that address stays outside.
        if tx.ticket_holder(&ticket).await?.is_some() {
            return Err(Refusal::StaleForm.into());
        }
        tx.ticket_page_insert(holder.ticket, &ticket, now).await?;
        tx.consent_link_insert(&consent_link(page, holder.person), holder.person, browser.as_ref(), now).await?;
    }
    tx.commit().await?;
    let by = actor.account().map_or_else(|_| "console".to_owned(), |account| account.to_string());
    tracing::info!(%group, by, "a class has a new page");
    Ok(())
}
