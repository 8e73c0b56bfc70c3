//! Consents: the representative's page behind a link, the organiser's paper number (design rule 11).

mod sql;
mod terms;

use keruen_domain::age::Age;
use keruen_domain::consent::{ConsentKind, ConsentWay, link_way};
use keruen_domain::id::{CaravanId, PersonId};
use keruen_domain::registration::Relation;
use keruen_domain::short_text::ShortText;
use keruen_domain::text::{Lang, Localized};
use keruen_domain::time::{CivilDate, Timestamp};

pub use keruen_domain::consent_form::ConsentForm;
pub use sql::GivenConsent;
pub(crate) use sql::{Giver, NewConsent, data_consent, own_consent};
pub(crate) use terms::Terms;

use crate::actor::{Actor, MemberRole};
use crate::chance::Secret;
use crate::error::{Refusal, Result};
use crate::people::change::{change, lock, touch};
use crate::store::Tx;
use crate::{Backend, zone};
use sql::Minor;

/// What a representative sees before agreeing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentView {
    /// The minor.
    pub person: PersonId,
    /// The minor's given name and initial.
    pub name: String,
    /// The representative's name as the form gave it; for the field's first value.
    pub rep_name: String,
    /// What the representative is to the minor, as the form gave it.
    pub rep_relation: Option<Relation>,
    /// Title of the caravan.
    pub caravan_title: Localized,
    /// Title of the project.
    pub project_title: Localized,
    /// The minor's events, by start: title, start, minutes to add to UTC there.
    pub events: Vec<(Localized, Timestamp, i32)>,
    /// The operator of the personal data.
    pub operator: Localized,
    /// The operator's BIN.
    pub operator_bin: String,
    /// The text to agree to.
    pub text: Localized,
    /// The text's version.
    pub version: i64,
    /// Days in which a consent is waited for.
    pub consent_days: i64,
    /// Last day on which names are kept.
    pub keep_until: CivilDate,
    /// The consent to data processing, if it is there.
    pub data: Option<GivenConsent>,
    /// The consent to photo and video, if it is there.
    pub photo: Option<GivenConsent>,
}

/// Which consents a signed paper gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentScope {
    /// Data processing only.
    Data,
    /// Data processing, photo and video.
    DataAndPhoto,
}

/// The page behind a representative's link. Reading it uses nothing up.
pub async fn consent_page(backend: &Backend, token: &Secret) -> Result<ConsentView> {
    let mut tx = backend.read().await?;
    let (person, _) = tx.consent_link_find(token).await?.ok_or(Refusal::LinkUnknown)?;
    let minor = tx.consent_minor(person).await?.ok_or(Refusal::LinkUnknown)?;
    let events = tx.consent_events(person).await?;
    let given = |kind| minor.given.iter().find(|(of, _)| *of == kind).map(|(_, given)| *given);
    Ok(ConsentView {
        person,
        name: minor.name.short(),
        data: given(ConsentKind::Data),
        photo: given(ConsentKind::Photo),
        rep_name: minor.rep_name,
        rep_relation: minor.rep_relation,
        caravan_title: minor.caravan_title,
        project_title: minor.project_title,
        events: events.into_iter().map(|(title, at, zone)| (title, at, zone::offset_minutes(&zone, at))).collect(),
        operator: minor.operator,
        operator_bin: minor.operator_bin,
        text: minor.text,
        version: minor.version,
        consent_days: minor.consent_days,
        keep_until: minor.keep_until,
    })
}

/// The representative agrees. Repeated, it adds only what was not agreed before.
///
/// Agreed in a browser that asked for the minor's links, or when nobody knows which browser asked for this one, it is
/// recorded as a weak one: see [`link_way`].
pub async fn consent_confirm(
    backend: &Backend,
    token: &Secret,
    form: &ConsentForm,
    browser: Option<&str>,
) -> Result<()> {
    let mut tx = backend.read().await?;
    let (person, asked_by) = tx.consent_link_find(token).await?.ok_or(Refusal::LinkUnknown)?;
    let minor = tx.consent_minor(person).await?.ok_or(Refusal::LinkUnknown)?;
    let pupils = tx.consent_browsers(person).await?;
    drop(tx);
    let assent = form.parse()?;
    let shown = form.text_version.trim();
    if !shown.is_empty() && shown != minor.version.to_string() {
        return Err(Refusal::StaleForm.into());
    }
    let here = browser.map(|browser| Secret::given(browser).hash());
    let way = link_way(asked_by.as_ref(), &pupils, here.as_ref());
    let language = Lang::parse(form.language.trim()).unwrap_or(minor.language);
    let now = backend.now();
    let consents = assent.kinds.iter().map(|kind| NewConsent {
        way,
        given_by: assent.name.as_str().to_owned(),
        giver: Giver::Representative(Some(assent.relation)),
        ..minor.terms().own(backend, person, *kind, language, now)
    });
    record(backend, &minor, &consents.collect::<Vec<_>>()).await
}

