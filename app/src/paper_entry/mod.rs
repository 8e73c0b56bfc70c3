//! Signed sheets of attendance, typed at the desk with the keyboard alone.

mod newcomer;
mod sheet;
mod sheets;

use keruen_backend::actor::MemberRole::Coordinator;
use keruen_domain::id::{EventId, SheetId};

use crate::desk::page::event_path;
use crate::routes::{Routes, Who};

/// Pages of signed sheets.
pub(crate) fn routes() -> Routes {
    let coordinator = Who::Member(Coordinator);
    Routes::new()
        .get("/{lang}/desk/e/{event}/paper", coordinator, sheets::page)
        .post("/{lang}/desk/e/{event}/paper", coordinator, sheets::open)
        .get("/{lang}/desk/paper/{sheet}", coordinator, sheet::page)
        .post("/{lang}/desk/paper/{sheet}", coordinator, sheet::take)
        .post("/{lang}/desk/paper/{sheet}/undo", coordinator, sheet::undo)
        .get("/{lang}/desk/paper/{sheet}/new", coordinator, newcomer::page)
        .post("/{lang}/desk/paper/{sheet}/new", coordinator, newcomer::save)
}

/// Path of an event's sheets.
pub(crate) fn sheets_path(event: EventId) -> String {
    format!("{}/paper", event_path(event))
}

/// Path of a sheet.
fn sheet_path(sheet: SheetId) -> String {
    format!("/desk/paper/{sheet}")
}
