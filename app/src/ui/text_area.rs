//! Several lines of text. The only place where `<textarea>` may be written: Leptos does not escape its children.

use super::field::{Help, Label, Wrong};
use super::{Maybe, described_by, field_id};
use leptos::prelude::*;

/// A text area with the same anatomy as `Field`.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: Maybe,
    #[prop(optional, into)] error: Maybe,
    #[prop(optional, into)] help: Maybe,
    #[prop(optional, into)] optional_word: Maybe,
    #[prop(default = 4)] rows: u32,
    #[prop(default = None, into)] maxlength: Option<u32>,
    #[prop(optional)] required: bool,
) -> AnyView {
    let id = field_id(&name);
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <Label of=id.clone() text=label optional_word=optional_word />
            <Help of=id.clone() text=help.clone() />
            <textarea
                id=id.clone()
                name=name
                class="input"
                rows=rows
                dir="auto"
                maxlength=maxlength
                aria-required=required.then_some("true")
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described_by(&id, &help, &error)
            >
                {raw_text(value.get().unwrap_or_default())}
            </textarea>
            <Wrong of=id text=error.clone() />
        </div>
    }
    .into_any()
}

/// On the server the child goes out as it is, so it is escaped here; in the browser it is set as text.
fn raw_text(value: &str) -> String {
    if cfg!(feature = "ssr") {
        // A parser drops the first line feed after the tag.
        let guard = if value.starts_with('\n') { "\n" } else { "" };
        guard.to_owned() + &value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        value.to_owned()
    }
}
