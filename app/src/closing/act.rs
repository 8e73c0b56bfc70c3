//! The act of a stop, or of one institution at it, as PDF.

use keruen_backend::closing::{self, Act, ActEvent};
use keruen_backend::paper::{ActPaper, closing_act, drawn};
use keruen_backend::zone;
use keruen_domain::id::StopId;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;
use serde::Deserialize;

use crate::desk::page::signed;
use crate::error::{OrPage, PageResult};
use crate::extract::{Asked, At};
use crate::files::{Opens, PDF, private};
use crate::request::Ctx;
use crate::{format, words};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asking {
    /// As its people write it; empty: the whole stop.
    institution: String,
}

pub(super) async fn pdf(ctx: Ctx, At((_, stop)): At<(String, StopId)>, Asked(asking): Asked<Asking>) -> PageResult {
    signed(&ctx)?;
    let institution = Some(asking.institution.trim()).filter(|name| !name.is_empty());
    let act = closing::act(&ctx.app.backend, &ctx.actor(), stop, institution).await.or_page(&ctx)?;
    let paper = in_words(ctx.lang, &act);
    let pdf = drawn(move || closing_act(&paper)).await.or_page(&ctx)?;
    Ok(private(PDF, "keruen-act.pdf", Opens::Here, pdf))
}

fn in_words(lang: Lang, act: &Act) -> ActPaper {
    let n = |number: i64| format::number(lang, number);
    let (city, days) = (act.stop.city.get(lang), format::date_range(lang, act.stop.first_day, act.stop.last_day));
    let place: Vec<&str> = [city, act.stop.venue.get(lang)].into_iter().filter(|part| !part.is_empty()).collect();
    let operator = format!("{}, {}", act.project.operator.get(lang), words::act_bin(lang, &act.project.operator_bin));
    let facts = [
        (words::act_project(lang), Some(act.project.title.get(lang).to_owned())),
        (words::act_grantor(lang), Some(act.project.grantor.get(lang).to_owned())),
        (words::act_contract(lang), Some(act.project.contract_no.clone())),
        (words::act_operator(lang), Some(operator)),
        (words::act_caravan(lang), Some(act.caravan.title.get(lang).to_owned())),
        (words::act_stop(lang), Some(format!("{}: {}", act.stop.region.name(lang), place.join(", ")))),
        (words::act_days(lang), Some(days.clone())),
        (words::act_institution(lang), act.institution.clone()),
    ];
    let facts = facts.into_iter().filter_map(|(label, fact)| Some((label.to_owned(), fact?)));
    let figures = [
        (act.figures.people_here, words::act_people_here(lang)),
        (act.figures.new_here, words::act_new_here(lang)),
        (act.figures.visits, words::act_visits(lang)),
    ];
    let receiving = match &act.institution {
        Some(name) => words::act_side_institution(lang, name),
        None => words::act_side_receiving(lang).to_owned(),
    };
    let of = act.institution.as_deref().unwrap_or(city);
    ActPaper {
        language: lang.code().to_owned(),
        document_title: format!("{}: {of}", words::act_title(lang)),
        title: words::act_title(lang).to_owned(),
        subtitle: act
            .institution
            .as_ref()
            .map_or_else(|| format!("{city}, {days}"), |name| format!("{name} · {city}, {days}")),
        facts: facts.collect(),
        figures: figures.map(|(number, words)| (n(number), words.to_owned())).to_vec(),
        methods_title: words::act_methods(lang).to_owned(),
        methods: act.by_method.iter().map(|(how, people)| (words::method(lang, *how).to_owned(), n(*people))).collect(),
        events_title: words::act_events(lang).to_owned(),
        columns: [
            words::act_event(lang),
            words::act_time(lang),
            words::act_seats(lang),
            words::act_registered(lang),
            words::act_came(lang),
        ]
        .map(str::to_owned),
        events: act.events.iter().map(|event| row(lang, event)).collect(),
        notes: notes(lang, act),
        sides: vec![words::act_side_operator(lang, act.project.operator.get(lang)), receiving],
        sign: [words::act_sign_name(lang), words::act_sign_signature(lang), words::act_sign_day(lang)]
            .map(str::to_owned),
        stamp: words::act_stamp(lang).to_owned(),
    }
}

fn row(lang: Lang, event: &ActEvent) -> [String; 5] {
    let view = &event.view;
    let day = format::day_month_short(lang, view.starts().date);
    let time = format!("{day}, {}", format::time_range(lang, view.starts(), view.ends()));
    let seats = view.event.capacity.map_or("–".to_owned(), |seats| format::number(lang, seats));
    let title = view.event.title.get(lang).to_owned();
    [title, time, seats, format::number(lang, view.seats_taken), format::number(lang, event.visits)]
}

fn notes(lang: Lang, act: &Act) -> Vec<String> {
    let mut notes = vec![words::act_note_people(lang).to_owned()];
    if act.institution.is_some() {
        notes.push(words::act_note_registered(lang).to_owned());
    }
    if act.anonymous > 0 {
        notes.push(words::act_note_anonymous(lang, act.anonymous));
    }
    notes.push(match &act.closed {
        Some(done) => {
            let offset = zone::offset_minutes(&act.stop.zone, done.at);
            let at = format::date_time_short(lang, CivilDateTime::at(done.at, offset));
            let name = if done.by.is_empty() { words::closing_program(lang) } else { &done.by };
            words::act_note_closed(lang, name, at)
        }
        None => words::act_note_open(lang).to_owned(),
    });
    notes
}
