//! Everybody against every route: nobody gets what is not theirs. A route that is missing in the table cannot exist,
//! because routers are built from tables; a placeholder that is missing here fails the test.

use std::fmt::Write as _;

use axum::http::{Method, StatusCode};
use keruen_app::routes::{Route, Who};
use keruen_backend::accounts::ApiTokenForm;
use keruen_backend::actor::{DeviceRole, MemberRole};
use keruen_backend::chance::Secret;
use keruen_backend::devices::{self, PairingForm};
use keruen_backend::events::event_capacity_set;
use keruen_backend::mail::people_to_tell;
use keruen_backend::paper_entry::sheet_open;
use keruen_backend::registrations::register_again;
use keruen_backend::testing::TestBackend;
use keruen_backend::{Actor, accounts};
use keruen_domain::paper_entry::SheetForm;
use keruen_domain::registration::RegistrationForm;
use serde_json::json;

use crate::support::{Answer, Browser, Site, World, adult};

/// What came of a request, as far as access goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It was answered or done, or something else was wrong with it.
    Granted,
    /// Sent to the sign-in, or told no, or told that there is nothing.
    Denied,
    /// It broke.
    Broken,
}

fn outcome(answer: &Answer) -> Outcome {
    let to_sign_in = answer.status.is_redirection() && answer.header("location").contains("/sign-in?next=");
    match answer.status {
        status if status.is_server_error() => Outcome::Broken,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Denied,
        _ if to_sign_in => Outcome::Denied,
        _ => Outcome::Granted,
    }
}

/// Real values for the placeholders of the templates.
struct Values {
    world: World,
    ticket_secret: String,
    consent_token: String,
    person: String,
    fact: String,
    link: String,
    /// Opens the page of a group without pupils.
    group: String,
    /// A signed sheet.
    sheet: String,
    /// What somebody without an e-mail is to be told.
    letter: String,
}

impl Values {
    async fn new(t: &TestBackend) -> Self {
        let world = World::new(t).await;
        let minor = RegistrationForm {
            birth_year: "2008".to_owned(),
            rep_name: "Сапарова Гүлнар".to_owned(),
            rep_relation: "mother".to_owned(),
            rep_phone: "+7 702 111 22 33".to_owned(),
            ..self::adult()
        };
        let minor = keruen_backend::registrations::register(
            t,
            &Actor::Anonymous,
            world.here.event,
            &minor,
            keruen_backend::registrations::Visitor::default(),
        )
        .await
        .expect("a minor's registration");
        let consent_token =
            minor.consent_token.as_ref().expect("a minor's representative has a link").expose().to_owned();
        let organiser = &world.people.organiser.actor;
        let one = PairingForm::one_phone(DeviceRole::Door, None);
        devices::pairing_create(t, organiser, world.here.caravan, one).await.expect("a pairing link");
        let link = devices::pairing_list(t, organiser, world.here.caravan).await.expect("links")[0].id.to_string();
        let fact = format!("account.{}.{}", uuid::Uuid::nil(), uuid::Uuid::nil());
        let group = crate::support::group(t, world.here.event).await.expose().to_owned();
        let form = SheetForm { sheet_no: "1".to_owned(), heads: String::new() };
        let sheet = sheet_open(t, organiser, world.here.event, &form).await.expect("a sheet").to_string();
        let letter = to_tell(t, &world, &minor.ticket_secret).await;
        Self {
            group,
            sheet,
            letter,
            ticket_secret: minor.ticket_secret.expose().to_owned(),
            consent_token,
            person: minor.person.to_string(),
            fact,
            link,
            world,
        }
    }

    /// The template with values; secrets are wrong ones when `right` is not [`Secrets::Right`].
    fn fill(&self, template: &str, secrets: Secrets, own: &Own) -> String {
        let here = &self.world.here;
        let secret = |right: &str| {
            if secrets == Secrets::Right { right.to_owned() } else { "wrongwrongwrongwrongwr".to_owned() }
        };
        let mut path = String::new();
        for part in template.split('/').skip(1) {
            let value = match part {
                "{lang}" => "kk".to_owned(),
                "{slug}" => here.slug.as_str().to_owned(),
                "{event}" => here.event.to_string(),
                "{caravan}" => here.caravan.to_string(),
                "{stop}" => here.stop.to_string(),
                "{project}" => here.project.to_string(),
                "{person}" => self.person.clone(),
                "{device}" => self.world.phone.device.to_string(),
                "{link}" => self.link.clone(),
                "{fact}" => self.fact.clone(),
                // The last organiser stays, whoever asks.
                "{account}" => self.world.people.organiser.actor.account().expect("an account").to_string(),
                "{secret}" => secret(&self.ticket_secret),
                "{group}" => secret(&self.group),
                "{sheet}" => self.sheet.clone(),
                "{letter}" => self.letter.clone(),
                "{token}" if template.contains("/consent/") => secret(&self.consent_token),
                "{token}" => secret(&own.link),
                "{api_token}" => own.api_token.clone(),
                other => {
                    assert!(!other.contains('{'), "{template}: say here what {other} stands for");
                    other.to_owned()
                }
            };
            let _ = write!(path, "/{value}");
        }
        if path.is_empty() {
            "/".to_owned()
        } else {
            path + if template == "/api/v1/live" { "?caravan=" } else { "" }
                + &if template == "/api/v1/live" { here.caravan.to_string() } else { String::new() }
        }
    }
}

/// A place comes to somebody who has no e-mail: the letter that somebody should tell them.
async fn to_tell(t: &TestBackend, world: &World, ticket: &Secret) -> String {
    let organiser = &world.people.organiser.actor;
    let full = t.event(&world.here, |form| form.capacity = "0".into()).await;
    register_again(t, &Actor::Anonymous, ticket, full).await.expect("in the queue");
    event_capacity_set(t, organiser, full, Some(1)).await.expect("a seat");
    people_to_tell(t, organiser, world.here.caravan).await.expect("a list")[0].letter.to_string()
}

