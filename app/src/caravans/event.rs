//! An event's page: when, where, for whom, how many places; and the way to the form.

use keruen_backend::events::{EventPage, EventView};
use keruen_backend::tickets::TicketBrief;
use keruen_domain::event::{Counting, Event};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, Timestamp};
use leptos::prelude::*;

use super::{parts, standing::Standing};
use crate::request::Ctx;
use crate::ui::{Alert, Badge, Breadcrumbs, ButtonKind, LinkButton, Meter, NavItem, Tone};
use crate::{format, words};

pub(super) fn event(
    ctx: &Ctx,
    page: &EventPage,
    others: &[EventView],
    held: Vec<TicketBrief>,
    now: Timestamp,
    today: CivilDate,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (view, event) = (&page.view, &page.view.event);
    let standing = Standing::of(view, now);
    let title = event.title.get(lang).to_owned();
    let others = list_of_others(ctx, page, others, now);
    view! {
        <div class="page">
            <Breadcrumbs lang=lang items=crumbs(ctx, page) />
            {parts::invented(lang, &page.caravan)}
            <div>
                <p class="muted">{words::event_kind(lang, event.kind)}</p>
                <h1>{title}</h1>
            </div>
            {notice(lang, standing)}
            {yours(ctx, held)}
            {facts(lang, page, today)}
            {register(ctx, view, standing)}
            <div class="stack">{parts::paragraphs(event.about.get(lang))}</div>
            {event.kind.is_by_entry().then(|| view! { <p>{words::event_by_entry_text(lang)}</p> })}
            {(event.counting == Counting::Apart).then(|| view! { <p class="muted">{words::event_not_counted(lang)}</p> })}
            {others}
        </div>
    }
}

/// Home, caravan, the event's part of the programme, the event.
pub(crate) fn crumbs(ctx: &Ctx, page: &EventPage) -> Vec<NavItem> {
    let lang = ctx.lang;
    let base = ctx.href(&format!("/c/{}", page.caravan.slug.as_str()));
    let (query, part) = page.stop.as_ref().map_or_else(
        || ("online".to_owned(), words::programme_online(lang).to_owned()),
        |stop| (stop.id.to_string(), stop.city.get(lang).to_owned()),
    );
    vec![
        NavItem::new(ctx.href(""), words::nav_home(lang)),
        NavItem::new(base.clone(), page.caravan.title.get(lang)),
        NavItem::new(format!("{base}/programme?stop={query}"), part),
        NavItem::new(parts::event_href(ctx, &page.view), page.view.event.title.get(lang)),
    ]
}

fn notice(lang: Lang, standing: Standing) -> Option<impl IntoView + use<>> {
    let (tone, title, text) = standing.notice(lang)?;
    Some(view! { <Alert tone=tone title=title>{(!text.is_empty()).then(|| view! { <p>{text}</p> })}</Alert> })
}

/// Who of this browser is registered already, with the way to the ticket.
fn yours(ctx: &Ctx, held: Vec<TicketBrief>) -> Vec<impl IntoView + use<>> {
    let lang = ctx.lang;
    let one = |brief: TicketBrief| {
        let href = ctx.href(&format!("/t/{}", brief.secret.expose()));
        view! {
            <Alert tone=Tone::Admit title=words::event_your_ticket_of(lang, brief.name)>
                <p><a href=href>{words::event_open_ticket(lang)}</a></p>
            </Alert>
        }
    };
    held.into_iter().map(one).collect()
}

fn facts(lang: Lang, page: &EventPage, today: CivilDate) -> impl IntoView + use<> {
    let (view, event) = (&page.view, &page.view.event);
    let (starts, ends) = (view.starts(), view.ends());
    let near = parts::near(lang, starts.date, today);
    let when = if starts.date == ends.date {
        format!("{}, {}", format::date_full(lang, starts.date), format::time_range(lang, starts, ends))
    } else {
        format!("{} – {}", format::date_time(lang, starts), format::date_time(lang, ends))
    };
    let offset = offset_words(view.offset_minutes);
    let zone = match &page.stop {
        Some(stop) => words::event_local_time(lang, stop.city.get(lang), offset),
        None => words::event_zone_time(lang, offset),
    };
    let place = event.place.get(lang).to_owned();
    let venue = page.stop.as_ref().map(|stop| format!("{}, {}", stop.city.get(lang), stop.venue.get(lang)));
    let where_ = match (&venue, place.is_empty()) {
        (None, true) => words::event_online(lang).to_owned(),
        (None, false) => place.clone(),
        (Some(venue), _) => venue.clone(),
    };
    let room = (venue.is_some() && !place.is_empty()).then_some(place);
    let meter = view! { <Meter lang=lang taken=view.seats_taken capacity=event.capacity waiting=view.waiting /> };
    view! {
        <dl class="facts">
            <dt>{words::event_when(lang)}</dt>
            <dd>
                <time datetime=format::iso_date_time(starts)>{when}</time>
                {near.map(|near| view! { " " <Badge>{near}</Badge> })}
                <br /> <span class="small muted">{zone}</span>
            </dd>
            <dt>{words::event_where(lang)}</dt>
            <dd>{where_} {room.map(|room| view! { <br /> {room} })}</dd>
            <dt>{words::event_for_whom(lang)}</dt>
            <dd>{ages(lang, event)}</dd>
            <dt>{words::event_places(lang)}</dt>
            <dd>{meter}</dd>
        </dl>
    }
}

/// `+6`, `+5:30`, `−3`.
fn offset_words(minutes: i32) -> String {
    let sign = if minutes < 0 { '\u{2212}' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    if rest == 0 { format!("{sign}{hours}") } else { format!("{sign}{hours}:{rest:02}") }
}

fn ages(lang: Lang, event: &Event) -> String {
    match (event.age_min, event.age_max) {
        (None, None) => words::event_age_any(lang).to_owned(),
        (Some(min), None) => words::event_age_from(lang, min.into()),
        (None, Some(max)) => words::event_age_to(lang, max.into()),
        (Some(min), Some(max)) => words::event_age_range(lang, max.into(), min.into()),
    }
}

fn register(ctx: &Ctx, view: &EventView, standing: Standing) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    let words = match standing {
        Standing::Open(_) => words::register(lang),
        Standing::Full => words::register_join_waiting(lang),
        _ => return None,
    };
    let href = parts::event_href(ctx, view);
    Some(view! {
        <p class="actions">
            <LinkButton href=format!("{href}/register")>{words}</LinkButton>
            <LinkButton href=format!("{href}/group") kind=ButtonKind::Quiet>{words::group_link(lang)}</LinkButton>
        </p>
    })
}

fn list_of_others(ctx: &Ctx, page: &EventPage, others: &[EventView], now: Timestamp) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    let title = if page.stop.is_some() { words::event_others_here(lang) } else { words::event_others_online(lang) };
    let others: Vec<_> = others.iter().collect();
    (!others.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="others">
                <h2 id="others">{title}</h2>
                {parts::event_list(ctx, &others, now)}
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_read_as_people_write_them() {
        assert_eq!([360, 300, 330, -180, 0].map(offset_words), ["+6", "+5", "+5:30", "\u{2212}3", "+0"]);
    }
}
