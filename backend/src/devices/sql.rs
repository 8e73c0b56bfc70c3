//! Rows of `pairings`, `devices` and `operators`.

use keruen_domain::id::{AccountId, CaravanId, DeviceId, PairingId, ProjectId, StopId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::{DeviceRow, DeviceStanding, PairedDevice};
use crate::actor::{DeviceActor, DeviceRole};
use crate::store::{Result, Tx, on, parsed};

/// What a pairing link grants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grant {
    pub(super) caravan: CaravanId,
    pub(super) stop: Option<StopId>,
    pub(super) role: DeviceRole,
}

/// A pairing link as it is kept.
pub(super) struct NewPairing {
    pub(super) id: PairingId,
    pub(super) grant: Grant,
    pub(super) created_by: AccountId,
    pub(super) expires_at: Timestamp,
    pub(super) uses: i64,
}

impl Tx {
    pub(super) async fn pairing_insert(&mut self, hash: &[u8], new: &NewPairing, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO pairings (id, token_hash, caravan_id, stop_id, role, created_by, created_at, expires_at, uses_left)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        on!(self, db => sqlx::query(SQL)
            .bind(new.id.0)
            .bind(hash)
            .bind(new.grant.caravan.0)
            .bind(new.grant.stop.map(|stop| stop.0))
            .bind(new.grant.role.as_str())
            .bind(new.created_by.0)
            .bind(now.millis())
            .bind(new.expires_at.millis())
            .bind(new.uses)
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Spends one use of the link, if one is left and it has not run out.
    pub(super) async fn pairing_spend(&mut self, hash: &[u8], now: Timestamp) -> Result<Option<Grant>> {
        const SQL: &str =
            "UPDATE pairings SET uses_left = uses_left - 1 WHERE token_hash = $1 AND uses_left > 0 AND expires_at > $2
            RETURNING caravan_id, stop_id, role";
        let row: Option<(Uuid, Option<Uuid>, String)> =
            on!(self, db => sqlx::query_as(SQL).bind(hash).bind(now.millis()).fetch_optional(db).await)?;
        row.map(|(caravan, stop, role)| {
            Ok(Grant {
                caravan: CaravanId(caravan),
                stop: stop.map(StopId),
                role: parsed(DeviceRole::parse(&role), "pairings", "role")?,
            })
        })
        .transpose()
    }

    /// Uses left and expiry of a link.
    pub(super) async fn pairing_left(&mut self, hash: &[u8]) -> Result<Option<(i64, Timestamp)>> {
        const SQL: &str = "SELECT uses_left, expires_at FROM pairings WHERE token_hash = $1";
        let row: Option<(i64, i64)> = on!(self, db => sqlx::query_as(SQL).bind(hash).fetch_optional(db).await)?;
        Ok(row.map(|(uses, at)| (uses, Timestamp::from_millis(at))))
    }

    pub(super) async fn device_insert(
        &mut self,
        id: DeviceId,
        hash: &[u8],
        grant: Grant,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO devices (id, token_hash, caravan_id, stop_id, role, paired_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $6)";
        on!(self, db => sqlx::query(SQL)
            .bind(id.0)
            .bind(hash)
            .bind(grant.caravan.0)
            .bind(grant.stop.map(|stop| stop.0))
            .bind(grant.role.as_str())
            .bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Keeps the first name that an operator's id came with.
    pub(crate) async fn operator_insert(
        &mut self,
        device: DeviceId,
        id: Uuid,
        name: &str,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str =
            "INSERT INTO operators (id, device_id, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        on!(self, db => sqlx::query(SQL).bind(id).bind(device.0).bind(name).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    pub(super) async fn device_by_token(&mut self, hash: &[u8]) -> Result<Option<PairedDevice>> {
        const SQL: &str = "SELECT d.id, d.caravan_id, c.project_id, d.stop_id, d.role, d.revoked_at
            FROM devices d JOIN caravans c ON c.id = d.caravan_id WHERE d.token_hash = $1";
        type Row = (Uuid, Uuid, Uuid, Option<Uuid>, String, Option<i64>);
        let row: Option<Row> = on!(self, db => sqlx::query_as(SQL).bind(hash).fetch_optional(db).await)?;
        row.map(|(id, caravan, project, stop, role, revoked)| {
            Ok(PairedDevice {
                actor: DeviceActor {
                    id: DeviceId(id),
                    project: ProjectId(project),
                    caravan: CaravanId(caravan),
                    stop: stop.map(StopId),
                    role: parsed(DeviceRole::parse(&role), "devices", "role")?,
                },
                standing: if revoked.is_some() { DeviceStanding::Revoked } else { DeviceStanding::Paired },
            })
        })
        .transpose()
    }

    /// The caravan that a device serves.
    pub(super) async fn device_caravan(&mut self, device: DeviceId) -> Result<Option<CaravanId>> {
        const SQL: &str = "SELECT caravan_id FROM devices WHERE id = $1";
        let row: Option<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(device.0).fetch_optional(db).await)?;
        Ok(row.map(CaravanId))
    }

    pub(super) async fn device_revoke(&mut self, device: DeviceId, now: Timestamp) -> Result<()> {
        const SQL: &str = "UPDATE devices SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
        on!(self, db => sqlx::query(SQL).bind(device.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Notes that a device was heard.
    pub(crate) async fn device_seen(&mut self, device: DeviceId, now: Timestamp) -> Result<()> {
        const SQL: &str = "UPDATE devices SET seen_at = $2 WHERE id = $1 AND (seen_at IS NULL OR seen_at < $2)";
        on!(self, db => sqlx::query(SQL).bind(device.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// The caravan's devices, the latest paired first, without operators and counts.
    pub(crate) async fn devices_of(&mut self, caravan: CaravanId) -> Result<Vec<DeviceRow>> {
        const SQL: &str = "SELECT id, role, stop_id, paired_at, seen_at, revoked_at FROM devices WHERE caravan_id = $1 ORDER BY paired_at DESC, id";
        type Row = (Uuid, String, Option<Uuid>, i64, Option<i64>, Option<i64>);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, role, stop, paired, seen, revoked)| {
                Ok(DeviceRow {
                    id: DeviceId(id),
                    role: parsed(DeviceRole::parse(&role), "devices", "role")?,
                    stop: stop.map(StopId),
                    operators: Vec::new(),
                    paired_at: Timestamp::from_millis(paired),
                    seen_at: seen.map(Timestamp::from_millis),
                    revoked_at: revoked.map(Timestamp::from_millis),
                    facts: 0,
                })
            })
            .collect()
    }

    /// Operators of the caravan's devices, the latest first: device, operator, name.
    pub(crate) async fn operators_of(&mut self, caravan: CaravanId) -> Result<Vec<(DeviceId, Uuid, String)>> {
        const SQL: &str = "SELECT o.device_id, o.id, o.name FROM operators o JOIN devices d ON d.id = o.device_id
            WHERE d.caravan_id = $1 ORDER BY o.created_at DESC, o.id DESC";
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(device, operator, name)| (DeviceId(device), operator, name)).collect())
    }

    /// Facts kept of each of the caravan's devices.
    pub(super) async fn device_fact_counts(&mut self, caravan: CaravanId) -> Result<Vec<(DeviceId, i64)>> {
        const SQL: &str = "SELECT f.source_id, COUNT(*) FROM facts f WHERE f.source_id IN (SELECT d.id FROM devices d WHERE d.caravan_id = $1)
            GROUP BY f.source_id";
        let rows: Vec<(Uuid, i64)> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(device, n)| (DeviceId(device), n)).collect())
    }
}
