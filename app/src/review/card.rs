//! One row of the review: what it is, both sides with where, when and by whom, and a button for each way to settle it.

use keruen_backend::figures::FactRow;
use keruen_backend::review::ReviewRow;
use keruen_domain::fact::FactRef;
use keruen_domain::id::PersonId;
use keruen_domain::review::{RowKind, Settlement};
use keruen_domain::text::Lang;
use leptos::prelude::*;

use crate::board::facts::{outcome, recorder, time};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, Column, DataTable, TableRow};
use crate::{format, words};

pub(super) fn card(ctx: &Ctx, path: &str, row: &ReviewRow, organiser: bool) -> AnyView {
    let lang = ctx.lang;
    let kind = row.row.id.kind;
    let (title, text) = kind_words(lang, kind);
    let facts: Vec<TableRow> = row
        .facts
        .iter()
        .map(|fact| (words::review_this(lang), fact))
        .chain(row.beside.iter().map(|fact| (words::review_beside(lang), fact)))
        .map(|(side, fact)| fact_line(lang, side, fact))
        .collect();
    let columns = vec![
        Column::text(words::review_side(lang)),
        Column::text(words::facts_event(lang)),
        Column::text(words::facts_time(lang)),
        Column::text(words::facts_operator(lang)),
        Column::text(words::facts_verdict(lang)),
        Column::text(words::facts_outcome(lang)),
    ];
    let events: Vec<String> = row.events.iter().map(|event| event.title.get(lang).to_owned()).collect();
    let hidden = row.row.targets.len() > row.facts.len();
    let total = i64::try_from(row.row.targets.len()).unwrap_or(i64::MAX);
    view! {
        <section class="card" id=row.row.id.to_string() data-review=kind.as_str()>
            <h2 class="card-title">{title}</h2>
            <p>{text}</p>
            {people(ctx, row)}
            <p class="muted">{events.join(" · ")}</p>
            {(!facts.is_empty()).then(|| view! { <DataTable caption=title columns=columns rows=facts hide_caption=true /> })}
            {hidden.then(|| view! { <p class="muted">{words::review_facts_total(lang, total)}</p> })}
            {organiser.then(|| actions(ctx, path, row))}
        </section>
    }
    .into_any()
}

/// Who it is about, each with their own page.
fn people(ctx: &Ctx, row: &ReviewRow) -> AnyView {
    let lang = ctx.lang;
    let link = |(person, name, class): &(PersonId, String, String)| {
        let href = ctx.href(&format!("/desk/person/{person}"));
        let class = (!class.is_empty()).then(|| format!(", {class}"));
        view! { <li><a href=href>{words::name_of(lang, name)}</a> {class}</li> }
    };
    let shown: Vec<_> = row.people.iter().take(10).map(link).collect();
    let more = i64::try_from(row.people.len().saturating_sub(10)).unwrap_or(i64::MAX);
    view! {
        <ul class="plain-list">
            {shown}
            {(more > 0).then(|| view! { <li class="muted">"+" {format::number(ctx.lang, more)}</li> })}
        </ul>
    }
    .into_any()
}

fn fact_line(lang: Lang, side: &'static str, fact: &FactRow) -> TableRow {
    let event = fact.event.as_ref().map_or("–", |event| event.title.get(lang)).to_owned();
    let method = fact.method.map(|method| words::method(lang, method));
    let verdicts: Vec<&str> = fact.verdicts.iter().map(|verdict| words::verdict(lang, *verdict)).collect();
    let verdicts = if verdicts.is_empty() { "–".to_owned() } else { verdicts.join(", ") };
    TableRow::new(vec![
        side.into_any(),
        view! { <span>{event} <br /> <span class="muted">{method}</span></span> }.into_any(),
        time(lang, fact),
        recorder(lang, &fact.recorded_by),
        verdicts.into_any(),
        outcome(lang, fact),
    ])
}

/// One form, one button for each way.
fn actions(ctx: &Ctx, path: &str, row: &ReviewRow) -> AnyView {
    let lang = ctx.lang;
    let names = |facts: &[FactRef]| facts.iter().map(FactRef::to_string).collect::<Vec<_>>().join(" ");
    let beside: Vec<FactRef> = row.row.beside.into_iter().collect();
    let [left, right] = match row.row.persons[..] {
        [left, right] => [left.to_string(), right.to_string()],
        _ => Default::default(),
    };
    let buttons: Vec<_> = row
        .row
        .id
        .kind
        .settlements()
        .iter()
        .enumerate()
        .map(|(place, settlement)| {
            let kind = match (place, settlement) {
                (_, Settlement::TakeBack | Settlement::TakeBackOther) => ButtonKind::Danger,
                (0, _) => ButtonKind::Primary,
                _ => ButtonKind::Quiet,
            };
            view! { <Button kind=kind name="action" value=settlement.to_string()>{settlement_words(lang, *settlement)}</Button> }
        })
        .collect();
    view! {
        <form method="post" action=ctx.href(path)>
            <input type="hidden" name="targets" value=names(&row.row.targets) />
            <input type="hidden" name="beside" value=names(&beside) />
            <input type="hidden" name="left" value=left />
            <input type="hidden" name="right" value=right />
            <div class="actions">{buttons}</div>
        </form>
    }
    .into_any()
}

/// What a row is, and why it matters.
const fn kind_words(lang: Lang, kind: RowKind) -> (&'static str, &'static str) {
    match kind {
        RowKind::TwoPhones => (words::review_two_phones(lang), words::review_two_phones_text(lang)),
        RowKind::Revoked => (words::review_revoked(lang), words::review_revoked_text(lang)),
        RowKind::Unlisted => (words::review_unlisted(lang), words::review_unlisted_text(lang)),
        RowKind::Cancelled => (words::review_cancelled(lang), words::review_cancelled_text(lang)),
        RowKind::Consent => (words::review_consent(lang), words::review_consent_text(lang)),
        RowKind::Contested => (words::review_contested(lang), words::review_contested_text(lang)),
        RowKind::Unheard => (words::review_unheard(lang), words::review_unheard_text(lang)),
        RowKind::Unproven => (words::review_unproven(lang), words::review_unproven_text(lang)),
        RowKind::Clock => (words::review_clock(lang), words::review_clock_text(lang)),
        RowKind::Duplicate => (words::review_duplicate(lang), words::review_duplicate_text(lang)),
    }
}

const fn settlement_words(lang: Lang, settlement: Settlement) -> &'static str {
    match settlement {
        Settlement::LetStand => words::review_let_stand(lang),
        Settlement::TakeBack => words::review_take_back(lang),
        Settlement::TakeBackOther => words::review_take_back_other(lang),
        Settlement::Accept => words::review_accept(lang),
        Settlement::Merge => words::review_merge(lang),
        Settlement::Distinct => words::review_distinct(lang),
    }
}
