//! The attendance fold: from a set of facts to who attended what. Pure; any order, any repetition, any batching gives
//! the same result (design rules 3 and 4).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use crate::fact::{Body, Direction, FactRef, Ground, Method, Outcome, Read, Source, Sourced};
use crate::force::{Clocks, annulled, is_heard};
use crate::person::Role;
use crate::ticket::ShortCode;
use crate::time::Timestamp;
use crate::{
    consent::ConsentKind,
    id::{EventId, PersonId, TicketId},
};

pub use crate::force::{Moment, OWN_ANNULMENT_WINDOW};

/// One passage through a door. The latest is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crossing {
    /// When, and which scan says so.
    pub moment: Moment,
    /// Which way.
    pub direction: Direction,
    /// Who held the phone.
    pub operator: Uuid,
}

/// One person at one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The first fact that establishes it.
    pub first: Moment,
    /// How that fact established it.
    pub method: Method,
    /// The latest passage through the door. An entry accepted online has none.
    pub last_passage: Option<Crossing>,
    /// Further facts that establish it, in order of time: duplicates. None most of the time.
    pub repeats: Vec<Moment>,
}

impl Attendance {
    /// Whether the person is inside now, as far as the facts say.
    pub fn is_inside(&self) -> bool {
        self.last_passage.is_some_and(|crossing| crossing.direction == Direction::In)
    }
}

/// The result of the fold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// Attendance by event and canonical person.
    pub attendances: BTreeMap<(EventId, PersonId), Attendance>,
    /// Canonical person of each merged record; records that are their own canon are absent.
    pub canon: BTreeMap<PersonId, PersonId>,
    /// Latest role by canonical person.
    pub roles: BTreeMap<PersonId, Role>,
    /// Consents in force by canonical person.
    pub consents: BTreeSet<(PersonId, ConsentKind)>,
}

impl Folded {
    /// The record that stands for this person after all merges in force.
    pub fn canonical(&self, person: PersonId) -> PersonId {
        self.canon.get(&person).copied().unwrap_or(person)
    }
}

/// Folds a set of facts. Repeated facts count once; facts about unknown tickets are evidence without a person.
pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Sourced>) -> Folded {
    let set: HashSet<Named<'_>> = facts.into_iter().filter(|f| is_heard(f)).map(Named).collect();
    let annulled = annulled(set.iter().map(|named| named.0));
    let live: Vec<&Sourced> =
        set.into_iter().map(|named| named.0).filter(|f| !annulled.contains(&f.reference())).collect();
    let clocks = Clocks::new(live.iter().copied());
    let canon = merges(&live);
    let people = People::new(&live, &canon);
    let answers = answers(&live, &clocks);

    let mut folded = Folded { roles: people.roles, consents: people.consents, canon, ..Folded::default() };
    let mut passes: Vec<Pass> = Vec::new();
    for sourced in live {
        let moment = clocks.moment(sourced);
        match &sourced.fact.body {
            Body::Scan(scan) => {
                let ticket = match &scan.read {
                    Read::Ticket(ticket) => Some(*ticket),
                    Read::Code(code) => people.codes.get(code).copied(),
                    Read::Other(_) => None,
                };
                let Some(person) = ticket.and_then(|t| people.holders.get(&t)) else { continue };
                let person = folded.canonical(*person);
                let answer = answers.get(&sourced.reference());
                let outcome = match scan.outcome {
                    Outcome::Open => answer.map_or(Outcome::Open, |(_, outcome, _)| *outcome),
                    decided => decided,
                };
                if outcome == Outcome::Admitted {
                    let door = Some((scan.direction, scan.operator));
                    passes.push(Pass { event: scan.event, person, moment, method: scan.method, door });
                }
                if matches!(answer, Some((_, Outcome::Admitted, Ground::PaperSeen))) {
                    folded.consents.insert((person, ConsentKind::Data));
                }
            }
            Body::Entry { event, person, method } => {
                let person = folded.canonical(*person);
                passes.push(Pass { event: *event, person, moment, method: *method, door: None });
            }
            _ => {}
        }
    }
    // In the order of the map that is made of them, so that it is built in one go.
    passes.sort_unstable();
    folded.attendances =
        passes.chunk_by(|a, b| (a.event, a.person) == (b.event, b.person)).filter_map(attendance).collect();
    folded
}

