//! The ticket's page: the QR, the way to keep it, the person's events.

use keruen_backend::tickets::{TicketEvent, TicketView};
use keruen_domain::event::RegistrationState;
use keruen_domain::scan::{ConsentMark, TicketMark};
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use leptos::prelude::*;

use super::{Told, shelf, states};
use crate::caravans::parts;
use crate::request::Ctx;
use crate::ui::{Alert, Badge, Button, ButtonKind, EmptyState, LinkButton, Ornament, QrCard, Tone};
use crate::{format, words};

pub(super) fn ticket(
    ctx: &Ctx,
    view: &TicketView,
    secret: &str,
    qr: String,
    told: &Told,
    now: Timestamp,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let caravan = view.caravan.title.get(lang).to_owned();
    let shared_title = caravan.clone();
    let caravan_href = ctx.href(&format!("/c/{}", view.caravan.slug.as_str()));
    let valid = view.mark == TicketMark::Valid;
    let body = if valid {
        view! {
            <QrCard svg=qr label=words::ticket_qr_label(lang) code=view.short_code.display()
                code_label=words::ticket_short_code(lang) />
            {keep(ctx, view, secret)}
        }
        .into_any()
    } else {
        view! { <Alert tone=Tone::Refuse title=words::ticket_void(lang)><p>{words::ticket_void_text(lang)}</p></Alert> }
            .into_any()
    };
    view! {
        <div class="page page-narrow" data-ticket=secret.to_owned() data-title=shared_title>
            {banner(ctx, view, told)}
            <article class="ticket">
                <header>
                    <p class="muted"><a href=caravan_href.clone()>{caravan}</a></p>
                    <h1>{view.name.short()}</h1>
                </header>
                <Ornament />
                {body}
                <p class="muted">{words::ticket_show_at_door(lang)} " " {words::ticket_short_code_help(lang)}</p>
                {digits(lang, view)}
                <p class="only-print">{words::ticket_printed_note(lang)}</p>
            </article>
            {consent(ctx, view, secret)}
            {events(ctx, view, secret, now)}
            {more(ctx, view, secret, &caravan_href)}
            {parts::invented(lang, &view.caravan)}
        </div>
    }
}

/// What was just done.
fn banner(ctx: &Ctx, view: &TicketView, told: &Told) -> Option<AnyView> {
    let lang = ctx.lang;
    let find = |id| view.events.iter().find(|row| row.event.id == id);
    if let Some(row) = told.done.and_then(find).filter(|row| row.state != RegistrationState::Cancelled) {
        let (tone, title, text) = states::welcome(lang, row);
        return Some(view! { <Alert tone=tone title=title><p>{text}</p></Alert> }.into_any());
    }
    told.cancelled.and_then(find).filter(|row| row.state == RegistrationState::Cancelled).map(|row| {
        let title = row.event.title.get(lang).to_owned();
        view! { <Alert tone=Tone::Info title=words::ticket_cancelled_done(lang)><p>{title}</p></Alert> }.into_any()
    })
}

/// Ways to keep the ticket; the picture first, because it needs nothing at all at the door.
fn keep(ctx: &Ctx, view: &TicketView, secret: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let picture = format!("/t/{secret}/ticket.png?lang={}", lang.code());
    let pdf = format!("/t/{secret}/ticket.pdf?lang={}", lang.code());
    let file = format!("keruen-{}.png", view.short_code.display());
    let share = words::ticket_share_text(lang, view.caravan.title.get(lang), view.name.short());
    view! {
        <div class="stack no-print">
            <div class="actions">
                <LinkButton href=picture download=file>{words::ticket_save_picture(lang)}</LinkButton>
                <LinkButton kind=ButtonKind::Quiet href=ctx.href(&format!("/t/{secret}/full"))>
                    {words::ticket_full_screen(lang)}
                </LinkButton>
            </div>
            <p class="small muted">{words::ticket_save_picture_help(lang)}</p>
            <div class="actions" data-with-script hidden>
                <button type="button" class="button button-quiet" data-share=share hidden>{words::ticket_share(lang)}</button>
                <button type="button" class="button button-quiet" data-copy=ctx.absolute(&format!("/t/{secret}"))
                    data-done=words::copied(lang)>{words::ticket_copy_link(lang)}</button>
                <button type="button" class="button button-quiet" data-print>{words::ticket_print(lang)}</button>
            </div>
            <p><a href=pdf>{words::ticket_pdf(lang)}</a></p>
            <p class="small good" role="status" data-kept=words::tickets_saved_offline(lang)></p>
        </div>
    }
}

