//! The route of a caravan: its stops as a line, done, today, ahead.

use super::Maybe;
use crate::words;
use keruen_domain::text::Lang;
use leptos::prelude::*;

/// Where a stop lies in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopPhase {
    Done,
    Today,
    Ahead,
}

impl StopPhase {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Today => "today",
            Self::Ahead => "ahead",
        }
    }

    const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Done => words::route_done(lang),
            Self::Today => words::route_today(lang),
            Self::Ahead => words::route_ahead(lang),
        }
    }
}

/// One stop on the line.
#[derive(Clone, Debug)]
pub struct RouteStop {
    /// The city.
    pub name: String,
    /// Its days, short.
    pub days: String,
    pub phase: StopPhase,
    pub href: Maybe,
    /// Whether the page shows this stop.
    pub current: bool,
}

/// Stops in order; a phone scrolls it sideways.
#[component]
pub fn RouteLine(lang: Lang, stops: Vec<RouteStop>) -> AnyView {
    let stops: Vec<_> = stops
        .into_iter()
        .map(|stop| {
            let current = stop.current.then_some("true");
            let name = match stop.href.into_inner() {
                Some(href) => view! { <a class="route-name" href=href aria-current=current>{stop.name}</a> }.into_any(),
                None => view! { <span class="route-name">{stop.name}</span> }.into_any(),
            };
            view! {
                <li data-phase=stop.phase.as_str()>
                    {name} <span class="route-days">{stop.days}</span>
                    <span class="visually-hidden">{stop.phase.words(lang)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <div class="route" role="region" tabindex="0" aria-label=words::route_title(lang)>
            <ol>{stops}</ol>
        </div>
    }
    .into_any()
}
