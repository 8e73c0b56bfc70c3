//! One person as an organiser sees them: who they are, their registrations and consents, every fact.

use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::consents::{self, ConsentScope};
use keruen_backend::figures::{self, PersonView};
use keruen_backend::{attendance, zone};
use keruen_domain::consent::{Consent, ConsentKind};
use keruen_domain::fact::FactRef;
use keruen_domain::form::FormErrors;
use keruen_domain::id::PersonId;
use keruen_domain::project::Project;
use keruen_domain::scan::ConsentMark;
use keruen_domain::short_text::ShortText;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;
use serde::Deserialize;

use super::erase::{erase_form, erased};
use super::facts::facts;
use super::role::role_form;
use crate::desk::form::{Fields, Wrong};
use crate::desk::load;
use crate::desk::page::{DeskPage, Done, event_path, go, person_path, project_path, require, signed};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Badge, Button, ButtonKind, Column, DataTable, LinkButton, TableRow, Tick, Tone};
use crate::{format, words};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Paper {
    paper_no: String,
    photo: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Target {
    fact: String,
}

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, PersonId)>, Asked(done): Asked<Done>) -> PageResult {
    let (project, view) = find(&ctx, id).await?;
    Ok(show(&ctx, &project, &view, &Paper::default(), &Wrong::default(), &done.done))
}

pub(super) async fn consent(ctx: Ctx, At((_, id)): At<(String, PersonId)>, FormOf(paper): FormOf<Paper>) -> PageResult {
    signed(&ctx)?;
    let scope = if paper.photo.is_empty() { ConsentScope::Data } else { ConsentScope::DataAndPhoto };
    let wrong = match ShortText::parse(&paper.paper_no) {
        Err(problem) => Wrong { errors: FormErrors::one("paper_no", problem), refusal: None },
        Ok(number) => match consents::consent_paper(&ctx.app.backend, &ctx.actor(), id, &number, scope).await {
            Ok(()) => return Ok(go(&ctx, &format!("{}?done=consent", person_path(id)))),
            Err(error) => Wrong::of(&ctx, error)?,
        },
    };
    let (project, view) = find(&ctx, id).await?;
    Ok(show(&ctx, &project, &view, &paper, &wrong, ""))
}

pub(super) async fn annul(ctx: Ctx, At((_, id)): At<(String, PersonId)>, FormOf(target): FormOf<Target>) -> PageResult {
    let (project, _) = find(&ctx, id).await?;
    require(&ctx, project.id, MemberRole::Organiser)?;
    let fact: FactRef = target.fact.parse().map_err(|_| PageError::status(&ctx, StatusCode::UNPROCESSABLE_ENTITY))?;
    attendance::annul(&ctx.app.backend, &ctx.actor(), fact).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}?done=annulled", person_path(id))))
}

