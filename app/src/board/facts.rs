//! The facts behind a person: who recorded what, how, when, whether it holds; taking one back.

use keruen_backend::figures::{ClockMark, Contest, FactRow, FactStanding, PersonView, RecordedBy};
use keruen_domain::fact::{FactKind, Outcome};
use keruen_domain::hearing::Silence;
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDateTime, Timestamp};
use leptos::prelude::*;

use crate::request::Ctx;
use crate::ui::{Badge, Button, ButtonKind, Column, DataTable, EmptyState, TableRow, Tone};
use crate::{format, words};

pub(super) fn facts(ctx: &Ctx, view: &PersonView, organiser: bool) -> AnyView {
    let lang = ctx.lang;
    if view.facts.is_empty() {
        return view! { <EmptyState title=words::facts_empty(lang) /> }.into_any();
    }
    let mut columns = vec![
        Column::text(words::facts_event(lang)),
        Column::text(words::facts_time(lang)),
        Column::text(words::facts_method(lang)),
        Column::text(words::facts_operator(lang)),
        Column::text(words::facts_verdict(lang)),
        Column::text(words::facts_outcome(lang)),
        Column::text(words::facts_reason(lang)),
    ];
    if organiser {
        columns.push(Column::text(words::facts_annul(lang)));
    }
    let rows = view.facts.iter().map(|fact| row(ctx, view, fact, organiser)).collect();
    view! {
        <p class="muted">{words::facts_intro(lang)}</p>
        <DataTable caption=words::facts_title(lang) columns=columns rows=rows hide_caption=true />
    }
    .into_any()
}

fn row(ctx: &Ctx, view: &PersonView, fact: &FactRow, organiser: bool) -> TableRow {
    let lang = ctx.lang;
    let what = fact
        .event
        .as_ref()
        .map_or_else(|| kind_words(lang, fact.kind).to_owned(), |event| event.title.get(lang).to_owned());
    let kind = fact.event.is_some().then(|| view! { <br /> <span class="muted">{kind_words(lang, fact.kind)}</span> });
    let method = fact.method.map(|method| words::method(lang, method)).unwrap_or_default();
    let direction = fact.direction.map(|direction| format!(", {}", words::direction(lang, direction)));
    let verdicts: Vec<&str> = fact.verdicts.iter().map(|verdict| words::verdict(lang, *verdict)).collect();
    let mut cells = vec![
        view! { <span>{what} {kind}</span> }.into_any(),
        time(lang, fact),
        view! { <span>{method} {direction}</span> }.into_any(),
        recorder(lang, &fact.recorded_by),
        dash(verdicts.join(", ")),
        outcome(lang, fact),
        dash(fact.note.clone().unwrap_or_default()),
    ];
    if organiser {
        cells.push(annul_button(ctx, view, fact));
    }
    TableRow::new(cells)
}

/// A text, or a dash where there is none.
fn dash(text: String) -> AnyView {
    if text.is_empty() { "–".into_any() } else { text.into_any() }
}

/// The corrected time; beside it the phone's own where it differs by a minute or was never measured.
pub(crate) fn time(lang: Lang, fact: &FactRow) -> AnyView {
    let told = |at: Timestamp| format::date_time_short(lang, CivilDateTime::at(at, fact.offset_minutes));
    let own = (fact.clock == ClockMark::Unknown || told(fact.at) != told(fact.wall)).then(|| {
        view! { <br /> <span class="muted">{words::facts_time_device(lang)} ": " {told(fact.wall)}</span> }
    });
    view! { <span>{told(fact.at)} {own}</span> }.into_any()
}

pub(crate) fn recorder(lang: Lang, by: &RecordedBy) -> AnyView {
    match by {
        RecordedBy::Device { id, operator } => {
            let short: String = id.to_string().chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
            view! { <span>{operator.clone()} <br /> <span class="muted">{words::facts_device(lang)} " …" {short}</span></span> }.into_any()
        }
        RecordedBy::Account { name, .. } => {
            view! { <span>{name.clone()} <br /> <span class="muted">{words::facts_desk(lang)}</span></span> }.into_any()
        }
    }
}

pub(crate) fn outcome(lang: Lang, fact: &FactRow) -> AnyView {
    let outcome = fact.outcome.map(|outcome| {
        let tone = match outcome {
            Outcome::Admitted => Tone::Admit,
            Outcome::TurnedAway => Tone::Refuse,
            Outcome::Open => Tone::Ask,
        };
        view! { <Badge tone=tone>{words::outcome(lang, outcome)}</Badge> " " }
    });
    let standing = match fact.standing {
        FactStanding::InForce => None,
        FactStanding::Annulled => Some(words::facts_annulled(lang)),
        FactStanding::Silent(Silence::OutOfService) => Some(words::facts_out_of_service(lang)),
        FactStanding::Silent(Silence::Unproven) => Some(words::facts_unproven(lang)),
        FactStanding::Silent(Silence::OtherCaravan) => Some(words::facts_other_caravan(lang)),
    };
    let contested = (fact.contest == Contest::Contested)
        .then(|| view! { <Badge tone=Tone::Refuse>{words::facts_contested(lang)}</Badge> });
    view! { <span>{outcome} {standing.map(|words| view! { <Badge>{words}</Badge> " " })} {contested}</span> }.into_any()
}

fn annul_button(ctx: &Ctx, view: &PersonView, fact: &FactRow) -> AnyView {
    let lang = ctx.lang;
    // A measured clock and an issued ticket say nothing about the person's attendance.
    if fact.standing != FactStanding::InForce
        || matches!(fact.kind, FactKind::Clock | FactKind::Ticket | FactKind::Consent | FactKind::Withdrawal)
    {
        return ().into_any();
    }
    let action = ctx.href(&format!("/desk/person/{}/annul", view.person));
    let words = if fact.kind == FactKind::Annulment { words::facts_restore(lang) } else { words::facts_annul(lang) };
    view! {
        <form method="post" action=action>
            <input type="hidden" name="fact" value=fact.reference.to_string() />
            <Button kind=ButtonKind::Quiet>{words}</Button>
        </form>
    }
    .into_any()
}

pub(crate) const fn kind_words(lang: Lang, kind: FactKind) -> &'static str {
    match kind {
        FactKind::Scan => words::facts_kind_scan(lang),
        FactKind::Answer => words::facts_kind_answer(lang),
        FactKind::Annulment => words::facts_kind_annulment(lang),
        FactKind::Clock => words::facts_kind_clock(lang),
        FactKind::Entry => words::facts_kind_entry(lang),
        FactKind::Ticket => words::facts_kind_ticket(lang),
        FactKind::Merge => words::facts_kind_merge(lang),
        FactKind::Role => words::facts_kind_role(lang),
        FactKind::Consent => words::facts_kind_consent(lang),
        FactKind::Withdrawal => words::facts_kind_withdrawal(lang),
        FactKind::Acceptance => words::facts_kind_acceptance(lang),
        FactKind::Distinct => words::facts_kind_distinct(lang),
        FactKind::Reviewed => words::facts_kind_reviewed(lang),
        FactKind::Move => words::facts_kind_move(lang),
        FactKind::Blank => words::facts_kind_blank(lang),
    }
}
