//! Links, sessions, passwords, tokens, members: the same story on both engines.

use keruen_backend::accounts::{
    self, ApiTokenForm, MemberForm, PasswordForm, SESSION_IDLE, SESSION_LIFE, SignInForm, SignedIn,
};
use keruen_backend::actor::{Actor, MemberRole};
use keruen_backend::testing::{START, TestBackend};
use keruen_backend::{Error, Refusal, Result, contract};
use keruen_domain::field::FieldProblem;
use keruen_domain::time::{DAY, HOUR, MINUTE};

const EMAIL: &str = "Organiser@Example.org";
const PASSWORD: &str = "көктем келді 2022";

fn refused<T: std::fmt::Debug>(answer: Result<T>) -> Option<Refusal> {
    answer.expect_err("a refusal").refusal()
}

fn sign_in_form(password: &str) -> SignInForm {
    SignInForm { email: EMAIL.into(), password: password.into() }
}

fn password_form(password: &str, again: &str) -> PasswordForm {
    PasswordForm { password: password.into(), password_again: again.into() }
}

async fn signed_in(t: &TestBackend, session: &str) -> Option<SignedIn> {
    accounts::session_actor(t, session).await.expect("reads")
}

/// Makes an account with a password; gives its actor.
async fn with_password(t: &TestBackend) -> Actor {
    let actor = t.organiser_named(EMAIL).await;
    accounts::password_set(t, &actor, &password_form(PASSWORD, PASSWORD)).await.expect("set");
    actor
}

