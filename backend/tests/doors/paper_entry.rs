//! Signed sheets, typed at the desk: numbers that keep their meaning, lines once each, lines taken back.

use keruen_backend::actor::{Actor, MemberRole};
use keruen_backend::figures::caravan_figures;
use keruen_backend::paper_entry::{
    Said, numbered_roll, sheet_desk, sheet_newcomer, sheet_open, sheet_type, sheet_undo, sheet_view,
};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::fact::Method;
use keruen_domain::id::{PersonId, SheetId};
use keruen_domain::paper_entry::SheetForm;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::short_text::ShortText;
use keruen_domain::walk_in::WalkInForm;

use crate::gate::{Gate, adult, come};

fn named(number: usize, family: &str, given: &str) -> RegistrationForm {
    RegistrationForm { family_name: family.into(), given_name: given.into(), ..adult(number) }
}

fn form(sheet_no: &str, heads: &str) -> SheetForm {
    SheetForm { sheet_no: sheet_no.into(), heads: heads.into() }
}

async fn types(t: &TestBackend, actor: &Actor, sheet: SheetId, text: &str) -> Said {
    sheet_type(t, actor, sheet, text, &[], None).await.expect("typed")
}

async fn direct(t: &TestBackend, f: &Fixture) -> i64 {
    caravan_figures(t, &f.organiser, f.caravan).await.expect("figures").figures.direct_participants
}

