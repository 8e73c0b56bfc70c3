//! A stop's blank tickets at the desk: making them, what became of them, whose they were.

use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::Refusal;
use keruen_backend::actor::MemberRole;
use keruen_backend::blanks::{self, BlankDesk, BlankLine, Bound};
use keruen_backend::zone;
use keruen_domain::blank::{BlankListForm, BlankRunForm, NUMBERS, RUN};
use keruen_domain::field::FieldProblem;
use keruen_domain::form::number;
use keruen_domain::id::StopId;
use keruen_domain::lines::ListErrors;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;
use serde::Deserialize;

use super::blanks_path;
use super::list::list_form;
use crate::desk::form::{Fields, Wrong};
use crate::desk::page::{DeskPage, go, person_path, signed};
use crate::error::{OrPage, PageResult, refusal_words};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, Column, DataTable, EmptyState, LinkButton, TableRow, Tone};
use crate::{format, words};

/// What the page is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    /// The first number of the list; empty: whoever came and has no name yet.
    from: String,
    /// What was just done.
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Numbered {
    number: String,
}

/// What was posted and is shown again.
#[derive(Default)]
struct Shown {
    run: BlankRunForm,
    wrong: Wrong,
    list: BlankListForm,
    errors: ListErrors,
    /// A rule that said no to the list.
    refused: Option<Refusal>,
    from: String,
}

pub(super) async fn page(ctx: Ctx, At((_, stop)): At<(String, StopId)>, Asked(asking): Asked<Asking>) -> PageResult {
    show(&ctx, stop, Shown { from: asking.from, ..Shown::default() }, &asking.done).await
}

