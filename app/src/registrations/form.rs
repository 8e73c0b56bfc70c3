//! The registration form, in the order in which a person thinks: who, where from, how to reach, consents.

use keruen_backend::events::EventPage;
use keruen_backend::tickets::TicketBrief;
use keruen_domain::field::Field as Of;
use keruen_domain::person::{InstitutionKind, PlaceKind, Sex};
use keruen_domain::registration::Relation;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::Filled;
use crate::caravans::parts;
use crate::caravans::standing::Standing;
use crate::error::refusal_words;
use crate::request::Ctx;
use crate::ui::{
    Alert, Breadcrumbs, Button, Choice, ChoiceGroup, DateFields, EmptyState, ErrorSummary, Field, LinkButton, NavItem,
    Problem, Select, Tick, Tone,
};
use crate::{format, options, words};

/// The form's element id.
pub(super) const ID: &str = "registration";

pub(super) fn form(
    ctx: &Ctx,
    page: &EventPage,
    standing: Standing,
    known: &[TicketBrief],
    filled: &Filled,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let view = &page.view;
    let when = format!(
        "{}, {}",
        format::date_full(lang, view.starts().date),
        format::time_range(lang, view.starts(), view.ends())
    );
    let city = page.stop.as_ref().map(|stop| format!("{} · ", stop.city.get(lang)));
    let refusal = filled.refusal.map(|refusal| {
        view! { <Alert tone=Tone::Refuse><p>{refusal_words(lang, refusal)}</p></Alert> }
    });
    let body = if standing.takes_people() {
        view! {
            {continue_as(ctx, page, known, filled)}
            {fields(ctx, page, standing, filled)}
        }
        .into_any()
    } else {
        not_open(ctx, page, standing)
    };
    view! {
        <div class="page page-narrow">
            <Breadcrumbs lang=lang items=crumbs(ctx, page) />
            {parts::invented(lang, &page.caravan)}
            <div class="stack">
                <h1>{words::register_title(lang)}</h1>
                <p class="lead">{view.event.title.get(lang).to_owned()}</p>
                <p class="muted">{city} {when}</p>
                {standing.takes_people().then(|| view! { <p>{places(lang, standing)}</p> })}
            </div>
            {refusal}
            {body}
        </div>
    }
}

fn crumbs(ctx: &Ctx, page: &EventPage) -> Vec<NavItem> {
    let lang = ctx.lang;
    let href = parts::event_href(ctx, &page.view);
    vec![
        NavItem::new(ctx.href(&format!("/c/{}", page.caravan.slug.as_str())), page.caravan.title.get(lang)),
        NavItem::new(href.clone(), page.view.event.title.get(lang)),
        NavItem::new(format!("{href}/register"), words::register(lang)),
    ]
}

fn places(lang: Lang, standing: Standing) -> String {
    match standing {
        Standing::Open(Some(left)) => words::register_places_left(lang, left),
        Standing::Full => words::register_full(lang).to_owned(),
        _ => words::event_places_unlimited(lang).to_owned(),
    }
}

fn not_open(ctx: &Ctx, page: &EventPage, standing: Standing) -> AnyView {
    let lang = ctx.lang;
    let title = words::register_not_open(lang);
    let text = standing.notice(lang).map_or("", |(_, title, _)| title);
    let href = parts::event_href(ctx, &page.view);
    view! {
        <EmptyState title=title text=text>
            <LinkButton href=href>{words::event_about(lang)}</LinkButton>
        </EmptyState>
    }
    .into_any()
}

/// One button per person whose ticket this browser holds.
fn continue_as(ctx: &Ctx, page: &EventPage, known: &[TicketBrief], filled: &Filled) -> Option<AnyView> {
    if known.is_empty() || !filled.errors.is_empty() {
        return None;
    }
    let lang = ctx.lang;
    let action = format!("{}/register/again", parts::event_href(ctx, &page.view));
    let buttons: Vec<_> = known
        .iter()
        .map(|brief| {
            let words = words::continue_as(lang, &brief.name);
            view! { <Button name="ticket" value=brief.ticket.to_string()>{words}</Button> }
        })
        .collect();
    Some(
        view! {
            <section class="card" aria-labelledby="known">
                <h2 id="known">{words::continue_title(lang)}</h2>
                <p>{words::continue_text(lang)}</p>
                <form method="post" action=action><div class="actions">{buttons}</div></form>
            </section>
            <h2 id="someone-else">{words::continue_someone_else(lang)}</h2>
        }
        .into_any(),
    )
}

