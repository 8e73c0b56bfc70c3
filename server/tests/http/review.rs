//! The review as an organiser's browser meets it: rows as cards, one press each, the way back, moved scans, a role.

use axum::http::{Method, StatusCode};
use keruen_app::words;
use keruen_backend::contract;
use keruen_domain::text::Lang;
use serde_json::json;

use crate::support::{Answer, Browser, Site, World, batch, phone, scan};

/// Where a post that was taken leads.
fn next(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").to_owned()
}

/// The value of a hidden input of a page, first time.
fn hidden(page: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let from = page.find(&marker).unwrap_or_else(|| panic!("no {name} in {page}")) + marker.len();
    page[from..].split('"').next().unwrap_or_default().to_owned()
}

async fn direct(browser: &Browser<'_>, caravan: impl std::fmt::Display) -> String {
    let page = browser.get(&format!("/kk/desk/c/{caravan}/board")).await.text();
    let from = page.find("data-figure=\"direct_participants\"").expect("the figure");
    page[from..].split("data-value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}

contract! {
    async fn a_row_is_settled_by_one_press_and_comes_back(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let (event, caravan) = (world.here.event, world.here.caravan);
        let path = format!("/kk/desk/c/{caravan}/review");
        assert!(desk.get(&path).await.text().contains(words::review_empty(Lang::Kk)), "nothing yet");

        let visitor = world.registered(&t, event, "Айгерім").await;
        let second = phone(&t, &world.people.organiser.actor, caravan).await;
        for (phone, seq) in [(&world.phone, 1), (&second, 2)] {
            let body = batch(&[json!(scan(event, visitor.ticket, phone, seq))]);
            let sent = site.call(Method::POST, "/api/v1/scans", Some(&phone.device_token), Some(&body)).await;
            assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
        }
        let page = desk.get(&path).await.text();
        assert!(page.contains("data-review=\"two_phones\"") && page.contains("Сапарова"), "{page}");
        let tab = words::review_tab(Lang::Kk, 1);
        assert!(desk.get(&format!("/kk/desk/c/{caravan}")).await.text().contains(&tab), "in the desk's navigation");
        assert!(desk.get(&format!("/kk/desk/c/{caravan}/board")).await.text().contains(&tab), "on the live board");

        let targets = hidden(&page, "targets");
        let press = async |action: &str| next(&desk.post(&path, &[("action", action), ("targets", &targets)]).await);
        assert!(press("let_stand").await.ends_with("review?done=settled"));
        let page = desk.get(&format!("{path}?done=settled")).await.text();
        assert!(page.contains(words::review_settled(Lang::Kk)) && page.contains(words::review_empty(Lang::Kk)));
        assert!(page.contains(words::facts_kind_reviewed(Lang::Kk)), "the last settlement is named");
        next(&desk.post(&format!("{path}/undo"), &[("fact", &hidden(&page, "fact"))]).await);
        assert!(desk.get(&path).await.text().contains("data-review=\"two_phones\""), "it is back");
        press("take_back").await;
        assert!(!desk.get(&path).await.text().contains("data-review"));
        assert_eq!(direct(&desk, caravan).await, "1");
        for lang in ["ru", "en"] {
            assert_eq!(desk.get(&path.replace("/kk/", &format!("/{lang}/"))).await.status, StatusCode::OK);
        }
        for form in [&[("action", "let_stand")][..], &[("action", "dance"), ("targets", &targets)], &[("action", "merge")]] {
            assert_eq!(desk.post(&path, form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        }
        let volunteer = site.browser();
        volunteer.set_cookie("session", &world.people.volunteer.session);
        assert!(!volunteer.get(&format!("/kk/desk/c/{caravan}")).await.text().contains("/review"), "no way in");
    }

    async fn scans_move_and_a_teacher_stops_counting(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let (event, caravan) = (world.here.event, world.here.caravan);
        let there = t.event(&world.here, |_| {}).await;
        let visitor = world.registered(&t, event, "Айгерім").await;
        let body = batch(&[json!(scan(event, visitor.ticket, &world.phone, 1))]);
        site.call(Method::POST, "/api/v1/scans", Some(&world.phone.device_token), Some(&body)).await;

        let devices = desk.get(&format!("/kk/desk/c/{caravan}/devices")).await.text();
        let path = format!("/kk/desk/c/{caravan}/devices/move");
        assert!(devices.contains(&path), "the list of phones leads there");
        let (device, from, to) = (world.phone.device.to_string(), event.to_string(), there.to_string());
        let mut form = vec![
            ("device", device.as_str()),
            ("from_event", from.as_str()),
            ("to_event", to.as_str()),
            ("move_day", "2022-09-05"),
            ("from_time", "10:30"),
            ("until_time", "10:00"),
        ];
        let wrong = desk.post(&path, &form).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"10:30\""), "what was typed stays");
        form[4] = ("from_time", "10:00");
        assert!(next(&desk.post(&path, &form).await).ends_with("done=moved"));
        let person = format!("/kk/desk/person/{}", visitor.person);
        let page = desk.get(&person).await.text();
        assert!(page.contains(words::facts_kind_move(Lang::Kk)), "the move stands on the person's page: {page}");

        assert_eq!(direct(&desk, caravan).await, "1");
        assert_eq!(desk.post(&format!("{person}/role"), &[("role", "king")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(next(&desk.post(&format!("{person}/role"), &[("role", "teacher")]).await).ends_with("done=role"));
        assert_eq!(direct(&desk, caravan).await, "0");
        assert!(desk.get(&person).await.text().contains(words::facts_kind_role(Lang::Kk)));
    }
}
