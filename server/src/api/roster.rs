//! `GET /api/v1/roster`: everything that a phone needs to decide alone.

use axum::Json;
use axum::extract::State;
use keruen_app::state::App;
use keruen_backend::scans;
use keruen_domain::api::RosterReply;

use super::bearer::Phone;
use super::error::ApiResult;
use super::schema;

/// The roster of the phone's caravan, or of its one stop. Holds names and tickets, no signatures.
#[utoipa::path(
    get, path = "/api/v1/roster", tag = "phones", operation_id = "roster", security(("device" = [])),
    responses(
        (status = 200, description = "The roster.", body = schema::RosterReply),
        (status = 401, description = "No token, or not a phone's.", body = schema::ErrorReply),
        (status = 403, description = "The phone was revoked.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(State(app): State<App>, Phone(device): Phone) -> ApiResult<Json<RosterReply>> {
    Ok(Json(scans::roster(&app.backend, device).await?))
}
