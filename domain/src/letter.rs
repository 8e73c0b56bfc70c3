//! Letters: which there are, whether one still tells the truth, when a failed one is tried again, when people are reminded.

use crate::event::{EventState, RegistrationState};
use crate::text_enum::text_enum;
use crate::time::{CivilDate, CivilDateTime, DAY, HOUR, MINUTE, Timestamp};

text_enum! {
    /// What a letter tells.
    pub enum LetterKind {
        /// You are registered, or on the waiting list.
        Confirmation = "confirmation",
        /// A place has come to you from the waiting list.
        Promoted = "promoted",
        /// The event has another time or place.
        Changed = "changed",
        /// The event does not take place.
        Cancelled = "cancelled",
        /// These are your events of tomorrow.
        Reminder = "reminder",
    }
}

text_enum! {
    /// What became of a letter.
    pub enum LetterState {
        /// It waits to be sent, or to be tried again.
        Queued = "queued",
        /// A mail server has taken it.
        Sent = "sent",
        /// It was tried for days.
        GaveUp = "gave_up",
        /// What it told was no longer so, or nobody is there to read it.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// Why a letter was not sent, in our words.
    pub enum Failure {
        /// No mail server answers, or it takes letters from nobody.
        Unreachable = "unreachable",
        /// The mail server says: later.
        Deferred = "deferred",
        /// The mail server does not take this letter.
        Refused = "refused",
        /// We could not write it.
        Unwritten = "unwritten",
    }
}

/// One person and one event, as they stand when a letter is to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// Where the person's registration stands.
    pub standing: RegistrationState,
    /// Where the event stands.
    pub event: EventState,
    /// Its start.
    pub starts_at: Timestamp,
    /// Its end.
    pub ends_at: Timestamp,
}

impl LetterKind {
    /// Whether a letter of this kind still tells the truth, to somebody whom it concerns, in time.
    pub fn holds(self, occasion: Occasion, now: Timestamp) -> bool {
        let Occasion { standing, event, starts_at, ends_at } = occasion;
        let takes_place = event.takes_place();
        let registered = standing != RegistrationState::Cancelled;
        match self {
            Self::Confirmation | Self::Changed => registered && takes_place && now < ends_at,
            Self::Promoted => standing.holds_seat() && takes_place && now < ends_at,
            Self::Cancelled => registered && event == EventState::Cancelled && now < ends_at,
            Self::Reminder => standing.holds_seat() && takes_place && now < starts_at,
        }
    }
}

impl LetterKind {
    /// Whether somebody should call who has no address: it changes what they would do. A confirmation stands on the page on
    /// which they registered, a reminder on their ticket.
    pub const fn is_told_by_hand(self) -> bool {
        matches!(self, Self::Promoted | Self::Changed | Self::Cancelled)
    }
}

impl Failure {
    /// Whether a letter that was written at `written` and failed like this at `now` is given up. That no server answers is
    /// not the letter's fault: it waits for as long as it tells the truth.
    pub const fn ends(self, written: Timestamp, now: Timestamp) -> bool {
        let age = now.since(written);
        match self {
            Self::Unreachable => false,
            Self::Deferred | Self::Unwritten => age >= 4 * DAY,
            Self::Refused => age >= DAY,
        }
    }

    /// Milliseconds until the next try after so many tries.
    pub const fn wait(self, tries: i64) -> i64 {
        match (self, tries) {
            (Self::Unreachable, _) | (_, ..=1) => MINUTE,
            (_, 2) => 5 * MINUTE,
            (_, 3) => 20 * MINUTE,
            (_, 4) => HOUR,
            (_, 5) => 3 * HOUR,
            _ => 6 * HOUR,
        }
    }
}

/// Who takes a letter has so long to send it; afterwards it is anybody's again.
pub const TAKEN_FOR: i64 = 10 * MINUTE;

/// People are told of a change so long after it: whoever corrects a form twice writes one letter.
pub const CHANGE_SETTLES: i64 = 10 * MINUTE;

/// Who registered less than this long ago needs no reminder.
pub const REMEMBERED_FOR: i64 = 6 * HOUR;

/// First and last hour of the local day in which people are reminded: the latter is not reached.
const REMINDING: std::ops::Range<u8> = 9..20;

/// The day of whose events people are to be reminded when clocks there show `at`: tomorrow, at daytime.
pub fn reminds_of(at: CivilDateTime) -> Option<CivilDate> {
    REMINDING.contains(&at.hour).then(|| CivilDate::from_days(at.date.days() + 1).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const START: Timestamp = Timestamp::from_millis(1_000 * HOUR);

    fn at(text: &str, hour: u8, minute: u8) -> CivilDateTime {
        CivilDateTime { date: CivilDate::parse(text).expect("a day"), hour, minute }
    }

    #[test]
    fn people_are_reminded_at_daytime_of_the_day_after() {
        let day = |text| CivilDate::parse(text).ok();
        assert_eq!(reminds_of(at("2022-09-05", 9, 0)), day("2022-09-06"));
        assert_eq!(reminds_of(at("2022-12-31", 19, 59)), day("2023-01-01"));
        assert_eq!(reminds_of(at("2022-09-05", 8, 59)), None);
        assert_eq!(reminds_of(at("2022-09-05", 20, 0)), None);
    }

    proptest! {
        /// Nobody who gave their place up is written to, nor anybody about what is over.
        #[test]
        fn no_letter_is_stale(
            kind in proptest::sample::select(LetterKind::ALL),
            standing in proptest::sample::select(RegistrationState::ALL),
            event in proptest::sample::select(EventState::ALL),
            since_start in -48 * HOUR..48 * HOUR,
            lasts in MINUTE..24 * HOUR,
        ) {
            let occasion = Occasion { standing, event, starts_at: START, ends_at: START.plus(lasts) };
            let holds = kind.holds(occasion, START.plus(since_start));
            if standing == RegistrationState::Cancelled || event == EventState::Draft || since_start >= lasts {
                prop_assert!(!holds);
            }
            if holds {
                prop_assert_eq!(kind == LetterKind::Cancelled, event == EventState::Cancelled);
            }
        }

        /// A letter that fails for itself ends, but not at once; waiting never grows shorter.
        #[test]
        fn a_letter_is_given_up_after_days(failure in proptest::sample::select(Failure::ALL)) {
            let ended = |age: i64| failure.ends(START, START.plus(age));
            prop_assert!(!ended(23 * HOUR));
            prop_assert_eq!(ended(4 * DAY), failure != Failure::Unreachable);
            let waits: Vec<i64> = (0..12).map(|tries| failure.wait(tries)).collect();
            prop_assert!(waits.is_sorted() && waits[0] > 0);
        }
    }
}
