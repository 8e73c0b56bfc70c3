//! The form that registers a class: leader, where all come from, events; its list is in `lines`.

use std::collections::BTreeMap;

use keruen_backend::Refusal;
use keruen_backend::caravans::CaravanView;
use keruen_backend::events::EventPage;
use keruen_backend::tables::NotATable;
use keruen_domain::class_list::Pasted;
use keruen_domain::event::registration_open;
use keruen_domain::group_form::{EVENT, Fit, GroupForm};
use keruen_domain::lines::ListErrors;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::lines::{list_part, said};
use super::{file, form_path};
use crate::caravans::parts;
use crate::error::refusal_words;
use crate::line_form::{LineForm, Need};
use crate::request::Ctx;
use crate::ui::{Alert, Breadcrumbs, Button, Choice, ChoiceGroup, ErrorSummary, Field, NavItem, Tick, Tone};
use crate::{format, options, words};

/// The form's element id.
pub(super) const ID: &str = "group";

/// Words of the button that goes on.
pub(super) fn submit(lang: Lang, form: &GroupForm) -> &'static str {
    if form.list().numbers().is_empty() { words::group_paste_read(lang) } else { words::group_register(lang) }
}

/// The form as it is shown.
#[derive(Default)]
pub(super) struct Filled {
    pub(super) form: GroupForm,
    pub(super) errors: ListErrors,
    pub(super) refusal: Option<Refusal>,
    /// What was just pasted.
    pub(super) pasted: Option<Pasted>,
    /// Why the file that was sent was not read.
    pub(super) not_a_table: Option<NotATable>,
}

/// The inputs of a group's pages, with what was typed and what is wrong with it.
pub(super) fn typed<'a>(lang: Lang, values: &'a BTreeMap<String, String>, errors: &'a ListErrors) -> LineForm<'a> {
    LineForm { lang, values, errors, label, number: |_, line| format!("{line}.") }
}

/// The words above an input.
fn label(lang: Lang, name: &str) -> String {
    match name {
        "family_name" => words::field_family_name(lang),
        "given_name" => words::field_given_name(lang),
        "patronymic" => words::field_patronymic(lang),
        "birth_date" => words::field_birth_date(lang),
        "sex" => words::field_sex(lang),
        "class_name" => words::field_class_name(lang),
        "phone" => words::field_phone(lang),
        "note" => words::group_note(lang),
        "region" => words::field_region(lang),
        "place" => words::field_place(lang),
        "institution_kind" => words::field_institution_kind(lang),
        "institution" => words::field_institution(lang),
        "leader_name" => words::group_leader_name(lang),
        "leader_phone" => words::group_leader_phone(lang),
        "leader_email" => words::group_leader_email(lang),
        "title" => words::group_title(lang),
        "events" => words::group_events(lang),
        "fit" => words::group_fit(lang),
        "adults" => words::group_adults_title(lang),
        "list" | "paste" => words::group_list(lang),
        "paper_no" => words::group_paper_no(lang),
        "pupils" => words::group_pupils(lang),
        _ => name,
    }
    .to_owned()
}

pub(super) fn form(ctx: &Ctx, page: &EventPage, caravan: &CaravanView, filled: &Filled) -> AnyView {
    let lang = ctx.lang;
    let typed = typed(lang, &filled.form.0, &filled.errors);
    let problems = typed.problems();
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let crumbs = vec![
        NavItem::new(ctx.href(&format!("/c/{}", page.caravan.slug.as_str())), page.caravan.title.get(lang)),
        NavItem::new(parts::event_href(ctx, &page.view), page.view.event.title.get(lang)),
        NavItem::new("", words::group_form_title(lang)),
    ];
    let lines = filled.form.list().numbers();
    let people = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let register = people > 0;
    let now = ctx.app.backend.now();
    let open = caravan.events.iter().any(|view| registration_open(view.event.state, view.event.ends_at, now).is_ok());
    view! {
        <div class="page stack">
            <Breadcrumbs lang=lang items=crumbs />
            {parts::invented(lang, &page.caravan)}
            <h1>{words::group_form_title(lang)}</h1>
            <p class="lead">{words::group_form_lead(lang)}</p>
            {(!open).then(|| view! { <Alert tone=Tone::Info title=words::event_closed(lang)>{words::event_closed_text(lang)}</Alert> })}
            {filled.refusal.map(|refusal| view! { <Alert tone=Tone::Refuse><p>{refusal_words(lang, refusal)}</p></Alert> })}
            <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
            {filled.pasted.as_ref().map(|pasted| said(lang, pasted))}
            {open.then(|| view! {
                <form id=ID class="stack" method="post" action=ctx.href(&form_path(page.view.event.id)) novalidate>
                    <input type="hidden" name="page" value=filled.form.get("page").to_owned() />
                    {list_part(&typed, &lines)}
                    {(!register).then(|| later(&filled.form))}
                    {(!register).then(|| file::part(ctx, page.view.event.id, filled))}
                    {register.then(|| view! {
                        {leader_part(&typed)}
                        {origin_part(&typed)}
                        {events_part(ctx, &typed, caravan, people)}
                        <Tick name="adults" ticked=!filled.form.get("adults").is_empty() error=typed.error("adults")>
                            {words::group_adults(lang)}
                        </Tick>
                        <p class="muted">{words::group_minors(lang)}</p>
                        <div class="actions"><Button name="step" value="register".to_owned()>{words::group_register(lang)}</Button></div>
                    })}
                </form>
            })}
        </div>
    }
    .into_any()
}

