//! Who calls the API: a paired phone or a program, by the bearer token (RFC 6750 §2.1).

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use keruen_app::request::Transport;
use keruen_app::state::App;
use keruen_backend::Refusal;
use keruen_backend::accounts::{Pass, api_token_actor};
use keruen_backend::actor::{Actor, DeviceActor};
use keruen_backend::chance::Secret;
use keruen_backend::devices::{DeviceStanding, PairedDevice, device_actor};

use super::error::ApiError;
use crate::session;

/// A paired phone that is still welcome.
pub(crate) struct Phone(pub DeviceActor);

/// A phone that was paired once, and may be revoked since: its facts are evidence all the same.
pub(crate) struct AnyPhone(pub PairedDevice);

/// A program with an organiser's token.
pub(crate) struct Program(pub Actor);

/// Whoever watches: somebody signed in, or a program; with what they showed.
pub(crate) struct Watcher {
    pub actor: Actor,
    pub pass: Pass,
}

fn token(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

async fn device(parts: &Parts, app: &App) -> Result<PairedDevice, ApiError> {
    let token = token(parts).ok_or(Refusal::SignInNeeded)?;
    Ok(device_actor(&app.backend, token).await?.ok_or(Refusal::SignInNeeded)?)
}

impl FromRequestParts<App> for AnyPhone {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        Ok(Self(device(parts, app).await?))
    }
}

impl FromRequestParts<App> for Phone {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let device = device(parts, app).await?;
        match device.standing {
            DeviceStanding::Paired => Ok(Self(device.actor)),
            DeviceStanding::Revoked => Err(Refusal::Forbidden.into()),
        }
    }
}

impl FromRequestParts<App> for Program {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let token = token(parts).ok_or(Refusal::SignInNeeded)?;
        Ok(Self(api_token_actor(&app.backend, token).await?.ok_or(Refusal::SignInNeeded)?))
    }
}

impl FromRequestParts<App> for Watcher {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let transport = parts.extensions.get::<Transport>().copied().unwrap_or(Transport::Plain);
        if let Some(signed) = session::signed(app, transport, parts).await?
            && let Some(session) = session::token(transport, parts)
        {
            return Ok(Self { actor: signed.actor, pass: Pass::Session(session) });
        }
        let Program(actor) = <Program as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let token = token(parts).ok_or(Refusal::SignInNeeded)?;
        Ok(Self { actor, pass: Pass::Token(Secret::given(token)) })
    }
}
