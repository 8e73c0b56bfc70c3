//! The one row of `instance`.

use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on};

impl Tx {
    pub(crate) async fn instance_id(&mut self) -> Result<Option<Uuid>> {
        const SQL: &str = "SELECT id FROM instance";
        Ok(on!(self, db => sqlx::query_scalar(SQL).fetch_optional(db).await)?)
    }

    /// Does nothing when there is a row already, so that of two first callers one id stays.
    pub(crate) async fn instance_insert(&mut self, id: Uuid, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO instance (only_row, id, created_at) VALUES (1, $1, $2) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(id).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(crate) async fn instance_clear(&mut self) -> Result<()> {
        const SQL: &str = "DELETE FROM instance";
        on!(self, db => sqlx::query(SQL).execute(db).await.map(drop))?;
        Ok(())
    }
}
