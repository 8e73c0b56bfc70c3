//! Logs in other hands: what is proven is the phone's own word, what is not waits for somebody; any order ends the same.

use keruen_backend::attendance::attended;
use keruen_backend::devices::{device_list, device_revoke};
use keruen_backend::figures::{FactStanding, person_facts, project_figures};
use keruen_backend::review::{accept, let_stand, review_list, undo};
use keruen_backend::scans::{Taken, handed, take_file};
use keruen_backend::testing::{Fixture, SECRET_KEY, TestBackend};
use keruen_backend::{Actor, Backend, Error, Refusal, contract};
use keruen_domain::api::{BATCH_MAX, HandedBatch, HandedFact, LogFile, Receipt};
use keruen_domain::fact::{Direction, Fact, Ground, Outcome, Read};
use keruen_domain::handed::PairingKey;
use keruen_domain::hearing::Silence;
use keruen_domain::id::{DeviceId, TicketId};
use keruen_domain::review::{Row, RowKind};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::gate::{Gate, adult, come, settle};

/// Facts as the phone's file has them.
fn log(of: &Gate, facts: &[Fact]) -> Vec<Value> {
    let key = PairingKey::of(&SECRET_KEY, of.device.id);
    facts.iter().map(|fact| json!(HandedFact::new(of.device.id, fact, Some(&key)).expect("JSON"))).collect()
}

/// The same without proofs.
fn bare(of: &Gate, facts: &[Fact]) -> Vec<Value> {
    facts.iter().map(|fact| json!({ "device": of.device.id, "fact": fact })).collect()
}

async fn brings(t: &Backend, by: &Gate, facts: Vec<Value>) -> Vec<Receipt> {
    let reply = handed(t, by.device, HandedBatch { facts }).await.expect("kept");
    reply.receipts.into_iter().map(|item| item.receipt).collect()
}

async fn rows(t: &Backend, of: &Fixture) -> Vec<Row> {
    review_list(t, &of.organiser, of.caravan).await.expect("a review").rows.into_iter().map(|row| row.row).collect()
}

async fn direct(t: &Backend, of: &Fixture) -> i64 {
    project_figures(t, &of.organiser, of.project).await.expect("figures").figures.direct_participants
}

/// How many facts of an event are held, as boards compare them.
async fn held(t: &TestBackend, of: &Fixture) -> i64 {
    t.state(of.project).await.held.get(&of.event).map_or(0, |held| held.whole().count())
}