fn fields(ctx: &Ctx, page: &EventPage, standing: Standing, filled: &Filled) -> AnyView {
    let lang = ctx.lang;
    let action = format!("{}/register", parts::event_href(ctx, &page.view));
    let problems = words::field_error_lines(lang, &filled.errors);
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let problems: Vec<_> =
        problems.into_iter().map(|(field, words)| Problem { field: field.to_owned(), words }).collect();
    view! {
        <form id=ID method="post" action=action novalidate data-event-date=format::iso_date(page.view.starts().date)
            data-offline=words::form_offline(lang)>
            <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
            <p>{words::register_intro(lang)}</p>
            {who(lang, words::register_who(lang), filled)}
            {origin(lang, words::register_where(lang), filled)}
            {reach(lang, words::register_reach(lang), filled)}
            {representative(lang, filled)}
            {consents(lang, page, filled)}
            <div><Button>{submit(lang, standing)}</Button></div>
        </form>
    }
    .into_any()
}

/// Words of the form's button.
pub(super) const fn submit(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Full => words::register_submit_waiting(lang),
        _ => words::register_submit(lang),
    }
}

pub(crate) fn who(lang: Lang, title: &'static str, filled: &Filled) -> impl IntoView + use<> {
    let (form, error) = (&filled.form, |field| words::field_error(lang, &filled.errors, field));
    let sexes = Sex::ALL
        .iter()
        .map(|sex| Choice::new(sex.as_str(), words::sex(lang, *sex), form.sex == sex.as_str()))
        .collect();
    view! {
        <section class="stack" aria-labelledby="who">
            <h2 id="who">{title}</h2>
            <Field name="family_name" label=words::field_family_name(lang) value=form.family_name.clone()
                error=error(Of::FamilyName) autocomplete="family-name" required=true />
            <Field name="given_name" label=words::field_given_name(lang) value=form.given_name.clone()
                error=error(Of::GivenName) autocomplete="given-name" required=true />
            <Field name="patronymic" label=words::field_patronymic(lang) value=form.patronymic.clone()
                error=error(Of::Patronymic) autocomplete="additional-name" />
            <DateFields lang=lang name="birth" legend=words::field_birth_date(lang) day=form.birth_day.clone()
                month=form.birth_month.clone() year=form.birth_year.clone() error=error(Of::BirthDate)
                help=words::field_birth_date_help(lang) birth=true required=true />
            <ChoiceGroup name="sex" legend=words::field_sex(lang) options=sexes error=error(Of::Sex) inline=true />
        </section>
    }
}

