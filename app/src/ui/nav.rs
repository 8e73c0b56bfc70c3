//! Finding one's way: the head and foot of a page, languages, breadcrumbs, tabs.

use super::Ornament;
use crate::words;
use keruen_domain::text::Lang;
use leptos::prelude::*;

/// A place to go.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub href: String,
    pub words: String,
    /// Whether this is the page one is on.
    pub current: bool,
}

impl NavItem {
    /// A place one is not at.
    pub fn new(href: impl Into<String>, words: impl Into<String>) -> Self {
        Self { href: href.into(), words: words.into(), current: false }
    }

    /// The same, marked as the current one when `current`.
    #[must_use]
    pub const fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

/// A form on the page whose typed values outlive a change of language: the language links become its buttons.
#[derive(Clone, Debug)]
pub struct TypedForm {
    /// The form's element id.
    pub id: &'static str,
    /// Path that it posts to, after the language.
    pub path: String,
    /// Words of its own button.
    pub submit: &'static str,
}

/// Posted by the language buttons of a [`TypedForm`]: show the form again, do nothing.
pub const ONLY_SHOW: &str = "only_show";

/// The first thing a keyboard meets: jumps to `<main id="main">`.
#[component]
pub fn SkipLink(lang: Lang) -> AnyView {
    view! { <a class="skip-link" href="#main">{words::skip_to_content(lang)}</a> }.into_any()
}

/// Name, places and languages. `languages` maps every language to this page's address in it, or to where `typed` posts.
#[component]
pub fn SiteHeader(
    lang: Lang,
    #[prop(into)] home: String,
    #[prop(default = Vec::new())] items: Vec<NavItem>,
    #[prop(default = Vec::new())] languages: Vec<(Lang, String)>,
    #[prop(default = None)] typed: Option<TypedForm>,
    /// More at the end: a sign-out form, say.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let nav = (!items.is_empty()).then(|| {
        view! { <nav class="site-nav" aria-label=words::nav_main(lang)><ul>{links(items)}</ul></nav> }
    });
    view! {
        <header class="site-header">
            <div class="site-bar">
                <a class="brand" href=home>
                    <svg class="brand-mark" viewBox="0 0 40 24" aria-hidden="true">
                        <path d=super::ornament::UNIT transform="translate(0 2)" />
                    </svg>
                    {words::app_name(lang)}
                </a>
                {nav}
                {(!languages.is_empty()).then(|| view! { <LanguageSwitch lang=lang languages=languages typed=typed /> })}
                {children.map(|children| children())}
            </div>
            <Ornament />
        </header>
    }
    .into_any()
}

/// `KK RU EN`, each a link to the same page; where a form is being filled in, each a button that posts it there.
#[component]
pub fn LanguageSwitch(
    lang: Lang,
    languages: Vec<(Lang, String)>,
    #[prop(default = None)] typed: Option<TypedForm>,
) -> AnyView {
    let form = typed.as_ref().map(|typed| typed.id);
    let items: Vec<_> = languages
        .into_iter()
        .map(|(to, href)| {
            let current = (to == lang).then_some("true");
            let words = view! {
                <span aria-hidden="true">{to.code().to_uppercase()}</span>
                <span class="visually-hidden">{words::language_name(to)}</span>
            };
            let item = match form {
                None => view! { <a href=href lang=to.code() hreflang=to.code() aria-current=current>{words}</a> }.into_any(),
                Some(form) => view! {
                    <button type="submit" form=form formaction=href name=ONLY_SHOW value="yes" lang=to.code() aria-current=current>
                        {words}
                    </button>
                }
                .into_any(),
            };
            view! { <li>{item}</li> }
        })
        .collect();
    // Enter in a field presses the form's first button in the document, which must be its own and not a language.
    let first = typed.map(|typed| {
        view! {
            <button type="submit" form=typed.id class="visually-hidden" tabindex="-1" aria-hidden="true">{typed.submit}</button>
        }
    });
    view! { <nav class="languages" aria-label=words::nav_languages(lang)>{first}<ul>{items}</ul></nav> }.into_any()
}

/// The foot of a page: places, then a line of children (the demo notice, say).
#[component]
pub fn SiteFooter(
    lang: Lang,
    #[prop(default = Vec::new())] items: Vec<NavItem>,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    let nav = (!items.is_empty())
        .then(|| view! { <nav aria-label=words::nav_footer(lang)><ul class="foot-nav">{links(items)}</ul></nav> });
    view! {
        <footer class="site-footer">
            {nav}
            <p>{words::app_tagline(lang)}</p>
            {children.map(|children| children())}
        </footer>
    }
    .into_any()
}

/// Where this page lies; the last item is the page itself, without a link.
#[component]
pub fn Breadcrumbs(lang: Lang, items: Vec<NavItem>) -> AnyView {
    let last = items.len().saturating_sub(1);
    let items: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(i, item)| {
            if i == last {
                view! { <li aria-current="page">{item.words}</li> }.into_any()
            } else {
                view! { <li><a href=item.href>{item.words}</a></li> }.into_any()
            }
        })
        .collect();
    view! { <nav class="crumbs" aria-label=words::nav_breadcrumbs(lang)><ol>{items}</ol></nav> }.into_any()
}

/// Tabs and filters as links: each is an address that can be shared.
#[component]
pub fn Tabs(#[prop(into)] label: String, items: Vec<NavItem>) -> AnyView {
    view! { <nav class="tabs" aria-label=label><ul>{links(items)}</ul></nav> }.into_any()
}

fn links(items: Vec<NavItem>) -> Vec<AnyView> {
    items
        .into_iter()
        .map(|item| {
            view! { <li><a href=item.href aria-current=item.current.then_some("page")>{item.words}</a></li> }.into_any()
        })
        .collect()
}
