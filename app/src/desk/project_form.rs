//! Creating and editing a project.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::{Refusal, projects};
use keruen_domain::id::ProjectId;
use keruen_domain::project::Project;
use keruen_domain::project_form::ProjectForm;
use leptos::prelude::*;

use super::form::{Fields, Stale, Wrong, stale};
use super::load;
use super::page::{DeskPage, go, project_path, signed};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::Button;
use crate::words;

pub(super) async fn new_page(ctx: Ctx) -> PageResult {
    signed(&ctx)?;
    if !projects::project_may_open(&ctx.app.backend, &ctx.actor()).await.or_page(&ctx)? {
        // Said before a long form is filled in, not after.
        return Err(PageError::of(&ctx, Refusal::Forbidden.into()));
    }
    Ok(show(&ctx, None, &ProjectForm::default(), &Wrong::default(), Vec::new()))
}

pub(super) async fn create(ctx: Ctx, FormOf(form): FormOf<ProjectForm>) -> PageResult {
    match projects::project_create(&ctx.app.backend, &ctx.actor(), &form).await {
        Ok(id) => Ok(go(&ctx, &project_path(id))),
        Err(error) => Ok(show(&ctx, None, &form, &Wrong::of(&ctx, error)?, Vec::new())),
    }
}

pub(super) async fn edit_page(ctx: Ctx, At((_, id)): At<(String, ProjectId)>) -> PageResult {
    let view = load::project(&ctx, id, MemberRole::Organiser).await?;
    Ok(show(&ctx, Some(&view.project), &ProjectForm::of(&view.project), &Wrong::default(), Vec::new()))
}

pub(super) async fn update(
    ctx: Ctx,
    At((_, id)): At<(String, ProjectId)>,
    FormOf(mut form): FormOf<ProjectForm>,
) -> PageResult {
    let wrong = match projects::project_update(&ctx.app.backend, &ctx.actor(), id, &form).await {
        Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", project_path(id)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    let project = load::project(&ctx, id, MemberRole::Organiser).await?.project;
    let mut rows = Vec::new();
    if wrong.is_stale() {
        let saved = ProjectForm::of(&project);
        rows = stale(&saved, &form);
        form.version = saved.version;
    }
    Ok(show(&ctx, Some(&project), &form, &wrong, rows))
}

fn show(ctx: &Ctx, project: Option<&Project>, form: &ProjectForm, wrong: &Wrong, rows: Vec<Stale>) -> Response {
    let lang = ctx.lang;
    let (title, action, button) = match project {
        Some(project) => {
            (words::desk_project_edit(lang), format!("{}/edit", project_path(project.id)), words::save(lang))
        }
        None => (words::desk_project_new(lang), "/desk/projects/new".to_owned(), words::desk_project_create(lang)),
    };
    let page = DeskPage::new(ctx, title).narrow().status(wrong.status());
    let page = match project {
        Some(project) => page.under_project(project),
        None => page,
    };
    let action = ctx.href(&action);
    page.show(|| {
        view! {
            {(!rows.is_empty()).then(|| Stale::view(lang, rows))}
            {wrong.view(lang)}
            <form class="stack" method="post" action=action novalidate>
                {inputs(ctx, form, &Fields::new(lang, wrong))}
                <input type="hidden" name="version" value=form.version.clone() />
                <div class="actions"><Button>{button}</Button></div>
            </form>
        }
    })
}

fn inputs(ctx: &Ctx, form: &ProjectForm, fields: &Fields<'_>) -> AnyView {
    let lang = ctx.lang;
    view! {
        {fields.three(["title_kk", "title_ru", "title_en"], [&form.title_kk, &form.title_ru, &form.title_en])}
        {fields.three(["grantor_kk", "grantor_ru", "grantor_en"], [&form.grantor_kk, &form.grantor_ru, &form.grantor_en])}
        {fields.text("contract_no", &form.contract_no, "")}
        {fields.day("first_day", &form.first_day, true, "")}
        {fields.day("last_day", &form.last_day, true, "")}
        {fields.three(["operator_kk", "operator_ru", "operator_en"], [&form.operator_kk, &form.operator_ru, &form.operator_en])}
        <p class="help">{words::desk_operator_help(lang)}</p>
        {fields.digits("operator_bin", &form.operator_bin, words::desk_bin_help(lang), 20)}
        {fields.three_areas(
            ["consent_text_kk", "consent_text_ru", "consent_text_en"],
            [&form.consent_text_kk, &form.consent_text_ru, &form.consent_text_en],
            true,
            words::desk_consent_text_help(lang),
        )}
        {fields.number("consent_days", &form.consent_days, words::desk_consent_days_help(lang))}
        {fields.day("keep_until", &form.keep_until, false, words::desk_keep_until_help(lang))}
        <h2>{words::desk_plan(lang)}</h2>
        {fields.number("plan_direct_participants", &form.plan_direct_participants, "")}
        {fields.number("plan_attendances", &form.plan_attendances, "")}
        {fields.number("plan_events", &form.plan_events, "")}
        {fields.number("plan_regions", &form.plan_regions, "")}
    }
    .into_any()
}
