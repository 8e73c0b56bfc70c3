//! Taking back what phones with a life of their own recorded: a clock in the future, a phone out of service.

use keruen_backend::attendance::annul;
use keruen_backend::contract;
use keruen_backend::devices::device_revoke;
use keruen_backend::figures::{FactStanding, person_facts, project_figures};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_domain::fact::{Body, Fact, FactKind, FactRef};
use keruen_domain::id::PersonId;
use keruen_domain::time::Timestamp;

use crate::gate::{Gate, adult, come};

/// Noon of 1 January 2090.
const FAR: Timestamp = Timestamp::from_millis(3_786_955_200_000);

async fn visits(t: &TestBackend, fixture: &Fixture) -> i64 {
    project_figures(t, &fixture.organiser, fixture.project).await.expect("figures").figures.attendances
}

/// When the fact was recorded, by the clock of who recorded it.
async fn recorded(t: &TestBackend, fixture: &Fixture, person: PersonId, fact: FactRef) -> Timestamp {
    let page = person_facts(t, &fixture.organiser, person).await.expect("a page");
    page.facts.iter().find(|row| row.reference == fact).expect("on the page").wall
}

contract! {
    async fn a_phone_in_2090_does_not_date_what_the_desk_says(t: TestBackend) {
        let fixture = t.caravan("future").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let scan = Fact { wall: FAR, ..gate.scan(fixture.event, visitor.ticket) };
        gate.send(&t, std::slice::from_ref(&scan)).await;
        assert_eq!(visits(&t, &fixture).await, 1);

        let gone = annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("taken back");
        assert_eq!(recorded(&t, &fixture, visitor.person, gone).await, t.now());
        assert_eq!(visits(&t, &fixture).await, 0);
        // At the same instant, yet later than what it takes back: else it would not hold.
        let restored = annul(&t, &fixture.organiser, gone).await.expect("restored");
        assert_eq!(recorded(&t, &fixture, visitor.person, restored).await, t.now().plus(1));
        assert_eq!(visits(&t, &fixture).await, 1);
    }

    async fn a_revoked_phone_takes_nothing_back(t: TestBackend) {
        let fixture = t.caravan("revoked-undo").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let scan = gate.scan(fixture.event, visitor.ticket);
        gate.send(&t, std::slice::from_ref(&scan)).await;
        t.clock.advance(1_000);
        device_revoke(&t, &fixture.organiser, gate.device.id).await.expect("revoked");
        gate.send(&t, &[gate.fact(Body::Annulment { target: gate.name(&scan) })]).await;
        assert_eq!(visits(&t, &fixture).await, 1, "nobody hears a phone that is out of service");

        let gone = annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("taken back");
        assert_eq!(visits(&t, &fixture).await, 0, "the organiser is heard");
        assert_eq!(annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("again"), gone);
    }

    async fn a_phones_late_undo_is_not_taken_for_one_in_force(t: TestBackend) {
        let fixture = t.caravan("late-undo").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let scan = gate.scan(fixture.event, visitor.ticket);
        // An hour later: a phone may take its own facts back for fifteen minutes.
        let undo = gate.fact(Body::Annulment { target: gate.name(&scan) });
        let undo = Fact { mono: undo.mono + 3_600_000, ..undo };
        gate.send(&t, &[scan.clone(), undo]).await;
        let gone = annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("taken back");
        assert_eq!(annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("again"), gone, "the one that holds");
    }

    async fn what_has_no_effect_is_taken_back_once(t: TestBackend) {
        let fixture = t.caravan("silent-undo").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        device_revoke(&t, &fixture.organiser, gate.device.id).await.expect("revoked");
        let scan = gate.scan(fixture.event, visitor.ticket);
        gate.send(&t, std::slice::from_ref(&scan)).await;
        let gone = annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("taken back");
        assert_eq!(annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("again"), gone);
        let page = person_facts(&t, &fixture.organiser, visitor.person).await.expect("a page");
        let told: Vec<_> = page.facts.iter().map(|row| (row.kind, row.standing == FactStanding::InForce)).collect();
        assert_eq!(told.len(), 2);
        assert!(told.contains(&(FactKind::Scan, false)) && told.contains(&(FactKind::Annulment, true)));
    }
}
