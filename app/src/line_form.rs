//! The inputs of a form that is typed line by line: what was typed, and beside it what is wrong with it.

use std::collections::BTreeMap;

use keruen_domain::lines::{ListErrors, value};
use keruen_domain::text::Lang;
use leptos::prelude::*;

use crate::ui::{Field, Problem, Select};
use crate::words;

/// Writes the inputs of one form, each by its name; a line's inputs are called `NAME.NUMBER`.
pub(crate) struct LineForm<'a> {
    pub(crate) lang: Lang,
    /// What was typed, by input name.
    pub(crate) values: &'a BTreeMap<String, String>,
    pub(crate) errors: &'a ListErrors,
    /// The words above an input that is called `NAME`, in whichever line.
    pub(crate) label: fn(Lang, &str) -> String,
    /// What a line is called in the summary of errors, by its number.
    pub(crate) number: fn(Lang, i64) -> String,
}

/// Whether an input must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
    /// What else is typed decides it, so that nothing is said.
    Depends,
}

impl LineForm<'_> {
    /// What was typed; empty when it did not come.
    pub(crate) fn value(&self, name: &str) -> &str {
        value(self.values, name)
    }

    /// What is wrong with it.
    pub(crate) fn error(&self, name: &str) -> Option<String> {
        self.errors.get(name).map(|problem| words::field_problem(self.lang, problem))
    }

    /// The words above an input.
    pub(crate) fn label(&self, name: &str) -> String {
        (self.label)(self.lang, parts(name).0)
    }

    /// A line of text.
    pub(crate) fn text(&self, name: &str, need: Need, help: &str) -> AnyView {
        let required = need == Need::Required;
        view! {
            <Field name=name label=self.label(name) value=self.value(name) help=help error=self.error(name)
                required=required optional_word=self.optional_word(need) />
        }
        .into_any()
    }

    /// One out of a list: `preset` until something is chosen.
    pub(crate) fn choice(&self, name: &str, options: Vec<(String, String)>, need: Need, preset: &str) -> AnyView {
        let typed = self.value(name);
        let value = if typed.is_empty() { preset } else { typed };
        let required = need == Need::Required;
        view! {
            <Select name=name label=self.label(name) options=options value=value empty=words::common_choose(self.lang)
                error=self.error(name) required=required optional_word=self.optional_word(need) />
        }
        .into_any()
    }

    /// Every problem, with its line's number before it.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let problem = |(name, problem): &(String, _)| {
            let label = self.label(name);
            let label = match parts(name).1 {
                Some(line) => format!("{} {label}", (self.number)(self.lang, line)),
                None => label,
            };
            let words = words::form_error_line(self.lang, label, words::field_problem(self.lang, *problem));
            Problem { field: name.clone(), words }
        };
        self.errors.0.iter().map(problem).collect()
    }

    fn optional_word(&self, need: Need) -> &'static str {
        if need == Need::Optional { words::common_optional(self.lang) } else { "" }
    }
}

/// `NAME` and `NUMBER` of an input's name.
fn parts(name: &str) -> (&str, Option<i64>) {
    name.split_once('.').map_or((name, None), |(field, line)| (field, line.parse().ok()))
}
