//! The ticks of a class while other phones, the roster and quick fingers change what they stand on.

use std::collections::BTreeMap;

use keruen_domain::event::{Counting, Event, EventKind, EventState};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Source};
use keruen_domain::id::{CaravanId, DeviceId, EventId, GroupId};
use keruen_domain::scan::{Colour, Decision, RosterEvent, Verdict};
use keruen_domain::text::Localized;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use super::super::door::ClassLine;
use super::*;

fn ticket(n: u128) -> TicketId {
    TicketId(Uuid::from_u128(n))
}

/// A class whose people, numbered from 1, are met with these verdicts.
fn class(verdicts: &[Verdict]) -> ClassAtDoor {
    let event = Event {
        id: EventId(Uuid::nil()),
        caravan: CaravanId(Uuid::nil()),
        stop: None,
        kind: EventKind::Meeting,
        title: Localized::default(),
        about: Localized::default(),
        place: Localized::default(),
        starts_at: Timestamp::from_millis(0),
        ends_at: Timestamp::from_millis(1),
        zone: "Asia/Almaty".to_owned(),
        capacity: None,
        state: EventState::Published,
        counting: Counting::Direct,
        age_min: None,
        age_max: None,
        rules: BTreeMap::new(),
        version: 1,
    };
    let line = |(n, verdict): (u128, &Verdict)| ClassLine {
        ticket: ticket(n),
        name: format!("Оқушы {n}"),
        class: String::new(),
        decision: Decision {
            verdicts: vec![*verdict],
            colour: if *verdict == Verdict::Admit { Colour::Admit } else { Colour::Ask },
            ticket: Some(ticket(n)),
            before: None,
            elsewhere: Vec::new(),
        },
    };
    ClassAtDoor {
        group: RosterGroup { id: GroupId(Uuid::nil()), title: "9 Ә".to_owned(), leader: String::new() },
        event: RosterEvent { event, offset_minutes: 300, taken: 0 },
        lines: (1..).zip(verdicts).map(line).collect(),
    }
}

fn mark(n: u128) -> Mark {
    let id = FactId(Uuid::from_u128(n));
    let target = FactRef { source: Source::Device(DeviceId(Uuid::nil())), id };
    Mark {
        scan: Fact { id, seq: 1, wall: Timestamp::from_millis(0), boot: 0, mono: 0, body: Body::Annulment { target } },
        at: Timestamp::from_millis(0),
        offset_minutes: 300,
        direction: Direction::In,
        name: String::new(),
        note: None,
    }
}

#[test]
fn a_code_that_is_read_again_takes_no_ticks() {
    Owner::new().with(|| {
        let view = ClassView::new();
        assert!(view.takes_code());
        view.show(class(&[Verdict::Admit, Verdict::Admit]));
        view.ticked.update(|ticked| {
            ticked.remove(&ticket(1));
        });
        assert!(!view.takes_code(), "the list is open");
        view.back();
        assert!(view.takes_code());
    });
}

#[test]
fn who_changed_meanwhile_is_named_and_the_other_ticks_stay() {
    Owner::new().with(|| {
        let view = ClassView::new();
        view.show(class(&[Verdict::Admit; 4]));
        // The fourth is absent; the second went in by another door while the heads were counted.
        view.ticked.update(|ticked| {
            ticked.remove(&ticket(4));
        });
        view.heads.set("3".to_owned());
        assert_eq!(view.obstacle(), None);
        let fresh = class(&[Verdict::Admit, Verdict::AlreadyIn, Verdict::Admit, Verdict::Admit]);
        view.show_again(Some(fresh), &[ticket(2)]);
        assert_eq!(view.problem.get(), Some(ClassProblem::Changed(vec!["Оқушы 2".to_owned()])));
        assert_eq!(view.ticked.get(), BTreeSet::from([ticket(1), ticket(3)]));
        assert_eq!(view.obstacle(), Some(ClassProblem::HeadsDiffer { ticked: 2 }), "counted anew");

        view.show_again(None, &[ticket(1)]);
        assert_eq!(view.problem.get(), Some(ClassProblem::Unknown));
        assert_eq!(view.ticked.get().len(), 2);
    });
}

#[test]
fn a_class_is_taken_back_once_and_without_whom_was_taken_back_alone() {
    Owner::new().with(|| {
        let view = ClassView::new();
        view.done.set(vec![mark(1), mark(2)]);
        assert!(view.take_one_done(FactId(Uuid::from_u128(1))));
        assert!(!view.take_one_done(FactId(Uuid::from_u128(1))));
        assert_eq!(view.take_done().len(), 1);
        assert!(view.take_done().is_empty(), "a second tap finds nothing");
    });
}
