//! Creating and editing an event of any kind.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::events;
use keruen_domain::caravan::{Caravan, Stop};
use keruen_domain::event::{Counting, Event, EventKind};
use keruen_domain::event_form::EventForm;
use keruen_domain::id::{CaravanId, EventId};
use keruen_domain::project::Project;
use keruen_domain::scan::{AmberRule, Colour, Verdict};
use leptos::prelude::*;
use serde::Deserialize;

use super::form::{Fields, Stale, Wrong, stale};
use super::page::{DeskPage, caravan_path, event_path, go};
use super::{load, zones};
use crate::error::{PageError, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, Select};
use crate::{format, words};

/// The stop from whose line of the caravan's page one came.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    stop: String,
}

/// Where the event lies.
struct Around {
    project: Project,
    caravan: Caravan,
    stops: Vec<Stop>,
}

async fn around(ctx: &Ctx, caravan: CaravanId) -> Result<Around, PageError> {
    let view = load::caravan(ctx, caravan, MemberRole::Organiser).await?;
    Ok(Around { project: view.project, caravan: view.caravan, stops: view.stops })
}

pub(super) async fn new_page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, Asked(place): Asked<Place>) -> PageResult {
    let around = around(&ctx, id).await?;
    let stop = around.stops.iter().find(|stop| stop.id.to_string() == place.stop);
    let form = EventForm {
        stop: stop.map(|stop| stop.id.to_string()).unwrap_or_default(),
        starts_day: stop.map(|stop| stop.first_day.to_string()).unwrap_or_default(),
        ..EventForm::default()
    };
    Ok(show(&ctx, &around, None, &form, &Wrong::default(), Vec::new()))
}

pub(super) async fn create(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(form): FormOf<EventForm>,
) -> PageResult {
    match events::event_create(&ctx.app.backend, &ctx.actor(), id, &form).await {
        Ok(event) => Ok(go(&ctx, &format!("{}?done=saved", event_path(event)))),
        Err(error) => {
            let wrong = Wrong::of(&ctx, error)?;
            Ok(show(&ctx, &around(&ctx, id).await?, None, &form, &wrong, Vec::new()))
        }
    }
}

pub(super) async fn edit_page(ctx: Ctx, At((_, id)): At<(String, EventId)>) -> PageResult {
    let page = load::event(&ctx, id, MemberRole::Organiser).await?;
    let around = around(&ctx, page.caravan.id).await?;
    let form = EventForm::of(&page.view.event, page.view.starts(), page.view.ends());
    Ok(show(&ctx, &around, Some(&page.view.event), &form, &Wrong::default(), Vec::new()))
}

