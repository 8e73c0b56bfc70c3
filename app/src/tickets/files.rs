//! A ticket as files: the QR alone, the whole ticket as a picture, its events for a calendar.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use keruen_backend::chance::Secret;
use keruen_backend::paper::{TicketPage, TicketPageEvent, TicketPaper, drawn, ticket_page};
use keruen_backend::tickets::{TicketView, calendar::calendar as calendar_text, picture, ticket_view};
use keruen_domain::event::RegistrationState;
use keruen_domain::scan::TicketMark;
use keruen_domain::text::Lang;
use serde::Deserialize;

use super::states;
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At};
use crate::files::{Opens, PDF, private};
use crate::request::{Ctx, preferred_lang};
use crate::state::App;
use crate::{format, words};

/// The language of the words inside.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct InLang {
    lang: String,
}

/// These addresses hold no language: it comes with the query, else from the visitor.
pub(super) fn context(parts: &Parts, app: &App, asked: &InLang) -> Ctx {
    let mut ctx = Ctx::any(parts, app);
    ctx.lang = Lang::parse(&asked.lang).unwrap_or_else(|| preferred_lang(parts));
    ctx
}

/// The ticket; a void one has no pictures.
async fn valid(ctx: &Ctx, secret: &str) -> Result<TicketView, PageError> {
    let view = ticket_view(&ctx.app.backend, &Secret::given(secret)).await.or_page(ctx)?;
    if view.mark == TicketMark::Valid { Ok(view) } else { Err(PageError::status(ctx, StatusCode::NOT_FOUND)) }
}

/// The QR alone.
pub(super) async fn svg(
    State(app): State<App>,
    At(secret): At<String>,
    Asked(asked): Asked<InLang>,
    parts: Parts,
) -> PageResult {
    let ctx = context(&parts, &app, &asked);
    let view = valid(&ctx, &secret).await?;
    let svg = picture::qr_svg(&view.code, words::ticket_qr_label(ctx.lang)).or_page(&ctx)?;
    Ok(private("image/svg+xml", "keruen-qr.svg", Opens::Here, svg.into_bytes()))
}

/// The whole ticket, for the phone's gallery.
pub(super) async fn png(
    State(app): State<App>,
    At(secret): At<String>,
    Asked(asked): Asked<InLang>,
    parts: Parts,
) -> PageResult {
    let ctx = context(&parts, &app, &asked);
    let view = valid(&ctx, &secret).await?;
    let drawn = picture::ticket_png(picture_of(ctx.lang, &view));
    let name = format!("keruen-{}.png", view.short_code.display());
    Ok(private("image/png", &name, Opens::Here, drawn.await.or_page(&ctx)?))
}

/// The whole ticket, to be printed.
pub(super) async fn pdf(
    State(app): State<App>,
    At(secret): At<String>,
    Asked(asked): Asked<InLang>,
    parts: Parts,
) -> PageResult {
    let ctx = context(&parts, &app, &asked);
    let (lang, view) = (ctx.lang, valid(&ctx, &secret).await?);
    let page = printed_of(lang, &view).or_page(&ctx)?;
    let name = format!("keruen-{}.pdf", view.short_code.display());
    let pdf = drawn(move || ticket_page(&page)).await.or_page(&ctx)?;
    Ok(private(PDF, &name, Opens::Here, pdf))
}

/// What the ticket's picture shows.
pub(crate) fn picture_of(lang: Lang, view: &TicketView) -> picture::TicketPicture {
    let lines = view.events.iter().filter(|row| row.state != RegistrationState::Cancelled).map(|row| {
        let at = format::date_time_short(lang, states::times(row).0);
        format!("{at} · {}", row.event.title.get(lang))
    });
    picture::TicketPicture {
        title: view.caravan.title.get(lang).to_owned(),
        name: view.name.short(),
        code: view.code.clone(),
        short_code: view.short_code.display(),
        lines: lines.collect(),
    }
}

/// What the printed ticket shows.
pub(crate) fn printed_of(lang: Lang, view: &TicketView) -> keruen_backend::Result<TicketPage> {
    let events = view.events.iter().filter(|row| row.state != RegistrationState::Cancelled).map(|row| {
        let (starts, ends) = states::times(row);
        TicketPageEvent {
            when: format!("{}, {}", format::date_long(lang, starts.date), format::time_range(lang, starts, ends)),
            title: row.event.title.get(lang).to_owned(),
            place: states::place(lang, row),
        }
    });
    Ok(TicketPage {
        paper: TicketPaper::A4,
        language: lang.code().to_owned(),
        document_title: words::ticket_title(lang, view.name.short()),
        title: view.caravan.title.get(lang).to_owned(),
        name: view.name.short(),
        note: String::new(),
        qr: picture::qr(&view.code)?,
        code_label: words::ticket_short_code(lang).to_owned(),
        code: view.short_code.display(),
        events: events.collect(),
        footer: words::ticket_printed_note(lang).to_owned(),
    })
}

/// The events, for a calendar.
pub(super) async fn calendar(
    State(app): State<App>,
    At(secret): At<String>,
    Asked(asked): Asked<InLang>,
    parts: Parts,
) -> PageResult {
    let ctx = context(&parts, &app, &asked);
    let view = ticket_view(&app.backend, &Secret::given(&secret)).await.or_page(&ctx)?;
    let text = calendar_text(&view, ctx.lang, app.backend.now());
    Ok(private("text/calendar; charset=utf-8", "keruen.ics", Opens::Here, text.into_bytes()))
}
