//! What the legal representative sees: who asks, for what, for how long; then the answer.

use keruen_backend::consents::{ConsentForm, ConsentView, GivenConsent};
use keruen_domain::field::{Field as Of, FieldErrors};
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use crate::caravans::parts;
use crate::registrations::relations;
use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, ChoiceGroup, ErrorSummary, Field, Problem, Tick, Tone};
use crate::{format, words};

/// UTC offset, in minutes, of the day on which a consent is said to have been given: Kazakhstan's, since 2024 one zone.
const OFFSET: i32 = 5 * 60;

/// The form's element id.
pub(super) const ID: &str = "consent";

/// The form as it is shown.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) form: ConsentForm,
    pub(super) errors: FieldErrors,
    pub(super) refusal: Option<&'static str>,
}

/// What was done before the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// The consent was given.
    JustNow,
    /// Only the one to photo and video was taken back.
    PhotoWithdrawn,
    /// All was taken back.
    Withdrawn,
    /// Nothing.
    Before,
}

/// Whose phone shows the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phone {
    Pupils,
    Another,
}

pub(super) fn consent(
    ctx: &Ctx,
    view: &ConsentView,
    token: &str,
    filled: &Filled,
    moment: Moment,
    phone: Phone,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let body = match view.data {
        Some(given) => given_already(ctx, view, token, given, moment),
        None => view! {
            {wrong(lang, filled)}
            {(moment == Moment::Withdrawn).then(|| withdrawn(ctx, view, token))}
            <p class="lead">{words::rep_intro(lang, view.caravan_title.get(lang), &view.name)}</p>
            {(phone == Phone::Pupils).then(|| view! { <Alert tone=Tone::Info><p>{words::rep_same_browser(lang)}</p></Alert> })}
            {events(lang, view)}
            {terms(lang, view)}
            {form(ctx, view, token, filled)}
        }
        .into_any(),
    };
    view! {
        <div class="page page-narrow">
            <h1>{words::rep_title(lang)}</h1>
            {body}
        </div>
    }
}

fn given_already(ctx: &Ctx, view: &ConsentView, token: &str, given: GivenConsent, moment: Moment) -> AnyView {
    let lang = ctx.lang;
    let day = format::date_long(lang, CivilDateTime::at(given.given_at, OFFSET).date);
    let (title, text) = match moment {
        Moment::JustNow => (words::rep_done_title(lang), words::rep_done_text(lang).to_owned()),
        Moment::PhotoWithdrawn => (words::rep_photo_withdrawn(lang), String::new()),
        Moment::Before | Moment::Withdrawn => (words::rep_already_title(lang), words::rep_already_text(lang, day)),
    };
    let photo = if view.photo.is_some() { words::rep_photo_given(lang) } else { words::rep_photo_not_given(lang) };
    view! {
        <Alert tone=Tone::Admit title=title><p>{text}</p></Alert>
        <p>{view.name.clone()} " · " {view.caravan_title.get(lang).to_owned()}</p>
        <p>{photo}</p>
        {take_back(ctx, view, token)}
        <p class="muted">{operator(lang, view)}</p>
    }
    .into_any()
}

/// The ways to take a consent back: each says what it entails before the button.
fn take_back(ctx: &Ctx, view: &ConsentView, token: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let action = ctx.href(&format!("/consent/{token}/withdraw"));
    let photo = view.photo.is_some().then(|| {
        view! {
            <form method="post" action=action.clone()>
                <Button kind=ButtonKind::Quiet name="what" value="photo".to_owned()>{words::own_photo(lang)}</Button>
            </form>
        }
    });
    view! {
        {photo}
        <details>
            <summary>{words::rep_withdraw(lang)}</summary>
            <form method="post" action=action class="stack">
                <p>{words::rep_withdraw_sure(lang, view.consent_days)}</p>
                <div><Button kind=ButtonKind::Danger name="what" value="data".to_owned()>{words::rep_withdraw_data(lang)}</Button></div>
            </form>
        </details>
        {erase_now(ctx, token)}
    }
}

