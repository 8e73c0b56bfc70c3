//! A minor's way from the form to a confirmed place (design rule 11).

use keruen_backend::chance::Secret;
use keruen_backend::consents::{ConsentForm, ConsentScope, consent_confirm, consent_link, consent_page, consent_paper};
use keruen_backend::events::event_capacity_set;
use keruen_backend::projects::{project_get, project_update};
use keruen_backend::registrations::{Registered, Visitor, cancel, register, register_again};
use keruen_backend::tickets::ticket_view;
use keruen_backend::{Actor, Backend, Refusal, contract};
use keruen_domain::consent::ConsentWay;
use keruen_domain::event::RegistrationState::{AwaitingConsent, Confirmed, Waiting};
use keruen_domain::field::{Field, FieldProblem};
use keruen_domain::id::EventId;
use keruen_domain::project_form::ProjectForm;
use keruen_domain::registration::Relation;
use keruen_domain::scan::ConsentMark;
use keruen_domain::short_text::ShortText;

use crate::people::{adult, come, fields, minor, place, refusal};

fn agreed() -> ConsentForm {
    ConsentForm {
        rep_name: "Серікова Гүлнар Әлімқызы".to_owned(),
        rep_relation: "mother".to_owned(),
        consent_data: "yes".to_owned(),
        language: "ru".to_owned(),
        ..ConsentForm::default()
    }
}

/// A pupil whom this browser registers.
async fn by(backend: &Backend, event: EventId, browser: Option<&str>) -> Registered {
    let visitor = Visitor { browser, held: &[] };
    register(backend, &Actor::Anonymous, event, &minor(1), visitor).await.expect("registered")
}

/// How the data consent of a ticket's holder reached us, as a link that nobody opens tells it.
async fn way(backend: &Backend, ticket: &Secret) -> ConsentWay {
    let link = consent_link(backend, ticket, None).await.expect("a link");
    consent_page(backend, &link).await.expect("a page").data.expect("given").way
}

