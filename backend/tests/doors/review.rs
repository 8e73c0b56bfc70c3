//! The review: rows of each sort, settled by one statement, back when that is undone; figures follow at once.

use keruen_backend::actor::{Actor, MemberRole};
use keruen_backend::contract;
use keruen_backend::devices::device_revoke;
use keruen_backend::figures::{FactStanding, person_facts, project_figures};
use keruen_backend::registrations::{Registered, cancel};
use keruen_backend::review::{
    ReviewView, accept, distinct, let_stand, merge, move_scans, review_list, role_set, take_back, undo,
};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Error, Refusal};
use keruen_domain::fact::{Direction, Fact, FactKind, Ground, Outcome, Read};
use keruen_domain::hearing::Silence;
use keruen_domain::move_form::MoveForm;
use keruen_domain::person::Role;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::review::RowKind;

use crate::gate::{Gate, adult, come, settle};

async fn view(t: &TestBackend, of: &Fixture) -> ReviewView {
    review_list(t, &of.organiser, of.caravan).await.expect("a review")
}

async fn kinds(t: &TestBackend, of: &Fixture) -> Vec<RowKind> {
    view(t, of).await.rows.iter().map(|row| row.row.id.kind).collect()
}

/// Direct participants and attendances.
async fn count(t: &TestBackend, of: &Fixture) -> (i64, i64) {
    let figures = project_figures(t, &of.organiser, of.project).await.expect("figures").figures;
    (figures.direct_participants, figures.attendances)
}

async fn undo_last(t: &TestBackend, of: &Fixture) {
    let last = view(t, of).await.last.expect("something to undo");
    undo(t, &of.organiser, last.fact).await.expect("undone");
}

#[expect(clippy::needless_pass_by_value, reason = "a verb's answer is handed over as it came")]
fn says(result: Result<impl std::fmt::Debug, Error>, due: Refusal) {
    assert!(matches!(result, Err(Error::Refusal(refusal)) if refusal == due), "{due:?} is due: {result:?}");
}

/// The same person once more: another institution, the same name, day and contact.
async fn twice(t: &TestBackend, of: &Fixture, number: usize) -> [Registered; 2] {
    let other = RegistrationForm { institution_kind: "college".into(), ..adult(number) };
    [come(t, of.event, &adult(number)).await, come(t, of.online, &other).await]
}

