//! The scanning phones of a caravan: pairing links, who holds which, revoking.

use axum::response::Response;
use keruen_backend::actor::{DeviceRole, MemberRole};
use keruen_backend::caravans::CaravanView;
use keruen_backend::devices::{self, DeviceRow, PairingForm};
use keruen_backend::zone;
use keruen_domain::id::{CaravanId, DeviceId};
use keruen_domain::time::{CivilDateTime, HOUR, Timestamp};
use leptos::prelude::*;
use serde::Deserialize;

use super::form::{Fields, Wrong};
use super::load;
use super::page::{DeskPage, Done, caravan_path, go};
use super::share::link_once;
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Badge, Button, ButtonKind, Column, DataTable, EmptyState, Select, TableRow, Tone};
use crate::{format, words};

/// Zone in which times of whole caravans are told.
const HOME_ZONE: &str = "Asia/Almaty";
/// A link for one phone and one day, unless the organiser says otherwise.
const USES: i64 = 1;
const HOURS: i64 = 24;

#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    stop: String,
    device_role: String,
    uses: String,
    hours: String,
}

impl Default for Posted {
    fn default() -> Self {
        let role = DeviceRole::Door.as_str().to_owned();
        Self { stop: String::new(), device_role: role, uses: USES.to_string(), hours: HOURS.to_string() }
    }
}

/// A link just made, and until when it works.
struct Made {
    link: String,
    until: Timestamp,
}

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, Asked(done): Asked<Done>) -> PageResult {
    let (view, rows) = load(&ctx, id).await?;
    Ok(show(&ctx, &view, &rows, None, &Posted::default(), &done.done))
}

pub(super) async fn create(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(posted): FormOf<Posted>,
) -> PageResult {
    let form = PairingForm {
        stop: posted.stop.parse().ok(),
        role: DeviceRole::parse(&posted.device_role).unwrap_or(DeviceRole::Door),
        // Out of range is brought into it by the verb.
        uses: posted.uses.trim().parse().unwrap_or(USES),
        hours: posted.hours.trim().parse().unwrap_or(HOURS),
    };
    let until = ctx.app.backend.now().plus(form.hours.clamp(1, 720) * HOUR);
    let token = devices::pairing_create(&ctx.app.backend, &ctx.actor(), id, form).await.or_page(&ctx)?;
    let (view, rows) = load(&ctx, id).await?;
    let made = Made { link: format!("{}/scan#p={}", ctx.app.base_url, token.expose()), until };
    Ok(show(&ctx, &view, &rows, Some(made), &posted, ""))
}

pub(super) async fn revoke(ctx: Ctx, At((_, id, device)): At<(String, CaravanId, DeviceId)>) -> PageResult {
    devices::device_revoke(&ctx.app.backend, &ctx.actor(), device).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}/devices?done=revoked", caravan_path(id))))
}

async fn load(ctx: &Ctx, id: CaravanId) -> Result<(CaravanView, Vec<DeviceRow>), crate::error::PageError> {
    let view = load::caravan(ctx, id, MemberRole::Volunteer).await?;
    let rows = devices::device_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    Ok((view, rows))
}

