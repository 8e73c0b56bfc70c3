//! Links that pair phones: for one volunteer now, or a code on a sheet for the many of a stop's day.

use keruen_backend::Refusal;
use keruen_backend::actor::{DeviceRole, MemberRole};
use keruen_backend::caravans::CaravanView;
use keruen_backend::devices::{self, NewLink, PairingForm, PairingRow, Validity};
use keruen_backend::zone;
use keruen_domain::caravan::Stop;
use keruen_domain::field::FieldProblem;
use keruen_domain::form::{FormErrors, FormReader, number};
use keruen_domain::id::{CaravanId, PairingId, StopId};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDateTime, Timestamp};
use leptos::prelude::*;
use serde::Deserialize;

use super::devices::{load, show};
use super::form::{Fields, Wrong};
use super::page::{caravan_path, go};
use super::share::link_once;
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, Select};
use crate::{format, words};

/// The choice of the days of the stop instead of some hours from now.
const STOP_DAYS: &str = "stop_days";
const HOURS: &str = "hours";

#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    stop: String,
    device_role: String,
    uses: String,
    valid: String,
    hours: String,
}

impl Default for Posted {
    /// A link for one phone and one day, unless the organiser says otherwise.
    fn default() -> Self {
        Self {
            stop: String::new(),
            device_role: DeviceRole::Door.as_str().to_owned(),
            uses: "1".to_owned(),
            valid: HOURS.to_owned(),
            hours: "24".to_owned(),
        }
    }
}

impl Posted {
    /// Reads the form; a stop that is none must not become all stops, nor a mistyped number another one.
    fn parse(&self) -> Result<PairingForm, FormErrors> {
        let mut reader = FormReader::default();
        let stop = match self.stop.as_str() {
            "" => Some(None),
            id => reader.keep("stop", id.parse().map(Some).map_err(|_| FieldProblem::UnknownValue)),
        };
        let role = reader.choice("device_role", &self.device_role, DeviceRole::parse);
        let uses = reader.keep("uses", number(&self.uses, PairingForm::USES));
        let when = match self.valid.as_str() {
            STOP_DAYS => Some(Validity::StopDays),
            _ => reader.keep("hours", number(&self.hours, PairingForm::HOURS)).map(Validity::Hours),
        };
        let read = (|| Some(PairingForm { stop: stop?, role: role?, uses: uses?, when: when? }))();
        reader.finish(read)
    }
}

pub(super) async fn create(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(posted): FormOf<Posted>,
) -> PageResult {
    let (made, wrong) = match posted.parse() {
        Err(errors) => (None, Wrong { errors, refusal: None }),
        Ok(form) => match devices::pairing_create(&ctx.app.backend, &ctx.actor(), id, form).await {
            Ok(link) => (Some(link), Wrong::default()),
            Err(error) => (None, Wrong::of(&ctx, error)?),
        },
    };
    let shown = load(&ctx, id).await?;
    if !may_pair(&ctx, &shown.view) {
        return Err(PageError::of(&ctx, Refusal::Forbidden.into()));
    }
    Ok(show(&ctx, &shown, made.as_ref(), (&posted, &wrong), ""))
}

pub(super) async fn withdraw(ctx: Ctx, At((_, id, link)): At<(String, CaravanId, PairingId)>) -> PageResult {
    devices::pairing_withdraw(&ctx.app.backend, &ctx.actor(), id, link).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}/devices?done=withdrawn", caravan_path(id))))
}

/// The stops of the caravan that whoever asks runs.
fn own_stops<'a>(ctx: &Ctx, view: &'a CaravanView) -> Vec<&'a Stop> {
    let actor = ctx.actor();
    view.stops.iter().filter(|stop| actor.is((view.project.id, Some(stop.id)), MemberRole::Coordinator)).collect()
}

/// Whether whoever asks may make links: for the whole caravan, or a stop of it.
pub(super) fn may_pair(ctx: &Ctx, view: &CaravanView) -> bool {
    ctx.actor().is(view.project.id, MemberRole::Coordinator) || !own_stops(ctx, view).is_empty()
}

/// What a phone is for, in words: its work and its place.
pub(super) fn purpose(
    lang: Lang,
    view: &CaravanView,
    role: DeviceRole,
    stop: Option<StopId>,
) -> (&'static str, String) {
    let kind = match role {
        DeviceRole::Door => words::desk_device_kind_door(lang),
        DeviceRole::Desk => words::desk_device_kind_desk(lang),
    };
    let stop = stop.and_then(|id| view.stops.iter().find(|stop| stop.id == id));
    (kind, stop.map_or(words::desk_device_scope_all(lang).to_owned(), |stop| stop.city.get(lang).to_owned()))
}

/// A moment by the clock of a stop, or of the caravan's.
fn local(lang: Lang, view: &CaravanView, stop: Option<StopId>, at: Timestamp) -> String {
    let stop = stop.and_then(|id| view.stops.iter().find(|stop| stop.id == id));
    let zone = stop.map_or(zone::DEFAULT, |stop| stop.zone.as_str());
    format::date_time_short(lang, CivilDateTime::at(at, zone::offset_minutes(zone, at)))
}

