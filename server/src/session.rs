//! From a session cookie to an actor, and the defence of forms against other sites.

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use keruen_app::request::{self, Signed, Transport};
use keruen_app::state::App;
use keruen_backend::accounts::session_actor;
use keruen_backend::chance::Secret;
use tower_http::csrf::{ConfigError, CsrfLayer};

/// What the session layer needs.
#[derive(Clone)]
pub(crate) struct Sessions {
    /// The verbs.
    pub app: App,
    /// How cookies are written here.
    pub transport: Transport,
}

/// Middleware: puts [`Signed`] into the request when its cookie is a living session, and always [`Transport`]. Both go
/// into the answer too, for the layers outside.
pub(crate) async fn layer(State(sessions): State<Sessions>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(sessions.transport);
    let signed = match signed(&sessions.app, sessions.transport, &parts).await {
        Ok(signed) => signed,
        Err(error) => {
            tracing::error!(%error, "a session could not be read");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    if let Some(signed) = &signed {
        parts.extensions.insert(signed.clone());
    }
    let mut response = next.run(Request::from_parts(parts, body)).await;
    response.extensions_mut().insert(sessions.transport);
    if let Some(signed) = signed {
        response.extensions_mut().insert(signed);
    }
    response
}

/// Middleware for pages: refuses a form sent with a session but without a word of where from. No browser of ours does
/// that, and [`CsrfLayer`] lets it pass.
pub(crate) async fn explained_forms_only(request: Request, next: Next) -> Response {
    if request.extensions().get::<Signed>().is_some() && is_unexplained(request.method(), request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

fn is_unexplained(method: &Method, headers: &HeaderMap) -> bool {
    !method.is_safe() && !headers.contains_key(header::ORIGIN) && !headers.contains_key("sec-fetch-site")
}

/// Who is signed in, by the session's cookie. Without one the store is not asked.
pub(crate) async fn signed(app: &App, transport: Transport, parts: &Parts) -> keruen_backend::Result<Option<Signed>> {
    let Some(token) = token(transport, parts) else { return Ok(None) };
    let found = session_actor(&app.backend, token.expose()).await?;
    Ok(found.map(|signed_in| Signed {
        actor: signed_in.actor,
        name: signed_in.account.name,
        email: signed_in.account.email,
        has_password: signed_in.account.has_password,
    }))
}

/// The token in the session's cookie.
pub(crate) fn token(transport: Transport, parts: &Parts) -> Option<Secret> {
    request::cookie(parts, transport.session_cookie()).map(|token| Secret::given(&token))
}

/// Refuses forms that another site sends: by `Sec-Fetch-Site`, or by `Origin` against our own address.
pub(crate) fn own_forms_only(base_url: &str) -> Result<CsrfLayer, ConfigError> {
    CsrfLayer::new().add_trusted_origin(base_url)
}
