//! The screen of a class: everybody ticked, the absent unticked, the heads counted, one tap.

use keruen_domain::api::RosterGroup;
use keruen_domain::fact::{Direction, Ground};
use keruen_domain::name::{Wanted, search_key};
use keruen_domain::scan::{Colour, Verdict};
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::class_view::{ClassProblem, ClassView};
use super::door::{ClassAtDoor, ClassLine};
use super::engine::Desk;
use super::screens;
use super::view::View;
use crate::{format, words};

/// The button that opens it, and what the last tap did.
pub(super) fn button(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    view! {
        {move || done(view, desk, lang)}
        <p class="scanner-class-button">
            <button type="button" class="button button-quiet" data-classes on:click=move |_| desk.classes()>{words::class_title(lang)}</button>
        </p>
    }
}

fn done(view: View, desk: Desk, lang: Lang) -> Option<AnyView> {
    let count = view.class.done.with(Vec::len);
    let out = view.class.done.with(|marks| marks.first().is_some_and(|mark| mark.direction == Direction::Out));
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    (count > 0).then(|| {
        let word = if out { words::class_done_out(lang, count) } else { words::class_done(lang, count) };
        view! {
            <div class="row scanner-next" role="status" data-class-done=count.to_string()>
                <span>"✓ " {word}</span>
                <button type="button" class="button button-quiet" on:click=move |_| desk.take_class_back()>{words::class_undo(lang)}</button>
            </div>
        }
        .into_any()
    })
}

/// The screen; nothing while it is closed.
pub(super) fn show(view: View, desk: Desk, lang: Lang) -> Option<AnyView> {
    let class = view.class;
    let choice = class.choice.get()?;
    // The keyboard and the screen reader go where the eyes are; what lies behind is inert.
    let dialog = NodeRef::<leptos::html::Div>::new();
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let _ = class.open.with(Option::is_some);
        if let Some(dialog) = dialog.get() {
            let _ = dialog.focus();
        }
    });
    let body = move || match class.open.get() {
        Some(open) => list(view, desk, lang, open),
        None => choose(class, desk, lang, choice.clone()),
    };
    Some(
        view! {
            <div class="scanner-class" node_ref=dialog tabindex="-1" role="dialog" aria-modal="true" aria-label=words::class_title(lang)
                on:keydown=move |event| if event.key() == "Escape" { desk.close_class() }>
                <div class="scanner-bar">
                    <button type="button" class="button button-quiet" data-back on:click=move |_| desk.close_class()>{words::back(lang)}</button>
                    <p class="scanner-title">{words::class_title(lang)}</p>
                </div>
                {body}
            </div>
        }
        .into_any(),
    )
}

/// The classes that are expected, to be found by school or leader.
fn choose(class: ClassView, desk: Desk, lang: Lang, choice: Vec<RosterGroup>) -> AnyView {
    let text = RwSignal::new(String::new());
    let none = choice.is_empty();
    let fitting = move || {
        let wanted = Wanted::parse(&text.get());
        let fits = |group: &&RosterGroup| {
            wanted.as_ref().is_none_or(|wanted| wanted.fits(&search_key(&format!("{} {}", group.title, group.leader))))
        };
        let row = |group: &RosterGroup| {
            let id = group.id;
            view! {
                <li>
                    <button type="button" class="button button-quiet" data-class=id.to_string() on:click=move |_| desk.open_class(id)>
                        <strong>{group.title.clone()}</strong> " " <span class="muted">{group.leader.clone()}</span>
                    </button>
                </li>
            }
        };
        choice.iter().filter(fits).map(row).collect_view()
    };
    view! {
        <div class="page page-narrow stack">
            <p>{words::class_choose(lang)}</p>
            {move || problem(class, lang)}
            {none.then(|| view! { <p class="muted">{words::class_none(lang)}</p> })}
            <div class="field" hidden=none>
                <label for="class-find">{words::class_find(lang)}</label>
                <input id="class-find" type="text" autocomplete="off" spellcheck="false" maxlength="80"
                    prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event)) />
            </div>
            <ul class="plain-list stack">{fitting}</ul>
        </div>
    }
    .into_any()
}

