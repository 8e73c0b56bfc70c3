//! The attendance fold: from a set of facts to who attended what. Pure; any order, any repetition, any batching gives
//! the same result (design rules 3 and 4).

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use crate::consented::Consented;
use crate::fact::{Body, Direction, FactRef, Ground, Method, Outcome, Read, Source, Sourced};
use crate::force::{Clocks, annulled, is_heard};
use crate::holders::People;
use crate::person::Role;
use crate::settlement::{Moves, distinct, reviewed};
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
    /// Who held the phone: an id that only the phone behind `moment` knows, for phones make them up.
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
    /// Heads without a name, by event and blank ticket: each is one head, whoever it was, until somebody says who.
    pub anonymous: BTreeMap<(EventId, TicketId), Attendance>,
    /// Blank tickets that have a holder by now, each with the fact that says so.
    pub bindings: BTreeMap<TicketId, (PersonId, FactRef)>,
    /// Canonical person of each merged record; records that are their own canon are absent.
    pub canon: BTreeMap<PersonId, PersonId>,
    /// Latest role by canonical person.
    pub roles: BTreeMap<PersonId, Role>,
    /// Consents by canonical person.
    pub consents: Consented,
    /// Pairs of canonical persons that are two people, the smaller first.
    pub distinct: BTreeSet<(PersonId, PersonId)>,
    /// Facts that somebody looked at and let stand.
    pub reviewed: BTreeSet<FactRef>,
}

impl Folded {
    /// The record that stands for this person after all merges in force.
    pub fn canonical(&self, person: PersonId) -> PersonId {
        self.canon.get(&person).copied().unwrap_or(person)
    }
}

/// The fold with what it was made of.
#[derive(Debug)]
pub struct Told<'a> {
    /// The result.
    pub folded: Folded,
    /// Facts in force, each once, in no order.
    pub live: Vec<&'a Sourced>,
    /// Everything that establishes an attendance, and the ways out: by event and person, in order of time.
    pub passes: Vec<Pass>,
    /// The same of whoever came with a blank ticket that has no holder.
    pub heads: Vec<Pass<TicketId>>,
    /// Who was let in without our knowing a person for it: event and scan.
    pub strangers: Vec<(EventId, Moment)>,
    /// Clock corrections.
    pub clocks: Clocks,
}

/// Folds a set of facts. Repeated facts count once; facts about unknown tickets are evidence without a person.
pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Sourced>) -> Folded {
    tell(facts).folded
}

/// As [`fold`], with what it was made of.
pub fn tell<'a>(facts: impl IntoIterator<Item = &'a Sourced>) -> Told<'a> {
    let set: HashSet<Named<'_>> = facts.into_iter().filter(|f| is_heard(f)).map(Named).collect();
    let annulled = annulled(set.iter().map(|named| named.0));
    let live: Vec<&Sourced> =
        set.into_iter().map(|named| named.0).filter(|f| !annulled.contains(&f.reference())).collect();
    let clocks = Clocks::new(live.iter().copied());
    let moves = Moves::new(live.iter().copied());
    let canon = merges(&live);
    let people = People::new(&live, &canon);
    let answers = answers(&live, &clocks);

    let People { holders, codes, blanks, bindings, roles, consents } = people;
    let mut folded = Folded { bindings, canon, roles, consents, ..Folded::default() };
    folded.reviewed = reviewed(&live);
    folded.distinct = distinct(&live, |person| folded.canonical(person));
    let (mut passes, mut heads, mut strangers) = (Vec::new(), Vec::new(), Vec::new());
    for sourced in live.iter().copied() {
        let moment = clocks.moment(sourced);
        match &sourced.fact.body {
            Body::Scan(scan) => {
                let ticket = match &scan.read {
                    Read::Ticket(ticket) => Some(*ticket),
                    Read::Code(code) => codes.get(code).copied(),
                    Read::Other(_) => None,
                };
                let answer = answers.get(&sourced.reference());
                let outcome = match scan.outcome {
                    Outcome::Open => answer.map_or(Outcome::Open, |(_, outcome, _)| *outcome),
                    decided => decided,
                };
                let event = moves.event(sourced.source, scan.event, moment.at);
                let door = Some((scan.direction, scan.operator));
                let Some(person) = ticket.and_then(|t| holders.get(&t)) else {
                    match ticket.filter(|t| blanks.contains(t)) {
                        Some(who) if outcome == Outcome::Admitted => {
                            heads.push(Pass { event, person: who, moment, method: scan.method, door, ticket });
                        }
                        None if (outcome, scan.direction) == (Outcome::Admitted, Direction::In) => {
                            strangers.push((event, moment));
                        }
                        _ => {}
                    }
                    continue;
                };
                let person = folded.canonical(*person);
                if outcome == Outcome::Admitted {
                    passes.push(Pass { event, person, moment, method: scan.method, door, ticket });
                }
                if let Some((Moment { at: answered, .. }, Outcome::Admitted, Ground::PaperSeen)) = answer {
                    folded.consents.give(person, ConsentKind::Data, *answered);
                }
            }
            Body::Entry { event, person, method } => {
                let person = folded.canonical(*person);
                passes.push(Pass { event: *event, person, moment, method: *method, door: None, ticket: None });
            }
            _ => {}
        }
    }
    // In the order of the map that is made of them, so that it is built in one go.
    passes.sort_unstable();
    folded.attendances = passes.chunk_by(Pass::is_of_one_attendance).filter_map(attendance).collect();
    heads.sort_unstable();
    folded.anonymous = heads.chunk_by(Pass::is_of_one_attendance).filter_map(attendance).collect();
    strangers.sort_unstable();
    Told { folded, live, passes, heads, strangers, clocks }
}

/// A fact that is found by its id alone, which costs less than hashing all of it; equal only when all of it is.
#[derive(PartialEq, Eq)]
struct Named<'a>(&'a Sourced);

impl std::hash::Hash for Named<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.fact.id.hash(state);
    }
}

/// Something that establishes an attendance, or a way out: of a person, or of whoever came with a blank ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pass<W = PersonId> {
    /// The event where it belongs.
    pub event: EventId,
    /// The canonical person, or the blank ticket.
    pub person: W,
    /// When, and which fact says so.
    pub moment: Moment,
    /// How the person was found.
    pub method: Method,
    /// Direction and operator; none for what was not recorded at a door.
    pub door: Option<(Direction, Uuid)>,
    /// The ticket behind it.
    pub ticket: Option<TicketId>,
}

impl<W: Copy + Eq> Pass<W> {
    /// Whether both are of one person at one event.
    pub fn is_of_one_attendance(&self, other: &Self) -> bool {
        (self.event, self.person) == (other.event, other.person)
    }

    /// Whether it was a way out: alone, that proves no attendance.
    pub const fn is_out(&self) -> bool {
        matches!(self.door, Some((Direction::Out, _)))
    }
}

/// One person at one event, from all that is recorded of it, sorted.
fn attendance<W: Copy + Eq>(passes: &[Pass<W>]) -> Option<((EventId, W), Attendance)> {
    let mut established = passes.iter().filter(|pass| !pass.is_out());
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
