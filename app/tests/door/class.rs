//! A class at the door: who is on its list, and what one tap writes down.

use keruen_app::scanner::door::ClassAtDoor;
use keruen_domain::api::RosterGroup;
use keruen_domain::id::{GroupId, StopId};

use super::*;

const GROUP: GroupId = GroupId(Uuid::from_u128(6));
const OTHER: EventId = EventId(Uuid::from_u128(7));
const STOP: StopId = StopId(Uuid::from_u128(8));

fn ticket(n: u128) -> TicketId {
    TicketId(Uuid::from_u128(1_000 + n))
}

/// A pupil of the class, registered for [`EVENT`].
fn pupil(n: u128, name: &str, state: RegistrationState, consent: ConsentMark) -> RosterTicket {
    RosterTicket {
        id: ticket(n),
        code: ShortCode::from_random([u8::try_from(n).expect("small"); 8]),
        name: name.to_owned(),
        group: Some(GROUP),
        registrations: vec![(EVENT, state)],
        ..roster(consent).tickets.remove(0)
    }
}

/// Six pupils: one waits, one gave up, one has no consent, one stands elsewhere.
fn class() -> RosterReply {
    use ConsentMark::{Held, Missing};
    use RegistrationState::{Cancelled, Confirmed, Waiting};
    let mut reply = roster(Held);
    reply.groups =
        vec![RosterGroup { id: GROUP, title: "№ 15 гимназия, 9 Ә".into(), leader: "Омарова".into() }];
    let elsewhere =
        RosterTicket { registrations: vec![(OTHER, Confirmed)], ..pupil(6, "Тек басқада", Confirmed, Held) };
    reply.tickets.extend([
        pupil(1, "Ұлан", Confirmed, Held),
        pupil(2, "Әсел", Confirmed, Held),
        pupil(3, "Бекзат", Confirmed, Missing),
        pupil(4, "Кезекші", Waiting, Held),
        pupil(5, "Бас тартқан", Cancelled, Held),
        elsewhere,
    ]);
    reply
}

fn at_door(reply: &RosterReply) -> Door {
    let mut door = door(ConsentMark::Held);
    door.load(reply);
    door
}

fn list(door: &Door) -> ClassAtDoor {
    door.class_at_door(GROUP, at(0)).expect("the class comes")
}

fn ids() -> impl FnMut() -> FactId {
    let mut next = 500;
    move || {
        next += 1;
        id(next)
    }
}

#[test]
fn the_list_has_whoever_registered_and_expects_whoever_has_a_place() {
    let door = at_door(&class());
    assert_eq!(door.classes().iter().map(|group| group.id).collect::<Vec<_>>(), [GROUP]);
    let list = list(&door);
    let names: Vec<_> =
        list.lines.iter().map(|line| (line.name.as_str(), line.is_expected(), line.lacks_consent())).collect();
    let due = [("Әсел", true, false), ("Бекзат", true, true), ("Кезекші", false, false), ("Ұлан", true, false)];
    assert_eq!(names, due, "in Kazakh order");
    assert_eq!(list.event.event.id, EVENT);
}

