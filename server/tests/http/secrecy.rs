//! What a stranger learns who types the name, the day of birth and the contact of somebody registered: nothing. Every
//! answer is that for somebody unknown, to the last byte, but for what is drawn (design rule 9).

use std::fmt::Write as _;

use axum::http::StatusCode;
use keruen_app::shell::escape;
use keruen_backend::chance::Secret;
use keruen_backend::contract;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::tickets::ticket_view;

use crate::support::{Answer, Browser, Site, World, adult};
use crate::visitors::{MINOR, next, register};

/// Somebody else of the same kind, so that both events have as many people.
const OTHERS: [(&str, &str); 4] =
    [("family_name", "Жұмабаев"), ("given_name", "Нұрлан"), ("birth_day", "19"), ("phone", "+7 705 999 88 77")];

/// Status, headers and body, with what is drawn and what names the event masked.
async fn masked(t: &TestBackend, world: &Fixture, answer: &Answer) -> String {
    let mut text = format!("{}\n", answer.status);
    for (name, value) in &answer.headers {
        if name == "content-length" {
            // A code's picture and an event's name are longer or shorter; all else is compared below.
            assert_eq!(value.to_str().ok(), Some(answer.body.len().to_string().as_str()));
        } else if name != "x-request-id" {
            let _ = writeln!(text, "{name}: {}", value.to_str().expect("a readable header"));
        }
    }
    text.push_str(&answer.text());
    for secret in words(&text).into_iter().filter(|word| word.len() == 22) {
        // A short code belongs to its ticket, as the QR does.
        if let Ok(view) = ticket_view(t, &Secret::given(&secret)).await {
            text = text.replace(&view.short_code.display(), "CODE").replace(&view.short_code.digits(), "DIGITS");
        }
        text = text.replace(&secret, "SECRET");
    }
    text = text.replace(&format!("/c/{}", world.slug.as_str()), "/c/SLUG");
    for id in words(&text).into_iter().filter(|word| word.parse::<uuid::Uuid>().is_ok()) {
        text = text.replace(&id, "ID");
    }
    let mut parts = text.split(" d=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text} d=\"PATH{}", part.trim_start_matches(|c| c != '"')))
}

/// Runs of the letters of ids and secrets.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    words.map(str::to_owned).collect()
}

/// Two strangers type the same: at one event the person is registered, at the other somebody else is.
struct Pair<'a> {
    t: &'a TestBackend,
    at: [(Fixture, Browser<'a>); 2],
}

impl Pair<'_> {
    async fn same(&self, what: &str, answers: [Answer; 2]) -> [Answer; 2] {
        let [one, other] = &answers;
        let [one, other] = [masked(self.t, &self.at[0].0, one).await, masked(self.t, &self.at[1].0, other).await];
        let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
        let around = |text: &str| text.chars().skip(same.saturating_sub(60)).take(120).collect::<String>();
        assert!(one == other, "{what}:\n{}\n{}", around(&one), around(&other));
        answers
    }

    async fn registers(&self, what: &str, changes: &[(&str, &str)]) -> [Answer; 2] {
        let [one, other] = &self.at;
        let answers = [register(&one.1, one.0.event, changes).await, register(&other.1, other.0.event, changes).await];
        self.same(what, answers).await
    }

    async fn gets(&self, what: &str, paths: [&str; 2]) {
        let [one, other] = &self.at;
        self.same(what, [one.1.get(paths[0]).await, other.1.get(paths[1]).await]).await;
    }

    async fn posts(
        &self,
        what: &str,
        path: impl Fn(&Fixture) -> String,
        form: impl Fn(&Fixture) -> Vec<(String, String)>,
    ) -> [Answer; 2] {
        let mut answers = Vec::new();
        for (world, browser) in &self.at {
            let form = form(world);
            let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            answers.push(browser.post(&path(world), &form).await);
        }
        self.same(what, answers.try_into().ok().expect("two")).await
    }
}

contract! {
    async fn who_types_a_registered_person_learns_nothing(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let (here, there) = (world.here.clone(), world.there.clone());
        // An adult and a minor are registered at one event; two others at the other one.
        next(&register(&site.browser(), here.event, &[]).await);
        next(&register(&site.browser(), here.event, &MINOR).await);
        next(&register(&site.browser(), there.event, &OTHERS).await);
        next(&register(&site.browser(), there.event, &[&MINOR[..], &OTHERS].concat()).await);
        let pair = Pair { t: &t, at: [(here, site.browser()), (there, site.browser())] };

        let spelled = [("family_name", "  САПАРОВА "), ("given_name", "айгерім"), ("phone", "8 701 123-45-67")];
        for (what, changes) in [
            ("with a mistake", &[("consent_data", "")][..]),
            ("as it was typed", &[]),
            ("once more, by the same browser", &[]),
            ("in another spelling", &spelled),
            ("a minor", &MINOR),
        ] {
            let answers = pair.registers(what, changes).await;
            if answers[0].status == StatusCode::SEE_OTHER {
                let to = answers.each_ref().map(next);
                pair.gets(what, [&to[0], &to[1]]).await;
                let plain = to.each_ref().map(|to| to.split('?').next().unwrap_or_default().trim_end_matches("/consent"));
                pair.gets(what, plain).await;
            } else {
                assert_eq!(answers[0].status, StatusCode::UNPROCESSABLE_ENTITY);
            }
        }
        pair.gets("the tickets of the browser", ["/kk/tickets"; 2]).await;
        let events = pair.at.each_ref().map(|(world, _)| format!("/kk/e/{}", world.event));
        pair.gets("the event", [&events[0], &events[1]]).await;
        let forms = events.each_ref().map(|event| format!("{event}/register"));
        pair.gets("the form", [&forms[0], &forms[1]]).await;
        pair.posts("a ticket that the browser does not hold", |f| format!("/kk/e/{}/register/again", f.event), |f| {
            vec![("ticket".to_owned(), f.event.to_string())]
        })
        .await;

        // A leader who puts somebody on the list that is registered already.
        let page = pair.at.each_ref().map(|_| t.draw_secret().expose().to_owned());
        let list = |world: &Fixture| {
            let page = if world.event == pair.at[0].0.event { &page[0] } else { &page[1] };
            let person = adult();
            [
                ("page", page.as_str()),
                (&format!("event.{}", world.event), "yes"),
                ("leader_name", "Омарова Сәуле"),
                ("leader_phone", &person.phone),
                ("title", "9 Ә"),
                ("adults", "yes"),
                ("region", "KZ-75"),
                ("place", "urban"),
                ("institution_kind", "university"),
                ("family_name.1", &person.family_name),
                ("given_name.1", &person.given_name),
                ("birth_date.1", "07.03.2000"),
                ("sex.1", "female"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
        };
        let answers = pair.posts("a class", |f| format!("/kk/e/{}/group", f.event), list).await;
        let to = answers.each_ref().map(next);
        pair.gets("the leader's page", [&to[0], &to[1]]).await;

        // The mask hides what is drawn, and nothing that somebody typed.
        let [(world, browser), _] = &pair.at;
        let shown = masked(&t, world, &register(browser, world.event, &[("consent_data", "")]).await).await;
        for typed in ["Сапарова", "Айгерім", "+7 701 123 45 67"] {
            assert!(shown.contains(&escape(typed)), "{typed}");
        }
    }
}
