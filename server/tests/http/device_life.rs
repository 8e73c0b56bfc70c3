//! A phone's life as the server meets it: a clock a day wrong, two who share a tablet, a window that is over, a phone that
//! was taken out of service and only hands in.

use axum::http::{Method, StatusCode};
use keruen_backend::devices::device_revoke;
use keruen_backend::figures::{RecordedBy, person_facts, project_figures};
use keruen_backend::review::{accept, review_list};
use keruen_backend::testing::TestBackend;
use keruen_backend::{Actor, contract};
use keruen_domain::fact::{Body, Fact, FactRef, Source};
use keruen_domain::id::{FactId, ProjectId};
use keruen_domain::time::{DAY, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Site, World, batch, scan};

async fn attendances(t: &TestBackend, by: &Actor, project: ProjectId) -> i64 {
    project_figures(t, by, project).await.expect("figures").figures.attendances
}

async fn send(site: &Site, world: &World, body: Value) -> Value {
    let answer = site.call(Method::POST, "/api/v1/scans", Some(&world.phone.device_token), Some(&body)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.json()
}

fn roster_call(world: &World) -> (Method, &'static str, Option<&str>) {
    (Method::GET, "/api/v1/roster", Some(&world.phone.device_token))
}

contract! {
    async fn a_revoked_phone_that_only_hands_in_is_told(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let by = &world.people.organiser.actor;
        let [before, after] = [world.registered(&t, world.here.event, "Айгерім").await, world.registered(&t, world.here.event, "Бекзат").await];
        let first = scan(world.here.event, before.ticket, &world.phone, 1);
        let told = send(&site, &world, batch(&[json!(first)])).await;
        assert_eq!(told["standing"], "paired");
        t.clock.advance(1_000);
        device_revoke(&t, by, world.phone.device).await.expect("revoked");
        let second = scan(world.here.event, after.ticket, &world.phone, 2);
        let told = send(&site, &world, batch(&[json!(second)])).await;
        assert_eq!((&told["receipts"][0]["receipt"], &told["standing"]), (&json!("stored"), &json!("revoked")), "kept, and told");
        assert_eq!(send(&site, &world, json!({ "facts": [] })).await["standing"], "revoked", "with nothing to hand in, too");
        let (method, path, token) = roster_call(&world);
        let roster = site.call(method, path, token, None).await;
        assert_eq!((roster.status, roster.header("x-keruen")), (StatusCode::FORBIDDEN, "1"), "reads are refused, by us");
        assert_eq!(attendances(&t, by, world.here.project).await, 1, "not counted");
        let rows = review_list(&t, by, world.here.caravan).await.expect("a review").rows;
        let late = FactRef { source: Source::Device(world.phone.device), id: second.id };
        assert_eq!(rows.iter().flat_map(|row| row.row.targets.clone()).collect::<Vec<_>>(), [late]);
        accept(&t, by, &[late]).await.expect("accepted");
        assert_eq!(attendances(&t, by, world.here.project).await, 2, "an organiser has looked");
    }

    async fn a_clock_a_day_wrong_loses_and_refuses_nothing(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let by = &world.people.organiser.actor;
        for (n, wrong) in [-DAY, DAY].into_iter().enumerate() {
            let visitor = world.registered(&t, world.here.event, ["Айгерім", "Бекзат"][n]).await;
            let seq = 10 * i64::try_from(n).expect("small") + 1;
            let mark = scan(world.here.event, visitor.ticket, &world.phone, seq);
            let (true_time, mark) = (mark.wall, Fact { wall: mark.wall.plus(wrong), ..mark });
            let sent_at = t.now().plus(wrong);
            let told = send(&site, &world, json!({ "sent_at": sent_at, "facts": [mark] })).await;
            assert_eq!(told["receipts"][0]["receipt"], "stored");
            let body = Body::Clock { device: world.phone.device, from_seq: seq, offset: -wrong, uncertainty: 40 };
            let id = FactId(Uuid::from_u128(0xc10c + n as u128));
            let measured = Fact { id, seq: seq + 1, wall: sent_at, boot: 1, mono: seq + 1, body };
            send(&site, &world, batch(&[json!(measured)])).await;
            t.clock.advance(1_000);
            let (method, path, token) = roster_call(&world);
            let roster = site.call(method, path, token, None).await.json();
            assert_eq!(roster["tickets"].as_array().map(Vec::len), Some(n + 1), "nothing is wiped by a phone's clock");
            let passage = roster["passages"].as_array().expect("passages").iter().find(|p| p[1] == json!(visitor.ticket)).expect("told");
            let at: Timestamp = serde_json::from_value(passage[2]["at"].clone()).expect("an instant");
            assert_eq!(at, true_time, "by the true time");
        }
        assert_eq!(attendances(&t, by, world.here.project).await, 2);
    }

    async fn each_scan_of_a_shared_tablet_carries_who_held_it(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let by = &world.people.organiser.actor;
        let [one, two] = [world.registered(&t, world.here.event, "Айгерім").await, world.registered(&t, world.here.event, "Бекзат").await];
        let second = Uuid::from_u128(77);
        let mut handed_over = scan(world.here.event, two.ticket, &world.phone, 2);
        if let Body::Scan(scan) = &mut handed_over.body {
            scan.operator = second;
        }
        let facts = [scan(world.here.event, one.ticket, &world.phone, 1), handed_over];
        send(&site, &world, json!({ "operators": [{ "id": second, "name": "Мира" }], "facts": facts })).await;
        for (person, name) in [(one.person, "Дана"), (two.person, "Мира")] {
            let page = person_facts(&t, by, person).await.expect("a page");
            assert!(matches!(&page.facts[0].recorded_by, RecordedBy::Device { operator, .. } if operator == name), "{name}");
        }
    }

    async fn a_phone_whose_window_is_over_still_hands_in(t: TestBackend) {
        let (site, world) = (Site::on(&t), World::new(&t).await);
        let by = &world.people.organiser.actor;
        let visitor = world.registered(&t, world.here.event, "Айгерім").await;
        let (method, path, token) = roster_call(&world);
        let before = site.call(method, path, token, None).await.json();
        let wipe_after: Timestamp = serde_json::from_value(before["wipe_after"].clone()).expect("an instant");
        t.clock.set(wipe_after.plus(DAY));
        let mark = Fact { wall: t.now(), ..scan(world.here.event, visitor.ticket, &world.phone, 1) };
        let told = send(&site, &world, batch(&[json!(mark)])).await;
        assert_eq!((&told["receipts"][0]["receipt"], &told["standing"]), (&json!("stored"), &json!("paired")));
        assert_eq!(attendances(&t, by, world.here.project).await, 1, "when somebody came is for people to judge");
        let (method, path, token) = roster_call(&world);
        let after = site.call(method, path, token, None).await;
        assert_eq!((after.status, after.json()["tickets"].as_array().map(Vec::len)), (StatusCode::OK, Some(0)));
    }
}
