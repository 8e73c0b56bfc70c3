//! `/healthz` (the process), `/readyz` (the store answers), `/metrics` (for loopback callers or with a token).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use keruen_app::routes::{Routes, Who};
use keruen_app::state::App;
use keruen_backend::instance::instance_id;

use crate::client::peer;
use crate::config::Hidden;
use crate::telemetry;

/// The three routes.
pub(crate) fn routes(metrics_token: Option<Hidden>) -> Routes {
    Routes::new().get("/healthz", Who::Public, async || "ok\n").get("/readyz", Who::Public, ready).get(
        "/metrics",
        Who::Public,
        async move |request: Request| metrics(&request, metrics_token.as_ref()),
    )
}

async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match instance_id(&app.backend).await {
        Ok(_) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}

/// The text format that Prometheus reads.
const KIND: HeaderValue = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");

/// With a token: whoever has it. Without: callers on this machine that come through no proxy.
fn metrics(request: &Request, token: Option<&Hidden>) -> Response {
    let allowed = match token {
        Some(token) => bears(request.headers(), token.expose()),
        None => peer(request.extensions()).is_loopback() && !request.headers().contains_key("x-forwarded-for"),
    };
    let Some(handle) = telemetry::metrics().filter(|_| allowed) else { return StatusCode::NOT_FOUND.into_response() };
    handle.run_upkeep();
    ([(header::CONTENT_TYPE, KIND)], handle.render()).into_response()
}

/// Compares without stopping at the first difference, so that time tells nothing.
fn bears(headers: &HeaderMap, token: &str) -> bool {
    let given = headers.get(header::AUTHORIZATION).map_or(&b""[..], HeaderValue::as_bytes);
    let expected = format!("Bearer {token}");
    given.len() == expected.len() && given.iter().zip(expected.as_bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
