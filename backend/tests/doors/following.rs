//! A phone that follows the roster by what changed carries what a load in full gives.

use std::collections::HashMap;

use keruen_backend::actor::{DeviceActor, DeviceRole};
use keruen_backend::scans::{roster, roster_since};
use keruen_backend::store::Store;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Actor, Backend, attendance, contract, instance, registrations};
use keruen_domain::agreement::Agreement;
use keruen_domain::api::RosterReply;
use keruen_domain::event::RegistrationState;
use keruen_domain::id::TicketId;
use keruen_domain::roster::{Rows, merge, replace, sum};
use keruen_domain::scan::{Roster, Seen, TicketMark};
use keruen_domain::time::Timestamp;

use crate::gate::{Gate, adult, come, form};

/// What a phone carries.
#[derive(Clone)]
struct Follower {
    device: DeviceActor,
    rows: Roster,
    heard: Seen,
    sum: Agreement,
    cursor: Option<String>,
}

impl Follower {
    fn of(device: DeviceActor) -> Self {
        Self { device, rows: Roster::default(), heard: Seen::new(), sum: Agreement::default(), cursor: None }
    }

    /// Takes up what is told; it then has the rows of a load in full.
    async fn follow(&mut self, backend: &Backend) -> RosterReply {
        let reply = roster_since(backend, self.device, self.cursor.as_deref()).await.expect("a roster");
        let delta = reply.delta.clone().expect("a cursor");
        self.sum = if reply.changes().is_some() {
            merge(&mut self.rows, &mut self.heard, self.sum, &reply, &delta).expect("the server's rows")
        } else {
            replace(&mut self.rows, &mut self.heard, Rows::of(&reply));
            sum(&self.rows, &self.heard)
        };
        assert_eq!(self.sum, delta.sum);
        self.cursor = Some(delta.cursor);
        let whole = roster(backend, self.device).await.expect("a roster");
        assert!(whole.changes().is_none());
        let tickets: HashMap<_, _> = whole.tickets.into_iter().map(|ticket| (ticket.id, ticket)).collect();
        let passages: Seen = whole.passages.into_iter().map(|(event, ticket, at)| ((event, ticket), at)).collect();
        assert_eq!((&self.rows.tickets, &self.heard), (&tickets, &passages));
        reply
    }
}

/// How many rows are told: tickets, passages, tickets gone, passages gone.
fn told(reply: &RosterReply) -> [usize; 4] {
    let delta = reply.changes().expect("changes only");
    [reply.tickets.len(), reply.passages.len(), delta.gone_tickets.len(), delta.gone_passages.len()]
}

const REVOKE: &str = "UPDATE tickets SET revoked_at = $1 WHERE id = $2";
const TOUCH: &str = "UPDATE caravans SET revision = revision + 1 WHERE id = $1";
const AWAY: &str = "UPDATE events SET stop_id = NULL WHERE id = $1";

/// A transaction that takes its time.
enum Late {
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

impl Late {
    async fn revoke(t: &TestBackend, ticket: TicketId, at: Timestamp) -> Self {
        match t.store() {
            Store::Sqlite { write, .. } => {
                let mut tx = write.begin().await.expect("a transaction");
                sqlx::query(REVOKE).bind(at.millis()).bind(ticket.0).execute(&mut *tx).await.expect("stamped");
                Self::Sqlite(tx)
            }
            Store::Postgres(pool) => {
                let mut tx = pool.begin().await.expect("a transaction");
                sqlx::query(REVOKE).bind(at.millis()).bind(ticket.0).execute(&mut *tx).await.expect("stamped");
                Self::Postgres(tx)
            }
        }
    }