/// When a link works.
fn period(lang: Lang, view: &CaravanView, stop: Option<StopId>, from: Timestamp, until: Timestamp) -> String {
    let told = |at| local(lang, view, stop, at);
    // The last minute in which it works: a midnight would read as the day after.
    words::desk_device_link_period(lang, told(from), told(until.plus(-1)))
}

/// The link just made: to send, or to print as the sheet that hangs in the volunteers' room.
pub(super) fn sheet(ctx: &Ctx, view: &CaravanView, posted: &Posted, link: &NewLink) -> AnyView {
    let lang = ctx.lang;
    let stop = posted.stop.parse().ok();
    let role = DeviceRole::parse(&posted.device_role).unwrap_or(DeviceRole::Door);
    let (kind, place) = purpose(lang, view, role, stop);
    let title = view.caravan.title.get(lang);
    let message = words::desk_device_message(lang, title);
    view! {
        <p class="only-print">{title.to_owned()} " · " {place} " · " {kind}</p>
        {link_once(lang, words::desk_device_link(lang), &message, &link.code.link(&ctx.app.base_url))}
        <p>{words::desk_device_code(lang)} ": " <strong class="secret join-code">{link.code.display()}</strong></p>
        <p>{words::desk_device_how(lang)}</p>
        <p class="muted">{period(lang, view, stop, link.valid_from, link.expires_at)} " · " {words::desk_device_uses(lang)} ": " {posted.uses.clone()}</p>
        <p class="no-print"><button type="button" class="button button-quiet" data-print hidden>{words::desk_device_print(lang)}</button></p>
    }
    .into_any()
}

/// The links that still work, to withdraw.
pub(super) fn open_links(ctx: &Ctx, view: &CaravanView, links: &[PairingRow]) -> Option<AnyView> {
    let lang = ctx.lang;
    let rows: Vec<_> = links
        .iter()
        .map(|link| {
            let (kind, place) = purpose(lang, view, link.role, link.stop);
            let action = ctx.href(&format!("{}/devices/links/{}/withdraw", caravan_path(view.caravan.id), link.id));
            let made = words::desk_device_link_made(lang, local(lang, view, link.stop, link.made_at));
            let when = period(lang, view, link.stop, link.valid_from, link.expires_at);
            view! {
                <li class="card stack">
                    <p>{place.clone()} " · " {kind} <br /> <span class="muted">{when} " · " {words::desk_device_uses_left(lang, link.uses_left)} <br /> {made}</span></p>
                    <form method="post" action=action>
                        <Button kind=ButtonKind::Quiet>{words::desk_device_withdraw(lang)} <span class="visually-hidden">": " {place} " · " {kind}</span></Button>
                    </form>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack no-print">
                <h2>{words::desk_device_links(lang)}</h2>
                <ul class="stack plain-list">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

/// The form that makes a link.
pub(super) fn link_form(ctx: &Ctx, view: &CaravanView, posted: &Posted, wrong: &Wrong) -> AnyView {
    let lang = ctx.lang;
    let fields = Fields::new(lang, wrong);
    let stop_error = wrong.errors.get("stop").map(|problem| words::field_problem(lang, problem));
    let whole = ctx.actor().is(view.project.id, MemberRole::Coordinator);
    let stops = own_stops(ctx, view)
        .into_iter()
        .map(|stop| (stop.id.to_string(), format!("{}. {}", stop.position, stop.city.get(lang))))
        .collect();
    view! {
        <section class="card">
            <h2 class="card-title">{words::desk_device_new_link(lang)}</h2>
            {wrong.view(lang)}
            <form class="stack" method="post" action=ctx.href(&format!("{}/devices", caravan_path(view.caravan.id))) novalidate>
                <Select name="stop" label=words::desk_device_scope(lang) options=stops value=posted.stop.as_str() empty=whole.then(|| words::desk_device_scope_all(lang)) error=stop_error />
                {fields.choice(
                    "device_role",
                    &posted.device_role,
                    vec![
                        (DeviceRole::Door.as_str(), words::desk_device_kind_door(lang)),
                        (DeviceRole::Desk.as_str(), words::desk_device_kind_desk(lang)),
                    ],
                )}
                {fields.digits("uses", &posted.uses, words::desk_device_uses_help(lang), 3)}
                {fields.choice(
                    "valid",
                    &posted.valid,
                    vec![(HOURS, words::desk_device_valid_hours(lang)), (STOP_DAYS, words::desk_device_valid_stop(lang))],
                )}
                {fields.digits("hours", &posted.hours, words::desk_device_hours_help(lang), 3)}
                <div class="actions"><Button>{words::desk_device_new_link(lang)}</Button></div>
            </form>
        </section>
    }
    .into_any()
}
