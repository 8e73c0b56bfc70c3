//! Projects, caravans, stops and events: forms, versions, who sees what; the same story on both engines.

use keruen_backend::actor::Actor;
use keruen_backend::registrations::{self, Visitor};
use keruen_backend::testing::fixtures::{caravan_form, event_form, project_form, stop_form};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Error, Refusal, Result, caravans, contract, events, projects};
use keruen_domain::caravan::CaravanState;
use keruen_domain::caravan_form::CaravanForm;
use keruen_domain::event::{EventKind, EventState};
use keruen_domain::event_form::EventForm;
use keruen_domain::field::FieldProblem;
use keruen_domain::form::FormErrors;
use keruen_domain::id::EventId;
use keruen_domain::project_form::ProjectForm;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::scan::{AmberRule, Verdict};
use keruen_domain::stop_form::StopForm;

fn refused<T: std::fmt::Debug>(answer: Result<T>) -> Option<Refusal> {
    answer.expect_err("a refusal").refusal()
}

fn wrong<T: std::fmt::Debug>(answer: Result<T>) -> FormErrors {
    match answer.expect_err("wrong inputs") {
        Error::Form(errors) => errors,
        other => panic!("{other:?}"),
    }
}

async fn project_as_form(t: &TestBackend, of: &Fixture) -> ProjectForm {
    ProjectForm::of(&projects::project_get(t, &of.organiser, of.project).await.expect("reads").project)
}

fn adult(n: u32) -> RegistrationForm {
    let letter = char::from_u32(u32::from('А') + n).expect("a letter");
    RegistrationForm {
        family_name: format!("Сейтқали{}", letter.to_lowercase()),
        given_name: "Айгерім".into(),
        birth_day: "1".into(),
        birth_month: "5".into(),
        birth_year: "2000".into(),
        sex: "female".into(),
        region: "KZ-75".into(),
        place: "urban".into(),
        institution_kind: "university".into(),
        phone: format!("+7 701 123 45 {}", 10 + n),
        consent_data: "yes".into(),
        ..RegistrationForm::default()
    }
}

async fn event_as_form(t: &TestBackend, of: &Fixture) -> EventForm {
    let page = events::event_get(t, &of.organiser, of.event).await.expect("reads");
    EventForm::of(&page.view.event, page.view.starts(), page.view.ends())
}

