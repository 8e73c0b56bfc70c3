//! Every route, with who may use it. A route cannot exist without its line in the table that the security test walks.

use axum::Router;
use axum::extract::State;
use axum::handler::Handler;
use axum::http::request::Parts;
use axum::http::{Method, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use keruen_backend::actor::MemberRole;

use crate::error::PageError;
use crate::request::Ctx;
use crate::state::App;

/// Who may use a route. Everybody else gets nothing that is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Public,
    /// Whoever holds the secret in the address.
    Secret,
    /// Whoever is signed in.
    SignedIn,
    /// Members of the project, from this role up.
    Member(MemberRole),
    /// A paired phone, by its bearer token.
    Device,
    /// A program with an organiser's bearer token.
    Token,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The route's template, as axum writes it.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
}

/// A router that writes its own table.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page.
    #[must_use]
    pub fn get<T: 'static>(mut self, path: &'static str, who: Who, handler: impl Handler<T, App>) -> Self {
        self.table.push(Route { method: "GET", path, who });
        self.router = self.router.route(path, get(handler));
        self
    }

    /// Adds a form's target.
    #[must_use]
    pub fn post<T: 'static>(mut self, path: &'static str, who: Who, handler: impl Handler<T, App>) -> Self {
        self.table.push(Route { method: "POST", path, who });
        self.router = self.router.route(path, post(handler));
        self
    }

    /// Adds the routes of a feature.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// The router and its table. Who follows an address that only takes forms (another language after a refused form, the
    /// way back after signing in) is led to the page above it.
    pub fn finish(self) -> (Router<App>, Vec<Route>) {
        let mut router = self.router;
        for (path, depth) in without_page(&self.table) {
            router = router.route(path, get(move |uri: Uri| async move { to_page_above(&uri, depth) }));
        }
        (router, self.table)
    }
}

/// Pages that only take forms, each with the number of segments of the nearest page above it.
fn without_page(table: &[Route]) -> Vec<(&'static str, usize)> {
    let is_page = |path: &str| table.iter().any(|route| route.method == "GET" && route.path == path);
    let above = |path: &'static str| {
        let mut rest = path;
        while let Some((shorter, _)) = rest.rsplit_once('/') {
            if is_page(shorter) {
                return Some((path, shorter.matches('/').count()));
            }
            rest = shorter;
        }
        None
    };
    let targets = table.iter().filter(|route| route.method == "POST" && route.path.starts_with("/{lang}/"));
    targets.map(|route| route.path).filter(|path| !is_page(path)).filter_map(above).collect()
}

fn to_page_above(uri: &Uri, depth: usize) -> Redirect {
    let above: String = uri.path().split('/').skip(1).take(depth).flat_map(|segment| ["/", segment]).collect();
    Redirect::to(&above)
}

/// All pages.
pub fn pages() -> Routes {
    Routes::new()
        .and(crate::home::routes())
        .and(crate::caravans::routes())
        .and(crate::registrations::routes())
        .and(crate::groups::routes())
        .and(crate::tickets::routes())
        .and(crate::consents::routes())
        .and(crate::accounts::routes())
        .and(crate::desk::routes())
        .and(crate::blanks::routes())
        .and(crate::paper_entry::routes())
        .and(crate::closing::routes())
        .and(crate::board::routes())
        .and(crate::review::routes())
        .and(crate::scanner::routes())
}

/// What the server answers where no route is: the page in the visitor's language, or the address without its last slash.
#[expect(clippy::unused_async, reason = "handlers are async")]
pub async fn fallback(State(app): State<App>, parts: Parts) -> Response {
    let path = parts.uri.path();
    // `//host/` and `/\host/` would lead away from here.
    let ours = path.as_bytes().get(1).is_some_and(u8::is_ascii_alphanumeric);
    if parts.method == Method::GET && ours && path.ends_with('/') {
        return Redirect::permanent(path.trim_end_matches('/')).into_response();
    }
    PageError::not_found(Ctx::any(&parts, &app)).into_response()
}
