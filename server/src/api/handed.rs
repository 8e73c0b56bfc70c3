//! `POST /api/v1/scans/handed`: a phone hands in what other phones recorded.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keruen_app::state::App;
use keruen_backend::scans;
use keruen_domain::api::{BATCH_MAX, HandedBatch, ScanReply};

use super::bearer::Phone;
use super::error::{ApiError, ApiResult};
use super::json::Body;
use super::schema;

/// Keeps up to 200 facts from the logs of other phones and answers each, after they are durable. Sending again is safe.
///
/// A fact with its phone's proof is kept as if that phone had sent it. One without is kept as `unproven`: it counts when
/// an organiser accepts it, or its phone sends it. Facts of another project's phones are `malformed`.
#[utoipa::path(
    post, path = "/api/v1/scans/handed", tag = "phones", operation_id = "handed", security(("device" = [])),
    request_body = schema::HandedBatch,
    responses(
        (status = 200, description = "One receipt per item, in the order sent.", body = schema::ScanReply),
        (status = 401, description = "No token, or not a phone's.", body = schema::ErrorReply),
        (status = 403, description = "A revoked phone.", body = schema::ErrorReply),
        (status = 413, description = "More than 200 items, or more than 2 MB.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(
    State(app): State<App>,
    Phone(device): Phone,
    Body(batch): Body<HandedBatch>,
) -> ApiResult<Json<ScanReply>> {
    if batch.facts.len() > BATCH_MAX {
        return Err(ApiError::unreadable(StatusCode::PAYLOAD_TOO_LARGE, format!("at most {BATCH_MAX} facts")));
    }
    let reply = scans::handed(&app.backend, device, batch).await?;
    for item in &reply.receipts {
        metrics::counter!("keruen_handed_items_total", "receipt" => item.receipt.as_str()).increment(1);
    }
    Ok(Json(reply))
}
