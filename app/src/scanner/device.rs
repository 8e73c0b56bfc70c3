//! Camera, lamp, sound, vibration, the kept version of the page: through events on `window`;
//! `public/scanner-device.js` and `public/scanner-keep.js` stand on the other side.

use js_sys::{Object, Promise, Reflect};
use keruen_domain::api::ReadyPoint;
use keruen_domain::scan::Colour;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit};

use super::view::{Build, Camera, Torch};

pub(super) use super::browser::{alone, in_messenger, jitter, new_id, preferred_lang, sleep, tick, was_paired};

/// Tells the camera to start.
pub(super) fn camera_start() {
    tell("keruen:camera", &"start".into());
}

/// Tells the camera to stop.
pub(super) fn camera_stop() {
    tell("keruen:camera", &"stop".into());
}

/// Goes on with the phone's next camera.
pub(super) fn camera_other() {
    tell("keruen:camera", &"other".into());
}

/// Lights the camera's lamp, or puts it out.
pub(super) fn torch(lit: bool) {
    tell("keruen:torch", &lit.into());
}

/// The phone is paired: the page is to stay on it, and the browser is asked not to throw its store away.
pub(super) fn paired() {
    tell("keruen:paired", &JsValue::UNDEFINED);
}

/// Uses the newer version of the page that lies ready; the page loads anew.
pub(super) fn use_newest() {
    tell("keruen:use-newest", &JsValue::UNDEFINED);
}

/// Lets the person save a text as a file.
pub(super) fn save(name: &str, text: &str) {
    let detail = Object::new();
    let _ = Reflect::set(&detail, &"name".into(), &name.into());
    let _ = Reflect::set(&detail, &"text".into(), &text.into());
    tell("keruen:save", &detail);
}

/// Tries camera, sound and decoder, asks whether the page and its store will stay; tells what is missing of these.
pub(super) async fn missing_hardware() -> Vec<ReadyPoint> {
    let promise = Promise::new(&mut |resolve, _| tell("keruen:check", &resolve));
    let found = JsFuture::from(promise).await.unwrap_or_default();
    let is =
        |point: &ReadyPoint| Reflect::get(&found, &point.as_str().into()).is_ok_and(|value| value == JsValue::TRUE);
    let mut points =
        vec![ReadyPoint::Camera, ReadyPoint::Storage, ReadyPoint::Sound, ReadyPoint::Code, ReadyPoint::Offline];
    points.retain(|point| !is(point));
    points
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

/// Calls `f` with the number of the phone's cameras, when one was opened.
pub(super) fn on_cameras(f: impl Fn(usize) + 'static) {
    listen("keruen:cameras", move |detail| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the length of an array")]
        f(detail.as_f64().unwrap_or_default() as usize);
    });
}

/// Calls `f` when the lamp's state changes.
pub(super) fn on_torch(f: impl Fn(Torch) + 'static) {
    listen("keruen:torch-state", move |detail| {
        f(match detail.as_string().as_deref() {
            Some("on") => Torch::On,
            Some("off") => Torch::Off,
            _ => Torch::None,
        });
    });
}

/// Calls `f` when it is known whether the page works without a network, and in which version.
pub(super) fn on_build(f: impl Fn(Build) + 'static) {
    listen("keruen:build-state", move |detail| {
        f(match detail.as_string().as_deref() {
            Some("kept") => Build::Kept,
            Some("newer") => Build::NewerReady,
            _ => Build::NotKept,
        });
    });
    // What was found before anybody listened is said again.
    tell("keruen:build-asked", &JsValue::UNDEFINED);
}

/// Calls `f` when the address's fragment changes: a pairing link opened where the scanner is open already.
pub(super) fn on_link(f: impl Fn() + 'static) {
    listen("hashchange", move |_| f());
}

/// Calls `f` with the text of a file that the person chose; none: it was larger than any log.
pub(super) fn on_file(f: impl Fn(Option<String>) + 'static) {
    listen("keruen:file", move |detail| f(detail.as_string()));
}

/// Calls `f` when the browser says that the network is back, or the page is shown again.
pub(super) fn on_back(f: impl Fn() + Clone + 'static) {
    let again = f.clone();
    listen("online", move |_| f());
    listen("focus", move |_| again());
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
