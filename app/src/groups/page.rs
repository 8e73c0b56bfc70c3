//! The leader's page: who has a place where, everybody's ticket and consent, and what can be changed on the list.

use std::collections::BTreeMap;

use keruen_backend::Refusal;
use keruen_backend::groups::{GroupView, Pupil};
use keruen_domain::class_list::ClassListForm;
use keruen_domain::event::{RegistrationState, registration_open};
use keruen_domain::lines::ListErrors;
use keruen_domain::scan::ConsentMark;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use leptos::prelude::*;

use super::form::typed;
use super::lines::inputs;
use super::{PUPIL, page_path, sheet};
use crate::caravans::parts;
use crate::caravans::standing::Standing;
use crate::error::refusal_words;
use crate::line_form::LineForm;
use crate::request::Ctx;
use crate::ui::{Alert, Badge, Button, ButtonKind, ErrorSummary, Field, LinkButton, Select, Tick, Tone, TypedForm};
use crate::{format, words};

/// Element ids of the two forms that may be shown again.
pub(super) const PAPERS: &str = "signed";
pub(super) const JOINS: &str = "joins";

/// A leader's page as it is shown again after a form that was wrong.
#[derive(Default)]
pub(super) struct Again {
    pub(super) line: ClassListForm,
    pub(super) instead_of: String,
    pub(super) papers: BTreeMap<String, String>,
    pub(super) errors: ListErrors,
    pub(super) refusal: Option<Refusal>,
}

impl Again {
    /// The form that is shown again; what was typed in it goes along into another language.
    pub(super) fn typed(&self, lang: Lang, secret: &str) -> Option<TypedForm> {
        let page = page_path(secret);
        if !self.papers.is_empty() {
            let submit = words::group_papers_confirm(lang);
            Some(TypedForm { id: PAPERS, path: format!("{page}/consents"), submit })
        } else if !self.line.0.is_empty() {
            Some(TypedForm { id: JOINS, path: format!("{page}/pupils"), submit: words::group_join_button(lang) })
        } else {
            None
        }
    }
}

pub(super) fn leader(ctx: &Ctx, view: &GroupView, secret: &str, again: &Again, done: &str) -> AnyView {
    let lang = ctx.lang;
    let values: BTreeMap<String, String> =
        again.line.0.iter().chain(&again.papers).map(|(k, v)| (k.clone(), v.clone())).collect();
    let typed = typed(lang, &values, &again.errors);
    let problems = typed.problems();
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let on_list: Vec<&Pupil> = view.pupils.iter().filter(|pupil| !pupil.left).collect();
    let pupils: Vec<_> = on_list.iter().zip(1..).map(|(pupil, n)| line(ctx, view, secret, pupil, n)).collect();
    let sheet = ctx.href(&format!("{}/sheet", page_path(secret)));
    let pdf = ctx.href(&format!("{}/tickets.pdf", page_path(secret)));
    let door = sheet::door_code(ctx, view).ok();
    let done = match done {
        "registered" => Some(words::group_done_registered(lang)),
        "before" => Some(words::group_done_before(lang)),
        "joined" => Some(words::group_done_joined(lang)),
        "replaced" => Some(words::group_done_replaced(lang)),
        "left" => Some(words::group_done_left(lang)),
        "consents" => Some(words::group_done_consents(lang)),
        _ => None,
    };
    view! {
        <div class="page stack" data-title=view.caravan.title.get(lang).to_owned()>
            {parts::invented(lang, &view.caravan)}
            <h1>{view.title.clone()}</h1>
            <p class="lead">{view.caravan.title.get(lang).to_owned()}</p>
            {done.map(|done| view! { <Alert tone=Tone::Admit>{done}</Alert> })}
            {again.refusal.map(|refusal| view! { <Alert tone=Tone::Refuse>{refusal_words(lang, refusal)}</Alert> })}
            <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
            <p>{words::group_page_keep(lang)}</p>
            <div class="actions" data-with-script hidden>
                <button type="button" class="button button-quiet" data-copy=ctx.absolute(&page_path(secret))
                    data-done=words::copied(lang)>{words::group_page_copy(lang)}</button>
            </div>
            {events(ctx, view, &on_list)}
            <div class="actions">
                <LinkButton href=pdf>{words::group_sheet_pdf(lang)}</LinkButton>
                <LinkButton href=sheet kind=ButtonKind::Quiet>{words::group_sheet(lang)}</LinkButton>
            </div>
            {door}
            <h2>{words::group_pupils(lang)}</h2>
            <ol class="stack plain-list">{pupils}</ol>
            {papers(ctx, secret, &typed, &on_list)}
            {joins(ctx, secret, &typed, again, &on_list)}
        </div>
    }
    .into_any()
}

