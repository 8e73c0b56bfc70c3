//! The engine on the phone: its parts, how it starts, what it serves. Marks are in [`super::super::marking`], pairing in
//! [`super::super::pairing`], the exchange with the server in [`super::super::sync`].

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use keruen_domain::fact::Fact;
use keruen_domain::join_code::JoinCode;
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::device::{self, sleep, tick};
use super::super::door::{Credentials, Door, Serving};
use super::super::phone::{Phone, PhoneError};
use super::super::view::{Problem, Screen, View};

/// A store opens within this time, milliseconds, unless another tab holds it.
const OPENING: i32 = 5_000;

/// The phone, its door, and the signals of its screens.
#[derive(Clone)]
pub(in super::super) struct Engine {
    inner: Rc<Inner>,
}

struct Inner {
    view: View,
    phone: RefCell<Option<Phone>>,
    credentials: RefCell<Option<Credentials>>,
    door: RefCell<Option<Door>>,
    code: RefCell<Option<JoinCode>>,
    uploading: Cell<bool>,
    reading: Cell<bool>,
    reported: Cell<i64>,
}

/// How the screens are to be, kept on the phone.
#[derive(Serialize, Deserialize)]
struct Habits {
    lang: Lang,
    sound: bool,
    rapid: bool,
}

impl Engine {
    pub(super) fn new(view: View) -> Self {
        let inner = Inner {
            view,
            phone: RefCell::default(),
            credentials: RefCell::default(),
            door: RefCell::default(),
            code: RefCell::default(),
            uploading: Cell::new(false),
            reading: Cell::new(false),
            reported: Cell::new(0),
        };
        Self { inner: Rc::new(inner) }
    }

    pub(in super::super) fn view(&self) -> View {
        self.inner.view
    }

    pub(in super::super) fn phone(&self) -> Option<Phone> {
        self.inner.phone.borrow().clone()
    }

    pub(in super::super) fn credentials(&self) -> Option<Credentials> {
        self.inner.credentials.borrow().clone()
    }

    pub(in super::super) fn set_credentials(&self, credentials: Credentials) {
        self.view().operator.set(credentials.operator().name);
        self.view().crew.set(credentials.operators());
        *self.inner.credentials.borrow_mut() = Some(credentials);
    }

    /// The code of a pairing link that was opened and not spent.
    pub(in super::super) fn code(&self) -> Option<JoinCode> {
        *self.inner.code.borrow()
    }

    pub(in super::super) fn set_code(&self, code: Option<JoinCode>) {
        *self.inner.code.borrow_mut() = code;
    }

    pub(in super::super) fn with_door<T>(&self, f: impl FnOnce(&mut Door) -> T) -> Option<T> {
        self.inner.door.borrow_mut().as_mut().map(f)
    }

    pub(in super::super) fn now(&self) -> Timestamp {
        self.with_door(|door| door.now(tick())).unwrap_or(tick().wall)
    }

    pub(in super::super) fn take_uploader(&self) -> bool {
        !self.inner.uploading.replace(true)
    }

    pub(in super::super) fn give_uploader(&self) {
        self.inner.uploading.set(false);
    }

    /// When the server was last told how the phone is.
    pub(in super::super) fn last_report(&self) -> Timestamp {
        Timestamp::from_millis(self.inner.reported.get())
    }

    /// The next exchange tells how the phone is, however little time has passed.
    pub(in super::super) fn report_now(&self) {
        self.inner.reported.set(0);
    }

    pub(in super::super) fn reported(&self) {
        self.inner.reported.set(self.now().millis());
    }

    /// Whether a reading is being written down.
    pub(in super::super) fn is_reading(&self) -> bool {
        self.inner.reading.get()
    }

    /// A reading begins to be written down, or has been.
    pub(in super::super) fn set_reading(&self, reading: bool) {
        self.inner.reading.set(reading);
    }

    /// Appends a fact to the log. When this returns it is on the disk, under the number that it came back with.
    pub(in super::super) async fn append(&self, fact: Fact) -> Result<Fact, PhoneError> {
        self.append_all(vec![fact]).await?.pop().ok_or(PhoneError::Browser)
    }

    /// As [`Engine::append`], of several facts: all of them, or none.
    pub(in super::super) async fn append_all(&self, facts: Vec<Fact>) -> Result<Vec<Fact>, PhoneError> {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else {
            return Err(PhoneError::Browser);
        };
        self.inner.reading.set(true);
        let kept = phone.append(credentials.pair.device, facts).await;
        self.inner.reading.set(false);
        for fact in kept.iter().flatten() {
            self.with_door(|door| door.numbered(fact.seq));
        }
        kept
    }

    pub(in super::super) async fn count_unsent(&self) {
        if let Some(phone) = self.phone()
            && let Ok(standing) = phone.standing().await
        {
            self.view().unsent.set(standing.unsent + self.unsent_walk_ins(None).await.unwrap_or(0));
            self.view().quarantined.set(standing.quarantined);
        }
    }

