//! What the first page shows.

use keruen_backend::caravans::CaravanCard;
use keruen_domain::caravan::PeopleKind;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDate;
use leptos::prelude::*;

use crate::request::Ctx;
use crate::ui::{Badge, EmptyState};
use crate::{format, words};

/// The public caravans by where they lie in time.
#[derive(Default)]
pub(super) struct Shelves {
    current: Vec<CaravanCard>,
    upcoming: Vec<CaravanCard>,
    past: Vec<CaravanCard>,
}

impl Shelves {
    /// Sorts by `today`: the next to come first, of the past the latest first. Without dates a caravan is still to come.
    pub(super) fn sort(cards: Vec<CaravanCard>, today: CivilDate) -> Self {
        let mut shelves = Self::default();
        for card in cards {
            let shelf = match (card.first_day, card.last_day) {
                (_, Some(last)) if last < today => &mut shelves.past,
                (Some(first), _) if first <= today => &mut shelves.current,
                _ => &mut shelves.upcoming,
            };
            shelf.push(card);
        }
        shelves.current.sort_by_key(|card| card.last_day);
        shelves.upcoming.sort_by_key(|card| (card.first_day.is_none(), card.first_day));
        shelves.past.sort_by_key(|card| std::cmp::Reverse(card.last_day));
        shelves
    }

    fn is_empty(&self) -> bool {
        self.current.is_empty() && self.upcoming.is_empty() && self.past.is_empty()
    }
}

pub(super) fn home(ctx: &Ctx, shelves: &Shelves) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let empty = shelves.is_empty().then(|| {
        view! { <EmptyState title=words::home_empty(lang) text=words::home_empty_text(lang) /> }
    });
    view! {
        <div class="page">
            <h1>{words::home_title(lang)}</h1>
            <p class="lead">{words::home_intro(lang)}</p>
            {empty}
            {shelf(ctx, words::home_current(lang), &shelves.current)}
            {shelf(ctx, words::home_upcoming(lang), &shelves.upcoming)}
            {shelf(ctx, words::home_past(lang), &shelves.past)}
        </div>
    }
}

fn shelf(ctx: &Ctx, title: &'static str, cards: &[CaravanCard]) -> Option<impl IntoView + use<>> {
    let cards: Vec<_> = cards.iter().map(|card| caravan(ctx, card)).collect();
    (!cards.is_empty()).then(|| {
        view! {
            <section class="stack" aria-label=title>
                <h2>{title}</h2>
                <ul class="grid plain-list">{cards}</ul>
            </section>
        }
    })
}

fn caravan(ctx: &Ctx, card: &CaravanCard) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let href = ctx.href(&format!("/c/{}", card.caravan.slug.as_str()));
    let demo = (card.caravan.people == PeopleKind::Invented)
        .then(|| view! { <p><Badge>{words::demo_badge(lang)}</Badge></p> });
    let counts = counts(lang, card);
    view! {
        <li class="card" data-linked="">
            <h3 class="card-title"><a href=href>{card.caravan.title.get(lang).to_owned()}</a></h3>
            {days(lang, card).map(|days| view! { <p>{days}</p> })}
            <p class="muted">{counts}</p>
            {demo}
        </li>
    }
}

fn days(lang: Lang, card: &CaravanCard) -> Option<String> {
    Some(format::date_range(lang, card.first_day?, card.last_day?))
}

fn counts(lang: Lang, card: &CaravanCard) -> String {
    let mut parts = Vec::new();
    if card.stops > 0 {
        parts.push(words::count_stops(lang, card.stops));
    }
    parts.push(words::count_events(lang, card.events));
    parts.join(" · ")
}
