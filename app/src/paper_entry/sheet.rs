//! One sheet: an input that always has the focus, what became of the last line, and all lines so far.

use axum::response::Response;
use keruen_backend::paper_entry::{self, Candidate, Said, SheetLine, SheetView};
use keruen_domain::id::{PersonId, SheetId};
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;
use serde::Deserialize;

use super::{sheet_path, sheets_path};
use crate::desk::page::{DeskPage, event_path, go, signed};
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, Column, DataTable, EmptyState, Field, LinkButton, TableRow, Tone};
use crate::{format, words};

/// What was just done, by the line's number.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    /// This line was entered.
    entered: Option<i64>,
    /// Whoever was typed stands on this line already.
    already: Option<i64>,
    /// The sheet of that line, when it is another one.
    on: Option<SheetId>,
    /// This person's line was taken back.
    undone: Option<PersonId>,
    /// There was nothing to take back.
    nothing: Option<String>,
}

/// The form with the one input.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    text: String,
    /// Whom the digit chooses from.
    among: String,
    /// The line that `-` takes back.
    last: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Undo {
    line: String,
}

pub(super) async fn page(ctx: Ctx, At((_, sheet)): At<(String, SheetId)>, Asked(asking): Asked<Asking>) -> PageResult {
    signed(&ctx)?;
    let view = paper_entry::sheet_view(&ctx.app.backend, &ctx.actor(), sheet).await.or_page(&ctx)?;
    let said = said(&ctx, &view, &asking).await;
    Ok(show(&ctx, &view, said, &[], ""))
}

/// One typed line. What was done leads to the page anew, so that loading it again does nothing twice.
pub(super) async fn take(
    ctx: Ctx,
    At((_, sheet)): At<(String, SheetId)>,
    FormOf(posted): FormOf<Posted>,
) -> PageResult {
    signed(&ctx)?;
    let (backend, actor) = (&ctx.app.backend, ctx.actor());
    let among: Vec<PersonId> = posted.among.split('.').filter_map(|id| id.parse().ok()).collect();
    let last = posted.last.parse().ok();
    let done = paper_entry::sheet_type(backend, &actor, sheet, &posted.text, &among, last).await.or_page(&ctx)?;
    let (offered, more) = match done {
        Said::Choose(offered, more) => (offered, more),
        Said::Nobody => (Vec::new(), false),
        done => return Ok(go(&ctx, &after(sheet, &done, posted.text.trim().is_empty()))),
    };
    let view = paper_entry::sheet_view(backend, &actor, sheet).await.or_page(&ctx)?;
    let lang = ctx.lang;
    let said = if offered.is_empty() {
        let href = ctx.href(&format!("{}/new", sheet_path(sheet)));
        let everywhere = !posted.text.trim_start().starts_with('+');
        view! {
            <Alert tone=Tone::Refuse title=words::paper_said_nobody(lang, posted.text.trim())>
                {everywhere.then(|| view! { <p>{words::paper_everywhere(lang)}</p> })}
                <p><a href=href>{words::paper_unknown(lang)}</a></p>
            </Alert>
        }
        .into_any()
    } else {
        more.then(|| view! { <Alert tone=Tone::Ask>{words::paper_more(lang)}</Alert> }).into_any()
    };
    Ok(show(&ctx, &view, said, &offered, &posted.text))
}

pub(super) async fn undo(ctx: Ctx, At((_, sheet)): At<(String, SheetId)>, FormOf(form): FormOf<Undo>) -> PageResult {
    signed(&ctx)?;
    let line = form.line.parse().unwrap_or(0);
    let done = paper_entry::sheet_undo(&ctx.app.backend, &ctx.actor(), sheet, line).await.or_page(&ctx)?;
    Ok(go(&ctx, &after(sheet, &done, false)))
}

/// Where to go after something was done.
fn after(sheet: SheetId, said: &Said, empty: bool) -> String {
    let path = sheet_path(sheet);
    match said {
        Said::Entered(line) => format!("{path}?entered={line}"),
        Said::Already(on, line) => format!("{path}?already={line}&on={on}"),
        Said::Undone(person) => format!("{path}?undone={person}"),
        _ if empty => path,
        _ => format!("{path}?nothing=yes"),
    }
}

/// What was done, in words. An address that names nothing says nothing.
async fn said(ctx: &Ctx, view: &SheetView, asking: &Asking) -> AnyView {
    let lang = ctx.lang;
    let line = |view: &SheetView, number: i64| view.lines.iter().find(|line| line.line == number).cloned();
    if let Some(line) = asking.entered.and_then(|number| line(view, number)) {
        let words = match also(ctx, view, &line) {
            Some(how) => words::paper_said_also(lang, how, line.name),
            None => words::paper_said_entered(lang, line.name),
        };
        return view! { <Alert tone=Tone::Admit>{words}</Alert> }.into_any();
    }
    if let Some(number) = asking.already {
        let other = match asking.on.filter(|on| *on != view.sheet.id) {
            Some(on) => paper_entry::sheet_view(&ctx.app.backend, &ctx.actor(), on).await.ok(),
            None => None,
        };
        let on = other.as_ref().unwrap_or(view);
        if let Some(line) = line(on, number) {
            let words = words::paper_said_already(lang, line.name, &on.sheet.sheet_no);
            return view! { <Alert tone=Tone::Ask>{words}</Alert> }.into_any();
        }
    }
    if let Some(person) = asking.undone {
        let name = paper_entry::sheet_name(&ctx.app.backend, &ctx.actor(), view.sheet.id, person).await.ok().flatten();
        return name
            .map(|name| view! { <Alert tone=Tone::Info>{words::paper_said_undone(lang, name)}</Alert> })
            .into_any();
    }
    asking
        .nothing
        .is_some()
        .then(|| view! { <Alert tone=Tone::Ask>{words::paper_said_nothing(lang)}</Alert> })
        .into_any()
}

