//! Correcting a person at the desk: the registration form's own fields, all errors at once, no edit over another one.

use axum::response::Response;
use keruen_backend::Error;
use keruen_backend::actor::MemberRole;
use keruen_backend::people::{self, PersonRecord};
use keruen_domain::field::FieldErrors;
use keruen_domain::id::PersonId;
use keruen_domain::person_form::PersonForm;
use keruen_domain::project::Project;
use leptos::prelude::*;

use super::form::{Stale, Wrong, stale};
use super::load;
use super::page::{DeskPage, go, person_path, project_path, signed};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::registrations::{Filled, origin, reach, representative, who};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, ErrorSummary, LinkButton, Problem};
use crate::words;

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, PersonId)>) -> PageResult {
    let (project, record) = find(&ctx, id).await?;
    let form = record.form.clone();
    Ok(show(&ctx, &project, &record, form, FieldErrors::default(), &Wrong::default(), Vec::new()))
}

pub(super) async fn save(
    ctx: Ctx,
    At((_, id)): At<(String, PersonId)>,
    FormOf(mut form): FormOf<PersonForm>,
) -> PageResult {
    let (errors, wrong) = match people::person_edit(&ctx.app.backend, &ctx.actor(), id, &form).await {
        Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", person_path(id)))),
        Err(Error::Fields(errors)) => (errors, Wrong::default()),
        Err(error) => (FieldErrors::default(), Wrong::of(&ctx, error)?),
    };
    let (project, record) = find(&ctx, id).await?;
    let mut rows = Vec::new();
    if wrong.is_stale() {
        rows = stale(&record.form, &form);
        form.version.clone_from(&record.form.version);
    }
    Ok(show(&ctx, &project, &record, form, errors, &wrong, rows))
}

async fn find(ctx: &Ctx, id: PersonId) -> Result<(Project, PersonRecord), PageError> {
    signed(ctx)?;
    let record = people::person_record(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    let project = load::project(ctx, record.project, MemberRole::Coordinator).await?.project;
    Ok((project, record))
}

fn show(
    ctx: &Ctx,
    project: &Project,
    record: &PersonRecord,
    form: PersonForm,
    errors: FieldErrors,
    wrong: &Wrong,
    rows: Vec<Stale>,
) -> Response {
    let lang = ctx.lang;
    let problems: Vec<Problem> = words::field_error_lines(lang, &errors)
        .into_iter()
        .map(|(field, words)| Problem { field: field.to_owned(), words })
        .collect();
    let status = if errors.is_empty() { wrong.status() } else { axum::http::StatusCode::UNPROCESSABLE_ENTITY };
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let (path, version) = (person_path(record.person), form.version);
    let filled = Filled { form: form.fields, errors, refusal: None };
    DeskPage::new(ctx, words::desk_person_edit(lang))
        .narrow()
        .status(status)
        .under_project(project)
        .under(&format!("{}/persons", project_path(project.id)), words::persons_title(lang))
        .under(&path, record.name.as_str())
        .show(|| {
            view! {
                <p class="lead">{record.name.clone()}</p>
                <p>{words::desk_person_edit_text(lang)}</p>
                {(!rows.is_empty()).then(|| Stale::view(lang, rows))}
                {wrong.view(lang)}
                <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
                <form class="stack" method="post" action=ctx.href(&format!("{path}/edit")) novalidate>
                    {who(lang, words::desk_person_who(lang), &filled)}
                    {origin(lang, words::desk_person_where(lang), &filled)}
                    {reach(lang, words::desk_person_reach(lang), &filled)}
                    {representative(lang, &filled)}
                    <input type="hidden" name="version" value=version />
                    <div class="actions">
                        <Button>{words::save(lang)}</Button>
                        <LinkButton href=ctx.href(&path) kind=ButtonKind::Quiet>{words::back(lang)}</LinkButton>
                    </div>
                </form>
            }
        })
}
