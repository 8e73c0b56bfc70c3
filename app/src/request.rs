//! What a page knows about its request: language, who asks, what this browser holds.

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use keruen_backend::Actor;
use keruen_domain::text::Lang;

use crate::error::PageError;
use crate::state::App;

/// Holds the ticket's secret and the representative's link that was made for it.
const CONSENT_COOKIE: &str = "consent";

/// How long a browser keeps its random id, in days.
const BROWSER_DAYS: i64 = 400;

/// Most tickets that one browser remembers.
pub const TICKETS_MAX: usize = 40;

/// Who is signed in; put into the request by the server's session layer.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The actor with its memberships.
    pub actor: Actor,
    /// The account's name.
    pub name: String,
    /// The account's e-mail.
    pub email: String,
    /// Whether a password was set.
    pub has_password: bool,
}

/// How cookies must be written: `Secure` and `__Host-` only under https.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// https, directly or through a trusted proxy.
    Secure,
    /// Plain http on the loopback interface.
    Plain,
}

impl Transport {
    /// Name of the session's cookie. `__Host-`: only this host, over https, for all paths (RFC 6265bis §4.1.3.2).
    pub const fn session_cookie(self) -> &'static str {
        match self {
            Self::Secure => "__Host-session",
            Self::Plain => "session",
        }
    }
}

/// Address of the client, as far as it can be believed; put into the request by the server's client layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client(pub std::net::IpAddr);

/// The form that was posted is to be sent again later; put into the request by the server's brake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldUp {
    /// How much later.
    pub seconds: u64,
}

/// The request as pages see it. As an extractor it answers 404 when the address begins with no language.
#[derive(Clone)]
pub struct Ctx {
    /// The application's state.
    pub app: App,
    /// Language of the address.
    pub lang: Lang,
    /// Path and query after the language, beginning with `/` or empty: the language links keep it.
    pub rest: String,
    /// Who is signed in.
    pub signed: Option<Signed>,
    /// Secrets of the tickets that this browser has opened, newest first.
    pub tickets: Vec<String>,
    /// Random id of this browser, when it has one.
    pub browser: Option<String>,
    /// How cookies must be written.
    pub transport: Transport,
    /// The language that this browser remembers.
    pub remembered: Option<Lang>,
    /// A representative's link that was just made for this browser to show: the ticket's secret and the link's.
    pub consent_link: Option<(String, String)>,
    /// The request's number in our log.
    pub request_id: Option<String>,
    /// The form is shown again because too many came.
    pub held_up: Option<HeldUp>,
}

impl Ctx {
    /// Reads the request for a page in `lang`.
    pub fn of(parts: &Parts, app: &App, lang: Lang) -> Self {
        let path = parts.uri.path_and_query().map_or("", |p| p.as_str());
        let rest = path.strip_prefix('/').and_then(|p| p.strip_prefix(lang.code())).unwrap_or("");
        let rest = if rest.is_empty() || rest.starts_with(['/', '?']) { rest.to_owned() } else { String::new() };
        let tickets = cookie(parts, "tickets").map_or_else(Vec::new, |text| {
            text.split('.')
                .filter(|secret| !secret.is_empty() && secret.len() <= 64)
                .take(TICKETS_MAX)
                .map(str::to_owned)
                .collect()
        });
        Self {
            app: app.clone(),
            lang,
            rest,
            signed: parts.extensions.get::<Signed>().cloned(),
            tickets,
            browser: cookie(parts, "browser").filter(|id| id.len() <= 64),
            transport: parts.extensions.get::<Transport>().copied().unwrap_or(Transport::Plain),
            remembered: cookie(parts, "lang").and_then(|code| Lang::parse(&code)),
            consent_link: cookie(parts, CONSENT_COOKIE)
                .and_then(|text| text.split_once('.').map(|(ticket, link)| (ticket.to_owned(), link.to_owned()))),
            request_id: parts.headers.get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned),
            held_up: parts.extensions.get::<HeldUp>().copied(),
        }
    }

    /// The request in the language of its address, else in the visitor's.
    pub fn any(parts: &Parts, app: &App) -> Self {
        Self::of(parts, app, address_lang(parts).unwrap_or_else(|| preferred_lang(parts)))
    }

    /// Who asks.
    pub fn actor(&self) -> Actor {
        self.signed.as_ref().map_or(Actor::Anonymous, |signed| signed.actor.clone())
    }

    /// An address in the page's language: `path` begins with `/` or is empty.
    pub fn href(&self, path: &str) -> String {
        format!("/{}{path}", self.lang.code())
    }

    /// A whole address for sharing.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.app.base_url, self.href(path))
    }

    /// A `Set-Cookie` value that lasts for `days`; script cannot read it.
    pub fn cookie(&self, name: &str, value: &str, days: i64) -> String {
        let secure = if self.transport == Transport::Secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", days * 86_400)
    }

    /// The cookie that names this browser, if it has no name yet. Given with a form, so that a browser which sends the form
    /// without one is known to keep no cookies.
    pub fn name_browser(&self) -> Vec<String> {
        let new = || self.cookie("browser", self.app.backend.draw_secret().expose(), BROWSER_DAYS);
        if self.browser.is_some() { Vec::new() } else { vec![new()] }
    }

    /// The cookie that remembers `secret` as the newest ticket of this browser.
    pub fn remember_ticket(&self, secret: &str) -> String {
        let mut all = vec![secret];
        all.extend(self.tickets.iter().map(String::as_str).filter(|other| *other != secret));
        all.truncate(TICKETS_MAX);
        self.cookie("tickets", &all.join("."), 400)
    }

    /// The cookie that lets this browser show a representative's link once more, for an hour.
    pub fn remember_consent_link(&self, ticket: &str, link: &str) -> String {
        let secure = if self.transport == Transport::Secure { "; Secure" } else { "" };
        format!("{CONSENT_COOKIE}={ticket}.{link}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600{secure}")
    }

    /// The cookie without `secret`.
    pub fn forget_ticket(&self, secret: &str) -> String {
        let all: Vec<&str> = self.tickets.iter().map(String::as_str).filter(|other| *other != secret).collect();
        self.cookie("tickets", &all.join("."), if all.is_empty() { 0 } else { 400 })
    }
}

/// Value of the request's cookie `name`.
pub fn cookie(parts: &Parts, name: &str) -> Option<String> {
    parts
        .headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(cookie::Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// The language that a visitor gets before choosing one: the cookie, then `Accept-Language`, then Kazakh.
pub fn preferred_lang(parts: &Parts) -> Lang {
    if let Some(lang) = cookie(parts, "lang").and_then(|code| Lang::parse(&code)) {
        return lang;
    }
    let accepted = parts.headers.get("accept-language").and_then(|h| h.to_str().ok()).unwrap_or("");
    Lang::preferred(accepted.split(',')).unwrap_or_default()
}

/// The language at the beginning of the address.
fn address_lang(parts: &Parts) -> Option<Lang> {
    Lang::parse(parts.uri.path().trim_start_matches('/').split('/').next().unwrap_or(""))
}

impl FromRequestParts<App> for Ctx {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        match address_lang(parts) {
            Some(lang) => Ok(Self::of(parts, app, lang)),
            None => Err(PageError::not_found(Self::any(parts, app))),
        }
    }
}
