//! Ticket codes: what is signed reads back, and nothing else does (design rule 8).

use keruen_domain::{
    id::{CaravanId, TicketId},
    ticket::{
        CODE_LENGTH, CaravanKey, CaravanSigner, Forged, Keyring, ReadError, TicketCode, Unreadable, signed_message,
    },
};
use proptest::prelude::*;
use uuid::Uuid;

const BASE45: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

fn caravan(number: u128) -> CaravanId {
    CaravanId(Uuid::from_u128(number))
}

fn ticket(number: u128) -> TicketId {
    TicketId(Uuid::from_u128(number))
}

fn signer() -> CaravanSigner {
    CaravanSigner::from_seed(1, caravan(7), [42; 32])
}

/// Ids of every kind of shape: zeros, ones, and mixed.
fn some_tickets() -> [TicketId; 3] {
    [ticket(0), ticket(u128::MAX), ticket(0x1234_5678_9abc_def0_0fed_cba9_8765_4321)]
}

#[test]
fn the_message_is_what_the_design_says() {
    let message = signed_message(3, caravan(1), ticket(2));
    assert_eq!(message[..14], *b"keruen-ticket\x03");
    assert_eq!((message[29], message[45], message.len()), (1, 2, 46));
}

#[test]
fn every_corrupted_byte_is_refused() {
    let (signer, keyring) = (signer(), Keyring::new([signer().public()]));
    for id in some_tickets() {
        let bytes = base45::decode(signer.sign(id).encode()).expect("ours");
        assert_eq!(bytes.len(), 81);
        for place in 0..bytes.len() {
            for flip in 1..=u8::MAX {
                let mut corrupted = bytes.clone();
                corrupted[place] ^= flip;
                let text = base45::encode(&corrupted);
                let expected = if place == 0 { ReadError::UnknownKey } else { ReadError::Forged };
                assert_eq!(keyring.read(&text), Err(expected), "byte {place} ^ {flip}");
                assert_eq!(TicketCode::decode(&text).expect("well formed").verify(&signer.public()), Err(Forged));
            }
        }
    }
}

#[test]
fn every_corrupted_character_is_refused() {
    let keyring = Keyring::new([signer().public()]);
    for id in some_tickets() {
        let text = signer().sign(id).encode();
        for place in 0..CODE_LENGTH {
            for wrong in BASE45.chars().chain(['a', 'ж', '\u{a0}', '\n', '_']) {
                let mut corrupted = text.clone();
                corrupted.replace_range(place..=place, wrong.encode_utf8(&mut [0; 4]));
                assert_eq!(keyring.read(&corrupted).is_ok(), corrupted == text, "character {place}: {wrong:?}");
            }
        }
    }
}

#[test]
fn the_last_pair_has_one_spelling() {
    // Base45's last two characters hold a byte; 256 more would hold the same byte for a careless decoder.
    let text = signer().sign(ticket(5)).encode();
    let value = |c: char| BASE45.find(c).expect("Base45");
    let last: Vec<usize> = text[120..].chars().map(value).collect();
    let byte = last[0] + 45 * last[1];
    let mut spellings = 0;
    for second in (byte + 256..45 * 45).step_by(256) {
        let pair: String = [second % 45, second / 45].iter().filter_map(|at| BASE45.chars().nth(*at)).collect();
        assert_eq!(TicketCode::decode(&format!("{}{pair}", &text[..120])), Err(Unreadable));
        spellings += 1;
    }
    assert!(spellings > 0, "a second spelling exists and was tried");
}

#[test]
fn leading_and_double_spaces_survive_and_trimmed_text_does_not() {
    let keyring = Keyring::new([signer().public()]);
    let codes: Vec<_> =
        (0..3_000_u128).map(|n| ticket(n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))).collect();
    let codes: Vec<_> = codes.into_iter().map(|id| (id, signer().sign(id).encode())).collect();
    for (kind, found) in [
        ("leading", codes.iter().find(|(_, text)| text.starts_with(' '))),
        ("trailing", codes.iter().find(|(_, text)| text.ends_with(' '))),
        ("double", codes.iter().find(|(_, text)| text.contains("  "))),
    ] {
        // The last character is at most 5 (255 / 45), so no code ends with a space.
        let Some((id, text)) = found else {
            assert_eq!(kind, "trailing");
            continue;
        };
        assert_eq!(keyring.read(text), Ok((caravan(7), *id)), "{kind}");
        let damaged = if kind == "double" { text.replacen("  ", " ", 1) } else { text.trim().to_owned() };
        assert_eq!(keyring.read(&damaged), Err(ReadError::Unreadable), "{kind}");
    }
    let leading = codes.iter().filter(|(_, text)| text.starts_with(' ')).count();
    assert!((20..150).contains(&leading), "about one in 45: {leading}");
}

#[test]
fn other_texts_are_unreadable() {
    let text = signer().sign(ticket(1)).encode();
    for other in [
        String::new(),
        "https://example.org/t/1".into(),
        text.to_lowercase(),
        format!("{text} "),
        format!(" {text}"),
        "Ж".repeat(61),
        "Z".repeat(122),
    ] {
        assert_eq!(TicketCode::decode(&other), Err(Unreadable), "{other}");
    }
}

#[test]
fn a_keyring_knows_whose_ticket_it_is() {
    let [a1, a2, b1] = [(1, 10, 1), (2, 10, 2), (1, 20, 3)]
        .map(|(version, of, seed)| CaravanSigner::from_seed(version, caravan(of), [seed; 32]));
    let broken = CaravanKey { caravan: caravan(30), version: 9, bytes: [2; 32] };
    let weak = CaravanKey { caravan: caravan(40), version: 1, bytes: [0; 32] };
    let keyring = Keyring::new([weak, a1.public(), a2.public(), b1.public(), broken]);
    for (signer, of) in [(&a1, 10), (&a2, 10), (&b1, 20)] {
        assert_eq!(keyring.read(&signer.sign(ticket(1)).encode()), Ok((caravan(of), ticket(1))));
    }
    let stranger = CaravanSigner::from_seed(1, caravan(10), [9; 32]);
    assert_eq!(keyring.read(&stranger.sign(ticket(1)).encode()), Err(ReadError::Forged));
    let unknown = CaravanSigner::from_seed(3, caravan(10), [1; 32]);
    assert_eq!(keyring.read(&unknown.sign(ticket(1)).encode()), Err(ReadError::UnknownKey));
    // The same key pair, another caravan: the caravan is under the signature.
    let moved = CaravanKey { caravan: caravan(20), ..a1.public() };
    assert_eq!(a1.sign(ticket(1)).verify(&moved), Err(Forged));
}

proptest! {
    #[test]
    fn what_is_signed_reads_back(seed: [u8; 32], version: u8, of: u128, id: u128) {
        let signer = CaravanSigner::from_seed(version, caravan(of), seed);
        let code = signer.sign(ticket(id));
        let text = code.encode();
        prop_assert_eq!(text.len(), CODE_LENGTH);
        prop_assert!(text.chars().all(|c| BASE45.contains(c)));
        prop_assert_eq!(TicketCode::decode(&text), Ok(code));
        prop_assert_eq!(code.verify(&signer.public()), Ok(()));
        prop_assert_eq!(Keyring::new([signer.public()]).read(&text), Ok((caravan(of), ticket(id))));
    }

    #[test]
    fn any_text_gets_an_answer(text in "[0-9A-Z $%*+./:-]{122}|\\PC{0,130}") {
        prop_assert!(Keyring::new([signer().public()]).read(&text).is_err());
    }
}
