//! The persons behind a figure: a list with its own address, page by page, and as a file.

use std::collections::HashMap;

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::figures::{self, FiguresView, PersonRow, Scope};
use keruen_backend::tables::{Cell, Kind, Sheet};
use keruen_backend::zone;
use keruen_domain::event::Event;
use keruen_domain::id::{CaravanId, EventId, ProjectId};
use keruen_domain::name::search_key;
use keruen_domain::project::Project;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::query::{PersonsQuery, in_words};
use crate::desk::load;
use crate::desk::page::{DeskPage, caravan_path, project_path};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At};
use crate::request::Ctx;
use crate::sheets::{column, csv, text, xlsx};
use crate::ui::{Button, ButtonKind, Column, DataTable, EmptyState, Field, LinkButton, TableRow};
use crate::{format, words};

/// Rows of one page.
const PAGE: usize = 100;

pub(super) async fn of_caravan(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    Asked(query): Asked<PersonsQuery>,
) -> PageResult {
    let place = load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    Ok(List::load(&ctx, Scope::Caravan(id), query).await?.show(&ctx, &place.project, Some(&place)))
}

pub(super) async fn of_project(
    ctx: Ctx,
    At((_, id)): At<(String, ProjectId)>,
    Asked(query): Asked<PersonsQuery>,
) -> PageResult {
    let place = load::project(&ctx, id, MemberRole::Coordinator).await?;
    Ok(List::load(&ctx, Scope::Project(id), query).await?.show(&ctx, &place.project, None))
}

pub(super) async fn csv_of_caravan(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    Asked(query): Asked<PersonsQuery>,
) -> PageResult {
    load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    Ok(csv("keruen-persons.csv", &List::load(&ctx, Scope::Caravan(id), query).await?.sheet(&ctx)))
}

pub(super) async fn csv_of_project(
    ctx: Ctx,
    At((_, id)): At<(String, ProjectId)>,
    Asked(query): Asked<PersonsQuery>,
) -> PageResult {
    load::project(&ctx, id, MemberRole::Coordinator).await?;
    Ok(csv("keruen-persons.csv", &List::load(&ctx, Scope::Project(id), query).await?.sheet(&ctx)))
}

pub(super) async fn xlsx_of_caravan(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    Asked(query): Asked<PersonsQuery>,
) -> PageResult {
    load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    let sheet = List::load(&ctx, Scope::Caravan(id), query).await?.sheet(&ctx);
    xlsx(&ctx, "keruen-persons.xlsx", sheet).await
}

pub(super) async fn xlsx_of_project(
    ctx: Ctx,
    At((_, id)): At<(String, ProjectId)>,
    Asked(query): Asked<PersonsQuery>,
) -> PageResult {
    load::project(&ctx, id, MemberRole::Coordinator).await?;
    let sheet = List::load(&ctx, Scope::Project(id), query).await?.sheet(&ctx);
    xlsx(&ctx, "keruen-persons.xlsx", sheet).await
}

/// The persons that a query asks for, with what their lines need.
struct List {
    path: String,
    query: PersonsQuery,
    view: FiguresView,
    rows: Vec<PersonRow>,
}

impl List {
    async fn load(ctx: &Ctx, scope: Scope, query: PersonsQuery) -> Result<Self, PageError> {
        let (backend, actor) = (&ctx.app.backend, ctx.actor());
        let (path, view) = match scope {
            Scope::Caravan(id) => (caravan_path(id), figures::caravan_figures(backend, &actor, id).await.or_page(ctx)?),
            Scope::Project(id) => (project_path(id), figures::project_figures(backend, &actor, id).await.or_page(ctx)?),
        };
        let mut rows = figures::persons_behind(backend, &actor, scope, &query.filter()).await.or_page(ctx)?;
        let wanted = search_key(query.q.trim());
        if !wanted.is_empty() {
            rows.retain(|row| search_key(&row.name).contains(&wanted));
        }
        Ok(Self { path, query, view, rows })
    }

    fn show(self, ctx: &Ctx, project: &Project, caravan: Option<&CaravanView>) -> Response {
        let lang = ctx.lang;
        let direct = format!("{}/direct", self.path);
        let page = DeskPage::new(ctx, words::persons_title(lang)).wide().under_project(project);
        let page = match caravan {
            Some(view) => page.under_caravan(&view.caravan),
            None => page,
        };
        page.under(&direct, words::direct_title(lang)).show(|| self.body(ctx))
    }

