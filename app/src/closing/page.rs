//! A stop in the evening: phones that owe something, heads beside attendances, what waits for review, and the deed.

use std::collections::BTreeMap;

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::closing::{self, ClosingView, DeedDone, EventClosing, PhoneOwing};
use keruen_backend::zone;
use keruen_domain::closing::{Deed, Owes};
use keruen_domain::form::FormErrors;
use keruen_domain::id::StopId;
use keruen_domain::time::{CivilDateTime, Timestamp};
use leptos::prelude::*;

use super::{act_path, closing_path};
use crate::desk::form::Wrong;
use crate::desk::page::{DeskPage, Done, caravan_path, event_path, go, signed};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::paper_entry::sheets_path;
use crate::request::Ctx;
use crate::shell::encode;
use crate::ui::{Alert, Badge, Button, ButtonKind, Column, DataTable, LinkButton, Stat, TableRow, Tone};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, stop)): At<(String, StopId)>, Asked(done): Asked<Done>) -> PageResult {
    show(&ctx, stop, &BTreeMap::new(), &Wrong::default(), &done.done).await
}

pub(super) async fn close(ctx: Ctx, At((_, stop)): At<(String, StopId)>) -> PageResult {
    deed(&ctx, stop, Deed::Closed).await
}

pub(super) async fn reopen(ctx: Ctx, At((_, stop)): At<(String, StopId)>) -> PageResult {
    deed(&ctx, stop, Deed::Reopened).await
}

async fn deed(ctx: &Ctx, stop: StopId, deed: Deed) -> PageResult {
    signed(ctx)?;
    closing::stop_deed(&ctx.app.backend, &ctx.actor(), stop, deed).await.or_page(ctx)?;
    Ok(go(ctx, &closing_path(stop)))
}

