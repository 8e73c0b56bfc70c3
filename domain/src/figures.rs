//! The figures of a report: people once, visits beside them, and breakdowns whose parts add up (design rule 1).
//!
//! The definition follows the counting policy of grant practice: a *direct participant* is a distinct person with a
//! counting role and at least one attendance at a counting event (EEA/Norway Grants CIV-007: the same individual is
//! not counted twice; Tearfund/IndiKit: actual people, never planned or indirect ones).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::age::Age;
use crate::attendance::{Attendance, Folded};
use crate::event::Counting;
use crate::fact::Method;
use crate::person::{AgeBand, InstitutionKind, PlaceKind, Role, Sex};
use crate::region::Region;
use crate::scan::ConsentMark;
use crate::{
    id::{EventId, PersonId, StopId, TicketId},
    time::CivilDate,
};

/// What the figures need to know of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The person.
    pub person: PersonId,
    /// Role when no role fact says otherwise.
    pub role: Role,
    /// Birth date, or what was kept of it at erasure.
    pub age: Age,
    /// Sex.
    pub sex: Sex,
    /// Region of residence.
    pub region: Region,
    /// Urban or rural.
    pub place: PlaceKind,
    /// Kind of institution.
    pub institution: InstitutionKind,
}

/// What the figures need to know of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Venue {
    /// Its stop; none: online, or apart from the stops.
    pub stop: Option<StopId>,
    /// Whether it counts.
    pub counting: Counting,
    /// Its local day; ages are taken on the day of the first attendance.
    pub day: CivilDate,
}

/// Three figures of one stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StopFigures {
    /// Distinct people with a counted attendance at this stop.
    pub people_here: i64,
    /// People whose first attendance at any stop was here.
    pub new_here: i64,
    /// Counted attendances here.
    pub visits: i64,
}

/// All figures of a project or a caravan. Every breakdown adds up to `direct_participants`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figures {
    /// Distinct persons with at least one counted attendance.
    pub direct_participants: i64,
    /// Counted attendances (visits).
    pub attendances: i64,
    /// By region of residence, ISO 3166-2 code.
    pub by_region: BTreeMap<Region, i64>,
    /// By age band on the day of the first attendance.
    pub by_age: BTreeMap<AgeBand, i64>,
    /// By sex.
    pub by_sex: BTreeMap<Sex, i64>,
    /// By kind of institution.
    pub by_institution: BTreeMap<InstitutionKind, i64>,
    /// Urban and rural.
    pub by_place: BTreeMap<PlaceKind, i64>,
    /// By the method of the first attendance.
    pub by_method: BTreeMap<Method, i64>,
    /// Three figures per stop.
    pub by_stop: BTreeMap<StopId, StopFigures>,
    /// People never seen at a stop: online, or at an event apart from the stops.
    pub online_only: i64,
    /// Counted attendances by event.
    pub by_event: BTreeMap<EventId, i64>,
    /// A wrong answer, kept to be shown as such: the sum of `people_here` over the stops.
    pub naive_stop_sum: i64,
    /// A wrong answer, kept to be shown as such: `naive_stop_sum` plus the attendances apart from the stops.
    pub naive_total: i64,
    /// Attendances of minors whose consent has not come; outside every figure above.
    pub awaiting_consent: i64,
    /// Heads without a name at counting events ([`Head`]): outside every figure above, since who comes again with another
    /// blank ticket cannot be told.
    #[serde(default)]
    pub anonymous: i64,
}

/// One counted attendance, as the figures see it.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// The event.
    pub event: EventId,
    /// The canonical person.
    pub person: PersonId,
    /// The attendance.
    pub attendance: &'a Attendance,
    /// What is known of the person.
    pub profile: &'a Profile,
    /// What is known of the event.
    pub venue: Venue,
}

/// Attendances with a counting role at counting events.
#[derive(Debug, Clone, Default)]
pub struct Tally<'a> {
    /// Those that count: of minors, those that a data consent covers.
    pub counted: Vec<Counted<'a>>,
    /// Those of minors that no consent covers yet.
    pub awaiting: Vec<(EventId, PersonId)>,
    /// Those that no consent will ever cover, because the person was erased: heads without a name.
    pub nameless: Vec<(EventId, PersonId)>,
}

