//! A class list as a file: read into the same lines as a pasted one, and stored nowhere.

use axum::extract::Request;
use axum::http::StatusCode;
use keruen_backend::events::event_get;
use keruen_backend::tables::{MAX_BYTES, NotATable, read_upload};
use keruen_domain::class_list::paste;
use keruen_domain::group_form::GroupForm;
use keruen_domain::id::EventId;
use leptos::prelude::*;

use super::form::Filled;
use super::{form_page, form_path};
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::ui::{Alert, Tone};
use crate::upload::{BadUpload, Upload, posted};
use crate::words;

/// Largest post: the file with what a browser writes around it.
pub(super) const POST_MAX: usize = MAX_BYTES + 64 * 1024;
/// Name of the file's input.
pub(super) const FIELD: &str = "file";

/// Reads the file into lines; what else was in the form stays.
pub(super) async fn read(ctx: Ctx, At((_, event)): At<(String, EventId)>, request: Request) -> PageResult {
    // Nobody's file is read for an event that is not there.
    event_get(&ctx.app.backend, &ctx.actor(), event).await.or_page(&ctx)?;
    let mut upload = Upload::default();
    let came = posted(request, FIELD, &mut upload).await;
    let mut form = GroupForm(upload.texts);
    if ctx.held_up.is_some() {
        return form_page(&ctx, event, Filled { form, ..Filled::default() }, StatusCode::OK).await;
    }
    if let Err(bad) = came {
        let why = if bad == BadUpload::TooLarge { NotATable::FileTooBig } else { NotATable::Corrupt };
        return refused(&ctx, event, form, why).await;
    }
    let rows = match read_upload(upload.name, upload.bytes.to_vec()).await.or_page(&ctx)? {
        Ok(rows) => rows,
        Err(why) => return refused(&ctx, event, form, why).await,
    };
    let pasted = paste(&rows, 1);
    form.0.extend(pasted.lines.clone());
    form_page(&ctx, event, Filled { form, pasted: Some(pasted), ..Filled::default() }, StatusCode::OK).await
}

pub(super) async fn refused(ctx: &Ctx, event: EventId, form: GroupForm, why: NotATable) -> PageResult {
    let status =
        if why == NotATable::FileTooBig { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY };
    form_page(ctx, event, Filled { form, not_a_table: Some(why), ..Filled::default() }, status).await
}

/// Where a file is chosen: a part of the form, with a button of its own that posts all of it in another way. What was typed
/// or pasted comes back beside the lines.
pub(super) fn part(ctx: &Ctx, event: EventId, filled: &Filled) -> AnyView {
    let lang = ctx.lang;
    let action = ctx.href(&format!("{}/file", form_path(event)));
    let wrong = filled.not_a_table.map(|why| {
        let words = match why {
            NotATable::FileTooBig => words::table_too_big(lang),
            NotATable::TooManyRows
            | NotATable::TooManyColumns
            | NotATable::TooManyEntries
            | NotATable::UnpacksTooBig
            | NotATable::TooMuchText => words::table_too_long(lang),
            NotATable::Encrypted => words::table_locked(lang),
            NotATable::Corrupt => words::table_broken(lang),
            NotATable::Empty => words::table_empty(lang),
            NotATable::Foreign(_) => words::table_foreign(lang),
        };
        view! { <Alert tone=Tone::Refuse>{words}</Alert> }
    });
    view! {
        <div class="card stack">
            {wrong}
            <div class="field">
                <label class="label" for="f-file">{words::group_file(lang)}</label>
                <p class="help" id="file-help">{words::group_file_help(lang)}</p>
                <input id="f-file" class="input" type="file" name=FIELD accept=".xlsx,.csv,.txt,.tsv" aria-describedby="file-help" />
            </div>
            <div class="actions">
                <button class="button button-quiet" formaction=action formenctype="multipart/form-data">{words::group_file_read(lang)}</button>
            </div>
        </div>
    }
    .into_any()
}
