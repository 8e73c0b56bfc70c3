//! The one island of the scanner's page.

use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::engine::Desk;
use super::view::{Screen, View};
use super::{door_screen, phone_screen, screens};
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
                Screen::Loading => view! { <div class="page stack"><p class="muted">{move || words::loading(view.lang.get())}</p> {screens::problem(view)}</div> }.into_any(),
                Screen::Unpaired => screens::unpaired(view, desk).into_any(),
                Screen::Pair => screens::pair(view, desk).into_any(),
                Screen::Choose => screens::choose(view, desk).into_any(),
                Screen::Door => door_screen::show(view, desk).into_any(),
                Screen::Phone => phone_screen::show(view, desk).into_any(),
            }}
            {move || screens::languages(view.lang.get(), move |lang: Lang| {
                view.lang.set(lang);
                desk.remember();
            })}
        </div>
    }
}
