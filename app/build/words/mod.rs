//! The compiler of words: Fluent text in three languages in, Rust source or a list of errors out.
//!
//! Conventions (also in `locales/README.md`):
//! - `$n`, `$min`, `$max`, `$total`, every `$n-…` and every plural selector is an `i64`, printed grouped;
//!   any other variable is `impl Display`, printed as it is.
//! - Arguments stand in alphabetical order, after `lang`.
//! - Selectors are plural selectors by CLDR; exact `[0]`, `[1]` variants are tried first.
//! - Terms, attributes, functions, message references and string selectors are refused.

mod emit;
mod parse;

use std::collections::{BTreeMap, BTreeSet};

/// A language of the product, as the generator sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lang {
    Kk,
    Ru,
    En,
}

impl Lang {
    pub(crate) const ALL: [Self; 3] = [Self::Kk, Self::Ru, Self::En];

    /// The folder's name under `locales/`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Kk => "kk",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// Categories that whole numbers take in this language (CLDR cardinal rules).
    const fn categories(self) -> &'static [&'static str] {
        match self {
            Self::Kk | Self::En => &["one", "other"],
            Self::Ru => &["one", "few", "many", "other"],
        }
    }

    /// Categories that a selector must name: without them a count would read wrongly.
    const fn required(self) -> &'static [&'static str] {
        match self {
            Self::Kk => &[],
            Self::Ru => &["one", "few", "many"],
            Self::En => &["one", "other"],
        }
    }
}

/// One `.ftl` file.
pub(crate) struct File {
    pub(crate) lang: Lang,
    /// File name without its ending, for messages to people.
    pub(crate) area: String,
    pub(crate) text: String,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Text(String),
    Number(String),
    Plain(String),
    Plural { of: String, exact: Vec<(i64, Vec<Self>)>, by: Vec<(String, Vec<Self>)>, default: Vec<Self> },
}

/// What kind of value a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Number,
    Plain,
}

/// One message in one language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
    pub(crate) area: String,
    pub(crate) parts: Vec<Part>,
    pub(crate) variables: BTreeMap<String, Kind>,
}

/// Rust source with one function per message; or every error, each naming file and key.
pub(crate) fn compile(files: &[File]) -> Result<String, Vec<String>> {
    let mut errors = Vec::new();
    let mut tables: BTreeMap<Lang, BTreeMap<String, Message>> =
        Lang::ALL.into_iter().map(|lang| (lang, BTreeMap::new())).collect();
    for file in files {
        for (key, message) in parse::file(file, &mut errors) {
            let table = tables.entry(file.lang).or_default();
            if let Some(first) = table.get(&key) {
                let (lang, area) = (file.lang.code(), &file.area);
                errors.push(format!("{lang}/{area}.ftl: {key}: already in {}.ftl", first.area));
            } else {
                table.insert(key, message);
            }
        }
    }
    compare(&tables, &mut errors);
    if errors.is_empty() { Ok(emit::module(&tables)) } else { Err(errors) }
}

/// The same keys, in the same files, with the same variables, in every language.
fn compare(tables: &BTreeMap<Lang, BTreeMap<String, Message>>, errors: &mut Vec<String>) {
    let keys: BTreeSet<&String> = tables.values().flat_map(BTreeMap::keys).collect();
    for key in keys {
        let Some((home, first)) = tables.iter().find_map(|(lang, t)| t.get(key).map(|m| (lang, m))) else {
            continue;
        };
        for (lang, table) in tables {
            let place = format!("{}/{}.ftl: {key}", lang.code(), first.area);
            match table.get(key) {
                None => errors.push(format!("{place}: missing (it is in {})", home.code())),
                Some(m) if m.area != first.area => {
                    errors.push(format!("{place}: stands in {}.ftl in this language", m.area));
                }
                Some(m) if m.variables != first.variables => errors.push(format!(
                    "{place}: variables {:?} differ from {:?} in {}",
                    m.variables,
                    first.variables,
                    home.code()
                )),
                Some(_) => {}
            }
        }
    }
}
