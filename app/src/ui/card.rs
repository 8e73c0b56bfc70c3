//! Boxes: card, badge, alert, and what stands where a list is empty.

use super::Maybe;
use leptos::prelude::*;

/// What a badge or an alert says by colour and shape; its words always stand beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    Info,
    Admit,
    Ask,
    Refuse,
}

impl Tone {
    /// The value of `data-tone`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Admit => "admit",
            Self::Ask => "ask",
            Self::Refuse => "refuse",
        }
    }

    /// The shape that goes with the colour.
    pub const fn shape(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Info => "i",
            Self::Admit => "✓",
            Self::Ask => "?",
            Self::Refuse => "✕",
        }
    }
}

/// A box with an optional heading (`h2`); with `href` the heading is the link and the whole card is its target.
#[component]
pub fn Card(#[prop(optional, into)] title: Maybe, #[prop(optional, into)] href: Maybe, children: Children) -> AnyView {
    let linked = href.is_some().then_some("");
    let heading = title.into_inner().map(|title| match href.into_inner() {
        Some(href) => view! { <h2 class="card-title"><a href=href>{title}</a></h2> }.into_any(),
        None => view! { <h2 class="card-title">{title}</h2> }.into_any(),
    });
    view! { <section class="card" data-linked=linked>{heading}{children()}</section> }.into_any()
}

/// A state in one or two words, with its shape.
#[component]
pub fn Badge(#[prop(optional)] tone: Tone, children: Children) -> AnyView {
    view! { <span class="badge" data-tone=tone.as_str()>{shape(tone)}{children()}</span> }.into_any()
}

/// A message about the page. `Ask` and `Refuse` interrupt a screen reader, the others wait.
#[component]
pub fn Alert(#[prop(optional)] tone: Tone, #[prop(optional, into)] title: Maybe, children: Children) -> AnyView {
    let role = if matches!(tone, Tone::Ask | Tone::Refuse) { "alert" } else { "status" };
    view! {
        <div class="alert" data-tone=tone.as_str() role=role>
            {shape(tone)}
            <div>
                {title.into_inner().map(|title| view! { <p class="alert-title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// What a list will show once it has something, and the one thing to do (children).
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(optional, into)] text: Maybe,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            {text.into_inner().map(|text| view! { <p>{text}</p> })}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}

fn shape(tone: Tone) -> Option<impl IntoView> {
    let shape = tone.shape();
    (!shape.is_empty()).then(|| view! { <span class="shape" aria-hidden="true">{shape}</span> })
}
