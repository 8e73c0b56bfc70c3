//! Twenty phones on a bad network that carry each other's logs, a server that is killed again and again: in the end all hold the same facts, nothing
//! that was acknowledged is missing, and what people are told is the pure fold of everything recorded.

pub(crate) mod chance;
mod hands;
mod organiser;
mod phone;
mod wire;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::net::SocketAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keruen_app::scanner::door::Credentials;
use keruen_backend::chance::{Clock as _, SystemClock};
use keruen_backend::testing::{TestBackend, on_postgres, on_sqlite};
use keruen_backend::tickets::ticket_view;
use keruen_domain::agreement::{Agreement, Held, agreements};
use keruen_domain::api::{LiveSnapshot, Receipt};
use keruen_domain::attendance::fold;
use keruen_domain::fact::{Body, Fact, FactRef, Source, Sourced};
use keruen_domain::id::{AccountId, EventId, FactId, PersonId, TicketId};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::{CivilDateTime, Timestamp};
use uuid::Uuid;

use crate::support::{Process, World, phone as pair, stream};
use chance::Chance;
use hands::Item;
use organiser::{believe, doubt};
use phone::Phone;

const PHONES: u64 = 20;
const SCANS: usize = 500;
const PEOPLE: u32 = 150;
/// Lives of the server at most: on a slow machine phones would get nowhere for minutes if it were killed for ever.
const LIVES: usize = 9;

/// Whose ticket, and how it is read.
struct Ticket {
    id: TicketId,
    person: PersonId,
    code: String,
    short_code: ShortCode,
}

