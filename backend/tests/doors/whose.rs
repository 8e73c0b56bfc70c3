//! Whose scans count: those of a phone at the events of its own caravan, at whatever stop (decision 0005).

use keruen_backend::actor::DeviceRole;
use keruen_backend::attendance::attended;
use keruen_backend::caravans::{caravan_create, caravan_publish, stop_create};
use keruen_backend::contract;
use keruen_backend::events::event_create;
use keruen_backend::figures::{FactStanding, person_facts, project_figures};
use keruen_backend::live::live_snapshot;
use keruen_backend::testing::TestBackend;
use keruen_backend::testing::fixtures::{Fixture, caravan_form, event_form, stop_form};
use keruen_domain::event_form::EventForm;
use keruen_domain::fact::{Direction, Ground, Outcome, Read};
use keruen_domain::hearing::Silence;
use keruen_domain::id::EventId;

use crate::gate::{Gate, adult, come, form, settle};

/// A second published caravan of the project, with one event.
async fn second(t: &TestBackend, of: &Fixture) -> EventId {
    let caravan = caravan_create(t, &of.organiser, of.project, &caravan_form("whose-second")).await.expect("a caravan");
    let event = event_create(t, &of.organiser, caravan, &event_form()).await.expect("an event");
    caravan_publish(t, &of.organiser, caravan).await.expect("published");
    event
}

contract! {
    async fn a_phone_borrowed_by_another_stop_counts(t: TestBackend) {
        let fixture = t.caravan("borrowed").await;
        let stop = stop_create(&t, &fixture.organiser, fixture.caravan, &stop_form()).await.expect("a stop");
        let there = t.event(&fixture, |form: &mut EventForm| form.stop = stop.to_string()).await;
        let gate = Gate::with(&t, &fixture, form(DeviceRole::Door, Some(fixture.stop))).await;
        let visitor = come(&t, there, &adult(1)).await;
        gate.send(&t, &[gate.scan(there, visitor.ticket)]).await;
        let mine = attended(&t, fixture.project, visitor.person).await.expect("events");
        assert_eq!(mine.iter().map(|(event, _)| *event).collect::<Vec<_>>(), [there]);
    }

    async fn a_phone_of_another_caravan_is_evidence_without_effect(t: TestBackend) {
        let fixture = t.caravan("whose").await;
        let elsewhere = second(&t, &fixture).await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, elsewhere, &adult(1)).await;
        let amber = gate.read(elsewhere, Read::Code(visitor.short_code), Outcome::Open, Direction::In);
        let answer = gate.answer(&amber, Outcome::Admitted, Ground::Judgement);
        gate.send(&t, &[gate.scan(elsewhere, visitor.ticket), amber, answer]).await;

        // Read as a page, watched from the start, and by a server that has just come up.
        let fresh = t.replica().await;
        for round in 0..2 {
            for backend in [&t, &fresh] {
                let view = project_figures(backend, &fixture.organiser, fixture.project).await.expect("figures");
                assert_eq!(view.figures.attendances, 0, "round {round}");
                assert!(attended(backend, fixture.project, visitor.person).await.expect("events").is_empty());
            }
            settle(&t);
            gate.send(&t, &[gate.scan(elsewhere, visitor.ticket)]).await;
        }
        let board = live_snapshot(&t, &fixture.organiser, fixture.caravan).await.expect("a board");
        assert_eq!(board.project_direct_participants, 0);

        let page = person_facts(&t, &fixture.organiser, visitor.person).await.expect("a page");
        let silent = page.facts.iter().filter(|row| row.standing == FactStanding::Silent(Silence::OtherCaravan));
        assert!(silent.clone().all(|row| row.event.as_ref().is_some_and(|event| event.id == elsewhere)));
        assert_eq!(silent.count(), 4, "kept and shown");

        // The same person at the phone's own caravan is one like any other.
        gate.send(&t, &[gate.scan(fixture.event, visitor.ticket)]).await;
        let view = project_figures(&t, &fixture.organiser, fixture.project).await.expect("figures");
        assert_eq!(view.figures.attendances, 1);
        fresh.store().close().await;
    }

    async fn the_page_names_no_event_of_another_project(t: TestBackend) {
        let (ours, theirs) = (t.caravan("ours-page").await, t.caravan("theirs-page").await);
        let gate = Gate::new(&t, &ours).await;
        let visitor = come(&t, ours.event, &adult(1)).await;
        gate.send(&t, &[gate.scan(theirs.event, visitor.ticket)]).await;
        let page = person_facts(&t, &ours.organiser, visitor.person).await.expect("a page");
        let told: Vec<_> = page.facts.iter().map(|row| (row.event.is_some(), row.standing)).collect();
        assert_eq!(told, [(false, FactStanding::Silent(Silence::OtherCaravan))]);
    }
}
