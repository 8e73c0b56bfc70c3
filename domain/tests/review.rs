//! Rows of the review: each kind has a story that yields it, and what changes no figure yields none.

#[path = "history/mod.rs"]
#[expect(dead_code, reason = "the generated histories are for other tests")]
mod history;
mod tale;

use keruen_domain::event::{Counting, RegistrationState};
use keruen_domain::fact::{Body, Direction, Ground, Outcome, Read};
use keruen_domain::id::PersonId;
use keruen_domain::person::Role;
use keruen_domain::review::{RowKind, Settlement};
use keruen_domain::scan::Verdict;
use keruen_domain::time::MINUTE;

use history::{code, device, event, person, ticket};
use tale::Tale;

#[test]
fn two_phones_let_one_ticket_in() {
    let mut tale = Tale::new();
    let first = tale.comes(0, 10, 0, 0);
    let second = tale.comes(1, 12, 0, 0);
    let rows = tale.rows();
    assert_eq!(tale.kinds(), [RowKind::TwoPhones]);
    assert_eq!((rows[0].beside, &rows[0].targets), (Some(first), &vec![second]));
    assert_eq!((&rows[0].events, &rows[0].persons), (&vec![event(0)], &vec![person(0)]));
    // Settled by one statement, back when that is taken back.
    let reviewed = tale.states(20, Body::Reviewed { target: second });
    assert_eq!(tale.kinds(), []);
    tale.states(21, Body::Annulment { target: reviewed });
    assert_eq!(tale.rows(), rows, "the same row under the same name");
    tale.states(22, Body::Annulment { target: second });
    assert_eq!(tale.kinds(), []);
}

#[test]
fn harmless_things_give_no_row() {
    let mut tale = Tale::new();
    // A double tap on one phone, and again after an hour.
    tale.comes(0, 10, 0, 0);
    tale.scan(0, 10 * MINUTE + 3_000, 0, Read::Ticket(ticket(0)), Direction::In, Outcome::Admitted, &[]);
    tale.comes(0, 70, 0, 0);
    // Out by one door, in by another.
    tale.comes(0, 10, 0, 1);
    tale.goes(0, 20, 0, 1);
    tale.comes(1, 30, 0, 1);
    // Too early, not registered, let in; sent away by one phone, let in by the other; a forged code.
    let early = [Verdict::TooEarly, Verdict::NotRegistered];
    tale.scan(0, 5 * MINUTE, 1, Read::Ticket(ticket(2)), Direction::In, Outcome::Admitted, &early);
    tale.scan(0, 6 * MINUTE, 1, Read::Ticket(ticket(3)), Direction::In, Outcome::TurnedAway, &[Verdict::Unlisted]);
    tale.comes(1, 7, 1, 3);
    tale.scan(0, 8 * MINUTE, 1, Read::other("forged"), Direction::In, Outcome::TurnedAway, &[Verdict::Forged]);
    // Two phones, at an event that does not count, and for a teacher.
    tale.comes(0, 50, 3, 0);
    tale.comes(1, 51, 3, 0);
    tale.venue(3, |venue| venue.counting = Counting::Apart);
    tale.comes(0, 60, 1, 4);
    tale.comes(1, 61, 1, 4);
    tale.states(90, Body::Role { person: person(4), role: Role::Teacher });
    assert_eq!(tale.kinds(), []);
}

#[test]
fn let_in_on_a_revoked_ticket() {
    let mut tale = Tale::new();
    let before = tale.comes(0, 10, 0, 0);
    tale.revoked.insert(ticket(0), tale::at(11 * MINUTE));
    assert_eq!(tale.kinds(), [], "it was valid then: {before:?}");
    let after = tale.comes(0, 12, 1, 0);
    assert_eq!(tale.kinds(), [RowKind::Revoked]);
    assert_eq!(tale.rows()[0].targets, [after]);
    // The phone knew, whatever the store's clock says.
    tale.scan(0, MINUTE, 2, Read::Ticket(ticket(1)), Direction::In, Outcome::Admitted, &[Verdict::Revoked]);
    assert_eq!(tale.kinds(), [RowKind::Revoked, RowKind::Revoked]);
}

