//! Rosters that come later: whole, by what changed, and beside what this phone did itself.

use super::*;

#[test]
fn a_mark_that_was_taken_back_elsewhere_goes_with_the_next_roster() {
    let mut door = door(ConsentMark::Held);
    door.load(&later(true, 10));
    assert_eq!(headline(&mut door, 11), Verdict::AlreadyIn);
    door.load(&later(false, 20));
    assert_eq!(headline(&mut door, 21), Verdict::Admit);
}

/// The same roster as one that can be followed.
fn followed(reply: RosterReply, since: Option<&str>) -> RosterReply {
    let mut sum = Agreement::default();
    for ticket in &reply.tickets {
        sum.include(&ticket_hash(ticket));
    }
    for (event, ticket, passage) in &reply.passages {
        sum.include(&passage_hash(*event, *ticket, passage));
    }
    let delta = RosterDelta { cursor: "next".into(), since: since.map(str::to_owned), sum, ..RosterDelta::default() };
    RosterReply { delta: Some(delta), ..reply }
}

#[test]
fn what_changed_of_a_roster_is_taken_up_whole_or_not_at_all() {
    let mut door = door(ConsentMark::Held);
    let whole = followed(later(false, 0), None);
    assert_eq!(door.load(&whole), Sums::Agree);
    let scan = door.typed(CODE, at(0), id(1)).expect("read").fact;
    door.passed(&scan, id(1), None);
    door.settled(&[id(1)], NOW);
    let mut changes = followed(later(true, 10), Some("base"));
    changes.tickets[0].mark = TicketMark::Revoked;
    // Its sum does not know of the revoked mark: the own passage stays, and the ticket as it was.
    assert_eq!(door.load(&changes), Sums::Differ);
    assert_eq!(headline(&mut door, 11), Verdict::AlreadyIn);
    let changes = followed(RosterReply { delta: None, ..changes }, Some("base"));
    for _ in 0..2 {
        assert_eq!(door.load(&changes), Sums::Agree);
        assert_eq!(headline(&mut door, 12), Verdict::Revoked);
    }
    let kept = door.whole(&changes);
    assert!(kept.changes().is_none() && door.tickets() == 1);
    let mut again = Door::new(&credentials(), 0);
    assert_eq!(again.load_kept(&kept, Rows::of(&kept)), Sums::Agree);
    again.choose(Serving::Event(EVENT), Direction::In);
    assert_eq!(headline(&mut again, 13), Verdict::Revoked);
    // What was kept is held against the server's sum with the next changes.
    let unchanged = followed(changes.clone(), Some("next"));
    assert_eq!(again.load(&unchanged), Sums::Agree);
    let mut spoilt = kept;
    spoilt.tickets[0].name = "Басқа".into();
    assert_eq!(again.load_kept(&spoilt, Rows::of(&spoilt)), Sums::Agree, "taken on trust");
    assert_eq!(again.load(&unchanged), Sums::Differ);
}

#[test]
fn who_was_written_down_here_is_in_no_sum_of_the_servers_rows() {
    let mut desk = door(ConsentMark::Held);
    let whole = followed(later(false, 0), None);
    assert_eq!(desk.load(&whole), Sums::Agree);
    let new = RosterTicket {
        id: TicketId(Uuid::from_u128(77)), name: "Ясин Мәди".into(), ..whole.tickets[0].clone()
    };
    desk.expect(new.clone());
    let changes = followed(later(true, 10), Some("base"));
    assert_eq!(desk.load(&changes), Sums::Agree);
    assert_eq!(desk.tickets(), 2);
    assert_eq!(desk.whole(&changes).tickets.len(), 1, "what is kept as the server's is the server's");
    let mut listed = later(true, 20);
    listed.tickets.push(new);
    let listed = followed(listed, Some("base"));
    assert_eq!(desk.load(&listed), Sums::Agree);
    assert_eq!((desk.tickets(), desk.whole(&listed).tickets.len()), (2, 2), "now the server's");
}

#[test]
fn who_was_written_down_here_goes_when_names_go() {
    let mut desk = door(ConsentMark::Held);
    let new = RosterTicket {
        id: TicketId(Uuid::from_u128(77)),
        name: "Ясин Мәди".into(),
        ..later(false, 0).tickets[0].clone()
    };
    desk.expect(new);
    let over = RosterReply { tickets: Vec::new(), wipe_after: Some(NOW), ..later(false, 10) };
    desk.load(&over);
    assert_eq!(desk.tickets(), 0);
}

#[test]
fn an_own_mark_stays_until_a_roster_that_was_made_after_the_server_had_it() {
    let mut door = door(ConsentMark::Held);
    let scan = door.typed(CODE, at(0), id(1)).expect("read").fact;
    door.passed(&scan, id(1), None);
    door.load(&later(false, 10));
    assert_eq!(headline(&mut door, 11), Verdict::AlreadyIn, "not sent yet");
    door.settled(&[id(1)], NOW.plus(30_000));
    door.load(&later(false, 20));
    assert_eq!(headline(&mut door, 31), Verdict::AlreadyIn, "that roster was on its way before");
    door.load(&later(false, 40));
    assert_eq!(headline(&mut door, 41), Verdict::Admit, "an organiser has annulled it");
}
