//! A caravan's page at the desk: what is still to do, its stops and events, publishing.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::{self, CaravanView};
use keruen_backend::devices;
use keruen_backend::events::EventView;
use keruen_backend::mail::{self, Unsent};
use keruen_backend::{review, zone};
use keruen_domain::caravan::{CaravanState, PeopleKind, Stop};
use keruen_domain::id::CaravanId;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::checklist::{Progress, checklist};
use super::load;
use super::page::{DeskPage, Done, caravan_path, event_path, go, missing_badge, state_badge};
use crate::blanks::blanks_path;
use crate::closing::closing_path;
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At};
use crate::request::Ctx;
use crate::ui::{
    Alert, Badge, ButtonKind, Column, DataTable, EmptyState, LinkButton, Meter, NavItem, TableRow, Tabs, Tone,
};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, Asked(done): Asked<Done>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Volunteer).await?;
    let phones = devices::device_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    let to_review = review::review_count(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    let unsent = if ctx.actor().is(view.project.id, MemberRole::Organiser) {
        mail::unsent_of(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?
    } else {
        Unsent::default()
    };
    Ok(show(&ctx, &view, phones.len(), to_review, unsent, &done.done))
}

pub(super) async fn publish(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    caravans::caravan_publish(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}?done=published", caravan_path(id))))
}

fn show(ctx: &Ctx, view: &CaravanView, phones: usize, to_review: i64, unsent: Unsent, done: &str) -> Response {
    let (lang, caravan) = (ctx.lang, &view.caravan);
    let organiser = ctx.actor().is(view.project.id, MemberRole::Organiser);
    let href = |part: &str| ctx.href(&format!("{}{part}", caravan_path(caravan.id)));
    let mut tabs = vec![
        NavItem::new(href("/board"), words::board_title(lang)),
        NavItem::new(href("/direct"), words::direct_title(lang)),
        NavItem::new(href("/devices"), words::desk_devices_title(lang)),
    ];
    if ctx.actor().is(view.project.id, MemberRole::Coordinator) {
        let name =
            if to_review > 0 { words::review_tab(lang, to_review) } else { words::review_title(lang).to_owned() };
        tabs.push(NavItem::new(href("/review"), name));
        tabs.push(NavItem::new(href("/groups"), words::group_desk_title(lang)));
    }
    if organiser {
        tabs.push(NavItem::new(href("/edit"), words::desk_caravan_edit(lang)));
    }
    if caravan.state == CaravanState::Published {
        tabs.push(NavItem::new(ctx.href(&format!("/c/{}", caravan.slug.as_str())), words::desk_open_public(lang)));
    }
    let progress = Progress::of(view, phones);
    let (state, tone) = (words::caravan_state(lang, caravan.state), state_tone(caravan.state));
    let stops: Vec<AnyView> = view.stops.iter().map(|stop| stop_part(ctx, view, stop, organiser)).collect();
    DeskPage::new(ctx, caravan.title.get(lang)).under_project(&view.project).done(done).show(|| {
        view! {
            <p class="row">
                <Badge tone=tone>{state}</Badge>
                {missing_badge(lang, &caravan.title)}
                {(caravan.people == PeopleKind::Invented).then(|| view! { <Badge tone=Tone::Info>{words::desk_people_invented(lang)}</Badge> })}
            </p>
            <Tabs label=words::desk_pages(lang) items=tabs />
            {letters(lang, unsent)}
            {organiser.then(|| checklist(ctx, view, &progress))}
            <h2>{words::desk_stops(lang)}</h2>
            {stops}
            {organiser.then(|| view! {
                <div class="actions"><LinkButton href=href("/stops/new") kind=ButtonKind::Quiet>{words::desk_stop_new(lang)}</LinkButton></div>
            })}
            {apart(ctx, view, organiser)}
        }
    })
}

/// Letters that have not reached anybody.
fn letters(lang: Lang, unsent: Unsent) -> AnyView {
    let waiting = unsent.since.map(|since| {
        let since = CivilDateTime::at(since, zone::offset_minutes(zone::DEFAULT, since));
        words::desk_letters_unsent(lang, unsent.waiting, format::date_time_short(lang, since))
    });
    let given_up = (unsent.given_up > 0).then(|| words::desk_letters_given_up(lang, unsent.given_up));
    let said = [waiting, given_up].into_iter().flatten();
    said.map(|text| view! { <Alert tone=Tone::Ask>{text}</Alert> }).collect_view().into_any()
}

const fn state_tone(state: CaravanState) -> Tone {
    match state {
        CaravanState::Draft => Tone::Plain,
        CaravanState::Published => Tone::Admit,
    }
}

fn stop_part(ctx: &Ctx, view: &CaravanView, stop: &Stop, organiser: bool) -> AnyView {
    let lang = ctx.lang;
    let events: Vec<&EventView> = view.events.iter().filter(|e| e.event.stop == Some(stop.id)).collect();
    let title = format!("{}. {}", stop.position, stop.city.get(lang));
    let edit = ctx.href(&format!("/desk/s/{}/edit", stop.id));
    let add = ctx.href(&format!("{}/events/new?stop={}", caravan_path(view.caravan.id), stop.id));
    let blanks = ctx.actor().is((view.project.id, Some(stop.id)), MemberRole::Coordinator).then(|| {
        let href = ctx.href(&blanks_path(stop.id));
        view! {
            <div class="actions"><LinkButton href=href kind=ButtonKind::Quiet>{words::blanks_title(lang)}</LinkButton>
                <LinkButton href=ctx.href(&closing_path(stop.id)) kind=ButtonKind::Quiet>{words::closing_title(lang)}</LinkButton></div>
        }
    });
    view! {
        <section class="card">
            <h3 class="card-title">{title}</h3>
            <p class="muted">
                {format::date_range(lang, stop.first_day, stop.last_day)} " · " {stop.region.name(lang)} " · " {stop.venue.get(lang).to_owned()}
                {missing_badge(lang, &stop.city)}
            </p>
            {table(ctx, &events, words::desk_events(lang))}
            {blanks}
            {organiser.then(|| view! {
                <div class="actions">
                    <LinkButton href=add kind=ButtonKind::Quiet>{words::desk_event_new(lang)}</LinkButton>
                    <LinkButton href=edit kind=ButtonKind::Quiet>{words::desk_stop_edit(lang)}</LinkButton>
                </div>
            })}
        </section>
    }
    .into_any()
}

/// Events that belong to no stop: online ones, the final assembly.
fn apart(ctx: &Ctx, view: &CaravanView, organiser: bool) -> AnyView {
    let lang = ctx.lang;
    let events: Vec<&EventView> = view.events.iter().filter(|e| e.event.stop.is_none()).collect();
    let add = ctx.href(&format!("{}/events/new", caravan_path(view.caravan.id)));
    if events.is_empty() && !organiser {
        return ().into_any();
    }
    view! {
        <h2>{words::desk_events_apart(lang)}</h2>
        {table(ctx, &events, words::desk_events_apart(lang))}
        {organiser.then(|| view! {
            <div class="actions"><LinkButton href=add kind=ButtonKind::Quiet>{words::desk_event_new(lang)}</LinkButton></div>
        })}
    }
    .into_any()
}

fn table(ctx: &Ctx, events: &[&EventView], caption: &'static str) -> AnyView {
    let lang = ctx.lang;
    if events.is_empty() {
        return view! { <EmptyState title=words::desk_no_events(lang) text=words::desk_no_events_text(lang) /> }
            .into_any();
    }
    let columns = vec![
        Column::text(words::desk_event_title(lang)),
        Column::text(words::common_time(lang)),
        Column::text(words::desk_event_kind(lang)),
        Column::text(words::desk_state(lang)),
        Column::text(words::desk_seats(lang)),
    ];
    let rows = events.iter().map(|view| row(ctx, view)).collect();
    view! { <DataTable caption=caption columns=columns rows=rows hide_caption=true /> }.into_any()
}

fn row(ctx: &Ctx, view: &EventView) -> TableRow {
    let (lang, event) = (ctx.lang, &view.event);
    let (starts, ends) = (view.starts(), view.ends());
    let time = format!("{} · {}", format::date_short(lang, starts.date), format::time_range(lang, starts, ends));
    TableRow::new(vec![
        view! { <span><a href=ctx.href(&event_path(event.id))>{event.title.get(lang).to_owned()}</a> {missing_badge(lang, &event.title)}</span> }.into_any(),
        time.into_any(),
        words::event_kind(lang, event.kind).into_any(),
        state_badge(lang, event, ctx.app.backend.now()),
        view! { <Meter lang=lang taken=view.seats_taken capacity=event.capacity waiting=view.waiting /> }.into_any(),
    ])
}
