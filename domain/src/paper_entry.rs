//! A signed sheet of attendance, typed by keyboard: what a typed line means, and whom it finds.

use serde::{Deserialize, Serialize};

use crate::form::{FormErrors, FormReader};
use crate::id::PersonId;
use crate::name::{Wanted, search_key};
use crate::short_code::{ShortCode, beginning};
use crate::short_text::ShortText;

/// Most signatures on one sheet.
pub const HEADS_MAX: i64 = 2_000;

/// Most people that are offered to choose from: one digit chooses.
pub const CHOICES: usize = 9;

/// Longest number of a sheet.
const SHEET_NO_MAX: u32 = 40;

/// What somebody typed into the one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Nothing,
    /// `-`: the last line was wrong.
    Undo,
    /// The number before a name on the event's printed list.
    Number(i64),
    /// A whole short code.
    Code(ShortCode),
    /// Beginnings of names, or of a short code.
    Words {
        /// The beginnings.
        text: String,
        /// With `+` before them, as for the lines that are added by hand: among everybody of the caravan.
        everywhere: bool,
    },
}

/// Reads one typed line.
pub fn read(text: &str) -> Typed {
    let text = text.trim();
    if text.is_empty() {
        return Typed::Nothing;
    }
    if matches!(text, "-" | "\u{2013}" | "\u{2212}") {
        return Typed::Undo;
    }
    if text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().map_or(Typed::Nothing, Typed::Number);
    }
    if let Ok(code) = ShortCode::parse(text) {
        // A name of eight letters can read like a code; codes of letters alone are looked for as both.
        if text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Typed::Code(code);
        }
    }
    let (text, everywhere) = text.strip_prefix('+').map_or((text, false), |rest| (rest.trim(), true));
    Typed::Words { text: text.to_owned(), everywhere }
}

/// Somebody who may have signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The person.
    pub person: PersonId,
    /// The folded name.
    pub search_key: String,
    /// The short code of their ticket, eight characters.
    pub short_code: Option<String>,
    /// The number on the event's printed list.
    pub number: Option<i64>,
}

/// Whom the beginnings fit, in the order of the list. Who types a whole name means that name, though others begin alike.
pub fn found(text: &str, known: &[Known]) -> Vec<PersonId> {
    // Of a code of letters alone, which may be a name, only the whole is looked for.
    let code = beginning(text).or_else(|| ShortCode::parse(text).ok().map(|code| code.as_str().to_owned()));
    let wanted = Wanted::parse(text);
    let key = search_key(text);
    let whole = |one: &&Known| one.search_key == key || one.search_key.starts_with(&format!("{key} "));
    if key.contains(' ') {
        let named: Vec<PersonId> = known.iter().filter(whole).map(|one| one.person).collect();
        if named.len() == 1 {
            return named;
        }
    }
    let fits = |one: &&Known| {
        wanted.as_ref().is_some_and(|wanted| wanted.fits(&one.search_key))
            || matches!((&code, &one.short_code), (Some(code), Some(short)) if short.starts_with(code.as_str()))
    };
    known.iter().filter(fits).map(|one| one.person).collect()
}

/// The form that opens a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetForm {
    /// The number on the paper.
    pub sheet_no: String,
    /// Signatures on it; may be empty.
    pub heads: String,
}

/// A sheet that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetDraft {
    /// The number on the paper.
    pub sheet_no: ShortText,
    /// Signatures on it, when somebody counted them.
    pub heads: Option<i64>,
}

impl SheetForm {
    /// Reads the form; tells everything that is wrong at once.
    pub fn parse(&self) -> Result<SheetDraft, FormErrors> {
        let mut reader = FormReader::default();
        let sheet_no = reader.keep("sheet_no", ShortText::parse_max(&self.sheet_no, SHEET_NO_MAX));
        let heads = reader.number("heads", &self.heads, 0..=HEADS_MAX);
        reader.finish(sheet_no.map(|sheet_no| SheetDraft { sheet_no, heads }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::field::FieldProblem;

    fn known(names: &[&str]) -> Vec<Known> {
        let one = |(i, name): (usize, &&str)| Known {
            person: PersonId(Uuid::from_u128(i as u128)),
            search_key: search_key(name),
            short_code: Some(format!("K7Q{i}9MXP").replace(['0', '1'], "Z")),
            number: i64::try_from(i + 1).ok(),
        };
        names.iter().enumerate().map(one).collect()
    }

    #[test]
    fn what_a_line_means() {
        assert_eq!(read("  "), Typed::Nothing);
        assert_eq!(read(" - "), Typed::Undo);
        assert_eq!(read("17"), Typed::Number(17));
        assert_eq!(read("k7q2 9mxp"), Typed::Code(ShortCode::parse("K7Q29MXP").expect("a code")));
        assert_eq!(read("сер ай"), Typed::Words { text: "сер ай".into(), everywhere: false });
        assert_eq!(read("+сер"), Typed::Words { text: "сер".into(), everywhere: true });
        assert_eq!(read("Серғазин"), Typed::Words { text: "Серғазин".into(), everywhere: false });
    }

    #[test]
    fn beginnings_find_people() {
        let known = known(&["Серікова Айгерім", "Серікова Айгүл", "Әбілқасым Ержан", "Абай Сер", "Абай Серғазы"]);
        let at = |text: &str| found(text, &known).into_iter().map(|p| p.0.as_u128()).collect::<Vec<_>>();
        assert_eq!(at("сер айге"), [0], "two words, each a beginning");
        assert_eq!(at("сер ай"), [0, 1]);
        assert_eq!(at("абилк"), [2], "as a Russian keyboard writes it");
        assert_eq!(at("k7q2"), [2], "the beginning of a code");
        let lettered = [Known { short_code: Some("UQQRKTVT".into()), ..known[1].clone() }];
        assert_eq!(found("uqqr-ktvt", &lettered), [known[1].person], "a code of letters alone");
        assert_eq!(at("абай сер"), [3], "a whole name is that name");
        assert_eq!(at("с"), [] as [u128; 0], "one letter is too few");
        assert_eq!(at("жоқ"), [] as [u128; 0]);
    }

    #[test]
    fn a_sheet_has_a_number_and_perhaps_a_count() {
        let form = |sheet_no: &str, heads: &str| SheetForm { sheet_no: sheet_no.into(), heads: heads.into() }.parse();
        assert_eq!(form(" 7 ", " 30 ").map(|draft| draft.heads), Ok(Some(30)));
        assert_eq!(form("7", "").map(|draft| draft.heads), Ok(None));
        let errors = form("", "many").expect_err("nothing is right");
        assert_eq!(errors.get("sheet_no"), Some(FieldProblem::Empty));
        assert!(errors.get("heads").is_some());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_finds_only_the_known(text in ".{0,40}") {
            let known = known(&["Серікова Айгерім", "Әбілқасым Ержан"]);
            if let Typed::Words { text, .. } = read(&text) {
                prop_assert!(found(&text, &known).len() <= known.len());
            }
        }
    }
}
