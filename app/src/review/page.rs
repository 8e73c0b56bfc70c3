//! The review of a caravan: its rows as cards, the last settlement with its undo. Plain forms: it works without JavaScript.

use axum::http::StatusCode;
use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::review::{self, LastSettlement, ReviewView, SHOWN};
use keruen_backend::zone;
use keruen_domain::fact::{FactKind, FactRef};
use keruen_domain::id::{CaravanId, PersonId};
use keruen_domain::review::Settlement;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;
use serde::Deserialize;

use super::card::card;
use crate::board::facts::kind_words;
use crate::desk::load;
use crate::desk::page::{DeskPage, Done, caravan_path, go};
use crate::error::{OrPage, PageError, PageResult};
use crate::extract::{Asked, At, FormOf};
use crate::request::Ctx;
use crate::ui::{Button, ButtonKind, EmptyState};
use crate::{format, words};

/// What was pressed, on what: names of facts with spaces between them, ids of people.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Pressed {
    action: String,
    targets: String,
    beside: String,
    left: String,
    right: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Undo {
    fact: String,
}

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, Asked(done): Asked<Done>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    let review = review::review_list(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    Ok(show(&ctx, &view, &review, &done.done))
}

pub(super) async fn settle(
    ctx: Ctx,
    At((_, id)): At<(String, CaravanId)>,
    FormOf(pressed): FormOf<Pressed>,
) -> PageResult {
    load::caravan(&ctx, id, MemberRole::Organiser).await?;
    let unreadable = || PageError::status(&ctx, StatusCode::UNPROCESSABLE_ENTITY);
    let facts = |text: &str| {
        let read: Result<Vec<FactRef>, _> = text.split_whitespace().map(str::parse).collect();
        read.ok().filter(|facts| !facts.is_empty()).ok_or_else(unreadable)
    };
    let person = |id: &str| id.parse::<PersonId>().map_err(|_| unreadable());
    let (backend, actor) = (&ctx.app.backend, &ctx.actor());
    let settled = match Settlement::parse(&pressed.action).ok_or_else(unreadable)? {
        Settlement::LetStand => review::let_stand(backend, actor, &facts(&pressed.targets)?).await.map(drop),
        Settlement::TakeBack => review::take_back(backend, actor, &facts(&pressed.targets)?).await.map(drop),
        Settlement::TakeBackOther => review::take_back(backend, actor, &facts(&pressed.beside)?).await.map(drop),
        Settlement::Accept => review::accept(backend, actor, &facts(&pressed.targets)?).await.map(drop),
        Settlement::Merge => {
            review::merge(backend, actor, person(&pressed.left)?, person(&pressed.right)?).await.map(drop)
        }
        Settlement::Distinct => {
            review::distinct(backend, actor, person(&pressed.left)?, person(&pressed.right)?).await.map(drop)
        }
    };
    settled.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}/review?done=settled", caravan_path(id))))
}

pub(super) async fn undo(ctx: Ctx, At((_, id)): At<(String, CaravanId)>, FormOf(undo): FormOf<Undo>) -> PageResult {
    load::caravan(&ctx, id, MemberRole::Organiser).await?;
    let fact = undo.fact.parse().map_err(|_| PageError::status(&ctx, StatusCode::UNPROCESSABLE_ENTITY))?;
    review::undo(&ctx.app.backend, &ctx.actor(), fact).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}/review?done=unsettled", caravan_path(id))))
}

fn show(ctx: &Ctx, view: &CaravanView, review: &ReviewView, done: &str) -> Response {
    let lang = ctx.lang;
    let organiser = ctx.actor().is(view.project.id, MemberRole::Organiser);
    let path = format!("{}/review", caravan_path(view.caravan.id));
    let more = review.total - i64::try_from(SHOWN).unwrap_or(i64::MAX);
    DeskPage::new(ctx, words::review_title(lang))
        .under_project(&view.project)
        .under_caravan(&view.caravan)
        .done(done)
        .show(|| {
            let cards: Vec<AnyView> = review.rows.iter().map(|row| card(ctx, &path, row, organiser)).collect();
            view! {
                <p class="lead">{words::review_lead(lang)}</p>
                {review.last.as_ref().map(|last| settled(ctx, &path, last, organiser))}
                {if cards.is_empty() {
                    view! { <EmptyState title=words::review_empty(lang) text=words::review_empty_text(lang) /> }.into_any()
                } else {
                    view! { <p class="muted">{words::review_total(lang, review.total)}</p> {cards} }.into_any()
                }}
                {(more > 0).then(|| view! { <p class="muted">{words::review_more(lang, more)}</p> })}
            }
        })
}

/// What was settled last, and the way back.
fn settled(ctx: &Ctx, path: &str, last: &LastSettlement, organiser: bool) -> AnyView {
    let lang = ctx.lang;
    let at = CivilDateTime::at(last.at, zone::offset_minutes(zone::DEFAULT, last.at));
    let what =
        if last.kind == FactKind::Annulment { words::review_taken_back(lang) } else { kind_words(lang, last.kind) };
    let by = (!last.by.is_empty()).then(|| format!(", {}", last.by));
    let action = ctx.href(&format!("{path}/undo"));
    view! {
        <section class="card">
            <p>
                {words::review_last(lang)} ": " <strong>{what}</strong>
                {(last.n > 1).then(|| format!(" ({})", format::number(lang, last.n)))}
                ", " {format::date_time_short(lang, at)} {by}
            </p>
            {organiser.then(|| view! {
                <form method="post" action=action>
                    <input type="hidden" name="fact" value=last.fact.to_string() />
                    <Button kind=ButtonKind::Quiet>{words::review_undo(lang)}</Button>
                </form>
            })}
        </section>
    }
    .into_any()
}
