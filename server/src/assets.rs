//! The built site inside the binary: hashed names for ever, fixed names asked for again, compressed at build time.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use rust_embed::RustEmbed;

/// What `cargo xtask site` wrote.
#[derive(RustEmbed)]
#[folder = "../dist/site"]
struct Built;

/// Addresses of the built files by plain name.
const MANIFEST: &str = "manifest.json";
/// A hashed name never changes its content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Kept, but asked for again each time: the service worker must not stay old.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// The built files by path, with a slash at the beginning.
#[derive(Clone)]
pub struct Site(Arc<HashMap<String, File>>);

struct File {
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
    kind: &'static str,
    tag: HeaderValue,
}

impl Site {
    /// The files in this binary.
    pub fn built() -> Self {
        let bytes = |path: &str| {
            Built::get(path).map(|file| (Bytes::from(file.data.into_owned()), file.metadata.sha256_hash()))
        };
        let files = Built::iter()
            .filter(|path| !path.ends_with(".gz") && !path.ends_with(".br") && path != MANIFEST)
            .filter_map(|path| {
                let (plain, hash) = bytes(&path)?;
                let twin = |kind: &str| bytes(&format!("{path}.{kind}")).map(|(twin, _)| twin);
                let tag = u64::from_be_bytes(*hash.first_chunk()?);
                let tag = HeaderValue::from_str(&format!("\"{tag:016x}\"")).ok()?;
                Some((
                    format!("/{path}"),
                    File { plain, gzip: twin("gz"), brotli: twin("br"), kind: content_type(&path), tag },
                ))
            })
            .collect();
        Self(Arc::new(files))
    }

    /// Addresses by plain name.
    pub fn addresses() -> HashMap<String, String> {
        Built::get(MANIFEST).and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
    }

    /// Answers with the file of the request's path.
    pub fn answer(&self, request: &Request) -> Response {
        let path = request.uri().path();
        let Some(file) = self.0.get(path) else { return StatusCode::NOT_FOUND.into_response() };
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
        headers.insert(header::CACHE_CONTROL, if path.starts_with("/assets/") { FOR_EVER } else { ASK_AGAIN });
        headers.insert(header::ETAG, file.tag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if request.headers().get(header::IF_NONE_MATCH) == Some(&file.tag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        let accepted =
            request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
        let (encoding, body) = match (&file.brotli, &file.gzip) {
            (Some(brotli), _) if accepts(accepted, "br") => (Some("br"), brotli),
            (_, Some(gzip)) if accepts(accepted, "gzip") => (Some("gzip"), gzip),
            _ => (None, &file.plain),
        };
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        (headers, Body::from(body.clone())).into_response()
    }
}

/// Whether `Accept-Encoding` names `encoding` without forbidding it (RFC 9110 §12.5.3).
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let (name, quality) = part.split_once(';').unwrap_or((part, ""));
        let forbidden = quality.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case(encoding) && !forbidden
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "ttf" => "font/ttf",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        let file = |plain: &'static str, brotli: Option<&'static str>| File {
            plain: Bytes::from(plain),
            gzip: None,
            brotli: brotli.map(Bytes::from),
            kind: "text/css; charset=utf-8",
            tag: HeaderValue::from_static("\"1\""),
        };
        Site(Arc::new(HashMap::from([
            ("/assets/a-1.css".to_owned(), file("plain", Some("br"))),
            ("/sw.js".to_owned(), file("worker", None)),
        ])))
    }

    fn answer(path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        site().answer(&request.body(Body::empty()).expect("request"))
    }

    #[test]
    fn hashed_names_are_kept_for_ever_and_fixed_ones_asked_for_again() {
        assert_eq!(answer("/assets/a-1.css", &[]).headers()[header::CACHE_CONTROL], FOR_EVER);
        assert_eq!(answer("/sw.js", &[]).headers()[header::CACHE_CONTROL], ASK_AGAIN);
        assert_eq!(answer("/assets/missing", &[]).status(), StatusCode::NOT_FOUND);
        assert_eq!(answer("/sw.js", &[("if-none-match", "\"1\"")]).status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn the_compressed_twin_goes_to_those_who_read_it() {
        let encoding = |accept: &str| {
            answer("/assets/a-1.css", &[("accept-encoding", accept)]).headers().get(header::CONTENT_ENCODING).cloned()
        };
        assert_eq!(encoding("gzip, br;q=0.9"), Some(HeaderValue::from_static("br")));
        assert_eq!(encoding("gzip, br;q=0"), None);
        assert_eq!(encoding("brotli"), None);
    }
}