/// What all phones of a story share.
struct Venue {
    events: Vec<EventId>,
    tickets: Vec<Ticket>,
    /// Where the server is now: each life has its own port.
    address: Mutex<SocketAddr>,
    /// Facts that an organiser will doubt.
    doubted: Mutex<Vec<FactRef>>,
    /// Logs that phones have saved.
    files: Mutex<Vec<Vec<Item>>>,
    /// What nobody recorded, and the server has.
    forged: Mutex<Vec<Sourced>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Venue {
    fn address(&self) -> SocketAddr {
        *lock(&self.address)
    }

    fn note(&self, fact: FactRef) {
        lock(&self.doubted).push(fact);
    }
}

async fn venue(t: &TestBackend, world: &World, address: SocketAddr) -> Venue {
    let fixture = &world.here;
    let today = CivilDateTime::at(t.clock.now(), 300).date.to_string();
    let mut events = vec![fixture.event, fixture.online];
    for _ in 0..2 {
        let event = t.event(fixture, |form| {
            (form.starts_day, form.starts_time, form.ends_time) = (today.clone(), "00:00".into(), "23:59".into());
        });
        events.push(event.await);
    }
    let mut tickets = Vec::new();
    for n in 0..PEOPLE {
        let letter = |n: u32| char::from_u32(0x430 + n).unwrap_or('а');
        let name = format!("Аян{}{}", letter(n / 15), letter(n % 15));
        let registered = world.registered(t, events[2 + n as usize % 2], &name).await;
        let code = ticket_view(t, &registered.ticket_secret).await.expect("a ticket").code;
        let (id, person, short_code) = (registered.ticket, registered.person, registered.short_code);
        tickets.push(Ticket { id, person, code, short_code });
    }
    let (doubted, files, forged) = Default::default();
    Venue { events, tickets, address: Mutex::new(address), doubted, files, forged }
}

/// Kills the server without a word and starts it again, while phones are at work.
async fn kill_and_restart(
    venue: &Venue,
    url: String,
    first: Process,
    mut chance: Chance,
    done: &Mutex<bool>,
) -> (Process, usize) {
    let (mut process, mut lives) = (Some(first), 1);
    while !*lock(done) {
        tokio::time::sleep(Duration::from_millis(150 + chance.next() % 900)).await;
        if lives == LIVES {
            continue;
        }
        // Dropping it sends SIGKILL.
        drop(process.take());
        tokio::time::sleep(Duration::from_millis(chance.next() % 150)).await;
        let url = url.clone();
        let next = tokio::task::spawn_blocking(move || Process::start(&url)).await.expect("a server");
        *lock(&venue.address) = next.address;
        process = Some(next);
        lives += 1;
    }
    (process.expect("a server"), lives)
}

async fn story(t: TestBackend, seed: u64) {
    t.clock.set(SystemClock.now());
    let world = World::new(&t).await;
    let first = tokio::task::spawn_blocking({
        let url = t.url().to_owned();
        move || Process::start(&url)
    });
    let first = first.await.expect("a server");
    let venue = venue(&t, &world, first.address).await;
    let mut phones = Vec::new();
    for n in 0..PHONES {
        let pair = pair(&t, &world.people.organiser.actor, world.here.caravan).await;
        let credentials = Credentials { pair, operator_name: "Дана".into(), crew: Vec::new(), on_duty: None };
        phones.push(Phone::new(credentials, seed.wrapping_mul(1_000).wrapping_add(n)));
    }
    let done = Mutex::new(false);
    let evening = async {
        let all = phones.iter_mut().map(|phone| phone.work(&venue, SCANS));
        futures_util::future::join_all(all).await;
        *lock(&done) = true;
    };
    let killing = kill_and_restart(&venue, t.url().to_owned(), first, Chance::new(seed ^ 0xdead), &done);
    let organiser =
        async { tokio::join!(doubt(&t, &world.here, &venue, &done), believe(&t, &world.here, &venue, &done)) };
    let ((), (server, lives), (stated, believed)) = tokio::join!(evening, killing, organiser);
    agree(&t, &world, &venue, &mut phones, (stated, believed), lives).await;
    drop(server);
}

/// Everything that must hold after the last exchange.
async fn agree(
    t: &TestBackend,
    world: &World,
    venue: &Venue,
    phones: &mut [Phone],
    (stated, believed): (Vec<Sourced>, BTreeSet<FactRef>),
    lives: usize,
) {
    let mut union = stated;
    for phone in &*phones {
        assert!(phone.send_all_again(venue).await.iter().all(|receipt| *receipt == Receipt::Already), "all is kept");
        let source = phone.source();
        union.extend(phone.log.iter().map(|(fact, _)| Sourced { source, fact: fact.clone() }));
    }
    let union_of = agreements(union.iter().map(|Sourced { source, fact }| Held {
        source: *source,
        fact,
        digest: fact.digest().expect("canonical bytes"),
    }));

    let board = board(venue, world).await;
    let shown: BTreeMap<EventId, Agreement> = board.events.iter().map(|event| (event.id, event.held)).collect();
    for event in &venue.events {
        assert_eq!(union_of[event].whole(), shown[event], "the board holds everything of {event}");
    }
    for phone in phones {
        while !phone.fetch(venue).await {}
        for event in &venue.events {
            let held = phone.roster().held.iter().find(|held| held.event == *event).expect("an event");
            assert_eq!(held.others + phone.own(*event), shown[event], "a phone's sum is the board's at {event}");
        }
    }

    let tickets = venue.tickets.iter().map(|ticket| {
        let body = Body::Ticket { ticket: ticket.id, person: ticket.person, code: ticket.short_code };
        let fact = Fact { id: FactId(ticket.id.0), seq: 0, wall: Timestamp::default(), boot: 0, mono: 0, body };
        Sourced { source: Source::Account(AccountId(Uuid::nil())), fact }
    });
    union.extend(tickets);
    let forged = lock(&venue.forged).clone();
    union.extend(forged.iter().filter(|fact| believed.contains(&fact.reference())).cloned());
    let folded = fold(&union);
    assert_eq!(t.state(world.here.project).await.folded.attendances, folded.attendances);
    for event in &venue.events {
        let of = || folded.attendances.iter().filter(|((at, _), _)| at == event).map(|(_, attendance)| attendance);
        let inside = of().filter(|attendance| attendance.is_inside()).count();
        let told = board.events.iter().find(|told| told.id == *event).expect("an event");
        assert_eq!(
            (told.arrived, told.inside),
            (i64::try_from(of().count()).expect("small"), i64::try_from(inside).expect("small"))
        );
    }
    let kinds: HashSet<_> = union.iter().map(|sourced| sourced.fact.body.kind()).collect();
    let hands = [believed.len(), forged.len() - believed.len()];
    assert!(
        kinds.len() == 5 && lives > 1 && !hands.contains(&0),
        "everything happened: {kinds:?}, {lives} lives of the server, {hands:?} accepted and not"
    );
    eprintln!(
        "{} facts, {} attendances, {lives} lives of the server, {hands:?} unproven ones accepted and not",
        union.len(),
        folded.attendances.len()
    );
}

/// The board as the server tells it.
async fn board(venue: &Venue, world: &World) -> LiveSnapshot {
    let authorization = format!("Bearer {}", world.people.program);
    let path = format!("/api/v1/live?caravan={}", world.here.caravan);
    let mut lines = stream(venue.address(), &path, &[("authorization", &authorization)]).await;
    loop {
        let line = lines.next_line().await.expect("a stream").expect("a line");
        if let Some(data) = line.strip_prefix("data:") {
            return serde_json::from_str(data).expect("a board");
        }
    }
}

/// A number from the environment: how `cargo xtask soak` asks for more.
fn asked(name: &str, usual: u64) -> u64 {
    #[expect(clippy::disallowed_methods, reason = "a test has no configuration to read it from")]
    let text = std::env::var(name);
    text.ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// The seeds of one run.
fn seeds(count: u64) -> std::ops::Range<u64> {
    let first = asked("KERUEN_CONVERGE_SEED", 1);
    first..first.saturating_add(count)
}

/// Says which seed it was when a story breaks.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("repeat: KERUEN_CONVERGE_SEED={} (one seed)", self.0);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    for seed in seeds(asked("KERUEN_CONVERGE_SQLITE", 10)) {
        let _told = Seed(seed);
        on_sqlite(move |t| story(t, seed)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    for seed in seeds(asked("KERUEN_CONVERGE_POSTGRES", 2)) {
        let _told = Seed(seed);
        on_postgres(move |t| story(t, seed)).await;
    }
}
