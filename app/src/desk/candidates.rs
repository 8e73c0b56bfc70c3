//! Records that may be one person: equal folded name, day of birth and contact. Shown; nothing is merged by itself.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::people::{self, PersonBrief};
use keruen_backend::zone;
use keruen_domain::id::ProjectId;
use keruen_domain::project::Project;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::load;
use super::page::DeskPage;
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::ui::{Column, DataTable, EmptyState, TableRow};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, ProjectId)>) -> PageResult {
    let project = load::project(&ctx, id, MemberRole::Organiser).await?.project;
    let groups = people::candidates(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    Ok(show(&ctx, &project, &groups))
}

fn show(ctx: &Ctx, project: &Project, groups: &[Vec<PersonBrief>]) -> Response {
    let lang = ctx.lang;
    let tables: Vec<AnyView> = groups.iter().map(|group| table(ctx, group)).collect();
    DeskPage::new(ctx, words::desk_candidates_title(lang)).under_project(project).show(|| {
        view! {
            <p class="lead">{words::desk_candidates_text(lang)}</p>
            {if tables.is_empty() {
                view! { <EmptyState title=words::desk_candidates_empty(lang) /> }.into_any()
            } else {
                tables.into_any()
            }}
        }
    })
}

fn table(ctx: &Ctx, group: &[PersonBrief]) -> AnyView {
    let lang = ctx.lang;
    let caption = group.first().map(|brief| brief.name.full()).unwrap_or_default();
    let columns = vec![
        Column::text(words::desk_list_name(lang)),
        Column::text(words::desk_birth_date(lang)),
        Column::text(words::desk_list_class(lang)),
        Column::text(words::desk_list_registered_at(lang)),
    ];
    let rows = group
        .iter()
        .map(|brief| {
            let at = CivilDateTime::at(brief.created_at, zone::offset_minutes(zone::DEFAULT, brief.created_at));
            TableRow::new(vec![
                view! { <a href=ctx.href(&format!("/desk/person/{}", brief.person))>{brief.name.full()}</a> }
                    .into_any(),
                format::date_short(lang, brief.birth_date).into_any(),
                brief.class_name.clone().into_any(),
                format::date_time_short(lang, at).into_any(),
            ])
        })
        .collect();
    view! { <DataTable caption=caption columns=columns rows=rows /> }.into_any()
}
