//! The router on one screen: pages with cookies, the API with tokens, the built files, the checks of operators.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use keruen_app::request::{Client, Transport};
use keruen_app::routes::{self, Route};
use keruen_app::state::App;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::ConfigError;
use tower_http::timeout::TimeoutLayer;

use crate::api::{self, Stopping};
use crate::assets::Site;
use crate::config::{Hidden, Network};
use crate::limits::Limit;
pub use crate::limits::brake::Patience;
use crate::limits::brake::{self, Brake};
use crate::session::{self, Sessions};

use crate::{client, error_page, headers, health, telemetry};

/// The longest form is a class of a hundred lines: some 100 kB as it comes from a browser, in which each Kazakh letter is
/// six characters.
pub(crate) const FORM_MAX: usize = 256 * 1024;
/// Nobody waits longer for a page. Event streams answer at once and then last.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// Of all accounts together; the backend counts failures of each.
const PASSWORDS_PER_MINUTE: i64 = 30;

/// What the router needs beside the application's state.
#[derive(Clone)]
pub struct Setup {
    /// How cookies are written.
    pub transport: Transport,
    /// Proxies that are believed.
    pub trusted_proxies: Arc<[Network]>,
    /// Token of /metrics.
    pub metrics_token: Option<Hidden>,
    /// When public forms are slowed down.
    pub patience: Patience,
    /// Ends event streams.
    pub stopping: Stopping,
}

/// Everything that is served, and the table of who may ask for it.
pub fn build(app: &App, setup: Setup) -> Result<(Router, Vec<Route>), ConfigError> {
    let sessions = Sessions { app: app.clone(), transport: setup.transport };
    let signed_in = from_fn_with_state(sessions, session::layer);

    let passwords = from_fn_with_state((app.clone(), Limit::per_minute(PASSWORDS_PER_MINUTE)), limit_passwords);

    let (pages, mut table) = routes::pages().finish();
    let clock = app.backend.clone();
    let braked = from_fn_with_state(Brake::new(&table, setup.patience, move || clock.now()), brake::layer);
    let pages = pages
        .fallback(routes::fallback)
        .layer(DefaultBodyLimit::max(FORM_MAX))
        .layer(braked)
        .layer(passwords)
        .layer(session::own_forms_only(&app.base_url)?)
        .layer(from_fn(session::explained_forms_only))
        .layer(CatchPanicLayer::new())
        .layer(signed_in)
        .layer(in_time())
        .layer(from_fn_with_state(app.clone(), error_page::dress))
        .layer(from_fn(headers::no_shared_cache));

    let (api, api_table) = api::router(setup.stopping);
    let api = api
        .layer(Extension(setup.transport))
        .layer(CatchPanicLayer::new())
        .layer(in_time())
        .layer(from_fn(api::error::speak));
    table.extend(api_table);

    let (health, health_table) = health::routes(setup.metrics_token).finish();
    table.extend(health_table);

    let router = pages
        .merge(api)
        .merge(health)
        .merge(assets())
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(4)))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(setup.transport, headers::secure))
        .layer(from_fn_with_state(setup.trusted_proxies, client::layer))
        .layer(from_fn(telemetry::observe))
        .with_state(app.clone());
    Ok((router, table))
}

/// Gives up on an answer that takes too long; inside what turns a bare status into words for people or programs.
fn in_time() -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN)
}

/// The built files. Public, the same for everybody: they stand in no table.
fn assets() -> Router<App> {
    let site = Site::built();
    let file = async move |request: Request| site.answer(&request);
    let mut router = Router::new();
    for path in ["/assets/{*path}", "/sw.js", "/manifest.webmanifest", "/favicon.ico", "/robots.txt"] {
        router = router.route(path, get(file.clone()));
    }
    router
}

/// Slows down who tries many accounts from one address.
async fn limit_passwords(State((app, limit)): State<(App, Limit)>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>();
    let signs_in = request.method() == Method::POST && path.is_some_and(|path| path.as_str() == "/{lang}/sign-in");
    if signs_in
        && let Some(client) = request.extensions().get::<Client>()
        && let Err(seconds) = limit.take(client::limit_key(*client), app.backend.now())
    {
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, HeaderValue::from(seconds))]).into_response();
    }
    next.run(request).await
}
