//! Blank tickets: how many are made at once, and the list that says later who held which.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::{
    brief::{Brief, Origin},
    field::FieldProblem,
    form::{FormErrors, FormReader, number},
    lines::{self, ListErrors},
    new_person::NewPerson,
    registration::Reader,
    short_text::ShortText,
    text::Lang,
    ticket::ShortCode,
    time::CivilDate,
};

/// How many blank tickets may be made at once.
pub const RUN: RangeInclusive<i64> = 1..=300;
/// Numbers that a stop's blank tickets may have.
pub const NUMBERS: RangeInclusive<i64> = 1..=9_999;
/// Inputs of one line of the list; each posts as `NAME.NUMBER`.
pub const LINE: [&str; 5] = ["family_name", "given_name", "birth_date", "sex", "code"];

/// The form that makes blank tickets, as it came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BlankRunForm {
    /// How many.
    pub count: String,
    /// The number of the first, as the page offered it: a form that is sent twice makes nothing twice.
    pub first: String,
}

/// Blank tickets to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlankRun {
    /// How many.
    pub count: i64,
    /// The number of the first.
    pub first: i64,
}

impl BlankRunForm {
    /// Reads the form.
    pub fn parse(&self) -> Result<BlankRun, FormErrors> {
        let mut reader = FormReader::default();
        let count = reader.keep("count", number(&self.count, RUN));
        let first = reader.keep("first", number(&self.first, NUMBERS));
        let left = first.map(|first| NUMBERS.end() - first + 1);
        if let Some(left) = left.filter(|left| count.is_some_and(|count| count > *left)) {
            reader.add("count", FieldProblem::OutOfRange { min: *RUN.start(), max: left });
        }
        let read = count.zip(first).map(|(count, first)| BlankRun { count, first });
        reader.finish(read)
    }
}

/// Who held a blank ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlankHolder {
    /// Somebody who is not known yet.
    New(Box<NewPerson>),
    /// Whoever holds the ticket with this short code.
    Known(ShortCode),
}

/// A list of who held which blank ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlankList {
    /// Numbers with their holders, each number once.
    pub lines: Vec<(i64, BlankHolder)>,
    /// Number of the paper with the signed consents of all new people; none: there is none yet.
    pub paper_no: Option<ShortText>,
}

/// The list as it was typed: values by input name. What the whole list shares (`region`, `place`, `institution_kind`,
/// `institution`, `class_name`, `paper_no`) stands once; of a line, either the person's fields or a ticket's code.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlankListForm(pub BTreeMap<String, String>);

impl BlankListForm {
    /// The value of an input; empty when it did not come.
    pub fn get(&self, name: &str) -> &str {
        lines::value(&self.0, name)
    }

    fn of(&self, name: &str, line: i64) -> &str {
        lines::of_line(&self.0, name, line)
    }

    /// Numbers of the lines in which something was typed.
    pub fn numbers(&self) -> BTreeSet<i64> {
        lines::numbers(&self.0, &LINE, NUMBERS)
    }

    /// Reads the whole list; tells everything that is wrong at once. Lines without a word are left out.
    pub fn parse(&self, today: CivilDate, language: Lang) -> Result<BlankList, ListErrors> {
        let mut errors = ListErrors::default();
        let mut lines = Vec::new();
        let mut shared = None;
        for line in self.numbers() {
            let code = self.of("code", line);
            if !code.is_empty() {
                match ShortCode::parse(code) {
                    Ok(code) => lines.push((line, BlankHolder::Known(code))),
                    Err(_) => errors.0.push((format!("code.{line}"), FieldProblem::UnknownValue)),
                }
                continue;
            }
            let shared = shared.get_or_insert_with(|| {
                let mut reader = Reader::default();
                let names = ["region", "place", "institution_kind", "institution", "class_name"];
                let shared = Origin::read(&mut reader, names.map(|name| self.get(name)));
                errors.take(&reader.errors, None);
                shared
            });
            let mut reader = Reader::default();
            let [family, given, birth, sex] =
                ["family_name", "given_name", "birth_date", "sex"].map(|name| self.of(name, line));
            let own = Brief::read(&mut reader, [family, given, "", birth, sex], today);
            errors.take(&reader.errors, Some(line));
            if let (Some(own), Some(shared)) = (own, shared.as_ref()) {
                lines.push((line, BlankHolder::New(Box::new(shared.person(own, language)))));
            }
        }
        let paper_no = errors.optional("paper_no", ShortText::parse(self.get("paper_no")));
        if errors.0.is_empty() { Ok(BlankList { lines, paper_no }) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(values: &[(&str, &str)]) -> BlankListForm {
        BlankListForm(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    const SHARED: [(&str, &str); 5] = [
        ("region", "KZ-75"),
        ("place", "rural"),
        ("institution_kind", "school"),
        ("class_name", "9 Ә"),
        ("paper_no", "3-қағаз"),
    ];
    const PUPIL: [(&str, &str); 4] = [
        ("family_name.17", "Серікова"),
        ("given_name.17", "Айгерім"),
        ("birth_date.17", "5.3.2007"),
        ("sex.17", "female"),
    ];

    fn read(values: &[&[(&str, &str)]]) -> Result<BlankList, ListErrors> {
        form(&values.concat()).parse(CivilDate::new(2022, 9, 6).expect("a day"), Lang::Kk)
    }

    #[test]
    fn a_line_is_a_person_or_a_code_and_an_empty_one_is_none() {
        let list = read(&[&SHARED, &PUPIL, &[("code.18", "k7q2-9mxp"), ("family_name.19", " "), ("sex.19", "")]]);
        let list = list.expect("a list");
        assert_eq!(list.paper_no.as_ref().map(ShortText::as_str), Some("3-қағаз"));
        let [(17, BlankHolder::New(pupil)), (18, BlankHolder::Known(code))] = &list.lines[..] else {
            panic!("{:?}", list.lines)
        };
        assert_eq!((pupil.name.full().as_str(), code.as_str()), ("Серікова Айгерім", "K7Q29MXP"));
        assert_eq!(pupil.birth_date, CivilDate::new(2007, 3, 5).expect("a day"));
        assert_eq!(read(&[]).expect("nothing").lines, []);
    }

    #[test]
    fn everything_wrong_is_told_at_its_place() {
        let errors =
            read(&[&PUPIL[1..], &[("birth_date.17", "31.02.2007"), ("code.18", "AB"), ("family_name.x", "A")]]);
        let errors = errors.expect_err("wrong");
        let names: Vec<&str> = errors.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["region", "place", "institution_kind", "family_name.17", "birth_date.17", "code.18"]);
        assert_eq!(errors.get("birth_date.17"), Some(FieldProblem::BadDate));
        let known = read(&[&[("code.1", "K7Q29MXP")]]).expect("needs nothing shared");
        assert_eq!(known.lines.len(), 1);
    }

    #[test]
    fn a_run_has_its_bounds() {
        let run = |count: &str, first: &str| BlankRunForm { count: count.into(), first: first.into() }.parse();
        assert_eq!(run("200", "1"), Ok(BlankRun { count: 200, first: 1 }));
        for (count, first) in [("0", "1"), ("301", "1"), ("", "1"), ("10", "0"), ("10", "9995"), ("x", "y")] {
            assert!(run(count, first).is_err(), "{count} {first}");
        }
    }
}
