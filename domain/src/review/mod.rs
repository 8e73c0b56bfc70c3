//! What somebody should look at: rows derived from facts, never stored, and only those that can change a figure (design
//! rule 7). A row is gone when its facts are reviewed, taken back, accepted, or its people merged or parted; taking that
//! statement back brings it back.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use uuid::Uuid;

use crate::attendance::Told;
use crate::event::{Counting, RegistrationState};
use crate::fact::{FactRef, Sourced};
use crate::figures::{Counted, Profile, Venue};
use crate::id::{EventId, PersonId, TicketId};
use crate::text_enum::text_enum;
use crate::time::{HOUR, Timestamp};

mod clock;
mod doors;
mod evidence;
mod people;
mod unproven;

/// How far the clock of a phone is doubted that was never measured: a battery that died, a date set by hand.
pub const CLOCK_DOUBT: i64 = 24 * HOUR;

text_enum! {
    /// Why a row is there.
    pub enum RowKind {
        /// Two phones let one person in at one event.
        TwoPhones = "two_phones",
        /// Let in on a ticket that was replaced or struck off.
        Revoked = "revoked",
        /// Let in by a phone that did not have them on its list, and they are on no list of that event.
        Unlisted = "unlisted",
        /// Let in though the registration was given up.
        Cancelled = "cancelled",
        /// A minor was let in, and the consent has not come: outside the figures.
        Consent = "consent",
        /// One name, different bytes.
        Contested = "contested",
        /// A phone sent what does not count.
        Unheard = "unheard",
        /// Somebody brought a phone's log, and its facts are not proven.
        Unproven = "unproven",
        /// When somebody came first hangs on a clock that was never measured.
        Clock = "clock",
        /// Two records that may be one person.
        Duplicate = "duplicate",
    }
}

text_enum! {
    /// By what a row is settled.
    pub enum Settlement {
        /// "Let it stand": the facts are reviewed.
        LetStand = "let_stand",
        /// The row's facts are taken back.
        TakeBack = "take_back",
        /// The fact beside them is taken back.
        TakeBackOther = "take_back_other",
        /// The row's facts count after all.
        Accept = "accept",
        /// The two records are one person.
        Merge = "merge",
        /// The two records are two people.
        Distinct = "distinct",
    }
}

impl RowKind {
    /// What settles a row of this kind.
    pub const fn settlements(self) -> &'static [Settlement] {
        match self {
            Self::TwoPhones | Self::Clock => &[Settlement::LetStand, Settlement::TakeBack, Settlement::TakeBackOther],
            Self::Unheard | Self::Unproven => &[Settlement::Accept, Settlement::LetStand],
            Self::Duplicate => &[Settlement::Merge, Settlement::Distinct],
            _ => &[Settlement::LetStand, Settlement::TakeBack],
        }
    }
}

/// Names a row: the same as long as it speaks of the same things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    /// Its kind.
    pub kind: RowKind,
    /// What it is about: event, person, phone or source.
    pub of: Uuid,
    /// And this.
    pub and: Uuid,
}

/// As pages carry it: `KIND.UUID.UUID`.
impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.kind, self.of, self.and)
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub id: RowId,
    /// When the first of its facts happened, by corrected time; rows about people have none.
    pub at: Option<Timestamp>,
    /// The events it concerns.
    pub events: Vec<EventId>,
    /// The people it concerns, as far as they are known.
    pub persons: Vec<PersonId>,
    /// The facts that are looked at.
    pub targets: Vec<FactRef>,
    /// The fact that they are set against.
    pub beside: Option<FactRef>,
}

/// What rows are derived from.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The facts that are heard, folded.
    pub told: &'a Told<'a>,
    /// The facts that are heard.
    pub heard: &'a [&'a Sourced],
    /// The facts without effect that nobody accepted.
    pub silent: &'a [&'a Sourced],
    /// The facts that others brought without a proof and that nobody accepted, with who brought each.
    pub unproven: &'a [(&'a Sourced, Uuid)],
    /// What is known of each person.
    pub profiles: &'a BTreeMap<PersonId, Profile>,
    /// What is known of each event.
    pub venues: &'a BTreeMap<EventId, Venue>,
    /// The attendances that count.
    pub counted: &'a [Counted<'a>],
    /// Attendances that wait for a consent.
    pub awaiting: &'a [(EventId, PersonId)],
    /// Since when a ticket is not valid.
    pub revoked: &'a HashMap<TicketId, Timestamp>,
    /// Registrations as they stand.
    pub registrations: &'a [(EventId, PersonId, RegistrationState)],
    /// Groups of records with equal candidate key.
    pub candidates: &'a [Vec<PersonId>],
}

/// All rows, each once, in one order.
pub fn rows(scene: &Scene<'_>) -> Vec<Row> {
    let mut rows = doors::rows(scene);
    rows.extend(evidence::strangers(scene));
    rows.extend(evidence::contested(scene));
    rows.extend(evidence::unheard(scene));
    rows.extend(unproven::rows(scene));
    rows.extend(clock::rows(scene));
    rows.extend(people::awaiting(scene));
    rows.extend(people::duplicates(scene));
    let reviewed = &scene.told.folded.reviewed;
    for row in rows.iter_mut().filter(|row| row.id.kind != RowKind::Duplicate) {
        row.targets.retain(|target| !reviewed.contains(target));
    }
    rows.retain(|row| row.id.kind == RowKind::Duplicate || !row.targets.is_empty());
    rows.sort_by_key(|row| row.id);
    rows
}

impl Scene<'_> {
    /// Whether an attendance of this person at this event can be in a figure.
    fn matters(&self, told: &Told<'_>, event: EventId, person: PersonId) -> bool {
        let Some(profile) = self.profiles.get(&person) else { return false };
        let role = told.folded.roles.get(&person).copied().unwrap_or(profile.role);
        role.counts_as_direct() && self.counts(event)
    }

    /// Whether this event can be in a figure.
    fn counts(&self, event: EventId) -> bool {
        self.venues.get(&event).is_some_and(|venue| venue.counting == Counting::Direct)
    }

    /// Who gave their place up, and has none by another of their records: event and canonical person.
    fn given_up(&self) -> HashSet<(EventId, PersonId)> {
        let gone = self.registrations.iter().filter(|(_, _, state)| *state == RegistrationState::Cancelled);
        self.unregistered(gone.map(|(event, person, _)| (*event, self.canonical(*person))).collect())
    }

    /// Those of `who` that are on no list of that event, the queue too.
    fn unregistered(&self, mut who: HashSet<(EventId, PersonId)>) -> HashSet<(EventId, PersonId)> {
        for (event, person, state) in self.registrations {
            if who.is_empty() {
                break;
            }
            if *state != RegistrationState::Cancelled {
                who.remove(&(*event, self.canonical(*person)));
            }
        }
        who
    }

    fn canonical(&self, person: PersonId) -> PersonId {
        self.told.folded.canonical(person)
    }
}