contract! {
    async fn the_representative_confirms_by_link(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let pupil = by(&t, fixture.event, Some("pupil's")).await;
        let link = pupil.consent_token.clone().expect("a link");
        assert_eq!(pupil.state, AwaitingConsent);
        assert_eq!(ticket_view(&t, &pupil.ticket_secret).await.expect("a ticket").consent, ConsentMark::Missing);

        let page = consent_page(&t, &link).await.expect("a page");
        assert_eq!((page.person, page.rep_relation, page.data, page.events.len()), (pupil.person, Some(Relation::Mother), None, 1));
        assert!(!page.operator.is_empty() && !page.text.is_empty() && !page.operator_bin.is_empty());
        consent_page(&t, &link).await.expect("looking uses nothing up");
        assert_eq!(refusal(consent_page(&t, &Secret::given("unknown")).await), Refusal::LinkUnknown);

        let wrong = fields(consent_confirm(&t, &link, &ConsentForm::default(), None).await);
        let due = [
            (Field::RepName, FieldProblem::Empty),
            (Field::RepRelation, FieldProblem::NotChosen),
            (Field::ConsentData, FieldProblem::MustAgree),
        ];
        assert_eq!(wrong, due);
        assert_eq!(place(&t, &pupil.ticket_secret, fixture.event).await.0, AwaitingConsent);

        consent_confirm(&t, &link, &ConsentForm { text_version: page.version.to_string(), ..agreed() }, Some("mother's")).await.expect("agreed");
        assert_eq!(place(&t, &pupil.ticket_secret, fixture.event).await, (Confirmed, None));
        let page = consent_page(&t, &link).await.expect("a page");
        let given = page.data.expect("given");
        assert_eq!((given.way, given.given_at, page.photo), (ConsentWay::Link, t.now(), None));

        // Sent again with a second tick: only the new one is added.
        t.clock.advance(60_000);
        let both = ConsentForm { consent_photo: "yes".to_owned(), ..agreed() };
        consent_confirm(&t, &link, &both, None).await.expect("agreed");
        consent_confirm(&t, &link, &both, None).await.expect("nothing new");
        let page = consent_page(&t, &link).await.expect("a page");
        assert_eq!(page.data, Some(given));
        assert_eq!(page.photo.map(|photo| photo.given_at), Some(t.now()));
        assert_eq!(ticket_view(&t, &pupil.ticket_secret).await.expect("a ticket").consent, ConsentMark::Held);

        // What comes later is confirmed at once.
        let next = t.event(&fixture, |_| {}).await;
        let again = register_again(&t, &Actor::Anonymous, &pupil.ticket_secret, next).await.expect("registered");
        assert_eq!(again.state, Confirmed);
    }

    async fn the_same_browser_is_a_weak_witness(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let pupil = by(&t, fixture.event, Some("phone")).await;
        let link = pupil.consent_token.expect("a link");
        consent_confirm(&t, &link, &agreed(), Some("phone")).await.expect("agreed");
        assert_eq!(consent_page(&t, &link).await.expect("a page").data.map(|given| given.way), Some(ConsentWay::WeakLink));
        assert_eq!(place(&t, &pupil.ticket_secret, fixture.event).await.0, Confirmed);
    }

    async fn a_browser_without_a_name_is_another_one_where_the_pupils_is_known(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let pupil = by(&t, fixture.event, Some("phone")).await;
        consent_confirm(&t, &pupil.consent_token.expect("a link"), &agreed(), None).await.expect("agreed");
        assert_eq!(way(&t, &pupil.ticket_secret).await, ConsentWay::Link);
    }

    async fn an_unknown_browser_is_a_weak_witness(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        for here in [None, Some("mother's")] {
            let pupil = by(&t, fixture.event, None).await;
            consent_confirm(&t, &pupil.consent_token.expect("a link"), &agreed(), here).await.expect("agreed");
            assert_eq!(way(&t, &pupil.ticket_secret).await, ConsentWay::WeakLink, "{here:?}");
            assert_eq!(place(&t, &pupil.ticket_secret, fixture.event).await.0, Confirmed, "weak, and in force");
        }
    }

    async fn a_link_asked_for_on_a_second_phone_does_not_make_the_first_another_ones(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let pupil = by(&t, fixture.event, Some("phone")).await;
        let link = consent_link(&t, &pupil.ticket_secret, Some("school computer")).await.expect("a second link");
        consent_confirm(&t, &link, &agreed(), Some("phone")).await.expect("agreed");
        assert_eq!(way(&t, &pupil.ticket_secret).await, ConsentWay::WeakLink);
    }

    async fn who_registered_as_an_adult_has_no_representative(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let grown = come(&t, fixture.event, &adult(1)).await;
        assert_eq!(refusal(consent_link(&t, &grown.ticket_secret, Some("phone")).await), Refusal::NotFound);
        let number = ShortText::parse("12/7").expect("a number");
        let paper = consent_paper(&t, &fixture.organiser, grown.person, &number, ConsentScope::DataAndPhoto).await;
        assert_eq!(refusal(paper), Refusal::NotFound);
    }

    async fn a_text_that_changed_meanwhile_is_shown_again(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let pupil = come(&t, fixture.event, &minor(1)).await;
        let link = pupil.consent_token.expect("a link");
        let shown = consent_page(&t, &link).await.expect("a page").version;
        let project = project_get(&t, &fixture.organiser, fixture.project).await.expect("a project").project;
        let form = ProjectForm { consent_text_kk: "Жаңа мәтін".to_owned(), ..ProjectForm::of(&project) };
        project_update(&t, &fixture.organiser, fixture.project, &form).await.expect("changed");
        let stale = ConsentForm { text_version: shown.to_string(), ..agreed() };
        assert_eq!(refusal(consent_confirm(&t, &link, &stale, None).await), Refusal::StaleForm);
        let fresh = ConsentForm { text_version: (shown + 1).to_string(), ..agreed() };
        consent_confirm(&t, &link, &fresh, None).await.expect("agreed");
    }

    async fn a_waiting_minor_is_promoted_to_awaiting_consent(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let event = t.event(&fixture, |form| form.capacity = "1".into()).await;
        let first = come(&t, event, &adult(1)).await;
        t.clock.advance(1_000);
        let pupil = come(&t, event, &minor(2)).await;
        t.clock.advance(1_000);
        let late = come(&t, event, &minor(3)).await;
        assert_eq!((pupil.state, pupil.position), (Waiting, Some(1)));
        consent_confirm(&t, &late.consent_token.clone().expect("a link"), &agreed(), None).await.expect("agreed");
        assert_eq!(place(&t, &late.ticket_secret, event).await, (Waiting, Some(2)), "consent is no seat");

        cancel(&t, &Actor::Anonymous, &first.ticket_secret, event).await.expect("cancelled");
        assert_eq!(place(&t, &pupil.ticket_secret, event).await, (AwaitingConsent, None));
        event_capacity_set(&t, &fixture.organiser, event, Some(2)).await.expect("raised");
        assert_eq!(place(&t, &late.ticket_secret, event).await, (Confirmed, None));
    }

    async fn paper_and_a_second_link(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let pupil = come(&t, fixture.event, &minor(1)).await;
        let number = ShortText::parse("12/7").expect("a number");
        for (actor, due) in [(Actor::Anonymous, Refusal::SignInNeeded), (t.caravan("almaty").await.organiser, Refusal::NotFound)] {
            assert_eq!(refusal(consent_paper(&t, &actor, pupil.person, &number, ConsentScope::Data).await), due);
        }
        assert_eq!(place(&t, &pupil.ticket_secret, fixture.event).await.0, AwaitingConsent);
        let link = consent_link(&t, &pupil.ticket_secret, None).await.expect("a second link");
        consent_paper(&t, &fixture.organiser, pupil.person, &number, ConsentScope::DataAndPhoto).await.expect("entered");
        assert_eq!(place(&t, &pupil.ticket_secret, fixture.event).await.0, Confirmed);
        let page = consent_page(&t, &link).await.expect("a page");
        assert_eq!(page.data.map(|given| given.way), Some(ConsentWay::Paper));
        assert!(page.photo.is_some());
    }
}