fn list(view: View, desk: Desk, lang: Lang, open: ClassAtDoor) -> AnyView {
    let class = view.class;
    let starts = CivilDateTime::at(open.event.event.starts_at, open.event.offset_minutes);
    let lines: Vec<_> = open.lines.iter().map(|line| tick(class, lang, line)).collect();
    let all = i64::try_from(open.lines.len()).unwrap_or(i64::MAX);
    let ticked = move || i64::try_from(class.ticked.with(std::collections::BTreeSet::len)).unwrap_or(i64::MAX);
    let out = view.direction.get_untracked() == Direction::Out;
    let word = move |n| if out { words::class_let_out(lang, n) } else { words::class_let_in(lang, n) };
    view! {
        <form class="page page-narrow stack" novalidate
            on:submit=move |event| {
                event.prevent_default();
                desk.let_class_in();
            }>
            <h2>{open.group.title}</h2>
            <p class="muted">{open.group.leader} " · " {open.event.event.title.get(lang).to_owned()} " · " <span class="tabular">{format::time(starts)}</span></p>
            <p>{words::class_untick(lang)}</p>
            <ul class="plain-list scanner-class-list">{lines}</ul>
            <p class="tabular" role="status" data-ticked=move || ticked().to_string()>{move || words::class_ticked(lang, ticked(), all)}</p>
            {move || class.ground_is_needed().then(|| grounds(class, lang))}
            <div class="field">
                <label for="heads">{words::class_heads(lang)}</label>
                <p class="help" id="heads-help">{words::class_heads_help(lang)}</p>
                <input id="heads" class="tabular" inputmode="numeric" autocomplete="off" maxlength="3" aria-describedby="heads-help"
                    prop:value=move || class.heads.get() on:input=move |event| class.heads.set(event_target_value(&event)) />
            </div>
            {move || problem(class, lang)}
            {screens::problem(view).into_any()}
            <button class="door-button button">{move || word(ticked())}</button>
            <p class="muted">{words::class_others(lang)}</p>
        </form>
    }
    .into_any()
}

/// One of the class: a tick, and what the door says besides "come in".
fn tick(class: ClassView, lang: Lang, line: &ClassLine) -> AnyView {
    let ticket = line.ticket;
    let said: Vec<String> = line
        .decision
        .verdicts
        .iter()
        .filter(|verdict| **verdict != Verdict::Admit)
        .map(|verdict| words::verdict(lang, *verdict).to_owned())
        .collect();
    let colour = if line.can_pass() { line.decision.colour } else { Colour::Refuse };
    let passes = line.can_pass();
    let change = move |event| {
        let on = event_target_checked(&event);
        class.problem.set(None);
        class.ticked.update(|ticked| {
            if on {
                ticked.insert(ticket)
            } else {
                ticked.remove(&ticket)
            };
        });
    };
    let checked = move || class.ticked.with(|ticked| ticked.contains(&ticket));
    view! {
        <li>
            <label class="choice" data-of=ticket.to_string() data-colour=colour.as_str()>
                <input type="checkbox" prop:checked=checked disabled=!passes on:change=change />
                <span>
                    <strong>{line.name.clone()}</strong> " " <span class="muted">{line.class.clone()}</span>
                    {(!said.is_empty()).then(|| view! { <span class="choice-help">{format::list(lang, &said)}</span> })}
                </span>
            </label>
        </li>
    }
    .into_any()
}

/// On what ground minors without a consent come in: the leader brings the papers, or they will follow.
fn grounds(class: ClassView, lang: Lang) -> AnyView {
    let one = |ground: Ground, word: &'static str| {
        view! {
            <label class="choice">
                <input type="radio" name="ground" data-ground=ground.as_str() prop:checked=move || class.ground.get() == Some(ground)
                    on:change=move |_| {
                        class.problem.set(None);
                        class.ground.set(Some(ground));
                    } />
                <span>{word}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{words::class_consents(lang)}</legend>
            {one(Ground::PaperSeen, words::answer_paper_seen(lang))}
            {one(Ground::ToFollow, words::answer_to_follow(lang))}
        </fieldset>
    }
    .into_any()
}

fn problem(class: ClassView, lang: Lang) -> Option<AnyView> {
    let words = match class.problem.get()? {
        ClassProblem::Unknown => words::class_unknown(lang).to_owned(),
        ClassProblem::NobodyTicked => words::class_nobody(lang).to_owned(),
        ClassProblem::HeadsDiffer { ticked } => words::class_heads_differ(lang, ticked),
        ClassProblem::GroundNeeded => words::class_ground_needed(lang).to_owned(),
        ClassProblem::Changed(names) => words::class_changed(lang, format::list(lang, &names)),
    };
    Some(view! { <p class="wrong" role="alert" data-class-problem>{words}</p> }.into_any())
}