fn show(
    ctx: &Ctx,
    view: &CaravanView,
    rows: &[DeviceRow],
    made: Option<Made>,
    posted: &Posted,
    done: &str,
) -> Response {
    let lang = ctx.lang;
    let coordinator = ctx.actor().is(view.project.id, MemberRole::Coordinator);
    let now = ctx.app.backend.now();
    let offset = zone::offset_minutes(HOME_ZONE, now);
    let empty = rows.is_empty();
    let rows: Vec<TableRow> = rows.iter().map(|device| row(ctx, view, device, offset, coordinator)).collect();
    DeskPage::new(ctx, words::desk_devices_title(lang)).under_project(&view.project).under_caravan(&view.caravan).done(done).show(|| {
        let made = made.map(|made| {
            let until = format::date_time_short(lang, CivilDateTime::at(made.until, offset));
            let message = words::desk_device_message(lang, view.caravan.title.get(lang));
            view! {
                {link_once(lang, words::desk_device_link(lang), &message, &made.link)}
                <p class="muted">{words::desk_device_link_expires(lang, until)}</p>
            }
        });
        let table = (!empty).then(|| {
            let mut columns = vec![
                Column::text(words::desk_device_operator(lang)),
                Column::text(words::desk_device_kind(lang)),
                Column::text(words::desk_device_scope(lang)),
                Column::text(words::desk_device_last_seen(lang)),
                Column::number(words::desk_device_scans(lang)),
                Column::text(words::desk_state(lang)),
            ];
            if coordinator {
                columns.push(Column::text(words::desk_device_revoke(lang)));
            }
            view! { <DataTable caption=words::desk_devices_title(lang) columns=columns rows=rows hide_caption=true /> <p class="muted">{words::desk_device_revoke_text(lang)}</p> }
        });
        view! {
            {made}
            {empty.then(|| view! { <EmptyState title=words::desk_devices_empty(lang) text=words::desk_devices_empty_text(lang) /> })}
            {coordinator.then(|| link_form(ctx, view, posted))}
            {table}
        }
    })
}

fn link_form(ctx: &Ctx, view: &CaravanView, posted: &Posted) -> AnyView {
    let lang = ctx.lang;
    let wrong = Wrong::default();
    let fields = Fields::new(lang, &wrong);
    let stops = view
        .stops
        .iter()
        .map(|stop| (stop.id.to_string(), format!("{}. {}", stop.position, stop.city.get(lang))))
        .collect();
    view! {
        <section class="card">
            <h2 class="card-title">{words::desk_device_new_link(lang)}</h2>
            <form class="stack" method="post" action=ctx.href(&format!("{}/devices", caravan_path(view.caravan.id))) novalidate>
                <Select name="stop" label=words::desk_device_scope(lang) options=stops value=posted.stop.as_str() empty=words::desk_device_scope_all(lang) />
                {fields.choice(
                    "device_role",
                    &posted.device_role,
                    vec![
                        (DeviceRole::Door.as_str(), words::desk_device_kind_door(lang)),
                        (DeviceRole::Desk.as_str(), words::desk_device_kind_desk(lang)),
                    ],
                )}
                {fields.digits("uses", &posted.uses, words::desk_device_uses_help(lang), 3)}
                {fields.digits("hours", &posted.hours, words::desk_device_hours_help(lang), 3)}
                <div class="actions"><Button>{words::desk_device_new_link(lang)}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn row(ctx: &Ctx, view: &CaravanView, device: &DeviceRow, offset: i32, coordinator: bool) -> TableRow {
    let lang = ctx.lang;
    let scope = device.stop.and_then(|id| view.stops.iter().find(|stop| stop.id == id));
    let scope = scope.map_or(words::desk_device_scope_all(lang).to_owned(), |stop| stop.city.get(lang).to_owned());
    let kind = match device.role {
        DeviceRole::Door => words::desk_device_kind_door(lang),
        DeviceRole::Desk => words::desk_device_kind_desk(lang),
    };
    let seen = device.seen_at.map_or(words::desk_device_never(lang).to_owned(), |at| {
        format::date_time_short(lang, CivilDateTime::at(at, offset))
    });
    let revoked = device.revoked_at.is_some();
    let state = if revoked {
        view! { <Badge tone=Tone::Refuse>{words::desk_device_state_revoked(lang)}</Badge> }
    } else {
        view! { <Badge tone=Tone::Admit>{words::desk_device_state_paired(lang)}</Badge> }
    };
    let mut cells = vec![
        device.operators.join(", ").into_any(),
        kind.into_any(),
        scope.into_any(),
        seen.into_any(),
        format::number(lang, device.facts).into_any(),
        state.into_any(),
    ];
    if coordinator {
        let action = ctx.href(&format!("{}/devices/{}/revoke", caravan_path(view.caravan.id), device.id));
        cells.push(
            (!revoked)
                .then(|| view! { <form method="post" action=action><Button kind=ButtonKind::Danger>{words::desk_device_revoke(lang)}</Button></form> })
                .into_any(),
        );
    }
    TableRow::new(cells)
}
