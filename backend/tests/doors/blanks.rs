//! Blank tickets on both engines: made, carried, counted as heads without a name, given their names and losing them again.

use std::collections::BTreeMap;

use keruen_backend::actor::{Actor, DeviceRole, MemberRole};
use keruen_backend::attendance::{annul, attended};
use keruen_backend::blanks::{Bound, blank_desk, blank_sheet, blank_unbind, blanks_bind, blanks_make};
use keruen_backend::devices::device_revoke;
use keruen_backend::figures::{caravan_figures, person_facts, project_figures};
use keruen_backend::live::live_snapshot;
use keruen_backend::people::{person_edit, person_record};
use keruen_backend::review::{accept, review_list};
use keruen_backend::scans::roster;
use keruen_backend::testing::{Fixture, START, TestBackend};
use keruen_backend::{Error, Refusal, contract, keys};
use keruen_domain::blank::{BlankList, BlankListForm, BlankRunForm};
use keruen_domain::fact::FactKind;
use keruen_domain::person::AgeBand;
use keruen_domain::review::RowKind;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDate;

use crate::gate::{Gate, adult, come, form, minor};

pub(crate) fn run(first: i64, count: i64) -> BlankRunForm {
    BlankRunForm { count: count.to_string(), first: first.to_string() }
}

pub(crate) fn list(values: &[(&str, &str)]) -> BlankList {
    let shared = [("region", "KZ-75"), ("place", "urban"), ("institution_kind", "school"), ("class_name", "9 Ә")];
    let text = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let form = BlankListForm(shared.iter().chain(values).map(text).collect::<BTreeMap<_, _>>());
    form.parse(CivilDate::new(2022, 9, 6).expect("a day"), Lang::Kk).expect("a list")
}

/// A pupil of fifteen on line 2, with a paper.
fn pupil() -> BlankList {
    list(&[
        ("family_name.2", "Серікова"),
        ("given_name.2", "Айгерім"),
        ("birth_date.2", "05.03.2007"),
        ("sex.2", "female"),
        ("paper_no", "3-қағаз"),
    ])
}

pub(crate) fn says<T: std::fmt::Debug>(result: Result<T, Error>, due: Refusal) {
    match result {
        Err(Error::Refusal(refusal)) => assert_eq!(refusal, due),
        other => panic!("{other:?}, not {due:?}"),
    }
}

/// Direct participants, heads without a name, minors who wait.
async fn count(t: &TestBackend, fixture: &Fixture) -> [i64; 3] {
    let figures = caravan_figures(t, &fixture.organiser, fixture.caravan).await.expect("figures").figures;
    let whole = project_figures(t, &fixture.organiser, fixture.project).await.expect("figures").figures;
    assert_eq!(figures.anonymous, whole.anonymous, "one caravan is the whole project");
    [figures.direct_participants, figures.anonymous, figures.awaiting_consent]
}

