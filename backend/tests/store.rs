//! The store itself: migrations, extremes of every row type, backup; the same story on both engines.

use std::path::PathBuf;

use keruen_backend::actor::Actor;
use keruen_backend::registrations::{self, Visitor};
use keruen_backend::seal::SecretKey;
use keruen_backend::store::{Store, StoreError};
use keruen_backend::testing::fixtures::{event_form, project_form, stop_form};
use keruen_backend::testing::{SECRET_KEY, TestBackend, on_postgres, on_sqlite};
use keruen_backend::{Backend, Error, backup, caravans, checkup, contract, events, instance, keys, projects, tickets};
use keruen_domain::event_form::EventForm;
use keruen_domain::project_form::ProjectForm;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::stop_form::StopForm;
use sqlx::AssertSqlSafe;

/// Runs a statement behind the verbs' back, as somebody with a database shell.
async fn tamper(t: &TestBackend, sql: &'static str) {
    match t.store() {
        Store::Sqlite { write, .. } => sqlx::query(AssertSqlSafe(sql)).execute(write).await.map(drop),
        Store::Postgres(pool) => sqlx::query(AssertSqlSafe(sql)).execute(pool).await.map(drop),
    }
    .expect("runs");
}

/// Letters of three scripts, combining marks, emoji, markup, quotes: as long as a line may be.
fn odd_line() -> String {
    "Әә'\";--<b>\u{301}🐪%_\\ 中 ".chars().cycle().take(199).chain(['я']).collect()
}

contract! {
    async fn migrations_run_again_without_harm(t: TestBackend) {
        t.caravan("taraz").await;
        t.store().migrate().await.expect("nothing to do");
        let again = Store::connect(t.url()).await.expect("opens");
        again.close().await;
    }

    async fn an_edited_migration_is_refused(t: TestBackend) {
        tamper(&t, r"UPDATE _sqlx_migrations SET checksum = '\x00'").await;
        let Err(StoreError::Migrate(error)) = Store::connect(t.url()).await else { panic!("opened") };
        assert!(error.to_string().contains("has been modified"), "{error}");
    }

    async fn a_store_newer_than_the_program_is_refused(t: TestBackend) {
        tamper(&t, "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").await;
        assert!(matches!(Store::connect(t.url()).await, Err(StoreError::Migrate(_))));
    }

    async fn the_store_has_one_id_until_it_is_renewed(t: TestBackend) {
        let tasks: Vec<_> = (0..8).map(|_| { let backend = t.backend(); tokio::spawn(async move { instance::instance_id(&backend).await }) }).collect();
        let first = instance::instance_id(&t).await.expect("an id");
        for task in tasks {
            assert_eq!(task.await.expect("ran").expect("an id"), first);
        }
        assert!(instance::instance_renew(&t, &Actor::Anonymous).await.is_err());
        let renewed = instance::instance_renew(&t, &Actor::System).await.expect("an id");
        assert_ne!(renewed, first);
        assert_eq!(instance::instance_id(&t).await.expect("an id"), renewed);
    }

    async fn texts_of_any_letters_come_back_as_they_were(t: TestBackend) {
        let f = t.caravan("taraz").await;
        let line = odd_line();
        let text = format!("{}\n\n{}", "ы".repeat(2_499), "🐪".repeat(2_499));
        let form = ProjectForm { title_kk: line.clone(), title_ru: String::new(), consent_text_kk: text.clone(), contract_no: line.clone(), ..project_form() };
        let id = projects::project_create(&t, &f.organiser, &form).await.expect("a project");
        let project = projects::project_get(&t, &t.again(&f.organiser).await, id).await.expect("reads").project;
        assert_eq!((&project.title.kk, &project.contract_no, &project.consent_text.kk), (&line, &line, &text));
        assert_eq!(project.title.ru, "");

        let form = EventForm { title_kk: line.clone(), about_en: text.clone(), place_ru: line.clone(), ..event_form() };
        let id = events::event_create(&t, &f.organiser, f.caravan, &form).await.expect("an event");
        let event = events::event_get(&t, &f.organiser, id).await.expect("reads").view.event;
        assert_eq!((event.title.kk, event.about.en, event.place.ru), (line.clone(), text, line));
    }

    async fn the_ends_of_the_calendar_come_back_as_they_were(t: TestBackend) {
        let f = t.caravan("taraz").await;
        for (day, next) in [("1970-01-01", "1970-01-02"), ("2199-12-30", "2199-12-31")] {
            let form = EventForm { starts_day: day.into(), starts_time: "00:00".into(), ends_day: next.into(), ends_time: "23:59".into(), ..event_form() };
            let id = events::event_create(&t, &f.organiser, f.caravan, &form).await.expect("an event");
            let view = events::event_get(&t, &f.organiser, id).await.expect("reads").view;
            assert_eq!((view.starts().date.to_string().as_str(), view.ends().date.to_string().as_str()), (day, next));
            let form = StopForm { first_day: day.into(), last_day: next.into(), position: "10000".into(), ..stop_form() };
            let id = caravans::stop_create(&t, &f.organiser, f.caravan, &form).await.expect("a stop");
            let stop = caravans::stop_get(&t, &f.organiser, id).await.expect("reads").stop;
            assert_eq!((stop.first_day.to_string().as_str(), stop.position), (day, 10_000));
        }
    }

    async fn the_ends_of_the_numbers_are_read_without_panic(t: TestBackend) {
        let f = t.caravan("taraz").await;
        for sql in [
            "UPDATE events SET starts_at = -9223372036854775807 - 1, ends_at = 9223372036854775807,
                capacity = 9223372036854775807, seats_taken = 9223372036854775807",
            "UPDATE events SET starts_at = 9223372036854775807, ends_at = -9223372036854775807 - 1, capacity = 0",
        ] {
            tamper(&t, sql).await;
            let view = events::event_get(&t, &Actor::Anonymous, f.event).await.expect("reads").view;
            assert_eq!(view.places_left(), Some(0));
            let _ = (view.starts(), view.ends());
        }
        tamper(&t, "UPDATE events SET rules = 'nonsense'").await;
        assert!(matches!(events::event_get(&t, &Actor::Anonymous, f.event).await, Err(Error::Internal(_))));
    }

    async fn another_secret_key_is_told_clearly(t: TestBackend) {
        t.caravan("taraz").await;
        assert_eq!(checkup::signing_keys(&t).await.expect("opens"), 1);
        let stranger = Backend::new(t.store().clone(), SecretKey::new([9; 32]));
        let error = checkup::signing_keys(&stranger).await.expect_err("another key");
        assert!(error.to_string().contains("KERUEN_SECRET_KEY"), "{error}");
    }
}

