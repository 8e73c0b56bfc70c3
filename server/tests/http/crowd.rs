//! Thirty-two clients at once over sockets, people, classes, changes of mind, and an organiser who adds seats: afterwards
//! no seat was sold twice, and nobody who fits waits (design rule 10).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;

use axum::http::StatusCode;
use keruen_app::shell::encode;
use keruen_backend::chance::Secret;
use keruen_backend::contract;
use keruen_backend::events::event_get;
use keruen_backend::groups::group_view;
use keruen_backend::roll::event_roll;
use keruen_domain::event::RegistrationState;
use keruen_domain::id::EventId;
use serde_json::Value;

use crate::converge::chance::Chance;
use crate::support::{Answer, Server, World, adult, request};

const CLIENTS: u64 = 32;
const ACTS: u64 = 10;
/// Seats after the organiser added some, again and again.
const SEATS: [i64; 4] = [15, 30, 45, 60];

/// What one client made and still holds.
#[derive(Default)]
struct Made {
    tickets: Vec<String>,
    /// Pages of classes, and whether they wait whole.
    classes: Vec<(String, bool)>,
    registrations: usize,
}

struct Client {
    address: SocketAddr,
    event: EventId,
    number: u64,
    chance: Chance,
    made: Made,
}

/// Letters that fold into no others, so that every number is a name of its own.
fn name(number: u64) -> String {
    const LETTERS: [char; 10] = ['б', 'д', 'з', 'к', 'л', 'м', 'н', 'п', 'р', 'с'];
    number.to_string().bytes().fold("А".to_owned(), |mut name, digit| {
        name.push(LETTERS[usize::from(digit - b'0')]);
        name
    })
}

impl Client {
    async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie)];
        let answer = request(self.address, "POST", path, &headers, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text());
        answer
    }

    async fn registers(&mut self, act: u64) {
        let mut fields = serde_json::to_value(adult()).expect("a form").as_object().cloned().expect("an object");
        let who = self.number * ACTS + act;
        fields.insert("given_name".to_owned(), Value::from(name(who)));
        fields.insert("phone".to_owned(), Value::from(format!("+7 702 {who:07}")));
        let form = fields.iter().fold(String::new(), |mut form, (name, value)| {
            let _ = write!(form, "{name}={}&", encode(value.as_str().unwrap_or_default()));
            form
        });
        let answer = self.post(&format!("/kk/e/{}/register", self.event), "", &form).await;
        let ticket = answer.header("location").split(['/', '?']).nth(3).expect("a ticket's address").to_owned();
        self.made.tickets.push(ticket);
        self.made.registrations += 1;
    }

    async fn brings_a_class(&mut self, act: u64, page: String) {
        let (pupils, whole) = (1 + self.chance.next() % 4, self.chance.one_in(2));
        let mut form = format!(
            "page={page}&event.{}=yes&leader_name={}&leader_phone=87015554433&title=A&region=KZ-75&place=urban&institution_kind=school&fit={}",
            self.event,
            encode("Омарова Сәуле"),
            if whole { "whole" } else { "part" },
        );
        for line in 1..=pupils {
            let given_name = encode(&name((self.number * ACTS + act) * 10 + line));
            let _ = write!(form, "&family_name.{line}={}&given_name.{line}={given_name}", encode("Оспан"));
            let _ = write!(form, "&birth_date.{line}=05.03.2008&sex.{line}=male");
        }
        self.post(&format!("/kk/e/{}/group", self.event), "", &form).await;
        self.made.classes.push((page, whole));
        self.made.registrations += usize::try_from(pupils).expect("few");
    }

    async fn gives_up_and_may_come_again(&mut self) {
        let Some(ticket) = self.made.tickets.pop() else { return };
        self.post(&format!("/kk/t/{ticket}/cancel"), "", &format!("event={}", self.event)).await;
        if self.chance.one_in(2) {
            let cookie = format!("tickets={ticket}");
            let path = format!("/kk/e/{}/register", self.event);
            let page = request(self.address, "GET", &path, &[("cookie", &cookie)], "").await.text();
            let known = page.split("name=\"ticket\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
            let known = known.unwrap_or_else(|| panic!("a button to go on: {page}"));
            self.post(&format!("/kk/e/{}/register/again", self.event), &cookie, &format!("ticket={known}")).await;
        }
    }

    async fn takes_a_pupil_out(&mut self) {
        let Some((page, _)) = self.made.classes.last() else { return };
        let shown = request(self.address, "GET", &format!("/kk/g/{page}"), &[], "").await.text();
        let Some(pupil) = shown.split("name=\"person\" value=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
            return;
        };
        self.post(&format!("/kk/g/{page}/leave"), "", &format!("person={pupil}")).await;
    }

    async fn acts(mut self, pages: Vec<String>) -> Made {
        for (act, page) in (0..).zip(pages) {
            match self.chance.below(8) {
                0..=3 => self.registers(act).await,
                4 | 5 => self.brings_a_class(act, page).await,
                6 => self.gives_up_and_may_come_again().await,
                _ => self.takes_a_pupil_out().await,
            }
        }
        self.made
    }
}

