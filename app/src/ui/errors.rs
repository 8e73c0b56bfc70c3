//! The list of what is wrong in a form, at its top, each line a link to its field.

use super::field_id;
use leptos::prelude::*;

/// One wrong field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name that the field posts as.
    pub field: String,
    /// Label and what to do, in the page's language.
    pub words: String,
}

/// Nothing when `problems` is empty. Focusable: the page's script moves the focus here after a refused post.
#[component]
pub fn ErrorSummary(#[prop(into)] title: String, problems: Vec<Problem>) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let lines: Vec<_> = problems
        .into_iter()
        .map(|p| view! { <li><a href=format!("#{}", field_id(&p.field))>{p.words}</a></li> })
        .collect();
    view! {
        <div class="alert" data-tone="refuse" id="error-summary" role="alert" tabindex="-1">
            <span class="shape" aria-hidden="true">"✕"</span>
            <div>
                <p class="alert-title">{title}</p>
                <ul class="problems">{lines}</ul>
            </div>
        </div>
    }
    .into_any()
}
