//! Letters: verbs put them into the outbox inside their own transactions, a job writes and sends them afterwards
//! (decision 0080). Nothing depends on them: each tells what a page shows too.

mod by_hand;
mod drain;
mod mime;
mod post;
mod read;
mod remind;
mod sql;
mod sql_by_hand;
mod tell;

use keruen_domain::email::Email;
use keruen_domain::id::{CaravanId, EventId};
use keruen_domain::letter::LetterKind;
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, DAY, MINUTE, Timestamp};
use uuid::Uuid;

pub use by_hand::{Reached, ToTell, Told, people_to_tell, told};
pub use drain::{Drained, Writer, drain};
pub use post::{Folder, MailServer, Post, Security, Sender};
pub use remind::remind;
pub(crate) use tell::{confirm, tell_all, tell_promoted, tell_stop};

use crate::actor::Actor;
use crate::chance::Secret;
use crate::error::Result;
use crate::{Backend, caravans};

/// A letter that should have gone so long ago is late.
const LATE: i64 = 15 * MINUTE;
/// A letter that was given up is told of for so long.
const GIVEN_UP_FOR: i64 = 14 * DAY;

/// A letter that is to be written now: it is still true, and somebody reads there.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its id in the outbox.
    pub id: Uuid,
    /// What it tells.
    pub kind: LetterKind,
    /// To whom it goes.
    pub to: Email,
    /// The reader's language.
    pub language: Lang,
    /// The event that it is about; of a reminder, the first of them.
    pub event: EventId,
    /// Of a reminder: the day.
    pub day: Option<CivilDate>,
    /// Opens the page of the reader's ticket: an address of this letter's own.
    pub page: Secret,
}

/// What a letter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// The same as HTML; pictures in it are named `cid:NAME@keruen`.
    pub html: String,
    /// Pictures that the HTML shows.
    pub pictures: Vec<Attachment>,
    /// Files that come with it.
    pub files: Vec<Attachment>,
}

/// A file in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, such as `image/png`.
    pub kind: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Letters that have not been sent although it was tried, and those that were given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unsent {
    /// How many wait to be tried again.
    pub waiting: i64,
    /// Since when the oldest of them waits.
    pub since: Option<Timestamp>,
    /// How many were given up.
    pub given_up: i64,
}

/// Letters of the whole installation that have not been sent, for its operator.
pub async fn unsent(backend: &Backend) -> Result<Unsent> {
    let now = backend.now();
    Ok(backend.look().await?.outbox_unsent(None, now.plus(-LATE), now.plus(-GIVEN_UP_FOR)).await?)
}

/// Letters of a caravan that have not been sent. For organisers.
pub async fn unsent_of(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<Unsent> {
    let mut tx = backend.read().await?;
    caravans::organised(&mut tx, actor, caravan).await?;
    let now = backend.now();
    Ok(tx.outbox_unsent(Some(caravan), now.plus(-LATE), now.plus(-GIVEN_UP_FOR)).await?)
}
