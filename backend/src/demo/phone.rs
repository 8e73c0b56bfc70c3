//! The demo's phones: paired, at a door, sending what they recorded in batches.

use keruen_domain::api::{BATCH_MAX, OutgoingBatch, PairRequest, ScanBatch};
use keruen_domain::fact::{Body, Direction, Fact, Method, Outcome, Read, Scan};
use keruen_domain::id::{CaravanId, DeviceId, EventId, FactId, StopId, TicketId};
use keruen_domain::scan::{Verdict, Verdicts};
use keruen_domain::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};
use uuid::Uuid;

use super::play::Play;
use super::troubles::Hitch;
use crate::actor::{DeviceActor, DeviceRole};
use crate::devices::{PairingForm, device_actor, pair, pairing_create};
use crate::error::Internal;
use crate::{Backend, Refusal, Result, scans};

/// A phone at a door of the demo.
pub(super) struct Phone {
    actor: DeviceActor,
    pub(super) device: DeviceId,
    operator: Uuid,
    seq: i64,
    boot: i64,
    /// Milliseconds by which its clock is ahead.
    skew: i64,
    /// Whom it let in, where and when, by the true time.
    pub(super) made: Vec<(EventId, TicketId, Timestamp)>,
}

impl Phone {
    pub(super) fn fact(&mut self, backend: &Backend, at: Timestamp, body: Body) -> Fact {
        self.seq += 1;
        let wall = at.plus(self.skew);
        let id = FactId(backend.new_id(at));
        Fact { id, seq: self.seq, wall, boot: self.boot, mono: at.millis() - self.boot, body }
    }

    /// A reading of something.
    pub(super) fn reads(
        &mut self,
        backend: &Backend,
        at: Timestamp,
        event: EventId,
        read: Read,
        (verdicts, outcome): (Verdicts, Outcome),
    ) -> Fact {
        let (direction, method, operator) = (Direction::In, Method::Qr, self.operator);
        self.fact(backend, at, Body::Scan(Scan { event, read, direction, method, operator, verdicts, outcome }))
    }

    /// Its clock runs ahead from now on, and is measured.
    fn runs_ahead(&mut self, backend: &Backend, at: Timestamp, skew: i64) -> Fact {
        self.skew = skew;
        let body = Body::Clock { device: self.device, from_seq: self.seq + 1, offset: -skew, uncertainty: 20 };
        self.fact(backend, at, body)
    }

    /// Sends what it recorded, as phones do.
    pub(super) async fn sends(&self, backend: &Backend, now: Timestamp, facts: &[Fact]) -> Result<()> {
        for part in facts.chunks(BATCH_MAX) {
            let batch = OutgoingBatch { sent_at: Some(now), facts: part.to_vec(), ..OutgoingBatch::default() };
            scans::ingest(backend, self.actor, sent(&batch)?).await?;
        }
        Ok(())
    }
}

impl Play<'_> {
    pub(super) async fn phone(&self, caravan: CaravanId, stop: Option<StopId>, operator: &str) -> Result<Phone> {
        let form = PairingForm::one_phone(DeviceRole::Door, stop);
        let link = pairing_create(self.backend, &self.organiser, caravan, form).await?;
        let reply =
            pair(self.backend, &PairRequest { token: link.code.as_str().to_owned(), operator: operator.to_owned() })
                .await?;
        let paired = device_actor(self.backend, &reply.device_token).await?.ok_or(Refusal::NotFound)?;
        Ok(Phone {
            actor: paired.actor,
            device: reply.device,
            operator: reply.operator,
            seq: 0,
            boot: self.backend.now().millis(),
            skew: 0,
            made: Vec::new(),
        })
    }

    /// Everybody comes in the forty minutes before the start, to the phones in turn; every 29th types the short code's way.
    pub(super) async fn door(
        &self,
        phones: &mut [Phone],
        event: EventId,
        start: Timestamp,
        coming: &[TicketId],
        hitch: Hitch,
    ) -> Result<()> {
        let step = 40 * MINUTE / i64::try_from(coming.len().max(1)).unwrap_or(1);
        let lanes = if hitch == Hitch::LateUpload { 1 } else { phones.len().max(1) };
        for (lane, phone) in phones.iter_mut().enumerate().take(lanes) {
            let mut facts = Vec::new();
            if phone.seq == 0 {
                let body = Body::Clock { device: phone.device, from_seq: 0, offset: 0, uncertainty: 20 };
                facts.push(phone.fact(self.backend, start.plus(-HOUR), body));
            }
            let wrong = hitch == Hitch::WrongClock && lane == 0;
            if wrong {
                facts.push(phone.runs_ahead(self.backend, start.plus(-HOUR), HOUR));
            }
            for (number, ticket) in coming.iter().enumerate().filter(|(n, _)| n % lanes == lane) {
                let at = start.plus(-40 * MINUTE + step * i64::try_from(number).unwrap_or(0) + SECOND);
                let scan = Scan {
                    event,
                    read: Read::Ticket(*ticket),
                    direction: Direction::In,
                    method: if number % 29 == 28 { Method::ShortCode } else { Method::Qr },
                    operator: phone.operator,
                    verdicts: vec![Verdict::Admit],
                    outcome: Outcome::Admitted,
                };
                facts.push(phone.fact(self.backend, at, Body::Scan(scan)));
                phone.made.push((event, *ticket, at));
            }
            if wrong {
                facts.push(phone.runs_ahead(self.backend, start, 0));
            }
            let sent_at = if hitch == Hitch::LateUpload { start.plus(3 * DAY) } else { start };
            self.clock.set(sent_at);
            phone.sends(self.backend, sent_at, &facts).await?;
        }
        Ok(())
    }
}

/// A batch as it comes over the wire.
fn sent(batch: &OutgoingBatch) -> Result<ScanBatch> {
    let wire = serde_json::to_value(batch).and_then(serde_json::from_value);
    Ok(wire.map_err(|_| Internal::Data("a demo batch"))?)
}
