//! Who is told what: verbs put letters into the outbox, and what is no longer true is not sent.

use keruen_backend::erasure::{TakeBack, erase_person, withdraw_by_ticket};
use keruen_backend::events::{event_capacity_set, event_get, event_state_set, event_update};
use keruen_backend::mail::{Drained, Folder, Post, drain, remind};
use keruen_backend::registrations::{cancel, register_again};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Actor, caravans, contract};
use keruen_domain::event::EventState;
use keruen_domain::event_form::EventForm;
use keruen_domain::id::EventId;
use keruen_domain::letter::{CHANGE_SETTLES, LetterKind};
use keruen_domain::stop_form::StopForm;
use keruen_domain::time::{HOUR, MINUTE};

use crate::inbox::{Inbox, Mood};
use crate::{Bare, come, told};

fn line(email: &str, kind: LetterKind, event: EventId) -> (String, String) {
    (email.to_owned(), format!("{kind} {event}"))
}

async fn change(t: &TestBackend, fixture: &Fixture, change: impl FnOnce(&mut EventForm)) {
    let page = event_get(t, &fixture.organiser, fixture.event).await.expect("an event");
    let mut form = EventForm::of(&page.view.event, page.view.starts(), page.view.ends());
    change(&mut form);
    event_update(t, &fixture.organiser, fixture.event, &form).await.expect("changed");
}

