//! Rows of `pairings`, `devices` and `operators`.

use keruen_domain::api::DeviceReport;
use keruen_domain::id::{AccountId, CaravanId, DeviceId, PairingId, ProjectId, StopId};
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::{DeviceRow, DeviceStanding, PairedDevice, PairingRow};
use crate::actor::{DeviceActor, DeviceRole};
use crate::caravans::{Scope, ScopeRow};
use crate::store::{Result, StoreError, Tx, from_json, on, parsed, to_json};

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
    pub(super) valid_from: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) uses: i64,
}

/// What is left of a link.
pub(super) struct Left {
    pub(super) uses: i64,
    pub(super) expires_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: Uuid,
    role: String,
    stop_id: Option<Uuid>,
    paired_at: i64,
    seen_at: Option<i64>,
    revoked_at: Option<i64>,
    reported_at: Option<i64>,
    operator_id: Option<Uuid>,
    unsent: Option<i64>,
    quarantined: Option<i64>,
    clock_offset: Option<i64>,
    roster_as_of: Option<i64>,
    ready: Option<String>,
}

impl TryFrom<Columns> for DeviceRow {
    type Error = StoreError;
    fn try_from(row: Columns) -> Result<Self> {
        let ready = row.ready.as_deref().map(|text| from_json(text, "devices", "ready")).transpose()?;
        let report = row.reported_at.zip(row.operator_id).map(|(at, operator)| {
            let report = DeviceReport {
                operator,
                unsent: row.unsent.unwrap_or(0),
                quarantined: row.quarantined.unwrap_or(0),
                offset: row.clock_offset,
                roster_as_of: row.roster_as_of.map(Timestamp::from_millis),
                ready,
            };
            (Timestamp::from_millis(at), report)
        });
        Ok(Self {
            id: DeviceId(row.id),
            role: parsed(DeviceRole::parse(&row.role), "devices", "role")?,
            stop: row.stop_id.map(StopId),
            operators: Vec::new(),
            paired_at: Timestamp::from_millis(row.paired_at),
            seen_at: row.seen_at.map(Timestamp::from_millis),
            revoked_at: row.revoked_at.map(Timestamp::from_millis),
            facts: 0,
            report,
        })
    }
}

