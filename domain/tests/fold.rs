//! The theorem of design rule 3: any order, repetition and batching of the same facts gives the same attendance.

mod history;
mod stories;

use std::collections::HashSet;

use keruen_domain::attendance::{Folded, fold};
use keruen_domain::fact::{Body, Sourced};
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
    ] {
        let caught = run(wrong).expect_err(name);
        println!("mutation caught: {name} ({caught})");
    }
}

#[test]
fn histories_have_something_in_them() {
    let mut runner = TestRunner::new(fixed_config());
    let totals = std::cell::RefCell::new([0_usize; 4]);
    runner
        .run(&history(), |facts| {
            let folded = fold(&facts);
            let mut totals = totals.borrow_mut();
            totals[0] += folded.attendances.len();
            totals[1] += folded.attendances.values().filter(|a| !a.repeats.is_empty()).count();
            totals[2] += folded.canon.len();
            totals[3] += facts.iter().map(Sourced::reference).collect::<HashSet<_>>().len().abs_diff(facts.len());
            Ok(())
        })
        .expect("runs");
    println!("attendances, of them with duplicates, merged records, contested facts: {totals:?}");
    assert!(totals.borrow().iter().all(|n| *n > 100));
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

    /// What somebody without the right states changes nothing.
    #[test]
    fn a_phone_cannot_state_what_an_organiser_states(facts in history()) {
        let heard: Vec<&Sourced> = facts.iter().filter(|f| keruen_domain::force::is_heard(f)).collect();
        prop_assert_eq!(fold(heard), fold(&facts));
    }
}
