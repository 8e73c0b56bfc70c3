//! A log in other hands: every fact's proof holds for this fact and this phone only, and a file is read item by item.

#[expect(dead_code, reason = "the other tests use the rest")]
mod history;

use keruen_domain::fact::Fact;
use keruen_domain::handed::{BadFile, FILE_MAX, HandedFact, LogFile, PairingKey, Proof, name_of};
use keruen_domain::id::DeviceId;
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use history::{config, device, history};

const SECRET: [u8; 32] = [7; 32];

fn key(n: u8) -> PairingKey {
    PairingKey::of(&SECRET, device(n))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_proof_is_of_one_fact_and_one_phone(facts in history()) {
        for (n, sourced) in facts.iter().enumerate() {
            let (fact, key) = (&sourced.fact, key(0));
            let proof = key.prove(device(0), fact).expect("canonical bytes");
            prop_assert!(key.proves(device(0), fact, proof));
            // Another phone's key, another phone's name, another installation.
            prop_assert!(!self::key(1).proves(device(0), fact, proof) && !key.proves(device(1), fact, proof));
            prop_assert!(!PairingKey::of(&[8; 32], device(0)).proves(device(0), fact, proof));
            for other in facts.iter().skip(n + 1).take(3).map(|f| &f.fact).filter(|other| *other != fact) {
                prop_assert!(!key.proves(device(0), other, proof));
            }
            for changed in [
                Fact { seq: fact.seq + 1, ..fact.clone() },
                Fact { mono: fact.mono + 1, ..fact.clone() },
                Fact { boot: fact.boot + 1, ..fact.clone() },
                Fact { wall: fact.wall.plus(1), ..fact.clone() },
            ] {
                prop_assert!(!key.proves(device(0), &changed, proof));
            }
        }
    }

    #[test]
    fn any_changed_byte_of_a_proof_is_refused(facts in history(), place in 0..64_usize, digit in 0..16_u32) {
        let (fact, key) = (&facts[0].fact, key(2));
        let proof = key.prove(device(2), fact).expect("canonical bytes");
        let mut text: Vec<char> = String::from(proof).chars().collect();
        let digit = char::from_digit(digit, 16).expect("a digit");
        let same = text[place] == digit;
        text[place] = digit;
        let changed = Proof::try_from(text.into_iter().collect::<String>()).expect("64 digits");
        prop_assert_eq!(key.proves(device(2), fact, changed), same);
    }

    #[test]
    fn a_file_gives_back_what_was_written(facts in history()) {
        let key = key(0);
        let handed = |f: &Fact| HandedFact::new(device(0), f, Some(&key)).expect("JSON");
        let items: Vec<Value> = facts.iter().map(|f| json!(handed(&f.fact))).collect();
        let text = serde_json::to_string_pretty(&LogFile::new(items.clone())).expect("JSON");
        let read = LogFile::read(text.as_bytes()).expect("a log");
        prop_assert_eq!(&read.facts, &items);
        for (item, sourced) in read.facts.into_iter().zip(&facts) {
            let handed: HandedFact = serde_json::from_value(item).expect("an item");
            let fact: Fact = serde_json::from_value(handed.fact).expect("a fact");
            prop_assert_eq!(&fact, &sourced.fact);
            prop_assert!(key.proves(handed.device, &fact, handed.proof.expect("a proof")));
        }
    }
}

/// The bytes under the HMAC, by another implementation (Python's `hmac`): phones of one version and servers of another
/// must agree on them.
#[test]
fn keys_and_proofs_are_what_they_were() {
    let device = DeviceId(Uuid::from_u128(1));
    let key = PairingKey::of(&SECRET, device);
    let fact: Fact = serde_json::from_value(json!({
        "id": Uuid::from_u128(2), "seq": 3, "wall": 4, "boot": 5, "mono": 6,
        "body": { "clock": { "device": device, "from_seq": 0, "offset": 7, "uncertainty": 8 } },
    }))
    .expect("a fact");
    assert_eq!(String::from(key.clone()), "f5325111a9324cbe7e1c39bda75618c45a9338a3d773a9ff0b2bb303ff8c42a7");
    assert_eq!(
        String::from(key.prove(device, &fact).expect("JSON")),
        "370a27d858e3d6f3e266bcbe73f125710c8b9f743b4d214dbf61595391d3ac88"
    );
    assert_eq!(format!("{key:?}"), "PairingKey(…)", "no log tells it");
}

#[test]
fn a_proof_that_is_none_spoils_nothing() {
    let item = |proof: Value| json!({ "device": Uuid::nil(), "fact": {}, "proof": proof });
    for none in [json!(null), json!(""), json!("zz"), json!("ab".repeat(33)), json!("é".repeat(32))] {
        let handed: HandedFact = serde_json::from_value(item(none)).expect("an item");
        assert_eq!(handed.proof, None);
    }
    let without: HandedFact = serde_json::from_value(json!({ "device": Uuid::nil(), "fact": 7 })).expect("an item");
    assert_eq!((without.proof, without.fact), (None, json!(7)), "what no server could read is handed on as it is");
}

#[test]
fn files_that_are_no_logs_are_told_apart() {
    let read = |text: &str| LogFile::read(text.as_bytes()).map(|file| file.facts.len());
    assert_eq!(read(r#"{"keruen_log":2,"facts":[]}"#), Ok(0));
    assert_eq!(read("\u{feff}{\"keruen_log\":2,\"facts\":[1,\"x\",null]}"), Ok(3), "read item by item");
    assert_eq!(read(r#"{"keruen_log":1,"devices":[]}"#), Err(BadFile::Version));
    assert_eq!(read(r#"{"keruen_log":300,"facts":[]}"#), Err(BadFile::Version));
    for no_log in [
        "",
        "[]",
        "{}",
        "Сәлем",
        r#"{"keruen_log":2}"#,
        r#"{"keruen_log":2,"facts":{}}"#,
        r#"{"keruen_log":"2","facts":[]}"#,
    ] {
        assert_eq!(read(no_log), Err(BadFile::NoLog), "{no_log}");
    }
    assert_eq!(LogFile::read(&[0xff, 0xfe]), Err(BadFile::NoLog));
    assert_eq!(LogFile::read(&vec![b' '; FILE_MAX + 1]), Err(BadFile::TooLarge));
}

#[test]
fn items_are_named_by_what_they_hold() {
    let (one, other) = (json!({ "a": 1, "b": 2 }), json!({ "b": 2, "a": 1 }));
    assert_eq!(name_of(&one), name_of(&other), "the order of its fields is no content");
    assert_ne!(name_of(&one), name_of(&json!({ "a": 1, "b": 3 })));
    assert_eq!(name_of(&one).len(), 32);
}
