//! Creating and editing a stop.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans;
use keruen_domain::caravan::{Caravan, Stop};
use keruen_domain::id::{CaravanId, StopId};
use keruen_domain::project::Project;
use keruen_domain::stop_form::StopForm;
use leptos::prelude::*;

use super::form::{Fields, Stale, Wrong, stale};
use super::page::{DeskPage, caravan_path, go};
use super::{load, zones};
use crate::error::PageResult;
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::Button;
use crate::{options, words};

pub(super) async fn new_page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Organiser).await?;
    // Routes go on: the next stop usually begins where the last one ended.
    let first_day = view.stops.last().map(|stop| stop.last_day.to_string()).unwrap_or_default();
    let form = StopForm { first_day, ..StopForm::default() };
    Ok(show(&ctx, (&view.project, &view.caravan), None, &form, &Wrong::default(), Vec::new()))
}

pub(super) async fn create(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(form): FormOf<StopForm>,
) -> PageResult {
    let wrong = match caravans::stop_create(&ctx.app.backend, &ctx.actor(), id, &form).await {
        Ok(_) => return Ok(go(&ctx, &format!("{}?done=saved", caravan_path(id)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    let view = load::caravan(&ctx, id, MemberRole::Organiser).await?;
    Ok(show(&ctx, (&view.project, &view.caravan), None, &form, &wrong, Vec::new()))
}

pub(super) async fn edit_page(ctx: Ctx, At((_, id)): At<(String, StopId)>) -> PageResult {
    let view = load::stop(&ctx, id, MemberRole::Organiser).await?;
    Ok(show(
        &ctx,
        (&view.project, &view.caravan),
        Some(&view.stop),
        &StopForm::of(&view.stop),
        &Wrong::default(),
        Vec::new(),
    ))
}

pub(super) async fn update(
    ctx: Ctx,
    At((_, id)): At<(String, StopId)>,
    FormOf(mut form): FormOf<StopForm>,
) -> PageResult {
    let saved = caravans::stop_update(&ctx.app.backend, &ctx.actor(), id, &form).await;
    let view = load::stop(&ctx, id, MemberRole::Organiser).await?;
    let wrong = match saved {
        Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", caravan_path(view.caravan.id)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    let mut rows = Vec::new();
    if wrong.is_stale() {
        let saved = StopForm::of(&view.stop);
        rows = stale(&saved, &form);
        form.version = saved.version;
    }
    Ok(show(&ctx, (&view.project, &view.caravan), Some(&view.stop), &form, &wrong, rows))
}

fn show(
    ctx: &Ctx,
    of: (&Project, &Caravan),
    stop: Option<&Stop>,
    form: &StopForm,
    wrong: &Wrong,
    rows: Vec<Stale>,
) -> Response {
    let lang = ctx.lang;
    let (title, action, button) = match stop {
        Some(stop) => (words::desk_stop_edit(lang), format!("/desk/s/{}/edit", stop.id), words::save(lang)),
        None => {
            (words::desk_stop_new(lang), format!("{}/stops/new", caravan_path(of.1.id)), words::desk_stop_create(lang))
        }
    };
    let action = ctx.href(&action);
    DeskPage::new(ctx, title).narrow().status(wrong.status()).under_project(of.0).under_caravan(of.1).show(|| {
        let fields = Fields::new(lang, wrong);
        view! {
            {(!rows.is_empty()).then(|| Stale::view(lang, rows))}
            {wrong.view(lang)}
            <form class="stack" method="post" action=action novalidate>
                {fields.three(["city_kk", "city_ru", "city_en"], [&form.city_kk, &form.city_ru, &form.city_en])}
                {fields.select("region", &form.region, options::regions(lang), words::common_choose(lang), "")}
                {fields.three(["venue_kk", "venue_ru", "venue_en"], [&form.venue_kk, &form.venue_ru, &form.venue_en])}
                {fields.day("first_day", &form.first_day, true, "")}
                {fields.day("last_day", &form.last_day, false, words::desk_stop_last_day_help(lang))}
                {fields.number("position", &form.position, words::desk_position_help(lang))}
                {fields.select("zone", &form.zone, zones::options(&form.zone), words::desk_zone_of_region(lang), words::desk_zone_help(lang))}
                <input type="hidden" name="version" value=form.version.clone() />
                <div class="actions"><Button>{button}</Button></div>
            </form>
        }
    })
}
