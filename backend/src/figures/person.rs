//! One person, down to the facts: who recorded what, when, by which method, and whether it holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use keruen_domain::consent::Consent;
use keruen_domain::event::{Event, RegistrationState};
use keruen_domain::fact::{Body, Direction, FactKind, FactRef, Ground, Method, Outcome, Source, Sourced};
use keruen_domain::figures::Age;
use keruen_domain::force::{Clocks, annulled};
use keruen_domain::id::{AccountId, DeviceId, EventId, PersonId, ProjectId};
use keruen_domain::person::{InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::region::Region;
use keruen_domain::scan::Verdicts;
use keruen_domain::time::{CivilDate, Timestamp};

use crate::actor::{Actor, MemberRole};
use crate::attendance::story;
use crate::error::{Refusal, Result};
use crate::store::{StoreError, Tx};
use crate::{Backend, zone};

/// Who recorded a fact, with a name; empty when it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordedBy {
    /// A phone.
    Device {
        /// The device.
        id: DeviceId,
        /// Who held it.
        operator: String,
    },
    /// Somebody with an account.
    Account {
        /// The account; the nil id is the program itself.
        id: AccountId,
        /// Their name.
        name: String,
    },
}

/// Whether the clock behind a fact's time was ever measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockMark {
    /// The time is corrected by a measurement, or is the server's own.
    Known,
    /// It is the phone's own time, believed.
    Unknown,
}

/// Whether a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactStanding {
    /// It does.
    InForce,
    /// It was taken back.
    Annulled,
    /// It came from a phone that was out of service.
    OutOfService,
}

/// Whether other bytes came under the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contest {
    /// No.
    Alone,
    /// Yes; all versions are kept and shown.
    Contested,
}

/// One fact on a person's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Its name, for [`crate::attendance::annul`].
    pub reference: FactRef,
    /// Its kind.
    pub kind: FactKind,
    /// The event it speaks of, where we know it.
    pub event: Option<Event>,
    /// How the person was found.
    pub method: Option<Method>,
    /// Way in or out.
    pub direction: Option<Direction>,
    /// The verdict shown, headline first.
    pub verdicts: Verdicts,
    /// What was done.
    pub outcome: Option<Outcome>,
    /// Why an amber was admitted.
    pub ground: Option<Ground>,
    /// The fact that it answers or takes back.
    pub target: Option<FactRef>,
    /// Who recorded it.
    pub recorded_by: RecordedBy,
    /// When, by corrected time.
    pub at: Timestamp,
    /// When, by the recorder's own clock.
    pub wall: Timestamp,
    /// Minutes to add to UTC where the event is.
    pub offset_minutes: i32,
    /// Whether `at` is known.
    pub clock: ClockMark,
    /// Reason or link, if there is one.
    pub note: Option<String>,
    /// Whether it holds.
    pub standing: FactStanding,
    /// Whether it is contested.
    pub contest: Contest,
}

/// A person with all that is recorded of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// The person.
    pub person: PersonId,
    /// Their project.
    pub project: ProjectId,
    /// Full name.
    pub name: String,
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
    let states = tx.registrations_of(person).await?;
    let mut events = Events::default();
    let mut registrations = Vec::new();
    for (event, state) in states {
        if let Some(event) = events.get(&mut tx, event).await? {
            registrations.push((event, state));
        }
    }
    registrations.sort_by_key(|(event, _)| (event.starts_at, event.id));

    let gone = annulled(&story.facts);
    let clocks = Clocks::new(story.facts.iter().filter(|f| !gone.contains(&f.reference())));
    let mut names: HashMap<FactRef, usize> = HashMap::new();
    for fact in story.facts.iter().chain(&story.silent) {
        *names.entry(fact.reference()).or_default() += 1;
    }
    let silent: HashSet<&Sourced> = story.silent.iter().collect();
    let mut facts: Vec<&Sourced> = story.facts.iter().chain(&story.silent).collect();
    facts.retain(|f| f.fact.body.kind() != FactKind::Clock);
    facts.sort_by_cached_key(|f| clocks.moment(f));
    let mut rows = Vec::new();
    for sourced in facts {
        let reference = sourced.reference();
        let mut row = told(sourced, &clocks);
        if let Some(event) = event_of(sourced, &story.facts) {
            row.event = events.get(&mut tx, event).await?;
        }
        row.offset_minutes = row
            .event
            .as_ref()
            .map_or_else(|| zone::offset_minutes(zone::DEFAULT, row.at), |e| zone::offset_minutes(&e.zone, row.at));
        row.note = tx.fact_note(reference).await?;
        row.recorded_by = recorded_by(&mut tx, sourced).await?;
        row.standing = match (silent.contains(sourced), gone.contains(&reference)) {
            (true, _) => FactStanding::OutOfService,
            (false, true) => FactStanding::Annulled,
            (false, false) => FactStanding::InForce,
        };
        if names.get(&reference).is_some_and(|versions| *versions > 1) {
            row.contest = Contest::Contested;
        }
        rows.push(row);
    }
    let profile = card.profile;
    Ok(PersonView {
        person,
        project: card.project,
        name: card.name,
        birth_date: if let Age::Born(date) = profile.age { Some(date) } else { None },
        sex: profile.sex,
        region: profile.region,
        place: profile.place,
        institution_kind: profile.institution,
        institution: card.institution,
        class_name: card.class_name,
        role: profile.role,
        registrations,
        consents,
        facts: rows,
    })
}

