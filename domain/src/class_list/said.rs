//! A whole line in one cell, as in a message: `7. Серікова Айгерім 9 Ә 05.03.2011 8 701 234 56 78`.

use super::cells::{CLASS_WORDS, is_class, is_day, is_iin, name_words, sex, unnumbered};

/// Fewest digits of a telephone.
const PHONE: usize = 10;

/// What the words of a cell say, by what they look like. An IIN is in none of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said<'a> {
    /// Whatever is nothing else.
    pub(super) names: Vec<&'a str>,
    /// Day of birth, as it was written.
    pub(super) day: Option<&'a str>,
    /// The word that `Sex::parse` takes.
    pub(super) sex: Option<&'static str>,
    /// Class; may be empty.
    pub(super) class_name: String,
    /// Telephone, as it was written; may be empty.
    pub(super) phone: String,
}

impl<'a> Said<'a> {
    pub(super) fn of(cell: &'a str) -> Self {
        let mut said = Self::default();
        // Telephones are written in groups of digits, and classes as a number and a letter.
        let mut digits: Vec<&str> = Vec::new();
        for word in name_words(unnumbered(cell)).filter(|word| !is_iin(word)) {
            if is_day(word) {
                said.day = said.day.or(Some(word));
            } else if is_digits(word) {
                digits.push(word);
            } else if said.class_name.is_empty() && is_class(word) {
                word.clone_into(&mut said.class_name);
            } else if let Some(number) = digits.last().filter(|last| is_class(&format!("{last} {word}"))) {
                said.class_name = format!("{number} {word}");
                digits.pop();
            } else if !said.class_name.is_empty() && CLASS_WORDS.contains(&word.to_lowercase().as_str()) {
                said.class_name = format!("{} {word}", said.class_name);
            } else if said.names.len() > 1 && said.sex.is_none() && sex(word).is_some() {
                said.sex = sex(word);
            } else {
                said.names.push(word);
            }
        }
        if digits.iter().flat_map(|word| word.chars()).filter(char::is_ascii_digit).count() >= PHONE {
            said.phone = digits.join(" ");
        } else {
            said.names.extend(digits);
        }
        said
    }
}

fn is_digits(word: &str) -> bool {
    let belongs = |c: char| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-');
    word.chars().all(belongs) && word.contains(|c: char| c.is_ascii_digit())
}
