//! The list that says whose blank tickets were: a line for each number, all errors at once.

use keruen_backend::Refusal;
use keruen_backend::blanks::{BlankDesk, BlankLine};
use keruen_domain::blank::{BlankListForm, NUMBERS};
use keruen_domain::form::number;
use keruen_domain::lines::ListErrors;
use keruen_domain::person::InstitutionKind;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::blanks_path;
use super::page::came;
use crate::desk::form::label;
use crate::error::refusal_words;
use crate::line_form::{LineForm, Need};
use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, ErrorSummary, Field, Tone};
use crate::{options, words};

/// Lines of one page of the list.
const LINES: usize = 24;

/// The words above an input: the desk's, but for a ticket's code and the region, which is a person's here and no stop's.
fn named(lang: Lang, name: &str) -> String {
    match name {
        "code" => words::blanks_code(lang).to_owned(),
        "region" => words::field_region(lang).to_owned(),
        _ => label(lang, name),
    }
}

/// The form; nothing where no ticket was made yet.
pub(super) fn list_form(
    ctx: &Ctx,
    desk: &BlankDesk,
    (list, errors, refused): (&BlankListForm, &ListErrors, Option<Refusal>),
    from: &str,
) -> AnyView {
    let lang = ctx.lang;
    if desk.lines.is_empty() {
        return ().into_any();
    }
    let typed = LineForm { lang, values: &list.0, errors, label: named, number: words::blanks_no };
    let lines = chosen(desk, list, number(from, NUMBERS).ok());
    let path = blanks_path(desk.place.stop.id);
    let problems = typed.problems();
    let count = i64::try_from(problems.len()).unwrap_or(i64::MAX);
    let body = if lines.is_empty() {
        view! { <p class="muted">{words::blanks_list_none(lang)}</p> }.into_any()
    } else {
        let lines: Vec<AnyView> = lines.into_iter().map(|line| line_part(ctx, &typed, line)).collect();
        view! {
            <form class="stack" method="post" action=ctx.href(&format!("{path}/list")) novalidate>
                {shared(&typed, desk)}
                {lines}
                <input type="hidden" name="from" value=from.to_owned() />
                <div class="actions"><Button>{words::blanks_save(lang)}</Button></div>
            </form>
        }
        .into_any()
    };
    view! {
        <h2>{words::blanks_list(lang)}</h2>
        <p>{words::blanks_list_text(lang)}</p>
        {refused.map(|refusal| view! { <Alert tone=Tone::Refuse>{refusal_words(lang, refusal)}</Alert> })}
        <ErrorSummary title=words::form_errors_title(lang, count) problems=problems />
        <form class="row" method="get" action=ctx.href(&path)>
            <Field name="from" label=words::blanks_from(lang) value=from inputmode="numeric" width="short" maxlength=4 />
            <Button kind=ButtonKind::Quiet>{words::blanks_from_show(lang)}</Button>
        </form>
        {body}
    }
    .into_any()
}

/// Lines without a name: from the number that was asked for, else those that were scanned; and all that were typed.
fn chosen<'a>(desk: &'a BlankDesk, list: &BlankListForm, from: Option<i64>) -> Vec<&'a BlankLine> {
    let typed = list.numbers();
    let asked = |line: &&BlankLine| from.map_or(line.came.is_some(), |from| line.number >= from);
    let free = || desk.lines.iter().filter(|line| line.holder.is_none());
    let mut lines: Vec<&BlankLine> = free().filter(asked).take(LINES).collect();
    lines.extend(desk.lines.iter().filter(|line| typed.contains(&line.number)));
    lines.sort_by_key(|line| line.number);
    lines.dedup_by_key(|line| line.number);
    lines
}

/// What all people of the list share.
fn shared(typed: &LineForm<'_>, desk: &BlankDesk) -> AnyView {
    let lang = typed.lang;
    view! {
        <fieldset class="card stack">
            <legend class="card-title">{words::blanks_shared(lang)}</legend>
            <div class="grid">
                {typed.choice("region", options::regions(lang), Need::Depends, desk.place.stop.region.code())}
                {typed.choice("place", options::places(lang), Need::Depends, "")}
                {typed.choice("institution_kind", options::institution_kinds(lang), Need::Depends, InstitutionKind::School.as_str())}
                {typed.text("institution", Need::Depends, "")}
                {typed.text("class_name", Need::Depends, "")}
                {typed.text("paper_no", Need::Depends, words::blanks_paper_help(lang))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn line_part(ctx: &Ctx, typed: &LineForm<'_>, line: &BlankLine) -> AnyView {
    let (lang, n) = (ctx.lang, line.number);
    let name = |field: &str| format!("{field}.{n}");
    view! {
        <fieldset class="card stack" data-blank=n.to_string()>
            <legend class="card-title">{words::blanks_no(lang, n)} <span class="small muted">" · " {came(ctx, line)}</span></legend>
            <div class="grid">
                {typed.text(&name("family_name"), Need::Depends, "")}
                {typed.text(&name("given_name"), Need::Depends, "")}
                {typed.text(&name("birth_date"), Need::Depends, words::blanks_birth_help(lang))}
                {typed.choice(&name("sex"), options::sexes(lang), Need::Depends, "")}
                {typed.text(&name("code"), Need::Depends, "")}
            </div>
        </fieldset>
    }
    .into_any()
}
