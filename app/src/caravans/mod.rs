//! The caravan's public pages: the caravan, its programme, an event.

mod caravan;
mod event;
pub(crate) mod parts;
mod programme;
pub(crate) mod standing;

use axum::extract::State;
use keruen_backend::caravans::caravan_by_slug;
use keruen_backend::chance::Secret;
use keruen_backend::tickets::{TicketBrief, ticket_names, ticket_view};
use keruen_backend::{events, zone};
use keruen_domain::event::RegistrationState;
use keruen_domain::id::{CaravanId, EventId};

use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At};
use crate::request::Ctx;
use crate::routes::{Routes, Who};
use crate::shell::{Head, page};
use crate::state::App;
use crate::words;

/// Most tickets of this browser that an event page looks into.
const TICKETS_LOOKED_AT: usize = 5;

/// Routes of the public pages.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{lang}/c/{slug}", Who::Public, caravan_page)
        .get("/{lang}/c/{slug}/programme", Who::Public, programme_page)
        .get("/{lang}/e/{event}", Who::Public, event_page)
}

async fn caravan_page(ctx: Ctx, At((_, slug)): At<(String, String)>) -> PageResult {
    let backend = &ctx.app.backend;
    let view = caravan_by_slug(backend, &ctx.actor(), &slug).await.or_page(&ctx)?;
    let head = Head {
        title: view.caravan.title.get(ctx.lang).to_owned(),
        description: parts::teaser(view.caravan.about.get(ctx.lang)),
        scripts: vec!["route.js"],
        ..Head::default()
    };
    let now = backend.now();
    Ok(page(&ctx, head, || caravan::caravan(&ctx, &view, now)))
}

async fn programme_page(
    ctx: Ctx,
    At((_, slug)): At<(String, String)>,
    Asked(asked): Asked<programme::Asking>,
) -> PageResult {
    let backend = &ctx.app.backend;
    let view = caravan_by_slug(backend, &ctx.actor(), &slug).await.or_page(&ctx)?;
    let title = view.caravan.title.get(ctx.lang);
    let head = Head {
        title: format!("{} · {title}", words::caravan_programme(ctx.lang)),
        description: parts::teaser(view.caravan.about.get(ctx.lang)),
        scripts: vec!["route.js"],
        ..Head::default()
    };
    let now = backend.now();
    let chosen = programme::Chosen::read(&asked, &view, now);
    Ok(page(&ctx, head, || programme::programme(&ctx, &view, chosen, now)))
}

async fn event_page(ctx: Ctx, State(app): State<App>, At((_, id)): At<(String, EventId)>) -> PageResult {
    let (backend, actor) = (&app.backend, ctx.actor());
    let (found, mut others) = events::event_among_others(backend, &actor, id).await.or_page(&ctx)?;
    let now = backend.now();
    let zone = found.view.event.zone.as_str();
    let day = found.view.starts().date;
    others.retain(|other| found.stop.is_none() || other.starts().date == day);
    let yours = tickets_for(&ctx, found.caravan.id, id).await;
    let head = Head {
        title: found.view.event.title.get(ctx.lang).to_owned(),
        description: parts::teaser(found.view.event.about.get(ctx.lang)),
        ..Head::default()
    };
    let today = zone::today(zone, now);
    Ok(page(&ctx, head, || event::event(&ctx, &found, &others, yours, now, today)))
}

/// Tickets of this browser that hold a registration for the event. A ticket that cannot be read is left out.
async fn tickets_for(ctx: &Ctx, caravan: CaravanId, event: EventId) -> Vec<TicketBrief> {
    let secrets: Vec<Secret> = ctx.tickets.iter().map(|secret| Secret::given(secret)).collect();
    if secrets.is_empty() {
        return Vec::new();
    }
    let backend = &ctx.app.backend;
    let briefs = ticket_names(backend, &secrets).await.unwrap_or_default();
    let mut held = Vec::new();
    for brief in briefs.into_iter().filter(|brief| brief.caravan == caravan).take(TICKETS_LOOKED_AT) {
        let Ok(ticket) = ticket_view(backend, &brief.secret).await else { continue };
        let registered = |row: &keruen_backend::tickets::TicketEvent| {
            row.event.id == event && row.state != RegistrationState::Cancelled
        };
        if ticket.events.iter().any(registered) {
            held.push(brief);
        }
    }
    held
}
