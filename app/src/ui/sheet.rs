//! What goes to paper or to another camera: the QR card and the print sheet.

use super::Maybe;
use leptos::prelude::*;

/// A QR code on white. `svg` is the finished `<svg>` element (trusted: ours); `code` the short code under it.
#[component]
pub fn QrCard(
    svg: String,
    /// What the picture is, for those who do not see it.
    #[prop(into)]
    label: String,
    #[prop(optional, into)] code: Maybe,
    #[prop(optional, into)] code_label: Maybe,
) -> AnyView {
    let code = code.into_inner().map(|code| {
        view! {
            <figcaption class="qr-code">
                {code_label.into_inner().map(|label| view! { <span class="visually-hidden">{label} " "</span> })}
                {code}
            </figcaption>
        }
    });
    view! {
        <figure class="qr">
            <div class="qr-picture" role="img" aria-label=label inner_html=svg></div>
            {code}
        </figure>
    }
    .into_any()
}

/// A page for paper: a head with the title and a line below it, then the children.
#[component]
pub fn PrintSheet(#[prop(into)] title: String, #[prop(optional, into)] line: Maybe, children: Children) -> AnyView {
    view! {
        <article class="sheet">
            <header class="sheet-head">
                <h1>{title}</h1>
                {line.into_inner().map(|line| view! { <p>{line}</p> })}
            </header>
            {children()}
        </article>
    }
    .into_any()
}
