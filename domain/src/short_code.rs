//! The short code under a ticket's QR, for when a camera cannot read it and somebody types.

use serde::{Deserialize, Serialize};

/// Digits and capitals without 0, O, 1, I and L: 31 characters.
pub(crate) const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH: usize = 8;

/// Eight characters that name a ticket within its caravan. It proves nothing: only the roster knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShortCode([u8; LENGTH]);

/// The text is no short code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a short code")]
pub struct NotAShortCode;

impl ShortCode {
    /// A code from eight random bytes.
    ///
    /// The bytes are one number of 64 bits, written in base 31: 31⁸ codes (2³⁹·⁶), of which none is likelier
    /// than another by more than one part in 2²⁴.
    pub fn from_random(random: [u8; 8]) -> Self {
        Self(written(u64::from_be_bytes(random).into()))
    }

    /// Reads a typed code: any case, spaces and dashes anywhere, Cyrillic letters that look like Latin ones; or its twelve
    /// digits.
    pub fn parse(text: &str) -> Result<Self, NotAShortCode> {
        typed(text).or_else(|| from_digits(text)).map(Self).ok_or(NotAShortCode)
    }

    /// The eight characters as they are kept: `K7Q29MXP`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The code as it is printed: `K7Q2-9MXP`.
    pub fn display(&self) -> String {
        let (left, right) = self.as_str().split_at(LENGTH / 2);
        format!("{left}-{right}")
    }

    /// The same code for a numeric keypad, twelve digits in threes: `502-914-337-806`. It is the number that the characters
    /// write in base 31.
    pub fn digits(&self) -> String {
        let place = |byte: &u8| ALPHABET.iter().position(|known| known == byte).unwrap_or_default() as u64;
        let number = self.0.iter().fold(0, |number, byte| number * 31 + place(byte));
        let part = |power: u32| number / 1_000_u64.pow(power) % 1_000;
        format!("{:03}-{:03}-{:03}-{:03}", part(3), part(2), part(1), part(0))
    }
}

/// The last `N` digits of a number in base 31.
pub(crate) fn written<const N: usize>(mut number: u128) -> [u8; N] {
    let mut code = [0; N];
    for place in code.iter_mut().rev() {
        *place = ALPHABET[(number % 31) as usize];
        number /= 31;
    }
    code
}

/// Reads `N` characters that a person typed: any case, spaces and dashes anywhere, Cyrillic letters that look like Latin
/// ones.
pub(crate) fn typed<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut code = [0; N];
    let mut count = 0;
    for c in text.chars().filter(|c| !is_gap(*c)) {
        let character = c.to_uppercase().next().map_or(c, latin);
        *code.get_mut(count)? = u8::try_from(character).ok().filter(|byte| ALPHABET.contains(byte))?;
        count += 1;
    }
    (count == N).then_some(code)
}

/// The beginning of a code, as it is kept, from what was typed: three characters or more, a digit among them. Letters alone
/// begin names.
pub(crate) fn beginning(text: &str) -> Option<String> {
    let mut code = String::new();
    for c in text.chars().filter(|c| !is_gap(*c)) {
        let character = c.to_uppercase().next().map_or(c, latin);
        let known = u8::try_from(character).is_ok_and(|byte| ALPHABET.contains(&byte));
        code.push(known.then_some(character)?);
    }
    ((3..=LENGTH).contains(&code.len()) && code.bytes().any(|byte| byte.is_ascii_digit())).then_some(code)
}

/// The code whose twelve digits were typed.
fn from_digits(text: &str) -> Option<[u8; LENGTH]> {
    let digits: String = text.chars().filter(|c| !is_gap(*c)).collect();
    let number: u128 =
        (digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())??;
    (number < 31_u128.pow(8)).then(|| written(number))
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn latin(c: char) -> char {
    match c {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        other => other,
    }
}

impl std::fmt::Display for ShortCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.display())
    }
}

impl TryFrom<String> for ShortCode {
    type Error = NotAShortCode;
    fn try_from(text: String) -> Result<Self, NotAShortCode> {
        Self::parse(&text)
    }
}

impl From<ShortCode> for String {
    fn from(code: ShortCode) -> Self {
        code.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn typed_by_cold_fingers() {
        let code = ShortCode::parse("K7Q2-9MXP").expect("a code");
        for text in ["k7q29mxp", " К7Q2 9МХР ", "к7q2–9мхр", "K 7 Q 2 9 M X P", "K7Q29MXP\n"] {
            assert_eq!(ShortCode::parse(text), Ok(code), "{text}");
        }
        assert_eq!((code.as_str(), code.display().as_str()), ("K7Q29MXP", "K7Q2-9MXP"));
        assert_eq!(ShortCode::parse("000 000 000 000").expect("a code").as_str(), "22222222");
        assert_eq!(ShortCode::parse("852891037440").expect("a code").as_str(), "ZZZZZZZZ");
        for text in [
            "",
            "K7Q29MX",
            "K7Q29MXPA",
            "K7Q29MX0",
            "O7Q29MXP",
            "17Q29MXP",
            "I7Q29MXP",
            "L7Q29MXP",
            "K7Q29MXЖ",
            "K7Q2_9MXP",
            "852-891-037-441",
            "999-999-999-999",
            "123-456-789-01",
            "123-456-789-0123",
        ] {
            assert_eq!(ShortCode::parse(text), Err(NotAShortCode), "{text}");
        }
    }

    #[test]
    fn random_bytes_reach_every_character_in_every_place() {
        let mut seen = [[false; 31]; LENGTH];
        for step in 0..4_000_u64 {
            let random = step.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            for (place, byte) in ShortCode::from_random(random).0.iter().enumerate() {
                seen[place][ALPHABET.iter().position(|c| c == byte).expect("in the alphabet")] = true;
            }
        }
        assert!(seen.iter().flatten().all(|seen| *seen));
    }

    proptest! {
        #[test]
        fn printed_and_typed_again(random: [u8; 8]) {
            let code = ShortCode::from_random(random);
            prop_assert_eq!(ShortCode::parse(&code.display()), Ok(code));
            prop_assert_eq!(ShortCode::parse(&code.as_str().to_lowercase()), Ok(code));
            let digits = code.digits();
            prop_assert_eq!(digits.len(), 15);
            prop_assert_eq!(ShortCode::parse(&digits.replace('-', " ")), Ok(code));
            let json = serde_json::to_string(&code).expect("serialises");
            prop_assert_eq!(serde_json::from_str::<ShortCode>(&json).expect("reads"), code);
        }

        #[test]
        fn any_text_gets_an_answer(text in "\\PC*") {
            let _ = ShortCode::parse(&text);
        }
    }
}
