//! The scanner: a page of its own that decides at the door by itself and speaks `/api/v1` only.
//!
//! `page` serves the shell, the same for everybody. `island` shows the screens. `door` decides and makes facts, pure and
//! tested natively. `engine` joins them with the phone: `phone` keeps everything in IndexedDB, `wire` talks to the
//! server, `device` to camera, sound and vibration.
#![cfg_attr(
    not(feature = "hydrate"),
    expect(
        clippy::large_types_passed_by_value,
        reason = "handles to signals, meant to be copied; debug builds keep their origin in each"
    )
)]

pub mod door;
mod engine;
pub mod island;
mod screens;
mod verdict;
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "what the engine writes; the server only draws"))]
mod view;

#[cfg(feature = "hydrate")]
mod device;
#[cfg(feature = "hydrate")]
mod phone;
#[cfg(feature = "hydrate")]
mod sync;
#[cfg(feature = "hydrate")]
mod wire;

#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub use page::routes;

pub use island::Scanner;