    /// As every verb ends.
    async fn commit(self, of: &Fixture) {
        match self {
            Self::Sqlite(mut tx) => {
                sqlx::query(TOUCH).bind(of.caravan.0).execute(&mut *tx).await.expect("touched");
                tx.commit().await
            }
            Self::Postgres(mut tx) => {
                sqlx::query(TOUCH).bind(of.caravan.0).execute(&mut *tx).await.expect("touched");
                tx.commit().await
            }
        }
        .expect("committed");
    }
}

/// The event is not at its stop any more.
async fn move_away(t: &TestBackend, of: &Fixture) {
    for (sql, id) in [(AWAY, of.event.0), (TOUCH, of.caravan.0)] {
        match t.store() {
            Store::Sqlite { write, .. } => sqlx::query(sql).bind(id).execute(write).await.map(drop),
            Store::Postgres(pool) => sqlx::query(sql).bind(id).execute(pool).await.map(drop),
        }
        .expect("runs");
    }
}

contract! {
    async fn what_changed_is_told_and_nothing_else(t: TestBackend) {
        let fixture = t.caravan("follows").await;
        let (first, second) = (come(&t, fixture.event, &adult(1)).await, come(&t, fixture.event, &adult(2)).await);
        let gate = Gate::with(&t, &fixture, form(DeviceRole::Door, Some(fixture.stop))).await;
        let mut phone = Follower::of(gate.device);
        assert!(phone.follow(&t).await.changes().is_none(), "everything at first");
        let base = phone.clone();
        assert_eq!(told(&phone.follow(&t).await), [0; 4]);
        let third = come(&t, fixture.event, &adult(3)).await;
        let reply = phone.follow(&t).await;
        assert_eq!((told(&reply), reply.tickets[0].id), ([1, 0, 0, 0], third.ticket));
        let scan = gate.scan(fixture.event, first.ticket);
        gate.send(&t, std::slice::from_ref(&scan)).await;
        assert_eq!(told(&phone.follow(&t).await), [0, 1, 0, 0]);
        attendance::annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("taken back");
        assert_eq!(told(&phone.follow(&t).await), [0, 0, 0, 1]);
        registrations::cancel(&t, &Actor::Anonymous, &second.ticket_secret, fixture.event).await.expect("given up");
        let reply = phone.follow(&t).await;
        assert_eq!((told(&reply), reply.tickets[0].registrations[0].1), ([1, 0, 0, 0], RegistrationState::Cancelled));

        // A phone that heard nothing of all this is told what is left of it.
        let mut late = base.clone();
        assert_eq!(told(&late.follow(&t).await), [2, 0, 0, 1]);
        // It asks since its base each time; what it knows is told again.
        late.cursor.clone_from(&base.cursor);
        assert_eq!(told(&late.follow(&t).await), [2, 0, 0, 1]);
        // Another scope is another roster.
        let desk = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        let mut desk = Follower { cursor: base.cursor.clone(), ..Follower::of(desk.device) };
        assert!(desk.follow(&t).await.changes().is_none(), "nobody looked at this one before");

        move_away(&t, &fixture).await;
        let reply = phone.follow(&t).await;
        assert_eq!((told(&reply), reply.events.len()), ([0, 0, 3, 0], 0));
        let reply = desk.follow(&t).await;
        assert_eq!((told(&reply), reply.events.len()), ([0; 4], 2), "on the desk's list they stay");
    }

    async fn a_revocation_that_commits_late_is_told(t: TestBackend) {
        let fixture = t.caravan("late").await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let (gate, replica) = (Gate::new(&t, &fixture).await, t.replica().await);
        let (mut phone, mut other) = (Follower::of(gate.device), Follower::of(gate.device));
        phone.follow(&t).await;
        other.follow(&replica).await;
        let late = Late::revoke(&t, visitor.ticket, t.now()).await;
        t.clock.advance(45_000);
        if matches!(t.store(), Store::Postgres(_)) {
            // Stamped later, committed before; SQLite has one writer.
            come(&t, fixture.event, &adult(2)).await;
        }
        for (phone, backend) in [(&mut phone, &t), (&mut other, &replica)] {
            let reply = phone.follow(backend).await;
            assert!(reply.changes().is_some() && reply.tickets.iter().all(|ticket| ticket.id != visitor.ticket));
        }
        t.clock.advance(45_000);
        late.commit(&fixture).await;
        for (phone, backend) in [(&mut phone, &t), (&mut other, &replica)] {
            let reply = phone.follow(backend).await;
            assert!(reply.changes().is_some(), "by what changed");
            let marks: Vec<_> = reply.tickets.iter().map(|ticket| (ticket.id, ticket.mark)).collect();
            assert_eq!(marks, [(visitor.ticket, TicketMark::Revoked)]);
        }
        replica.store().close().await;
    }

    async fn a_cursor_of_another_server_or_store_tells_what_is_missing_or_all(t: TestBackend) {
        let fixture = t.caravan("cursors").await;
        come(&t, fixture.event, &adult(1)).await;
        let (gate, replica) = (Gate::new(&t, &fixture).await, t.replica().await);
        let mut phone = Follower::of(gate.device);
        phone.follow(&replica).await;
        phone.follow(&t).await;
        come(&t, fixture.event, &adult(2)).await;
        assert_eq!(told(&phone.follow(&replica).await), [1, 0, 0, 0], "whichever server is asked");
        assert_eq!(told(&phone.follow(&t).await), [0; 4], "the same revision");
        for (number, strange) in ["", "nonsense", "9223372036854775807"].into_iter().enumerate() {
            phone.cursor = Some(strange.to_owned());
            assert!(phone.follow(&t).await.changes().is_none(), "{number}");
        }
        let cursor = phone.cursor.clone().expect("a cursor");
        let (instance, _) = cursor.split_once('.').expect("two parts");
        phone.cursor = Some(format!("{instance}.{}", i64::MAX));
        assert!(phone.follow(&t).await.changes().is_none(), "a revision that is still to come");
        instance::instance_renew(&t, &Actor::System).await.expect("another id");
        assert!(phone.follow(&t).await.changes().is_none(), "restored from a backup");
        assert_ne!(phone.cursor, Some(cursor));
        replica.store().close().await;
    }

    async fn names_go_from_a_phone_that_follows(t: TestBackend) {
        let fixture = t.caravan("following-ends").await;
        come(&t, fixture.event, &adult(1)).await;
        let gate = Gate::with(&t, &fixture, form(DeviceRole::Desk, Some(fixture.stop))).await;
        let mut phone = Follower::of(gate.device);
        let over = phone.follow(&t).await.wipe_after.expect("an event is in scope");
        t.clock.set(over);
        for _ in 0..2 {
            assert!(phone.follow(&t).await.changes().is_none());
            assert_eq!(phone.rows.tickets.len(), 0);
        }
    }
}
