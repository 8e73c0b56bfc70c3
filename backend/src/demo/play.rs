//! Performs the plan: a summer of registrations, seven weeks of stops, the online events, in the order of time.

use std::sync::Arc;

use keruen_domain::event::EventKind;
use keruen_domain::fact::EntryLink;
use keruen_domain::id::{CaravanId, EventId, PersonId, StopId, TicketId};
use keruen_domain::time::{CivilDate, CivilDateTime, HOUR, MINUTE, Timestamp};

use super::Troubles;
use super::clock::DemoClock;
use super::forms::Texts;
use super::phone::Phone;
use super::plan::{KINDS, Part, Plan, plan};
use super::troubles::{self, Hitch, Hitches};
use crate::chance::Secret;
use crate::consents::{ConsentForm, consent_confirm};
use crate::error::Internal;
use crate::registrations::{Visitor, cancel, register, register_again};
use crate::{Actor, Backend, Result, attendance, caravans, events, projects, zone};

/// Times of the four events of a stop: from and to, hours and minutes.
pub(super) const TIMES: [[(u8, u8); 2]; 4] =
    [[(10, 45), (12, 15)], [(10, 0), (10, 40)], [(13, 30), (14, 45)], [(15, 0), (16, 15)]];

/// A person who has registered.
pub(super) struct Known {
    person: PersonId,
    pub(super) ticket: TicketId,
    pub(super) secret: Secret,
    /// The representative's link, not used yet.
    pub(super) consent: Option<Secret>,
}

pub(super) struct Play<'a> {
    pub(super) backend: &'a Backend,
    pub(super) clock: &'a Arc<DemoClock>,
    pub(super) texts: &'a Texts,
    pub(super) organiser: Actor,
    pub(super) plan: Plan,
    pub(super) hitches: Hitches,
}

/// Caravan, stops and events. A stop has its events and its zone.
pub(super) struct Route {
    pub(super) caravan: CaravanId,
    pub(super) stops: Vec<(StopId, [EventId; 4], String)>,
    assembly: EventId,
    entries: [EventId; 2],
    last: EventId,
}

/// Plays the caravan of 2022, with or without troubles.
pub(super) async fn play(backend: &Backend, clock: &Arc<DemoClock>, texts: &Texts, with: Troubles) -> Result<()> {
    clock.set(at("Asia/Almaty", day(2022, 8, 1)?, 9, 0)?);
    let organiser = super::organiser(backend).await?;
    let mut play = Play { backend, clock, texts, organiser, plan: plan(), hitches: Hitches::default() };
    if with == Troubles::Planted {
        play.hitches = troubles::plant(&mut play.plan);
    }
    let route = play.prepare().await?;
    let people = play.register_all(&route).await?;
    let mut phones = play.doors(&route, &people).await?;
    play.online(&route, &people).await?;
    match with {
        Troubles::None => Ok(()),
        Troubles::Planted => troubles::happen(&play, &route, &people, &mut phones).await,
    }
}

fn day(year: i16, month: u8, day: u8) -> Result<CivilDate> {
    Ok(CivilDate::new(year, month, day).map_err(|_| Internal::Data("a demo date"))?)
}

pub(super) fn at(zone: &str, date: CivilDate, hour: u8, minute: u8) -> Result<Timestamp> {
    let civil = CivilDateTime { date, hour, minute };
    Ok(zone::to_instant(civil, zone).ok_or(Internal::Data("a demo time"))?)
}

