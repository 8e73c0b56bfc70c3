//! The one island of the scanner's page.

use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::engine::Desk;
use super::screens;
use super::view::{Screen, View};
use crate::words;

/// The scanner. Draws "loading" on the server and everything else on the phone.
#[island]
pub fn Scanner() -> impl IntoView {
    let view = View::new();
    let desk = Desk::new(view);
    Effect::new(move |_| desk.start());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let root = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
        if let Some(root) = root {
            // An element's `lang` can always be set.
            let _ = root.set_attribute("lang", view.lang.get().code());
        }
    });
    view! {
        <div class="scanner-screen">
            {move || match view.screen.get() {
                Screen::Loading => view! { <p class="muted">{move || words::loading(view.lang.get())}</p> }.into_any(),
                Screen::Unpaired => screens::unpaired(view).into_any(),
                Screen::Pair => screens::pair(view, desk).into_any(),
                Screen::Choose => screens::choose(view, desk).into_any(),
                Screen::Door => screens::door(view, desk).into_any(),
            }}
            {move || screens::languages(view.lang.get(), move |lang: Lang| desk.speak(lang))}
        </div>
    }
}
