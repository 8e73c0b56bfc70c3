//! How a roster is followed: the cursor, and what a reply says beside its rows.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::agreement::Agreement;
use crate::api::RosterReply;
use crate::id::{EventId, TicketId};

/// What a reply to `GET /api/v1/roster?since=CURSOR` says beside its rows.
///
/// Changes may tell what is known already; taking them up twice gives the same. A phone whose rows do not have the sum
/// afterwards loads in full, without `since`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterDelta {
    /// From where the next changes are asked for: a [`Cursor`], which phones do not look into.
    pub cursor: String,
    /// The cursor since which tickets and passages are told; none: they are all.
    pub since: Option<String>,
    /// Tickets that left the scope since then.
    pub gone_tickets: Vec<TicketId>,
    /// Passages that are no more.
    pub gone_passages: Vec<(EventId, TicketId)>,
    /// Sum of all rows ([`super::sum`]), told here or not.
    pub sum: Agreement,
}

impl RosterReply {
    /// Its delta, when it tells changes and not all rows.
    pub fn changes(&self) -> Option<&RosterDelta> {
        self.delta.as_ref().filter(|delta| delta.since.is_some())
    }
}

/// Where in the history of a store a roster was made: `INSTANCE.REVISION`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The store's instance: after a restore, revisions begin again and mean other things.
    pub instance: Uuid,
    /// Sum of the revisions of the project's caravans.
    pub revision: i64,
}

/// The text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no cursor")]
pub struct NotACursor;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.instance.simple(), self.revision)
    }
}

impl FromStr for Cursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (instance, revision) = text.split_once('.').ok_or(NotACursor)?;
        let instance = Uuid::try_parse(instance).map_err(|_| NotACursor)?;
        Ok(Self { instance, revision: revision.parse().map_err(|_| NotACursor)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = Cursor { instance: Uuid::from_u128(7), revision: 12 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for other in
            ["", "12", ".12", "7.x", "00000000000000000000000000000007.", "00000000000000000000000000000007.1.2"]
        {
            assert_eq!(other.parse::<Cursor>(), Err(NotACursor), "{other}");
        }
    }
}
