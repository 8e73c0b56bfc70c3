//! Tickets as they come back from the store: they verify, on any replica; pictures and calendars.

use keruen_backend::chance::Secret;
use keruen_backend::keys::keyring;
use keruen_backend::registrations::{cancel, register_again};
use keruen_backend::tickets::calendar::calendar;
use keruen_backend::tickets::{ticket_names, ticket_view};
use keruen_backend::{Actor, Refusal, contract};
use keruen_domain::event::RegistrationState::Confirmed;
use keruen_domain::scan::{ConsentMark, TicketMark};
use keruen_domain::text::Lang;
use keruen_domain::ticket::CODE_LENGTH;

use crate::people::{adult, come, refusal};

contract! {
    async fn a_stored_ticket_verifies_on_another_process(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let registered = come(&t, fixture.event, &adult(1)).await;
        let other = t.replica().await;
        let view = ticket_view(&other, &registered.ticket_secret).await.expect("a ticket");
        assert_eq!(view.code.len(), CODE_LENGTH);
        let read = keyring(&other, fixture.project).await.expect("keys").read(&view.code).expect("genuine");
        assert_eq!(read, (fixture.caravan, registered.ticket));
        assert_eq!((view.short_code, view.mark, view.consent), (registered.short_code, TicketMark::Valid, ConsentMark::Held));
        assert_eq!((view.events.len(), view.events[0].state, view.events[0].position), (1, Confirmed, None));
        assert_eq!(view.events[0].attended_at, None);

        // A second process signs with the same key.
        let there = come(&other, fixture.event, &adult(2)).await;
        let view = ticket_view(&t, &there.ticket_secret).await.expect("a ticket");
        assert!(keyring(&t, fixture.project).await.expect("keys").read(&view.code).is_ok());
        other.store().close().await;
    }

    async fn only_the_secret_opens_a_ticket(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let registered = come(&t, fixture.event, &adult(1)).await;
        for guess in [registered.ticket.to_string(), registered.short_code.to_string(), registered.person.to_string(), String::new()] {
            assert_eq!(refusal(ticket_view(&t, &Secret::given(&guess)).await), Refusal::NotFound);
        }
        let other = come(&t, fixture.event, &adult(2)).await;
        let secrets = [Secret::given("unknown"), other.ticket_secret.clone(), registered.ticket_secret.clone()];
        let briefs = ticket_names(&t, &secrets).await.expect("names");
        assert_eq!(briefs.iter().map(|brief| brief.ticket).collect::<Vec<_>>(), [other.ticket, registered.ticket]);
        assert!(briefs[0].name.ends_with(" С."));
    }

    async fn the_calendar_holds_what_was_not_given_up(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let registered = come(&t, fixture.event, &adult(1)).await;
        let second = t.event(&fixture, |_| {}).await;
        register_again(&t, &Actor::Anonymous, &registered.ticket_secret, second).await.expect("registered");
        let view = ticket_view(&t, &registered.ticket_secret).await.expect("a ticket");
        let file = calendar(&view, Lang::Kk, t.now());
        assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
        assert!(file.contains(&format!("UID:{}@keruen", registered.registration)));
        assert!(file.contains("DTSTART:20220906T050000Z") && file.contains("DTSTAMP:20220905T040000Z"));
        assert!(file.lines().all(|line| line.len() <= 75));

        cancel(&t, &Actor::Anonymous, &registered.ticket_secret, second).await.expect("cancelled");
        let view = ticket_view(&t, &registered.ticket_secret).await.expect("a ticket");
        assert_eq!(calendar(&view, Lang::Kk, t.now()).matches("BEGIN:VEVENT").count(), 1);
        assert_eq!(view.events.len(), 2);
    }
}
