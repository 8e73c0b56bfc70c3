//! The roll of an event: the desk's list says what the door and the figures say.

use keruen_backend::actor::Actor;
use keruen_backend::roll::event_roll;
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::event::RegistrationState;
use keruen_domain::fact::{Direction, Ground, Outcome, Read};
use keruen_domain::id::EventId;
use keruen_domain::scan::ConsentMark;

use crate::gate::{Gate, adult, come, minor};

contract! {
    async fn the_roll_agrees_with_the_door(t: TestBackend) {
        let fixture = t.caravan("roll").await;
        let gate = Gate::new(&t, &fixture).await;
        let (seen, waits) = (come(&t, fixture.event, &minor(1)).await, come(&t, fixture.event, &minor(2)).await);
        let walk_in = come(&t, fixture.online, &adult(3)).await;
        let amber = gate.read(fixture.event, Read::Ticket(seen.ticket), Outcome::Open, Direction::In);
        let answer = gate.answer(&amber, Outcome::Admitted, Ground::PaperSeen);
        gate.send(&t, &[amber, answer, gate.scan(fixture.event, walk_in.ticket)]).await;

        let roll = event_roll(&t, &fixture.organiser, fixture.event).await.expect("a roll");
        let row = |person| roll.iter().find(|row| row.person == person).expect("on the roll");
        assert_eq!(roll.len(), 3);
        assert_eq!((row(seen.person).consent, row(seen.person).attended.is_some()), (ConsentMark::Held, true), "the paper was seen");
        assert_eq!((row(waits.person).consent, row(waits.person).state), (ConsentMark::Missing, Some(RegistrationState::AwaitingConsent)));
        assert_eq!((row(walk_in.person).consent, row(walk_in.person).state), (ConsentMark::Held, None));
        assert!(row(walk_in.person).attended.is_some());
    }

    async fn a_roll_is_for_its_own_coordinators(t: TestBackend) {
        let (ours, theirs) = (t.caravan("ours").await, t.caravan("theirs").await);
        let nowhere = EventId(uuid::Uuid::nil());
        for (actor, event, due) in [
            (&theirs.organiser, ours.event, Refusal::NotFound),
            (&ours.organiser, nowhere, Refusal::NotFound),
            (&Actor::Anonymous, ours.event, Refusal::SignInNeeded),
            (&Actor::Anonymous, nowhere, Refusal::SignInNeeded),
        ] {
            assert!(matches!(event_roll(&t, actor, event).await, Err(Error::Refusal(refusal)) if refusal == due));
        }
    }
}
