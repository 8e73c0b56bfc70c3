//! A posted form that holds a file: plain forms, which work without JavaScript.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;

/// What came with the form.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    /// Texts by input name.
    pub(crate) texts: BTreeMap<String, String>,
    /// What the file was called; empty: no file was chosen.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Bytes,
}

/// Why there is no form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadUpload {
    /// Larger than its route takes.
    TooLarge,
    /// Not a form, or cut off.
    Broken,
}

impl From<MultipartError> for BadUpload {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Broken }
    }
}

/// Reads a posted form whose input `file` holds a file. Where it fails, `upload` holds what came before.
pub(crate) async fn posted(request: Request, file: &str, upload: &mut Upload) -> Result<(), BadUpload> {
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| BadUpload::Broken)?;
    while let Some(field) = multipart.next_field().await? {
        let Some(input) = field.name().map(str::to_owned) else { continue };
        if input == file {
            field.file_name().unwrap_or_default().clone_into(&mut upload.name);
            upload.bytes = field.bytes().await?;
        } else {
            upload.texts.insert(input, field.text().await?);
        }
    }
    Ok(())
}
