//! The members of a project: who may do what, adding and removing.

use axum::response::Response;
use keruen_backend::accounts::{self, Member, MemberForm};
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans;
use keruen_domain::caravan::Stop;
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
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, ProjectId)>, Asked(done): Asked<Done>) -> PageResult {
    let shown = load(&ctx, id).await?;
    Ok(show(&ctx, &shown, None, &MemberForm::default(), &Wrong::default(), &done.done))
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
    let shown = load(&ctx, id).await?;
    Ok(match added {
        Ok(link) => {
            let link = link.map(|token| ctx.absolute(&format!("/sign-in/link/{}", token.expose())));
            show(&ctx, &shown, link, &MemberForm::default(), &Wrong::default(), "member")
        }
        Err(error) => show(&ctx, &shown, None, &form, &Wrong::of(&ctx, error)?, ""),
    })
}

pub(super) async fn remove(ctx: Ctx, At((_, id, account)): At<(String, ProjectId, AccountId)>) -> PageResult {
    let Err(error) = accounts::member_remove(&ctx.app.backend, &ctx.actor(), id, account).await else {
        return Ok(go(&ctx, &format!("{}/members?done=saved", project_path(id))));
    };
    let wrong = Wrong::of(&ctx, error)?;
    let shown = load(&ctx, id).await?;
    Ok(show(&ctx, &shown, None, &MemberForm::default(), &wrong, ""))
}

/// The role of a member in words.
pub(super) const fn role_words(lang: Lang, role: MemberRole) -> &'static str {
    match role {
        MemberRole::Organiser => words::desk_role_organiser(lang),
        MemberRole::Coordinator => words::desk_role_coordinator(lang),
        MemberRole::Volunteer => words::desk_role_volunteer(lang),
    }
}

/// What the page of a project's members shows.
struct Shown {
    project: Project,
    members: Vec<Member>,
    /// The stops of its caravans.
    stops: Vec<Stop>,
}

impl Shown {
    /// A member's role, and where they have it.
    fn role(&self, lang: Lang, member: &Member) -> String {
        let role = role_words(lang, member.role);
        let own = self.stops.iter().filter(|stop| member.stops.contains(&stop.id));
        let places: Vec<&str> = own.map(|stop| stop.city.get(lang)).collect();
        match (member.role, places.is_empty()) {
            (MemberRole::Coordinator, true) => format!("{role}: {}", words::desk_member_stop_all(lang)),
            (_, true) => role.to_owned(),
            _ => format!("{role}: {}", places.join(", ")),
        }
    }
}

async fn load(ctx: &Ctx, id: ProjectId) -> Result<Shown, PageError> {
    let project = load::project(ctx, id, MemberRole::Organiser).await?.project;
    let members = accounts::member_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    let stops = caravans::stop_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    Ok(Shown { project, members, stops })
}

fn show(ctx: &Ctx, shown: &Shown, link: Option<String>, form: &MemberForm, wrong: &Wrong, done: &str) -> Response {
    let lang = ctx.lang;
    let Shown { project, members, stops } = shown;
    let path = format!("{}/members", project_path(project.id));
    let rows = by_account(members).iter().map(|of| row(ctx, &path, shown, of)).collect();
    let stops: Vec<_> = stops
        .iter()
        .map(|stop| {
            let day = format::date_range(lang, stop.first_day, stop.last_day);
            (stop.id.to_string(), format!("{} · {day}", stop.city.get(lang)))
        })
        .collect();
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
                        {fields.select("coordinator_stop", &form.coordinator_stop, stops, words::desk_member_stop_all(lang), words::desk_member_stop_help(lang))}
                        <div class="actions"><Button>{words::desk_member_invite(lang)}</Button></div>
                    </form>
                </section>
            }
        },
    )
}

/// One line of an account, whatever it is in the project: removing ends all of it.
fn row(ctx: &Ctx, path: &str, shown: &Shown, (member, all): &(&Member, Vec<&Member>)) -> TableRow {
    let lang = ctx.lang;
    let action = ctx.href(&format!("{path}/{}/remove", member.account));
    let name = member.name.clone();
    let sure = words::desk_member_remove_text(lang, name.clone());
    let remove = view! {
        <details>
            <summary>{words::desk_member_remove(lang)}<span class="visually-hidden">" " {name}</span></summary>
            <form class="stack" method="post" action=action>
                <p>{sure}</p>
                <div class="actions"><Button kind=ButtonKind::Danger>{words::desk_member_remove(lang)}</Button></div>
            </form>
        </details>
    };
    let roles: Vec<_> = all.iter().map(|member| shown.role(lang, member)).collect();
    TableRow::new(vec![
        member.name.clone().into_any(),
        member.email.clone().into_any(),
        roles.join("; ").into_any(),
        remove.into_any(),
    ])
}

/// Accounts in the order of the list, each with all that it is.
fn by_account(members: &[Member]) -> Vec<(&Member, Vec<&Member>)> {
    let mut accounts: Vec<(&Member, Vec<&Member>)> = Vec::new();
    for member in members {
        match accounts.iter_mut().find(|(first, _)| first.account == member.account) {
            Some((_, all)) => all.push(member),
            None => accounts.push((member, vec![member])),
        }
    }
    accounts
}
