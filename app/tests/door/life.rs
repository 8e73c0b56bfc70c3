//! A phone's life: a wrong clock, an empty battery, a window that is over, a phone taken out of service, marks taken back.

use keruen_app::scanner::door::{ClockReading, Door, Serving, Tick};
use keruen_domain::api::RosterReply;
use keruen_domain::fact::{Body, Direction, Ground, Outcome, Read};
use keruen_domain::scan::{Colour, ConsentMark, Verdict};
use keruen_domain::time::{DAY, HOUR};

use crate::{CODE, DEVICE, EVENT, NOW, TICKET, at, credentials, door, headline, id, later, roster, signer, unsent};

/// A clock that somebody sets: `wall` is off by this much from now on.
fn off(tick: Tick, by: i64) -> Tick {
    Tick { wall: tick.wall.plus(by), ..tick }
}

#[test]
fn a_clock_a_day_wrong_wipes_locks_and_refuses_nothing() {
    for by in [-DAY, DAY] {
        let mut door = door(ConsentMark::Held);
        let reading = |offset| ClockReading { offset, uncertainty: 50 };
        door.corrected(reading(0));
        let before = door.typed(CODE, at(0), id(1)).expect("read").fact;
        door.passed(&before, id(1), None);
        let wrong = door.typed(CODE, off(at(60), by), id(2)).expect("still reads");
        assert_eq!(wrong.decision.verdicts, [Verdict::WrongDay, Verdict::AlreadyIn], "it knows who came");
        assert_eq!(wrong.decision.colour, Colour::Ask, "the volunteer decides");
        assert_eq!(wrong.holder.map(|holder| holder.name), Some("Айгерім С.".to_owned()), "the list is there");
        door.answer(id(2), Outcome::Admitted, Ground::Judgement, off(at(61), by), id(3));
        // The next contact puts it right, back to the first mark that was made by the wrong clock.
        let measured = door.measured(reading(-by), off(at(70), by), id(4)).expect("news");
        let Body::Clock { from_seq, .. } = measured.body else { panic!("a measurement") };
        assert_eq!(from_seq, wrong.fact.seq);
        door.corrected(reading(-by));
        assert_eq!(door.now(off(at(80), by)), at(80).wall);
    }
}

#[test]
fn a_phone_that_wakes_up_in_another_year_is_dated_from_its_first_mark() {
    let mut before = door(ConsentMark::Held);
    before.corrected(ClockReading { offset: 0, uncertainty: 50 });
    let scan = before.typed(CODE, at(0), id(1)).expect("read").fact;
    // The battery is empty; the phone's own clock starts again long ago, and there is no network yet.
    let mut after = Door::new(&credentials(), 0);
    after.restore_clock(before.clock());
    after.load(&roster(ConsentMark::Held));
    after.recall(DEVICE, &unsent(&[scan]));
    after.choose(Serving::Event(EVENT), Direction::Out);
    let woken = |seconds| Tick { boot: 2, ..off(at(seconds), -20 * 365 * DAY) };
    let out = after.typed(CODE, woken(600), id(2)).expect("it scans");
    assert_eq!(out.decision.headline(), Verdict::Admit, "whoever came in before may leave");
    let out = out.fact.renumbered(2);
    after.numbered(2);
    after.passed(&out, id(2), None);
    let reading = ClockReading { offset: 20 * 365 * DAY, uncertainty: 50 };
    let measured = after.measured(reading, woken(660), id(3)).expect("news");
    let Body::Clock { from_seq, .. } = measured.body else { panic!("a measurement") };
    assert_eq!(from_seq, 2, "the mark of this morning keeps its time");
    after.numbered(3);
    after.corrected(reading);
    assert_eq!(headline(&mut after, 700), Verdict::NotIn, "in at ten, out at ten past");
}

#[test]
fn the_window_is_over_and_the_names_are_gone_and_it_still_scans() {
    let (mut door, text) = (door(ConsentMark::Held), signer().sign(TICKET).encode());
    let late = at(2 * 3_600);
    let closed = door.see(&text, late, id(1)).expect("read");
    assert_eq!((closed.decision.verdicts, closed.decision.colour), (vec![Verdict::TooLate], Colour::Ask));
    // A day later the server's list holds no names any more.
    door.load(&RosterReply { tickets: Vec::new(), as_of: NOW.plus(27 * HOUR), ..roster(ConsentMark::Held) });
    let unlisted = door.see(&text, at(27 * 3_600), id(2)).expect("read");
    assert_eq!(unlisted.decision.verdicts, [Verdict::Unlisted, Verdict::WrongDay]);
    assert_eq!((unlisted.decision.colour, unlisted.holder), (Colour::Ask, None));
    let Body::Scan(scan) = unlisted.fact.body else { panic!("a scan") };
    assert_eq!(scan.read, Read::Ticket(TICKET), "whose it was is told by the server's own list");
}

