//! The verdict over the whole screen: colour, shape, word, name, the next tap.

use keruen_domain::fact::{Ground, Outcome};
use keruen_domain::scan::{Colour, Verdict};
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::engine::Desk;
use super::view::Shown;
use crate::{format, words};

/// The verdict, until a tap. Green and red go by one tap anywhere; amber waits for its answer.
pub(super) fn overlay(lang: Lang, shown: &Shown, desk: Desk) -> impl IntoView + use<> {
    let colour = shown.decision.colour;
    let headline = shown.decision.headline();
    let shape = match colour {
        Colour::Admit => "✓",
        Colour::Ask => "?",
        Colour::Refuse => "✕",
    };
    let mut said = shown.said();
    let (word, next) = said.next().map_or_else(
        || (words::scanner_written_down(lang), words::scanner_written_down_next(lang)),
        |first| (words::verdict(lang, first), words::verdict_next(lang, first)),
    );
    let also: Vec<_> = said.map(|verdict| words::verdict(lang, verdict).to_owned()).collect();
    let details = details(lang, shown);
    // The keyboard and the screen reader go where the eyes are; what lies behind is inert.
    let dialog = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.focus();
        }
    });
    view! {
        <div class="verdict" node_ref=dialog tabindex="-1" role="alertdialog" aria-modal="true" aria-live="assertive" aria-label=word data-colour=colour.as_str() data-verdict=headline.as_str()>
            <p class="verdict-shape" aria-hidden="true">{shape}</p>
            <p class="verdict-word">{word}</p>
            <p class="verdict-name">{shown.name.clone()} " " <span>{shown.class.clone()}</span></p>
            <p class="verdict-next">{next}</p>
            {details.into_iter().map(|line| view! { <p class="verdict-detail">{line}</p> }).collect_view()}
            {(!also.is_empty()).then(|| view! { <p class="verdict-detail">{words::verdict_also(lang, format::list(lang, &also))}</p> })}
            {buttons(lang, shown, desk)}
        </div>
    }
}

fn details(lang: Lang, shown: &Shown) -> Vec<String> {
    let time = |at| format::time(CivilDateTime::at(at, shown.event.offset_minutes));
    let mut lines = Vec::new();
    if shown.at_gate && shown.decision.ticket.is_some() {
        let (title, place) = keruen_domain::scan::signpost(&shown.event);
        lines.push(words::gate_event(lang, title.get(lang), place.get(lang)));
    }
    if let (Verdict::AlreadyIn, Some(before)) = (shown.decision.headline(), &shown.decision.before) {
        let at = time(before.at);
        lines.push(if before.operator.is_empty() {
            words::verdict_already_in_time(lang, at)
        } else {
            format!("{} · {}", words::verdict_already_in_time(lang, at), before.operator)
        });
    }
    for event in &shown.elsewhere {
        let (title, place) = keruen_domain::scan::signpost(event);
        lines.push(words::verdict_registered_for_at(
            lang,
            title.get(lang),
            place.get(lang),
            time(event.event.starts_at),
        ));
    }
    if shown.decision.verdicts.contains(&Verdict::ConsentMissing)
        && !shown.new_here
        && let Some(as_of) = shown.as_of
    {
        lines.push(words::verdict_consents_as_of(lang, time(as_of)));
    }
    lines
}

fn buttons(lang: Lang, shown: &Shown, desk: Desk) -> impl IntoView + use<> {
    let answer = move |outcome: Outcome, ground: Ground, word: &'static str| {
        view! {
            <button type="button" class="door-button button" data-answer=ground.as_str() data-outcome=outcome.as_str() on:click=move |_| desk.answer(outcome, ground)>
                {word}
            </button>
        }
    };
    if shown.decision.colour != Colour::Ask {
        return view! {
            <button type="button" class="door-button button" data-answer="next" on:click=move |_| desk.dismiss()>{words::answer_next(lang)}</button>
        }
        .into_any();
    }
    let admit = if shown.new_here { words::answer_admit(lang) } else { words::answer_admit_anyway(lang) };
    let refuse = answer(Outcome::TurnedAway, Ground::Judgement, words::answer_refuse(lang));
    if shown.decision.verdicts.contains(&Verdict::ConsentMissing) {
        view! {
            <div class="actions">
                {answer(Outcome::Admitted, Ground::PaperSeen, words::answer_paper_seen(lang))}
                {answer(Outcome::Admitted, Ground::ToFollow, words::answer_to_follow(lang))} {refuse}
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="actions">
                {answer(Outcome::Admitted, Ground::Judgement, admit)} {refuse}
            </div>
        }
        .into_any()
    }
}
