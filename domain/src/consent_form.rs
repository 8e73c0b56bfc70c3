//! The legal representative's form: who agrees, and to what.

use serde::{Deserialize, Serialize};

use crate::{
    consent::ConsentKind,
    field::{Field, FieldErrors, FieldProblem},
    form::{choice, is_ticked},
    name::NamePart,
    registration::{Reader, Relation},
};

/// The form as it came; names are those of the HTML inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsentForm {
    /// Full name of who agrees.
    pub rep_name: String,
    /// A word of [`Relation`].
    pub rep_relation: String,
    /// Tick: data processing.
    pub consent_data: String,
    /// Tick: photo and video.
    pub consent_photo: String,
    /// Language of the page; a code of [`crate::text::Lang`].
    pub language: String,
    /// Version of the text that the page showed; empty: the newest.
    pub text_version: String,
}

/// Who agrees, and to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assent {
    /// Full name on one line.
    pub name: NamePart,
    /// What they are to the minor.
    pub relation: Relation,
    /// Data always, photo when it was ticked.
    pub kinds: Vec<ConsentKind>,
}

impl ConsentForm {
    /// Reads the whole form; tells everything that is wrong at once.
    pub fn parse(&self) -> Result<Assent, FieldErrors> {
        let mut reader = Reader::default();
        let name = reader.required(Field::RepName, NamePart::parse(&self.rep_name));
        let relation = reader.required(Field::RepRelation, choice(&self.rep_relation, Relation::parse));
        if !is_ticked(&self.consent_data) {
            reader.errors.add(Field::ConsentData, FieldProblem::MustAgree);
        }
        match (name, relation) {
            (Some(name), Some(relation)) if reader.errors.is_empty() => {
                let photo = is_ticked(&self.consent_photo).then_some(ConsentKind::Photo);
                Ok(Assent { name, relation, kinds: [ConsentKind::Data].into_iter().chain(photo).collect() })
            }
            _ => Err(reader.errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(data: &str, photo: &str) -> ConsentForm {
        let (rep_name, rep_relation) = ("Серікова Гүлнар".to_owned(), "mother".to_owned());
        ConsentForm {
            rep_name,
            rep_relation,
            consent_data: data.to_owned(),
            consent_photo: photo.to_owned(),
            ..ConsentForm::default()
        }
    }

    #[test]
    fn data_is_a_must_and_photo_a_choice() {
        let kinds = |data, photo| form(data, photo).parse().map(|assent| assent.kinds);
        assert_eq!(kinds("on", ""), Ok(vec![ConsentKind::Data]));
        assert_eq!(kinds("yes", "yes"), Ok(vec![ConsentKind::Data, ConsentKind::Photo]));
        let wrong = kinds(" off ", "yes").expect_err("no consent");
        assert_eq!(wrong.iter().collect::<Vec<_>>(), [(Field::ConsentData, FieldProblem::MustAgree)]);
        assert_eq!(ConsentForm::default().parse().expect_err("empty").len(), 3);
    }
}