/// Chooses the attendances that count: counting event, counting role, and for minors a data consent.
pub fn counted<'a>(
    folded: &'a Folded,
    profiles: &'a BTreeMap<PersonId, Profile>,
    venues: &BTreeMap<EventId, Venue>,
) -> Tally<'a> {
    let mut tally = Tally::default();
    for ((event, person), attendance) in &folded.attendances {
        let (Some(profile), Some(venue)) = (profiles.get(person), venues.get(event)) else { continue };
        let role = folded.roles.get(person).copied().unwrap_or(profile.role);
        if venue.counting != Counting::Direct || !role.counts_as_direct() {
            continue;
        }
        if folded.consents.mark(*person, profile.age, venue.day, attendance.first.at) == ConsentMark::Held {
            tally.counted.push(Counted { event: *event, person: *person, attendance, profile, venue: *venue });
        } else if profile.age.is_erased() {
            tally.nameless.push((*event, *person));
        } else {
            tally.awaiting.push((*event, *person));
        }
    }
    tally
}

/// A head without a name. One is one, at however many events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// Whoever came with this blank ticket.
    Blank(TicketId),
    /// An erased minor for whom nobody agreed.
    Erased(PersonId),
}

/// Heads without a name at counting events.
pub fn heads(folded: &Folded, tally: &Tally<'_>, venues: &BTreeMap<EventId, Venue>) -> Vec<(EventId, Head)> {
    let counts = |event: &EventId| venues.get(event).is_some_and(|venue| venue.counting == Counting::Direct);
    let blank = folded.anonymous.keys().filter(|(event, _)| counts(event));
    let blank = blank.map(|(event, ticket)| (*event, Head::Blank(*ticket)));
    blank.chain(tally.nameless.iter().map(|(event, person)| (*event, Head::Erased(*person)))).collect()
}

impl Figures {
    /// The figures with the line of heads without a name beside them.
    #[must_use]
    pub fn beside(mut self, heads: &[(EventId, Head)]) -> Self {
        self.anonymous = count(heads.iter().map(|(_, head)| head).collect::<BTreeSet<_>>().len());
        self
    }
}

/// One person among the counted.
#[derive(Debug, Clone, Copy)]
pub struct Participant<'a> {
    /// The first counted attendance: it gives age band, day and method.
    pub first: Counted<'a>,
    /// The first one at a stop; none: seen online or apart from the stops only.
    pub first_at_stop: Option<Counted<'a>>,
    /// Counted attendances.
    pub visits: i64,
}

impl Participant<'_> {
    /// Age band on the day of the first attendance.
    pub fn band(&self) -> AgeBand {
        self.first.profile.age.band_on(self.first.venue.day)
    }
}

/// The direct participants, each once.
pub fn participants<'a>(rows: &[Counted<'a>]) -> BTreeMap<PersonId, Participant<'a>> {
    let mut participants: BTreeMap<PersonId, Participant<'a>> = BTreeMap::new();
    for row in rows {
        let one = participants.entry(row.person).or_insert(Participant { first: *row, first_at_stop: None, visits: 0 });
        one.visits += 1;
        one.first = earlier(one.first, *row);
        if row.venue.stop.is_some() {
            one.first_at_stop = Some(one.first_at_stop.map_or(*row, |first| earlier(first, *row)));
        }
    }
    participants
}

fn earlier<'a>(a: Counted<'a>, b: Counted<'a>) -> Counted<'a> {
    if (b.attendance.first, b.event) < (a.attendance.first, a.event) { b } else { a }
}

/// Computes all figures from the counted attendances.
pub fn figures(rows: &[Counted<'_>], awaiting_consent: i64) -> Figures {
    let mut figures = Figures { awaiting_consent, attendances: count(rows.len()), ..Figures::default() };
    let mut here: BTreeSet<(StopId, PersonId)> = BTreeSet::new();
    let mut apart = 0;
    for row in rows {
        *figures.by_event.entry(row.event).or_default() += 1;
        let Some(stop) = row.venue.stop else {
            apart += 1;
            continue;
        };
        let at_stop = figures.by_stop.entry(stop).or_default();
        at_stop.visits += 1;
        if here.insert((stop, row.person)) {
            at_stop.people_here += 1;
            figures.naive_stop_sum += 1;
        }
    }
    for one in participants(rows).values() {
        let profile = one.first.profile;
        figures.direct_participants += 1;
        *figures.by_region.entry(profile.region).or_default() += 1;
        *figures.by_age.entry(one.band()).or_default() += 1;
        *figures.by_sex.entry(profile.sex).or_default() += 1;
        *figures.by_institution.entry(profile.institution).or_default() += 1;
        *figures.by_place.entry(profile.place).or_default() += 1;
        *figures.by_method.entry(one.first.attendance.method).or_default() += 1;
        match one.first_at_stop.and_then(|row| row.venue.stop) {
            Some(stop) => figures.by_stop.entry(stop).or_default().new_here += 1,
            None => figures.online_only += 1,
        }
    }
    figures.naive_total = figures.naive_stop_sum + apart;
    figures
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
