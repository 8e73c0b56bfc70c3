//! A line of text that somebody types: label above, help, error below, the typed value kept.

use super::{Maybe, described_by, field_id};
use leptos::prelude::*;

/// A text input. Its id is `f-NAME`; `optional_word` prints after the label ("optional").
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// What was typed before; it stays even when it is wrong.
    #[prop(optional, into)]
    value: Maybe,
    #[prop(optional, into)] error: Maybe,
    #[prop(optional, into)] help: Maybe,
    #[prop(optional, into)] optional_word: Maybe,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = None, into)] autocomplete: Option<&'static str>,
    #[prop(default = None, into)] inputmode: Option<&'static str>,
    #[prop(default = None, into)] maxlength: Option<u32>,
    /// `short` (a number, a year), `mid` (a phone) or nothing: as wide as the column.
    #[prop(default = "")]
    width: &'static str,
    #[prop(optional)] required: bool,
    /// Has the focus when the page has loaded: only where whoever came wants to type here and nowhere else.
    #[prop(optional)]
    autofocus: bool,
) -> AnyView {
    let id = field_id(&name);
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <Label of=id.clone() text=label optional_word=optional_word />
            <Help of=id.clone() text=help.clone() />
            <input
                id=id.clone()
                name=name
                type=kind
                class="input"
                data-width=(!width.is_empty()).then_some(width)
                value=value.into_inner()
                dir=(kind == "text").then_some("auto")
                autocomplete=autocomplete
                inputmode=inputmode
                maxlength=maxlength
                autofocus=autofocus
                aria-required=required.then_some("true")
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described_by(&id, &help, &error)
            />
            <Wrong of=id text=error.clone() />
        </div>
    }
    .into_any()
}

/// The label above a control.
#[component]
pub(super) fn Label(of: String, text: String, optional_word: Maybe) -> AnyView {
    let optional = optional_word.into_inner().map(|word| view! { " " <span class="label-optional">{word}</span> });
    view! { <label class="label" for=of>{text} {optional}</label> }.into_any()
}

/// The help between label and control.
#[component]
pub(super) fn Help(of: String, text: Maybe) -> AnyView {
    text.into_inner().map(|text| view! { <p class="help" id=format!("{of}-help")>{text}</p> }).into_any()
}

/// The error below a control.
#[component]
pub(super) fn Wrong(of: String, text: Maybe) -> AnyView {
    text.into_inner().map(|text| view! { <p class="wrong" id=format!("{of}-error")>{text}</p> }).into_any()
}
