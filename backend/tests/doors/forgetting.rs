//! Consents taken back and people erased: names go from everywhere, and no figure moves (design rules 11 and 12).

use std::path::Path;

use keruen_backend::actor::{Actor, DeviceRole, MemberRole};
use keruen_backend::attendance::mark_by_hand;
use keruen_backend::chance::Secret;
use keruen_backend::consents::{ConsentForm, ConsentScope, consent_confirm, consent_page, consent_paper};
use keruen_backend::erasure::{
    ErasedBy, Forgotten, TakeBack, Withdrawn, erase_person, forget_due, withdraw_by_link, withdraw_by_ticket,
};
use keruen_backend::figures::{Filter, Scope, person_facts, persons_behind, project_figures};
use keruen_backend::people::candidates;
use keruen_backend::projects::{project_get, project_update};
use keruen_backend::registrations::Registered;
use keruen_backend::review::merge;
use keruen_backend::roll::event_roll;
use keruen_backend::scans::{ingest, roster};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Error, Refusal, contract};
use keruen_domain::api::FactNote;
use keruen_domain::fact::{Direction, Ground, Note, Outcome, Read};
use keruen_domain::figures::Figures;
use keruen_domain::id::TicketId;
use keruen_domain::project_form::ProjectForm;
use keruen_domain::scan::{ConsentMark, TicketMark};
use keruen_domain::short_text::ShortText;
use keruen_domain::time::DAY;

use crate::gate::{Gate, adult, batch, come, form, minor};

fn agreed() -> ConsentForm {
    ConsentForm {
        rep_name: "Серікова Гүлнар".into(),
        rep_relation: "mother".into(),
        consent_data: "yes".into(),
        consent_photo: "yes".into(),
        language: "ru".into(),
        ..ConsentForm::default()
    }
}

async fn figures(t: &TestBackend, fixture: &Fixture) -> Figures {
    project_figures(t, &fixture.organiser, fixture.project).await.expect("figures").figures
}

/// Direct participants, attendances that wait for a consent, heads without a name.
async fn counts(t: &TestBackend, fixture: &Fixture) -> [i64; 3] {
    let figures = figures(t, fixture).await;
    [figures.direct_participants, figures.awaiting_consent, figures.anonymous]
}

/// What a door's phone would know of a ticket.
async fn at_the_door(t: &TestBackend, gate: &Gate, ticket: TicketId) -> (TicketMark, ConsentMark, String) {
    let reply = roster(t, gate.device).await.expect("a roster");
    let row = reply.tickets.iter().find(|row| row.id == ticket).expect("on the roster").clone();
    (row.mark, row.consent, row.name)
}

/// A minor whose representative has agreed.
async fn pupil(t: &TestBackend, fixture: &Fixture, number: usize) -> (Registered, Secret) {
    let pupil = come(t, fixture.event, &minor(number)).await;
    let link = pupil.consent_token.clone().expect("a link");
    consent_confirm(t, &link, &agreed(), Some("mother's")).await.expect("agreed");
    (pupil, link)
}

fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refusal {
    answer.expect_err("refused").refusal().expect("by a rule")
}

