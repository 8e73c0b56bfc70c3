//! Closing a stop: which phones still owe something, whether counted heads agree, what came afterwards.

use std::collections::BTreeMap;

use crate::attendance::Attendance;
use crate::fact::FactRef;
use crate::field::FieldProblem;
use crate::form::{FormErrors, number};
use crate::id::EventId;
use crate::text_enum::text_enum;
use crate::time::Timestamp;

/// Most heads of one event.
pub const HEADS_MAX: i64 = 100_000;

text_enum! {
    /// What was done with a stop.
    pub enum Deed {
        /// It was closed: the figures were agreed.
        Closed = "closed",
        /// It was opened again.
        Reopened = "reopened",
    }
}

/// What is known of a phone that worked at a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneKnown {
    /// When it was last heard.
    pub seen_at: Option<Timestamp>,
    /// Marks that it had not sent yet, as it said then.
    pub unsent: Option<i64>,
    /// Whether marks of it at the stop are kept.
    pub has_marks: bool,
}

/// What a phone owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owes {
    /// It said that it has marks which it had not sent.
    Unsent(i64),
    /// It was not heard after the last event had ended: nobody knows what it still has.
    Silent,
}

/// What a phone owes to a stop whose events lasted from the first instant to the second. A phone that was neither heard
/// since the stop began nor has marks there did not work at it.
pub fn owes(phone: PhoneKnown, (begins, ends): (Timestamp, Timestamp), now: Timestamp) -> Option<Owes> {
    if let Some(unsent) = phone.unsent.filter(|unsent| *unsent > 0) {
        return Some(Owes::Unsent(unsent));
    }
    let worked = phone.has_marks || phone.seen_at.is_some_and(|at| at >= begins);
    let heard_after = phone.seen_at.is_some_and(|at| at >= ends);
    (worked && now >= ends && !heard_after).then_some(Owes::Silent)
}

/// Whether all that establishes the attendance came `after` something.
pub fn came_after(attendance: &Attendance, after: impl Fn(FactRef) -> bool) -> bool {
    let moments = std::iter::once(&attendance.first).chain(&attendance.repeats);
    moments.map(|moment| moment.fact).all(after)
}

/// The form with counted heads: inputs `heads.EVENT`.
pub fn parse_heads(values: &BTreeMap<String, String>) -> Result<Vec<(EventId, i64)>, FormErrors> {
    let mut counts = Vec::new();
    for (name, value) in values {
        let Some(event) = name.strip_prefix("heads.").and_then(|id| id.parse().ok()) else { continue };
        match number(value, 0..=HEADS_MAX) {
            Ok(heads) => counts.push((event, heads)),
            Err(FieldProblem::Empty) => {}
            Err(problem) => return Err(FormErrors::one("heads", problem)),
        }
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEGINS: Timestamp = Timestamp::from_millis(1_000);
    const ENDS: Timestamp = Timestamp::from_millis(2_000);

    fn phone(seen: i64, unsent: i64, has_marks: bool) -> PhoneKnown {
        PhoneKnown { seen_at: Some(Timestamp::from_millis(seen)), unsent: Some(unsent), has_marks }
    }

    #[test]
    fn who_owes_what() {
        let evening = Timestamp::from_millis(3_000);
        let owes = |phone| owes(phone, (BEGINS, ENDS), evening);
        assert_eq!(owes(phone(2_500, 0, true)), None, "heard after everything");
        assert_eq!(owes(phone(2_500, 3, true)), Some(Owes::Unsent(3)));
        assert_eq!(owes(phone(1_500, 0, true)), Some(Owes::Silent));
        assert_eq!(owes(phone(500, 0, true)), Some(Owes::Silent), "others brought its marks");
        assert_eq!(owes(phone(500, 0, false)), None, "it worked elsewhere");
        assert_eq!(owes(PhoneKnown { seen_at: None, unsent: None, has_marks: false }), None);
    }

    #[test]
    fn heads_as_they_are_typed() {
        let event = EventId(uuid::Uuid::from_u128(7));
        let read = |text: &str| parse_heads(&BTreeMap::from([(format!("heads.{event}"), text.to_owned())]));
        assert_eq!(read(" 158 "), Ok(vec![(event, 158)]));
        assert_eq!(read(""), Ok(Vec::new()));
        assert!(read("-1").is_err());
    }

    proptest! {
        #[test]
        fn a_phone_that_was_heard_after_the_end_owes_what_it_said(seen in 2_000_i64..9_000, unsent in 0_i64..5, marks: bool, now in 0_i64..9_000) {
            let owed = owes(phone(seen, unsent, marks), (BEGINS, ENDS), Timestamp::from_millis(now));
            prop_assert_eq!(owed, (unsent > 0).then_some(Owes::Unsent(unsent)));
        }
    }
}
