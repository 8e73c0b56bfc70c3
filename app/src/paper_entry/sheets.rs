//! The sheets of an event, and the form that opens one: its number first, then its lines.

use axum::response::Response;
use keruen_backend::paper_entry::{self, SheetDesk};
use keruen_domain::id::EventId;
use keruen_domain::paper_entry::SheetForm;
use leptos::prelude::*;

use super::{sheet_path, sheets_path};
use crate::desk::form::{Fields, Wrong};
use crate::desk::page::{DeskPage, event_path, go, signed};
use crate::error::{OrPage, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, Column, DataTable, EmptyState, Field, TableRow};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, event)): At<(String, EventId)>) -> PageResult {
    signed(&ctx)?;
    let desk = paper_entry::sheet_desk(&ctx.app.backend, &ctx.actor(), event).await.or_page(&ctx)?;
    Ok(show(&ctx, &desk, &SheetForm::default(), &Wrong::default()))
}

pub(super) async fn open(
    ctx: Ctx,
    At((_, event)): At<(String, EventId)>,
    FormOf(form): FormOf<SheetForm>,
) -> PageResult {
    signed(&ctx)?;
    let (backend, actor) = (&ctx.app.backend, ctx.actor());
    let wrong = match paper_entry::sheet_open(backend, &actor, event, &form).await {
        Ok(sheet) => return Ok(go(&ctx, &sheet_path(sheet))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    let desk = paper_entry::sheet_desk(backend, &actor, event).await.or_page(&ctx)?;
    Ok(show(&ctx, &desk, &form, &wrong))
}

fn show(ctx: &Ctx, desk: &SheetDesk, form: &SheetForm, wrong: &Wrong) -> Response {
    let (lang, page) = (ctx.lang, &desk.page);
    let event = &page.view.event;
    DeskPage::new(ctx, words::paper_title(lang))
        .narrow()
        .status(wrong.status())
        .under_project(&page.project)
        .under_caravan(&page.caravan)
        .under(&event_path(event.id), event.title.get(lang))
        .show(|| {
            let fields = Fields::new(lang, wrong);
            let error = wrong.errors.get("sheet_no").map(|problem| words::field_problem(lang, problem));
            view! {
                <p class="lead">{event.title.get(lang).to_owned()}</p>
                <p>{words::paper_text(lang)}</p>
                {wrong.view(lang)}
                <form class="stack" method="post" action=ctx.href(&sheets_path(event.id)) novalidate>
                    <Field name="sheet_no" label=words::paper_sheet_no(lang) value=form.sheet_no.as_str() error=error
                        width="mid" maxlength=40 autocomplete="off" required=true autofocus=true />
                    {fields.number("heads", &form.heads, "")}
                    <div class="actions"><Button>{words::paper_open(lang)}</Button></div>
                </form>
                {table(ctx, desk)}
            }
        })
}

fn table(ctx: &Ctx, desk: &SheetDesk) -> AnyView {
    let lang = ctx.lang;
    if desk.sheets.is_empty() {
        return view! { <EmptyState title=words::paper_sheets_empty(lang) /> }.into_any();
    }
    let rows = desk.sheets.iter().map(|(sheet, held)| {
        let href = ctx.href(&sheet_path(sheet.id));
        TableRow::new(vec![
            view! { <a href=href>{words::paper_sheet(lang, &sheet.sheet_no)}</a> }.into_any(),
            format::number(lang, *held).into_any(),
            sheet.heads.map(|heads| format::number(lang, heads)).into_any(),
        ])
    });
    let columns = vec![
        Column::text(words::paper_sheet_no(lang)),
        Column::number(words::paper_held(lang)),
        Column::number(words::paper_heads(lang)),
    ];
    view! { <DataTable caption=words::paper_sheets(lang) columns=columns rows=rows.collect() /> }.into_any()
}
