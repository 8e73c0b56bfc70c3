//! The theorem of design rule 3: any order, repetition and batching of the same facts gives the same attendance.

mod history;
mod stories;

use std::collections::HashSet;

use keruen_domain::attendance::{Folded, fold};
use keruen_domain::fact::{Body, Fact, FactRef, Sourced};
use keruen_domain::hearing::Silence;
use keruen_domain::id::FactId;
use keruen_domain::settlement::Accepted;
use keruen_domain::time::Timestamp;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};

use history::{config, fixed_config, history};

/// A history, and the same facts as they might arrive: in another order, some of them again.
fn arrivals() -> impl Strategy<Value = (Vec<Sourced>, Vec<Sourced>)> {
    (history(), prop::collection::vec(any::<prop::sample::Index>(), 0..20)).prop_flat_map(|(facts, again)| {
        let mut repeated = facts.clone();
        repeated.extend(again.iter().map(|index| index.get(&facts).clone()));
        (Just(facts), Just(repeated).prop_shuffle())
    })
}

/// The property itself, so that it can be held against a wrong fold too.
fn arrival_does_not_matter(
    fold: impl Fn(&[Sourced]) -> Folded,
    sent: &[Sourced],
    arrived: &[Sourced],
) -> Result<(), TestCaseError> {
    prop_assert_eq!(fold(sent), fold(arrived));
    Ok(())
}

fn right(facts: &[Sourced]) -> Folded {
    fold(facts)
}

/// Wrong: takes the order of arrival for the order of time.
fn by_arrival(facts: &[Sourced]) -> Folded {
    let stamped: Vec<Sourced> = facts
        .iter()
        .enumerate()
        .filter(|(_, sourced)| !matches!(sourced.fact.body, Body::Clock { .. }))
        .map(|(place, sourced)| {
            let mut sourced = sourced.clone();
            sourced.fact.wall = Timestamp::from_millis(i64::try_from(place).unwrap_or(0));
            sourced
        })
        .collect();
    fold(&stamped)
}

/// Wrong: an annulment strikes only what has arrived before it.
fn annulling_backwards(facts: &[Sourced]) -> Folded {
    let mut kept: Vec<&Sourced> = Vec::new();
    for sourced in facts {
        match sourced.fact.body {
            Body::Annulment { target } => kept.retain(|other| other.reference() != target),
            _ => kept.push(sourced),
        }
    }
    fold(kept)
}

/// Wrong: moves scans to another event in the order in which the moves arrived.
fn moving_by_arrival(facts: &[Sourced]) -> Folded {
    let stamped = facts.iter().enumerate().map(|(place, sourced)| {
        let mut sourced = sourced.clone();
        if matches!(sourced.fact.body, Body::Move { .. }) {
            sourced.fact.wall = Timestamp::from_millis(i64::try_from(place).unwrap_or(0));
        }
        sourced
    });
    fold(&stamped.collect::<Vec<_>>())
}

/// Wrong: of two versions of a contested fact the first to arrive stays.
fn first_come(facts: &[Sourced]) -> Folded {
    let mut names = HashSet::new();
    fold(facts.iter().filter(|sourced| names.insert(sourced.reference())))
}

fn run(fold: impl Fn(&[Sourced]) -> Folded) -> Result<(), String> {
    let mut runner = TestRunner::new(fixed_config());
    let result = runner.run(&arrivals(), |(sent, arrived)| arrival_does_not_matter(&fold, &sent, &arrived));
    result.map_err(|error| match error {
        TestError::Fail(reason, (sent, _)) => {
            format!("{} facts: {}", sent.len(), reason.message().lines().next().unwrap_or_default())
        }
        TestError::Abort(reason) => panic!("{reason}"),
    })
}

#[test]
fn the_fold_holds_and_wrong_folds_are_caught() {
    let cases = fixed_config().cases;
    assert_eq!(run(right), Ok(()));
    println!("order and repetition: {cases} histories");
    for (name, wrong) in [
        ("ordering by arrival", by_arrival as fn(&[Sourced]) -> Folded),
        ("annulling backwards only", annulling_backwards),
        ("first version wins", first_come),
        ("moving in order of arrival", moving_by_arrival),
    ] {
        let caught = run(wrong).expect_err(name);
        println!("mutation caught: {name} ({caught})");
    }
}