/// What stands on the page only when there is a list goes with it unseen: the event from which the leader came.
fn later(form: &GroupForm) -> AnyView {
    let ticks = form.0.iter().filter(|(name, _)| name.starts_with(EVENT));
    ticks
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone() /> })
        .collect_view()
        .into_any()
}

fn leader_part(typed: &LineForm<'_>) -> AnyView {
    let lang = typed.lang;
    view! {
        <section class="stack" aria-labelledby="leader">
            <h2 id="leader">{words::group_leader(lang)}</h2>
            <p class="muted">{words::group_leader_help(lang)}</p>
            {typed.text("leader_name", Need::Required, "")}
            <Field name="leader_phone" label=typed.label("leader_phone") value=typed.value("leader_phone") kind="tel"
                error=typed.error("leader_phone") autocomplete="tel" width="mid" required=true />
            <Field name="leader_email" label=typed.label("leader_email") value=typed.value("leader_email") kind="email"
                error=typed.error("leader_email") autocomplete="email" optional_word=words::common_optional(lang) />
        </section>
    }
    .into_any()
}

fn origin_part(typed: &LineForm<'_>) -> AnyView {
    let lang = typed.lang;
    view! {
        <section class="stack" aria-labelledby="origin">
            <h2 id="origin">{words::group_origin(lang)}</h2>
            {typed.text("title", Need::Required, words::group_title_help(lang))}
            {typed.choice("region", options::regions(lang), Need::Required, "")}
            {typed.choice("place", options::places(lang), Need::Required, "")}
            {typed.choice("institution_kind", options::institution_kinds(lang), Need::Required, "")}
            {typed.text("institution", Need::Optional, "")}
        </section>
    }
    .into_any()
}

/// The caravan's events that take people now, with the places that are left and whether they are too few for `people`.
fn events_part(ctx: &Ctx, typed: &LineForm<'_>, caravan: &CaravanView, people: i64) -> AnyView {
    let lang = typed.lang;
    let now = ctx.app.backend.now();
    let open =
        caravan.events.iter().filter(|view| registration_open(view.event.state, view.event.ends_at, now).is_ok());
    let events: Vec<_> = open
        .map(|view| {
            let name = format!("{EVENT}{}", view.event.id);
            let when = format!(
                "{}, {}",
                format::date_long(lang, view.starts().date),
                format::time_range(lang, view.starts(), view.ends())
            );
            let stop = caravan.stops.iter().find(|stop| Some(stop.id) == view.event.stop);
            let city = stop.map(|stop| format!("{} · ", stop.city.get(lang)));
            let left = view.places_left();
            let places = left
                .map_or(words::event_places_unlimited(lang).to_owned(), |left| words::event_places_left(lang, left));
            let short = left.is_some_and(|left| left < people);
            let (title, ticked) = (view.event.title.get(lang).to_owned(), !typed.value(&name).is_empty());
            view! {
                <Tick name=name ticked=ticked>
                    {title}
                    <span class="choice-help">{city} {when} " · " <span data-short=short.then_some("")>{places}</span></span>
                </Tick>
            }
        })
        .collect();
    let fit = Fit::parse(typed.value("fit")).unwrap_or(Fit::Part);
    let fits = vec![
        Choice::new(Fit::Part.as_str(), words::group_fit_part(lang), fit == Fit::Part),
        Choice::new(Fit::Whole.as_str(), words::group_fit_whole(lang), fit == Fit::Whole),
    ];
    let error = typed.error("events");
    view! {
        <section class="stack" aria-labelledby="events">
            <h2 id="events">{words::group_events(lang)}</h2>
            <div id="f-events" tabindex="-1">{error.map(|error| view! { <p class="wrong">{error}</p> })}</div>
            {events}
            <ChoiceGroup name="fit" legend=words::group_fit(lang) options=fits error=typed.error("fit") />
        </section>
    }
    .into_any()
}
