//! The one-time sign-in link: looking at it spends nothing (messengers preview links), the button does.

use axum::response::Response;
use keruen_backend::accounts;
use leptos::prelude::*;

use super::sign_in::begin;
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::shell::{self, Head, Privacy};
use crate::ui::Button;
use crate::words;

pub(super) async fn page(ctx: Ctx, At((_, token)): At<(String, String)>) -> PageResult {
    accounts::link_peek(&ctx.app.backend, &token).await.or_page(&ctx)?;
    Ok(button(&ctx, &token))
}

pub(super) async fn submit(ctx: Ctx, At((_, token)): At<(String, String)>) -> PageResult {
    let session = accounts::link_use(&ctx.app.backend, &token).await.or_page(&ctx)?;
    Ok(begin(&ctx, session.expose(), "/desk/password?first=yes"))
}

fn button(ctx: &Ctx, token: &str) -> Response {
    let (lang, action) = (ctx.lang, ctx.href(&format!("/sign-in/link/{}", shell::encode(token))));
    let title = words::sign_in_link_title(lang);
    let head = Head { title: title.to_owned(), privacy: Privacy::Secret, ..Head::default() };
    shell::page(ctx, head, || {
        view! {
            <div class="page page-narrow stack">
                <h1>{title}</h1>
                <p class="lead">{words::sign_in_link_text(lang)}</p>
                <form method="post" action=action>
                    <div class="actions"><Button>{words::sign_in_link_button(lang)}</Button></div>
                </form>
            </div>
        }
    })
}
