//! Forms of invented people, and short ways to ask where they stand.

use keruen_backend::chance::Secret;
use keruen_backend::registrations::{Registered, Visitor, register};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Actor, Backend, Error, Refusal};
use keruen_domain::event::RegistrationState;
use keruen_domain::field::{Field, FieldErrors, FieldProblem};
use keruen_domain::id::EventId;
use keruen_domain::registration::RegistrationForm;

/// A faultless form of an adult, another one for each number.
pub(crate) fn adult(number: usize) -> RegistrationForm {
    let letter = |n: usize| char::from_u32(u32::from('а') + u32::try_from(n % 32).unwrap_or(0)).unwrap_or('а');
    RegistrationForm {
        family_name: "Серікова".to_owned(),
        given_name: format!("Айгерім{}{}", letter(number / 32), letter(number)),
        birth_day: "5".to_owned(),
        birth_month: "3".to_owned(),
        birth_year: "1998".to_owned(),
        sex: "female".to_owned(),
        region: "KZ-75".to_owned(),
        place: "urban".to_owned(),
        institution_kind: "work".to_owned(),
        phone: format!("+7 701 {number:07}"),
        language: "kk".to_owned(),
        consent_data: "yes".to_owned(),
        ..RegistrationForm::default()
    }
}

/// A faultless form of a pupil of 15.
pub(crate) fn minor(number: usize) -> RegistrationForm {
    RegistrationForm {
        birth_year: "2007".to_owned(),
        institution_kind: "school".to_owned(),
        institution: "№ 125 мектеп".to_owned(),
        class_name: "9 А".to_owned(),
        phone: String::new(),
        rep_name: "Серікова Гүлнар".to_owned(),
        rep_relation: "mother".to_owned(),
        rep_phone: format!("+7 777 {number:07}"),
        consent_data: String::new(),
        ..adult(number)
    }
}

/// Registers a stranger.
pub(crate) async fn come(backend: &Backend, event: EventId, form: &RegistrationForm) -> Registered {
    register(backend, &Actor::Anonymous, event, form, Visitor::default()).await.expect("registered")
}

/// State and place in the queue, as the ticket's page shows them.
pub(crate) async fn place(backend: &Backend, ticket: &Secret, event: EventId) -> (RegistrationState, Option<i64>) {
    let view = ticket_view(backend, ticket).await.expect("a ticket");
    let held = view.events.iter().find(|held| held.event.id == event).expect("an event of this ticket");
    (held.state, held.position)
}

/// The refusal in an answer.
pub(crate) fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refusal {
    match answer {
        Err(Error::Refusal(refusal)) => refusal,
        other => panic!("a refusal was due, not {other:?}"),
    }
}

/// The wrong fields in an answer.
pub(crate) fn fields<T: std::fmt::Debug>(answer: Result<T, Error>) -> Vec<(Field, FieldProblem)> {
    match answer {
        Err(Error::Fields(errors)) => FieldErrors::iter(&errors).collect(),
        other => panic!("wrong fields were due, not {other:?}"),
    }
}
