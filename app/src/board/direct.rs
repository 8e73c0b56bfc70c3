//! The page of direct participants, of a project and of a caravan: loading it.

use keruen_backend::actor::MemberRole;
use keruen_backend::figures;
use keruen_domain::id::{CaravanId, ProjectId};

use super::direct_page::direct_page;
use crate::desk::load;
use crate::desk::page::{DeskPage, caravan_path, project_path};
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::words;

pub(super) async fn of_caravan(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    let place = load::caravan(&ctx, id, MemberRole::Volunteer).await?;
    let view = figures::caravan_figures(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    let sees_names = ctx.actor().is(place.project.id, MemberRole::Coordinator);
    let persons = sees_names.then(|| ctx.href(&format!("{}/persons", caravan_path(id))));
    let page = DeskPage::new(&ctx, words::direct_title(ctx.lang))
        .wide()
        .under_project(&place.project)
        .under_caravan(&place.caravan);
    Ok(page.show(|| direct_page(ctx.lang, &view, persons.as_deref())))
}

pub(super) async fn of_project(ctx: Ctx, At((_, id)): At<(String, ProjectId)>) -> PageResult {
    let place = load::project(&ctx, id, MemberRole::Volunteer).await?;
    let view = figures::project_figures(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    let persons = (place.role >= MemberRole::Coordinator).then(|| ctx.href(&format!("{}/persons", project_path(id))));
    let page = DeskPage::new(&ctx, words::direct_title(ctx.lang)).wide().under_project(&place.project);
    Ok(page.show(|| direct_page(ctx.lang, &view, persons.as_deref())))
}
