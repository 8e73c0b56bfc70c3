//! Whose word counts: which of the facts that phones sent have an effect at all (decision 0005).
//!
//! Everything well-formed is kept and shown. This rule and the fold are all that stands between a fact and a figure.

use std::collections::HashMap;

use uuid::Uuid;

use crate::fact::{Body, Source, Sourced};
use crate::id::{CaravanId, DeviceId, EventId};
use crate::time::Timestamp;

/// A paired phone, as far as its word goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phone {
    /// The caravan that it serves, at whatever stop.
    pub caravan: CaravanId,
    /// Since when it is out of service; none: it is in service.
    pub revoked_at: Option<Timestamp>,
}

/// How a fact came to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// When.
    pub at: Timestamp,
    /// Who brought it without the phone's proof: the bare id of a phone or an account. None: its source said or proved it.
    pub handed_by: Option<Uuid>,
}

/// Why a kept fact has no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// Somebody else brought it, without its phone's proof (decision 0040).
    Unproven,
    /// It came from a phone that was out of service.
    OutOfService,
    /// It is a scan for an event that the phone's caravan does not hold.
    OtherCaravan,
}

/// Phones and events of one project.
#[derive(Debug, Clone, Default)]
pub struct Hearing {
    phones: HashMap<DeviceId, Phone>,
    events: HashMap<EventId, CaravanId>,
}

impl Hearing {
    /// The hearing of a project with these phones and these events, each event with its caravan.
    pub fn new(
        phones: impl IntoIterator<Item = (DeviceId, Phone)>,
        events: impl IntoIterator<Item = (EventId, CaravanId)>,
    ) -> Self {
        Self { phones: phones.into_iter().collect(), events: events.into_iter().collect() }
    }

    /// Why a fact that came like this has no effect; none: it counts.
    ///
    /// The stop does not matter: a phone that another stop of the caravan borrowed saw whom it saw.
    pub fn silence(&self, sourced: &Sourced, arrival: Arrival) -> Option<Silence> {
        if arrival.handed_by.is_some() {
            return Some(Silence::Unproven);
        }
        let Source::Device(device) = sourced.source else { return None };
        let Some(phone) = self.phones.get(&device) else { return Some(Silence::OutOfService) };
        if phone.revoked_at.is_some_and(|since| arrival.at >= since) {
            return Some(Silence::OutOfService);
        }
        match &sourced.fact.body {
            Body::Scan(scan) if self.events.get(&scan.event) != Some(&phone.caravan) => Some(Silence::OtherCaravan),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::fact::{Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan};
    use crate::id::{AccountId, FactId, PersonId};

    const fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn came(millis: i64) -> Arrival {
        Arrival { at: at(millis), handed_by: None }
    }

    fn said(source: Source, body: Body) -> Sourced {
        Sourced { source, fact: Fact { id: FactId(id(1)), seq: 0, wall: at(0), boot: 0, mono: 0, body } }
    }

    fn scan(phone: u128, event: u128) -> Sourced {
        let scan = Scan {
            event: EventId(id(event)),
            read: Read::other("x"),
            direction: Direction::In,
            method: Method::Qr,
            operator: id(9),
            verdicts: Vec::new(),
            outcome: Outcome::Admitted,
        };
        said(Source::Device(DeviceId(id(phone))), Body::Scan(scan))
    }

    /// Phone 1 serves caravan 10, phone 2 caravan 20 until the instant 100; events 11 and 21 are theirs.
    fn hearing() -> Hearing {
        let phone = |caravan, revoked_at| Phone { caravan: CaravanId(id(caravan)), revoked_at };
        Hearing::new(
            [(DeviceId(id(1)), phone(10, None)), (DeviceId(id(2)), phone(20, Some(at(100))))],
            [(EventId(id(11)), CaravanId(id(10))), (EventId(id(21)), CaravanId(id(20)))],
        )
    }

    #[test]
    fn a_scan_counts_at_the_events_of_its_phones_caravan() {
        let hearing = hearing();
        assert_eq!(hearing.silence(&scan(1, 11), came(0)), None);
        assert_eq!(hearing.silence(&scan(1, 21), came(0)), Some(Silence::OtherCaravan));
        assert_eq!(hearing.silence(&scan(1, 99), came(0)), Some(Silence::OtherCaravan), "an event that nobody knows");
        assert_eq!(hearing.silence(&scan(3, 11), came(0)), Some(Silence::OutOfService), "a phone that nobody paired");
    }

    #[test]
    fn a_phone_is_heard_until_it_is_taken_out_of_service() {
        let hearing = hearing();
        assert_eq!(hearing.silence(&scan(2, 21), came(99)), None);
        assert_eq!(hearing.silence(&scan(2, 21), came(100)), Some(Silence::OutOfService));
        assert_eq!(hearing.silence(&scan(2, 11), came(100)), Some(Silence::OutOfService), "the first reason");
    }

    #[test]
    fn what_others_bring_without_a_proof_is_not_heard() {
        let arrival = Arrival { at: at(0), handed_by: Some(id(2)) };
        assert_eq!(hearing().silence(&scan(1, 11), arrival), Some(Silence::Unproven));
        assert_eq!(hearing().silence(&scan(2, 11), arrival), Some(Silence::Unproven), "the first reason");
    }

    #[test]
    fn only_scans_belong_to_an_event_and_only_phones_to_a_caravan() {
        let hearing = hearing();
        let phone = Source::Device(DeviceId(id(1)));
        let target = FactRef { source: phone, id: FactId(id(5)) };
        let answer = Body::Answer { scan: target, outcome: Outcome::Admitted, ground: Ground::Judgement };
        assert_eq!(hearing.silence(&said(phone, answer), came(0)), None);
        assert_eq!(hearing.silence(&said(phone, Body::Annulment { target }), came(0)), None);
        let entry = Body::Entry { event: EventId(id(99)), person: PersonId(id(7)), method: Method::ByHand };
        assert_eq!(hearing.silence(&said(Source::Account(AccountId(id(8))), entry), came(0)), None);
    }
}
