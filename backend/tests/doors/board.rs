//! The live board, also across two servers on one store.

use std::time::Duration;

use keruen_backend::accounts::{
    ApiTokenForm, MemberForm, Pass, SESSION_IDLE, api_token_create, api_token_list, api_token_revoke, link_use,
    member_add, member_remove, organiser_link, pass_actor, sign_out,
};
use keruen_backend::events::{event_capacity_set, event_state_set};
use keruen_backend::live::{Feed, live_snapshot, subscribe};
use keruen_backend::review::merge;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Actor, Error, Refusal, contract};
use keruen_domain::api::LiveSnapshot;
use keruen_domain::event::EventState;
use keruen_domain::fact::{Direction, Outcome, Read};

use crate::gate::{Gate, adult, come};

/// The first snapshot that `holds`; a board that never shows it fails the test.
async fn shows(feed: &mut Feed, holds: impl Fn(&LiveSnapshot) -> bool) {
    let seen = async {
        while let Some(snapshot) = feed.next().await {
            if holds(&snapshot) {
                return;
            }
        }
        panic!("the board ended");
    };
    tokio::time::timeout(Duration::from_secs(10), seen).await.expect("shown in time");
}

/// A session of the account with this e-mail.
async fn session(t: &TestBackend, email: &str) -> Pass {
    let link = organiser_link(t, &Actor::System, email, None).await.expect("a link");
    Pass::Session(link_use(t, link.expose()).await.expect("a session"))
}

async fn actor(t: &TestBackend, pass: &Pass) -> Actor {
    pass_actor(t, pass).await.expect("reads").expect("somebody")
}

/// Whether the feed goes on after one more change, some time after the right was looked at last.
async fn goes_on(t: &TestBackend, of: &Fixture, feed: &mut Feed) -> bool {
    t.clock.advance(60_000);
    event_capacity_set(t, &of.organiser, of.event, Some(t.now().millis() % 1_000_000)).await.expect("changed");
    tokio::time::timeout(Duration::from_secs(10), feed.next()).await.expect("a snapshot or the end").is_some()
}

