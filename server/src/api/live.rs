//! `GET /api/v1/live?caravan=…`: server-sent events, each one the whole board.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::{Stream, StreamExt as _, stream};
use keruen_app::state::App;
use keruen_backend::live::{self, Feed};
use keruen_domain::id::CaravanId;
use serde::Deserialize;
use tokio::sync::watch;

use super::bearer::Watcher;
use super::error::{ApiError, ApiResult};
use super::schema;
use axum::extract::rejection::QueryRejection;

/// Proxies and phones drop a connection that is silent for long.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Tells nginx not to hold the stream back.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// Turns true when the server stops: streams end, so that the shutdown need not wait for them.
pub type Stopping = watch::Receiver<bool>;

/// What to watch.
#[derive(Deserialize)]
pub(super) struct Watched {
    caravan: CaravanId,
}

/// One gauge step for as long as a stream lives.
struct Listening;

impl Listening {
    fn start() -> Self {
        metrics::gauge!("keruen_live_listeners").increment(1);
        Self
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        metrics::gauge!("keruen_live_listeners").decrement(1);
    }
}

/// The live board as an event stream: at once as it stands, then after each change, at most four times a second. It ends
/// when the right to watch does.
#[utoipa::path(
    get, path = "/api/v1/live", tag = "programs", operation_id = "live", security(("program" = []), ("session" = [])),
    params(("caravan" = uuid::Uuid, Query, description = "The caravan.")),
    responses(
        (status = 200, description = "Events named `snapshot`, each a whole board; a comment every 15 s.", content_type = "text/event-stream", body = schema::LiveSnapshot),
        (status = 401, description = "Nobody is signed in and there is no program's token.", body = schema::ErrorReply),
        (status = 404, description = "No such caravan for you.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(
    State(app): State<App>,
    Watcher { actor, pass }: Watcher,
    query: Result<Query<Watched>, QueryRejection>,
    stopping: Stopping,
) -> ApiResult<Response> {
    let Query(watched) = query.map_err(ApiError::from)?;
    let feed = live::subscribe(&app.backend, &actor, watched.caravan, pass).await?;
    let stream = events(feed, stopping);
    Ok(([UNBUFFERED], Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))).into_response())
}

fn events(feed: Feed, mut stopping: Stopping) -> impl Stream<Item = Result<Event, Infallible>> + Send + 'static {
    let listening = Listening::start();
    let stopped = async move {
        // An error means that the server is gone: the same.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    stream::unfold((feed, listening), async |(mut feed, listening)| {
        let snapshot = feed.next().await?;
        // A snapshot is made of numbers and names: it always serialises.
        let event = Event::default().event("snapshot").json_data(&*snapshot).unwrap_or_default();
        Some((Ok(event), (feed, listening)))
    })
    .take_until(Box::pin(stopped))
}