contract! {
    async fn what_was_written_is_read_again(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let view = caravans::caravan_by_slug(&t, &Actor::Anonymous, "taraz").await.expect("public");
        assert_eq!((view.caravan.id, view.caravan.state, view.project.id), (f.caravan, CaravanState::Published, f.project));
        assert_eq!((view.stops.len(), view.stops[0].id, view.stops[0].zone.as_str()), (1, f.stop, "Asia/Almaty"));
        let listed: Vec<_> = view.events.iter().map(|view| view.event.id).collect();
        assert_eq!(listed, [f.online, f.event], "by start");
        assert_eq!(caravans::caravan_get(&t, &Actor::Anonymous, f.caravan).await.expect("public"), view);

        let page = events::event_get(&t, &Actor::Anonymous, f.event).await.expect("public");
        assert_eq!((page.view.places_left(), page.view.seats_taken, page.view.waiting), (Some(10), 0, 0));
        assert_eq!((page.view.offset_minutes, page.view.starts().hour, page.view.ends().hour), (360, 11, 12));
        assert_eq!(page.view.event.starts_at.millis(), 1_662_440_400_000, "11:00 in Almaty");
        assert_eq!((page.stop.map(|stop| stop.id), page.caravan.id, page.project.id), (Some(f.stop), f.caravan, f.project));
        assert_eq!(page.view, view.events[1]);
        let online = events::event_get(&t, &Actor::Anonymous, f.online).await.expect("public");
        assert_eq!((online.stop, &online.view, online.view.places_left()), (None, &view.events[0], None));

        let cards = caravans::caravan_list_public(&t).await.expect("public");
        assert_eq!((cards.len(), cards[0].stops, cards[0].events), (1, 1, 2));
        assert_eq!(cards[0].first_day.map(|day| day.to_string()).as_deref(), Some("2022-09-06"));
        let mine = projects::project_list(&t, &f.organiser).await.expect("mine");
        assert_eq!((mine.len(), mine[0].project.id), (1, f.project));
    }

    async fn an_events_page_names_the_other_events_of_its_stop(t: TestBackend) {
        let (f, there) = (t.caravan("taraz").await, t.caravan("shu").await);
        let later = t.event(&f, |form| form.ends_time = "13:00".into()).await;
        let apart = t.event(&f, |form| form.stop = String::new()).await;
        let draft = EventForm { stop: f.stop.to_string(), starts_time: "11:30".into(), ..event_form() };
        let draft = events::event_create(&t, &f.organiser, f.caravan, &draft).await.expect("a draft");
        let beside = async |actor: &Actor, event: EventId| {
            let (page, others) = events::event_among_others(&t, actor, event).await.expect("reads");
            assert_eq!(page, events::event_get(&t, actor, event).await.expect("reads"));
            others.into_iter().map(|other| other.event.id).collect::<Vec<_>>()
        };
        assert_eq!(beside(&Actor::Anonymous, f.event).await, [later]);
        assert_eq!(beside(&f.organiser, f.event).await, [later, draft], "members see drafts, by start");
        assert_eq!(beside(&Actor::Anonymous, f.online).await, [apart], "of this caravan only");
        assert_eq!(beside(&Actor::Anonymous, there.event).await, []);
        for (actor, event) in [(&Actor::Anonymous, draft), (&there.organiser, draft), (&f.organiser, EventId(uuid::Uuid::nil()))] {
            assert_eq!(refused(events::event_among_others(&t, actor, event).await), Some(Refusal::NotFound));
        }
    }

    async fn a_form_shows_what_it_made_and_saves_it_unchanged(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let before = projects::project_get(&t, &f.organiser, f.project).await.expect("reads").project;
        projects::project_update(&t, &f.organiser, f.project, &project_as_form(&t, &f).await).await.expect("saves");
        let after = projects::project_get(&t, &f.organiser, f.project).await.expect("reads").project;
        assert_eq!((after.version, after.consent_version), (2, 1));
        assert_eq!(keruen_domain::project::Project { version: 1, ..after }, before);

        let form = EventForm {
            rules: [("rule_full".into(), "refuse".into()), ("rule_too_late".into(), "ask".into()), ("csrf".into(), "x".into())].into(),
            age_min: "14".into(),
            age_max: "35".into(),
            counting: "apart".into(),
            ..event_as_form(&t, &f).await
        };
        events::event_update(&t, &f.organiser, f.event, &form).await.expect("saves");
        let event = events::event_get(&t, &f.organiser, f.event).await.expect("reads").view.event;
        assert_eq!(event.rules, [(Verdict::Full, AmberRule::Refuse)].into());
        assert_eq!((event.age_min, event.age_max, event.version, event.state), (Some(14), Some(35), 2 + 1, EventState::Published));
        events::event_update(&t, &f.organiser, f.event, &event_as_form(&t, &f).await).await.expect("saves");

        let stop = caravans::stop_get(&t, &f.organiser, f.stop).await.expect("reads").stop;
        caravans::stop_update(&t, &f.organiser, f.stop, &StopForm::of(&stop)).await.expect("saves");
        let caravan = caravans::caravan_get(&t, &f.organiser, f.caravan).await.expect("reads").caravan;
        caravans::caravan_update(&t, &f.organiser, f.caravan, &CaravanForm::of(&caravan)).await.expect("saves");
    }

    async fn an_event_stays_editable_when_its_stop_moves_away(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let stop = caravans::stop_get(&t, &f.organiser, f.stop).await.expect("reads").stop;
        let later = StopForm { first_day: "2022-09-10".into(), last_day: "2022-09-11".into(), ..StopForm::of(&stop) };
        caravans::stop_update(&t, &f.organiser, f.stop, &later).await.expect("moves");
        let form = EventForm { place_kk: "Басқа бөлме".into(), ..event_as_form(&t, &f).await };
        events::event_update(&t, &f.organiser, f.event, &form).await.expect("another room, the old day");
        let form = EventForm { starts_day: "2022-09-07".into(), ends_day: "2022-09-07".into(), ..event_as_form(&t, &f).await };
        assert!(wrong(events::event_update(&t, &f.organiser, f.event, &form).await).get("starts_day").is_some());
        let form = EventForm { starts_day: "2022-09-11".into(), ends_day: "2022-09-11".into(), ..event_as_form(&t, &f).await };
        events::event_update(&t, &f.organiser, f.event, &form).await.expect("after its stop");
    }

    async fn of_ten_editors_one_saves(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let form = project_as_form(&t, &f).await;
        let tasks: Vec<_> = (0..10)
            .map(|n| {
                let (backend, actor) = (t.backend(), f.organiser.clone());
                let form = ProjectForm { contract_no: format!("№ {n}"), ..form.clone() };
                tokio::spawn(async move { projects::project_update(&backend, &actor, f.project, &form).await.map(|()| n) })
            })
            .collect();
        let mut saved = Vec::new();
        for task in tasks {
            match task.await.expect("ran") {
                Ok(n) => saved.push(n),
                Err(error) => assert_eq!(error.refusal(), Some(Refusal::StaleForm)),
            }
        }
        assert_eq!(saved.len(), 1);
        let project = projects::project_get(&t, &f.organiser, f.project).await.expect("reads").project;
        assert_eq!((project.contract_no, project.version), (format!("№ {}", saved[0]), 2));

        let stale = EventForm { title_kk: "Ескі".into(), ..event_as_form(&t, &f).await };
        events::event_capacity_set(&t, &f.organiser, f.event, Some(5)).await.expect("sets");
        assert_eq!(refused(events::event_update(&t, &f.organiser, f.event, &stale).await), Some(Refusal::StaleForm));
    }

    async fn a_refusal_leaves_nothing_behind(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let revision = async || caravans::caravan_get(&t, &Actor::Anonymous, f.caravan).await.expect("reads").revision;
        let before = revision().await;
        let taken = caravans::caravan_create(&t, &f.organiser, f.project, &caravan_form("taraz")).await;
        assert_eq!(wrong(taken).get("slug"), Some(FieldProblem::SlugTaken));
        let other = caravans::caravan_create(&t, &f.organiser, f.project, &caravan_form("oral")).await.expect("a caravan");
        let form = CaravanForm { version: "1".into(), ..caravan_form("taraz") };
        assert_eq!(wrong(caravans::caravan_update(&t, &f.organiser, other, &form).await).get("slug"), Some(FieldProblem::SlugTaken));
        let abroad = EventForm { stop: f.stop.to_string(), ..event_form() };
        assert_eq!(refused(events::event_create(&t, &f.organiser, other, &abroad).await), Some(Refusal::NotInCaravan));
        let stale = StopForm { version: "7".into(), ..stop_form() };
        assert_eq!(refused(caravans::stop_update(&t, &f.organiser, f.stop, &stale).await), Some(Refusal::StaleForm));
        assert_eq!(revision().await, before);
        let view = projects::project_get(&t, &f.organiser, f.project).await.expect("reads");
        assert_eq!(view.caravans.len(), 2);
        assert!(caravans::caravan_get(&t, &f.organiser, other).await.expect("reads").events.is_empty());
    }

    async fn all_wrong_inputs_are_named_at_once(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let errors = wrong(projects::project_create(&t, &f.organiser, &ProjectForm::default()).await);
        let names: Vec<_> = errors.iter().map(|(name, _)| name).collect();
        let expected = ["title_kk", "grantor_kk", "contract_no", "first_day", "last_day", "operator_kk", "operator_bin", "consent_text_kk"];
        assert_eq!(names, expected);
        let form = ProjectForm { last_day: "2022-02-28".into(), operator_bin: "123".into(), plan_events: "-1".into(), ..project_form() };
        let errors = wrong(projects::project_create(&t, &f.organiser, &form).await);
        assert_eq!(errors.len(), 3);
        assert_eq!(errors.get("last_day"), Some(FieldProblem::EndsBeforeStart));
        for slug in ["", "Тараз", "a", "-a-", "a b", "../x", "\0\0"] {
            let errors = wrong(caravans::caravan_create(&t, &f.organiser, f.project, &caravan_form(slug)).await);
            assert!(errors.get("slug").is_some(), "{slug}");
        }
        let long = CaravanForm { title_kk: "ә".repeat(10_000), about_ru: "\u{202e}".into(), ..caravan_form("long") };
        let errors = wrong(caravans::caravan_create(&t, &f.organiser, f.project, &long).await);
        assert_eq!(errors.get("title_kk"), Some(FieldProblem::TooLong { max: 200 }));
        assert_eq!(errors.get("about_ru"), Some(FieldProblem::NotText));
        for (form, name) in [
            (EventForm { ends_time: "11:00".into(), ..event_form() }, "ends_time"),
            (EventForm { zone: "Asia/Atlantis".into(), ..event_form() }, "zone"),
            (EventForm { capacity: "-1".into(), ..event_form() }, "capacity"),
            (EventForm { kind: "party".into(), ..event_form() }, "kind"),
            (EventForm { stop: "1".into(), ..event_form() }, "stop"),
            (EventForm { starts_day: "2022-02-30".into(), ..event_form() }, "starts_day"),
            (EventForm { stop: f.stop.to_string(), starts_day: "2022-09-08".into(), ..event_form() }, "starts_day"),
            (EventForm { age_min: "36".into(), age_max: "35".into(), ..event_form() }, "age_max"),
        ] {
            assert!(wrong(events::event_create(&t, &f.organiser, f.caravan, &form).await).get(name).is_some(), "{name}");
        }
        let form = StopForm { zone: "Mars".into(), ..stop_form() };
        assert!(wrong(caravans::stop_create(&t, &f.organiser, f.caravan, &form).await).get("zone").is_some());
    }

    async fn drafts_are_for_members_only(t: TestBackend) {
        let (ours, theirs) = (t.caravan("taraz").await, t.caravan("oral").await);
        let draft = caravans::caravan_create(&t, &ours.organiser, ours.project, &caravan_form("draft")).await.expect("a caravan");
        let hidden = events::event_create(&t, &ours.organiser, ours.caravan, &event_form()).await.expect("an event");
        for stranger in [&Actor::Anonymous, &theirs.organiser] {
            assert_eq!(refused(caravans::caravan_by_slug(&t, stranger, "draft").await), Some(Refusal::NotFound));
            assert_eq!(refused(caravans::caravan_get(&t, stranger, draft).await), Some(Refusal::NotFound));
            assert_eq!(refused(events::event_get(&t, stranger, hidden).await), Some(Refusal::NotFound));
            assert_eq!(caravans::caravan_by_slug(&t, stranger, "taraz").await.expect("public").events.len(), 2);
        }
        assert_eq!(caravans::caravan_by_slug(&t, &ours.organiser, "taraz").await.expect("mine").events.len(), 3);
        assert_eq!(caravans::caravan_list_public(&t).await.expect("public").len(), 2);
        for slug in ["nothing", "", "'; DROP TABLE caravans; --", "Тараз", "\0"] {
            assert_eq!(refused(caravans::caravan_by_slug(&t, &Actor::Anonymous, slug).await), Some(Refusal::NotFound));
        }
    }

    async fn another_projects_organiser_finds_nothing(t: TestBackend) {
        let (ours, theirs) = (t.caravan("taraz").await, t.caravan("oral").await);
        for (who, why) in [(&theirs.organiser, Refusal::NotFound), (&Actor::Anonymous, Refusal::SignInNeeded)] {
            let why = Some(why);
            assert_eq!(refused(projects::project_get(&t, who, ours.project).await), why);
            assert_eq!(refused(projects::project_update(&t, who, ours.project, &project_form()).await), why);
            assert_eq!(refused(caravans::caravan_create(&t, who, ours.project, &caravan_form("x1")).await), why);
            assert_eq!(refused(caravans::caravan_update(&t, who, ours.caravan, &caravan_form("x1")).await), why);
            assert_eq!(refused(caravans::caravan_publish(&t, who, ours.caravan).await), why);
            assert_eq!(refused(caravans::stop_create(&t, who, ours.caravan, &stop_form()).await), why);
            assert_eq!(refused(caravans::stop_update(&t, who, ours.stop, &stop_form()).await), why);
            assert_eq!(refused(caravans::stop_get(&t, who, ours.stop).await), why);
            assert_eq!(refused(events::event_create(&t, who, ours.caravan, &event_form()).await), why);
            assert_eq!(refused(events::event_update(&t, who, ours.event, &event_form()).await), why);
            assert_eq!(refused(events::event_state_set(&t, who, ours.event, EventState::Cancelled).await), why);
            assert_eq!(refused(events::event_capacity_set(&t, who, ours.event, None).await), why);
        }
        assert_eq!(refused(projects::project_create(&t, &Actor::Anonymous, &project_form()).await), Some(Refusal::SignInNeeded));
        assert_eq!(projects::project_list(&t, &theirs.organiser).await.expect("mine").len(), 1);
    }

    async fn states_and_seats_of_an_event(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let state = async || events::event_get(&t, &f.organiser, f.event).await.expect("reads").view.event.state;
        for next in [EventState::Closed, EventState::Published, EventState::Cancelled, EventState::Published, EventState::Published] {
            events::event_state_set(&t, &f.organiser, f.event, next).await.expect("follows");
            assert_eq!(state().await, next);
        }
        assert_eq!(refused(events::event_state_set(&t, &f.organiser, f.event, EventState::Draft).await), Some(Refusal::Conflict));
        assert_eq!(refused(events::event_capacity_set(&t, &f.organiser, f.event, Some(-1)).await), Some(Refusal::CapacityNegative));
        for capacity in [Some(0), Some(i64::MAX), None] {
            events::event_capacity_set(&t, &f.organiser, f.event, capacity).await.expect("sets");
            let view = events::event_get(&t, &f.organiser, f.event).await.expect("reads").view;
            assert_eq!((view.event.capacity, view.places_left()), (capacity, capacity));
        }
    }

    async fn new_seats_go_to_those_who_wait(t: TestBackend) {
        let f = t.caravan("taraz").await;
        for n in 0..14 {
            let visitor = Visitor::default();
            registrations::register(&t, &Actor::Anonymous, f.event, &adult(n), visitor).await.expect("registers");
        }
        let view = async || events::event_get(&t, &Actor::Anonymous, f.event).await.expect("public").view;
        assert_eq!((view().await.seats_taken, view().await.waiting, view().await.places_left()), (10, 4, Some(0)));
        events::event_capacity_set(&t, &f.organiser, f.event, Some(5)).await.expect("fewer: nobody loses a seat");
        assert_eq!((view().await.seats_taken, view().await.waiting), (10, 4));
        events::event_capacity_set(&t, &f.organiser, f.event, Some(12)).await.expect("more");
        assert_eq!((view().await.seats_taken, view().await.waiting), (12, 2));
        let form = EventForm { capacity: String::new(), ..event_as_form(&t, &f).await };
        events::event_update(&t, &f.organiser, f.event, &form).await.expect("unlimited");
        assert_eq!((view().await.seats_taken, view().await.waiting, view().await.places_left()), (14, 0, None));
    }

    async fn every_change_that_a_board_shows_grows_the_revision(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let revision = async || caravans::caravan_get(&t, &Actor::Anonymous, f.caravan).await.expect("reads").revision;
        let mut last = revision().await;
        let mut grown = async || {
            let now = revision().await;
            assert!(now > std::mem::replace(&mut last, now));
        };
        events::event_state_set(&t, &f.organiser, f.event, EventState::Closed).await.expect("sets");
        grown().await;
        events::event_capacity_set(&t, &f.organiser, f.event, Some(3)).await.expect("sets");
        grown().await;
        events::event_create(&t, &f.organiser, f.caravan, &event_form()).await.expect("an event");
        grown().await;
        caravans::stop_create(&t, &f.organiser, f.caravan, &stop_form()).await.expect("a stop");
        grown().await;
        projects::project_update(&t, &f.organiser, f.project, &project_as_form(&t, &f).await).await.expect("saves");
        grown().await;
    }

    async fn a_new_consent_text_is_a_new_version(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let form = ProjectForm { consent_text_kk: "Жаңа мәтін".into(), ..project_as_form(&t, &f).await };
        projects::project_update(&t, &f.organiser, f.project, &form).await.expect("saves");
        let project = projects::project_get(&t, &f.organiser, f.project).await.expect("reads").project;
        assert_eq!((project.consent_version, project.consent_text.kk.as_str()), (2, "Жаңа мәтін"));
    }

    async fn every_kind_of_event_in_every_zone(t: TestBackend) {
        let f = t.caravan("taraz").await;
        for kind in EventKind::ALL {
            let id = t.event(&f, |form| { form.kind = kind.as_str().into(); form.zone = "Asia/Aqtau".into(); }).await;
            let view = events::event_get(&t, &Actor::Anonymous, id).await.expect("public").view;
            assert_eq!((view.event.kind, view.offset_minutes, view.starts().hour), (*kind, 300, 11));
        }
    }
}