contract! {
    async fn a_feed_ends_with_the_membership(t: TestBackend) {
        let fixture = t.caravan("member").await;
        let form = MemberForm { email: "v@example.org".into(), role: "volunteer".into(), ..MemberForm::default() };
        let link = member_add(&t, &fixture.organiser, fixture.project, &form).await.expect("added").expect("a link");
        let pass = Pass::Session(link_use(&t, link.expose()).await.expect("a session"));
        let volunteer = actor(&t, &pass).await;
        let organisers = session(&t, "member@example.org").await;
        let mut feed = subscribe(&t, &volunteer, fixture.caravan, pass.clone()).await.expect("a feed");
        let mut other = subscribe(&t, &fixture.organiser, fixture.caravan, organisers).await.expect("a feed");
        shows(&mut feed, |_| true).await;
        shows(&mut other, |_| true).await;
        assert!(goes_on(&t, &fixture, &mut feed).await, "still a member");

        member_remove(&t, &fixture.organiser, fixture.project, volunteer.account().expect("an account")).await.expect("removed");
        assert!(!goes_on(&t, &fixture, &mut feed).await, "a member no longer");
        assert!(goes_on(&t, &fixture, &mut other).await, "the others watch on");
        assert!(subscribe(&t, &actor(&t, &pass).await, fixture.caravan, pass).await.is_err());
    }

    async fn a_feed_ends_with_the_session(t: TestBackend) {
        let fixture = t.caravan("session").await;
        let pass = session(&t, "session@example.org").await;
        let mut feed = subscribe(&t, &fixture.organiser, fixture.caravan, pass.clone()).await.expect("a feed");
        shows(&mut feed, |_| true).await;
        // Watching is no request: it does not keep the session alive.
        t.clock.advance(SESSION_IDLE - 60_000 - 1);
        assert!(goes_on(&t, &fixture, &mut feed).await, "the last millisecond");
        assert!(!goes_on(&t, &fixture, &mut feed).await, "run out");

        let pass = session(&t, "session@example.org").await;
        let mut feed = subscribe(&t, &fixture.organiser, fixture.caravan, pass.clone()).await.expect("a feed");
        shows(&mut feed, |_| true).await;
        let Pass::Session(token) = pass else { panic!("a session") };
        sign_out(&t, token.expose()).await.expect("signed out");
        assert!(!goes_on(&t, &fixture, &mut feed).await, "signed out");
    }

    async fn a_feed_ends_with_the_token(t: TestBackend) {
        let fixture = t.caravan("token").await;
        let token = api_token_create(&t, &fixture.organiser, &ApiTokenForm { name: "board".into() }).await.expect("a token");
        let mut feed = subscribe(&t, &fixture.organiser, fixture.caravan, Pass::Token(token)).await.expect("a feed");
        shows(&mut feed, |_| true).await;
        assert!(goes_on(&t, &fixture, &mut feed).await);
        let id = api_token_list(&t, &fixture.organiser).await.expect("a list").remove(0).id;
        api_token_revoke(&t, &fixture.organiser, id).await.expect("revoked");
        assert!(!goes_on(&t, &fixture, &mut feed).await, "revoked");
    }

    async fn a_board_shows_what_another_server_kept(t: TestBackend) {
        let fixture = t.caravan("board").await;
        let replica = t.replica().await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let pass = session(&t, "board@example.org").await;
        let mut feeds = [
            subscribe(&t, &fixture.organiser, fixture.caravan, pass.clone()).await.expect("a feed"),
            subscribe(&t, &fixture.organiser, fixture.caravan, pass.clone()).await.expect("a second feed"),
            subscribe(&replica, &fixture.organiser, fixture.caravan, pass.clone()).await.expect("a feed elsewhere"),
        ];
        for feed in &mut feeds {
            shows(feed, |s| s.direct_participants == 0 && s.events.iter().any(|e| e.id == fixture.event && e.registered == 1)).await;
        }
        gate.send(&t, &[gate.scan(fixture.event, visitor.ticket)]).await;
        for feed in &mut feeds {
            shows(feed, |s| {
                let event = s.events.iter().find(|e| e.id == fixture.event).expect("the event");
                let stop = &s.stops[0].figures;
                s.direct_participants == 1 && s.project_direct_participants == 1 && s.attendances == 1
                    && (event.arrived, event.inside, event.per_minute) == (1, 1, 1)
                    && (stop.people_here, stop.new_here, stop.visits) == (1, 1, 1)
                    && s.devices.len() == 1 && s.devices[0].operator == "Асқар"
            })
            .await;
        }
        gate.send(&t, &[gate.read(fixture.event, Read::Ticket(visitor.ticket), Outcome::Admitted, Direction::Out)]).await;
        shows(&mut feeds[2], |s| s.events.iter().any(|e| e.id == fixture.event && (e.arrived, e.inside) == (1, 0))).await;
    }

    async fn who_is_not_seen_is_not_hidden_by_who_came_unregistered(t: TestBackend) {
        let fixture = t.caravan("unseen").await;
        let gate = Gate::new(&t, &fixture).await;
        let not_seen = async || {
            let board = live_snapshot(&t, &fixture.organiser, fixture.caravan).await.expect("a board");
            let of = |id| board.events.iter().find(|event| event.id == id).expect("the event").not_seen;
            (of(fixture.online), of(fixture.event))
        };
        // The one has begun, the other begins tomorrow.
        let first = come(&t, fixture.online, &adult(1)).await;
        come(&t, fixture.online, &adult(2)).await;
        let other = come(&t, fixture.event, &adult(3)).await;
        assert_eq!(not_seen().await, (2, 0));
        gate.send(&t, &[gate.scan(fixture.online, other.ticket)]).await;
        assert_eq!(not_seen().await, (2, 0), "a walk-in is none of those registered");
        gate.send(&t, &[gate.scan(fixture.online, first.ticket)]).await;
        assert_eq!(not_seen().await, (1, 0));
        // The walk-in turns out to be the one who registered as somebody else.
        let again = come(&t, fixture.online, &adult(4)).await;
        assert_eq!(not_seen().await, (2, 0));
        merge(&t, &fixture.organiser, again.person, other.person).await.expect("merged");
        assert_eq!(not_seen().await, (1, 0));
        event_state_set(&t, &fixture.organiser, fixture.online, EventState::Cancelled).await.expect("called off");
        assert_eq!(not_seen().await, (0, 0), "nobody is expected where nothing takes place");
    }

    async fn a_new_watcher_after_the_last_one_left(t: TestBackend) {
        let fixture = t.caravan("again").await;
        let pass = session(&t, "again@example.org").await;
        for _ in 0..3 {
            let mut feed = subscribe(&t, &fixture.organiser, fixture.caravan, pass.clone()).await.expect("a feed");
            shows(&mut feed, |s| s.attendances == 0).await;
            drop(feed);
        }
    }

    async fn strangers_see_no_board(t: TestBackend) {
        let fixture = t.caravan("private").await;
        let stranger = t.caravan("curious").await.organiser;
        // Not even beside somebody else's pass: the actor asks.
        let pass = session(&t, "private@example.org").await;
        for (actor, expected) in [(Actor::Anonymous, Refusal::SignInNeeded), (stranger, Refusal::NotFound)] {
            for answer in [subscribe(&t, &actor, fixture.caravan, pass.clone()).await.err(), live_snapshot(&t, &actor, fixture.caravan).await.err()] {
                assert!(matches!(answer, Some(Error::Refusal(refusal)) if refusal == expected));
            }
        }
    }
}
