//! Two people saved the same record: both values are shown, nothing typed is lost.

use keruen_domain::text::Lang;
use leptos::prelude::*;
use serde::Serialize;

use super::label;
use crate::ui::{Alert, Column, DataTable, TableRow, Tone};
use crate::words;

/// One field in which the two differ.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stale {
    /// The input's name.
    pub(crate) name: String,
    /// What is saved now.
    pub(crate) saved: String,
    /// What was typed.
    pub(crate) typed: String,
}

/// The fields in which `typed` differs from what is `saved`, by name; its version is none of them.
pub(crate) fn stale<T: Serialize>(saved: &T, typed: &T) -> Vec<Stale> {
    let (saved, typed) = (texts(saved), texts(typed));
    typed
        .into_iter()
        .filter(|(name, _)| name != "version")
        .filter_map(|(name, typed)| {
            let saved =
                saved.iter().find(|(other, _)| *other == name).map(|(_, text)| text.clone()).unwrap_or_default();
            (saved != typed).then_some(Stale { name, saved, typed })
        })
        .collect()
}

/// A form's fields as text. Forms are flat structures of strings; anything else has no text to compare.
fn texts<T: Serialize>(form: &T) -> Vec<(String, String)> {
    let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(form) else { return Vec::new() };
    fields.into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned()))).collect()
}

impl Stale {
    /// The alert with both values of each field.
    pub(crate) fn view(lang: Lang, rows: Vec<Self>) -> AnyView {
        let rows = rows
            .into_iter()
            .map(|row| {
                TableRow::new(vec![label(lang, &row.name).into_any(), row.saved.into_any(), row.typed.into_any()])
            })
            .collect();
        let columns = vec![
            Column::text(words::desk_stale_field(lang)),
            Column::text(words::desk_stale_saved(lang)),
            Column::text(words::desk_stale_typed(lang)),
        ];
        view! {
            <Alert tone=Tone::Ask title=words::page_error_conflict_title(lang)>
                <p>{words::desk_form_stale(lang)}</p>
            </Alert>
            <DataTable caption=words::desk_stale_title(lang) columns=columns rows=rows />
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Form {
        title: &'static str,
        zone: &'static str,
        version: &'static str,
    }

    #[test]
    fn only_what_differs_is_shown() {
        let saved = Form { title: "Тараз", zone: "Asia/Almaty", version: "2" };
        let typed = Form { title: "Шу", zone: "Asia/Almaty", version: "1" };
        let rows = stale(&saved, &typed);
        assert_eq!(rows, [Stale { name: "title".into(), saved: "Тараз".into(), typed: "Шу".into() }]);
    }
}
