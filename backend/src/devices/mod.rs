//! Phones that scan: pairing by a link, the token they carry, who holds them, taking them out of service.

mod known;
mod sql;

use std::ops::RangeInclusive;

pub use keruen_domain::api::DeviceStanding;
use keruen_domain::api::{DeviceReport, PairReply, PairRequest};
use keruen_domain::caravan::Stop;
use keruen_domain::field::{Field, FieldErrors, FieldProblem};
use keruen_domain::id::{CaravanId, DeviceId, PairingId, StopId};
use keruen_domain::join_code::JoinCode;
use keruen_domain::short_text::ShortText;
use keruen_domain::time::{HOUR, Timestamp};

use uuid::Uuid;

use crate::actor::{Actor, DeviceActor, DeviceRole, MemberRole};
use crate::chance::Secret;
use crate::error::{Error, Refusal, Result};
use crate::{Backend, retry::Tries, zone};

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
    /// Phones that may use it, within [`PairingForm::USES`].
    pub uses: i64,
    /// When it works.
    pub when: Validity,
}

/// When a pairing link works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// From now on, for so many hours within [`PairingForm::HOURS`].
    Hours(i64),
    /// On the days of its stop, by the stop's calendar: a printed code may be made weeks before.
    StopDays,
}

impl PairingForm {
    /// How many phones one link may pair.
    pub const USES: RangeInclusive<i64> = 1..=200;
    /// How long a link may work, in hours: 30 days at most.
    pub const HOURS: RangeInclusive<i64> = 1..=720;

    /// A link for one phone and one day.
    pub const fn one_phone(role: DeviceRole, stop: Option<StopId>) -> Self {
        Self { stop, role, uses: 1, when: Validity::Hours(24) }
    }
}

/// A pairing link just made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLink {
    /// Its secret; shown now or never.
    pub code: JoinCode,
    /// When it begins to work.
    pub valid_from: Timestamp,
    /// When it runs out.
    pub expires_at: Timestamp,
}

/// A phone as its token tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairedDevice {
    /// Who asks.
    pub actor: DeviceActor,
    /// Whether it is still in service.
    pub standing: DeviceStanding,
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
    /// How it last said it was, and when.
    pub report: Option<(Timestamp, DeviceReport)>,
}

impl DeviceRow {
    /// Name of who held it when it was last heard; of who came last when it never said.
    pub(crate) fn holder(&self, operators: &[(DeviceId, Uuid, String)]) -> String {
        let own = || operators.iter().filter(|(device, ..)| *device == self.id);
        let told = self.report.as_ref().and_then(|(_, report)| own().find(|(_, id, _)| *id == report.operator));
        told.or_else(|| own().next()).map(|(.., name)| name.clone()).unwrap_or_default()
    }
}

/// A pairing link that still works, or will.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairingRow {
    /// The link.
    pub id: PairingId,
    /// The one stop; none: the whole caravan.
    pub stop: Option<StopId>,
    /// What its phones may show.
    pub role: DeviceRole,
    /// Phones that may still use it.
    pub uses_left: i64,
    /// When it was made: two of one kind are told apart by it.
    pub made_at: Timestamp,
    /// When it begins to work.
    pub valid_from: Timestamp,
    /// When it runs out.
    pub expires_at: Timestamp,
}

