//! The people of an event at the desk: who registered, who came, and what to do about one of them.

use keruen_backend::actor::MemberRole;
use keruen_backend::events::EventPage;
use keruen_backend::roll::RollRow;
use keruen_domain::event::RegistrationState;
use keruen_domain::name::search_key;
use keruen_domain::scan::ConsentMark;
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;
use serde::Deserialize;

use super::page::event_path;
use super::roll_sheet::{file_path, pdf_path, sheet_path};
use crate::paper_entry::sheets_path;
use crate::request::Ctx;
use crate::ui::{
    Badge, Button, ButtonKind, Column, DataTable, EmptyState, Field, LinkButton, NavItem, TableRow, Tabs, Tone,
};
use crate::{format, words};

/// Rows of one page.
const PAGE: usize = 100;

/// What part of the roll is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    /// A part of a name, or a short code.
    q: String,
    /// `arrived`, `absent` or empty: all.
    show: String,
    /// Page, from 1.
    page: String,
    /// What was just done.
    pub(super) done: String,
}

impl Asking {
    fn takes(&self, row: &RollRow) -> bool {
        let shown = match self.show.as_str() {
            "arrived" => row.attended.is_some(),
            "absent" => row.attended.is_none() && row.state != Some(RegistrationState::Cancelled),
            _ => true,
        };
        let wanted = self.q.trim();
        shown && (wanted.is_empty() || row.search_key.contains(&search_key(wanted)) || self.is_code_of(row))
    }

    fn is_code_of(&self, row: &RollRow) -> bool {
        let typed = ShortCode::parse(self.q.trim()).ok();
        typed.is_some_and(|code| row.short_code.as_deref() == Some(code.as_str()))
    }

    fn query(&self, show: &str, page: usize) -> String {
        format!("?q={}&show={show}&page={page}", crate::shell::encode(&self.q))
    }
}

pub(super) fn roll_part(ctx: &Ctx, page: &EventPage, people: Vec<RollRow>, asking: &Asking) -> AnyView {
    let lang = ctx.lang;
    let path = ctx.href(&event_path(page.view.event.id));
    let (all, arrived) = (people.len(), people.iter().filter(|row| row.attended.is_some()).count());
    if all == 0 {
        return view! {
            <h2>{words::desk_list_title(lang)}</h2>
            <EmptyState title=words::desk_list_empty(lang) text=words::desk_list_empty_text(lang) />
        }
        .into_any();
    }
    let tab = |show: &str, title: &'static str, n: Option<usize>| {
        let title = n.map_or(title.to_owned(), |n| {
            format!("{title} · {}", format::number(lang, i64::try_from(n).unwrap_or(i64::MAX)))
        });
        NavItem::new(format!("{path}{}", asking.query(show, 1)), title).current(asking.show == show)
    };
    let tabs = vec![
        tab("", words::desk_list_all(lang), Some(all)),
        tab("arrived", words::desk_list_arrived(lang), Some(arrived)),
        tab("absent", words::desk_list_not_arrived(lang), None),
    ];
    let rows: Vec<RollRow> = people.into_iter().filter(|row| asking.takes(row)).collect();
    let number = asking.page.parse::<usize>().unwrap_or(1).clamp(1, rows.len().div_ceil(PAGE).max(1));
    let total = rows.len();
    let shown: Vec<TableRow> =
        rows.into_iter().skip((number - 1) * PAGE).take(PAGE).map(|row| line(ctx, page, row)).collect();
    let pages = pages(ctx, &path, asking, number, total);
    view! {
        <h2>{words::desk_list_title(lang)}</h2>
        <form method="get" action=path.clone()>
            <input type="hidden" name="show" value=asking.show.clone() />
            <div class="row">
                <Field name="q" label=words::desk_list_search(lang) value=asking.q.as_str() />
                <Button kind=ButtonKind::Quiet>{words::search(lang)}</Button>
            </div>
        </form>
        <Tabs label=words::desk_list_title(lang) items=tabs />
        {if shown.is_empty() {
            view! { <EmptyState title=words::empty_search(lang)><a href=path.clone()>{words::empty_filter_reset(lang)}</a></EmptyState> }.into_any()
        } else {
            view! { <DataTable caption=words::desk_list_title(lang) columns=columns(ctx) rows=shown hide_caption=true /> }.into_any()
        }}
        {pages}
        <div class="actions">
            <LinkButton href=ctx.href(&sheets_path(page.view.event.id)) kind=ButtonKind::Quiet>{words::paper_title(lang)}</LinkButton>
            <LinkButton href=ctx.href(&sheet_path(page.view.event.id)) kind=ButtonKind::Quiet>{words::desk_list_print(lang)}</LinkButton>
            <LinkButton href=ctx.href(&pdf_path(page.view.event.id)) kind=ButtonKind::Quiet>{words::desk_list_pdf(lang)}</LinkButton>
            <LinkButton href=ctx.href(&file_path(page.view.event.id, "xlsx")) kind=ButtonKind::Quiet download="keruen-roll.xlsx".to_owned()>{words::direct_download_xlsx(lang)}</LinkButton>
            <LinkButton href=ctx.href(&file_path(page.view.event.id, "csv")) kind=ButtonKind::Quiet download="keruen-roll.csv".to_owned()>{words::desk_list_download(lang)}</LinkButton>
        </div>
    }
    .into_any()
}

