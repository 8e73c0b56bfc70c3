//! Figures of generated histories: people once, and the parts add up to the whole.

mod history;

use std::collections::{BTreeMap, BTreeSet};

use keruen_domain::age::{Age, Frozen};
use keruen_domain::attendance::fold;
use keruen_domain::consent::ConsentKind;
use keruen_domain::erasure::frozen_ages;
use keruen_domain::event::Counting;
use keruen_domain::fact::{Body, Fact, Source, Sourced};
use keruen_domain::figures::{Figures, Profile, Venue, counted, figures, heads, participants};
use keruen_domain::id::{AccountId, EventId, FactId, PersonId, StopId};
use keruen_domain::person::{AgeBand, InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::region::Region;
use keruen_domain::time::{CivilDate, Timestamp};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use history::{EVENTS, PERSONS, config, event, fixed_config, history, person};

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).expect("a day")
}

fn profiles() -> impl Strategy<Value = BTreeMap<PersonId, Profile>> {
    let one = (any::<prop::sample::Index>(), 0..400_i64, any::<bool>(), 0..5_u8, any::<bool>());
    prop::collection::vec(one, PERSONS as usize).prop_map(|rows| {
        let profile =
            |(n, (region, days, female, institution, urban)): (usize, (prop::sample::Index, i64, bool, u8, bool))| {
                let person = person(n as u128);
                // Some turn fourteen or eighteen between two events.
                let born = day("2004-01-01").days() + days * 9;
                let age = if days % 11 == 0 {
                    Age::Frozen(Frozen { band: AgeBand::A14_17, adult_from: None })
                } else {
                    Age::Born(CivilDate::from_days(born).expect("a day"))
                };
                let profile = Profile {
                    person,
                    role: if days % 13 == 0 { Role::Driver } else { Role::Participant },
                    age,
                    sex: if female { Sex::Female } else { Sex::Male },
                    region: Region::ALL[region.index(20)],
                    place: if urban { PlaceKind::Urban } else { PlaceKind::Rural },
                    institution: InstitutionKind::ALL[usize::from(institution)],
                };
                (person, profile)
            };
        rows.into_iter().enumerate().map(profile).collect()
    })
}

fn venues() -> impl Strategy<Value = BTreeMap<EventId, Venue>> {
    prop::collection::vec((0..4_u8, 0..9_u8, 0..3_i64), EVENTS as usize).prop_map(|rows| {
        let venue = |(n, (stop, counting, years)): (usize, (u8, u8, i64))| {
            let venue = Venue {
                stop: (stop > 0).then(|| StopId(Uuid::from_u128(u128::from(stop)))),
                counting: if counting == 0 { Counting::Apart } else { Counting::Direct },
                day: CivilDate::from_days(day("2022-01-01").days() + years * 365).expect("a day"),
            };
            (event(n as u128), venue)
        };
        rows.into_iter().enumerate().map(venue).collect()
    })
}

/// Every sum that must hold.
fn parts_add_up(f: &Figures) -> Result<(), TestCaseError> {
    let direct = f.direct_participants;
    prop_assert_eq!(f.by_region.values().sum::<i64>(), direct);
    prop_assert_eq!(f.by_age.values().sum::<i64>(), direct);
    prop_assert_eq!(f.by_sex.values().sum::<i64>(), direct);
    prop_assert_eq!(f.by_institution.values().sum::<i64>(), direct);
    prop_assert_eq!(f.by_place.values().sum::<i64>(), direct);
    prop_assert_eq!(f.by_method.values().sum::<i64>(), direct);
    prop_assert_eq!(f.by_stop.values().map(|stop| stop.new_here).sum::<i64>() + f.online_only, direct);
    prop_assert_eq!(f.by_event.values().sum::<i64>(), f.attendances);
    prop_assert_eq!(f.by_stop.values().map(|stop| stop.people_here).sum::<i64>(), f.naive_stop_sum);
    prop_assert!(f.by_stop.values().all(|stop| stop.new_here <= stop.people_here && stop.people_here <= stop.visits));
    prop_assert!(direct <= f.attendances && f.naive_total >= f.naive_stop_sum && direct <= f.naive_total);
    Ok(())
}

