//! The scanner: a page of its own that decides at the door by itself and speaks `/api/v1` only.
//!
//! `page` serves the shell, the same for everybody. `island` shows the screens. `door` decides and makes facts, `own_log`
//! tells what a log has in force and `passages` who went through, all pure and tested natively; `credentials` tells who
//! holds the phone, `finding` looks for people by name, `walk_ins` keeps who comes without registering, `notes` what is
//! written beside a mark. `engine` joins them with the phone: `phone` keeps values and `log` the facts in IndexedDB,
//! `marking` writes each mark down before its light, `class_marking` those of a whole class, `marks` lists the last ones, `pairing` knows whose phone it is, `sync` and `wire` talk to the server,
//! `following` keeps the roster, `agreeing` and `comparing` tell whether the server holds what the phone recorded, `handed`
//! takes other phones' logs and `union` counts whom all of them let in; `listening`, `device` and `browser` join it to what
//! is around the page, `ready` is the check of the evening before and the log as a file.
#![expect(
    clippy::large_types_passed_by_value,
    reason = "handles to signals, meant to be copied; debug builds keep their origin in each"
)]

pub mod agreeing;
mod class_screen;
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "what the engine writes; the server only draws"))]
mod class_view;
mod credentials;
pub mod door;
mod door_screen;
mod engine;
pub mod finding;
mod handed_card;
pub mod island;
pub mod messenger;
pub mod own_log;
mod passages;
mod phone_screen;
mod screens;
pub mod union;
mod verdict;
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "what the engine writes; the server only draws"))]
mod view;
mod walk_in_screen;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod class_marking;
#[cfg(feature = "hydrate")]
mod comparing;
#[cfg(feature = "hydrate")]
mod device;
#[cfg(feature = "hydrate")]
mod following;
#[cfg(feature = "hydrate")]
mod handed;
#[cfg(feature = "hydrate")]
mod listening;
#[cfg(feature = "hydrate")]
mod log;
#[cfg(feature = "hydrate")]
mod marking;
#[cfg(feature = "hydrate")]
mod marks;
#[cfg(feature = "hydrate")]
mod notes;
#[cfg(feature = "hydrate")]
mod pairing;
#[cfg(feature = "hydrate")]
mod phone;
#[cfg(feature = "hydrate")]
mod ready;
#[cfg(feature = "hydrate")]
mod sync;
#[cfg(feature = "hydrate")]
mod walk_ins;
#[cfg(feature = "hydrate")]
mod wire;

#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub use page::routes;

pub use island::Scanner;
