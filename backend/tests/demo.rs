//! The demo caravan, to the last number: every figure of `data/demo_figures.json`, on both engines.

#![expect(clippy::print_stdout, reason = "the comparison, line by line, is what this test is read for")]

use std::collections::BTreeMap;

use keruen_backend::figures::caravan_figures;
use keruen_backend::review::review_list;
use keruen_backend::roll::event_roll;
use keruen_backend::{Actor, caravans, closing, contract, demo};
use keruen_domain::event::{EventKind, RegistrationState};
use keruen_domain::id::PersonId;
use serde_json::Value;

fn expected() -> Value {
    serde_json::from_str(include_str!("data/demo_figures.json")).expect("the figures are JSON")
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("a number, not {value}"))
}

/// One line of the comparison.
struct Compared {
    lines: usize,
    wrong: Vec<String>,
}

impl Compared {
    fn same(&mut self, what: impl std::fmt::Display, is: i64, should: &Value) {
        self.lines += 1;
        let should = number(should);
        println!("{} {what}: {is}", if is == should { "ok  " } else { "WRONG" });
        if is != should {
            self.wrong.push(format!("{what}: {is}, not {should}"));
        }
    }
}

contract! {
    async fn every_number_of_the_demo(t: TestBackend) {
        demo::generate(&t).await.expect("the demo is made");
        let actor = Actor::System;
        let view = caravans::caravan_by_slug(&t, &actor, demo::CARAVAN_2022).await.expect("the caravan is there");
        let figures = caravan_figures(&t, &actor, view.caravan.id).await.expect("figures").figures;
        let should = expected();
        let mut all = Compared { lines: 0, wrong: Vec::new() };

        all.same("direct participants", figures.direct_participants, &should["direct"]);
        all.same("attendances", figures.attendances, &should["attendances"]);
        all.same("online only", figures.online_only, &Value::from(246));
        all.same("naive sum over stops", figures.naive_stop_sum, &Value::from(3160));
        all.same("naive total", figures.naive_total, &Value::from(3620));
        let review = review_list(&t, &actor, view.caravan.id).await.expect("a review");
        assert_eq!(review.total, 0, "nothing went wrong, so there is nothing to look at: {:?}", review.rows.first());
        for (band, n) in &figures.by_age {
            all.same(format!("age {band}"), *n, &should["age"][band.as_str()]);
        }
        for (sex, n) in &figures.by_sex {
            all.same(format!("sex {sex}"), *n, &should["sex"][&sex.as_str()[..1]]);
        }
        for (kind, n) in &figures.by_institution {
            let key = if kind.as_str() == "work" { "working" } else { kind.as_str() };
            all.same(format!("institution {kind}"), *n, &should["org"][key]);
        }
        for (place, n) in &figures.by_place {
            all.same(format!("place {place}"), *n, &should["place"][place.as_str()]);
        }
        for (region, n) in &figures.by_region {
            all.same(format!("residence {}", region.code()), *n, &should["home"][region.code()]);
        }
        for parts in [figures.by_method.values().sum::<i64>(), figures.by_region.values().sum(), figures.by_age.values().sum()] {
            all.same("parts add up", parts, &should["direct"]);
        }

        let letters = BTreeMap::from([(EventKind::Excursion, "E"), (EventKind::Meeting, "M"), (EventKind::Contest, "C"), (EventKind::MasterClass, "W")]);
        let mut totals: BTreeMap<&str, i64> = BTreeMap::new();
        for (stop, row) in view.stops.iter().zip(should["stops"].as_array().expect("stops")) {
            let city = stop.city.kk.clone();
            let here = figures.by_stop[&stop.id];
            all.same(format!("{city}: attendances"), here.visits, &row["att"]);
            all.same(format!("{city}: new here"), here.new_here, &row["new"]);
            // Everybody local and the forty delegates.
            all.same(format!("{city}: people here"), here.people_here, &Value::from(number(&row["local"]) + 40));
            let act = closing::act(&t, &actor, stop.id, None).await.expect("an act");
            assert_eq!(act.figures, here, "{city}: the act says what the board says");
            assert_eq!(act.by_method.values().sum::<i64>(), here.people_here, "{city}: the act's methods add up");
            assert_eq!(act.events.iter().map(|event| event.visits).sum::<i64>(), here.visits, "{city}: the act's events add up");
            if stop.city.en == "Taraz" {
                assert_eq!((act.figures.people_here, act.figures.new_here), (158, 118));
            }
            let mut states: BTreeMap<PersonId, (bool, Vec<RegistrationState>, bool)> = BTreeMap::new();
            for event in view.events.iter().filter(|e| e.event.stop == Some(stop.id)) {
                let letter = letters[&event.event.kind];
                let visits = figures.by_event.get(&event.event.id).copied().unwrap_or(0);
                all.same(format!("{city}: {letter}"), visits, &row[letter]);
                *totals.entry(letter).or_default() += visits;
                for line in event_roll(&t, &actor, event.event.id).await.expect("a roll") {
                    let person = states.entry(line.person).or_default();
                    person.0 |= line.attended.is_some();
                    person.1.extend(line.state);
                    person.2 |= event.event.kind == EventKind::MasterClass && line.state == Some(RegistrationState::Waiting);
                }
            }
            let absent = |state: fn(&RegistrationState) -> bool| states.values().filter(|(came, all, _)| !came && all.iter().all(state)).count();
            let absent = |state| i64::try_from(absent(state)).expect("small");
            let (no_show, cancelled) = (absent(|s| s.holds_seat()), absent(|s| *s == RegistrationState::Cancelled));
            let waiting = absent(|s| *s == RegistrationState::Waiting);
            all.same(format!("{city}: no-show"), no_show, &row["noshow"]);
            all.same(format!("{city}: cancelled"), cancelled, &row["cancel"]);
            all.same(format!("{city}: waiting"), waiting, &row["wait"]);
            let in_master_class = states.values().filter(|(_, _, waits)| *waits).count();
            all.same(format!("{city}: waiting in the master class"), i64::try_from(in_master_class).expect("small"), &row["wait"]);
            all.same(format!("{city}: registered locally"), i64::try_from(states.len()).expect("small") - 40, &row["reg"]);
            for (key, n) in [("noshow", no_show), ("cancel", cancelled), ("wait", waiting), ("att", here.visits)] {
                *totals.entry(key).or_default() += n;
            }
        }
        for (key, n) in totals {
            all.same(format!("all stops: {key}"), n, &should["totals"][key]);
        }
        println!("{} numbers compared", all.lines);
        assert_eq!(all.lines, 288, "a figure is missing, or one too many");
        assert!(all.wrong.is_empty(), "{:#?}", all.wrong);
    }
}
