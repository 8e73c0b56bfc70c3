//! What a direct participant is, how many there are, why other sums are wrong, and the parts that add up.

use keruen_backend::figures::{FiguresView, Scope};
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::breakdowns::{breakdowns, events, stops};
use crate::ui::{Alert, Column, DataTable, EmptyState, Stat, TableRow, Tone};
use crate::{format, words};

/// Everything below the heading. `persons` is the address of the list behind the figures, for those who may see names.
pub(super) fn direct_page(lang: Lang, view: &FiguresView, persons: Option<&str>) -> AnyView {
    let figures = &view.figures;
    let direct = format::number(lang, figures.direct_participants);
    let visits = format::number(lang, figures.attendances);
    let awaiting = words::direct_awaiting_consent(lang, figures.awaiting_consent);
    let unique = match view.scope {
        Scope::Project(_) => words::direct_by_project(lang),
        Scope::Caravan(_) => words::direct_by_caravan(lang),
    };
    let per_person = (figures.direct_participants > 0)
        .then(|| words::direct_visits_per_person(lang, ratio(lang, figures.attendances, figures.direct_participants)));
    let rest = if figures.direct_participants == 0 {
        view! { <EmptyState title=words::direct_empty(lang) text=words::direct_empty_text(lang) /> }.into_any()
    } else {
        (
            wrong_sums(lang, view),
            breakdowns(lang, figures, persons),
            stops(lang, view, persons),
            events(lang, view, persons),
        )
            .into_any()
    };
    view! {
        <p class="lead">{view.title.get(lang).to_owned()}</p>
        <div class="stats">
            <Stat label=words::direct_unique(lang) note=unique href=persons main=true>{direct}</Stat>
            <Stat label=words::direct_visits(lang) note=per_person>{visits}</Stat>
        </div>
        <section class="card">
            <h2 class="card-title">{words::direct_definition_title(lang)}</h2>
            <p>{words::direct_definition(lang)}</p>
        </section>
        {(figures.awaiting_consent > 0).then(|| view! {
            <Alert tone=Tone::Ask>{awaiting}</Alert>
        })}
        {(figures.anonymous > 0).then(|| view! {
            <p><span data-figure="anonymous" data-value=figures.anonymous.to_string()>{words::direct_anonymous(lang, figures.anonymous)}</span>
            " " <span class="muted">{words::direct_anonymous_note(lang)}</span></p>
        })}
        {plan(lang, view)}
        {rest}
    }
    .into_any()
}

fn plan(lang: Lang, view: &FiguresView) -> AnyView {
    if view.plan.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text(words::desk_plan_indicator(lang)),
        Column::number(words::desk_plan(lang)),
        Column::number(words::desk_fact(lang)),
        Column::number(words::desk_plan_share(lang)),
    ];
    let rows = view
        .plan
        .iter()
        .map(|row| {
            TableRow::new(vec![
                words::indicator(lang, row.indicator).into_any(),
                format::number(lang, row.target).into_any(),
                format::number(lang, row.fact).into_any(),
                format::share(lang, row.fact, row.target).into_any(),
            ])
        })
        .collect();
    view! { <DataTable caption=words::desk_plan_beside_fact(lang) columns=columns rows=rows /> }.into_any()
}

/// The sums that people make, each beside the right figure with the reason why it is wrong.
fn wrong_sums(lang: Lang, view: &FiguresView) -> AnyView {
    let figures = &view.figures;
    let direct = figures.direct_participants;
    let wrong = |sum: i64, what: &'static str, why: &'static str| {
        (sum != direct).then(|| {
            TableRow::new(vec![
                what.into_any(),
                view! { <s class="struck">{format::number(lang, sum)}</s> }.into_any(),
                words::direct_wrong_times(lang, ratio(lang, sum, direct)).into_any(),
                why.into_any(),
            ])
        })
    };
    let mut rows = vec![TableRow::total(vec![
        words::direct_unique(lang).into_any(),
        format::number(lang, direct).into_any(),
        words::direct_right(lang).into_any(),
        "–".into_any(),
    ])];
    rows.extend(
        [
            wrong(figures.attendances, words::direct_wrong_visits(lang), words::direct_wrong_visits_why(lang)),
            wrong(figures.naive_stop_sum, words::direct_wrong_stops(lang), words::direct_wrong_stops_why(lang)),
            wrong(figures.naive_total, words::direct_wrong_online(lang), words::direct_wrong_online_why(lang)),
        ]
        .into_iter()
        .flatten(),
    );
    if rows.len() == 1 {
        return ().into_any();
    }
    let columns = vec![
        Column::text(words::direct_sum(lang)),
        Column::number(words::breakdown_people(lang)),
        Column::text(words::direct_difference_title(lang)),
        Column::text(words::direct_why(lang)),
    ];
    view! {
        <h2>{words::direct_wrong_title(lang)}</h2>
        <p>{words::direct_wrong_intro(lang)}</p>
        <DataTable caption=words::direct_wrong_title(lang) columns=columns rows=rows hide_caption=true />
    }
    .into_any()
}

/// `whole / part` with two decimals: `2,33`.
fn ratio(lang: Lang, whole: i64, part: i64) -> String {
    if part <= 0 {
        return "–".to_owned();
    }
    let hundredths = (whole * 200 + part) / (part * 2);
    let mark = if lang == Lang::En { '.' } else { ',' };
    format!("{}{mark}{:02}", format::number(lang, hundredths / 100), hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_rounded_half_up() {
        assert_eq!(ratio(Lang::Kk, 6_163, 2_646), "2,33");
        assert_eq!(ratio(Lang::En, 3, 2), "1.50");
        assert_eq!(ratio(Lang::Ru, 1, 0), "–");
    }
}
