//! `/api/v1/openapi.json`: the API's own description, made from the handlers' annotations.

use std::sync::OnceLock;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{handed, live, pair, registrations, roster, scans, schema, walk_ins};

/// The document.
#[derive(OpenApi)]
#[openapi(
    info(title = "Keruen", description = "What phones and programs ask of Keruen. Changes are additive. Every answer carries the header `x-keruen: 1`; an answer without it came from somebody else. Instants are UTC milliseconds, ids are UUIDs."),
    paths(answer, pair::answer, roster::answer, scans::answer, walk_ins::answer, handed::answer, live::answer, registrations::answer),
    components(schemas(schema::Scan, schema::LogFile)),
    modifiers(&Schemes),
    tags((name = "phones", description = "Paired phones: a bearer token from `pair`."), (name = "programs", description = "Programs: a bearer token that an organiser made under Tokens."))
)]
pub struct Document;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_with(Default::default);
        let bearer = || SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.add_security_scheme("device", bearer());
        components.add_security_scheme("program", bearer());
        components
            .add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-session"))));
    }
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "programs", operation_id = "openapi", responses((status = 200, description = "An OpenAPI 3.1 document.")))]
pub(super) async fn answer() -> Response {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(|| Document::openapi().to_json().unwrap_or_default());
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text.as_str()).into_response()
}
