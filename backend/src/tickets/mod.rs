//! Tickets: one signed QR per person and caravan, and the page behind its secret (design rule 8).

pub mod calendar;
pub mod picture;
mod sql;
mod view;

use keruen_domain::id::{CaravanId, PersonId, ProjectId, TicketId};
use keruen_domain::name::PersonName;
use keruen_domain::scan::TicketMark;
use keruen_domain::text::{Lang, Localized};
use keruen_domain::ticket::{CaravanSigner, ShortCode, TicketCode};
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

pub(crate) use sql::Held;
pub use view::{TicketEvent, TicketView, ticket_view};

use crate::Backend;
use crate::chance::Secret;
use crate::error::{Internal, Result};
use crate::store::Tx;

/// How often a short code is drawn before we say that none is free. Each draw misses with less than 1 in 10⁵ as
/// long as there are fewer than 8 million tickets.
const DRAWS: usize = 8;

/// Who holds a ticket.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    /// The ticket.
    pub(crate) ticket: TicketId,
    /// Its caravan.
    pub(crate) caravan: CaravanId,
    /// The caravan's project.
    pub(crate) project: ProjectId,
    /// Its holder.
    pub(crate) person: PersonId,
    /// What the QR says.
    pub(crate) code: TicketCode,
    /// What is typed instead of the QR.
    pub(crate) short_code: ShortCode,
    /// Whether it still opens doors.
    pub(crate) mark: TicketMark,
    /// The holder's name.
    pub(crate) name: PersonName,
    /// The holder's day of birth.
    pub(crate) birth_date: CivilDate,
    /// The holder's language.
    pub(crate) language: Lang,
    /// What the holder shares with records that may be the same person.
    pub(crate) candidate_key: String,
    /// Title of the caravan.
    pub(crate) caravan_title: Localized,
}

/// A ticket on somebody's phone, in a few words.
#[derive(Debug, Clone)]
pub struct TicketBrief {
    /// Opens its page.
    pub secret: Secret,
    /// The ticket.
    pub ticket: TicketId,
    /// Its holder.
    pub person: PersonId,
    /// The holder's given name and initial.
    pub name: String,
    /// Its caravan.
    pub caravan: CaravanId,
    /// Title of the caravan.
    pub caravan_title: Localized,
    /// The caravan's project.
    pub project: ProjectId,
    /// Whether it still opens doors.
    pub mark: TicketMark,
}

/// The tickets behind these secrets, in their order; secrets that open nothing are left out.
pub async fn ticket_names(backend: &Backend, secrets: &[Secret]) -> Result<Vec<TicketBrief>> {
    let mut tx = backend.look().await?;
    let mut briefs = Vec::with_capacity(secrets.len());
    for secret in secrets {
        let Some(holder) = tx.ticket_holder(secret).await? else { continue };
        briefs.push(TicketBrief {
            secret: secret.clone(),
            ticket: holder.ticket,
            person: holder.person,
            name: holder.name.short(),
            caravan: holder.caravan,
            caravan_title: holder.caravan_title,
            project: holder.project,
            mark: holder.mark,
        });
    }
    Ok(briefs)
}

/// A ticket that is signed but not in the store yet.
pub(crate) struct NewTicket {
    code: TicketCode,
    /// Opens its page.
    pub(crate) secret: Secret,
}

impl NewTicket {
    /// Draws a ticket of the signer's caravan.
    pub(crate) fn draw(backend: &Backend, signer: &CaravanSigner) -> Self {
        let mut id = [0; 16];
        backend.entropy().fill(&mut id);
        Self::with_id(backend, signer, TicketId(Uuid::from_bytes(id)))
    }

    /// The ticket with this id, of the signer's caravan.
    pub(crate) fn with_id(backend: &Backend, signer: &CaravanSigner, id: TicketId) -> Self {
        Self { code: signer.sign(id), secret: backend.draw_secret() }
    }

    /// With a page that this secret opens.
    #[must_use]
    pub(crate) fn behind(self, secret: Secret) -> Self {
        Self { secret, ..self }
    }

    /// Its id.
    pub(crate) const fn id(&self) -> TicketId {
        self.code.id()
    }

    /// Puts it into the store under a short code that no other ticket has.
    pub(crate) async fn issue(
        &self,
        backend: &Backend,
        tx: &mut Tx,
        caravan: CaravanId,
        person: PersonId,
        now: Timestamp,
    ) -> Result<ShortCode> {
        for _ in 0..DRAWS {
            let mut random = [0; 8];
            backend.entropy().fill(&mut random);
            let short_code = ShortCode::from_random(random);
            if tx.ticket_insert(&self.code, short_code, &self.secret, caravan, person, now).await? {
                return Ok(short_code);
            }
        }
        Err(Internal::Crypto("no free short code was found").into())
    }
}
