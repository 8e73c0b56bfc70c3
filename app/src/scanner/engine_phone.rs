//! The engine on the phone: every mark is in the log before the light turns.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use keruen_domain::api::{PairRequest, RosterReply};
use keruen_domain::fact::{Direction, FactRef, Ground, Outcome, Source};
use keruen_domain::id::{EventId, FactId};
use keruen_domain::scan::Colour;
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use leptos::prelude::*;

use super::super::device::{self, new_id, tick};
use super::super::door::{Credentials, Door, Reached};
use super::super::phone::Phone;
use super::super::view::{Link, Mark, Problem, Screen, Shown, View};
use super::super::wire::{self, WireError};

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
    token: RefCell<Option<String>>,
    uploading: Cell<bool>,
    reading: Cell<bool>,
}

impl Engine {
    pub(super) fn new(view: View) -> Self {
        let inner = Inner {
            view,
            phone: RefCell::default(),
            credentials: RefCell::default(),
            door: RefCell::default(),
            token: RefCell::default(),
            uploading: Cell::new(false),
            reading: Cell::new(false),
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

    pub(in super::super) async fn count_unsent(&self) {
        if let Some(phone) = self.phone()
            && let Ok(count) = phone.unsent_count().await
        {
            self.view().unsent.set(count);
        }
    }

    pub(in super::super) fn use_roster(&self, reply: &RosterReply) {
        let view = self.view();
        let serving = view.event.get_untracked().map(|e| e.event.id);
        let shown = self.with_door(|door| {
            door.load(reply);
            (door.events(), serving.and_then(|id| door.event_of(id).cloned()))
        });
        if let Some((events, event)) = shown {
            view.events.set(events);
            if event.is_some() {
                view.event.set(event);
            }
            view.tickets.set(i64::try_from(reply.tickets.len()).unwrap_or(0));
            view.as_of.set(Some(reply.as_of));
        }
    }

    pub(super) async fn start(self) {
        let view = self.view();
        let Ok(phone) = Phone::open().await else {
            view.problem.set(Some(Problem::LogFailed));
            return;
        };
        if let Ok(Some(lang)) = phone.get::<Lang>("lang").await {
            view.lang.set(lang);
        }
        *self.inner.token.borrow_mut() = take_token();
        *self.inner.phone.borrow_mut() = Some(phone.clone());
        let listener = self.clone();
        device::on_code(move |text| {
            let engine = listener.clone();
            leptos::task::spawn_local(async move { engine.seen(text).await });
        });
        device::on_camera(move |camera| view.camera.set(camera));
        let back = self.clone();
        device::on_back(move || {
            let engine = back.clone();
            leptos::task::spawn_local(async move { engine.flush().await });
        });
        let credentials = phone.get::<Credentials>("credentials").await.ok().flatten();
        let paired = credentials.is_some();
        if let Some(credentials) = credentials {
            self.enter(credentials).await;
        }
        // A new link on a phone that is paired already pairs it anew, after the same tap.
        if self.inner.token.borrow().is_some() {
            view.screen.set(Screen::Pair);
        } else if !paired {
            view.screen.set(Screen::Unpaired);
        }
        leptos::task::spawn_local(self.keep_in_touch());
    }

    /// Takes the credentials up and shows the choice of events.
    async fn enter(&self, credentials: Credentials) {
        let view = self.view();
        let Some(phone) = self.phone() else { return };
        let last = phone.last_seq().await.unwrap_or(0);
        let mut door = Door::new(&credentials, last);
        door.restore_clock(phone.get("clock").await.ok().flatten());
        // Without it people would get a second green; the server would still count them once.
        door.recall(&phone.log().await.unwrap_or_default());
        view.caravan.set(credentials.pair.caravan_title.clone());
        view.operator.set(credentials.operator_name.clone());
        *self.inner.door.borrow_mut() = Some(door);
        *self.inner.credentials.borrow_mut() = Some(credentials);
        if let Ok(Some(reply)) = phone.get::<RosterReply>("roster").await {
            self.use_roster(&reply);
        }
        view.screen.set(Screen::Choose);
        // Old acknowledged facts that stay a little longer do no harm.
        let _ = phone.tidy(self.now()).await;
        self.count_unsent().await;
    }

    pub(super) async fn pair(self, name: String) {
        let view = self.view();
        let name = name.trim().to_owned();
        if name.is_empty() {
            view.problem.set(Some(Problem::NameMissing));
            return;
        }
        let Some(token) = self.inner.token.borrow().clone() else { return };
        let Some(phone) = self.phone() else { return };
        view.busy.set(true);
        let reply = wire::pair(&PairRequest { token, operator: name.clone() }).await;
        view.busy.set(false);
        match reply {
            Ok(pair) => {
                let credentials = Credentials { pair, operator_name: name };
                if phone.put("credentials", &credentials).await.is_err() {
                    view.problem.set(Some(Problem::LogFailed));
                    return;
                }
                // A clock and a roster of an earlier pairing are not this one's.
                let _ = phone.put("clock", &None::<()>).await;
                let _ = phone.put("roster", &None::<()>).await;
                self.inner.token.borrow_mut().take();
                view.problem.set(None);
                self.enter(credentials).await;
                let _ = self.refresh().await;
            }
            Err(WireError::Offline) => view.problem.set(Some(Problem::Offline)),
            Err(_) => view.problem.set(Some(Problem::PairFailed)),
        }
    }

    pub(super) fn choose(&self, event: EventId) {
        let view = self.view();
        let direction = view.direction.get_untracked();
        let chosen = self.with_door(|door| {
            door.choose(event, direction);
            door.event().cloned()
        });
        view.event.set(chosen.flatten());
        view.verdict.set(None);
        view.screen.set(Screen::Door);
    }

    async fn seen(&self, text: String) {
        // A verdict that waits for an answer is not covered by the next one.
        let waits =
            self.view().verdict.with_untracked(|v| v.as_ref().is_some_and(|v| v.decision.colour == Colour::Ask));
        if waits || self.inner.reading.get() {
            return;
        }
        let reached = self.with_door(|door| door.see(&text, tick(), new_id())).flatten();
        self.keep(reached).await;
    }

    pub(super) async fn typed(self, code: String) {
        if keruen_domain::ticket::ShortCode::parse(&code).is_err() {
            self.view().problem.set(Some(Problem::CodeBad));
            return;
        }
        self.view().problem.set(None);
        let reached = self.with_door(|door| door.typed(&code, tick(), new_id())).flatten();
        self.keep(reached).await;
    }

    /// Writes the scan down, then shows its verdict.
    async fn keep(&self, reached: Option<Reached>) {
        let (Some(reached), Some(phone)) = (reached, self.phone()) else { return };
        let view = self.view();
        self.inner.reading.set(true);
        let kept = phone.append(&reached.fact).await;
        self.inner.reading.set(false);
        if kept.is_err() {
            view.problem.set(Some(Problem::LogFailed));
            self.with_door(Door::look_away);
            return;
        }
        let shown = self.shown(&reached);
        let colour = reached.decision.colour;
        if colour == Colour::Admit {
            self.let_through(&shown, None);
        }
        view.verdict.set(Some(shown));
        device::announce(colour, view.sound.get_untracked());
        self.send_soon();
    }

    fn shown(&self, reached: &Reached) -> Shown {
        let view = self.view();
        let event = view.event.get_untracked();
        let elsewhere = self
            .with_door(|door| reached.decision.elsewhere.iter().filter_map(|id| door.event_of(*id).cloned()).collect())
            .unwrap_or_default();
        Shown {
            decision: reached.decision.clone(),
            name: reached.holder.as_ref().map(|h| h.name.clone()).unwrap_or_default(),
            class: reached.holder.as_ref().map(|h| h.class.clone()).unwrap_or_default(),
            scan: reached.fact.id,
            event: event.as_ref().map_or(EventId(uuid::Uuid::nil()), |e| e.event.id),
            direction: view.direction.get_untracked(),
            elsewhere,
            offset_minutes: event.as_ref().map_or(0, |e| e.offset_minutes),
            as_of: view.as_of.get_untracked(),
        }
    }

    fn let_through(&self, shown: &Shown, answer: Option<FactId>) {
        let Some(ticket) = shown.decision.ticket else { return };
        let view = self.view();
        self.with_door(|door| door.passed(shown.event, ticket, shown.direction, tick()));
        if shown.direction == Direction::In {
            view.mine.update(|mine| *mine += 1);
        }
        let answer =
            answer.zip(self.credentials()).map(|(id, c)| FactRef { source: Source::Device(c.pair.device), id });
        view.last.set(Some(Mark { scan: shown.scan, answer, event: shown.event, ticket, name: shown.name.clone() }));
    }

    pub(super) async fn answer(self, outcome: Outcome, ground: Ground) {
        let view = self.view();
        let (Some(shown), Some(phone)) = (view.verdict.get_untracked(), self.phone()) else { return };
        let Some(fact) = self.with_door(|door| door.answer(shown.scan, outcome, ground, tick(), new_id())) else {
            return;
        };
        if phone.append(&fact).await.is_err() {
            view.problem.set(Some(Problem::LogFailed));
            return;
        }
        if outcome == Outcome::Admitted {
            self.let_through(&shown, Some(fact.id));
            device::announce(Colour::Admit, view.sound.get_untracked());
        }
        view.verdict.set(None);
        self.send_soon();
    }

    pub(super) async fn undo(self) {
        let view = self.view();
        let (Some(mark), Some(phone)) = (view.last.get_untracked(), self.phone()) else { return };
        let Some(fact) = self.with_door(|door| door.undo(mark.scan, tick(), new_id())) else { return };
        if phone.append(&fact).await.is_err() {
            view.problem.set(Some(Problem::LogFailed));
            return;
        }
        self.with_door(|door| {
            door.unpassed(mark.event, mark.ticket);
            door.look_away();
        });
        view.mine.update(|mine| *mine = (*mine - 1).max(0));
        view.last.set(None);
        view.verdict.set(None);
        self.send_soon();
    }

    pub(super) async fn refresh_now(self) {
        self.view().busy.set(true);
        self.flush().await;
        if self.refresh().await == Err(WireError::Offline) {
            self.view().link.set(Link::Offline);
        }
        self.view().busy.set(false);
    }

    pub(super) async fn remember_lang(self, lang: Lang) {
        if let Some(phone) = self.phone() {
            // The language of the screens is a comfort; without it the next start is in Kazakh.
            let _ = phone.put("lang", &lang).await;
        }
    }

    /// Sends in the background; the verdict does not wait.
    fn send_soon(&self) {
        let engine = self.clone();
        leptos::task::spawn_local(async move {
            engine.count_unsent().await;
            engine.flush().await;
        });
    }
}

/// The pairing token from the address's fragment, taken out of the address bar at once.
fn take_token() -> Option<String> {
    let window = web_sys::window()?;
    let hash = window.location().hash().ok()?;
    let token = hash.strip_prefix("#p=").filter(|token| !token.is_empty())?.to_owned();
    // Without a history the token only stays visible.
    let _ = window.history().ok()?.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/scan"));
    Some(token)
}
