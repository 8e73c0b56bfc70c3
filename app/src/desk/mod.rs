//! The organiser's desk: projects, caravans, stops, events, their people, phones and members.

mod candidates;
mod caravan;
mod caravan_form;
mod checklist;
mod devices;
mod event;
mod event_form;
mod event_state;
pub(crate) mod form;
mod groups;
mod handed;
mod home;
pub(crate) mod load;
mod mark;
mod members;
pub(crate) mod page;
mod pairing;
mod person_form;
mod project;
mod project_form;
mod roll;
mod roll_sheet;
pub(crate) mod share;
mod stop_form;
mod tell;
mod zones;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler as _;
use keruen_backend::actor::MemberRole::{Coordinator, Organiser, Volunteer};

use crate::routes::{Routes, Who};

/// Pages of the desk.
pub(crate) fn routes() -> Routes {
    let organiser = Who::Member(Organiser);
    let coordinator = Who::Member(Coordinator);
    let volunteer = Who::Member(Volunteer);
    let log_file = handed::take.layer(DefaultBodyLimit::max(handed::POST_MAX));
    Routes::new()
        .get("/{lang}/desk", Who::SignedIn, home::page)
        .get("/{lang}/desk/projects/new", Who::SignedIn, project_form::new_page)
        .post("/{lang}/desk/projects/new", Who::SignedIn, project_form::create)
        .get("/{lang}/desk/p/{project}", volunteer, project::page)
        .get("/{lang}/desk/p/{project}/edit", organiser, project_form::edit_page)
        .post("/{lang}/desk/p/{project}/edit", organiser, project_form::update)
        .get("/{lang}/desk/p/{project}/members", organiser, members::page)
        .post("/{lang}/desk/p/{project}/members", organiser, members::add)
        .post("/{lang}/desk/p/{project}/members/{account}/remove", organiser, members::remove)
        .get("/{lang}/desk/p/{project}/candidates", organiser, candidates::page)
        .get("/{lang}/desk/p/{project}/caravans/new", organiser, caravan_form::new_page)
        .post("/{lang}/desk/p/{project}/caravans/new", organiser, caravan_form::create)
        .get("/{lang}/desk/c/{caravan}", volunteer, caravan::page)
        .get("/{lang}/desk/c/{caravan}/edit", organiser, caravan_form::edit_page)
        .post("/{lang}/desk/c/{caravan}/edit", organiser, caravan_form::update)
        .post("/{lang}/desk/c/{caravan}/publish", organiser, caravan::publish)
        .get("/{lang}/desk/c/{caravan}/devices", volunteer, devices::page)
        .post("/{lang}/desk/c/{caravan}/devices", coordinator, pairing::create)
        .get("/{lang}/desk/c/{caravan}/devices/handed", coordinator, handed::page)
        .post("/{lang}/desk/c/{caravan}/devices/handed", coordinator, log_file)
        .post("/{lang}/desk/c/{caravan}/devices/links/{link}/withdraw", coordinator, pairing::withdraw)
        .post("/{lang}/desk/c/{caravan}/devices/{device}/revoke", coordinator, devices::revoke)
        .get("/{lang}/desk/c/{caravan}/groups", coordinator, groups::page)
        .post("/{lang}/desk/c/{caravan}/groups", coordinator, groups::renew)
        .get("/{lang}/desk/c/{caravan}/tell", coordinator, tell::page)
        .post("/{lang}/desk/c/{caravan}/tell/{letter}", coordinator, tell::tick)
        .get("/{lang}/desk/c/{caravan}/stops/new", organiser, stop_form::new_page)
        .post("/{lang}/desk/c/{caravan}/stops/new", organiser, stop_form::create)
        .get("/{lang}/desk/s/{stop}/edit", organiser, stop_form::edit_page)
        .post("/{lang}/desk/s/{stop}/edit", organiser, stop_form::update)
        .get("/{lang}/desk/c/{caravan}/events/new", organiser, event_form::new_page)
        .post("/{lang}/desk/c/{caravan}/events/new", organiser, event_form::create)
        .get("/{lang}/desk/e/{event}", volunteer, event::page)
        .get("/{lang}/desk/e/{event}/sheet", coordinator, roll_sheet::sheet)
        .get("/{lang}/desk/e/{event}/door.pdf", coordinator, roll_sheet::pdf)
        .get("/{lang}/desk/e/{event}/roll.csv", coordinator, roll_sheet::file)
        .get("/{lang}/desk/e/{event}/roll.xlsx", coordinator, roll_sheet::workbook)
        .get("/{lang}/desk/e/{event}/edit", organiser, event_form::edit_page)
        .post("/{lang}/desk/e/{event}/edit", organiser, event_form::update)
        .get("/{lang}/desk/e/{event}/cancel", organiser, event_state::cancel_page)
        .post("/{lang}/desk/e/{event}/state", organiser, event_state::set)
        .post("/{lang}/desk/e/{event}/capacity", organiser, event::capacity)
        .get("/{lang}/desk/e/{event}/mark/{person}", coordinator, mark::page)
        .post("/{lang}/desk/e/{event}/mark/{person}", coordinator, mark::by_hand)
        .post("/{lang}/desk/e/{event}/entry/{person}", coordinator, mark::entry)
        .get("/{lang}/desk/person/{person}/edit", coordinator, person_form::page)
        .post("/{lang}/desk/person/{person}/edit", coordinator, person_form::save)
}