fn show(ctx: &Ctx, page: &SheetView, said: AnyView, offered: &[Candidate], typed: &str) -> Response {
    let (lang, event) = (ctx.lang, &page.page.view.event);
    DeskPage::new(ctx, words::paper_sheet(lang, &page.sheet.sheet_no))
        .under_project(&page.page.project)
        .under_caravan(&page.page.caravan)
        .under(&event_path(event.id), event.title.get(lang))
        .under(&sheets_path(event.id), words::paper_title(lang))
        .show(|| {
            let path = ctx.href(&sheet_path(page.sheet.id));
            let among: Vec<String> = offered.iter().map(|one| one.person.to_string()).collect();
            let last = page.lines.first().map(|line| line.line.to_string());
            let choosing = !offered.is_empty();
            let (label, help) = if choosing {
                (words::paper_choice(lang), words::paper_choice_help(lang))
            } else {
                (words::paper_line(lang), words::paper_line_help(lang))
            };
            view! {
                <p class="lead">{event.title.get(lang).to_owned()}</p>
                {count(ctx, page)}
                {said}
                <form class="stack" method="post" action=path.clone() novalidate>
                    {choosing.then(|| view! { <p class="muted">{typed.to_owned()}</p> })}
                    {choosing.then(|| candidates(ctx, offered))}
                    <Field name="text" label=label help=help maxlength=100 autocomplete="off" autofocus=true />
                    <input type="hidden" name="among" value=among.join(".") />
                    <input type="hidden" name="last" value=last.unwrap_or_default() />
                    <div class="actions">
                        <Button>{words::paper_enter(lang)}</Button>
                        <LinkButton href=format!("{path}/new") kind=ButtonKind::Quiet>{words::paper_unknown(lang)}</LinkButton>
                        <LinkButton href=ctx.href(&sheets_path(event.id)) kind=ButtonKind::Quiet>{words::paper_other(lang)}</LinkButton>
                    </div>
                </form>
                {lines(ctx, page)}
            }
        })
}

/// Lines beside signatures.
fn count(ctx: &Ctx, page: &SheetView) -> AnyView {
    let lang = ctx.lang;
    let held = i64::try_from(page.lines.len()).unwrap_or(i64::MAX);
    let Some(heads) = page.sheet.heads else {
        return view! { <p class="tabular" data-held=held.to_string()>{words::paper_count_alone(lang, held)}</p> }
            .into_any();
    };
    let (tone, words) = match held.cmp(&heads) {
        std::cmp::Ordering::Less => (Tone::Plain, words::paper_short(lang, heads - held)),
        std::cmp::Ordering::Equal => (Tone::Admit, words::paper_agrees(lang).to_owned()),
        std::cmp::Ordering::Greater => (Tone::Ask, words::paper_over(lang, held - heads)),
    };
    view! {
        <p class="row">
            <span class="tabular" data-held=held.to_string()>{words::paper_count(lang, held, heads)}</span>
            <crate::ui::Badge tone=tone>{words}</crate::ui::Badge>
        </p>
    }
    .into_any()
}

fn candidates(ctx: &Ctx, offered: &[Candidate]) -> AnyView {
    let lang = ctx.lang;
    let item = |one: &Candidate| {
        let parts = [one.class_name.as_str(), one.institution.as_str()];
        let school = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let number = one.number.map(|number| format!("№ {}", format::number(lang, number)));
        view! {
            <li>
                {one.name.clone()} " " <span class="muted">{number} " " {school}</span>
                {(!one.on_list).then(|| view! { " " <crate::ui::Badge tone=Tone::Ask>{words::paper_elsewhere(lang)}</crate::ui::Badge> })}
            </li>
        }
    };
    view! { <ol id="candidates">{offered.iter().map(item).collect_view()}</ol> }.into_any()
}

fn lines(ctx: &Ctx, page: &SheetView) -> AnyView {
    let lang = ctx.lang;
    if page.lines.is_empty() {
        return view! { <EmptyState title=words::paper_lines_empty(lang) /> }.into_any();
    }
    let action = ctx.href(&format!("{}/undo", sheet_path(page.sheet.id)));
    let rows = page.lines.iter().map(|line| {
        let name = line.name.clone();
        TableRow::new(vec![
            line.name.clone().into_any(),
            line.number.map(|number| format::number(lang, number)).into_any(),
            line.class_name.clone().into_any(),
            also(ctx, page, line).into_any(),
            view! {
                <form method="post" action=action.clone()>
                    <Button kind=ButtonKind::Quiet name="line" value=line.line.to_string()>
                        {words::paper_undo(lang)} <span class="visually-hidden">" " {name}</span>
                    </Button>
                </form>
            }
            .into_any(),
        ])
    });
    let columns = vec![
        Column::text(words::desk_list_name(lang)),
        Column::number(words::paper_number(lang)),
        Column::text(words::desk_list_class(lang)),
        Column::text(words::paper_also(lang)),
        Column::text(words::paper_undo(lang)),
    ];
    view! { <DataTable caption=words::paper_lines(lang) columns=columns rows=rows.collect() /> }.into_any()
}

/// How else somebody is known to have come.
fn also(ctx: &Ctx, page: &SheetView, line: &SheetLine) -> Option<String> {
    let (at, method) = line.also?;
    let at = CivilDateTime::at(at, page.page.view.offset_minutes);
    Some(format!("{}, {}", words::method(ctx.lang, method), format::date_time_short(ctx.lang, at)))
}