    fn body(self, ctx: &Ctx) -> AnyView {
        let lang = ctx.lang;
        let total = self.rows.len();
        let number = self.query.page.parse::<usize>().unwrap_or(1).clamp(1, total.div_ceil(PAGE).max(1));
        let what = in_words(lang, &self.query.filter(), &self.view).join(" · ");
        let what = if what.is_empty() { words::direct_title(lang).to_owned() } else { what };
        let events = self.events();
        let rows: Vec<TableRow> =
            self.rows.iter().skip((number - 1) * PAGE).take(PAGE).map(|row| line(ctx, row, &events)).collect();
        let columns = vec![
            Column::text(words::persons_name(lang)),
            Column::text(words::persons_age(lang)),
            Column::text(words::persons_region(lang)),
            Column::text(words::persons_first(lang)),
            Column::number(words::persons_visits(lang)),
        ];
        let hidden: Vec<_> = self
            .query
            .pairs()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect();
        let path = ctx.href(&format!("{}/persons", self.path));
        let all = path.clone();
        let [workbook, file] = ["xlsx", "csv"].map(|kind| format!("{path}.{kind}{}", self.query.address(1)));
        view! {
            <p class="lead">{words::persons_of(lang, count(total), what.clone())}</p>
            <form method="get" action=path.clone()>
                {hidden}
                <div class="row">
                    <Field name="q" label=words::persons_search(lang) value=self.query.q.as_str() />
                    <Button kind=ButtonKind::Quiet>{words::search(lang)}</Button>
                </div>
            </form>
            {if rows.is_empty() {
                view! { <EmptyState title=words::persons_empty(lang)><a href=all>{words::empty_filter_reset(lang)}</a></EmptyState> }.into_any()
            } else {
                view! { <DataTable caption=what columns=columns rows=rows hide_caption=true /> }.into_any()
            }}
            {pages(ctx, &path, &self.query, number, total)}
            <div class="actions">
                <LinkButton href=workbook kind=ButtonKind::Quiet download="keruen-persons.xlsx".to_owned()>{words::direct_download_xlsx(lang)}</LinkButton>
                <LinkButton href=file kind=ButtonKind::Quiet download="keruen-persons.csv".to_owned()>{words::direct_download_csv(lang)}</LinkButton>
            </div>
        }
        .into_any()
    }

    fn events(&self) -> HashMap<EventId, &Event> {
        self.view.events.iter().map(|(event, _)| (event.id, event)).collect()
    }

    fn sheet(&self, ctx: &Ctx) -> Sheet {
        let lang = ctx.lang;
        let events = self.events();
        let columns = vec![
            column(words::persons_name(lang), Kind::Text),
            column(words::persons_age(lang), Kind::Text),
            column(words::persons_region(lang), Kind::Text),
            column(words::desk_list_class(lang), Kind::Text),
            column(words::persons_first(lang), Kind::DateTime),
            column(words::desk_event_title(lang), Kind::Text),
            column(words::persons_visits(lang), Kind::Number),
        ];
        let row = |row: &PersonRow| {
            let event = events.get(&row.first_event);
            vec![
                text(words::name_of(lang, &row.name).as_str()),
                text(words::age_band(lang, row.band)),
                text(row.region.name(lang)),
                text(row.class_name.as_str()),
                event.map_or(Cell::Empty, |event| Cell::DateTime(local(event, row))),
                text(event.map(|event| event.title.get(lang)).unwrap_or_default()),
                Cell::Number(row.visits),
            ]
        };
        let rows = self.rows.iter().map(row).collect();
        Sheet { name: words::direct_title(lang).to_owned(), columns, rows }
    }
}

/// The first attendance on the clock of its place.
fn local(event: &Event, row: &PersonRow) -> CivilDateTime {
    CivilDateTime::at(row.first_at, zone::offset_minutes(&event.zone, row.first_at))
}

fn line(ctx: &Ctx, row: &PersonRow, events: &HashMap<EventId, &Event>) -> TableRow {
    let lang = ctx.lang;
    let first = events.get(&row.first_event).map(|event| {
        let at = format::date_time_short(lang, local(event, row));
        view! { <span>{at} " · " {event.title.get(lang).to_owned()}</span> }
    });
    let class = (!row.class_name.is_empty()).then(|| view! { " " <span class="muted">{row.class_name.clone()}</span> });
    TableRow::new(vec![
        view! { <span><a href=ctx.href(&format!("/desk/person/{}", row.person))>{words::name_of(lang, &row.name)}</a> {class}</span> }
            .into_any(),
        words::age_band(lang, row.band).into_any(),
        row.region.name(lang).into_any(),
        first.into_any(),
        format::number(lang, row.visits).into_any(),
    ])
}

fn pages(ctx: &Ctx, path: &str, query: &PersonsQuery, number: usize, total: usize) -> AnyView {
    let lang = ctx.lang;
    if total <= PAGE {
        return ().into_any();
    }
    let link = |page: usize, words: &'static str| {
        let href = format!("{path}{}", query.address(page));
        view! { <LinkButton href=href kind=ButtonKind::Quiet>{words}</LinkButton> }
    };
    let first = format::number(lang, count((number - 1) * PAGE + 1));
    let last = format::number(lang, count((number * PAGE).min(total)));
    view! {
        <p class="muted">{words::persons_page(lang, first, last, count(total))}</p>
        <div class="actions">
            {(number > 1).then(|| link(number - 1, words::persons_previous(lang)))}
            {(number * PAGE < total).then(|| link(number + 1, words::persons_next(lang)))}
        </div>
    }
    .into_any()
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
