//! `keruen figures`: direct participants, attendances and their breakdowns, per project and caravan.

use std::error::Error;

use keruen_backend::Actor;

use super::say::say;
use crate::config::Config;
use crate::serve;

/// How to print.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// As one JSON document; the only form there is.
    #[arg(long, required = true)]
    json: bool,
}

/// Prints the document.
pub(super) async fn run(config: &Config, _options: &Options) -> Result<(), Box<dyn Error>> {
    let backend = serve::open(config).await?;
    let figures = keruen_backend::figures::figures_json(&backend, &Actor::System).await?;
    say(serde_json::to_string_pretty(&figures)?);
    backend.store().close().await;
    Ok(())
}
