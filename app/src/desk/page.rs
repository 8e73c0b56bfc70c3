//! The frame of every page of the desk: where it lies, its title, what was just done; never stored by anybody.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use keruen_backend::Refusal;
use keruen_backend::actor::{MemberRole, Place};
use keruen_domain::caravan::Caravan;
use keruen_domain::event::{Event, EventState, NotOpen, registration_open};
use keruen_domain::id::{CaravanId, EventId, PersonId, ProjectId};
use keruen_domain::project::Project;
use keruen_domain::text::{Lang, Localized};
use keruen_domain::time::Timestamp;
use leptos::prelude::*;

use crate::error::PageError;
use crate::request::{Ctx, Signed};
use crate::shell::{self, Head, Islands};
use crate::ui::{Alert, Badge, Breadcrumbs, NavItem, Tone};
use crate::words;

/// A page being put together.
pub(crate) struct DeskPage<'a> {
    ctx: &'a Ctx,
    title: String,
    crumbs: Vec<NavItem>,
    class: &'static str,
    status: StatusCode,
    done: Option<&'static str>,
    islands: Islands,
}

impl<'a> DeskPage<'a> {
    /// A page of ordinary width directly under the desk.
    pub(crate) fn new(ctx: &'a Ctx, title: impl Into<String>) -> Self {
        let crumbs = vec![NavItem::new(ctx.href("/desk"), words::desk_title(ctx.lang))];
        Self {
            ctx,
            title: title.into(),
            crumbs,
            class: "page stack",
            status: StatusCode::OK,
            done: None,
            islands: Islands::None,
        }
    }

    /// It lies under a project.
    #[must_use]
    pub(crate) fn under_project(mut self, project: &Project) -> Self {
        let title = project.title.get(self.ctx.lang).to_owned();
        self.crumbs.push(NavItem::new(self.ctx.href(&project_path(project.id)), title));
        self
    }

    /// It lies under a caravan; call [`DeskPage::under_project`] first.
    #[must_use]
    pub(crate) fn under_caravan(self, caravan: &Caravan) -> Self {
        let title = caravan.title.get(self.ctx.lang).to_owned();
        self.under(&caravan_path(caravan.id), title)
    }

    /// It lies under another page; `path` follows the language.
    #[must_use]
    pub(crate) fn under(mut self, path: &str, title: impl Into<String>) -> Self {
        self.crumbs.push(NavItem::new(self.ctx.href(path), title));
        self
    }

    /// A form: one column.
    #[must_use]
    pub(crate) const fn narrow(mut self) -> Self {
        self.class = "page page-narrow stack";
        self
    }

    /// A board or a wide table.
    #[must_use]
    pub(crate) const fn wide(mut self) -> Self {
        self.class = "page page-wide stack";
        self
    }

    /// Answered with this status instead of 200.
    #[must_use]
    pub(crate) const fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Says what the redirect's `done=` names.
    #[must_use]
    pub(crate) fn done(mut self, word: &str) -> Self {
        self.done = done_words(self.ctx.lang, word);
        self
    }

    /// Holds an island.
    #[must_use]
    pub(crate) const fn islands(mut self) -> Self {
        self.islands = Islands::Some;
        self
    }

    /// The page with this body under its heading.
    pub(crate) fn show<V: IntoView>(self, body: impl FnOnce() -> V) -> Response {
        let Self { ctx, title, mut crumbs, class, status, done, islands } = self;
        let lang = ctx.lang;
        let head = Head { title: title.clone(), islands, scripts: vec!["desk.js"], ..Head::default() };
        let mut response = shell::page_with(ctx, status, head, || {
            crumbs.push(NavItem::new("", title.clone()));
            view! {
                <div class=class>
                    <Breadcrumbs lang=lang items=crumbs />
                    <h1>{title}</h1>
                    {done.map(|done| view! { <Alert tone=Tone::Admit>{done}</Alert> })}
                    {body()}
                </div>
            }
        });
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        response
    }
}

/// What a `done=` in the address stands for.
fn done_words(lang: Lang, word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => words::saved(lang),
        "password" => words::set_password_done(lang),
        "published" => words::desk_published(lang),
        "event-published" => words::desk_event_published(lang),
        "event-closed" => words::desk_event_closed(lang),
        "event-cancelled" => words::desk_event_cancelled(lang),
        "marked" => words::desk_mark_done(lang),
        "annulled" => words::desk_mark_undone(lang),
        "entry" => words::desk_entry_done(lang),
        "consent" => words::desk_consent_done(lang),
        "withdrawn" => words::desk_device_withdrawn(lang),
        "revoked" => words::desk_device_revoked(lang),
        "member" => words::desk_member_done(lang),
        "settled" => words::review_settled(lang),
        "unsettled" => words::review_unsettled(lang),
        "moved" => words::move_done(lang),
        "role" => words::role_done(lang),
        "erased" => words::own_erased_title(lang),
        "unbound" => words::blanks_unbound(lang),
        _ => return None,
    })
}

/// The query of an address after which a page says what was done.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    /// A word of this module.
    pub(crate) done: String,
}

/// Who is signed in; nobody: to the sign-in page.
pub(crate) fn signed(ctx: &Ctx) -> Result<Signed, PageError> {
    ctx.signed.clone().ok_or_else(|| PageError::of(ctx, Refusal::SignInNeeded.into()))
}

/// Passes when whoever asks is at least `least` in the project, or at a stop of it; otherwise the page that says so.
pub(crate) fn require(ctx: &Ctx, place: impl Into<Place>, least: MemberRole) -> Result<(), PageError> {
    ctx.actor().require(place, least).map_err(|refusal| PageError::of(ctx, refusal.into()))
}

/// After a post: the page at `path`, which follows the language.
pub(crate) fn go(ctx: &Ctx, path: &str) -> Response {
    Redirect::to(&ctx.href(path)).into_response()
}

/// Path of a project's page.
pub(crate) fn project_path(id: ProjectId) -> String {
    format!("/desk/p/{id}")
}

/// Path of a caravan's page.
pub(crate) fn caravan_path(id: CaravanId) -> String {
    format!("/desk/c/{id}")
}

/// Path of an event's page.
pub(crate) fn event_path(id: EventId) -> String {
    format!("/desk/e/{id}")
}

/// Path of a person's page.
pub(crate) fn person_path(id: PersonId) -> String {
    format!("/desk/person/{id}")
}

/// The badge of an event's state.
pub(crate) fn state_badge(lang: Lang, event: &Event, now: Timestamp) -> AnyView {
    let state = event.state;
    if registration_open(state, event.ends_at, now) == Err(NotOpen::Over) {
        return view! { <Badge tone=Tone::Plain>{words::event_over(lang)}</Badge> }.into_any();
    }
    let tone = match state {
        EventState::Draft => Tone::Plain,
        EventState::Published => Tone::Admit,
        EventState::Closed => Tone::Ask,
        EventState::Cancelled => Tone::Refuse,
    };
    view! { <Badge tone=tone>{words::event_state(lang, state)}</Badge> }.into_any()
}

/// Says in which languages a title is missing; nothing when it has all three.
pub(crate) fn missing_badge(lang: Lang, text: &Localized) -> AnyView {
    let missing: Vec<String> =
        [Lang::Ru, Lang::En].into_iter().filter(|l| text.of(*l).is_empty()).map(|l| l.code().to_uppercase()).collect();
    (!missing.is_empty())
        .then(
            || view! { " " <Badge tone=Tone::Ask>{words::desk_translation_missing(lang, missing.join(", "))}</Badge> },
        )
        .into_any()
}
