//! The programme: events by stop, day and kind; each choice is a link, so that it can be shared.

use keruen_backend::caravans::CaravanView;
use keruen_backend::events::EventView;
use keruen_backend::zone;
use keruen_domain::caravan::Stop;
use keruen_domain::event::EventKind;
use keruen_domain::id::StopId;
use keruen_domain::time::{CivilDate, Timestamp};
use leptos::prelude::*;
use serde::Deserialize;

use super::{caravan, parts};
use crate::request::Ctx;
use crate::ui::{Badge, Breadcrumbs, ButtonKind, EmptyState, LinkButton, NavItem, RouteLine, Tabs};
use crate::{format, words};

/// The query as it came.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    stop: String,
    day: String,
    kind: String,
}

/// Which part of the route is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Online,
    Stop(StopId),
}

/// What is shown. What was asked for and is not there counts as not asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    part: Part,
    day: Option<CivilDate>,
    kind: Option<EventKind>,
}

impl Chosen {
    /// Reads the query. Without a stop: the one where the caravan is, or comes next, or was last.
    pub(super) fn read(asked: &Asking, view: &CaravanView, now: Timestamp) -> Self {
        let wanted = asked.stop.parse::<StopId>().ok().filter(|id| view.stops.iter().any(|stop| stop.id == *id));
        let part = match (asked.stop.as_str(), wanted) {
            ("all", _) => Part::All,
            ("online", _) => Part::Online,
            (_, Some(id)) => Part::Stop(id),
            (_, None) => nearest(&view.stops, now).map_or(Part::All, |stop| Part::Stop(stop.id)),
        };
        Self { part, day: CivilDate::parse(&asked.day).ok(), kind: EventKind::parse(&asked.kind) }
    }

    fn in_part(self, event: &EventView) -> bool {
        match self.part {
            Part::All => true,
            Part::Online => event.event.stop.is_none(),
            Part::Stop(stop) => event.event.stop == Some(stop),
        }
    }

    fn fits(self, event: &EventView) -> bool {
        self.in_part(event)
            && self.day.is_none_or(|day| event.starts().date == day)
            && self.kind.is_none_or(|kind| event.event.kind == kind)
    }

    fn href(self, programme: &str) -> String {
        let mut query = vec![match self.part {
            Part::All => "stop=all".to_owned(),
            Part::Online => "stop=online".to_owned(),
            Part::Stop(id) => format!("stop={id}"),
        }];
        query.extend(self.day.map(|day| format!("day={}", format::iso_date(day))));
        query.extend(self.kind.map(|kind| format!("kind={kind}")));
        format!("{programme}?{}", query.join("&"))
    }
}

/// The stop where the caravan is at `now`, else the next one, else the last.
fn nearest(stops: &[Stop], now: Timestamp) -> Option<&Stop> {
    stops.iter().find(|stop| zone::today(&stop.zone, now) <= stop.last_day).or_else(|| stops.last())
}

pub(super) fn programme(ctx: &Ctx, view: &CaravanView, chosen: Chosen, now: Timestamp) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let base = ctx.href(&format!("/c/{}", view.caravan.slug.as_str()));
    let address = format!("{base}/programme");
    let crumbs = vec![
        NavItem::new(ctx.href(""), words::nav_home(lang)),
        NavItem::new(base, view.caravan.title.get(lang)),
        NavItem::new(address.clone(), words::caravan_programme(lang)),
    ];
    let stop = match chosen.part {
        Part::Stop(id) => view.stops.iter().find(|stop| stop.id == id),
        Part::All | Part::Online => None,
    };
    let heading = match (stop, chosen.part) {
        (Some(stop), _) => stop.city.get(lang).to_owned(),
        (None, Part::Online) => words::programme_online(lang).to_owned(),
        (None, _) => words::programme_all_stops(lang).to_owned(),
    };
    view! {
        <div class="page">
            <Breadcrumbs lang=lang items=crumbs />
            {parts::invented(lang, &view.caravan)}
            <h1>{words::caravan_programme(lang)} ": " {heading}</h1>
            {stop.map(|stop| view! {
                <p class="lead">
                    {format::date_range(lang, stop.first_day, stop.last_day)} <br />
                    <span class="muted">{stop.venue.get(lang).to_owned()}</span>
                </p>
            })}
            <RouteLine lang=lang stops=caravan::line(lang, &view.stops, &address, now, stop) />
            {filters(ctx, view, chosen, &address)}
            {days(ctx, view, chosen, &address, now)}
        </div>
    }
}

