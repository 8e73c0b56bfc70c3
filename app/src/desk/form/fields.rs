//! The inputs of the desk's forms: label, help, error and typed value from the field's name alone.

use keruen_domain::form::FormErrors;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::{Wrong, label};
use crate::ui::{Choice, ChoiceGroup, Field, Select, TextArea};
use crate::words;

/// Writes inputs in one language, with the errors of the last post.
pub(crate) struct Fields<'a> {
    lang: Lang,
    errors: &'a FormErrors,
}

impl<'a> Fields<'a> {
    /// For a form in `lang` with what was `wrong`.
    pub(crate) fn new(lang: Lang, wrong: &'a Wrong) -> Self {
        Self { lang, errors: &wrong.errors }
    }

    fn error(&self, name: &str) -> Option<String> {
        self.errors.get(name).map(|problem| words::field_problem(self.lang, problem))
    }

    /// A line of text that must be filled.
    pub(crate) fn text(&self, name: &'static str, value: &str, help: &str) -> AnyView {
        view! { <Field name=name label=label(self.lang, name) value=value help=help error=self.error(name) required=true /> }.into_any()
    }

    /// A line of text that may stay empty.
    pub(crate) fn optional(&self, name: &'static str, value: &str, help: &str) -> AnyView {
        let optional = words::common_optional(self.lang);
        view! { <Field name=name label=label(self.lang, name) value=value help=help error=self.error(name) optional_word=optional /> }.into_any()
    }

    /// A day, by the browser's own picker.
    pub(crate) fn day(&self, name: &'static str, value: &str, required: bool, help: &str) -> AnyView {
        self.special(name, value, "date", required, help)
    }

    /// A time of day.
    pub(crate) fn time(&self, name: &'static str, value: &str) -> AnyView {
        self.special(name, value, "time", true, "")
    }

    /// A whole number that may stay empty.
    pub(crate) fn number(&self, name: &'static str, value: &str, help: &str) -> AnyView {
        let optional = words::common_optional(self.lang);
        view! {
            <Field name=name label=label(self.lang, name) value=value help=help error=self.error(name)
                optional_word=optional inputmode="numeric" width="short" maxlength=9 />
        }
        .into_any()
    }

    fn special(&self, name: &'static str, value: &str, kind: &'static str, required: bool, help: &str) -> AnyView {
        let optional = if required { "" } else { words::common_optional(self.lang) };
        view! {
            <Field name=name label=label(self.lang, name) value=value help=help error=self.error(name) kind=kind
                optional_word=optional width="mid" required=required />
        }
        .into_any()
    }

    /// A line of digits that must be filled.
    pub(crate) fn digits(&self, name: &'static str, value: &str, help: &str, maxlength: u32) -> AnyView {
        view! {
            <Field name=name label=label(self.lang, name) value=value help=help error=self.error(name)
                inputmode="numeric" width="mid" maxlength=maxlength required=true />
        }
        .into_any()
    }

    /// An e-mail address.
    pub(crate) fn email(&self, name: &'static str, value: &str) -> AnyView {
        view! {
            <Field name=name label=label(self.lang, name) value=value error=self.error(name) kind="email"
                inputmode="email" autocomplete="email" maxlength=254 required=true />
        }
        .into_any()
    }

    /// A password; it is never printed back.
    pub(crate) fn password(&self, name: &'static str, autocomplete: &'static str, help: &str) -> AnyView {
        view! {
            <Field name=name label=label(self.lang, name) help=help error=self.error(name) kind="password"
                autocomplete=autocomplete maxlength=200 required=true />
        }
        .into_any()
    }

    /// One text in three languages: Kazakh must be filled, the others may stay empty.
    pub(crate) fn three(&self, names: [&'static str; 3], values: [&str; 3]) -> AnyView {
        let [kk, ru, en] = names;
        view! {
            {self.text(kk, values[0], "")}
            {self.optional(ru, values[1], words::desk_translation_help(self.lang))}
            {self.optional(en, values[2], "")}
        }
        .into_any()
    }

    /// As [`Fields::three`], where even the Kazakh text may stay empty.
    pub(crate) fn three_optional(&self, names: [&'static str; 3], values: [&str; 3]) -> AnyView {
        let [kk, ru, en] = names;
        view! { {self.optional(kk, values[0], "")} {self.optional(ru, values[1], "")} {self.optional(en, values[2], "")} }.into_any()
    }

    /// A long text in three languages.
    pub(crate) fn three_areas(
        &self,
        names: [&'static str; 3],
        values: [&str; 3],
        required: bool,
        help: &str,
    ) -> AnyView {
        let optional = words::common_optional(self.lang);
        names
            .into_iter()
            .zip(values)
            .enumerate()
            .map(|(i, (name, value))| {
                let must = required && i == 0;
                view! {
                    <TextArea name=name label=label(self.lang, name) value=value error=self.error(name)
                        help=if i == 0 { help } else { "" } optional_word=if must { "" } else { optional } required=must />
                }
            })
            .collect_view()
            .into_any()
    }

    /// One out of a list; `empty` is the words of the option that chooses nothing.
    pub(crate) fn select(
        &self,
        name: &'static str,
        value: &str,
        options: Vec<(String, String)>,
        empty: &str,
        help: &str,
    ) -> AnyView {
        view! {
            <Select name=name label=label(self.lang, name) options=options value=value empty=empty help=help error=self.error(name) />
        }
        .into_any()
    }

    /// Radio buttons, side by side where there is room.
    pub(crate) fn choice(&self, name: &'static str, value: &str, options: Vec<(&str, &str)>) -> AnyView {
        let options = options.into_iter().map(|(word, words)| Choice::new(word, words, word == value)).collect();
        view! { <ChoiceGroup name=name legend=label(self.lang, name) options=options error=self.error(name) /> }
            .into_any()
    }
}
