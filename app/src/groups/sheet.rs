//! The tickets of a group on paper: twelve to a page, to be cut and handed out.

use keruen_backend::Result;
use keruen_backend::groups::GroupView;
use keruen_backend::tickets::picture;
use leptos::prelude::*;

use super::page_path;
use crate::request::Ctx;
use crate::ui::{Breadcrumbs, NavItem, QrCard};
use crate::words;

/// Tickets on one A4 page.
const PAGE: usize = 12;

/// A card for everybody on the list.
pub(super) fn cards(ctx: &Ctx, view: &GroupView) -> Result<Vec<AnyView>> {
    let lang = ctx.lang;
    let on_list = view.pupils.iter().filter(|pupil| !pupil.left);
    on_list
        .map(|pupil| {
            let name = pupil.name.full();
            let svg = picture::qr_svg(&pupil.code.encode(), &name)?;
            Ok(view! {
                <li class="blank" data-ticket-of=pupil.person.to_string()>
                    <strong>{name.clone()}</strong>
                    <QrCard svg=svg label=name code=pupil.short_code.display() code_label=words::ticket_short_code(lang) />
                    <p class="blank-words">{pupil.class_name.clone()}</p>
                </li>
            }
            .into_any())
        })
        .collect()
}

/// What opens the class's list at a door: no secret, since every phone at a door has the list.
pub(super) fn door_code(ctx: &Ctx, view: &GroupView) -> Result<AnyView> {
    let lang = ctx.lang;
    let link = format!("{}/scan#g={}", ctx.app.base_url, view.id);
    let svg = picture::link_svg(&link, words::group_door_code(lang))?;
    Ok(view! {
        <div class="group-door" data-door-code>
            <QrCard svg=svg label=words::group_door_code(lang) />
            <p>{words::group_door(lang)}</p>
        </div>
    }
    .into_any())
}

pub(super) fn sheet(ctx: &Ctx, view: &GroupView, secret: &str, cards: Vec<AnyView>) -> AnyView {
    let lang = ctx.lang;
    let title = format!("{} · {}", view.caravan.title.get(lang), view.title);
    let crumbs = vec![
        NavItem::new(ctx.href(&page_path(secret)), view.title.clone()),
        NavItem::new("", words::group_sheet(lang)),
    ];
    let mut pages = Vec::new();
    let mut cards = cards.into_iter().peekable();
    while cards.peek().is_some() {
        let page: Vec<AnyView> = cards.by_ref().take(PAGE).collect();
        pages.push(view! {
            <section class="blank-page">
                <p class="blank-page-head">{title.clone()}</p>
                <ol class="blank-grid">{page}</ol>
            </section>
        });
    }
    view! {
        <div class="page stack">
            <Breadcrumbs lang=lang items=crumbs />
            <h1>{words::group_sheet(lang)}</h1>
            <div class="actions" data-with-script hidden>
                <button type="button" class="button" data-print>{words::blanks_print_page(lang)}</button>
            </div>
            {door_code(ctx, view).ok()}
            <div class="blank-pages">{pages}</div>
        </div>
    }
    .into_any()
}