/// What follows from a withdrawal, above the form that agrees again.
fn withdrawn(ctx: &Ctx, view: &ConsentView, token: &str) -> impl IntoView + use<> {
    let (lang, days) = (ctx.lang, view.consent_days);
    view! {
        <Alert tone=Tone::Info title=words::rep_withdrawn_title(lang)><p>{words::rep_withdrawn_text(lang, days)}</p></Alert>
        {erase_now(ctx, token)}
    }
}

/// The name goes at once.
fn erase_now(ctx: &Ctx, token: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    view! {
        <details>
            <summary>{words::rep_erase(lang)}</summary>
            <form method="post" action=ctx.href(&format!("/consent/{token}/withdraw")) class="stack">
                <p>{words::rep_erase_sure(lang)}</p>
                <div><Button kind=ButtonKind::Danger name="what" value="everything".to_owned()>{words::rep_erase(lang)}</Button></div>
            </form>
        </details>
    }
}

fn operator(lang: Lang, view: &ConsentView) -> String {
    words::consent_operator(lang, &view.operator_bin, view.operator.get(lang))
}

fn events(lang: Lang, view: &ConsentView) -> impl IntoView + use<> {
    let rows: Vec<_> = view
        .events
        .iter()
        .map(|(title, at, offset)| {
            let at = CivilDateTime::at(*at, *offset);
            view! { <li>{format::date_time(lang, at)} " · " {title.get(lang).to_owned()}</li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="events">
                <h2 id="events">{words::rep_events(lang)}</h2>
                <ul>{rows}</ul>
            </section>
        }
    })
}

fn terms(lang: Lang, view: &ConsentView) -> impl IntoView + use<> {
    let (operator, project) = ((&view.operator, view.operator_bin.as_str()), &view.project_title);
    let points = super::terms::terms(lang, operator, project, view.keep_until, words::rep_withdraw_text(lang));
    view! {
        <dl class="facts">
            {points.map(|(what, text)| view! { <dt>{what}</dt> <dd>{text}</dd> }).into_iter().collect_view()}
        </dl>
        <details>
            <summary>{words::rep_full_text(lang)}</summary>
            <div class="stack">
                {parts::paragraphs(view.text.get(lang))}
                <p class="small muted">{words::rep_text_version(lang, view.version)}</p>
            </div>
        </details>
    }
}

/// On top of the page, where it is seen without a script too.
fn wrong(lang: Lang, filled: &Filled) -> impl IntoView + use<> {
    let problems: Vec<_> = words::field_error_lines(lang, &filled.errors)
        .into_iter()
        .map(|(field, words)| Problem { field: field.to_owned(), words })
        .collect();
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let refusal = filled.refusal.map(|words| view! { <Alert tone=Tone::Refuse><p>{words}</p></Alert> });
    view! {
        {refusal}
        <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
    }
}

fn form(ctx: &Ctx, view: &ConsentView, token: &str, filled: &Filled) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (form, error) = (&filled.form, |field| words::field_error(lang, &filled.errors, field));
    view! {
        <form id=ID method="post" action=ctx.href(&format!("/consent/{token}")) novalidate data-offline=words::form_offline(lang)>
            <input type="hidden" name="text_version" value=view.version.to_string() />
            <Field name="rep_name" label=words::rep_your_name(lang) value=form.rep_name.clone()
                error=error(Of::RepName) autocomplete="name" required=true />
            <ChoiceGroup name="rep_relation" legend=words::rep_your_relation(lang)
                options=relations(lang, &form.rep_relation) error=error(Of::RepRelation) />
            <Tick name="consent_data" ticked=!form.consent_data.is_empty() error=error(Of::ConsentData) required=true>
                {words::rep_tick_data(lang)}
            </Tick>
            <Tick name="consent_photo" ticked=!form.consent_photo.is_empty() error=error(Of::ConsentPhoto)
                help=words::rep_tick_photo_help(lang)>
                {words::rep_tick_photo(lang)}
            </Tick>
            <div><Button>{words::rep_confirm(lang)}</Button></div>
        </form>
    }
}
