//! The routes of the board and of the pages under it.

use keruen_backend::actor::MemberRole::{Coordinator, Organiser, Volunteer};

use super::{direct, erase, page, person, persons, role};
use crate::routes::{Routes, Who};

/// Pages of figures.
pub(crate) fn routes() -> Routes {
    let coordinator = Who::Member(Coordinator);
    let volunteer = Who::Member(Volunteer);
    Routes::new()
        .get("/{lang}/desk/c/{caravan}/board", volunteer, page::page)
        .get("/{lang}/desk/c/{caravan}/direct", volunteer, direct::of_caravan)
        .get("/{lang}/desk/p/{project}/direct", volunteer, direct::of_project)
        .get("/{lang}/desk/c/{caravan}/persons", coordinator, persons::of_caravan)
        .get("/{lang}/desk/p/{project}/persons", coordinator, persons::of_project)
        .get("/{lang}/desk/c/{caravan}/persons.csv", coordinator, persons::csv_of_caravan)
        .get("/{lang}/desk/p/{project}/persons.csv", coordinator, persons::csv_of_project)
        .get("/{lang}/desk/c/{caravan}/persons.xlsx", coordinator, persons::xlsx_of_caravan)
        .get("/{lang}/desk/p/{project}/persons.xlsx", coordinator, persons::xlsx_of_project)
        .get("/{lang}/desk/person/{person}", coordinator, person::page)
        .post("/{lang}/desk/person/{person}/consent", coordinator, person::consent)
        .post("/{lang}/desk/person/{person}/erase", Who::Member(Organiser), erase::erase)
        .post("/{lang}/desk/person/{person}/annul", Who::Member(Organiser), person::annul)
        .post("/{lang}/desk/person/{person}/role", Who::Member(Organiser), role::set)
}
