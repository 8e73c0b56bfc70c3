//! What is shown once and handed on: a link with its QR, a button that copies, a button that shares; a token.

use keruen_backend::tickets::picture;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use crate::ui::{Alert, QrCard, Tone};
use crate::words;

/// A secret text that is shown only now, with a button that copies it.
pub(crate) fn once(lang: Lang, title: &'static str, text: &str) -> AnyView {
    let text = text.to_owned();
    view! {
        <Alert tone=Tone::Admit title=title>
            <p>{words::desk_shown_once(lang)}</p>
            <p><code class="secret" id="once">{text}</code></p>
            {copy(lang, "once")}
        </Alert>
    }
    .into_any()
}

/// A link that is shown only now: readable, copied, shared or scanned from the screen. `message` goes before it when shared.
pub(crate) fn link_once(lang: Lang, title: &'static str, message: &str, link: &str) -> AnyView {
    let svg = picture::link_svg(link, title).ok();
    let (text, href, link) = (format!("{message} {link}"), link.to_owned(), link.to_owned());
    view! {
        <Alert tone=Tone::Admit title=title>
            <p class="no-print">{words::desk_shown_once(lang)}</p>
            <p><a class="secret" id="once" href=href>{link}</a></p>
            <div class="actions">
                {copy(lang, "once")}
                <button type="button" class="button button-quiet" hidden data-share=text>{words::share(lang)}</button>
            </div>
            {svg.map(|svg| view! { <QrCard svg=svg label=title /> })}
        </Alert>
    }
    .into_any()
}

/// A button that copies the text of the element with this id; the script shows it.
fn copy(lang: Lang, of: &'static str) -> AnyView {
    view! {
        <button type="button" class="button button-quiet" hidden data-copy=of data-done=words::copied(lang)>{words::copy(lang)}</button>
    }
    .into_any()
}
