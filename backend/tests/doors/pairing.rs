//! Pairing links and phones.

use keruen_backend::actor::{Actor, DeviceRole};
use keruen_backend::devices::{
    DeviceStanding, PairingForm, Validity, device_actor, device_list, device_revoke, pair, pairing_create,
    pairing_list, pairing_withdraw,
};
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::api::PairRequest;
use keruen_domain::time::HOUR;

use crate::gate::{Gate, form, paired};

fn request(token: &str) -> PairRequest {
    PairRequest { token: token.to_owned(), operator: " Дана  К. ".to_owned() }
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refusal {
    match answer.expect_err("refused") {
        Error::Refusal(refusal) => refusal,
        other => panic!("{other}"),
    }
}

contract! {
    async fn a_link_for_one_makes_one_device_of_ten(t: TestBackend) {
        let fixture = t.caravan("one-link").await;
        let link = pairing_create(&t, &fixture.organiser, fixture.caravan, form(DeviceRole::Door, None)).await.expect("a link");
        let mut tasks = Vec::new();
        for _ in 0..10 {
            let (backend, request) = (t.backend(), request(link.code.as_str()));
            tasks.push(tokio::spawn(async move { pair(&backend, &request).await }));
        }
        let mut made = 0;
        for task in tasks {
            match task.await.expect("ran") {
                Ok(_) => made += 1,
                Err(Error::Refusal(Refusal::LinkUsed)) => {}
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(made, 1);
        let devices = device_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list");
        assert_eq!(devices.len(), 1);
        assert_eq!(devices[0].operators, ["Дана К."]);
    }

    async fn links_that_do_not_pair(t: TestBackend) {
        let fixture = t.caravan("no-pair").await;
        let link = pairing_create(&t, &fixture.organiser, fixture.caravan, form(DeviceRole::Desk, Some(fixture.stop))).await.expect("a link");
        assert_eq!(refusal(pair(&t, &request("unknown")).await), Refusal::LinkUnknown);
        for operator in ["", "  ", "a\u{202e}b", &"я".repeat(61)] {
            let nameless = PairRequest { operator: operator.to_owned(), ..request(link.code.as_str()) };
            assert!(matches!(pair(&t, &nameless).await, Err(Error::Fields(_))), "{operator:?}");
        }
        t.clock.advance(24 * 3_600_000);
        assert_eq!(refusal(pair(&t, &request(link.code.as_str())).await), Refusal::LinkExpired);

        let other = t.caravan("elsewhere").await;
        let foreign_stop = PairingForm { stop: Some(other.stop), ..form(DeviceRole::Door, None) };
        assert_eq!(refusal(pairing_create(&t, &fixture.organiser, fixture.caravan, foreign_stop).await), Refusal::NotInCaravan);
        assert_eq!(refusal(pairing_create(&t, &other.organiser, fixture.caravan, form(DeviceRole::Door, None)).await), Refusal::NotFound);
        assert_eq!(refusal(pairing_create(&t, &Actor::Anonymous, fixture.caravan, form(DeviceRole::Door, None)).await), Refusal::SignInNeeded);
        assert_eq!(refusal(device_list(&t, &other.organiser, fixture.caravan).await), Refusal::NotFound);
    }

    async fn a_printed_code_works_on_the_days_of_its_stop_alone(t: TestBackend) {
        let fixture = t.caravan("printed").await;
        let sheet = PairingForm { uses: 40, when: Validity::StopDays, ..form(DeviceRole::Door, Some(fixture.stop)) };
        let unplaced = PairingForm { stop: None, ..sheet };
        assert!(matches!(pairing_create(&t, &fixture.organiser, fixture.caravan, unplaced).await, Err(Error::Form(_))));
        let link = pairing_create(&t, &fixture.organiser, fixture.caravan, sheet).await.expect("a code");
        // The stop is tomorrow, for one day, six hours ahead of UTC; the test's clock stands at 10:00 there.
        assert_eq!((link.valid_from.since(t.now()), link.expires_at.since(link.valid_from)), (14 * HOUR, 24 * HOUR));
        assert_eq!(refusal(pair(&t, &request(link.code.as_str())).await), Refusal::LinkNotYet);
        t.clock.advance(14 * HOUR);
        pair(&t, &request(&link.code.display().to_lowercase())).await.expect("as people type it");
        let open = pairing_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list");
        assert_eq!((open.len(), open[0].uses_left, open[0].stop), (1, 39, Some(fixture.stop)));
        t.clock.advance(24 * HOUR);
        assert_eq!(refusal(pair(&t, &request(link.code.as_str())).await), Refusal::LinkExpired);
        assert!(pairing_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list").is_empty());
        assert!(matches!(pairing_create(&t, &fixture.organiser, fixture.caravan, sheet).await, Err(Error::Form(_))), "over");
    }

    async fn a_link_in_wrong_hands_is_withdrawn(t: TestBackend) {
        let (fixture, other) = (t.caravan("withdrawn").await, t.caravan("neighbour").await);
        let link = pairing_create(&t, &fixture.organiser, fixture.caravan, form(DeviceRole::Door, None)).await.expect("a link");
        let id = pairing_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list")[0].id;
        assert_eq!(refusal(pairing_list(&t, &other.organiser, fixture.caravan).await), Refusal::NotFound);
        assert_eq!(refusal(pairing_withdraw(&t, &other.organiser, fixture.caravan, id).await), Refusal::NotFound);
        assert_eq!(refusal(pairing_withdraw(&t, &other.organiser, other.caravan, id).await), Refusal::NotFound);
        pairing_withdraw(&t, &fixture.organiser, fixture.caravan, id).await.expect("withdrawn");
        assert!(pairing_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list").is_empty());
        assert_eq!(refusal(pair(&t, &request(link.code.as_str())).await), Refusal::LinkUsed);
    }

    async fn a_device_works_everywhere_until_it_is_revoked(t: TestBackend) {
        let fixture = t.caravan("revoked").await;
        let reply = paired(&t, &fixture, form(DeviceRole::Desk, Some(fixture.stop))).await;
        let replica = t.replica().await;
        let there = device_actor(&replica, &reply.device_token).await.expect("reads").expect("known on the other server");
        assert_eq!((there.actor.id, there.actor.stop, there.standing), (reply.device, Some(fixture.stop), DeviceStanding::Paired));
        assert!(device_actor(&t, "nonsense").await.expect("reads").is_none());

        let stranger = t.caravan("stranger").await.organiser;
        assert_eq!(refusal(device_revoke(&t, &stranger, reply.device).await), Refusal::NotFound);
        device_revoke(&t, &fixture.organiser, reply.device).await.expect("revoked");
        let here = device_actor(&t, &reply.device_token).await.expect("reads").expect("known");
        assert_eq!(here.standing, DeviceStanding::Revoked, "at once where it was done");
        t.clock.advance(2_000);
        let there = device_actor(&replica, &reply.device_token).await.expect("reads").expect("known");
        assert_eq!(there.standing, DeviceStanding::Revoked, "after two seconds elsewhere");
    }

    async fn devices_are_seen(t: TestBackend) {
        let fixture = t.caravan("seen").await;
        let gate = Gate::new(&t, &fixture).await;
        let ticket = keruen_domain::id::TicketId(uuid::Uuid::nil());
        gate.send(&t, &[gate.scan(fixture.event, ticket)]).await;
        t.clock.advance(60_000);
        gate.send(&t, &[gate.scan(fixture.event, ticket)]).await;
        let row = device_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list").remove(0);
        assert_eq!((row.seen_at, row.facts), (Some(t.now()), 2));
    }
}