/// How many have a place at each event.
fn events(ctx: &Ctx, view: &GroupView, pupils: &[&Pupil]) -> AnyView {
    let lang = ctx.lang;
    let all = i64::try_from(pupils.len()).unwrap_or(i64::MAX);
    let now = ctx.app.backend.now();
    let rows: Vec<_> = view
        .events
        .iter()
        .map(|(event, offset)| {
            let seated = pupils.iter().filter(|pupil| pupil.states.get(&event.id).is_some_and(|state| state.holds_seat()));
            let waiting = pupils.iter().filter(|pupil| pupil.states.get(&event.id) == Some(&RegistrationState::Waiting));
            let (seated, waiting) = (i64::try_from(seated.count()).unwrap_or(0), i64::try_from(waiting.count()).unwrap_or(0));
            let at = CivilDateTime::at(event.starts_at, *offset);
            let shut = registration_open(event.state, event.ends_at, now).err().map(|why| Standing::from(why).line(lang));
            let href = ctx.href(&format!("/e/{}", event.id));
            view! {
                <li class="card" data-event=event.id.to_string() data-seated=seated.to_string() data-waiting=waiting.to_string()>
                    <p><a href=href>{event.title.get(lang).to_owned()}</a> <br /> <span class="muted">{format::date_time_short(lang, at)}</span></p>
                    {shut.map(|shut| view! { <p>{shut}</p> })}
                    <p>{words::group_seated(lang, seated, all)} {(waiting > 0).then(|| view! { " · " <Badge tone=Tone::Ask>{words::group_waiting(lang, waiting)}</Badge> })}</p>
                </li>
            }
        })
        .collect();
    view! { <h2>{words::group_events(lang)}</h2> <ul class="stack plain-list">{rows}</ul> }.into_any()
}

