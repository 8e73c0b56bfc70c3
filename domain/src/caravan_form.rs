//! The organiser's form of a caravan.

use serde::{Deserialize, Serialize};

use crate::{
    caravan::{Caravan, PeopleKind, Slug},
    field::FieldProblem,
    form::{FormErrors, FormReader, Need, Shape},
    text::Localized,
};

/// The form as it came; names are those of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CaravanForm {
    /// Part of the public address.
    pub slug: String,
    /// Title; Kazakh is required.
    pub title_kk: String,
    /// Title in Russian.
    pub title_ru: String,
    /// Title in English.
    pub title_en: String,
    /// What it is about; may be empty.
    pub about_kk: String,
    /// About, in Russian.
    pub about_ru: String,
    /// About, in English.
    pub about_en: String,
    /// A word of [`PeopleKind`]; empty: real.
    pub people: String,
    /// Version of the caravan that the page showed; empty for a new one.
    pub version: String,
}

/// A caravan as a faultless form describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaravanDraft {
    /// Part of the public address.
    pub slug: Slug,
    /// Title.
    pub title: Localized,
    /// What it is about.
    pub about: Localized,
    /// Whether its people are real.
    pub people: PeopleKind,
    /// Version that the edit is based on.
    pub version: i64,
}

impl CaravanForm {
    /// Reads the whole form.
    pub fn parse(&self) -> Result<CaravanDraft, FormErrors> {
        let mut reader = FormReader::default();
        let title = reader.localized(
            ["title_kk", "title_ru", "title_en"],
            [&self.title_kk, &self.title_ru, &self.title_en],
            Need::Kazakh,
            Shape::Line,
        );
        let slug = reader.keep("slug", slug(&self.slug));
        let about = reader.localized(
            ["about_kk", "about_ru", "about_en"],
            [&self.about_kk, &self.about_ru, &self.about_en],
            Need::Nothing,
            Shape::Paragraphs,
        );
        let people = match self.people.trim() {
            "" => Some(PeopleKind::Real),
            word => reader.choice("people", word, PeopleKind::parse),
        };
        let version = reader.version(&self.version);
        let draft = (|| Some(CaravanDraft { slug: slug?, title: title?, about: about?, people: people?, version }))();
        reader.finish(draft)
    }

    /// The form that shows a caravan as it is.
    pub fn of(caravan: &Caravan) -> Self {
        Self {
            slug: caravan.slug.as_str().to_owned(),
            title_kk: caravan.title.kk.clone(),
            title_ru: caravan.title.ru.clone(),
            title_en: caravan.title.en.clone(),
            about_kk: caravan.about.kk.clone(),
            about_ru: caravan.about.ru.clone(),
            about_en: caravan.about.en.clone(),
            people: caravan.people.as_str().to_owned(),
            version: caravan.version.to_string(),
        }
    }
}

fn slug(text: &str) -> Result<Slug, FieldProblem> {
    let text = text.trim();
    if text.is_empty() { Err(FieldProblem::Empty) } else { Slug::parse(text).map_err(|_| FieldProblem::BadSlug) }
}