#[test]
fn histories_have_something_in_them() {
    let mut runner = TestRunner::new(fixed_config());
    let totals = std::cell::RefCell::new([0_usize; 9]);
    runner
        .run(&history(), |facts| {
            let folded = fold(&facts);
            let mut totals = totals.borrow_mut();
            totals[0] += folded.attendances.len();
            totals[1] += folded.attendances.values().filter(|a| !a.repeats.is_empty()).count();
            totals[2] += folded.canon.len();
            totals[3] += facts.iter().map(Sourced::reference).collect::<HashSet<_>>().len().abs_diff(facts.len());
            totals[4] += folded.distinct.len();
            totals[5] += folded.reviewed.len();
            let unmoved = facts.iter().filter(|f| !matches!(f.fact.body, Body::Move { .. }));
            totals[6] += usize::from(fold(unmoved).attendances != folded.attendances);
            totals[7] += folded.anonymous.len();
            totals[8] += folded.bindings.len();
            Ok(())
        })
        .expect("runs");
    println!(
        "attendances, of them with duplicates, merged records, contested facts, people parted, facts reviewed, \
         histories in which a move shows, heads without a name, blank tickets with a holder: {totals:?}"
    );
    assert!(totals.borrow().iter().all(|n| *n > 50));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_order_and_repetition((sent, arrived) in arrivals()) {
        arrival_does_not_matter(right, &sent, &arrived)?;
    }

    /// Phones send their logs in pieces, replay pieces, and reach two servers, which then exchange what they have.
    #[test]
    fn any_batching_over_two_servers(facts in history(), sizes in prop::collection::vec(1..7_usize, 1..30), to in prop::collection::vec(0..3_u8, 30)) {
        let mut servers = [HashSet::new(), HashSet::new()];
        let mut rest = facts.as_slice();
        for (size, to) in sizes.iter().cycle().zip(to.iter().cycle()) {
            if rest.is_empty() {
                break;
            }
            let (batch, after) = rest.split_at((*size).min(rest.len()));
            for (n, server) in servers.iter_mut().enumerate() {
                if *to == 2 || usize::from(*to) == n {
                    server.extend(batch.iter().cloned());
                }
            }
            rest = after;
        }
        let whole: HashSet<Sourced> = servers[0].union(&servers[1]).cloned().collect();
        prop_assert_eq!(fold(&whole), fold(&facts));
    }

    /// An acceptance in force, and what the same phone says of its target: the same set in any order.
    #[test]
    fn acceptance_does_not_depend_on_order((sent, arrived) in arrivals()) {
        let apart = |facts: &[Sourced]| {
            // Whatever the second phone sends is silent.
            let (silent, heard): (Vec<Sourced>, Vec<Sourced>) =
                facts.iter().cloned().partition(|f| f.source == history::source(1));
            let accepted = Accepted::new(&heard, &silent);
            let counted = silent.iter().filter(|f| accepted.lifts(f.reference(), Silence::OutOfService));
            (fold(heard.iter().chain(counted)), accepted)
        };
        prop_assert_eq!(apart(&sent), apart(&arrived));
    }

    /// Taking a settlement back leaves what was there without it.
    #[test]
    fn a_settlement_taken_back_was_never_made(facts in history()) {
        let settles = |f: &Sourced| matches!(
            f.fact.body,
            Body::Distinct { .. } | Body::Reviewed { .. } | Body::Move { .. } | Body::Acceptance { .. } | Body::Merge { .. }
        );
        let late = Timestamp::from_millis(90 * 24 * 3_600_000);
        let gone = facts.iter().filter(|f| settles(f)).enumerate().map(|(n, f)| {
            let id = FactId(uuid::Uuid::from_u128(0x9000 + n as u128));
            let fact = Fact { id, wall: late, body: Body::Annulment { target: f.reference() }, ..f.fact.clone() };
            Sourced { source: history::source(3), fact }
        });
        let undone: Vec<Sourced> = facts.iter().cloned().chain(gone).collect();
        let names: HashSet<FactRef> = facts.iter().filter(|f| settles(f)).map(Sourced::reference).collect();
        let without = facts.iter().filter(|f| !names.contains(&f.reference()));
        prop_assert_eq!(fold(&undone), fold(without));
    }

    /// A head without a name has no holder, and whoever took the name back finds the head as it was.
    #[test]
    fn a_binding_taken_back_was_never_made(facts in history()) {
        // Tickets that were issued with a holder carry their own id.
        let binds = |f: &&Sourced| matches!(f.fact.body, Body::Ticket { ticket, .. } if f.fact.id.0 != ticket.0);
        let folded = fold(&facts);
        for (event, ticket) in folded.anonymous.keys() {
            prop_assert!(!folded.bindings.contains_key(ticket), "{event} {ticket}");
        }
        let late = Timestamp::from_millis(90 * 24 * 3_600_000);
        let gone = facts.iter().filter(binds).enumerate().map(|(n, f)| {
            let id = FactId(uuid::Uuid::from_u128(0x9000 + n as u128));
            let fact = Fact { id, wall: late, body: Body::Annulment { target: f.reference() }, ..f.fact.clone() };
            Sourced { source: history::source(3), fact }
        });
        let undone = fold(&facts.iter().cloned().chain(gone).collect::<Vec<_>>());
        let names: HashSet<FactRef> = facts.iter().filter(binds).map(Sourced::reference).collect();
        prop_assert_eq!(&undone, &fold(facts.iter().filter(|f| !names.contains(&f.reference()))));
        prop_assert!(undone.bindings.is_empty());
    }

    /// What somebody without the right states changes nothing.
    #[test]
    fn a_phone_cannot_state_what_an_organiser_states(facts in history()) {
        let heard: Vec<&Sourced> = facts.iter().filter(|f| keruen_domain::force::is_heard(f)).collect();
        prop_assert_eq!(fold(heard), fold(&facts));
    }
}
