//! A pupil on the way into the store, with everything that will be theirs.

use keruen_domain::class_list::Listed;
use keruen_domain::consent::{ConsentKind, ConsentWay};
use keruen_domain::id::{EventId, PersonId, RegistrationId};
use keruen_domain::new_person::{NewPerson, candidate_key, without_contact};
use keruen_domain::person::Role;
use keruen_domain::ticket::CaravanSigner;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::sql::Group;
use crate::Backend;
use crate::chance::Secret;
use crate::consents::{NewConsent, Terms};
use crate::error::Result;
use crate::registrations::Offer;
use crate::store::Tx;
use crate::tickets::NewTicket;

/// The secret of a pupil's ticket page, for who has the group's.
pub(super) fn ticket_page(page: &Secret, person: PersonId) -> Secret {
    page.derived("ticket", person.0)
}

/// The secret of the page of a pupil's representative, for who has the group's.
pub(super) fn consent_link(page: &Secret, person: PersonId) -> Secret {
    page.derived("consent", person.0)
}

pub(super) struct NewPupil {
    pub(super) id: PersonId,
    offer: Offer,
    person: NewPerson,
    note: Option<String>,
    ticket: NewTicket,
    /// Of who is of age: that they agreed, by the leader's word.
    consent: Option<NewConsent>,
    /// The representative's. Of who is of age it opens nothing, unless they turn out to be a minor: the leader's page shows
    /// it then.
    link: Secret,
    browser: Option<Secret>,
    now: Timestamp,
}

impl NewPupil {
    #[expect(clippy::too_many_arguments, reason = "each is another thing's, and a struct of them would have one maker")]
    pub(super) fn new(
        backend: &Backend,
        offer: &Offer,
        signer: &CaravanSigner,
        page: &Secret,
        listed: &Listed,
        group: &Group,
        browser: Option<&str>,
        now: Timestamp,
    ) -> Self {
        let id = PersonId(backend.new_id(now));
        let person = NewPerson { language: group.language, ..listed.person.clone() };
        let minor = person.asks_representative();
        let terms =
            Terms { version: offer.consent_version, operator: &offer.operator, operator_bin: &offer.operator_bin };
        let word = || NewConsent {
            way: ConsentWay::LeadersWord,
            given_by: group.leader.name.as_str().to_owned(),
            ..terms.own(backend, id, ConsentKind::Data, group.language, now)
        };
        Self {
            id,
            offer: offer.clone(),
            note: listed.note.as_ref().map(|note| note.as_str().to_owned()),
            ticket: NewTicket::draw(backend, signer).behind(ticket_page(page, id)),
            consent: (!minor).then(word),
            link: consent_link(page, id),
            browser: browser.map(Secret::given),
            person,
            now,
        }
    }

    /// Name and day of birth, as equal for who is the same.
    pub(super) fn key(&self) -> String {
        without_contact(&candidate_key(&self.person)).to_owned()
    }

    /// Writes the pupil down, without a place anywhere.
    pub(super) async fn enter(&self, backend: &Backend, tx: &mut Tx, group: &Group, position: i64) -> Result<()> {
        let now = self.now;
        tx.person_insert(self.id, self.offer.project, &self.person, Role::Participant, now).await?;
        self.ticket.issue(backend, tx, group.caravan, self.id, now).await?;
        if let Some(consent) = &self.consent {
            tx.consent_insert(consent).await?;
        }
        tx.consent_link_insert(&self.link, self.id, self.browser.as_ref(), now).await?;
        Ok(tx.group_member_insert(group.id, self.id, position, self.note.as_deref()).await?)
    }

    /// Puts the pupil into an event's queue. The caller holds the event's row.
    pub(super) async fn queue(
        &self,
        tx: &mut Tx,
        registration: RegistrationId,
        event: EventId,
        queued_at: Timestamp,
        together: Option<Uuid>,
    ) -> Result<()> {
        tx.registration_insert_with(registration, event, self.id, (queued_at, self.now), together).await?;
        Ok(())
    }
}