contract! {
    async fn who_did_not_come_yet_is_asked_again(t: TestBackend) {
        let fixture = t.caravan("withdrawn").await;
        let gate = Gate::new(&t, &fixture).await;
        let (pupil, link) = pupil(&t, &fixture, 1).await;
        assert_eq!(at_the_door(&t, &gate, pupil.ticket).await.1, ConsentMark::Held);

        assert_eq!(withdraw_by_link(&t, &link, TakeBack::Photo).await.expect("taken back"), Withdrawn::Photo);
        let page = consent_page(&t, &link).await.expect("a page");
        assert!(page.data.is_some() && page.photo.is_none());
        assert_eq!(refusal(withdraw_by_ticket(&t, &pupil.ticket_secret, TakeBack::Everything).await), Refusal::Forbidden);

        assert_eq!(withdraw_by_link(&t, &link, TakeBack::Data).await.expect("taken back"), Withdrawn::NotYetCame);
        assert_eq!(at_the_door(&t, &gate, pupil.ticket).await.1, ConsentMark::Missing);
        assert!(consent_page(&t, &link).await.expect("a page").data.is_none());

        // They come all the same, and the paper is seen: that is a consent again.
        t.clock.advance(1_000_000);
        let came = gate.read(fixture.event, Read::Ticket(pupil.ticket), Outcome::Open, Direction::In);
        gate.send(&t, std::slice::from_ref(&came)).await;
        assert_eq!(counts(&t, &fixture).await, [0, 0, 0], "nobody let them in yet");
        let mut seen = gate.answer(&came, Outcome::Admitted, Ground::PaperSeen);
        seen.wall = t.now();
        gate.send(&t, &[seen]).await;
        assert_eq!(counts(&t, &fixture).await, [1, 0, 0]);
        assert_eq!(at_the_door(&t, &gate, pupil.ticket).await.1, ConsentMark::Held);
    }

    async fn a_withdrawal_after_attendance_erases_the_name_and_keeps_the_count(t: TestBackend) {
        let fixture = t.caravan("erased").await;
        let gate = Gate::new(&t, &fixture).await;
        let (pupil, link) = pupil(&t, &fixture, 2).await;
        t.clock.advance(1_000_000);
        let scan = gate.scan(fixture.event, pupil.ticket);
        gate.send(&t, &[scan]).await;
        let before = figures(&t, &fixture).await;
        assert_eq!(before.direct_participants, 1);

        assert_eq!(withdraw_by_link(&t, &link, TakeBack::Data).await.expect("taken back"), Withdrawn::Erased);
        assert_eq!(figures(&t, &fixture).await, before);
        assert_eq!(refusal(consent_page(&t, &link).await), Refusal::LinkUnknown);
        assert_eq!(refusal(ticket_view(&t, &pupil.ticket_secret).await), Refusal::NotFound);
        let (mark, _, name) = at_the_door(&t, &gate, pupil.ticket).await;
        assert_eq!((mark, name.as_str()), (TicketMark::Revoked, ""));

        let row = &persons_behind(&t, &fixture.organiser, Scope::Project(fixture.project), &Filter::default()).await.expect("rows")[0];
        assert_eq!((row.person, row.name.as_str(), row.class_name.as_str()), (pupil.person, "", ""));
        let view = person_facts(&t, &fixture.organiser, pupil.person).await.expect("a page");
        assert_eq!((view.name.as_str(), view.birth_date), ("", None));
        assert_eq!(view.erased, Some((t.now(), ErasedBy::Representative)));
        let roll = event_roll(&t, &fixture.organiser, fixture.event).await.expect("a roll");
        assert_eq!((roll.len(), roll[0].name.as_str(), roll[0].consent), (1, "", ConsentMark::Held));
        assert!(candidates(&t, &fixture.organiser, fixture.project).await.expect("none").is_empty());

        // Whoever shows the old ticket later is let in without being counted as them.
        gate.send(&t, &[gate.scan(fixture.online, pupil.ticket)].map(|mut scan| { scan.wall = t.now().plus(DAY); scan })).await;
        let after = figures(&t, &fixture).await;
        assert_eq!((after.attendances, after.anonymous), (before.attendances, 1));
    }

    async fn to_follow_has_two_ends(t: TestBackend) {
        let fixture = t.caravan("to-follow").await;
        let gate = Gate::new(&t, &fixture).await;
        let pupils = [come(&t, fixture.event, &minor(3)).await, come(&t, fixture.event, &minor(4)).await];
        for pupil in &pupils {
            let came = gate.read(fixture.event, Read::Ticket(pupil.ticket), Outcome::Open, Direction::In);
            gate.send(&t, &[came.clone(), gate.answer(&came, Outcome::Admitted, Ground::ToFollow)]).await;
        }
        assert_eq!(counts(&t, &fixture).await, [0, 2, 0]);

        // One end: the consent comes.
        t.clock.advance(3 * DAY);
        consent_confirm(&t, pupils[0].consent_token.as_ref().expect("a link"), &agreed(), None).await.expect("agreed");
        assert_eq!(counts(&t, &fixture).await, [1, 1, 0]);
        assert_eq!(forget_due(&t, &Actor::System).await.expect("looked"), Forgotten::default(), "there are days left");
        assert_eq!(counts(&t, &fixture).await, [1, 1, 0]);

        // The other end: it does not, and the name goes.
        t.clock.advance(14 * DAY);
        assert_eq!(refusal(forget_due(&t, &fixture.organiser).await), Refusal::Forbidden);
        let forgotten = forget_due(&t, &Actor::System).await.expect("forgotten");
        assert_eq!(forgotten, Forgotten { consent_due: 1, retention: 0 });
        assert_eq!(counts(&t, &fixture).await, [1, 0, 1]);
        let view = person_facts(&t, &fixture.organiser, pupils[1].person).await.expect("a page");
        assert_eq!((view.name.as_str(), view.erased.map(|(_, by)| by)), ("", Some(ErasedBy::ConsentDue)));
        assert_eq!(forget_due(&t, &Actor::System).await.expect("nothing"), Forgotten::default());
        assert!(!person_facts(&t, &fixture.organiser, pupils[0].person).await.expect("a page").name.is_empty());
    }

    async fn a_withdrawal_waits_for_the_scans_that_are_on_their_way(t: TestBackend) {
        let fixture = t.caravan("late-scan").await;
        let gate = Gate::new(&t, &fixture).await;
        let (came, link) = pupil(&t, &fixture, 5).await;
        let (stayed_away, other) = pupil(&t, &fixture, 6).await;
        let scan = gate.scan(fixture.event, came.ticket);
        t.clock.advance(1_000_000);
        for link in [&link, &other] {
            assert_eq!(withdraw_by_link(&t, link, TakeBack::Data).await.expect("taken back"), Withdrawn::NotYetCame);
        }
        gate.send(&t, &[scan]).await;
        assert_eq!(counts(&t, &fixture).await, [1, 0, 0], "the consent held when they came");
        assert_eq!(forget_due(&t, &Actor::System).await.expect("forgotten").consent_due, 1);
        assert_eq!(counts(&t, &fixture).await, [1, 0, 0]);
        assert!(person_facts(&t, &fixture.organiser, came.person).await.expect("a page").erased.is_some());

        // Who never came is forgotten too when nobody agrees again.
        assert!(person_facts(&t, &fixture.organiser, stayed_away.person).await.expect("a page").erased.is_none());
        t.clock.advance(15 * DAY);
        assert_eq!(forget_due(&t, &Actor::System).await.expect("forgotten").consent_due, 1);
        assert!(person_facts(&t, &fixture.organiser, stayed_away.person).await.expect("a page").erased.is_some());
        assert_eq!(counts(&t, &fixture).await, [1, 0, 0]);
    }

    async fn only_organisers_erase_and_a_merged_person_goes_as_a_whole(t: TestBackend) {
        let fixture = t.caravan("erase-merged").await;
        let gate = Gate::new(&t, &fixture).await;
        let [one, two] = [come(&t, fixture.event, &adult(7)).await, come(&t, fixture.online, &adult(8)).await];
        gate.send(&t, &[gate.scan(fixture.event, one.ticket), gate.scan(fixture.online, two.ticket)]).await;
        merge(&t, &fixture.organiser, one.person, two.person).await.expect("merged");
        let before = figures(&t, &fixture).await;
        assert_eq!((before.direct_participants, before.attendances), (1, 2));
        for (actor, due) in [
            (t.member(&fixture, MemberRole::Coordinator).await, Refusal::Forbidden),
            (t.caravan("erase-stranger").await.organiser, Refusal::NotFound),
            (Actor::Anonymous, Refusal::SignInNeeded),
        ] {
            assert_eq!(refusal(erase_person(&t, &actor, one.person).await), due);
        }
        erase_person(&t, &fixture.organiser, two.person).await.expect("erased");
        assert_eq!(figures(&t, &fixture).await, before);
        for person in [one.person, two.person] {
            let view = person_facts(&t, &fixture.organiser, person).await.expect("a page");
            assert_eq!((view.name.as_str(), view.erased.map(|(_, by)| by)), ("", Some(ErasedBy::Organiser)));
        }
        erase_person(&t, &fixture.organiser, one.person).await.expect("nothing left to do");
    }

    async fn who_was_registered_twice_withdraws_as_one(t: TestBackend) {
        let fixture = t.caravan("withdraw-merged").await;
        let [(one, link), (two, other)] = [pupil(&t, &fixture, 1).await, pupil(&t, &fixture, 2).await];
        merge(&t, &fixture.organiser, one.person, two.person).await.expect("merged");
        t.clock.advance(1_000);
        withdraw_by_link(&t, &link, TakeBack::Data).await.expect("taken back");
        assert!(consent_page(&t, &other).await.expect("a page").data.is_none(), "both records ask again");
        t.clock.advance(1_000);
        consent_confirm(&t, &other, &agreed(), None).await.expect("agreed");
        t.clock.advance(15 * DAY);
        assert_eq!(forget_due(&t, &Actor::System).await.expect("looked").consent_due, 0, "somebody agreed again");
    }

    async fn what_a_late_phone_notes_of_an_erased_person_goes_too(t: TestBackend) {
        let fixture = t.caravan("late-note").await;
        let gate = Gate::new(&t, &fixture).await;
        let visitor = come(&t, fixture.event, &adult(3)).await;
        let scan = gate.scan(fixture.event, visitor.ticket);
        withdraw_by_ticket(&t, &visitor.ticket_secret, TakeBack::Everything).await.expect("erased");
        let mut late = batch(std::slice::from_ref(&scan));
        late.notes.push(FactNote { fact: scan.id, text: "Мүсірепов екен".into() });
        ingest(&t, gate.device, late).await.expect("kept");
        assert!(holds(&everything_kept(&t), "Мүсірепов"));
        forget_due(&t, &Actor::System).await.expect("looked");
        assert!(!holds(&everything_kept(&t), "Мүсірепов"));
    }

    async fn no_consent_comes_after_an_erasure(t: TestBackend) {
        let fixture = t.caravan("late-consent").await;
        let pupil = come(&t, fixture.event, &minor(5)).await;
        erase_person(&t, &fixture.organiser, pupil.person).await.expect("erased");
        let number = ShortText::parse("12").expect("a number");
        let late = consent_paper(&t, &fixture.organiser, pupil.person, &number, ConsentScope::Data).await;
        assert_eq!(refusal(late), Refusal::NotFound);
        assert!(!holds(&everything_kept(&t), "Гүлнар"));
    }

    async fn a_freed_seat_goes_to_who_waits(t: TestBackend) {
        let fixture = t.caravan("erase-seat").await;
        let event = t.event(&fixture, |form| form.capacity = "1".into()).await;
        let [seated, waits] = [come(&t, event, &adult(1)).await, come(&t, event, &adult(2)).await];
        assert_eq!(waits.position, Some(1));
        withdraw_by_ticket(&t, &seated.ticket_secret, TakeBack::Everything).await.expect("erased");
        let view = ticket_view(&t, &waits.ticket_secret).await.expect("a ticket");
        assert_eq!(view.events[0].position, None);
        assert_eq!(view.events[0].state, keruen_domain::event::RegistrationState::Confirmed);
    }

    /// Everything that names anybody is searched for where the store keeps it.
    async fn after_the_last_day_nothing_in_the_store_names_anybody(t: TestBackend) {
        let fixture = t.caravan("retention").await;
        let gate = Gate::with(&t, &fixture, form(DeviceRole::Desk, None)).await;
        let (pupil, _) = pupil(&t, &fixture, 9).await;
        let grown = come(&t, fixture.event, &keruen_domain::registration::RegistrationForm {
            patronymic: "Жүсіпбекұлы".into(), institution: "Гагарин атындағы зауыт".into(), email: "aqan@example.org".into(),
            ..adult(5)
        }).await;
        let number = ShortText::parse("Қ-4711").expect("a number");
        consent_paper(&t, &fixture.organiser, pupil.person, &number, ConsentScope::Data).await.expect("nothing new");
        gate.send(&t, &[gate.scan(fixture.event, pupil.ticket)]).await;
        let note = Note::parse("Ержан апасымен келді").expect("a note");
        mark_by_hand(&t, &fixture.organiser, fixture.event, grown.person, &note).await.expect("marked");
        let before = figures(&t, &fixture).await;
        assert_eq!(before.direct_participants, 2);
        let words = [
            "Серікова", "Айгерім", "Гүлнар", "Сапаров", "Жүсіпбекұлы", "Гагарин", "апасымен", "+77091000009", "+77090000005",
            "aqan@example.org", "Асқар", "2007-04-10", "1990-04-06", "сапаров",
        ];
        let kept = everything_kept(&t);
        let missing: Vec<_> = words.iter().filter(|word| !holds(&kept, word)).collect();
        assert!(missing.is_empty(), "the search does not find what is there: {missing:?}");

        let project = project_get(&t, &fixture.organiser, fixture.project).await.expect("a project").project;
        let last = project.last_day.to_string();
        let form = ProjectForm { keep_until: last, ..ProjectForm::of(&project) };
        project_update(&t, &fixture.organiser, fixture.project, &form).await.expect("changed");
        t.clock.advance(3 * 365 * DAY);
        assert_eq!(forget_due(&t, &Actor::System).await.expect("forgotten").retention, 2);
        assert_eq!(figures(&t, &fixture).await, before);
        let kept = everything_kept(&t);
        let left: Vec<_> = words.iter().filter(|word| holds(&kept, word)).collect();
        assert!(left.is_empty(), "still there: {left:?}");
        assert_eq!(forget_due(&t, &Actor::System).await.expect("nothing"), Forgotten::default());
    }
}

fn holds(kept: &[u8], word: &str) -> bool {
    kept.windows(word.len()).any(|bytes| bytes == word.as_bytes())
}

/// The bytes of the store: of SQLite its files, free pages and write-ahead log too; of PostgreSQL what a dump would write.
fn everything_kept(t: &TestBackend) -> Vec<u8> {
    if let Some(file) = t.url().strip_prefix("sqlite://") {
        let folder = Path::new(file).parent().expect("a folder");
        let files = std::fs::read_dir(folder).expect("reads").map(|entry| entry.expect("an entry").path());
        return files.flat_map(|file| std::fs::read(file).expect("reads")).collect();
    }
    let dump = std::process::Command::new("pg_dump").arg(t.url()).output().expect("pg_dump runs");
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    dump.stdout
}
