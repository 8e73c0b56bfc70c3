//! Options of the selects that several forms have: (value, words), in the order in which they are offered.

use keruen_domain::person::{InstitutionKind, PlaceKind, Sex};
use keruen_domain::region::Region;
use keruen_domain::text::Lang;

use crate::words;

/// All regions, by name.
pub(crate) fn regions(lang: Lang) -> Vec<(String, String)> {
    Region::all_sorted(lang).into_iter().map(|region| option(region.code(), region.name(lang))).collect()
}

/// Town, village.
pub(crate) fn places(lang: Lang) -> Vec<(String, String)> {
    PlaceKind::ALL.iter().map(|place| option(place.as_str(), words::place_kind(lang, *place))).collect()
}

/// School, college …
pub(crate) fn institution_kinds(lang: Lang) -> Vec<(String, String)> {
    InstitutionKind::ALL.iter().map(|kind| option(kind.as_str(), words::institution_kind(lang, *kind))).collect()
}

/// Female, male.
pub(crate) fn sexes(lang: Lang) -> Vec<(String, String)> {
    Sex::ALL.iter().map(|sex| option(sex.as_str(), words::sex(lang, *sex))).collect()
}

fn option(value: &str, words: &str) -> (String, String) {
    (value.to_owned(), words.to_owned())
}
