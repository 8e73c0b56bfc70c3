//! The server as clients see it: through the router, and through sockets where processes or connections matter.

mod access;
mod api;
mod bad_input;
mod console;
mod desk;
mod document;
mod outside;
mod processes;
mod replicas;
mod sessions;
mod support;
mod visitors;
