//! A class that a teacher registers: a pasted list becomes lines of inputs, and the lines become people.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    brief::{Brief, Origin, birth},
    consent::ADULT_AGE,
    field::{Field, FieldProblem},
    form::choice,
    lines::{self, ListErrors},
    name::{NamePart, search_key},
    new_person::{ConsentAnswer, NewPerson},
    phone::Phone,
    registration::{CLASS_MAX, FormContext, Reader},
    short_text::ShortText,
    text::Lang,
    time::CivilDate,
};

mod cells;
mod columns;
mod heads;
mod read;
mod said;

pub use columns::Column;
pub use read::{Dropped, MAX_COLUMNS, MAX_ROWS, Pasted, paste, split};

/// Most lines of a list.
pub const MOST: i64 = 100;
/// Inputs of one line of the list; each posts as `NAME.NUMBER`.
pub const LINE: [&str; 8] =
    ["family_name", "given_name", "patronymic", "birth_date", "sex", "class_name", "phone", "note"];

/// The list as it was typed: values by input name. What all of it shares (`region`, `place`, `institution_kind`,
/// `institution`, `class_name`, `language`) stands once; a line's own class goes before the shared one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClassListForm(pub BTreeMap<String, String>);

/// The people of a faultless list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassList {
    /// In the order of their lines, nobody twice.
    pub people: Vec<Listed>,
}

impl ClassList {
    /// Whether somebody on it is of age, and agrees for themselves.
    pub fn has_adults(&self) -> bool {
        self.people.iter().any(|of| of.person.data_consent != ConsentAnswer::Representative)
    }
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Number of the line.
    pub line: i64,
    /// Who it is. No representative is named: a minor's is still to be asked.
    pub person: NewPerson,
    /// What the teacher noted.
    pub note: Option<ShortText>,
}

impl ClassListForm {
    /// The value of an input; empty when it did not come.
    pub fn get(&self, name: &str) -> &str {
        lines::value(&self.0, name)
    }

    fn of(&self, name: &str, line: i64) -> &str {
        lines::of_line(&self.0, name, line)
    }

    /// Numbers of the lines in which something was typed.
    pub fn numbers(&self) -> BTreeSet<i64> {
        lines::numbers(&self.0, &LINE, 1..=MOST)
    }

    /// Reads the whole list; tells everything that is wrong at once. Lines without a word are left out.
    pub fn parse(&self, context: &FormContext) -> Result<ClassList, ListErrors> {
        let mut errors = ListErrors::default();
        let numbers = self.numbers();
        if numbers.is_empty() {
            errors.0.push(("list".to_owned(), FieldProblem::Empty));
        }
        let shared = self.shared(context, &mut errors);
        let mut earlier = Earlier::default();
        let mut people = Vec::new();
        for line in numbers {
            let mut reader = Reader::default();
            let names =
                ["family_name", "given_name", "patronymic", "birth_date", "sex"].map(|name| self.of(name, line));
            let brief = Brief::read(&mut reader, names, context.today);
            let class_name =
                reader.optional(Field::ClassName, ShortText::parse_max(self.of("class_name", line), CLASS_MAX));
            let phone = reader.optional(Field::Phone, Phone::parse(self.of("phone", line)));
            let [family, given, patronymic, born, _] = names;
            // A line that lacks something else is told of its age and of its double all the same.
            if let Ok(birth) = birth(born, context.today) {
                if let Err(problem) = context.admits(birth) {
                    reader.errors.add(Field::BirthDate, problem);
                }
                if let Some(line) = earlier.repeated(line, [family, given, patronymic], birth) {
                    reader.errors.add(Field::FamilyName, FieldProblem::RepeatsLine { line });
                }
            }
            errors.take(&reader.errors, Some(line));
            let note = errors.optional(&format!("note.{line}"), ShortText::parse(self.of("note", line)));
            if let (Some(brief), Some((origin, language))) = (brief, shared.as_ref()) {
                let minor = context.event_date.age_of(brief.birth_date) < ADULT_AGE;
                let answer = if minor { ConsentAnswer::Representative } else { ConsentAnswer::No };
                let person = origin.person(brief, *language);
                let class_name = class_name.or_else(|| person.class_name.clone());
                let person = NewPerson { class_name, phone, data_consent: answer, photo_consent: answer, ..person };
                people.push(Listed { line, person, note });
            }
        }
        if errors.0.is_empty() { Ok(ClassList { people }) } else { Err(errors) }
    }

    /// Where all of them come from, and the language of messages.
    fn shared(&self, context: &FormContext, errors: &mut ListErrors) -> Option<(Origin, Lang)> {
        let mut reader = Reader::default();
        let names = ["region", "place", "institution_kind", "institution", "class_name"];
        let origin = Origin::read(&mut reader, names.map(|name| self.get(name)));
        let language = match choice(self.get("language"), Lang::parse) {
            Err(FieldProblem::NotChosen) => Some(context.default_lang),
            read => reader.required(Field::Language, read),
        };
        errors.take(&reader.errors, None);
        origin.zip(language)
    }
}

/// The people of the lines that were read.
#[derive(Default)]
struct Earlier(Vec<Known>);

/// What tells one person of a list from another, folded.
struct Known {
    line: i64,
    family_and_given: [String; 2],
    patronymic: String,
    birth: CivilDate,
}

impl Known {
    /// Whether it may be one person. Who differs by patronymic is somebody else; many give it once and not twice.
    fn is(&self, other: &Self) -> bool {
        let either_gave_none = self.patronymic.is_empty() || other.patronymic.is_empty();
        (self.birth, &self.family_and_given) == (other.birth, &other.family_and_given)
            && (either_gave_none || self.patronymic == other.patronymic)
    }
}

impl Earlier {
    /// The first line with the same person.
    fn repeated(&mut self, line: i64, names: [&str; 3], birth: CivilDate) -> Option<i64> {
        let [family, given, patronymic] = names;
        if [family, given].iter().any(|name| NamePart::parse(name).is_err()) {
            return None;
        }
        let fold = |text: &str| search_key(text).replace(' ', "");
        let known = Known { line, family_and_given: [family, given].map(fold), patronymic: fold(patronymic), birth };
        let found = self.0.iter().find(|earlier| earlier.is(&known)).map(|earlier| earlier.line);
        self.0.push(known);
        found
    }
}

#[cfg(test)]
mod tests;
