//! Ready-made things for tests, made by the verbs that people use.

use keruen_domain::caravan::Slug;
use keruen_domain::caravan_form::CaravanForm;
use keruen_domain::event::EventState;
use keruen_domain::event_form::EventForm;
use keruen_domain::id::{CaravanId, EventId, ProjectId, StopId};
use keruen_domain::project_form::ProjectForm;
use keruen_domain::stop_form::StopForm;

use super::TestBackend;
use crate::accounts::MemberForm;
use crate::actor::{Actor, MemberRole};
use crate::{accounts, caravans, events, projects};

/// A published caravan with one stop and two events.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// Its organiser.
    pub organiser: Actor,
    /// The project.
    pub project: ProjectId,
    /// The caravan.
    pub caravan: CaravanId,
    /// Part of its public address.
    pub slug: Slug,
    /// Its stop, in Almaty, tomorrow.
    pub stop: StopId,
    /// A master class at the stop, tomorrow from 11 to 12, ten seats, any age.
    pub event: EventId,
    /// A marathon of the whole month, without seats.
    pub online: EventId,
}

impl TestBackend {
    /// A new organiser without a project, who may open some. Made afresh after they opened one: see [`Self::again`].
    pub async fn organiser(&self) -> Actor {
        self.organiser_named("organiser@example.org").await
    }

    /// The organiser with this e-mail.
    pub async fn organiser_named(&self, email: &str) -> Actor {
        let link = accounts::organiser_link(self, &Actor::System, email, None).await.expect("a link");
        self.signed_in(link.expose()).await
    }

    /// Who spends this one-time link.
    pub async fn signed_in(&self, link: &str) -> Actor {
        let session = accounts::link_use(self, link).await.expect("a session");
        accounts::session_actor(self, session.expose()).await.expect("reads").expect("a session").actor
    }

    /// The same account with the memberships that it has by now.
    pub async fn again(&self, actor: &Actor) -> Actor {
        let id = actor.account().expect("an account");
        let memberships = self.read().await.expect("a transaction").memberships(id).await.expect("memberships");
        Actor::Account { id, memberships }
    }

    /// A new project; `actor` must be read [again](Self::again) to organise it.
    pub async fn project(&self, actor: &Actor) -> ProjectId {
        projects::project_create(self, actor, &project_form()).await.expect("a project")
    }

    /// A new organiser's published caravan.
    pub async fn caravan(&self, slug: &str) -> Fixture {
        let organiser = self.organiser_named(&format!("{slug}@example.org")).await;
        let project = self.project(&organiser).await;
        let organiser = self.again(&organiser).await;
        let caravan =
            caravans::caravan_create(self, &organiser, project, &caravan_form(slug)).await.expect("a caravan");
        let stop = caravans::stop_create(self, &organiser, caravan, &stop_form()).await.expect("a stop");
        let at_stop = EventForm { stop: stop.to_string(), capacity: "10".into(), ..event_form() };
        let event = events::event_create(self, &organiser, caravan, &at_stop).await.expect("an event");
        let online = events::event_create(self, &organiser, caravan, &marathon_form()).await.expect("an event");
        caravans::caravan_publish(self, &organiser, caravan).await.expect("published");
        let slug = Slug::parse(slug).expect("a slug");
        Fixture { organiser, project, caravan, slug, stop, event, online }
    }

    /// A new member of the caravan's project.
    pub async fn member(&self, of: &Fixture, role: MemberRole) -> Actor {
        let (name, role) = ("Ербол".to_owned(), role.as_str().to_owned());
        let email = format!("{role}@{}.example.org", of.slug.as_str());
        self.member_by(of, &MemberForm { email, name, role, coordinator_stop: String::new() }).await
    }

    /// A new coordinator of one stop of the caravan.
    pub async fn stop_coordinator(&self, of: &Fixture, stop: StopId) -> Actor {
        let (name, role) = ("Ақбота".to_owned(), MemberRole::Coordinator.as_str().to_owned());
        let email = format!("{stop}@{}.example.org", of.slug.as_str());
        self.member_by(of, &MemberForm { email, name, role, coordinator_stop: stop.to_string() }).await
    }

    async fn member_by(&self, of: &Fixture, form: &MemberForm) -> Actor {
        let link = accounts::member_add(self, &of.organiser, of.project, form).await.expect("added");
        self.signed_in(link.expect("nobody used the account").expose()).await
    }

    /// One more published event of the caravan, as `change` makes it; the stop stays as long as its events need.
    pub async fn event(&self, of: &Fixture, change: impl FnOnce(&mut EventForm) + Send) -> EventId {
        let mut form = EventForm { stop: of.stop.to_string(), ..event_form() };
        change(&mut form);
        let mut stop = StopForm::of(&caravans::stop_get(self, &of.organiser, of.stop).await.expect("the stop").stop);
        if !(&stop.first_day..=&stop.last_day).contains(&&form.starts_day) {
            stop.first_day = stop.first_day.min(form.starts_day.clone());
            stop.last_day = stop.last_day.max(form.starts_day.clone());
            caravans::stop_update(self, &of.organiser, of.stop, &stop).await.expect("a longer stop");
        }
        let event = events::event_create(self, &of.organiser, of.caravan, &form).await.expect("an event");
        events::event_state_set(self, &of.organiser, event, EventState::Published).await.expect("published");
        event
    }
}

/// A faultless form of a project.
pub fn project_form() -> ProjectForm {
    ProjectForm {
        title_kk: "Батырлар жолы".into(),
        title_ru: "Путь батыров".into(),
        title_en: "The Heroes' Way".into(),
        grantor_kk: "Азаматтық бастамаларды қолдау орталығы".into(),
        contract_no: "№ 12/2022".into(),
        first_day: "2022-03-01".into(),
        last_day: "2022-11-30".into(),
        operator_kk: "«Керуен» ҚҚ".into(),
        operator_bin: "220340012345".into(),
        consent_text_kk: "Дербес деректерімді жинауға және өңдеуге келісемін.".into(),
        consent_text_ru: "Я согласен на сбор и обработку моих персональных данных.".into(),
        plan_direct_participants: "2 500".into(),
        ..ProjectForm::default()
    }
}

/// A faultless form of a caravan.
pub fn caravan_form(slug: &str) -> CaravanForm {
    CaravanForm {
        slug: slug.into(),
        title_kk: "Жастар керуені".into(),
        title_ru: "Молодёжный караван".into(),
        people: "invented".into(),
        ..CaravanForm::default()
    }
}

/// A faultless form of a stop, the day after [`super::START`].
pub fn stop_form() -> StopForm {
    StopForm {
        region: "KZ-75".into(),
        city_kk: "Алматы".into(),
        venue_kk: "Оқушылар сарайы".into(),
        first_day: "2022-09-06".into(),
        ..StopForm::default()
    }
}

/// A faultless form of an event without a stop, the day after [`super::START`], without a limit of seats.
pub fn event_form() -> EventForm {
    EventForm {
        kind: "master_class".into(),
        title_kk: "Домбыра".into(),
        title_ru: "Домбра".into(),
        place_kk: "204-бөлме".into(),
        starts_day: "2022-09-06".into(),
        starts_time: "11:00".into(),
        ends_time: "12:00".into(),
        ..EventForm::default()
    }
}

fn marathon_form() -> EventForm {
    EventForm {
        kind: "marathon".into(),
        title_kk: "Жыр марафоны".into(),
        starts_day: "2022-09-01".into(),
        starts_time: "09:00".into(),
        ends_day: "2022-09-30".into(),
        ends_time: "21:00".into(),
        ..EventForm::default()
    }
}
