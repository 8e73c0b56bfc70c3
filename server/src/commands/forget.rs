//! `keruen forget`: erases whoever's time is over, now.

use std::error::Error;

use keruen_backend::Actor;
use keruen_backend::erasure::forget_due;

use super::say::say;
use crate::config::Config;
use crate::{mail, serve};

/// Erases, and says how many.
pub(super) async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let backend = serve::open(config).await?;
    let forgotten = forget_due(&backend, &Actor::System).await?;
    say(format!("Without a consent in time: {}", forgotten.consent_due));
    say(format!("After the last day of keeping: {}", forgotten.retention));
    mail::folder(&config.data_dir).sweep(&backend).await?;
    backend.store().close().await;
    Ok(())
}
