//! An event's page at the desk: its state, its seats, its people.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::events::{self, EventPage};
use keruen_backend::roll::{self, RollRow};
use keruen_domain::event::EventState;
use keruen_domain::event_form::parse_capacity;
use keruen_domain::form::FormErrors;
use keruen_domain::id::EventId;
use leptos::prelude::*;
use serde::Deserialize;

use super::event_state::actions;
use super::form::{Fields, Wrong};
use super::load;
use super::page::{DeskPage, caravan_path, event_path, go, missing_badge, state_badge};
use super::roll::{Asking, roll_part};
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Alert, Badge, Button, ButtonKind, Meter, NavItem, Tabs, Tone};
use crate::{format, words};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Seats {
    capacity: String,
}

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, EventId)>, Asked(asking): Asked<Asking>) -> PageResult {
    let page = load::event(&ctx, id, MemberRole::Volunteer).await?;
    let people = people(&ctx, &page).await?;
    Ok(show(&ctx, &page, people, &asking, None, &Wrong::default()))
}

pub(super) async fn capacity(ctx: Ctx, At((_, id)): At<(String, EventId)>, FormOf(form): FormOf<Seats>) -> PageResult {
    let page = load::event(&ctx, id, MemberRole::Organiser).await?;
    let wrong = match parse_capacity(&form.capacity) {
        Err(problem) => Wrong { errors: FormErrors::one("capacity", problem), refusal: None },
        Ok(seats) => match events::event_capacity_set(&ctx.app.backend, &ctx.actor(), id, seats).await {
            Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", event_path(id)))),
            Err(error) => Wrong::of(&ctx, error)?,
        },
    };
    let people = people(&ctx, &page).await?;
    Ok(show(&ctx, &page, people, &Asking::default(), Some(form.capacity), &wrong))
}

/// The roll, for those who may see names; volunteers see the event without it.
async fn people(ctx: &Ctx, page: &EventPage) -> Result<Option<Vec<RollRow>>, crate::error::PageError> {
    if !ctx.actor().is((page.project.id, page.view.event.stop), MemberRole::Coordinator) {
        return Ok(None);
    }
    roll::event_roll(&ctx.app.backend, &ctx.actor(), page.view.event.id).await.or_page(ctx).map(Some)
}

fn show(
    ctx: &Ctx,
    page: &EventPage,
    people: Option<Vec<RollRow>>,
    asking: &Asking,
    typed: Option<String>,
    wrong: &Wrong,
) -> Response {
    let (lang, event) = (ctx.lang, &page.view.event);
    let organiser = ctx.actor().is(page.project.id, MemberRole::Organiser);
    let (path, kind) = (event_path(event.id), words::event_kind(lang, event.kind));
    let mut tabs = Vec::new();
    if organiser {
        tabs.push(NavItem::new(ctx.href(&format!("{path}/edit")), words::desk_event_edit(lang)));
    }
    if event.state != EventState::Draft {
        tabs.push(NavItem::new(ctx.href(&format!("/e/{}", event.id)), words::desk_open_public(lang)));
    }
    if ctx.actor().is(page.project.id, MemberRole::Coordinator) {
        let behind = format!("{}/persons?event={}", caravan_path(page.caravan.id), event.id);
        tabs.push(NavItem::new(ctx.href(&behind), words::desk_counted_people(lang)));
    }
    DeskPage::new(ctx, event.title.get(lang))
        .wide()
        .status(wrong.status())
        .under_project(&page.project)
        .under_caravan(&page.caravan)
        .done(&asking.done)
        .show(|| {
            view! {
                <p class="row">{state_badge(lang, event, ctx.app.backend.now())} <Badge>{kind}</Badge> {missing_badge(lang, &event.title)}</p>
                {summary(ctx, page)}
                <Tabs label=words::desk_pages(lang) items=tabs />
                {organiser.then(|| actions(ctx, event))}
                {organiser.then(|| seats(ctx, page, typed, wrong))}
                {people.map(|people| roll_part(ctx, page, people, asking))}
            }
        })
}

fn summary(ctx: &Ctx, page: &EventPage) -> AnyView {
    let (lang, view) = (ctx.lang, &page.view);
    let (starts, ends) = (view.starts(), view.ends());
    let mut place: Vec<&str> = page.stop.iter().map(|stop| stop.city.get(lang)).collect();
    place.extend([view.event.place.get(lang)].into_iter().filter(|place| !place.is_empty()));
    let place = if page.stop.is_none() && place.is_empty() {
        words::desk_event_no_stop(lang).to_owned()
    } else {
        place.join(", ")
    };
    view! {
        <p class="lead">{format::date_long(lang, starts.date)} ", " {format::time_range(lang, starts, ends)} " · " {place}</p>
        <Meter lang=lang taken=view.seats_taken capacity=view.event.capacity waiting=view.waiting />
    }
    .into_any()
}

fn seats(ctx: &Ctx, page: &EventPage, typed: Option<String>, wrong: &Wrong) -> AnyView {
    let (lang, view) = (ctx.lang, &page.view);
    let over = view.event.capacity.map(|capacity| view.seats_taken - capacity).filter(|over| *over > 0);
    let value = typed.unwrap_or_else(|| view.event.capacity.map(|n| n.to_string()).unwrap_or_default());
    let action = ctx.href(&format!("{}/capacity", event_path(view.event.id)));
    view! {
        {over.map(|over| view! { <Alert tone=Tone::Ask>{words::desk_capacity_over(lang, over)}</Alert> })}
        <form method="post" action=action novalidate>
            <div class="row">
                {Fields::new(lang, wrong).number("capacity", &value, words::desk_capacity_help(lang))}
                <Button kind=ButtonKind::Quiet>{words::desk_change_capacity(lang)}</Button>
            </div>
        </form>
    }
    .into_any()
}
