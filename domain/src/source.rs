//! Who recorded a fact, and the fact's name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{AccountId, DeviceId, FactId};

/// Who recorded a fact. Comes from the token or the session, never from the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A paired phone.
    Device(DeviceId),
    /// A person with an account.
    Account(AccountId),
}

impl Source {
    /// The bare id, as stored beside the source's kind.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Device(id) => id.0,
            Self::Account(id) => id.0,
        }
    }

    /// The word for its kind: `device` or `account`.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Device(_) => "device",
            Self::Account(_) => "account",
        }
    }

    /// The source with this kind and bare id.
    pub fn of(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "device" => Some(Self::Device(DeviceId(id))),
            "account" => Some(Self::Account(AccountId(id))),
            _ => None,
        }
    }
}

/// Names one fact: its source and its id within the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactRef {
    /// Who recorded it.
    pub source: Source,
    /// Its id, unique within the source.
    pub id: FactId,
}

/// As forms and addresses carry it: `device.SOURCE.FACT` or `account.SOURCE.FACT`.
impl fmt::Display for FactRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.source.kind(), self.source.uuid(), self.id)
    }
}

/// The text names no fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a fact's name")]
pub struct NotAFactRef;

impl FromStr for FactRef {
    type Err = NotAFactRef;
    fn from_str(text: &str) -> Result<Self, NotAFactRef> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(NotAFactRef);
        let (kind, source, id) = (part()?, part()?, part()?);
        let uuid = |text: &str| Uuid::try_parse(text).map_err(|_| NotAFactRef);
        Ok(Self { source: Source::of(kind, uuid(source)?).ok_or(NotAFactRef)?, id: FactId(uuid(id)?) })
    }
}
