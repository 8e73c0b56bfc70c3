//! What the organisers' forms have in common: problems by input name, and a reader that notes them while it reads.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::{
    field::FieldProblem,
    short_text::{is_hidden, longer_than, squeeze},
    text::Localized,
    time::{CivilDate, CivilDateTime},
};

/// Most characters of a title, a place, a name.
pub const TITLE_MAX: u32 = 200;
/// Most characters of a description or of a consent text.
pub const TEXT_MAX: u32 = 5_000;

/// Years that organisers may write: before 1970 local time had offsets of odd seconds, and nobody plans for 2200.
const YEARS: std::ops::Range<i16> = 1970..2200;

/// All that is wrong with a form: input name and problem, in the order of the page, at most one per input.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct FormErrors(Vec<(&'static str, FieldProblem)>);

impl FormErrors {
    /// One problem with one input.
    pub fn one(name: &'static str, problem: FieldProblem) -> Self {
        Self(vec![(name, problem)])
    }

    /// Notes a problem, unless the input has one already.
    pub fn add(&mut self, name: &'static str, problem: FieldProblem) {
        if self.get(name).is_none() {
            self.0.push((name, problem));
        }
    }

    /// What is wrong with the input.
    pub fn get(&self, name: &str) -> Option<FieldProblem> {
        self.0.iter().find(|(at, _)| *at == name).map(|(_, problem)| *problem)
    }

    /// Input names and problems.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, FieldProblem)> + '_ {
        self.0.iter().copied()
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many inputs are wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Which of three language inputs must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Kazakh at least.
    Kazakh,
    /// None.
    Nothing,
}

/// Whether a text may have several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line, at most [`TITLE_MAX`].
    Line,
    /// Paragraphs, at most [`TEXT_MAX`].
    Paragraphs,
}

/// Reads inputs one after another and collects what is wrong.
#[derive(Debug, Default)]
pub struct FormReader {
    errors: FormErrors,
}

impl FormReader {
    /// Notes a problem.
    pub fn add(&mut self, name: &'static str, problem: FieldProblem) {
        self.errors.add(name, problem);
    }

    /// Passes a read value on, or notes what was wrong.
    pub fn keep<T>(&mut self, name: &'static str, read: Result<T, FieldProblem>) -> Option<T> {
        read.map_err(|problem| self.add(name, problem)).ok()
    }

    /// One required line.
    pub fn line(&mut self, name: &'static str, text: &str) -> Option<String> {
        let read =
            clean(text, Shape::Line).and_then(|text| if text.is_empty() { Err(FieldProblem::Empty) } else { Ok(text) });
        self.keep(name, read)
    }

    /// A text in three languages; `names` and `texts` are Kazakh, Russian, English.
    pub fn localized(
        &mut self,
        names: [&'static str; 3],
        texts: [&str; 3],
        need: Need,
        shape: Shape,
    ) -> Option<Localized> {
        let [kk, ru, en] = [0, 1, 2].map(|i| self.keep(names[i], clean(texts[i], shape)));
        if need == Need::Kazakh && kk.as_deref() == Some("") {
            self.add(names[0], FieldProblem::Empty);
            return None;
        }
        Some(Localized::new(kk?, ru?, en?))
    }

    /// A required day: `YYYY-MM-DD` as browsers send it, or `DD.MM.YYYY` as people write it.
    pub fn day(&mut self, name: &'static str, text: &str) -> Option<CivilDate> {
        self.keep(name, day(text))
    }

    /// A required time of day, `HH:MM`, on `date`.
    pub fn time(&mut self, name: &'static str, text: &str, date: Option<CivilDate>) -> Option<CivilDateTime> {
        let (hour, minute) = self.keep(name, time(text))?;
        Some(CivilDateTime { date: date?, hour, minute })
    }

    /// A whole number of `range`, or nothing.
    pub fn number(&mut self, name: &'static str, text: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        match number(text, range) {
            Err(FieldProblem::Empty) => None,
            read => self.keep(name, read),
        }
    }

    /// One of a list of words.
    pub fn choice<T>(&mut self, name: &'static str, word: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.keep(name, choice(word, parse))
    }

    /// The version that an edit page carries; a new thing has none and reads as 0.
    pub fn version(&mut self, text: &str) -> i64 {
        text.trim().parse().unwrap_or(0)
    }

    /// What was read, when nothing was wrong.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, FormErrors> {
        match read {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.errors),
        }
    }
}

/// NFC, trimmed, without what a reader cannot see; empty stays empty.
pub fn clean(text: &str, shape: Shape) -> Result<String, FieldProblem> {
    let (text, max) = match shape {
        Shape::Line => (squeeze(text), TITLE_MAX),
        Shape::Paragraphs => (text.replace("\r\n", "\n").trim().nfc().collect(), TEXT_MAX),
    };
    if longer_than(&text, max) {
        return Err(FieldProblem::TooLong { max });
    }
    let breaks = |c: char| shape == Shape::Paragraphs && matches!(c, '\n' | '\t');
    if text.chars().any(|c| is_hidden(c) && !breaks(c)) { Err(FieldProblem::NotText) } else { Ok(text) }
}

