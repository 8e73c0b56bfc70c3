//! The board as a function of one snapshot: rendered by the server for the first look, by the island from then on.

use keruen_domain::api::{LiveDevice, LiveEvent, LiveSnapshot};
use keruen_domain::id::EventId;
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, CivilDateTime, DAY, MINUTE, Timestamp};
use leptos::prelude::*;

pub use super::names::{BoardNames, EventName, Evidence, StopName};

use crate::ui::{Alert, Badge, Column, DataTable, EmptyState, LinkButton, Meter, Stat, TableRow, Tone};
use crate::{format, words};

/// A phone that worked today and was not heard for so long is silent.
const SILENT_AFTER: i64 = 5 * MINUTE;

impl BoardNames {
    fn today(&self, snapshot: &LiveSnapshot) -> CivilDate {
        CivilDateTime::at(snapshot.as_of, self.offset_minutes).date
    }

    fn clock(&self, at: Timestamp) -> CivilDateTime {
        CivilDateTime::at(at, self.offset_minutes)
    }

    /// People at a stop, opening into their list.
    fn at_stop(&self, lang: Lang, n: i64, query: &str) -> AnyView {
        opens(lang, n, self.evidence.as_ref().map(|evidence| format!("{}?{query}", evidence.persons)))
    }

    /// People who came to an event, opening into its roll: those whose consent is awaited are there too.
    fn arrived(&self, lang: Lang, event: EventId, n: i64) -> AnyView {
        opens(lang, n, self.evidence.as_ref().map(|evidence| format!("{}/{event}?show=arrived", evidence.events)))
    }
}

/// A figure that opens into its people, where there are some and one may see them.
fn opens(lang: Lang, n: i64, href: Option<String>) -> AnyView {
    let text = format::number(lang, n);
    match href {
        Some(href) if n > 0 => view! { <a href=href>{text}</a> }.into_any(),
        _ => text.into_any(),
    }
}

/// The whole board below its heading.
pub fn board_view(lang: Lang, names: &BoardNames, snapshot: &LiveSnapshot) -> AnyView {
    let today = names.today(snapshot);
    let is_today = |event: &&EventName| event.starts.date <= today && today <= event.ends.date;
    let now: Vec<AnyView> = names
        .events
        .iter()
        .filter(is_today)
        .filter_map(|name| {
            snapshot.events.iter().find(|e| e.id == name.id).map(|event| event_card(lang, names, name, event))
        })
        .collect();
    view! {
        <p class="muted tabular">{words::board_as_of(lang, clock_seconds(names, snapshot.as_of))}</p>
        {totals(lang, names, snapshot)}
        {unknowns(lang, names, snapshot)}
        {(!now.is_empty()).then(|| view! { <h2>{words::board_today(lang)}</h2> <div class="grid">{now}</div> })}
        {stops(lang, names, snapshot)}
        {events(lang, names, snapshot)}
        {phones(lang, names, snapshot)}
    }
    .into_any()
}

/// A figure with its name, what it is of, and its plain number, for programs that read the page.
fn figure(name: &'static str, of: Option<String>, n: i64, shown: impl IntoView + 'static) -> AnyView {
    view! { <span data-figure=name data-of=of data-value=n.to_string()>{shown}</span> }.into_any()
}

/// `12:04:31` on the board's clock.
fn clock_seconds(names: &BoardNames, at: Timestamp) -> String {
    format!("{}:{:02}", format::time(names.clock(at)), at.millis().div_euclid(1000).rem_euclid(60))
}

fn totals(lang: Lang, names: &BoardNames, snapshot: &LiveSnapshot) -> AnyView {
    // A project with one caravan has one figure; two are shown only where they differ.
    let project = (snapshot.project_direct_participants != snapshot.direct_participants).then(|| {
        let people = format::number(lang, snapshot.project_direct_participants);
        view! { <Stat label=words::direct_by_project(lang)>{people}</Stat> }
    });
    let anonymous = (snapshot.anonymous > 0).then(|| {
        let heads = figure("anonymous", None, snapshot.anonymous, format::number(lang, snapshot.anonymous));
        view! { <Stat label=words::board_anonymous(lang) note=words::direct_anonymous_note(lang)>{heads}</Stat> }
    });
    let direct = figure(
        "direct_participants",
        None,
        snapshot.direct_participants,
        format::number(lang, snapshot.direct_participants),
    );
    let visits = figure("attendances", None, snapshot.attendances, format::number(lang, snapshot.attendances));
    view! {
        <div class="stats" id="totals">
            <Stat label=words::board_direct(lang) note=words::board_direct_note(lang) href=names.direct.as_str() main=true>{direct}</Stat>
            <Stat label=words::board_visits(lang) note=words::board_visits_note(lang)>{visits}</Stat>
            {project}
            {anonymous}
        </div>
    }
    .into_any()
}

