//! One line of printable text that somebody typed: an institution, a class.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::{field::FieldProblem, iin::contains_iin};

/// One line of printable text: NFC, trimmed, single spaces, not empty, no IIN. Markup is only text here;
/// whoever shows it escapes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShortText(String);

impl ShortText {
    /// Most characters of any short text.
    pub const MAX: u32 = 200;

    /// Reads at most [`Self::MAX`] characters.
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        Self::parse_max(text, Self::MAX)
    }

    /// Reads at most `max` characters.
    pub fn parse_max(text: &str, max: u32) -> Result<Self, FieldProblem> {
        let clean = squeeze(text);
        if clean.is_empty() {
            return Err(FieldProblem::Empty);
        }
        if longer_than(&clean, max) {
            return Err(FieldProblem::TooLong { max });
        }
        if clean.chars().any(is_hidden) {
            return Err(FieldProblem::NotText);
        }
        if contains_iin(&clean) {
            return Err(FieldProblem::ContainsIin);
        }
        Ok(Self(clean))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// NFC, trimmed, each run of spaces one space. Line breaks and tabs inside stay, for `is_hidden` to find.
pub(crate) fn squeeze(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() && !is_hidden(c);
    let composed: String = text.trim().nfc().collect();
    composed.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// More than `max` characters.
pub(crate) fn longer_than(text: &str, max: u32) -> bool {
    text.chars().nth(max as usize).is_some()
}

/// Controls, direction overrides, invisible letters, variation selectors, private use: what a reader cannot see.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{10ffff}')
}

impl TryFrom<String> for ShortText {
    type Error = FieldProblem;
    fn try_from(text: String) -> Result<Self, FieldProblem> {
        Self::parse(&text)
    }
}

impl From<ShortText> for String {
    fn from(text: ShortText) -> Self {
        text.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markup_is_text_and_hidden_things_are_refused() {
        let read = |text: &str| ShortText::parse(text).map(String::from);
        assert_eq!(read("  №\u{a0}125   мектеп "), Ok("№ 125 мектеп".to_owned()));
        assert_eq!(read("<b>'; DROP TABLE persons; --"), Ok("<b>'; DROP TABLE persons; --".to_owned()));
        assert_eq!(read(" \u{a0}\n"), Err(FieldProblem::Empty));
        assert_eq!(read("мектеп\n№ 1"), Err(FieldProblem::NotText));
        assert_eq!(read("abc\u{202e}def"), Err(FieldProblem::NotText));
        assert_eq!(read("080101 500006"), Err(FieldProblem::ContainsIin));
        assert_eq!(read(&"я".repeat(200)), Ok("я".repeat(200)));
        assert_eq!(read(&"я".repeat(201)), Err(FieldProblem::TooLong { max: 200 }));
    }

    proptest! {
        #[test]
        fn what_was_read_once_reads_the_same_again(text in "[\\PC\\s]{0,220}") {
            if let Ok(read) = ShortText::parse(&text) {
                prop_assert_eq!(ShortText::parse(read.as_str()), Ok(read));
            }
        }
    }
}
