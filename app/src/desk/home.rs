//! The desk's first page: my projects.

use axum::response::Response;
use keruen_backend::projects::{self, ProjectCard};
use leptos::prelude::*;

use super::members::role_words;
use super::page::{DeskPage, Done, missing_badge, project_path, signed};
use crate::error::{OrPage, PageResult};
use crate::extract::Asked;
use crate::request::{Ctx, Signed};
use crate::ui::{Alert, Badge, ButtonKind, Card, EmptyState, LinkButton, NavItem, Tabs, Tone};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, Asked(done): Asked<Done>) -> PageResult {
    let signed = signed(&ctx)?;
    let cards = projects::project_list(&ctx.app.backend, &ctx.actor()).await.or_page(&ctx)?;
    let opens = projects::project_may_open(&ctx.app.backend, &ctx.actor()).await.or_page(&ctx)?;
    Ok(show(&ctx, &signed, cards, opens, &done.done))
}

fn show(ctx: &Ctx, signed: &Signed, cards: Vec<ProjectCard>, opens: bool, done: &str) -> Response {
    let (lang, new) = (ctx.lang, ctx.href("/desk/projects/new"));
    let who =
        if signed.name == signed.email { signed.name.clone() } else { format!("{} · {}", signed.name, signed.email) };
    let empty = cards.is_empty();
    let list: Vec<AnyView> = cards.into_iter().map(|card| project(ctx, &card)).collect();
    let password = ctx.href("/desk/password");
    let no_password = (!signed.has_password).then(|| {
        view! {
            <Alert tone=Tone::Ask title=words::desk_no_password(lang)>
                <p><a href=password>{words::set_password_title(lang)}</a></p>
            </Alert>
        }
    });
    let account = vec![
        NavItem::new(ctx.href("/desk/password"), words::set_password_title(lang)),
        NavItem::new(ctx.href("/desk/tokens"), words::desk_tokens_title(lang)),
    ];
    DeskPage::new(ctx, words::desk_projects(lang)).done(done).show(|| {
        let body = if empty && !opens {
            view! { <EmptyState title=words::desk_no_projects(lang) text=words::desk_no_projects_ask(lang) /> }.into_any()
        } else if empty {
            view! {
                <EmptyState title=words::desk_no_projects(lang) text=words::desk_no_projects_text(lang)>
                    <LinkButton href=new>{words::desk_project_new(lang)}</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            view! {
                <div class="grid">{list}</div>
                {opens.then(|| view! {
                    <div class="actions"><LinkButton href=new kind=ButtonKind::Quiet>{words::desk_project_new(lang)}</LinkButton></div>
                })}
            }
            .into_any()
        };
        view! {
            {no_password}
            {body}
            <p class="muted">{words::signed_in_as(lang, who)}</p>
            <Tabs label=words::desk_account(lang) items=account />
        }
    })
}

fn project(ctx: &Ctx, card: &ProjectCard) -> AnyView {
    let (lang, project) = (ctx.lang, &card.project);
    let (days, role) = (format::date_range(lang, project.first_day, project.last_day), role_words(lang, card.role));
    let missing = missing_badge(lang, &project.title);
    view! {
        <Card title=project.title.get(lang) href=ctx.href(&project_path(project.id))>
            <p class="muted">{days}</p>
            <p><Badge>{role}</Badge> {missing}</p>
        </Card>
    }
    .into_any()
}
