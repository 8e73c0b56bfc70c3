//! The form that registers a class: leader, events, the list as lines with their problems beside them.

use keruen_backend::Refusal;
use keruen_backend::caravans::CaravanView;
use keruen_backend::events::EventPage;
use keruen_domain::class_list::{Dropped, Pasted};
use keruen_domain::event::registration_open;
use keruen_domain::group_form::{EVENT, Fit, GroupForm};
use keruen_domain::list_errors::ListErrors;
use keruen_domain::person::{InstitutionKind, PlaceKind, Sex};
use keruen_domain::region::Region;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::{DROP, form_path};
use crate::caravans::parts;
use crate::error::refusal_words;
use crate::request::Ctx;
use crate::ui::{
    Alert, Breadcrumbs, Button, ButtonKind, Choice, ChoiceGroup, ErrorSummary, Field, NavItem, Problem, Select,
    TextArea, Tick, Tone,
};
use crate::{format, words};

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
}

/// Inputs with what was typed and what is wrong with it.
pub(super) struct Typed<'a> {
    pub(super) lang: Lang,
    pub(super) form: &'a GroupForm,
    pub(super) errors: &'a ListErrors,
}

impl Typed<'_> {
    pub(super) fn error(&self, name: &str) -> Option<String> {
        self.errors.get(name).map(|problem| words::field_problem(self.lang, problem))
    }

    fn text(&self, name: &str, required: bool) -> AnyView {
        let optional = if required { "" } else { words::common_optional(self.lang) };
        view! {
            <Field name=name label=label(self.lang, name) value=self.form.get(name) error=self.error(name)
                required=required optional_word=optional />
        }
        .into_any()
    }

    fn choice(&self, name: &str, options: Vec<(String, String)>) -> AnyView {
        view! {
            <Select name=name label=label(self.lang, name) options=options value=self.form.get(name)
                empty=words::common_choose(self.lang) error=self.error(name) required=true />
        }
        .into_any()
    }

    /// Every problem, with its line's number before it.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let problem = |(name, problem): &(String, _)| {
            let label = label(self.lang, name);
            let label = match name.split_once('.') {
                Some((_, line)) => format!("{line}. {label}"),
                None => label,
            };
            Problem {
                field: name.clone(),
                words: words::form_error_line(self.lang, label, words::field_problem(self.lang, *problem)),
            }
        };
        self.errors.0.iter().map(problem).collect()
    }
}

