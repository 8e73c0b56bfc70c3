//! A request that is dropped while a project is folded leaves nothing wrong behind.

use keruen_domain::fact::{EntryLink, Note};
use keruen_domain::registration::RegistrationForm;
use keruen_domain::time::DAY;
use tokio::sync::oneshot;

use super::*;
use crate::actor::Actor;
use crate::attendance::{entry_accept, mark_by_hand, warm};
use crate::registrations::{Visitor, register};
use crate::testing::{Fixture, TestBackend};

async fn visitor(t: &TestBackend, of: &Fixture, given_name: &str) -> PersonId {
    let form = RegistrationForm {
        family_name: "Серікова".into(),
        given_name: given_name.into(),
        birth_day: "5".into(),
        birth_month: "3".into(),
        birth_year: "1998".into(),
        sex: "female".into(),
        region: "KZ-75".into(),
        place: "urban".into(),
        institution_kind: "work".into(),
        phone: "87011234567".into(),
        consent_data: "yes".into(),
        ..RegistrationForm::default()
    };
    register(t, &Actor::Anonymous, of.event, &form, Visitor::default()).await.expect("registered").person
}

async fn came(t: &TestBackend, of: &Fixture, person: PersonId) {
    mark_by_hand(t, &of.organiser, of.event, person, &Note::parse("қолмен").expect("a note")).await.expect("marked");
}

async fn visits(backend: &Backend, of: &Fixture) -> i64 {
    project_state(backend, of.project).await.expect("a state").figures.attendances
}

crate::contract! {
    async fn a_request_dropped_while_folding_loses_no_fact(t: TestBackend) {
        let fixture = t.caravan("dropped").await;
        let (one, two) = (visitor(&t, &fixture, "Айгерім").await, visitor(&t, &fixture, "Әсел").await);
        came(&t, &fixture, one).await;
        t.clock.advance(2 * LATE);
        // From here on the first mark, the tickets and the consents have settled.
        assert_eq!(visits(&t, &fixture).await, 1);
        came(&t, &fixture, two).await;

        let (entered, inside) = oneshot::channel();
        let (release, held) = std::sync::mpsc::channel::<()>();
        let folding = state_by(&t, fixture.project, move |input, settled| {
            entered.send(()).expect("somebody asks");
            // Until the other end is dropped.
            let _ = held.recv();
            compute(input, settled)
        });
        tokio::select! {
            state = folding => panic!("folded to the end: {state:?}"),
            told = inside => told.expect("begun"),
        }
        drop(release);

        let link = EntryLink::parse("instagram.com/p/1").expect("a link");
        entry_accept(&t, &fixture.organiser, fixture.online, two, &link).await.expect("accepted");
        let fresh = t.replica().await;
        for round in 0..2 {
            let (watched, new) = (project_state(&t, fixture.project).await.expect("a state"), project_state(&fresh, fixture.project).await.expect("a state"));
            assert_eq!((watched.figures.attendances, &watched.figures), (3, &new.figures), "round {round}");
            assert_eq!((&watched.folded, &watched.by_caravan), (&new.folded, &new.by_caravan), "round {round}");
            // Once more, with what settled after the drop.
            t.clock.advance(2 * LATE);
            let mut tx = t.write().await.expect("a transaction");
            tx.caravan_touch(fixture.caravan).await.expect("touched");
            tx.commit().await.expect("committed");
        }
        fresh.store().close().await;
    }

    async fn a_server_that_starts_folds_what_is_under_way_and_nothing_else(t: TestBackend) {
        let fixture = t.caravan("warm").await;
        let is_folded = |backend: &Backend| {
            let states = backend.states().0.lock().unwrap_or_else(PoisonError::into_inner);
            states.get(&fixture.project).is_some_and(|slot| slot.latest.lock().is_ok_and(|state| state.is_some()))
        };
        let fresh = t.replica().await;
        assert!(!is_folded(&fresh));
        warm(&fresh).await.expect("folded");
        assert!(is_folded(&fresh));
        fresh.store().close().await;
        t.clock.advance(400 * DAY);
        let later = t.replica().await;
        warm(&later).await.expect("nothing to fold");
        assert!(!is_folded(&later));
        later.store().close().await;
    }
}