    /// Counts who is inside, and looks whether the served event has ended.
    pub(in super::super) fn count_inside(&self) {
        let view = self.view();
        let Some(event) = view.event.get_untracked() else { return };
        let now = self.now();
        let found = self.with_door(|door| {
            let over = event.event.ends_at < now && matches!(view.serving.get_untracked(), Some(Serving::Event(_)));
            (door.inside(event.event.id), over.then(|| door.next_after(event.event.id, now).cloned()).flatten())
        });
        if let Some((inside, next)) = found {
            view.inside.set(i64::try_from(inside).unwrap_or(i64::MAX));
            view.next.set(next);
        }
    }

    pub(super) async fn start(self) {
        let view = self.view();
        // An older version of the store in another tab holds up ours until that tab is closed.
        leptos::task::spawn_local(async move {
            sleep(OPENING).await;
            if view.screen.get_untracked() == Screen::Loading && view.problem.get_untracked().is_none() {
                view.problem.set(Some(Problem::OtherTab));
            }
        });
        let shown = view.lang.get_untracked();
        let Ok(phone) = Phone::open().await else {
            view.problem.set(Some(Problem::LogFailed));
            return;
        };
        let habits = phone.get::<Habits>("habits").await.ok().flatten();
        let lang = habits.as_ref().map(|habits| habits.lang).or_else(device::preferred_lang);
        // Whoever pressed a language while the phone's store was being opened meant it.
        if let Some(lang) = lang.filter(|_| view.lang.get_untracked() == shown) {
            view.lang.set(lang);
        }
        if let Some(habits) = habits {
            view.sound.set(habits.sound);
            view.rapid.set(habits.rapid);
        }
        view.ready.set(phone.get("ready").await.ok().flatten());
        view.messenger.set(device::in_messenger());
        self.set_code(super::super::pairing::take_code());
        view.problem.set(None);
        *self.inner.phone.borrow_mut() = Some(phone.clone());
        self.listen();
        let credentials = phone.get::<Credentials>("credentials").await.ok().flatten();
        let paired = credentials.is_some();
        if let Some(credentials) = credentials {
            self.enter(credentials).await;
        } else if device::was_paired() {
            view.problem.set(Some(Problem::Evicted));
        }
        // A new link on a phone that is paired already pairs it anew, after the same tap.
        if self.code().is_some() {
            view.screen.set(Screen::Pair);
        } else if !paired {
            view.screen.set(Screen::Unpaired);
        }
        leptos::task::spawn_local(self.keep_in_touch());
    }

    /// Takes the credentials up and shows the choice of events.
    pub(in super::super) async fn enter(&self, credentials: Credentials) {
        let view = self.view();
        let Some(phone) = self.phone() else { return };
        let mut door = Door::new(&credentials, 0);
        door.restore_clock(phone.get("clock").await.ok().flatten());
        view.caravan.set(credentials.pair.caravan_title.clone());
        *self.inner.door.borrow_mut() = Some(door);
        self.set_credentials(credentials);
        self.take_kept(&phone).await;
        self.expect_walk_ins().await;
        self.take_walk_in_form().await;
        self.show_not_taken().await;
        self.recall().await;
        self.show_marks().await;
        view.screen.set(Screen::Choose);
        self.count_unsent().await;
        self.show_handed().await;
        device::paired();
    }

    /// Takes up what the log holds: what this phone did before the page was opened, or in another tab. Without it people
    /// would get a second green; the server would still count them once.
    pub(in super::super) async fn recall(&self) {
        let Some(phone) = self.phone() else { return };
        for sender in self.senders().await {
            let log = phone.log(sender.device).await.unwrap_or_default();
            self.with_door(|door| door.recall(sender.device, &log));
        }
        self.count_inside();
    }

    pub(super) fn choose(&self, serving: Serving) {
        let view = self.view();
        let direction = view.direction.get_untracked();
        let now = self.now();
        let chosen = self.with_door(|door| {
            door.choose(serving, direction);
            match serving {
                Serving::Event(event) => door.event_of(event).cloned(),
                Serving::Gate(stop) => door.next_at(stop, now).cloned(),
            }
        });
        view.serving.set(Some(serving));
        view.event.set(chosen.flatten());
        view.verdict.set(None);
        view.class.close();
        view.screen.set(Screen::Door);
        self.count_inside();
    }

    pub(super) async fn refresh_now(self) {
        self.view().busy.set(true);
        self.flush().await;
        // Shown by `heard`.
        let _ = self.refresh().await;
        self.view().busy.set(false);
    }

    pub(super) async fn remember(self) {
        let view = self.view();
        let habits = Habits {
            lang: view.lang.get_untracked(),
            sound: view.sound.get_untracked(),
            rapid: view.rapid.get_untracked(),
        };
        if let Some(phone) = self.phone() {
            // A comfort; without it the next start is as the first one.
            let _ = phone.put("habits", &habits).await;
        }
    }
}