#[test]
fn let_in_though_on_no_list() {
    let mut tale = Tale::new();
    let (unlisted, at) = ([Verdict::Unlisted], Outcome::Admitted);
    tale.scan(0, MINUTE, 0, Read::Ticket(ticket(0)), Direction::In, at, &unlisted);
    assert_eq!(tale.kinds(), [RowKind::Unlisted]);
    tale.registrations.push((event(0), person(0), RegistrationState::Confirmed));
    assert_eq!(tale.kinds(), [], "the phone's list was old: they are registered");
    // Nobody known holds the ticket or the code.
    tale.scan(0, 2 * MINUTE, 0, Read::Code(history::code(5)), Direction::In, at, &unlisted);
    tale.tickets.retain(|fact| !matches!(fact.fact.body, Body::Ticket { ticket: t, .. } if t == ticket(5)));
    assert_eq!(tale.kinds(), [RowKind::Unlisted]);
    assert_eq!(tale.rows()[0].persons, Vec::<PersonId>::new());
}

#[test]
fn let_in_after_giving_up() {
    let mut tale = Tale::new();
    let came = tale.comes(0, 10, 0, 0);
    tale.registrations.push((event(0), person(0), RegistrationState::Cancelled));
    assert_eq!((tale.kinds(), tale.rows()[0].targets.clone()), (vec![RowKind::Cancelled], vec![came]));
    tale.states(20, Body::Reviewed { target: came });
    assert_eq!(tale.kinds(), []);
    // Given up by one record, held by another of the same person.
    tale.comes(0, 10, 0, 1);
    tale.registrations.push((event(0), person(1), RegistrationState::Cancelled));
    tale.registrations.push((event(0), person(2), RegistrationState::Confirmed));
    assert_eq!(tale.kinds(), [RowKind::Cancelled]);
    tale.states(21, Body::Merge { left: person(1), right: person(2) });
    assert_eq!(tale.kinds(), []);
}

#[test]
fn let_in_without_consent() {
    let mut tale = Tale::new();
    tale.born(0, "2010-01-01");
    let open =
        tale.scan(0, MINUTE, 0, Read::Ticket(ticket(0)), Direction::In, Outcome::Open, &[Verdict::ConsentMissing]);
    assert_eq!(tale.kinds(), [], "nobody was let in");
    tale.says(0, 2, Body::Answer { scan: open, outcome: Outcome::Admitted, ground: Ground::ToFollow });
    assert_eq!((tale.kinds(), tale.rows()[0].targets.clone()), (vec![RowKind::Consent], vec![open]));
    tale.states(3, Body::Consent { person: person(0), kind: keruen_domain::consent::ConsentKind::Data });
    assert_eq!(tale.kinds(), []);
}

#[test]
fn one_name_with_two_versions() {
    let mut tale = Tale::new();
    let name = tale.comes(0, 10, 0, 0);
    let mut other = tale.facts[0].clone();
    other.fact.body = Body::Scan(tale::scan(0, Read::Ticket(ticket(1)), Direction::In, Outcome::Admitted, &[]));
    tale.facts.push(other);
    assert_eq!((tale.kinds(), tale.rows()[0].targets.clone()), (vec![RowKind::Contested], vec![name]));
    tale.states(20, Body::Annulment { target: name });
    assert_eq!(tale.kinds(), []);
}

