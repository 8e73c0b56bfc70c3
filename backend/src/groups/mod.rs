//! Classes and clubs that a leader registers with names: one private page for the leader, a ticket for each pupil.
//!
//! Whoever has the secret of a group's page runs it. The secrets of the pupils' tickets and of their representatives' links
//! are made from it, so that the page shows them as often as it is opened and the store keeps hashes only.

mod desk;
mod list;
mod pupil;
mod sql;

use std::collections::{BTreeSet, HashMap};

use keruen_domain::age::Age;
use keruen_domain::caravan::Caravan;
use keruen_domain::consent::{ConsentKind, mark};
use keruen_domain::event::{Event, RegistrationState};
use keruen_domain::group_form::{Fit, GroupDraft, Leader};
use keruen_domain::id::{EventId, GroupId, PersonId, RegistrationId};
use keruen_domain::name::PersonName;
use keruen_domain::project::Project;
use keruen_domain::registration::FormContext;
use keruen_domain::scan::ConsentMark;
use keruen_domain::text::Lang;
use keruen_domain::ticket::{ShortCode, TicketCode};
use keruen_domain::time::Timestamp;

pub use desk::{GroupBrief, group_list, group_page_renew};
pub use list::{Joining, Joins, consents_held, joining, pupil_joins, pupil_leaves};

use crate::actor::Actor;
use crate::chance::Secret;
use crate::error::{Refusal, Result};
use crate::registrations::{Offer, lock_open, not_a_phone, open_offer, promote};
use crate::retry::Tries;
use crate::{Backend, keys, zone};
use pupil::NewPupil;
use sql::Group;

/// All that a leader's page shows.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// The group.
    pub id: GroupId,
    /// School and class, as the leader calls them.
    pub title: String,
    /// Who leads it.
    pub leader: Leader,
    /// Its caravan.
    pub caravan: Caravan,
    /// The caravan's project.
    pub project: Project,
    /// Its events by start, each with the minutes to add to UTC there.
    pub events: Vec<(Event, i32)>,
    /// Its people in the order of the list.
    pub pupils: Vec<Pupil>,
}

/// One of a group's people.
#[derive(Debug, Clone)]
pub struct Pupil {
    /// The person.
    pub person: PersonId,
    /// Name.
    pub name: PersonName,
    /// Class; may be empty.
    pub class_name: String,
    /// The leader's own words; may be empty.
    pub note: String,
    /// Whether they have left the list.
    pub left: bool,
    /// Opens their ticket's page.
    pub ticket: Secret,
    /// What the QR says.
    pub code: TicketCode,
    /// What is typed instead of the QR.
    pub short_code: ShortCode,
    /// Whether they may be let in and counted: a minor only with a consent to data processing.
    pub consent: ConsentMark,
    /// Whether photographs may be shown.
    pub photo: bool,
    /// Opens the representative's page; only of a minor.
    pub consent_link: Option<Secret>,
    /// Where they stand with each event.
    pub states: HashMap<EventId, RegistrationState>,
}

/// Whether a group had to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// It was made.
    Now,
    /// Its page is there already, with the list as it was then.
    Before,
}

/// What a list for these events is read against: the narrowest ages, and the first of the days.
pub async fn group_context(backend: &Backend, actor: &Actor, events: &BTreeSet<EventId>) -> Result<FormContext> {
    let now = backend.now();
    let offers = offers(backend, actor, events, now).await?;
    Ok(together(&offers, now).ok_or(Refusal::NotFound)?)
}

fn together(offers: &[Offer], now: Timestamp) -> Option<FormContext> {
    offers.iter().map(|offer| offer.context(now)).reduce(|a, b| FormContext {
        event_date: a.event_date.min(b.event_date),
        age_min: a.age_min.max(b.age_min),
        age_max: a.age_max.into_iter().chain(b.age_max).min(),
        ..a
    })
}

/// Registers a whole group, behind the page that `page` opens: a secret that the form was given when it was shown, so that
/// a form which is sent twice makes nobody twice. Open to everybody but phones at doors.
///
/// All events are of one caravan, else [`Refusal::NotInCaravan`]. Where an event has too few free places, the group waits
/// whole, or its last ones do, as the leader chose.
pub async fn group_register(
    backend: &Backend,
    actor: &Actor,
    page: &Secret,
    draft: &GroupDraft,
    language: Lang,
    browser: Option<&str>,
) -> Result<Entered> {
    let now = backend.now();
    let offers = offers(backend, actor, &draft.events, now).await?;
    let first = offers.first().ok_or(Refusal::NotFound)?;
    if offers.iter().any(|offer| offer.caravan != first.caravan) {
        return Err(Refusal::NotInCaravan.into());
    }
    let signer = keys::signer(backend, first.caravan).await?;
    let group = Group {
        id: GroupId(backend.new_id(now)),
        caravan: first.caravan,
        leader: draft.leader.clone(),
        title: draft.title.as_str().to_owned(),
        language,
        origin: draft.origin.clone(),
    };
    let pupils: Vec<NewPupil> = draft
        .list
        .people
        .iter()
        .map(|listed| NewPupil::new(backend, first, &signer, page, listed, &group, browser, now))
        .collect();
    let mut tries = Tries::default();
    let entered = loop {
        match enter(backend, page, &group, &offers, &pupils, draft.fit, now).await {
            Err(error) if tries.again(&error) => {}
            done => break done?,
        }
    };
    backend.live().touched(group.caravan);
    Ok(entered)
}

