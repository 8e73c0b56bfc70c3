//! The way from the outbox to a mail server that is away, slow, or does not want the letter.

use std::collections::BTreeSet;

use keruen_backend::chance::Secret;
use keruen_backend::contract;
use keruen_backend::mail::{Drained, Unsent, drain, unsent, unsent_of};
use keruen_backend::tickets::ticket_view;
use keruen_domain::letter::TAKEN_FOR;
use keruen_domain::time::{DAY, HOUR, MINUTE};

use crate::inbox::{Inbox, Mood};
use crate::{Bare, come, told};

contract! {
    async fn an_outage_loses_nothing_and_is_seen(t: TestBackend) {
        let fixture = t.caravan("outage").await;
        let inbox = Inbox::open(Mood::Down).await;
        for n in 0..100 {
            come(&t, fixture.online, &format!("a{n}@example.kz")).await;
        }
        let began = t.now();
        let post = inbox.post();
        for _ in 0..5 {
            // One try tells that nobody is there; the others wait.
            let round = drain(&t, &Bare, &post).await.expect("a round");
            assert_eq!(round, Drained { failed: 1, outage: true, ..Drained::default() });
            t.clock.advance(6 * MINUTE);
        }
        let seen = Unsent { waiting: 100, since: Some(began), given_up: 0 };
        assert_eq!(unsent(&t).await.expect("a count"), seen);
        assert_eq!(unsent_of(&t, &fixture.organiser, fixture.caravan).await.expect("a count"), seen);
        t.clock.advance(5 * DAY);
        assert!(drain(&t, &Bare, &post).await.expect("a round").outage, "nobody's letter is given up for that");

        inbox.is(Mood::Up);
        t.clock.advance(MINUTE);
        assert_eq!(drain(&t, &Bare, &post).await.expect("a round").sent, 100);
        assert_eq!(drain(&t, &Bare, &post).await.expect("a round"), Drained::default());
        let came = inbox.came();
        let readers: BTreeSet<&str> = came.iter().map(|came| came.to.as_str()).collect();
        let ids: BTreeSet<&str> = came.iter().map(|came| came.header("Message-ID")).collect();
        assert_eq!((came.len(), readers.len(), ids.len()), (100, 100, 100));
        assert_eq!(unsent(&t).await.expect("a count"), Unsent::default());
    }

    async fn two_servers_send_each_letter_once(t: TestBackend) {
        let fixture = t.caravan("two").await;
        let inbox = Inbox::open(Mood::Up).await;
        for n in 0..30 {
            come(&t, fixture.online, &format!("a{n}@example.kz")).await;
        }
        let other = t.replica().await;
        let (one, two) = (inbox.post(), inbox.post());
        let (one, two) = tokio::join!(drain(&t, &Bare, &one), drain(&other, &Bare, &two));
        let (one, two) = (one.expect("a round"), two.expect("a round"));
        assert_eq!(one.sent + two.sent, 30);
        let readers: BTreeSet<String> = inbox.came().into_iter().map(|came| came.to).collect();
        assert_eq!((inbox.came().len(), readers.len()), (30, 30));
        other.store().close().await;
    }

    async fn a_death_between_sending_and_saying_so_repeats_the_same_letter(t: TestBackend) {
        let fixture = t.caravan("crash").await;
        let inbox = Inbox::open(Mood::Silent).await;
        come(&t, fixture.event, "a@example.kz").await;
        let (backend, post) = (t.backend(), inbox.post());
        let dying = tokio::spawn(async move { drain(&backend, &Bare, &post).await.map(drop) });
        inbox.has(1).await;
        dying.abort();
        assert!(dying.await.expect_err("it died").is_cancelled());
        inbox.is(Mood::Up);

        assert_eq!(told(&t, &inbox).await, [], "it is still taken");
        t.clock.advance(TAKEN_FOR);
        assert_eq!(told(&t, &inbox).await.len(), 1);
        let came = inbox.came();
        assert_eq!(came[0].header("Message-ID"), came[1].header("Message-ID"));
        let page = |n: usize| came[n].text.lines().find_map(|line| line.strip_prefix("page=")).expect("a page").to_owned();
        assert_eq!(page(0), page(1));
        ticket_view(&t, &Secret::given(&page(0))).await.expect("the address opens the ticket's page");
        t.clock.advance(DAY);
        assert_eq!(told(&t, &inbox).await, []);
    }

    async fn what_is_refused_for_days_is_given_up_and_holds_nobody_up(t: TestBackend) {
        let fixture = t.caravan("refused").await;
        let inbox = Inbox::open(Mood::Up).await;
        for email in ["nobody@example.kz", "later@example.kz", "a@example.kz"] {
            come(&t, fixture.online, email).await;
        }
        let post = inbox.post();
        let round = drain(&t, &Bare, &post).await.expect("a round");
        assert_eq!(round, Drained { sent: 1, failed: 2, ..Drained::default() });
        let mut given_up = Vec::new();
        for hour in 1..=120 {
            t.clock.advance(HOUR);
            drain(&t, &Bare, &post).await.expect("a round");
            given_up.push((hour, unsent(&t).await.expect("a count").given_up));
        }
        let after = |count| given_up.iter().find(|(_, given_up)| *given_up == count).map(|(hour, _)| *hour);
        assert!(matches!(after(1), Some(24..=30)) && matches!(after(2), Some(96..=102)), "{given_up:?}");
        assert_eq!(unsent(&t).await.expect("a count").waiting, 0);
        assert_eq!(inbox.came().len(), 1);
    }
}
