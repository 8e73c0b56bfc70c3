//! `keruen migrate`: the schema only; `serve` does the same at its start.

use super::say::say;
use crate::config::Config;
use crate::serve::{ServeError, prepare_folder};
use keruen_backend::store::Store;

/// Applies what is missing.
pub(super) async fn run(config: &Config) -> Result<(), ServeError> {
    prepare_folder(config)?;
    let store = Store::connect(config.database_url.expose()).await?;
    say(format!("{}: the schema is up to date", store.engine()));
    store.close().await;
    Ok(())
}
