//! Figures: one large number with what it counts, and how full something is.

use super::Maybe;
use crate::words;
use keruen_domain::text::Lang;
use leptos::prelude::*;

/// A big figure (children: the formatted number), what it counts, and the link to its evidence.
#[component]
pub fn Stat(
    #[prop(into)] label: String,
    #[prop(optional, into)] note: Maybe,
    #[prop(optional, into)] href: Maybe,
    /// Larger than its neighbours.
    #[prop(optional)]
    main: bool,
    children: Children,
) -> AnyView {
    let label = match href.into_inner() {
        Some(href) => view! { <a class="stat-label" href=href>{label}</a> }.into_any(),
        None => view! { <span class="stat-label">{label}</span> }.into_any(),
    };
    view! {
        <div class="stat" data-main=main.then_some("")>
            <strong class="stat-value">{children()}</strong>
            {label}
            {note.into_inner().map(|note| view! { <span class="stat-note">{note}</span> })}
        </div>
    }
    .into_any()
}

/// How many of a capacity are taken, how many wait. Without a capacity only the words stand.
#[component]
pub fn Meter(lang: Lang, taken: i64, capacity: Option<i64>, #[prop(optional)] waiting: i64) -> AnyView {
    let text = match capacity {
        Some(capacity) => words::meter_taken_of(lang, taken, capacity),
        None => words::meter_taken(lang, taken),
    };
    let bar = capacity.filter(|c| *c > 0).map(|capacity| {
        // Whole percent is enough for a bar; more than full stays full.
        let width = (taken.max(0) * 100 / capacity).min(100);
        let full = (taken >= capacity).then_some("");
        view! {
            <svg class="meter-bar" data-full=full viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="meter-back" width="100" height="6" />
                <rect class="meter-fill" width=width.to_string() height="6" />
            </svg>
        }
    });
    view! {
        <div class="meter">
            {bar}
            <p class="meter-text">
                {text} {(waiting > 0).then(|| view! { " · " {words::meter_waiting(lang, waiting)} })}
            </p>
        </div>
    }
    .into_any()
}