contract! {
    async fn a_link_is_used_once_by_ten_at_once(t: TestBackend) {
        let link = accounts::organiser_link(&t, &Actor::System, EMAIL, Some("Айгүл")).await.expect("a link");
        for _ in 0..3 {
            accounts::link_peek(&t, link.expose()).await.expect("looking spends nothing");
        }
        let tries = (0..10).map(|_| {
            let (backend, token) = (t.backend(), link.expose().to_owned());
            tokio::spawn(async move { accounts::link_use(&backend, &token).await })
        });
        let mut sessions = Vec::new();
        for one in tries.collect::<Vec<_>>() {
            match one.await.expect("ran") {
                Ok(session) => sessions.push(session),
                Err(error) => assert_eq!(error.refusal(), Some(Refusal::LinkUsed)),
            }
        }
        assert_eq!(sessions.len(), 1);
        let who = signed_in(&t, sessions[0].expose()).await.expect("a session");
        assert_eq!((who.account.email.as_str(), who.account.name.as_str()), ("organiser@example.org", "Айгүл"));
        assert!(!who.account.has_password);
        assert_eq!(refused(accounts::link_peek(&t, link.expose()).await), Some(Refusal::LinkUsed));
    }

    async fn a_link_runs_out_after_a_day(t: TestBackend) {
        let link = accounts::organiser_link(&t, &Actor::System, EMAIL, None).await.expect("a link");
        t.clock.advance(DAY - 1);
        accounts::link_peek(&t, link.expose()).await.expect("good to the last");
        t.clock.advance(1);
        assert_eq!(refused(accounts::link_peek(&t, link.expose()).await), Some(Refusal::LinkExpired));
        assert_eq!(refused(accounts::link_use(&t, link.expose()).await), Some(Refusal::LinkExpired));
        for nonsense in ["", "x", "\0", "' OR 1=1 --", "ұзын"] {
            assert_eq!(refused(accounts::link_use(&t, nonsense).await), Some(Refusal::LinkUnknown));
        }
    }

    async fn a_session_ends_when_idle_and_in_any_case(t: TestBackend) {
        let link = accounts::organiser_link(&t, &Actor::System, EMAIL, None).await.expect("a link");
        let session = accounts::link_use(&t, link.expose()).await.expect("a session");
        // Used every ten days it lives, but not for ever.
        for _ in 0..8 {
            t.clock.advance(10 * DAY);
            assert!(signed_in(&t, session.expose()).await.is_some());
        }
        t.clock.set(START.plus(SESSION_LIFE - 1));
        assert!(signed_in(&t, session.expose()).await.is_some());
        t.clock.set(START.plus(SESSION_LIFE));
        assert!(signed_in(&t, session.expose()).await.is_none());

        let link = accounts::organiser_link(&t, &Actor::System, EMAIL, None).await.expect("a link");
        let session = accounts::link_use(&t, link.expose()).await.expect("a session");
        t.clock.advance(SESSION_IDLE - 1);
        let replica = t.replica().await;
        assert!(signed_in(&replica, session.expose()).await.is_some());
        t.clock.advance(SESSION_IDLE - 1);
        assert!(signed_in(&t, session.expose()).await.is_some(), "the other process noted the request");
        t.clock.advance(SESSION_IDLE);
        assert!(signed_in(&t, session.expose()).await.is_none());
        assert!(signed_in(&t, "").await.is_none());
        replica.store().close().await;
    }

    async fn a_password_signs_in_and_a_new_one_ends_all_sessions(t: TestBackend) {
        let actor = with_password(&t).await;
        let first = accounts::sign_in(&t, &sign_in_form(PASSWORD), "10.0.0.1").await.expect("signs in");
        let second = accounts::sign_in(&t, &sign_in_form(PASSWORD), "10.0.0.1").await.expect("signs in");
        assert_ne!(first.expose(), second.expose());
        let pending = accounts::organiser_link(&t, &Actor::System, EMAIL, None).await.expect("a link");
        let renewed = accounts::password_set(&t, &actor, &password_form("жаңа құпиясөз 7", "жаңа құпиясөз 7")).await.expect("set");
        assert!(signed_in(&t, first.expose()).await.is_none() && signed_in(&t, second.expose()).await.is_none());
        assert!(signed_in(&t, renewed.expose()).await.expect("a session").account.has_password);
        assert_eq!(refused(accounts::link_use(&t, pending.expose()).await), Some(Refusal::LinkUnknown));
        assert_eq!(refused(accounts::sign_in(&t, &sign_in_form(PASSWORD), "10.0.0.1").await), Some(Refusal::BadCredentials));
        accounts::sign_out(&t, renewed.expose()).await.expect("ends");
        accounts::sign_out(&t, renewed.expose()).await.expect("has ended");
        assert!(signed_in(&t, renewed.expose()).await.is_none());
    }

    async fn wrong_passwords_are_named_before_anything_changes(t: TestBackend) {
        let actor = with_password(&t).await;
        for (form, name, problem) in [
            (password_form("қысқа", "қысқа"), "password", FieldProblem::PasswordShort { min: 10 }),
            (password_form("organiser@example.org", ""), "password", FieldProblem::PasswordCommon),
            (password_form("жаңа құпиясөз 7", "жаңа құпиясөз 8"), "password_again", FieldProblem::PasswordsDiffer),
        ] {
            let Err(Error::Form(errors)) = accounts::password_set(&t, &actor, &form).await else { panic!("accepted {name}") };
            assert_eq!(errors.get(name), Some(problem));
        }
        accounts::sign_in(&t, &sign_in_form(PASSWORD), "").await.expect("the old one still holds");
        let answer = accounts::password_set(&t, &Actor::Anonymous, &password_form(PASSWORD, PASSWORD)).await;
        assert_eq!(refused(answer), Some(Refusal::SignInNeeded));
    }

    async fn guessing_is_stopped_per_mail_and_source(t: TestBackend) {
        with_password(&t).await;
        for _ in 0..10 {
            assert_eq!(refused(accounts::sign_in(&t, &sign_in_form("дұрыс емес"), "10.0.0.1").await), Some(Refusal::BadCredentials));
        }
        assert_eq!(refused(accounts::sign_in(&t, &sign_in_form(PASSWORD), "10.0.0.1").await), Some(Refusal::TooManyRequests));
        accounts::sign_in(&t, &sign_in_form(PASSWORD), "10.0.0.2").await.expect("the owner, from elsewhere");
        t.clock.advance(15 * MINUTE);
        accounts::sign_in(&t, &sign_in_form(PASSWORD), "10.0.0.1").await.expect("forgiven");
        for email in ["nobody@example.org", "", "no mail", "a\0b@example.org"] {
            let form = SignInForm { email: email.into(), password: PASSWORD.into() };
            assert_eq!(refused(accounts::sign_in(&t, &form, "10.0.0.3").await), Some(Refusal::BadCredentials), "{email:?}");
        }
    }

    async fn guessing_at_once_is_no_way_round(t: TestBackend) {
        with_password(&t).await;
        let guesses: Vec<_> = (0..25)
            .map(|_| {
                let backend = t.backend();
                tokio::spawn(async move { refused(accounts::sign_in(&backend, &sign_in_form("дұрыс емес"), "10.0.0.1").await) })
            })
            .collect();
        let mut looked = 0;
        for guess in guesses {
            looked += usize::from(guess.await.expect("ran") == Some(Refusal::BadCredentials));
        }
        assert_eq!(looked, 10, "the other passwords were not even looked at");
    }

    async fn a_link_without_a_password_opens_no_door_by_password(t: TestBackend) {
        t.organiser_named(EMAIL).await;
        for password in ["", PASSWORD] {
            assert_eq!(refused(accounts::sign_in(&t, &sign_in_form(password), "").await), Some(Refusal::BadCredentials));
        }
    }

    async fn tokens_of_programs(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let form = ApiTokenForm { name: "Тіркеу беті".into() };
        let token = accounts::api_token_create(&t, &fixture.organiser, &form).await.expect("a token");
        let actor = accounts::api_token_actor(&t, token.expose()).await.expect("reads").expect("an actor");
        assert_eq!(actor, fixture.organiser);
        let listed = accounts::api_token_list(&t, &actor).await.expect("a list");
        assert_eq!((listed.len(), listed[0].name.as_str(), listed[0].revoked_at), (1, "Тіркеу беті", None));
        let stranger = t.caravan("oral").await.organiser;
        assert_eq!(refused(accounts::api_token_revoke(&t, &stranger, listed[0].id).await), Some(Refusal::NotFound));
        accounts::api_token_revoke(&t, &actor, listed[0].id).await.expect("ends");
        assert_eq!(accounts::api_token_actor(&t, token.expose()).await.expect("reads"), None);
        assert!(accounts::api_token_list(&t, &actor).await.expect("a list")[0].revoked_at.is_some());
        assert!(matches!(accounts::api_token_create(&t, &actor, &ApiTokenForm::default()).await, Err(Error::Form(_))));
    }

    async fn members_come_by_links_that_are_never_somebody_elses(t: TestBackend) {
        let (ours, theirs) = (t.caravan("taraz").await, t.caravan("oral").await);
        let form = |email: &str, role: &str| MemberForm { email: email.into(), name: "Ербол".into(), role: role.into(), ..MemberForm::default() };
        let add = async |actor, project, email, role| accounts::member_add(&t, actor, project, &form(email, role)).await;

        let link = add(&ours.organiser, ours.project, "erbol@example.org", "volunteer").await.expect("added").expect("a link");
        let volunteer = t.signed_in(link.expose()).await;
        assert_eq!(volunteer.role_in(ours.project), Some(MemberRole::Volunteer));
        assert_eq!(refused(add(&volunteer, ours.project, "x@example.org", "organiser").await), Some(Refusal::Forbidden));
        assert_eq!(refused(add(&theirs.organiser, ours.project, "x@example.org", "organiser").await), Some(Refusal::NotFound));

        // Another project's organiser names an account in use, or an organiser: a member, but no link.
        let erbol = add(&theirs.organiser, theirs.project, "erbol@example.org", "coordinator").await.expect("added");
        let boss = add(&theirs.organiser, theirs.project, "taraz@example.org", "volunteer").await.expect("added");
        assert!(erbol.is_none() && boss.is_none());
        // Named by two projects and never used: neither gets a link that would open the other's door.
        add(&ours.organiser, ours.project, "new@example.org", "volunteer").await.expect("added").expect("a link");
        assert!(add(&theirs.organiser, theirs.project, "new@example.org", "volunteer").await.expect("added").is_none());

        let Err(Error::Form(errors)) = add(&ours.organiser, ours.project, "no mail", "boss").await else { panic!("accepted") };
        assert_eq!((errors.get("email"), errors.get("role")), (Some(FieldProblem::BadEmail), Some(FieldProblem::UnknownValue)));
        assert_eq!(accounts::member_list(&t, &ours.organiser, ours.project).await.expect("a list").len(), 3);
    }

    async fn the_last_organiser_stays(t: TestBackend) {
        let ours = t.caravan("taraz").await;
        let me = ours.organiser.account().expect("an account");
        assert_eq!(refused(accounts::member_remove(&t, &ours.organiser, ours.project, me).await), Some(Refusal::LastOrganiser));
        let form = MemberForm { email: "second@example.org".into(), role: "organiser".into(), ..MemberForm::default() };
        let link = accounts::member_add(&t, &ours.organiser, ours.project, &form).await.expect("added").expect("a link");
        let second = t.signed_in(link.expose()).await;
        let other = second.account().expect("an account");
        // Each removes the other at once: one of them stays.
        let (left, right) = tokio::join!(
            accounts::member_remove(&t, &ours.organiser, ours.project, other),
            accounts::member_remove(&t, &second, ours.project, me),
        );
        assert!(left.is_ok() != right.is_ok(), "{left:?} {right:?}");
        t.clock.advance(HOUR);
        let remaining = if left.is_ok() { &ours.organiser } else { &second };
        assert_eq!(accounts::member_list(&t, remaining, ours.project).await.expect("a list").len(), 1);
    }
}
