//! Pairing the phone, handing it to somebody else, and what it still owes from earlier pairings.

use keruen_domain::api::{Operator, PairRequest};
use keruen_domain::fact::{Body, Fact};
use keruen_domain::handed::PairingKey;
use keruen_domain::id::DeviceId;
use keruen_domain::join_code::JoinCode;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::device::{in_messenger, new_id};
use super::door::Credentials;
use super::engine::Engine;
use super::following::ROSTER;
use super::view::{Problem, Screen};
use super::wire::{self, WireError};

/// A device that this phone is, or was before it was paired anew: whose facts it still sends.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Sender {
    /// The device.
    pub(super) device: DeviceId,
    /// Its token.
    pub(super) token: String,
    /// Who held it.
    pub(super) operators: Vec<Operator>,
    /// Proves its facts in other hands.
    #[serde(default)]
    pub(super) pairing_key: Option<PairingKey>,
}

impl Sender {
    /// The operators whom these facts name.
    pub(super) fn named_in(&self, facts: &[Fact]) -> Vec<Operator> {
        let names = |operator: &&Operator| {
            facts.iter().any(|fact| matches!(&fact.body, Body::Scan(scan) if scan.operator == operator.id))
        };
        self.operators.iter().filter(names).cloned().collect()
    }
}

impl From<&Credentials> for Sender {
    fn from(credentials: &Credentials) -> Self {
        Self {
            device: credentials.pair.device,
            token: credentials.pair.device_token.clone(),
            operators: credentials.operators(),
            pairing_key: credentials.pair.pairing_key.clone(),
        }
    }
}

impl Engine {
    /// Every device that this phone is or was, the present one first.
    pub(super) async fn senders(&self) -> Vec<Sender> {
        let mut senders: Vec<Sender> = self.credentials().iter().map(Sender::from).collect();
        senders.extend(self.former().await);
        senders
    }

    async fn former(&self) -> Vec<Sender> {
        let Some(phone) = self.phone() else { return Vec::new() };
        phone.get("former").await.ok().flatten().unwrap_or_default()
    }

    /// Takes a pairing link that was typed, pasted, or read by the camera: the whole address or its secret.
    pub(super) fn take_link(&self, text: &str) {
        let view = self.view();
        match JoinCode::parse(text) {
            Ok(code) => {
                self.set_code(Some(code));
                view.problem.set(None);
                view.screen.set(Screen::Pair);
            }
            Err(_) => view.problem.set(Some(Problem::LinkBad)),
        }
    }

    /// Goes back to what the phone was: the link stays unspent.
    pub(super) fn stay(&self) {
        self.set_code(None);
        clear_fragment();
        self.view().problem.set(None);
        let paired = self.credentials().is_some();
        self.view().screen.set(if paired { Screen::Choose } else { Screen::Unpaired });
    }

    /// Spends the pairing link.
    pub(super) async fn pair(self, name: String) {
        let view = self.view();
        let name = name.trim().to_owned();
        if name.is_empty() {
            view.problem.set(Some(Problem::NameMissing));
            return;
        }
        let (Some(code), Some(phone)) = (self.code(), self.phone()) else { return };
        view.busy.set(true);
        let reply = wire::pair(&PairRequest { token: code.as_str().to_owned(), operator: name.clone() }).await;
        view.busy.set(false);
        match reply {
            Ok(pair) => {
                // What the phone recorded under its old name is still sent under it.
                let former = self.senders().await;
                let credentials = Credentials { pair, operator_name: name, crew: Vec::new(), on_duty: None };
                let kept = phone.put("former", &former).await.is_ok();
                if !kept || phone.put("credentials", &credentials).await.is_err() {
                    view.problem.set(Some(Problem::LogFailed));
                    return;
                }
                // A clock and a roster of an earlier pairing are not this one's; left behind they do little harm.
                let _ = phone.forget(&["clock", "ready"]).await;
                let _ = phone.forget(&ROSTER).await;
                self.set_code(None);
                clear_fragment();
                view.problem.set(None);
                view.ready.set(None);
                self.enter(credentials).await;
                // A small exchange first: it measures the clock.
                self.flush().await;
                let _ = self.refresh().await;
            }
            Err(WireError::Offline) => view.problem.set(Some(Problem::Offline)),
            Err(_) => view.problem.set(Some(Problem::PairFailed)),
        }
    }

    /// Somebody else holds the phone from now on; their name stands on every scan.
    pub(super) async fn hand_over(self, name: String) {
        let view = self.view();
        let name = name.trim().to_owned();
        if name.is_empty() {
            view.problem.set(Some(Problem::NameMissing));
            return;
        }
        let (Some(mut credentials), Some(phone)) = (self.credentials(), self.phone()) else { return };
        credentials.hand_over(&name, new_id().0);
        if phone.put("credentials", &credentials).await.is_err() {
            view.problem.set(Some(Problem::LogFailed));
            return;
        }
        view.problem.set(None);
        self.with_door(|door| door.hold(&credentials));
        self.set_credentials(credentials);
        view.screen.set(Screen::Choose);
    }

    /// Forgets earlier pairings that owe nothing any more, with their tokens and names.
    pub(super) async fn forget_former(&self) {
        let Some(phone) = self.phone() else { return };
        let former = self.former().await;
        let (mut owing, mut clear) = (Vec::new(), Vec::new());
        for sender in former {
            let people = self.unsent_walk_ins(Some(sender.device)).await;
            match phone.owes_nothing(sender.device).await {
                Ok(true) if matches!(people, Ok(0)) => clear.push(sender.device),
                _ => owing.push(sender),
            }
        }
        // What is not forgotten now is asked about again after the next roster.
        if !clear.is_empty() && phone.put("former", &owing).await.is_ok() {
            for device in clear {
                let _ = phone.drop_log(device).await;
            }
        }
    }
}

/// The pairing code from the address's fragment, taken out of the address bar at once.
pub(super) fn take_code() -> Option<JoinCode> {
    let window = web_sys::window()?;
    let hash = window.location().hash().ok()?;
    let code = JoinCode::parse(&hash).ok()?;
    // "Open in the browser" of a messenger takes the address along.
    if in_messenger() {
        return Some(code);
    }
    clear_fragment();
    Some(code)
}

/// Takes a code out of the address bar. Without a history it only stays visible.
fn clear_fragment() {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/scan"));
    }
}