/// Whose representative has this link.
pub(crate) async fn link_person(backend: &Backend, token: &Secret) -> Result<PersonId> {
    let (person, _) = backend.look().await?.consent_link_find(token).await?.ok_or(Refusal::LinkUnknown)?;
    Ok(person)
}

/// Whether a representative speaks for this person today: whoever is of age takes back for themselves what somebody else
/// once agreed to.
pub(crate) async fn is_represented(
    tx: &mut Tx,
    person: PersonId,
    birth_date: CivilDate,
    today: CivilDate,
) -> Result<bool> {
    Ok(Age::Born(birth_date).is_minor_on(today) && asks_representative(tx, person).await?)
}

/// Whether somebody else has to consent for this person, or has.
pub(crate) async fn asks_representative(tx: &mut Tx, person: PersonId) -> Result<bool> {
    Ok(tx.consent_minor(person).await?.is_some())
}

/// A new link for the representative, from the minor's own ticket. Earlier links stay good. Who registered as an adult
/// has agreed for themselves and has no representative: [`Refusal::NotFound`].
pub async fn consent_link(backend: &Backend, ticket: &Secret, browser: Option<&str>) -> Result<Secret> {
    let holder = backend.read().await?.ticket_holder(ticket).await?.ok_or(Refusal::NotFound)?;
    let link = backend.draw_secret();
    let mut tx = backend.write().await?;
    tx.consent_minor(holder.person).await?.ok_or(Refusal::NotFound)?;
    tx.consent_link_insert(&link, holder.person, browser.map(Secret::given).as_ref(), backend.now()).await?;
    tx.commit().await?;
    Ok(link)
}

/// A coordinator holds a signed paper with this number. Who agreed for themselves, as adults do, needs none:
/// [`Refusal::NotFound`].
pub async fn consent_paper(
    backend: &Backend,
    actor: &Actor,
    person: PersonId,
    paper_no: &ShortText,
    scope: ConsentScope,
) -> Result<()> {
    let mut tx = backend.read().await?;
    let found = tx.person_project(person).await?;
    actor.require_found(found, |project| *project, MemberRole::Coordinator)?;
    drop(tx);
    word_of(backend, person, (ConsentWay::Paper, ""), paper_no, scope).await
}

/// Records that somebody holds a signed paper; in `given_by` stands `by`, or else the representative.
pub(crate) async fn word_of(
    backend: &Backend,
    person: PersonId,
    (way, by): (ConsentWay, &str),
    paper_no: &ShortText,
    scope: ConsentScope,
) -> Result<()> {
    let minor = backend.read().await?.consent_minor(person).await?.ok_or(Refusal::NotFound)?;
    let now = backend.now();
    let kinds: &[ConsentKind] = match scope {
        ConsentScope::Data => &[ConsentKind::Data],
        ConsentScope::DataAndPhoto => &[ConsentKind::Data, ConsentKind::Photo],
    };
    let consents = kinds.iter().map(|kind| NewConsent {
        way,
        given_by: if by.is_empty() { minor.rep_name.clone() } else { by.to_owned() },
        giver: Giver::Representative(minor.rep_relation),
        paper_no: Some(paper_no.as_str().to_owned()),
        ..minor.terms().own(backend, person, *kind, minor.language, now)
    });
    record(backend, &minor, &consents.collect::<Vec<_>>()).await
}

async fn record(backend: &Backend, minor: &Minor, consents: &[NewConsent]) -> Result<()> {
    change(backend, || record_once(backend, minor.person, consents)).await
}

/// Writes the consents that are not in force yet and confirms what waited for them; answers the caravans that this
/// touched. None: the person's list of events changed meanwhile, try again.
async fn record_once(backend: &Backend, person: PersonId, consents: &[NewConsent]) -> Result<Option<Vec<CaravanId>>> {
    let mut tx = backend.write().await?;
    if lock(&mut tx, person).await?.is_none() {
        return Ok(None);
    }
    if !tx.person_has_name(person).await? {
        // Erased since the page was shown: nobody's name comes back.
        return Err(Refusal::LinkUnknown.into());
    }
    let given = tx.consent_kinds(person).await?;
    let new: Vec<_> = consents.iter().filter(|consent| !given.iter().any(|(kind, _)| *kind == consent.kind)).collect();
    if new.is_empty() {
        return Ok(Some(Vec::new()));
    }
    for consent in new {
        tx.consent_insert(consent).await?;
    }
    tx.registration_consented(person).await?;
    let caravans = touch(&mut tx, person).await?;
    tx.commit().await?;
    Ok(Some(caravans))
}
