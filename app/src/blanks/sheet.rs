//! Blank tickets on paper: twelve to a page, each with its number, its QR and its short code.

use keruen_backend::blanks;
use keruen_backend::tickets::picture;
use keruen_domain::blank::{NUMBERS, RUN};
use keruen_domain::form::number;
use keruen_domain::id::StopId;
use leptos::prelude::*;
use serde::Deserialize;

use super::blanks_path;
use crate::desk::page::{DeskPage, signed};
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At};
use crate::request::Ctx;
use crate::ui::{EmptyState, QrCard};
use crate::words;

/// Tickets on one A4 page.
const PAGE: usize = 12;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    first: String,
    last: String,
}

pub(super) async fn page(ctx: Ctx, At((_, stop)): At<(String, StopId)>, Asked(asking): Asked<Asking>) -> PageResult {
    signed(&ctx)?;
    let lang = ctx.lang;
    let first = number(&asking.first, NUMBERS).unwrap_or(*NUMBERS.start());
    let most = first + *RUN.end() - 1;
    let last = number(&asking.last, NUMBERS).unwrap_or(most).min(most);
    let sheet = blanks::blank_sheet(&ctx.app.backend, &ctx.actor(), stop, (first, last)).await.or_page(&ctx)?;
    let place = &sheet.place;
    let title = format!("{} · {}", place.caravan.title.get(lang), place.stop.city.get(lang));
    let mut pages: Vec<AnyView> = Vec::new();
    for page in sheet.blanks.chunks(PAGE) {
        let mut cards: Vec<AnyView> = Vec::new();
        for blank in page {
            let name = words::blanks_no(lang, blank.number);
            let svg = picture::qr_svg(&blank.code.encode(), &name).or_page(&ctx)?;
            let card = view! {
                <li class="blank" data-number=blank.number.to_string()>
                    <strong class="blank-number">{name.clone()}</strong>
                    <QrCard svg=svg label=name code=blank.short_code.display() code_label=words::ticket_short_code(lang) />
                    <p class="blank-words">{words::blanks_card(lang)}</p>
                </li>
            };
            cards.push(card.into_any());
        }
        pages.push(
            view! {
                <section class="blank-page">
                    <p class="blank-page-head">{title.clone()}</p>
                    <ol class="blank-grid">{cards}</ol>
                </section>
            }
            .into_any(),
        );
    }
    let shown = sheet.blanks.first().zip(sheet.blanks.last()).map_or((first, last), |(a, b)| (a.number, b.number));
    Ok(DeskPage::new(&ctx, words::blanks_sheet(lang, shown.0, shown.1))
        .under_project(&place.project)
        .under_caravan(&place.caravan)
        .under(&blanks_path(stop), words::blanks_title(lang))
        .show(|| {
            view! {
                {pages.is_empty().then(|| view! {
                    <EmptyState title=words::blanks_empty(lang) text=words::blanks_empty_text(lang) />
                })}
                <div class="actions">
                    <button type="button" class="button" data-print hidden>{words::blanks_print_page(lang)}</button>
                </div>
                <div class="blank-pages">{pages}</div>
            }
        }))
}
