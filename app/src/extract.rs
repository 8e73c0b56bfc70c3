//! Reading addresses, queries and forms: axum's extractors, with our pages for what cannot be read.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::PageError;
use crate::request::Ctx;
use crate::state::App;

/// The variable parts of the address, the language first: `At((_, event)): At<(String, EventId)>`.
/// What is no id of ours is a page that does not exist.
pub struct At<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for At<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        match Path::<T>::from_request_parts(parts, app).await {
            Ok(Path(value)) => Ok(Self(value)),
            Err(_) => Err(PageError::not_found(Ctx::any(parts, app))),
        }
    }
}

/// The query; one that cannot be read counts as none, since people shorten and retype addresses.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Default + Send> FromRequestParts<App> for Asked<T> {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let read = Query::<T>::from_request_parts(parts, app).await;
        Ok(Self(read.map_or_else(|_| T::default(), |Query(value)| value)))
    }
}

/// A posted HTML form. Another content type, a broken or an oversized body gets its page (415, 400, 413).
pub struct FormOf<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<App> for FormOf<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (parts, body) = request.into_parts();
        let ctx = Ctx::any(&parts, app);
        match Form::<T>::from_request(Request::from_parts(parts, body), app).await {
            Ok(Form(value)) => Ok(Self(value)),
            Err(rejection) => Err(PageError::status(&ctx, status_of(&rejection))),
        }
    }
}

/// A form that may have been posted only to be shown again in another language, with what was typed so far.
#[derive(Deserialize)]
pub struct Typed<T> {
    /// What was typed.
    #[serde(flatten)]
    pub form: T,
    /// See [`crate::ui::ONLY_SHOW`].
    #[serde(default)]
    only_show: String,
}

impl<T> Typed<T> {
    /// Whether nothing is to be done but to show it.
    pub const fn is_only_shown(&self) -> bool {
        !self.only_show.is_empty()
    }
}

fn status_of(rejection: &FormRejection) -> StatusCode {
    match rejection {
        FormRejection::InvalidFormContentType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        FormRejection::BytesRejection(bytes) => bytes.status(),
        _ => StatusCode::BAD_REQUEST,
    }
}
