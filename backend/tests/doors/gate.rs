//! A phone at a door, people to scan, and short ways to do it.

use std::sync::atomic::{AtomicI64, Ordering};

use keruen_backend::actor::{Actor, DeviceActor, DeviceRole};
use keruen_backend::devices::{PairingForm, device_actor, pair, pairing_create};
use keruen_backend::registrations::{Registered, Visitor, register};
use keruen_backend::testing::{Fixture, START, TestBackend};
use keruen_backend::{Backend, scans};
use keruen_domain::api::{PairReply, PairRequest, Receipt, ScanBatch};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Method, Outcome, Read, Scan, Source};
use keruen_domain::id::{EventId, FactId, StopId, TicketId};
use keruen_domain::registration::RegistrationForm;
use keruen_domain::scan::Verdict;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

/// A paired phone that numbers its facts.
pub(crate) struct Gate {
    pub(crate) device: DeviceActor,
    pub(crate) operator: Uuid,
    next: AtomicI64,
}

/// A link for one phone.
pub(crate) fn form(role: DeviceRole, stop: Option<StopId>) -> PairingForm {
    PairingForm::one_phone(role, stop)
}

pub(crate) async fn paired(t: &TestBackend, fixture: &Fixture, form: PairingForm) -> PairReply {
    let link = pairing_create(t, &fixture.organiser, fixture.caravan, form).await.expect("a link");
    let request = PairRequest { token: link.code.as_str().to_owned(), operator: "Асқар".to_owned() };
    pair(t, &request).await.expect("paired")
}

impl Gate {
    pub(crate) async fn new(t: &TestBackend, fixture: &Fixture) -> Self {
        Self::with(t, fixture, form(DeviceRole::Door, None)).await
    }

    pub(crate) async fn with(t: &TestBackend, fixture: &Fixture, form: PairingForm) -> Self {
        let reply = paired(t, fixture, form).await;
        let device = device_actor(t, &reply.device_token).await.expect("reads").expect("known").actor;
        Self { device, operator: reply.operator, next: AtomicI64::new(0) }
    }

    pub(crate) fn source(&self) -> Source {
        Source::Device(self.device.id)
    }

    /// The next fact of this phone, a second after the one before.
    pub(crate) fn fact(&self, body: Body) -> Fact {
        let seq = self.next.fetch_add(1, Ordering::SeqCst);
        let id = FactId(Uuid::from_u64_pair(0xface, u64::try_from(seq).expect("small")));
        Fact { id, seq, wall: START.plus(seq * 1_000), boot: 1, mono: seq * 1_000, body }
    }

    pub(crate) fn scan(&self, event: EventId, ticket: TicketId) -> Fact {
        self.read(event, Read::Ticket(ticket), Outcome::Admitted, Direction::In)
    }

    pub(crate) fn read(&self, event: EventId, read: Read, outcome: Outcome, direction: Direction) -> Fact {
        let (method, operator) = (Method::Qr, self.operator);
        self.fact(Body::Scan(Scan {
            event,
            read,
            direction,
            method,
            operator,
            verdicts: vec![Verdict::Admit],
            outcome,
        }))
    }

    pub(crate) fn answer(&self, to: &Fact, outcome: Outcome, ground: Ground) -> Fact {
        self.fact(Body::Answer { scan: self.name(to), outcome, ground })
    }

    pub(crate) fn name(&self, fact: &Fact) -> FactRef {
        FactRef { source: self.source(), id: fact.id }
    }

    pub(crate) async fn send(&self, backend: &Backend, facts: &[Fact]) -> Vec<Receipt> {
        let reply = scans::ingest(backend, self.device, batch(facts)).await.expect("kept");
        reply.receipts.into_iter().map(|item| item.receipt).collect()
    }
}

pub(crate) fn batch(facts: &[Fact]) -> ScanBatch {
    let facts = facts.iter().map(|fact| serde_json::to_value(fact).expect("JSON")).collect();
    ScanBatch { facts, ..ScanBatch::default() }
}

pub(crate) async fn come(t: &TestBackend, event: EventId, form: &RegistrationForm) -> Registered {
    register(t, &Actor::Anonymous, event, form, Visitor::default()).await.expect("registered")
}

/// An adult whom no other number gives.
pub(crate) fn adult(number: usize) -> RegistrationForm {
    RegistrationForm {
        family_name: "Сапаров".into(),
        given_name: ["Ақан", "Бекзат", "Ғалым", "Дәурен", "Ержан"][number % 5].into(),
        birth_day: (1 + number % 28).to_string(),
        birth_month: "4".into(),
        birth_year: (1990 + number / 28 % 10).to_string(),
        sex: if number.is_multiple_of(2) { "male" } else { "female" }.into(),
        region: if number.is_multiple_of(3) { "KZ-75" } else { "KZ-31" }.into(),
        place: "urban".into(),
        institution_kind: "university".into(),
        phone: format!("+7709000{number:04}"),
        consent_data: "yes".into(),
        ..RegistrationForm::default()
    }
}

/// A pupil of fifteen.
pub(crate) fn minor(number: usize) -> RegistrationForm {
    RegistrationForm {
        given_name: "Айгерім".into(),
        family_name: "Серікова".into(),
        birth_year: "2007".into(),
        institution_kind: "school".into(),
        phone: String::new(),
        consent_data: String::new(),
        rep_name: "Серікова Гүлнар".into(),
        rep_relation: "mother".into(),
        rep_phone: format!("+7709100{number:04}"),
        ..adult(number)
    }
}

/// Moves the clock past the 30 s in which late commits are looked for.
pub(crate) fn settle(t: &TestBackend) -> Timestamp {
    t.clock.advance(60_000);
    t.now()
}
