//! The server's word on which facts it holds: on the roster for one phone, on the board for all (design rule 5).

use keruen_backend::attendance::annul;
use keruen_backend::contract;
use keruen_backend::devices::device_revoke;
use keruen_backend::live::live_snapshot;
use keruen_backend::scans::roster;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_domain::agreement::{Agreement, own};
use keruen_domain::api::HeldEvent;
use keruen_domain::fact::{Body, Direction, Fact, Ground, Outcome, Read};

use crate::gate::{Gate, adult, come, settle};

async fn told(t: &TestBackend, of: &Fixture, gate: &Gate) -> HeldEvent {
    let reply = roster(t, gate.device).await.expect("a roster");
    *reply.held.iter().find(|held| held.event == of.event).expect("the event")
}

async fn shown(t: &TestBackend, of: &Fixture) -> Agreement {
    let board = live_snapshot(t, &of.organiser, of.caravan).await.expect("a board");
    board.events.iter().find(|event| event.id == of.event).expect("the event").held
}

fn part(of: &Fixture, gate: &Gate, log: &[Fact]) -> Agreement {
    own(gate.device.id, log).get(&of.event).copied().unwrap_or_default()
}

contract! {
    async fn a_phones_own_part_and_the_others_give_the_boards_sum(t: TestBackend) {
        let fixture = t.caravan("held").await;
        let (one, two) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let clock = one.fact(Body::Clock { device: one.device.id, from_seq: 0, offset: 5, uncertainty: 1 });
        let amber = one.read(fixture.event, Read::Ticket(visitor.ticket), Outcome::Open, Direction::In);
        let answer = one.answer(&amber, Outcome::Admitted, Ground::Judgement);
        let first = [clock, amber, answer];
        let mut second = vec![two.scan(fixture.event, visitor.ticket), two.scan(fixture.online, visitor.ticket)];
        one.send(&t, &first).await;
        two.send(&t, &second).await;
        // Once while all is fresh, once from what has settled and what came since.
        for _ in 0..2 {
            for (gate, log) in [(&one, &first[..]), (&two, &second[..])] {
                let told = told(&t, &fixture, gate).await;
                let mine = part(&fixture, gate, log);
                assert_eq!(told.others + mine, told.all);
                assert_eq!(told.all, shown(&t, &fixture).await);
            }
            settle(&t);
            let late = two.fact(Body::Annulment { target: two.name(&second[0]) });
            two.send(&t, std::slice::from_ref(&late)).await;
            second.push(late);
        }
        assert_eq!(part(&fixture, &two, &second).count(), 3);
    }

    async fn what_has_no_effect_is_held_all_the_same(t: TestBackend) {
        let fixture = t.caravan("held-silent").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let scan = gate.scan(fixture.event, visitor.ticket);
        gate.send(&t, std::slice::from_ref(&scan)).await;
        annul(&t, &fixture.organiser, gate.name(&scan)).await.expect("annulled");
        assert_eq!(told(&t, &fixture, &gate).await.others.count(), 1, "the organiser's word is no part of the phone's log");
        device_revoke(&t, &fixture.organiser, gate.device.id).await.expect("revoked");
        t.clock.advance(1_000);
        let after = gate.scan(fixture.event, visitor.ticket);
        gate.send(&t, std::slice::from_ref(&after)).await;
        assert_eq!(shown(&t, &fixture).await.count(), 3);
        let contested = Fact { mono: after.mono + 1, ..after };
        gate.send(&t, &[contested]).await;
        assert_eq!(shown(&t, &fixture).await.count(), 4, "both versions");
    }
}
