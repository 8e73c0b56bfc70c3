//! Slows down what anybody may post: sixty people of one address and forty of one contact in ten minutes pass untouched;
//! who comes after them waits some seconds, and only when too many wait already is told to come later, with the form as
//! it was typed (decision 0095).

use std::collections::HashMap;
use std::hash::RandomState;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use keruen_app::request::{Client, HeldUp, Signed};
use keruen_app::routes::{Route, Who};
use keruen_domain::time::{MINUTE, Timestamp};

use super::Limit;
use super::coming::{Coming, only_shown};
use super::waiting::Waiting;
use crate::client;
use crate::router::FORM_MAX;

/// The limits' time.
const MINUTES: i64 = 10;
/// People who may name one contact: three children's mother, and a teacher whose pupils all give the school's telephone.
const PEOPLE_PER_CONTACT: i64 = 40;
/// For each person with a form of their own so many lines of class lists, and so many acts with a ticket, a leader's page
/// or a representative's link: who has one of these was counted when it was made.
const TIMES: i64 = 5;
/// Nobody waits longer, and a proxy or a thumb not even so long.
const LONGEST_S: i64 = 15;
/// Takes a file.
const FILE: &str = "/{lang}/e/{event}/group/file";
/// How often the log may say that it happens.
const SAID_EVERY: i64 = 10 * MINUTE;

/// How much is borne.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// People with a form of their own, from one address within ten minutes.
    pub people_per_address: u32,
    /// Requests of one address that may wait at the same time.
    pub waiting_per_address: usize,
}

impl Patience {
    /// So many people from one address within ten minutes.
    pub const fn people_per_address(people: u32) -> Self {
        Self { people_per_address: people, waiting_per_address: 10 }
    }
}

/// Which limit a form counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It makes a person, or asks for one.
    Person,
    /// It makes a class.
    List,
    /// It changes what its sender holds the secret of, or reads a file.
    Act,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Whose {
    Address(IpAddr),
    Contact(u64),
}

