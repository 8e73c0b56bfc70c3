//! A new person on the way into an event's list: all that can be made before the transaction is made before it.

use keruen_domain::consent::ConsentKind;
use keruen_domain::event::RegistrationState;
use keruen_domain::id::{PersonId, RegistrationId};
use keruen_domain::person::Role;
use keruen_domain::registration::{ConsentAnswer, NewPerson};
use keruen_domain::scan::ConsentMark;
use keruen_domain::ticket::CaravanSigner;
use keruen_domain::time::Timestamp;

use super::sql::Offer;
use super::{Registered, take_seat};
use crate::Backend;
use crate::chance::Secret;
use crate::consents::{NewConsent, Terms};
use crate::error::Result;
use crate::store::Tx;
use crate::tickets::NewTicket;

/// A person who is not in the store yet, with everything that will be theirs.
pub(super) struct Newcomer {
    pub(super) offer: Offer,
    id: PersonId,
    registration: RegistrationId,
    person: NewPerson,
    ticket: NewTicket,
    consents: Vec<NewConsent>,
    /// A minor's representative's link.
    link: Option<Secret>,
    browser: Option<Secret>,
    pub(super) now: Timestamp,
}

impl Newcomer {
    pub(super) fn new(
        backend: &Backend,
        offer: Offer,
        person: NewPerson,
        signer: &CaravanSigner,
        browser: Option<&str>,
        now: Timestamp,
    ) -> Self {
        let id = PersonId(backend.new_id(now));
        let terms =
            Terms { version: offer.consent_version, operator: &offer.operator, operator_bin: &offer.operator_bin };
        let own = |kind: ConsentKind, answer: ConsentAnswer| {
            (answer == ConsentAnswer::Yes).then(|| terms.own(backend, id, kind, person.language, now))
        };
        let consents = [own(ConsentKind::Data, person.data_consent), own(ConsentKind::Photo, person.photo_consent)];
        Self {
            id,
            registration: RegistrationId(backend.new_id(now)),
            ticket: NewTicket::draw(backend, signer),
            consents: consents.into_iter().flatten().collect(),
            offer,
            link: person.asks_representative().then(|| backend.draw_secret()),
            browser: browser.map(Secret::given),
            person,
            now,
        }
    }

    /// Writes everything and takes a seat, if there is one. The caller holds the event's row, and it is open.
    pub(super) async fn enter(&self, backend: &Backend, tx: &mut Tx) -> Result<Registered> {
        let (offer, now) = (&self.offer, self.now);
        tx.person_insert(self.id, offer.project, &self.person, Role::Participant, now).await?;
        let short_code = self.ticket.issue(backend, tx, offer.caravan, self.id, now).await?;
        for consent in &self.consents {
            tx.consent_insert(consent).await?;
        }
        if let Some(link) = &self.link {
            tx.consent_link_insert(link, self.id, self.browser.as_ref(), now).await?;
        }
        tx.registration_insert(self.registration, offer.event, self.id, now).await?;
        let state = take_seat(backend, tx, offer.event, self.id, self.registration, self.seated()).await?;
        Ok(Registered {
            registration: self.registration,
            person: self.id,
            ticket: self.ticket.id(),
            caravan: offer.caravan,
            state,
            position: None,
            ticket_secret: self.ticket.secret.clone(),
            consent_token: self.link.clone(),
            short_code,
        })
    }

    /// The state that a seat gives: an adult has consented, a minor's representative has not.
    const fn seated(&self) -> RegistrationState {
        RegistrationState::seated(match self.person.data_consent {
            ConsentAnswer::Yes => ConsentMark::Held,
            ConsentAnswer::No | ConsentAnswer::Representative => ConsentMark::Missing,
        })
    }
}
