//! `keruen demo`: both demo caravans, through the same verbs that people use.

use std::error::Error;

use keruen_backend::{Backend, demo};

use super::say::say;
use crate::config::Config;
use crate::serve;

/// Loads the demo and says where to look.
pub(super) async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let backend = serve::open(config).await?;
    load(&backend).await?;
    say("The demo is loaded. `keruen serve` shows it.");
    backend.store().close().await;
    Ok(())
}

/// Loads it into an empty database.
pub(super) async fn load(backend: &Backend) -> keruen_backend::Result<()> {
    demo::generate(backend).await
}