impl Tx {
    pub(super) async fn pairing_insert(&mut self, hash: &[u8], new: &NewPairing, now: Timestamp) -> Result<()> {
        const SQL: &str = "INSERT INTO pairings (id, token_hash, caravan_id, stop_id, role, created_by, created_at, valid_from, expires_at, uses_left)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        on!(self, db => sqlx::query(SQL)
            .bind(new.id.0)
            .bind(hash)
            .bind(new.grant.caravan.0)
            .bind(new.grant.stop.map(|stop| stop.0))
            .bind(new.grant.role.as_str())
            .bind(new.created_by.0)
            .bind(now.millis())
            .bind(new.valid_from.millis())
            .bind(new.expires_at.millis())
            .bind(new.uses)
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Spends one use of the link, if one is left, it works already and has not run out.
    pub(super) async fn pairing_spend(&mut self, hash: &[u8], now: Timestamp) -> Result<Option<Grant>> {
        const SQL: &str =
            "UPDATE pairings SET uses_left = uses_left - 1 WHERE token_hash = $1 AND uses_left > 0 AND expires_at > $2 AND valid_from <= $2
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
    pub(super) async fn pairing_left(&mut self, hash: &[u8]) -> Result<Option<Left>> {
        const SQL: &str = "SELECT uses_left, expires_at FROM pairings WHERE token_hash = $1";
        let row: Option<(i64, i64)> = on!(self, db => sqlx::query_as(SQL).bind(hash).fetch_optional(db).await)?;
        Ok(row.map(|(uses, at)| Left { uses, expires_at: Timestamp::from_millis(at) }))
    }

    /// Links that have uses left and have not run out.
    pub(super) async fn pairings_open(&mut self, caravan: CaravanId, now: Timestamp) -> Result<Vec<PairingRow>> {
        const SQL: &str = "SELECT id, stop_id, role, uses_left, created_at, valid_from, expires_at FROM pairings
            WHERE caravan_id = $1 AND uses_left > 0 AND expires_at > $2 ORDER BY expires_at, id";
        type Row = (Uuid, Option<Uuid>, String, i64, i64, i64, i64);
        let rows: Vec<Row> =
            on!(self, db => sqlx::query_as(SQL).bind(caravan.0).bind(now.millis()).fetch_all(db).await)?;
        let read = |(id, stop, role, uses_left, made, from, until): Row| {
            Ok(PairingRow {
                id: PairingId(id),
                stop: stop.map(StopId),
                role: parsed(DeviceRole::parse(&role), "pairings", "role")?,
                uses_left,
                made_at: Timestamp::from_millis(made),
                valid_from: Timestamp::from_millis(from),
                expires_at: Timestamp::from_millis(until),
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// The stop of a caravan's link, the inner one; the outer none: the caravan has no such link.
    pub(super) async fn pairing_stop(&mut self, caravan: CaravanId, id: PairingId) -> Result<Option<Option<StopId>>> {
        const SQL: &str = "SELECT stop_id FROM pairings WHERE id = $1 AND caravan_id = $2";
        let row: Option<Option<Uuid>> =
            on!(self, db => sqlx::query_scalar(SQL).bind(id.0).bind(caravan.0).fetch_optional(db).await)?;
        Ok(row.map(|stop| stop.map(StopId)))
    }

    /// Takes away the uses that a link has left.
    pub(super) async fn pairing_withdraw(&mut self, id: PairingId) -> Result<()> {
        const SQL: &str = "UPDATE pairings SET uses_left = 0 WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(id.0).execute(db).await.map(drop))?;
        Ok(())
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

    /// Where a device belongs.
    pub(crate) async fn device_scope(&mut self, device: DeviceId) -> Result<Option<Scope>> {
        const SQL: &str = "SELECT d.caravan_id, c.project_id, d.stop_id
            FROM devices d JOIN caravans c ON c.id = d.caravan_id WHERE d.id = $1";
        let row: Option<ScopeRow> = on!(self, db => sqlx::query_as(SQL).bind(device.0).fetch_optional(db).await)?;
        Ok(row.map(Scope::from))
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

    /// Keeps how a device said it was.
    pub(crate) async fn device_report(
        &mut self,
        device: DeviceId,
        report: &DeviceReport,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str =
            "UPDATE devices SET reported_at = $2, operator_id = $3, unsent = $4, quarantined = $5, clock_offset = $6,
            roster_as_of = $7, ready = $8 WHERE id = $1";
        let ready = report.ready.as_ref().map(to_json);
        on!(self, db => sqlx::query(SQL)
            .bind(device.0)
            .bind(now.millis())
            .bind(report.operator)
            .bind(report.unsent)
            .bind(report.quarantined)
            .bind(report.offset)
            .bind(report.roster_as_of.map(Timestamp::millis))
            .bind(ready)
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// The caravan's devices, the latest paired first, without operators and counts.
    pub(crate) async fn devices_of(&mut self, caravan: CaravanId) -> Result<Vec<DeviceRow>> {
        const SQL: &str = "SELECT id, role, stop_id, paired_at, seen_at, revoked_at,
            reported_at, operator_id, unsent, quarantined, clock_offset, roster_as_of, ready
            FROM devices WHERE caravan_id = $1 ORDER BY paired_at DESC, id";
        let rows: Vec<Columns> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        rows.into_iter().map(DeviceRow::try_from).collect()
    }

    /// Operators of the caravan's devices, the latest first: device, operator, name.
    pub(crate) async fn operators_of(&mut self, caravan: CaravanId) -> Result<Vec<(DeviceId, Uuid, String)>> {
        const SQL: &str = "SELECT o.device_id, o.id, o.name FROM operators o JOIN devices d ON d.id = o.device_id
            WHERE d.caravan_id = $1 ORDER BY o.created_at DESC, o.id DESC";
        let rows: Vec<(Uuid, Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(device, operator, name)| (DeviceId(device), operator, name)).collect())
    }

    /// Facts kept of each of the caravan's devices, those without a proof aside.
    pub(super) async fn device_fact_counts(&mut self, caravan: CaravanId) -> Result<Vec<(DeviceId, i64)>> {
        const SQL: &str = "SELECT f.source_id, COUNT(*) FROM facts f WHERE f.source_id IN (SELECT d.id FROM devices d WHERE d.caravan_id = $1)
            AND f.handed_by IS NULL GROUP BY f.source_id";
        let rows: Vec<(Uuid, i64)> = on!(self, db => sqlx::query_as(SQL).bind(caravan.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(device, n)| (DeviceId(device), n)).collect())
    }
}
