//! Commands on the server's own console.

use std::path::PathBuf;

use clap::Parser;
use keruen_backend::registrations::{Registered, Visitor, register};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Actor, instance, keys, tickets};
use keruen_domain::registration::RegistrationForm;
use keruen_server::commands::{self, Command};
use keruen_server::config::{Config, Settings};
use keruen_server::serve;

use crate::support::{adult, secret_key};

#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: Settings,
}

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("keruen-console-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing depends on it: the folder is a temporary one.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn line(words: &[&str]) -> (Command, Config) {
    let line = Line::try_parse_from([&["keruen"], words].concat()).expect("a command line");
    (line.command, Config::new(line.settings).expect("a configuration"))
}

async fn run(words: &[&str]) -> Result<(), String> {
    let (command, config) = line(words);
    commands::run(command, &config).await.map(drop).map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_backup_restores_tickets_that_verify() {
    let folder = Folder::new("backup");
    let (data, restored, copy) = (folder.path("data"), folder.path("restored"), folder.path("copy.db"));
    let key = secret_key();
    for folder in [&data, &restored] {
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(format!("{folder}/secret.key"), &key).expect("a key");
    }
    let t = TestBackend::on(&format!("sqlite://{data}/keruen.db")).await;
    let here = t.caravan("here").await;
    let (before, code) = registered(&t, &here, "Айгерім").await;
    let id = instance::instance_id(&t).await.expect("an id");
    run(&["backup", &copy, "--data-dir", &data]).await.expect("a backup while the database is open");
    assert!(run(&["backup", &copy, "--data-dir", &data]).await.is_err(), "a backup overwrites nothing");
    assert_eq!(instance::instance_id(&t).await.expect("an id"), id, "the store itself is the one it was");
    t.store().close().await;

    std::fs::rename(&copy, format!("{restored}/keruen.db")).expect("the database in place");
    let (doctor, config) = line(&["doctor", "--data-dir", &restored]);
    let healthy = commands::run(doctor, &config).await.expect("a verdict");
    assert_eq!(format!("{healthy:?}"), format!("{:?}", std::process::ExitCode::SUCCESS));
    let t = TestBackend::on(config.database_url.expose()).await;
    let other = instance::instance_id(&t).await.expect("an id");
    assert_ne!(other, id, "phones see that it is another store");
    assert_eq!(instance::instance_id(&t).await.expect("an id"), other, "and the same one from then on");
    run(&["restored", "--data-dir", &restored]).await.expect("another id");
    assert_ne!(instance::instance_id(&t).await.expect("an id"), other, "a copy of another tool is told by a command");
    let keyring = keys::keyring(&t, here.project).await.expect("keys");
    let view = tickets::ticket_view(&t, &before.ticket_secret).await.expect("the same ticket");
    assert_eq!(view.code, code);
    assert_eq!(keyring.read(&code), Ok((here.caravan, before.ticket)));
    t.clock.advance(1);
    let (after, code) = registered(&t, &here, "Дана").await;
    assert_eq!(keyring.read(&code), Ok((here.caravan, after.ticket)), "the restored keys sign");
    t.store().close().await;
}

/// Somebody registers; the ticket's code with it.
async fn registered(t: &TestBackend, here: &Fixture, given_name: &str) -> (Registered, String) {
    let form = RegistrationForm { given_name: given_name.to_owned(), ..adult() };
    let registered = register(t, &Actor::Anonymous, here.event, &form, Visitor::default()).await.expect("a ticket");
    let code = tickets::ticket_view(t, &registered.ticket_secret).await.expect("the ticket").code;
    (registered, code)
}

#[tokio::test]
async fn plain_http_on_an_open_address_is_refused_with_a_sentence() {
    let folder = Folder::new("refused");
    let refused =
        run(&["serve", "--listen", "0.0.0.0:0", "--data-dir", &folder.path("data")]).await.expect_err("refused");
    assert!(refused.starts_with("refusing to serve plain http on 0.0.0.0:0"), "{refused}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_secret_key_is_made_once_and_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("key");
    let data = folder.path("data");
    run(&["migrate", "--data-dir", &data]).await.expect("a schema");
    let (_, config) = line(&["doctor", "--data-dir", &data]);
    serve::open(&config).await.expect("the first run").store().close().await;
    let file = folder.0.join("data/secret.key");
    let first = std::fs::read_to_string(&file).expect("a key");
    assert_eq!(file.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    serve::open(&config).await.expect("the second run").store().close().await;
    assert_eq!(std::fs::read_to_string(&file).expect("a key"), first);
    std::fs::write(&file, "nonsense").expect("a broken file");
    assert!(serve::open(&config).await.is_err_and(|error| error.to_string().contains("holds no secret key")));
}
