//! Public forms that come too often: whom it concerns, what they see, and who cannot get round it (decision 0095).

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use keruen_app::request::Transport;
use keruen_app::shell::{encode, escape};
use keruen_app::words;
use keruen_backend::testing::TestBackend;
use keruen_domain::text::Lang;
use keruen_server::router::Patience;
use serde_json::Value;

use crate::support::{Answer, BASE, Site, World, adult, group};

/// Nobody may wait: who would be slowed down is told to come later at once.
const NO_WAITING: Patience = Patience { people_per_address: 60, waiting_per_address: 0 };

/// The adult's form, as a browser encodes it, under a telephone and a name of its own.
fn form(n: usize) -> String {
    let mut fields = serde_json::to_value(adult()).expect("a form").as_object().cloned().expect("an object");
    fields.insert("phone".to_owned(), Value::from(format!("+7 702 {:03} {:02} 00", n / 100, n % 100)));
    let letters = ["б", "д", "з", "к", "л", "м", "н", "п", "р", "с"];
    fields.insert("given_name".to_owned(), Value::from(format!("Ай{}{}", letters[n / 10 % 10], letters[n % 10])));
    let pair = |(name, value): (&String, &Value)| format!("{name}={}", encode(value.as_str().unwrap_or_default()));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Posts a form from `peer`, with what a proxy or a liar says of whom it comes from.
async fn post(site: &Site, peer: &str, forwarded: Option<&str>, path: &str, body: String) -> Answer {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, BASE)
        .header("sec-fetch-site", "same-origin");
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    let mut request = request.body(Body::from(body)).expect("a request");
    let peer = SocketAddr::new(peer.parse().expect("an address"), 1);
    request.extensions_mut().insert(ConnectInfo(peer));
    site.send(request).await
}

