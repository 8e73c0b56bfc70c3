//! The language of a page: in its address, remembered, changed in the middle of a form.

use axum::http::{Request, StatusCode};
use keruen_app::words;
use keruen_backend::testing::TestBackend;
use keruen_domain::text::Lang;

use crate::support::{Site, World};
use crate::visitors::{MINOR, between, next, register};

#[tokio::test]
async fn the_language_is_in_the_address_and_remembered() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    let browser = site.browser();
    assert_eq!(next(&browser.get("/").await), "/kk", "Kazakh first");
    let accepting = Request::builder().uri("/").header("accept-language", "de-DE,ru;q=0.8,en;q=0.5");
    assert_eq!(next(&site.browser().send(accepting, axum::body::Body::empty()).await), "/ru");
    browser.get("/en").await;
    assert_eq!(next(&browser.get("/").await), "/en");
    assert_eq!(browser.get("/en/").await.header("location"), "/en");
    let lost = browser.get("/de/c/x").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert!(lost.text().contains("<html lang=\"en\">"));
    assert_eq!(browser.get("//example.org/").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_change_of_language_keeps_what_was_typed() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    let path = format!("/e/{}/register", world.here.event);
    let shown = browser.get(&format!("/kk{path}")).await.text();
    let form = between(&shown, "<form id=\"", "\"").to_owned();
    assert!(shown.contains(&format!("form=\"{form}\" formaction=\"/ru{path}\" name=\"only_show\"")), "{shown}");
    let first = shown.find(&format!("form=\"{form}\"")).expect("a button of the form");
    assert!(
        !between(&shown[first..], "", ">").contains("formaction"),
        "Enter in a field presses the first button, which must send the form"
    );

    let half =
        [("family_name", "Сапарова"), ("birth_day", "7"), ("birth_month", "3"), ("phone", "12"), ("sex", "female")];
    let turned = browser.post(&format!("/ru{path}"), &[&half[..], &[("only_show", "yes")]].concat()).await;
    assert_eq!(turned.status, StatusCode::OK);
    let text = turned.text();
    assert!(text.starts_with("<!doctype html><html lang=\"ru\">") && text.contains(words::register_submit(Lang::Ru)));
    for part in ["value=\"Сапарова\"", "value=\"12\"", "value=\"7\""] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("error-summary") && !text.contains("aria-invalid"), "nothing is wrong yet: {text}");
    assert_eq!(browser.cookie("lang").as_deref(), Some("ru"), "the choice is remembered");
    assert_eq!(browser.cookie("tickets"), None, "nobody was registered");
}

#[tokio::test]
async fn the_representatives_page_keeps_what_was_typed_too() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let pupil = site.browser();
    let page = pupil.get(&next(&register(&pupil, world.here.event, &MINOR).await)).await.text();
    let link = format!(
        "/consent/{}",
        between(&page, "/kk/consent/", "\n")
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .collect::<String>()
    );
    let parent = site.browser();
    assert!(parent.get(&format!("/kk{link}")).await.text().contains(&format!("formaction=\"/en{link}\"")));
    let typed =
        [("rep_name", "Серікова Г."), ("rep_relation", "guardian"), ("consent_data", "yes"), ("only_show", "yes")];
    let turned = parent.post(&format!("/en{link}"), &typed).await;
    assert_eq!(turned.status, StatusCode::OK);
    let text = turned.text();
    assert!(text.contains("<html lang=\"en\">") && text.contains("value=\"Серікова Г.\""), "{text}");
    assert!(!text.contains("error-summary"), "{text}");
    assert!(
        parent.get(&format!("/kk{link}")).await.text().contains(words::rep_confirm(Lang::Kk)),
        "nothing was agreed to"
    );
}

#[tokio::test]
async fn a_leader_who_changes_the_language_keeps_what_is_not_right_yet() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    let page = format!("/g/{}", crate::support::group(&t, world.here.event).await.expose());
    let joins = [("family_name.1", "Сапаров"), ("given_name.1", ""), ("adults", "yes")];
    for (path, form, typed, kept) in [
        (format!("{page}/pupils"), "joins", &joins[..], "value=\"Сапаров\""),
        (format!("{page}/consents"), "signed", &[("paper_no", "7-парақ"), ("photo", "yes")], "value=\"7-парақ\""),
    ] {
        let wrong = browser.post(&format!("/kk{path}"), typed).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = wrong.text();
        let button = format!("form=\"{form}\" formaction=\"/ru{path}\" name=\"only_show\"");
        assert!(text.contains(&button) && text.contains(&format!("<form id=\"{form}\"")), "{text}");
        let turned = browser.post(&format!("/ru{path}"), &[typed, &[("only_show", "yes")]].concat()).await;
        assert_eq!(turned.status, StatusCode::OK);
        let text = turned.text();
        assert!(text.contains("<html lang=\"ru\">") && text.contains(kept), "{text}");
        assert_eq!(text.matches("checked").count(), 1, "the tick stays: {text}");
        assert!(!text.contains("error-summary"), "nothing is wrong yet: {text}");
    }
    assert_eq!(browser.get(&format!("/kk{page}")).await.text().matches("data-pupil=").count(), 1, "nobody joined");
}

#[tokio::test]
async fn an_address_that_only_takes_forms_leads_to_its_page() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let browser = site.browser();
    let event = world.here.event;
    for (address, page) in [
        (format!("/en/desk/e/{event}/capacity"), format!("/en/desk/e/{event}")),
        (format!("/ru/desk/e/{event}/entry/{event}"), format!("/ru/desk/e/{event}")),
        (format!("/kk/desk/p/{event}/members/{event}/remove?x=1"), format!("/kk/desk/p/{event}/members")),
        ("/en/t/AAAAAAAAAAAAAAAAAAAAAA/forget".to_owned(), "/en/t/AAAAAAAAAAAAAAAAAAAAAA".to_owned()),
    ] {
        assert_eq!(next(&browser.get(&address).await), page);
    }
}
