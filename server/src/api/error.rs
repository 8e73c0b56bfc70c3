//! Errors of the API: a status, a key for programs and a message for people.

use axum::extract::Request;
use axum::extract::rejection::{BytesRejection, JsonRejection, QueryRejection};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use keruen_app::error::{refusal_words, status_of, status_words};
use keruen_app::words;
use keruen_backend::{Error, Refusal};
use keruen_domain::api::{MARKER, MARKER_HEADER};
use keruen_domain::field::FieldErrors;
use keruen_domain::text::Lang;
use serde_json::{Value, json};

/// Result of every handler of the API.
pub type ApiResult<T> = Result<T, ApiError>;

/// An error before it has words: [`speak`] writes the body, because it knows the caller's language.
#[derive(Debug, Clone)]
pub struct ApiError {
    status: StatusCode,
    detail: Detail,
    retry_after: Option<u64>,
}

#[derive(Debug, Clone)]
enum Detail {
    Refusal(Refusal),
    Fields(FieldErrors),
    /// For developers, in English: what could not be read.
    Unreadable(String),
}

impl ApiError {
    /// The request cannot be read; `why` is for developers.
    pub fn unreadable(status: StatusCode, why: impl Into<String>) -> Self {
        Self { status, detail: Detail::Unreadable(why.into()), retry_after: None }
    }

    /// Too many tries; one is free again after so many seconds.
    pub fn try_later(seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Refusal::TooManyRequests.into() }
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        Self { status: status_of(refusal), detail: Detail::Refusal(refusal), retry_after: None }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Refusal(refusal) => refusal.into(),
            Error::Fields(errors) => {
                Self { status: StatusCode::UNPROCESSABLE_ENTITY, detail: Detail::Fields(errors), retry_after: None }
            }
            Error::Form(_) => Self::unreadable(StatusCode::UNPROCESSABLE_ENTITY, "a form's fields are wrong"),
            Error::Internal(internal) => {
                tracing::error!(error = %internal, "a verb failed");
                Self::unreadable(StatusCode::INTERNAL_SERVER_ERROR, "")
            }
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        Self::unreadable(rejection.status(), rejection.body_text())
    }
}

impl From<BytesRejection> for ApiError {
    fn from(rejection: BytesRejection) -> Self {
        Self::unreadable(rejection.status(), rejection.body_text())
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::unreadable(rejection.status(), rejection.body_text())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self.detail);
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// Middleware: marks every answer as ours, forbids keeping it, and gives errors their JSON body.
pub async fn speak(request: Request, next: Next) -> Response {
    let lang = language(request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    if (status.is_client_error() || status.is_server_error()) && !is_json(response.headers()) {
        response = described(lang, &response);
    }
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static(MARKER_HEADER), HeaderValue::from_static(MARKER));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// The same error with a body. `Allow`, `Retry-After` and `WWW-Authenticate` stay.
fn described(lang: Lang, plain: &Response) -> Response {
    let status = plain.status();
    let (key, said) = of_status(status);
    let mut error = match plain.extensions().get::<Detail>() {
        Some(Detail::Refusal(refusal)) => json!({ "key": refusal.key(), "message": refusal_words(lang, *refusal) }),
        Some(Detail::Fields(errors)) => fields(lang, errors),
        Some(Detail::Unreadable(_)) | None => json!({ "key": key, "message": said.in_language(lang) }),
    };
    if let Some(Detail::Unreadable(why)) = plain.extensions().get::<Detail>()
        && !why.is_empty()
    {
        error["detail"] = Value::from(why.as_str());
    }
    let mut response = (status, axum::Json(json!({ "error": error }))).into_response();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = plain.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn fields(lang: Lang, errors: &FieldErrors) -> Value {
    let count = i64::try_from(errors.len()).unwrap_or(i64::MAX);
    let fields: Vec<Value> = errors
        .iter()
        .map(|(field, problem)| {
            json!({ "field": field.as_str(), "key": problem.key(), "message": words::field_problem(lang, problem) })
        })
        .collect();
    json!({ "key": "fields", "message": words::form_errors_title(lang, count), "fields": fields })
}

/// What an error says that no rule of ours gave.
enum Said {
    /// To people: it can happen to a program that does everything right.
    Refusal(Refusal),
    /// To developers, in English: the program is wrong.
    Developer(&'static str),
    /// We are wrong.
    Internal,
}

impl Said {
    fn in_language(&self, lang: Lang) -> &'static str {
        match self {
            Self::Refusal(refusal) => refusal_words(lang, *refusal),
            Self::Developer(text) => text,
            Self::Internal => status_words(lang, StatusCode::INTERNAL_SERVER_ERROR).1,
        }
    }
}

/// Key and words of a status.
const fn of_status(status: StatusCode) -> (&'static str, Said) {
    match status.as_u16() {
        401 => ("sign-in-needed", Said::Refusal(Refusal::SignInNeeded)),
        403 => ("forbidden", Said::Refusal(Refusal::Forbidden)),
        404 => ("not-found", Said::Refusal(Refusal::NotFound)),
        405 => ("method-not-allowed", Said::Developer("This address takes another method; see the header Allow.")),
        413 => ("too-large", Said::Developer("The body is too large; send it in parts.")),
        415 => ("unsupported-media-type", Said::Developer("Send JSON as content-type: application/json.")),
        422 => ("unprocessable", Said::Developer("The JSON has another shape than /api/v1/openapi.json says.")),
        429 => ("too-many-requests", Said::Refusal(Refusal::TooManyRequests)),
        500.. => ("internal", Said::Internal),
        _ => ("bad-request", Said::Developer("The request could not be read.")),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

/// The first language of `Accept-Language` that we speak; programs that name none read English.
fn language(headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    Lang::preferred(accepted.split(',')).unwrap_or(Lang::En)
}
