//! A ticket: its page, its pictures, the tickets that this phone remembers.

mod consent_link;
mod files;
mod own;
mod shelf;
mod states;
mod ticket;

use keruen_backend::chance::Secret;
use keruen_backend::registrations::cancel;
use keruen_backend::tickets::{picture::qr_svg, ticket_view};
use keruen_domain::id::EventId;
use keruen_domain::scan::TicketMark;
use serde::Deserialize;

use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::routes::{Routes, Who};
use crate::shell::{Head, Privacy, bare, page, see_other, with_cookies};
use crate::words;

pub(crate) use files::{picture_of, printed_of};
pub(crate) use states::{place_in_full, times};

/// Routes of tickets.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{lang}/t/{secret}", Who::Secret, show)
        .get("/{lang}/t/{secret}/full", Who::Secret, full)
        .post("/{lang}/t/{secret}/cancel", Who::Secret, give_up)
        .post("/{lang}/t/{secret}/forget", Who::Secret, shelf::forget)
        .get("/{lang}/t/{secret}/data", Who::Secret, own::show)
        .post("/{lang}/t/{secret}/data", Who::Secret, own::take_back)
        .post("/{lang}/t/{secret}/cancel-all", Who::Secret, own::cancel_all)
        .get("/t/{secret}/data.json", Who::Secret, own::download)
        .get("/{lang}/erased", Who::Public, own::erased)
        .get("/{lang}/t/{secret}/consent", Who::Secret, consent_link::show)
        .post("/{lang}/t/{secret}/consent-link", Who::Secret, consent_link::make)
        .get("/t/{secret}/qr.svg", Who::Secret, files::svg)
        .get("/t/{secret}/ticket.png", Who::Secret, files::png)
        .get("/t/{secret}/ticket.pdf", Who::Secret, files::pdf)
        .get("/t/{secret}/calendar.ics", Who::Secret, files::calendar)
        .get("/{lang}/tickets", Who::Public, shelf::show)
        .get("/{lang}/offline", Who::Public, shelf::offline)
}

/// What has just been done, told on top of the page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    /// The event that was registered for.
    done: Option<EventId>,
    /// The event that was given up.
    cancelled: Option<EventId>,
}

/// The head of a page whose address holds a ticket's secret.
fn secret_head(title: String) -> Head {
    Head { title, privacy: Privacy::Secret, scripts: vec!["ticket.js"], ..Head::default() }
}

async fn show(ctx: Ctx, At((_, secret)): At<(String, String)>, Asked(told): Asked<Told>) -> PageResult {
    let backend = &ctx.app.backend;
    let view = ticket_view(backend, &Secret::given(&secret)).await.or_page(&ctx)?;
    let qr = qr_svg(&view.code, words::ticket_qr_label(ctx.lang)).or_page(&ctx)?;
    let head = secret_head(words::ticket_title(ctx.lang, view.name.short()));
    let shown = page(&ctx, head, || ticket::ticket(&ctx, &view, &secret, qr, &told, backend.now()));
    // Opened once, it is remembered.
    let new = !ctx.tickets.contains(&secret);
    Ok(if new { with_cookies(shown, &[ctx.remember_ticket(&secret)]) } else { shown })
}

async fn full(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    let view = ticket_view(&ctx.app.backend, &Secret::given(&secret)).await.or_page(&ctx)?;
    if view.mark != TicketMark::Valid {
        // A code that opens no door is not shown across a screen; its page says why.
        return Ok(see_other(&ctx.href(&format!("/t/{secret}")), &[]));
    }
    let qr = qr_svg(&view.code, words::ticket_qr_label(ctx.lang)).or_page(&ctx)?;
    let head = secret_head(words::ticket_title(ctx.lang, view.name.short()));
    Ok(bare(&ctx, head, "full", || ticket::full(&ctx, &view, &secret, qr)))
}

/// Which event is given up.
#[derive(Deserialize)]
struct CancelForm {
    event: EventId,
}

async fn give_up(ctx: Ctx, At((_, secret)): At<(String, String)>, FormOf(form): FormOf<CancelForm>) -> PageResult {
    cancel(&ctx.app.backend, &ctx.actor(), &Secret::given(&secret), form.event).await.or_page(&ctx)?;
    Ok(see_other(&ctx.href(&format!("/t/{secret}?cancelled={}", form.event)), &[]))
}
