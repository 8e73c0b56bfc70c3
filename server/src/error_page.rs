//! What axum and the layers answer in plain text, turned into a page in the visitor's language.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use keruen_app::error::PageError;
use keruen_app::request::{Ctx, Signed, Transport};
use keruen_app::state::App;

use crate::telemetry::REQUEST_ID;

/// What a page of ours reads from a request.
const READ: [HeaderName; 3] = [header::COOKIE, header::ACCEPT_LANGUAGE, REQUEST_ID];
/// What the plain answer said that the page must say too.
const KEPT: [HeaderName; 2] = [header::ALLOW, header::RETRY_AFTER];

/// Middleware: an error that is no page of ours becomes one.
pub(crate) async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let headers: HeaderMap = READ
        .into_iter()
        .flat_map(|name| {
            request.headers().get_all(&name).iter().map(move |value| (name.clone(), value.clone())).collect::<Vec<_>>()
        })
        .collect();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_page(&response) {
        return response;
    }
    let known = (response.extensions().get::<Signed>().cloned(), response.extensions().get::<Transport>().copied());
    let mut page = page(&app, uri, headers, known, status);
    for name in KEPT {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

fn page(
    app: &App,
    uri: Uri,
    headers: HeaderMap,
    known: (Option<Signed>, Option<Transport>),
    status: StatusCode,
) -> Response {
    let mut request = Request::new(());
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    let (mut parts, ()) = request.into_parts();
    if let Some(signed) = known.0 {
        parts.extensions.insert(signed);
    }
    if let Some(transport) = known.1 {
        parts.extensions.insert(transport);
    }
    PageError::status(&Ctx::any(&parts, app), status).into_response()
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    kind.starts_with("text/html") || kind.starts_with("application/json")
}
