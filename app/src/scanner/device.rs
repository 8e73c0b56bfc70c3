//! Camera, sound and vibration through events on `window`; `public/scanner-device.js` stands on the other side.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, CustomEventInit};

use super::door::Tick;
use super::view::Camera;
use keruen_domain::id::{FactId, uuid_v7};
use keruen_domain::scan::Colour;
use keruen_domain::time::Timestamp;

/// Tells the camera to start.
pub(super) fn camera_start() {
    tell("keruen:camera", &"start".into());
}

/// Tells the camera to stop.
pub(super) fn camera_stop() {
    tell("keruen:camera", &"stop".into());
}

/// Lets a verdict be heard and felt.
pub(super) fn announce(colour: Colour, sound: bool) {
    let detail = Object::new();
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(&detail, &"colour".into(), &colour.as_str().into());
    let _ = Reflect::set(&detail, &"sound".into(), &sound.into());
    tell("keruen:verdict", &detail);
}

/// Calls `f` with the text of each code that the camera reads.
pub(super) fn on_code(f: impl Fn(String) + 'static) {
    listen("keruen:code", move |detail| {
        if let Some(text) = detail.as_string() {
            f(text);
        }
    });
}

/// Calls `f` when the camera's state changes.
pub(super) fn on_camera(f: impl Fn(Camera) + 'static) {
    listen("keruen:camera-state", move |detail| {
        f(match detail.as_string().as_deref() {
            Some("on") => Camera::On,
            Some("denied") => Camera::Denied,
            Some("busy") => Camera::Busy,
            Some("insecure") => Camera::Insecure,
            _ => Camera::Missing,
        });
    });
}

/// Calls `f` when the browser says that the network is back, or the page is shown again.
pub(super) fn on_back(f: impl Fn() + Clone + 'static) {
    let again = f.clone();
    listen("online", move |_| f());
    listen("focus", move |_| again());
}

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
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

fn tell(name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    if let (Some(window), Ok(event)) = (web_sys::window(), CustomEvent::new_with_event_init_dict(name, &init)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Listens for as long as the page lives.
fn listen(name: &str, f: impl Fn(JsValue) + 'static) {
    let callback = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        f(event.dyn_ref::<CustomEvent>().map_or(JsValue::UNDEFINED, CustomEvent::detail));
    });
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    }
    callback.forget();
}
