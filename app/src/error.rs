//! From a verb's answer to a page: refusals in the visitor's language, internals as a number to quote.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use keruen_backend::{Error, Refusal};
use keruen_domain::text::Lang;

use crate::request::Ctx;
use crate::{shell, words};

/// Result of a page's handler.
pub type PageResult = Result<Response, PageError>;

/// An answer that is not the page that was asked for.
pub struct PageError {
    ctx: Box<Ctx>,
    cause: Cause,
}

enum Cause {
    Refusal(Refusal),
    Status(StatusCode),
}

impl PageError {
    /// Nothing is here.
    pub fn not_found(ctx: Ctx) -> Self {
        Self { ctx: Box::new(ctx), cause: Cause::Status(StatusCode::NOT_FOUND) }
    }

    /// A plain HTTP status with its page.
    pub fn status(ctx: &Ctx, status: StatusCode) -> Self {
        Self { ctx: Box::new(ctx.clone()), cause: Cause::Status(status) }
    }

    /// A verb's error. Internals are logged here, once, within the request's span; the page shows its number only.
    pub fn of(ctx: &Ctx, error: Error) -> Self {
        let cause = match error {
            Error::Refusal(refusal) => Cause::Refusal(refusal),
            Error::Fields(_) | Error::Form(_) => Cause::Status(StatusCode::UNPROCESSABLE_ENTITY),
            Error::Internal(internal) => {
                tracing::error!(error = %internal, "a verb failed");
                Cause::Status(StatusCode::INTERNAL_SERVER_ERROR)
            }
        };
        Self { ctx: Box::new(ctx.clone()), cause }
    }
}

/// The status that says what a refusal says.
pub fn status_of(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::NotFound | Refusal::LinkUnknown | Refusal::EventDraft => StatusCode::NOT_FOUND,
        Refusal::Forbidden => StatusCode::FORBIDDEN,
        Refusal::SignInNeeded | Refusal::BadCredentials => StatusCode::UNAUTHORIZED,
        Refusal::LinkUsed | Refusal::LinkExpired => StatusCode::GONE,
        Refusal::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
        Refusal::CapacityNegative | Refusal::NotInCaravan => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

/// A refusal in words.
pub fn refusal_words(lang: Lang, refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NotFound => words::refusal_not_found(lang),
        Refusal::Forbidden => words::refusal_forbidden(lang),
        Refusal::SignInNeeded => words::refusal_sign_in_needed(lang),
        Refusal::BadCredentials => words::refusal_wrong_password(lang),
        Refusal::EventClosed => words::refusal_event_closed(lang),
        Refusal::EventCancelled => words::refusal_event_cancelled(lang),
        Refusal::EventDraft => words::refusal_event_draft(lang),
        Refusal::EventOver => words::refusal_event_over(lang),
        Refusal::AlreadyRegistered => words::refusal_already_registered(lang),
        Refusal::LinkUsed => words::refusal_link_used(lang),
        Refusal::LinkExpired => words::refusal_link_expired(lang),
        Refusal::LinkNotYet => words::refusal_link_not_yet(lang),
        Refusal::LinkUnknown => words::refusal_link_unknown(lang),
        Refusal::TooManyRequests => words::refusal_too_many_requests(lang),
        Refusal::StaleForm => words::refusal_stale_form(lang),
        Refusal::CapacityNegative => words::refusal_capacity_negative(lang),
        Refusal::NotInCaravan => words::refusal_not_in_caravan(lang),
        Refusal::LastOrganiser => words::refusal_last_organiser(lang),
        Refusal::Conflict => words::refusal_conflict(lang),
    }
}

/// Title and text of the page for a status.
pub fn status_words(lang: Lang, status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => (words::page_error_forbidden_title(lang), words::page_error_forbidden_text(lang)),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => {
            (words::page_error_not_found_title(lang), words::page_error_not_found_text(lang))
        }
        StatusCode::CONFLICT => (words::page_error_conflict_title(lang), words::page_error_conflict_text(lang)),
        StatusCode::PAYLOAD_TOO_LARGE => {
            (words::page_error_too_large_title(lang), words::page_error_too_large_text(lang))
        }
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            (words::page_error_wrong_type_title(lang), words::page_error_wrong_type_text(lang))
        }
        StatusCode::UNPROCESSABLE_ENTITY => {
            (words::page_error_invalid_title(lang), words::page_error_invalid_text(lang))
        }
        StatusCode::TOO_MANY_REQUESTS => {
            (words::page_error_too_many_title(lang), words::page_error_too_many_text(lang))
        }
        status if status.is_server_error() => {
            (words::page_error_internal_title(lang), words::page_error_internal_text(lang))
        }
        _ => (words::page_error_bad_request_title(lang), words::page_error_bad_request_text(lang)),
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let ctx = &*self.ctx;
        match self.cause {
            // A page behind the sign-in: go there, and come back afterwards.
            Cause::Refusal(Refusal::SignInNeeded) => {
                Redirect::to(&ctx.href(&format!("/sign-in?next={}", shell::encode(&ctx.rest)))).into_response()
            }
            Cause::Refusal(refusal) => shell::message(ctx, status_of(refusal), refusal_words(ctx.lang, refusal), None),
            Cause::Status(status) => {
                let (title, text) = status_words(ctx.lang, status);
                shell::message(ctx, status, title, Some(text))
            }
        }
    }
}

/// Turns a verb's `Result` into a page's, where nothing better can be shown.
pub trait OrPage<T> {
    /// The value, or the page that says why not.
    fn or_page(self, ctx: &Ctx) -> Result<T, PageError>;
}

impl<T> OrPage<T> for Result<T, Error> {
    fn or_page(self, ctx: &Ctx) -> Result<T, PageError> {
        self.map_err(|error| PageError::of(ctx, error))
    }
}
