//! `keruen restored`: the database is an older copy of itself. Phones are told by its new instance id.

use std::error::Error;

use keruen_backend::{Actor, instance};

use super::say::say;
use crate::config::Config;
use crate::serve;

/// Gives the database a new instance id.
pub(super) async fn run(config: &Config) -> Result<(), Box<dyn Error>> {
    let backend = serve::look(config).await?;
    instance::instance_renew(&backend, &Actor::System).await?;
    say("Phones will load their lists anew and send the marks of their last 7 days again.");
    backend.store().close().await;
    Ok(())
}
