//! Creating and editing a caravan.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans;
use keruen_domain::caravan::{Caravan, PeopleKind};
use keruen_domain::caravan_form::CaravanForm;
use keruen_domain::id::{CaravanId, ProjectId};
use keruen_domain::project::Project;
use leptos::prelude::*;

use super::form::{Fields, Stale, Wrong, stale};
use super::load;
use super::page::{DeskPage, caravan_path, go, project_path};
use crate::error::PageResult;
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::Button;
use crate::words;

pub(super) async fn new_page(ctx: Ctx, At((_, project)): At<(String, ProjectId)>) -> PageResult {
    let project = load::project(&ctx, project, MemberRole::Organiser).await?.project;
    Ok(show(&ctx, &project, None, &CaravanForm::default(), &Wrong::default(), Vec::new()))
}

pub(super) async fn create(
    ctx: Ctx,
    At((_, project)): At<(String, ProjectId)>,
    FormOf(form): FormOf<CaravanForm>,
) -> PageResult {
    let project = load::project(&ctx, project, MemberRole::Organiser).await?.project;
    match caravans::caravan_create(&ctx.app.backend, &ctx.actor(), project.id, &form).await {
        Ok(id) => Ok(go(&ctx, &caravan_path(id))),
        Err(error) => Ok(show(&ctx, &project, None, &form, &Wrong::of(&ctx, error)?, Vec::new())),
    }
}

pub(super) async fn edit_page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Organiser).await?;
    Ok(show(&ctx, &view.project, Some(&view.caravan), &CaravanForm::of(&view.caravan), &Wrong::default(), Vec::new()))
}

pub(super) async fn update(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(mut form): FormOf<CaravanForm>,
) -> PageResult {
    let wrong = match caravans::caravan_update(&ctx.app.backend, &ctx.actor(), id, &form).await {
        Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", caravan_path(id)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    let view = load::caravan(&ctx, id, MemberRole::Organiser).await?;
    let mut rows = Vec::new();
    if wrong.is_stale() {
        let saved = CaravanForm::of(&view.caravan);
        rows = stale(&saved, &form);
        form.version = saved.version;
    }
    Ok(show(&ctx, &view.project, Some(&view.caravan), &form, &wrong, rows))
}

fn show(
    ctx: &Ctx,
    project: &Project,
    caravan: Option<&Caravan>,
    form: &CaravanForm,
    wrong: &Wrong,
    rows: Vec<Stale>,
) -> Response {
    let lang = ctx.lang;
    let (title, action, button) = match caravan {
        Some(caravan) => {
            (words::desk_caravan_edit(lang), format!("{}/edit", caravan_path(caravan.id)), words::save(lang))
        }
        None => (
            words::desk_caravan_new(lang),
            format!("{}/caravans/new", project_path(project.id)),
            words::desk_caravan_create(lang),
        ),
    };
    let action = ctx.href(&action);
    let page = DeskPage::new(ctx, title).narrow().status(wrong.status()).under_project(project);
    let page = match caravan {
        Some(caravan) => page.under_caravan(caravan),
        None => page,
    };
    let people = match form.people.as_str() {
        "" => PeopleKind::Real.as_str(),
        word => word,
    };
    page.show(|| {
        let fields = Fields::new(lang, wrong);
        view! {
            {(!rows.is_empty()).then(|| Stale::view(lang, rows))}
            {wrong.view(lang)}
            <form class="stack" method="post" action=action novalidate>
                {fields.three(["title_kk", "title_ru", "title_en"], [&form.title_kk, &form.title_ru, &form.title_en])}
                {fields.text("slug", &form.slug, words::desk_slug_help(lang))}
                {fields.three_areas(["about_kk", "about_ru", "about_en"], [&form.about_kk, &form.about_ru, &form.about_en], false, "")}
                {fields.choice(
                    "people",
                    people,
                    vec![
                        (PeopleKind::Real.as_str(), words::desk_people_kind_real(lang)),
                        (PeopleKind::Invented.as_str(), words::desk_people_kind_invented(lang)),
                    ],
                )}
                <input type="hidden" name="version" value=form.version.clone() />
                <div class="actions"><Button>{button}</Button></div>
            </form>
        }
    })
}
