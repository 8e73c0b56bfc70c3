//! The whole roll of an event: for paper with a line to sign on, as PDF for a door, and as a file.

use keruen_backend::actor::MemberRole;
use keruen_backend::events::EventPage;
use keruen_backend::paper::{DoorColumns, DoorList, DoorRow, door_list, drawn};
use keruen_backend::paper_entry::numbered_roll;
use keruen_backend::roll::{self, RollRow};
use keruen_backend::tables::{Cell, Kind, Sheet};
use keruen_domain::id::EventId;
use keruen_domain::scan::ConsentMark;
use keruen_domain::text::Lang;
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::load;
use super::page::{DeskPage, event_path};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::At;
use crate::files::{Opens, PDF, private};
use crate::request::Ctx;
use crate::sheets::{column, csv, text, xlsx};
use crate::ui::{Column, DataTable, EmptyState, TableRow};
use crate::{format, words};

/// Where the sheet is.
pub(super) fn sheet_path(event: EventId) -> String {
    format!("{}/sheet", event_path(event))
}

/// Empty lines at the end of a door's list.
const BLANK_LINES: usize = 20;

/// Where the list for a door is.
pub(super) fn pdf_path(event: EventId) -> String {
    format!("{}/door.pdf", event_path(event))
}

/// Where the file of this kind is: `csv`, `xlsx`.
pub(super) fn file_path(event: EventId, kind: &str) -> String {
    format!("{}/roll.{kind}", event_path(event))
}

/// Everybody who has a seat or came, numbered, with room for a signature.
pub(super) async fn sheet(ctx: Ctx, At((_, id)): At<(String, EventId)>) -> PageResult {
    let (page, people) = numbered(&ctx, id).await?;
    let (lang, event) = (ctx.lang, &page.view.event);
    let (starts, ends) = (page.view.starts(), page.view.ends());
    let columns = vec![
        Column::text(words::desk_list_name(lang)),
        Column::text(words::desk_list_class(lang)),
        Column::text(words::desk_list_code(lang)),
        Column::text(words::desk_list_consent(lang)),
        Column::text(words::desk_list_signature(lang)),
    ];
    let rows: Vec<TableRow> = people.iter().map(|(number, row)| line(lang, *number, row)).collect();
    Ok(DeskPage::new(&ctx, words::desk_list_title(lang))
        .wide()
        .under_project(&page.project)
        .under_caravan(&page.caravan)
        .under(&event_path(id), event.title.get(lang))
        .show(|| {
            let place = place(lang, &page);
            view! {
                <p class="lead">
                    {event.title.get(lang).to_owned()} <br />
                    {format::date_long(lang, starts.date)} ", " {format::time_range(lang, starts, ends)} " · " {place}
                </p>
                {if rows.is_empty() {
                    view! { <EmptyState title=words::desk_list_empty(lang) text=words::desk_list_empty_text(lang) /> }.into_any()
                } else {
                    view! { <DataTable caption=words::desk_list_title(lang) columns=columns rows=rows hide_caption=true /> }.into_any()
                }}
            }
        }))
}

/// The sheet as PDF: squares to tick, the short codes, and empty lines for who is not on it.
pub(super) async fn pdf(ctx: Ctx, At((_, id)): At<(String, EventId)>) -> PageResult {
    let (page, people) = numbered(&ctx, id).await?;
    let (lang, view) = (ctx.lang, &page.view);
    let list = DoorList {
        language: lang.code().to_owned(),
        document_title: format!("{}: {}", words::desk_list_title(lang), view.event.title.get(lang)),
        title: page.caravan.title.get(lang).to_owned(),
        event: view.event.title.get(lang).to_owned(),
        time: format!(
            "{}, {}",
            format::date_long(lang, view.starts().date),
            format::time_range(lang, view.starts(), view.ends())
        ),
        place: place(lang, &page),
        columns: DoorColumns {
            number: "№".to_owned(),
            name: words::desk_list_name(lang).to_owned(),
            class: words::desk_list_class(lang).to_owned(),
            code: words::desk_list_code(lang).to_owned(),
            here: words::desk_list_here(lang).to_owned(),
        },
        rows: people
            .into_iter()
            .map(|(number, row)| DoorRow {
                number: number.to_string(),
                code: code(&row),
                name: row.name,
                class: row.class_name,
            })
            .collect(),
        blank: BLANK_LINES,
    };
    let pdf = drawn(move || door_list(&list)).await.or_page(&ctx)?;
    Ok(private(PDF, "keruen-door.pdf", Opens::Here, pdf))
}

