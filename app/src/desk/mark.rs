//! One person at one event, by an organiser's word: a mark by hand with its reason, or an accepted online entry.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::attendance;
use keruen_backend::events::EventPage;
use keruen_backend::figures;
use keruen_backend::roll;
use keruen_domain::fact::{EntryLink, Note};
use keruen_domain::form::FormErrors;
use keruen_domain::id::{EventId, PersonId};
use leptos::prelude::*;
use serde::Deserialize;

use super::form::{Fields, Wrong};
use super::load;
use super::page::{DeskPage, event_path, go};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::Button;
use crate::words;

/// Both forms of the page; each posts its own field.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    reason: String,
    link: String,
}

pub(super) async fn page(ctx: Ctx, At((_, event, person)): At<(String, EventId, PersonId)>) -> PageResult {
    let (event, person) = load(&ctx, event, person).await?;
    Ok(show(&ctx, &event, &person, &Posted::default(), &Wrong::default()))
}

pub(super) async fn by_hand(
    ctx: Ctx,
    At((_, event, person)): At<(String, EventId, PersonId)>,
    FormOf(posted): FormOf<Posted>,
) -> PageResult {
    let wrong = match Note::parse(&posted.reason) {
        Err(problem) => Wrong { errors: FormErrors::one("reason", problem), refusal: None },
        Ok(reason) => match attendance::mark_by_hand(&ctx.app.backend, &ctx.actor(), event, person, &reason).await {
            Ok(_) => return Ok(go(&ctx, &format!("{}?done=marked", event_path(event)))),
            Err(error) => Wrong::of(&ctx, error)?,
        },
    };
    let (event, person) = load(&ctx, event, person).await?;
    Ok(show(&ctx, &event, &person, &posted, &wrong))
}

pub(super) async fn entry(
    ctx: Ctx,
    At((_, event, person)): At<(String, EventId, PersonId)>,
    FormOf(posted): FormOf<Posted>,
) -> PageResult {
    let wrong = match EntryLink::parse(&posted.link) {
        Err(problem) => Wrong { errors: FormErrors::one("link", problem), refusal: None },
        Ok(link) => match attendance::entry_accept(&ctx.app.backend, &ctx.actor(), event, person, &link).await {
            Ok(_) => return Ok(go(&ctx, &format!("{}?done=entry", event_path(event)))),
            Err(error) => Wrong::of(&ctx, error)?,
        },
    };
    let (event, person) = load(&ctx, event, person).await?;
    Ok(show(&ctx, &event, &person, &posted, &wrong))
}

/// Whose mark it is.
struct Marked {
    person: PersonId,
    name: String,
}

/// Whoever is on the event's list; for those who may see everybody of the project, also who is not.
async fn load(ctx: &Ctx, event: EventId, person: PersonId) -> Result<(EventPage, Marked), PageError> {
    let page = load::event(ctx, event, MemberRole::Coordinator).await?;
    let (backend, actor) = (&ctx.app.backend, ctx.actor());
    let listed = roll::event_roll(backend, &actor, event).await.or_page(ctx)?;
    if let Some(row) = listed.into_iter().find(|row| row.person == person) {
        return Ok((page, Marked { person, name: row.name }));
    }
    let view = figures::person_facts(backend, &actor, person).await.or_page(ctx)?;
    // A person of another project does not exist here.
    if view.project != page.project.id {
        return Err(PageError::not_found(ctx.clone()));
    }
    Ok((page, Marked { person, name: view.name }))
}

fn show(ctx: &Ctx, page: &EventPage, person: &Marked, posted: &Posted, wrong: &Wrong) -> Response {
    let (lang, event) = (ctx.lang, &page.view.event);
    let action = |what: &str| ctx.href(&format!("{}/{what}/{}", event_path(event.id), person.person));
    DeskPage::new(ctx, person.name.as_str())
        .narrow()
        .status(wrong.status())
        .under_project(&page.project)
        .under_caravan(&page.caravan)
        .under(&event_path(event.id), event.title.get(lang))
        .show(|| {
            let fields = Fields::new(lang, wrong);
            let hand = view! {
                <section class="card">
                    <h2 class="card-title">{words::desk_mark_title(lang)}</h2>
                    <form class="stack" method="post" action=action("mark") novalidate>
                        {fields.text("reason", &posted.reason, words::desk_mark_reason_help(lang))}
                        <div class="actions"><Button>{words::desk_mark_button(lang)}</Button></div>
                    </form>
                </section>
            };
            let entry = view! {
                <section class="card">
                    <h2 class="card-title">{words::desk_entry_title(lang)}</h2>
                    <form class="stack" method="post" action=action("entry") novalidate>
                        {fields.text("link", &posted.link, words::desk_entry_link_help(lang))}
                        <div class="actions"><Button>{words::desk_entry_button(lang)}</Button></div>
                    </form>
                </section>
            };
            let forms = if event.kind.is_by_entry() { (entry, hand).into_any() } else { (hand, entry).into_any() };
            view! {
                <p class="lead">{event.title.get(lang).to_owned()}</p>
                {wrong.view(lang)}
                {forms}
            }
        })
}
