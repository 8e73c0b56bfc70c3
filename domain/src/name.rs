//! People's names: read, shown in full and in short, folded for search and for finding duplicates.

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    field::FieldProblem,
    iin::contains_iin,
    short_text::{is_hidden, longer_than, squeeze},
};

/// A part of a name: letters of any script, spaces, hyphens, apostrophes, dots; NFC, 1 to 100 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NamePart(String);

impl NamePart {
    /// Most characters of a part.
    pub const MAX: u32 = 100;

    /// Reads a part, squeezing spaces and writing every dash as a hyphen.
    pub fn parse(text: &str) -> Result<Self, FieldProblem> {
        let clean: String = squeeze(text).chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
        if clean.is_empty() {
            return Err(FieldProblem::Empty);
        }
        if longer_than(&clean, Self::MAX) {
            return Err(FieldProblem::TooLong { max: Self::MAX });
        }
        if contains_iin(&clean) {
            return Err(FieldProblem::ContainsIin);
        }
        let letter_first = clean.chars().find(|c| is_letter(*c) || is_combining_mark(*c)).is_some_and(is_letter);
        if letter_first && clean.chars().all(belongs) && !is_heap_of_marks(&clean) {
            Ok(Self(clean))
        } else {
            Err(FieldProblem::NotAName)
        }
    }

    /// The part as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// A letter. Roman numerals, letters in circles and flags are "alphabetic" too, but no letters of a name.
fn is_letter(c: char) -> bool {
    let decoration = matches!(c, '\u{2150}'..='\u{218f}' | '\u{2460}'..='\u{24ff}' | '\u{1f000}'..='\u{1faff}');
    c.is_alphabetic() && !is_combining_mark(c) && !decoration && !is_hidden(c)
}

/// A mark that belongs to a letter; not the circles and keycaps of U+20D0.
fn is_mark(c: char) -> bool {
    is_combining_mark(c) && !is_hidden(c) && !matches!(c, '\u{20d0}'..='\u{20ff}')
}

fn belongs(c: char) -> bool {
    is_letter(c) || is_mark(c) || is_apostrophe(c) || matches!(c, ' ' | '-' | '.')
}

/// More marks in a row than any orthography uses: they would cover the lines around.
fn is_heap_of_marks(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if is_combining_mark(c) { run + 1 } else { 0 };
        run > 4
    })
}

impl TryFrom<String> for NamePart {
    type Error = FieldProblem;
    fn try_from(text: String) -> Result<Self, FieldProblem> {
        Self::parse(&text)
    }
}

impl From<NamePart> for String {
    fn from(part: NamePart) -> Self {
        part.0
    }
}

/// A person's name as they wrote it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonName {
    family: NamePart,
    given: NamePart,
    #[serde(default)]
    patronymic: Option<NamePart>,
}

impl PersonName {
    /// A name of parts.
    pub const fn new(family: NamePart, given: NamePart, patronymic: Option<NamePart>) -> Self {
        Self { family, given, patronymic }
    }

    /// Reads a name from text; an empty patronymic is none.
    pub fn parse(family: &str, given: &str, patronymic: Option<&str>) -> Result<Self, FieldProblem> {
        let patronymic = match patronymic.map(NamePart::parse) {
            None | Some(Err(FieldProblem::Empty)) => None,
            Some(read) => Some(read?),
        };
        Ok(Self::new(NamePart::parse(family)?, NamePart::parse(given)?, patronymic))
    }

    /// Family name.
    pub fn family(&self) -> &str {
        self.family.as_str()
    }

    /// Given name.
    pub fn given(&self) -> &str {
        self.given.as_str()
    }

    /// Patronymic, if there is one.
    pub fn patronymic(&self) -> Option<&str> {
        self.patronymic.as_ref().map(NamePart::as_str)
    }

    /// Family, given and patronymic: «Серікова Айгерім Маратқызы».
    pub fn full(&self) -> String {
        let mut full = format!("{} {}", self.family(), self.given());
        if let Some(patronymic) = self.patronymic() {
            full.push(' ');
            full.push_str(patronymic);
        }
        full
    }

    /// Given name and the family name's initial: «Айгерім С.», as a volunteer's phone shows it.
    pub fn short(&self) -> String {
        let mut letters = self.family().chars().skip_while(|c| !is_letter(*c));
        let initial = letters.next().into_iter().flat_map(char::to_uppercase);
        let marks = letters.take_while(|c| is_mark(*c));
        let initial: String = initial.chain(marks).collect();
        format!("{} {initial}.", self.given())
    }

    /// The folded full name, for search.
    pub fn search_key(&self) -> String {
        search_key(&self.full())
    }
}

/// Folds text so that spellings of one name agree: Kazakh letters typed on a Russian keyboard, Latin
/// look-alikes, case, hyphens, stress marks. Fold both sides; store and print the name as given.
///
/// Ә is typed as А or as Э, І as И or as Ы: each of these groups becomes one letter, as do Ү, Ұ and У. Soft
/// and hard signs go (Әсел, Асель, Эсел). Equal keys are a candidate, never a proof (domain.md §3.3).
pub fn search_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfc().flat_map(char::to_lowercase).nfc() {
        if c.is_whitespace() || is_dash(c) {
            gap = true;
        } else if let Some(folded) = fold(c) {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.push(folded);
        }
    }
    key.nfc().collect()
}

/// A name that somebody looks for: each word that they typed begins some word of it, in whatever order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted(Vec<String>);

impl Wanted {
    /// Fewest letters by which anybody is looked for.
    const LEAST: usize = 2;

    /// Reads what was typed. None: too few letters.
    pub fn parse(text: &str) -> Option<Self> {
        let key = search_key(text);
        let words: Vec<String> = key.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        (words.iter().map(|word| word.chars().count()).sum::<usize>() >= Self::LEAST).then_some(Self(words))
    }

    /// Whether the name with this [`search_key`] fits.
    pub fn fits(&self, key: &str) -> bool {
        self.0.iter().all(|wanted| key.split(' ').any(|word| word.starts_with(wanted.as_str())))
    }
}

fn fold(c: char) -> Option<char> {
    Some(match c {
        'ъ' | 'ь' | '.' | '\u{300}'..='\u{36f}' => return None,
        c if is_apostrophe(c) || is_hidden(c) => return None,
        'ә' | 'э' | 'a' | 'ə' => 'а',
        'ғ' => 'г',
        'қ' | 'k' => 'к',
        'ң' => 'н',
        'ө' | 'o' => 'о',
        'ұ' | 'ү' | 'y' => 'у',
        'һ' | 'x' | 'h' => 'х',
        'і' | 'ы' | 'i' => 'и',
        'ё' | 'e' => 'е',
        'c' => 'с',
        'p' => 'р',
        'm' => 'м',
        't' => 'т',
        'b' => 'в',
        other => other,
    })
}

#[cfg(test)]
#[path = "name_tests.rs"]
mod tests;
