//! Blank tickets of a stop: made, printed, and given their names later.

mod list;
mod page;
mod sheet;

use keruen_backend::actor::MemberRole::{Coordinator, Organiser};
use keruen_domain::id::StopId;

use crate::routes::{Routes, Who};

/// Pages of blank tickets.
pub(crate) fn routes() -> Routes {
    let coordinator = Who::Member(Coordinator);
    Routes::new()
        .get("/{lang}/desk/s/{stop}/blanks", coordinator, page::page)
        .post("/{lang}/desk/s/{stop}/blanks", coordinator, page::make)
        .get("/{lang}/desk/s/{stop}/blanks/sheet", coordinator, sheet::page)
        .post("/{lang}/desk/s/{stop}/blanks/list", coordinator, page::bind)
        .post("/{lang}/desk/s/{stop}/blanks/unbind", Who::Member(Organiser), page::unbind)
}

/// Path of a stop's blank tickets.
pub(crate) fn blanks_path(stop: StopId) -> String {
    format!("/desk/s/{stop}/blanks")
}
