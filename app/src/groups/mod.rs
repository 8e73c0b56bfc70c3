//! Classes and clubs: the form in which a leader registers them, and the leader's page.

mod file;
mod form;
mod lines;
mod page;
mod paper;
mod sheet;

use std::collections::BTreeSet;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use axum::http::StatusCode;
use keruen_backend::Error;
use keruen_backend::chance::Secret;
use keruen_backend::consents::ConsentScope;
use keruen_backend::events::{EventPage, event_get};
use keruen_backend::groups::{
    Entered, Joining, Joins, consents_held, group_context, group_register, group_view, joining, pupil_joins,
    pupil_leaves,
};
use keruen_backend::tables::NotATable;
use keruen_domain::class_list::{self, ClassList, MAX_ROWS, paste};
use keruen_domain::field::FieldProblem;
use keruen_domain::form::is_ticked;
use keruen_domain::group_form::GroupForm;
use keruen_domain::id::{EventId, PersonId};
use keruen_domain::lines::ListErrors;
use keruen_domain::short_text::ShortText;
use serde::Deserialize;

use crate::error::{OrPage, PageError, PageResult, status_of};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::routes::{Routes, Who};
use crate::shell::{Head, Privacy, page, page_with, see_other, with_cookies};
use crate::ui::{ONLY_SHOW, TypedForm};
use crate::words;

use form::Filled;
use page::Again;

/// Pages of groups.
pub(crate) fn routes() -> Routes {
    let list_file = file::read.layer(DefaultBodyLimit::max(file::POST_MAX));
    Routes::new()
        .get("/{lang}/e/{event}/group", Who::Public, show)
        .post("/{lang}/e/{event}/group", Who::Public, send)
        .post("/{lang}/e/{event}/group/file", Who::Public, list_file)
        .get("/{lang}/g/{group}", Who::Secret, leader)
        .get("/{lang}/g/{group}/sheet", Who::Secret, print)
        .get("/{lang}/g/{group}/tickets.pdf", Who::Secret, paper::tickets)
        .get("/{lang}/g/{group}/consents.pdf", Who::Secret, paper::consents)
        .post("/{lang}/g/{group}/pupils", Who::Secret, join)
        .post("/{lang}/g/{group}/leave", Who::Secret, leave)
        .post("/{lang}/g/{group}/consents", Who::Secret, consents)
}

/// Path of the form behind an event.
pub(crate) fn form_path(event: EventId) -> String {
    format!("/e/{event}/group")
}

/// Path of a leader's page.
pub(crate) fn page_path(secret: &str) -> String {
    format!("/g/{secret}")
}

async fn show(ctx: Ctx, At((_, event)): At<(String, EventId)>) -> PageResult {
    let mut filled = Filled::default();
    filled.form.0.insert(format!("{}{event}", keruen_domain::group_form::EVENT), "yes".to_owned());
    form_page(&ctx, event, filled, StatusCode::OK).await
}

