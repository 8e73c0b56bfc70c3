//! The representative's link, on the minor's side: made by a button, shown to the browser that asked for it.

use keruen_backend::chance::Secret;
use keruen_backend::consents::consent_link;
use keruen_backend::tickets::{TicketView, ticket_view};
use keruen_domain::scan::ConsentMark;
use leptos::prelude::*;

use super::secret_head;
use crate::error::{OrPage, PageResult};
use crate::extract::At;
use crate::request::Ctx;
use crate::shell::{encode, page, see_other, with_cookies};
use crate::ui::{Alert, Button, ButtonKind, LinkButton, Tone};
use crate::words;

/// The link, if it was just made for this browser, else a button that makes one.
pub(super) async fn show(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    let view = ticket_view(&ctx.app.backend, &Secret::given(&secret)).await.or_page(&ctx)?;
    let link = ctx.consent_link.as_ref().filter(|(ticket, _)| *ticket == secret).map(|(_, link)| link.clone());
    let head = secret_head(words::ticket_consent_link(ctx.lang).to_owned());
    let shown = page(&ctx, head, || link_page(&ctx, &view, &secret, link));
    Ok(with_cookies(shown, &ctx.name_browser()))
}

/// Makes a new link.
pub(super) async fn make(ctx: Ctx, At((_, secret)): At<(String, String)>) -> PageResult {
    let link = consent_link(&ctx.app.backend, &Secret::given(&secret), ctx.browser.as_deref()).await.or_page(&ctx)?;
    Ok(see_other(&ctx.href(&format!("/t/{secret}/consent")), &[ctx.remember_consent_link(&secret, link.expose())]))
}

fn link_page(ctx: &Ctx, view: &TicketView, secret: &str, link: Option<String>) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let ticket = ctx.href(&format!("/t/{secret}"));
    let title = match view.consent {
        ConsentMark::Held => words::ticket_consent_link(lang),
        ConsentMark::Missing => words::registered_awaiting_consent_title(lang),
    };
    let body = match (view.consent, link) {
        (ConsentMark::Held, _) => {
            view! { <Alert tone=Tone::Admit><p>{words::ticket_consent_held(lang)}</p></Alert> }.into_any()
        }
        (ConsentMark::Missing, Some(link)) => message(ctx, view, &link),
        (ConsentMark::Missing, None) => view! {
            <p>{words::ticket_consent_missing_text(lang)}</p>
            <form method="post" action=format!("{ticket}/consent-link")>
                <Button>{words::ticket_consent_make(lang)}</Button>
            </form>
        }
        .into_any(),
    };
    let open =
        view! { <p><LinkButton kind=ButtonKind::Quiet href=ticket>{words::event_open_ticket(lang)}</LinkButton></p> };
    view! {
        <div class="page page-narrow" data-title=view.caravan.title.get(lang).to_owned()>
            <h1>{title}</h1>
            {body}
            {open}
        </div>
    }
}

/// The link and the text that carries it, for any messenger.
fn message(ctx: &Ctx, view: &TicketView, link: &str) -> AnyView {
    let lang = ctx.lang;
    let url = ctx.absolute(&format!("/consent/{link}"));
    let text = words::ticket_consent_share_text(lang, view.caravan.title.get(lang), &url, view.name.short());
    let whatsapp = format!("https://wa.me/?text={}", encode(&text));
    let telegram = format!("https://t.me/share/url?url={}&text={}", encode(&url), encode(&text));
    let sms = format!("sms:?&body={}", encode(&text));
    view! {
        <p class="lead">{words::registered_awaiting_consent(lang)}</p>
        <section class="card" aria-labelledby="message">
            <h2 id="message">{words::ticket_consent_link(lang)}</h2>
            <p class="break">{text.clone()}</p>
            <div class="actions" data-with-script hidden>
                <button type="button" class="button" data-share=text.clone() data-url="" hidden>{words::ticket_consent_share(lang)}</button>
                <button type="button" class="button button-quiet" data-copy=text data-done=words::copied(lang)>{words::copy(lang)}</button>
            </div>
            <div class="actions">
                <LinkButton kind=ButtonKind::Quiet href=whatsapp>{words::ticket_consent_whatsapp(lang)}</LinkButton>
                <LinkButton kind=ButtonKind::Quiet href=telegram>{words::ticket_consent_telegram(lang)}</LinkButton>
                <LinkButton kind=ButtonKind::Quiet href=sms>{words::ticket_consent_sms(lang)}</LinkButton>
            </div>
        </section>
        <p>{words::ticket_consent_paper(lang)}</p>
    }
    .into_any()
}
