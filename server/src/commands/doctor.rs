//! `keruen doctor`: what an operator checks before the first visitor does. One line per check.

use std::process::ExitCode;

use keruen_backend::checkup::{self, Schema};
use keruen_backend::store::Store;
use keruen_backend::{Backend, mail, zone};
use keruen_domain::time::{CivilDateTime, Timestamp};

use super::say::say;
use crate::config::Config;
use crate::mail::Way;
use crate::secret_key;

type Check = Result<String, String>;

/// Checks everything that can be checked from here; exit code 1 when something is wrong.
pub(super) async fn run(config: &Config) -> ExitCode {
    let mut checks =
        vec![("base URL", base_url(config)), ("data folder", data_folder(config)), ("time zones", zones())];
    let key = secret_key::load(config)
        .map_err(|error| error.to_string())
        .and_then(|found| found.ok_or_else(|| "none yet; the first run makes one".to_owned()));
    checks.push((
        "secret key",
        key.as_ref().map(|(_, origin)| format!("{origin:?}").to_lowercase()).map_err(Clone::clone),
    ));
    match Store::open(config.database_url.expose()).await {
        Err(error) => checks.push(("database", Err(error.to_string()))),
        Ok(store) => {
            checks.push(("database", Ok(store.engine().to_owned())));
            let schema = schema(&store).await;
            let known = schema.is_ok();
            checks.push(("schema", schema));
            if let (true, Ok((key, _))) = (known, key) {
                let backend = Backend::new(store.clone(), key);
                checks.push(("signing keys", signing_keys(&backend).await));
                checks.push(("letters", letters(config, &backend).await));
            }
            store.close().await;
        }
    }
    for (name, check) in &checks {
        match check {
            Ok(found) => say(format!("ok       {name}: {found}")),
            Err(problem) => say(format!("PROBLEM  {name}: {problem}")),
        }
    }
    if checks.iter().all(|(_, check)| check.is_ok()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn base_url(config: &Config) -> Check {
    config.check_exposure().map_err(|error| error.to_string())?;
    Ok(config.base_url_at(config.listen).as_str().to_owned())
}

fn data_folder(config: &Config) -> Check {
    let problem = |error: std::io::Error| format!("{}: {error}", config.data_dir.display());
    let probe = config.data_dir.join(format!("doctor.{}", std::process::id()));
    std::fs::write(&probe, "").map_err(problem)?;
    std::fs::remove_file(&probe).map_err(problem)?;
    Ok(format!("{} is writable", config.data_dir.display()))
}

/// Kazakhstan has had one zone since 1 March 2024: older data would show Almaty an hour late.
fn zones() -> Check {
    const SUMMER_2024: Timestamp = Timestamp::from_millis(1_719_800_000_000);
    match zone::offset_minutes("Asia/Almaty", SUMMER_2024) {
        300 => Ok("tzdb knows that Almaty has been at UTC+5 since March 2024".to_owned()),
        other => Err(format!(
            "Almaty in summer 2024 is {other} minutes from UTC instead of 300: the time zone data is too old"
        )),
    }
}

async fn schema(store: &Store) -> Check {
    match checkup::schema(store).await.map_err(|error| error.to_string())? {
        Schema::Current => Ok("up to date".to_owned()),
        Schema::Behind(missing) => Err(format!("{missing} migrations are missing: keruen migrate")),
        Schema::Foreign => Err("holds a migration that this program does not know, or an edited one".to_owned()),
    }
}

async fn signing_keys(backend: &Backend) -> Check {
    match checkup::signing_keys(backend).await {
        Ok(0) => Ok("no caravan yet".to_owned()),
        Ok(count) => Ok(format!("the secret key opens all {count}")),
        Err(error) => Err(error.to_string()),
    }
}

async fn letters(config: &Config, backend: &Backend) -> Check {
    let way = match &config.mail {
        Way::File => "written into files of the data folder, nobody gets them (KERUEN_MAIL)".to_owned(),
        Way::Server(server) => format!("sent by {server:?}"),
    };
    let unsent = mail::unsent(backend).await.map_err(|error| error.to_string())?;
    match unsent.since {
        None if unsent.given_up == 0 => Ok(way),
        None => Ok(format!("{way}; {} were given up within two weeks", unsent.given_up)),
        Some(since) => {
            let at = CivilDateTime::at(since, zone::offset_minutes(zone::DEFAULT, since));
            let (day, hour, minute) = (at.date, at.hour, at.minute);
            Err(format!("{way}; {} have not left, the oldest since {day} {hour:02}:{minute:02}", unsent.waiting))
        }
    }
}
