//! What is wrong with a list that is typed line by line: problems by input name, of a line's inputs `NAME.NUMBER`.

use crate::field::{FieldErrors, FieldProblem};

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
