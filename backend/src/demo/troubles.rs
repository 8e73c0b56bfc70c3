//! The troubles that a caravan has at its doors, planted and then played through the same verbs: two offline phones, a
//! double tap, somebody registered twice, a teacher among the pupils. Each has an expected outcome in `tests/troubles.rs`.

use std::collections::BTreeSet;

use keruen_domain::fact::{Body, Fact, FactRef, Ground, Outcome, Read, Source};
use keruen_domain::id::{EventId, TicketId};
use keruen_domain::person::{AgeBand, InstitutionKind, PlaceKind, Sex};
use keruen_domain::registration::RegistrationForm;
use keruen_domain::scan::Verdict;
use keruen_domain::time::{CivilDate, DAY, MINUTE, SECOND, Timestamp};

use super::forms::mistyped;
use super::phone::Phone;
use super::plan::{Part, PersonPlan, Plan};
use super::play::{Known, Play, Route, TIMES, at};
use crate::consents::consent_confirm;
use crate::error::Internal;
use crate::registrations::{Visitor, cancel, register};
use crate::{Actor, Result};

/// One ticket on two offline phones.
const TWO_PHONES: usize = 12;
/// A double tap within three seconds.
const DOUBLE_TAPS: usize = 25;
/// Sent away: the ticket is of another event of the same stop.
const OTHER_EVENT: usize = 9;
/// Let in as a guest: the ticket is of another stop.
const GUESTS: usize = 4;
/// Gave their place up after the phones had loaded their lists.
const GAVE_UP: usize = 3;
/// Codes that are none of ours.
const FORGED: usize = 6;
/// Minors whose consent came after the door, and those whose consent never came.
const LATE_CONSENTS: usize = 10;
const NO_CONSENTS: usize = 4;
/// Registered twice; two people of one name; teachers.
const DOUBLED: usize = 11;
const NAMESAKES: usize = 3;
const TEACHERS: usize = 5;

/// The stop of each trouble, counted from 0.
mod stop {
    /// Qyzylorda: a phone with the clock of the zone next door.
    pub(super) const WRONG_CLOCK: usize = 4;
    /// Oskemen: a phone without a network for three days.
    pub(super) const LATE_UPLOAD: usize = 17;
    /// Two phones of one door that did not hear each other.
    pub(super) const TWO_PHONES: usize = 2;
    /// Whoever taps twice.
    pub(super) const DOUBLE_TAPS: usize = 3;
    /// Tickets of other events and stops, forged codes.
    pub(super) const WRONG_DOOR: usize = 12;
    /// Minors without a consent, places given up.
    pub(super) const RECORDS: usize = 6;
    /// From here on, one stop after another: who is registered twice.
    pub(super) const PEOPLE: usize = 7;
}

/// What goes wrong at one door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hitch {
    None,
    /// The first phone's clock is an hour ahead.
    WrongClock,
    /// One phone, and it sends three days later.
    LateUpload,
}

/// What goes wrong while the plan is played.
#[derive(Debug, Default)]
pub(super) struct Hitches {
    /// Numbers of minors whose representatives answer after the door.
    pub(super) late_consents: BTreeSet<usize>,
    planted: bool,
}

impl Hitches {
    /// At the door of an event (0 to 3) of a stop.
    pub(super) const fn at(&self, stop: usize, event: usize) -> Hitch {
        match (self.planted, stop, event) {
            (true, stop::WRONG_CLOCK, 1) => Hitch::WrongClock,
            (true, stop::LATE_UPLOAD, 0) => Hitch::LateUpload,
            _ => Hitch::None,
        }
    }
}

/// Changes the plan where a trouble is in who people are: three get the name, birthday and telephone of another one of
/// their sex and institution, so that no figure changes.
pub(super) fn plant(plan: &mut Plan) -> Hitches {
    let locals: Vec<usize> = locals(plan, |_, _| true);
    let mut pairs = Vec::new();
    let mut taken = BTreeSet::new();
    for (place, one) in locals.iter().enumerate() {
        let like = |other: &&usize| {
            let (a, b) = (&plan.people[*one].0, &plan.people[**other].0);
            is_adult(a) && (a.sex, a.institution, band(a)) == (b.sex, b.institution, band(b)) && !taken.contains(*other)
        };
        if pairs.len() < NAMESAKES
            && !taken.contains(one)
            && let Some(other) = locals[place + 1..].iter().skip(40).find(like)
        {
            taken.extend([*one, *other]);
            pairs.push((*one, *other));
        }
    }
    for (one, other) in pairs {
        let (birth_days, number, name) = {
            let one = &plan.people[one].0;
            (one.birth_days, one.number, one.name)
        };
        let other = &mut plan.people[other].0;
        (other.birth_days, other.number, other.name) = (birth_days, number, name);
    }
    let minors = self::locals(plan, |person, part| !is_adult(person) && at_stop(part, stop::RECORDS));
    Hitches { late_consents: minors.into_iter().take(LATE_CONSENTS).collect(), planted: true }
}