contract! {
    async fn a_crowd_at_sixty_seats(t: TestBackend) {
        let world = World::new(&t).await;
        let event = world.here.event;
        let flags = ["--people-per-address", "100000"];
        let other = t.replica().await;
        let servers = [Server::start(t.backend(), &flags).await, Server::start(other.backend(), &flags).await];
        let mut clients = tokio::task::JoinSet::new();
        for (number, server) in (0..CLIENTS).zip(servers.iter().cycle()) {
            let chance = Chance::new(number);
            let client = Client { address: server.address, event, number, chance, made: Made::default() };
            clients.spawn(client.acts((0..ACTS).map(|_| t.draw_secret().expose().to_owned()).collect()));
        }
        let cookie = format!("session={}", world.people.organiser.session);
        let desk = servers[0].address;
        let base = format!("http://{desk}");
        let organiser = async {
            for seats in SEATS {
                let headers = [
                    ("content-type", "application/x-www-form-urlencoded"),
                    ("cookie", cookie.as_str()),
                    ("origin", base.as_str()),
                    ("sec-fetch-site", "same-origin"),
                ];
                let form = format!("capacity={seats}");
                let answer = request(desk, "POST", &format!("/kk/desk/e/{event}/capacity"), &headers, &form).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
            }
        };
        let (made, ()) = tokio::join!(clients.join_all(), organiser);

        let view = event_get(&t, &world.people.organiser.actor, event).await.expect("an event").view;
        let mut count: BTreeMap<RegistrationState, i64> = BTreeMap::new();
        for row in event_roll(&t, &world.people.organiser.actor, event).await.expect("a roll") {
            *count.entry(row.state.expect("everybody registered")).or_default() += 1;
        }
        let seated: i64 = count.iter().filter(|(state, _)| state.holds_seat()).map(|(_, n)| n).sum();
        let waiting = count.get(&RegistrationState::Waiting).copied().unwrap_or_default();
        eprintln!("{count:?}");
        let registered: usize = made.iter().map(|made| made.registrations).sum();
        assert_eq!(usize::try_from(count.values().sum::<i64>()).expect("few"), registered, "each once");
        assert_eq!((view.seats_taken, view.waiting), (seated, waiting), "the event's own count");
        assert!(seated <= SEATS[3] && waiting > 0, "{seated} of {} seats, {waiting} wait", SEATS[3]);

        let free = usize::try_from(SEATS[3] - seated).expect("not oversold");
        let (mut alone, mut in_classes) = (waiting, 0);
        for (page, whole) in made.iter().flat_map(|made| &made.classes) {
            let group = group_view(&t, &Secret::given(page)).await.expect("a class");
            let states: Vec<_> = group.pupils.iter().filter(|p| !p.left).map(|pupil| pupil.states[&event]).collect();
            let waits = states.iter().filter(|state| **state == RegistrationState::Waiting).count();
            if *whole {
                assert!(waits == 0 || waits == states.len(), "a class was torn apart: {states:?}");
                assert!(waits == 0 || waits > free, "{waits} wait together beside {free} free seats");
                alone -= i64::try_from(waits).expect("few");
                in_classes += waits;
            }
        }
        eprintln!("{seated} seated, {alone} wait alone, {in_classes} with their classes, {free} free");
        assert!(alone == 0 || free == 0, "{alone} wait beside {free} free seats");
        other.store().close().await;
    }
}
