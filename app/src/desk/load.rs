//! Loading what a page is about, for those who may see it: visitors go to the sign-in page, strangers find nothing.

use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::{self, CaravanView, StopView};
use keruen_backend::events::{self, EventPage};
use keruen_backend::projects::{self, ProjectView};
use keruen_domain::id::{CaravanId, EventId, ProjectId, StopId};

use super::page::{require, signed};
use crate::error::{OrPage, PageError};
use crate::request::Ctx;

/// A project, for members from `least` up.
pub(crate) async fn project(ctx: &Ctx, id: ProjectId, least: MemberRole) -> Result<ProjectView, PageError> {
    require(ctx, id, least)?;
    projects::project_get(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)
}

/// A caravan with its stops and events.
pub(crate) async fn caravan(ctx: &Ctx, id: CaravanId, least: MemberRole) -> Result<CaravanView, PageError> {
    signed(ctx)?;
    let view = caravans::caravan_get(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    require(ctx, view.project.id, least)?;
    Ok(view)
}

/// A stop and where it belongs, for members who are at least `least` there.
pub(crate) async fn stop(ctx: &Ctx, id: StopId, least: MemberRole) -> Result<StopView, PageError> {
    signed(ctx)?;
    let view = caravans::stop_get(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    require(ctx, (view.project.id, Some(id)), least)?;
    Ok(view)
}

/// An event and where it belongs, for members who are at least `least` at its stop.
pub(crate) async fn event(ctx: &Ctx, id: EventId, least: MemberRole) -> Result<EventPage, PageError> {
    signed(ctx)?;
    let page = events::event_get(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    require(ctx, (page.project.id, page.view.event.stop), least)?;
    Ok(page)
}
