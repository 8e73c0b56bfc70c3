//! The holder's own data: to be looked at, taken along, taken back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::request::Parts;
use keruen_backend::chance::Secret;
use keruen_backend::erasure::{TakeBack, Withdrawn, withdraw_by_ticket};
use keruen_backend::people::{OwnData, own_data};
use keruen_backend::registrations::cancel;
use keruen_backend::tickets::{TicketView, ticket_view};
use keruen_domain::consent::ConsentKind;
use leptos::prelude::*;
use serde::Deserialize;

use super::{files, secret_head, states};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::files::{Opens, private};
use crate::request::Ctx;
use crate::shell::{page, see_other};
use crate::state::App;
use crate::ui::{Alert, Button, ButtonKind, LinkButton, Tone};
use crate::{format, words};

/// What has just been done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Told {
    photo: Option<String>,
}

pub(super) async fn show(ctx: Ctx, At((_, secret)): At<(String, String)>, Asked(told): Asked<Told>) -> PageResult {
    let (backend, ticket) = (&ctx.app.backend, Secret::given(&secret));
    let data = own_data(backend, &ticket).await.or_page(&ctx)?;
    let view = ticket_view(backend, &ticket).await.or_page(&ctx)?;
    let now = backend.now();
    let leaves = view.events.iter().any(|row| states::can_cancel(row, now));
    let head = secret_head(words::own_title(ctx.lang).to_owned());
    Ok(page(&ctx, head, || own(&ctx, &data, &view, &secret, leaves, told.photo.is_some())))
}

/// Everything as JSON.
pub(super) async fn download(
    State(app): State<App>,
    At(secret): At<String>,
    Asked(asked): Asked<files::InLang>,
    parts: Parts,
) -> PageResult {
    let ctx = files::context(&parts, &app, &asked);
    let data = own_data(&app.backend, &Secret::given(&secret)).await.or_page(&ctx)?;
    let json = serde_json::to_vec_pretty(&data).map_err(|_| PageError::not_found(ctx))?;
    Ok(private("application/json", "keruen-data.json", Opens::AsDownload, json))
}

/// Gives up everything that can be.
pub(super) async fn cancel_all(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    let (backend, ticket) = (&ctx.app.backend, Secret::given(&secret));
    let view = ticket_view(backend, &ticket).await.or_page(&ctx)?;
    let now = backend.now();
    for row in view.events.iter().filter(|row| states::can_cancel(row, now)) {
        cancel(backend, &ctx.actor(), &ticket, row.event.id).await.or_page(&ctx)?;
    }
    Ok(see_other(&ctx.href(&format!("/t/{secret}")), &[]))
}

/// What is taken back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct TakenBack {
    what: String,
}

pub(super) async fn take_back(
    ctx: Ctx,
    At((_, secret)): At<(String, String)>,
    FormOf(form): FormOf<TakenBack>,
) -> PageResult {
    let (backend, ticket) = (&ctx.app.backend, Secret::given(&secret));
    let what = match form.what.as_str() {
        "photo" => TakeBack::Photo,
        "everything" => TakeBack::Everything,
        _ => {
            ticket_view(backend, &ticket).await.or_page(&ctx)?;
            return Err(PageError::status(&ctx, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let done = withdraw_by_ticket(backend, &ticket, what).await.or_page(&ctx)?;
    Ok(if done == Withdrawn::Photo {
        see_other(&ctx.href(&format!("/t/{secret}/data?photo=1")), &[])
    } else {
        see_other(&ctx.href("/erased"), &[ctx.forget_ticket(&secret)])
    })
}

/// What stands where somebody's data was.
pub(super) async fn erased(ctx: Ctx) -> PageResult {
    let lang = ctx.lang;
    Ok(crate::shell::message(&ctx, StatusCode::OK, words::own_erased_title(lang), Some(words::own_erased_text(lang))))
}

fn own(
    ctx: &Ctx,
    data: &OwnData,
    view: &TicketView,
    secret: &str,
    leaves: bool,
    photo_done: bool,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let action = ctx.href(&format!("/t/{secret}/data"));
    let file = format!("/t/{secret}/data.json");
    let back = ctx.href(&format!("/t/{secret}"));
    let photo_given = data.consents.iter().any(|one| one.kind == ConsentKind::Photo && one.withdrawn_at.is_none());
    let told = photo_done.then(|| view! { <Alert tone=Tone::Info><p>{words::own_photo_done(lang)}</p></Alert> });
    let rows: Vec<_> = data
        .events
        .iter()
        .zip(&view.events)
        .map(|(event, row)| {
            let title = event.title.get(lang).to_owned();
            view! { <li>{format::date_time(lang, states::times(row).0)} " · " {title} " · " {states::state(lang, row).1}</li> }
        })
        .collect();
    let photo = (photo_given && !data.represented).then(|| {
        view! {
            <form method="post" action=action.clone()>
                <Button kind=ButtonKind::Quiet name="what" value="photo".to_owned()>{words::own_photo(lang)}</Button>
            </form>
        }
    });
    let cancel_all = leaves.then(|| {
        view! {
            <details>
                <summary>{words::own_cancel_all(lang)}</summary>
                <form method="post" action=ctx.href(&format!("/t/{secret}/cancel-all")) class="stack">
                    <p>{words::own_cancel_all_sure(lang)}</p>
                    <div><Button kind=ButtonKind::Danger>{words::own_cancel_all(lang)}</Button></div>
                </form>
            </details>
        }
    });
    let erase = if data.represented {
        view! { <p>{words::own_represented(lang)}</p> }.into_any()
    } else {
        view! {
            <details>
                <summary>{words::own_erase(lang)}</summary>
                <form method="post" action=action class="stack">
                    <p>{words::own_erase_sure(lang)}</p>
                    <div><Button kind=ButtonKind::Danger name="what" value="everything".to_owned()>{words::own_erase(lang)}</Button></div>
                </form>
            </details>
        }
        .into_any()
    };
    let form = &data.person;
    let phone = [&form.phone, &form.email, &form.rep_phone].into_iter().filter(|text| !text.is_empty());
    let contact = phone.cloned().collect::<Vec<_>>().join(", ");
    let born = [&form.birth_day, &form.birth_month, &form.birth_year].map(|part| format!("{part:0>2}")).join(".");
    let school = [form.institution.as_str(), form.class_name.as_str()].into_iter().filter(|text| !text.is_empty());
    let school = school.collect::<Vec<_>>().join(", ");
    view! {
        <div class="page page-narrow">
            <h1>{words::own_title(lang)}</h1>
            {told}
            <dl class="facts">
                <dt>{words::persons_name(lang)}</dt><dd>{view.name.full()}</dd>
                <dt>{words::desk_birth_date(lang)}</dt><dd class="tabular">{born}</dd>
                {(!contact.is_empty()).then(|| view! { <dt>{words::own_contact(lang)}</dt><dd>{contact.clone()}</dd> })}
                {(!school.is_empty()).then(|| view! { <dt>{words::persons_institution(lang)}</dt><dd>{school.clone()}</dd> })}
            </dl>
            <ul>{rows}</ul>
            <div class="actions"><LinkButton kind=ButtonKind::Quiet href=file download="keruen-data.json".to_owned()>{words::own_download(lang)}</LinkButton></div>
            {cancel_all}
            {photo}
            {erase}
            <p><a href=back>{words::ticket_full_screen_close(lang)}</a></p>
        </div>
    }
}
