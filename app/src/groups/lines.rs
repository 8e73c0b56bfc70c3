//! The list of a class: where it is pasted, and its lines with their problems beside them.

use std::collections::BTreeSet;

use keruen_domain::class_list::{Dropped, MOST, Pasted};
use keruen_domain::lines::of_line;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::DROP;
use crate::line_form::{LineForm, Need};
use crate::ui::{Alert, Button, ButtonKind, TextArea, Tick, Tone};
use crate::{options, words};

/// What became of a pasted list.
pub(super) fn said(lang: Lang, pasted: &Pasted) -> AnyView {
    let dropped: Vec<_> = pasted
        .dropped
        .iter()
        .map(|dropped| match dropped {
            Dropped::Iin => view! { <li>{words::group_dropped_iin(lang)}</li> }.into_any(),
            Dropped::Other(head) => view! { <li>{words::group_dropped_column(lang, head.as_str())}</li> }.into_any(),
        })
        .collect();
    let left_out = (pasted.left_out > 0).then(|| view! { <li>{words::group_left_out(lang, pasted.left_out)}</li> });
    view! {
        <Alert tone=Tone::Info title=words::group_read(lang, pasted.count)>
            <ul>{dropped} {left_out}</ul>
        </Alert>
    }
    .into_any()
}

/// The whole list: where one is pasted, the lines with these `numbers`, and one more.
pub(super) fn list_part(typed: &LineForm<'_>, numbers: &BTreeSet<i64>) -> AnyView {
    let lang = typed.lang;
    let error = typed.error("paste").or_else(|| typed.error("list"));
    let kind = if numbers.is_empty() { ButtonKind::Primary } else { ButtonKind::Quiet };
    let next = numbers.last().map_or(1, |last| last + 1);
    let lines: Vec<_> = numbers.iter().map(|line| line_part(typed, *line)).collect();
    view! {
        <section class="stack" aria-labelledby="list">
            <h2 id="list">{words::group_list(lang)}</h2>
            <span id="f-list"></span>
            <TextArea name="paste" label=words::group_paste(lang) help=words::group_paste_help(lang) value=typed.value("paste")
                error=error rows=6 />
            <div class="actions"><Button kind=kind name="step" value="read".to_owned()>{words::group_paste_read(lang)}</Button></div>
            {lines}
            {(next <= MOST).then(|| view! {
                <details class="card">
                    <summary>{words::group_line_new(lang)}</summary>
                    {inputs(typed, next)}
                </details>
            })}
        </section>
    }
    .into_any()
}

/// One pupil: closed while nothing is wrong, since a class fills many screens.
fn line_part(typed: &LineForm<'_>, line: i64) -> AnyView {
    let lang = typed.lang;
    let value = |field: &str| of_line(typed.values, field, line);
    let name = [value("family_name"), value("given_name"), value("patronymic")].join(" ");
    let facts: Vec<&str> =
        [value("birth_date"), value("class_name"), value("note")].into_iter().filter(|text| !text.is_empty()).collect();
    let suffix = format!(".{line}");
    let wrong = typed.errors.0.iter().any(|(name, _)| name.ends_with(&suffix));
    view! {
        <details class="card" open=wrong data-line=line.to_string() data-wrong=wrong.then_some("")>
            <summary>{line} ". " <strong>{name}</strong> " " <span class="muted">{facts.join(" · ")}</span></summary>
            {inputs(typed, line)}
            <Tick name=format!("{DROP}{line}")>{words::group_line_drop(lang)}</Tick>
        </details>
    }
    .into_any()
}

/// The inputs of one line.
pub(super) fn inputs(typed: &LineForm<'_>, line: i64) -> AnyView {
    let lang = typed.lang;
    let name = |field: &str| format!("{field}.{line}");
    view! {
        <div class="grid">
            {typed.text(&name("family_name"), Need::Required, "")}
            {typed.text(&name("given_name"), Need::Required, "")}
            {typed.text(&name("patronymic"), Need::Optional, "")}
            {typed.text(&name("birth_date"), Need::Required, words::blanks_birth_help(lang))}
            {typed.choice(&name("sex"), options::sexes(lang), Need::Required, "")}
            {typed.text(&name("class_name"), Need::Optional, "")}
            {typed.text(&name("phone"), Need::Optional, "")}
            {typed.text(&name("note"), Need::Optional, "")}
        </div>
    }
    .into_any()
}
