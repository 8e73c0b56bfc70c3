//! What the server finds: a caravan, its people, its phones. Made by the same verbs as everything else.

use keruen_backend::actor::DeviceRole;
use keruen_backend::registrations::{Visitor, register};
use keruen_backend::seal::SecretKey;
use keruen_backend::store::Store;
use keruen_backend::{Actor, Backend, accounts, caravans, devices, events, projects, zone};
use keruen_domain::api::{PairReply, PairRequest};
use keruen_domain::caravan_form::CaravanForm;
use keruen_domain::event_form::EventForm;
use keruen_domain::id::{CaravanId, EventId, StopId, TicketId};
use keruen_domain::project_form::ProjectForm;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::stop_form::StopForm;
use keruen_domain::time::CivilDate;

use crate::Result;
use crate::server::KEY;

/// What the scenes use.
pub(crate) struct Seed {
    pub(crate) slug: &'static str,
    pub(crate) caravan: CaravanId,
    pub(crate) event: EventId,
    pub(crate) tickets: Vec<TicketId>,
    pub(crate) phones: Vec<PairReply>,
    pub(crate) token: String,
}

/// A database of its own on the test cluster.
pub(crate) async fn fresh_database(cluster: &str) -> Result<String> {
    let name = format!("keruen_bench_{}", std::process::id());
    let pool = sqlx::PgPool::connect(cluster).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&pool).await?;
    pool.close().await;
    let (server, _) = cluster.rsplit_once('/').ok_or("the cluster's address names no database")?;
    Ok(format!("{server}/{name}"))
}

/// A form that a grown-up fills in.
pub(crate) fn form(number: usize) -> RegistrationForm {
    RegistrationForm {
        family_name: "Серікова".to_owned(),
        given_name: "Айгерім".to_owned(),
        birth_day: (number % 28 + 1).to_string(),
        birth_month: (number % 12 + 1).to_string(),
        birth_year: (1995 + number % 8).to_string(),
        sex: "female".to_owned(),
        region: "KZ-75".to_owned(),
        place: "urban".to_owned(),
        institution_kind: "university".to_owned(),
        phone: format!("+7709{:07}", number % 10_000_000),
        consent_data: "yes".to_owned(),
        ..RegistrationForm::default()
    }
}

/// A caravan with one stop, and the organiser who made it.
struct Ground {
    backend: Backend,
    actor: Actor,
    slug: &'static str,
    caravan: CaravanId,
    stop: StopId,
    /// A meeting at the stop, under way, without a limit.
    event: EventForm,
}

/// Opens the store, makes the caravan with an event for each of these capacities. Each is published.
pub(crate) async fn events(url: &str, seats: &[i64]) -> Result<(Backend, Vec<EventId>)> {
    let Ground { backend, actor, caravan, event, .. } = ground(url).await?;
    let mut made = Vec::with_capacity(seats.len());
    for seats in seats {
        let form = EventForm { capacity: seats.to_string(), ..event.clone() };
        made.push(events::event_create(&backend, &actor, caravan, &form).await?);
    }
    caravans::caravan_publish(&backend, &actor, caravan).await?;
    Ok((backend, made))
}

/// Opens the store, makes the caravan, registers `people`, pairs 32 phones.
pub(crate) async fn seed(url: &str, people: usize) -> Result<Seed> {
    let Ground { backend, actor, slug, caravan, stop, event } = ground(url).await?;
    let event = events::event_create(&backend, &actor, caravan, &event).await?;
    caravans::caravan_publish(&backend, &actor, caravan).await?;

    let mut tickets = Vec::with_capacity(people);
    for number in 0..people {
        tickets.push(register(&backend, &Actor::Anonymous, event, &form(number), Visitor::default()).await?.ticket);
    }
    let mut phones = Vec::new();
    for _ in 0..32 {
        let pairing = devices::PairingForm::one_phone(DeviceRole::Door, Some(stop));
        let link = devices::pairing_create(&backend, &actor, caravan, pairing).await?;
        let request = PairRequest { token: link.code.as_str().to_owned(), operator: "Bench".to_owned() };
        phones.push(devices::pair(&backend, &request).await?);
    }
    let token =
        accounts::api_token_create(&backend, &actor, &accounts::ApiTokenForm { name: "bench".to_owned() }).await?;
    backend.store().close().await;
    Ok(Seed { slug, caravan, event, tickets, phones, token: token.expose().to_owned() })
}

async fn ground(url: &str) -> Result<Ground> {
    let key = SecretKey::parse(KEY).ok_or("the key has 64 digits")?;
    let backend = Backend::new(Store::connect(url).await?, key);
    let signed_in = async || -> Result<Actor> {
        let link = accounts::organiser_link(&backend, &Actor::System, "bench@example.org", None).await?;
        let session = accounts::link_use(&backend, link.expose()).await?;
        Ok(accounts::session_actor(&backend, session.expose()).await?.ok_or("a session")?.actor)
    };
    let today = zone::today("Asia/Almaty", backend.now());
    let later = CivilDate::from_days(today.days() + 1).map_err(|_| "a day")?;
    let text = || "Керуен".to_owned();
    let project = ProjectForm {
        title_kk: text(),
        grantor_kk: text(),
        operator_kk: text(),
        operator_bin: "000000000000".to_owned(),
        consent_text_kk: text(),
        contract_no: "1".to_owned(),
        first_day: today.to_string(),
        last_day: later.to_string(),
        ..ProjectForm::default()
    };
    let project = projects::project_create(&backend, &signed_in().await?, &project).await?;
    let actor = signed_in().await?;
    let slug = "bench";
    let caravan = CaravanForm {
        slug: slug.to_owned(),
        title_kk: text(),
        people: "invented".to_owned(),
        ..CaravanForm::default()
    };
    let caravan = caravans::caravan_create(&backend, &actor, project, &caravan).await?;
    let stop = StopForm {
        region: "KZ-75".to_owned(),
        city_kk: text(),
        venue_kk: text(),
        first_day: today.to_string(),
        last_day: later.to_string(),
        ..StopForm::default()
    };
    let stop = caravans::stop_create(&backend, &actor, caravan, &stop).await?;
    let event = EventForm {
        stop: stop.to_string(),
        kind: "meeting".to_owned(),
        title_kk: text(),
        starts_day: today.to_string(),
        starts_time: "00:01".to_owned(),
        ends_day: later.to_string(),
        ends_time: "23:59".to_owned(),
        ..EventForm::default()
    };
    Ok(Ground { backend, actor, slug, caravan, stop, event })
}
