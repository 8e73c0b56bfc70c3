//! The log of a phone that cannot send it, taken from a file. A plain form: it works without JavaScript.

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::scans::{self, Taken};
use keruen_domain::handed::{BadFile, FILE_MAX, LogFile};
use keruen_domain::id::CaravanId;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::load;
use super::page::{DeskPage, caravan_path};
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, Tone};
use crate::upload::{BadUpload, Upload, posted};
use crate::words;

/// Largest post: the file with what a browser writes around it.
pub(super) const POST_MAX: usize = FILE_MAX + 64 * 1024;
/// Name of the file's field.
const FIELD: &str = "log";

/// The posted file, or why there is none.
async fn file(request: Request) -> Result<Bytes, BadFile> {
    let mut upload = Upload::default();
    match posted(request, FIELD, &mut upload).await {
        Ok(()) => Ok(upload.bytes),
        Err(BadUpload::TooLarge) => Err(BadFile::TooLarge),
        Err(BadUpload::Broken) => Err(BadFile::NoLog),
    }
}

/// What came of a post.
#[derive(Clone, Copy)]
enum Came {
    Nothing,
    Taken(Taken),
    Bad(BadFile),
}

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    Ok(show(&ctx, &view, Came::Nothing))
}

pub(super) async fn take(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, request: Request) -> PageResult {
    // Whoever may not post sends nothing that is read.
    let view = load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    let came = match file(request).await.and_then(|bytes| LogFile::read(&bytes)) {
        Err(bad) => Came::Bad(bad),
        Ok(log) => Came::Taken(scans::take_file(&ctx.app.backend, &ctx.actor(), id, log).await.or_page(&ctx)?),
    };
    Ok(show(&ctx, &view, came))
}

fn show(ctx: &Ctx, view: &CaravanView, came: Came) -> Response {
    let lang = ctx.lang;
    let devices_path = format!("{}/devices", caravan_path(view.caravan.id));
    let action = ctx.href(&format!("{devices_path}/handed"));
    let review = ctx.href(&format!("{}/review", caravan_path(view.caravan.id)));
    let status = match came {
        Came::Bad(BadFile::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Came::Bad(_) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    DeskPage::new(ctx, words::handed_title(lang))
        .narrow()
        .status(status)
        .under_project(&view.project)
        .under_caravan(&view.caravan)
        .under(&devices_path, words::desk_devices_title(lang))
        .show(|| {
            let came = match came {
                Came::Nothing => ().into_any(),
                Came::Bad(bad) => view! { <Alert tone=Tone::Refuse>{words::bad_file(lang, bad)}</Alert> }.into_any(),
                Came::Taken(taken) => told(lang, taken, review),
            };
            view! {
                <p class="lead">{words::handed_lead(lang)}</p>
                {came}
                <form class="stack" method="post" action=action enctype="multipart/form-data">
                    <div class="field">
                        <label class="label" for="f-log">{words::handed_file(lang)}</label>
                        <input id="f-log" class="input" type="file" name=FIELD accept="application/json,.json" required />
                    </div>
                    <div class="actions"><Button kind=ButtonKind::Primary>{words::handed_button(lang)}</Button></div>
                </form>
            }
        })
}

/// What became of the file, count by count.
fn told(lang: Lang, taken: Taken, review: String) -> AnyView {
    let waits = taken.unproven > 0;
    let tone = if waits || taken.malformed > 0 || taken.contested > 0 { Tone::Ask } else { Tone::Admit };
    let count = |name: &'static str, n: i64, words: String| {
        (n > 0).then(|| view! { <li data-taken=name data-value=n.to_string()>{words}</li> })
    };
    view! {
        <Alert tone=tone title=words::handed_done(lang)>
            <ul class="plain-list">
                <li data-taken="stored" data-value=taken.stored.to_string()>{words::handed_stored(lang, taken.stored)}</li>
                {count("already", taken.already, words::handed_already(lang, taken.already))}
                {count("unproven", taken.unproven, words::handed_unproven(lang, taken.unproven))}
                {count("contested", taken.contested, words::handed_contested(lang, taken.contested))}
                {count("malformed", taken.malformed, words::handed_malformed(lang, taken.malformed))}
            </ul>
            {waits.then(|| view! { <p><a href=review>{words::review_title(lang)}</a></p> })}
        </Alert>
    }
    .into_any()
}
