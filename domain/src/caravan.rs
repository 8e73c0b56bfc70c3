//! A caravan, its stops and its address.

use serde::{Deserialize, Serialize};

use crate::region::Region;
use crate::text_enum::text_enum;
use crate::{
    id::{CaravanId, ProjectId, StopId},
    text::Localized,
    time::CivilDate,
};

/// A caravan as organisers write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caravan {
    /// Its id.
    pub id: CaravanId,
    /// The project that holds it.
    pub project: ProjectId,
    /// Its part of the public address.
    pub slug: Slug,
    /// Title in three languages.
    pub title: Localized,
    /// What it is about.
    pub about: Localized,
    /// Whether the public sees it.
    pub state: CaravanState,
    /// Whether its people are real.
    pub people: PeopleKind,
    /// Grows with each edit.
    pub version: i64,
}

/// A set of events at a place and time; transport is optional, so a caravan may also never move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Its id.
    pub id: StopId,
    /// The caravan that holds it.
    pub caravan: CaravanId,
    /// Place in the route, from 1.
    pub position: i64,
    /// Region (oblast or city of republican significance).
    pub region: Region,
    /// City, town or village.
    pub city: Localized,
    /// Main venue and its address.
    pub venue: Localized,
    /// First day, local.
    pub first_day: CivilDate,
    /// Last day, local; at least `first_day`.
    pub last_day: CivilDate,
    /// IANA zone of the place, such as `Asia/Almaty`.
    pub zone: String,
    /// Grows with each edit.
    pub version: i64,
}

text_enum! {
    /// Whether the public sees a caravan.
    pub enum CaravanState {
        /// Only organisers see it.
        Draft = "draft",
        /// Everybody sees it.
        Published = "published",
    }
}

text_enum! {
    /// Whether a caravan's people are real; a demo says on its first page that they are not.
    pub enum PeopleKind {
        /// Real people.
        Real = "real",
        /// Invented by the demo generator.
        Invented = "invented",
    }
}

/// A readable part of an address: 2 to 60 of `a-z 0-9 -`, no hyphen at either end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is no slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a slug")]
pub struct NotASlug;

impl Slug {
    /// Reads a slug.
    pub fn parse(text: &str) -> Result<Self, NotASlug> {
        let fits = (2..=60).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-');
        if fits { Ok(Self(text.to_owned())) } else { Err(NotASlug) }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = NotASlug;
    fn try_from(text: String) -> Result<Self, NotASlug> {
        Self::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}
