//! An organiser at work while phones are: takes back what they sent, and accepts what others brought.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use keruen_backend::attendance::annul;
use keruen_backend::chance::{Clock as _, SystemClock};
use keruen_backend::review::{accept, undo};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_domain::fact::{Body, Fact, FactRef, Source, Sourced};

use super::{Venue, lock};

/// An organiser takes back what phones have sent; gives the facts of it as they must be kept.
pub(super) async fn doubt(t: &TestBackend, fixture: &Fixture, venue: &Venue, done: &Mutex<bool>) -> Vec<Sourced> {
    let mut stated: Vec<Sourced> = Vec::new();
    let account = Source::Account(fixture.organiser.account().expect("an account"));
    loop {
        let last = *lock(done);
        let doubted: Vec<FactRef> = std::mem::take(&mut *lock(&venue.doubted));
        for target in doubted {
            let now = SystemClock.now();
            t.clock.set(now);
            // What an account stated is taken back by a later word only.
            let before = stated.iter().find(|known| known.reference() == target);
            let wall = before.map_or(now, |known| now.max(known.fact.wall.plus(1)));
            match annul(t, &fixture.organiser, target).await {
                Ok(name) if name.source == account && stated.iter().all(|known| known.reference() != name) => {
                    let body = Body::Annulment { target };
                    stated.push(Sourced {
                        source: account,
                        fact: Fact { id: name.id, seq: 0, wall, boot: 0, mono: 0, body },
                    });
                    if stated.len().is_multiple_of(3) {
                        venue.note(name);
                    }
                }
                // Not sent yet, or the store is busy: later, while there is a later.
                Err(_) if !last => venue.note(target),
                Ok(_) | Err(_) => {}
            }
        }
        if last {
            return stated;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// An organiser accepts half of what nobody recorded, and thinks better of some of it; gives what stays accepted.
pub(super) async fn believe(
    t: &TestBackend,
    fixture: &Fixture,
    venue: &Venue,
    done: &Mutex<bool>,
) -> BTreeSet<FactRef> {
    let (mut accepted, mut seen) = (BTreeSet::new(), 0);
    loop {
        let last = *lock(done);
        let fresh: Vec<FactRef> = lock(&venue.forged).iter().skip(seen).map(Sourced::reference).collect();
        for target in fresh {
            if seen.is_multiple_of(2) {
                // The store is busy: later. After the last exchange it is not.
                let Ok(names) = accept(t, &fixture.organiser, &[target]).await else { break };
                accepted.insert(target);
                if seen.is_multiple_of(6) && undo(t, &fixture.organiser, names[0]).await.is_ok() {
                    accepted.remove(&target);
                }
            }
            seen += 1;
        }
        if last && seen == lock(&venue.forged).len() {
            return accepted;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