/// Counted heads, as they were typed.
pub(super) async fn heads(
    ctx: Ctx,
    At((_, stop)): At<(String, StopId)>,
    FormOf(values): FormOf<BTreeMap<String, String>>,
) -> PageResult {
    signed(&ctx)?;
    let wrong = match closing::heads_count(&ctx.app.backend, &ctx.actor(), stop, &values).await {
        Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", closing_path(stop)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    show(&ctx, stop, &values, &wrong, "").await
}

async fn show(
    ctx: &Ctx,
    stop: StopId,
    typed: &BTreeMap<String, String>,
    wrong: &Wrong,
    done: &str,
) -> Result<Response, PageError> {
    signed(ctx)?;
    let (backend, actor) = (&ctx.app.backend, ctx.actor());
    let view = closing::closing_view(backend, &actor, stop).await.or_page(ctx)?;
    let institutions = closing::institutions(backend, &actor, stop).await.or_page(ctx)?;
    let lang = ctx.lang;
    let title = format!("{}: {}", words::closing_title(lang), view.stop.city.get(lang));
    Ok(DeskPage::new(ctx, title)
        .status(wrong.status())
        .under_project(&view.project)
        .under_caravan(&view.caravan)
        .done(done)
        .show(|| {
            view! {
                {standing(ctx, &view)}
                {figures(ctx, &view)}
                {phones(ctx, &view)}
                {review(ctx, &view)}
                {events(ctx, &view, typed, &wrong.errors)}
                {acts(ctx, &view, &institutions)}
                {deeds(ctx, &view)}
            }
        }))
}

/// Open or closed, what came afterwards, and the button that changes it.
fn standing(ctx: &Ctx, view: &ClosingView) -> AnyView {
    let lang = ctx.lang;
    let path = ctx.href(&closing_path(view.stop.id));
    let days = format::date_range(lang, view.stop.first_day, view.stop.last_day);
    let Some(closed) = view.closed() else {
        let ready = view.phones.is_empty() && view.to_review == 0;
        return view! {
            <p class="row"><Badge tone=Tone::Info>{words::closing_open(lang)}</Badge> {days}</p>
            {ready.then(|| view! { <Alert tone=Tone::Admit>{words::closing_ready(lang)}</Alert> })}
            <form method="post" action=path>
                <p class="muted">{words::closing_close_text(lang)}</p>
                <div class="actions"><Button>{words::closing_close(lang)}</Button></div>
            </form>
        }
        .into_any();
    };
    let late = (view.late > 0).then(|| words::closing_late(lang, view.late));
    view! {
        <p class="row"><Badge tone=Tone::Admit>{words::closing_closed(lang)}</Badge> {days}</p>
        <p>{said(ctx, view, closed)}</p>
        {late.map(|late| view! { <Alert tone=Tone::Ask>{late}</Alert> })}
        <form method="post" action=format!("{path}/reopen")>
            <div class="actions"><Button kind=ButtonKind::Quiet>{words::closing_reopen(lang)}</Button></div>
        </form>
    }
    .into_any()
}

fn figures(ctx: &Ctx, view: &ClosingView) -> AnyView {
    let lang = ctx.lang;
    let stat = |n: i64, label: &'static str| view! { <Stat label=label>{format::number(lang, n)}</Stat> };
    view! {
        <div class="stats">
            {stat(view.figures.people_here, words::act_people_here(lang))}
            {stat(view.figures.new_here, words::act_new_here(lang))}
            {stat(view.figures.visits, words::act_visits(lang))}
        </div>
    }
    .into_any()
}

fn phones(ctx: &Ctx, view: &ClosingView) -> AnyView {
    let lang = ctx.lang;
    if view.phones.is_empty() {
        return view! {
            <h2>{words::closing_phones(lang)}</h2>
            <p class="row"><Badge tone=Tone::Admit>{words::closing_phones_none(lang)}</Badge></p>
        }
        .into_any();
    }
    let row = |phone: &PhoneOwing| {
        let (tone, owes) = match phone.owes {
            Owes::Unsent(n) => (Tone::Refuse, words::closing_phone_unsent(lang, n)),
            Owes::Silent => (Tone::Ask, words::closing_phone_silent(lang).to_owned()),
        };
        let seen = phone.seen_at.map_or(words::desk_device_never(lang).to_owned(), |at| moment(ctx, view, at));
        TableRow::new(vec![
            phone.operator.clone().into_any(),
            seen.into_any(),
            view! { <Badge tone=tone>{owes}</Badge> }.into_any(),
        ])
    };
    let columns = vec![
        Column::text(words::closing_phone(lang)),
        Column::text(words::closing_phone_seen(lang)),
        Column::text(words::closing_phone_owes(lang)),
    ];
    view! { <DataTable caption=words::closing_phones(lang) columns=columns rows=view.phones.iter().map(row).collect() /> }
        .into_any()
}

fn review(ctx: &Ctx, view: &ClosingView) -> AnyView {
    let lang = ctx.lang;
    if view.to_review == 0 {
        return view! { <p class="row"><Badge tone=Tone::Admit>{words::closing_review_none(lang)}</Badge></p> }
            .into_any();
    }
    let words = words::closing_review(lang, view.to_review);
    // The inbox is the whole caravan's.
    let whole = ctx.actor().is(view.project.id, MemberRole::Coordinator);
    let href = ctx.href(&format!("{}/review", caravan_path(view.caravan.id)));
    let words = if whole { view! { <a href=href>{words}</a> }.into_any() } else { words.into_any() };
    view! { <p class="row"><Badge tone=Tone::Ask>{words}</Badge></p> }.into_any()
}

fn events(ctx: &Ctx, view: &ClosingView, typed: &BTreeMap<String, String>, errors: &FormErrors) -> AnyView {
    let lang = ctx.lang;
    if view.events.is_empty() {
        return ().into_any();
    }
    let rows = view.events.iter().map(|event| event_row(ctx, event, typed)).collect();
    let columns = vec![
        Column::text(words::act_event(lang)),
        Column::number(words::closing_attended(lang)),
        Column::text(words::closing_heads(lang)),
        Column::text(words::closing_difference(lang)),
        Column::text(words::closing_sheets(lang)),
    ];
    let wrong = errors.get("heads").map(|problem| words::field_problem(lang, problem));
    view! {
        <form class="stack" method="post" action=ctx.href(&format!("{}/heads", closing_path(view.stop.id))) novalidate>
            {wrong.map(|wrong| view! { <Alert tone=Tone::Refuse>{wrong}</Alert> })}
            <DataTable caption=words::closing_events(lang) columns=columns rows=rows />
            <div class="actions"><Button kind=ButtonKind::Quiet>{words::closing_save_heads(lang)}</Button></div>
        </form>
    }
    .into_any()
}

fn event_row(ctx: &Ctx, event: &EventClosing, typed: &BTreeMap<String, String>) -> TableRow {
    let (lang, id) = (ctx.lang, event.view.event.id);
    let title = event.view.event.title.get(lang).to_owned();
    let name = format!("heads.{id}");
    let value = typed.get(&name).cloned().or_else(|| event.heads.map(|heads| heads.to_string())).unwrap_or_default();
    let difference = event.heads.map(|heads| match heads - event.attended - event.anonymous {
        0 => view! { <Badge tone=Tone::Admit>{words::closing_agreed(lang)}</Badge> }.into_any(),
        more if more > 0 => {
            view! { <Badge tone=Tone::Ask>{format!("+{}", format::number(lang, more))}</Badge> }.into_any()
        }
        less => view! { <Badge tone=Tone::Ask>{format!("−{}", format::number(lang, -less))}</Badge> }.into_any(),
    });
    let anonymous = (event.anonymous > 0)
        .then(|| view! { <br /> <span class="muted">{words::closing_anonymous(lang, event.anonymous)}</span> });
    let sheets: Vec<String> = event
        .sheets
        .iter()
        .map(|(sheet, held)| {
            let count = sheet.heads.map_or_else(
                || format::number(lang, *held),
                |heads| format!("{} / {}", format::number(lang, *held), format::number(lang, heads)),
            );
            format!("№ {}: {count}", sheet.sheet_no)
        })
        .collect();
    let sheets = if sheets.is_empty() { words::closing_sheets_none(lang).to_owned() } else { sheets.join(", ") };
    let label = words::closing_heads_for(lang, &title);
    TableRow::new(vec![
        view! { <a href=ctx.href(&event_path(id))>{title}</a> }.into_any(),
        view! { <span>{format::number(lang, event.attended)} {anonymous}</span> }.into_any(),
        view! {
            <input class="input" data-width="short" name=name value=value inputmode="numeric" maxlength="6" autocomplete="off" aria-label=label />
        }
        .into_any(),
        difference.into_any(),
        view! { <a href=ctx.href(&sheets_path(id))>{sheets}</a> }.into_any(),
    ])
}

fn acts(ctx: &Ctx, view: &ClosingView, institutions: &[(String, i64)]) -> AnyView {
    let lang = ctx.lang;
    let path = ctx.href(&act_path(view.stop.id));
    let rows: Vec<TableRow> = institutions
        .iter()
        .map(|(name, people)| {
            let href = format!("{path}?institution={}", encode(name));
            TableRow::new(vec![
                view! { <a href=href>{name.clone()}</a> }.into_any(),
                format::number(lang, *people).into_any(),
            ])
        })
        .collect();
    let columns = vec![Column::text(words::closing_institution(lang)), Column::number(words::closing_people(lang))];
    let table = (!rows.is_empty()).then(|| {
        view! {
            <details>
                <summary>{words::closing_acts(lang)}</summary>
                <p class="muted">{words::closing_acts_text(lang)}</p>
                <DataTable caption=words::closing_acts(lang) columns=columns rows=rows hide_caption=true />
            </details>
        }
    });
    view! {
        <div class="actions"><LinkButton href=path kind=ButtonKind::Quiet>{words::closing_act(lang)}</LinkButton></div>
        {table}
    }
    .into_any()
}

fn deeds(ctx: &Ctx, view: &ClosingView) -> AnyView {
    if view.deeds.len() < 2 {
        return ().into_any();
    }
    let items = view.deeds.iter().map(|done| view! { <li>{said(ctx, view, done)}</li> }).collect_view();
    view! { <h2>{words::closing_deeds(ctx.lang)}</h2> <ul>{items}</ul> }.into_any()
}

/// What was done, when, by whom.
fn said(ctx: &Ctx, view: &ClosingView, done: &DeedDone) -> String {
    let (lang, at) = (ctx.lang, moment(ctx, view, done.at));
    let name = if done.by.is_empty() { words::closing_program(lang) } else { &done.by };
    match done.deed {
        Deed::Closed => words::closing_closed_by(lang, name, at),
        Deed::Reopened => words::closing_reopened_by(lang, name, at),
    }
}

fn moment(ctx: &Ctx, view: &ClosingView, at: Timestamp) -> String {
    format::date_time_short(ctx.lang, CivilDateTime::at(at, zone::offset_minutes(&view.stop.zone, at)))
}