pub(super) async fn update(
    ctx: Ctx,
    At((_, id)): At<(String, EventId)>,
    FormOf(mut form): FormOf<EventForm>,
) -> PageResult {
    let wrong = match events::event_update(&ctx.app.backend, &ctx.actor(), id, &form).await {
        Ok(()) => return Ok(go(&ctx, &format!("{}?done=saved", event_path(id)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    let page = load::event(&ctx, id, MemberRole::Organiser).await?;
    let around = around(&ctx, page.caravan.id).await?;
    let mut rows = Vec::new();
    if wrong.is_stale() {
        let saved = EventForm::of(&page.view.event, page.view.starts(), page.view.ends());
        // A rule that asks is the same as none.
        form.rules.retain(|_, rule| rule != AmberRule::Ask.as_str());
        rows = stale(&saved, &form);
        form.version = saved.version;
    }
    Ok(show(&ctx, &around, Some(&page.view.event), &form, &wrong, rows))
}

fn show(
    ctx: &Ctx,
    around: &Around,
    event: Option<&Event>,
    form: &EventForm,
    wrong: &Wrong,
    rows: Vec<Stale>,
) -> Response {
    let lang = ctx.lang;
    let (title, action, button) = match event {
        Some(event) => (words::desk_event_edit(lang), format!("{}/edit", event_path(event.id)), words::save(lang)),
        None => (
            words::desk_event_new(lang),
            format!("{}/events/new", caravan_path(around.caravan.id)),
            words::desk_event_create(lang),
        ),
    };
    let action = ctx.href(&action);
    let page = DeskPage::new(ctx, title)
        .narrow()
        .status(wrong.status())
        .under_project(&around.project)
        .under_caravan(&around.caravan);
    let page = match event {
        Some(event) => page.under(&event_path(event.id), event.title.get(lang)),
        None => page,
    };
    page.show(|| {
        let fields = Fields::new(lang, wrong);
        view! {
            {(!rows.is_empty()).then(|| Stale::view(lang, rows))}
            {wrong.view(lang)}
            <form class="stack" method="post" action=action novalidate>
                {what(ctx, around, form, &fields)}
                {when(ctx, form, &fields)}
                {whom(ctx, form, &fields)}
                <input type="hidden" name="version" value=form.version.clone() />
                <div class="actions"><Button>{button}</Button></div>
            </form>
        }
    })
}

fn what(ctx: &Ctx, around: &Around, form: &EventForm, fields: &Fields<'_>) -> AnyView {
    let lang = ctx.lang;
    let kinds = EventKind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), words::event_kind(lang, *kind).to_owned()))
        .collect();
    let stops = around
        .stops
        .iter()
        .map(|stop| {
            (
                stop.id.to_string(),
                format!("{}. {} · {}", stop.position, stop.city.get(lang), format::day_month(lang, stop.first_day)),
            )
        })
        .collect();
    view! {
        {fields.select("kind", &form.kind, kinds, words::common_choose(lang), "")}
        {fields.select("stop", &form.stop, stops, words::desk_event_no_stop(lang), "")}
        {fields.three(["title_kk", "title_ru", "title_en"], [&form.title_kk, &form.title_ru, &form.title_en])}
        {fields.three_areas(["about_kk", "about_ru", "about_en"], [&form.about_kk, &form.about_ru, &form.about_en], false, "")}
        {fields.three_optional(["place_kk", "place_ru", "place_en"], [&form.place_kk, &form.place_ru, &form.place_en])}
    }
    .into_any()
}

fn when(ctx: &Ctx, form: &EventForm, fields: &Fields<'_>) -> AnyView {
    let lang = ctx.lang;
    view! {
        <div class="row">{fields.day("starts_day", &form.starts_day, true, "")} {fields.time("starts_time", &form.starts_time)}</div>
        <div class="row">{fields.day("ends_day", &form.ends_day, false, "")} {fields.time("ends_time", &form.ends_time)}</div>
        <p class="help">{words::desk_ends_day_help(lang)}</p>
        {fields.select("zone", &form.zone, zones::options(&form.zone), words::desk_zone_of_stop(lang), words::desk_zone_help(lang))}
    }
    .into_any()
}

fn whom(ctx: &Ctx, form: &EventForm, fields: &Fields<'_>) -> AnyView {
    let lang = ctx.lang;
    let counting = if form.counting.is_empty() { Counting::Direct.as_str() } else { form.counting.as_str() };
    let rules: Vec<AnyView> =
        Verdict::ALL.iter().filter(|v| v.colour() == Colour::Ask).map(|v| rule(ctx, form, *v)).collect();
    view! {
        {fields.number("capacity", &form.capacity, words::desk_capacity_help(lang))}
        <div class="row">{fields.number("age_min", &form.age_min, "")} {fields.number("age_max", &form.age_max, "")}</div>
        {fields.choice(
            "counting",
            counting,
            vec![
                (Counting::Direct.as_str(), words::desk_counting_direct(lang)),
                (Counting::Apart.as_str(), words::desk_counting_apart(lang)),
            ],
        )}
        <details>
            <summary>{words::desk_rules_title(lang)}</summary>
            <p class="help">{words::desk_rules_help(lang)}</p>
            {rules}
        </details>
    }
    .into_any()
}

/// What the door does with one amber verdict.
fn rule(ctx: &Ctx, form: &EventForm, verdict: Verdict) -> AnyView {
    let lang = ctx.lang;
    let name = EventForm::rule_name(verdict);
    let chosen = form.rules.get(&name).cloned().unwrap_or_else(|| AmberRule::Ask.as_str().to_owned());
    let options = AmberRule::ALL
        .iter()
        .map(|rule| {
            let words = match rule {
                AmberRule::Ask => words::desk_rule_ask(lang),
                AmberRule::Admit => words::desk_rule_admit(lang),
                AmberRule::Refuse => words::desk_rule_refuse(lang),
            };
            (rule.as_str().to_owned(), words.to_owned())
        })
        .collect();
    view! { <Select name=name label=words::verdict(lang, verdict) options=options value=chosen /> }.into_any()
}
