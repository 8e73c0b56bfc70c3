//! The page of the live board; without JavaScript it shows the figures as of its loading.

use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::{live, zone};
use keruen_domain::api::LiveSnapshot;
use keruen_domain::event::EventState;
use keruen_domain::id::CaravanId;
use leptos::prelude::*;

use super::island::LiveBoard;
use super::view::{BoardNames, EventName, Evidence, StopName};
use crate::desk::load;
use crate::desk::page::{DeskPage, caravan_path};
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::words;

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Volunteer).await?;
    let snapshot = live::live_snapshot(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    let names = names(&ctx, &view);
    let lang = ctx.lang;
    Ok(DeskPage::new(&ctx, words::board_title(lang))
        .wide()
        .islands()
        .under_project(&view.project)
        .under_caravan(&view.caravan)
        .show(|| {
            let first = LiveSnapshot::clone(&snapshot);
            view! {
                <noscript><p class="muted">{words::board_connection_off(lang)}</p></noscript>
                <LiveBoard lang=lang names=names first=first />
            }
        }))
}

/// Names for the board of a caravan, in the page's language.
fn names(ctx: &Ctx, view: &CaravanView) -> BoardNames {
    let lang = ctx.lang;
    let now = ctx.app.backend.now();
    let today = zone::today(zone::DEFAULT, now);
    let here = view.stops.iter().find(|stop| stop.last_day >= today).or(view.stops.last());
    let href = |part: &str| ctx.href(&format!("{}{part}", caravan_path(view.caravan.id)));
    let sees_names = ctx.actor().is(view.project.id, MemberRole::Coordinator);
    BoardNames {
        offset_minutes: zone::offset_minutes(here.map_or(zone::DEFAULT, |stop| stop.zone.as_str()), now),
        stops: view
            .stops
            .iter()
            .map(|stop| StopName {
                id: stop.id,
                name: stop.city.get(lang).to_owned(),
                first_day: stop.first_day,
                last_day: stop.last_day,
            })
            .collect(),
        events: view
            .events
            .iter()
            .filter(|view| view.event.state != EventState::Draft)
            .map(|view| EventName {
                id: view.event.id,
                stop: view.event.stop,
                title: view.event.title.get(lang).to_owned(),
                starts: view.starts(),
                ends: view.ends(),
            })
            .collect(),
        evidence: sees_names.then(|| Evidence { persons: href("/persons"), events: ctx.href("/desk/e") }),
        direct: href("/direct"),
        devices: href("/devices"),
        review: sees_names.then(|| href("/review")),
    }
}