#[test]
fn a_sum_over_stops_is_caught() {
    let mut runner = TestRunner::new(fixed_config());
    let result = runner.run(&(history(), profiles(), venues()), |(facts, profiles, venues)| {
        let folded = fold(&facts);
        let rows = counted(&folded, &profiles, &venues).counted;
        let mut wrong = figures(&rows, 0);
        wrong.direct_participants =
            wrong.by_stop.values().map(|stop| stop.people_here).sum::<i64>() + wrong.online_only;
        parts_add_up(&wrong)
    });
    assert!(result.is_err(), "people counted once per stop went unnoticed");
    println!("figures: {} histories; mutation caught: people counted once per stop", fixed_config().cases);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn figures_add_up_and_count_people_once(facts in history(), profiles in profiles(), venues in venues()) {
        let folded = fold(&facts);
        let tally = counted(&folded, &profiles, &venues);
        let rows = &tally.counted;
        let f = figures(rows, i64::try_from(tally.awaiting.len()).expect("small"));
        parts_add_up(&f)?;

        // Heads without a name stand beside everything else, and each ticket is one.
        let heads = heads(&folded, &tally, &venues);
        let beside = f.clone().beside(&heads);
        let single: BTreeSet<_> = heads.iter().map(|(_, head)| *head).collect();
        prop_assert!(heads.iter().all(|(event, _)| venues[event].counting == Counting::Direct));
        prop_assert_eq!(beside.anonymous, i64::try_from(single.len()).expect("small"));
        prop_assert_eq!(Figures { anonymous: 0, ..beside }, f.clone());

        // Counted once more, another way.
        let mut people = BTreeSet::new();
        let mut missing = 0;
        for ((event, person), attendance) in &folded.attendances {
            let (venue, profile) = (&venues[event], &profiles[person]);
            let role = folded.roles.get(person).copied().unwrap_or(profile.role);
            let consented = folded.consents.covers(*person, ConsentKind::Data, attendance.first.at) || !profile.age.is_minor_on(venue.day);
            if venue.counting == Counting::Direct && matches!(role, Role::Participant | Role::Contestant) {
                if consented { people.insert(*person); } else if !profile.age.is_erased() { missing += 1; }
            }
        }
        prop_assert_eq!(f.direct_participants, i64::try_from(people.len()).expect("small"));
        prop_assert_eq!(f.awaiting_consent, missing);
        prop_assert!(people.iter().all(|person| folded.canonical(*person) == *person), "merged records are counted once");
        let visits: i64 = participants(rows).values().map(|one| one.visits).sum();
        prop_assert_eq!(visits, f.attendances);
        let json = serde_json::to_string(&f).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Figures>(&json).expect("reads"), f);
    }

    /// Everybody withdraws and is erased: what had no consent becomes heads without a name, and nothing else moves.
    #[test]
    fn erasure_moves_no_figure(facts in history(), profiles in profiles(), venues in venues()) {
        let before = fold(&facts);
        let tally = counted(&before, &profiles, &venues);
        let people: Vec<PersonId> = profiles.keys().copied().collect();
        let frozen = frozen_ages(&people, &before, &profiles, &venues, &tally.counted, day("2024-01-01"));
        let erased: BTreeMap<PersonId, Profile> = profiles
            .iter()
            .map(|(person, profile)| (*person, Profile { age: Age::Frozen(frozen[person]), ..profile.clone() }))
            .collect();
        let withdrawn = people.iter().map(|person| {
            let body = Body::Withdrawal { person: *person, kind: ConsentKind::Data };
            let wall = Timestamp::from_millis(i64::MAX / 2);
            Sourced { source: Source::Account(AccountId(Uuid::nil())), fact: Fact { id: FactId(person.0), seq: 0, wall, boot: 0, mono: 0, body } }
        });
        let facts: Vec<_> = facts.iter().cloned().chain(withdrawn).collect();
        let after = fold(&facts);
        let left = counted(&after, &erased, &venues);
        let gone: BTreeSet<_> = tally.awaiting.iter().chain(&tally.nameless).copied().collect();
        prop_assert_eq!(figures(&left.counted, 0), figures(&tally.counted, 0));
        prop_assert!(left.awaiting.is_empty());
        prop_assert_eq!(left.nameless.iter().copied().collect::<BTreeSet<_>>(), gone);
    }
}
