//! The page around a page: head, header, languages, footer; and the rendering itself.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use hydration_context::SsrSharedContext;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, LinkButton, NavItem, SiteFooter, SiteHeader, SkipLink, Tone, TypedForm};
use crate::words;

/// What a page asks of its head.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Title, without the product's name.
    pub title: String,
    /// One sentence for search engines and messengers' previews.
    pub description: String,
    /// Holds a secret in its address: no referrer to other sites, no store, no index.
    pub privacy: Privacy,
    /// Needs WebAssembly.
    pub islands: Islands,
    /// Plain scripts of `public/`, by name; each only improves what works without it.
    pub scripts: Vec<&'static str>,
    /// A form that a change of language must not empty.
    pub typed: Option<TypedForm>,
}

/// Whether a page's address is a secret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Privacy {
    /// Anybody may link to it.
    #[default]
    Open,
    /// The address is a key: never stored, indexed or told to others.
    Secret,
}

/// Whether a page holds islands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Islands {
    /// None: no WebAssembly.
    #[default]
    None,
    /// Some.
    Some,
}

/// Renders a view to HTML. Islands inside get their markers; nothing else does.
pub fn render<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| view().into_view().to_html())
}

/// A whole page with status 200.
pub fn page<V: IntoView>(ctx: &Ctx, head: Head, body: impl FnOnce() -> V) -> Response {
    page_with(ctx, StatusCode::OK, head, body)
}

/// A whole page.
pub fn page_with<V: IntoView>(ctx: &Ctx, status: StatusCode, head: Head, body: impl FnOnce() -> V) -> Response {
    let main = render(body);
    let frame = render(|| frame(ctx, head.typed.as_ref()));
    let (before, after) = frame.split_once(HOLE).unwrap_or((frame.as_str(), ""));
    let privacy = head.privacy;
    let html = format!("{}<body>{before}{main}{after}</body></html>", head_html(ctx, head));
    answer(ctx, status, privacy, html)
}

/// A page without our header and footer, with `class` on its body: the scanner, a code that fills the screen.
pub fn bare<V: IntoView>(ctx: &Ctx, head: Head, class: &'static str, body: impl FnOnce() -> V) -> Response {
    let privacy = head.privacy;
    let html = format!("{}<body class=\"{class}\">{}</body></html>", head_html(ctx, head), render(body));
    answer(ctx, StatusCode::OK, privacy, html)
}

/// What says nothing of caches here is kept by nobody for longer than asked: the server adds that.
fn answer(ctx: &Ctx, status: StatusCode, privacy: Privacy, html: String) -> Response {
    let mut response = (status, Html(html)).into_response();
    let headers = response.headers_mut();
    if privacy == Privacy::Secret {
        headers.insert(header::REFERRER_POLICY, SECRET_REFERRER);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    }
    if status.is_success() && ctx.remembered != Some(ctx.lang) {
        return with_cookies(response, &[ctx.cookie("lang", ctx.lang.code(), 400)]);
    }
    response
}