contract! {
    async fn numbers_on_a_printed_list_keep_their_meaning(t: TestBackend) {
        let f = t.caravan("numbers").await;
        let late = named(1, "Абай", "Ержан");
        let first = come(&t, f.event, &named(2, "Мұқанов", "Асқар")).await.person;
        let second = come(&t, f.event, &named(3, "Серікова", "Айгүл")).await.person;
        let numbers = |rows: Vec<(i64, keruen_backend::roll::RollRow)>| -> Vec<(i64, PersonId)> {
            rows.into_iter().map(|(number, row)| (number, row.person)).collect()
        };
        let printed = numbers(numbered_roll(&t, &f.organiser, f.event).await.expect("a list"));
        assert_eq!(printed, [(1, first), (2, second)], "in the order of the list");
        let late = come(&t, f.event, &late).await.person;
        let again = numbers(numbered_roll(&t, &f.organiser, f.event).await.expect("a list"));
        assert_eq!(again, [(3, late), (1, first), (2, second)], "who came later stands in order and has a new number");
        let sheet = sheet_open(&t, &f.organiser, f.event, &form("7", "3")).await.expect("a sheet");
        assert_eq!(types(&t, &f.organiser, sheet, "2").await, Said::Entered(1));
        assert_eq!(sheet_view(&t, &f.organiser, sheet).await.expect("a sheet").lines[0].person, second);
        assert_eq!(types(&t, &f.organiser, sheet, "9").await, Said::Nobody);
    }

    async fn a_line_is_one_fact_and_stands_once(t: TestBackend) {
        let f = t.caravan("lines").await;
        let one = come(&t, f.event, &named(1, "Серікова", "Айгерім")).await;
        let two = come(&t, f.event, &named(2, "Серікова", "Айгүл")).await;
        let gate = Gate::new(&t, &f).await;
        gate.send(&t, &[gate.scan(f.event, one.ticket)]).await;
        assert_eq!(direct(&t, &f).await, 1);
        let actor = t.stop_coordinator(&f, f.stop).await;
        let sheet = sheet_open(&t, &actor, f.event, &form("А-1", "")).await.expect("a sheet");
        assert_eq!(sheet_open(&t, &actor, f.event, &form("А-1", "2")).await.expect("the same"), sheet);

        let Said::Choose(offered, false) = types(&t, &actor, sheet, "сер ай").await else { panic!("two fit") };
        let among: Vec<PersonId> = offered.iter().map(|one| one.person).collect();
        assert_eq!(among, [one.person, two.person]);
        let no = sheet_type(&t, &actor, sheet, "3", &among, None).await.expect("typed");
        assert_eq!(no, Said::Choose(offered, false), "a digit that chooses nobody");
        assert_eq!(sheet_type(&t, &actor, sheet, "2", &among, None).await.expect("typed"), Said::Entered(1));
        assert_eq!(types(&t, &actor, sheet, "сер айгул").await, Said::Already(sheet, 1));
        assert_eq!(types(&t, &actor, sheet, "айгерим").await, Said::Entered(2), "who was at the door signed too");
        assert_eq!(direct(&t, &f).await, 2);

        let view = sheet_view(&t, &actor, sheet).await.expect("a sheet");
        assert_eq!(view.sheet.heads, Some(2));
        let lines: Vec<_> = view.lines.iter().map(|line| (line.line, line.person, line.also.map(|(_, how)| how))).collect();
        assert_eq!(lines, [(2, one.person, Some(Method::Qr)), (1, two.person, None)], "the door's word comes first");

        let last = |n| sheet_type(&t, &actor, sheet, "-", &[], Some(n));
        assert_eq!(last(1).await.expect("typed"), Said::Undone(two.person));
        assert_eq!(last(1).await.expect("typed"), Said::Nothing, "sent twice, taken back once");
        assert_eq!(direct(&t, &f).await, 1);
        assert_eq!(types(&t, &actor, sheet, "айгул").await, Said::Entered(3), "a number is not given twice");
        assert_eq!(direct(&t, &f).await, 2);
        let desk = sheet_desk(&t, &actor, f.event).await.expect("a desk");
        assert_eq!(desk.sheets.iter().map(|(_, held)| *held).collect::<Vec<_>>(), [2]);
    }

    async fn who_is_not_on_the_list_is_offered_first(t: TestBackend) {
        let f = t.caravan("elsewhere").await;
        let elsewhere = come(&t, f.online, &named(1, "Оразбай", "Нұрлан")).await.person;
        let sheet = sheet_open(&t, &f.organiser, f.event, &form("1", "")).await.expect("a sheet");
        let Said::Choose(offered, _) = types(&t, &f.organiser, sheet, "ораз").await else { panic!("an offer") };
        assert_eq!(offered.iter().map(|one| (one.person, one.on_list)).collect::<Vec<_>>(), [(elsewhere, false)]);
        let narrow = t.stop_coordinator(&f, f.stop).await;
        assert_eq!(types(&t, &narrow, sheet, "ораз").await, Said::Nobody, "who runs a stop knows its own list");
        let forced = sheet_type(&t, &narrow, sheet, "1", &[elsewhere], None).await;
        assert!(matches!(forced, Err(Error::Refusal(Refusal::NotFound))));
        let chosen = sheet_type(&t, &f.organiser, sheet, "1", &[elsewhere], None).await.expect("typed");
        assert_eq!(chosen, Said::Entered(1));
        assert_eq!(direct(&t, &f).await, 1);
    }

    async fn somebody_unknown_is_written_down_on_the_sheet(t: TestBackend) {
        let f = t.caravan("unknown").await;
        let sheet = sheet_open(&t, &f.organiser, f.event, &form("1", "")).await.expect("a sheet");
        let person = |given: &str, birth: &str| WalkInForm {
            family_name: "Сапар".into(),
            given_name: given.into(),
            birth_date: birth.into(),
            sex: "female".into(),
            region: "KZ-75".into(),
            place: "urban".into(),
            institution_kind: "school".into(),
            consent_data: "yes".into(),
            ..WalkInForm::default()
        };
        let paper = ShortText::parse("12").expect("a number");
        let (actor, minor) = (&f.organiser, person("Дана", "2008-03-01"));
        assert_eq!(sheet_newcomer(&t, actor, sheet, &person("Әлия", "1999-03-01"), None).await.expect("written"), 1);
        assert_eq!(sheet_newcomer(&t, actor, sheet, &minor, None).await.expect("written"), 2);
        assert_eq!(direct(&t, &f).await, 1, "a minor's consent is awaited");
        assert_eq!(sheet_newcomer(&t, actor, sheet, &person("Мөлдір", "2008-04-01"), Some(&paper)).await.expect("written"), 3);
        assert_eq!(direct(&t, &f).await, 2);
        assert!(matches!(sheet_newcomer(&t, actor, sheet, &WalkInForm::default(), None).await, Err(Error::Fields(_))));
    }

    async fn sheets_are_for_the_stops_own_coordinators(t: TestBackend) {
        let (f, theirs) = (t.caravan("ours").await, t.caravan("theirs").await);
        let sheet = sheet_open(&t, &f.organiser, f.event, &form("1", "")).await.expect("a sheet");
        let person = come(&t, f.event, &adult(1)).await.person;
        let volunteer = t.member(&f, MemberRole::Volunteer).await;
        for (actor, due) in [
            (&Actor::Anonymous, Refusal::SignInNeeded),
            (&volunteer, Refusal::Forbidden),
            (&theirs.organiser, Refusal::NotFound),
        ] {
            let says = |error: Option<Error>| assert!(matches!(error, Some(Error::Refusal(refusal)) if refusal == due));
            says(sheet_open(&t, actor, f.event, &form("2", "")).await.err());
            says(sheet_desk(&t, actor, f.event).await.err());
            says(sheet_view(&t, actor, sheet).await.err());
            says(sheet_type(&t, actor, sheet, "1", &[person], None).await.err());
            says(sheet_undo(&t, actor, sheet, 1).await.err());
            says(numbered_roll(&t, actor, f.event).await.err());
        }
        let stranger = come(&t, theirs.event, &adult(2)).await.person;
        let foreign = sheet_type(&t, &f.organiser, sheet, "1", &[stranger], None).await;
        assert!(matches!(foreign, Err(Error::Refusal(Refusal::NotFound))), "a person of another project");
    }
}
