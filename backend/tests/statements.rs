//! How many statements a page costs: as many for a person with six events as for one with one.

use std::sync::atomic::{AtomicUsize, Ordering};

use keruen_backend::registrations::{Visitor, register, register_again};
use keruen_backend::testing::{TestBackend, on_postgres, on_sqlite};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Actor, chance::Secret};
use keruen_domain::registration::RegistrationForm;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static STATEMENTS: AtomicUsize = AtomicUsize::new(0);

/// Counts what the driver logs of its statements.
struct Counter;

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        STATEMENTS.fetch_add(1, Ordering::SeqCst);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

async fn cost(t: &TestBackend, ticket: &Secret) -> usize {
    let before = STATEMENTS.load(Ordering::SeqCst);
    ticket_view(t, ticket).await.expect("a ticket");
    STATEMENTS.load(Ordering::SeqCst) - before
}

async fn story(t: TestBackend) {
    let fixture = t.caravan("statements").await;
    let form = RegistrationForm {
        family_name: "Серікова".into(),
        given_name: "Айгерім".into(),
        birth_day: "5".into(),
        birth_month: "3".into(),
        birth_year: "1998".into(),
        sex: "female".into(),
        region: "KZ-75".into(),
        place: "urban".into(),
        institution_kind: "work".into(),
        phone: "87011234567".into(),
        consent_data: "yes".into(),
        ..RegistrationForm::default()
    };
    let person = register(&t, &Actor::Anonymous, fixture.event, &form, Visitor::default()).await.expect("registered");
    let one = cost(&t, &person.ticket_secret).await;
    assert!(one > 2, "the driver logs its statements");
    for _ in 0..5 {
        let event = t.event(&fixture, |form| form.capacity = "0".into()).await;
        register_again(&t, &Actor::Anonymous, &person.ticket_secret, event).await.expect("in the queue");
    }
    assert_eq!(cost(&t, &person.ticket_secret).await, one);
}

/// One test, for all that runs in the process is counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_costs_the_same_with_any_number_of_events() {
    tracing::subscriber::set_global_default(Counter).expect("the only one");
    on_sqlite(story).await;
    on_postgres(story).await;
}