/// Makes a pairing link; its code is shown once. For coordinators: of the stop, or of the whole project. A link for the days of a stop needs one: else a
/// problem of `stop`.
pub async fn pairing_create(
    backend: &Backend,
    actor: &Actor,
    caravan: CaravanId,
    form: PairingForm,
) -> Result<NewLink> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    let project = tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require((project, form.stop), MemberRole::Coordinator)?;
    let created_by = actor.account()?;
    let stop = match form.stop {
        Some(id) => Some(tx.stop_find(id).await?.filter(|stop| stop.caravan == caravan).ok_or(Refusal::NotInCaravan)?),
        None => None,
    };
    let (valid_from, expires_at) = match (form.when, &stop) {
        (Validity::Hours(hours), _) => {
            (now, now.plus(hours.clamp(*PairingForm::HOURS.start(), *PairingForm::HOURS.end()) * HOUR))
        }
        (Validity::StopDays, Some(stop)) => {
            let Stop { first_day: first, last_day: last, .. } = *stop;
            let days = zone::days(first, last, &stop.zone).filter(|(_, until)| *until > now);
            days.ok_or_else(|| Error::input("stop", FieldProblem::OutsideStop { first, last }))?
        }
        (Validity::StopDays, None) => return Err(Error::input("stop", FieldProblem::NotChosen)),
    };
    let mut random = [0; 16];
    backend.entropy().fill(&mut random);
    let code = JoinCode::from_random(random);
    let new = NewPairing {
        id: PairingId(backend.new_id(now)),
        grant: Grant { caravan, stop: form.stop, role: form.role },
        created_by,
        valid_from,
        expires_at,
        uses: form.uses.clamp(*PairingForm::USES.start(), *PairingForm::USES.end()),
    };
    tx.pairing_insert(&hash(code), &new, now).await?;
    tx.commit().await?;
    Ok(NewLink { code, valid_from, expires_at })
}

/// What the store keeps of a code. A code that a few phones may spend for some days needs no slow hash.
fn hash(code: JoinCode) -> Vec<u8> {
    Secret::given(code.as_str()).hash()
}

/// The caravan's pairing links that still work or will, the first to run out first. For coordinators: those of their stops.
pub async fn pairing_list(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<Vec<PairingRow>> {
    let mut tx = backend.read().await?;
    let project = tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require(project, MemberRole::Volunteer)?;
    let mut open = tx.pairings_open(caravan, backend.now()).await?;
    open.retain(|link| actor.is((project, link.stop), MemberRole::Coordinator));
    Ok(open)
}

/// Makes a pairing link useless; phones that it paired stay. For coordinators of its stop.
pub async fn pairing_withdraw(backend: &Backend, actor: &Actor, caravan: CaravanId, id: PairingId) -> Result<()> {
    let mut tx = backend.write().await?;
    let project = tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require(project, MemberRole::Volunteer)?;
    let stop = tx.pairing_stop(caravan, id).await?.ok_or(Refusal::NotFound)?;
    actor.require((project, stop), MemberRole::Coordinator)?;
    tx.pairing_withdraw(id).await?;
    tx.commit().await?;
    Ok(())
}

/// Spends one use of a pairing link and makes a device.
///
/// The link is the right to do so. Refusals: [`Refusal::LinkUnknown`], [`Refusal::LinkUsed`], [`Refusal::LinkExpired`],
/// [`Refusal::LinkNotYet`];
/// a bad operator's name is a problem of [`Field::GivenName`].
pub async fn pair(backend: &Backend, request: &PairRequest) -> Result<PairReply> {
    let operator = operator_name(&request.operator).map_err(|problem| {
        let mut errors = FieldErrors::default();
        errors.add(Field::GivenName, problem);
        errors
    })?;
    let hash = hash(JoinCode::parse(&request.token).map_err(|_| Refusal::LinkUnknown)?);
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
            Some(left) if left.expires_at <= now => Refusal::LinkExpired,
            Some(left) if left.uses == 0 => Refusal::LinkUsed,
            Some(_) => Refusal::LinkNotYet,
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
        pairing_key: Some(backend.secret_key().pairing_key(device)),
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
    let device = backend.look().await?.device_by_token(&hash).await?;
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

/// Takes a phone out of service, at once here and within two seconds elsewhere. For coordinators of its stop.
pub async fn device_revoke(backend: &Backend, actor: &Actor, device: DeviceId) -> Result<()> {
    let mut tx = backend.write().await?;
    let scope = tx.device_scope(device).await?.ok_or(Refusal::NotFound)?;
    actor.require(scope.place(), MemberRole::Coordinator)?;
    let caravan = scope.caravan;
    tx.device_revoke(device, backend.now()).await?;
    tx.caravan_touch(caravan).await?;
    tx.commit().await?;
    backend.known_devices().forget(device);
    backend.live().touched(caravan);
    Ok(())
}