#[test]
fn one_tap_writes_a_scan_for_each_and_answers_the_ambers() {
    let mut door = at_door(&class());
    let expected: Vec<TicketId> = list(&door).lines.iter().filter(|l| l.is_expected()).map(|l| l.ticket).collect();
    let people = door.let_class_pass(EVENT, expected, Ground::PaperSeen, at(1), ids()).expect("all can pass");
    let said: Vec<_> = people
        .iter()
        .map(|pass| match &pass.scan.body {
            Body::Scan(scan) => (pass.name.as_str(), scan.method, scan.outcome, pass.ground),
            other => panic!("{other:?}"),
        })
        .collect();
    let due = [
        ("Әсел", Method::ClassList, Outcome::Admitted, None),
        ("Бекзат", Method::ClassList, Outcome::Open, Some(Ground::PaperSeen)),
        ("Ұлан", Method::ClassList, Outcome::Admitted, None),
    ];
    assert_eq!(said, due);
    let answered = people[1].answer.as_ref().expect("an answer");
    assert!(
        matches!(&answered.body, Body::Answer { scan, outcome: Outcome::Admitted, .. } if scan.id == people[1].scan.id)
    );

    let passed: Vec<_> = people.iter().map(|pass| (pass.scan.clone(), pass.by(), pass.ground)).collect();
    door.all_passed(&passed);
    assert_eq!(door.inside(EVENT), 3);
    let after = list(&door);
    assert!(after.lines.iter().filter(|line| line.name != "Кезекші").all(|line| !line.can_pass()), "all are in");
    // Pressed again, nothing is written; the one who waits may still be let in by judgement.
    let everybody: Vec<TicketId> = after.lines.iter().map(|line| line.ticket).collect();
    let again = door.let_class_pass(EVENT, everybody, Ground::ToFollow, at(2), ids());
    assert_eq!(again.expect_err("three are in").len(), 3);
    let again = door.let_class_pass(EVENT, [ticket(4)], Ground::ToFollow, at(2), ids()).expect("one can pass");
    assert_eq!(
        again.iter().map(|pass| (pass.name.as_str(), pass.ground)).collect::<Vec<_>>(),
        [("Кезекші", Some(Ground::Judgement))]
    );
    // Their own tickets are known to be in, too.
    assert_eq!(door.picked(ticket(1), at(3), id(900)).expect("served").decision.headline(), Verdict::AlreadyIn);
}

#[test]
fn who_cannot_pass_by_now_is_named_and_nobody_is_let_in() {
    let mut door = at_door(&class());
    let expected: Vec<TicketId> = list(&door).lines.iter().filter(|l| l.is_expected()).map(|l| l.ticket).collect();
    // While the heads are counted, one goes in by their own ticket, and one is gone from the list.
    let alone = door.picked(ticket(2), at(1), id(900)).expect("served");
    door.passed(&alone.fact, alone.fact.id, None);
    let mut fewer = class();
    fewer.tickets.retain(|one| one.id != ticket(1));
    door.load(&fewer);
    let changed = door.let_class_pass(EVENT, expected.clone(), Ground::PaperSeen, at(2), ids());
    assert_eq!(changed.expect_err("two changed"), [ticket(2), ticket(1)]);
    assert_eq!(door.inside(EVENT), 1, "only who went in alone");
    let stays: Vec<TicketId> = expected.into_iter().filter(|one| *one == ticket(3)).collect();
    assert_eq!(door.let_class_pass(EVENT, stays, Ground::PaperSeen, at(3), ids()).expect("the others").len(), 1);
}

#[test]
fn a_class_that_comes_for_nothing_here_has_no_list() {
    let mut reply = class();
    for ticket in &mut reply.tickets {
        ticket.registrations = vec![(OTHER, RegistrationState::Confirmed)];
    }
    let door = at_door(&reply);
    assert!(door.classes().is_empty() && door.class_at_door(GROUP, at(0)).is_none());
    let mut door = at_door(&class());
    assert!(door.class_at_door(GroupId(Uuid::nil()), at(0)).is_none(), "an unknown class");
    door.unload();
    assert!(door.classes().is_empty(), "a phone out of service knows no classes");
}

#[test]
fn at_a_gate_the_list_is_that_of_the_event_for_which_most_come() {
    let mut reply = class();
    let here = &mut reply.events[0];
    here.event.stop = Some(STOP);
    let mut second = here.clone();
    second.event.id = OTHER;
    reply.events.push(second);
    let mut door = at_door(&reply);
    door.choose(Serving::Gate(STOP), Direction::In);
    let list = list(&door);
    assert_eq!((list.event.event.id, list.lines.len()), (EVENT, 4));
}
