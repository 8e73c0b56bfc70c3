//! The organiser's desk as a browser meets it: from an empty database to the first counted scan, and what goes wrong on the way.

use axum::http::{Method, StatusCode};
use keruen_app::words;
use keruen_backend::accounts;
use keruen_backend::testing::TestBackend;
use keruen_backend::{Actor, contract};
use keruen_domain::api::{PairReply, RosterReply};
use keruen_domain::id::EventId;
use keruen_domain::text::Lang;
use serde_json::json;

use crate::support::{Answer, Browser, Site, World, adult, batch, scan};

const PROJECT: [(&str, &str); 9] = [
    ("title_kk", "Жастар керуені"),
    ("grantor_kk", "Азаматтық бастамаларды қолдау орталығы"),
    ("contract_no", "12"),
    ("first_day", "2022-04-01"),
    ("last_day", "2022-12-31"),
    ("operator_kk", "«Жас керуен» ҚҚ"),
    ("operator_bin", "990140000386"),
    ("consent_text_kk", "Дербес деректерімді жинауға келісемін."),
    ("plan_direct_participants", "4"),
];
const STOP: [(&str, &str); 4] =
    [("city_kk", "Тараз"), ("region", "KZ-31"), ("venue_kk", "Оқушылар сарайы"), ("first_day", "2022-09-05")];
const EVENT: [(&str, &str); 6] = [
    ("kind", "excursion"),
    ("title_kk", "Музейге экскурсия"),
    ("starts_day", "2022-09-05"),
    ("starts_time", "10:30"),
    ("ends_time", "12:00"),
    ("capacity", "30"),
];

/// Where a post that was taken leads, without what it says there.
pub(crate) fn next(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header("location").split('?').next().unwrap_or_default().to_owned()
}

pub(crate) fn with<'a>(form: &[(&'a str, &'a str)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes).copied().collect()
}

/// The text between `before` and `after`, first time.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let from = text.find(before).unwrap_or_else(|| panic!("no {before:?} in {text}")) + before.len();
    text[from..].split(after).next().unwrap_or_default()
}

