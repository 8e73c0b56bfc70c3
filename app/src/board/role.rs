//! What a person is in the caravan, said by an organiser: a teacher who was scanned is no participant.

use axum::http::StatusCode;
use keruen_backend::actor::MemberRole;
use keruen_backend::figures::PersonView;
use keruen_backend::review;
use keruen_domain::id::PersonId;
use keruen_domain::person::Role;
use leptos::prelude::*;
use serde::Deserialize;

use super::person::find;
use crate::desk::page::{go, require};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, Select};
use crate::words;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    role: String,
}

pub(super) async fn set(ctx: Ctx, At((_, id)): At<(String, PersonId)>, FormOf(posted): FormOf<Posted>) -> PageResult {
    let (project, _) = find(&ctx, id).await?;
    require(&ctx, project.id, MemberRole::Organiser)?;
    let role = Role::parse(&posted.role).ok_or_else(|| PageError::status(&ctx, StatusCode::UNPROCESSABLE_ENTITY))?;
    review::role_set(&ctx.app.backend, &ctx.actor(), id, role).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("/desk/person/{id}?done=role")))
}

pub(super) fn role_form(ctx: &Ctx, view: &PersonView) -> AnyView {
    let lang = ctx.lang;
    let roles = Role::ALL.iter().map(|role| (role.to_string(), words::role(lang, *role).to_owned())).collect();
    let action = ctx.href(&format!("/desk/person/{}/role", view.person));
    view! {
        <details class="card">
            <summary>{words::role_title(lang)}</summary>
            <form class="stack" method="post" action=action>
                <Select name="role" label=words::persons_role(lang) options=roles value=view.role.as_str() help=words::role_help(lang) />
                <div class="actions"><Button kind=ButtonKind::Quiet>{words::role_button(lang)}</Button></div>
            </form>
        </details>
    }
    .into_any()
}
