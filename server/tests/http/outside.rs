//! What every answer carries, and what the machine around us asks.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use keruen_app::request::Transport;
use keruen_backend::testing::TestBackend;

use crate::support::{Server, Site, World, request, stream};

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    for path in ["/kk", "/kk/nothing", "/api/v1/openapi.json", "/sw.js", "/healthz", "/assets/nothing.css"] {
        let answer = site.browser().get(path).await;
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}: no promise of https on plain http");
    }
    let secure = Site::with(&t, Transport::Secure);
    assert_eq!(secure.browser().get("/kk").await.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn pages_with_secrets_and_of_people_are_not_kept() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let secret = world.registered(&t, world.here.event, "Айгерім").await.ticket_secret;
    let ticket = site.browser().get(&format!("/kk/t/{}", secret.expose())).await;
    assert_eq!(ticket.status, StatusCode::OK);
    assert_eq!(ticket.header("referrer-policy"), "no-referrer, same-origin");
    assert_eq!(ticket.header("cache-control"), "no-store");
    assert_eq!(ticket.header("x-robots-tag"), "noindex");

    let browser = site.browser();
    browser.set_cookie("session", &world.people.organiser.session);
    assert_eq!(browser.get("/kk").await.header("cache-control"), "private, no-store");
    assert_eq!(site.browser().get("/kk").await.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn an_invented_request_id_is_dropped() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    let request =
        Request::builder().uri("/healthz").header("x-request-id", "invented").body(Body::empty()).expect("a request");
    let answer = site.send(request).await;
    assert_ne!(answer.header("x-request-id"), "invented");
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_ask() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    let ask = |encoding: &str| {
        Request::builder()
            .uri("/api/v1/openapi.json")
            .header(header::ACCEPT_ENCODING, encoding)
            .body(Body::empty())
            .expect("a request")
    };
    assert_eq!(site.send(ask("br, gzip")).await.header("content-encoding"), "br");
    assert_eq!(site.send(ask("gzip")).await.header("content-encoding"), "gzip");
    assert_eq!(site.send(ask("identity")).await.header("content-encoding"), "");
}

#[tokio::test]
async fn the_checks_of_operators() {
    let t = TestBackend::sqlite().await;
    let server = Server::start(t.backend(), &[]).await;
    let at = server.address;
    assert_eq!(request(at, "GET", "/healthz", &[], "").await.status, StatusCode::OK);
    assert_eq!(request(at, "GET", "/readyz", &[], "").await.status, StatusCode::OK);
    let metrics = request(at, "GET", "/metrics", &[], "").await;
    assert_eq!(metrics.status, StatusCode::OK);
    assert!(
        metrics.text().contains("http_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"}"),
        "{}",
        metrics.text()
    );
    let proxied = request(at, "GET", "/metrics", &[("x-forwarded-for", "203.0.113.1")], "").await;
    assert_eq!(proxied.status, StatusCode::NOT_FOUND, "not through a proxy");

    let guarded = Server::start(t.backend(), &["--metrics-token", "tok"]).await;
    assert_eq!(request(guarded.address, "GET", "/metrics", &[], "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        request(guarded.address, "GET", "/metrics", &[("authorization", "Bearer tok")], "").await.status,
        StatusCode::OK
    );
    server.running.stop().await.expect("an orderly end");
    let closed = request(guarded.address, "GET", "/readyz", &[], "").await;
    assert_eq!(closed.status, StatusCode::SERVICE_UNAVAILABLE, "the store was closed with the first server");
}

#[tokio::test]
async fn a_stopping_server_ends_its_event_streams() {
    let t = TestBackend::sqlite().await;
    let world = World::new(&t).await;
    let server = Server::start(t.backend(), &[]).await;
    let cookie = format!("session={}", world.people.organiser.session);
    let path = format!("/api/v1/live?caravan={}", world.here.caravan);
    let mut lines = stream(server.address, &path, &[("cookie", &cookie)]).await;
    assert_eq!(lines.next_line().await.expect("a line").as_deref(), Some("event: snapshot"));
    let rest = async { while lines.next_line().await.is_ok_and(|line| line.is_some()) {} };
    let (stopped, ()) =
        tokio::time::timeout(std::time::Duration::from_secs(9), async { tokio::join!(server.running.stop(), rest) })
            .await
            .expect("long before the grace period ends");
    stopped.expect("an orderly end");
}

#[tokio::test]
async fn a_head_is_a_get_without_a_body() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    let answer =
        site.send(Request::builder().method(Method::HEAD).uri("/kk").body(Body::empty()).expect("a request")).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0));
}
