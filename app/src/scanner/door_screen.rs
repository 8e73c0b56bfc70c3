//! The door: the camera with the verdict over it, the short code, the last marks.

use keruen_domain::api::DeviceRole;
use keruen_domain::id::FactId;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::class_screen;
use super::door::Serving;
use super::engine::Desk;
use super::finding::Found;
use super::screens::{problem, status};
use super::verdict;
use super::view::{Camera, Mark, Torch, View};
use super::walk_in_screen::walk_in;
use crate::{format, words};

/// The camera with the verdict over it.
pub(super) fn show(view: View, desk: Desk) -> impl IntoView {
    let code = RwSignal::new(String::new());
    move || {
        let lang = view.lang.get();
        view! {
            <div class="scanner-door" inert=move || view.verdict.with(Option::is_some) || view.class.choice.with(Option::is_some)>
                <div class="scanner-bar">
                    <button type="button" class="button button-quiet" on:click=move |_| desk.leave()>{words::scanner_change_event(lang)}</button>
                    <h1 class="scanner-title">{move || title(lang, view)}</h1>
                </div>
                <div class="scanner-video">
                    <video id="camera" muted playsinline aria-label=words::scanner_prompt(lang)></video>
                    {move || camera_notice(lang, view.camera.get(), desk).into_any()}
                    <div class="scanner-lenses">
                        {move || torch(lang, view, desk).map(IntoAny::into_any)}
                        {move || other_camera(lang, view, desk).map(IntoAny::into_any)}
                    </div>
                </div>
                {move || next_event(lang, view, desk).map(IntoAny::into_any)}
                {problem(view).into_any()}
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
                {move || (view.role.get() == DeviceRole::Desk).then(|| {
                    view! { {search(view, desk, lang)} {walk_in(view, desk, lang)} }.into_any()
                })}
                {class_screen::button(view, desk, lang).into_any()}
                {last(view, desk, lang).into_any()}
                {status(view, lang).into_any()}
            </div>
            {move || class_screen::show(view, desk, lang)}
            {move || view.verdict.get().map(|shown| verdict::overlay(lang, &shown, desk).into_any())}
        }
    }
}

/// Looking for somebody by name: full names stand on desk phones only.
fn search(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    let text = RwSignal::new(String::new());
    view! {
        <div class="scanner-find">
            <label for="find">{words::scanner_find(lang)}</label>
            <input
                id="find"
                type="text"
                autocomplete="off"
                spellcheck="false"
                maxlength="80"
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    desk.find(&text.get_untracked());
                }
            />
            <div role="status">{move || view.found.get().map(|found| results(lang, found, text, desk))}</div>
        </div>
    }
}

fn results(lang: Lang, found: Found, text: RwSignal<String>, desk: Desk) -> AnyView {
    if found.people.is_empty() {
        return view! { <p>{words::scanner_find_none(lang)}</p> }.into_any();
    }
    let more = i64::try_from(found.more).unwrap_or(i64::MAX);
    let people = found.people.into_iter().map(|one| {
        let id = one.id;
        let pick = move |_| {
            text.set(String::new());
            desk.pick(id);
        };
        view! {
            <li>
                <button type="button" class="button button-quiet" data-ticket=id.to_string() on:click=pick>
                    <strong>{one.name}</strong> " " <span class="muted">{one.class}</span>
                </button>
            </li>
        }
    });
    view! {
        <ul class="plain-list">{people.collect_view()}</ul>
        {(more > 0).then(|| view! { <p class="muted">{words::scanner_find_more(lang, more)}</p> })}
    }
    .into_any()
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

/// What the phone serves: the event, or the gate's stop.
fn title(lang: Lang, view: View) -> Option<String> {
    match view.serving.get() {
        Some(Serving::Gate(stop)) => {
            let city = view.gates.with(|gates| gates.iter().find(|gate| gate.id == stop).map(|gate| gate.city.clone()));
            city.map(|city| words::gate_title(lang, city.get(lang)))
        }
        _ => view.event.get().map(|e| e.event.title.get(lang).to_owned()),
    }
}

fn torch(lang: Lang, view: View, desk: Desk) -> Option<impl IntoView> {
    let word = match (view.camera.get(), view.torch.get()) {
        (Camera::On, Torch::Off) => words::door_torch_on(lang),
        (Camera::On, Torch::On) => words::door_torch_off(lang),
        _ => return None,
    };
    Some(view! { <button type="button" class="button button-quiet" on:click=move |_| desk.torch()>{word}</button> })
}

/// Phones with several lenses open the wrong one at times.
fn other_camera(lang: Lang, view: View, desk: Desk) -> Option<impl IntoView> {
    (view.camera.get() == Camera::On && view.cameras.get() > 1).then(|| {
        view! { <button type="button" class="button button-quiet" data-other-camera on:click=move |_| desk.other_camera()>{words::scanner_camera_other(lang)}</button> }
    })
}

/// The served event has ended: offers the next one of the stop.
fn next_event(lang: Lang, view: View, desk: Desk) -> Option<impl IntoView> {
    let next = view.next.get()?;
    let id = next.event.id;
    Some(view! {
        <div class="row scanner-next" role="status">
            <span>{words::gate_next(lang, next.event.title.get(lang))}</span>
            <button type="button" class="button" on:click=move |_| desk.choose(Serving::Event(id))>{words::gate_next_button(lang)}</button>
        </div>
    })
}

/// The last marks of this phone, the latest in sight; each can be taken back.
fn last(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    move || {
        let mut marks = view.last.get().into_iter();
        marks.next().map(|latest| {
            let earlier: Vec<_> = marks.map(|mark| view! { <li>{row(lang, mark, desk)}</li> }).collect();
            view! {
                <div class="scanner-last">
                    {row(lang, latest, desk)}
                    {(!earlier.is_empty()).then(|| view! {
                        <details>
                            <summary>{words::scanner_last(lang)}</summary>
                            <ul>{earlier}</ul>
                        </details>
                    })}
                </div>
            }
        })
    }
}

fn row(lang: Lang, mark: Mark, desk: Desk) -> AnyView {
    let time = format::time(CivilDateTime::at(mark.at, mark.offset_minutes));
    let scan = mark.scan.id;
    let undo = format!("{}: {}", words::answer_undo(lang), mark.name);
    let note = match mark.note {
        Some(note) => view! { <p class="muted" data-note>{note}</p> }.into_any(),
        None => note_form(lang, scan, &mark.name, desk),
    };
    view! {
        <div class="scanner-mark">
            <span><span class="tabular">{time}</span> " " <strong>{mark.name}</strong></span>
            <button type="button" class="button button-quiet" aria-label=undo on:click=move |_| desk.undo(scan)>{words::answer_undo(lang)}</button>
        </div>
        {note}
    }
    .into_any()
}

/// What the volunteer wants the organiser to know of a mark.
fn note_form(lang: Lang, scan: FactId, name: &str, desk: Desk) -> AnyView {
    let text = RwSignal::new(String::new());
    let label = format!("{}: {name}", words::scanner_note(lang));
    view! {
        <details class="scanner-note">
            <summary>{words::scanner_note(lang)}</summary>
            <form
                class="row"
                on:submit=move |event| {
                    event.prevent_default();
                    desk.note(scan, text.get_untracked());
                }
            >
                <input
                    type="text"
                    maxlength="300"
                    autocomplete="off"
                    aria-label=label
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                />
                <button class="button">{words::scanner_note_save(lang)}</button>
            </form>
        </details>
    }
    .into_any()
}
