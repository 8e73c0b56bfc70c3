//! The live board: takes the page's figures over and follows the server's event stream.

use keruen_domain::api::LiveSnapshot;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::view::{BoardNames, board_view};
use crate::words;

/// Whether the figures still come in.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "the server only draws; the phone follows"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Feed {
    /// The page as the server drew it.
    Drawn,
    /// They do.
    Live,
    /// The connection broke; it is tried again.
    Lost,
}

impl Feed {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Live => "live",
            Self::Lost => "lost",
        }
    }
}

/// The board of one caravan. `first` is what the server drew.
#[island]
pub fn LiveBoard(lang: Lang, names: BoardNames, first: LiveSnapshot) -> impl IntoView {
    let caravan = first.caravan;
    let snapshot = RwSignal::new(first);
    let feed = RwSignal::new(Feed::Drawn);
    Effect::new(move |_| follow(caravan, snapshot, feed));
    view! {
        <div class="board stack" data-feed=move || feed.get().as_str()>
            <p class="live-state" role="status" data-state=move || feed.get().as_str()>
                {move || match feed.get() {
                    Feed::Drawn => words::board_connecting(lang),
                    Feed::Live => words::board_connection_live(lang),
                    Feed::Lost => words::board_connection_lost(lang),
                }}
            </p>
            {move || board_view(lang, &names, &snapshot.get())}
        </div>
    }
}

/// How long to wait before a stream that was closed for good is opened again, milliseconds.
#[cfg(feature = "hydrate")]
const REOPEN_AFTER: i32 = 5_000;

#[cfg(feature = "hydrate")]
fn follow(caravan: keruen_domain::id::CaravanId, snapshot: RwSignal<LiveSnapshot>, feed: RwSignal<Feed>) {
    use wasm_bindgen::prelude::*;
    use web_sys::{EventSource, MessageEvent};

    let Ok(source) = EventSource::new(&format!("/api/v1/live?caravan={caravan}")) else {
        feed.set(Feed::Lost);
        return;
    };
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let read = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
        if let Some(next) = read {
            feed.set(Feed::Live);
            snapshot.set(next);
        }
    });
    let broken_source = source.clone();
    let broken = Closure::<dyn Fn()>::new(move || {
        feed.set(Feed::Lost);
        // After a bad answer (a proxy's 502 while the server starts anew) the browser itself gives up for good.
        if broken_source.ready_state() == EventSource::CLOSED {
            let again = Closure::once_into_js(move || follow(caravan, snapshot, feed));
            if let Some(window) = web_sys::window() {
                let _ =
                    window.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), REOPEN_AFTER);
            }
        }
    });
    if source.add_event_listener_with_callback("snapshot", message.as_ref().unchecked_ref()).is_err() {
        feed.set(Feed::Lost);
        return;
    }
    source.set_onerror(Some(broken.as_ref().unchecked_ref()));
    // The stream lives as long as the page does.
    message.forget();
    broken.forget();
    std::mem::forget(source);
}

#[cfg(not(feature = "hydrate"))]
fn follow(_: keruen_domain::id::CaravanId, _: RwSignal<LiveSnapshot>, _: RwSignal<Feed>) {}
