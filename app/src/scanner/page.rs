//! The scanner's shell: the same bytes for everybody, so that a service worker can keep it.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use super::Scanner;
use crate::routes::{Routes, Who};
use crate::shell::{escape, render};
use crate::state::App;
use crate::words;
use keruen_domain::text::Lang;
use leptos::prelude::*;

/// The scanner's route.
pub fn routes() -> Routes {
    Routes::new().get("/scan", Who::Public, shell)
}

async fn shell(State(app): State<App>) -> Response {
    let lang = Lang::default();
    let body = render(|| view! { <main id="main" tabindex="-1"><Scanner /></main> });
    let assets = &app.assets;
    let noscript = Lang::ALL
        .map(|lang| format!("<p lang=\"{}\">{}</p>", lang.code(), escape(words::scanner_needs_javascript(lang))))
        .concat();
    let html = format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"{style}\"><link rel=\"icon\" href=\"{icon}\" type=\"image/svg+xml\">\
         <link rel=\"manifest\" href=\"/manifest.webmanifest\"><link rel=\"apple-touch-icon\" href=\"{touch}\"><meta name=\"theme-color\" content=\"#0b1a21\">\
         <script type=\"module\" src=\"{device}\" id=\"scanner-device\" data-worker=\"{worker}\" data-decoder=\"{decoder}\"></script>\
         <script type=\"module\" src=\"{hand}\"></script><script type=\"module\" src=\"{keep}\"></script><script type=\"module\" src=\"{dim}\"></script>\
         <script type=\"module\" src=\"{islands}\" id=\"islands\" data-js=\"{js}\" data-wasm=\"{wasm}\"></script></head>\
         <body class=\"scanner\"><noscript>{noscript}</noscript>{body}</body></html>",
        lang = lang.code(),
        title = escape(words::scanner_title(lang)),
        style = assets.url("style.css"),
        icon = assets.url("icons/favicon.svg"),
        touch = assets.url("icons/app-192.png"),
        hand = assets.url("scanner-hand.js"),
        keep = assets.url("scanner-keep.js"),
        dim = assets.url("scanner-dim.js"),
        device = assets.url("scanner-device.js"),
        worker = assets.url("scanner-worker.js"),
        decoder = assets.url("decoder.wasm"),
        islands = assets.url("islands.js"),
        js = assets.url("app.js"),
        wasm = assets.url("app.wasm"),
    );
    Html(html).into_response()
}
