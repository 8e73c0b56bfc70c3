//! Closing a stop at the desk, and its acts on paper.

mod act;
mod page;

use keruen_backend::actor::MemberRole::Coordinator;
use keruen_domain::id::StopId;

use crate::routes::{Routes, Who};

/// Pages of closing.
pub(crate) fn routes() -> Routes {
    let coordinator = Who::Member(Coordinator);
    Routes::new()
        .get("/{lang}/desk/s/{stop}/close", coordinator, page::page)
        .post("/{lang}/desk/s/{stop}/close", coordinator, page::close)
        .post("/{lang}/desk/s/{stop}/close/reopen", coordinator, page::reopen)
        .post("/{lang}/desk/s/{stop}/close/heads", coordinator, page::heads)
        .get("/{lang}/desk/s/{stop}/act.pdf", coordinator, act::pdf)
}

/// Path of a stop's closing.
pub(crate) fn closing_path(stop: StopId) -> String {
    format!("/desk/s/{stop}/close")
}

/// Path of a stop's act.
fn act_path(stop: StopId) -> String {
    format!("/desk/s/{stop}/act.pdf")
}
