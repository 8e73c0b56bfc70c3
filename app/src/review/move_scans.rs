//! "The phone stood at another door": its scans of a time range move to the event where they belong.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::devices::{self, DeviceRow};
use keruen_backend::review;
use keruen_domain::id::CaravanId;
use keruen_domain::move_form::MoveForm;
use leptos::prelude::*;

use crate::desk::form::{Fields, Wrong};
use crate::desk::load;
use crate::desk::page::{DeskPage, caravan_path, go};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::Button;
use crate::{format, words};

/// The query may name the phone already.
pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, Asked(form): Asked<MoveForm>) -> PageResult {
    let (view, rows) = load(&ctx, id).await?;
    Ok(show(&ctx, &view, &rows, &form, &Wrong::default()))
}

pub(super) async fn create(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(form): FormOf<MoveForm>,
) -> PageResult {
    let (view, rows) = load(&ctx, id).await?;
    let wrong = match review::move_scans(&ctx.app.backend, &ctx.actor(), &form).await {
        Ok(_) => return Ok(go(&ctx, &format!("{}/review?done=moved", caravan_path(id)))),
        Err(error) => Wrong::of(&ctx, error)?,
    };
    Ok(show(&ctx, &view, &rows, &form, &wrong))
}

async fn load(ctx: &Ctx, id: CaravanId) -> Result<(CaravanView, Vec<DeviceRow>), PageError> {
    let view = load::caravan(ctx, id, MemberRole::Organiser).await?;
    let rows = devices::device_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    Ok((view, rows))
}

fn show(ctx: &Ctx, view: &CaravanView, rows: &[DeviceRow], form: &MoveForm, wrong: &Wrong) -> Response {
    let lang = ctx.lang;
    let devices_path = format!("{}/devices", caravan_path(view.caravan.id));
    let phones = rows
        .iter()
        .map(|row| {
            let id = row.id.to_string();
            let tail = id.get(id.len().saturating_sub(4)..).unwrap_or_default();
            let name = format!("{} …{tail}", row.operators.join(", "));
            (id, name)
        })
        .collect();
    let events: Vec<(String, String)> = view
        .events
        .iter()
        .map(|event| {
            let starts = event.starts();
            let when = format!("{} {}", format::day_month_short(lang, starts.date), format::time(starts));
            (event.event.id.to_string(), format!("{} · {when}", event.event.title.get(lang)))
        })
        .collect();
    let action = ctx.href(&format!("{devices_path}/move"));
    DeskPage::new(ctx, words::move_title(lang))
        .narrow()
        .status(wrong.status())
        .under_project(&view.project)
        .under_caravan(&view.caravan)
        .under(&devices_path, words::desk_devices_title(lang))
        .show(|| {
            let fields = Fields::new(lang, wrong);
            view! {
                <p class="lead">{words::move_lead(lang)}</p>
                {wrong.view(lang)}
                <form class="stack" method="post" action=action novalidate>
                    {fields.select("device", &form.device, phones, words::common_choose(lang), "")}
                    {fields.select("from_event", &form.from_event, events.clone(), words::common_choose(lang), "")}
                    {fields.select("to_event", &form.to_event, events, words::common_choose(lang), "")}
                    {fields.day("move_day", &form.move_day, true, "")}
                    {fields.time("from_time", &form.from_time)}
                    {fields.time("until_time", &form.until_time)}
                    <div class="actions"><Button>{words::move_button(lang)}</Button></div>
                </form>
            }
        })
}
