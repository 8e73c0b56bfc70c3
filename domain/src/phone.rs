//! Telephone numbers in every usual Kazakh spelling, kept as E.164.

use serde::{Deserialize, Serialize};

use crate::field::FieldProblem;

/// A telephone number in E.164: `+` and 8 to 15 digits.
///
/// Operator prefixes are not checked: they change more often than programs do (domain.md §2.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Reads `+7 701…`, `8701…`, `8 (701)…`, `7701…`, `701…`, `8~10 7 701…`, `007 701…`, and foreign numbers
    /// written with `+`, `00` or `8~10`.
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        let text = text.trim_matches(is_filler);
        if text.is_empty() {
            return Err(FieldProblem::Empty);
        }
        let written = Written::read(text).ok_or(FieldProblem::BadPhone)?;
        written.e164().map(Self).ok_or(FieldProblem::BadPhone)
    }

    /// The number as it is kept and dialled: `+77011234567`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The number in groups where the grouping is known: `+7 701 123 4567`.
    pub fn display(&self) -> String {
        match self.groups() {
            Some([area, middle, line]) => format!("+7 {area} {middle} {line}"),
            None => self.0.clone(),
        }
    }

    fn groups(&self) -> Option<[&str; 3]> {
        let national = self.0.strip_prefix("+7")?;
        Some([national.get(..3)?, national.get(3..6)?, national.get(6..)?])
    }
}

/// Digits as somebody wrote them, and whether they said that the country comes first.
struct Written {
    international: bool,
    digits: String,
}

impl Written {
    fn read(text: &str) -> Option<Self> {
        if text.chars().nth(40).is_some() {
            return None;
        }
        let mut digits = String::new();
        let (mut plus, mut tilde) = (false, false);
        for c in text.strip_prefix("tel:").unwrap_or(text).chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if digits.is_empty() && !plus && !tilde => plus = true,
                '~' if digits == "8" && !plus && !tilde => tilde = true,
                c if is_filler(c) || is_separator(c) => {}
                _ => return None,
            }
        }
        // 8~10 is the way out of the country from a Kazakh line, 00 from most others.
        let dialled = if tilde { vec!["810"] } else { vec!["810", "00"] };
        let out = dialled.into_iter().find_map(|prefix| digits.strip_prefix(prefix));
        match out {
            _ if plus => Some(Self { international: true, digits }),
            Some(rest) => Some(Self { international: true, digits: rest.to_owned() }),
            None if tilde => None,
            None => Some(Self { international: false, digits }),
        }
    }

    fn e164(&self) -> Option<String> {
        let digits = self.digits.as_str();
        let national = match (digits.len(), self.international) {
            // 8 is the trunk prefix; people put a plus, or +7, before it too.
            (11, _) => {
                digits.strip_prefix('8').filter(|rest| rest.starts_with('7')).or_else(|| digits.strip_prefix('7'))
            }
            (12, true) => digits.strip_prefix("78").filter(|rest| rest.starts_with('7')),
            (10, false) => Some(digits).filter(|rest| rest.starts_with('7')),
            _ => None,
        };
        let russian_trunk = || digits.strip_prefix('8').filter(|rest| rest.len() == 10 && rest.starts_with('9'));
        if let Some(national) = national.or_else(russian_trunk) {
            // Kazakhstan has 7; Russia 3, 4, 8 and 9.
            return national.starts_with(['7', '3', '4', '8', '9']).then(|| format!("+7{national}"));
        }
        let foreign = self.international && (8..=15).contains(&digits.len()) && !digits.starts_with(['0', '7']);
        foreign.then(|| format!("+{digits}"))
    }
}

/// Spaces of any width, and the invisible direction marks that phones put around a copied number.
fn is_filler(c: char) -> bool {
    (c.is_whitespace() && c != '\n' && c != '\r')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_separator(c: char) -> bool {
    matches!(c, '(' | ')' | '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl TryFrom<String> for Phone {
    type Error = FieldProblem;
    fn try_from(text: String) -> Result<Self, FieldProblem> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, FieldProblem> {
        Phone::parse(text).map(String::from)
    }

    #[test]
    fn every_usual_spelling() {
        for text in [
            "+7 701 123 45 67",
            "+77011234567",
            "87011234567",
            "77011234567",
            "7011234567",
            "8 (701) 123-45-67",
            "8-701-123-45-67",
            "8\u{a0}701\u{a0}123\u{a0}45\u{a0}67",
            "8.701.123.45.67",
            "8~10 7 701 123 45 67",
            "8 10 7 701 1234567",
            "007 701 123 45 67",
            "+7\u{2013}701\u{2013}123\u{2011}45\u{2212}67",
            "\u{202a}+7 (701) 123-45-67\u{202c}",
            "  +7/701/1234567 ",
            "tel:+77011234567",
            "+8 701 123 45 67",
            "+7 8 701 123 45 67",
            "(701) 123 4567",
            "701\u{2009}123\u{2009}4567",
        ] {
            assert_eq!(read(text), Ok("+77011234567".to_owned()), "{text}");
        }
    }

    #[test]
    fn foreign_numbers_and_no_numbers() {
        for (text, number) in [
            ("+7 916 123-45-67", "+79161234567"),
            ("8 916 123 45 67", "+79161234567"),
            ("+7 495 123 45 67", "+74951234567"),
            ("+998 90 123 45 67", "+998901234567"),
            ("8~10 996 555 123456", "+996555123456"),
            ("00 49 30 1234567", "+49301234567"),
        ] {
            let phone = Phone::parse(text).expect(text);
            assert_eq!(phone.e164(), number, "{text}");
        }
        for text in [
            "701",
            "abc",
            "+",
            "++77011234567",
            "+7 701 123 45 6",
            "8 701 123 45 678",
            "998901234567",
            "9161234567",
            "+7 501 123 45 67",
            "+0123456789",
            "+1234567",
            "+1234567890123456",
            "８７０１１２３４５６７",
            "٨٧٠١١٢٣٤٥٦٧",
            "+7 701 123 45 67 доп. 5",
            "7011234567\n7011234568",
            "8~7 701 123 45 67",
            "~8107011234567",
            "+77011234567; DROP TABLE",
            "7-7-7",
            "0",
        ] {
            assert_eq!(read(text), Err(FieldProblem::BadPhone), "{text}");
        }
        assert_eq!(read(" \u{a0}"), Err(FieldProblem::Empty));
        assert_eq!(read(&"7".repeat(100_000)), Err(FieldProblem::BadPhone));
    }

    #[test]
    fn shown() {
        assert_eq!(Phone::parse("87011234567").expect("a phone").display(), "+7 701 123 4567");
        assert_eq!(Phone::parse("+998901234567").expect("a phone").display(), "+998901234567");
        assert!(serde_json::from_str::<Phone>("\"701\"").is_err());
    }

    proptest! {
        #[test]
        fn what_is_kept_and_shown_reads_back(national in 7_000_000_000_u64..8_000_000_000) {
            let phone = Phone::parse(&format!("8{national}")).expect("Kazakh");
            prop_assert_eq!(phone.e164(), format!("+7{national}"));
            prop_assert_eq!(Phone::parse(&phone.display()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&national.to_string()), Ok(phone));
        }

        #[test]
        fn any_text_gets_an_answer(text in "\\PC*|[+0-9 ()~-]{0,20}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert!((9..=16).contains(&phone.e164().len()));
                prop_assert_eq!(Phone::parse(phone.e164()), Ok(phone.clone()));
            }
        }
    }
}
