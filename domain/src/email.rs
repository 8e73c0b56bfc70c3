//! E-mail addresses: sane, not proven; whether anybody reads there, only a message tells.

use serde::{Deserialize, Serialize};

use crate::{
    field::FieldProblem,
    short_text::{is_hidden, longer_than},
};

/// An e-mail address of at most 254 bytes; its domain in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Most bytes of an address (RFC 5321, erratum 1690).
    pub const MAX: u32 = 254;

    /// Reads an address; refuses quoted local parts, comments and lists.
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FieldProblem::Empty);
        }
        if longer_than(text, Self::MAX) {
            return Err(FieldProblem::TooLong { max: Self::MAX });
        }
        let (local, domain) = text.split_once('@').ok_or(FieldProblem::BadEmail)?;
        let email = format!("{local}@{}", domain.to_lowercase());
        if is_local(local) && is_domain(domain) && email.len() <= Self::MAX as usize {
            Ok(Self(email))
        } else {
            Err(FieldProblem::BadEmail)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_local(local: &str) -> bool {
    let strange = |c: char| c.is_whitespace() || is_hidden(c) || "@\"(),:;<>[]\\".contains(c);
    (1..=64).contains(&local.len()) && !local.contains(strange) && local.split('.').all(|atom| !atom.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| (c.is_alphanumeric() && !is_hidden(c)) || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(is_label) && !domain.ends_with(|c: char| c.is_ascii_digit())
}

impl TryFrom<String> for Email {
    type Error = FieldProblem;
    fn try_from(text: String) -> Result<Self, FieldProblem> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sane_addresses() {
        for (text, kept) in [
            (" Aigerim.S@Example.ORG ", "Aigerim.S@example.org"),
            ("a+b@mail.kz", "a+b@mail.kz"),
            ("әсел@мысал.қаз", "әсел@мысал.қаз"),
            ("o'connor@x-y.kz", "o'connor@x-y.kz"),
        ] {
            assert_eq!(Email::parse(text).map(String::from), Ok(kept.to_owned()));
        }
        for text in [
            "a",
            "a@b",
            "@b.kz",
            "a@",
            "a@@b.kz",
            "a@b@c.kz",
            "a b@c.kz",
            "a@b c.kz",
            "a@.kz",
            "a@b.",
            "a@b..kz",
            ".a@b.kz",
            "a..b@c.kz",
            "a@-b.kz",
            "a@127.0.0.1",
            "<a@b.kz>",
            "a@b.kz,c@d.kz",
            "a\u{202e}@b.kz",
            "a@b.kz\r\nBcc: c@d.kz",
            "\"a b\"@c.kz",
        ] {
            assert_eq!(Email::parse(text), Err(FieldProblem::BadEmail), "{text}");
        }
        assert_eq!(Email::parse(" "), Err(FieldProblem::Empty));
        assert_eq!(Email::parse(&format!("a@{}.kz", "b".repeat(300))), Err(FieldProblem::TooLong { max: 254 }));
    }

    proptest! {
        #[test]
        fn what_was_read_once_reads_the_same_again(text in "[a-zA-Z0-9.@-]{1,30}|\\PC{0,30}|\\PC{1,9}@\\PC{1,9}\\.\\PC{1,4}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
        }
    }
}
