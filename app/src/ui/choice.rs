//! Radio buttons and tick boxes, large enough for a thumb.

use super::field::{Help, Wrong};
use super::{Maybe, described_by, field_id};
use leptos::prelude::*;

/// Whether one or several may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    One,
    Many,
}

/// One option of a group.
#[derive(Clone, Debug)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub help: Maybe,
    pub chosen: bool,
}

impl Choice {
    /// An option without help.
    pub fn new(value: impl Into<String>, label: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), label: label.into(), help: Maybe::default(), chosen }
    }

    /// The same with a line of help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<Maybe>) -> Self {
        self.help = help.into();
        self
    }
}

/// A fieldset of options under one name. The first option's id is `f-NAME`.
#[component]
pub fn ChoiceGroup(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    options: Vec<Choice>,
    #[prop(default = ChoiceKind::One)] kind: ChoiceKind,
    #[prop(optional, into)] error: Maybe,
    #[prop(optional, into)] help: Maybe,
    #[prop(optional, into)] optional_word: Maybe,
    /// Side by side where there is room.
    #[prop(optional)]
    inline: bool,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, &help, &error);
    let invalid = error.is_some();
    let input = if kind == ChoiceKind::One { "radio" } else { "checkbox" };
    let optional = optional_word.into_inner().map(|word| view! { " " <span class="label-optional">{word}</span> });
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(i, option)| {
            let option_id = if i == 0 { id.clone() } else { format!("{id}-{i}") };
            view! {
                <label class="choice" for=option_id.clone()>
                    <input type=input id=option_id.clone() name=name.clone() value=option.value checked=option.chosen />
                    <span>
                        {option.label}
                        {option.help.into_inner().map(|help| view! { <span class="choice-help">{help}</span> })}
                    </span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field" data-invalid=invalid.then_some("") aria-describedby=described>
            <legend class="label">{legend} {optional}</legend>
            <Help of=id.clone() text=help />
            <div class="choices" data-inline=inline.then_some("")>{options}</div>
            <Wrong of=id text=error.clone() />
        </fieldset>
    }
    .into_any()
}

/// A single tick box with its words as children; posts `value` (`yes`) when ticked.
#[component]
pub fn Tick(
    #[prop(into)] name: String,
    #[prop(default = "yes")] value: &'static str,
    #[prop(optional)] ticked: bool,
    #[prop(optional, into)] error: Maybe,
    #[prop(optional, into)] help: Maybe,
    #[prop(optional)] required: bool,
    children: Children,
) -> AnyView {
    let id = field_id(&name);
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label class="choice" for=id.clone()>
                <input
                    type="checkbox"
                    id=id.clone()
                    name=name
                    value=value
                    checked=ticked
                    aria-required=required.then_some("true")
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby=described_by(&id, &help, &error)
                />
                <span>{children()}</span>
            </label>
            <Help of=id.clone() text=help />
            <Wrong of=id text=error.clone() />
        </div>
    }
    .into_any()
}
