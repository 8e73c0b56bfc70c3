//! `POST /api/v1/devices/pair`: a tap on the pairing link; the phone gets its token.

use axum::extract::State;
use axum::{Extension, Json};
use keruen_app::request::Client;
use keruen_app::state::App;
use keruen_backend::devices;
use keruen_domain::api::{PairReply, PairRequest};

use super::error::{ApiError, ApiResult};
use super::json::Body;
use super::schema;
use crate::client::limit_key;
use crate::limits::Limit;

/// Spends one use of a pairing link.
#[utoipa::path(
    post, path = "/api/v1/devices/pair", tag = "phones", operation_id = "pair",
    request_body = schema::PairRequest,
    responses(
        (status = 200, description = "The phone's token and scope; the token is shown once.", body = schema::PairReply),
        (status = 404, description = "No such link.", body = schema::ErrorReply),
        (status = 409, description = "The link works on later days.", body = schema::ErrorReply),
        (status = 410, description = "The link is used up or has run out.", body = schema::ErrorReply),
        (status = 422, description = "The operator's name is missing or too long.", body = schema::ErrorReply),
        (status = 429, description = "Too many tries from one address; see Retry-After.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    limit: Limit,
    Body(request): Body<PairRequest>,
) -> ApiResult<Json<PairReply>> {
    limit.take(limit_key(client), app.backend.now()).map_err(ApiError::try_later)?;
    Ok(Json(devices::pair(&app.backend, &request).await?))
}
