//! Correcting a person's record at the desk.

use axum::http::StatusCode;
use keruen_app::words;
use keruen_backend::testing::TestBackend;
use keruen_domain::text::Lang;

use crate::desk::{between, next, with};
use crate::support::{Site, World};

#[tokio::test]
async fn a_record_is_corrected_with_all_errors_at_once_and_no_edit_lost() {
    let t = TestBackend::sqlite().await;
    let (site, world) = (Site::on(&t), World::new(&t).await);
    let desk = site.browser();
    desk.set_cookie("session", &world.people.organiser.session);
    let person = format!("/kk/desk/person/{}", world.registered(&t, world.here.event, "Айгерім").await.person);
    let edit = format!("{person}/edit");
    assert!(desk.get(&person).await.text().contains(&format!("href=\"{edit}\"")));
    let shown = desk.get(&edit).await.text();
    let value = |name: &str| between(between(&shown, &format!("name=\"{name}\""), ">"), "value=\"", "\"").to_owned();
    assert_eq!(
        (value("given_name"), value("birth_year"), value("phone")),
        ("Айгерім".into(), "2000".into(), "+77011234567".into())
    );
    let version = value("version");
    let form = [
        ("family_name", "Сапарова"),
        ("given_name", "Айгерім"),
        ("birth_day", "7"),
        ("birth_month", "3"),
        ("birth_year", "2000"),
        ("sex", "female"),
        ("region", "KZ-75"),
        ("place", "urban"),
        ("institution_kind", "university"),
        ("phone", "+7 701 123 45 67"),
        ("version", &version),
    ];

    let refused = desk.post(&edit, &with(&form, &[("given_name", "<b>1"), ("phone", "12"), ("sex", "")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for field in ["given_name", "phone", "sex"] {
        assert!(text.contains(&format!("href=\"#f-{field}\"")), "{field}: {text}");
    }
    assert!(text.contains("value=\"&lt;b&gt;1\"") && text.contains("value=\"12\""), "what was typed stays: {text}");

    let saved = desk.post(&edit, &with(&form, &[("class_name", "1-топ")])).await;
    assert_eq!(
        (saved.status, saved.header("location")),
        (StatusCode::SEE_OTHER, format!("{person}?done=saved").as_str())
    );
    assert!(desk.get(&person).await.text().contains("1-топ"));

    let late = desk.post(&edit, &with(&form, &[("class_name", "2-топ")])).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let text = late.text();
    assert!(text.contains("1-топ") && text.contains("2-топ"), "both are shown: {text}");
    assert!(
        text.contains(words::field_class_name(Lang::Kk)) && !text.contains(&version),
        "the next save means it: {text}"
    );
    let again = between(between(&text, "name=\"version\"", ">"), "value=\"", "\"");
    next(&desk.post(&edit, &with(&form, &[("class_name", "2-топ"), ("version", again)])).await);
    assert!(desk.get(&person).await.text().contains("2-топ"));
}