/// One of a list of words.
pub fn choice<T>(word: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, FieldProblem> {
    let word = word.trim();
    if word.is_empty() { Err(FieldProblem::NotChosen) } else { parse(word).ok_or(FieldProblem::UnknownValue) }
}

/// Whether a box is ticked. Browsers send a ticked one as its value and an unticked one not at all; programs write words.
pub fn is_ticked(tick: &str) -> bool {
    !matches!(tick.trim(), "" | "no" | "off" | "false" | "0")
}

/// A whole number of `range`; spaces between its digits are let through.
pub fn number(text: &str, range: std::ops::RangeInclusive<i64>) -> Result<i64, FieldProblem> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() {
        return Err(FieldProblem::Empty);
    }
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FieldProblem::BadNumber);
    }
    let out = FieldProblem::OutOfRange { min: *range.start(), max: *range.end() };
    digits.parse().ok().filter(|n| range.contains(n)).ok_or(out)
}

fn day(text: &str) -> Result<CivilDate, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::Empty);
    }
    let parts: Vec<&str> = text.split('.').collect();
    let read = match parts[..] {
        [day, month, year] => CivilDate::parse(&format!("{year}-{month:0>2}-{day:0>2}")),
        _ => CivilDate::parse(text),
    };
    read.ok().filter(|day| YEARS.contains(&day.year())).ok_or(FieldProblem::BadDate)
}

fn time(text: &str) -> Result<(u8, u8), FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::Empty);
    }
    let part = |text: &str, end: u8| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u8>().ok().filter(|n| digits && *n < end)
    };
    let read = text.split_once([':', '.']).and_then(|(hour, minute)| Some((part(hour, 24)?, part(minute, 60)?)));
    read.filter(|_| text.len() >= 4).ok_or(FieldProblem::BadTime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_as_people_write_them() {
        let iso = |text: &str| day(text).map(|day| day.to_string());
        assert_eq!(iso(" 2022-09-05 "), Ok("2022-09-05".to_owned()));
        assert_eq!(iso("5.9.2022"), Ok("2022-09-05".to_owned()));
        assert_eq!(iso("31.02.2022"), Err(FieldProblem::BadDate));
        assert_eq!(iso("05/09/2022"), Err(FieldProblem::BadDate));
        assert_eq!(iso("0022-09-05"), Err(FieldProblem::BadDate));
        assert_eq!(iso(" "), Err(FieldProblem::Empty));
        assert_eq!([time("9:30"), time("09.30"), time("00:00")], [Ok((9, 30)), Ok((9, 30)), Ok((0, 0))]);
        for text in ["24:00", "9:60", "930", "9:3x", "+9:30", "1:", "9:3:1"] {
            assert_eq!(time(text), Err(FieldProblem::BadTime), "{text}");
        }
    }

    #[test]
    fn numbers_within_their_range() {
        assert_eq!(number("1 200", 0..=10_000), Ok(1_200));
        assert_eq!(number("", 0..=1), Err(FieldProblem::Empty));
        for text in ["-1", "+1", "1.5", "abc"] {
            assert_eq!(number(text, 0..=10), Err(FieldProblem::BadNumber), "{text}");
        }
        for text in ["99999999999999999999", "11", "0"] {
            assert_eq!(number(text, 1..=10), Err(FieldProblem::OutOfRange { min: 1, max: 10 }), "{text}");
        }
    }

    #[test]
    fn texts_keep_their_paragraphs_only_where_they_may() {
        assert_eq!(clean(" бір\r\nекі ", Shape::Paragraphs), Ok("бір\nекі".to_owned()));
        assert_eq!(clean("бір\nекі", Shape::Line), Err(FieldProblem::NotText));
        assert_eq!(clean("a\u{202e}b", Shape::Paragraphs), Err(FieldProblem::NotText));
        assert_eq!(clean(&"я".repeat(201), Shape::Line), Err(FieldProblem::TooLong { max: 200 }));
        assert!(clean(&"я".repeat(5_000), Shape::Paragraphs).is_ok());
    }

    #[test]
    fn the_first_problem_of_an_input_stays() {
        let mut reader = FormReader::default();
        let names = ["title_kk", "title_ru", "title_en"];
        assert_eq!(reader.localized(names, ["", "Поход", "\u{7}"], Need::Kazakh, Shape::Line), None);
        reader.add("title_kk", FieldProblem::BadSlug);
        let errors = reader.finish(Some(())).expect_err("two problems");
        assert_eq!(errors.len(), 2);
        assert_eq!(errors.get("title_kk"), Some(FieldProblem::Empty));
        assert_eq!(errors.get("title_en"), Some(FieldProblem::NotText));
    }
}
