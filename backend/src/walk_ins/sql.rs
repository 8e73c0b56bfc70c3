//! Rows of `walk_ins`.

use std::collections::HashSet;

use keruen_domain::id::{CaravanId, DeviceId, PersonId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::store::{Result, Tx, on};

impl Tx {
    /// Whether this id is in use, for a person or for a ticket; and by which phone, when a phone made it for somebody who
    /// came without registering.
    pub(super) async fn walk_in_known(&mut self, id: PersonId) -> Result<Option<Option<DeviceId>>> {
        const SQL: &str = "SELECT w.device_id FROM persons p LEFT JOIN walk_ins w ON w.person_id = p.id WHERE p.id = $1
            UNION ALL SELECT NULL FROM tickets t WHERE t.id = $1 AND t.person_id <> $1
            UNION ALL SELECT NULL FROM blanks b WHERE b.id = $1";
        let rows: Vec<Option<Uuid>> = on!(self, db => sqlx::query_scalar(SQL).bind(id.0).fetch_all(db).await)?;
        Ok(rows.into_iter().next().map(|device| device.map(DeviceId)))
    }

    /// Whom phones of the caravan brought after they had been taken out of service.
    pub(crate) async fn walk_ins_after_revocation(&mut self, caravan: CaravanId) -> Result<HashSet<PersonId>> {
        const SQL: &str = "SELECT w.person_id FROM walk_ins w JOIN devices d ON d.id = w.device_id
            WHERE d.caravan_id = $1 AND w.created_at >= d.revoked_at";
        let rows: Vec<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(caravan.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(PersonId).collect())
    }

    /// Notes which phone described the person.
    pub(super) async fn walk_in_insert(&mut self, id: PersonId, device: DeviceId, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO walk_ins (person_id, device_id, created_at) VALUES ($1, $2, $3)";
        on!(self, db => sqlx::query(SQL).bind(id.0).bind(device.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }
}
