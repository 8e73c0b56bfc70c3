//! A coordinator corrects what a form said of a person: rules, figures, and two who correct at once.

use keruen_backend::actor::{Actor, MemberRole, Membership};
use keruen_backend::attendance::mark_by_hand;
use keruen_backend::figures::{person_facts, project_figures};
use keruen_backend::people::{candidates, person_edit, person_record};
use keruen_backend::roll::event_roll;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Refusal, contract};
use keruen_domain::event::RegistrationState::{AwaitingConsent, Confirmed};
use keruen_domain::fact::Note;
use keruen_domain::field::{Field, FieldProblem};
use keruen_domain::id::{AccountId, PersonId};
use keruen_domain::name::search_key;
use keruen_domain::person::AgeBand;
use keruen_domain::person_form::PersonForm;
use keruen_domain::scan::ConsentMark;

use crate::people::{adult, come, fields, minor, place, refusal};

/// The record as its form, with a change.
async fn form(t: &TestBackend, of: &Fixture, person: PersonId, change: impl FnOnce(&mut PersonForm)) -> PersonForm {
    let mut form = person_record(t, &of.organiser, person).await.expect("a record").form;
    change(&mut form);
    form
}

fn role(of: &Fixture, role: MemberRole) -> Actor {
    Actor::Account {
        id: AccountId(uuid::Uuid::nil()),
        memberships: vec![Membership { project: of.project, role, stops: Vec::new() }],
    }
}

async fn ages(t: &TestBackend, of: &Fixture) -> Vec<(AgeBand, i64)> {
    let figures = project_figures(t, &of.organiser, of.project).await.expect("figures").figures;
    figures.by_age.into_iter().filter(|(_, n)| *n > 0).collect()
}