/// Of a minor: whether the representative has agreed, and the way to ask.
fn consent(ctx: &Ctx, view: &TicketView, secret: &str) -> Option<AnyView> {
    let (lang, href) = (ctx.lang, ctx.href(&format!("/t/{secret}/consent")));
    (view.consent == ConsentMark::Missing).then(|| {
        view! {
            <Alert tone=Tone::Ask title=words::ticket_consent_missing(lang)>
                <p>{words::ticket_consent_missing_text(lang)}</p>
                <p class="no-print">
                    <LinkButton href=href>{words::ticket_consent_share(lang)}</LinkButton>
                </p>
            </Alert>
        }
        .into_any()
    })
}

fn events(ctx: &Ctx, view: &TicketView, secret: &str, now: Timestamp) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let body = if view.events.is_empty() {
        view! { <EmptyState title=words::ticket_no_events(lang) text=words::ticket_no_events_text(lang) /> }.into_any()
    } else {
        let days: Vec<_> = view
            .events
            .chunk_by(|a, b| states::times(a).0.date == states::times(b).0.date)
            .map(|day| {
                let rows: Vec<_> = day.iter().map(|row| event(ctx, row, secret, now)).collect();
                view! {
                    <h3>{format::day_weekday(lang, states::times(&day[0]).0.date)}</h3>
                    <ol class="programme">{rows}</ol>
                }
            })
            .collect();
        days.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="events">
            <h2 id="events">{words::ticket_your_events(lang)}</h2>
            {body}
        </section>
    }
}

fn event(ctx: &Ctx, row: &TicketEvent, secret: &str, now: Timestamp) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (starts, ends) = states::times(row);
    let (tone, state) = states::state(lang, row);
    let title = row.event.title.get(lang).to_owned();
    let place = states::place(lang, row);
    let of = title.clone();
    let cancel = states::can_cancel(row, now).then(|| {
        let sure = words::ticket_cancel_sure(lang, &of);
        view! {
            <details class="no-print">
                <summary>{words::ticket_cancel_registration(lang)}</summary>
                <form method="post" action=ctx.href(&format!("/t/{secret}/cancel")) class="stack">
                    <p>{sure}</p>
                    <div>
                        <Button kind=ButtonKind::Danger name="event" value=row.event.id.to_string()>
                            {words::ticket_cancel_registration(lang)}<span class="visually-hidden">": " {of}</span>
                        </Button>
                    </div>
                </form>
            </details>
        }
    });
    view! {
        <li class="programme-item">
            <time class="tabular" datetime=format::iso_date_time(starts)>{format::time_range(lang, starts, ends)}</time>
            <div>
                <p class="small muted">{words::event_kind(lang, row.event.kind)}</p>
                <p class="programme-title"><a href=ctx.href(&format!("/e/{}", row.event.id))>{title}</a></p>
                <p class="small muted">{place}</p>
                <p><Badge tone=tone>{state}</Badge></p>
                {cancel}
            </div>
        </li>
    }
}

fn more(ctx: &Ctx, view: &TicketView, secret: &str, caravan: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let calendar = (!view.events.is_empty()).then(|| {
        let href = format!("/t/{secret}/calendar.ics?lang={}", lang.code());
        view! { <LinkButton kind=ButtonKind::Quiet href=href>{words::ticket_add_to_calendar(lang)}</LinkButton> }
    });
    view! {
        <div class="stack no-print">
            <div class="actions">
                {calendar}
                <LinkButton kind=ButtonKind::Quiet href=format!("{caravan}/programme")>{words::ticket_more_events(lang)}</LinkButton>
            </div>
            <p class="small muted">{words::ticket_link_secret(lang)} " " {words::tickets_shared_phone(lang)}</p>
            <p><a href=ctx.href(&format!("/t/{secret}/data"))>{words::own_title(lang)}</a></p>
            {shelf::forget_part(lang, ctx.href(&format!("/t/{secret}/forget")), None)}
        </div>
    }
}

/// The short code for somebody who has a numeric keypad only.
fn digits(lang: Lang, view: &TicketView) -> impl IntoView + use<> {
    view! { <p class="muted">{words::ticket_code_digits(lang)} ": " <span class="tabular nowrap">{view.short_code.digits()}</span></p> }
}

/// White from edge to edge, for the door.
pub(super) fn full(ctx: &Ctx, view: &TicketView, secret: &str, qr: String) -> impl IntoView + use<> {
    let lang = ctx.lang;
    view! {
        <main id="main" data-ticket=secret.to_owned() data-awake>
            <h1 class="visually-hidden">{words::ticket_title(lang, view.name.short())}</h1>
            <dialog class="full-qr" open aria-label=words::ticket_qr_label(lang)>
                <p class="strong">{view.name.short()}</p>
                <QrCard svg=qr label=words::ticket_qr_label(lang) code=view.short_code.display()
                    code_label=words::ticket_short_code(lang) />
                {digits(lang, view)}
                <LinkButton kind=ButtonKind::Quiet href=ctx.href(&format!("/t/{secret}"))>
                    {words::ticket_full_screen_close(lang)}
                </LinkButton>
            </dialog>
        </main>
    }
}
