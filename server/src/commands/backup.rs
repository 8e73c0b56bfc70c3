//! `keruen backup FILE`: a copy of the SQLite database that is whole while the server runs.

use std::error::Error;
use std::path::Path;

use keruen_backend::Actor;

use super::say::say;
use crate::config::Config;
use crate::{secret_key, serve};

/// Copies, and says what else must be kept.
pub(super) async fn run(config: &Config, file: &Path) -> Result<(), Box<dyn Error>> {
    if !config.is_sqlite() {
        return Err("on PostgreSQL use pg_dump; keep KERUEN_SECRET_KEY with it (docs/operations.md)".into());
    }
    let backend = serve::look(config).await?;
    keruen_backend::backup::backup(&backend, &Actor::System, file).await?;
    say(format!("The database is in {}.", file.display()));
    let key = config
        .secret_key
        .as_ref()
        .map_or_else(|| secret_key::file(&config.data_dir).display().to_string(), |_| "KERUEN_SECRET_KEY".to_owned());
    say(format!("Keep {key} too, elsewhere: without it no new ticket can be signed."));
    backend.store().close().await;
    Ok(())
}