/// Numbers of local participants.
fn locals(plan: &Plan, wanted: impl Fn(&PersonPlan, &Part) -> bool) -> Vec<usize> {
    let local = |(n, (person, part)): (usize, &(PersonPlan, Part))| {
        (matches!(part, Part::Local { .. }) && wanted(person, part)).then_some(n)
    };
    plan.people.iter().enumerate().filter_map(local).collect()
}

fn at_stop(part: &Part, wanted: usize) -> bool {
    matches!(part, Part::Local { stop, .. } if *stop == wanted)
}

/// Age in the year of the caravan; birthdays lie before it.
fn age(person: &PersonPlan) -> i16 {
    CivilDate::from_days(person.birth_days).map_or(0, |birth| 2022 - birth.year())
}

fn is_adult(person: &PersonPlan) -> bool {
    age(person) >= 18
}

fn band(person: &PersonPlan) -> AgeBand {
    AgeBand::of(i32::from(age(person)))
}

/// Lets the troubles happen, after everything else.
pub(super) async fn happen(play: &Play<'_>, route: &Route, people: &[Known], phones: &mut [Vec<Phone>]) -> Result<()> {
    at_doors(play, route, people, phones).await?;
    records(play, route, people, phones).await?;
    newcomers(play, route, phones).await
}

/// Second readings, wrong doors, forged codes.
async fn at_doors(play: &Play<'_>, route: &Route, people: &[Known], phones: &mut [Vec<Phone>]) -> Result<()> {
    let (backend, admitted) = (play.backend, || (vec![Verdict::Admit], Outcome::Admitted));
    if let Some([one, two]) = phones.get_mut(stop::TWO_PHONES).map(Vec::as_mut_slice) {
        let again: Vec<_> = one.made.iter().take(TWO_PHONES).copied().collect();
        let facts: Vec<_> = again
            .into_iter()
            .map(|(event, ticket, at)| two.reads(backend, at.plus(7 * MINUTE), event, Read::Ticket(ticket), admitted()))
            .collect();
        send(play, two, &facts).await?;
    }
    if let Some(one) = phones.get_mut(stop::DOUBLE_TAPS).and_then(|phones| phones.first_mut()) {
        let again: Vec<_> = one.made.iter().take(DOUBLE_TAPS).copied().collect();
        let facts: Vec<_> = again
            .into_iter()
            .map(|(event, ticket, at)| one.reads(backend, at.plus(2 * SECOND), event, Read::Ticket(ticket), admitted()))
            .collect();
        send(play, one, &facts).await?;
    }
    let Some(one) = phones.get_mut(stop::WRONG_DOOR).and_then(|phones| phones.first_mut()) else { return Ok(()) };
    let event = route.stops[stop::WRONG_DOOR].1[0];
    let starts = starts(play, route, stop::WRONG_DOOR, 0)?;
    let sent_away = |verdict| (vec![verdict], Outcome::TurnedAway);
    let elsewhere = |event: usize| {
        let part = move |part: &Part| matches!(part, Part::Local { stop, events } if *stop == stop::WRONG_DOOR && !events.contains(&event));
        locals(&play.plan, move |_, p| part(p)).into_iter().map(|n| people[n].ticket)
    };
    let guests =
        locals(&play.plan, |person, part| is_adult(person) && at_stop(part, 0)).into_iter().map(|n| people[n].ticket);
    let mut facts = Vec::new();
    for ticket in elsewhere(0).take(OTHER_EVENT) {
        facts.push(one.reads(backend, starts, event, Read::Ticket(ticket), sent_away(Verdict::NotRegistered)));
    }
    for ticket in guests.take(GUESTS) {
        let guest = (vec![Verdict::Unlisted, Verdict::NotRegistered], Outcome::Admitted);
        facts.push(one.reads(backend, starts, event, Read::Ticket(ticket), guest));
    }
    for number in 0..FORGED {
        let read = Read::other(&format!("forged {number}"));
        facts.push(one.reads(backend, starts, event, read, sent_away(Verdict::Forged)));
    }
    send(play, one, &facts).await
}

