//! On the phone's own screen: another phone's log is taken, and what became of it; whom the phones let in together.

use keruen_domain::id::EventId;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::view::{Handed, Taken, View};
use crate::words;

/// The file is read outside (`public/scanner-device.js`): the label is its button.
pub(super) fn show(view: View, lang: Lang) -> impl IntoView {
    view! {
        <section class="card stack">
            <h2 class="card-title">{words::phone_handed_title(lang)}</h2>
            <p class="muted">{words::phone_handed_text(lang)}</p>
            {move || view.taken.get().map(|taken| took(lang, taken))}
            {move || standing(lang, view.handed.get())}
            {move || union(view, lang)}
            <div class="field">
                <label class="label" for="take">{words::phone_handed_button(lang)}</label>
                <input id="take" class="input" type="file" accept="application/json,.json" data-take />
            </div>
        </section>
    }
}

fn took(lang: Lang, taken: Taken) -> impl IntoView {
    view! {
        <p class="alert" data-tone="admit" role="status" data-took=taken.fresh.to_string()>
            {words::phone_handed_took(lang, taken.fresh, taken.known)}
        </p>
    }
}

fn standing(lang: Lang, handed: Handed) -> impl IntoView {
    (handed.all > 0).then(|| {
        let waiting = match handed.waiting {
            0 => words::phone_handed_sent(lang).to_owned(),
            n => words::phone_handed_waiting(lang, n),
        };
        view! {
            <p data-handed=handed.waiting.to_string()>{waiting}</p>
            {(handed.unproven > 0).then(|| view! { <p class="alert" data-tone="ask">{words::phone_handed_unproven(lang, handed.unproven)}</p> })}
            {(handed.malformed > 0).then(|| view! { <p class="alert" data-tone="ask">{words::phone_handed_malformed(lang, handed.malformed)}</p> })}
        }
    })
}

/// Event by event: distinct tickets, this phone's and the others'.
fn union(view: View, lang: Lang) -> impl IntoView + use<> {
    let (counts, events) = (view.union.get(), view.events.get());
    let line = |(event, n): &(EventId, i64)| {
        let title = events.iter().find(|e| e.event.id == *event)?.event.title.get(lang).to_owned();
        Some(view! {
            <li data-union=event.to_string() data-value=n.to_string()>
                {title} ": " <span class="tabular">{words::phone_handed_people(lang, *n)}</span>
            </li>
        })
    };
    let lines: Vec<_> = counts.iter().filter_map(line).collect();
    (!lines.is_empty())
        .then(|| view! { <h3>{words::phone_handed_union(lang)}</h3> <ul class="plain-list">{lines}</ul> })
}
