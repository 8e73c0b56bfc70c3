//! The phone itself: who holds it, whether it is ready, what it owes, how it is to behave.

use keruen_domain::api::{DeviceRole, ReadyCheck, ReadyPoint};
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::agreeing::{Compared, Match};
use super::engine::Desk;
use super::handed_card;
use super::screens::{problem, status};
use super::view::{Build, Screen, View};
use crate::{format, words};

/// One screen with everything that is not the door.
pub(super) fn show(view: View, desk: Desk) -> impl IntoView {
    move || {
        let lang = view.lang.get();
        view! {
            <div class="page page-narrow stack">
                <div class="actions">
                    <button type="button" class="button button-quiet" data-back on:click=move |_| view.screen.set(Screen::Choose)>{words::back(lang)}</button>
                </div>
                <h1>{words::phone_title(lang)}</h1>
                {problem(view).into_any()}
                {who(view, desk, lang).into_any()}
                {ready(view, desk, lang).into_any()}
                {marks(view, desk, lang).into_any()}
                {handed_card::show(view, lang).into_any()}
                {version(view, desk, lang).into_any()}
                {habits(view, desk, lang).into_any()}
                {status(view, lang).into_any()}
            </div>
        }
    }
}

/// Two taps: this screen, then a name.
fn who(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let known = move || {
        let now = view.operator.get();
        let others = view.crew.get().into_iter().filter(|operator| operator.name != now);
        others
            .map(|operator| {
                let (name, shown) = (operator.name.clone(), operator.name.clone());
                view! {
                    <button type="button" class="door-button button" data-operator=operator.name on:click=move |_| desk.hand_over(name.clone())>
                        {shown}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <section class="card stack">
            <h2 class="card-title">{words::phone_who(lang)}</h2>
            <p>{move || words::phone_who_now(lang, view.operator.get())}</p>
            {known}
            <form
                class="stack"
                on:submit=move |event| {
                    event.prevent_default();
                    desk.hand_over(name.get_untracked());
                }
            >
                <div class="field">
                    <label for="operator">{words::phone_who_new(lang)}</label>
                    <input
                        id="operator"
                        type="text"
                        autocomplete="off"
                        maxlength="60"
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </div>
                <button class="button">{words::phone_who_button(lang)}</button>
            </form>
        </section>
    }
}

fn ready(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    let found = move || {
        view.ready.get().map(|check| {
            let offset = view.events.with(|events| events.first().map_or(0, |event| event.offset_minutes));
            let at = format::date_time_short(lang, CivilDateTime::at(check.at, offset));
            let (shape, word, tone) = if check.missing.is_empty() {
                ("✓", words::phone_check_passed(lang), "admit")
            } else {
                ("✕", words::phone_check_failed(lang), "refuse")
            };
            view! {
                <p class="alert" data-tone=tone data-ready=tone role="status">
                    <strong><span aria-hidden="true">{shape}</span>" "{word}</strong>
                </p>
                <p class="muted">{words::phone_check_at(lang, at)}</p>
                <ul class="scanner-checks">{points(lang, &check)}</ul>
            }
        })
    };
    let button =
        move || if view.busy.get() { words::phone_check_running(lang) } else { words::phone_check_button(lang) };
    view! {
        <section class="card stack">
            <h2 class="card-title">{words::phone_check_title(lang)}</h2>
            <p class="muted">{words::phone_check_text(lang)}</p>
            {found}
            <button type="button" class="door-button button" data-check prop:disabled=move || view.busy.get() on:click=move |_| desk.check()>{button}</button>
        </section>
    }
}

fn points(lang: Lang, check: &ReadyCheck) -> impl IntoView + use<> {
    let line = |point: &ReadyPoint| {
        let (word, hint) = words::ready_point(lang, *point);
        let good = !check.missing.contains(point);
        let (shape, said) =
            if good { ("✓", words::phone_check_yes(lang)) } else { ("✕", words::phone_check_no(lang)) };
        view! {
            <li data-point=point.as_str() data-good=good.to_string()>
                <span aria-hidden="true">{shape}</span>" "{word}<span class="visually-hidden">": "{said}</span> {(!good).then(|| view! { <span class="muted">" · "{hint}</span> })}
            </li>
        }
    };
    ReadyPoint::ALL.iter().map(line).collect_view()
}

fn marks(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    view! {
        <section class="card stack">
            <h2 class="card-title">{words::phone_log_title(lang)}</h2>
            <p>
                {move || match view.unsent.get() {
                    0 => words::scanner_all_sent(lang).to_owned(),
                    n => words::scanner_unsent(lang, n),
                }}
            </p>
            {move || held(view, lang)}
            {move || (view.quarantined.get() > 0).then(|| view! { <p class="alert" data-tone="ask">{words::phone_log_quarantined(lang, view.quarantined.get())}</p> })}
            {move || (!view.not_taken.get().is_empty()).then(|| view! { <p class="alert" data-tone="ask">{words::walk_in_not_taken(lang, view.not_taken.get().join(", "))}</p> })}
            <p class="muted">{words::phone_log_export_text(lang)}</p>
            <div class="actions">
                <button type="button" class="button button-quiet" prop:disabled=move || view.busy.get() on:click=move |_| desk.refresh()>{words::scanner_send_now(lang)}</button>
                <button type="button" class="button button-quiet" data-export on:click=move |_| desk.export()>{words::phone_log_export(lang)}</button>
            </div>
        </section>
    }
}

/// Event by event, what the server has of this phone's facts; at a desk also the sum of everybody's.
fn held(view: View, lang: Lang) -> impl IntoView + use<> {
    let (events, role) = (view.events.get(), view.role.get());
    let compared = view.compared.get();
    let differs = compared.iter().any(|one| one.same == Match::Differs);
    let line = |one: &Compared| {
        let title = events.iter().find(|e| e.event.id == one.event)?.event.title.get(lang).to_owned();
        let (received, own) = (one.received, one.own);
        let sum = (role == DeviceRole::Desk).then(|| words::phone_held_sum(lang, one.whole.short(), one.whole.count()));
        let same = if one.same == Match::Same { "same" } else { "differs" };
        (own > 0 || sum.is_some()).then(|| {
            view! {
                <li data-held=one.event.to_string() data-received=received.to_string() data-own=own.to_string() data-same=same>
                    {title} ": " <span class="tabular">{words::phone_held_received(lang, received, own)}</span>
                    {sum.map(|sum| view! { " · " <span class="tabular">{sum}</span> })}
                </li>
            }
        })
    };
    let lines = compared.iter().filter_map(line).collect_view();
    view! {
        {differs.then(|| view! { <p class="alert" data-tone="refuse" role="alert">{words::phone_held_differs(lang)}</p> })}
        <ul class="plain-list">{lines}</ul>
    }
}

fn version(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    let newer = move || {
        (view.build.get() == Build::NewerReady).then(|| {
            let unsent = view.unsent.get();
            view! {
                <p>{words::scanner_reload_new(lang)}</p>
                {(unsent > 0).then(|| view! { <p class="alert" data-tone="ask" role="alert">{words::scanner_reload_unsent(lang, unsent)}</p> })}
                <button type="button" class="button" data-update on:click=move |_| desk.update()>{words::scanner_reload_button(lang)}</button>
            }
        })
    };
    let kept = move || match view.build.get() {
        Build::Unknown => words::phone_version_unknown(lang),
        Build::Kept | Build::NewerReady => words::phone_version_kept(lang),
        Build::NotKept => words::phone_version_not_kept(lang),
    };
    view! {
        <section class="card stack" data-build=move || format!("{:?}", view.build.get()).to_lowercase()>
            <h2 class="card-title">{words::phone_version_title(lang)}</h2>
            <p>{kept}</p>
            {newer}
        </section>
    }
}

fn habits(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    let switch = move |signal: RwSignal<bool>, name: &'static str, word: &'static str| {
        let pressed = move || if signal.get() { "true" } else { "false" };
        let said = move || if signal.get() { words::phone_on(lang) } else { words::phone_off(lang) };
        view! {
            <button
                type="button"
                class="button button-quiet"
                data-habit=name
                aria-pressed=pressed
                on:click=move |_| {
                    signal.update(|on| *on = !*on);
                    desk.remember();
                }
            >
                {word} ": " {said}
            </button>
        }
    };
    view! {
        <section class="card stack">
            <h2 class="card-title">{words::phone_habits_title(lang)}</h2>
            <div class="actions">{switch(view.rapid, "rapid", words::phone_rapid(lang))} {switch(view.sound, "sound", words::phone_sound(lang))}</div>
        </section>
    }
}
