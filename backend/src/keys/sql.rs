//! Rows of `caravan_keys`.

use keruen_domain::id::{CaravanId, ProjectId};
use keruen_domain::ticket::CaravanKey;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on, parsed};

impl Tx {
    pub(super) async fn caravan_key_insert(&mut self, key: &CaravanKey, sealed: &[u8], now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO caravan_keys (caravan_id, key_version, public_key, sealed_seed, created_at)
            VALUES ($1, $2, $3, $4, $5)";
        on!(self, db => sqlx::query(SQL).bind(key.caravan.0).bind(i64::from(key.version)).bind(key.bytes.as_slice()).bind(sealed)
            .bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// The caravan's newest key: its number and its sealed seed.
    pub(super) async fn caravan_key_sealed(&mut self, caravan: CaravanId) -> Result<Option<(u8, Vec<u8>)>> {
        const SQL: &str =
            "SELECT key_version, sealed_seed FROM caravan_keys WHERE caravan_id = $1 ORDER BY key_version DESC LIMIT 1";
        let row: Option<(i64, Vec<u8>)> =
            on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_optional(db).await)?;
        row.map(|(version, sealed)| Ok((key_version(version)?, sealed))).transpose()
    }

    pub(super) async fn caravan_key_all(&mut self) -> Result<Vec<(CaravanId, u8, Vec<u8>)>> {
        const SQL: &str =
            "SELECT caravan_id, key_version, sealed_seed FROM caravan_keys ORDER BY caravan_id, key_version";
        let rows: Vec<(Uuid, i64, Vec<u8>)> = on!(self, db => sqlx::query_as(SQL).fetch_all(db).await)?;
        let read = |(caravan, version, sealed)| Ok((CaravanId(caravan), key_version(version)?, sealed));
        rows.into_iter().map(read).collect()
    }

    pub(super) async fn caravan_keys_of_project(&mut self, project: ProjectId) -> Result<Vec<CaravanKey>> {
        const SQL: &str = "SELECT k.caravan_id, k.key_version, k.public_key FROM caravan_keys k
            JOIN caravans c ON c.id = k.caravan_id WHERE c.project_id = $1 ORDER BY k.caravan_id, k.key_version";
        let rows: Vec<(Uuid, i64, Vec<u8>)> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        let read = |(caravan, version, bytes): (Uuid, i64, Vec<u8>)| {
            let bytes = parsed(bytes.try_into().ok(), "caravan_keys", "public_key")?;
            Ok(CaravanKey { caravan: CaravanId(caravan), version: key_version(version)?, bytes })
        };
        rows.into_iter().map(read).collect()
    }
}

/// A key's number as it stands in a ticket's first byte.
pub(crate) fn key_version(stored: i64) -> Result<u8> {
    parsed(u8::try_from(stored).ok(), "caravan_keys", "key_version")
}
