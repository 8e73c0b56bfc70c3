//! The verdict table, lived through: for every verdict a scenario that yields it on the phone, which has the roster over
//! HTTP, and by the server, which asks its own store, alike.

use axum::http::Method;
use keruen_app::scanner::door::{Credentials, Door, Serving, Tick};
use keruen_backend::caravans::{caravan_create, caravan_publish};
use keruen_backend::devices::device_actor;
use keruen_backend::events::{event_create, event_state_set};
use keruen_backend::registrations::{self, Registered, Visitor, cancel};
use keruen_backend::testing::TestBackend;
use keruen_backend::testing::fixtures::{caravan_form, event_form};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Actor, contract, scans};
use keruen_domain::api::RosterReply;
use keruen_domain::event::{EventState, RegistrationState};
use keruen_domain::fact::Direction;
use keruen_domain::id::{EventId, FactId};
use keruen_domain::registration::RegistrationForm;
use keruen_domain::scan::{Colour, Decision, Passage, Reading, Roster, Seen, TicketMark, Verdict as V, decide};
use keruen_domain::ticket::Keyring;
use keruen_domain::time::{DAY, HOUR, MINUTE, Timestamp};
use serde_json::json;
use uuid::Uuid;

use crate::support::{Site, World, adult};

/// Tomorrow at 11 in Almaty: when the fixture's events begin.
const START: Timestamp = Timestamp::from_millis(1_662_350_400_000 + 25 * HOUR);

/// Both who decide, with one knowledge.
struct Alike {
    door: Door,
    roster: Roster,
    seen: Seen,
    /// Verdicts that were seen on both, in the order of the scenarios.
    shown: Vec<V>,
}

/// Where somebody stands, and when.
#[derive(Clone, Copy)]
struct At {
    event: EventId,
    direction: Direction,
    now: Timestamp,
}

impl Alike {
    fn new(world: &World, reply: &RosterReply, seen: Seen) -> Self {
        let credentials = Credentials {
            pair: world.phone.clone(),
            operator_name: "Дана".to_owned(),
            crew: Vec::new(),
            on_duty: None,
        };
        let mut door = Door::new(&credentials, 0);
        door.load(&serde_json::from_value(json!(reply)).expect("as it comes over the wire"));
        Self { door, roster: index(reply), seen, shown: Vec::new() }
    }

    fn answers(&mut self, at: At, reading: &Reading<'_>, due: &[V]) -> Decision {
        let tick = Tick { wall: at.now, boot: 1, mono: at.now.millis() };
        self.door.choose(Serving::Event(at.event), at.direction);
        let reached = match reading {
            Reading::Qr(text) => self.door.see(text, tick, FactId(Uuid::nil())),
            Reading::Code(text) => self.door.typed(text, tick, FactId(Uuid::nil())),
            Reading::Listed(_) => panic!("a door phone has no list to choose from"),
        };
        let phone = reached.expect("read").decision;
        let server = decide(&self.roster, &self.seen, at.event, at.direction, reading, at.now);
        assert_eq!(phone, server, "phone and server");
        assert_eq!(phone.verdicts, due);
        self.shown.extend(&phone.verdicts);
        phone
    }
}

fn index(reply: &RosterReply) -> Roster {
    Roster {
        caravan: Some(reply.caravan),
        keys: Keyring::new(reply.keys.clone()),
        events: reply.events.iter().map(|e| (e.event.id, e.clone())).collect(),
        codes: reply.tickets.iter().map(|ticket| (ticket.code, ticket.id)).collect(),
        tickets: reply.tickets.iter().map(|ticket| (ticket.id, ticket.clone())).collect(),
    }
}

async fn code(t: &TestBackend, of: &Registered) -> String {
    ticket_view(t, &of.ticket_secret).await.expect("a ticket").code
}

/// A pupil whose representative has not answered.
async fn pupil(t: &TestBackend, event: EventId) -> Registered {
    let form = RegistrationForm {
        given_name: "Дәулет".into(),
        birth_year: "2008".into(),
        institution_kind: "school".into(),
        phone: String::new(),
        consent_data: String::new(),
        consent_photo: String::new(),
        rep_name: "Сапарова Гүлнар".into(),
        rep_relation: "mother".into(),
        rep_phone: "+7 705 111 22 33".into(),
        ..adult()
    };
    registrations::register(t, &Actor::Anonymous, event, &form, Visitor::default()).await.expect("registered")
}

