//! The live board, the page of direct participants, the persons behind each figure and the facts behind each person.
//!
//! `island` keeps the board live; it shares `view` with the server. Everything else is the server's.

pub mod island;
mod names;
pub mod view;

#[cfg(feature = "ssr")]
pub(crate) use names::readiness;

#[cfg(feature = "ssr")]
mod breakdowns;
#[cfg(feature = "ssr")]
mod direct;
#[cfg(feature = "ssr")]
mod direct_page;
#[cfg(feature = "ssr")]
mod erase;
#[cfg(feature = "ssr")]
pub(crate) mod facts;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod person;
#[cfg(feature = "ssr")]
mod persons;
#[cfg(feature = "ssr")]
mod query;
#[cfg(feature = "ssr")]
mod role;
#[cfg(feature = "ssr")]
mod routes;
#[cfg(feature = "ssr")]
pub(crate) use routes::routes;