#[tokio::test]
async fn the_sixty_first_keeps_what_was_typed_and_reads_why_in_their_language() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::of(&t, Transport::Plain, NO_WAITING, &[]), World::new(&t).await);
    let path = |lang: Lang| format!("/{}/e/{}/register", lang.code(), world.here.event);
    for n in 0..60 {
        let answer = post(&site, "203.0.113.9", None, &path(Lang::Kk), form(n)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{n}: {}", answer.text());
    }
    for lang in Lang::ALL {
        let answer = post(&site, "203.0.113.9", Some("198.51.100.1"), &path(lang), form(61)).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.header("retry-after"), "10");
        let page = answer.text();
        for said in [words::held_up_title(lang), &words::held_up_text(lang, 1)] {
            assert!(page.contains(&escape(said)), "{said}: {page}");
        }
        for typed in ["value=\"Сапарова\"", "value=\"+7 702 000 61 00\"", "value=\"2000\""] {
            assert!(page.contains(typed), "{typed}: {page}");
        }
    }
    // To read it in another language is not sending it.
    let shown = post(&site, "203.0.113.9", None, &path(Lang::Ru), format!("{}&only_show=yes", form(61))).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!shown.text().contains(words::held_up_title(Lang::Ru)));
    assert_eq!(post(&site, "203.0.113.10", None, &path(Lang::Kk), form(62)).await.status, StatusCode::SEE_OTHER);
    let later = post(&site, "203.0.113.9", None, "/ru/e/not-an-event/register", form(61)).await;
    assert_eq!(later.status, StatusCode::NOT_FOUND, "what is not there is not there later either");

    t.clock.advance(10_000);
    assert_eq!(post(&site, "203.0.113.9", None, &path(Lang::Kk), form(61)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_a_trusted_proxy_says_whom_a_form_comes_from() {
    let t = TestBackend::sqlite().await;
    let patience = Patience { people_per_address: 2, waiting_per_address: 0 };
    let (site, world) = (Site::of(&t, Transport::Plain, patience, &["10.0.0.0/8"]), World::new(&t).await);
    let path = format!("/kk/e/{}/register", world.here.event);
    let mut statuses = Vec::new();
    for (n, (peer, forwarded)) in [
        // Somebody who invents an address for each form.
        ("203.0.113.9", "198.51.100.1"),
        ("203.0.113.9", "198.51.100.2"),
        ("203.0.113.9", "198.51.100.3"),
        // The same through our proxy, which adds whom it saw.
        ("10.0.0.1", "198.51.100.4, 203.0.113.9"),
        ("10.0.0.1", "198.51.100.4, 203.0.113.10"),
        // A subscriber with a whole network of addresses.
        ("2001:db8::1", ""),
        ("2001:db8::2", ""),
        ("2001:db8::3", ""),
        ("2001:db8:0:1::3", ""),
    ]
    .into_iter()
    .enumerate()
    {
        statuses.push(post(&site, peer, Some(forwarded), &path, form(n)).await.status.as_u16());
    }
    assert_eq!(statuses, [303, 303, 429, 429, 303, 303, 303, 429, 303]);
}

#[tokio::test]
async fn every_public_form_has_its_limit_and_members_have_none() {
    let t = TestBackend::sqlite().await;
    let patience = Patience { people_per_address: 1, waiting_per_address: 0 };
    let (site, world) = (Site::of(&t, Transport::Plain, patience, &[]), World::new(&t).await);
    let page = group(&t, world.here.event).await;
    let register = format!("/kk/e/{}/register", world.here.event);
    // One person, and five acts of a leader.
    assert_eq!(post(&site, "127.0.0.1", None, &register, form(0)).await.status, StatusCode::SEE_OTHER);
    for n in 0..5 {
        let line = format!("family_name.1=Оспан&given_name.1=Дана&birth_date.1=0{}.04.2009&sex.1=female", n + 1);
        let answer = post(&site, "127.0.0.1", None, &format!("/kk/g/{}/pupils", page.expose()), line).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    let pages = site.table.iter().filter(|route| route.method == "POST" && route.path.starts_with("/{lang}/"));
    let public =
        pages.filter(|route| matches!(route.who, keruen_app::routes::Who::Public | keruen_app::routes::Who::Secret));
    for route in public.filter(|route| !route.path.ends_with("/sign-in") && !route.path.ends_with("/sign-out")) {
        let path = route.path.replace("{lang}", "kk").replace("{event}", &world.here.event.to_string());
        let path = path.replace("{group}", page.expose()).replace("{secret}", "s").replace("{token}", "s");
        if route.path == "/{lang}/e/{event}/group" {
            // Lists have a limit of their own, which nobody has reached.
            continue;
        }
        let answer = post(&site, "127.0.0.1", None, &path, "family_name.1=Бекова&email=x".to_owned()).await;
        let is_late = answer.status == StatusCode::TOO_MANY_REQUESTS && !answer.header("retry-after").is_empty();
        // A link that is not there stays a link that is not there.
        assert!(is_late || route.path == "/{lang}/consent/{token}", "{}: {}", route.path, answer.status);
    }
    let browser = site.browser();
    let file = format!("/kk/e/{}/group/file", world.here.event);
    let held_up = browser.post_file(&file, &[("paste", "Ким Анна 05.03.2008")], ("file", b"A;B")).await;
    assert_eq!(held_up.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(held_up.text().contains("Ким Анна 05.03.2008"), "what stands beside a file stays");
    let again =
        post(&site, "127.0.0.1", None, &format!("/kk/g/{}/pupils", page.expose()), "family_name.1=Бекова".to_owned())
            .await;
    assert!(again.text().contains("value=\"Бекова\""), "a pupil's line stays as it was typed");

    let member = site.browser();
    member.set_cookie("session", &world.people.volunteer.session);
    let fields = serde_json::to_value(adult()).expect("a form");
    let fields = fields
        .as_object()
        .expect("an object")
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or("")));
    for day in ["11", "12", "13"] {
        let fields: Vec<_> =
            fields.clone().filter(|(name, _)| *name != "birth_day").chain([("birth_day", day)]).collect();
        assert_eq!(member.post(&register, &fields).await.status, StatusCode::SEE_OTHER);
    }
}
