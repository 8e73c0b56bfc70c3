//! `POST /api/v1/walk-ins`: a desk phone hands in people who came without registering.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keruen_app::state::App;
use keruen_backend::walk_ins;
use keruen_domain::api::BATCH_MAX;
use keruen_domain::walk_in::{WalkInBatch, WalkInReply};

use super::bearer::AnyPhone;
use super::error::{ApiError, ApiResult};
use super::json::Body;
use super::schema;

/// Keeps up to 200 people and answers each, after they are durable. Sending again is safe: whoever is known is `already`.
///
/// The phone makes each one's id, which is the id of their ticket too: its scans name it before the server has heard of it.
#[utoipa::path(
    post, path = "/api/v1/walk-ins", tag = "phones", operation_id = "walk_ins", security(("device" = [])),
    request_body = schema::WalkInBatch,
    responses(
        (status = 200, description = "One receipt per person, in the order sent.", body = schema::WalkInReply),
        (status = 401, description = "No token, or not a phone's.", body = schema::ErrorReply),
        (status = 403, description = "A door phone, which registers nobody.", body = schema::ErrorReply),
        (status = 413, description = "More than 200 people, or more than 2 MB.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(
    State(app): State<App>,
    AnyPhone(device): AnyPhone,
    Body(batch): Body<WalkInBatch>,
) -> ApiResult<Json<WalkInReply>> {
    if batch.people.len() > BATCH_MAX {
        return Err(ApiError::unreadable(StatusCode::PAYLOAD_TOO_LARGE, format!("at most {BATCH_MAX} people")));
    }
    Ok(Json(walk_ins::walk_ins_keep(&app.backend, device.actor, batch).await?))
}