fn line(ctx: &Ctx, view: &GroupView, secret: &str, pupil: &Pupil, n: i64) -> AnyView {
    let lang = ctx.lang;
    let ticket = ctx.absolute(&format!("/t/{}", pupil.ticket.expose()));
    let name = pupil.name.full();
    let share = words::group_ticket_text(lang, view.caravan.title.get(lang), &ticket, pupil.name.short());
    let ask = pupil.consent_link.as_ref().filter(|_| pupil.consent == ConsentMark::Missing).map(|link| {
        let url = ctx.absolute(&format!("/consent/{}", link.expose()));
        let text = words::ticket_consent_share_text(lang, view.caravan.title.get(lang), &url, pupil.name.short());
        let named = format!("{}: {name}", words::group_consent_send(lang));
        view! {
            <button type="button" class="button button-quiet" data-share=text.clone() data-url="" aria-label=named hidden>{words::group_consent_send(lang)}</button>
            <button type="button" class="button button-quiet" data-copy=text data-done=words::copied(lang)
                aria-label=format!("{}: {name}", words::group_consent_copy(lang))>{words::group_consent_copy(lang)}</button>
        }
    });
    // The buttons need a script; a link that can be copied by hand does not.
    let plain_link = pupil.consent_link.as_ref().filter(|_| pupil.consent == ConsentMark::Missing).map(|link| {
        let url = ctx.absolute(&format!("/consent/{}", link.expose()));
        view! { <noscript><p>{words::ticket_consent_link(lang)} ": " <a href=url.clone()>{url.clone()}</a></p></noscript> }
    });
    let facts: Vec<&str> =
        [pupil.class_name.as_str(), pupil.note.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let consent = match (pupil.consent, &pupil.consent_link) {
        (ConsentMark::Missing, _) => {
            view! { <Badge tone=Tone::Ask>{words::group_consent(lang)} ": " {words::desk_list_consent_missing(lang)}</Badge> }.into_any()
        }
        (ConsentMark::Held, Some(_)) => {
            view! { <Badge tone=Tone::Admit>{words::group_consent(lang)} ": " {words::desk_list_consent_held(lang)}</Badge> }.into_any()
        }
        (ConsentMark::Held, None) => ().into_any(),
    };
    let waits: Vec<_> = view
        .events
        .iter()
        .filter(|(event, _)| pupil.states.get(&event.id) == Some(&RegistrationState::Waiting))
        .map(|(event, _)| {
            let state = words::registration_state(lang, RegistrationState::Waiting);
            format!("{state}: {}", event.title.get(lang))
        })
        .collect();
    let remove = format!("{}: {name}", words::group_leave(lang));
    view! {
        <li class="card stack" data-pupil=pupil.person.to_string()>
            <p>
                {n} ". " <a href=ticket.clone()><strong>{name.clone()}</strong></a> " " <span class="tabular">{pupil.short_code.display()}</span> " " {consent}
                {waits.into_iter().map(|wait| view! { <br /> <span data-waits>{wait}</span> }).collect_view()}
                {(!facts.is_empty()).then(|| view! { <br /> <span class="muted">{facts.join(" · ")}</span> })}
            </p>
            <div class="actions" data-with-script hidden>
                <button type="button" class="button button-quiet" data-share=share.clone() data-url="" aria-label=format!("{}: {name}", words::group_ticket_send(lang)) hidden>{words::group_ticket_send(lang)}</button>
                <button type="button" class="button button-quiet" data-copy=share data-done=words::copied(lang)
                    aria-label=format!("{}: {name}", words::group_ticket_copy(lang))>{words::group_ticket_copy(lang)}</button>
                {ask}
            </div>
            {plain_link}
            <details>
                <summary aria-label=remove>{words::group_leave(lang)}</summary>
                <form class="stack" method="post" action=ctx.href(&format!("{}/leave", page_path(secret)))>
                    <p>{words::group_leave_text(lang)}</p>
                    <input type="hidden" name="person" value=pupil.person.to_string() />
                    <div class="actions"><Button kind=ButtonKind::Danger>{words::group_leave(lang)} <span class="visually-hidden">": " {name}</span></Button></div>
                </form>
            </details>
        </li>
    }
    .into_any()
}

/// Signed papers that the leader holds, for those whose consent is missing.
fn papers(ctx: &Ctx, secret: &str, typed: &LineForm<'_>, pupils: &[&Pupil]) -> AnyView {
    let lang = ctx.lang;
    let missing: Vec<&&Pupil> = pupils.iter().filter(|pupil| pupil.consent == ConsentMark::Missing).collect();
    if missing.is_empty() {
        return ().into_any();
    }
    let n = i64::try_from(missing.len()).unwrap_or(i64::MAX);
    let ticks: Vec<_> = missing
        .iter()
        .map(|pupil| {
            let name = format!("{PUPIL}{}", pupil.person);
            let ticked = !typed.value(&name).is_empty();
            let pupil = pupil.name.full();
            view! { <Tick name=name ticked=ticked>{pupil}</Tick> }
        })
        .collect();
    let error = typed.error("pupils");
    let forms = ctx.href(&format!("{}/consents.pdf", page_path(secret)));
    view! {
        <section class="card stack" id="papers">
            <h2 class="card-title">{words::group_papers(lang, n)}</h2>
            <p>{words::group_papers_text(lang)}</p>
            <p><LinkButton href=forms kind=ButtonKind::Quiet>{words::group_consents_pdf(lang)}</LinkButton></p>
            <form id=PAPERS class="stack" method="post" action=ctx.href(&format!("{}/consents", page_path(secret))) novalidate>
                <div id="f-pupils" tabindex="-1">{error.map(|error| view! { <p class="wrong">{error}</p> })}</div>
                <p data-with-script hidden><button type="button" class="button button-quiet" data-tick-all>{words::group_tick_all(lang)}</button></p>
                {ticks}
                <Field name="paper_no" label=words::group_paper_no(lang) value=typed.value("paper_no") error=typed.error("paper_no")
                    help=words::group_paper_no_help(lang) width="mid" required=true />
                <Tick name="photo" ticked=!typed.value("photo").is_empty()>{words::group_papers_photo(lang)}</Tick>
                <div class="actions"><Button>{words::group_papers_confirm(lang)}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

/// Somebody joins, or takes another's place.
fn joins(ctx: &Ctx, secret: &str, typed: &LineForm<'_>, again: &Again, pupils: &[&Pupil]) -> AnyView {
    let lang = ctx.lang;
    let options = pupils.iter().map(|pupil| (pupil.person.to_string(), pupil.name.full())).collect();
    let open = !again.line.0.is_empty();
    view! {
        <details class="card" open=open>
            <summary>{words::group_join(lang)}</summary>
            <form id=JOINS class="stack" method="post" action=ctx.href(&format!("{}/pupils", page_path(secret))) novalidate>
                {inputs(typed, 1)}
                <Tick name="adults" ticked=!typed.value("adults").is_empty() error=typed.error("adults")>{words::group_adults(lang)}</Tick>
                <Select name="instead_of" label=words::group_instead_of(lang) options=options value=again.instead_of.as_str()
                    empty=words::group_instead_of_nobody(lang) help=words::group_instead_of_help(lang) />
                <div class="actions"><Button>{words::group_join_button(lang)}</Button></div>
            </form>
        </details>
    }
    .into_any()
}