fn columns(ctx: &Ctx) -> Vec<Column> {
    let lang = ctx.lang;
    vec![
        Column::text(words::desk_list_name(lang)),
        Column::text(words::desk_list_class(lang)),
        Column::text(words::desk_list_code(lang)),
        Column::text(words::desk_list_state(lang)),
        Column::text(words::desk_list_consent(lang)),
        Column::text(words::desk_list_attendance(lang)),
    ]
}

fn line(ctx: &Ctx, page: &EventPage, row: RollRow) -> TableRow {
    let lang = ctx.lang;
    let state = match (row.state.map(|state| state.given(row.consent)), row.position) {
        (None, _) => words::desk_list_unregistered(lang).to_owned(),
        (Some(state), Some(position)) => {
            format!("{} · {}", words::registration_state(lang, state), format::number(lang, position))
        }
        (Some(state), None) => words::registration_state(lang, state).to_owned(),
    };
    let consent = match row.consent {
        ConsentMark::Held => view! { <Badge tone=Tone::Admit>{words::desk_list_consent_held(lang)}</Badge> },
        ConsentMark::Missing => view! { <Badge tone=Tone::Ask>{words::desk_list_consent_missing(lang)}</Badge> },
    };
    let attended = if let Some((at, method)) = row.attended {
        let at = CivilDateTime::at(at, page.view.offset_minutes);
        // A marathon lasts for days: the hour alone would say nothing.
        let one_day = page.view.starts().date == page.view.ends().date;
        let time = if one_day { format::time(at) } else { format::date_time_short(lang, at) };
        let method = words::method(lang, method);
        view! { <span><Badge tone=Tone::Admit>{time}</Badge> " " <span class="muted">{method}</span></span> }.into_any()
    } else {
        let href = ctx.href(&format!("{}/mark/{}", event_path(page.view.event.id), row.person));
        let name = row.name.clone();
        view! { <a href=href>{words::desk_mark_link(lang)}<span class="visually-hidden">" " {name}</span></a> }
            .into_any()
    };
    let school =
        [row.class_name, row.institution].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let code = row.short_code.and_then(|code| ShortCode::parse(&code).ok()).map(|code| code.display());
    let shown = words::name_of(lang, &row.name);
    // A coordinator of one stop sees who came to it, not all that is known of them.
    let name = if ctx.actor().is(page.project.id, MemberRole::Coordinator) {
        view! { <a href=ctx.href(&format!("/desk/person/{}", row.person))>{shown}</a> }.into_any()
    } else {
        shown.into_any()
    };
    TableRow::new(vec![
        name,
        school.into_any(),
        view! { <span class="tabular">{code}</span> }.into_any(),
        state.into_any(),
        consent.into_any(),
        attended,
    ])
}

fn pages(ctx: &Ctx, path: &str, asking: &Asking, number: usize, total: usize) -> AnyView {
    let lang = ctx.lang;
    if total <= PAGE {
        return ().into_any();
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let link = |page: usize, words: &'static str| {
        let href = format!("{path}{}", asking.query(&asking.show, page));
        view! { <LinkButton href=href kind=ButtonKind::Quiet>{words}</LinkButton> }
    };
    view! {
        <p class="muted">{words::persons_page(lang, format::number(lang, count((number - 1) * PAGE + 1)), format::number(lang, count((number * PAGE).min(total))), count(total))}</p>
        <div class="actions">
            {(number > 1).then(|| link(number - 1, words::persons_previous(lang)))}
            {(number * PAGE < total).then(|| link(number + 1, words::persons_next(lang)))}
        </div>
    }
    .into_any()
}