contract! {
    async fn two_phones_let_one_ticket_in(t: TestBackend) {
        let fixture = t.caravan("review-two").await;
        let (one, two) = (Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await);
        let visitor = come(&t, fixture.event, &adult(1)).await;
        one.send(&t, &[one.scan(fixture.event, visitor.ticket), one.scan(fixture.event, visitor.ticket)]).await;
        assert_eq!(kinds(&t, &fixture).await, [], "a double tap is nothing to look at");
        let second = two.scan(fixture.event, visitor.ticket);
        two.send(&t, std::slice::from_ref(&second)).await;
        let shown = view(&t, &fixture).await;
        assert_eq!((shown.total, shown.rows[0].row.id.kind), (1, RowKind::TwoPhones));
        let row = &shown.rows[0];
        assert_eq!((row.facts.len(), row.beside.len(), row.people.len(), row.events.len()), (1, 1, 1, 1));
        assert_eq!((row.facts[0].reference, row.people[0].1.contains("Сапаров")), (two.name(&second), true));

        let targets = row.row.targets.clone();
        let stood = let_stand(&t, &fixture.organiser, &targets).await.expect("settled");
        assert_eq!(let_stand(&t, &fixture.organiser, &targets).await.expect("again"), stood, "once is enough");
        assert_eq!(kinds(&t, &fixture).await, []);
        undo_last(&t, &fixture).await;
        assert_eq!(view(&t, &fixture).await.rows[0].row, row.row, "the same row is back");
        take_back(&t, &fixture.organiser, &targets).await.expect("taken back");
        assert_eq!((kinds(&t, &fixture).await, count(&t, &fixture).await), (vec![], (1, 1)));
        undo_last(&t, &fixture).await;
        assert_eq!(kinds(&t, &fixture).await, [RowKind::TwoPhones]);
        assert_eq!(view(&t, &fixture).await.last, None, "everything is undone");
    }

    async fn uploads_of_a_revoked_phone_count_when_accepted(t: TestBackend) {
        let fixture = t.caravan("review-revoked").await;
        let gate = Gate::new(&t, &fixture).await;
        let [one, two] = [come(&t, fixture.event, &adult(1)).await, come(&t, fixture.event, &adult(2)).await];
        t.clock.advance(1_000);
        device_revoke(&t, &fixture.organiser, gate.device.id).await.expect("revoked");
        let amber = gate.read(fixture.event, Read::Ticket(two.ticket), Outcome::Open, Direction::In);
        let answer = gate.answer(&amber, Outcome::Admitted, Ground::Judgement);
        gate.send(&t, &[gate.scan(fixture.event, one.ticket), amber, answer]).await;
        settle(&t);
        // Watched from the start, by a server that has just come up, and as a page.
        let fresh = t.replica().await;
        let shown = view(&t, &fixture).await;
        assert_eq!((shown.rows[0].row.id.kind, shown.rows[0].row.targets.len()), (RowKind::Unheard, 2));
        assert_eq!(shown.rows[0].facts[0].standing, FactStanding::Silent(Silence::OutOfService));
        let targets = shown.rows[0].row.targets.clone();
        let accepted = accept(&t, &fixture.organiser, &targets).await.expect("accepted");
        assert_eq!(accept(&t, &fixture.organiser, &targets).await.expect("again"), accepted);
        for backend in [&t, &fresh] {
            let figures = project_figures(backend, &fixture.organiser, fixture.project).await.expect("figures").figures;
            assert_eq!((figures.direct_participants, figures.attendances), (2, 2));
        }
        assert_eq!(kinds(&t, &fixture).await, []);
        let page = person_facts(&t, &fixture.organiser, two.person).await.expect("a page");
        assert!(page.facts.iter().all(|row| row.standing == FactStanding::InForce));
        assert_eq!(page.facts.iter().filter(|row| row.kind == FactKind::Acceptance).count(), 1);
        let last = view(&t, &fixture).await.last.expect("the last");
        assert_eq!((last.kind, last.n), (FactKind::Acceptance, 2), "one settlement, two facts");
        undo_last(&t, &fixture).await;
        assert_eq!((count(&t, &fixture).await, kinds(&t, &fixture).await), ((0, 0), vec![RowKind::Unheard]));
        let_stand(&t, &fixture.organiser, &targets).await.expect("left out");
        assert_eq!((count(&t, &fixture).await, kinds(&t, &fixture).await), ((0, 0), vec![]));
        fresh.store().close().await;
    }

    async fn doubled_persons_are_merged_or_parted(t: TestBackend) {
        let fixture = t.caravan("review-people").await;
        let gate = Gate::new(&t, &fixture).await;
        let [school, college] = twice(&t, &fixture, 3).await;
        assert_ne!(school.person, college.person);
        gate.send(&t, &[gate.scan(fixture.event, school.ticket)]).await;
        assert_eq!(kinds(&t, &fixture).await, [], "only one of them came");
        gate.send(&t, &[gate.scan(fixture.online, college.ticket)]).await;
        assert_eq!((count(&t, &fixture).await, kinds(&t, &fixture).await), ((2, 2), vec![RowKind::Duplicate]));
        let (left, right) = (school.person, college.person);
        let merged = merge(&t, &fixture.organiser, left, right).await.expect("merged");
        assert_eq!(merge(&t, &fixture.organiser, right, left).await.expect("again"), merged, "in either order");
        assert_eq!((count(&t, &fixture).await, kinds(&t, &fixture).await), ((1, 2), vec![]));
        says(distinct(&t, &fixture.organiser, left, right).await, Refusal::Conflict);
        undo_last(&t, &fixture).await;
        assert_eq!((count(&t, &fixture).await, kinds(&t, &fixture).await), ((2, 2), vec![RowKind::Duplicate]));
        let parted = distinct(&t, &fixture.organiser, left, right).await.expect("two people");
        assert_eq!(distinct(&t, &fixture.organiser, right, left).await.expect("again"), parted);
        assert_eq!((count(&t, &fixture).await, kinds(&t, &fixture).await), ((2, 2), vec![]));
        undo_last(&t, &fixture).await;
        assert_eq!(kinds(&t, &fixture).await, [RowKind::Duplicate]);
        let stranger = t.caravan("review-people-stranger").await;
        let theirs = come(&t, stranger.event, &adult(9)).await.person;
        says(merge(&t, &fixture.organiser, left, theirs).await, Refusal::NotFound);
        says(merge(&t, &fixture.organiser, left, left).await, Refusal::Conflict);
    }

    async fn scans_move_to_the_event_where_they_belong(t: TestBackend) {
        let fixture = t.caravan("review-move").await;
        let there = t.event(&fixture, |form| (form.starts_time, form.ends_time) = ("15:00".into(), "16:00".into())).await;
        let gate = Gate::new(&t, &fixture).await;
        let [one, two] = [come(&t, fixture.event, &adult(1)).await, come(&t, there, &adult(2)).await];
        let early = gate.scan(fixture.event, one.ticket);
        let late = gate.scan(fixture.event, two.ticket);
        let late = Fact { wall: late.wall.plus(30 * 60_000), ..late };
        gate.send(&t, &[early, late]).await;
        // The phones' clocks begin on Monday 5 September at 10:00 in Almaty.
        let form = MoveForm {
            device: gate.device.id.to_string(),
            from_event: fixture.event.to_string(),
            to_event: there.to_string(),
            move_day: "2022-09-05".into(),
            from_time: "10:15".into(),
            until_time: "10:30".into(),
        };
        let moved = move_scans(&t, &fixture.organiser, &form).await.expect("moved");
        assert_eq!(move_scans(&t, &fixture.organiser, &form).await.expect("again"), moved);
        let events = async || {
            let figures = project_figures(&t, &fixture.organiser, fixture.project).await.expect("figures").figures;
            [fixture.event, there].map(|event| figures.by_event.get(&event).copied().unwrap_or(0))
        };
        assert_eq!(events().await, [1, 1], "the last minute is meant");
        let page = person_facts(&t, &fixture.organiser, two.person).await.expect("a page");
        assert!(page.facts.iter().all(|row| row.event.as_ref().is_some_and(|event| event.id == there)));
        assert!(page.facts.iter().any(|row| row.kind == FactKind::Move));
        let page = person_facts(&t, &fixture.organiser, one.person).await.expect("a page");
        assert!(page.facts.iter().all(|row| row.kind != FactKind::Move), "it says nothing of them");
        undo_last(&t, &fixture).await;
        assert_eq!(events().await, [2, 0]);
        let other = t.caravan("review-move-other").await;
        let elsewhere = MoveForm { to_event: other.event.to_string(), ..form.clone() };
        says(move_scans(&t, &fixture.organiser, &elsewhere).await, Refusal::NotFound);
        says(move_scans(&t, &other.organiser, &form).await, Refusal::NotFound);
        let nothing = move_scans(&t, &fixture.organiser, &MoveForm::default()).await;
        assert!(matches!(nothing, Err(Error::Form(errors)) if errors.len() == 6));
    }

    async fn who_gave_up_and_came_is_shown(t: TestBackend) {
        let fixture = t.caravan("review-gave-up").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        cancel(&t, &Actor::Anonymous, &visitor.ticket_secret, fixture.event).await.expect("given up");
        gate.send(&t, &[gate.scan(fixture.event, visitor.ticket)]).await;
        assert_eq!((count(&t, &fixture).await, kinds(&t, &fixture).await), ((1, 1), vec![RowKind::Cancelled]));
    }

    async fn a_teacher_is_no_participant(t: TestBackend) {
        let fixture = t.caravan("review-role").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(1)).await;
        gate.send(&t, &[gate.scan(fixture.event, visitor.ticket)]).await;
        assert_eq!(role_set(&t, &fixture.organiser, visitor.person, Role::Participant).await.expect("as it is"), None);
        let given = role_set(&t, &fixture.organiser, visitor.person, Role::Teacher).await.expect("set");
        assert_eq!(count(&t, &fixture).await, (0, 0));
        assert_eq!(role_set(&t, &fixture.organiser, visitor.person, Role::Teacher).await.expect("again"), given);
        let page = person_facts(&t, &fixture.organiser, visitor.person).await.expect("a page");
        assert_eq!(page.role, Role::Teacher);
        role_set(&t, &fixture.organiser, visitor.person, Role::Participant).await.expect("set back");
        assert_eq!(count(&t, &fixture).await, (1, 1), "the later word holds, in the same instant too");
    }

    async fn strangers_and_lower_roles_settle_nothing(t: TestBackend) {
        let fixture = t.caravan("review-roles").await;
        let gate = Gate::new(&t, &fixture).await;
        let [one, two] = twice(&t, &fixture, 5).await;
        let scan = gate.scan(fixture.event, one.ticket);
        gate.send(&t, std::slice::from_ref(&scan)).await;
        let (target, person) = ([gate.name(&scan)], one.person);
        let stood = let_stand(&t, &fixture.organiser, &target).await.expect("settled")[0];
        let stranger = t.caravan("review-roles-stranger").await.organiser;
        let coordinator = t.member(&fixture, MemberRole::Coordinator).await;
        let volunteer = t.member(&fixture, MemberRole::Volunteer).await;
        let moved = MoveForm {
            device: gate.device.id.to_string(),
            from_event: fixture.event.to_string(),
            to_event: fixture.online.to_string(),
            move_day: "2022-09-05".into(),
            from_time: "10:00".into(),
            until_time: "10:30".into(),
        };
        for (actor, due) in [
            (&Actor::Anonymous, Refusal::SignInNeeded),
            (&stranger, Refusal::NotFound),
            (&coordinator, Refusal::Forbidden),
            (&volunteer, Refusal::Forbidden),
            (&Actor::Device(gate.device), Refusal::NotFound),
        ] {
            says(accept(&t, actor, &target).await, due);
            says(let_stand(&t, actor, &target).await, due);
            says(take_back(&t, actor, &target).await, due);
            says(merge(&t, actor, one.person, two.person).await, due);
            says(distinct(&t, actor, one.person, two.person).await, due);
            says(role_set(&t, actor, person, Role::Staff).await, due);
            says(move_scans(&t, actor, &moved).await, due);
            says(undo(&t, actor, stood).await, due);
        }
        for (actor, due) in [
            (&Actor::Anonymous, Refusal::SignInNeeded),
            (&stranger, Refusal::NotFound),
            (&volunteer, Refusal::Forbidden),
        ] {
            says(review_list(&t, actor, fixture.caravan).await, due);
        }
        review_list(&t, &coordinator, fixture.caravan).await.expect("coordinators see");
        assert_eq!(count(&t, &fixture).await, (1, 1), "nothing was stated");
    }
}