contract! {
    async fn a_correction_reaches_the_roll_the_ticket_and_the_figures(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let visitor = come(&t, f.event, &adult(1)).await;
        let reason = Note::parse("Тізім бойынша").expect("a note");
        mark_by_hand(&t, &f.organiser, f.event, visitor.person, &reason).await.expect("a mark");
        assert_eq!(ages(&t, &f).await, [(AgeBand::A23_28, 1)]);

        let corrected = form(&t, &f, visitor.person, |form| {
            form.fields.family_name = " әшімова ".into();
            form.fields.patronymic = "Ерланқызы".into();
            form.fields.birth_year = "1990".into();
            form.fields.region = "KZ-31".into();
            form.fields.class_name = "2-топ".into();
            form.fields.phone = String::new();
            form.fields.email = "a@example.org".into();
        })
        .await;
        person_edit(&t, &role(&f, MemberRole::Coordinator), visitor.person, &corrected).await.expect("corrected");
        let view = person_facts(&t, &f.organiser, visitor.person).await.expect("a page");
        assert_eq!((view.class_name.as_str(), view.region.code()), ("2-топ", "KZ-31"));
        assert!(view.name.ends_with("Ерланқызы") && view.name.to_lowercase().starts_with("әшімова "), "{}", view.name);
        let roll = event_roll(&t, &f.organiser, f.event).await.expect("a roll");
        assert_eq!((roll[0].name.as_str(), roll[0].phone.as_deref()), (view.name.as_str(), None));
        assert!(roll[0].search_key.contains(&search_key("Әшімова")), "found by the new name: {}", roll[0].search_key);
        assert_eq!(ages(&t, &f).await, [(AgeBand::A29_35, 1)], "figures follow");
        let ticket = ticket_view(&t, &visitor.ticket_secret).await.expect("the same ticket");
        assert_eq!((ticket.ticket, ticket.name.full()), (visitor.ticket, view.name));

        let again = form(&t, &f, visitor.person, |_| ()).await;
        person_edit(&t, &f.organiser, visitor.person, &again).await.expect("nothing to change");
        assert_eq!(form(&t, &f, visitor.person, |_| ()).await, again);
    }

    async fn all_that_is_wrong_is_told_at_once(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let pupil = come(&t, f.event, &minor(1)).await;
        let bad = form(&t, &f, pupil.person, |form| {
            form.fields.given_name = "123".into();
            form.fields.birth_day = "31".into();
            form.fields.birth_month = "2".into();
            form.fields.rep_phone = String::new();
        })
        .await;
        let wrong = fields(person_edit(&t, &f.organiser, pupil.person, &bad).await);
        assert_eq!(wrong, [(Field::GivenName, FieldProblem::NotAName), (Field::BirthDate, FieldProblem::BadDate)]);
        let bad = form(&t, &f, pupil.person, |form| form.fields.rep_phone = String::new()).await;
        assert_eq!(fields(person_edit(&t, &f.organiser, pupil.person, &bad).await), [(Field::RepPhone, FieldProblem::Empty)]);
        let bad = form(&t, &f, pupil.person, |form| form.fields.birth_year = "1998".into()).await;
        let wrong = fields(person_edit(&t, &f.organiser, pupil.person, &bad).await);
        assert_eq!(wrong, [(Field::Phone, FieldProblem::NoContact)], "an adult is reached by themselves");
    }

    async fn a_correction_pairs_and_parts_records(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let (first, second) = (come(&t, f.event, &adult(1)).await, come(&t, f.event, &adult(2)).await);
        let same = form(&t, &f, first.person, |_| ()).await.fields;
        let version = form(&t, &f, second.person, |_| ()).await.version;
        person_edit(&t, &f.organiser, second.person, &PersonForm { fields: same, version }).await.expect("corrected");
        let pairs = candidates(&t, &f.organiser, f.project).await.expect("pairs");
        assert_eq!(pairs.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
        let apart = form(&t, &f, second.person, |form| form.fields.phone = "+7 701 999 99 99".into()).await;
        person_edit(&t, &f.organiser, second.person, &apart).await.expect("corrected");
        assert!(candidates(&t, &f.organiser, f.project).await.expect("none").is_empty());
    }

    async fn whom_a_date_of_birth_makes_a_minor_waits_for_the_representative(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let visitor = come(&t, f.event, &adult(1)).await;
        assert_eq!(visitor.state, Confirmed);
        let younger = form(&t, &f, visitor.person, |form| form.fields.birth_year = "2008".into()).await;
        let wrong = fields(person_edit(&t, &f.organiser, visitor.person, &younger).await);
        assert_eq!(wrong.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [Field::RepName, Field::RepRelation, Field::RepPhone]);
        let younger = form(&t, &f, visitor.person, |form| {
            form.fields.birth_year = "2008".into();
            form.fields.rep_name = "Серікова Гүлнар".into();
            form.fields.rep_relation = "mother".into();
            form.fields.rep_phone = "+7 777 000 00 01".into();
        })
        .await;
        person_edit(&t, &f.organiser, visitor.person, &younger).await.expect("corrected");
        assert_eq!(place(&t, &visitor.ticket_secret, f.event).await.0, AwaitingConsent, "the seat is kept");
        let ticket = ticket_view(&t, &visitor.ticket_secret).await.expect("a ticket");
        assert_eq!(ticket.consent, ConsentMark::Missing, "a minor's own tick means nothing");
        let roll = event_roll(&t, &f.organiser, f.event).await.expect("a roll");
        assert_eq!(roll[0].consent, ConsentMark::Missing);
    }

    async fn only_coordinators_of_the_project_correct(t: TestBackend) {
        let (f, there) = (t.caravan("taraz").await, t.caravan("shu").await);
        let visitor = come(&t, f.event, &adult(1)).await;
        let corrected = form(&t, &f, visitor.person, |form| form.fields.given_name = "Дана".into()).await;
        for (actor, why) in [
            (Actor::Anonymous, Refusal::SignInNeeded),
            (there.organiser.clone(), Refusal::NotFound),
            (role(&f, MemberRole::Volunteer), Refusal::Forbidden),
        ] {
            assert_eq!(refusal(person_record(&t, &actor, visitor.person).await), why);
            assert_eq!(refusal(person_edit(&t, &actor, visitor.person, &corrected).await), why);
        }
        let nobody = PersonId(uuid::Uuid::nil());
        assert_eq!(refusal(person_edit(&t, &f.organiser, nobody, &corrected).await), Refusal::NotFound);
    }

    async fn of_ten_who_correct_at_once_one_does(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let visitor = come(&t, f.event, &adult(1)).await;
        let mut forms = Vec::new();
        for n in 0..10 {
            forms.push(form(&t, &f, visitor.person, |form| form.fields.class_name = format!("{n}-топ")).await);
        }
        let mut tasks = Vec::new();
        for corrected in forms {
            let (backend, organiser) = (t.backend(), f.organiser.clone());
            tasks.push(tokio::spawn(async move { person_edit(&backend, &organiser, visitor.person, &corrected).await }));
        }
        let mut saved = 0;
        for task in tasks {
            match task.await.expect("ran") {
                Ok(()) => saved += 1,
                refused => assert_eq!(refusal(refused), Refusal::StaleForm),
            }
        }
        assert_eq!(saved, 1);
    }
}
