//! How an event stands for a visitor: open, full, closed, called off, over.

use keruen_backend::events::EventView;
use keruen_domain::event::{NotOpen, registration_open};
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use leptos::prelude::*;

use crate::ui::{Badge, Tone};
use crate::words;

/// What a visitor can do about an event now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Register; how many places are left, when they are limited.
    Open(Option<i64>),
    /// Join the waiting list.
    Full,
    /// Nothing: not published yet.
    Draft,
    /// Nothing: registration was closed.
    Closed,
    /// Nothing: called off.
    Cancelled,
    /// Nothing: it has ended.
    Over,
}

impl From<NotOpen> for Standing {
    fn from(why: NotOpen) -> Self {
        match why {
            NotOpen::Draft => Self::Draft,
            NotOpen::Closed => Self::Closed,
            NotOpen::Cancelled => Self::Cancelled,
            NotOpen::Over => Self::Over,
        }
    }
}

impl Standing {
    /// How `view` stands at `now`.
    pub(crate) fn of(view: &EventView, now: Timestamp) -> Self {
        match registration_open(view.event.state, view.event.ends_at, now) {
            Err(why) => Self::from(why),
            Ok(()) => match view.places_left() {
                Some(left) if left <= 0 => Self::Full,
                left => Self::Open(left),
            },
        }
    }

    /// Whether a visitor may send the form.
    pub(crate) const fn takes_people(self) -> bool {
        matches!(self, Self::Open(_) | Self::Full)
    }

    /// One line for a list.
    pub(crate) fn line(self, lang: Lang) -> AnyView {
        match self {
            Self::Open(Some(left)) => words::event_places_left(lang, left).into_any(),
            Self::Open(None) => ().into_any(),
            Self::Full => badge(Tone::Ask, words::event_full(lang)),
            Self::Draft => badge(Tone::Plain, words::event_draft(lang)),
            Self::Closed => badge(Tone::Plain, words::event_closed(lang)),
            Self::Cancelled => badge(Tone::Refuse, words::event_cancelled(lang)),
            Self::Over => badge(Tone::Plain, words::event_over(lang)),
        }
    }

    /// Title and text of the notice on the event's page; none while places are left.
    pub(crate) const fn notice(self, lang: Lang) -> Option<(Tone, &'static str, &'static str)> {
        Some(match self {
            Self::Open(_) => return None,
            Self::Full => (Tone::Info, words::event_full(lang), words::event_full_text(lang)),
            Self::Draft => (Tone::Info, words::event_draft(lang), ""),
            Self::Closed => (Tone::Info, words::event_closed(lang), words::event_closed_text(lang)),
            Self::Cancelled => (Tone::Refuse, words::event_cancelled(lang), words::event_cancelled_text(lang)),
            Self::Over => (Tone::Info, words::event_over(lang), words::event_over_text(lang)),
        })
    }
}

fn badge(tone: Tone, words: &'static str) -> AnyView {
    view! { <Badge tone=tone>{words}</Badge> }.into_any()
}
