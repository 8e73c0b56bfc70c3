//! People without an address: somebody tells them, and ticks it off.

use keruen_backend::actor::MemberRole;
use keruen_backend::erasure::erase_person;
use keruen_backend::events::{event_capacity_set, event_state_set};
use keruen_backend::mail::{Drained, Reached, ToTell, Told, drain, people_to_tell, told, unsent};
use keruen_backend::registrations::cancel;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Actor, Error, Refusal, contract};
use keruen_domain::event::EventState;
use keruen_domain::letter::{CHANGE_SETTLES, LetterKind};
use keruen_domain::time::{DAY, HOUR};

use crate::inbox::{Inbox, Mood};
use crate::{Bare, come};

async fn list(t: &TestBackend, fixture: &Fixture) -> Vec<ToTell> {
    people_to_tell(t, &fixture.organiser, fixture.caravan).await.expect("a list")
}

fn kinds(list: &[ToTell]) -> Vec<(LetterKind, bool)> {
    list.iter().map(|person| (person.kind, person.told_at.is_some())).collect()
}

contract! {
    async fn who_has_no_address_is_told_by_somebody(t: TestBackend) {
        let fixture = t.caravan("by-hand").await;
        event_capacity_set(&t, &fixture.organiser, fixture.event, Some(1)).await.expect("set");
        let first = come(&t, fixture.event, "").await;
        let second = come(&t, fixture.event, "").await;
        assert_eq!(kinds(&list(&t, &fixture).await), [], "the page has told them");
        cancel(&t, &Actor::Anonymous, &first.ticket_secret, fixture.event).await.expect("given up");
        let people = list(&t, &fixture).await;
        assert_eq!(kinds(&people), [(LetterKind::Promoted, false)]);
        assert_eq!(people[0].person, second.person);
        assert!(matches!(&people[0].reached, Some(Reached::Themselves(phone)) if phone.e164() == "+77011234567"));

        // No letter, and nothing that waits for a mail server.
        let inbox = Inbox::open(Mood::Up).await;
        t.clock.advance(HOUR);
        assert_eq!(drain(&t, &Bare, &inbox.post()).await.expect("a round"), Drained::default());
        assert_eq!(unsent(&t).await.expect("a count").waiting, 0);

        let (letter, caravan) = (people[0].letter, fixture.caravan);
        let volunteer = t.member(&fixture, MemberRole::Volunteer).await;
        for stranger in [&volunteer, &Actor::Anonymous] {
            assert!(people_to_tell(&t, stranger, caravan).await.is_err());
            assert!(told(&t, stranger, caravan, letter, Told::Yes).await.is_err());
        }
        let elsewhere = t.caravan("elsewhere").await;
        let other = told(&t, &fixture.organiser, elsewhere.caravan, letter, Told::Yes).await;
        assert!(matches!(other, Err(Error::Refusal(Refusal::NotFound))));

        let coordinator = t.member(&fixture, MemberRole::Coordinator).await;
        told(&t, &coordinator, caravan, letter, Told::Yes).await.expect("ticked");
        assert_eq!(kinds(&list(&t, &fixture).await), [(LetterKind::Promoted, true)]);
        told(&t, &coordinator, caravan, letter, Told::NotYet).await.expect("taken back");
        assert_eq!(kinds(&list(&t, &fixture).await), [(LetterKind::Promoted, false)]);
        told(&t, &coordinator, caravan, letter, Told::Yes).await.expect("ticked");

        // Told once is not told of what comes later.
        event_state_set(&t, &fixture.organiser, fixture.event, EventState::Cancelled).await.expect("called off");
        t.clock.advance(CHANGE_SETTLES);
        assert_eq!(kinds(&list(&t, &fixture).await), [(LetterKind::Cancelled, false)]);
        event_state_set(&t, &fixture.organiser, fixture.event, EventState::Published).await.expect("back on");
        assert_eq!(kinds(&list(&t, &fixture).await), [(LetterKind::Promoted, true)], "nobody was told of it");
        t.clock.advance(CHANGE_SETTLES);
        assert_eq!(kinds(&list(&t, &fixture).await).len(), 2);

        erase_person(&t, &fixture.organiser, second.person).await.expect("erased");
        assert_eq!(kinds(&list(&t, &fixture).await), []);
    }

    async fn whom_no_letter_reached_is_called(t: TestBackend) {
        let fixture = t.caravan("unreached").await;
        let inbox = Inbox::open(Mood::Up).await;
        let later = t.event(&fixture, |form| {
            (form.starts_day, form.ends_day) = ("2022-09-20".into(), "2022-09-20".into());
            form.capacity = "1".into();
        }).await;
        let first = come(&t, later, "").await;
        come(&t, later, "nobody@example.kz").await;
        cancel(&t, &Actor::Anonymous, &first.ticket_secret, later).await.expect("given up");
        let post = inbox.post();
        for _ in 0..48 {
            drain(&t, &Bare, &post).await.expect("a round");
            t.clock.advance(HOUR);
        }
        // It would have told of the place that came meanwhile.
        assert_eq!(kinds(&list(&t, &fixture).await), [(LetterKind::Confirmation, false)]);
        assert_eq!(unsent(&t).await.expect("a count").given_up, 1);
        event_state_set(&t, &fixture.organiser, later, EventState::Cancelled).await.expect("called off");
        for _ in 0..48 {
            t.clock.advance(HOUR);
            drain(&t, &Bare, &post).await.expect("a round");
        }
        let people = list(&t, &fixture).await;
        assert_eq!(kinds(&people), [(LetterKind::Cancelled, false)]);
        told(&t, &fixture.organiser, fixture.caravan, people[0].letter, Told::Yes).await.expect("ticked");
        assert_eq!(kinds(&list(&t, &fixture).await), [(LetterKind::Cancelled, true)]);
        t.clock.advance(DAY);
        assert_eq!(kinds(&list(&t, &fixture).await), []);
    }
}
