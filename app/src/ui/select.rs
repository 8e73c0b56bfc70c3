//! One out of a list; and a date as three fields.

use super::field::{Help, Label, Wrong};
use super::{Maybe, described_by, field_id};
use crate::{format, words};
use keruen_domain::text::Lang;
use leptos::prelude::*;

/// A native select. `options` are (value, words); `empty` is the words of the first, empty option.
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: Maybe,
    #[prop(optional, into)] empty: Maybe,
    #[prop(optional, into)] error: Maybe,
    #[prop(optional, into)] help: Maybe,
    #[prop(optional, into)] optional_word: Maybe,
    #[prop(default = None, into)] autocomplete: Option<&'static str>,
    #[prop(optional)] required: bool,
) -> AnyView {
    let id = field_id(&name);
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <Label of=id.clone() text=label optional_word=optional_word />
            <Help of=id.clone() text=help.clone() />
            <select
                id=id.clone()
                name=name
                class="input"
                autocomplete=autocomplete
                aria-required=required.then_some("true")
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=described_by(&id, &help, &error)
            >
                {empty.into_inner().map(|words| view! { <option value="">{words}</option> })}
                {choices(options, value.get())}
            </select>
            <Wrong of=id text=error.clone() />
        </div>
    }
    .into_any()
}

fn choices(options: Vec<(String, String)>, chosen: Option<&str>) -> Vec<AnyView> {
    options
        .into_iter()
        .map(|(value, words)| {
            let selected = chosen == Some(value.as_str());
            view! { <option value=value selected=selected>{words}</option> }.into_any()
        })
        .collect()
}

/// A date in three fields, posted as `NAME_day`, `NAME_month` (1–12), `NAME_year`. An error summary links to `f-NAME_day`.
#[component]
pub fn DateFields(
    lang: Lang,
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    #[prop(optional, into)] day: Maybe,
    #[prop(optional, into)] month: Maybe,
    #[prop(optional, into)] year: Maybe,
    #[prop(optional, into)] error: Maybe,
    #[prop(optional, into)] help: Maybe,
    /// A date of birth: lets the browser fill it in.
    #[prop(optional)]
    birth: bool,
    #[prop(optional)] required: bool,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, &help, &error);
    let invalid = error.is_some().then_some("true");
    let required = required.then_some("true");
    let part = |suffix: &str| (format!("{id}_{suffix}"), format!("{name}_{suffix}"));
    let (day_id, day_name) = part("day");
    let (month_id, month_name) = part("month");
    let (year_id, year_name) = part("year");
    let months = (1..=12).map(|m: u8| (m.to_string(), format::month(lang, m).to_owned())).collect();
    let chosen_month = month.get().map(|m| m.trim_start_matches('0').to_owned());
    view! {
        <fieldset class="field" data-invalid=error.is_some().then_some("") aria-describedby=described>
            <legend class="label">{legend}</legend>
            <Help of=id.clone() text=help />
            <div class="date-fields">
                <div>
                    <label class="label-small" for=day_id.clone()>{words::common_day(lang)}</label>
                    <input class="input" id=day_id name=day_name inputmode="numeric" maxlength="2"
                        value=day.into_inner() autocomplete=birth.then_some("bday-day")
                        aria-required=required aria-invalid=invalid />
                </div>
                <div>
                    <label class="label-small" for=month_id.clone()>{words::common_month(lang)}</label>
                    <select class="input" id=month_id name=month_name autocomplete=birth.then_some("bday-month")
                        aria-required=required aria-invalid=invalid>
                        <option value="">"–"</option>
                        {choices(months, chosen_month.as_deref())}
                    </select>
                </div>
                <div>
                    <label class="label-small" for=year_id.clone()>{words::common_year(lang)}</label>
                    <input class="input" id=year_id name=year_name inputmode="numeric" maxlength="4"
                        value=year.into_inner() autocomplete=birth.then_some("bday-year")
                        aria-required=required aria-invalid=invalid />
                </div>
            </div>
            <Wrong of=id text=error.clone() />
        </fieldset>
    }
    .into_any()
}