/// The brake: its limits, and who waits.
#[derive(Clone)]
pub(crate) struct Brake {
    kinds: Arc<HashMap<&'static str, Kind>>,
    people: Limit<Whose>,
    lines: Limit<Whose>,
    acts: Limit<Whose>,
    contacts: Limit<Whose>,
    /// Keys the hashes of contacts. It is drawn at start, so that they mean nothing outside of this process.
    key: Arc<RandomState>,
    waiting: Waiting,
    said_at: Arc<AtomicI64>,
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Brake {
    /// A brake for the public forms of `table`.
    pub(crate) fn new(
        table: &[Route],
        patience: Patience,
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> Self {
        let people = i64::from(patience.people_per_address);
        let limit = |most| Limit::new(most, MINUTES);
        Self {
            kinds: Arc::new(table.iter().filter_map(|route| Some((route.path, kind(route)?))).collect()),
            people: limit(people),
            lines: limit(people * TIMES),
            acts: limit(people * TIMES),
            contacts: limit(PEOPLE_PER_CONTACT),
            key: Arc::default(),
            waiting: Waiting::new(patience.waiting_per_address),
            said_at: Arc::new(AtomicI64::new(i64::MIN)),
            now: Arc::new(now),
        }
    }

    /// Whom it slows down: everybody but members, whose accounts an organiser made.
    fn kind_of(&self, request: &Request) -> Option<Kind> {
        if request.method() != Method::POST || request.extensions().get::<Signed>().is_some() {
            return None;
        }
        self.kinds.get(request.extensions().get::<MatchedPath>()?.as_str()).copied()
    }

    fn charge(&self, kind: Kind, address: IpAddr, coming: &Coming) -> Charges {
        let (now, whose) = ((self.now)(), Whose::Address(address));
        let mut charges = Charges::default();
        match kind {
            Kind::Person => charges.draw(&self.people, whose, 1, now),
            Kind::List => charges.draw(&self.lines, whose, coming.lines.max(1), now),
            Kind::Act => charges.draw(&self.acts, whose, 1, now),
        }
        for contact in &coming.contacts {
            charges.draw(&self.contacts, Whose::Contact(*contact), 1, now);
        }
        charges
    }

    /// Counts it, and says it in the log now and then; of whom, it does not say.
    fn tell(&self, how: &'static str) {
        metrics::counter!("keruen_braked_total", "how" => how).increment(1);
        let (now, said_at) = ((self.now)().millis(), self.said_at.load(Ordering::Relaxed));
        let is_due = now.saturating_sub(said_at) >= SAID_EVERY;
        if is_due && self.said_at.compare_exchange(said_at, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            tracing::warn!(
                "forms of one address or contact come too often and are slowed down; if that is a proxy's address, name it in KERUEN_TRUSTED_PROXIES"
            );
        }
    }
}

/// What a form took from the limits; given back when nothing came of it, or when its sender went away.
#[derive(Default)]
struct Charges {
    drawn: Vec<(Limit<Whose>, Whose, super::Drawn)>,
    over: i64,
    forgiven_after: u64,
}

impl Charges {
    fn draw(&mut self, limit: &Limit<Whose>, whose: Whose, count: i64, now: Timestamp) {
        let drawn = limit.draw(whose, count, now);
        self.over = self.over.max(drawn.over);
        self.forgiven_after = self.forgiven_after.max(limit.forgiven_after(drawn.over));
        self.drawn.push((limit.clone(), whose, drawn));
    }

    fn keep(mut self) {
        self.drawn.clear();
    }
}

impl Drop for Charges {
    fn drop(&mut self) {
        for (limit, whose, drawn) in self.drawn.drain(..) {
            limit.give_back(whose, drawn);
        }
    }
}

/// The limit for a route; none for what is not public, and for passwords, which have limits of their own.
fn kind(route: &Route) -> Option<Kind> {
    match (route.path, route.who) {
        _ if route.method != "POST" => None,
        ("/{lang}/sign-in" | "/{lang}/sign-out", _) => None,
        ("/{lang}/e/{event}/group", _) => Some(Kind::List),
        (FILE | "/{lang}/e/{event}/register/again", _) | (_, Who::Secret) => Some(Kind::Act),
        (_, Who::Public) => Some(Kind::Person),
        _ => None,
    }
}

/// Forms that show themselves again, with what was typed, when they are asked only to be shown.
fn shows_again(path: &str) -> bool {
    matches!(
        path,
        "/{lang}/e/{event}/register"
            | "/{lang}/e/{event}/group"
            | "/{lang}/consent/{token}"
            | "/{lang}/g/{group}/pupils"
    )
}

/// Middleware for pages. Nothing is held while somebody waits but their form: no connection of the store, no lock.
pub(crate) async fn layer(State(brake): State<Brake>, request: Request, next: Next) -> Response {
    let Some(kind) = brake.kind_of(&request) else { return next.run(request).await };
    let address = request
        .extensions()
        .get::<Client>()
        .map_or_else(|| client::peer(request.extensions()), |c| client::limit_key(*c));
    let (parts, body) = request.into_parts();
    if !is_form(&parts) {
        return pass(&brake, kind, address, (parts, body, None), next).await;
    }
    match to_bytes(body, FORM_MAX).await {
        Ok(form) => pass(&brake, kind, address, (parts, Body::from(form.clone()), Some(form)), next).await,
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

async fn pass(
    brake: &Brake,
    kind: Kind,
    address: IpAddr,
    (parts, body, form): (Parts, Body, Option<Bytes>),
    next: Next,
) -> Response {
    let coming = form.as_deref().map_or_else(Coming::default, |form| Coming::read(form, &*brake.key));
    if coming.is_only_shown {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let charges = brake.charge(kind, address, &coming);
    if charges.over > 0 {
        let Some(_place) = brake.waiting.enter(address) else {
            brake.tell("refused");
            let seconds = charges.forgiven_after;
            drop(charges);
            return later(parts, body, form, seconds, next).await;
        };
        brake.tell("slowed");
        let seconds = u64::try_from(charges.over.min(LONGEST_S)).unwrap_or(0);
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }
    let response = next.run(Request::from_parts(parts, body)).await;
    // A list that was only read into lines brought nobody.
    let status = response.status();
    if status.is_redirection() || (status.is_success() && kind != Kind::List) {
        charges.keep();
    }
    response
}

/// Come later: the form again where it can show itself, else a page that says so.
async fn later(mut parts: Parts, body: Body, form: Option<Bytes>, seconds: u64, next: Next) -> Response {
    let path = parts.extensions.get::<MatchedPath>().cloned();
    let body = match (path.as_ref().map_or("", MatchedPath::as_str), form) {
        // A file is not looked at; what stands beside it comes back.
        (FILE, _) => Some(body),
        (path, Some(form)) if shows_again(path) => {
            let form = only_shown(&form);
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(form.len()));
            Some(Body::from(form))
        }
        _ => None,
    };
    let mut response = match body {
        Some(body) => {
            parts.extensions.insert(HeldUp { seconds });
            let mut shown = next.run(Request::from_parts(parts, body)).await;
            if shown.status().is_success() {
                *shown.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            }
            shown
        }
        None => StatusCode::TOO_MANY_REQUESTS.into_response(),
    };
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn is_form(parts: &Parts) -> bool {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    kind.starts_with("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests;
