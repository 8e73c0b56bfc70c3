//! The legal representative's page: what is asked, one button, what was answered.

mod page;
pub(crate) mod terms;

use axum::http::StatusCode;
use keruen_backend::chance::Secret;
use keruen_backend::consents::{ConsentForm, ConsentView, consent_confirm, consent_page};
use keruen_backend::erasure::{TakeBack, Withdrawn, withdraw_by_link};
use keruen_backend::tickets::ticket_names;
use keruen_backend::{Error, Refusal};
use keruen_domain::field::FieldErrors;
use serde::Deserialize;

use crate::error::{PageError, PageResult, refusal_words, status_of};
use crate::extract::{Asked, At, FormOf, Typed};
use crate::request::Ctx;
use crate::routes::{Routes, Who};
use crate::shell::{Head, Privacy, message, page_with, see_other};
use crate::ui::TypedForm;
use crate::words;

/// Routes of the representative's page.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{lang}/consent/{token}", Who::Secret, show)
        .post("/{lang}/consent/{token}", Who::Secret, confirm)
        .post("/{lang}/consent/{token}/withdraw", Who::Secret, withdraw)
}

/// What was done a moment ago.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    done: Option<String>,
    withdrawn: Option<String>,
}

/// What is taken back.
#[derive(Default, Deserialize)]
#[serde(default)]
struct TakenBack {
    what: String,
}

async fn withdraw(ctx: Ctx, At((_, token)): At<(String, String)>, FormOf(form): FormOf<TakenBack>) -> PageResult {
    let what = match form.what.as_str() {
        "photo" => TakeBack::Photo,
        "data" => TakeBack::Data,
        "everything" => TakeBack::Everything,
        _ => {
            return match consent_page(&ctx.app.backend, &Secret::given(&token)).await {
                Ok(_) => Err(PageError::status(&ctx, StatusCode::UNPROCESSABLE_ENTITY)),
                Err(error) => unknown(&ctx, error),
            };
        }
    };
    match withdraw_by_link(&ctx.app.backend, &Secret::given(&token), what).await {
        Ok(Withdrawn::Erased) => Ok(see_other(&ctx.href("/erased"), &[])),
        Ok(Withdrawn::Photo) => Ok(see_other(&ctx.href(&format!("/consent/{token}?withdrawn=photo")), &[])),
        Ok(Withdrawn::NotYetCame) => Ok(see_other(&ctx.href(&format!("/consent/{token}?withdrawn=data")), &[])),
        Err(error) => unknown(&ctx, error),
    }
}

async fn show(ctx: Ctx, At((_, token)): At<(String, String)>, Asked(told): Asked<Told>) -> PageResult {
    let view = match consent_page(&ctx.app.backend, &Secret::given(&token)).await {
        Ok(view) => view,
        Err(error) => return unknown(&ctx, error),
    };
    let moment = match (told.done, told.withdrawn.as_deref()) {
        (Some(_), _) => page::Moment::JustNow,
        (None, Some("photo")) => page::Moment::PhotoWithdrawn,
        (None, Some(_)) => page::Moment::Withdrawn,
        (None, None) => page::Moment::Before,
    };
    let form = prefilled(&view);
    Ok(consent(&ctx, &view, &token, &page::Filled { form, ..page::Filled::default() }, moment, StatusCode::OK).await)
}

async fn confirm(
    ctx: Ctx,
    At((_, token)): At<(String, String)>,
    FormOf(typed): FormOf<Typed<ConsentForm>>,
) -> PageResult {
    let (backend, link) = (&ctx.app.backend, Secret::given(&token));
    if typed.is_only_shown() {
        let filled = page::Filled { form: typed.form, ..page::Filled::default() };
        return match consent_page(backend, &link).await {
            Ok(view) => Ok(consent(&ctx, &view, &token, &filled, page::Moment::Before, StatusCode::OK).await),
            Err(error) => unknown(&ctx, error),
        };
    }
    let mut form = typed.form;
    ctx.lang.code().clone_into(&mut form.language);
    let (filled, status) = match consent_confirm(backend, &link, &form, ctx.browser.as_deref()).await {
        Ok(()) => return Ok(see_other(&ctx.href(&format!("/consent/{token}?done=1")), &[])),
        Err(Error::Fields(errors)) => (page::Filled { form, errors, refusal: None }, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::Refusal(refusal)) if status_of(refusal) == StatusCode::CONFLICT => (
            page::Filled { form, errors: FieldErrors::default(), refusal: Some(refusal_words(ctx.lang, refusal)) },
            StatusCode::CONFLICT,
        ),
        Err(error) => return unknown(&ctx, error),
    };
    match consent_page(backend, &link).await {
        Ok(view) => Ok(consent(&ctx, &view, &token, &filled, page::Moment::Before, status).await),
        Err(error) => unknown(&ctx, error),
    }
}

/// The names that the pupil wrote, to be corrected by whom they mean.
fn prefilled(view: &ConsentView) -> ConsentForm {
    ConsentForm {
        rep_name: view.rep_name.clone(),
        rep_relation: view.rep_relation.map(|relation| relation.to_string()).unwrap_or_default(),
        ..ConsentForm::default()
    }
}

async fn consent(
    ctx: &Ctx,
    view: &ConsentView,
    token: &str,
    filled: &page::Filled,
    moment: page::Moment,
    status: StatusCode,
) -> axum::response::Response {
    let secrets: Vec<Secret> = ctx.tickets.iter().map(|secret| Secret::given(secret)).collect();
    // The pupil's own phone: said, not refused. A list that cannot be read says nothing.
    let briefs = if secrets.is_empty() {
        Vec::new()
    } else {
        ticket_names(&ctx.app.backend, &secrets).await.unwrap_or_default()
    };
    let whose =
        if briefs.iter().any(|brief| brief.person == view.person) { page::Phone::Pupils } else { page::Phone::Another };
    let head = Head {
        title: words::rep_title(ctx.lang).to_owned(),
        privacy: Privacy::Secret,
        scripts: vec!["form.js"],
        typed: view.data.is_none().then(|| TypedForm {
            id: page::ID,
            path: format!("/consent/{token}"),
            submit: words::rep_confirm(ctx.lang),
        }),
        ..Head::default()
    };
    page_with(ctx, status, head, || page::consent(ctx, view, token, filled, moment, whose))
}

fn unknown(ctx: &Ctx, error: Error) -> PageResult {
    let lang = ctx.lang;
    match error {
        Error::Refusal(Refusal::LinkUnknown | Refusal::NotFound) => {
            Ok(message(ctx, StatusCode::NOT_FOUND, words::rep_unknown_title(lang), Some(words::rep_unknown_text(lang))))
        }
        Error::Refusal(Refusal::LinkExpired) => {
            Ok(message(ctx, StatusCode::GONE, words::rep_expired_title(lang), Some(words::rep_expired_text(lang))))
        }
        error => Err(PageError::of(ctx, error)),
    }
}