/// What the board does not know: silent phones, people registered for what has begun and not seen.
fn unknowns(lang: Lang, names: &BoardNames, snapshot: &LiveSnapshot) -> AnyView {
    let silent: Vec<&LiveDevice> = snapshot.devices.iter().filter(|device| is_silent(device, snapshot.as_of)).collect();
    let since = silent.iter().filter_map(|device| device.last_seen).min().map(|at| format::time(names.clock(at)));
    // Nobody comes to what is held online.
    let missing: i64 = snapshot.events.iter().filter(|event| event.stop.is_some()).map(|event| event.not_seen).sum();
    let count = i64::try_from(silent.len()).unwrap_or(i64::MAX);
    let owed: i64 = silent.iter().filter_map(|device| device.unsent).sum();
    let devices = names.devices.clone();
    let pair = snapshot
        .devices
        .is_empty()
        .then(|| view! { <LinkButton href=devices>{words::board_empty_action(lang)}</LinkButton> });
    let to_review = snapshot.to_review;
    let review = (to_review > 0).then(|| match names.review.clone() {
        Some(href) => view! { <p data-figure="to_review" data-value=to_review.to_string()><a href=href>{words::review_tab(lang, to_review)}</a></p> }.into_any(),
        None => view! { <p class="muted">{words::review_tab(lang, to_review)}</p> }.into_any(),
    });
    view! {
        {review}
        {since.map(|since| view! {
            <Alert tone=Tone::Ask>{words::board_phones_silent(lang, count)} " · " {words::board_phone_last(lang, since)} " · " {words::board_phones_owe(lang, owed)}</Alert>
        })}
        {(missing > 0).then(|| view! { <p class="muted">{words::board_not_yet_seen(lang, missing)}</p> })}
        {(snapshot.attendances == 0).then(|| view! {
            <EmptyState title=words::board_empty(lang) text=words::board_empty_text(lang)>{pair}</EmptyState>
        })}
    }
    .into_any()
}

fn is_silent(device: &LiveDevice, now: Timestamp) -> bool {
    device.last_seen.is_some_and(|seen| (SILENT_AFTER..DAY).contains(&now.since(seen)))
}

fn event_card(lang: Lang, names: &BoardNames, name: &EventName, event: &LiveEvent) -> AnyView {
    let place =
        name.stop.and_then(|id| names.stops.iter().find(|stop| stop.id == id)).map(|stop| format!(" · {}", stop.name));
    let inside = format::number(lang, event.inside);
    let anonymous = (event.anonymous > 0).then(|| format!(" · {}", words::direct_anonymous(lang, event.anonymous)));
    view! {
        <section class="card">
            <h3 class="card-title">{name.title.clone()}</h3>
            <p class="muted">{format::time_range(lang, name.starts, name.ends)} {place}</p>
            <Meter lang=lang taken=event.registered capacity=event.capacity waiting=event.waiting />
            <div class="stats">
                <div class="stat" data-main="">
                    <strong class="stat-value">{names.arrived(lang, name.id, event.arrived)}</strong>
                    <span class="stat-label">{words::board_arrived(lang)}</span>
                    <span class="stat-note">{words::board_inside(lang)} ": " {inside} " · " {words::board_rate_value(lang, event.per_minute)} {anonymous}</span>
                </div>
            </div>
            {held(lang, event)}
        </section>
    }
    .into_any()
}

