//! The parts of the direct participants: each table adds up to the whole, each number opens into its persons.

use keruen_backend::figures::FiguresView;
use keruen_domain::fact::Method;
use keruen_domain::figures::Figures;
use keruen_domain::person::{AgeBand, InstitutionKind, PlaceKind, Sex};
use keruen_domain::region::Region;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use crate::ui::{Column, DataTable, TableRow};
use crate::{format, words};

/// One line of a table: its words, its people, the query of their list.
type Line = (String, i64, String);

/// Residence, age, sex, institution, place and method.
pub(super) fn breakdowns(lang: Lang, figures: &Figures, persons: Option<&str>) -> AnyView {
    let whole = figures.direct_participants;
    let mut regions: Vec<(&Region, &i64)> = figures.by_region.iter().collect();
    // The largest part first; equal ones by their code.
    regions.sort_by(|a, b| b.1.cmp(a.1).then(a.0.code().cmp(b.0.code())));
    let regions: Vec<Line> =
        regions.into_iter().map(|(r, n)| (r.name(lang).to_owned(), *n, format!("region={}", r.code()))).collect();
    let ages = lines(AgeBand::ALL, |v| figures.by_age.get(v), |v| words::age_band(lang, *v), |v| format!("age={v}"));
    let sexes = lines(Sex::ALL, |v| figures.by_sex.get(v), |v| words::sex(lang, *v), |v| format!("sex={v}"));
    let kinds = lines(
        InstitutionKind::ALL,
        |v| figures.by_institution.get(v),
        |v| words::institution_kind(lang, *v),
        |v| format!("institution={v}"),
    );
    let places =
        lines(PlaceKind::ALL, |v| figures.by_place.get(v), |v| words::place_kind(lang, *v), |v| format!("place={v}"));
    let methods =
        lines(Method::ALL, |v| figures.by_method.get(v), |v| words::method(lang, *v), |v| format!("method={v}"));
    let table =
        |title: &'static str, lines: Vec<Line>, note: &'static str| part(lang, title, lines, whole, persons, note);
    view! {
        <div class="grid grid-wide">
            {table(words::breakdown_residence(lang), regions, "")}
            <div class="stack">
                {table(words::breakdown_age(lang), ages, "")}
                {table(words::breakdown_sex(lang), sexes, "")}
                {table(words::breakdown_place(lang), places, "")}
            </div>
            <div class="stack">
                {table(words::breakdown_institution(lang), kinds, "")}
                {table(words::breakdown_method(lang), methods, words::breakdown_method_note(lang))}
            </div>
        </div>
    }
    .into_any()
}

fn lines<'a, T>(
    all: &'a [T],
    count: impl Fn(&'a T) -> Option<&'a i64>,
    name: impl Fn(&'a T) -> &'static str,
    query: impl Fn(&'a T) -> String,
) -> Vec<Line> {
    all.iter().filter_map(|value| Some((name(value).to_owned(), *count(value)?, query(value)))).collect()
}

fn part(
    lang: Lang,
    title: &'static str,
    lines: Vec<Line>,
    whole: i64,
    persons: Option<&str>,
    note: &'static str,
) -> AnyView {
    let sum: i64 = lines.iter().map(|(_, n, _)| n).sum();
    let mut rows: Vec<TableRow> = lines
        .into_iter()
        .map(|(name, n, query)| {
            TableRow::new(vec![
                name.into_any(),
                opens(lang, n, persons, &query),
                format::share(lang, n, whole).into_any(),
            ])
        })
        .collect();
    rows.push(TableRow::total(vec![
        words::common_total(lang).into_any(),
        format::number(lang, sum).into_any(),
        format::share(lang, sum, whole).into_any(),
    ]));
    let columns = vec![
        Column::text(title),
        Column::number(words::breakdown_people(lang)),
        Column::number(words::breakdown_share(lang)),
    ];
    view! { <DataTable caption=title columns=columns rows=rows note=note small=true hide_caption=true /> }.into_any()
}

/// By stop: people here, new here, visits; those never seen at a stop are their own line.
pub(super) fn stops(lang: Lang, view: &FiguresView, persons: Option<&str>) -> AnyView {
    let figures = &view.figures;
    let mut rows: Vec<TableRow> = view
        .stops
        .iter()
        .map(|(stop, at)| {
            TableRow::new(vec![
                stop.city.get(lang).to_owned().into_any(),
                opens(lang, at.new_here, persons, &format!("stop={}&presence=new", stop.id)),
                opens(lang, at.people_here, persons, &format!("stop={}", stop.id)),
                format::number(lang, at.visits).into_any(),
            ])
        })
        .collect();
    rows.push(TableRow::new(vec![
        words::breakdown_online(lang).into_any(),
        opens(lang, figures.online_only, persons, "presence=online"),
        "–".into_any(),
        "–".into_any(),
    ]));
    let new: i64 = view.stops.iter().map(|(_, at)| at.new_here).sum::<i64>() + figures.online_only;
    rows.push(TableRow::total(vec![
        words::common_total(lang).into_any(),
        format::number(lang, new).into_any(),
        "–".into_any(),
        "–".into_any(),
    ]));
    let columns = vec![
        Column::text(words::desk_event_stop(lang)),
        Column::number(words::board_new_here(lang)),
        Column::number(words::board_people_here(lang)),
        Column::number(words::board_stop_visits(lang)),
    ];
    view! { <DataTable caption=words::breakdown_stop(lang) columns=columns rows=rows note=words::breakdown_stop_note(lang) /> }.into_any()
}

/// Counted attendances of each event.
pub(super) fn events(lang: Lang, view: &FiguresView, persons: Option<&str>) -> AnyView {
    let mut rows: Vec<TableRow> = view
        .events
        .iter()
        .filter(|(_, visits)| *visits > 0)
        .map(|(event, visits)| {
            TableRow::new(vec![
                event.title.get(lang).to_owned().into_any(),
                words::event_kind(lang, event.kind).into_any(),
                opens(lang, *visits, persons, &format!("event={}", event.id)),
            ])
        })
        .collect();
    let sum: i64 = view.events.iter().map(|(_, visits)| visits).sum();
    rows.push(TableRow::total(vec![
        words::common_total(lang).into_any(),
        "–".into_any(),
        format::number(lang, sum).into_any(),
    ]));
    let columns = vec![
        Column::text(words::desk_event_title(lang)),
        Column::text(words::desk_event_kind(lang)),
        Column::number(words::direct_visits(lang)),
    ];
    view! {
        <details>
            <summary>{words::direct_by_event(lang)}</summary>
            <DataTable caption=words::direct_by_event(lang) columns=columns rows=rows hide_caption=true />
        </details>
    }
    .into_any()
}

/// A number that opens into its persons, where one may see them.
fn opens(lang: Lang, n: i64, persons: Option<&str>, query: &str) -> AnyView {
    let text = format::number(lang, n);
    match persons {
        Some(persons) if n > 0 => view! { <a href=format!("{persons}?{query}")>{text}</a> }.into_any(),
        _ => text.into_any(),
    }
}
