//! Sessions, and forms that other sites send.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use keruen_app::request::Transport;
use keruen_backend::Actor;
use keruen_backend::registrations::{self, Visitor};
use keruen_backend::testing::TestBackend;
use keruen_domain::registration::RegistrationForm;

use crate::support::{BASE, Site, World, adult};

fn sign_out(headers: &[(&str, &str)]) -> axum::http::request::Builder {
    post("/kk/sign-out", headers)
}

fn post(path: &str, headers: &[(&str, &str)]) -> axum::http::request::Builder {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::HOST, "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    browser.set_cookie("session", &world.people.organiser.session);
    for (why, headers) in [
        ("another site", vec![("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]),
        ("a sister site", vec![("sec-fetch-site", "same-site"), ("origin", "https://other.example")]),
        ("an old browser on another site", vec![("origin", "https://evil.example")]),
        ("an origin that hides", vec![("origin", "null")]),
        ("no word of where from, but a session", vec![]),
    ] {
        let answer = browser.send(sign_out(&headers), Body::empty()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{why}");
        assert!(answer.text().contains("<html lang=\"kk\">"), "{why}: a page in the visitor's language");
    }
    assert_eq!(browser.get("/kk/desk").await.status, StatusCode::OK, "still signed in");
    let own = browser.send(sign_out(&[("sec-fetch-site", "same-origin"), ("origin", BASE)]), Body::empty()).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER);
    assert_ne!(browser.get("/kk/desk").await.status, StatusCode::OK, "signed out");
}

/// Safari up to 16.3 says `Origin`, and nothing of `Sec-Fetch-Site`.
#[tokio::test]
async fn a_secret_page_takes_its_own_forms_by_origin_alone() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    // Only a minor's ticket has a link for the representative.
    let form = RegistrationForm {
        birth_year: "2010".to_owned(),
        rep_name: "Жанар Ержанова".to_owned(),
        rep_relation: "mother".to_owned(),
        rep_phone: "+7 705 111 22 33".to_owned(),
        ..adult()
    };
    let minor = registrations::register(&t, &Actor::Anonymous, world.here.event, &form, Visitor::default()).await;
    let ticket = format!("/kk/t/{}", minor.expect("registered").ticket_secret.expose());
    let policy = site.browser().get(&ticket).await.header("referrer-policy").to_owned();
    assert!(policy.ends_with("same-origin"), "under no-referrer browsers hide the origin of a post: {policy}");
    let event = format!("event={}", world.here.event);
    for (path, body) in [("cancel", event.as_str()), ("forget", ""), ("consent-link", "")] {
        let path = format!("{ticket}/{path}");
        let send = async |origin: &str| {
            let request = post(&path, &[("origin", origin)]);
            site.browser().send(request, Body::from(body.to_owned())).await.status
        };
        assert_eq!(send("null").await, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(send("https://evil.example").await, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(send(BASE).await, StatusCode::SEE_OTHER, "{path}");
    }
}

#[tokio::test]
async fn an_ended_session_is_nobody() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    browser.set_cookie("session", &world.people.organiser.session);
    assert_eq!(browser.get("/kk/desk").await.status, StatusCode::OK);
    t.clock.advance(keruen_backend::accounts::SESSION_IDLE);
    assert_ne!(browser.get("/kk/desk").await.status, StatusCode::OK);
}

#[tokio::test]
async fn under_https_only_the_host_cookie_counts() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::with(&t, Transport::Secure), World::new(&t).await);
    let browser = site.browser();
    browser.set_cookie("session", &world.people.organiser.session);
    assert_ne!(browser.get("/kk/desk").await.status, StatusCode::OK);
    browser.set_cookie("__Host-session", &world.people.organiser.session);
    assert_eq!(browser.get("/kk/desk").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_guesser_of_passwords_is_slowed_down() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    let browser = site.browser();
    let mut last = None;
    for guess in 0..40 {
        let email = format!("guess{guess}@example.org");
        last = Some(browser.post("/kk/sign-in", &[("email", &email), ("password", "wrong password")]).await);
    }
    let last = last.expect("an answer");
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.header("retry-after").parse::<u64>().is_ok_and(|seconds| (1..=60).contains(&seconds)));
    t.clock.advance(60_000);
    let later = browser.post("/kk/sign-in", &[("email", "a@example.org"), ("password", "wrong password")]).await;
    assert_ne!(later.status, StatusCode::TOO_MANY_REQUESTS);
}
