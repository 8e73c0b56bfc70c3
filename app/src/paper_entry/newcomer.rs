//! Somebody on a sheet whom nobody knows: the form by which they are written down.

use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::Error;
use keruen_backend::paper_entry::{self, SheetView};
use keruen_domain::field::{Field as Of, FieldErrors, FieldProblem};
use keruen_domain::form::is_ticked;
use keruen_domain::id::SheetId;
use keruen_domain::short_text::ShortText;
use keruen_domain::walk_in::WalkInForm;
use leptos::prelude::*;
use serde::Deserialize;

use super::{sheet_path, sheets_path};
use crate::desk::page::{DeskPage, event_path, go, signed};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, ErrorSummary, Field, LinkButton, Problem, Select, Tick};
use crate::{options, words};

/// The form as it was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    #[serde(flatten)]
    person: WalkInForm,
    /// Number of the paper with the representative's consent.
    consent_paper: String,
}

/// What is wrong with it.
#[derive(Default)]
struct Wrong {
    fields: FieldErrors,
    paper: Option<FieldProblem>,
}

pub(super) async fn page(ctx: Ctx, At((_, sheet)): At<(String, SheetId)>) -> PageResult {
    signed(&ctx)?;
    let view = paper_entry::sheet_view(&ctx.app.backend, &ctx.actor(), sheet).await.or_page(&ctx)?;
    Ok(show(&ctx, &view, &Posted::default(), &Wrong::default()))
}

pub(super) async fn save(
    ctx: Ctx,
    At((_, sheet)): At<(String, SheetId)>,
    FormOf(posted): FormOf<Posted>,
) -> PageResult {
    signed(&ctx)?;
    let (backend, actor) = (&ctx.app.backend, ctx.actor());
    let paper = match ShortText::parse(&posted.consent_paper) {
        Ok(paper) => Ok(Some(paper)),
        Err(FieldProblem::Empty) => Ok(None),
        Err(problem) => Err(problem),
    };
    let wrong = match paper {
        Err(problem) => Wrong { paper: Some(problem), fields: FieldErrors::default() },
        Ok(paper) => match paper_entry::sheet_newcomer(backend, &actor, sheet, &posted.person, paper.as_ref()).await {
            Ok(line) => return Ok(go(&ctx, &format!("{}?entered={line}", sheet_path(sheet)))),
            Err(Error::Fields(fields)) => Wrong { fields, paper: None },
            Err(error) => return Err(PageError::of(&ctx, error)),
        },
    };
    let view = paper_entry::sheet_view(backend, &actor, sheet).await.or_page(&ctx)?;
    Ok(show(&ctx, &view, &posted, &wrong))
}

fn show(ctx: &Ctx, page: &SheetView, posted: &Posted, wrong: &Wrong) -> Response {
    let (lang, event) = (ctx.lang, &page.page.view.event);
    let mut problems: Vec<Problem> = words::field_error_lines(lang, &wrong.fields)
        .into_iter()
        // The day of birth is one input here.
        .map(|(field, words)| (if field == "birth_day" { "birth_date" } else { field }, words))
        .map(|(field, words)| Problem { field: field.to_owned(), words })
        .collect();
    problems.extend(
        wrong
            .paper
            .map(|problem| Problem { field: "consent_paper".to_owned(), words: words::field_problem(lang, problem) }),
    );
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let path = sheet_path(page.sheet.id);
    DeskPage::new(ctx, words::paper_unknown(lang))
        .narrow()
        .status(status)
        .under_project(&page.page.project)
        .under_caravan(&page.page.caravan)
        .under(&event_path(event.id), event.title.get(lang))
        .under(&sheets_path(event.id), words::paper_title(lang))
        .under(&path, words::paper_sheet(lang, &page.sheet.sheet_no))
        .show(|| {
            view! {
                <p class="lead">{words::paper_sheet(lang, &page.sheet.sheet_no)} " · " {event.title.get(lang).to_owned()}</p>
                <p>{words::paper_unknown_text(lang)}</p>
                <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
                <form class="stack" method="post" action=ctx.href(&format!("{path}/new")) novalidate>
                    {inputs(ctx, posted, wrong)}
                    <div class="actions">
                        <Button>{words::paper_enter(lang)}</Button>
                        <LinkButton href=ctx.href(&path) kind=ButtonKind::Quiet>{words::back(lang)}</LinkButton>
                    </div>
                </form>
            }
        })
}

fn inputs(ctx: &Ctx, posted: &Posted, wrong: &Wrong) -> AnyView {
    let (lang, form) = (ctx.lang, &posted.person);
    let error = |field: Of| wrong.fields.get(field).map(|problem| words::field_problem(lang, problem));
    let paper = wrong.paper.map(|problem| words::field_problem(lang, problem));
    let text = |field: Of, value: &str, required: bool, autofocus: bool| {
        let optional = if required { "" } else { words::common_optional(lang) };
        view! {
            <Field name=field.as_str() label=words::field_label(lang, field) value=value error=error(field)
                required=required optional_word=optional autocomplete="off" autofocus=autofocus />
        }
    };
    let select = |field: Of, value: &str, options: Vec<(String, String)>| {
        view! {
            <Select name=field.as_str() label=words::field_label(lang, field) options=options value=value
                empty=words::common_choose(lang) error=error(field) required=true />
        }
    };
    view! {
        {text(Of::FamilyName, &form.family_name, true, true)}
        {text(Of::GivenName, &form.given_name, true, false)}
        <Field name="birth_date" label=words::field_label(lang, Of::BirthDate) value=form.birth_date.as_str()
            help=words::paper_birth_help(lang) error=error(Of::BirthDate) inputmode="numeric" width="mid" required=true />
        {select(Of::Sex, &form.sex, options::sexes(lang))}
        {select(Of::Region, &form.region, options::regions(lang))}
        {select(Of::Place, &form.place, options::places(lang))}
        {select(Of::InstitutionKind, &form.institution_kind, options::institution_kinds(lang))}
        {text(Of::ClassName, &form.class_name, false, false)}
        {text(Of::Phone, &form.phone, false, false)}
        <Tick name="consent_data" ticked=is_ticked(&form.consent_data) error=error(Of::ConsentData)>{words::paper_agreed(lang)}</Tick>
        <Field name="consent_paper" label=words::paper_consent_no(lang) value=posted.consent_paper.as_str() error=paper
            width="mid" optional_word=words::common_optional(lang) autocomplete="off" />
    }
    .into_any()
}