pub(crate) fn origin(lang: Lang, title: &'static str, filled: &Filled) -> impl IntoView + use<> {
    let (form, error) = (&filled.form, |field| words::field_error(lang, &filled.errors, field));
    let places = PlaceKind::ALL
        .iter()
        .map(|place| Choice::new(place.as_str(), words::place_kind(lang, *place), form.place == place.as_str()))
        .collect();
    let kinds = InstitutionKind::ALL
        .iter()
        .map(|kind| {
            Choice::new(kind.as_str(), words::institution_kind(lang, *kind), form.institution_kind == kind.as_str())
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="origin">
            <h2 id="origin">{title}</h2>
            <Select name="region" label=words::field_region(lang) options=options::regions(lang) value=form.region.clone()
                empty=words::common_choose(lang) error=error(Of::Region) required=true />
            <ChoiceGroup name="place" legend=words::field_place(lang) options=places error=error(Of::Place) inline=true />
            <ChoiceGroup name="institution_kind" legend=words::field_institution_kind(lang) options=kinds
                error=error(Of::InstitutionKind) />
            <Field name="institution" label=words::field_institution(lang) value=form.institution.clone()
                error=error(Of::Institution) help=words::field_institution_help(lang) autocomplete="organization"
                optional_word=words::common_optional(lang) />
            <Field name="class_name" label=words::field_class_name(lang) value=form.class_name.clone()
                error=error(Of::ClassName) help=words::field_class_name_help(lang) width="mid"
                optional_word=words::common_optional(lang) />
        </section>
    }
}

pub(crate) fn reach(lang: Lang, title: &'static str, filled: &Filled) -> impl IntoView + use<> {
    let (form, error) = (&filled.form, |field| words::field_error(lang, &filled.errors, field));
    view! {
        <section class="stack" aria-labelledby="reach">
            <h2 id="reach">{title}</h2>
            <p class="muted">{words::register_reach_help(lang)}</p>
            <Field name="phone" label=words::field_phone(lang) value=form.phone.clone() error=error(Of::Phone)
                help=words::field_phone_help(lang) kind="tel" inputmode="tel" autocomplete="tel" width="mid" />
            <Field name="email" label=words::field_email(lang) value=form.email.clone() error=error(Of::Email)
                kind="email" inputmode="email" autocomplete="email" />
        </section>
    }
}

/// Always there; the page's script hides it once the date of birth says that the person is an adult.
pub(crate) fn representative(lang: Lang, filled: &Filled) -> impl IntoView + use<> {
    let (form, error) = (&filled.form, |field| words::field_error(lang, &filled.errors, field));
    let relations = relations(lang, &form.rep_relation);
    view! {
        <section class="card" aria-labelledby="representative" data-for="minor">
            <h2 id="representative">{words::register_representative(lang)}</h2>
            <p>{words::register_representative_help(lang)}</p>
            <Field name="rep_name" label=words::field_rep_name(lang) value=form.rep_name.clone() error=error(Of::RepName) />
            <ChoiceGroup name="rep_relation" legend=words::field_rep_relation(lang) options=relations
                error=error(Of::RepRelation) />
            <Field name="rep_phone" label=words::field_rep_phone(lang) value=form.rep_phone.clone()
                error=error(Of::RepPhone) help=words::field_rep_phone_help(lang) kind="tel" inputmode="tel" width="mid" />
        </section>
    }
}

/// Mother, father …, `chosen` ticked.
pub(crate) fn relations(lang: Lang, chosen: &str) -> Vec<Choice> {
    Relation::ALL
        .iter()
        .map(|relation| Choice::new(relation.as_str(), words::relation(lang, *relation), chosen == relation.as_str()))
        .collect()
}

/// Whose text it is, the text itself, then the two ticks, apart. A minor's ticks mean nothing and are said to.
fn consents(lang: Lang, page: &EventPage, filled: &Filled) -> impl IntoView + use<> {
    let (form, error) = (&filled.form, |field| words::field_error(lang, &filled.errors, field));
    let project = &page.project;
    let operator = words::consent_operator(lang, &project.operator_bin, project.operator.get(lang));
    view! {
        <section class="stack" aria-labelledby="consents">
            <h2 id="consents">{words::register_consents(lang)}</h2>
            <p>{operator}</p>
            <details>
                <summary>{words::consent_read_text(lang)}</summary>
                <div class="stack">{parts::paragraphs(project.consent_text.get(lang))}</div>
            </details>
            <p data-for="minor">{words::consent_minor_note(lang)}</p>
            <div class="stack" data-for="adult">
                <Tick name="consent_data" ticked=!form.consent_data.is_empty() error=error(Of::ConsentData) required=true>
                    {words::consent_data_tick(lang)}
                </Tick>
                <Tick name="consent_photo" ticked=!form.consent_photo.is_empty() error=error(Of::ConsentPhoto)
                    help=words::consent_photo_help(lang)>
                    {words::consent_photo_tick(lang)}
                </Tick>
            </div>
        </section>
    }
}
