//! The first page: caravans that are under way, coming and past.

mod view;

use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use keruen_backend::{caravans, zone};

use crate::error::{OrPage, PageResult};
use crate::request::{Ctx, preferred_lang};
use crate::routes::{Routes, Who};
use crate::shell::{Head, page};
use crate::words;

/// Routes of the first page.
pub(crate) fn routes() -> Routes {
    Routes::new().get("/", Who::Public, to_language).get("/{lang}", Who::Public, home)
}

/// Leads to the visitor's language.
async fn to_language(parts: Parts) -> Response {
    Redirect::to(&format!("/{}", preferred_lang(&parts).code())).into_response()
}

async fn home(ctx: Ctx) -> PageResult {
    let backend = &ctx.app.backend;
    let cards = caravans::caravan_list_public(backend).await.or_page(&ctx)?;
    let today = zone::today(zone::DEFAULT, backend.now());
    let head = Head {
        title: words::home_title(ctx.lang).to_owned(),
        description: words::app_tagline(ctx.lang).to_owned(),
        ..Head::default()
    };
    let shelves = view::Shelves::sort(cards, today);
    Ok(page(&ctx, head, || view::home(&ctx, &shelves)))
}
