//! How it runs: configuration, routes, sessions, the API, commands. Tests and benchmarks start servers from here.

pub mod api;
pub mod assets;
mod client;
pub mod commands;
pub mod config;
mod error_page;
mod forgetting;
mod headers;
mod health;
mod limits;
pub mod mail;
pub mod router;
pub mod secret_key;
pub mod serve;
mod session;
pub mod telemetry;