/// Events read once.
#[derive(Default)]
struct Events(BTreeMap<EventId, Option<Event>>);

impl Events {
    async fn get(&mut self, tx: &mut Tx, id: EventId) -> Result<Option<Event>, StoreError> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let event = tx.event_find(id).await?;
        self.0.insert(id, event.clone());
        Ok(event)
    }
}

/// What the fact itself says.
fn told(sourced: &Sourced, clocks: &Clocks) -> FactRow {
    let mut row = FactRow {
        reference: sourced.reference(),
        kind: sourced.fact.body.kind(),
        event: None,
        method: None,
        direction: None,
        verdicts: Verdicts::new(),
        outcome: None,
        ground: None,
        target: None,
        recorded_by: nameless(sourced.source),
        at: clocks.moment(sourced).at,
        wall: sourced.fact.wall,
        offset_minutes: 0,
        clock: if clocks.offset(sourced).is_some() { ClockMark::Known } else { ClockMark::Unknown },
        note: None,
        standing: FactStanding::InForce,
        contest: Contest::Alone,
    };
    match &sourced.fact.body {
        Body::Scan(scan) => {
            row.method = Some(scan.method);
            row.direction = Some(scan.direction);
            row.verdicts.clone_from(&scan.verdicts);
            row.outcome = Some(scan.outcome);
        }
        Body::Answer { scan, outcome, ground } => {
            row.target = Some(*scan);
            row.outcome = Some(*outcome);
            row.ground = Some(*ground);
        }
        Body::Annulment { target } => row.target = Some(*target),
        Body::Entry { method, .. } => row.method = Some(*method),
        _ => {}
    }
    row
}

/// The event of a scan or an entry; of an answer or an annulment that of its target.
fn event_of(sourced: &Sourced, all: &[Sourced]) -> Option<EventId> {
    match &sourced.fact.body {
        Body::Scan(scan) => Some(scan.event),
        Body::Entry { event, .. } => Some(*event),
        Body::Answer { scan: target, .. } | Body::Annulment { target } => {
            all.iter().find(|f| f.reference() == *target).and_then(|f| match &f.fact.body {
                Body::Scan(scan) => Some(scan.event),
                Body::Entry { event, .. } => Some(*event),
                _ => None,
            })
        }
        _ => None,
    }
}

fn nameless(source: Source) -> RecordedBy {
    match source {
        Source::Device(id) => RecordedBy::Device { id, operator: String::new() },
        Source::Account(id) => RecordedBy::Account { id, name: String::new() },
    }
}

async fn recorded_by(tx: &mut Tx, sourced: &Sourced) -> Result<RecordedBy, StoreError> {
    let operator = if let Body::Scan(scan) = &sourced.fact.body { Some(scan.operator) } else { None };
    Ok(match sourced.source {
        Source::Device(id) => {
            RecordedBy::Device { id, operator: tx.operator_name(id, operator).await?.unwrap_or_default() }
        }
        Source::Account(id) => RecordedBy::Account { id, name: tx.account_name(id).await?.unwrap_or_default() },
    })
}
