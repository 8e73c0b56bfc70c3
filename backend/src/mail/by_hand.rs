//! People to tell: what a letter would say to whoever has no address, or whom no letter reached. Somebody calls or writes
//! to them, and ticks it off.

use keruen_domain::caravan::Stop;
use keruen_domain::event::{Event, RegistrationState};
use keruen_domain::id::{CaravanId, PersonId, RegistrationId};
use keruen_domain::letter::{LetterKind, Occasion};
use keruen_domain::name::PersonName;
use keruen_domain::phone::Phone;
use keruen_domain::text::Lang;
use keruen_domain::time::{DAY, Timestamp};
use uuid::Uuid;

use crate::actor::{Actor, MemberRole};
use crate::error::{Refusal, Result};
use crate::tickets::TicketEvent;
use crate::{Backend, zone};

/// What was told stays on the list for so long, to be taken back.
const STAYS: i64 = DAY;

/// Somebody to be told something.
#[derive(Debug, Clone)]
pub struct ToTell {
    /// The letter that would say it.
    pub letter: Uuid,
    /// What it would say.
    pub kind: LetterKind,
    /// Whom it concerns.
    pub person: PersonId,
    /// Their name.
    pub name: PersonName,
    /// Their language.
    pub language: Lang,
    /// Who can be reached, and how; none: nobody left a number.
    pub reached: Option<Reached>,
    /// The event, and where they stand with it.
    pub event: TicketEvent,
    /// When they were told.
    pub told_at: Option<Timestamp>,
}

/// Whose telephone it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    /// Their own.
    Themselves(Phone),
    /// Their legal representative's, of this name.
    Representative(String, Phone),
    /// The leader's of their class, of this name.
    Leader(String, Phone),
}

/// A row of the list.
pub(super) struct Row {
    pub(super) letter: Uuid,
    pub(super) kind: LetterKind,
    pub(super) person: PersonId,
    pub(super) name: PersonName,
    pub(super) language: Lang,
    pub(super) reached: Option<Reached>,
    pub(super) registration: RegistrationId,
    pub(super) standing: RegistrationState,
    pub(super) event: Event,
    pub(super) stop: Option<Stop>,
    pub(super) told_at: Option<Timestamp>,
}

/// Whom of a caravan somebody should tell something that still is so, oldest first; who was told within the last day
/// stands there too. For coordinators and above, who see the events of their own stops.
pub async fn people_to_tell(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<Vec<ToTell>> {
    let now = backend.now();
    let mut tx = backend.read().await?;
    let found = tx.caravan_with_project(caravan).await?;
    let (_, project, _) = actor.require_found(found, |(_, project, _)| project.id, MemberRole::Coordinator)?;
    let rows = tx.outbox_by_hand(caravan, now, now.plus(-STAYS)).await?;
    drop(tx);
    let theirs = |row: &Row| actor.is((project.id, row.event.stop), MemberRole::Coordinator);
    let holds = |row: &Row| {
        let (starts_at, ends_at) = (row.event.starts_at, row.event.ends_at);
        row.kind.holds(Occasion { standing: row.standing, event: row.event.state, starts_at, ends_at }, now)
    };
    let rows = rows.into_iter().filter(|row| theirs(row) && holds(row));
    Ok(rows.map(Row::read).collect())
}

/// Somebody was told, or was not after all. For coordinators of the event's stop and above.
pub async fn told(backend: &Backend, actor: &Actor, caravan: CaravanId, letter: Uuid, told: Told) -> Result<()> {
    let now = backend.now();
    let mut tx = backend.write().await?;
    let place = tx.outbox_place(letter, caravan).await?;
    actor.require_found(place, |place| *place, MemberRole::Coordinator)?;
    let by = actor.account()?;
    let at = (told == Told::Yes).then_some(now);
    if !tx.outbox_told(letter, by, at).await? {
        return Err(Refusal::StaleForm.into());
    }
    Ok(tx.commit().await?)
}

/// Whether somebody was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// They were.
    Yes,
    /// They were not after all.
    NotYet,
}

impl Row {
    fn read(self) -> ToTell {
        let event = TicketEvent {
            registration: self.registration,
            stop: self.stop,
            offset_minutes: zone::offset_minutes(&self.event.zone, self.event.starts_at),
            state: self.standing,
            position: None,
            attended_at: None,
            event: self.event,
        };
        ToTell {
            letter: self.letter,
            kind: self.kind,
            person: self.person,
            name: self.name,
            language: self.language,
            reached: self.reached,
            event,
            told_at: self.told_at,
        }
    }
}
