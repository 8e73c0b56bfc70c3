//! A site in memory and people who use it.

mod facts;
mod people;
mod process;
mod wire;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use keruen_app::request::Transport;
use keruen_app::routes::Route;
use keruen_app::state::{App, Assets};
use keruen_backend::testing::TestBackend;
use keruen_server::assets::Site as Files;
use keruen_server::router::{self, Patience, Setup};
use tokio::sync::watch;
use tower::ServiceExt as _;

pub(crate) use facts::{batch, scan};
pub(crate) use people::{World, adult, desk_phone, group, phone};
pub(crate) use process::Process;
pub(crate) use wire::{Server, request, stream};

/// Our own address in tests.
pub(crate) const BASE: &str = "http://127.0.0.1:8080";

/// The tests' secret key as settings write it.
pub(crate) fn secret_key() -> String {
    use std::fmt::Write as _;
    keruen_backend::testing::SECRET_KEY.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The whole router on a test's backend.
pub(crate) struct Site {
    router: Router,
    pub(crate) table: Vec<Route>,
    _running: watch::Sender<bool>,
}

impl Site {
    pub(crate) fn on(backend: &TestBackend) -> Self {
        Self::with(backend, Transport::Plain)
    }

    pub(crate) fn with(backend: &TestBackend, transport: Transport) -> Self {
        Self::of(backend, transport, Patience::people_per_address(60), &[])
    }

    pub(crate) fn of(backend: &TestBackend, transport: Transport, patience: Patience, proxies: &[&str]) -> Self {
        let (running, stopping) = watch::channel(false);
        let app = App { backend: backend.backend(), assets: Assets::new(Files::addresses()), base_url: BASE.into() };
        let trusted_proxies = proxies.iter().map(|network| network.parse().expect("a network")).collect();
        let setup = Setup { transport, trusted_proxies, metrics_token: None, patience, stopping };
        let (router, table) = router::build(&app, setup).expect("a router");
        Self { router, table, _running: running }
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let (parts, body) = response.into_parts();
        // An event stream does not end by itself.
        let endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if endless { Vec::new() } else { body.collect().await.expect("a whole body").to_bytes().to_vec() };
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// A browser without cookies, in Kazakh.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { site: self, cookies: Mutex::default() }
    }

    /// Calls the API.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        token: Option<&str>,
        body: Option<&serde_json::Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let body = match body {
            Some(json) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(json.to_string())
            }
            None => Body::empty(),
        };
        self.send(request.body(body).expect("a request")).await
    }
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap_or("?"))
    }
}

/// Keeps cookies and says where its forms come from, as browsers do.
pub(crate) struct Browser<'a> {
    site: &'a Site,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser<'_> {
    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::builder().uri(path), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={}", keruen_app::shell::encode(value))).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, BASE)
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body.join("&"))).await
    }

    /// Sends a request with this browser's cookies, and keeps those that come back.
    /// Posts a form with texts and one file.
    pub(crate) async fn post_file(&self, path: &str, texts: &[(&str, &str)], (input, file): (&str, &[u8])) -> Answer {
        let part = |head: &str, content: &[u8]| {
            let head = format!("--limit\r\ncontent-disposition: form-data; name={head}\r\n\r\n");
            [head.as_bytes(), content, b"\r\n"].concat()
        };
        let mut body: Vec<u8> = Vec::new();
        for (name, value) in texts {
            body.extend(part(&format!("\"{name}\""), value.as_bytes()));
        }
        body.extend(part(&format!("\"{input}\"; filename=\"file\""), file));
        body.extend(b"--limit--\r\n");
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=limit")
            .header(header::ORIGIN, BASE)
            .header("sec-fetch-site", "same-origin");
        // In pieces, as they come from a network: what stands before a file that is too large has arrived by then.
        let pieces: Vec<_> = body.chunks(64 * 1024).map(|piece| Ok::<_, Infallible>(piece.to_vec())).collect();
        self.send(request, Body::from_stream(futures_util::stream::iter(pieces))).await
    }

    pub(crate) async fn send(&self, mut request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let answer = self.site.send(request.body(body).expect("a request")).await;
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let pair = value.to_str().expect("a readable cookie").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("name=value");
            self.set_cookie(name, value);
        }
        answer
    }
}

/// Status and body of an API's answer, indented, with ids and secrets numbered in order of appearance; the marker is there.
pub(crate) fn redacted(answer: &Answer) -> String {
    assert_eq!(answer.header("x-keruen"), "1", "every answer of the API is marked");
    let mut json = answer.json();
    redact(&mut json, &mut Vec::new());
    format!("{}\n{}", answer.status.as_u16(), serde_json::to_string_pretty(&json).expect("it was JSON"))
}

fn redact(value: &mut serde_json::Value, seen: &mut Vec<String>) {
    use serde_json::Value;
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| redact(item, seen)),
        Value::Object(fields) => fields.values_mut().for_each(|field| redact(field, seen)),
        Value::String(text) if is_drawn(text) => {
            let number = seen.iter().position(|other| other == text).unwrap_or_else(|| {
                seen.push(text.clone());
                seen.len() - 1
            });
            *text = format!("drawn {}", number + 1);
        }
        _ => {}
    }
}

/// A UUID, a secret of 22 base64url characters, or a key of 64 hexadecimal digits.
fn is_drawn(text: &str) -> bool {
    let secret = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let key = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    key || text.parse::<uuid::Uuid>().is_ok() || (text.len() == 22 && text.chars().all(secret))
}
