//! The list that says whose blank tickets were: a line for each number, all errors at once.

use keruen_backend::Refusal;
use keruen_backend::blanks::{BlankDesk, BlankLine};
use keruen_domain::blank::{BlankListForm, NUMBERS};
use keruen_domain::form::number;
use keruen_domain::list_errors::ListErrors;
use keruen_domain::person::{InstitutionKind, PlaceKind, Sex};
use keruen_domain::region::Region;
use keruen_domain::text::Lang;
use leptos::prelude::*;

use super::blanks_path;
use super::page::came;
use crate::desk::form::label;
use crate::error::refusal_words;
use crate::request::Ctx;
use crate::ui::{Alert, Button, ButtonKind, ErrorSummary, Field, Problem, Select, Tone};
use crate::words;

/// Lines of one page of the list.
const LINES: usize = 24;

/// The inputs of the list, with what was typed and what is wrong with it.
struct Typed<'a> {
    lang: Lang,
    list: &'a BlankListForm,
    errors: &'a ListErrors,
}

impl Typed<'_> {
    fn error(&self, name: &str) -> Option<String> {
        self.errors.get(name).map(|problem| words::field_problem(self.lang, problem))
    }

    fn text(&self, name: &str, label: &str, help: &str) -> AnyView {
        view! { <Field name=name label=label value=self.list.get(name) help=help error=self.error(name) /> }.into_any()
    }

    fn choice(&self, name: &str, label: &str, options: Vec<(String, String)>, value: &str) -> AnyView {
        let value = if self.list.get(name).is_empty() { value } else { self.list.get(name) };
        view! { <Select name=name label=label options=options value=value empty=words::common_choose(self.lang) error=self.error(name) /> }
            .into_any()
    }

    /// Every error with the number of its line.
    fn problems(&self) -> Vec<Problem> {
        let problem = |(name, problem): &(String, _)| {
            let (field, line) = name.split_once('.').unwrap_or((name.as_str(), ""));
            let field =
                if field == "code" { words::blanks_code(self.lang).to_owned() } else { label(self.lang, field) };
            let field = line
                .parse()
                .map_or_else(|_| field.clone(), |line: i64| format!("{} {field}", words::blanks_no(self.lang, line)));
            let words = words::form_error_line(self.lang, field, words::field_problem(self.lang, *problem));
            Problem { field: name.clone(), words }
        };
        self.errors.0.iter().map(problem).collect()
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
    let typed = Typed { lang, list, errors };
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
fn shared(typed: &Typed<'_>, desk: &BlankDesk) -> AnyView {
    let lang = typed.lang;
    let regions =
        Region::all_sorted(lang).into_iter().map(|r| (r.code().to_owned(), r.name(lang).to_owned())).collect();
    let places = PlaceKind::ALL.iter().map(|p| (p.to_string(), words::place_kind(lang, *p).to_owned())).collect();
    let kinds =
        InstitutionKind::ALL.iter().map(|k| (k.to_string(), words::institution_kind(lang, *k).to_owned())).collect();
    view! {
        <fieldset class="card stack">
            <legend class="card-title">{words::blanks_shared(lang)}</legend>
            <div class="grid">
                {typed.choice("region", words::field_region(lang), regions, desk.place.stop.region.code())}
                {typed.choice("place", words::field_place(lang), places, "")}
                {typed.choice("institution_kind", words::field_institution_kind(lang), kinds, InstitutionKind::School.as_str())}
                {typed.text("institution", words::field_institution(lang), "")}
                {typed.text("class_name", words::field_class_name(lang), "")}
                {typed.text("paper_no", &label(lang, "paper_no"), words::blanks_paper_help(lang))}
            </div>
        </fieldset>
    }
    .into_any()
}

fn line_part(ctx: &Ctx, typed: &Typed<'_>, line: &BlankLine) -> AnyView {
    let (lang, n) = (ctx.lang, line.number);
    let sexes = Sex::ALL.iter().map(|sex| (sex.to_string(), words::sex(lang, *sex).to_owned())).collect();
    let name = |field: &str| format!("{field}.{n}");
    view! {
        <fieldset class="card stack" data-blank=n.to_string()>
            <legend class="card-title">{words::blanks_no(lang, n)} <span class="small muted">" · " {came(ctx, line)}</span></legend>
            <div class="grid">
                {typed.text(&name("family_name"), words::field_family_name(lang), "")}
                {typed.text(&name("given_name"), words::field_given_name(lang), "")}
                {typed.text(&name("birth_date"), words::field_birth_date(lang), words::blanks_birth_help(lang))}
                {typed.choice(&name("sex"), words::field_sex(lang), sexes, "")}
                {typed.text(&name("code"), words::blanks_code(lang), "")}
            </div>
        </fieldset>
    }
    .into_any()
}
