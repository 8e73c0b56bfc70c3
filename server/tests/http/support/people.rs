//! The people of a test: an organiser and a volunteer of one project, an organiser of another, a phone, a program.

use keruen_backend::accounts::{self, ApiTokenForm, MemberForm};
use keruen_backend::actor::{Actor, DeviceRole};
use keruen_backend::chance::Secret;
use keruen_backend::devices::{self, PairingForm};
use keruen_backend::groups::{group_context, group_register};
use keruen_backend::registrations::{self, Registered, Visitor};
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_domain::api::{PairReply, PairRequest};
use keruen_domain::group_form::GroupForm;
use keruen_domain::id::{CaravanId, EventId, ProjectId};
use keruen_domain::registration::RegistrationForm;
use keruen_domain::text::Lang;

/// Somebody with an account: who they are, and the token of their session.
pub(crate) struct Person {
    pub(crate) actor: Actor,
    pub(crate) session: String,
}

/// The people.
pub(crate) struct People {
    pub(crate) organiser: Person,
    pub(crate) volunteer: Person,
    pub(crate) other_organiser: Person,
    /// An organiser's token for programs.
    pub(crate) program: String,
}

/// A published caravan with its people and a phone.
pub(crate) struct World {
    pub(crate) people: People,
    pub(crate) here: Fixture,
    /// The other organiser's.
    pub(crate) there: Fixture,
    pub(crate) phone: PairReply,
}

impl World {
    pub(crate) async fn new(backend: &TestBackend) -> Self {
        let here = backend.caravan("here").await;
        let there = backend.caravan("there").await;
        let organiser = person(backend, "here@example.org").await;
        let other_organiser = person(backend, "there@example.org").await;
        let volunteer = member(backend, &organiser.actor, here.project, "volunteer@example.org", "volunteer").await;
        let program = token(backend, &organiser.actor).await;
        let phone = phone(backend, &organiser.actor, here.caravan).await;
        let people = People { organiser, volunteer, other_organiser, program };
        Self { people, here, there, phone }
    }

    /// Token of a link that pairs one phone.
    pub(crate) async fn pairing_link(&self, backend: &TestBackend) -> String {
        pairing_link(backend, &self.people.organiser.actor, self.here.caravan).await
    }

    /// Somebody registers for `event` by the verb.
    pub(crate) async fn registered(&self, backend: &TestBackend, event: EventId, given_name: &str) -> Registered {
        let form = RegistrationForm { given_name: given_name.to_owned(), ..adult() };
        registrations::register(backend, &Actor::Anonymous, event, &form, Visitor::default())
            .await
            .expect("a registration")
    }
}

/// A form that is right.
pub(crate) fn adult() -> RegistrationForm {
    let text = str::to_owned;
    RegistrationForm {
        family_name: text("Сапарова"),
        given_name: text("Айгерім"),
        birth_day: text("7"),
        birth_month: text("3"),
        birth_year: text("2000"),
        sex: text("female"),
        region: text("KZ-75"),
        place: text("urban"),
        institution_kind: text("university"),
        phone: text("+7 701 123 45 67"),
        language: text("kk"),
        consent_data: text("yes"),
        consent_photo: text("yes"),
        ..RegistrationForm::default()
    }
}

async fn person(backend: &TestBackend, email: &str) -> Person {
    let link = accounts::organiser_link(backend, &Actor::System, email, Some("Somebody")).await.expect("a link");
    sign_in(backend, link.expose()).await
}

async fn member(backend: &TestBackend, by: &Actor, project: ProjectId, email: &str, role: &str) -> Person {
    let form = MemberForm {
        email: email.to_owned(),
        name: "Somebody".to_owned(),
        role: role.to_owned(),
        ..MemberForm::default()
    };
    let link =
        accounts::member_add(backend, by, project, &form).await.expect("a member").expect("a link for a new account");
    sign_in(backend, link.expose()).await
}

async fn sign_in(backend: &TestBackend, link: &str) -> Person {
    let session = accounts::link_use(backend, link).await.expect("a session").expose().to_owned();
    let actor =
        accounts::session_actor(backend, &session).await.expect("the store answers").expect("a living session").actor;
    Person { actor, session }
}

async fn token(backend: &TestBackend, organiser: &Actor) -> String {
    let form = ApiTokenForm { name: "Test".to_owned() };
    accounts::api_token_create(backend, organiser, &form).await.expect("a token").expose().to_owned()
}

/// Pairs a desk phone for the whole caravan.
pub(crate) async fn desk_phone(backend: &TestBackend, organiser: &Actor, caravan: CaravanId) -> PairReply {
    let form = PairingForm::one_phone(DeviceRole::Desk, None);
    let link = devices::pairing_create(backend, organiser, caravan, form).await.expect("a pairing link");
    let token = link.code.as_str().to_owned();
    devices::pair(backend, &PairRequest { token, operator: "Дана".to_owned() }).await.expect("a paired phone")
}

/// Pairs a phone for the whole caravan.
pub(crate) async fn phone(backend: &TestBackend, organiser: &Actor, caravan: CaravanId) -> PairReply {
    let token = pairing_link(backend, organiser, caravan).await;
    devices::pair(backend, &PairRequest { token, operator: "Дана".to_owned() }).await.expect("a paired phone")
}

async fn pairing_link(backend: &TestBackend, organiser: &Actor, caravan: CaravanId) -> String {
    let form = PairingForm::one_phone(DeviceRole::Door, None);
    devices::pairing_create(backend, organiser, caravan, form).await.expect("a pairing link").code.as_str().to_owned()
}

/// The secret of the page of a group of one pupil, registered for this event.
pub(crate) async fn group(t: &TestBackend, event: EventId) -> Secret {
    let values = [
        (&*format!("event.{event}"), "yes"),
        ("leader_name", "Омарова Сәуле"),
        ("leader_phone", "+7 701 555 44 33"),
        ("title", "№ 15 гимназия"),
        ("region", "KZ-75"),
        ("place", "urban"),
        ("institution_kind", "school"),
        ("family_name.1", "Оспан"),
        ("given_name.1", "Әли"),
        ("birth_date.1", "05.03.2008"),
        ("sex.1", "male"),
    ];
    let form = GroupForm(values.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    let context = group_context(t, &Actor::Anonymous, &form.events()).await.expect("an open event");
    let draft = form.parse(&context).expect("faultless");
    let page = t.draw_secret();
    group_register(t, &Actor::Anonymous, &page, &draft, Lang::Kk, None).await.expect("registered");
    page
}
