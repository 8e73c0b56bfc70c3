//! Who may register, who is led to their ticket, and what an answer tells of others (design rule 9).

use keruen_backend::caravans::{caravan_create, caravan_get, caravan_publish};
use keruen_backend::chance::Secret;
use keruen_backend::contract;
use keruen_backend::events::{event_create, event_state_set};
use keruen_backend::people::candidates;
use keruen_backend::registrations::{Visitor, register, register_again};
use keruen_backend::testing::fixtures::{Fixture, caravan_form, event_form};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Actor, Backend, Refusal};
use keruen_domain::event::EventState;
use keruen_domain::event::RegistrationState::{AwaitingConsent, Confirmed};
use keruen_domain::field::{Field, FieldProblem};
use keruen_domain::id::{CaravanId, EventId};
use keruen_domain::registration::RegistrationForm;
use keruen_domain::time::DAY;

use crate::people::{adult, come, fields, minor, refusal};

/// A second caravan of the project with one event, not published.
async fn draft(backend: &Backend, of: &Fixture) -> (CaravanId, EventId) {
    let caravan = caravan_create(backend, &of.organiser, of.project, &caravan_form("shu")).await.expect("a caravan");
    let event = event_create(backend, &of.organiser, caravan, &event_form()).await.expect("an event");
    (caravan, event)
}

