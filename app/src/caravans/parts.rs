//! Parts that the public pages share: the demo's notice, an event in a list, days and phases of stops.

use keruen_backend::events::EventView;
use keruen_backend::zone;
use keruen_domain::caravan::{Caravan, PeopleKind, Stop};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, Timestamp};
use leptos::prelude::*;

use super::standing::Standing;
use crate::request::Ctx;
use crate::ui::{Alert, ButtonKind, LinkButton, StopPhase, Tone};
use crate::{format, words};

/// Says that the caravan's people are invented; nothing for real ones.
pub(crate) fn invented(lang: Lang, caravan: &Caravan) -> Option<AnyView> {
    (caravan.people == PeopleKind::Invented)
        .then(|| view! { <Alert tone=Tone::Info><p>{words::demo_notice(lang)}</p></Alert> }.into_any())
}

/// The first sentence or so of a longer text, for previews.
pub(crate) fn teaser(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// A text of several paragraphs, divided by empty lines.
pub(crate) fn paragraphs(text: &str) -> Vec<AnyView> {
    text.split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> }.into_any())
        .collect()
}

/// Where a stop lies, by the calendar of its own zone.
pub(super) fn phase(stop: &Stop, now: Timestamp) -> StopPhase {
    let today = zone::today(&stop.zone, now);
    if stop.last_day < today {
        StopPhase::Done
    } else if stop.first_day <= today {
        StopPhase::Today
    } else {
        StopPhase::Ahead
    }
}

/// Days of a stop, short: `5 қыр.`, `5 қыр. – 6 қыр.`
pub(super) fn days_short(lang: Lang, stop: &Stop) -> String {
    let first = format::day_month_short(lang, stop.first_day);
    if stop.first_day == stop.last_day {
        first
    } else {
        format!("{first} – {}", format::day_month_short(lang, stop.last_day))
    }
}

/// `today`, `tomorrow` or nothing.
pub(super) fn near(lang: Lang, day: CivilDate, today: CivilDate) -> Option<&'static str> {
    match day.days() - today.days() {
        0 => Some(words::date_today(lang)),
        1 => Some(words::date_tomorrow(lang)),
        _ => None,
    }
}

/// Address of an event's page.
pub(crate) fn event_href(ctx: &Ctx, view: &EventView) -> String {
    ctx.href(&format!("/e/{}", view.event.id))
}

/// Events as a list: time, what, what one can do.
pub(super) fn event_list(ctx: &Ctx, events: &[&EventView], now: Timestamp) -> impl IntoView + use<> {
    let items: Vec<_> = events.iter().map(|view| event_item(ctx, view, now)).collect();
    view! { <ol class="programme">{items}</ol> }
}

fn event_item(ctx: &Ctx, view: &EventView, now: Timestamp) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (starts, ends) = (view.starts(), view.ends());
    let standing = Standing::of(view, now);
    let href = event_href(ctx, view);
    let title = view.event.title.get(lang).to_owned();
    let of = title.clone();
    let register = standing.takes_people().then(|| {
        let words = if standing == Standing::Full { words::register_join_waiting(lang) } else { words::register(lang) };
        view! {
            <div class="programme-action">
                <LinkButton kind=ButtonKind::Quiet href=format!("{href}/register")>
                    {words}<span class="visually-hidden">": " {of}</span>
                </LinkButton>
            </div>
        }
    });
    view! {
        <li class="programme-item">
            <time class="tabular" datetime=format::iso_date_time(starts)>{format::time_range(lang, starts, ends)}</time>
            <div>
                <p class="small muted">{words::event_kind(lang, view.event.kind)}</p>
                <h3 class="programme-title"><a href=href.clone()>{title}</a></h3>
                <p class="small muted">{view.event.place.get(lang).to_owned()}</p>
                <p class="small">{standing.line(lang)}</p>
            </div>
            {register}
        </li>
    }
}
