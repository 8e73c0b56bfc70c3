//! Erasing a person at the desk, and what stands where a name was.

use keruen_backend::actor::MemberRole;
use keruen_backend::erasure::erase_person;
use keruen_backend::figures::PersonView;
use keruen_backend::zone;
use keruen_domain::id::PersonId;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::person::find;
use crate::desk::page::{go, person_path, require};
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, Tone};
use crate::{format, words};

pub(super) async fn erase(ctx: Ctx, At((_, id)): At<(String, PersonId)>) -> PageResult {
    let (project, _) = find(&ctx, id).await?;
    require(&ctx, project.id, MemberRole::Organiser)?;
    erase_person(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}?done=erased", person_path(id))))
}

/// When and why the name went.
pub(super) fn erased(lang: Lang, view: &PersonView) -> Option<AnyView> {
    view.erased.map(|(at, by)| {
        let at = CivilDateTime::at(at, zone::offset_minutes(zone::DEFAULT, at));
        view! {
            <Alert tone=Tone::Info title=words::breakdown_erased(lang)>
                <p>{words::erased_by(lang, by)} " · " {format::date_time_short(lang, at)}</p>
            </Alert>
        }
        .into_any()
    })
}

pub(super) fn erase_form(ctx: &Ctx, view: &PersonView) -> AnyView {
    let lang = ctx.lang;
    view! {
        <details class="card no-print">
            <summary>{words::own_erase(lang)}</summary>
            <form class="stack" method="post" action=ctx.href(&format!("{}/erase", person_path(view.person)))>
                <p>{words::desk_erase_sure(lang)}</p>
                <div class="actions"><Button kind=ButtonKind::Danger>{words::own_erase(lang)}</Button></div>
            </form>
        </details>
    }
    .into_any()
}
