//! What facts say of people's consents: whether one is held now, and whether it covers what was done at an instant
//! (design rule 11).

use std::collections::{BTreeMap, BTreeSet};

use crate::age::Age;
use crate::consent::{ConsentKind, mark};
use crate::id::PersonId;
use crate::scan::ConsentMark;
use crate::time::{CivilDate, Timestamp};

/// The consents of people, given and withdrawn.
///
/// A withdrawal ends every consent given before it, and undoes nothing: what was done while the consent held stays
/// counted. A consent given later covers what happened before it, so that *to follow* at a door can be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Consented(BTreeMap<(PersonId, ConsentKind), Record>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Record {
    /// The latest consent.
    given: Option<Timestamp>,
    withdrawn: BTreeSet<Timestamp>,
}

impl Record {
    /// Whether the latest consent was given after all withdrawals before `at`, one at that instant among them.
    fn covers(&self, at: Timestamp) -> bool {
        self.given.is_some_and(|given| self.withdrawn.range(..=at).next_back().is_none_or(|ended| *ended < given))
    }
}

impl Consented {
    /// A consent that was given.
    pub(crate) fn give(&mut self, person: PersonId, kind: ConsentKind, at: Timestamp) {
        let record = self.0.entry((person, kind)).or_default();
        record.given = record.given.max(Some(at));
    }

    /// A withdrawal.
    pub(crate) fn withdraw(&mut self, person: PersonId, kind: ConsentKind, at: Timestamp) {
        self.0.entry((person, kind)).or_default().withdrawn.insert(at);
    }

    /// Whether what a person of this age did at an event of the day `day`, at the instant `at`, may be told as theirs: a
    /// minor's needs a consent to processing data.
    pub fn mark(&self, person: PersonId, age: Age, day: CivilDate, at: Timestamp) -> ConsentMark {
        mark(age, day, self.covers(person, ConsentKind::Data, at))
    }

    /// Takes in what other facts say.
    pub fn join(&mut self, other: Self) {
        for ((person, kind), record) in other.0 {
            let own = self.0.entry((person, kind)).or_default();
            own.given = own.given.max(record.given);
            own.withdrawn.extend(record.withdrawn);
        }
    }

    /// Whether a consent is in force.
    pub fn holds(&self, person: PersonId, kind: ConsentKind) -> bool {
        self.covers(person, kind, Timestamp::from_millis(i64::MAX))
    }

    /// Whether what was done at `at` is covered: by a consent that was in force then, or by one given since.
    pub fn covers(&self, person: PersonId, kind: ConsentKind, at: Timestamp) -> bool {
        self.0.get(&(person, kind)).is_some_and(|record| record.covers(at))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn told(given: &[i64], withdrawn: &[i64]) -> impl Fn(i64) -> bool {
        let (person, kind) = (PersonId(Uuid::nil()), ConsentKind::Data);
        let mut consented = Consented::default();
        for at in withdrawn {
            consented.withdraw(person, kind, Timestamp::from_millis(*at));
        }
        for at in given {
            consented.give(person, kind, Timestamp::from_millis(*at));
        }
        move |at| consented.covers(person, kind, Timestamp::from_millis(at))
    }

    #[test]
    fn a_withdrawal_ends_what_was_given_and_undoes_nothing() {
        let covers = told(&[10], &[20]);
        assert_eq!([5, 10, 19, 20, 30].map(covers), [true, true, true, false, false]);
    }

    #[test]
    fn a_consent_given_again_covers_what_came_between() {
        let covers = told(&[10, 40], &[20]);
        assert_eq!([5, 15, 25, 50].map(covers), [true; 4]);
    }

    #[test]
    fn nobody_who_never_agreed_is_covered() {
        assert!(!told(&[], &[])(1));
        assert!(!told(&[], &[5])(1));
    }

    #[test]
    fn whoever_withdraws_twice_has_agreed_between() {
        let covers = told(&[10, 30], &[20, 40]);
        assert_eq!([15, 25, 35, 45].map(covers), [true, true, true, false]);
    }
}