/// A fact that is found by its id alone, which costs less than hashing all of it; equal only when all of it is.
#[derive(PartialEq, Eq)]
struct Named<'a>(&'a Sourced);

impl std::hash::Hash for Named<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.fact.id.hash(state);
    }
}

/// Something that establishes an attendance, or a way out.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Pass {
    event: EventId,
    person: PersonId,
    moment: Moment,
    method: Method,
    /// Direction and operator; none for what was not recorded at a door.
    door: Option<(Direction, Uuid)>,
}

/// One person at one event, from all that is recorded of it, sorted. A way out alone proves no attendance.
fn attendance(passes: &[Pass]) -> Option<((EventId, PersonId), Attendance)> {
    let mut established = passes.iter().filter(|pass| !matches!(pass.door, Some((Direction::Out, _))));
    let first = established.next()?;
    let crossings = passes.iter().filter_map(|pass| {
        let (direction, operator) = pass.door?;
        Some(Crossing { moment: pass.moment, direction, operator })
    });
    let attendance = Attendance {
        first: first.moment,
        method: first.method,
        last_passage: crossings.max(),
        repeats: established.map(|pass| pass.moment).collect(),
    };
    Some(((first.event, first.person), attendance))
}

/// Canonical record of each merged one: the smallest id of everybody it is connected with.
fn merges(live: &[&Sourced]) -> BTreeMap<PersonId, PersonId> {
    let mut parent: BTreeMap<PersonId, PersonId> = BTreeMap::new();
    for fact in live {
        if let Body::Merge { left, right } = fact.fact.body {
            let (a, b) = (root(&parent, left), root(&parent, right));
            if a != b {
                parent.insert(a.max(b), a.min(b));
            }
        }
    }
    parent.keys().map(|person| (*person, root(&parent, *person))).collect()
}

fn root(parent: &BTreeMap<PersonId, PersonId>, mut person: PersonId) -> PersonId {
    while let Some(next) = parent.get(&person) {
        person = *next;
    }
    person
}

struct People {
    holders: HashMap<TicketId, PersonId>,
    codes: HashMap<ShortCode, TicketId>,
    roles: BTreeMap<PersonId, Role>,
    consents: BTreeSet<(PersonId, ConsentKind)>,
}

impl People {
    fn new(live: &[&Sourced], canon: &BTreeMap<PersonId, PersonId>) -> Self {
        let canonical = |person: &PersonId| canon.get(person).copied().unwrap_or(*person);
        let mut people =
            Self { holders: HashMap::new(), codes: HashMap::new(), roles: BTreeMap::new(), consents: BTreeSet::new() };
        let mut role_since: HashMap<PersonId, (Timestamp, FactRef, Role)> = HashMap::new();
        for sourced in live {
            match &sourced.fact.body {
                Body::Ticket { ticket, person, code } => {
                    // Two holders of one id can only come from a broken store; the smaller one, in any order.
                    let holder = people.holders.entry(*ticket).or_insert(*person);
                    *holder = (*holder).min(*person);
                    let known = people.codes.entry(*code).or_insert(*ticket);
                    *known = (*known).min(*ticket);
                }
                Body::Role { person, role } => {
                    let this = (sourced.fact.wall, sourced.reference(), *role);
                    let latest = role_since.entry(canonical(person)).or_insert(this);
                    *latest = (*latest).max(this);
                }
                Body::Consent { person, kind } => {
                    people.consents.insert((canonical(person), *kind));
                }
                _ => {}
            }
        }
        people.roles = role_since.into_iter().map(|(person, (_, _, role))| (person, role)).collect();
        people
    }
}

/// When, what was done, and why.
type Answer = (Moment, Outcome, Ground);

/// The latest answer to each scan. A device answers its own scans, an account any.
fn answers(live: &[&Sourced], clocks: &Clocks) -> HashMap<FactRef, Answer> {
    let mut answers: HashMap<FactRef, Answer> = HashMap::new();
    for sourced in live {
        if let Body::Answer { scan, outcome, ground } = &sourced.fact.body
            && (scan.source == sourced.source || matches!(sourced.source, Source::Account(_)))
        {
            let this = (clocks.moment(sourced), *outcome, *ground);
            let latest = answers.entry(*scan).or_insert(this);
            *latest = (*latest).max(this);
        }
    }
    answers
}
