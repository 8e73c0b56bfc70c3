//! The scanning phones of a caravan: who holds which, how they are, revoking. Their links are made in [`pairing`].

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::devices::{self, DeviceRow, NewLink, PairingRow};
use keruen_backend::zone;
use keruen_domain::id::{CaravanId, DeviceId};
use keruen_domain::time::{CivilDateTime, SECOND};
use leptos::prelude::*;

use super::form::Wrong;
use super::load;
use super::page::{DeskPage, Done, caravan_path, go};
use super::pairing::{self, Posted};
use crate::board::readiness;
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At};
use crate::request::Ctx;
use crate::ui::{Badge, Button, ButtonKind, Column, DataTable, EmptyState, LinkButton, TableRow, Tone};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, Asked(done): Asked<Done>) -> PageResult {
    let shown = load(&ctx, id).await?;
    Ok(show(&ctx, &shown, None, (&Posted::default(), &Wrong::default()), &done.done))
}

pub(super) async fn revoke(ctx: Ctx, At((_, id, device)): At<(String, CaravanId, DeviceId)>) -> PageResult {
    devices::device_revoke(&ctx.app.backend, &ctx.actor(), device).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}/devices?done=revoked", caravan_path(id))))
}

/// What the page of a caravan's phones shows.
pub(super) struct Shown {
    pub(super) view: CaravanView,
    rows: Vec<DeviceRow>,
    /// Links that still work, of the stops that who asks runs.
    links: Vec<PairingRow>,
}

pub(super) async fn load(ctx: &Ctx, id: CaravanId) -> Result<Shown, crate::error::PageError> {
    let view = load::caravan(ctx, id, MemberRole::Volunteer).await?;
    let rows = devices::device_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    let links = devices::pairing_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(ctx)?;
    Ok(Shown { view, rows, links })
}

/// The page; `made` is a link to show once, `form` the one that makes the next.
pub(super) fn show(ctx: &Ctx, shown: &Shown, made: Option<&NewLink>, form: (&Posted, &Wrong), done: &str) -> Response {
    let lang = ctx.lang;
    let Shown { view, rows, links } = shown;
    let coordinator = ctx.actor().is(view.project.id, MemberRole::Coordinator);
    let organiser = ctx.actor().is(view.project.id, MemberRole::Organiser);
    let pairs = pairing::may_pair(ctx, view);
    let handed = ctx.href(&format!("{}/devices/handed", caravan_path(view.caravan.id)));
    let to_move = ctx.href(&format!("{}/devices/move", caravan_path(view.caravan.id)));
    let offset = zone::offset_minutes(zone::DEFAULT, ctx.app.backend.now());
    let empty = rows.is_empty();
    let rows: Vec<TableRow> = rows.iter().map(|device| row(ctx, view, device, offset)).collect();
    let page = DeskPage::new(ctx, words::desk_devices_title(lang));
    page.under_project(&view.project).under_caravan(&view.caravan).status(form.1.status()).done(done).show(|| {
        let table = (!empty).then(|| {
            let columns = vec![
                Column::text(words::desk_device_operator(lang)),
                Column::text(words::desk_device_last_seen(lang)),
                Column::number(words::desk_device_scans(lang)),
                Column::number(words::desk_device_unsent(lang)),
                Column::text(words::desk_device_ready(lang)),
                Column::text(words::desk_state(lang)),
            ];
            view! {
                <DataTable caption=words::desk_devices_title(lang) columns=columns rows=rows hide_caption=true />
                <p class="muted">{words::desk_device_revoke_text(lang)}</p>
            }
        });
        // A sheet with a code is printed alone.
        let beside = if made.is_some() { "stack no-print" } else { "stack" };
        view! {
            {made.map(|link| pairing::sheet(ctx, view, form.0, link))}
            <div class=beside>
                {empty.then(|| view! { <EmptyState title=words::desk_devices_empty(lang) text=words::desk_devices_empty_text(lang) /> })}
                {pairs.then(|| pairing::link_form(ctx, view, form.0, form.1))}
                {pairing::open_links(ctx, view, links)}
                {table}
                <div class="actions">
                    {coordinator.then(|| view! { <LinkButton href=handed kind=ButtonKind::Quiet>{words::handed_title(lang)}</LinkButton> })}
                    {(organiser && !empty).then(|| view! { <LinkButton href=to_move kind=ButtonKind::Quiet>{words::move_title(lang)}</LinkButton> })}
                </div>
            </div>
        }
    })
}

fn row(ctx: &Ctx, view: &CaravanView, device: &DeviceRow, offset: i32) -> TableRow {
    let lang = ctx.lang;
    let coordinator = ctx.actor().is((view.project.id, device.stop), MemberRole::Coordinator);
    let (kind, scope) = pairing::purpose(lang, view, device.role, device.stop);
    let seen = device.seen_at.map_or(words::desk_device_never(lang).to_owned(), |at| {
        format::date_time_short(lang, CivilDateTime::at(at, offset))
    });
    let revoked = device.revoked_at.is_some();
    let report = device.report.as_ref().map(|(_, report)| report);
    let state = if revoked {
        view! { <Badge tone=Tone::Refuse>{words::desk_device_state_revoked(lang)}</Badge> }
    } else {
        view! { <Badge tone=Tone::Admit>{words::desk_device_state_paired(lang)}</Badge> }
    };
    let clock = report.and_then(|report| report.offset).map(|offset| {
        format!("{}: {}", words::desk_device_clock(lang), words::desk_device_clock_off(lang, offset / SECOND))
    });
    let roster = report.and_then(|report| report.roster_as_of).map(|at| {
        let at = format::date_time_short(lang, CivilDateTime::at(at, offset));
        format!("{}: {at}", words::desk_device_roster(lang))
    });
    let lines: Vec<_> =
        [clock, roster].into_iter().flatten().map(|line| view! { <br /> <span class="muted">{line}</span> }).collect();
    let ready = readiness(lang, report.and_then(|report| report.ready.as_ref()).map(|ready| &ready.missing[..]));
    let revoke = (coordinator && !revoked).then(|| revoke_part(ctx, view, device));
    TableRow::new(vec![
        view! { <span>{device.operators.join(", ")} <br /> <span class="muted">{kind} " · " {scope}</span></span> }
            .into_any(),
        seen.into_any(),
        format::number(lang, device.facts).into_any(),
        report.map_or(String::new(), |report| format::number(lang, report.unsent)).into_any(),
        view! { <span>{ready} {lines}</span> }.into_any(),
        view! { <div>{state} {revoke}</div> }.into_any(),
    ])
}

/// Taking a phone out of service cannot be undone, and its button must not be hit in passing: it opens first.
fn revoke_part(ctx: &Ctx, view: &CaravanView, device: &DeviceRow) -> AnyView {
    let (lang, whose) = (ctx.lang, device.operators.join(", "));
    let action = ctx.href(&format!("{}/devices/{}/revoke", caravan_path(view.caravan.id), device.id));
    let words =
        move || view! { {words::desk_device_revoke(lang)} <span class="visually-hidden">" " {whose.clone()}</span> };
    view! {
        <details class="no-print">
            <summary>{words()}</summary>
            <form method="post" action=action><Button kind=ButtonKind::Danger>{words()}</Button></form>
        </details>
    }
    .into_any()
}