fn adult() -> RegistrationForm {
    RegistrationForm {
        family_name: "Сейтқали".into(),
        given_name: "Айгерім".into(),
        birth_day: "1".into(),
        birth_month: "5".into(),
        birth_year: "2000".into(),
        sex: "female".into(),
        region: "KZ-75".into(),
        place: "urban".into(),
        institution_kind: "university".into(),
        phone: "+7 701 123 45 67".into(),
        consent_data: "yes".into(),
        ..RegistrationForm::default()
    }
}

fn beside(t: &TestBackend, name: &str) -> PathBuf {
    PathBuf::from(t.url().trim_start_matches("sqlite://")).with_file_name(name)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_backup_restores_tickets_that_verify() {
    on_sqlite(|t| async move {
        let f = t.caravan("taraz").await;
        let form = adult();
        let registered = registrations::register(&t, &Actor::Anonymous, f.event, &form, Visitor::default())
            .await
            .expect("registers");
        let code = tickets::ticket_view(&t, &registered.ticket_secret).await.expect("a ticket").code;
        let path = beside(&t, "copy.db");
        assert!(backup::backup(&t, &Actor::Anonymous, &path).await.is_err());
        assert!(!path.exists());
        backup::backup(&t, &Actor::System, &path).await.expect("copies");
        assert!(backup::backup(&t, &Actor::System, &path).await.is_err(), "never overwrites");

        let url = format!("sqlite://{}", path.display());
        let store = Store::connect(&url).await.expect("opens");
        let restored = Backend::new(store.clone(), SecretKey::new(SECRET_KEY));
        assert_eq!(checkup::signing_keys(&restored).await.expect("the keys open"), 1);
        let ring = keys::keyring(&restored, f.project).await.expect("keys");
        assert_eq!(ring.read(&code), Ok((f.caravan, registered.ticket)));
        let page = tickets::ticket_view(&restored, &registered.ticket_secret).await.expect("the same address opens it");
        assert_eq!(page.code, code);
        let stranger = Backend::new(store.clone(), SecretKey::new([9; 32]));
        let error = checkup::signing_keys(&stranger).await.expect_err("another key");
        assert!(error.to_string().contains("KERUEN_SECRET_KEY"), "{error}");
        store.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgresql_a_backup_names_the_right_tool() {
    on_postgres(|t| async move {
        let path = std::env::temp_dir().join("keruen-never-written");
        let error = backup::backup(&t, &Actor::System, &path).await.expect_err("not here");
        assert!(error.to_string().contains("pg_dump") && !path.exists(), "{error}");
    })
    .await;
}

#[tokio::test]
async fn an_address_without_an_engine_is_refused() {
    assert!(matches!(Store::connect("mysql://localhost/x").await, Err(StoreError::UnknownEngine)));
}
