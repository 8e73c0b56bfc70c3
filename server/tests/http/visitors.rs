//! The public pages as a visitor's browser meets them: registration, ticket, the representative, forgetting.

use axum::http::StatusCode;
use keruen_app::shell::escape;
use keruen_app::words;
use keruen_backend::chance::Secret;
use keruen_backend::consents::consent_page;
use keruen_backend::testing::TestBackend;
use keruen_backend::{contract, events};
use keruen_domain::consent::ConsentWay;
use keruen_domain::id::EventId;
use keruen_domain::text::Lang;
use serde_json::Value;

use crate::support::{Answer, BASE, Browser, Site, World, adult};

/// The form of an adult as a browser posts it, with `changes`.
fn form(changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let Value::Object(fields) = serde_json::to_value(adult()).expect("a form") else { panic!("no object") };
    let mut form: Vec<_> =
        fields.into_iter().map(|(name, value)| (name, value.as_str().unwrap_or_default().to_owned())).collect();
    for (name, value) in changes {
        form.retain(|(other, _)| other != name);
        form.push(((*name).to_owned(), (*value).to_owned()));
    }
    form
}

pub(crate) const MINOR: [(&str, &str); 6] = [
    ("given_name", "Ерлан"),
    ("birth_year", "2008"),
    ("consent_data", ""),
    ("rep_name", "Серікова Гүлнар"),
    ("rep_relation", "mother"),
    ("rep_phone", "8 701 555 44 33"),
];

pub(crate) async fn register(browser: &Browser<'_>, event: EventId, changes: &[(&str, &str)]) -> Answer {
    let form = form(changes);
    let pairs: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("/kk/e/{event}/register"), &pairs).await
}

/// Where a form that was accepted leads.
pub(crate) fn next(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

/// The text between `before` and `after`, first time.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let from = text.find(before).unwrap_or_else(|| panic!("no {before:?} in {text}")) + before.len();
    text[from..].split(after).next().unwrap_or_default()
}

/// The ticket's page without what is told once.
fn plain(location: &str) -> String {
    location.split('?').next().unwrap_or_default().trim_end_matches("/consent").to_owned()
}

/// The path of the representative's page in the text for messengers.
fn consent_link(page: &str) -> String {
    let link = page.split(BASE).find(|part| part.starts_with("/kk/consent/")).expect("the link");
    link.chars().take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c)).collect()
}

const AGREED: [(&str, &str); 3] =
    [("rep_name", "Серікова Гүлнар"), ("rep_relation", "mother"), ("consent_data", "yes")];

