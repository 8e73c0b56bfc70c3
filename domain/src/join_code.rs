//! The secret of a pairing link, short enough to be read off a sheet and typed into an installed scanner.

use crate::short_code::{typed, written};

const LENGTH: usize = 12;
/// What goes before the code in the address of the scanner; a fragment never reaches a server or its logs.
const FRAGMENT: &str = "#p=";

/// Twelve characters of the short codes' alphabet: 31¹² codes (2⁵⁹·⁴). It is spent by a tap, a limited number of times.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct JoinCode([u8; LENGTH]);

/// The text holds no join code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a join code")]
pub struct NotAJoinCode;

impl JoinCode {
    /// A code from sixteen random bytes, of which none is likelier than another by more than one part in 2⁶⁸.
    pub fn from_random(random: [u8; 16]) -> Self {
        Self(written(u128::from_be_bytes(random)))
    }

    /// Reads a code as people type it, or the whole link that ends in it.
    pub fn parse(text: &str) -> Result<Self, NotAJoinCode> {
        let code = text.rsplit_once(FRAGMENT).map_or(text, |(_, code)| code);
        typed(code).map(Self).ok_or(NotAJoinCode)
    }

    /// The twelve characters as they are sent and hashed.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The code as it is printed: `K7Q2-9MXP-4TRA`.
    pub fn display(&self) -> String {
        let groups: Vec<&str> = self.0.chunks(4).map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
        groups.join("-")
    }

    /// The address that pairs a phone, on the site at `base`.
    pub fn link(&self, base: &str) -> String {
        format!("{base}/scan{FRAGMENT}{}", self.as_str())
    }
}

impl std::fmt::Debug for JoinCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JoinCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn read_off_a_sheet_or_out_of_a_link() {
        let code = JoinCode::parse("K7Q29MXP4TRA").expect("a code");
        for text in
            [" к7q2-9мхр-4тrа ", "K7Q2 9MXP 4TRA", "https://keruen.kz/scan#p=K7Q29MXP4TRA", "/scan#p=k7q2-9mxp-4tra\n"]
        {
            assert_eq!(JoinCode::parse(text), Ok(code), "{text}");
        }
        for text in ["", "K7Q29MXP", "K7Q29MXP4TRA2", "K7Q29MXP4TR0", "https://keruen.kz/scan", "#p="] {
            assert_eq!(JoinCode::parse(text), Err(NotAJoinCode), "{text}");
        }
        assert_eq!((code.display().as_str(), format!("{code:?}").as_str()), ("K7Q2-9MXP-4TRA", "JoinCode(…)"));
    }

    proptest! {
        #[test]
        fn every_code_comes_back_from_its_link_and_its_print(random: [u8; 16]) {
            let code = JoinCode::from_random(random);
            for text in [code.link("http://x"), code.display(), code.display().to_lowercase()] {
                prop_assert_eq!(JoinCode::parse(&text), Ok(code));
            }
        }
    }
}
