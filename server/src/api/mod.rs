//! `/api/v1`: JSON for phones and programs. Types in `keruen_domain::api`; additive changes only. No cookies, except that
//! somebody signed in may watch the live stream.

mod bearer;
pub mod error;
mod handed;
mod json;
mod live;
pub mod openapi;
mod pair;
mod registrations;
mod roster;
mod scans;
pub mod schema;
mod walk_ins;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::any;
use keruen_app::routes::{Route, Routes, Who};
use keruen_app::state::App;
use keruen_backend::actor::MemberRole;

pub use live::Stopping;

use crate::limits::Limit;

/// Largest body: 200 scans of at most 10 kB each.
const BODY_MAX: usize = 2 * 1024 * 1024;
/// A class of 60 volunteers behind one address may pair at once; a guesser of 59 bits gets nowhere.
const PAIRINGS_PER_MINUTE: i64 = 60;

/// Every route of the API.
fn routes(stopping: Stopping) -> Routes {
    let pairings = Limit::per_minute(PAIRINGS_PER_MINUTE);
    Routes::new()
        .get("/api/v1/openapi.json", Who::Public, openapi::answer)
        .post("/api/v1/devices/pair", Who::Public, move |app, client, body| pair::answer(app, client, pairings, body))
        .get("/api/v1/roster", Who::Device, roster::answer)
        .post("/api/v1/scans", Who::Device, scans::answer)
        .post("/api/v1/walk-ins", Who::Device, walk_ins::answer)
        .post("/api/v1/scans/handed", Who::Device, handed::answer)
        .get("/api/v1/live", Who::Member(MemberRole::Volunteer), move |app, watcher, query| {
            live::answer(app, watcher, query, stopping)
        })
        .post("/api/v1/registrations", Who::Token, registrations::answer)
}

/// The router with its table; [`error::speak`] goes around it. Unknown addresses below `/api/` answer as the API does.
pub fn router(stopping: Stopping) -> (Router<App>, Vec<Route>) {
    let (router, table) = routes(stopping).finish();
    let router =
        router.route("/api/{*rest}", any(async || StatusCode::NOT_FOUND)).layer(DefaultBodyLimit::max(BODY_MAX));
    (router, table)
}
