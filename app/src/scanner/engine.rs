//! Joins the door with the phone. On the server, where the screens are only drawn once, it does nothing.

use keruen_domain::fact::{Ground, Outcome};
use keruen_domain::id::{FactId, GroupId, TicketId};
use leptos::prelude::*;

use super::door::Serving;
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

    /// Leaves a pairing link unspent.
    pub(super) fn stay(self) {
        self.engine.with_value(Engine::stay);
    }

    /// Takes a pairing link that was typed or pasted.
    pub(super) fn link(self, text: &str) {
        self.engine.with_value(|engine| engine.take_link(text));
    }

    /// Serves an event or a gate.
    pub(super) fn choose(self, serving: Serving) {
        self.engine.with_value(|engine| engine.choose(serving));
    }

    /// Turns the camera on, after a tap, as browsers want it.
    pub(super) fn camera(self) {
        self.view.camera.set(super::view::Camera::Starting);
        super::device::camera_start();
    }

    /// Goes on with the phone's next camera.
    pub(super) fn other_camera(self) {
        self.view.camera.set(super::view::Camera::Starting);
        super::device::camera_other();
    }

    /// Lights the camera's lamp, or puts it out.
    pub(super) fn torch(self) {
        super::device::torch(self.view.torch.get_untracked() != super::view::Torch::On);
    }

    /// Back to the choice of events.
    pub(super) fn leave(self) {
        super::device::camera_stop();
        self.view.camera.set(super::view::Camera::Off);
        self.view.screen.set(super::view::Screen::Choose);
    }

    /// Shows the phone itself.
    pub(super) fn show_phone(self) {
        super::device::camera_stop();
        self.view.camera.set(super::view::Camera::Off);
        self.view.screen.set(super::view::Screen::Phone);
        self.view.taken.set(None);
        self.run(|engine| async move {
            engine.compare().await;
            engine.show_handed().await;
        });
    }

    /// Somebody else holds the phone now.
    pub(super) fn hand_over(self, name: String) {
        self.run(move |engine| engine.hand_over(name));
    }

    /// Checks a typed code.
    pub(super) fn typed(self, code: String) {
        self.run(move |engine| engine.typed(code));
    }

    /// Looks for people by name.
    pub(super) fn find(self, text: &str) {
        self.engine.with_value(|engine| engine.find(text));
    }

    /// Checks somebody who was found by name.
    pub(super) fn pick(self, ticket: TicketId) {
        self.run(move |engine| engine.picked(ticket));
    }

    /// Writes somebody down who came without registering.
    pub(super) fn enroll(self) {
        self.run(Engine::enroll);
    }

    /// Keeps the unfinished form for somebody who came without registering.
    pub(super) fn keep_walk_in_form(self) {
        self.run(|engine| async move { engine.keep_walk_in_form().await });
    }

    /// Answers the amber verdict on the screen.
    pub(super) fn answer(self, outcome: Outcome, ground: Ground) {
        self.run(move |engine| engine.answer(outcome, ground));
    }

    /// Takes the verdict off the screen.
    pub(super) fn dismiss(self) {
        self.view.verdict.set(None);
    }

    /// Keeps words beside one of the last marks.
    pub(super) fn note(self, scan: FactId, text: String) {
        self.run(move |engine| engine.note(scan, text));
    }

    /// Shows the classes that are expected.
    pub(super) fn classes(self) {
        self.engine.with_value(Engine::show_classes);
    }

    /// Opens the list of a class.
    pub(super) fn open_class(self, group: GroupId) {
        self.engine.with_value(|engine| engine.open_class(group));
    }

    /// Lets in who is ticked.
    pub(super) fn let_class_in(self) {
        self.run(Engine::let_class_in);
    }

    /// Takes the whole class back that was let in last.
    pub(super) fn take_class_back(self) {
        self.run(Engine::take_class_back);
    }

    /// Back from the class: to the choice, then to the door.
    pub(super) fn close_class(self) {
        self.view.class.back();
    }

    /// Takes an admission back.
    pub(super) fn undo(self, scan: FactId) {
        self.run(move |engine| engine.undo(scan));
    }

    /// Fetches the roster and sends what is unsent, now.
    pub(super) fn refresh(self) {
        self.run(Engine::refresh_now);
    }

    /// Looks whether the phone is fit for tomorrow.
    pub(super) fn check(self) {
        self.run(Engine::check);
    }

    /// Writes the log into a file.
    pub(super) fn export(self) {
        self.run(Engine::export);
    }

    /// Uses the newer version that lies ready.
    pub(super) fn update(self) {
        self.view.busy.set(true);
        super::device::use_newest();
    }

    /// Remembers how the screens are to be: language, sound, rapid or not.
    pub(super) fn remember(self) {
        self.run(Engine::remember);
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
    pub(super) fn link(self, _: &str) {}
    pub(super) fn stay(self) {}
    pub(super) fn choose(self, _: Serving) {}
    pub(super) fn camera(self) {}
    pub(super) fn torch(self) {}
    pub(super) fn other_camera(self) {}
    pub(super) fn leave(self) {}
    pub(super) fn show_phone(self) {}
    pub(super) fn hand_over(self, _: String) {}
    pub(super) fn typed(self, _: String) {}
    pub(super) fn find(self, _: &str) {}
    pub(super) fn pick(self, _: TicketId) {}
    pub(super) fn enroll(self) {}
    pub(super) fn keep_walk_in_form(self) {}
    pub(super) fn answer(self, _: Outcome, _: Ground) {}
    pub(super) fn dismiss(self) {
        self.view.verdict.set(None);
    }
    pub(super) fn note(self, _: FactId, _: String) {}
    pub(super) fn classes(self) {}
    pub(super) fn open_class(self, _: GroupId) {}
    pub(super) fn let_class_in(self) {}
    pub(super) fn take_class_back(self) {}
    pub(super) fn close_class(self) {
        self.view.class.back();
    }
    pub(super) fn undo(self, _: FactId) {}
    pub(super) fn refresh(self) {}
    pub(super) fn check(self) {}
    pub(super) fn export(self) {}
    pub(super) fn update(self) {}
    pub(super) fn remember(self) {}
}