contract! {
    async fn newcomers_and_those_who_come_again_are_confirmed(t: TestBackend) {
        let fixture = t.caravan("confirmed").await;
        let inbox = Inbox::open(Mood::Up).await;
        let person = come(&t, fixture.event, "a@example.kz").await;
        come(&t, fixture.event, "").await;
        assert_eq!(told(&t, &inbox).await, [line("a@example.kz", LetterKind::Confirmation, fixture.event)]);
        register_again(&t, &Actor::Anonymous, &person.ticket_secret, fixture.online).await.expect("registered");
        assert_eq!(told(&t, &inbox).await, [line("a@example.kz", LetterKind::Confirmation, fixture.online)]);
    }

    async fn a_place_from_the_queue_is_told_once(t: TestBackend) {
        let fixture = t.caravan("promoted").await;
        let inbox = Inbox::open(Mood::Up).await;
        event_capacity_set(&t, &fixture.organiser, fixture.event, Some(1)).await.expect("set");
        let first = come(&t, fixture.event, "first@example.kz").await;
        come(&t, fixture.event, "second@example.kz").await;
        assert_eq!(told(&t, &inbox).await.len(), 2);
        cancel(&t, &Actor::Anonymous, &first.ticket_secret, fixture.event).await.expect("given up");
        assert_eq!(told(&t, &inbox).await, [line("second@example.kz", LetterKind::Promoted, fixture.event)]);

        // Who comes to a seat before the confirmation was sent reads of it there.
        come(&t, fixture.event, "third@example.kz").await;
        event_capacity_set(&t, &fixture.organiser, fixture.event, Some(2)).await.expect("set");
        assert_eq!(told(&t, &inbox).await, [line("third@example.kz", LetterKind::Confirmation, fixture.event)]);
    }

    async fn what_is_no_longer_true_is_not_sent(t: TestBackend) {
        let fixture = t.caravan("stale").await;
        let inbox = Inbox::open(Mood::Up).await;
        let person = come(&t, fixture.event, "a@example.kz").await;
        cancel(&t, &Actor::Anonymous, &person.ticket_secret, fixture.event).await.expect("given up");
        let post = inbox.post();
        let round = drain(&t, &Bare, &post).await.expect("a round");
        assert_eq!(round, Drained { withdrawn: 1, ..Drained::default() });

        // Called off by mistake.
        come(&t, fixture.event, "b@example.kz").await;
        assert_eq!(told(&t, &inbox).await.len(), 1);
        event_state_set(&t, &fixture.organiser, fixture.event, EventState::Cancelled).await.expect("called off");
        event_state_set(&t, &fixture.organiser, fixture.event, EventState::Published).await.expect("back on");
        t.clock.advance(CHANGE_SETTLES);
        assert_eq!(told(&t, &inbox).await, [line("b@example.kz", LetterKind::Changed, fixture.event)]);
        event_state_set(&t, &fixture.organiser, fixture.event, EventState::Cancelled).await.expect("called off");
        t.clock.advance(CHANGE_SETTLES);
        assert_eq!(told(&t, &inbox).await, [line("b@example.kz", LetterKind::Cancelled, fixture.event)]);
        assert_eq!(inbox.came().len(), 3);
    }

    async fn a_change_of_time_or_place_is_told_once_when_it_has_settled(t: TestBackend) {
        let fixture = t.caravan("changed").await;
        let inbox = Inbox::open(Mood::Up).await;
        come(&t, fixture.event, "a@example.kz").await;
        assert_eq!(told(&t, &inbox).await.len(), 1);
        change(&t, &fixture, |form| form.about_kk = "Жаңа сөз".into()).await;
        t.clock.advance(CHANGE_SETTLES);
        assert_eq!(told(&t, &inbox).await, [], "words are not where and when");
        change(&t, &fixture, |form| form.starts_time = "10:00".into()).await;
        change(&t, &fixture, |form| form.place_kk = "101-бөлме".into()).await;
        assert_eq!(told(&t, &inbox).await, []);
        t.clock.advance(CHANGE_SETTLES);
        assert_eq!(told(&t, &inbox).await, [line("a@example.kz", LetterKind::Changed, fixture.event)]);

        let stop = caravans::stop_get(&t, &fixture.organiser, fixture.stop).await.expect("a stop").stop;
        let form = StopForm { venue_kk: "Абай үйі".into(), ..StopForm::of(&stop) };
        caravans::stop_update(&t, &fixture.organiser, fixture.stop, &form).await.expect("moved");
        t.clock.advance(CHANGE_SETTLES);
        assert_eq!(told(&t, &inbox).await, [line("a@example.kz", LetterKind::Changed, fixture.event)]);
    }

    async fn each_is_reminded_once_at_daytime_of_the_day_before(t: TestBackend) {
        let fixture = t.caravan("reminded").await;
        let inbox = Inbox::open(Mood::Up).await;
        let person = come(&t, fixture.event, "a@example.kz").await;
        let later = t.event(&fixture, |form| (form.starts_time, form.ends_time) = ("15:00".into(), "16:00".into())).await;
        register_again(&t, &Actor::Anonymous, &person.ticket_secret, later).await.expect("registered");
        assert_eq!(told(&t, &inbox).await.len(), 2);
        // 10:00 there; who has just come needs no reminder.
        assert_eq!(remind(&t).await.expect("reminds"), 0);
        t.clock.advance(6 * HOUR);
        let other = t.replica().await;
        let (one, two) = tokio::join!(remind(&t), remind(&other));
        assert!(one.expect("reminds") + two.expect("reminds") >= 1);
        other.store().close().await;
        assert_eq!(told(&t, &inbox).await, [line("a@example.kz", LetterKind::Reminder, fixture.event)]);
        for _ in 0..20 {
            t.clock.advance(30 * MINUTE);
            remind(&t).await.expect("reminds");
        }
        assert_eq!(told(&t, &inbox).await, []);
    }

    async fn nobody_is_woken(t: TestBackend) {
        let fixture = t.caravan("night").await;
        come(&t, fixture.event, "a@example.kz").await;
        t.clock.advance(10 * HOUR);
        assert_eq!(remind(&t).await.expect("reminds"), 0, "20:00 there");
    }

    async fn who_took_their_word_back_or_was_erased_is_not_written_to(t: TestBackend) {
        let fixture = t.caravan("erased").await;
        let path = std::env::temp_dir().join(format!("keruen-letters-{}-{}", t.store().engine(), std::process::id()));
        let folder = Folder::new(path.clone());
        let post = Post::folder("keruen@example.kz".parse().expect("a sender"), folder.clone());
        let files = || std::fs::read_dir(&path).expect("a folder").count();
        let gone = come(&t, fixture.event, "gone@example.kz").await;
        let silent = come(&t, fixture.event, "silent@example.kz").await;
        come(&t, fixture.event, "stays@example.kz").await;
        assert_eq!(drain(&t, &Bare, &post).await.expect("a round").sent, 3);
        assert_eq!((files(), folder.sweep(&t).await.expect("swept")), (3, 0));

        change(&t, &fixture, |form| form.starts_time = "10:00".into()).await;
        erase_person(&t, &fixture.organiser, gone.person).await.expect("erased");
        withdraw_by_ticket(&t, &silent.ticket_secret, TakeBack::Data).await.expect("taken back");
        t.clock.advance(CHANGE_SETTLES);
        let round = drain(&t, &Bare, &post).await.expect("a round");
        assert_eq!(round, Drained { sent: 1, withdrawn: 1, ..Drained::default() });
        assert_eq!((folder.sweep(&t).await.expect("swept"), files()), (1, 3));
        std::fs::remove_dir_all(&path).expect("a temporary folder");
    }
}
