//! `GET /api/v1/roster`: everything that a phone needs to decide alone, or what changed of it.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use keruen_app::state::App;
use keruen_backend::scans;
use keruen_domain::api::RosterReply;
use serde::Deserialize;

use super::bearer::Phone;
use super::error::{ApiError, ApiResult};
use super::schema;

/// From where on.
#[derive(Deserialize)]
pub(super) struct Asked {
    since: Option<String>,
}

/// The roster of the phone's caravan, or of its one stop. Holds names and tickets, no signatures. With `since`, tickets and
/// passages are those that changed since the reply that had this cursor; `delta.since` says so. A phone whose rows do not
/// have the sum of `delta` afterwards asks again without `since`.
#[utoipa::path(
    get, path = "/api/v1/roster", tag = "phones", operation_id = "roster", security(("device" = [])),
    params(("since" = Option<String>, Query, description = "`delta.cursor` of the roster that the phone carries. One that the server cannot use tells everything.")),
    responses(
        (status = 200, description = "The roster.", body = schema::RosterReply),
        (status = 401, description = "No token, or not a phone's.", body = schema::ErrorReply),
        (status = 403, description = "The phone was revoked.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(
    State(app): State<App>,
    Phone(device): Phone,
    query: Result<Query<Asked>, QueryRejection>,
) -> ApiResult<Json<RosterReply>> {
    let Query(asked) = query.map_err(ApiError::from)?;
    Ok(Json(scans::roster_since(&app.backend, device, asked.since.as_deref()).await?))
}