pub(super) async fn make(
    ctx: Ctx,
    At((_, stop)): At<(String, StopId)>,
    FormOf(run): FormOf<BlankRunForm>,
) -> PageResult {
    signed(&ctx)?;
    let wrong = match blanks::blanks_make(&ctx.app.backend, &ctx.actor(), stop, &run).await {
        Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", blanks_path(stop)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    show(&ctx, stop, Shown { run, wrong, ..Shown::default() }, "").await
}

pub(super) async fn bind(
    ctx: Ctx,
    At((_, stop)): At<(String, StopId)>,
    FormOf(list): FormOf<BlankListForm>,
) -> PageResult {
    signed(&ctx)?;
    let backend = &ctx.app.backend;
    let place = blanks::blank_place(backend, &ctx.actor(), stop).await.or_page(&ctx)?;
    let today = zone::today(&place.stop.zone, backend.now());
    let from = list.get("from").to_owned();
    let shown = match list.parse(today, ctx.lang) {
        Err(errors) => Shown { list, errors, from, ..Shown::default() },
        Ok(read) => match blanks::blanks_bind(backend, &ctx.actor(), stop, &read).await {
            Ok(Bound::All(_)) => return Ok(go(&ctx, &format!("{}?done=saved", blanks_path(stop)))),
            Ok(Bound::UnknownCodes(lines)) => {
                let unknown = |line| (format!("code.{line}"), FieldProblem::UnknownValue);
                let errors = ListErrors(lines.into_iter().map(unknown).collect());
                Shown { list, errors, from, ..Shown::default() }
            }
            Err(error) => {
                let wrong = Wrong::of(&ctx, error)?;
                Shown { list, refused: wrong.refusal, from, ..Shown::default() }
            }
        },
    };
    show(&ctx, stop, shown, "").await
}

pub(super) async fn unbind(
    ctx: Ctx,
    At((_, stop)): At<(String, StopId)>,
    FormOf(posted): FormOf<Numbered>,
) -> PageResult {
    signed(&ctx)?;
    // A form without a number names no ticket: for those who may see the page, it is as it was.
    let done = if let Ok(number) = number(&posted.number, NUMBERS) {
        blanks::blank_unbind(&ctx.app.backend, &ctx.actor(), stop, number).await.or_page(&ctx)?;
        "?done=unbound"
    } else {
        let place = blanks::blank_place(&ctx.app.backend, &ctx.actor(), stop).await.or_page(&ctx)?;
        crate::desk::page::require(&ctx, place.project.id, MemberRole::Organiser)?;
        ""
    };
    Ok(go(&ctx, &format!("{}{done}", blanks_path(stop))))
}

async fn show(ctx: &Ctx, stop: StopId, shown: Shown, done: &str) -> PageResult {
    signed(ctx)?;
    let desk = blanks::blank_desk(&ctx.app.backend, &ctx.actor(), stop).await.or_page(ctx)?;
    Ok(render(ctx, &desk, &shown, done))
}

fn render(ctx: &Ctx, desk: &BlankDesk, shown: &Shown, done: &str) -> Response {
    let (lang, place) = (ctx.lang, &desk.place);
    let refused = shown.refused.is_some() || !shown.errors.0.is_empty();
    let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { shown.wrong.status() };
    let count = |lines: usize| i64::try_from(lines).unwrap_or(i64::MAX);
    let scanned = count(desk.lines.iter().filter(|line| line.came.is_some()).count());
    let named = count(desk.lines.iter().filter(|line| line.holder.is_some()).count());
    let title = format!("{}: {}", words::blanks_title(lang), place.stop.city.get(lang));
    let list = list_form(ctx, desk, (&shown.list, &shown.errors, shown.refused), &shown.from);
    DeskPage::new(ctx, title)
        .under_project(&place.project)
        .under_caravan(&place.caravan)
        .status(status)
        .done(done)
        .show(|| {
            view! {
                <p>{words::blanks_text(lang)}</p>
                {make_form(ctx, desk, shown)}
                {runs(ctx, desk)}
                {(!desk.runs.is_empty()).then(|| view! {
                    <p class="tabular" data-scanned=scanned.to_string() data-named=named.to_string()>
                        {words::blanks_standing(lang, named, scanned)}
                    </p>
                })}
                {list}
                {holders(ctx, desk)}
            }
        })
}

fn make_form(ctx: &Ctx, desk: &BlankDesk, shown: &Shown) -> AnyView {
    let lang = ctx.lang;
    let fields = Fields::new(lang, &shown.wrong);
    let help = words::blanks_count_help(lang, desk.next, *RUN.end());
    view! {
        <section class="card">
            <h2 class="card-title">{words::blanks_make(lang)}</h2>
            {shown.wrong.view(lang)}
            {shown.wrong.is_stale().then(|| view! {
                <Alert tone=Tone::Refuse>{refusal_words(lang, Refusal::StaleForm)}</Alert>
            })}
            <form class="stack" method="post" action=ctx.href(&blanks_path(desk.place.stop.id)) novalidate>
                {fields.digits("count", &shown.run.count, &help, 3)}
                <input type="hidden" name="first" value=desk.next.to_string() />
                <div class="actions"><Button>{words::blanks_make(lang)}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn runs(ctx: &Ctx, desk: &BlankDesk) -> AnyView {
    let lang = ctx.lang;
    if desk.runs.is_empty() {
        return view! { <EmptyState title=words::blanks_empty(lang) text=words::blanks_empty_text(lang) /> }.into_any();
    }
    let rows = desk.runs.iter().map(|run| {
        let offset = zone::offset_minutes(&desk.place.stop.zone, run.at);
        let path = format!("{}/sheet?first={}&last={}", blanks_path(desk.place.stop.id), run.first, run.last);
        TableRow::new(vec![
            words::blanks_range(lang, run.first, run.last).into_any(),
            format::date_time_short(lang, CivilDateTime::at(run.at, offset)).into_any(),
            view! { <LinkButton href=ctx.href(&path) kind=ButtonKind::Quiet>{words::blanks_print(lang)}</LinkButton> }
                .into_any(),
        ])
    });
    let columns = vec![
        Column::text(words::blanks_numbers(lang)),
        Column::text(words::blanks_when(lang)),
        Column::text(words::blanks_print(lang)),
    ];
    view! { <DataTable caption=words::blanks_made(lang) columns=columns rows=rows.collect() /> }.into_any()
}

/// Those that have a name by now; an organiser can take it back. Records of people are for who runs the whole project.
fn holders(ctx: &Ctx, desk: &BlankDesk) -> AnyView {
    let lang = ctx.lang;
    let (actor, project) = (ctx.actor(), desk.place.project.id);
    let organiser = actor.is(project, MemberRole::Organiser);
    let knows = actor.is(project, MemberRole::Coordinator);
    let row = |line: &BlankLine| {
        let ((person, name), number) = (line.holder.clone()?, line.number);
        let mut cells = vec![
            format::number(lang, number).into_any(),
            came(ctx, line).into_any(),
            if knows {
                view! { <a href=ctx.href(&person_path(person))>{name}</a> }.into_any()
            } else {
                name.into_any()
            },
        ];
        if organiser {
            let action = ctx.href(&format!("{}/unbind", blanks_path(desk.place.stop.id)));
            cells.push(
                view! {
                    <form method="post" action=action>
                        <Button kind=ButtonKind::Quiet name="number" value=number.to_string()>
                            {words::blanks_unbind(lang)}
                            <span class="visually-hidden">" " {words::blanks_no(lang, number)}</span>
                        </Button>
                    </form>
                }
                .into_any(),
            );
        }
        Some(TableRow::new(cells))
    };
    let rows: Vec<TableRow> = desk.lines.iter().filter_map(row).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let mut columns = vec![
        Column::number(words::blanks_numbers(lang)),
        Column::text(words::blanks_came(lang)),
        Column::text(words::blanks_holder(lang)),
    ];
    if organiser {
        columns.push(Column::text(words::blanks_unbind(lang)));
    }
    view! { <DataTable caption=words::blanks_named(lang) columns=columns rows=rows /> }.into_any()
}

/// Where and when a blank ticket was first let in.
pub(super) fn came(ctx: &Ctx, line: &BlankLine) -> String {
    line.came.as_ref().map_or_else(
        || words::blanks_came_not(ctx.lang).to_owned(),
        |(title, at, offset)| {
            let at = format::date_time_short(ctx.lang, CivilDateTime::at(*at, *offset));
            format!("{at} · {}", title.get(ctx.lang))
        },
    )
}
