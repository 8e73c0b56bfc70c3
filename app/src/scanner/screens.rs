//! The scanner's screens.

use keruen_domain::fact::Direction;
use keruen_domain::scan::RosterEvent;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::engine::Desk;
use super::verdict;
use super::view::{Camera, Link, Problem, View};
use crate::{format, words};

/// The languages; the page is the same for everybody, so the phone remembers its own.
pub(super) fn languages(current: Lang, speak: impl Fn(Lang) + Copy + Send + 'static) -> impl IntoView {
    let buttons = Lang::ALL
        .into_iter()
        .map(|lang| {
            let pressed = if lang == current { "true" } else { "false" };
            view! {
                <button type="button" class="button button-quiet" lang=lang.code() aria-pressed=pressed on:click=move |_| speak(lang)>
                    {words::language_name(lang)}
                </button>
            }
        })
        .collect_view();
    view! { <div class="actions scanner-languages" role="group" aria-label=words::nav_languages(current)>{buttons}</div> }
}

/// Nothing can be done without a link.
pub(super) fn unpaired(view: View) -> impl IntoView {
    move || {
        let lang = view.lang.get();
        view! {
            <div class="page page-narrow stack">
                <h1>{words::scanner_not_paired(lang)}</h1>
                <p class="lead">{words::scanner_not_paired_text(lang)}</p>
                {problem(view)}
            </div>
        }
    }
}

/// A link was opened; a tap spends it.
pub(super) fn pair(view: View, desk: Desk) -> impl IntoView {
    let name = RwSignal::new(view.operator.get_untracked());
    move || {
        let lang = view.lang.get();
        view! {
            <form
                class="page page-narrow stack"
                on:submit=move |event| {
                    event.prevent_default();
                    desk.pair(name.get_untracked());
                }
            >
                <h1>{words::scanner_pair_title(lang)}</h1>
                <p class="lead">{words::scanner_pair_text_plain(lang)}</p>
                {problem(view)}
                <div class="field">
                    <label for="operator">{words::scanner_your_name(lang)}</label>
                    <p class="help" id="operator-help">{words::scanner_your_name_help(lang)}</p>
                    <input
                        id="operator"
                        type="text"
                        autocomplete="name"
                        maxlength="60"
                        aria-describedby="operator-help"
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </div>
                <button class="door-button button" prop:disabled=move || view.busy.get()>{words::scanner_pair_button(lang)}</button>
            </form>
        }
    }
}

/// The events of this phone.
pub(super) fn choose(view: View, desk: Desk) -> impl IntoView {
    move || {
        let lang = view.lang.get();
        let events = view.events.get();
        let empty = events.is_empty();
        let list = events.iter().map(|event| event_button(lang, event, desk)).collect_view();
        view! {
            <div class="page page-narrow stack">
                <p class="muted">{move || view.caravan.get().get(lang).to_owned()} " · " {move || view.operator.get()}</p>
                <h1>{words::scanner_choose_event(lang)}</h1>
                {problem(view)}
                {direction(view, lang)}
                {empty.then(|| view! { <p>{words::scanner_no_events_text(lang)}</p> })}
                <ul class="scanner-events">{list}</ul>
                {status(view, lang)}
                <button type="button" class="button button-quiet" prop:disabled=move || view.busy.get() on:click=move |_| desk.refresh()>
                    {words::scanner_refresh(lang)}
                </button>
            </div>
        }
    }
}

fn event_button(lang: Lang, event: &RosterEvent, desk: Desk) -> impl IntoView + use<> {
    let id = event.event.id;
    let start = CivilDateTime::at(event.event.starts_at, event.offset_minutes);
    let end = CivilDateTime::at(event.event.ends_at, event.offset_minutes);
    view! {
        <li>
            <button type="button" class="door-button scanner-event" data-event=id.to_string() on:click=move |_| desk.choose(id)>
                <span class="tabular">{format::day_month_short(lang, start.date)} " " {format::time_range(lang, start, end)}</span>
                <strong>{event.event.title.get(lang).to_owned()}</strong>
                <span class="muted">{event.event.place.get(lang).to_owned()}</span>
            </button>
        </li>
    }
}

fn direction(view: View, lang: Lang) -> impl IntoView {
    let button = move |direction: Direction, word: &'static str| {
        let pressed = move || if view.direction.get() == direction { "true" } else { "false" };
        view! {
            <button type="button" class="button button-quiet" aria-pressed=pressed on:click=move |_| view.direction.set(direction)>{word}</button>
        }
    };
    view! {
        <div class="actions" role="group">
            {button(Direction::In, words::scanner_direction_in(lang))}
            {button(Direction::Out, words::scanner_direction_out(lang))}
        </div>
    }
}

