//! Classes at the desk: a new address for a leader.

use axum::http::StatusCode;
use keruen_backend::contract;

use crate::support::{Site, World};
use crate::visitors::between;

contract! {
    async fn a_new_address_is_given_once_however_often_the_form_is_sent(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let old = crate::support::group(&t, world.here.event).await;
        let desk = site.browser();
        desk.set_cookie("session", &world.people.organiser.session);
        let path = format!("/kk/desk/c/{}/groups", world.here.caravan);
        let shown = desk.get(&path).await.text();
        let value = |name: &str| between(&shown, &format!("name=\"{name}\" value=\""), "\"").to_owned();
        let (class, page) = (value("class"), value("page"));
        assert!(between(&shown, "<details>", "</details>").contains(&page), "asked once more before it is done");

        let link = format!("/kk/g/{page}");
        for sent in ["sent", "loaded again"] {
            let answer = desk.post(&path, &[("class", &class), ("page", &page)]).await;
            assert_eq!(answer.status, StatusCode::OK, "{sent}");
            assert!(answer.text().contains(&link), "{sent}: {}", answer.text());
            assert_eq!(site.browser().get(&link).await.status, StatusCode::OK);
        }
        assert_eq!(site.browser().get(&format!("/kk/g/{}", old.expose())).await.status, StatusCode::NOT_FOUND);
        for wrong in [[("class", ""), ("page", page.as_str())], [("class", class.as_str()), ("page", "1")]] {
            assert_eq!(desk.post(&path, &wrong).await.status, StatusCode::BAD_REQUEST);
        }
        let volunteer = site.browser();
        volunteer.set_cookie("session", &world.people.volunteer.session);
        assert_eq!(volunteer.post(&path, &[("class", &class), ("page", &page)]).await.status, StatusCode::FORBIDDEN);
    }
}