async fn enter(
    backend: &Backend,
    page: &Secret,
    group: &Group,
    offers: &[Offer],
    pupils: &[NewPupil],
    fit: Fit,
    now: Timestamp,
) -> Result<Entered> {
    let mut tx = backend.write().await?;
    // First of all: of two forms that come at once, the second waits here and finds the page.
    if !tx.group_insert(group, page, now).await? {
        return Ok(Entered::Before);
    }
    for offer in offers {
        lock_open(&mut tx, offer.event, now).await?;
    }
    for (pupil, position) in pupils.iter().zip(1..) {
        pupil.enter(backend, &mut tx, group, position).await?;
    }
    let together = (fit == Fit::Whole).then_some(group.id.0);
    for offer in offers {
        tx.group_event_insert(group.id, offer.event).await?;
        // Within one moment the queue goes by id: the list's order is the queue's.
        let mut ids: Vec<RegistrationId> = pupils.iter().map(|_| RegistrationId(backend.new_id(now))).collect();
        ids.sort_unstable();
        for (pupil, id) in pupils.iter().zip(ids) {
            pupil.queue(&mut tx, id, offer.event, now, together).await?;
        }
        promote(backend, &mut tx, offer.event).await?;
    }
    tx.caravan_touch(group.caravan).await?;
    tx.commit().await?;
    Ok(Entered::Now)
}

/// The group behind a page's secret. As many statements for thirty pupils as for one.
pub async fn group_view(backend: &Backend, page: &Secret) -> Result<GroupView> {
    let mut tx = backend.read().await?;
    let group = tx.group_by_page(page).await?.ok_or(Refusal::NotFound)?;
    let (caravan, project, _) = tx.caravan_with_project(group.caravan).await?.ok_or(Refusal::NotFound)?;
    let registered: BTreeSet<EventId> = tx.group_events(group.id).await?.into_iter().collect();
    let events = tx.event_list(group.caravan).await?.into_iter().map(|view| view.event);
    let events = events.filter(|event| registered.contains(&event.id));
    let events: Vec<(Event, i32)> =
        events.map(|event| (event.clone(), zone::offset_minutes(&event.zone, event.starts_at))).collect();
    let mut holders: HashMap<_, _> =
        tx.group_holders(group.id, group.caravan).await?.into_iter().map(|holder| (holder.person, holder)).collect();
    let consents = tx.group_consents(group.id).await?;
    let mut states: HashMap<PersonId, HashMap<EventId, RegistrationState>> = HashMap::new();
    for (person, event, state) in tx.group_standings(group.id).await? {
        states.entry(person).or_default().insert(event, state);
    }
    let day = events.first().map_or_else(
        || zone::today(zone::DEFAULT, backend.now()),
        |(event, _)| zone::today(&event.zone, event.starts_at),
    );
    let mut pupils = Vec::new();
    for row in tx.group_members(group.id).await? {
        // Who joined another group with the same ticket, or lost it, is not here any more.
        let Some(holder) = holders.remove(&row.person) else { continue };
        let has = |kind| consents.contains(&(row.person, kind));
        let age = Age::Born(holder.birth_date);
        let consent_link = age.is_minor_on(day).then(|| pupil::consent_link(page, row.person));
        pupils.push(Pupil {
            person: row.person,
            name: holder.name,
            class_name: row.class_name,
            note: row.note,
            left: row.left_at.is_some(),
            ticket: pupil::ticket_page(page, row.person),
            code: holder.code,
            short_code: holder.short_code,
            consent: mark(age, day, has(ConsentKind::Data)),
            photo: has(ConsentKind::Photo),
            consent_link,
            states: states.remove(&row.person).unwrap_or_default(),
        });
    }
    Ok(GroupView { id: group.id, title: group.title, leader: group.leader, caravan, project, events, pupils })
}

/// The events, if this actor may see them and they take people now, in order of id.
async fn offers(backend: &Backend, actor: &Actor, events: &BTreeSet<EventId>, now: Timestamp) -> Result<Vec<Offer>> {
    not_a_phone(actor)?;
    let mut offers = Vec::with_capacity(events.len());
    for event in events {
        offers.push(open_offer(backend, actor, *event, now).await?);
    }
    Ok(offers)
}
