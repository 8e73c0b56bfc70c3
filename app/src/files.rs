//! Files that a page gives: never kept by caches, never told to others.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// What a browser does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    /// Shows it.
    Here,
    /// Saves it.
    AsDownload,
}

/// The type of a PDF.
pub(crate) const PDF: &str = "application/pdf";

/// A file about people. `name` is ASCII.
pub(crate) fn private(content_type: &'static str, name: &str, opens: Opens, body: Vec<u8>) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    let opens = match opens {
        Opens::Here => "inline",
        Opens::AsDownload => "attachment",
    };
    if let Ok(value) = HeaderValue::from_str(&format!("{opens}; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
