//! What the engine asks of the browser itself: clocks, ids, waiting, one tab at a time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use keruen_domain::id::{FactId, uuid_v7};
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::door::Tick;

/// The phone's three clocks now.
pub(super) fn tick() -> Tick {
    let performance = web_sys::window().and_then(|window| window.performance());
    let whole = |millis: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 or since the page's start fit")]
        let whole = millis as i64;
        whole
    };
    Tick {
        wall: Timestamp::from_millis(whole(js_sys::Date::now())),
        boot: performance.as_ref().map_or(0, |p| whole(p.time_origin())),
        mono: performance.as_ref().map_or(0, |p| whole(p.now())),
    }
}

/// What the phone's owner reads, of our languages.
pub(super) fn preferred_lang() -> Option<Lang> {
    let tags: Vec<String> =
        web_sys::window()?.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect();
    Lang::preferred(tags.iter().map(String::as_str))
}

/// Whether the page stands inside a messenger.
pub(super) fn in_messenger() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let installed =
        window.match_media("(display-mode: standalone)").ok().flatten().is_some_and(|query| query.matches());
    window.navigator().user_agent().is_ok_and(|agent| super::messenger::is_messenger(&agent, installed))
}

/// A new id for a fact.
pub(super) fn new_id() -> FactId {
    let mut random = [0; 10];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        // Ten bytes are far below the quota, the only error there is.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    FactId(uuid_v7(tick().wall, random))
}

/// Waits.
pub(super) async fn sleep(millis: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// A random wait below `most` milliseconds.
pub(super) fn jitter(most: i32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a fraction of an i32")]
    let wait = (js_sys::Math::random() * f64::from(most)) as i32;
    wait
}

/// Whether this browser was paired before, as a cookie remembers: cookies outlive a store that was thrown away.
pub(super) fn was_paired() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let cookies = document.and_then(|d| Reflect::get(&d, &"cookie".into()).ok()).and_then(|c| c.as_string());
    cookies.is_some_and(|cookies| cookies.split("; ").any(|cookie| cookie == "scanner=paired"))
}

/// Runs `f` while no other tab runs something under the same name; if one does, not at all (Web Locks). A browser
/// without locks runs it anyway: the server keeps each fact once.
pub(super) async fn alone(name: &str, f: impl Future<Output = ()> + 'static) {
    let work = Rc::new(RefCell::new(Some(f)));
    let within = Rc::clone(&work);
    let callback =
        Closure::<dyn FnMut(JsValue) -> Promise>::new(move |lock: JsValue| match within.borrow_mut().take() {
            Some(f) if !lock.is_null() => future_to_promise(async move {
                f.await;
                Ok(JsValue::UNDEFINED)
            }),
            _ => Promise::resolve(&JsValue::UNDEFINED),
        });
    if let Some(promise) = request_lock(name, callback.as_ref().unchecked_ref()) {
        // It settles when the work is done; a failure of the lock itself is no failure of the work.
        let _ = JsFuture::from(promise).await;
        return;
    }
    let without_lock = work.borrow_mut().take();
    if let Some(f) = without_lock {
        f.await;
    }
}

fn request_lock(name: &str, callback: &Function) -> Option<Promise> {
    let locks = Reflect::get(&web_sys::window()?.navigator(), &"locks".into()).ok()?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    request.call3(&locks, &name.into(), &options, callback).ok()?.dyn_into().ok()
}
