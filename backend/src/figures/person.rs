//! One person, down to the facts: who recorded what, when, by which method, and whether it holds.

use std::collections::{HashMap, HashSet};

use keruen_domain::age::Age;
use keruen_domain::attendance::fold;
use keruen_domain::consent::{Consent, ConsentKind};
use keruen_domain::erasure::ErasedBy;
use keruen_domain::event::{Event, RegistrationState};
use keruen_domain::fact::{Body, FactKind, FactRef, Source, Sourced};
use keruen_domain::force::{Clocks, annulled};
use keruen_domain::hearing::Silence;
use keruen_domain::id::{EventId, PersonId, ProjectId};
use keruen_domain::person::{InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::region::Region;
use keruen_domain::scan::ConsentMark;
use keruen_domain::settlement::Moves;
use keruen_domain::time::{CivilDate, Timestamp};

use super::facts::{Contest, Events, FactRow, FactStanding, fact_row};
use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::attendance::story;
use crate::error::{Refusal, Result};

/// A person with all that is recorded of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// The person.
    pub person: PersonId,
    /// Their project.
    pub project: ProjectId,
    /// Full name; empty of who was erased.
    pub name: String,
    /// When the person was erased, and why.
    pub erased: Option<(Timestamp, ErasedBy)>,
    /// Birth date; none after erasure.
    pub birth_date: Option<CivilDate>,
    /// Sex.
    pub sex: Sex,
    /// Region of residence.
    pub region: Region,
    /// Urban or rural.
    pub place: PlaceKind,
    /// Kind of institution.
    pub institution_kind: InstitutionKind,
    /// Its name; empty when there is none.
    pub institution: String,
    /// Class or group; empty when there is none.
    pub class_name: String,
    /// Role.
    pub role: Role,
    /// Registrations, by the event's start.
    pub registrations: Vec<(Event, RegistrationState)>,
    /// Consents given and withdrawn.
    pub consents: Vec<Consent>,
    /// Whether a consent to data processing counts, a paper that was seen at a door with it.
    pub consent: ConsentMark,
    /// Facts in order of time.
    pub facts: Vec<FactRow>,
}

/// A person's page. For coordinators and above.
pub async fn person_facts(backend: &Backend, actor: &Actor, person: PersonId) -> Result<PersonView> {
    let mut tx = backend.read().await?;
    let card = tx.person_card(person).await?.ok_or(Refusal::NotFound)?;
    actor.require(card.project, MemberRole::Coordinator)?;
    let story = story(&mut tx, card.project, person).await?;
    let consents = tx.consents_of(person).await?;
    let mut events = Events::of(card.project);
    let mut registrations = Vec::new();
    for (event, state) in tx.registrations_of(person).await? {
        if let Some(event) = events.get(&mut tx, event).await? {
            registrations.push((event, state));
        }
    }
    registrations.sort_by_key(|(event, _)| (event.starts_at, event.id));

    let gone = annulled(&story.facts);
    let live = || story.facts.iter().filter(|f| !gone.contains(&f.reference()));
    let (clocks, moves) = (Clocks::new(live()), Moves::new(live()));
    let recorded = tx.consent_facts(card.project).await?;
    let folded = fold(story.facts.iter().chain(&story.tickets).chain(&recorded));
    let mut names: HashMap<FactRef, usize> = HashMap::new();
    let silent: HashMap<&Sourced, Silence> = story.silent.iter().map(|(fact, why)| (fact, *why)).collect();
    let all = || story.facts.iter().chain(silent.keys().copied());
    for fact in all() {
        *names.entry(fact.reference()).or_default() += 1;
    }
    let foreign = foreign(&all(), &clocks);
    let mut facts: Vec<&Sourced> = all().filter(|f| !foreign.contains(&f.reference())).collect();
    facts.sort_by_cached_key(|f| clocks.moment(f));
    let mut rows = Vec::new();
    for sourced in facts {
        let reference = sourced.reference();
        let event = event_of(sourced, all(), &clocks, &moves);
        let mut row = fact_row(&mut tx, &mut events, sourced, event, &clocks).await?;
        row.standing = match (silent.get(sourced), gone.contains(&reference)) {
            (Some(why), _) => FactStanding::Silent(*why),
            (None, true) => FactStanding::Annulled,
            (None, false) => FactStanding::InForce,
        };
        if names.get(&reference).is_some_and(|versions| *versions > 1) {
            row.contest = Contest::Contested;
        }
        rows.push(row);
    }
    let profile = card.profile;
    let held = folded.consents.holds(folded.canonical(person), ConsentKind::Data);
    Ok(PersonView {
        person,
        project: card.project,
        name: card.name,
        erased: card.erased,
        birth_date: if let Age::Born(date) = profile.age { Some(date) } else { None },
        sex: profile.sex,
        region: profile.region,
        place: profile.place,
        institution_kind: profile.institution,
        institution: card.institution,
        class_name: card.class_name,
        role: folded.roles.get(&folded.canonical(person)).copied().unwrap_or(profile.role),
        registrations,
        consents,
        consent: if held { ConsentMark::Held } else { ConsentMark::Missing },
        facts: rows,
    })
}

/// What is recorded of the phones behind the person's scans, and says nothing of the person: clocks, moves of other scans,
/// and what takes these back.
fn foreign<'a>(all: &(impl Iterator<Item = &'a Sourced> + Clone), clocks: &Clocks) -> HashSet<FactRef> {
    let moved = |of: &Sourced| {
        let Body::Move { device, from, until, .. } = of.fact.body else { return false };
        all.clone().any(|f| {
            let at = clocks.moment(f).at;
            f.source == Source::Device(device) && matches!(f.fact.body, Body::Scan(_)) && from <= at && at < until
        })
    };
    let says_nothing = |f: &&Sourced| match f.fact.body.kind() {
        FactKind::Clock => true,
        FactKind::Move => !moved(f),
        _ => false,
    };
    let mut foreign: HashSet<FactRef> = all.clone().filter(says_nothing).map(Sourced::reference).collect();
    loop {
        let before = foreign.len();
        for fact in all.clone() {
            if matches!(fact.fact.body, Body::Annulment { target } if foreign.contains(&target)) {
                foreign.insert(fact.reference());
            }
        }
        if foreign.len() == before {
            return foreign;
        }
    }
}

/// The event where a scan or an entry belongs; of what is said about another fact, that fact's.
fn event_of<'a>(
    sourced: &Sourced,
    mut all: impl Iterator<Item = &'a Sourced>,
    clocks: &Clocks,
    moves: &Moves,
) -> Option<EventId> {
    let own = |f: &Sourced| match &f.fact.body {
        Body::Scan(scan) => Some(moves.event(f.source, scan.event, clocks.moment(f).at)),
        Body::Entry { event, .. } => Some(*event),
        Body::Move { to_event, .. } => Some(*to_event),
        _ => None,
    };
    match sourced.fact.body {
        Body::Answer { scan: target, .. }
        | Body::Annulment { target }
        | Body::Acceptance { target }
        | Body::Reviewed { target } => all.find(|f| f.reference() == target).and_then(own),
        _ => own(sourced),
    }
}