/// City and room.
fn place(lang: Lang, page: &EventPage) -> String {
    let city = page.stop.as_ref().map(|stop| stop.city.get(lang));
    let parts = [city, Some(page.view.event.place.get(lang))];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The same people and those who wait or gave their seat up, one a line.
pub(super) async fn file(ctx: Ctx, At((_, id)): At<(String, EventId)>) -> PageResult {
    Ok(csv("keruen-roll.csv", &table(&ctx, id).await?))
}

/// As [`file`], a workbook.
pub(super) async fn workbook(ctx: Ctx, At((_, id)): At<(String, EventId)>) -> PageResult {
    let table = table(&ctx, id).await?;
    xlsx(&ctx, "keruen-roll.xlsx", table).await
}

async fn table(ctx: &Ctx, id: EventId) -> Result<Sheet, PageError> {
    let (page, people) = load(ctx, id).await?;
    let lang = ctx.lang;
    let columns = vec![
        column(words::desk_list_name(lang), Kind::Text),
        column(words::desk_list_class(lang), Kind::Text),
        column(words::desk_list_institution(lang), Kind::Text),
        column(words::desk_list_phone(lang), Kind::Text),
        column(words::desk_list_code(lang), Kind::Text),
        column(words::desk_list_state(lang), Kind::Text),
        column(words::desk_list_consent(lang), Kind::Text),
        column(words::desk_list_attendance(lang), Kind::DateTime),
        column(words::facts_method(lang), Kind::Text),
    ];
    let row = |row: RollRow| {
        let (code, state) = (code(&row), state(lang, &row));
        let at = row.attended.map(|(at, _)| CivilDateTime::at(at, page.view.offset_minutes));
        vec![
            text(row.name),
            text(row.class_name),
            text(row.institution),
            text(row.phone.unwrap_or_default()),
            text(code),
            text(state),
            text(consent(lang, row.consent)),
            at.map_or(Cell::Empty, Cell::DateTime),
            text(row.attended.map(|(_, method)| words::method(lang, method)).unwrap_or_default()),
        ]
    };
    let rows = people.into_iter().map(row).collect();
    Ok(Sheet { name: page.view.event.title.get(lang).to_owned(), columns, rows })
}

/// Who has a seat or came, each with the number that means them on every list of this event.
async fn numbered(ctx: &Ctx, id: EventId) -> Result<(EventPage, Vec<(i64, RollRow)>), PageError> {
    let page = load::event(ctx, id, MemberRole::Coordinator).await?;
    let people = numbered_roll(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    Ok((page, people))
}

async fn load(ctx: &Ctx, id: EventId) -> Result<(EventPage, Vec<RollRow>), PageError> {
    let page = load::event(ctx, id, MemberRole::Coordinator).await?;
    let mut people = roll::event_roll(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    for row in &mut people {
        row.name = words::name_of(ctx.lang, &row.name);
    }
    Ok((page, people))
}

fn line(lang: Lang, number: i64, row: &RollRow) -> TableRow {
    TableRow::new(vec![
        format!("{number}. {}", row.name).into_any(),
        row.class_name.clone().into_any(),
        view! { <span class="tabular">{code(row)}</span> }.into_any(),
        consent(lang, row.consent).into_any(),
        view! { <span class="signature-line"></span> }.into_any(),
    ])
}

fn code(row: &RollRow) -> String {
    let code = row.short_code.as_deref().and_then(|code| ShortCode::parse(code).ok());
    code.map(|code| code.display()).unwrap_or_default()
}

fn state(lang: Lang, row: &RollRow) -> &'static str {
    row.state
        .map_or(words::desk_list_unregistered(lang), |state| words::registration_state(lang, state.given(row.consent)))
}

const fn consent(lang: Lang, mark: ConsentMark) -> &'static str {
    match mark {
        ConsentMark::Held => words::desk_list_consent_held(lang),
        ConsentMark::Missing => words::desk_list_consent_missing(lang),
    }
}