impl Play<'_> {
    /// Project, caravan, stops and events, published.
    async fn prepare(&mut self) -> Result<Route> {
        let (backend, texts) = (self.backend, self.texts);
        let goals = [("direct_participants", 2500), ("attendances", 6000), ("events", 84), ("regions", 20)];
        let form = texts.project(&texts.project.title, day(2022, 4, 1)?, day(2022, 11, 30)?, &goals);
        let project = projects::project_create(backend, &self.organiser, &form).await?;
        self.organiser = super::organiser(backend).await?;
        let caravan = caravans::caravan_create(
            backend,
            &self.organiser,
            project,
            &Texts::caravan(&texts.caravan, super::CARAVAN_2022),
        )
        .await?;
        let mut stops = Vec::new();
        for (index, stop) in self.plan.stops.clone().iter().enumerate() {
            let id = caravans::stop_create(backend, &self.organiser, caravan, &texts.stop(stop, stop.day)).await?;
            let mut ids = Vec::new();
            for (kind, times) in KINDS.into_iter().zip(TIMES) {
                let times = times.map(|(hour, minute)| CivilDateTime { date: stop.day, hour, minute });
                let taken = self.attendees(index, kind);
                let capacity = match kind {
                    EventKind::MasterClass => Some(taken),
                    EventKind::Excursion | EventKind::Contest => Some(taken + 30),
                    _ => None,
                };
                let form = texts.event(kind.as_str(), kind, Some(id), times, capacity);
                ids.push(events::event_create(backend, &self.organiser, caravan, &form).await?);
            }
            let ids = <[EventId; 4]>::try_from(ids).map_err(|_| Internal::Data("four events a stop"))?;
            stops.push((id, ids, stop.region.zone().to_owned()));
        }
        let span = |from: (u8, u8, u8), to: (u8, u8, u8)| -> Result<[CivilDateTime; 2]> {
            Ok([
                CivilDateTime { date: day(2022, from.0, from.1)?, hour: from.2, minute: 0 },
                CivilDateTime { date: day(2022, to.0, to.1)?, hour: to.2, minute: 0 },
            ])
        };
        let apart = [
            ("assembly", EventKind::Assembly, span((10, 24, 11), (10, 24, 14))?),
            ("marathon", EventKind::Marathon, span((9, 5, 9), (10, 22, 20))?),
            ("challenge", EventKind::Challenge, span((9, 5, 9), (10, 22, 20))?),
            ("final", EventKind::Assembly, span((11, 25, 15), (11, 25, 17))?),
        ];
        let mut ids = Vec::new();
        for (key, kind, times) in apart {
            let form = texts.event(key, kind, None, times, None);
            ids.push(events::event_create(backend, &self.organiser, caravan, &form).await?);
        }
        caravans::caravan_publish(backend, &self.organiser, caravan).await?;
        Ok(Route { caravan, stops, assembly: ids[0], entries: [ids[1], ids[2]], last: ids[3] })
    }

    /// How many local participants attend one of a stop's events: the master class has exactly their seats.
    fn attendees(&self, stop: usize, kind: EventKind) -> usize {
        let index = KINDS.iter().position(|k| *k == kind);
        self.plan.people.iter().filter(|(_, part)| matches!(part, Part::Local { stop: s, events } if *s == stop && index.is_some_and(|i| events.contains(&i)))).count()
    }

    /// Everybody registers in August, a minute apart, whoever waits for a master class last.
    async fn register_all(&self, route: &Route) -> Result<Vec<Known>> {
        let start = at("Asia/Almaty", day(2022, 8, 8)?, 9, 0)?;
        let mut people = Vec::with_capacity(self.plan.people.len());
        for (number, (person, part)) in self.plan.people.iter().enumerate() {
            self.clock.set(start.plus(i64::try_from(number).unwrap_or(0) * 5 * MINUTE));
            let wanted: Vec<EventId> = match part {
                Part::Local { stop, events } => events.iter().map(|e| route.stops[*stop].1[*e]).collect(),
                Part::Delegate => route.stops.iter().map(|(_, events, _)| events[1]).collect(),
                Part::OnlineOnly => vec![route.entries[usize::from(!self.plan.entries[0].contains(&number))]],
                Part::NoShow { stop, event } | Part::Cancels { stop, event } => vec![route.stops[*stop].1[*event]],
                Part::Waits { stop } => vec![route.stops[*stop].1[3]],
                Part::Partner => vec![route.last],
            };
            let Some((first, rest)) = wanted.split_first() else {
                return Err(Internal::Data("a person without events").into());
            };
            let made =
                register(self.backend, &Actor::Anonymous, *first, &self.texts.registration(person), Visitor::default())
                    .await?;
            for event in rest {
                register_again(self.backend, &Actor::Anonymous, &made.ticket_secret, *event).await?;
            }
            // Whoever stays away leaves the consent unanswered now and then; whoever counts has one.
            let comes = !matches!(part, Part::NoShow { .. }) || number.is_multiple_of(2);
            let mut consent = made.consent_token;
            if let (Some(token), true) = (&consent, comes && !self.hitches.late_consents.contains(&number)) {
                consent_confirm(self.backend, token, &self.consent(person), None).await?;
                consent = None;
            }
            if let Part::Cancels { stop, event } = part {
                cancel(self.backend, &Actor::Anonymous, &made.ticket_secret, route.stops[*stop].1[*event]).await?;
            }
            let (person, ticket, secret) = (made.person, made.ticket, made.ticket_secret);
            people.push(Known { person, ticket, secret, consent });
        }
        Ok(people)
    }

    pub(super) fn consent(&self, person: &super::plan::PersonPlan) -> ConsentForm {
        let form = self.texts.registration(person);
        ConsentForm {
            rep_name: form.rep_name,
            rep_relation: form.rep_relation,
            consent_data: "yes".to_owned(),
            consent_photo: form.consent_photo,
            language: form.language,
            text_version: "1".to_owned(),
        }
    }

    /// Two phones at each stop, and one at the assembly.
    async fn doors(&self, route: &Route, people: &[Known]) -> Result<Vec<Vec<Phone>>> {
        let mut all = Vec::new();
        for (index, (stop, events, zone)) in route.stops.iter().enumerate() {
            let date = self.plan.stops[index].day;
            self.clock.set(at(zone, date, 8, 0)?);
            let mut phones = Vec::new();
            for operator in &self.texts.operators {
                phones.push(self.phone(route.caravan, Some(*stop), operator).await?);
            }
            for (number, event) in events.iter().enumerate() {
                let coming: Vec<TicketId> = self
                    .plan
                    .people
                    .iter()
                    .zip(people)
                    .filter(|((_, part), _)| match part {
                        Part::Local { stop: s, events } => *s == index && events.contains(&number),
                        Part::Delegate => KINDS[number] == EventKind::Meeting,
                        _ => false,
                    })
                    .map(|(_, known)| known.ticket)
                    .collect();
                let (hour, minute) = TIMES[number][0];
                let hitch = self.hitches.at(index, number);
                self.door(&mut phones, *event, at(zone, date, hour, minute)?, &coming, hitch).await?;
            }
            all.push(phones);
        }
        let opens = at("Asia/Almaty", day(2022, 10, 24)?, 11, 0)?;
        self.clock.set(opens.plus(-HOUR));
        let mut phones = vec![self.phone(route.caravan, None, &self.texts.operators[0]).await?];
        for index in &self.plan.assembly {
            register_again(self.backend, &Actor::Anonymous, &people[*index].secret, route.assembly).await?;
        }
        let coming: Vec<TicketId> = self.plan.assembly.iter().map(|i| people[*i].ticket).collect();
        self.door(&mut phones, route.assembly, opens, &coming, Hitch::None).await?;
        Ok(all)
    }

    /// The organiser accepts the online entries.
    async fn online(&self, route: &Route, people: &[Known]) -> Result<()> {
        let opens = at("Asia/Almaty", day(2022, 10, 20)?, 10, 0)?;
        for (entries, event) in self.plan.entries.iter().zip(route.entries) {
            for (number, index) in entries.iter().enumerate() {
                self.clock.set(opens.plus(i64::try_from(number).unwrap_or(0) * MINUTE));
                let known = &people[*index];
                if !matches!(self.plan.people[*index].1, Part::OnlineOnly) {
                    register_again(self.backend, &Actor::Anonymous, &known.secret, event).await?;
                }
                let link = EntryLink::parse(&format!("https://example.org/entries/{index}"))
                    .map_err(|_| Internal::Data("an entry's link"))?;
                attendance::entry_accept(self.backend, &self.organiser, event, known.person, &link).await?;
            }
        }
        let starts = at("Asia/Almaty", day(2022, 11, 25)?, 15, 0)?;
        self.clock.set(starts.plus(-HOUR));
        let mut phones = vec![self.phone(route.caravan, None, &self.texts.operators[1]).await?];
        let partners: Vec<TicketId> = self
            .plan
            .people
            .iter()
            .zip(people)
            .filter(|((_, part), _)| *part == Part::Partner)
            .map(|(_, known)| known.ticket)
            .collect();
        self.door(&mut phones, route.last, starts, &partners, Hitch::None).await
    }
}