fn filters(ctx: &Ctx, view: &CaravanView, chosen: Chosen, address: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let link = |to: Chosen, words: String, current: bool| NavItem::new(to.href(address), words).current(current);
    let whole = Chosen { day: None, kind: None, ..chosen };
    let mut places = vec![link(
        Chosen { part: Part::All, ..whole },
        words::programme_all_stops(lang).to_owned(),
        chosen.part == Part::All,
    )];
    if view.events.iter().any(|event| event.event.stop.is_none()) {
        let words = words::programme_online(lang).to_owned();
        places.push(link(Chosen { part: Part::Online, ..whole }, words, chosen.part == Part::Online));
    }
    let here: Vec<_> = view.events.iter().filter(|event| chosen.in_part(event)).collect();
    let mut dates: Vec<_> = here.iter().map(|event| event.starts().date).collect();
    dates.sort_unstable();
    dates.dedup();
    let mut days =
        vec![link(Chosen { day: None, ..chosen }, words::programme_all_days(lang).to_owned(), chosen.day.is_none())];
    days.extend(dates.iter().map(|day| {
        link(Chosen { day: Some(*day), ..chosen }, format::day_month_short(lang, *day), chosen.day == Some(*day))
    }));
    let mut all =
        vec![link(Chosen { kind: None, ..chosen }, words::programme_all_kinds(lang).to_owned(), chosen.kind.is_none())];
    let kinds: Vec<_> =
        EventKind::ALL.iter().copied().filter(|kind| here.iter().any(|event| event.event.kind == *kind)).collect();
    all.extend(kinds.iter().map(|kind| {
        link(
            Chosen { kind: Some(*kind), ..chosen },
            words::event_kind(lang, *kind).to_owned(),
            chosen.kind == Some(*kind),
        )
    }));
    // One day or one kind is no choice; of the whole route the days would be as long as the list.
    let show_days = dates.len() > 1 && chosen.part != Part::All;
    view! {
        <Tabs label=words::programme_filter_stop(lang) items=places />
        {show_days.then(|| view! { <Tabs label=words::programme_filter_day(lang) items=days /> })}
        {(kinds.len() > 1).then(|| view! { <Tabs label=words::programme_filter_kind(lang) items=all /> })}
    }
}

/// The chosen events under their days.
fn days(ctx: &Ctx, view: &CaravanView, chosen: Chosen, address: &str, now: Timestamp) -> AnyView {
    let lang = ctx.lang;
    let mut events: Vec<_> = view.events.iter().filter(|event| chosen.fits(event)).collect();
    if events.is_empty() {
        let reset = Chosen { day: None, kind: None, ..chosen }.href(address);
        let (title, text) = if view.events.is_empty() {
            (words::programme_unpublished(lang), "")
        } else {
            (words::programme_empty(lang), words::programme_empty_text(lang))
        };
        let link = (!text.is_empty()).then(
            || view! { <LinkButton kind=ButtonKind::Quiet href=reset>{words::empty_filter_reset(lang)}</LinkButton> },
        );
        return view! { <EmptyState title=title text=text>{link}</EmptyState> }.into_any();
    }
    events.sort_by_key(|event| (event.event.starts_at, event.event.ends_at, event.event.id));
    let city = |event: &EventView| {
        let stop = view.stops.iter().find(|stop| event.event.stop == Some(stop.id))?;
        Some((stop.city.get(lang).to_owned(), zone::today(&stop.zone, now)))
    };
    let days: Vec<_> = events
        .chunk_by(|a, b| a.starts().date == b.starts().date && a.event.stop == b.event.stop)
        .map(|day| {
            let date = day[0].starts().date;
            let (city, today) = city(day[0]).map_or((None, None), |(city, today)| (Some(city), Some(today)));
            let place = city.unwrap_or_else(|| words::programme_online(lang).to_owned());
            let near = today.and_then(|today| parts::near(lang, date, today));
            view! {
                <section class="stack">
                    <h2>
                        {(chosen.part == Part::All).then(|| format!("{place} · "))}
                        {format::day_weekday(lang, date)}
                        {near.map(|near| view! { " " <Badge>{near}</Badge> })}
                    </h2>
                    {parts::event_list(ctx, day, now)}
                </section>
            }
        })
        .collect();
    days.into_any()
}
