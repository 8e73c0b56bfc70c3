//! The form for somebody who came without registering, at a desk phone.

use keruen_domain::field::Field;
use keruen_domain::text::Lang;
use keruen_domain::walk_in::WalkInForm;
use leptos::prelude::*;

use super::engine::Desk;
use super::view::View;
use crate::{options, words};

/// The inputs of the form, each with what is wrong with it.
#[derive(Clone, Copy)]
struct Inputs {
    lang: Lang,
    view: View,
    form: RwSignal<WalkInForm>,
}

/// The form, folded away until somebody comes.
pub(super) fn walk_in(view: View, desk: Desk, lang: Lang) -> impl IntoView {
    let form = view.walk_in;
    let inputs = Inputs { lang, view, form };
    view! {
        <details class="scanner-walk-in">
            <summary>{words::walk_in_title(lang)}</summary>
            <form
                class="stack"
                novalidate
                on:change=move |_| desk.keep_walk_in_form()
                on:submit=move |event| {
                    event.prevent_default();
                    desk.enroll();
                }
            >
                {inputs.text(Field::FamilyName, |form| &mut form.family_name, "")}
                {inputs.text(Field::GivenName, |form| &mut form.given_name, "")}
                {inputs.text(Field::BirthDate, |form| &mut form.birth_date, words::blanks_birth_help(lang))}
                {inputs.choice(Field::Sex, |form| &mut form.sex, options::sexes(lang))}
                {inputs.choice(Field::Region, |form| &mut form.region, options::regions(lang))}
                {inputs.choice(Field::Place, |form| &mut form.place, options::places(lang))}
                {inputs.choice(Field::InstitutionKind, |form| &mut form.institution_kind, options::institution_kinds(lang))}
                {inputs.text(Field::ClassName, |form| &mut form.class_name, "")}
                {inputs.text(Field::Phone, |form| &mut form.phone, "")}
                {inputs.consent()}
                <button class="button">{words::walk_in_button(lang)}</button>
            </form>
        </details>
    }
}

impl Inputs {
    fn error(self, field: Field) -> impl IntoView {
        let Self { lang, view, .. } = self;
        move || {
            let problem = view.walk_in_errors.with(|errors| errors.get(field));
            problem.map(|problem| view! { <p class="wrong" role="alert">{words::field_problem(lang, problem)}</p> })
        }
    }

    fn text(self, field: Field, of: fn(&mut WalkInForm) -> &mut String, help: &'static str) -> AnyView {
        let (id, form) = (format!("w-{field}"), self.form);
        view! {
            <div class="field">
                <label for=id.clone()>
                    {words::field_label(self.lang, field)}
                    {matches!(field, Field::ClassName | Field::Phone).then(|| view! { " " <span class="muted">{words::common_optional(self.lang)}</span> })}
                </label>
                {(!help.is_empty()).then(|| view! { <p class="help">{help}</p> })}
                <input
                    id=id
                    type="text"
                    autocomplete="off"
                    inputmode=if field == Field::Phone { "tel" } else { "text" }
                    maxlength="100"
                    prop:value=move || form.with(|form| of(&mut form.clone()).clone())
                    on:input=move |event| form.update(|form| *of(form) = event_target_value(&event))
                />
                {self.error(field)}
            </div>
        }
        .into_any()
    }

    fn choice(self, field: Field, of: fn(&mut WalkInForm) -> &mut String, options: Vec<(String, String)>) -> AnyView {
        let (id, form) = (format!("w-{field}"), self.form);
        view! {
            <div class="field">
                <label for=id.clone()>{words::field_label(self.lang, field)}</label>
                <select
                    id=id
                    class="input"
                    prop:value=move || form.with(|form| of(&mut form.clone()).clone())
                    on:change=move |event| form.update(|form| *of(form) = event_target_value(&event))
                >
                    <option value="">{words::common_choose(self.lang)}</option>
                    {options.into_iter().map(|(value, word)| view! { <option value=value>{word}</option> }).collect_view()}
                </select>
                {self.error(field)}
            </div>
        }
        .into_any()
    }

    fn consent(self) -> AnyView {
        let form = self.form;
        view! {
            <div class="field">
                <label>
                    <input
                        id="w-consent_data"
                        type="checkbox"
                        prop:checked=move || form.with(|form| !form.consent_data.is_empty())
                        on:change=move |event| {
                            let ticked = event_target_checked(&event);
                            form.update(|form| form.consent_data = if ticked { "yes".to_owned() } else { String::new() });
                        }
                    />
                    " " {words::walk_in_consent(self.lang)}
                </label>
                {self.error(Field::ConsentData)}
            </div>
        }
        .into_any()
    }
}