contract! {
    async fn what_is_not_open_takes_nobody_and_leaves_nothing(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let form = adult(1);
        let before = caravan_get(&t, &fixture.organiser, fixture.caravan).await.expect("a caravan").revision;
        let nowhere = EventId("00000000-0000-7000-8000-000000000000".parse().expect("an id"));
        let (_, hidden) = draft(&t, &fixture).await;
        for (actor, event, due) in [
            (&Actor::Anonymous, nowhere, Refusal::NotFound),
            (&Actor::Anonymous, hidden, Refusal::NotFound),
            (&fixture.organiser, hidden, Refusal::EventDraft),
        ] {
            assert_eq!(refusal(register(&t, actor, event, &form, Visitor::default()).await), due);
        }
        assert_eq!(caravan_get(&t, &fixture.organiser, fixture.caravan).await.expect("a caravan").revision, before);

        for (state, due) in [(EventState::Closed, Refusal::EventClosed), (EventState::Cancelled, Refusal::EventCancelled)] {
            event_state_set(&t, &fixture.organiser, fixture.event, state).await.expect("set");
            let before = caravan_get(&t, &fixture.organiser, fixture.caravan).await.expect("a caravan");
            assert_eq!(refusal(register(&t, &Actor::Anonymous, fixture.event, &form, Visitor::default()).await), due);
            let after = caravan_get(&t, &fixture.organiser, fixture.caravan).await.expect("a caravan");
            assert_eq!(before, after);
        }

        let event = t.event(&fixture, |_| {}).await;
        t.clock.advance(30 * DAY);
        assert_eq!(refusal(register(&t, &Actor::Anonymous, event, &form, Visitor::default()).await), Refusal::EventOver);
    }

    async fn all_that_is_wrong_is_told_at_once(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let event = t.event(&fixture, |form| {
            form.age_min = "14".into();
            form.age_max = "35".into();
        }).await;
        let answer = register(&t, &Actor::Anonymous, event, &RegistrationForm::default(), Visitor::default()).await;
        assert!(fields(answer).len() >= 7);

        let form = RegistrationForm { birth_year: "2009".to_owned(), phone: "12".to_owned(), ..minor(1) };
        let wrong = fields(register(&t, &Actor::Anonymous, event, &form, Visitor::default()).await);
        assert!(wrong.contains(&(Field::BirthDate, FieldProblem::TooYoung { min: 14 })));
        assert!(wrong.contains(&(Field::Phone, FieldProblem::BadPhone)));

        // The limits hold for known people too.
        let ticket = come(&t, fixture.event, &RegistrationForm { birth_year: "1980".to_owned(), ..adult(2) }).await.ticket_secret;
        let wrong = fields(register_again(&t, &Actor::Anonymous, &ticket, event).await);
        assert_eq!(wrong, [(Field::BirthDate, FieldProblem::TooOldForEvent { max: 35 })]);
    }

    async fn continue_as_keeps_person_and_ticket(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let first = come(&t, fixture.event, &adult(1)).await;
        let second = t.event(&fixture, |_| {}).await;
        let again = register_again(&t, &Actor::Anonymous, &first.ticket_secret, second).await.expect("registered");
        assert_eq!((again.person, again.ticket, again.short_code, again.state), (first.person, first.ticket, first.short_code, Confirmed));
        assert_eq!(again.ticket_secret.expose(), first.ticket_secret.expose());
        let twice = register_again(&t, &Actor::Anonymous, &first.ticket_secret, second).await;
        assert_eq!(refusal(twice), Refusal::AlreadyRegistered);
        let unknown = register_again(&t, &Actor::Anonymous, &Secret::given("unknown"), second).await;
        assert_eq!(refusal(unknown), Refusal::NotFound);

        // Another caravan of the project has tickets of its own; another project does not know the person.
        let (caravan, event) = draft(&t, &fixture).await;
        caravan_publish(&t, &fixture.organiser, caravan).await.expect("published");
        let there = register_again(&t, &Actor::Anonymous, &first.ticket_secret, event).await.expect("registered");
        assert_eq!((there.person, there.caravan, there.state), (first.person, caravan, Confirmed));
        assert_ne!((there.ticket, there.ticket_secret.expose()), (first.ticket, first.ticket_secret.expose()));
        let elsewhere = t.caravan("almaty").await;
        let foreign = register_again(&t, &Actor::Anonymous, &first.ticket_secret, elsewhere.event).await;
        assert_eq!(refusal(foreign), Refusal::NotInCaravan);
    }

    async fn a_person_has_one_ticket_per_caravan(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let first = come(&t, fixture.event, &adult(1)).await;
        let (caravan, event) = draft(&t, &fixture).await;
        let mut events = vec![event];
        for _ in 0..5 {
            events.push(event_create(&t, &fixture.organiser, caravan, &event_form()).await.expect("an event"));
        }
        caravan_publish(&t, &fixture.organiser, caravan).await.expect("published");
        let other = t.replica().await;

        // At once, by the ticket of the other caravan, on two processes.
        let mut callers = Vec::new();
        for (number, event) in events.iter().copied().skip(2).enumerate() {
            let (backend, held) = (if number % 2 == 0 { t.backend() } else { other.backend() }, first.ticket_secret.clone());
            callers.push(tokio::spawn(async move { register_again(&backend, &Actor::Anonymous, &held, event).await }));
        }
        let mut answers = Vec::new();
        for caller in callers {
            answers.push(caller.await.expect("no panic").expect("registered"));
        }
        // And one after the other.
        for event in &events[..2] {
            answers.push(register_again(&t, &Actor::Anonymous, &first.ticket_secret, *event).await.expect("registered"));
        }
        let (ticket, short_code) = (answers[0].ticket, answers[0].short_code);
        assert_ne!(ticket, first.ticket);
        let code = ticket_view(&t, &answers[0].ticket_secret).await.expect("a page").code;
        for answer in &answers {
            assert_eq!((answer.person, answer.caravan, answer.ticket, answer.short_code), (first.person, caravan, ticket, short_code));
            let page = ticket_view(&other, &answer.ticket_secret).await.expect("a page");
            assert_eq!((page.ticket, page.events.len(), &page.code), (ticket, events.len(), &code), "the same QR behind each address");
        }

        // The form sent again by a browser that holds only the first ticket leads to the event's own.
        let visitor = Visitor { browser: None, held: &[first.ticket_secret] };
        let known = register(&t, &Actor::Anonymous, event, &adult(1), visitor).await.expect("led to the ticket");
        assert_eq!((known.person, known.caravan, known.ticket), (first.person, caravan, ticket));
        assert_eq!(ticket_view(&t, &known.ticket_secret).await.expect("a page").ticket, ticket);
        other.store().close().await;
    }

    async fn only_the_holder_of_a_ticket_is_recognised(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let form = adult(1);
        let first = come(&t, fixture.event, &form).await;

        // Somebody with the same words gets what any newcomer gets.
        let copy = come(&t, fixture.event, &form).await;
        assert_ne!(copy.person, first.person);
        assert_ne!(copy.ticket, first.ticket);
        assert_ne!(copy.short_code, first.short_code);
        assert_eq!((copy.state, copy.position, copy.consent_token.is_some()), (first.state, first.position, first.consent_token.is_some()));

        // The browser that holds the ticket is led to it, also from another event's form, also sent twice.
        let held = [Secret::given("unknown"), first.ticket_secret.clone()];
        let visitor = Visitor { browser: None, held: &held };
        for event in [fixture.event, fixture.event, t.event(&fixture, |_| {}).await] {
            let known = register(&t, &Actor::Anonymous, event, &form, visitor).await.expect("led to the ticket");
            assert_eq!((known.person, known.ticket, known.state), (first.person, first.ticket, Confirmed));
            assert_eq!(known.ticket_secret.expose(), first.ticket_secret.expose());
        }
        // A sister on the same phone is somebody else.
        let sister = RegistrationForm { given_name: "Әсел".to_owned(), ..form };
        let sister = register(&t, &Actor::Anonymous, fixture.event, &sister, visitor).await.expect("registered");
        assert_ne!(sister.person, first.person);

        let groups = candidates(&t, &fixture.organiser, fixture.project).await.expect("for the organiser");
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].iter().map(|brief| brief.person).collect::<Vec<_>>(), [first.person, copy.person]);
        assert_eq!(refusal(candidates(&t, &Actor::Anonymous, fixture.project).await), Refusal::SignInNeeded);
    }

    async fn siblings_share_a_contact(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let brother = come(&t, fixture.event, &minor(7)).await;
        let sister = come(&t, fixture.event, &RegistrationForm { given_name: "Айша".to_owned(), ..minor(7) }).await;
        assert_eq!((brother.state, sister.state), (AwaitingConsent, AwaitingConsent));
        assert_ne!(brother.ticket, sister.ticket);
        assert!(candidates(&t, &fixture.organiser, fixture.project).await.expect("for the organiser").is_empty());
    }
}
