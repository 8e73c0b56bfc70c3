//! The review: what somebody should look at, settled by one press each; scans that were made at another door.

mod card;
mod move_scans;
mod page;

use keruen_backend::actor::MemberRole::{Coordinator, Organiser};

use crate::routes::{Routes, Who};

/// Pages of the review.
pub(crate) fn routes() -> Routes {
    let organiser = Who::Member(Organiser);
    Routes::new()
        .get("/{lang}/desk/c/{caravan}/review", Who::Member(Coordinator), page::page)
        .post("/{lang}/desk/c/{caravan}/review", organiser, page::settle)
        .post("/{lang}/desk/c/{caravan}/review/undo", organiser, page::undo)
        .get("/{lang}/desk/c/{caravan}/devices/move", organiser, move_scans::page)
        .post("/{lang}/desk/c/{caravan}/devices/move", organiser, move_scans::create)
}
