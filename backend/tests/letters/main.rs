//! Letters on both engines: none lost, none stale, none twice as long as nobody dies between sending and saying so.

mod by_hand;
mod inbox;
mod sending;
mod telling;

use keruen_backend::mail::{Content, Letter, Writer, drain};
use keruen_backend::registrations::{Registered, Visitor, register};
use keruen_backend::testing::TestBackend;
use keruen_backend::{Actor, Backend, Result};
use keruen_domain::id::EventId;
use keruen_domain::registration::RegistrationForm;

use inbox::Inbox;

/// Writes what a letter is about, and nothing else.
pub(crate) struct Bare;

impl Writer for Bare {
    async fn write(&self, letter: &Letter) -> Result<Content> {
        let text = format!("page={}", letter.page.expose());
        let subject = format!("{} {}", letter.kind, letter.event);
        Ok(Content { subject, html: format!("<p>{text}</p>"), text, pictures: vec![], files: vec![] })
    }
}

pub(crate) fn form(given_name: &str, email: &str) -> RegistrationForm {
    RegistrationForm {
        family_name: "Серікова".to_owned(),
        given_name: given_name.to_owned(),
        birth_day: "5".to_owned(),
        birth_month: "3".to_owned(),
        birth_year: "1998".to_owned(),
        sex: "female".to_owned(),
        region: "KZ-75".to_owned(),
        place: "urban".to_owned(),
        institution_kind: "work".to_owned(),
        phone: "87011234567".to_owned(),
        email: email.to_owned(),
        consent_data: "yes".to_owned(),
        ..RegistrationForm::default()
    }
}

/// Somebody new, who reads at this address.
pub(crate) async fn come(backend: &Backend, event: EventId, email: &str) -> Registered {
    register(backend, &Actor::Anonymous, event, &form("Айгерім", email), Visitor::default()).await.expect("registered")
}

/// The letters that come when all that is due is sent: to whom, kind and event, in the order of coming.
pub(crate) async fn told(t: &TestBackend, inbox: &Inbox) -> Vec<(String, String)> {
    let before = inbox.came().len();
    drain(t, &Bare, &inbox.post()).await.expect("drained");
    inbox.came().iter().skip(before).map(|came| (came.to.clone(), came.header("Subject").to_owned())).collect()
}
