//! The live board, also across two servers on one store.

use std::time::Duration;

use keruen_backend::live::{Feed, live_snapshot, subscribe};
use keruen_backend::{Actor, Error, Refusal, contract};
use keruen_domain::api::LiveSnapshot;
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

contract! {
    async fn a_board_shows_what_another_server_kept(t: TestBackend) {
        let fixture = t.caravan("board").await;
        let replica = t.replica().await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let mut feeds = [
            subscribe(&t, &fixture.organiser, fixture.caravan).await.expect("a feed"),
            subscribe(&t, &fixture.organiser, fixture.caravan).await.expect("a second feed"),
            subscribe(&replica, &fixture.organiser, fixture.caravan).await.expect("a feed elsewhere"),
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

    async fn a_new_watcher_after_the_last_one_left(t: TestBackend) {
        let fixture = t.caravan("again").await;
        for _ in 0..3 {
            let mut feed = subscribe(&t, &fixture.organiser, fixture.caravan).await.expect("a feed");
            shows(&mut feed, |s| s.attendances == 0).await;
            drop(feed);
        }
    }

    async fn strangers_see_no_board(t: TestBackend) {
        let fixture = t.caravan("private").await;
        let stranger = t.caravan("curious").await.organiser;
        for (actor, expected) in [(Actor::Anonymous, Refusal::SignInNeeded), (stranger, Refusal::NotFound)] {
            for answer in [subscribe(&t, &actor, fixture.caravan).await.err(), live_snapshot(&t, &actor, fixture.caravan).await.err()] {
                assert!(matches!(answer, Some(Error::Refusal(refusal)) if refusal == expected));
            }
        }
    }
}