/// Somebody new comes by the console's one-time link and sets a password.
async fn organiser<'a>(t: &TestBackend, site: &'a Site) -> Browser<'a> {
    let link = accounts::organiser_link(t, &Actor::System, "aigul@example.org", Some("Айгүл")).await.expect("a link");
    let path = format!("/kk/sign-in/link/{}", link.expose());
    let browser = site.browser();
    for _ in 0..2 {
        assert_eq!(browser.get(&path).await.status, StatusCode::OK, "looking spends nothing");
    }
    assert_eq!(next(&browser.post(&path, &[]).await), "/kk/desk/password");
    assert_eq!(site.browser().post(&path, &[]).await.status, StatusCode::GONE);
    let words = [("password", "керуен тоғызыншы күні"), ("password_again", "керуен тоғызыншы күні")];
    let short = browser.post("/kk/desk/password", &[("password", "а"), ("password_again", "б")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(next(&browser.post("/kk/desk/password", &words).await), "/kk/desk");
    browser
}

contract! {
    async fn an_empty_database_becomes_a_counted_caravan(t: TestBackend) {
        let site = Site::on(&t);
        let desk = organiser(&t, &site).await;
        assert!(desk.get("/kk/desk").await.text().contains(words::desk_no_projects(Lang::Kk)));

        let refused = desk.post("/kk/desk/projects/new", &with(&PROJECT, &[("operator_bin", "12"), ("title_en", "<b>&\"")])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text();
        assert!(text.contains("id=\"error-summary\"") && text.contains("#f-operator_bin"), "{text}");
        assert!(text.contains("Жас керуен") && text.contains("&lt;b&gt;&amp;&quot;") && !text.contains("<b>&"), "typed values stay, as text: {text}");

        let project = next(&desk.post("/kk/desk/projects/new", &PROJECT).await);
        assert!(desk.get(&project).await.text().contains(words::desk_no_caravans(Lang::Kk)));
        let caravan = next(&desk.post(&format!("{project}/caravans/new"), &[("title_kk", "Бірінші керуен"), ("slug", "birinshi")]).await);
        assert!(desk.get(&caravan).await.text().contains(words::desk_step_stop(Lang::Kk)), "a newcomer is led");
        assert_eq!(site.browser().get("/kk/c/birinshi").await.status, StatusCode::NOT_FOUND, "a draft is nobody's business");
        next(&desk.post(&format!("{caravan}/stops/new"), &STOP).await);
        let stop = between(&desk.get(&caravan).await.text(), "/kk/desk/s/", "/").to_owned();
        let event = next(&desk.post(&format!("{caravan}/events/new"), &with(&EVENT, &[("stop", &stop)])).await);
        next(&desk.post(&format!("{caravan}/publish"), &[]).await);

        // Anybody registers now.
        let id: EventId = event.rsplit('/').next().expect("an id").parse().expect("an id");
        let visitor = site.browser();
        let serde_json::Value::Object(form) = serde_json::to_value(adult()).expect("a form") else { panic!("no object") };
        let form: Vec<(String, String)> = form.into_iter().map(|(n, v)| (n, v.as_str().unwrap_or_default().to_owned())).collect();
        let form: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let ticket = next(&visitor.post(&format!("/kk/e/{id}/register"), &form).await);
        assert_eq!(visitor.get(&ticket).await.status, StatusCode::OK);
        let roll = desk.get(&event).await.text();
        assert!(roll.contains("Сапарова Айгерім"), "{roll}");

        // A phone is paired by the link of the devices' page, and scans.
        let shown = desk.post(&format!("{caravan}/devices"), &[("device_role", "door"), ("uses", "1"), ("hours", "1")]).await.text();
        let token = between(&shown, "/scan#p=", "\"");
        let pair = json!({ "token": token, "operator": "Дана" });
        let phone: PairReply = serde_json::from_value(site.call(Method::POST, "/api/v1/devices/pair", None, Some(&pair)).await.json()).expect("paired");
        let roster: RosterReply = serde_json::from_value(site.call(Method::GET, "/api/v1/roster", Some(&phone.device_token), None).await.json()).expect("a roster");
        let ticket = roster.tickets.first().expect("the visitor's ticket").id;
        let fact = serde_json::to_value(scan(id, ticket, &phone, 1)).expect("a fact");
        assert_eq!(site.call(Method::POST, "/api/v1/scans", Some(&phone.device_token), Some(&batch(&[fact]))).await.status, StatusCode::OK);

        // The figure, its persons, the person's facts; taken back, the figure falls.
        let direct = |text: &str| between(between(text, "data-main", "stat-label"), "<strong class=\"stat-value\">", "</strong>").replace("<!>", "");
        assert_eq!(direct(&desk.get(&format!("{caravan}/direct")).await.text()), "1");
        assert!(desk.get(&format!("{caravan}/board")).await.text().contains("Музейге экскурсия"));
        let persons = desk.get(&format!("{caravan}/persons?method=qr")).await.text();
        assert!(persons.contains("Сапарова Айгерім"));
        assert!(!desk.get(&format!("{caravan}/persons?method=by_hand")).await.text().contains("Сапарова"));
        let file = desk.get(&format!("{caravan}/persons.csv")).await;
        assert!(file.header("content-type").starts_with("text/csv") && file.text().contains("\"Сапарова Айгерім\""));
        let person = format!("/kk/desk/person/{}", between(&persons, "/kk/desk/person/", "\""));
        let facts = desk.get(&person).await.text();
        for part in [words::facts_kind_scan(Lang::Kk), words::method_qr(Lang::Kk), "Дана", words::verdict_admit(Lang::Kk)] {
            assert!(facts.contains(part), "{part}: {facts}");
        }
        next(&desk.post(&format!("{person}/annul"), &[("fact", between(&facts, "name=\"fact\" value=\"", "\""))]).await);
        assert_eq!(direct(&desk.get(&format!("{caravan}/direct")).await.text()), "0");
        assert!(desk.get(&person).await.text().contains(words::facts_annulled(Lang::Kk)), "annulled facts stay in sight");
    }

    async fn marks_and_entries_are_facts_with_their_method(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let person = world.registered(&t, world.here.online, "Айгерім").await.person;
        let (online, here) = (world.here.online, world.here.event);
        let refused = desk.post(&format!("/kk/desk/e/{online}/entry/{person}"), &[("link", "javascript:alert(1)")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("javascript:alert(1)"), "what was typed stays");
        next(&desk.post(&format!("/kk/desk/e/{online}/entry/{person}"), &[("link", "https://example.org/post/1")]).await);
        assert_eq!(desk.post(&format!("/kk/desk/e/{here}/mark/{person}"), &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        next(&desk.post(&format!("/kk/desk/e/{here}/mark/{person}"), &[("reason", "Телефоны өшіп қалды")]).await);
        let page = desk.get(&format!("/kk/desk/person/{person}")).await.text();
        for part in [words::method_entry(Lang::Kk), words::method_by_hand(Lang::Kk), "https://example.org/post/1", "Телефоны өшіп қалды"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let roll = desk.get(&format!("/kk/desk/e/{here}?show=arrived")).await.text();
        assert!(roll.contains(words::desk_list_unregistered(Lang::Kk)), "who came unregistered is on the roll: {roll}");
        // Somebody of another project does not exist here.
        let stranger = desk.post(&format!("/kk/desk/e/{}/mark/{person}", world.there.event), &[("reason", "Жоқ")]).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    }

    async fn two_editors_see_both_values(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let path = format!("/kk/desk/s/{}/edit", world.here.stop);
        let page = desk.get(&path).await.text();
        let version = between(&page, "name=\"version\" value=\"", "\"").to_owned();
        let edit = |city: &'static str| with(&STOP, &[("city_kk", city), ("position", "1")]);
        next(&desk.post(&path, &with(&edit("Шу"), &[("version", &version)])).await);
        let stale = desk.post(&path, &with(&edit("Мерке"), &[("version", &version)])).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let text = stale.text();
        assert!(text.contains("Шу") && text.contains("Мерке"), "both values are shown: {text}");
        let version = between(&text, "name=\"version\" value=\"", "\"").to_owned();
        next(&desk.post(&path, &with(&edit("Мерке"), &[("version", &version)])).await);
    }
}

#[tokio::test]
async fn an_event_is_closed_called_off_and_resized() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let desk = site.browser();
    desk.set_cookie("session", &world.people.organiser.session);
    let event = world.here.event;
    for name in ["Айгерім", "Дана", "Ерлан"] {
        world.registered(&t, event, name).await;
    }
    let path = format!("/kk/desk/e/{event}");
    next(&desk.post(&format!("{path}/state"), &[("state", "closed")]).await);
    let refused = site.browser().post(&format!("/kk/e/{event}/register"), &[]).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER, "nobody registers for a closed event");
    assert_eq!(desk.post(&format!("{path}/state"), &[("state", "draft")]).await.status, StatusCode::CONFLICT);
    let bad = desk.post(&format!("{path}/capacity"), &[("capacity", "-3")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text().contains("value=\"-3\""), "what was typed stays");
    next(&desk.post(&format!("{path}/capacity"), &[("capacity", "1")]).await);
    assert!(desk.get(&path).await.text().contains(&words::desk_capacity_over(Lang::Kk, 2)), "shown, nobody is removed");
    assert!(desk.get(&format!("{path}/cancel")).await.text().contains(words::desk_cancel_event_text(Lang::Kk)));
    next(&desk.post(&format!("{path}/state"), &[("state", "cancelled")]).await);
    let page = desk.get(&path).await.text();
    assert!(page.contains(words::desk_restore_event(Lang::Kk)), "it can be undone");
}

#[tokio::test]
async fn a_pairing_link_is_made_as_typed_or_not_at_all() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let desk = site.browser();
    desk.set_cookie("session", &world.people.organiser.session);
    let path = format!("/kk/desk/c/{}/devices", world.here.caravan);
    let form = [("stop", ""), ("device_role", "door"), ("uses", "1"), ("hours", "24")];
    let there = world.there.stop.to_string();
    for (name, typed, status) in [
        ("uses", "201", StatusCode::UNPROCESSABLE_ENTITY),
        ("hours", "екі", StatusCode::UNPROCESSABLE_ENTITY),
        ("stop", "none", StatusCode::UNPROCESSABLE_ENTITY),
        ("stop", there.as_str(), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = desk.post(&path, &with(&form, &[(name, typed)])).await;
        assert_eq!(answer.status, status, "{name}={typed}");
        assert!(!answer.text().contains("/scan#p="), "{name}={typed}: no link");
    }
    assert!(
        desk.post(&path, &with(&form, &[("uses", "201")])).await.text().contains("value=\"201\""),
        "what was typed stays"
    );
    assert!(desk.post(&path, &form).await.text().contains("/scan#p="));
}

#[tokio::test]
async fn a_volunteer_sees_figures_without_names() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let (event, caravan) = (world.here.event, world.here.caravan);
    let person = world.registered(&t, event, "Айгерім").await.person;
    let desk = site.browser();
    desk.set_cookie("session", &world.people.organiser.session);
    next(&desk.post(&format!("/kk/desk/e/{event}/mark/{person}"), &[("reason", "Тізім бойынша")]).await);
    let volunteer = site.browser();
    volunteer.set_cookie("session", &world.people.volunteer.session);
    for path in ["board", "direct"]
        .map(|page| format!("/kk/desk/c/{caravan}/{page}"))
        .into_iter()
        .chain([format!("/kk/desk/e/{event}")])
    {
        let page = volunteer.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(!page.text().contains("Сапарова") && !page.text().contains("/persons"), "{path}");
    }
    assert_eq!(volunteer.get(&format!("/kk/desk/c/{caravan}/persons")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn signing_in_tells_nobody_who_has_an_account() {
    let t = TestBackend::sqlite().await;
    let site = Site::on(&t);
    organiser(&t, &site).await;
    let browser = site.browser();
    let try_with = async |email: &str, password: &str, next: &str| {
        browser.post("/kk/sign-in", &[("email", email), ("password", password), ("next", next)]).await
    };
    let (wrong, unknown) = (
        try_with("aigul@example.org", "қате құпиясөз", "").await,
        try_with("jok@example.org", "қате құпиясөз", "").await,
    );
    assert_eq!((wrong.status, unknown.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(wrong.text().replace("aigul@", "jok@"), unknown.text());
    assert!(!wrong.text().contains("қате құпиясөз"), "a password is never printed back");
    let away = try_with("aigul@example.org", "керуен тоғызыншы күні", "//evil.example/").await;
    assert_eq!(away.header("location"), "/kk/desk");
    let cookie = away.header("set-cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.starts_with("session="),
        "{cookie}"
    );
    let back = site.browser();
    let asked = back.get("/ru/desk/tokens").await;
    assert_eq!(asked.header("location"), "/ru/sign-in?next=%2Fdesk%2Ftokens");
}
