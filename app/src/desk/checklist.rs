//! What is still to do before a caravan's first scan: a newcomer is led from one step to the next.

use keruen_backend::caravans::CaravanView;
use keruen_domain::caravan::CaravanState;
use keruen_domain::event::EventState;
use leptos::prelude::*;

use super::page::caravan_path;
use crate::request::Ctx;
use crate::ui::{Badge, Button, LinkButton, Tone};
use crate::words;

/// A step on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Stop,
    Event,
    Publish,
    Phone,
}

/// Which steps are done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Progress {
    done: Vec<Step>,
}

impl Step {
    const ALL: [Self; 4] = [Self::Stop, Self::Event, Self::Publish, Self::Phone];
}

impl Progress {
    /// Of a caravan with so many phones.
    pub(super) fn of(view: &CaravanView, phones: usize) -> Self {
        let published = view.caravan.state == CaravanState::Published
            && view.events.iter().all(|e| e.event.state != EventState::Draft);
        let is_done = |step: &Step| match step {
            Step::Stop => !view.stops.is_empty(),
            Step::Event => !view.events.is_empty(),
            Step::Publish => published && !view.events.is_empty(),
            Step::Phone => phones > 0,
        };
        Self { done: Step::ALL.into_iter().filter(is_done).collect() }
    }

    fn next(&self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| !self.done.contains(step))
    }
}

/// The list of steps with the one action of the next; nothing when all is done.
pub(super) fn checklist(ctx: &Ctx, view: &CaravanView, progress: &Progress) -> AnyView {
    let lang = ctx.lang;
    let Some(next) = progress.next() else { return ().into_any() };
    let items: Vec<_> = Step::ALL
        .into_iter()
        .map(|step| {
            let words = match step {
                Step::Stop => words::desk_step_stop(lang),
                Step::Event => words::desk_step_event(lang),
                Step::Publish => words::desk_step_publish(lang),
                Step::Phone => words::desk_step_phone(lang),
            };
            let done = progress.done.contains(&step);
            let (tone, state) = if done { (Tone::Admit, words::desk_step_done(lang)) } else { (Tone::Plain, words::desk_step_ahead(lang)) };
            view! { <li aria-current=(step == next).then_some("step")>{words} " " <Badge tone=tone>{state}</Badge></li> }
        })
        .collect();
    let path = caravan_path(view.caravan.id);
    let link = |part: &str, words: &'static str| {
        let href = ctx.href(&format!("{path}{part}"));
        view! { <LinkButton href=href>{words}</LinkButton> }.into_any()
    };
    let action = match next {
        Step::Stop => link("/stops/new", words::desk_stop_new(lang)),
        Step::Event => {
            let stop = view.stops.first().map(|stop| format!("?stop={}", stop.id)).unwrap_or_default();
            link(&format!("/events/new{stop}"), words::desk_event_new(lang))
        }
        Step::Publish => view! {
            <form method="post" action=ctx.href(&format!("{path}/publish"))><Button>{words::desk_publish(lang)}</Button></form>
        }
        .into_any(),
        Step::Phone => link("/devices", words::desk_device_new_link(lang)),
    };
    view! {
        <section class="card" aria-labelledby="steps">
            <h2 class="card-title" id="steps">{words::desk_steps(lang)}</h2>
            <ol class="steps">{items}</ol>
            <div class="actions">{action}</div>
        </section>
    }
    .into_any()
}
