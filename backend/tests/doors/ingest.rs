//! Facts are kept exactly once, and every item gets its receipt.

use std::collections::HashMap;

use keruen_backend::figures::person_facts;
use keruen_backend::{Error, Refusal, contract, devices, scans};
use keruen_domain::api::{BATCH_MAX, DeviceReport, FactNote, Operator, ReadyCheck, ReadyPoint, Receipt, ScanBatch};
use keruen_domain::fact::{Body, Fact, Method, Outcome, Read};
use keruen_domain::id::{DeviceId, FactId, TicketId};
use serde_json::json;
use uuid::Uuid;

use crate::gate::{Gate, adult, batch, come};

fn ticket(n: u128) -> TicketId {
    TicketId(Uuid::from_u128(n))
}

fn changed(fact: &Fact) -> Fact {
    Fact { wall: fact.wall.plus(1), ..fact.clone() }
}

contract! {
    async fn again_is_already_and_other_bytes_are_contested(t: TestBackend) {
        let fixture = t.caravan("receipts").await;
        let gate = Gate::new(&t, &fixture).await;
        let facts: Vec<Fact> = (0..5).map(|n| gate.scan(fixture.event, ticket(n))).collect();
        assert_eq!(gate.send(&t, &facts).await, [Receipt::Stored; 5]);
        assert_eq!(gate.send(&t, &facts).await, [Receipt::Already; 5]);
        let reversed: Vec<Fact> = facts.iter().rev().cloned().collect();
        assert_eq!(gate.send(&t, &reversed).await, [Receipt::Already; 5]);

        let other = changed(&facts[0]);
        let inside = [other.clone(), facts[1].clone(), other.clone(), facts[0].clone()];
        assert_eq!(gate.send(&t, &inside).await, [Receipt::Contested, Receipt::Already, Receipt::Already, Receipt::Already]);
        let twins = [gate.scan(fixture.event, ticket(9)), changed(&gate.scan(fixture.event, ticket(9)))];
        let twins = [twins[0].clone(), twins[0].clone(), Fact { id: twins[0].id, ..twins[1].clone() }];
        assert_eq!(gate.send(&t, &twins).await, [Receipt::Stored, Receipt::Already, Receipt::Contested]);

        let next_door = Gate::new(&t, &fixture).await;
        assert_eq!(next_door.send(&t, &facts).await, [Receipt::Stored; 5], "the same ids of another phone are other facts");
    }

    async fn bad_items_among_two_hundred(t: TestBackend) {
        let fixture = t.caravan("bad-items").await;
        let gate = Gate::new(&t, &fixture).await;
        let mut sent: Vec<serde_json::Value> = Vec::new();
        let good = |n| serde_json::to_value(gate.scan(fixture.event, ticket(n))).expect("JSON");
        let mut expected = Vec::new();
        let clock_of_another = gate.fact(Body::Clock { device: DeviceId(Uuid::nil()), from_seq: 0, offset: 1, uncertainty: 1 });
        let entry = gate.fact(Body::Entry { event: fixture.event, person: keruen_domain::id::PersonId(Uuid::nil()), method: Method::ByHand });
        let mut by_hand = good(1_000);
        by_hand["body"]["scan"]["method"] = json!("by_hand");
        let mut negative = good(1_001);
        negative["seq"] = json!(-1);
        let mut long = good(1_002);
        long["body"]["scan"]["read"] = json!({ "other": "x".repeat(1_000) });
        let bad = [
            json!(null), json!(17), json!("{}"), json!([]), json!({}), json!({ "id": "not-an-id" }), json!({ "id": Uuid::nil(), "seq": "1" }),
            serde_json::to_value(clock_of_another).expect("JSON"), serde_json::to_value(entry).expect("JSON"), by_hand, negative, long,
        ];
        for n in 0..BATCH_MAX {
            if n % 7 == 3 && n / 7 < bad.len() {
                sent.push(bad[n / 7].clone());
                expected.push(Receipt::Malformed);
            } else {
                sent.push(good(n as u128));
                expected.push(Receipt::Stored);
            }
        }
        let reply = scans::ingest(&t, gate.device, ScanBatch { facts: sent.clone(), ..ScanBatch::default() }).await.expect("answered");
        assert_eq!(reply.receipts.iter().map(|r| r.receipt).collect::<Vec<_>>(), expected);
        assert!(reply.receipts.iter().all(|r| (r.receipt == Receipt::Malformed) == r.problem.is_some()));
        assert_eq!(reply.receipts[6 * 7 + 3].id, Some(FactId(Uuid::nil())), "named where the name could be read");
        assert_eq!(reply.server_time, t.now());

        sent.push(good(5_000));
        let too_many = scans::ingest(&t, gate.device, ScanBatch { facts: sent, ..ScanBatch::default() }).await;
        assert!(matches!(too_many, Err(Error::Refusal(Refusal::TooManyRequests))));
        assert!(scans::ingest(&t, gate.device, ScanBatch::default()).await.expect("empty is fine").receipts.is_empty());
    }

    async fn twenty_at_once_keep_each_fact_once(t: TestBackend) {
        let fixture = t.caravan("twenty").await;
        let gates = [Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await];
        let replica = t.replica().await;
        let facts: Vec<Vec<Fact>> = gates.iter().map(|gate| (0..60).map(|n| gate.scan(fixture.event, ticket(n))).collect()).collect();
        let mut tasks = Vec::new();
        for n in 0..20 {
            let backend = if n % 2 == 0 { t.backend() } else { replica.backend() };
            let (device, own) = (gates[n / 2 % 2].device, &facts[n / 2 % 2]);
            let mut slice = own[n..n + 40].to_vec();
            if n % 3 == 0 {
                slice.reverse();
            }
            tasks.push(tokio::spawn(async move {
                let reply = scans::ingest(&backend, device, batch(&slice)).await.expect("kept");
                reply.receipts.into_iter().map(|item| ((device.id, item.id), item.receipt)).collect::<Vec<_>>()
            }));
        }
        let mut stored: HashMap<_, usize> = HashMap::new();
        for task in tasks {
            for (name, receipt) in task.await.expect("ran") {
                assert!(matches!(receipt, Receipt::Stored | Receipt::Already));
                *stored.entry(name).or_default() += usize::from(receipt == Receipt::Stored);
            }
        }
        assert!(stored.values().all(|times| *times == 1), "each was new exactly once");
        for (gate, own) in gates.iter().zip(&facts) {
            let again = gate.send(&t, own).await;
            let known = own.iter().map(|fact| stored.contains_key(&(gate.device.id, Some(fact.id))));
            assert!(again.iter().zip(known).all(|(receipt, known)| (*receipt == Receipt::Already) == known));
        }
    }

    async fn evidence_needs_no_known_ids(t: TestBackend) {
        let fixture = t.caravan("evidence").await;
        let other = t.caravan("other-project").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, other.event, &adult(1)).await;
        let unknown = keruen_domain::id::EventId(Uuid::from_u128(77));
        let facts = [
            gate.scan(other.event, visitor.ticket),
            gate.scan(unknown, visitor.ticket),
            gate.read(fixture.event, Read::other("https://example.org"), Outcome::TurnedAway, keruen_domain::fact::Direction::In),
        ];
        assert_eq!(gate.send(&t, &facts).await, [Receipt::Stored; 3]);
        let figures = keruen_backend::figures::project_figures(&t, &other.organiser, other.project).await.expect("figures");
        assert_eq!(figures.figures.attendances, 0, "a phone of another project does not count here");
        let figures = keruen_backend::figures::project_figures(&t, &fixture.organiser, fixture.project).await.expect("figures");
        assert_eq!(figures.figures.attendances, 0, "nor there: nobody of that project holds the ticket");
    }

    async fn operators_come_with_the_batch(t: TestBackend) {
        let fixture = t.caravan("operators").await;
        let gate = Gate::new(&t, &fixture).await;
        let id = Uuid::from_u128(5);
        let operators = ["Мира", "Мира Екінші"].map(|name| Operator { id, name: name.to_owned() }).to_vec();
        let nameless = Operator { id: Uuid::from_u128(6), name: "\n".to_owned() };
        t.clock.advance(1_000);
        let batch = ScanBatch { operators: [operators, vec![nameless]].concat(), ..batch(&[gate.scan(fixture.event, ticket(1))]) };
        scans::ingest(&t, gate.device, batch).await.expect("kept");
        let row = keruen_backend::devices::device_list(&t, &fixture.organiser, fixture.caravan).await.expect("a list").remove(0);
        assert_eq!(row.operators, ["Мира", "Асқар"]);
    }
    async fn words_beside_a_scan_are_read_by_its_organiser(t: TestBackend) {
        let fixture = t.caravan("notes").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        let scan = gate.scan(fixture.event, visitor.ticket);
        gate.send(&t, std::slice::from_ref(&scan)).await;
        let say = async |texts: &[&str]| {
            let notes = texts.iter().map(|text| FactNote { fact: scan.id, text: (*text).to_owned() }).collect();
            scans::ingest(&t, gate.device, ScanBatch { notes, ..ScanBatch::default() }).await.expect("kept");
            let facts = person_facts(&t, &fixture.organiser, visitor.person).await.expect("a page").facts;
            facts.into_iter().find(|fact| fact.reference == gate.name(&scan)).expect("the scan").note
        };
        assert_eq!(say(&["", "IIN 080101500006", &"а".repeat(301)]).await, None, "none of these is a note");
        assert_eq!(say(&["Ұстазымен келді"]).await.as_deref(), Some("Ұстазымен келді"));
        assert_eq!(say(&["Басқа сөз"]).await.as_deref(), Some("Ұстазымен келді"), "the first one stays");
    }

    async fn a_phone_says_how_it_is(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let gate = Gate::new(&t, &fixture).await;
        let list = || async { devices::device_list(&t, &fixture.organiser, fixture.caravan).await.expect("phones") };
        assert_eq!(list().await[0].report, None, "it never said");
        let ready = ReadyCheck { at: t.now(), missing: vec![ReadyPoint::Sound] };
        let report = DeviceReport {
            operator: Uuid::from_u128(7),
            unsent: 21,
            quarantined: 1,
            offset: Some(-3_600_000),
            roster_as_of: Some(t.now()),
            ready: Some(ready),
        };
        let said = ScanBatch { report: Some(report.clone()), ..ScanBatch::default() };
        scans::ingest(&t, gate.device, said.clone()).await.expect("answered");
        assert_eq!(list().await[0].report, Some((t.now(), report.clone())));
        let later = DeviceReport { unsent: 0, ready: None, roster_as_of: None, offset: None, ..report };
        scans::ingest(&t, gate.device, ScanBatch { report: Some(later.clone()), ..said }).await.expect("answered");
        assert_eq!(list().await[0].report, Some((t.now(), later)));
    }
}
