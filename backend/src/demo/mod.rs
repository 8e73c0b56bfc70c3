//! The demo: two caravans of invented people, made through the same verbs that people use.
//!
//! `plan` decides who does what (pure, seeded), `forms` writes it as forms, `play` performs it with a clock that stands
//! in 2022, `today` adds a caravan around the present day, for trying things out right now.

mod clock;
mod forms;
mod phone;
mod plan;
mod play;
mod rng;
mod today;
mod troubles;

use std::sync::Arc;

use clock::{DemoClock, DemoIds};
use forms::Texts;

use crate::accounts;
use crate::error::Internal;
use crate::{Actor, Backend, Refusal, Result, checkup};

/// E-mail of the demo's organiser; a one-time link signs in.
pub const ORGANISER: &str = "organiser@example.org";
/// Address of the caravan of 2022.
pub const CARAVAN_2022: &str = "keruen-2022";
/// Address of the caravan around today.
pub const CARAVAN_TODAY: &str = "bugin";

/// Whether the caravan of 2022 has the troubles that caravans have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Troubles {
    /// All went well: the figures of the report.
    #[default]
    None,
    /// Two phones, doubled people, teachers among the pupils: the review has work.
    Planted,
}

/// Fills an empty store, without troubles: see [`generate_with`].
pub async fn generate(backend: &Backend) -> Result<()> {
    generate_with(backend, Troubles::None).await
}

/// Fills an empty store. One that holds anything is refused with [`Refusal::Conflict`].
///
/// People, events, facts and ids are the same each time; secrets and keys come from the backend's own entropy.
pub async fn generate_with(backend: &Backend, troubles: Troubles) -> Result<()> {
    if !checkup::is_empty(backend).await? {
        return Err(Refusal::Conflict.into());
    }
    let texts = Texts::read().map_err(|_| Internal::Data("demo texts"))?;
    let clock = Arc::new(DemoClock::default());
    let past = backend.with_chance(clock.clone(), Arc::new(DemoIds::new(2646)));
    play::play(&past, &clock, &texts, troubles).await?;
    today::prepare(backend, &texts).await
}

/// The demo's organiser with today's memberships, signed in as people sign in: by a one-time link.
async fn organiser(backend: &Backend) -> Result<Actor> {
    let link = accounts::organiser_link(backend, &Actor::System, ORGANISER, Some("Demo")).await?;
    let session = accounts::link_use(backend, link.expose()).await?;
    let signed = accounts::session_actor(backend, session.expose()).await?.ok_or(Refusal::SignInNeeded)?;
    accounts::sign_out(backend, session.expose()).await?;
    Ok(signed.actor)
}
