//! Blank tickets: heads without a name until somebody types whose they were, and again when that is taken back.

use keruen_domain::attendance::Folded;
use keruen_domain::fact::{Body, Direction, Method, Outcome, Read, Scan, Sourced};
use uuid::Uuid;

use super::{ORGANISER, annuls, comes, made, scan, told};
use crate::history::{blank, code, event, person, ticket};

/// The first blank ticket.
const BLANK: u128 = 6;

fn whose(by: u8, id: u128, minute: i64, who: u128) -> Sourced {
    made(by, id, minute, Body::Ticket { ticket: ticket(BLANK), person: person(who), code: code(BLANK) })
}

fn with_blanks(facts: &[Sourced]) -> Folded {
    told(&[facts, &[blank(BLANK), blank(BLANK + 1)]].concat())
}

fn heads_and_people(facts: &[Sourced]) -> (usize, usize) {
    let folded = with_blanks(facts);
    (folded.anonymous.len(), folded.attendances.len())
}

#[test]
fn a_blank_ticket_is_one_head_and_no_person() {
    let (came, again) = (comes(0, 1, 10, BLANK), comes(1, 2, 11, BLANK));
    assert_eq!(heads_and_people(&[came.clone(), again.clone()]), (1, 0), "two phones, one head");
    assert_eq!(heads_and_people(&[came.clone(), comes(0, 3, 12, BLANK + 1)]), (2, 0));
    assert_eq!(heads_and_people(&[scan(0, 1, 1, BLANK, Direction::In, Outcome::TurnedAway)]), (0, 0));
    assert_eq!(heads_and_people(&[scan(0, 1, 1, BLANK, Direction::Out, Outcome::Admitted)]), (0, 0));
    assert_eq!(heads_and_people(&[came.clone(), annuls(0, 4, 12, &came)]), (0, 0));
    let left = with_blanks(&[came, scan(0, 5, 30, BLANK, Direction::Out, Outcome::Admitted)]);
    assert!(!left.anonymous[&(event(0), ticket(BLANK))].is_inside());
    let typed = Scan {
        event: event(0),
        read: Read::Code(code(BLANK)),
        direction: Direction::In,
        method: Method::ShortCode,
        operator: Uuid::nil(),
        verdicts: Vec::new(),
        outcome: Outcome::Admitted,
    };
    assert_eq!(heads_and_people(&[made(0, 6, 40, Body::Scan(typed))]), (1, 0), "by the code under it");
}

#[test]
fn a_name_typed_later_keeps_the_time_of_the_scan_and_can_be_taken_back() {
    let came = comes(0, 1, 10, BLANK);
    let named = whose(ORGANISER, 2, 500, 0);
    let folded = with_blanks(&[came.clone(), named.clone()]);
    assert!(folded.anonymous.is_empty());
    assert_eq!(folded.attendances[&(event(0), person(0))].first.fact, came.reference());
    assert_eq!(folded.bindings[&ticket(BLANK)], (person(0), named.reference()));

    let gone = annuls(4, 3, 600, &named);
    assert_eq!(heads_and_people(&[came.clone(), named.clone(), gone.clone()]), (1, 0));
    let other = whose(ORGANISER, 4, 700, 1);
    let renamed = with_blanks(&[came.clone(), named, gone, other]);
    assert!(renamed.attendances.contains_key(&(event(0), person(1))) && renamed.attendances.len() == 1);
    assert_eq!(heads_and_people(&[came, whose(0, 5, 20, 0)]), (1, 0), "a phone says of nobody who they are");
}
