//! Publishing an event, closing and reopening its registration, calling it off: buttons, and one question before the last.

use axum::response::Response;
use keruen_backend::Refusal;
use keruen_backend::actor::MemberRole;
use keruen_backend::events;
use keruen_domain::event::{Event, EventState};
use keruen_domain::id::EventId;
use keruen_domain::text::Lang;
use leptos::prelude::*;
use serde::Deserialize;

use super::load;
use super::page::{DeskPage, event_path, go};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, LinkButton};
use crate::words;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    state: String,
}

pub(super) async fn set(ctx: Ctx, At((_, id)): At<(String, EventId)>, FormOf(wanted): FormOf<Wanted>) -> PageResult {
    load::event(&ctx, id, MemberRole::Organiser).await?;
    let state = EventState::parse(&wanted.state).ok_or_else(|| PageError::of(&ctx, Refusal::Conflict.into()))?;
    events::event_state_set(&ctx.app.backend, &ctx.actor(), id, state).await.or_page(&ctx)?;
    let done = match state {
        EventState::Published => "event-published",
        EventState::Closed => "event-closed",
        EventState::Cancelled => "event-cancelled",
        EventState::Draft => "saved",
    };
    Ok(go(&ctx, &format!("{}?done={done}", event_path(id))))
}

/// The question before an event is called off.
pub(super) async fn cancel_page(ctx: Ctx, At((_, id)): At<(String, EventId)>) -> PageResult {
    let page = load::event(&ctx, id, MemberRole::Organiser).await?;
    Ok(question(&ctx, &page))
}

fn question(ctx: &Ctx, page: &events::EventPage) -> Response {
    let (lang, event) = (ctx.lang, &page.view.event);
    let path = event_path(event.id);
    DeskPage::new(ctx, words::desk_cancel_event(lang))
        .narrow()
        .under_project(&page.project)
        .under_caravan(&page.caravan)
        .under(&path, event.title.get(lang))
        .show(|| {
            view! {
                <p class="lead">{event.title.get(lang).to_owned()}</p>
                <p>{words::desk_cancel_event_text(lang)}</p>
                <p>{words::desk_cancel_event_people(lang, page.view.seats_taken)}</p>
                <form method="post" action=ctx.href(&format!("{path}/state"))>
                    <div class="actions">
                        <Button kind=ButtonKind::Danger name="state" value=EventState::Cancelled.as_str().to_owned()>{words::desk_cancel_event(lang)}</Button>
                        <LinkButton href=ctx.href(&path) kind=ButtonKind::Quiet>{words::back(lang)}</LinkButton>
                    </div>
                </form>
            }
        })
}

/// The buttons of the states that may follow.
pub(super) fn actions(ctx: &Ctx, event: &Event) -> AnyView {
    let lang = ctx.lang;
    let (path, next) = (event_path(event.id), next_words(lang, event.state));
    let cancel = (event.state != EventState::Cancelled).then(|| {
        view! { <LinkButton href=ctx.href(&format!("{path}/cancel")) kind=ButtonKind::Quiet>{words::desk_cancel_event(lang)}</LinkButton> }
    });
    let (state, kind) = match event.state {
        EventState::Published => (EventState::Closed, ButtonKind::Quiet),
        EventState::Draft | EventState::Closed | EventState::Cancelled => (EventState::Published, ButtonKind::Primary),
    };
    view! {
        <form method="post" action=ctx.href(&format!("{path}/state"))>
            <div class="actions">
                <Button kind=kind name="state" value=state.as_str().to_owned()>{next}</Button>
                {cancel}
            </div>
        </form>
    }
    .into_any()
}

const fn next_words(lang: Lang, state: EventState) -> &'static str {
    match state {
        EventState::Draft => words::desk_publish(lang),
        EventState::Published => words::desk_close_registration(lang),
        EventState::Closed => words::desk_reopen_registration(lang),
        EventState::Cancelled => words::desk_restore_event(lang),
    }
}