contract! {
    async fn every_verdict_is_lived_through_alike(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let by = &world.people.organiser.actor;
        let small = t.event(&world.here, |form| form.capacity = "1".into()).await;
        let off = t.event(&world.here, |_| ()).await;
        let own = world.registered(&t, world.here.event, "Айгерім").await;
        let inside = world.registered(&t, world.here.event, "Бекзат").await;
        let gave_up = world.registered(&t, world.here.event, "Дана").await;
        cancel(&t, &Actor::Anonymous, &gave_up.ticket_secret, world.here.event).await.expect("given up");
        let asked = world.registered(&t, world.here.event, "Ерлан").await;
        let struck = world.registered(&t, world.here.event, "Жанар").await;
        world.registered(&t, small, "Зарина").await;
        let waits = world.registered(&t, small, "Ильяс").await;
        let called_off = world.registered(&t, off, "Камила").await;
        event_state_set(&t, by, off, EventState::Cancelled).await.expect("called off");
        let minor = pupil(&t, world.here.event).await;
        let sister = caravan_create(&t, by, world.here.project, &caravan_form("sister")).await.expect("a caravan");
        let there = event_create(&t, by, sister, &event_form()).await.expect("an event");
        caravan_publish(&t, by, sister).await.expect("published");
        let guest = world.registered(&t, there, "Мира").await;
        let stranger = world.registered(&t, world.there.event, "Нұрлан").await;

        // One person is inside; the phone hears of it with its roster only.
        let scan = crate::support::scan(world.here.event, inside.ticket, &world.phone, 1);
        let token = Some(world.phone.device_token.as_str());
        let sent = site.call(Method::POST, "/api/v1/scans", token, Some(&crate::support::batch(&[json!(scan)]))).await;
        assert_eq!(sent.json()["receipts"][0]["receipt"], "stored");
        t.clock.advance(1_000);
        let over_http = site.call(Method::GET, "/api/v1/roster", token, None).await.json();
        let mut reply: RosterReply = serde_json::from_value(over_http).expect("a roster");
        let device = device_actor(&t, &world.phone.device_token).await.expect("reads").expect("known").actor;
        assert_eq!(json!(reply), json!(scans::roster(&t, device).await.expect("a roster")), "nothing is lost on the way");
        // No form strikes a ticket off or waits for an approval yet: both are set where both sides read them.
        for ticket in &mut reply.tickets {
            if ticket.id == struck.ticket {
                ticket.mark = TicketMark::Revoked;
            }
            if ticket.id == asked.ticket {
                ticket.registrations = vec![(world.here.event, RegistrationState::AwaitingApproval)];
            }
        }
        let folded = &t.state(world.here.project).await.folded;
        let passage = folded.attendances[&(world.here.event, inside.person)].last_passage.expect("a passage");
        let passage = Passage { at: passage.moment.at, direction: passage.direction, operator: "Дана".to_owned() };
        let seen = Seen::from([((world.here.event, inside.ticket), passage)]);
        let late = world.registered(&t, world.here.event, "Оралбек").await;

        let mut both = Alike::new(&world, &reply, seen);
        let at = At { event: world.here.event, direction: Direction::In, now: START };
        let out = At { direction: Direction::Out, ..at };
        let qr = async |of: &Registered| code(&t, of).await;
        let green = both.answers(at, &Reading::Qr(&qr(&own).await), &[V::Admit]);
        assert_eq!(green.colour, Colour::Admit);
        assert_eq!(both.answers(at, &Reading::Code(&own.short_code.display().to_lowercase()), &[V::Admit]).ticket, Some(own.ticket));
        both.answers(at, &Reading::Qr("https://example.org"), &[V::Unreadable]);
        both.answers(at, &Reading::Code("K7Q29MXQ"), &[V::Unreadable]);
        both.answers(at, &Reading::Qr(&qr(&stranger).await), &[V::Forged]);
        both.answers(at, &Reading::Qr(&qr(&struck).await), &[V::Revoked]);
        both.answers(At { event: off, ..at }, &Reading::Qr(&qr(&called_off).await), &[V::EventCancelled]);
        both.answers(at, &Reading::Qr(&qr(&guest).await), &[V::OtherCaravan]);
        both.answers(at, &Reading::Qr(&qr(&late).await), &[V::Unlisted]);
        for (now, due) in [(START.plus(-DAY), V::WrongDay), (START.plus(-2 * HOUR), V::TooEarly), (START.plus(91 * MINUTE), V::TooLate)] {
            both.answers(At { now, ..at }, &Reading::Code(&own.short_code.display()), &[due]);
        }
        let again = both.answers(at, &Reading::Qr(&qr(&inside).await), &[V::AlreadyIn]);
        assert_eq!(again.before.map(|before| before.operator), Some("Дана".to_owned()));
        both.answers(out, &Reading::Qr(&qr(&waits).await), &[V::NotIn]);
        both.answers(at, &Reading::Qr(&qr(&gave_up).await), &[V::Cancelled]);
        both.answers(at, &Reading::Qr(&qr(&asked).await), &[V::AwaitingApproval]);
        let queue = both.answers(At { event: small, ..at }, &Reading::Code(&waits.short_code.display()), &[V::Waiting, V::Full]);
        assert_eq!(queue.colour, Colour::Ask);
        let elsewhere = both.answers(at, &Reading::Code(&waits.short_code.display()), &[V::NotRegistered]);
        assert_eq!(elsewhere.elsewhere, [], "who waits has no place elsewhere");
        both.answers(at, &Reading::Qr(&qr(&minor).await), &[V::ConsentMissing]);

        // All that can come together, in the order of the table.
        let stacked: [(At, &Registered, &[V]); 5] = [
            (At { event: off, now: START.plus(-DAY), ..at }, &struck, &[V::Revoked, V::EventCancelled, V::WrongDay, V::NotRegistered]),
            (At { event: small, now: START.plus(2 * HOUR), ..at }, &minor, &[V::TooLate, V::NotRegistered, V::Full, V::ConsentMissing]),
            (At { now: START.plus(-2 * HOUR), ..at }, &guest, &[V::OtherCaravan, V::TooEarly]),
            (At { now: START.plus(DAY), ..at }, &inside, &[V::WrongDay, V::AlreadyIn]),
            (out, &struck, &[V::Revoked, V::NotIn]),
        ];
        for (n, (at, who, due)) in stacked.into_iter().enumerate() {
            // By the camera, which reads a code again after five seconds only.
            let at = At { now: at.now.plus(10_000 * (i64::try_from(n).expect("small") + 1)), ..at };
            both.door.look_away();
            let decision = both.answers(at, &Reading::Qr(&code(&t, who).await), due);
            let worst = if due.iter().any(|v| v.colour() == Colour::Refuse) { Colour::Refuse } else { Colour::Ask };
            assert_eq!(decision.colour, worst);
        }
        let missing: Vec<&V> = V::ALL.iter().filter(|verdict| !both.shown.contains(verdict)).collect();
        assert!(missing.is_empty(), "no scenario for {missing:?}");
    }
}
