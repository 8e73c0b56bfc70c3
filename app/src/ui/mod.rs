//! Parts of the face that know no events: fields, cards, figures, tables. Plain server-rendered components.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component's properties are its own: the macro's builder moves them in"
)]

pub mod button;
pub mod card;
pub mod choice;
pub mod errors;
pub mod field;
pub mod figure;
pub mod nav;
pub mod ornament;
pub mod route;
pub mod select;
pub mod sheet;
pub mod table;
pub mod text_area;

pub use button::{Button, ButtonKind, LinkButton};
pub use card::{Alert, Badge, Card, EmptyState, Tone};
pub use choice::{Choice, ChoiceGroup, ChoiceKind, Tick};
pub use errors::{ErrorSummary, Problem};
pub use field::Field;
pub use figure::{Meter, Stat};
pub use nav::{Breadcrumbs, LanguageSwitch, NavItem, ONLY_SHOW, SiteFooter, SiteHeader, SkipLink, Tabs, TypedForm};
pub use ornament::Ornament;
pub use route::{RouteLine, RouteStop, StopPhase};
pub use select::{DateFields, Select};
pub use sheet::{PrintSheet, QrCard};
pub use table::{Column, DataTable, TableRow};
pub use text_area::TextArea;

/// A text that may be absent: made from a string or from an option of one. Empty is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Maybe(Option<String>);

impl Maybe {
    /// The text, if there is one.
    pub fn get(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// Whether there is a text.
    pub const fn is_some(&self) -> bool {
        self.0.is_some()
    }

    fn into_inner(self) -> Option<String> {
        self.0
    }
}

impl From<String> for Maybe {
    fn from(text: String) -> Self {
        Self(Some(text).filter(|t| !t.is_empty()))
    }
}

impl From<&str> for Maybe {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Option<String>> for Maybe {
    fn from(text: Option<String>) -> Self {
        text.map(Self::from).unwrap_or_default()
    }
}

impl From<Option<&str>> for Maybe {
    fn from(text: Option<&str>) -> Self {
        text.map(Self::from).unwrap_or_default()
    }
}

/// The element id of the field that posts as `name`; error summaries link to it.
pub fn field_id(name: &str) -> String {
    format!("f-{name}")
}

/// `aria-describedby` for a field: its help and its error, whichever exist.
fn described_by(id: &str, help: &Maybe, error: &Maybe) -> Option<String> {
    match (help.is_some(), error.is_some()) {
        (true, true) => Some(format!("{id}-help {id}-error")),
        (true, false) => Some(format!("{id}-help")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
