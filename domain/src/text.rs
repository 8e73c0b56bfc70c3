//! Languages, and texts that exist in three of them.

use serde::{Deserialize, Serialize};

/// A language of the product. Kazakh comes first and is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Kazakh.
    #[default]
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// The ISO 639-1 code, as in addresses and in `lang=`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language with this ISO 639-1 code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The first of our languages in a list of language tags (BCP 47), as a browser names what its owner reads:
    /// `ru-KZ` and `RU;q=0.9` are Russian.
    pub fn preferred<'a>(tags: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        tags.into_iter().find_map(|tag| {
            let primary = tag.trim().split(['-', '_', ';']).next().unwrap_or_default();
            Self::parse(&primary.to_ascii_lowercase())
        })
    }
}

/// One text in three languages; a language may be missing (empty).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Localized {
    /// Kazakh.
    pub kk: String,
    /// Russian.
    #[serde(default)]
    pub ru: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl Localized {
    /// A text in all three languages.
    pub fn new(kk: impl Into<String>, ru: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kk: kk.into(), ru: ru.into(), en: en.into() }
    }

    /// The text in `lang`, or else in Kazakh, Russian, English, whichever is there first; empty when none is.
    pub fn get(&self, lang: Lang) -> &str {
        [self.of(lang), &self.kk, &self.ru, &self.en].into_iter().find(|text| !text.is_empty()).unwrap_or("")
    }

    /// The text in exactly `lang`; empty when it is missing.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Kk => &self.kk,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }

    /// No language has a text.
    pub fn is_empty(&self) -> bool {
        self.kk.is_empty() && self.ru.is_empty() && self.en.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_first_language_of_ours_is_preferred() {
        let of = |header: &str| Lang::preferred(header.split(','));
        assert_eq!(of("de-DE,ru;q=0.8,en;q=0.5"), Some(Lang::Ru));
        assert_eq!(of("EN-gb, kk"), Some(Lang::En));
        assert_eq!(of("kk_KZ"), Some(Lang::Kk));
        assert_eq!([of("rus"), of("de"), of(""), of("é")], [None; 4], "longer codes are other languages");
    }
}