contract! {
    async fn numbers_follow_one_another_and_every_code_is_genuine(t: TestBackend) {
        let fixture = t.caravan("blank-made").await;
        let coordinator = t.member(&fixture, MemberRole::Coordinator).await;
        blanks_make(&t, &coordinator, fixture.stop, &run(1, 14)).await.expect("made");
        says(blanks_make(&t, &coordinator, fixture.stop, &run(1, 14)).await, Refusal::StaleForm);
        t.clock.advance(1_000);
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(15, 2)).await.expect("made");
        let sheet = blank_sheet(&t, &coordinator, fixture.stop, (13, 16)).await.expect("a sheet");
        assert_eq!(sheet.blanks.iter().map(|blank| blank.number).collect::<Vec<_>>(), [13, 14, 15, 16]);
        let keyring = keys::keyring(&t, fixture.project).await.expect("keys");
        for blank in &sheet.blanks {
            assert_eq!(keyring.read(&blank.code.encode()), Ok((fixture.caravan, blank.ticket)));
        }
        let desk = blank_desk(&t, &coordinator, fixture.stop).await.expect("a desk");
        let runs: Vec<_> = desk.runs.iter().map(|run| (run.first, run.last)).collect();
        assert_eq!((runs, desk.next, desk.lines.len()), (vec![(1, 14), (15, 16)], 17, 16));
        assert!(desk.lines.iter().all(|line| line.came.is_none() && line.holder.is_none()));
        assert_eq!(count(&t, &fixture).await, [0, 0, 0], "printed is not handed out");
    }

    async fn a_phone_carries_those_of_its_stop_without_names(t: TestBackend) {
        let fixture = t.caravan("blank-roster").await;
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(1, 3)).await.expect("made");
        let door = Gate::with(&t, &fixture, form(DeviceRole::Door, Some(fixture.stop))).await;
        let sheet = blank_sheet(&t, &fixture.organiser, fixture.stop, (1, 9)).await.expect("a sheet").blanks;
        door.send(&t, &[door.scan(fixture.event, sheet[1].ticket)]).await;
        let reply = roster(&t, door.device).await.expect("a roster");
        let mut carried: Vec<_> = reply.tickets.iter().map(|ticket| (ticket.blank, ticket.name.as_str())).collect();
        carried.sort_unstable();
        assert_eq!(carried, [(Some(1), ""), (Some(2), ""), (Some(3), "")]);
        assert!(reply.tickets.iter().any(|ticket| ticket.code == sheet[0].short_code));
        let passed: Vec<_> = reply.passages.iter().map(|(event, ticket, _)| (*event, *ticket)).collect();
        assert_eq!(passed, [(fixture.event, sheet[1].ticket)], "another phone sees who is in");
        blanks_bind(&t, &fixture.organiser, fixture.stop, &pupil()).await.expect("typed");
        let reply = roster(&t, door.device).await.expect("a roster");
        assert!(reply.tickets.iter().any(|ticket| (ticket.blank, ticket.name.as_str(), ticket.class.as_str()) == (Some(2), "Айгерім С.", "9 Ә")));
        assert_eq!(reply.passages.len(), 1);
        let elsewhere = t.caravan("blank-roster-other").await;
        let other = Gate::with(&t, &elsewhere, form(DeviceRole::Desk, None)).await;
        assert!(roster(&t, other.device).await.expect("a roster").tickets.is_empty());
    }

    async fn a_head_without_a_name_becomes_a_participant_and_a_head_again(t: TestBackend) {
        let fixture = t.caravan("blank-story").await;
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(1, 3)).await.expect("made");
        let sheet = blank_sheet(&t, &fixture.organiser, fixture.stop, (1, 3)).await.expect("a sheet").blanks;
        let gate = Gate::new(&t, &fixture).await;
        let scan = gate.scan(fixture.event, sheet[1].ticket);
        gate.send(&t, &[scan.clone(), gate.scan(fixture.event, sheet[2].ticket), gate.scan(fixture.online, sheet[2].ticket)]).await;
        assert_eq!(count(&t, &fixture).await, [0, 2, 0], "two tickets, at however many events");
        let board = live_snapshot(&t, &fixture.organiser, fixture.caravan).await.expect("a board");
        let here = board.events.iter().find(|event| event.id == fixture.event).expect("the event");
        assert_eq!((board.anonymous, here.anonymous, here.arrived, board.to_review), (2, 2, 0, 0));

        assert_eq!(blanks_bind(&t, &fixture.organiser, fixture.stop, &pupil()).await.expect("typed"), Bound::All(1));
        says(blanks_bind(&t, &fixture.organiser, fixture.stop, &pupil()).await, Refusal::StaleForm);
        assert_eq!(count(&t, &fixture).await, [1, 1, 0], "the paper covers the minor");
        let desk = blank_desk(&t, &fixture.organiser, fixture.stop).await.expect("a desk");
        let (person, name) = desk.lines[1].holder.clone().expect("a holder");
        assert_eq!((name.as_str(), desk.lines[1].came.as_ref().map(|(_, at, _)| *at)), ("Серікова Айгерім", Some(scan.wall)));
        assert_eq!(attended(&t, fixture.project, person).await.expect("events"), [(fixture.event, scan.wall)]);
        let page = person_facts(&t, &fixture.organiser, person).await.expect("a page");
        let kinds = |page: &keruen_backend::figures::PersonView| page.facts.iter().map(|row| row.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&page), [FactKind::Scan, FactKind::Ticket]);
        assert_eq!(page.consents.len(), 1);

        let record = person_record(&t, &fixture.organiser, person).await.expect("a record");
        let mut edit = record.form.clone();
        edit.fields.birth_year = "2000".into();
        edit.fields.phone = "+77090000001".into();
        person_edit(&t, &fixture.organiser, person, &edit).await.expect("corrected");
        let figures = caravan_figures(&t, &fixture.organiser, fixture.caravan).await.expect("figures").figures;
        assert!(!figures.by_age.contains_key(&AgeBand::A14_17), "a correction reaches the figures: {:?}", figures.by_age);

        blank_unbind(&t, &fixture.organiser, fixture.stop, 2).await.expect("taken back");
        blank_unbind(&t, &fixture.organiser, fixture.stop, 2).await.expect("again");
        assert_eq!(count(&t, &fixture).await, [0, 2, 0]);
        let page = person_facts(&t, &fixture.organiser, person).await.expect("a page");
        assert_eq!(kinds(&page), [FactKind::Ticket, FactKind::Annulment], "the scan is not theirs any more");
        assert!(attended(&t, fixture.project, person).await.expect("events").is_empty());

        let known = come(&t, fixture.event, &adult(1)).await;
        let by_code = list(&[("code.2", known.short_code.as_str()), ("code.3", "22222222")]);
        assert_eq!(blanks_bind(&t, &fixture.organiser, fixture.stop, &by_code).await.expect("reads"), Bound::UnknownCodes(vec![3]));
        assert_eq!(count(&t, &fixture).await, [0, 2, 0], "all or nothing");
        let by_code = list(&[("code.2", known.short_code.as_str())]);
        for _ in 0..2 {
            blanks_bind(&t, &fixture.organiser, fixture.stop, &by_code).await.expect("typed");
        }
        assert_eq!(count(&t, &fixture).await, [1, 1, 0]);
        assert_eq!(attended(&t, fixture.project, known.person).await.expect("events").len(), 1);
        let unbound = page.facts.iter().find(|row| row.kind == FactKind::Annulment).expect("taken back").reference;
        says(annul(&t, &fixture.organiser, unbound).await, Refusal::Conflict);
        assert_eq!(count(&t, &fixture).await, [1, 1, 0], "a ticket has one holder");
        t.clock.set(START.plus(3_600_000));
        assert_eq!(count(&t, &fixture).await, [1, 1, 0]);
    }

    async fn a_minor_without_a_paper_waits_and_may_be_somebody_known(t: TestBackend) {
        let fixture = t.caravan("blank-minor").await;
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(1, 2)).await.expect("made");
        let sheet = blank_sheet(&t, &fixture.organiser, fixture.stop, (1, 2)).await.expect("a sheet").blanks;
        let registered = come(&t, fixture.event, &minor(4)).await;
        let gate = Gate::new(&t, &fixture).await;
        let both = [gate.scan(fixture.event, registered.ticket), gate.scan(fixture.event, sheet[1].ticket)];
        gate.send(&t, &both).await;
        let list = list(&[
            ("family_name.2", "серикова"),
            ("given_name.2", "Айгерім"),
            ("birth_date.2", "05.04.2007"),
            ("sex.2", "female"),
            ("paper_no", "7"),
        ]);
        blanks_bind(&t, &fixture.organiser, fixture.stop, &BlankList { paper_no: None, ..list.clone() }).await.expect("typed");
        assert_eq!(count(&t, &fixture).await, [0, 0, 2], "no consent yet");
        blank_unbind(&t, &fixture.organiser, fixture.stop, 2).await.expect("taken back");
        blanks_bind(&t, &fixture.organiser, fixture.stop, &list).await.expect("typed with a paper");
        assert_eq!(count(&t, &fixture).await, [1, 0, 1]);
        let review = review_list(&t, &fixture.organiser, fixture.caravan).await.expect("a review");
        let pairs = review.rows.iter().filter(|row| row.row.id.kind == RowKind::Duplicate).count();
        assert_eq!(pairs, 1, "an equal name and day of birth, and no contact to tell them apart");
    }

    async fn a_phone_out_of_service_lets_heads_in_when_an_organiser_accepts_them(t: TestBackend) {
        let fixture = t.caravan("blank-revoked").await;
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(1, 1)).await.expect("made");
        let sheet = blank_sheet(&t, &fixture.organiser, fixture.stop, (1, 1)).await.expect("a sheet").blanks;
        let gate = Gate::new(&t, &fixture).await;
        device_revoke(&t, &fixture.organiser, gate.device.id).await.expect("revoked");
        gate.send(&t, &[gate.scan(fixture.event, sheet[0].ticket)]).await;
        assert_eq!(count(&t, &fixture).await, [0, 0, 0]);
        let review = review_list(&t, &fixture.organiser, fixture.caravan).await.expect("a review");
        let rows: Vec<_> = review.rows.iter().map(|row| (row.row.id.kind, row.row.persons.len())).collect();
        assert_eq!(rows, [(RowKind::Unheard, 0)]);
        accept(&t, &fixture.organiser, &review.rows[0].row.targets).await.expect("accepted");
        assert_eq!(count(&t, &fixture).await, [0, 1, 0]);
    }

    async fn strangers_and_lower_roles_make_and_see_none(t: TestBackend) {
        let fixture = t.caravan("blank-roles").await;
        blanks_make(&t, &fixture.organiser, fixture.stop, &run(1, 2)).await.expect("made");
        let stranger = t.caravan("blank-roles-stranger").await.organiser;
        let volunteer = t.member(&fixture, MemberRole::Volunteer).await;
        let coordinator = t.member(&fixture, MemberRole::Coordinator).await;
        let gate = Gate::new(&t, &fixture).await;
        for (actor, due) in [
            (&Actor::Anonymous, Refusal::SignInNeeded),
            (&stranger, Refusal::NotFound),
            (&volunteer, Refusal::Forbidden),
            (&Actor::Device(gate.device), Refusal::NotFound),
        ] {
            says(blanks_make(&t, actor, fixture.stop, &run(3, 2)).await, due);
            says(blank_sheet(&t, actor, fixture.stop, (1, 2)).await, due);
            says(blank_desk(&t, actor, fixture.stop).await, due);
            says(blanks_bind(&t, actor, fixture.stop, &pupil()).await, due);
            says(blank_unbind(&t, actor, fixture.stop, 2).await, due);
        }
        blanks_bind(&t, &coordinator, fixture.stop, &pupil()).await.expect("typed");
        says(blank_unbind(&t, &coordinator, fixture.stop, 2).await, Refusal::Forbidden);
        says(blank_unbind(&t, &fixture.organiser, fixture.stop, 77).await, Refusal::NotFound);
        let elsewhere = t.caravan("blank-roles-other").await;
        says(blanks_bind(&t, &elsewhere.organiser, elsewhere.stop, &pupil()).await, Refusal::NotFound);
        blanks_make(&t, &elsewhere.organiser, elsewhere.stop, &run(1, 2)).await.expect("made");
        let foreign = come(&t, fixture.event, &adult(9)).await;
        let code = list(&[("code.1", foreign.short_code.as_str())]);
        let answer = blanks_bind(&t, &elsewhere.organiser, elsewhere.stop, &code).await.expect("reads");
        assert_eq!(answer, Bound::UnknownCodes(vec![1]), "another project's ticket is nobody's here");
    }
}
