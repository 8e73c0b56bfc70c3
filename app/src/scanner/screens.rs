//! The scanner's screens but the door: pairing, choosing what to serve; and what all of them share.

use keruen_domain::api::RosterStop;
use keruen_domain::fact::Direction;
use keruen_domain::scan::RosterEvent;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::door::Serving;
use super::engine::Desk;
use super::view::{Camera, Link, Problem, Screen, View};
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

/// Nothing can be done without a link: it can be opened, pasted, or read by the camera.
pub(super) fn unpaired(view: View, desk: Desk) -> impl IntoView {
    let link = RwSignal::new(String::new());
    move || {
        let lang = view.lang.get();
        view! {
            <form
                class="page page-narrow stack"
                on:submit=move |event| {
                    event.prevent_default();
                    desk.link(&link.get_untracked());
                }
            >
                <h1>{words::scanner_not_paired(lang)}</h1>
                <p class="lead">{words::scanner_not_paired_text(lang)}</p>
                {messenger(view, lang)}
                {problem(view).into_any()}
                <div class="scanner-video" hidden=move || view.camera.get() == Camera::Off>
                    <video id="camera" muted playsinline aria-label=words::phone_link_camera(lang)></video>
                </div>
                <button type="button" class="door-button button" on:click=move |_| desk.camera()>{words::phone_link_camera(lang)}</button>
                <div class="field">
                    <label for="link">{words::phone_link_label(lang)}</label>
                    <input
                        id="link"
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        maxlength="300"
                        prop:value=move || link.get()
                        on:input=move |event| link.set(event_target_value(&event))
                    />
                </div>
                <button class="button">{words::phone_link_button(lang)}</button>
            </form>
        }
    }
}

/// A phone that is paired inside a messenger loses everything with it; the link is still unspent.
fn messenger(view: View, lang: Lang) -> Option<impl IntoView> {
    view.messenger.get().then(|| view! { <p class="alert" data-tone="ask" role="note" data-messenger>{words::scanner_in_messenger(lang)}</p> })
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
                {messenger(view, lang)}
                {problem(view).into_any()}
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
                <button type="button" class="button button-quiet" data-back on:click=move |_| desk.stay()>{words::back(lang)}</button>
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
        let gates = view.gates.get().into_iter().map(|stop| gate_button(lang, &stop, desk)).collect_view();
        view! {
            <div class="page page-narrow stack">
                <p class="muted">{move || view.caravan.get().get(lang).to_owned()} " · " {move || view.operator.get()}</p>
                <h1>{words::scanner_choose_event(lang)}</h1>
                {problem(view).into_any()}
                {direction(view, lang).into_any()}
                {empty.then(|| view! { <p>{words::scanner_no_events_text(lang)}</p> })}
                <ul class="scanner-events">{gates} {list}</ul>
                {status(view, lang).into_any()}
                <button type="button" class="button button-quiet" data-refresh prop:disabled=move || view.busy.get() on:click=move |_| desk.refresh()>
                    {words::scanner_refresh(lang)}
                </button>
                <button type="button" class="button button-quiet" data-phone on:click=move |_| desk.show_phone()>{words::phone_title(lang)}</button>
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
            <button type="button" class="door-button scanner-event" data-event=id.to_string() on:click=move |_| desk.choose(Serving::Event(id))>
                <span class="tabular">{format::day_month_short(lang, start.date)} " " {format::time_range(lang, start, end)}</span>
                <strong>{event.event.title.get(lang).to_owned()}</strong>
                <span class="muted">{event.event.place.get(lang).to_owned()}</span>
            </button>
        </li>
    }
}

fn gate_button(lang: Lang, stop: &RosterStop, desk: Desk) -> impl IntoView + use<> {
    let id = stop.id;
    view! {
        <li>
            <button type="button" class="door-button scanner-event" data-gate=id.to_string() on:click=move |_| desk.choose(Serving::Gate(id))>
                <strong>{words::gate_title(lang, stop.city.get(lang))}</strong>
                <span class="muted">{words::gate_text(lang)}</span>
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

/// Counters and connection; always in view.
pub(super) fn status(view: View, lang: Lang) -> impl IntoView {
    view! {
        <div class="counters" role="status">
            <span>{move || words::scanner_mine(lang, view.mine.get())}</span>
            {move || (view.screen.get() == Screen::Door).then(|| view! { <span>{words::door_inside(lang, view.inside.get())}</span> })}
            <span data-unsent=move || view.unsent.get().to_string()>
                {move || match view.unsent.get() {
                    0 => words::scanner_all_sent(lang).to_owned(),
                    n => words::scanner_unsent(lang, n),
                }}
            </span>
            <span>{move || as_of(view, lang)}</span>
            <span data-link=move || if view.link.get() == Link::Online { "online" } else { "offline" }>
                {move || if view.link.get() == Link::Online { words::scanner_online(lang) } else { words::scanner_offline(lang) }}
            </span>
        </div>
    }
}

/// How old the list is, and how long; before there is one, that it is loading.
fn as_of(view: View, lang: Lang) -> String {
    let Some(at) = view.as_of.get() else { return words::scanner_roster_loading(lang).to_owned() };
    let offset = view.events.with(|events| events.first().map_or(0, |event| event.offset_minutes));
    let time = format::time(CivilDateTime::at(at, offset));
    format!("{} · {}", words::scanner_as_of(lang, time), words::phone_list_size(lang, view.tickets.get()))
}

pub(super) fn problem(view: View) -> impl IntoView {
    move || {
        let lang = view.lang.get();
        view.problem.get().map(|problem| {
            let words = match problem {
                Problem::Note(problem) => return alert(words::field_problem(lang, problem)),
                Problem::PairFailed => words::scanner_pair_failed(lang),
                Problem::Offline => words::scanner_pair_offline(lang),
                Problem::NameMissing => words::scanner_name_missing(lang),
                Problem::Revoked => words::scanner_revoked(lang),
                Problem::Unknown => words::phone_unknown(lang),
                Problem::Refused => words::phone_refused(lang),
                Problem::OtherTab => words::phone_other_tab(lang),
                Problem::LogFailed => words::scanner_log_failed(lang),
                Problem::CodeBad => words::scanner_code_bad(lang),
                Problem::File(bad) => words::bad_file(lang, bad),
                Problem::LinkBad => words::phone_link_bad(lang),
                Problem::UndoLate => words::door_undo_late(lang),
                Problem::Evicted => words::phone_evicted(lang),
            };
            alert(words.to_owned())
        })
    }
}

fn alert(words: String) -> impl IntoView {
    view! { <p class="alert" data-tone="refuse" role="alert">{words}</p> }
}