/// The camera with the verdict over it.
pub(super) fn door(view: View, desk: Desk) -> impl IntoView {
    let code = RwSignal::new(String::new());
    move || {
        let lang = view.lang.get();
        view! {
            <div class="scanner-door">
                <div class="scanner-bar">
                    <button type="button" class="button button-quiet" on:click=move |_| desk.leave()>{words::scanner_change_event(lang)}</button>
                    <h1 class="scanner-title">{move || view.event.get().map(|e| e.event.title.get(lang).to_owned())}</h1>
                </div>
                <div class="scanner-video">
                    <video id="camera" muted playsinline aria-label=words::scanner_prompt(lang)></video>
                    {move || camera_notice(lang, view.camera.get(), desk)}
                </div>
                {problem(view)}
                <form
                    class="row"
                    on:submit=move |event| {
                        event.prevent_default();
                        desk.typed(code.get_untracked());
                        code.set(String::new());
                    }
                >
                    <label for="code">{words::scanner_code(lang)}</label>
                    <input
                        id="code"
                        class="tabular"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        maxlength="20"
                        prop:value=move || code.get()
                        on:input=move |event| code.set(event_target_value(&event))
                    />
                    <button class="button">{words::scanner_check(lang)}</button>
                </form>
                {last(view, desk, lang)}
                {status(view, lang)}
                {move || view.verdict.get().map(|shown| verdict::overlay(lang, &shown, desk))}
            </div>
        }
    }
}

fn camera_notice(lang: Lang, camera: Camera, desk: Desk) -> impl IntoView {
    let (title, text) = match camera {
        Camera::On => return None,
        Camera::Off => (words::scanner_prompt(lang), ""),
        Camera::Starting => (words::scanner_camera_starting(lang), ""),
        Camera::Denied => (words::scanner_camera_denied(lang), words::scanner_camera_denied_text(lang)),
        Camera::Missing => (words::scanner_camera_none(lang), words::scanner_camera_none_text(lang)),
        Camera::Busy => (words::scanner_camera_busy(lang), words::scanner_camera_busy_text(lang)),
        Camera::Insecure => (words::scanner_camera_insecure(lang), ""),
    };
    let button = (camera != Camera::Starting).then(|| {
        view! {
            <button type="button" class="door-button button" on:click=move |_| desk.camera()>{words::scanner_camera_start(lang)}</button>
        }
    });
    Some(view! { <div class="scanner-notice" role="status"><p>{title}</p><p>{text}</p>{button}</div> })
}

fn last(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    move || {
        view.last.get().map(|mark| {
            view! {
                <p class="row scanner-last">
                    <span>{words::scanner_last(lang)} ": " <strong>{mark.name}</strong></span>
                    <button type="button" class="button button-quiet" on:click=move |_| desk.undo()>{words::answer_undo(lang)}</button>
                </p>
            }
        })
    }
}

/// Counters and connection; always in view.
fn status(view: View, lang: Lang) -> impl IntoView {
    view! {
        <div class="counters" role="status">
            <span>{move || words::scanner_mine(lang, view.mine.get())}</span>
            <span data-unsent=move || view.unsent.get().to_string()>
                {move || match view.unsent.get() {
                    0 => words::scanner_all_sent(lang).to_owned(),
                    n => words::scanner_unsent(lang, n),
                }}
            </span>
            <span>{move || words::scanner_roster_ready(lang, view.tickets.get())}</span>
            <span data-link=move || if view.link.get() == Link::Online { "online" } else { "offline" }>
                {move || if view.link.get() == Link::Online { words::scanner_online(lang) } else { words::scanner_offline(lang) }}
            </span>
        </div>
    }
}

fn problem(view: View) -> impl IntoView {
    move || {
        let lang = view.lang.get();
        view.problem.get().map(|problem| {
            let words = match problem {
                Problem::PairFailed => words::scanner_pair_failed(lang),
                Problem::Offline => words::scanner_pair_offline(lang),
                Problem::NameMissing => words::scanner_name_missing(lang),
                Problem::Revoked => words::scanner_revoked(lang),
                Problem::LogFailed => words::scanner_log_failed(lang),
                Problem::CodeBad => words::scanner_code_bad(lang),
            };
            view! { <p class="alert" data-tone="refuse" role="alert">{words}</p> }
        })
    }
}
