//! A project's page: what was promised, and its caravans.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanCard;
use keruen_backend::projects::ProjectView;
use keruen_domain::caravan::CaravanState;
use keruen_domain::id::ProjectId;
use leptos::prelude::*;

use super::load;
use super::page::{DeskPage, Done, caravan_path, missing_badge, project_path};
use crate::error::PageResult;
use crate::extract::{Asked, At};
use crate::request::Ctx;
use crate::ui::{Badge, ButtonKind, Card, Column, DataTable, EmptyState, LinkButton, NavItem, TableRow, Tabs, Tone};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, ProjectId)>, Asked(done): Asked<Done>) -> PageResult {
    let view = load::project(&ctx, id, MemberRole::Volunteer).await?;
    Ok(show(&ctx, view, &done.done))
}

fn show(ctx: &Ctx, view: ProjectView, done: &str) -> Response {
    let lang = ctx.lang;
    let ProjectView { project, role, caravans } = view;
    let path = project_path(project.id);
    let href = |part: &str| ctx.href(&format!("{path}{part}"));
    let organiser = role >= MemberRole::Organiser;
    let mut tabs = vec![NavItem::new(href("/direct"), words::direct_title(lang))];
    if organiser {
        tabs.push(NavItem::new(href("/members"), words::desk_members_title(lang)));
        tabs.push(NavItem::new(href("/candidates"), words::desk_candidates_title(lang)));
        tabs.push(NavItem::new(href("/edit"), words::desk_project_edit(lang)));
    }
    let new = organiser.then(|| href("/caravans/new"));
    let empty = caravans.is_empty();
    let cards: Vec<AnyView> = caravans.iter().map(|card| caravan(ctx, card)).collect();
    let plan: Vec<TableRow> = project
        .plan
        .iter()
        .map(|(indicator, target)| {
            TableRow::new(vec![words::indicator(lang, *indicator).into_any(), format::number(lang, *target).into_any()])
        })
        .collect();
    DeskPage::new(ctx, project.title.get(lang)).done(done).show(|| {
        let kind = if empty { ButtonKind::Primary } else { ButtonKind::Quiet };
        let new = new.map(|new| view! { <LinkButton href=new kind=kind>{words::desk_caravan_new(lang)}</LinkButton> });
        let list = if empty {
            view! { <EmptyState title=words::desk_no_caravans(lang) text=words::desk_no_caravans_text(lang)>{new}</EmptyState> }.into_any()
        } else {
            view! { <div class="grid">{cards}</div> <div class="actions">{new}</div> }.into_any()
        };
        let columns = vec![Column::text(words::desk_plan_indicator(lang)), Column::number(words::desk_plan(lang))];
        view! {
            <Tabs label=words::desk_pages(lang) items=tabs />
            <h2>{words::desk_caravans(lang)}</h2>
            {list}
            <h2>{words::desk_about_project(lang)}</h2>
            <dl class="facts">
                <dt>{words::desk_grantor(lang)}</dt><dd>{project.grantor.get(lang).to_owned()}</dd>
                <dt>{words::desk_contract_no(lang)}</dt><dd>{project.contract_no.clone()}</dd>
                <dt>{words::desk_period(lang)}</dt><dd>{format::date_range(lang, project.first_day, project.last_day)}</dd>
                <dt>{words::desk_operator(lang)}</dt><dd>{project.operator.get(lang).to_owned()} ", " {words::desk_bin(lang)} " " {project.operator_bin.clone()}</dd>
            </dl>
            <p>{missing_badge(lang, &project.title)}</p>
            {if plan.is_empty() {
                view! { <p class="muted">{words::desk_plan_none(lang)}</p> }.into_any()
            } else {
                view! { <DataTable caption=words::desk_plan(lang) columns=columns rows=plan /> }.into_any()
            }}
        }
    })
}

fn caravan(ctx: &Ctx, card: &CaravanCard) -> AnyView {
    let (lang, caravan) = (ctx.lang, &card.caravan);
    let tone = match caravan.state {
        CaravanState::Draft => Tone::Plain,
        CaravanState::Published => Tone::Admit,
    };
    let days = card.first_day.zip(card.last_day).map(|(first, last)| format::date_range(lang, first, last));
    let (stops, events) = (words::count_stops(lang, card.stops), words::count_events(lang, card.events));
    let (state, missing) = (words::caravan_state(lang, caravan.state), missing_badge(lang, &caravan.title));
    view! {
        <Card title=caravan.title.get(lang) href=ctx.href(&caravan_path(caravan.id))>
            {days.map(|days| view! { <p class="muted">{days}</p> })}
            <p>{stops} " · " {events}</p>
            <p><Badge tone=tone>{state}</Badge> {missing}</p>
        </Card>
    }
    .into_any()
}