contract! {
    async fn an_adult_registers_and_holds_a_ticket(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let browser = site.browser();
        let to = next(&register(&browser, world.here.event, &[]).await);
        let page = browser.get(&to).await;
        assert_eq!(page.status, StatusCode::OK);
        for (header, value) in [("cache-control", "no-store"), ("referrer-policy", "no-referrer, same-origin"), ("x-robots-tag", "noindex")] {
            assert_eq!(page.header(header), value);
        }
        let text = page.text();
        for part in [words::registered_title(Lang::Kk), "Айгерім С.", "viewBox=\"0 0 45 45\"", "ticket.png"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("Сапарова") && !text.contains("701"), "a shared link shows no more than the short name");
        // The event's page and the list know this browser's ticket.
        let event = browser.get(&format!("/ru/e/{}", world.here.event)).await.text();
        assert!(event.contains(words::event_open_ticket(Lang::Ru)));
        assert!(browser.get("/en/tickets").await.text().contains("Айгерім С."));
        assert!(!site.browser().get("/en/tickets").await.text().contains("Айгерім"), "another browser knows nothing");
    }

    async fn a_minor_waits_for_the_representative(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let pupil = site.browser();
        let to = next(&register(&pupil, world.here.event, &MINOR).await);
        let ticket = plain(&to);
        let link = consent_link(&pupil.get(&to).await.text());
        assert!(pupil.get(&ticket).await.text().contains(words::ticket_consent_missing(Lang::Kk)));
        // Whoever got only the ticket's link must ask for a new one by a button.
        let other = site.browser();
        assert!(!other.get(&to).await.text().contains("/consent/"));

        let parent = site.browser();
        let asked = parent.get(&link).await;
        assert_eq!((asked.status, asked.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(asked.text().contains("Серікова Гүлнар") && !asked.text().contains("Сапарова"));
        let version = asked.text().split("name=\"text_version\" value=\"").nth(1).expect("the version").chars().take_while(char::is_ascii_digit).collect::<String>();
        let refused = parent.post(&link, &[("rep_name", ""), ("text_version", &version)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let form = [("rep_name", "Серікова Гүлнар"), ("rep_relation", "mother"), ("consent_data", "yes"), ("text_version", version.as_str())];
        let done = next(&parent.post(&link, &form).await);
        assert!(parent.get(&done).await.text().contains(words::rep_done_title(Lang::Kk)));
        assert!(parent.get(&link).await.text().contains(words::rep_already_title(Lang::Kk)));
        assert!(!pupil.get(&ticket).await.text().contains(words::ticket_consent_missing(Lang::Kk)));
    }

    async fn a_browser_has_a_name_before_it_registers(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        // Whether the pupil's browser keeps cookies, whether it confirms itself, and what that is worth.
        for (keeps, itself, due) in [
            (true, false, ConsentWay::Link),
            (true, true, ConsentWay::WeakLink),
            (false, false, ConsentWay::WeakLink),
        ] {
            let (pupil, parent) = (site.browser(), site.browser());
            if keeps {
                pupil.get(&format!("/kk/e/{}/register", world.here.event)).await;
                assert!(pupil.cookie("browser").is_some_and(|name| name.len() == 22));
            }
            let to = next(&register(&pupil, world.here.event, &MINOR).await);
            let link = consent_link(&pupil.get(&to).await.text());
            let done = if itself { &pupil } else { &parent }.post(&link, &AGREED).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
            let token = Secret::given(link.rsplit('/').next().expect("a token"));
            let given = consent_page(&t, &token).await.expect("a page").data.expect("given");
            assert_eq!(given.way, due, "keeps cookies: {keeps}, confirms itself: {itself}");
        }
    }
}

#[tokio::test]
async fn what_was_typed_comes_back_escaped() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let evil = "\"><script>alert(1)</script></textarea>";
    let answer =
        register(&site.browser(), world.here.event, &[("given_name", evil), ("institution", evil), ("phone", "12")])
            .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(!text.contains("<script>alert") && !text.contains("</textarea>"), "{text}");
    assert!(text.contains("alert(1)") && text.contains("value=\"12\""), "the typed values stay: {text}");
    assert!(
        text.contains("href=\"#f-given_name\"") && text.contains("id=\"f-given_name\""),
        "the summary leads to the field"
    );
}

#[tokio::test]
async fn a_full_event_offers_its_queue() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let (organiser, event) = (&world.people.organiser.actor, world.here.event);
    events::event_capacity_set(&t, organiser, event, Some(0)).await.expect("a capacity");
    let browser = site.browser();
    assert!(browser.get(&format!("/kk/e/{event}")).await.text().contains(words::register_join_waiting(Lang::Kk)));
    let to = next(&register(&browser, event, &[]).await);
    let page = browser.get(&to).await.text();
    for part in [
        words::registered_waiting_title(Lang::Kk).to_owned(),
        words::registered_waiting(Lang::Kk, 1),
        words::ticket_state_waiting(Lang::Kk, 1),
    ] {
        assert!(page.contains(&part), "{part}: {page}");
    }
    events::event_capacity_set(&t, organiser, event, Some(1)).await.expect("a capacity");
    assert!(browser.get(&plain(&to)).await.text().contains(words::ticket_state_registered(Lang::Kk)));
}

#[tokio::test]
async fn one_more_event_on_the_same_ticket() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    let ticket = plain(&next(&register(&browser, world.here.event, &[]).await));
    let page = browser.get(&format!("/kk/e/{}/register", world.here.online)).await.text();
    assert!(page.contains(&escape(&words::continue_as(Lang::Kk, "Айгерім С."))));
    let id = page.split("name=\"ticket\"").nth(1).and_then(|rest| rest.split("value=\"").nth(1)).expect("a button");
    let id = id.split('"').next().expect("its value");
    let again = format!("/kk/e/{}/register/again", world.here.online);
    assert_eq!(plain(&next(&browser.post(&again, &[("ticket", id)]).await)), ticket);
    assert_eq!(next(&browser.post(&again, &[("ticket", id)]).await), ticket, "registered already: to the ticket");
    // Another project's form offers nobody, and a foreign browser cannot go on as her.
    assert!(!browser.get(&format!("/kk/e/{}/register", world.there.event)).await.text().contains("Айгерім"));
    let stranger = next(&site.browser().post(&again, &[("ticket", id)]).await);
    assert!(stranger.ends_with("/register"), "{stranger}");
    // The form itself leads the same person to the same ticket.
    assert_eq!(plain(&next(&register(&browser, world.here.event, &[]).await)), ticket);
}

#[tokio::test]
async fn a_registration_is_given_up_and_a_ticket_forgotten() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    let ticket = plain(&next(&register(&browser, world.here.event, &[]).await));
    let told = next(&browser.post(&format!("{ticket}/cancel"), &[("event", &world.here.event.to_string())]).await);
    assert!(browser.get(&told).await.text().contains(words::ticket_cancelled_done(Lang::Kk)));
    let told = next(&browser.post(&format!("{ticket}/forget"), &[]).await);
    assert!(browser.get(&told).await.text().contains(words::tickets_forgotten(Lang::Kk)));
    assert_eq!(browser.cookie("tickets").as_deref(), Some(""));
    assert_eq!(browser.get(&ticket).await.status, StatusCode::OK, "the ticket itself stays good");
}

