//! The sync hash of design rule 5: independent of order and repetition, the sum of its parts, moved by any byte.

mod history;

use std::collections::{BTreeMap, BTreeSet};

use keruen_domain::agreement::{Agreement, EventAgreement, Held, agreements, own};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source, Sourced};
use keruen_domain::id::{AccountId, DeviceId, EventId, FactId};
use keruen_domain::time::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use history::{config, device, event, fixed_config, history, ticket};

fn held(facts: &[Sourced]) -> BTreeMap<EventId, EventAgreement> {
    agreements(facts.iter().map(|Sourced { source, fact }| {
        let digest = fact.digest().expect("canonical bytes");
        Held { source: *source, fact, digest }
    }))
}

fn whole(facts: &[Sourced], event: EventId) -> Agreement {
    held(facts).get(&event).map(EventAgreement::whole).unwrap_or_default()
}

fn arrivals() -> impl Strategy<Value = (Vec<Sourced>, Vec<Sourced>)> {
    (history(), prop::collection::vec(any::<prop::sample::Index>(), 0..20)).prop_flat_map(|(facts, again)| {
        let mut repeated = facts.clone();
        repeated.extend(again.iter().map(|index| index.get(&facts).clone()));
        (Just(facts), Just(repeated).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn order_and_repetition_do_not_matter((sent, arrived) in arrivals()) {
        prop_assert_eq!(held(&sent), held(&arrived));
    }

    #[test]
    fn a_phones_own_log_and_the_others_part_give_the_whole(facts in history()) {
        let server = held(&facts);
        let devices: BTreeSet<DeviceId> = (0..3).map(device).collect();
        for phone in devices.iter().copied() {
            let log: Vec<&Fact> =
                facts.iter().filter(|f| f.source == Source::Device(phone)).map(|f| &f.fact).collect();
            let mine = own(phone, log);
            prop_assert!(mine.keys().all(|event| server.contains_key(event)));
            for (event, sums) in &server {
                let mine = mine.get(event).copied().unwrap_or_default();
                prop_assert_eq!(mine, sums.of(phone));
                prop_assert_eq!(sums.others(phone) + mine, sums.whole());
                prop_assert_eq!(sums.whole() - sums.others(phone), mine);
            }
        }
        for sums in server.values() {
            let of_devices = devices.iter().fold(Agreement::default(), |sum, phone| sum + sums.of(*phone));
            let accounts = devices.iter().fold(sums.whole(), |sum, phone| sum - sums.of(*phone));
            prop_assert_eq!(of_devices + accounts, sums.whole());
        }
    }

    #[test]
    fn any_change_of_a_fact_that_belongs_moves_the_sum(facts in history(), which in any::<prop::sample::Index>()) {
        let n = which.index(facts.len());
        let (mut without, mut changed) = (facts.clone(), facts.clone());
        let gone = without.remove(n);
        if without.contains(&gone) {
            return Ok(());
        }
        changed[n].fact.wall = changed[n].fact.wall.plus(1);
        if facts.contains(&changed[n]) {
            return Ok(());
        }
        let (before, less, after) = (held(&facts), held(&without), held(&changed));
        for (event, sums) in &before {
            let belongs = less.get(event) != Some(sums);
            prop_assert_eq!(belongs, after.get(event) != Some(sums));
        }
    }

    #[test]
    fn sums_survive_json(digests in prop::collection::vec(any::<[u8; 32]>(), 0..5)) {
        let mut sum = Agreement::default();
        for digest in &digests {
            sum.include(digest);
        }
        let text = serde_json::to_string(&sum).expect("serialises");
        prop_assert_eq!(serde_json::from_str::<Agreement>(&text).expect("reads"), sum);
        prop_assert_eq!(sum.short().len(), 6);
        prop_assert!(sum.short().bytes().all(|b| b"23456789ABCDEFGHJKMNPQRSTUVWXYZ".contains(&b)));
    }
}

/// Wrong: what came twice counts twice.
fn every_arrival(facts: &[Sourced]) -> Agreement {
    let mut sum = Agreement::default();
    for sourced in facts {
        sum.include(&sourced.fact.digest().expect("canonical bytes"));
    }
    sum
}

#[test]
fn a_sum_over_arrivals_is_caught() {
    let caught = TestRunner::new(fixed_config()).run(&arrivals(), |(sent, arrived)| {
        prop_assert_eq!(every_arrival(&sent), every_arrival(&arrived));
        Ok(())
    });
    assert!(caught.is_err());
}

fn said(source: Source, n: u128, body: Body) -> Sourced {
    let (seq, wall) = (i64::try_from(n).expect("small"), Timestamp::from_millis(0));
    Sourced { source, fact: Fact { id: FactId(Uuid::from_u128(n)), seq, wall, boot: 0, mono: 0, body } }
}

fn scan(n: u128, at: u128) -> Sourced {
    let scan = Scan {
        event: event(at),
        read: Read::Ticket(ticket(1)),
        direction: Direction::In,
        method: Method::Qr,
        operator: Uuid::nil(),
        verdicts: Vec::new(),
        outcome: Outcome::Open,
    };
    said(Source::Device(device(1)), n, Body::Scan(scan))
}

fn annulment(source: Source, n: u128, of: &Sourced) -> Sourced {
    said(source, n, Body::Annulment { target: of.reference() })
}

#[test]
fn what_is_about_a_scan_belongs_to_its_event_however_far() {
    let (phone, desk) = (Source::Device(device(1)), Source::Account(AccountId(Uuid::nil())));
    let scan = scan(1, 1);
    let body = Body::Answer { scan: scan.reference(), outcome: Outcome::Admitted, ground: Ground::Judgement };
    let answer = said(phone, 2, body);
    let taken_back = annulment(phone, 3, &answer);
    let restored = annulment(desk, 4, &taken_back);
    let clock = |device, n| {
        let body = Body::Clock { device, from_seq: 0, offset: 5, uncertainty: 1 };
        said(Source::Device(device), n, body)
    };
    let (own_clock, other_clock) = (clock(device(1), 5), clock(device(2), 6));
    let unmeasured = annulment(desk, 7, &own_clock);
    let stray = annulment(phone, 8, &said(phone, 99, Body::Annulment { target: scan.reference() }));
    let facts = [scan, answer, taken_back, restored, own_clock, other_clock, unmeasured, stray];
    let sums = &held(&facts)[&event(1)];
    assert_eq!(sums.whole().count(), 6, "the other phone was not there, and the target of the last never came");
    assert_eq!(sums.of(device(1)).count(), 4, "the phone knows what it recorded");
    assert_eq!(sums.others(device(1)).count(), 2, "and not what the organiser did");
    assert_eq!(held(&facts).len(), 1);
}

#[test]
fn both_versions_of_a_contested_fact_count() {
    let (one, other) = (scan(1, 1), scan(1, 2));
    let undone = annulment(one.source, 2, &one);
    let facts = [one, other, undone];
    assert_eq!(whole(&facts, event(1)).count(), 2, "one version, and what is about it");
    assert_eq!(whole(&facts, event(2)).count(), 2, "the other version, and what is about it");
    assert_ne!(whole(&facts, event(1)), whole(&facts, event(2)));
}

#[test]
fn a_circle_of_annulments_belongs_nowhere() {
    let phone = Source::Device(device(1));
    let name = |n| FactRef { source: phone, id: FactId(Uuid::from_u128(n)) };
    let (a, b) =
        (said(phone, 1, Body::Annulment { target: name(2) }), said(phone, 2, Body::Annulment { target: name(1) }));
    assert!(held(&[a, b]).is_empty());
}

#[test]
fn what_a_phone_knows_by_itself_is_its_own_part_however_else_it_is_reached() {
    let (phone, other) = (Source::Device(device(0)), Source::Device(device(1)));
    let mine = said(phone, 1, scan(1, 0).fact.body);
    let theirs = said(other, 2, scan(2, 0).fact.body);
    let answer = Body::Answer { scan: theirs.reference(), outcome: Outcome::Admitted, ground: Ground::Judgement };
    let clock = Body::Clock { device: device(0), from_seq: 0, offset: 0, uncertainty: 5 };
    // One id, two versions: about somebody else's scan, and about this phone's own clock.
    let (answer, clock) = (said(phone, 3, answer), said(phone, 3, clock));
    let gone = annulment(phone, 4, &clock);
    let facts = [mine, theirs, answer, clock, gone];
    let log: Vec<&Fact> = facts.iter().filter(|f| f.source == phone).map(|f| &f.fact).collect();
    for (event, part) in own(device(0), log) {
        assert_eq!(held(&facts)[&event].of(device(0)), part);
        assert_eq!(part.count(), 3, "the scan, the clock and the annulment");
    }
}
