//! Phones that scan: pairing by a link, the token they carry, who holds them, taking them out of service.

mod known;
mod sql;

use keruen_domain::api::{PairReply, PairRequest};
use keruen_domain::field::{Field, FieldErrors, FieldProblem};
use keruen_domain::id::{CaravanId, DeviceId, PairingId, StopId};
use keruen_domain::short_text::ShortText;
use keruen_domain::time::{HOUR, Timestamp};

use crate::actor::{Actor, DeviceActor, DeviceRole, MemberRole};
use crate::chance::Secret;
use crate::error::{Refusal, Result};
use crate::{Backend, retry::Tries};

pub(crate) use known::Known;
use sql::{Grant, NewPairing};

/// Most characters of an operator's name.
const NAME_MAX: u32 = 60;

/// What a pairing link is to grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairingForm {
    /// The one stop; none: the whole caravan.
    pub stop: Option<StopId>,
    /// What the phones may show.
    pub role: DeviceRole,
    /// Phones that may use it, 1 to 200.
    pub uses: i64,
    /// Hours until it runs out, 1 to 720.
    pub hours: i64,
}

/// A phone as its token tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairedDevice {
    /// Who asks.
    pub actor: DeviceActor,
    /// Whether it is still in service.
    pub standing: DeviceStanding,
}

/// Whether a phone is in service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceStanding {
    /// It is.
    Paired,
    /// It was taken out: its uploads are kept, but do not count; it gets no roster.
    Revoked,
}

/// A phone in the organiser's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    /// The device.
    pub id: DeviceId,
    /// What it may show.
    pub role: DeviceRole,
    /// Its stop; none: the whole caravan.
    pub stop: Option<StopId>,
    /// Names of those who held it, the latest first.
    pub operators: Vec<String>,
    /// When it was paired.
    pub paired_at: Timestamp,
    /// When it was last heard.
    pub seen_at: Option<Timestamp>,
    /// When it was taken out of service.
    pub revoked_at: Option<Timestamp>,
    /// Facts kept of it.
    pub facts: i64,
}

/// Makes a pairing link; the secret is shown once. For coordinators.
pub async fn pairing_create(backend: &Backend, actor: &Actor, caravan: CaravanId, form: PairingForm) -> Result<Secret> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    let project = tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require(project, MemberRole::Coordinator)?;
    let created_by = actor.account()?;
    if let Some(stop) = form.stop
        && tx.stop_find(stop).await?.map(|stop| stop.caravan) != Some(caravan)
    {
        return Err(Refusal::NotInCaravan.into());
    }
    let secret = backend.draw_secret();
    let new = NewPairing {
        id: PairingId(backend.new_id(now)),
        grant: Grant { caravan, stop: form.stop, role: form.role },
        created_by,
        expires_at: now.plus(form.hours.clamp(1, 720) * HOUR),
        uses: form.uses.clamp(1, 200),
    };
    tx.pairing_insert(&secret.hash(), &new, now).await?;
    tx.commit().await?;
    Ok(secret)
}

/// Spends one use of a pairing link and makes a device.
///
/// The link is the right to do so. Refusals: [`Refusal::LinkUnknown`], [`Refusal::LinkUsed`], [`Refusal::LinkExpired`];
/// a bad operator's name is a problem of [`Field::GivenName`].
pub async fn pair(backend: &Backend, request: &PairRequest) -> Result<PairReply> {
    let operator = operator_name(&request.operator).map_err(|problem| {
        let mut errors = FieldErrors::default();
        errors.add(Field::GivenName, problem);
        errors
    })?;
    let hash = Secret::given(&request.token).hash();
    let mut tries = Tries::default();
    loop {
        match pair_once(backend, &hash, &operator).await {
            Err(error) if tries.again(&error) => {}
            done => return done,
        }
    }
}

async fn pair_once(backend: &Backend, link: &[u8], operator: &ShortText) -> Result<PairReply> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    let Some(grant) = tx.pairing_spend(link, now).await? else {
        return Err(match tx.pairing_left(link).await? {
            None => Refusal::LinkUnknown,
            Some((_, expires_at)) if expires_at <= now => Refusal::LinkExpired,
            Some(_) => Refusal::LinkUsed,
        }
        .into());
    };
    let token = backend.draw_secret();
    let device = DeviceId(backend.new_id(now));
    let holder = backend.new_id(now);
    tx.device_insert(device, &token.hash(), grant, now).await?;
    tx.operator_insert(device, holder, operator.as_str(), now).await?;
    let caravan_title = tx.caravan_find(grant.caravan).await?.ok_or(Refusal::NotFound)?.title;
    tx.caravan_touch(grant.caravan).await?;
    tx.commit().await?;
    backend.live().touched(grant.caravan);
    Ok(PairReply {
        device_token: token.expose().to_owned(),
        device,
        operator: holder,
        caravan: grant.caravan,
        caravan_title,
        stop: grant.stop,
    })
}

/// Reads an operator's name: 1 to 60 printable characters.
pub fn operator_name(text: &str) -> Result<ShortText, FieldProblem> {
    ShortText::parse_max(text, NAME_MAX)
}

/// The phone that carries this token. Remembered for two seconds, so that a busy door costs no query per scan.
pub async fn device_actor(backend: &Backend, token: &str) -> Result<Option<PairedDevice>> {
    let hash = Secret::given(token).hash();
    let now = backend.now();
    if let Some(device) = backend.known_devices().get(&hash, now) {
        return Ok(Some(device));
    }
    let device = backend.read().await?.device_by_token(&hash).await?;
    if let Some(device) = device {
        backend.known_devices().put(hash, device, now);
    }
    Ok(device)
}

/// The caravan's phones, the latest paired first. For volunteers and above.
pub async fn device_list(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<Vec<DeviceRow>> {
    let mut tx = backend.read().await?;
    let project = tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require(project, MemberRole::Volunteer)?;
    let mut rows = tx.devices_of(caravan).await?;
    let operators = tx.operators_of(caravan).await?;
    let counts = tx.device_fact_counts(caravan).await?;
    for row in &mut rows {
        row.operators =
            operators.iter().filter(|(device, ..)| *device == row.id).map(|(.., name)| name.clone()).collect();
        row.facts = counts.iter().find(|(device, _)| *device == row.id).map_or(0, |(_, n)| *n);
    }
    Ok(rows)
}

/// Takes a phone out of service, at once here and within two seconds elsewhere. For coordinators.
pub async fn device_revoke(backend: &Backend, actor: &Actor, device: DeviceId) -> Result<()> {
    let mut tx = backend.write().await?;
    let caravan = tx.device_caravan(device).await?.ok_or(Refusal::NotFound)?;
    let project = tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require(project, MemberRole::Coordinator)?;
    tx.device_revoke(device, backend.now()).await?;
    tx.caravan_touch(caravan).await?;
    tx.commit().await?;
    backend.known_devices().forget(device);
    backend.live().touched(caravan);
    Ok(())
}