pub(super) async fn find(ctx: &Ctx, id: PersonId) -> Result<(Project, PersonView), PageError> {
    signed(ctx)?;
    let view = figures::person_facts(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    let project = load::project(ctx, view.project, MemberRole::Coordinator).await?.project;
    Ok((project, view))
}

fn show(ctx: &Ctx, project: &Project, view: &PersonView, paper: &Paper, wrong: &Wrong, done: &str) -> Response {
    let lang = ctx.lang;
    let organiser = ctx.actor().is(project.id, MemberRole::Organiser);
    let persons = format!("{}/persons", project_path(project.id));
    let held = view.consents.iter().any(|consent| consent.kind == ConsentKind::Data && consent.withdrawn_at.is_none());
    DeskPage::new(ctx, words::name_of(lang, &view.name))
        .wide()
        .status(wrong.status())
        .under_project(project)
        .under(&persons, words::persons_title(lang))
        .done(done)
        .show(|| {
            view! {
                {erased(lang, view)}
                {about(lang, view)}
                {view.erased.is_none().then(|| view! {
                    <div class="actions no-print">
                        <LinkButton href=ctx.href(&format!("{}/edit", person_path(view.person))) kind=ButtonKind::Quiet>{words::desk_person_edit(lang)}</LinkButton>
                    </div>
                })}
                {organiser.then(|| role_form(ctx, view))}
                {registrations(ctx, view)}
                <h2>{words::desk_list_consent(lang)}</h2>
                {given(lang, view)}
                {(!held && view.erased.is_none()).then(|| paper_form(ctx, view, paper, wrong))}
                <h2>{words::facts_title(lang)}</h2>
                {facts(ctx, view, organiser)}
                {(organiser && view.erased.is_none()).then(|| erase_form(ctx, view))}
            }
        })
}

fn about(lang: Lang, view: &PersonView) -> AnyView {
    let school =
        [view.class_name.as_str(), view.institution.as_str(), words::institution_kind(lang, view.institution_kind)];
    let school = school.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    let birth = view.birth_date.map_or(words::breakdown_erased(lang).to_owned(), |day| format::date_long(lang, day));
    view! {
        <dl class="facts">
            <dt>{words::desk_birth_date(lang)}</dt><dd>{birth}</dd>
            <dt>{words::field_sex(lang)}</dt><dd>{words::sex(lang, view.sex)}</dd>
            <dt>{words::persons_region(lang)}</dt><dd>{view.region.name(lang)} ", " {words::place_kind(lang, view.place)}</dd>
            <dt>{words::persons_institution(lang)}</dt><dd>{school}</dd>
            <dt>{words::persons_role(lang)}</dt><dd>{words::role(lang, view.role)}</dd>
        </dl>
    }
    .into_any()
}

fn registrations(ctx: &Ctx, view: &PersonView) -> AnyView {
    let lang = ctx.lang;
    if view.registrations.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text(words::desk_event_title(lang)),
        Column::text(words::common_time(lang)),
        Column::text(words::desk_list_state(lang)),
    ];
    let rows = view
        .registrations
        .iter()
        .map(|(event, state)| {
            let starts = CivilDateTime::at(event.starts_at, zone::offset_minutes(&event.zone, event.starts_at));
            TableRow::new(vec![
                view! { <a href=ctx.href(&event_path(event.id))>{event.title.get(lang).to_owned()}</a> }.into_any(),
                format::date_time_short(lang, starts).into_any(),
                words::registration_state(lang, state.given(view.consent)).into_any(),
            ])
        })
        .collect();
    view! { <DataTable caption=words::desk_registrations(lang) columns=columns rows=rows /> }.into_any()
}

fn given(lang: Lang, view: &PersonView) -> AnyView {
    let recorded = |consent: &Consent| consent.kind == ConsentKind::Data && consent.withdrawn_at.is_none();
    let at_door = (view.consent == ConsentMark::Held && !view.consents.iter().any(recorded)).then(|| {
        view! { <li><Badge tone=Tone::Admit>{words::consent_kind(lang, ConsentKind::Data)}</Badge> " " {words::consent_way_paper_seen(lang)}</li> }
    });
    if view.consents.is_empty() && at_door.is_none() {
        return view! { <p><Badge tone=Tone::Ask>{words::desk_list_consent_missing(lang)}</Badge></p> }.into_any();
    }
    let lines: Vec<_> = view
        .consents
        .iter()
        .map(|consent| {
            let at = CivilDateTime::at(consent.given_at, zone::offset_minutes(zone::DEFAULT, consent.given_at));
            let tone = if consent.withdrawn_at.is_none() { Tone::Admit } else { Tone::Plain };
            let kind = words::consent_kind(lang, consent.kind);
            let ended = consent.withdrawn_at.map(|at| {
                let at = CivilDateTime::at(at, zone::offset_minutes(zone::DEFAULT, at));
                words::desk_consent_ended(lang, format::date_time_short(lang, at))
            });
            view! {
                <li>
                    <Badge tone=tone>{kind}</Badge>
                    " " {words::consent_way(lang, consent.way)} ", " {format::date_time_short(lang, at)}
                    {ended.map(|ended| view! { " · " <span class="strong">{ended}</span> })}
                </li>
            }
        })
        .collect();
    view! { <ul class="plain-list">{lines} {at_door}</ul> }.into_any()
}

fn paper_form(ctx: &Ctx, view: &PersonView, paper: &Paper, wrong: &Wrong) -> AnyView {
    let lang = ctx.lang;
    view! {
        <section class="card">
            <h3 class="card-title">{words::desk_consent_title(lang)}</h3>
            {wrong.view(lang)}
            <form class="stack" method="post" action=ctx.href(&format!("{}/consent", person_path(view.person))) novalidate>
                {Fields::new(lang, wrong).text("paper_no", &paper.paper_no, words::desk_consent_paper_help(lang))}
                <Tick name="photo" ticked={!paper.photo.is_empty()}>{words::desk_consent_photo(lang)}</Tick>
                <div class="actions"><Button>{words::desk_consent_button(lang)}</Button></div>
            </form>
        </section>
    }
    .into_any()
}
