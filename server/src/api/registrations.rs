//! `POST /api/v1/registrations`: the same verb as the form, for programs.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use keruen_app::state::App;
use keruen_backend::registrations::{self, Visitor};
use keruen_domain::api::{RegistrationReply, RegistrationRequest};

use super::bearer::Program;
use super::error::ApiResult;
use super::json::Body;
use super::schema;

/// Registers a person for an event. All wrong fields are named at once.
#[utoipa::path(
    post, path = "/api/v1/registrations", tag = "programs", operation_id = "register", security(("program" = [])),
    request_body = schema::RegistrationRequest,
    responses(
        (status = 201, description = "Registered; `state` says whether with a seat. The secrets are shown once.", body = schema::RegistrationReply),
        (status = 401, description = "No token, or not a program's.", body = schema::ErrorReply),
        (status = 404, description = "No such event for this token.", body = schema::ErrorReply),
        (status = 409, description = "Registration is closed, or the event cancelled or over.", body = schema::ErrorReply),
        (status = 422, description = "Fields are wrong; each is named.", body = schema::ErrorReply),
    )
)]
pub(super) async fn answer(
    State(app): State<App>,
    Program(actor): Program,
    Body(request): Body<RegistrationRequest>,
) -> ApiResult<(StatusCode, Json<RegistrationReply>)> {
    let registered =
        registrations::register(&app.backend, &actor, request.event, &request.form, Visitor::default()).await?;
    let reply = RegistrationReply {
        person: registered.person,
        state: registered.state,
        ticket_secret: registered.ticket_secret.expose().to_owned(),
        consent_token: registered.consent_token.map(|token| token.expose().to_owned()),
    };
    Ok((StatusCode::CREATED, Json(reply)))
}
