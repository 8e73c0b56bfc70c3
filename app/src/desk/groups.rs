//! The classes of a caravan: leaders to call, consents that are missing, a new address for who lost theirs.

use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::chance::Secret;
use keruen_backend::groups::{GroupBrief, group_list, group_page_renew};
use keruen_domain::id::{CaravanId, GroupId};
use leptos::prelude::*;
use serde::Deserialize;

use super::load;
use super::page::{DeskPage, caravan_path};
use super::share::link_once;
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, Column, DataTable, EmptyState, TableRow};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    let groups = group_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    Ok(show(&ctx, &view, &groups, None))
}

/// Which class gets a new page, and the secret of it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Renewed {
    class: String,
    /// Drawn when the form was shown: a form that is sent twice, or a page that is loaded again, renews once.
    page: String,
}

pub(super) async fn renew(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(renewed): FormOf<Renewed>,
) -> PageResult {
    let (backend, actor) = (&ctx.app.backend, ctx.actor());
    let view = load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    let (Ok(group), Some(secret)) = (renewed.class.parse::<GroupId>(), Secret::parse(&renewed.page)) else {
        return Err(PageError::status(&ctx, StatusCode::BAD_REQUEST));
    };
    group_page_renew(backend, &actor, id, group, &secret, ctx.browser.as_deref()).await.or_page(&ctx)?;
    let groups = group_list(backend, &actor, id).await.or_page(&ctx)?;
    let title = groups.iter().find(|known| known.id == group).map(|known| known.title.clone()).unwrap_or_default();
    let link = ctx.absolute(&crate::groups::page_path(secret.expose()));
    Ok(show(&ctx, &view, &groups, Some((title, link))))
}

/// The list; `renewed` is the title of a class and the address of its new page.
fn show(ctx: &Ctx, view: &CaravanView, groups: &[GroupBrief], renewed: Option<(String, String)>) -> Response {
    let lang = ctx.lang;
    let caravan = &view.caravan;
    let columns = vec![
        Column::text(words::group_title(lang)),
        Column::text(words::group_leader(lang)),
        Column::number(words::group_desk_people(lang)),
        Column::number(words::group_desk_lacking(lang)),
        Column::text(words::group_desk_renew(lang)),
    ];
    let rows: Vec<TableRow> = groups.iter().map(|group| row(ctx, caravan.id, group)).collect();
    DeskPage::new(ctx, words::group_desk_title(lang)).under_project(&view.project).under_caravan(caravan).show(|| {
        view! {
            {renewed.map(|(title, link)| {
                let message = words::group_desk_message(lang, title);
                link_once(lang, words::group_desk_link(lang), &message, &link)
            })}
            {if rows.is_empty() {
                view! { <EmptyState title=words::group_desk_empty(lang) text=words::group_desk_empty_text(lang) /> }.into_any()
            } else {
                view! {
                    <p>{words::group_desk_renew_text(lang)}</p>
                    <DataTable caption=words::group_desk_title(lang) columns=columns rows=rows hide_caption=true />
                }
                .into_any()
            }}
        }
    })
}

fn row(ctx: &Ctx, caravan: CaravanId, group: &GroupBrief) -> TableRow {
    let lang = ctx.lang;
    let (phone, title) = (group.leader.phone.e164().to_owned(), group.title.clone());
    let action = ctx.href(&format!("{}/groups", caravan_path(caravan)));
    let page = ctx.app.backend.draw_secret().expose().to_owned();
    let named = format!("{}: {title}", words::group_desk_renew(lang));
    TableRow::new(vec![
        group.title.clone().into_any(),
        view! { {group.leader.name.as_str().to_owned()} <br /> <a href=format!("tel:{phone}")>{group.leader.phone.display()}</a> }
            .into_any(),
        format::number(lang, group.people).into_any(),
        format::number(lang, group.lacking).into_any(),
        view! {
            <details>
                <summary aria-label=named>{words::group_desk_renew(lang)}</summary>
                <form class="stack" method="post" action=action>
                    <p>{words::group_desk_renew_sure(lang)}</p>
                    <input type="hidden" name="class" value=group.id.to_string() />
                    <input type="hidden" name="page" value=page />
                    <div class="actions"><Button kind=ButtonKind::Danger>
                        {words::group_desk_renew(lang)} <span class="visually-hidden">": " {title}</span>
                    </Button></div>
                </form>
            </details>
        }
        .into_any(),
    ])
}
