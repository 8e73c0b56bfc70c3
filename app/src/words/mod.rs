//! Every word that people read: one function per message of `locales/{kk,ru,en}/*.ftl`, made by `build.rs`.
//!
//! `words::event_places_left(lang, 12)` → `Бос орын: 12`. How to add one: `locales/README.md`.

mod fields;
mod named;
mod plural;
mod verdicts;

pub use fields::*;
pub use named::*;
pub use verdicts::*;

use crate::format;
use keruen_domain::text::Lang;
use plural::{Plural, plural};
use std::fmt::{Display, Write as _};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Appends a count, grouped as the language does it.
fn put_number(out: &mut String, lang: Lang, n: i64) {
    out.push_str(&format::number(lang, n));
}

/// Appends a value as it prints itself.
fn put(out: &mut String, value: &dyn Display) {
    // Writing into a String cannot fail; a value whose Display fails prints what it managed.
    let _ = write!(out, "{value}");
}