/// What belongs to one visitor, or to nobody yet.
#[derive(Default)]
struct Own {
    /// Token of a fresh one-time link.
    link: String,
    /// Id of a token of their own for programs.
    api_token: String,
}

impl Own {
    async fn of(t: &TestBackend, visitor: &Actor) -> Self {
        let link = accounts::organiser_link(t, &Actor::System, "link@example.org", None).await.expect("a link");
        accounts::api_token_create(t, visitor, &ApiTokenForm { name: "Mine".to_owned() }).await.expect("a token");
        let tokens = accounts::api_token_list(t, visitor).await.expect("tokens");
        Self {
            link: link.expose().to_owned(),
            api_token: tokens.last().map(|token| token.id.to_string()).unwrap_or_default(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Secrets {
    Right,
    Wrong,
}

/// What each visitor may expect of a route: stranger, volunteer, the other project's organiser, organiser.
fn expected(route: &Route) -> [Outcome; 4] {
    use Outcome::{Denied, Granted};
    match route.who {
        // Projects are opened by those whom the console or another project made organisers.
        Who::SignedIn if route.path.ends_with("/projects/new") => [Denied, Denied, Granted, Granted],
        Who::Public | Who::Secret => [Granted; 4],
        Who::SignedIn => [Denied, Granted, Granted, Granted],
        Who::Member(MemberRole::Volunteer) => [Denied, Granted, Denied, Granted],
        Who::Member(_) => [Denied, Denied, Denied, Granted],
        // A session opens nothing of phones and programs.
        Who::Device | Who::Token => [Denied; 4],
    }
}

/// Forms are empty but for the event, which a ticket's forms name.
async fn ask(browser: &Browser<'_>, route: &Route, path: &str, event: &str) -> Answer {
    if route.method == "GET" { browser.get(path).await } else { browser.post(path, &[("event", event)]).await }
}

#[tokio::test]
async fn nobody_gets_what_is_not_theirs() {
    let t = TestBackend::sqlite().await;
    let (site, values) = (Site::on(&t), Values::new(&t).await);
    let people = &values.world.people;
    let visitors = [None, Some(&people.volunteer), Some(&people.other_organiser), Some(&people.organiser)];
    let mut rows = site.table.clone();
    // Signing out ends the organiser's session: last.
    rows.sort_by_key(|route| route.path.ends_with("/sign-out"));
    let event = values.world.here.event.to_string();
    let mut wrong = String::new();
    for route in rows.iter().filter(|route| !route.path.starts_with("/api/v1/") || route.who != Who::Public) {
        for (number, (visitor, expected)) in visitors.iter().zip(expected(route)).enumerate() {
            if route.path == "/api/v1/live" && expected == Outcome::Granted {
                // An open stream would not end; the stream's own test looks at it.
                continue;
            }
            let browser = site.browser();
            if let Some(person) = visitor {
                browser.set_cookie("session", &person.session);
            }
            let own = Own::of(&t, &visitor.unwrap_or(&people.organiser).actor).await;
            let answer = ask(&browser, route, &values.fill(route.path, Secrets::Right, &own), &event).await;
            if outcome(&answer) != expected {
                let _ = writeln!(
                    wrong,
                    "{} {} ({:?}): visitor {number} got {} instead of {expected:?}",
                    route.method, route.path, route.who, answer.status
                );
            }
        }
        // Forgetting a ticket changes nothing but the visitor's own cookie.
        if route.who == Who::Secret && !route.path.ends_with("/forget") {
            let answer =
                ask(&site.browser(), route, &values.fill(route.path, Secrets::Wrong, &Own::default()), &event).await;
            if outcome(&answer) != Outcome::Denied {
                let _ = writeln!(wrong, "{} {}: a wrong secret got {}", route.method, route.path, answer.status);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[tokio::test]
async fn tokens_open_their_own_routes_only() {
    let t = TestBackend::sqlite().await;
    let (site, values) = (Site::on(&t), Values::new(&t).await);
    let (phone, program) = (values.world.phone.device_token.as_str(), values.world.people.program.as_str());
    let foreign =
        crate::support::phone(&t, &values.world.people.other_organiser.actor, values.world.there.caravan).await;
    let session = values.world.people.organiser.session.as_str();
    for route in site.table.iter().filter(|route| route.path.starts_with("/api/v1/") && route.who != Who::Public) {
        let path = values.fill(route.path, Secrets::Right, &Own::default());
        let method = if route.method == "GET" { Method::GET } else { Method::POST };
        let body = json!({ "facts": [], "event": values.world.here.event });
        for (name, token) in [
            ("phone", phone),
            ("program", program),
            ("another project's phone", foreign.device_token.as_str()),
            ("session as token", session),
            ("nonsense", "nonsense"),
        ] {
            let answer = site.call(method.clone(), &path, Some(token), (route.method == "POST").then_some(&body)).await;
            let opens = matches!(
                (route.who, name),
                (Who::Device, "phone" | "another project's phone") | (Who::Token | Who::Member(_), "program")
            );
            assert_eq!(
                outcome(&answer) == Outcome::Granted,
                opens,
                "{} with {name}: {} {}",
                route.path,
                answer.status,
                answer.text()
            );
        }
    }
    // The other project's phone sees nothing of ours.
    let roster = site.call(Method::GET, "/api/v1/roster", Some(&foreign.device_token), None).await;
    assert!(!roster.text().contains(&values.world.here.event.to_string()));
}
