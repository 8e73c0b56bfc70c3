//! Coordinators of single stops: what they run there, and what stays closed elsewhere.

use keruen_backend::accounts::{MemberForm, member_add, member_list, member_remove};
use keruen_backend::actor::{Actor, DeviceRole, MemberRole};
use keruen_backend::attendance::mark_by_hand;
use keruen_backend::blanks::blank_place;
use keruen_backend::caravans::stop_create;
use keruen_backend::devices::{device_list, device_revoke, pair, pairing_create, pairing_list, pairing_withdraw};
use keruen_backend::events::event_create;
use keruen_backend::roll::event_roll;
use keruen_backend::testing::fixtures::{event_form, stop_form};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::api::PairRequest;
use keruen_domain::event_form::EventForm;
use keruen_domain::fact::Note;
use keruen_domain::field::FieldProblem;
use keruen_domain::id::{EventId, StopId};
use keruen_domain::stop_form::StopForm;

use crate::gate::{adult, come, form};

/// A second stop of the caravan and an event there.
async fn second_stop(t: &TestBackend, of: &Fixture) -> (StopId, EventId) {
    let taraz = StopForm { city_kk: "Тараз".into(), region: "KZ-31".into(), ..stop_form() };
    let stop = stop_create(t, &of.organiser, of.caravan, &taraz).await.expect("a stop");
    let event = EventForm { stop: stop.to_string(), ..event_form() };
    (stop, event_create(t, &of.organiser, of.caravan, &event).await.expect("an event"))
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refusal {
    match answer.expect_err("refused") {
        Error::Refusal(refusal) => refusal,
        other => panic!("{other}"),
    }
}

fn problem<T: std::fmt::Debug>(answer: Result<T, Error>) -> FieldProblem {
    match answer.expect_err("refused") {
        Error::Form(errors) => errors.get("coordinator_stop").expect("the stop"),
        other => panic!("{other}"),
    }
}

fn coordinator(email: &str, stop: Option<StopId>) -> MemberForm {
    MemberForm {
        email: email.into(),
        role: MemberRole::Coordinator.as_str().into(),
        coordinator_stop: stop.map(|stop| stop.to_string()).unwrap_or_default(),
        ..MemberForm::default()
    }
}

contract! {
    async fn a_stops_coordinator_runs_that_stop_alone(t: TestBackend) {
        let f = t.caravan("one-stop").await;
        let (taraz, in_taraz) = second_stop(&t, &f).await;
        let almaty = t.stop_coordinator(&f, f.stop).await;
        let link = |actor: Actor, stop| {
            let (t, caravan) = (t.backend(), f.caravan);
            async move { pairing_create(&t, &actor, caravan, form(DeviceRole::Door, stop)).await }
        };
        let own = link(almaty.clone(), Some(f.stop)).await.expect("a link");
        assert_eq!(refused(link(almaty.clone(), Some(taraz)).await), Refusal::Forbidden);
        assert_eq!(refused(link(almaty.clone(), None).await), Refusal::Forbidden);
        let theirs = link(f.organiser.clone(), Some(taraz)).await.expect("a link");
        let whole = link(f.organiser.clone(), None).await.expect("a link");

        let seen = pairing_list(&t, &almaty, f.caravan).await.expect("links");
        assert_eq!(seen.iter().map(|link| link.stop).collect::<Vec<_>>(), [Some(f.stop)]);
        let all = pairing_list(&t, &f.organiser, f.caravan).await.expect("links");
        assert_eq!(all.len(), 3);
        for link in &all {
            let answer = pairing_withdraw(&t, &almaty, f.caravan, link.id).await;
            match link.stop {
                Some(stop) if stop == f.stop => {}
                _ => assert_eq!(refused(answer), Refusal::Forbidden),
            }
        }
        assert_eq!(pairing_list(&t, &f.organiser, f.caravan).await.expect("links").len(), 2);

        for code in [theirs.code, whole.code] {
            let request = PairRequest { token: code.as_str().to_owned(), operator: "Дана".to_owned() };
            let device = pair(&t, &request).await.expect("paired").device;
            assert_eq!(refused(device_revoke(&t, &almaty, device).await), Refusal::Forbidden);
        }
        let again = link(almaty.clone(), Some(f.stop)).await.expect("a link");
        let request = PairRequest { token: again.code.as_str().to_owned(), operator: "Дана".to_owned() };
        let device = pair(&t, &request).await.expect("paired").device;
        device_revoke(&t, &almaty, device).await.expect("revoked");
        let gone = device_list(&t, &almaty, f.caravan).await.expect("phones").into_iter().filter(|d| d.revoked_at.is_some());
        assert_eq!(gone.map(|d| d.id).collect::<Vec<_>>(), [device]);
        assert_ne!(own.code, again.code);

        event_roll(&t, &almaty, f.event).await.expect("the list");
        blank_place(&t, &almaty, f.stop).await.expect("the stop");
        for event in [in_taraz, f.online] {
            assert_eq!(refused(event_roll(&t, &almaty, event).await), Refusal::Forbidden);
            let person = keruen_domain::id::PersonId(uuid::Uuid::nil());
            let note = Note::parse("Көрдім").expect("a note");
            assert_eq!(refused(mark_by_hand(&t, &almaty, event, person, &note).await), Refusal::Forbidden);
        }
        assert_eq!(refused(blank_place(&t, &almaty, taraz).await), Refusal::Forbidden);
        // By hand, only whom the list of the event has: nobody can be looked up by their number.
        let elsewhere = t.event(&f, |_| {}).await;
        let (known, stranger) = (come(&t, f.event, &adult(1)).await.person, come(&t, elsewhere, &adult(2)).await.person);
        let note = Note::parse("Көрдім").expect("a note");
        mark_by_hand(&t, &almaty, f.event, known, &note).await.expect("marked");
        assert_eq!(refused(mark_by_hand(&t, &almaty, f.event, stranger, &note).await), Refusal::NotFound);
        mark_by_hand(&t, &f.organiser, f.event, stranger, &note).await.expect("an organiser knows everybody");
        assert!(!almaty.is(f.project, MemberRole::Coordinator) && almaty.is(f.project, MemberRole::Volunteer));
    }

    async fn stops_add_up_and_none_means_all(t: TestBackend) {
        let f = t.caravan("more-stops").await;
        let (taraz, in_taraz) = second_stop(&t, &f).await;
        let almaty = t.stop_coordinator(&f, f.stop).await;
        let members = member_list(&t, &f.organiser, f.project).await.expect("members");
        let email = members.iter().find(|m| m.role == MemberRole::Coordinator).expect("one").email.clone();
        let elsewhere = t.caravan("not-ours").await;
        let foreign = member_add(&t, &f.organiser, f.project, &coordinator(&email, Some(elsewhere.stop))).await;
        assert!(matches!(foreign, Err(Error::Form(_))), "a stop of another project");

        member_add(&t, &f.organiser, f.project, &coordinator(&email, Some(taraz))).await.expect("added");
        let both = t.again(&almaty).await;
        for event in [f.event, in_taraz] {
            event_roll(&t, &both, event).await.expect("the list");
        }
        let members = member_list(&t, &f.organiser, f.project).await.expect("members");
        let stops = members.into_iter().find(|m| m.role == MemberRole::Coordinator).expect("one").stops;
        assert!(stops.len() == 2 && stops.contains(&taraz) && stops.contains(&f.stop));

        member_add(&t, &f.organiser, f.project, &coordinator(&email, None)).await.expect("added");
        let all = t.again(&almaty).await;
        event_roll(&t, &all, f.online).await.expect("the list");

        let limited = member_add(&t, &f.organiser, f.project, &coordinator(&email, Some(taraz))).await;
        assert_eq!(problem(limited), FieldProblem::RunsAllStops);
        let volunteer = MemberForm { role: "volunteer".into(), ..coordinator("dana@example.org", Some(taraz)) };
        assert_eq!(problem(member_add(&t, &f.organiser, f.project, &volunteer).await), FieldProblem::CoordinatorsOnly);
        let account = almaty.account().expect("an account");
        member_remove(&t, &f.organiser, f.project, account).await.expect("removed");
        assert_eq!(refused(event_roll(&t, &t.again(&almaty).await, in_taraz).await), Refusal::NotFound);
        member_add(&t, &f.organiser, f.project, &coordinator(&email, Some(taraz))).await.expect("added");
        member_remove(&t, &f.organiser, f.project, account).await.expect("removed");
        // Who comes back without a stop runs everything: nothing is left of before.
        member_add(&t, &f.organiser, f.project, &coordinator(&email, None)).await.expect("added");
        event_roll(&t, &t.again(&almaty).await, f.online).await.expect("the list");
    }
}
