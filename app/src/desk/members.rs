//! The members of a project: who may do what, adding and removing.

use axum::response::Response;
use keruen_backend::accounts::{self, Member, MemberForm};
use keruen_backend::actor::MemberRole;
use keruen_domain::id::{AccountId, ProjectId};
use keruen_domain::project::Project;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::form::{Fields, Wrong};
use super::load;
use super::page::{DeskPage, Done, go, project_path};
use super::share::link_once;
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, Column, DataTable, TableRow};
use crate::words;

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, ProjectId)>, Asked(done): Asked<Done>) -> PageResult {
    let (project, members) = load(&ctx, id).await?;
    Ok(show(&ctx, &project, members, None, &MemberForm::default(), &Wrong::default(), &done.done))
}

pub(super) async fn add(
    ctx: Ctx,
    At((_, id)): At<(String, ProjectId)>,
    FormOf(form): FormOf<MemberForm>,
) -> PageResult {
    let added = accounts::member_add(&ctx.app.backend, &ctx.actor(), id, &form).await;
    if let Ok(None) = added {
        return Ok(go(&ctx, &format!("{}/members?done=member", project_path(id))));
    }
    let (project, members) = load(&ctx, id).await?;
    Ok(match added {
        Ok(link) => {
            let link = link.map(|token| ctx.absolute(&format!("/sign-in/link/{}", token.expose())));
            show(&ctx, &project, members, link, &MemberForm::default(), &Wrong::default(), "member")
        }
        Err(error) => show(&ctx, &project, members, None, &form, &Wrong::of(&ctx, error)?, ""),
    })
}

pub(super) async fn remove(ctx: Ctx, At((_, id, account)): At<(String, ProjectId, AccountId)>) -> PageResult {
    accounts::member_remove(&ctx.app.backend, &ctx.actor(), id, account).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}/members?done=saved", project_path(id))))
}

/// The role of a member in words.
pub(super) const fn role_words(lang: Lang, role: MemberRole) -> &'static str {
    match role {
        MemberRole::Organiser => words::desk_role_organiser(lang),
        MemberRole::Coordinator => words::desk_role_coordinator(lang),
        MemberRole::Volunteer => words::desk_role_volunteer(lang),
    }
}

async fn load(ctx: &Ctx, id: ProjectId) -> Result<(Project, Vec<Member>), PageError> {
    let project = load::project(ctx, id, MemberRole::Organiser).await?.project;
    let members = accounts::member_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    Ok((project, members))
}

fn show(
    ctx: &Ctx,
    project: &Project,
    members: Vec<Member>,
    link: Option<String>,
    form: &MemberForm,
    wrong: &Wrong,
    done: &str,
) -> Response {
    let lang = ctx.lang;
    let path = format!("{}/members", project_path(project.id));
    let rows = members.into_iter().map(|member| row(ctx, &path, member)).collect();
    let columns = vec![
        Column::text(words::desk_member_name(lang)),
        Column::text(words::desk_member_email(lang)),
        Column::text(words::desk_member_role(lang)),
        Column::text(words::desk_member_remove(lang)),
    ];
    let roles = vec![
        (MemberRole::Volunteer.as_str(), words::desk_role_volunteer(lang)),
        (MemberRole::Coordinator.as_str(), words::desk_role_coordinator(lang)),
        (MemberRole::Organiser.as_str(), words::desk_role_organiser(lang)),
    ];
    let role = if form.role.is_empty() { MemberRole::Volunteer.as_str() } else { form.role.as_str() };
    let action = ctx.href(&path);
    DeskPage::new(ctx, words::desk_members_title(lang)).under_project(project).status(wrong.status()).done(done).show(
        || {
            let fields = Fields::new(lang, wrong);
            let message = words::desk_member_message(lang, project.title.get(lang));
            view! {
                {link.map(|link| link_once(lang, words::desk_member_link(lang), &message, &link))}
                <DataTable caption=words::desk_members_title(lang) columns=columns rows=rows hide_caption=true />
                <section class="card">
                    <h2 class="card-title">{words::desk_member_invite(lang)}</h2>
                    {wrong.view(lang)}
                    <form class="stack" method="post" action=action novalidate>
                        {fields.email("email", &form.email)}
                        {fields.text("name", &form.name, "")}
                        {fields.choice("role", role, roles)}
                        <div class="actions"><Button>{words::desk_member_invite(lang)}</Button></div>
                    </form>
                </section>
            }
        },
    )
}

fn row(ctx: &Ctx, path: &str, member: Member) -> TableRow {
    let lang = ctx.lang;
    let action = ctx.href(&format!("{path}/{}/remove", member.account));
    let name = member.name.clone();
    let remove = view! {
        <form method="post" action=action>
            <Button kind=ButtonKind::Danger>{words::desk_member_remove(lang)}<span class="visually-hidden">" " {name}</span></Button>
        </form>
    };
    TableRow::new(vec![
        member.name.into_any(),
        member.email.into_any(),
        role_words(lang, member.role).into_any(),
        remove.into_any(),
    ])
}
