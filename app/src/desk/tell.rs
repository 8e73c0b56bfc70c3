//! People to tell: what whoever has no e-mail should know, as ready texts to call with or to send.

use axum::response::Response;
use keruen_backend::actor::MemberRole;
use keruen_backend::caravans::CaravanView;
use keruen_backend::mail::{Reached, ToTell, Told, people_to_tell, told};
use keruen_domain::id::CaravanId;
use keruen_domain::letter::LetterKind;
use keruen_domain::phone::Phone;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;
use serde::Deserialize;
use uuid::Uuid;

use super::load;
use super::page::{DeskPage, caravan_path, go};
use crate::error::{OrPage, PageResult};
use crate::extract::{At, FormOf};
use crate::mail::spoken;
use crate::request::Ctx;
use crate::shell::encode;
use crate::ui::{Badge, Button, ButtonKind, EmptyState, LinkButton, Tone};
use crate::{format, words};

pub(super) async fn page(ctx: Ctx, At((_, id)): At<(String, CaravanId)>) -> PageResult {
    let view = load::caravan(&ctx, id, MemberRole::Coordinator).await?;
    let people = people_to_tell(&ctx.app.backend, &ctx.actor(), id).await.or_page(&ctx)?;
    Ok(show(&ctx, &view, &people))
}

/// Whether somebody was told: `yes`, or else not yet.
#[derive(Deserialize)]
pub(super) struct Ticked {
    #[serde(default)]
    told: String,
}

pub(super) async fn tick(
    ctx: Ctx,
    At((_, id, letter)): At<(String, CaravanId, Uuid)>,
    FormOf(ticked): FormOf<Ticked>,
) -> PageResult {
    let was = if ticked.told == "yes" { Told::Yes } else { Told::NotYet };
    told(&ctx.app.backend, &ctx.actor(), id, letter, was).await.or_page(&ctx)?;
    Ok(go(&ctx, &format!("{}/tell", caravan_path(id))))
}

fn show(ctx: &Ctx, view: &CaravanView, people: &[ToTell]) -> Response {
    let lang = ctx.lang;
    let (waiting, done): (Vec<_>, Vec<_>) = people.iter().partition(|person| person.told_at.is_none());
    let cards: Vec<AnyView> = waiting.iter().chain(&done).map(|person| card(ctx, view.caravan.id, person)).collect();
    DeskPage::new(ctx, words::tell_title(lang)).under_project(&view.project).under_caravan(&view.caravan).show(|| {
        view! {
            <p>{words::tell_intro(lang)}</p>
            {if cards.is_empty() {
                view! { <EmptyState title=words::tell_empty(lang) text=words::tell_empty_text(lang) /> }.into_any()
            } else {
                cards.into_any()
            }}
        }
    })
}

fn card(ctx: &Ctx, caravan: CaravanId, person: &ToTell) -> AnyView {
    let lang = ctx.lang;
    let text = spoken(person);
    let action = ctx.href(&format!("{}/tell/{}", caravan_path(caravan), person.letter));
    let name = person.name.full();
    let told = person.told_at.map(|at| {
        let at = CivilDateTime::at(at, person.event.offset_minutes);
        view! { <Badge tone=Tone::Admit>{words::tell_told(lang, format::date_time_short(lang, at))}</Badge> }
    });
    let (value, kind, label) = if person.told_at.is_some() {
        ("no", ButtonKind::Quiet, words::tell_undo(lang))
    } else {
        ("yes", ButtonKind::Primary, words::tell_done(lang))
    };
    let read_out = name.clone();
    let (kind_said, language) = (kind_words(lang, person.kind), person.language.code().to_owned());
    let (whose, links) = (reached(lang, person.reached.as_ref()), links(lang, person.reached.as_ref(), &text));
    view! {
        <section class="card">
            <h2 class="card-title">{name}</h2>
            <p class="row"><Badge tone=Tone::Ask>{kind_said}</Badge> {told}</p>
            {whose}
            <p class="break pre-line" lang=language>{text.clone()}</p>
            <div class="actions">
                {links}
                <button type="button" class="button button-quiet" hidden data-share=text>{words::share(lang)}</button>
            </div>
            <form method="post" action=action>
                <Button kind=kind name="told" value=value.to_owned()>
                    {label} <span class="visually-hidden">": " {read_out}</span>
                </Button>
            </form>
        </section>
    }
    .into_any()
}

/// Messengers that open with the text, and with the number where there is one.
fn links(lang: Lang, reached: Option<&Reached>, text: &str) -> AnyView {
    let number = reached.map(|reached| phone(reached).e164()).unwrap_or_default();
    let whatsapp = format!("https://wa.me/{}?text={}", number.trim_start_matches('+'), encode(text));
    let sms = format!("sms:{number}?&body={}", encode(text));
    view! {
        <LinkButton kind=ButtonKind::Quiet href=whatsapp>{words::ticket_consent_whatsapp(lang)}</LinkButton>
        <LinkButton kind=ButtonKind::Quiet href=sms>{words::ticket_consent_sms(lang)}</LinkButton>
    }
    .into_any()
}

fn reached(lang: Lang, reached: Option<&Reached>) -> AnyView {
    let Some(reached) = reached else { return view! { <p>{words::tell_nobody(lang)}</p> }.into_any() };
    let whose = match reached {
        Reached::Themselves(_) => None,
        Reached::Representative(name, _) => Some(words::tell_representative(lang, name)),
        Reached::Leader(name, _) => Some(words::tell_leader(lang, name)),
    };
    let phone = phone(reached);
    view! { <p>{whose} " " <a href=format!("tel:{}", phone.e164())>{phone.display()}</a></p> }.into_any()
}

const fn phone(reached: &Reached) -> &Phone {
    match reached {
        Reached::Themselves(phone) | Reached::Representative(_, phone) | Reached::Leader(_, phone) => phone,
    }
}

const fn kind_words(lang: Lang, kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Changed => words::tell_kind_changed(lang),
        LetterKind::Cancelled => words::tell_kind_cancelled(lang),
        LetterKind::Promoted => words::tell_kind_promoted(lang),
        LetterKind::Confirmation | LetterKind::Reminder => words::tell_kind_unreached(lang),
    }
}