#[test]
fn a_phone_out_of_service_forgets_names_and_keeps_who_passed() {
    let (mut door, text) = (door(ConsentMark::Held), signer().sign(TICKET).encode());
    let scan = door.see(&text, at(0), id(1)).expect("read").fact;
    door.passed(&scan, id(1), None);
    door.unload();
    let again = door.see(&text, at(60), id(2)).expect("it still scans");
    assert_eq!((again.decision.headline(), again.holder), (Verdict::Unlisted, None));
    assert!(again.decision.verdicts.contains(&Verdict::AlreadyIn));
    assert_eq!(door.typed(CODE, at(61), id(3)).expect("read").decision.headline(), Verdict::Unreadable);
}

#[test]
fn a_mark_taken_back_goes_at_once_though_the_roster_still_tells_of_it() {
    let mut door = door(ConsentMark::Held);
    let scan = door.typed(CODE, at(0), id(1)).expect("read").fact;
    door.passed(&scan, id(1), None);
    door.settled(&[id(1)], NOW.plus(1_000));
    door.load(&later(true, 10));
    assert_eq!(headline(&mut door, 11), Verdict::AlreadyIn);
    let undo = door.undo(id(1), at(12), id(2));
    door.unpassed(&scan, undo.id);
    assert_eq!(headline(&mut door, 13), Verdict::Admit);
    door.load(&later(true, 20));
    assert_eq!(headline(&mut door, 21), Verdict::Admit, "that roster knows nothing of the annulment");
    door.settled(&[id(2)], NOW.plus(30_000));
    door.load(&later(true, 40));
    assert_eq!(headline(&mut door, 41), Verdict::AlreadyIn, "the server has it, and it does not hold");
}

#[test]
fn what_was_before_a_mark_that_is_taken_back_holds_again() {
    let mut door = door(ConsentMark::Held);
    let came = door.typed(CODE, at(0), id(1)).expect("read").fact;
    door.passed(&came, id(1), None);
    door.choose(Serving::Event(EVENT), Direction::Out);
    let left = door.typed(CODE, at(60), id(2)).expect("read").fact;
    door.passed(&left, id(2), None);
    let undo = door.undo(id(2), at(70), id(3));
    door.unpassed(&left, undo.id);
    door.choose(Serving::Event(EVENT), Direction::In);
    assert_eq!(headline(&mut door, 80), Verdict::AlreadyIn);
}

#[test]
fn a_paper_that_was_seen_is_not_asked_for_again() {
    let mut door = door(ConsentMark::Missing);
    let scan = door.typed(CODE, at(0), id(1)).expect("read").fact;
    let seen = door.answer(id(1), Outcome::Admitted, Ground::PaperSeen, at(1), id(2));
    door.passed(&scan, seen.id, Some(Ground::PaperSeen));
    door.choose(Serving::Event(EVENT), Direction::Out);
    let left = door.typed(CODE, at(60), id(3)).expect("read").fact;
    door.passed(&left, id(3), None);
    door.choose(Serving::Event(EVENT), Direction::In);
    assert_eq!(headline(&mut door, 120), Verdict::Admit);
    let undo = door.undo(id(1), at(130), id(4));
    door.unpassed(&scan, undo.id);
    assert_eq!(headline(&mut door, 140), Verdict::ConsentMissing, "it was another child's paper");
}

#[test]
fn an_undo_after_the_page_was_opened_again_comes_after_what_it_takes_back() {
    let mut before = door(ConsentMark::Held);
    let first = before.typed(CODE, at(0), id(1)).expect("read").fact;
    let scan = before.typed(CODE, at(1), id(2)).expect("read").fact;
    let mut after = Door::new(&credentials(), 0);
    after.recall(DEVICE, &unsent(&[first, scan.clone()]));
    assert!(after.undo(scan.id, at(2), id(3)).seq > scan.seq);
}