/// The answer with these `Set-Cookie` values.
pub fn with_cookies(mut response: Response, cookies: &[String]) -> Response {
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// Sends the browser on after a form was accepted (303), with these `Set-Cookie` values.
pub fn see_other(to: &str, cookies: &[String]) -> Response {
    with_cookies(Redirect::to(to).into_response(), cookies)
}

/// A page that says one thing, such as a refusal. Its address may be somebody's secret, so it is treated as one.
pub fn message(ctx: &Ctx, status: StatusCode, title: &str, text: Option<&str>) -> Response {
    let head = Head { title: title.to_owned(), privacy: Privacy::Secret, ..Head::default() };
    let (lang, home) = (ctx.lang, ctx.href(""));
    let (title, text) = (title.to_owned(), text.map(str::to_owned));
    let number = status.is_server_error().then(|| ctx.request_id.clone()).flatten();
    page_with(ctx, status, head, move || {
        view! {
            <div class="page page-narrow stack">
                <h1>{title}</h1>
                {text.map(|text| view! { <p class="lead">{text}</p> })}
                {number.map(|number| view! { <p class="muted">{words::page_error_request(lang, number)}</p> })}
                <p><LinkButton href=home>{words::page_error_home(lang)}</LinkButton></p>
            </div>
        }
    })
}

/// Other sites are told nothing. With `no-referrer` alone a page's own forms would go out with `Origin: null`, and the
/// defence against foreign forms would refuse them in browsers without `Sec-Fetch-Site` (Safari before 16.4). Browsers
/// take the last policy that they know.
const SECRET_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer, same-origin");

/// Where the page's own part goes into the frame. A comment cannot come out of escaped text.
const HOLE: &str = "<main-part></main-part>";

fn head_html(ctx: &Ctx, head: Head) -> String {
    let Head { title, description, privacy, islands, scripts, typed: _ } = head;
    let assets = &ctx.app.assets;
    let mut html = format!(
        r#"<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{}</title><meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no"><link rel="stylesheet" href="{}"><link rel="icon" href="{}" type="image/svg+xml">"#,
        ctx.lang.code(),
        escape(&words::app_title(ctx.lang, title)),
        assets.url("style.css"),
        assets.url("icons/favicon.svg"),
    );
    let mut put = |tag: String| html.push_str(&tag);
    if !description.is_empty() {
        put(format!(r#"<meta name="description" content="{}">"#, escape(&description)));
    }
    if privacy == Privacy::Secret {
        put(r#"<meta name="robots" content="noindex">"#.to_owned());
    } else {
        let (base, rest) = (&ctx.app.base_url, escape(&ctx.rest));
        for lang in Lang::ALL.map(Lang::code) {
            put(format!(r#"<link rel="alternate" hreflang="{lang}" href="{base}/{lang}{rest}">"#));
        }
    }
    if islands == Islands::Some {
        let [islands, js, wasm] = ["islands.js", "app.js", "app.wasm"].map(|name| assets.url(name));
        put(format!(
            r#"<script type="module" src="{islands}" data-js="{js}" data-wasm="{wasm}" id="islands"></script>"#
        ));
    }
    for script in scripts {
        put(format!(r#"<script type="module" src="{}"></script>"#, assets.url(script)));
    }
    html.push_str("</head>");
    html
}

fn frame(ctx: &Ctx, typed: Option<&TypedForm>) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let here = |path: &str| ctx.rest.split('?').next() == Some(path);
    let mut items = Vec::new();
    if !ctx.tickets.is_empty() {
        items.push(NavItem::new(ctx.href("/tickets"), words::nav_tickets(lang)).current(here("/tickets")));
    }
    let sign_out = ctx.signed.as_ref().map(|signed| {
        items.push(NavItem::new(ctx.href("/desk"), words::nav_desk(lang)).current(here("/desk")));
        let (name, action) = (signed.name.clone(), ctx.href("/sign-out"));
        view! {
            <form class="sign-out" method="post" action=action>
                <Button kind=ButtonKind::Quiet>{words::nav_sign_out(lang)}<span class="visually-hidden">" " {name}</span></Button>
            </form>
        }
    });
    let rest = typed.map_or(ctx.rest.as_str(), |typed| typed.path.as_str());
    let languages = Lang::ALL.into_iter().map(|other| (other, format!("/{}{rest}", other.code()))).collect::<Vec<_>>();
    let typed = typed.cloned();
    let mut foot = vec![NavItem::new(ctx.href(""), words::nav_home(lang))];
    if ctx.signed.is_none() {
        foot.push(NavItem::new(ctx.href("/sign-in"), words::nav_desk(lang)));
    }
    let held_up = ctx.held_up.map(|held_up| {
        let minutes = i64::try_from(held_up.seconds.div_ceil(60)).unwrap_or(i64::MAX);
        let text = words::held_up_text(lang, minutes);
        view! {
            <div class="page page-narrow">
                <Alert tone=Tone::Ask title=words::held_up_title(lang)><p>{text}</p></Alert>
            </div>
        }
    });
    view! {
        <SkipLink lang=lang />
        <SiteHeader lang=lang home=ctx.href("") items=items languages=languages typed=typed>{sign_out}</SiteHeader>
        <main id="main" tabindex="-1">{held_up}<main-part></main-part></main>
        <SiteFooter lang=lang items=foot />
    }
}

/// Escapes text for HTML content and double-quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Percent-encodes text for a query value (RFC 3986: everything but the unreserved characters).
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Field;

    #[test]
    fn text_and_attributes_come_out_as_text() {
        let evil = "\"><script>alert('x')</script>&";
        let html = render(|| view! { <p title=evil>{evil}</p> });
        assert!(!html.contains("<script") && !html.contains("\"><"), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
        let line = render(|| view! { <Field name="x" label=evil value=evil error=evil help=evil /> });
        assert!(!line.contains("<script"), "{line}");
    }

    #[test]
    fn our_own_escaping_leaves_nothing_to_html_or_addresses() {
        assert_eq!(escape("<a href=\"x\">'&'"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;");
        assert_eq!(encode("a b/ә?&=~"), "a%20b%2F%D3%99%3F%26%3D~");
    }
}