#[tokio::test]
async fn a_ticket_comes_as_files() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    let ticket = plain(&next(&register(&browser, world.here.event, &[]).await));
    let secret = ticket.rsplit('/').next().expect("a secret");
    for (file, kind, begins) in [
        ("qr.svg", "image/svg+xml", b"<svg ".as_slice()),
        ("ticket.png", "image/png", b"\x89PNG"),
        ("calendar.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
    ] {
        let answer = browser.get(&format!("/t/{secret}/{file}?lang=en")).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind));
        assert!(answer.body.starts_with(begins), "{file}");
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(browser.get(&format!("/t/{secret}x/{file}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn every_public_page_is_whole_in_three_languages() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    let ticket = plain(&next(&register(&browser, world.here.event, &MINOR).await));
    let slug = world.here.slug.as_str();
    let pages = [
        String::new(),
        format!("/c/{slug}"),
        format!("/c/{slug}/programme"),
        format!("/c/{slug}/programme?stop=all&kind=marathon"),
        format!("/c/{slug}/programme?stop=nowhere&day=never&kind=none"),
        format!("/e/{}", world.here.event),
        format!("/e/{}", world.here.online),
        format!("/e/{}/register", world.here.event),
        ticket["/kk".len()..].to_owned(),
        format!("{}/full", &ticket["/kk".len()..]),
        format!("{}/consent", &ticket["/kk".len()..]),
        "/tickets".to_owned(),
        "/offline".to_owned(),
    ];
    for lang in Lang::ALL {
        for page in &pages {
            let path = format!("/{}{page}", lang.code());
            let answer = browser.get(&path).await;
            let text = answer.text();
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(text.starts_with(&format!("<!doctype html><html lang=\"{}\">", lang.code())), "{path}");
            for (part, times) in [("<h1", 1), ("<main", 1), ("<script>", 0), (" style=", 0), (" onclick", 0)] {
                assert_eq!(text.matches(part).count(), times, "{path}: {part}");
            }
            for other in Lang::ALL.iter().filter(|other| !page.ends_with("/full") && **other != lang) {
                let attribute = if page.ends_with("/register") { "formaction" } else { "href" };
                assert!(
                    text.contains(&format!("{attribute}=\"/{}{}\"", other.code(), escape(page))),
                    "{path} in {}",
                    other.code()
                );
            }
        }
    }
}
