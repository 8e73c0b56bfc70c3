//! `POST /api/v1/scans`: a phone hands in what it recorded.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keruen_app::state::App;
use keruen_backend::scans;
use keruen_domain::api::{BATCH_MAX, ScanBatch, ScanReply};

use super::bearer::AnyPhone;
use super::error::{ApiError, ApiResult};
use super::json::Body;
use super::schema;

/// Keeps up to 200 facts and answers each, after they are durable. Sending again is safe: what is known is `already`.
///
/// One bad item is answered as `malformed` and never fails its batch. A revoked phone's facts are kept as evidence, and
/// `standing` tells it.
#[utoipa::path(
    post, path = "/api/v1/scans", tag = "phones", operation_id = "scans", security(("device" = [])),
    request_body = schema::ScanBatch,
    responses(
        (status = 200, description = "One receipt per item, in the order sent.", body = schema::ScanReply),
        (status = 401, description = "No token, or not a phone's.", body = schema::ErrorReply),
        (status = 413, description = "More than 200 items, or more than 2 MB.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(
    State(app): State<App>,
    AnyPhone(device): AnyPhone,
    Body(batch): Body<ScanBatch>,
) -> ApiResult<Json<ScanReply>> {
    if batch.facts.len() > BATCH_MAX {
        return Err(ApiError::unreadable(StatusCode::PAYLOAD_TOO_LARGE, format!("at most {BATCH_MAX} facts")));
    }
    let mut reply = scans::ingest(&app.backend, device.actor, batch).await?;
    reply.standing = Some(device.standing);
    for item in &reply.receipts {
        metrics::counter!("keruen_scan_items_total", "receipt" => item.receipt.as_str()).increment(1);
    }
    Ok(Json(reply))
}
