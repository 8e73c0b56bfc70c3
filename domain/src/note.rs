//! Free text beside a fact: an organiser's reason, the link of an online entry. Kept apart from the fact, erasable.

use crate::field::FieldProblem;
use crate::short_text::{ShortText, is_hidden, longer_than};

/// An organiser's reason or paper number: one line, 1 to 300 characters, no IIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note(ShortText);

impl Note {
    /// Most characters.
    pub const MAX: u32 = 300;

    /// Reads a note.
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        ShortText::parse_max(text, Self::MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// The address of an online entry: `http` or `https`, at most 500 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLink(String);

impl EntryLink {
    /// Most characters.
    pub const MAX: u32 = 500;

    /// Reads an address as people paste it; a missing scheme becomes `https://`.
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FieldProblem::Empty);
        }
        if longer_than(text, Self::MAX) {
            return Err(FieldProblem::TooLong { max: Self::MAX });
        }
        let rest = strip_scheme(text);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let readable =
            text.chars().all(|c| !c.is_whitespace() && !is_hidden(c) && !matches!(c, '"' | '<' | '>' | '\\'));
        if !readable || !host.contains('.') || host.starts_with('.') || host.contains([':', '@']) {
            return Err(FieldProblem::UnknownValue);
        }
        let scheme = if rest.len() < text.len() { &text[..text.len() - rest.len()] } else { "https://" };
        Ok(Self(format!("{}{rest}", scheme.to_ascii_lowercase())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn strip_scheme(text: &str) -> &str {
    for scheme in ["https://", "http://"] {
        if let Some((head, rest)) = text.split_at_checked(scheme.len())
            && head.eq_ignore_ascii_case(scheme)
        {
            return rest;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_as_people_paste_them() {
        let read = |text: &str| EntryLink::parse(text).map(|link| link.as_str().to_owned());
        assert_eq!(read(" instagram.com/p/Cabc1 "), Ok("https://instagram.com/p/Cabc1".to_owned()));
        assert_eq!(read("HTTPS://vk.com/wall-1_2?w=3#x"), Ok("https://vk.com/wall-1_2?w=3#x".to_owned()));
        assert_eq!(read("http://мекен.қаз/a"), Ok("http://мекен.қаз/a".to_owned()));
        assert_eq!(read(""), Err(FieldProblem::Empty));
        for text in [
            "javascript:alert(1)",
            "https://",
            "no link",
            "https://a.b/<script>",
            "https://u:p@host.kz",
            "ftp://host.kz",
            ".kz",
        ] {
            assert_eq!(read(text), Err(FieldProblem::UnknownValue), "{text}");
        }
        assert_eq!(read(&format!("a.kz/{}", "x".repeat(500))), Err(FieldProblem::TooLong { max: 500 }));
    }

    #[test]
    fn a_reason_holds_no_iin() {
        assert_eq!(Note::parse("  телефон сөнді "), Note::parse("телефон сөнді"));
        assert_eq!(Note::parse("080101500006"), Err(FieldProblem::ContainsIin));
        assert_eq!(Note::parse(&"я".repeat(301)), Err(FieldProblem::TooLong { max: 300 }));
    }
}
