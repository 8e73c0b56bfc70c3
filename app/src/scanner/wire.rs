//! Talking to `/api/v1`. A reply without our marker is *offline*: a captive portal, a proxy, another site.

use keruen_domain::api::{MARKER, MARKER_HEADER, OutgoingBatch, PairReply, PairRequest, RosterReply, ScanReply};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestCache, RequestInit, Response};

/// Why there is no answer to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WireError {
    /// Nobody of ours answered.
    Offline,
    /// Our server refuses this phone.
    Unauthorised,
    /// Our server answered, and not with success.
    Refused,
}

/// Spends a pairing link.
pub(super) async fn pair(request: &PairRequest) -> Result<PairReply, WireError> {
    call("POST", "/api/v1/devices/pair", None, Some(request)).await
}

/// Fetches the roster.
pub(super) async fn roster(token: &str) -> Result<RosterReply, WireError> {
    call::<(), _>("GET", "/api/v1/roster", Some(token), None).await
}

/// Sends facts.
pub(super) async fn send(token: &str, batch: &OutgoingBatch) -> Result<ScanReply, WireError> {
    call("POST", "/api/v1/scans", Some(token), Some(batch)).await
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
        401 | 403 => return Err(WireError::Unauthorised),
        // The server is there and cannot: later it may.
        429 | 500..=599 => return Err(WireError::Offline),
        _ => return Err(WireError::Refused),
    }
    let text = JsFuture::from(response.text().map_err(gone)?).await.map_err(gone)?;
    text.as_string().ok_or(WireError::Offline)
}