#[test]
fn a_phone_sent_what_does_not_count() {
    let mut tale = Tale::new();
    tale.comes(0, 10, 0, 0);
    tale.silence(2);
    let already = tale.comes(2, 11, 0, 0);
    assert_eq!(tale.kinds(), [], "they attended anyway: {already:?}");
    let open = tale.scan(2, 12 * MINUTE, 0, Read::Ticket(ticket(1)), Direction::In, Outcome::Open, &[]);
    assert_eq!(tale.kinds(), []);
    tale.says(2, 13, Body::Answer { scan: open, outcome: Outcome::Admitted, ground: Ground::Judgement });
    let other = tale.comes(2, 14, 0, 2);
    let rows = tale.rows();
    assert_eq!((tale.kinds(), &rows[0].targets), (vec![RowKind::Unheard], &vec![open, other]));
    assert_eq!(
        (rows[0].id.of, rows[0].id.kind.settlements()),
        (device(2).0, &[Settlement::Accept, Settlement::LetStand][..])
    );
    let accepted = tale.states(20, Body::Acceptance { target: open });
    assert_eq!(tale.rows()[0].targets, [other], "the rest is still to be settled");
    assert_eq!(tale.attendances(), 2, "the answer came with the scan");
    tale.states(21, Body::Reviewed { target: other });
    assert_eq!(tale.kinds(), []);
    tale.states(22, Body::Annulment { target: accepted });
    assert_eq!((tale.rows()[0].targets.clone(), tale.attendances()), (vec![open], 1));
}

#[test]
fn a_log_that_somebody_brought_without_a_proof() {
    let mut tale = Tale::new();
    let scan = tale.comes(2, 10, 0, 0);
    let open = tale.scan(2, 11 * MINUTE, 1, Read::Ticket(ticket(1)), Direction::In, Outcome::Open, &[]);
    let answer = tale.says(2, 12, Body::Answer { scan: open, outcome: Outcome::Admitted, ground: Ground::Judgement });
    let other = tale.comes(2, 13, 0, 2);
    for (by, fact) in [(0, scan), (0, open), (0, answer), (1, other)] {
        tale.hands(by, fact);
    }
    assert_eq!(tale.attendances(), 0, "nobody vouches for it");
    let rows = tale.rows();
    assert_eq!(tale.kinds(), [RowKind::Unproven, RowKind::Unproven], "one row for each that brought something");
    assert_eq!((rows[0].id.of, rows[0].id.and, rows[1].id.and), (device(2).0, device(0).0, device(1).0));
    assert_eq!((&rows[0].targets, &rows[0].events), (&vec![scan, open, answer], &vec![event(0), event(1)]));
    assert_eq!(rows[0].id.kind.settlements(), &[Settlement::Accept, Settlement::LetStand]);

    // Accepted fact by fact: nothing that comes later rides along.
    let accepted: Vec<_> = [scan, open].map(|target| tale.states(20, Body::Acceptance { target })).into();
    assert_eq!((tale.attendances(), tale.rows()[0].targets.clone()), (1, vec![answer]));
    tale.states(21, Body::Acceptance { target: answer });
    tale.states(22, Body::Reviewed { target: other });
    assert_eq!((tale.attendances(), tale.kinds()), (2, vec![]));
    tale.states(23, Body::Annulment { target: accepted[0] });
    assert_eq!((tale.attendances(), tale.rows()[0].targets.clone()), (1, vec![scan]));

    // What takes an attendance is looked at as well.
    tale.states(24, Body::Acceptance { target: scan });
    let gone = tale.says(2, 11, Body::Annulment { target: scan });
    tale.hands(1, gone);
    assert_eq!((tale.attendances(), tale.rows()[0].targets.clone()), (2, vec![gone]));

    // The phone itself sends the same: now it counts, and nobody is asked.
    for fact in [scan, open, answer, other, gone] {
        tale.sends_itself(fact);
    }
    assert_eq!((tale.attendances(), tale.kinds()), (2, vec![]));
}

#[test]
fn heads_without_a_name_in_a_log_without_a_proof_are_looked_at_too() {
    const BLANK: u128 = 6;
    let mut tale = Tale::new();
    tale.states(0, Body::Blank { ticket: ticket(BLANK), code: code(BLANK) });
    let head = tale.comes(2, 10, 0, BLANK);
    tale.hands(1, head);
    let rows = tale.rows();
    assert_eq!(tale.kinds(), [RowKind::Unproven]);
    assert_eq!((&rows[0].targets, &rows[0].events, rows[0].persons.len()), (&vec![head], &vec![event(0)], 0));
    tale.states(20, Body::Acceptance { target: head });
    assert_eq!(tale.kinds(), []);
    let gone = tale.says(2, 11, Body::Annulment { target: head });
    tale.hands(1, gone);
    assert_eq!(tale.rows()[0].targets, [gone], "what takes a head is looked at as well");
}

