//! One file that holds everything but the store's instance id, made while the server runs. Together with the secret key it
//! restores tickets that verify. In its place the copy is another store with an id of its own, so phones send their last
//! days again; copies made by other tools need [`crate::instance::instance_renew`].

use std::path::Path;

use crate::error::{Internal, Result};
use crate::store::Store;
use crate::{Actor, Backend};

/// Writes a consistent copy of a SQLite store to `path`, which must not exist; only its owner may read it. For the
/// console only.
///
/// [`Internal::Unsupported`] on PostgreSQL, which has its own tool for it.
pub async fn backup(backend: &Backend, actor: &Actor, path: &Path) -> Result<()> {
    actor.require_system()?;
    if matches!(backend.store(), Store::Postgres(_)) {
        return Err(Internal::Unsupported("PostgreSQL is backed up by `pg_dump --format=custom`").into());
    }
    drop(private_file(path).map_err(Internal::File)?);
    let copied = backend.store().copy_to(path).await;
    if copied.is_err() {
        // Half a backup must not be taken for one.
        std::fs::remove_file(path).map_err(Internal::File)?;
    }
    Ok(copied?)
}

/// A new, empty file with everybody's names in it soon.
fn private_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