contract! {
    async fn a_proven_log_is_the_phones_own_word(t: TestBackend) {
        let fixture = t.caravan("proven").await;
        let (lost, next) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let facts = [lost.scan(fixture.event, visitor.ticket), lost.scan(fixture.event, TicketId(Uuid::nil()))];
        assert_eq!(brings(&t, &next, log(&lost, &facts)).await, [Receipt::Stored; 2]);
        assert_eq!((direct(&t, &fixture).await, held(&t, &fixture).await), (1, 2));
        assert_eq!(brings(&t, &next, log(&lost, &facts)).await, [Receipt::Already; 2]);
        assert_eq!(lost.send(&t, &facts).await, [Receipt::Already; 2], "the phone finds all of it there");
        let other = Fact { mono: facts[0].mono + 1, ..facts[0].clone() };
        assert_eq!(brings(&t, &next, log(&lost, &[other])).await, [Receipt::Contested]);
        let list = device_list(&t, &fixture.organiser, fixture.caravan).await.expect("phones");
        assert_eq!(list.iter().find(|row| row.id == lost.device.id).map(|row| row.facts), Some(3), "under its own name");
        // Out of service is out of service, whoever brings it.
        t.clock.advance(1_000);
        device_revoke(&t, &fixture.organiser, lost.device.id).await.expect("revoked");
        let late = come(&t, fixture.event, &adult(2)).await;
        assert_eq!(brings(&t, &next, log(&lost, &[lost.scan(fixture.event, late.ticket)])).await, [Receipt::Stored]);
        let last = rows(&t, &fixture).await.last().map(|row| row.id.kind);
        assert_eq!((direct(&t, &fixture).await, last), (1, Some(RowKind::Unheard)));
    }

    async fn what_lacks_a_proof_waits_and_is_proven_by_its_phone(t: TestBackend) {
        let fixture = t.caravan("unproven").await;
        let (lost, next) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
        let [one, two] = [come(&t, fixture.event, &adult(1)).await, come(&t, fixture.event, &adult(2)).await];
        let open = lost.read(fixture.event, Read::Ticket(two.ticket), Outcome::Open, Direction::In);
        let answer = lost.answer(&open, Outcome::Admitted, Ground::Judgement);
        let facts = [lost.scan(fixture.event, one.ticket), open, answer];
        let foreign = |f: &Fact| json!(HandedFact::new(lost.device.id, f, Some(&PairingKey::of(&[0; 32], lost.device.id))).expect("JSON"));
        assert_eq!(brings(&t, &next, vec![foreign(&facts[0])]).await, [Receipt::Unproven]);
        assert_eq!(brings(&t, &next, bare(&lost, &facts)).await, [Receipt::Unproven; 3], "said again, and proven by nothing");
        settle(&t);
        let fresh = t.replica().await;
        for backend in [&t, &fresh] {
            assert_eq!(direct(backend, &fixture).await, 0);
        }
        assert_eq!(held(&t, &fixture).await, 0, "no phone is said to have recorded it");
        let found = rows(&t, &fixture).await;
        assert_eq!((found.len(), found[0].id.kind, found[0].id.of, found[0].id.and), (1, RowKind::Unproven, lost.device.id.0, next.device.id.0));
        assert_eq!((found[0].targets.len(), found[0].persons.len()), (3, 2));
        let page = person_facts(&t, &fixture.organiser, one.person).await.expect("a page");
        assert_eq!(page.facts.iter().map(|row| row.standing).collect::<Vec<_>>(), [FactStanding::Silent(Silence::Unproven)]);

        accept(&t, &fixture.organiser, &found[0].targets).await.expect("accepted");
        for backend in [&t, &fresh] {
            assert_eq!((direct(backend, &fixture).await, rows(backend, &fixture).await), (2, vec![]));
        }
        for visitor in [&one, &two] {
            assert_eq!(attended(&t, fixture.project, visitor.person).await.expect("events").len(), 1);
        }
        let last = review_list(&t, &fixture.organiser, fixture.caravan).await.expect("a review").last.expect("the last");
        undo(&t, &fixture.organiser, last.fact).await.expect("undone");
        assert_eq!((direct(&t, &fixture).await, rows(&t, &fixture).await), (0, found.clone()));
        let_stand(&t, &fixture.organiser, &found[0].targets).await.expect("left out");
        assert_eq!((direct(&t, &fixture).await, rows(&t, &fixture).await), (0, vec![]));

        // The phone is found, and sends what it has: long after, to a server that has it settled.
        settle(&t);
        assert_eq!(direct(&t, &fixture).await, 0);
        assert_eq!(lost.send(&t, &facts).await, [Receipt::Stored; 3], "its own word is news");
        for backend in [&t, &fresh] {
            assert_eq!((direct(backend, &fixture).await, rows(backend, &fixture).await), (2, vec![]));
        }
        assert_eq!((held(&t, &fixture).await, lost.send(&t, &facts).await), (3, vec![Receipt::Already; 3]));
        assert_eq!(brings(&t, &next, bare(&lost, &facts)).await, [Receipt::Already; 3]);
        fresh.store().close().await;
    }

    async fn a_clock_that_was_set_back_hides_no_proof(t: TestBackend) {
        let fixture = t.caravan("set-back").await;
        let (lost, next) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let facts = [lost.scan(fixture.event, visitor.ticket)];
        brings(&t, &next, bare(&lost, &facts)).await;
        settle(&t);
        assert_eq!(direct(&t, &fixture).await, 0);
        t.clock.advance(-50_000);
        lost.send(&t, &facts).await;
        assert_eq!(direct(&t, &fixture).await, 1);
    }

    async fn any_order_of_ways_ends_the_same(t: TestBackend) {
        let mut ends = Vec::new();
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let slug = format!("order-{}{}{}", order[0], order[1], order[2]);
            let fixture = t.caravan(&slug).await;
            let (lost, next) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
            let visitor = come(&t, fixture.event, &adult(1)).await;
            let facts = [lost.scan(fixture.event, visitor.ticket)];
            for way in order {
                match way {
                    0 => drop(lost.send(&t, &facts).await),
                    1 => drop(brings(&t, &next, log(&lost, &facts)).await),
                    _ => drop(brings(&t, &next, bare(&lost, &facts)).await),
                }
                if way == 1 {
                    settle(&t);
                }
            }
            ends.push((direct(&t, &fixture).await, held(&t, &fixture).await, rows(&t, &fixture).await.len()));
        }
        assert_eq!(ends, [(1, 1, 0); 6]);

        // In one batch, too.
        let fixture = t.caravan("at-once").await;
        let (lost, next) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
        let fact = [lost.scan(fixture.event, TicketId(Uuid::nil()))];
        let both = [bare(&lost, &fact), log(&lost, &fact)].concat();
        assert_eq!(brings(&t, &next, both).await, [Receipt::Already, Receipt::Stored]);
    }

    async fn bad_items_and_foreign_phones_spoil_nothing(t: TestBackend) {
        let (here, there) = (t.caravan("hands-here").await, t.caravan("hands-there").await);
        let (lost, next, foreign) = (Gate::new(&t, &here).await, Gate::new(&t, &here).await, Gate::new(&t, &there).await);
        let scan = lost.scan(here.event, TicketId(Uuid::nil()));
        let mut items = vec![
            json!(7),
            json!({ "device": lost.device.id }),
            json!({ "device": "?", "fact": scan }),
            json!({ "device": lost.device.id, "fact": { "id": scan.id } }),
            bare(&next, &[lost.fact(keruen_domain::fact::Body::Clock { device: lost.device.id, from_seq: 0, offset: 1, uncertainty: 1 })]).remove(0),
        ];
        items.extend(log(&foreign, &[foreign.scan(there.event, TicketId(Uuid::nil()))]));
        items.extend(log(&lost, std::slice::from_ref(&scan)));
        let reply = handed(&t, next.device, HandedBatch { facts: items.clone() }).await.expect("answered");
        let (bad, good) = reply.receipts.split_at(6);
        assert!(bad.iter().all(|item| item.receipt == Receipt::Malformed && item.problem.is_some()), "{bad:?}");
        assert_eq!((good[0].id, good[0].receipt), (Some(scan.id), Receipt::Stored));
        assert_eq!(bad[3].id, Some(scan.id), "named where the name could be read");

        // A phone that was paired after the backup from which the store came: it cannot send any more.
        let nobody = DeviceId(Uuid::from_u128(404));
        let visitor = come(&t, here.event, &adult(1)).await;
        let orphan = lost.scan(here.event, visitor.ticket);
        let key = PairingKey::of(&SECRET_KEY, nobody);
        let item = json!(HandedFact::new(nobody, &orphan, Some(&key)).expect("JSON"));
        let file = LogFile::new([items, vec![item]].concat());
        assert!(matches!(take_file(&t, &there.organiser, here.caravan, file.clone()).await, Err(Error::Refusal(Refusal::NotFound))));
        assert!(matches!(take_file(&t, &Actor::Anonymous, here.caravan, file.clone()).await, Err(Error::Refusal(Refusal::SignInNeeded))));
        let taken = take_file(&t, &here.organiser, here.caravan, file).await.expect("taken");
        assert_eq!(taken, Taken { already: 1, unproven: 1, malformed: 6, ..Taken::default() });
        let found = rows(&t, &here).await;
        let found = found.iter().find(|row| row.id.kind == RowKind::Unproven).expect("a row");
        assert_eq!(found.id.of, nobody.0);
        accept(&t, &here.organiser, &found.targets).await.expect("accepted");
        assert_eq!(direct(&t, &here).await, 1);

        let many = vec![json!(null); BATCH_MAX + 1];
        assert!(matches!(handed(&t, next.device, HandedBatch { facts: many.clone() }).await, Err(Error::Refusal(Refusal::TooManyRequests))));
        let taken = take_file(&t, &here.organiser, here.caravan, LogFile::new(many)).await.expect("a file may be longer");
        assert_eq!(taken.malformed, 201);
    }
}
