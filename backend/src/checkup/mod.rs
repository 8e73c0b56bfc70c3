//! What an operator asks of the installation: is it new, is its schema ours, does the secret key fit.

mod sql;

use crate::error::Result;
use crate::store::{self, Store};
use crate::{Backend, keys};

pub use sql::Schema;

/// Whether nobody has an account yet.
pub async fn is_empty(backend: &Backend) -> Result<bool> {
    Ok(!backend.read().await?.any_account().await?)
}

/// Opens every signing key; says how many there are. Fails with a clear message when the secret key does not fit.
pub async fn signing_keys(backend: &Backend) -> Result<usize> {
    keys::check(backend).await
}

/// How the store's schema stands to this program; changes nothing.
pub async fn schema(store: &Store) -> store::Result<Schema> {
    store.read().await?.schema().await
}
