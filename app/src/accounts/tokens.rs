//! Tokens for programs: shown once when made, revoked here.

use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::accounts::{self, ApiToken, ApiTokenForm};
use keruen_backend::{Error, Refusal};
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;
use uuid::Uuid;

use crate::desk::form::{Fields, Wrong};
use crate::desk::page::{DeskPage, go};
use crate::desk::share::once;
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::{Badge, Button, ButtonKind, Column, DataTable, EmptyState, TableRow};
use crate::{format, words};

/// Almaty's offset from UTC since 2024-03-01: tokens belong to no place, so their days are told in the capital zone.
const OFFSET_MINUTES: i32 = 300;

pub(super) async fn page(ctx: Ctx) -> PageResult {
    let tokens = accounts::api_token_list(&ctx.app.backend, &ctx.actor()).await.or_page(&ctx)?;
    Ok(list(&ctx, tokens, None, &ApiTokenForm::default(), &Wrong::default()))
}

pub(super) async fn submit(ctx: Ctx, FormOf(posted): FormOf<ApiTokenForm>) -> PageResult {
    let made = accounts::api_token_create(&ctx.app.backend, &ctx.actor(), &posted).await;
    let tokens = accounts::api_token_list(&ctx.app.backend, &ctx.actor()).await.or_page(&ctx)?;
    Ok(match made {
        Ok(token) => list(&ctx, tokens, Some(token.expose()), &ApiTokenForm::default(), &Wrong::default()),
        Err(error) => list(&ctx, tokens, None, &posted, &Wrong::of(&ctx, error)?),
    })
}

pub(super) async fn revoke(ctx: Ctx, At((_, id)): At<(String, Uuid)>) -> PageResult {
    match accounts::api_token_revoke(&ctx.app.backend, &ctx.actor(), id).await {
        // What is not there opens nothing: the list shows how things stand.
        Ok(()) | Err(Error::Refusal(Refusal::NotFound)) => Ok(go(&ctx, "/desk/tokens")),
        Err(error) => Err(PageError::of(&ctx, error)),
    }
}

fn list(ctx: &Ctx, tokens: Vec<ApiToken>, made: Option<&str>, typed: &ApiTokenForm, wrong: &Wrong) -> Response {
    let (lang, action) = (ctx.lang, ctx.href("/desk/tokens"));
    let title = words::desk_tokens_title(lang);
    let status = if made.is_some() { StatusCode::CREATED } else { wrong.status() };
    let rows: Vec<TableRow> = tokens.into_iter().map(|token| row(ctx, token)).collect();
    DeskPage::new(ctx, title).status(status).show(|| {
        let table = if rows.is_empty() {
            view! { <EmptyState title=words::desk_tokens_empty(lang) text=words::desk_tokens_empty_text(lang) /> }
                .into_any()
        } else {
            let columns = vec![
                Column::text(words::desk_token_name(lang)),
                Column::text(words::common_date(lang)),
                Column::text(words::desk_state(lang)),
            ];
            view! { <DataTable caption=title columns=columns rows=rows hide_caption=true /> }.into_any()
        };
        view! {
                {made.map(|token| once(lang, words::desk_token_once(lang), token))}
                {table}
                {wrong.view(lang)}
                <form class="stack" method="post" action=action novalidate>
                    {Fields::new(lang, wrong).text("name", &typed.name, words::desk_token_name_help(lang))}
                    <div class="actions"><Button>{words::desk_token_create(lang)}</Button></div>
                </form>
        }
    })
}

fn row(ctx: &Ctx, token: ApiToken) -> TableRow {
    let (lang, action) = (ctx.lang, ctx.href(&format!("/desk/tokens/{}/revoke", token.id)));
    let state = if token.revoked_at.is_some() {
        view! { <Badge>{words::desk_device_state_revoked(lang)}</Badge> }.into_any()
    } else {
        view! { <form method="post" action=action><Button kind=ButtonKind::Danger>{words::desk_device_revoke(lang)}</Button></form> }.into_any()
    };
    let day = format::date_short(lang, CivilDateTime::at(token.created_at, OFFSET_MINUTES).date);
    TableRow::new(vec![token.name.into_any(), day.into_any(), state])
}
