//! Talking to `/api/v1`. A reply without our marker is *offline*: a captive portal, a proxy, another site.

use js_sys::{Function, Reflect};
use keruen_domain::api::{
    HandedBatch, MARKER, MARKER_HEADER, OutgoingBatch, PairReply, PairRequest, RosterReply, ScanReply,
};
use keruen_domain::walk_in::{OutgoingWalkIns, WalkInReply};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Request, RequestCache, RequestInit, Response};

/// How long an answer to a batch may take, milliseconds. A reply that is lost costs nothing: the batch is sent again.
const PATIENCE: u32 = 20_000;
/// How long a roster may take: 20 000 tickets over a slow mobile network take half of that.
const ROSTER_PATIENCE: u32 = 60_000;

/// Why there is no answer to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WireError {
    /// Nobody of ours answered.
    Offline,
    /// Our server does not know this phone: it was restored from a backup older than the pairing.
    Unknown,
    /// Our server took this phone out of service.
    Revoked,
    /// Our server answered, and not with success.
    Refused,
    /// The phone's own log could not be read or written.
    Log,
}

/// Spends a pairing link.
pub(super) async fn pair(request: &PairRequest) -> Result<PairReply, WireError> {
    call("POST", "/api/v1/devices/pair", None, Some(request)).await
}

/// Fetches the roster, or what changed of it since a cursor.
pub(super) async fn roster(token: &str, since: Option<&str>) -> Result<RosterReply, WireError> {
    let since = since.map(|cursor| format!("?since={}", js_sys::encode_uri_component(cursor))).unwrap_or_default();
    call::<(), _>("GET", &format!("/api/v1/roster{since}"), Some(token), None).await
}

/// Sends people who came without registering.
pub(super) async fn walk_ins(token: &str, people: &OutgoingWalkIns) -> Result<WalkInReply, WireError> {
    call("POST", "/api/v1/walk-ins", Some(token), Some(people)).await
}

/// Sends facts.
pub(super) async fn send(token: &str, batch: &OutgoingBatch) -> Result<ScanReply, WireError> {
    call("POST", "/api/v1/scans", Some(token), Some(batch)).await
}

/// Sends what other phones recorded.
pub(super) async fn hand_in(token: &str, batch: &HandedBatch) -> Result<ScanReply, WireError> {
    call("POST", "/api/v1/scans/handed", Some(token), Some(batch)).await
}

async fn call<B: Serialize, R: DeserializeOwned>(
    method: &str,
    path: &str,
    token: Option<&str>,
    body: Option<&B>,
) -> Result<R, WireError> {
    let text = exchange(method, path, token, body).await?;
    serde_json::from_str(&text).map_err(|_| WireError::Offline)
}

/// A signal that ends a request. Older browsers have no such thing; there the network's own patience counts.
fn gives_up_after(millis: u32) -> Option<AbortSignal> {
    let class = Reflect::get(&js_sys::global(), &"AbortSignal".into()).ok()?;
    let timeout: Function = Reflect::get(&class, &"timeout".into()).ok()?.dyn_into().ok()?;
    timeout.call1(&class, &millis.into()).ok()?.dyn_into().ok()
}

async fn exchange<B: Serialize>(
    method: &str,
    path: &str,
    token: Option<&str>,
    body: Option<&B>,
) -> Result<String, WireError> {
    let gone = |_: JsValue| WireError::Offline;
    let init = RequestInit::new();
    init.set_method(method);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(gives_up_after(if method == "GET" { ROSTER_PATIENCE } else { PATIENCE }).as_ref());
    if let Some(body) = body {
        let text = serde_json::to_string(body).map_err(|_| WireError::Refused)?;
        init.set_body(&JsValue::from_str(&text));
    }
    let request = Request::new_with_str_and_init(path, &init).map_err(gone)?;
    let headers = request.headers();
    headers.set("content-type", "application/json").map_err(gone)?;
    if let Some(token) = token {
        headers.set("authorization", &format!("Bearer {token}")).map_err(gone)?;
    }
    let window = web_sys::window().ok_or(WireError::Offline)?;
    let response: Response =
        JsFuture::from(window.fetch_with_request(&request)).await.map_err(gone)?.dyn_into().map_err(gone)?;
    if response.headers().get(MARKER_HEADER).ok().flatten().as_deref() != Some(MARKER) {
        return Err(WireError::Offline);
    }
    match response.status() {
        200..=299 => {}
        401 => return Err(WireError::Unknown),
        403 => return Err(WireError::Revoked),
        // The server is there and cannot: later it may.
        429 | 500..=599 => return Err(WireError::Offline),
        _ => return Err(WireError::Refused),
    }
    let text = JsFuture::from(response.text().map_err(gone)?).await.map_err(gone)?;
    text.as_string().ok_or(WireError::Offline)
}
