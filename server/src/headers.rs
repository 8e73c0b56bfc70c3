//! Headers of every answer: what a browser may load, tell others and keep.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use keruen_app::request::{Signed, Transport};

/// No inline script or style exists, so that no nonce is needed. `wasm-unsafe-eval`: compiling WebAssembly counts as eval.
/// A worker's policy comes with its own script, so that assets carry this one too.
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
     worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
);

/// The same for all answers; an answer that has its own keeps it.
const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Pages whose address is a secret tell other sites nothing; they say so themselves.
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(self), microphone=(), geolocation=(), payment=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
];

/// One year, as the preload lists ask; sent only where https is already the way in.
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Middleware: adds the headers that the answer does not bring itself.
pub(crate) async fn secure(State(transport): State<Transport>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    if transport == Transport::Secure {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(STRICT_TRANSPORT);
    }
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        // Our slowest limit gives a try back within a minute.
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("60"));
    }
    response
}

/// Middleware for pages: nothing of somebody signed in stays on the machine; other pages are asked for again each time.
pub(crate) async fn no_shared_cache(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let signed = response.extensions().get::<Signed>().is_some();
    let value = if signed { "private, no-store" } else { "private, no-cache" };
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(value));
    response
}
