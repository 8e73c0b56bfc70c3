//! `keruen demo`: both demo caravans, through the same verbs that people use.

use std::error::Error;

use clap::Args;
use keruen_backend::Backend;
use keruen_backend::demo::{self, Troubles};

use super::say::say;
use crate::config::Config;
use crate::serve;

/// What to load.
#[derive(Args, Debug)]
pub struct Options {
    /// Plant the troubles that doors have: the board shows 2 662 until the review is settled.
    #[arg(long)]
    troubles: bool,
}

/// Loads the demo and says where to look.
pub(super) async fn run(config: &Config, options: &Options) -> Result<(), Box<dyn Error>> {
    let backend = serve::open(config).await?;
    let troubles = if options.troubles { Troubles::Planted } else { Troubles::None };
    demo::generate_with(&backend, troubles).await?;
    say("The demo is loaded. `keruen serve` shows it.");
    backend.store().close().await;
    Ok(())
}

/// Loads it into an empty database.
pub(super) async fn load(backend: &Backend) -> keruen_backend::Result<()> {
    demo::generate(backend).await
}
