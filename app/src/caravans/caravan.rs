//! A caravan's page: what it is, its route with dates, its online events, who carries it out.

use keruen_backend::caravans::CaravanView;
use keruen_domain::caravan::Stop;
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use leptos::prelude::*;

use super::parts;
use crate::request::Ctx;
use crate::ui::{Badge, Breadcrumbs, EmptyState, LinkButton, NavItem, RouteLine, RouteStop, StopPhase};
use crate::{format, words};

pub(super) fn caravan(ctx: &Ctx, view: &CaravanView, now: Timestamp) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let base = ctx.href(&format!("/c/{}", view.caravan.slug.as_str()));
    let programme = format!("{base}/programme");
    let title = view.caravan.title.get(lang).to_owned();
    let crumbs = vec![NavItem::new(ctx.href(""), words::nav_home(lang)), NavItem::new(base, title.clone())];
    let about = parts::paragraphs(view.caravan.about.get(lang));
    let online: Vec<_> = view.events.iter().filter(|event| event.event.stop.is_none()).collect();
    let online = (!online.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="online">
                <h2 id="online">{words::project_online_events(lang)}</h2>
                {parts::event_list(ctx, &online, now)}
            </section>
        }
    });
    view! {
        <div class="page">
            <Breadcrumbs lang=lang items=crumbs />
            {parts::invented(lang, &view.caravan)}
            <h1>{title}</h1>
            {dates(lang, view)}
            <div class="stack">{about}</div>
            <p class="actions"><LinkButton href=programme.clone()>{words::caravan_open_programme(lang)}</LinkButton></p>
            {route(ctx, view, &programme, now)}
            {online}
            {project(lang, view)}
        </div>
    }
}

/// First to last day, and how much there is.
fn dates(lang: Lang, view: &CaravanView) -> Option<impl IntoView + use<>> {
    let first = view.stops.iter().map(|stop| stop.first_day).min()?;
    let last = view.stops.iter().map(|stop| stop.last_day).max()?;
    let stops = i64::try_from(view.stops.len()).unwrap_or(i64::MAX);
    let events = i64::try_from(view.events.len()).unwrap_or(i64::MAX);
    let counts = format!("{} · {}", words::count_stops(lang, stops), words::count_events(lang, events));
    Some(
        view! { <p class="lead">{format::date_range(lang, first, last)} <br /> <span class="muted">{counts}</span></p> },
    )
}

fn route(ctx: &Ctx, view: &CaravanView, programme: &str, now: Timestamp) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let body = if view.stops.is_empty() {
        view! { <EmptyState title=words::caravan_no_stops(lang) text=words::caravan_no_stops_text(lang) /> }.into_any()
    } else {
        let stops: Vec<_> = view.stops.iter().map(|stop| stop_row(lang, view, stop, programme, now)).collect();
        view! {
            <RouteLine lang=lang stops=line(lang, &view.stops, programme, now, None) />
            <ol class="programme">{stops}</ol>
        }
        .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="route">
            <h2 id="route">{words::caravan_route(lang)}</h2>
            {body}
        </section>
    }
}

/// The stops as a line; each leads to its part of the programme.
pub(super) fn line(
    lang: Lang,
    stops: &[Stop],
    programme: &str,
    now: Timestamp,
    current: Option<&Stop>,
) -> Vec<RouteStop> {
    stops
        .iter()
        .map(|stop| RouteStop {
            name: stop.city.get(lang).to_owned(),
            days: parts::days_short(lang, stop),
            phase: parts::phase(stop, now),
            href: format!("{programme}?stop={}", stop.id).into(),
            current: current.is_some_and(|current| current.id == stop.id),
        })
        .collect()
}

fn stop_row(lang: Lang, view: &CaravanView, stop: &Stop, programme: &str, now: Timestamp) -> impl IntoView + use<> {
    let events = view.events.iter().filter(|event| event.event.stop == Some(stop.id)).count();
    let today =
        (parts::phase(stop, now) == StopPhase::Today).then(|| view! { " " <Badge>{words::route_today(lang)}</Badge> });
    let city = stop.city.get(lang).to_owned();
    let region = (!stop.region.is_city()).then(|| stop.region.name_on(lang, stop.first_day));
    view! {
        <li class="programme-item">
            <time datetime=format::iso_date(stop.first_day)>{parts::days_short(lang, stop)}</time>
            <div>
                <h3 class="programme-title"><a href=format!("{programme}?stop={}", stop.id)>{city}</a> {today}</h3>
                <p class="small muted">
                    {region.map(|region| view! { {region} " · " })} {stop.venue.get(lang).to_owned()} " · "
                    {words::count_events(lang, i64::try_from(events).unwrap_or(0))}
                </p>
            </div>
        </li>
    }
}

fn project(lang: Lang, view: &CaravanView) -> impl IntoView + use<> {
    let project = &view.project;
    let fact =
        |label: &'static str, text: String| (!text.is_empty()).then(|| view! { <dt>{label}</dt> <dd>{text}</dd> });
    view! {
        <section class="stack" aria-labelledby="project">
            <h2 id="project">{words::project_about(lang)}</h2>
            <dl class="facts">
                {fact(words::project(lang), project.title.get(lang).to_owned())}
                {fact(words::project_operator(lang), project.operator.get(lang).to_owned())}
                {fact(words::project_grantor(lang), project.grantor.get(lang).to_owned())}
                {fact(words::project_period(lang), format::date_range(lang, project.first_day, project.last_day))}
            </dl>
        </section>
    }
}
