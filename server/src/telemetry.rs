//! What is written down: the log, one line per request, and the counters behind /metrics. Never a path, a query, a name.

use std::io::IsTerminal as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use keruen_backend::chance::{Entropy as _, SystemEntropy};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing::Instrument as _;
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// Header with the request's id, in requests to handlers and in every answer.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Why logging did not start.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// The filter is not understood.
    #[error("KERUEN_LOG: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// Somebody set up logging before us.
    #[error("logging: {0}")]
    Set(#[from] tracing_subscriber::util::TryInitError),
}

/// Sends the log to standard error.
pub fn start_log(filter: &str, format: LogFormat) -> Result<(), LogError> {
    use tracing_subscriber::util::SubscriberInitExt as _;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(filter)?)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => builder.finish().try_init()?,
        LogFormat::Json => builder.json().flatten_event(true).finish().try_init()?,
    }
    Ok(())
}

/// The process's metrics, set up at the first call. Without them nothing else stops: none when that failed.
pub fn metrics() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
    HANDLE
        .get_or_init(|| {
            let builder = PrometheusBuilder::new().set_buckets(&SECONDS).ok()?;
            let handle = builder.install_recorder().ok()?;
            metrics::describe_counter!("http_requests_total", "Answered requests by method, route and status.");
            metrics::describe_histogram!(
                "http_request_duration_seconds",
                metrics::Unit::Seconds,
                "Time to the answer's head, by route."
            );
            metrics::describe_counter!("keruen_scan_items_total", "Items of scan batches by receipt.");
            metrics::describe_counter!(
                "keruen_braked_total",
                "Public forms that were slowed down or told to come later."
            );
            metrics::describe_gauge!("keruen_live_listeners", "Open event streams.");
            Some(handle)
        })
        .as_ref()
}

/// An id that no other request of this installation has: drawn at start, then counted.
fn next_request_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    static START: OnceLock<u64> = OnceLock::new();
    let start = START.get_or_init(|| {
        let mut bytes = [0; 8];
        SystemEntropy.fill(&mut bytes);
        u64::from_be_bytes(bytes) >> 24
    });
    format!("{start:010x}-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Middleware: gives the request its id, and writes its line and its metrics when it is answered.
pub async fn observe(mut request: Request, next: Next) -> Response {
    let id = next_request_id();
    let header = HeaderValue::from_str(&id).ok();
    // A client's own id is dropped: it could say anything.
    request.headers_mut().remove(&REQUEST_ID);
    if let Some(header) = &header {
        request.headers_mut().insert(REQUEST_ID, header.clone());
    }
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", id);
    let started = now();
    let mut response = next.run(request).instrument(span).await;
    let took = started.elapsed();
    if let Some(header) = header {
        response.headers_mut().insert(REQUEST_ID, header);
    }
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let status = response.status().as_u16();
    let ms = took.as_secs_f64() * 1000.0;
    if is_background(route) && status < 500 {
        tracing::debug!(%method, route, status, ms, id, "answered");
    } else {
        tracing::info!(%method, route, status, ms, id, "answered");
    }
    // A client may invent methods; a metric must not grow with them.
    let method = if ["GET", "POST", "HEAD"].contains(&method.as_str()) {
        method.as_str().to_owned()
    } else {
        "other".to_owned()
    };
    let labels = [("method", method), ("route", route.to_owned()), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_duration_seconds", "route" => route.to_owned()).record(took.as_secs_f64());
    response
}

/// Routes that machines ask again and again.
fn is_background(route: &str) -> bool {
    route.starts_with("/assets/") || matches!(route, "/healthz" | "/readyz" | "/metrics" | "/sw.js")
}

#[expect(clippy::disallowed_methods, reason = "measures how long an answer took; decides nothing")]
fn now() -> Instant {
    Instant::now()
}
