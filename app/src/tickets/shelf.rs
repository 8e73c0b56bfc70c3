//! Tickets on this phone: the list, forgetting one, and what is shown without a network.

use keruen_backend::chance::Secret;
use keruen_backend::tickets::{TicketBrief, ticket_names};
use keruen_domain::text::Lang;
use leptos::prelude::*;
use serde::Deserialize;

use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At};
use crate::request::Ctx;
use crate::shell::{Head, Privacy, page, see_other};
use crate::ui::{Alert, Button, ButtonKind, EmptyState, LinkButton, Tone};
use crate::words;

/// What has just been done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    forgotten: Option<String>,
}

/// The tickets that this browser has opened.
pub(super) async fn show(ctx: Ctx, Asked(told): Asked<Told>) -> PageResult {
    let secrets: Vec<Secret> = ctx.tickets.iter().map(|secret| Secret::given(secret)).collect();
    let briefs = ticket_names(&ctx.app.backend, &secrets).await.or_page(&ctx)?;
    // The links are secrets: the list is stored nowhere.
    let head = Head {
        title: words::tickets_title(ctx.lang).to_owned(),
        privacy: Privacy::Secret,
        scripts: vec!["ticket.js"],
        ..Head::default()
    };
    let forgotten = told.forgotten.is_some();
    Ok(page(&ctx, head, || shelf(&ctx, briefs, forgotten)))
}

/// Takes the ticket out of this browser's list; the ticket itself stays good. The service worker, which sees this
/// request, clears its copy.
pub(super) async fn forget(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    Ok(see_other(&ctx.href("/tickets?forgotten=1"), &[ctx.forget_ticket(&secret)]))
}

/// What the service worker shows when there is no network; a script lists the tickets that it keeps.
pub(super) async fn offline(ctx: Ctx) -> PageResult {
    let lang = ctx.lang;
    let head =
        Head { title: words::page_offline_title(lang).to_owned(), scripts: vec!["offline.js"], ..Head::default() };
    Ok(page(&ctx, head, || {
        view! {
            <div class="page page-narrow">
                <h1>{words::page_offline_title(lang)}</h1>
                <p class="lead">{words::page_offline_text(lang)}</p>
                <ul class="stack plain-list" id="kept" data-empty=words::tickets_empty(lang)></ul>
            </div>
        }
    }))
}

fn shelf(ctx: &Ctx, briefs: Vec<TicketBrief>, forgotten: bool) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let told = forgotten.then(|| view! { <Alert tone=Tone::Info><p>{words::tickets_forgotten(lang)}</p></Alert> });
    let home = ctx.href("");
    let body = if briefs.is_empty() {
        view! {
            <EmptyState title=words::tickets_empty(lang) text=words::tickets_empty_text(lang)>
                <LinkButton href=home>{words::home_title(lang)}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        let rows: Vec<_> = briefs.into_iter().map(|brief| row(ctx, brief)).collect();
        view! {
            <p>{words::tickets_intro(lang)}</p>
            <ul class="stack plain-list">{rows}</ul>
            <p class="small muted">{words::tickets_shared_phone(lang)}</p>
        }
        .into_any()
    };
    view! {
        <div class="page page-narrow">
            {told}
            <h1>{words::tickets_title(lang)}</h1>
            {body}
        </div>
    }
}

fn row(ctx: &Ctx, brief: TicketBrief) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let href = ctx.href(&format!("/t/{}", brief.secret.expose()));
    let name = brief.name;
    view! {
        <li class="card" data-linked="">
            <h2 class="card-title"><a href=href.clone()>{name.clone()}</a></h2>
            <p class="muted">{brief.caravan_title.get(lang).to_owned()}</p>
            {forget_part(lang, format!("{href}/forget"), Some(name))}
        </li>
    }
}

/// Whoever has not kept the link loses the ticket's picture by this: what it means is read before its button shows.
pub(super) fn forget_part(lang: Lang, action: String, whose: Option<String>) -> impl IntoView + use<> {
    let whose = whose.map(|name| format!(": {name}"));
    let words = move || view! { {words::tickets_forget(lang)}<span class="visually-hidden">{whose.clone()}</span> };
    view! {
        <details>
            <summary>{words()}</summary>
            <form method="post" action=action class="stack">
                <p>{words::tickets_forget_help(lang)}</p>
                <div><Button kind=ButtonKind::Danger>{words()}</Button></div>
            </form>
        </details>
    }
}