/// Places given up behind the phones' backs, consents that come late or not at all.
async fn records(play: &Play<'_>, route: &Route, people: &[Known], phones: &mut [Vec<Phone>]) -> Result<()> {
    let opens = starts(play, route, stop::RECORDS, 1)?;
    play.clock.set(opens.plus(-DAY));
    let meeting = route.stops[stop::RECORDS].1[1];
    let came =
        |part: &Part| matches!(part, Part::Local { stop, events } if *stop == stop::RECORDS && events.contains(&1));
    for number in locals(&play.plan, |person, part| is_adult(person) && came(part)).into_iter().take(GAVE_UP) {
        cancel(play.backend, &Actor::Anonymous, &people[number].secret, meeting).await?;
    }
    play.clock.set(opens.plus(DAY));
    for number in &play.hitches.late_consents {
        if let Some(token) = &people[*number].consent {
            consent_confirm(play.backend, token, &play.consent(&play.plan.people[*number].0), None).await?;
        }
    }
    for number in 0..NO_CONSENTS {
        let person = invented(play, number, 15, InstitutionKind::School);
        let ticket = enters(play, route, stop::RECORDS, &play.texts.registration(&person)).await?;
        let Some(one) = phones.get_mut(stop::RECORDS).and_then(|phones| phones.first_mut()) else { continue };
        let asked = (vec![Verdict::ConsentMissing], Outcome::Open);
        let scan = one.reads(play.backend, opens, meeting, Read::Ticket(ticket), asked);
        let name = FactRef { source: Source::Device(one.device), id: scan.id };
        let answer = Body::Answer { scan: name, outcome: Outcome::Admitted, ground: Ground::ToFollow };
        let answer = one.fact(play.backend, opens.plus(5 * SECOND), answer);
        send(play, one, &[scan, answer]).await?;
    }
    Ok(())
}

/// Who registers once more under another spelling, and teachers who register as participants.
async fn newcomers(play: &Play<'_>, route: &Route, phones: &mut [Vec<Phone>]) -> Result<()> {
    for place in 0..DOUBLED + TEACHERS {
        let stop = stop::PEOPLE + place % 9;
        let form = if place < DOUBLED {
            let once = locals(&play.plan, |person, part| {
                is_adult(person) && matches!(part, Part::Local { stop: s, events } if *s == stop && events[..] == [0])
            });
            let number = once.get(place / 9).ok_or(Internal::Data("somebody to register twice"))?;
            mistyped(play.texts.registration(&play.plan.people[*number].0))
        } else {
            play.texts.registration(&invented(play, NO_CONSENTS + place, 40, InstitutionKind::School))
        };
        let ticket = enters(play, route, stop, &form).await?;
        let opens = starts(play, route, stop, 1)?;
        let Some(one) = phones.get_mut(stop).and_then(|phones| phones.first_mut()) else { continue };
        let admitted = (vec![Verdict::Admit], Outcome::Admitted);
        let scan = one.reads(play.backend, opens, route.stops[stop].1[1], Read::Ticket(ticket), admitted);
        send(play, one, &[scan]).await?;
    }
    Ok(())
}

/// Registers for a stop's meeting the day before it.
async fn enters(play: &Play<'_>, route: &Route, stop: usize, form: &RegistrationForm) -> Result<TicketId> {
    play.clock.set(starts(play, route, stop, 1)?.plus(-DAY));
    let meeting: EventId = route.stops[stop].1[1];
    Ok(register(play.backend, &Actor::Anonymous, meeting, form, Visitor::default()).await?.ticket)
}

/// Somebody who is in no plan.
fn invented(play: &Play<'_>, number: usize, age: i16, institution: InstitutionKind) -> PersonPlan {
    PersonPlan {
        sex: Sex::ALL[number % 2],
        birth_days: CivilDate::new(2022 - age, 3, 1).map_or(0, CivilDate::days),
        region: play.plan.stops[stop::RECORDS].region,
        place: PlaceKind::Urban,
        institution,
        number: play.plan.people.len() + number,
        name: 0x0005_0003_u64.wrapping_mul(u64::try_from(number).unwrap_or(0) + 1) << 8,
    }
}

/// When an event of a stop starts.
fn starts(play: &Play<'_>, route: &Route, stop: usize, event: usize) -> Result<Timestamp> {
    let (hour, minute) = TIMES[event][0];
    at(&route.stops[stop].2, play.plan.stops[stop].day, hour, minute)
}

/// Everything comes in the evening, when the phones are back on a network.
async fn send(play: &Play<'_>, phone: &Phone, facts: &[Fact]) -> Result<()> {
    let Some(last) = facts.iter().map(|fact| fact.wall).max() else { return Ok(()) };
    let evening = last.plus(DAY / 2);
    play.clock.set(evening);
    phone.sends(play.backend, evening, facts).await
}
