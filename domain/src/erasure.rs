//! What stays of people who are erased, so that no figure moves (design rule 12).

use std::collections::BTreeMap;

use crate::age::Frozen;
use crate::attendance::Folded;
use crate::figures::{Counted, Profile, Venue, participants};
use crate::id::{EventId, PersonId};
use crate::text_enum::text_enum;
use crate::time::CivilDate;

text_enum! {
    /// Why a person is erased.
    pub enum ErasedBy {
        /// They asked for it themselves.
        Themselves = "themselves",
        /// Their representative withdrew the consent, or asked for it.
        Representative = "representative",
        /// An organiser did, asked by somebody or not.
        Organiser = "organiser",
        /// No consent came in the days that the organisers give it.
        ConsentDue = "consent_due",
        /// The day came until which the project keeps names.
        Retention = "retention",
    }
}

impl ErasedBy {
    /// Whether it withdraws the consents too: what the person does later is not covered any more.
    pub const fn withdraws(self) -> bool {
        !matches!(self, Self::Retention)
    }
}

/// What is kept of the ages of `people`; `counted` are all attendances that count. Whoever attended nothing is of the age
/// they have on the day `today`.
pub fn frozen_ages(
    people: &[PersonId],
    folded: &Folded,
    profiles: &BTreeMap<PersonId, Profile>,
    venues: &BTreeMap<EventId, Venue>,
    counted: &[Counted<'_>],
    today: CivilDate,
) -> BTreeMap<PersonId, Frozen> {
    let participants = participants(counted);
    let mut days: BTreeMap<PersonId, Vec<CivilDate>> = BTreeMap::new();
    for (event, person) in folded.attendances.keys() {
        days.entry(*person).or_default().extend(venues.get(event).map(|venue| venue.day));
    }
    let frozen = |person: &PersonId| {
        let canonical = folded.canonical(*person);
        let attended = days.get(&canonical).map_or(&[][..], Vec::as_slice);
        let first = participants.get(&canonical).map(|one| one.first.venue.day);
        let first = first.or_else(|| attended.iter().copied().min()).unwrap_or(today);
        Some((*person, profiles.get(person)?.age.frozen(first, attended)))
    };
    people.iter().filter_map(frozen).collect()
}
