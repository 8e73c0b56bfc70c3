//! Registering for an event: the form, its answer, and "continue as" for people whose ticket this browser holds.

mod form;

use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::chance::Secret;
use keruen_backend::events::{EventPage, event_get};
use keruen_backend::registrations::{Registered, Visitor, register, register_again};
use keruen_backend::tickets::{TicketBrief, ticket_names};
use keruen_backend::{Error, Refusal};
use keruen_domain::field::FieldErrors;
use keruen_domain::id::EventId;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::scan::TicketMark;
use serde::Deserialize;

use crate::caravans::standing::Standing;
use crate::error::{OrPage, PageError, PageResult, status_of};
use crate::extract::{At, FormOf, Typed};
use crate::request::Ctx;
use crate::routes::{Routes, Who};
use crate::shell::{Head, page_with, see_other, with_cookies};
use crate::ui::TypedForm;
use crate::words;

pub(crate) use form::{origin, reach, relations, representative, who};

/// Routes of the form.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{lang}/e/{event}/register", Who::Public, show)
        .post("/{lang}/e/{event}/register", Who::Public, send)
        .post("/{lang}/e/{event}/register/again", Who::Public, again)
}

/// The form as it is shown: what was typed, and what is wrong with it.
#[derive(Default)]
pub(crate) struct Filled {
    pub(crate) form: RegistrationForm,
    pub(crate) errors: FieldErrors,
    pub(crate) refusal: Option<Refusal>,
}

async fn show(ctx: Ctx, At((_, event)): At<(String, EventId)>) -> PageResult {
    form_page(&ctx, event, Filled::default(), StatusCode::OK).await
}

async fn send(
    ctx: Ctx,
    At((_, event)): At<(String, EventId)>,
    FormOf(typed): FormOf<Typed<RegistrationForm>>,
) -> PageResult {
    if typed.is_only_shown() {
        return form_page(&ctx, event, Filled { form: typed.form, ..Filled::default() }, StatusCode::OK).await;
    }
    let mut form = typed.form;
    if form.language.is_empty() {
        ctx.lang.code().clone_into(&mut form.language);
    }
    let held = held(&ctx);
    let visitor = Visitor { browser: ctx.browser.as_deref(), held: &held };
    match register(&ctx.app.backend, &ctx.actor(), event, &form, visitor).await {
        Ok(done) => Ok(to_ticket(&ctx, event, &done)),
        Err(error) => refused(&ctx, event, form, error).await,
    }
}

/// Which of the browser's tickets goes on; its id is no secret.
#[derive(Deserialize)]
struct AgainForm {
    ticket: String,
}

async fn again(ctx: Ctx, At((_, event)): At<(String, EventId)>, FormOf(form): FormOf<AgainForm>) -> PageResult {
    let briefs = ticket_names(&ctx.app.backend, &held(&ctx)).await.or_page(&ctx)?;
    let Some(brief) = briefs.into_iter().find(|brief| brief.ticket.to_string() == form.ticket) else {
        return Ok(see_other(&ctx.href(&format!("/e/{event}/register")), &[]));
    };
    match register_again(&ctx.app.backend, &ctx.actor(), &brief.secret, event).await {
        Ok(done) => Ok(to_ticket(&ctx, event, &done)),
        Err(Error::Refusal(Refusal::AlreadyRegistered)) => {
            Ok(see_other(&ctx.href(&format!("/t/{}", brief.secret.expose())), &[]))
        }
        Err(error) => refused(&ctx, event, RegistrationForm::default(), error).await,
    }
}

/// The form again, with what is wrong in place.
async fn refused(ctx: &Ctx, event: EventId, form: RegistrationForm, error: Error) -> PageResult {
    let (filled, status) = match error {
        Error::Fields(errors) => (Filled { form, errors, refusal: None }, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Refusal(refusal) if status_of(refusal) == StatusCode::CONFLICT => {
            (Filled { form, errors: FieldErrors::default(), refusal: Some(refusal) }, StatusCode::CONFLICT)
        }
        error => return Err(PageError::of(ctx, error)),
    };
    form_page(ctx, event, filled, status).await
}

async fn form_page(ctx: &Ctx, event: EventId, filled: Filled, status: StatusCode) -> PageResult {
    let backend = &ctx.app.backend;
    let found = event_get(backend, &ctx.actor(), event).await.or_page(ctx)?;
    let standing = Standing::of(&found.view, backend.now());
    let status = if standing.takes_people() || status != StatusCode::OK { status } else { StatusCode::CONFLICT };
    let known = known(ctx, &found).await;
    let head = Head {
        title: format!("{} · {}", words::register_title(ctx.lang), found.view.event.title.get(ctx.lang)),
        scripts: vec!["form.js"],
        typed: standing.takes_people().then(|| TypedForm {
            id: form::ID,
            path: format!("/e/{event}/register"),
            submit: form::submit(ctx.lang, standing),
        }),
        ..Head::default()
    };
    let shown = page_with(ctx, status, head, || form::form(ctx, &found, standing, &known, &filled));
    Ok(with_cookies(shown, &ctx.name_browser()))
}

/// People of the event's project whose valid ticket this browser holds, each once: by the ticket of the event's own
/// caravan where there is one.
async fn known(ctx: &Ctx, found: &EventPage) -> Vec<TicketBrief> {
    let mut known: Vec<TicketBrief> = Vec::new();
    // A list that cannot be read is no reason to refuse the form.
    let mut briefs = ticket_names(&ctx.app.backend, &held(ctx)).await.unwrap_or_default();
    briefs.sort_by_key(|brief| brief.caravan != found.view.event.caravan);
    for brief in briefs {
        let fits = brief.project == found.project.id && brief.mark == TicketMark::Valid;
        if fits && known.iter().all(|other| other.person != brief.person) {
            known.push(brief);
        }
    }
    known
}

fn held(ctx: &Ctx) -> Vec<Secret> {
    ctx.tickets.iter().map(|secret| Secret::given(secret)).collect()
}

/// To the ticket; of a minor, first to the page with the representative's link.
fn to_ticket(ctx: &Ctx, event: EventId, done: &Registered) -> Response {
    let secret = done.ticket_secret.expose();
    let mut cookies = ctx.name_browser();
    cookies.push(ctx.remember_ticket(secret));
    let to = match &done.consent_token {
        Some(link) => {
            cookies.push(ctx.remember_consent_link(secret, link.expose()));
            format!("/t/{secret}/consent")
        }
        None => format!("/t/{secret}?done={event}"),
    };
    see_other(&ctx.href(&to), &cookies)
}