/// The sum by which phones are compared with the board.
fn held(lang: Lang, event: &LiveEvent) -> AnyView {
    let held = event.held;
    if held.count() == 0 {
        return ().into_any();
    }
    view! {
        <p class="muted tabular" data-held=held.short() data-of=event.id.to_string()>
            {words::board_held(lang, held.short(), held.count())}
        </p>
    }
    .into_any()
}

fn stops(lang: Lang, names: &BoardNames, snapshot: &LiveSnapshot) -> AnyView {
    if names.stops.is_empty() {
        return ().into_any();
    }
    let rows = names
        .stops
        .iter()
        .map(|stop| {
            let figures =
                snapshot.stops.iter().find(|live| live.id == stop.id).map(|live| live.figures).unwrap_or_default();
            let of = |name, n, shown: AnyView| figure(name, Some(stop.id.to_string()), n, shown);
            TableRow::new(vec![
                stop.name.clone().into_any(),
                format::date_range(lang, stop.first_day, stop.last_day).into_any(),
                of(
                    "people_here",
                    figures.people_here,
                    names.at_stop(lang, figures.people_here, &format!("stop={}", stop.id)),
                ),
                of(
                    "new_here",
                    figures.new_here,
                    names.at_stop(lang, figures.new_here, &format!("stop={}&presence=new", stop.id)),
                ),
                of("visits", figures.visits, format::number(lang, figures.visits).into_any()),
            ])
        })
        .collect();
    let columns = vec![
        Column::text(words::desk_event_stop(lang)),
        Column::text(words::common_date(lang)),
        Column::number(words::board_people_here(lang)),
        Column::number(words::board_new_here(lang)),
        Column::number(words::board_stop_visits(lang)),
    ];
    view! { <DataTable caption=words::board_stops(lang) columns=columns rows=rows /> }.into_any()
}

fn events(lang: Lang, names: &BoardNames, snapshot: &LiveSnapshot) -> AnyView {
    let rows: Vec<TableRow> = names
        .events
        .iter()
        .filter_map(|name| Some((name, snapshot.events.iter().find(|event| event.id == name.id)?)))
        .map(|(name, event)| {
            let registered = match event.capacity {
                Some(capacity) => {
                    format!("{} / {}", format::number(lang, event.registered), format::number(lang, capacity))
                }
                None => format::number(lang, event.registered),
            };
            let of = |figure_name, n, shown: AnyView| figure(figure_name, Some(name.id.to_string()), n, shown);
            TableRow::new(vec![
                name.title.clone().into_any(),
                format::date_time_short(lang, name.starts).into_any(),
                of("registered", event.registered, registered.into_any()),
                of("waiting", event.waiting, format::number(lang, event.waiting).into_any()),
                of("arrived", event.arrived, names.arrived(lang, name.id, event.arrived)),
                of("inside", event.inside, format::number(lang, event.inside).into_any()),
            ])
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text(words::desk_event_title(lang)),
        Column::text(words::common_time(lang)),
        Column::number(words::board_registered(lang)),
        Column::number(words::board_waiting(lang)),
        Column::number(words::board_arrived(lang)),
        Column::number(words::board_inside(lang)),
    ];
    view! { <DataTable caption=words::board_events(lang) columns=columns rows=rows /> }.into_any()
}

fn phones(lang: Lang, names: &BoardNames, snapshot: &LiveSnapshot) -> AnyView {
    let items: Vec<_> = snapshot
        .devices
        .iter()
        .map(|device| {
            let tone = if is_silent(device, snapshot.as_of) { Tone::Ask } else { Tone::Admit };
            let seen = device.last_seen.map_or(words::desk_device_never(lang).to_owned(), |at| {
                format::date_time_short(lang, names.clock(at))
            });
            let operator = device.operator.clone();
            let owes = device.unsent.filter(|unsent| *unsent > 0).map(|unsent| words::scanner_unsent(lang, unsent));
            view! {
                <li>
                    <Badge tone=tone>{operator}</Badge> " "
                    <span class="muted">{words::board_phone_last(lang, seen)} {owes.map(|owes| format!(" · {owes}"))} " · " {super::names::readiness(lang, device.missing.as_deref())}</span>
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! { <h2>{words::board_phones(lang)}</h2> <ul class="plain-list">{items}</ul> }.into_any()
}
