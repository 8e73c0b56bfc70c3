//! What is seen: pages, islands, words and the scanner.
//!
//! A page is a function of data: an axum handler loads the data with backend verbs, and a plain Leptos view renders it.
//! Forms are plain HTML forms. WebAssembly comes only where an island needs it: the scanner and the live board.

pub mod board;
pub mod format;
mod options;
pub mod scanner;
pub mod ui;
pub mod words;

#[cfg(feature = "ssr")]
mod accounts;
#[cfg(feature = "ssr")]
mod blanks;
#[cfg(feature = "ssr")]
mod caravans;
#[cfg(feature = "ssr")]
mod closing;
#[cfg(feature = "ssr")]
mod consents;
#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod groups;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod line_form;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
mod paper_entry;
#[cfg(feature = "ssr")]
mod registrations;
#[cfg(feature = "ssr")]
mod review;
#[cfg(feature = "ssr")]
mod sheets;
#[cfg(feature = "ssr")]
mod tickets;
#[cfg(feature = "ssr")]
mod upload;

#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod extract;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod state;

/// Wakes the islands of a page; called by `islands.js` after the WebAssembly has loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
