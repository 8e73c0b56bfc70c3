//! The registration form's fields in words: their labels and what is wrong with what was typed.

use super::{self as words, Lang};
use crate::format;
use keruen_domain::field::{Field, FieldErrors, FieldProblem};

/// The label of a field, as the form prints it.
pub const fn field_label(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::FamilyName => words::field_family_name(lang),
        Field::GivenName => words::field_given_name(lang),
        Field::Patronymic => words::field_patronymic(lang),
        Field::BirthDate => words::field_birth_date(lang),
        Field::Sex => words::field_sex(lang),
        Field::Region => words::field_region(lang),
        Field::Place => words::field_place(lang),
        Field::InstitutionKind => words::field_institution_kind(lang),
        Field::Institution => words::field_institution(lang),
        Field::ClassName => words::field_class_name(lang),
        Field::Phone => words::field_phone(lang),
        Field::Email => words::field_email(lang),
        Field::Language => words::field_language(lang),
        Field::RepName => words::field_rep_name(lang),
        Field::RepRelation => words::field_rep_relation(lang),
        Field::RepPhone => words::field_rep_phone(lang),
        Field::ConsentData => words::field_consent_data(lang),
        Field::ConsentPhoto => words::field_consent_photo(lang),
    }
}

/// What to do about a field.
pub fn field_problem(lang: Lang, problem: FieldProblem) -> String {
    match problem {
        FieldProblem::TooLong { max } => words::field_error_too_long(lang, max.into()),
        FieldProblem::TooYoung { min } => words::field_error_too_young(lang, min.into()),
        FieldProblem::TooOldForEvent { max } => words::field_error_too_old_for_event(lang, max.into()),
        FieldProblem::Empty => words::field_error_empty(lang).to_owned(),
        FieldProblem::NoContact => words::field_error_no_contact(lang).to_owned(),
        FieldProblem::BadPhone => words::field_error_bad_phone(lang).to_owned(),
        FieldProblem::BadEmail => words::field_error_bad_email(lang).to_owned(),
        FieldProblem::BadDate => words::field_error_bad_date(lang).to_owned(),
        FieldProblem::DateInFuture => words::field_error_date_in_future(lang).to_owned(),
        FieldProblem::TooOld => words::field_error_too_old(lang).to_owned(),
        FieldProblem::NotAName => words::field_error_not_a_name(lang).to_owned(),
        FieldProblem::NotText => words::field_error_not_text(lang).to_owned(),
        FieldProblem::ContainsIin => words::field_error_contains_iin(lang).to_owned(),
        FieldProblem::NotChosen => words::field_error_not_chosen(lang).to_owned(),
        FieldProblem::MustAgree => words::field_error_must_agree(lang).to_owned(),
        FieldProblem::SameAsParticipant => words::field_error_same_as_participant(lang).to_owned(),
        FieldProblem::UnknownValue => words::field_error_unknown_value(lang).to_owned(),
        FieldProblem::BadNumber => words::field_error_bad_number(lang).to_owned(),
        FieldProblem::OutOfRange { min, max } => words::field_error_out_of_range(lang, max, min),
        FieldProblem::BadTime => words::field_error_bad_time(lang).to_owned(),
        FieldProblem::BadLink => words::field_error_bad_link(lang).to_owned(),
        FieldProblem::BadSlug => words::field_error_bad_slug(lang).to_owned(),
        FieldProblem::BadBin => words::field_error_bad_bin(lang).to_owned(),
        FieldProblem::SlugTaken => words::refusal_slug_taken(lang).to_owned(),
        FieldProblem::EndsBeforeStart => words::refusal_ends_before_start(lang).to_owned(),
        FieldProblem::OutsideStop { first, last } => {
            words::field_error_outside_stop(lang, format::date_range(lang, first, last))
        }
        FieldProblem::CoordinatorsOnly => words::field_error_coordinators_only(lang).to_owned(),
        FieldProblem::RunsAllStops => words::field_error_runs_all_stops(lang).to_owned(),
        FieldProblem::RepeatsLine { line } => words::field_error_repeats_line(lang, line),
        FieldProblem::PasswordShort { min } => words::field_error_password_short(lang, min.into()),
        FieldProblem::PasswordCommon => words::field_error_password_common(lang).to_owned(),
        FieldProblem::PasswordsDiffer => words::field_error_passwords_differ(lang).to_owned(),
    }
}

/// The error of one field in words, if there is one: `error=words::field_error(lang, &errors, Field::Phone)`.
pub fn field_error(lang: Lang, errors: &FieldErrors, field: Field) -> Option<String> {
    errors.get(field).map(|problem| field_problem(lang, problem))
}

/// Every error as (input's name, "Label: what to do"), in the form's order, for an error summary.
pub fn field_error_lines(lang: Lang, errors: &FieldErrors) -> Vec<(&'static str, String)> {
    errors
        .iter()
        .map(|(field, problem)| {
            let line = words::form_error_line(lang, field_label(lang, field), field_problem(lang, problem));
            (field.html_name(), line)
        })
        .collect()
}
