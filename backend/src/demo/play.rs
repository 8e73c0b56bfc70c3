//! Performs the plan: a summer of registrations, seven weeks of stops, the online events, in the order of time.

use std::sync::Arc;

use keruen_domain::api::{OutgoingBatch, PairRequest, ScanBatch};
use keruen_domain::event::EventKind;
use keruen_domain::fact::{Body, Direction, EntryLink, Fact, Method, Outcome, Read, Scan};
use keruen_domain::id::{CaravanId, DeviceId, EventId, FactId, PersonId, StopId, TicketId};
use keruen_domain::scan::Verdict;
use keruen_domain::time::{CivilDate, CivilDateTime, HOUR, MINUTE, SECOND, Timestamp};
use uuid::Uuid;

use super::clock::DemoClock;
use super::forms::Texts;
use super::plan::{KINDS, Part, Plan, plan};
use crate::actor::{DeviceActor, DeviceRole};
use crate::chance::Secret;
use crate::consents::{ConsentForm, consent_confirm};
use crate::devices::{PairingForm, device_actor, pair, pairing_create};
use crate::error::Internal;
use crate::registrations::{Visitor, cancel, register, register_again};
use crate::{Actor, Backend, Refusal, Result, attendance, caravans, events, projects, scans, zone};

/// Times of the four events of a stop: from and to, hours and minutes.
const TIMES: [[(u8, u8); 2]; 4] =
    [[(10, 45), (12, 15)], [(10, 0), (10, 40)], [(13, 30), (14, 45)], [(15, 0), (16, 15)]];

/// A person who has registered.
struct Known {
    person: PersonId,
    ticket: TicketId,
    secret: Secret,
}

struct Play<'a> {
    backend: &'a Backend,
    clock: &'a Arc<DemoClock>,
    texts: &'a Texts,
    organiser: Actor,
    plan: Plan,
}

struct Route {
    caravan: CaravanId,
    stops: Vec<(StopId, [EventId; 4], String)>,
    assembly: EventId,
    entries: [EventId; 2],
    last: EventId,
}

/// Plays the caravan of 2022.
pub(super) async fn play(backend: &Backend, clock: &Arc<DemoClock>, texts: &Texts) -> Result<()> {
    clock.set(at("Asia/Almaty", day(2022, 8, 1)?, 9, 0)?);
    let organiser = super::organiser(backend).await?;
    let mut play = Play { backend, clock, texts, organiser, plan: plan() };
    let route = play.prepare().await?;
    let people = play.register_all(&route).await?;
    play.doors(&route, &people).await?;
    play.online(&route, &people).await
}

fn day(year: i16, month: u8, day: u8) -> Result<CivilDate> {
    Ok(CivilDate::new(year, month, day).map_err(|_| Internal::Data("a demo date"))?)
}

fn at(zone: &str, date: CivilDate, hour: u8, minute: u8) -> Result<Timestamp> {
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
            let consents = !matches!(part, Part::NoShow { .. }) || number.is_multiple_of(2);
            if let (Some(token), true) = (&made.consent_token, consents) {
                consent_confirm(self.backend, token, &self.consent(person), None).await?;
            }
            if let Part::Cancels { stop, event } = part {
                cancel(self.backend, &Actor::Anonymous, &made.ticket_secret, route.stops[*stop].1[*event]).await?;
            }
            people.push(Known { person: made.person, ticket: made.ticket, secret: made.ticket_secret });
        }
        Ok(people)
    }

    fn consent(&self, person: &super::plan::PersonPlan) -> ConsentForm {
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
    async fn doors(&self, route: &Route, people: &[Known]) -> Result<()> {
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
                self.door(&mut phones, *event, at(zone, date, hour, minute)?, &coming).await?;
            }
        }
        let opens = at("Asia/Almaty", day(2022, 10, 24)?, 11, 0)?;
        self.clock.set(opens.plus(-HOUR));
        let mut phones = vec![self.phone(route.caravan, None, &self.texts.operators[0]).await?];
        for index in &self.plan.assembly {
            register_again(self.backend, &Actor::Anonymous, &people[*index].secret, route.assembly).await?;
        }
        let coming: Vec<TicketId> = self.plan.assembly.iter().map(|i| people[*i].ticket).collect();
        self.door(&mut phones, route.assembly, opens, &coming).await
    }

    async fn phone(&self, caravan: CaravanId, stop: Option<StopId>, operator: &str) -> Result<Phone> {
        let form = PairingForm { stop, role: DeviceRole::Door, uses: 1, hours: 24 };
        let token = pairing_create(self.backend, &self.organiser, caravan, form).await?;
        let reply =
            pair(self.backend, &PairRequest { token: token.expose().to_owned(), operator: operator.to_owned() })
                .await?;
        let paired = device_actor(self.backend, &reply.device_token).await?.ok_or(Refusal::NotFound)?;
        Ok(Phone {
            actor: paired.actor,
            device: reply.device,
            operator: reply.operator,
            seq: 0,
            boot: self.backend.now().millis(),
        })
    }

    /// Everybody comes in the forty minutes before the start, to the phones in turn; every 29th types the short code's way.
    async fn door(&self, phones: &mut [Phone], event: EventId, start: Timestamp, coming: &[TicketId]) -> Result<()> {
        let step = 40 * MINUTE / i64::try_from(coming.len().max(1)).unwrap_or(1);
        let lanes = phones.len().max(1);
        for (lane, phone) in phones.iter_mut().enumerate() {
            let mut facts = Vec::new();
            if phone.seq == 0 {
                let body = Body::Clock { device: phone.device, from_seq: 0, offset: 0, uncertainty: 20 };
                facts.push(phone.fact(self.backend, start.plus(-HOUR), body));
            }
            for (number, ticket) in coming.iter().enumerate().filter(|(n, _)| n % lanes == lane) {
                let wall = start.plus(-40 * MINUTE + step * i64::try_from(number).unwrap_or(0) + SECOND);
                let scan = Scan {
                    event,
                    read: Read::Ticket(*ticket),
                    direction: Direction::In,
                    method: if number % 29 == 28 { Method::ShortCode } else { Method::Qr },
                    operator: phone.operator,
                    verdicts: vec![Verdict::Admit],
                    outcome: Outcome::Admitted,
                };
                facts.push(phone.fact(self.backend, wall, Body::Scan(scan)));
            }
            self.clock.set(start);
            for part in facts.chunks(keruen_domain::api::BATCH_MAX) {
                let batch = OutgoingBatch { operators: Vec::new(), sent_at: Some(start), facts: part.to_vec() };
                scans::ingest(self.backend, phone.actor, sent(&batch)?).await?;
            }
        }
        Ok(())
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
        self.door(&mut phones, route.last, starts, &partners).await
    }
}

/// A phone at a door of the demo.
struct Phone {
    actor: DeviceActor,
    device: DeviceId,
    operator: Uuid,
    seq: i64,
    boot: i64,
}

impl Phone {
    fn fact(&mut self, backend: &Backend, wall: Timestamp, body: Body) -> Fact {
        self.seq += 1;
        Fact {
            id: FactId(backend.new_id(wall)),
            seq: self.seq,
            wall,
            boot: self.boot,
            mono: wall.millis() - self.boot,
            body,
        }
    }
}

/// A batch as it comes over the wire.
fn sent(batch: &OutgoingBatch) -> Result<ScanBatch> {
    let wire = serde_json::to_value(batch).and_then(serde_json::from_value);
    Ok(wire.map_err(|_| Internal::Data("a demo batch"))?)
}
