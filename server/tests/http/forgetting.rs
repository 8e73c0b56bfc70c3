//! Taking a consent back and erasing people, as browsers do it.

use axum::http::StatusCode;
use keruen_app::words;
use keruen_backend::contract;
use keruen_backend::figures::person_facts;
use keruen_domain::text::Lang;
use serde_json::Value;

use crate::support::{BASE, Site, World};
use crate::visitors::{MINOR, next, register};

/// The path of the representative's page in the text for messengers.
fn consent_link(page: &str) -> String {
    let link = page.split(BASE).find(|part| part.starts_with("/kk/consent/")).expect("the link");
    link.chars().take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c)).collect()
}

const AGREED: [(&str, &str); 4] =
    [("rep_name", "Серікова Гүлнар"), ("rep_relation", "mother"), ("consent_data", "yes"), ("consent_photo", "yes")];

contract! {
    async fn a_representative_takes_back_what_they_gave(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let (pupil, mother) = (site.browser(), site.browser());
        let to = next(&register(&pupil, world.here.event, &MINOR).await);
        let link = consent_link(&pupil.get(&to).await.text());
        next(&mother.post(&link, &AGREED).await);
        let page = mother.get(&link).await.text();
        assert!(page.contains(words::rep_withdraw_data(Lang::Kk)) && page.contains(words::own_photo(Lang::Kk)));

        let withdraw = format!("{link}/withdraw");
        assert_eq!(mother.post(&withdraw, &[("what", "house")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = next(&mother.post(&withdraw, &[("what", "photo")]).await);
        let page = mother.get(&told).await.text();
        assert!(page.contains(words::rep_photo_withdrawn(Lang::Kk)) && !page.contains(words::own_photo(Lang::Kk)));

        let told = next(&mother.post(&withdraw, &[("what", "data")]).await);
        let page = mother.get(&told).await.text();
        assert!(page.contains(words::rep_withdrawn_title(Lang::Kk)));
        assert!(page.contains("name=\"rep_relation\""), "they may agree again on the same page");
        next(&mother.post(&link, &AGREED).await);

        let told = next(&mother.post(&withdraw, &[("what", "everything")]).await);
        assert_eq!(told, "/kk/erased");
        assert!(mother.get(&told).await.text().contains(words::own_erased_title(Lang::Kk)));
        assert_eq!(mother.get(&link).await.status, StatusCode::NOT_FOUND);
        assert_eq!(pupil.get(&to).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_holder_takes_their_data_along_and_goes(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let browser = site.browser();
        let to = next(&register(&browser, world.here.event, &[]).await);
        let ticket = to.split('?').next().expect("a path").to_owned();
        let page = browser.get(&format!("{ticket}/data")).await;
        assert_eq!((page.status, page.header("referrer-policy")), (StatusCode::OK, "no-referrer, same-origin"));
        assert!(page.text().contains(words::own_erase(Lang::Kk)));

        let file = browser.get(&format!("{}/data.json", ticket.trim_start_matches("/kk"))).await;
        assert_eq!(file.header("cache-control"), "no-store");
        let data: Value = serde_json::from_slice(&file.body).expect("JSON");
        let form = crate::support::adult();
        assert_eq!(data["person"]["family_name"], form.family_name.as_str());
        assert_eq!(data["events"].as_array().map(Vec::len), Some(1));
        assert_eq!(data["consents"][0]["kind"], "data");

        assert_eq!(next(&browser.post(&format!("{ticket}/cancel-all"), &[]).await), ticket);
        assert!(browser.get(&ticket).await.text().contains(words::ticket_state_cancelled(Lang::Kk)));
        let left = browser.post(&format!("{ticket}/data"), &[("what", "everything")]).await;
        assert_eq!(next(&left), "/kk/erased");
        for path in [ticket.clone(), format!("{ticket}/data")] {
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        assert!(!browser.get("/kk/tickets").await.text().contains(&form.given_name));
    }

    async fn an_organiser_erases_and_the_desk_says_so(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let visitor = site.browser();
        next(&register(&visitor, world.here.event, &[]).await);
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let roll = desk.get(&format!("/kk/desk/e/{}", world.here.event)).await.text();
        let person = crate::visitors::between(&roll, "/kk/desk/person/", "\"").to_owned();
        let erase = format!("/kk/desk/person/{person}/erase");
        assert!(next(&desk.post(&erase, &[]).await).contains("done=erased"));
        let page = desk.get(&format!("/kk/desk/person/{person}")).await.text();
        assert!(page.contains(words::erased_by_organiser(Lang::Kk)) && !page.contains(&erase));
        let id = person.parse().expect("an id");
        assert_eq!(person_facts(&t, &world.here.organiser, id).await.expect("a page").name, "");
        let roll = desk.get(&format!("/kk/desk/e/{}", world.here.event)).await;
        assert_eq!(roll.status, StatusCode::OK);
        assert!(roll.text().contains(words::breakdown_erased(Lang::Kk)));
        assert_eq!(desk.get(&format!("/kk/desk/person/{person}/edit")).await.status, StatusCode::NOT_FOUND);
    }
}
