//! What one presses: a button of a form, or a link that looks like one.

use leptos::prelude::*;

/// How loud a button is. One `Primary` per screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    Quiet,
    Danger,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A submit button; with `name` and `value` it says which of several was pressed.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(default = "submit")] press: &'static str,
    #[prop(default = None, into)] name: Option<&'static str>,
    #[prop(default = None, into)] value: Option<String>,
    #[prop(default = None, into)] id: Option<&'static str>,
    #[prop(optional)] disabled: bool,
    children: Children,
) -> AnyView {
    view! {
        <button type=press class=kind.class() name=name value=value id=id disabled=disabled>
            {children()}
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    /// The file's name when the link saves a file.
    #[prop(default = None, into)]
    download: Option<String>,
    #[prop(default = None, into)] id: Option<&'static str>,
    children: Children,
) -> AnyView {
    view! { <a class=kind.class() href=href download=download id=id>{children()}</a> }.into_any()
}