/// The words above an input; `NAME.NUMBER` is called as `NAME`.
pub(super) fn label(lang: Lang, name: &str) -> String {
    let field = name.split_once('.').map_or(name, |(field, _)| field);
    match field {
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
    let typed = Typed { lang, form: &filled.form, errors: &filled.errors };
    let problems = typed.problems();
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let crumbs = vec![
        NavItem::new(ctx.href(&format!("/c/{}", page.caravan.slug.as_str())), page.caravan.title.get(lang)),
        NavItem::new(parts::event_href(ctx, &page.view), page.view.event.title.get(lang)),
        NavItem::new("", words::group_form_title(lang)),
    ];
    let lines = filled.form.list().numbers();
    let register = !lines.is_empty();
    view! {
        <div class="page stack">
            <Breadcrumbs lang=lang items=crumbs />
            {parts::invented(lang, &page.caravan)}
            <h1>{words::group_form_title(lang)}</h1>
            <p class="lead">{words::group_form_lead(lang)}</p>
            {filled.refusal.map(|refusal| view! { <Alert tone=Tone::Refuse><p>{refusal_words(lang, refusal)}</p></Alert> })}
            <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
            {filled.pasted.as_ref().map(|pasted| said(lang, pasted))}
            <form id=ID class="stack" method="post" action=ctx.href(&form_path(page.view.event.id)) novalidate>
                <input type="hidden" name="page" value=filled.form.get("page").to_owned() />
                {list_part(&typed)}
                {(!register).then(|| later(&filled.form))}
                {register.then(|| view! {
                    {leader_part(&typed)}
                    {origin_part(&typed)}
                    {events_part(ctx, &typed, caravan)}
                    <Tick name="adults" ticked=!filled.form.get("adults").is_empty() error=typed.error("adults")>
                        {words::group_adults(lang)}
                    </Tick>
                    <p class="muted">{words::group_minors(lang)}</p>
                    <div class="actions"><Button name="step" value="register".to_owned()>{words::group_register(lang)}</Button></div>
                })}
            </form>
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

/// What became of a pasted list.
fn said(lang: Lang, pasted: &Pasted) -> AnyView {
    let dropped: Vec<_> = pasted
        .dropped
        .iter()
        .map(|dropped| match dropped {
            Dropped::Iin => view! { <li>{words::group_dropped_iin(lang)}</li> }.into_any(),
            Dropped::Other(head) => view! { <li>{words::group_dropped_column(lang, head.as_str())}</li> }.into_any(),
        })
        .collect();
    let left_out = (pasted.left_out > 0).then(|| view! { <li>{words::group_left_out(lang, pasted.left_out)}</li> });
    view! {
        <Alert tone=Tone::Info title=words::group_read(lang, pasted.count)>
            <ul>{dropped} {left_out}</ul>
        </Alert>
    }
    .into_any()
}

fn list_part(typed: &Typed<'_>) -> AnyView {
    let lang = typed.lang;
    let numbers = typed.form.list().numbers();
    let error = typed.error("paste").or_else(|| typed.error("list"));
    let kind = if numbers.is_empty() { ButtonKind::Primary } else { ButtonKind::Quiet };
    let next = numbers.last().map_or(1, |last| last + 1);
    let lines: Vec<_> = numbers.iter().map(|line| line_part(typed, *line)).collect();
    view! {
        <section class="stack" aria-labelledby="list">
            <h2 id="list">{words::group_list(lang)}</h2>
            <span id="f-list"></span>
            <TextArea name="paste" label=words::group_paste(lang) help=words::group_paste_help(lang) value=typed.form.get("paste")
                error=error rows=6 />
            <div class="actions"><Button kind=kind name="step" value="read".to_owned()>{words::group_paste_read(lang)}</Button></div>
            {lines}
            <details class="card">
                <summary>{words::group_line_new(lang)}</summary>
                {inputs(typed, next)}
            </details>
        </section>
    }
    .into_any()
}

/// One pupil: closed while nothing is wrong, since a class fills many screens.
fn line_part(typed: &Typed<'_>, line: i64) -> AnyView {
    let lang = typed.lang;
    let value = |field: &str| typed.form.get(&format!("{field}.{line}"));
    let name = [value("family_name"), value("given_name"), value("patronymic")].join(" ");
    let facts: Vec<&str> =
        [value("birth_date"), value("class_name"), value("note")].into_iter().filter(|text| !text.is_empty()).collect();
    let suffix = format!(".{line}");
    let wrong = typed.errors.0.iter().any(|(name, _)| name.ends_with(&suffix));
    view! {
        <details class="card" open=wrong data-line=line.to_string() data-wrong=wrong.then_some("")>
            <summary>{line} ". " <strong>{name}</strong> " " <span class="muted">{facts.join(" · ")}</span></summary>
            {inputs(typed, line)}
            <Tick name=format!("{DROP}{line}")>{words::group_line_drop(lang)}</Tick>
        </details>
    }
    .into_any()
}

/// The inputs of one line.
pub(super) fn inputs(typed: &Typed<'_>, line: i64) -> AnyView {
    let lang = typed.lang;
    let name = |field: &str| format!("{field}.{line}");
    let sexes = Sex::ALL.iter().map(|sex| (sex.to_string(), words::sex(lang, *sex).to_owned())).collect();
    view! {
        <div class="grid">
            {typed.text(&name("family_name"), true)}
            {typed.text(&name("given_name"), true)}
            {typed.text(&name("patronymic"), false)}
            <Field name=name("birth_date") label=label(lang, "birth_date") value=typed.form.get(&name("birth_date"))
                error=typed.error(&name("birth_date")) help=words::blanks_birth_help(lang) required=true />
            {typed.choice(&name("sex"), sexes)}
            {typed.text(&name("class_name"), false)}
            {typed.text(&name("phone"), false)}
            {typed.text(&name("note"), false)}
        </div>
    }
    .into_any()
}

fn leader_part(typed: &Typed<'_>) -> AnyView {
    let lang = typed.lang;
    view! {
        <section class="stack" aria-labelledby="leader">
            <h2 id="leader">{words::group_leader(lang)}</h2>
            <p class="muted">{words::group_leader_help(lang)}</p>
            {typed.text("leader_name", true)}
            <Field name="leader_phone" label=label(lang, "leader_phone") value=typed.form.get("leader_phone") kind="tel"
                error=typed.error("leader_phone") autocomplete="tel" width="mid" required=true />
            <Field name="leader_email" label=label(lang, "leader_email") value=typed.form.get("leader_email") kind="email"
                error=typed.error("leader_email") autocomplete="email" optional_word=words::common_optional(lang) />
        </section>
    }
    .into_any()
}

fn origin_part(typed: &Typed<'_>) -> AnyView {
    let lang = typed.lang;
    let regions =
        Region::all_sorted(lang).into_iter().map(|r| (r.code().to_owned(), r.name(lang).to_owned())).collect();
    let places = PlaceKind::ALL.iter().map(|p| (p.to_string(), words::place_kind(lang, *p).to_owned())).collect();
    let kinds =
        InstitutionKind::ALL.iter().map(|k| (k.to_string(), words::institution_kind(lang, *k).to_owned())).collect();
    view! {
        <section class="stack" aria-labelledby="origin">
            <h2 id="origin">{words::group_origin(lang)}</h2>
            <Field name="title" label=label(lang, "title") value=typed.form.get("title") error=typed.error("title")
                help=words::group_title_help(lang) required=true />
            {typed.choice("region", regions)}
            {typed.choice("place", places)}
            {typed.choice("institution_kind", kinds)}
            {typed.text("institution", false)}
        </section>
    }
    .into_any()
}

/// The caravan's events that take people now, with the places that are left.
fn events_part(ctx: &Ctx, typed: &Typed<'_>, caravan: &CaravanView) -> AnyView {
    let lang = typed.lang;
    let now = ctx.app.backend.now();
    let open =
        caravan.events.iter().filter(|view| registration_open(view.event.state, view.event.ends_at, now).is_ok());
    let people = i64::try_from(typed.form.list().numbers().len()).unwrap_or(i64::MAX);
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
            let (title, ticked) = (view.event.title.get(lang).to_owned(), !typed.form.get(&name).is_empty());
            view! {
                <Tick name=name ticked=ticked>
                    {title}
                    <span class="choice-help">{city} {when} " · " <span data-short=short.then_some("")>{places}</span></span>
                </Tick>
            }
        })
        .collect();
    let fit = Fit::parse(typed.form.get("fit")).unwrap_or(Fit::Part);
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
