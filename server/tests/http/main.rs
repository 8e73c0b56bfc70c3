//! The server as clients see it: through the router, and through sockets where processes or connections matter.

mod access;
mod api;
mod bad_input;
mod brake;
mod class_files;
mod classes;
mod console;
mod converge;
mod corrections;
mod crowd;
mod desk;
mod device_life;
mod document;
mod forgetting;
mod handed;
mod languages;
mod outside;
mod processes;
mod replicas;
mod review;
mod secrecy;
mod sessions;
mod support;
mod verdicts;
mod visitors;
