//! Which store this is. Phones compare its id: after a restore it is a new one, and they send their last days again.

mod sql;

use uuid::Uuid;

use crate::error::{Error, Refusal, Result};
use crate::{Actor, Backend};

/// The store's id; drawn when it has none yet.
pub async fn instance_id(backend: &Backend) -> Result<Uuid> {
    let mut tx = backend.read().await?;
    if let Some(id) = tx.instance_id().await? {
        return Ok(id);
    }
    drop(tx);
    let now = backend.now();
    let mut tx = backend.write().await?;
    tx.instance_insert(backend.new_id(now), now).await?;
    let id = tx.instance_id().await?;
    tx.commit().await?;
    id.ok_or(Error::Refusal(Refusal::Conflict))
}

/// Gives the store a new id, after a backup was put in its place. For the console only.
pub async fn instance_renew(backend: &Backend, actor: &Actor) -> Result<Uuid> {
    actor.require_system()?;
    let now = backend.now();
    let id = backend.new_id(now);
    let mut tx = backend.write().await?;
    tx.instance_clear().await?;
    tx.instance_insert(id, now).await?;
    tx.commit().await?;
    Ok(id)
}