#[test]
fn a_log_that_changes_nothing_is_not_asked_about() {
    let mut tale = Tale::new();
    tale.comes(0, 10, 0, 0);
    let again = tale.comes(2, 11, 0, 0);
    let clock = tale.says(2, 0, Body::Clock { device: device(2), from_seq: 0, offset: 0, uncertainty: 5 });
    for fact in [again, clock] {
        tale.hands(1, fact);
    }
    assert_eq!(tale.kinds(), [], "they attended anyway");
    let other = tale.comes(2, 12, 0, 1);
    tale.hands(1, other);
    assert_eq!(tale.rows()[0].targets, [other, clock], "with the clock by which it was made");
}

#[test]
fn a_clock_that_was_never_measured_near_an_edge() {
    let mut tale = Tale::new();
    // Phone 2 was never measured. Two events on two days; the birthday between them moves the band.
    let doubted = tale.comes(2, 60, 0, 0);
    let other = tale.comes(0, 600, 1, 0);
    tale.venue(0, |venue| venue.day = tale::day("2022-09-06"));
    tale.venue(1, |venue| venue.day = tale::day("2022-09-07"));
    assert_eq!(tale.kinds(), [], "the same band and stop: the order is no matter");
    tale.born(0, "1999-09-07");
    let rows = tale.rows();
    assert_eq!((tale.kinds(), &rows[0].targets, rows[0].beside), (vec![RowKind::Clock], &vec![doubted], Some(other)));
    tale.clock(2);
    assert_eq!(tale.kinds(), []);
    // Another stop: where were they new?
    let mut tale = Tale::new();
    tale.comes(2, 60, 0, 1);
    tale.comes(0, 600, 1, 1);
    tale.venue(1, |venue| venue.stop = Some(tale::stop(2)));
    assert_eq!(tale.kinds(), [RowKind::Clock]);
    // Online and at a stop: the order is no matter.
    tale.venue(1, |venue| venue.stop = None);
    assert_eq!(tale.kinds(), []);
    // Two days apart no clock of ours is so wrong.
    let mut tale = Tale::new();
    tale.comes(2, 60, 0, 1);
    tale.comes(0, 60 + 2 * 1_440, 1, 1);
    tale.venue(1, |venue| venue.stop = Some(tale::stop(2)));
    assert_eq!(tale.kinds(), []);
}

#[test]
fn two_records_that_may_be_one_person() {
    let mut tale = Tale::new();
    tale.candidates.push(vec![person(1), person(0), person(2)]);
    tale.comes(0, 10, 0, 0);
    assert_eq!(tale.kinds(), [], "only one of them came: a merge changes nothing");
    tale.comes(0, 11, 1, 1);
    let rows = tale.rows();
    assert_eq!((tale.kinds(), &rows[0].persons), (vec![RowKind::Duplicate], &vec![person(0), person(1)]));
    assert_eq!(rows[0].events, [event(0), event(1)]);
    for body in
        [Body::Distinct { left: person(1), right: person(0) }, Body::Merge { left: person(1), right: person(0) }]
    {
        let settled = tale.states(20, body);
        assert_eq!(tale.kinds(), []);
        tale.states(21, Body::Annulment { target: settled });
        assert_eq!(tale.rows(), rows);
    }
    // Merging brings a consent.
    let mut tale = Tale::new();
    tale.candidates.push(vec![person(0), person(1)]);
    tale.born(0, "2010-01-01");
    tale.comes(0, 10, 0, 0);
    assert_eq!(tale.kinds(), [RowKind::Consent]);
    tale.states(5, Body::Consent { person: person(1), kind: keruen_domain::consent::ConsentKind::Data });
    assert_eq!(tale.kinds(), [RowKind::Consent, RowKind::Duplicate]);
}
