//! Phone and server give one answer to one knowledge: generated evenings at a door, where the real [`Door`] is held against
//! `decide` over the fold of what it can know, and, once all is exchanged, over all that the server holds.

mod evening;
mod world;

use keruen_domain::fact::Direction;
use keruen_domain::scan::{Decision, Reading, Verdict, decide};
use proptest::prelude::*;
use proptest::test_runner::Config;

use evening::{Answer, Evening, Step};
use world::{EVENTS, PEOPLE, Plan, code, event, plan};

fn config() -> Config {
    let default = Config::default();
    Config { cases: default.cases.max(256), failure_persistence: None, ..default }
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![3 => Just(Direction::In), 1 => Just(Direction::Out)]
}

fn step() -> impl Strategy<Value = Step> {
    let answer =
        prop::sample::select(vec![Answer::Admit, Answer::PaperSeen, Answer::ToFollow, Answer::Refuse, Answer::None]);
    prop_oneof![
        6 => (0..PEOPLE, 0..EVENTS, direction(), answer)
            .prop_map(|(who, event, direction, answer)| Step::Scan { who, event, direction, answer }),
        2 => any::<prop::sample::Index>().prop_map(Step::Undo),
        2 => Just(Step::Send),
        2 => Just(Step::Fetch),
        2 => (0..PEOPLE, 0..EVENTS, direction(), 0_i64..1_200)
            .prop_map(|(who, event, direction, ago)| Step::Elsewhere { who, event, direction, ago }),
        1 => any::<prop::sample::Index>().prop_map(Step::TakenBack),
        1 => Just(Step::Restart),
        1 => Just(Step::LookAgain),
        1 => (-86_400_000_i64..=86_400_000).prop_map(Step::SetClock),
    ]
}

fn evening() -> impl Strategy<Value = (Plan, Vec<(Step, i64)>)> {
    (plan(), prop::collection::vec((step(), 1_i64..400), 1..24))
}

/// Every person at every event, in and out, by their short code: the phone's answer is the rule's.
fn alike(evening: &Evening, when: &str) -> Result<(), TestCaseError> {
    for (knowledge, roster, seen) in evening.knowledge() {
        for (who, at, direction) in asked() {
            let (phone, text) = (evening.asked(who, at, direction), code(who).display());
            let server = decide(&roster, &seen, event(at), direction, &Reading::Code(&text), evening.door_now());
            let case = format!("{when}: {knowledge}, person {who}, event {at}, {direction:?}");
            prop_assert_eq!(&phone.verdicts, &server.verdicts, "{}", case);
            prop_assert_eq!(phone.colour, server.colour, "{}", case);
            prop_assert_eq!(&phone.elsewhere, &server.elsewhere, "{}", case);
            if server.verdicts.contains(&Verdict::AlreadyIn) {
                let since = |decision: &Decision| decision.before.as_ref().map(|passage| passage.at);
                prop_assert_eq!(since(&phone), since(&server), "{}", case);
            }
        }
    }
    Ok(())
}

fn asked() -> impl Iterator<Item = (usize, usize, Direction)> {
    let of = |who| (0..EVENTS).flat_map(move |at| [Direction::In, Direction::Out].map(|way| (who, at, way)));
    (0..PEOPLE).flat_map(of)
}

proptest! {
    #![proptest_config(config())]
    #[test]
    fn no_evening_is_found_where_they_differ((plan, steps) in evening()) {
        let mut evening = Evening::new(plan);
        for (n, (step, seconds)) in steps.into_iter().enumerate() {
            evening.wait(seconds);
            let said = format!("step {n}, {step:?}");
            evening.take(&step);
            alike(&evening, &said)?;
        }
        evening.wait(1);
        evening.take(&Step::Send);
        evening.wait(1);
        evening.take(&Step::Fetch);
        prop_assert!(evening.is_exchanged());
        alike(&evening, "after the last exchange")?;
    }
}