/// The form, by its two buttons: reading a list puts it into lines and stores nothing; the other one registers.
async fn send(ctx: Ctx, At((_, event)): At<(String, EventId)>, FormOf(mut form): FormOf<GroupForm>) -> PageResult {
    if !form.get(ONLY_SHOW).is_empty() {
        form.0.remove(ONLY_SHOW);
        return form_page(&ctx, event, Filled { form, ..Filled::default() }, StatusCode::OK).await;
    }
    // Of a file that was chosen and not sent, browsers tell the name.
    form.0.remove(file::FIELD);
    take_out(&mut form);
    if let Some(text) = form.0.remove("paste").filter(|text| !text.trim().is_empty()) {
        let rows = class_list::split(&text);
        if rows.len() > MAX_ROWS {
            form.0.insert("paste".to_owned(), text);
            return file::refused(&ctx, event, form, NotATable::TooManyRows).await;
        }
        let first = form.list().numbers().last().map_or(1, |last| last + 1);
        let pasted = paste(&rows, first);
        form.0.extend(pasted.lines.clone());
        return form_page(&ctx, event, Filled { form, pasted: Some(pasted), ..Filled::default() }, StatusCode::OK)
            .await;
    }
    if form.get("step") == "read" || form.list().numbers().is_empty() {
        let errors = ListErrors(vec![("paste".to_owned(), FieldProblem::Empty)]);
        return form_page(&ctx, event, Filled { form, errors, ..Filled::default() }, StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    }
    let backend = &ctx.app.backend;
    let mut events = form.events();
    if events.is_empty() {
        // What else is wrong is said beside it, by the rules of the event whose page this is.
        events = BTreeSet::from([event]);
    }
    let context = match group_context(backend, &ctx.actor(), &events).await {
        Ok(context) => context,
        Err(error) => return refused(&ctx, event, form, error).await,
    };
    let draft = match form.parse(&context) {
        Ok(draft) => draft,
        Err(errors) => {
            let filled = Filled { form, errors, ..Filled::default() };
            return form_page(&ctx, event, filled, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let page = Secret::parse(form.get("page")).ok_or_else(|| PageError::status(&ctx, StatusCode::BAD_REQUEST))?;
    match group_register(backend, &ctx.actor(), &page, &draft, ctx.lang, ctx.browser.as_deref()).await {
        Ok(entered) => {
            let done = if entered == Entered::Now { "registered" } else { "before" };
            Ok(see_other(&ctx.href(&format!("{}?done={done}", page_path(page.expose()))), &ctx.name_browser()))
        }
        Err(error) => refused(&ctx, event, form, error).await,
    }
}

/// Lines whose tick says so are gone.
fn take_out(form: &mut GroupForm) {
    let ticked = form.0.iter().filter(|(_, value)| is_ticked(value));
    let lines: Vec<String> = ticked.filter_map(|(name, _)| name.strip_prefix(DROP).map(|n| format!(".{n}"))).collect();
    form.0.retain(|name, _| !lines.iter().any(|line| name.ends_with(line)));
}

/// What the tick that takes a line out is called: this and the line's number.
const DROP: &str = "drop.";

async fn refused(ctx: &Ctx, event: EventId, form: GroupForm, error: Error) -> PageResult {
    match error {
        Error::Refusal(refusal) if status_of(refusal) == StatusCode::CONFLICT => {
            let filled = Filled { form, refusal: Some(refusal), ..Filled::default() };
            form_page(ctx, event, filled, StatusCode::CONFLICT).await
        }
        error => Err(PageError::of(ctx, error)),
    }
}

async fn form_page(ctx: &Ctx, event: EventId, mut filled: Filled, status: StatusCode) -> PageResult {
    let backend = &ctx.app.backend;
    let found: EventPage = event_get(backend, &ctx.actor(), event).await.or_page(ctx)?;
    let caravan = keruen_backend::caravans::caravan_get(backend, &ctx.actor(), found.caravan.id).await.or_page(ctx)?;
    if Secret::parse(filled.form.get("page")).is_none() {
        filled.form.0.insert("page".to_owned(), backend.draw_secret().expose().to_owned());
    }
    let title = words::group_form_title(ctx.lang).to_owned();
    let typed = TypedForm { id: form::ID, path: form_path(event), submit: form::submit(ctx.lang, &filled.form) };
    // The page holds the secret under which the group will be found.
    let privacy = Privacy::Secret;
    let head = Head { title, privacy, scripts: vec!["form.js"], typed: Some(typed), ..Head::default() };
    let shown = page_with(ctx, status, head, || form::form(ctx, &found, &caravan, &filled));
    Ok(with_cookies(shown, &ctx.name_browser()))
}

/// What the leader's page was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Told {
    /// What was just done.
    done: String,
}

async fn leader(ctx: Ctx, At((_, secret)): At<(String, String)>, Asked(told): Asked<Told>) -> PageResult {
    leader_page(&ctx, &secret, Again::default(), &told.done, StatusCode::OK).await
}

async fn leader_page(ctx: &Ctx, secret: &str, again: Again, done: &str, status: StatusCode) -> PageResult {
    let view = group_view(&ctx.app.backend, &Secret::given(secret)).await.or_page(ctx)?;
    let head = Head { typed: again.typed(ctx.lang, secret), ..secret_head(view.title.clone()) };
    Ok(page_with(ctx, status, head, || page::leader(ctx, &view, secret, &again, done)))
}

fn secret_head(title: String) -> Head {
    Head { title, privacy: Privacy::Secret, scripts: vec!["ticket.js"], ..Head::default() }
}

async fn print(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    let view = group_view(&ctx.app.backend, &Secret::given(&secret)).await.or_page(&ctx)?;
    let cards = sheet::cards(&ctx, &view).or_page(&ctx)?;
    let head = secret_head(view.title.clone());
    Ok(page(&ctx, head, || sheet::sheet(&ctx, &view, &secret, cards)))
}

async fn join(ctx: Ctx, At((_, secret)): At<(String, String)>, FormOf(mut form): FormOf<GroupForm>) -> PageResult {
    let (backend, page) = (&ctx.app.backend, Secret::given(&secret));
    let instead_of = form.get("instead_of").to_owned();
    if form.0.remove(ONLY_SHOW).is_some() {
        let again = Again { line: form.list(), instead_of, ..Again::default() };
        return leader_page(&ctx, &secret, again, "", StatusCode::OK).await;
    }
    let how = match instead_of.parse() {
        Ok(person) => Joins::InsteadOf(person),
        Err(_) if instead_of.is_empty() => Joins::AtTheEnd,
        Err(_) => return Err(PageError::status(&ctx, StatusCode::BAD_REQUEST)),
    };
    let done = if how == Joins::AtTheEnd { "joined" } else { "replaced" };
    let mut again = Again { line: form.list(), instead_of, ..Again::default() };
    if !form.get(ONLY_SHOW).is_empty() {
        return leader_page(&ctx, &secret, again, "", StatusCode::OK).await;
    }
    let Joining { context, origin } = match joining(backend, &page, how).await {
        Ok(joining) => joining,
        Err(Error::Refusal(refusal)) if status_of(refusal) == StatusCode::CONFLICT => {
            again.refusal = Some(refusal);
            return leader_page(&ctx, &secret, again, "", StatusCode::CONFLICT).await;
        }
        Err(error) => return Err(PageError::of(&ctx, error)),
    };
    again.line.0.extend(origin);
    let listed = match again
        .line
        .parse(&context)
        .and_then(|list| agreed(&form, list))
        .map(|list| list.people.into_iter().next())
    {
        Ok(Some(listed)) => listed,
        Ok(None) => return Err(PageError::status(&ctx, StatusCode::BAD_REQUEST)),
        Err(errors) => {
            again.errors = errors;
            return leader_page(&ctx, &secret, again, "", StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match pupil_joins(backend, &page, how, &listed, ctx.browser.as_deref()).await {
        Ok(()) => Ok(see_other(&ctx.href(&format!("{}?done={done}", page_path(&secret))), &[])),
        Err(Error::Refusal(refusal)) if status_of(refusal) == StatusCode::CONFLICT => {
            again.refusal = Some(refusal);
            leader_page(&ctx, &secret, again, "", StatusCode::CONFLICT).await
        }
        Err(error) => Err(PageError::of(&ctx, error)),
    }
}

/// Who is of age agreed, by the leader's word, as in the form of the whole class.
fn agreed(form: &GroupForm, list: ClassList) -> Result<ClassList, ListErrors> {
    if list.has_adults() && !is_ticked(form.get("adults")) {
        return Err(ListErrors(vec![("adults".to_owned(), FieldProblem::MustAgree)]));
    }
    Ok(list)
}

async fn leave(ctx: Ctx, At((_, secret)): At<(String, String)>, FormOf(form): FormOf<GroupForm>) -> PageResult {
    let Ok(person) = form.get("person").parse::<PersonId>() else {
        return leader_page(&ctx, &secret, Again::default(), "", StatusCode::OK).await;
    };
    pupil_leaves(&ctx.app.backend, &Secret::given(&secret), person).await.or_page(&ctx)?;
    Ok(see_other(&ctx.href(&format!("{}?done=left", page_path(&secret))), &[]))
}

/// What the tick of a pupil is called: this and the person's id.
const PUPIL: &str = "pupil.";

async fn consents(
    ctx: Ctx,
    At((_, secret)): At<(String, String)>,
    FormOf(mut papers): FormOf<GroupForm>,
) -> PageResult {
    if papers.0.remove(ONLY_SHOW).is_some() {
        let again = Again { papers: papers.0, ..Again::default() };
        return leader_page(&ctx, &secret, again, "", StatusCode::OK).await;
    }
    let ticked = papers.0.iter().filter(|(_, value)| is_ticked(value));
    let people: Vec<PersonId> = ticked.filter_map(|(name, _)| name.strip_prefix(PUPIL)?.parse().ok()).collect();
    let mut errors = ListErrors::default();
    if people.is_empty() {
        errors.0.push(("pupils".to_owned(), FieldProblem::NotChosen));
    }
    let paper_no = match ShortText::parse(papers.get("paper_no")) {
        Ok(paper_no) => Some(paper_no),
        Err(problem) => {
            errors.0.push(("paper_no".to_owned(), problem));
            None
        }
    };
    let Some(paper_no) = paper_no.filter(|_| errors.0.is_empty()) else {
        let again = Again { papers: papers.0, errors, ..Again::default() };
        return leader_page(&ctx, &secret, again, "", StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let photo = is_ticked(papers.get("photo"));
    let scope = if photo { ConsentScope::DataAndPhoto } else { ConsentScope::Data };
    consents_held(&ctx.app.backend, &Secret::given(&secret), &people, &paper_no, scope).await.or_page(&ctx)?;
    Ok(see_other(&ctx.href(&format!("{}?done=consents", page_path(&secret))), &[]))
}
