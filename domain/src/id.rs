//! Typed identifiers: a UUID that cannot be mistaken for another concept's UUID.

use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

use crate::time::Timestamp;

macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id_type! {
    /// A person with an account: organiser, coordinator or volunteer.
    AccountId,
    /// A grant project.
    ProjectId,
    /// A caravan of a project.
    CaravanId,
    /// A stop of a caravan.
    StopId,
    /// An event of a caravan, at a stop or online.
    EventId,
    /// A participant, as one project knows them.
    PersonId,
    /// One person's registration for one event.
    RegistrationId,
    /// The random 16 bytes inside a ticket's QR code (not a time-ordered id).
    TicketId,
    /// A class or club that a leader registers.
    GroupId,
    /// A consent record.
    ConsentId,
    /// A paired phone.
    DeviceId,
    /// A pairing link or join code.
    PairingId,
    /// A signed sheet of attendance that somebody types.
    SheetId,
    /// A fact, unique within its source.
    FactId,
}

/// Makes a time-ordered UUID (version 7, RFC 9562 §5.7) from an instant and ten random bytes.
///
/// Pure: the caller brings the clock and the chance.
pub fn uuid_v7(now: Timestamp, random: [u8; 10]) -> Uuid {
    let millis = u64::try_from(now.millis()).unwrap_or(0);
    Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
