//! A form that is typed line by line: its values and what is wrong with them by input name, a line's inputs `NAME.NUMBER`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::field::{FieldErrors, FieldProblem};

/// The value of an input; empty when it did not come.
pub fn value<'a>(values: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    values.get(name).map_or("", |value| value.trim())
}

/// The value of a line's input.
pub fn of_line<'a>(values: &'a BTreeMap<String, String>, name: &str, line: i64) -> &'a str {
    value(values, &format!("{name}.{line}"))
}

/// Numbers within `range` of the lines in which something was typed, into inputs that are called one of `names`.
pub fn numbers(values: &BTreeMap<String, String>, names: &[&str], range: RangeInclusive<i64>) -> BTreeSet<i64> {
    let filled = |(name, value): (&String, &String)| {
        let (field, line) = name.split_once('.')?;
        let line = line.parse().ok().filter(|n| range.contains(n))?;
        (names.contains(&field) && !value.trim().is_empty()).then_some(line)
    };
    values.iter().filter_map(filled).collect()
}

/// All that is wrong with a list: input name and problem.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListErrors(pub Vec<(String, FieldProblem)>);

impl ListErrors {
    /// What is wrong with the input.
    pub fn get(&self, name: &str) -> Option<FieldProblem> {
        self.0.iter().find(|(at, _)| at == name).map(|(_, problem)| *problem)
    }

    /// Takes over the problems of a line, or of what all lines share.
    pub(crate) fn take(&mut self, errors: &FieldErrors, line: Option<i64>) {
        for (field, problem) in errors.iter() {
            let name = line.map_or_else(|| field.as_str().to_owned(), |n| format!("{field}.{n}"));
            self.0.push((name, problem));
        }
    }

    /// Passes a read value on; an empty input is none, anything else wrong is noted.
    pub(crate) fn optional<T>(&mut self, name: &str, read: Result<T, FieldProblem>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(FieldProblem::Empty) => None,
            Err(problem) => {
                self.0.push((name.to_owned(), problem));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_when_something_was_typed_into_its_inputs() {
        let typed = [
            ("title", " 9 Ә "),
            ("name.1", " Ким "),
            ("name.2", " "),
            ("sex.3", "female"),
            ("drop.4", "yes"),
            ("name.10", "Әли"),
            ("name.x", "Серік"),
        ];
        let values: BTreeMap<String, String> = typed.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!((value(&values, "title"), value(&values, "name")), ("9 Ә", ""));
        assert_eq!((of_line(&values, "name", 1), of_line(&values, "name", 3)), ("Ким", ""));
        assert_eq!(numbers(&values, &["name", "sex"], 1..=9), BTreeSet::from([1, 3]));
    }
}
