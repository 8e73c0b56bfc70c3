//! Who of an event's queue gets the free seats (design rule 10).

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The waiting ones to seat, in the order of the queue. `free` are the seats that nobody has; none: there is no limit.
///
/// The queue is walked in order. Those who wait together are seated together, at the place of their first; a group that
/// does not fit whole is passed over and keeps its place. Afterwards nobody who waits fits what is left.
pub fn seats_for<W: Copy, G: Copy + Eq + Hash>(queue: &[(W, Option<G>)], free: Option<i64>) -> Vec<W> {
    let mut sizes: HashMap<G, i64> = HashMap::new();
    for group in queue.iter().filter_map(|(_, group)| *group) {
        *sizes.entry(group).or_default() += 1;
    }
    let (mut left, mut seated, mut passed) = (free.unwrap_or(i64::MAX), HashSet::new(), HashSet::new());
    let mut chosen = Vec::new();
    for (who, group) in queue {
        let fits = match group {
            None if left > 0 => {
                left -= 1;
                true
            }
            None => false,
            Some(group) if seated.contains(group) => true,
            Some(group) if passed.contains(group) => false,
            Some(group) => {
                let size = sizes.get(group).copied().unwrap_or_default();
                let fits = size <= left;
                if fits {
                    left -= size;
                    seated.insert(*group);
                } else {
                    passed.insert(*group);
                }
                fits
            }
        };
        if fits {
            chosen.push(*who);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seated(queue: &[(u8, Option<char>)], free: Option<i64>) -> Vec<u8> {
        seats_for(queue, free)
    }

    #[test]
    fn a_group_that_does_not_fit_is_passed_over_and_keeps_its_place() {
        let queue =
            [(1, None), (2, Some('a')), (3, Some('a')), (4, Some('a')), (5, None), (6, Some('b')), (7, Some('b'))];
        assert_eq!(seated(&queue, Some(0)), [0; 0]);
        assert_eq!(seated(&queue, Some(3)), [1, 5], "neither group fits what is left");
        assert_eq!(seated(&queue, Some(4)), [1, 2, 3, 4]);
        assert_eq!(seated(&queue[1..], Some(2)), [5], "the second group would need one more");
        assert_eq!(seated(&queue[1..4], Some(3)), [2, 3, 4]);
        assert_eq!(seated(&queue, None), [1, 2, 3, 4, 5, 6, 7]);
    }

    proptest! {
        #[test]
        fn groups_stay_whole_and_nobody_who_waits_fits(
            groups in prop::collection::vec(prop::option::of(0..4_u8), 0..40),
            free in prop::option::of(0..40_i64),
        ) {
            let queue: Vec<_> = groups.into_iter().enumerate().collect();
            let chosen = seats_for(&queue, free);
            let taken = i64::try_from(chosen.len()).expect("few");
            prop_assert!(free.is_none_or(|free| taken <= free));
            let has = |who: &usize| chosen.contains(who);
            let left = free.map(|free| free - taken);
            for (who, group) in &queue {
                let with: Vec<usize> = match group {
                    None => vec![*who],
                    Some(_) => queue.iter().filter(|(_, of)| of == group).map(|(who, _)| *who).collect(),
                };
                prop_assert!(with.iter().all(has) || !with.iter().any(has), "a group was torn apart");
                let needs = i64::try_from(with.len()).expect("few");
                prop_assert!(has(who) || left.is_some_and(|left| needs > left), "somebody who fits still waits");
            }
            // Only who does not fit is overtaken.
            let singles: Vec<usize> = queue.iter().filter(|(_, group)| group.is_none()).map(|(who, _)| *who).collect();
            let first_out = singles.iter().position(|who| !has(who)).unwrap_or(singles.len());
            prop_assert!(singles[first_out..].iter().all(|who| !has(who)));
        }
    }
}
