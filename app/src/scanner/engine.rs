//! Joins the door with the phone. On the server, where the screens are only drawn once, it does nothing.

use keruen_domain::fact::{Ground, Outcome};
use keruen_domain::id::EventId;
use leptos::prelude::*;

use super::view::View;

#[cfg(feature = "hydrate")]
#[path = "engine_phone.rs"]
mod on_phone;
#[cfg(feature = "hydrate")]
pub(super) use on_phone::Engine;

/// What the screens can ask for. Copy, so that every button can hold it.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    view: View,
    #[cfg(feature = "hydrate")]
    engine: StoredValue<Engine, LocalStorage>,
}

#[cfg(feature = "hydrate")]
impl Desk {
    pub(super) fn new(view: View) -> Self {
        Self { view, engine: StoredValue::new_local(Engine::new(view)) }
    }

    fn run<F: Future<Output = ()> + 'static>(self, f: impl FnOnce(Engine) -> F) {
        leptos::task::spawn_local(f(self.engine.get_value()));
    }

    /// Opens the phone's store and goes on where it was left.
    pub(super) fn start(self) {
        self.run(Engine::start);
    }

    /// Spends the pairing link.
    pub(super) fn pair(self, name: String) {
        self.run(|engine| engine.pair(name));
    }

    /// Serves an event.
    pub(super) fn choose(self, event: EventId) {
        self.engine.with_value(|engine| engine.choose(event));
    }

    /// Turns the camera on, after a tap, as browsers want it.
    pub(super) fn camera(self) {
        self.view.camera.set(super::view::Camera::Starting);
        super::device::camera_start();
    }

    /// Back to the choice of events.
    pub(super) fn leave(self) {
        super::device::camera_stop();
        self.view.camera.set(super::view::Camera::Off);
        self.view.screen.set(super::view::Screen::Choose);
    }

    /// Checks a typed code.
    pub(super) fn typed(self, code: String) {
        self.run(move |engine| engine.typed(code));
    }

    /// Answers the amber verdict on the screen.
    pub(super) fn answer(self, outcome: Outcome, ground: Ground) {
        self.run(move |engine| engine.answer(outcome, ground));
    }

    /// Takes the verdict off the screen.
    pub(super) fn dismiss(self) {
        self.view.verdict.set(None);
    }

    /// Takes the last admission back.
    pub(super) fn undo(self) {
        self.run(Engine::undo);
    }

    /// Fetches the roster and sends what is unsent, now.
    pub(super) fn refresh(self) {
        self.run(Engine::refresh_now);
    }

    /// Uses another language from now on.
    pub(super) fn speak(self, lang: keruen_domain::text::Lang) {
        self.view.lang.set(lang);
        self.run(move |engine| engine.remember_lang(lang));
    }
}

#[cfg(not(feature = "hydrate"))]
#[expect(
    clippy::unused_self,
    clippy::large_types_passed_by_value,
    reason = "the same shape as on the phone, where these do something"
)]
impl Desk {
    pub(super) const fn new(view: View) -> Self {
        Self { view }
    }
    pub(super) fn start(self) {}
    pub(super) fn pair(self, _: String) {}
    pub(super) fn choose(self, _: EventId) {}
    pub(super) fn camera(self) {}
    pub(super) fn leave(self) {}
    pub(super) fn typed(self, _: String) {}
    pub(super) fn answer(self, _: Outcome, _: Ground) {}
    pub(super) fn dismiss(self) {
        self.view.verdict.set(None);
    }
    pub(super) fn undo(self) {}
    pub(super) fn refresh(self) {}
    pub(super) fn speak(self, _: keruen_domain::text::Lang) {}
}
