//! The label of every input of the desk, by its name.

use keruen_domain::field::Field;
use keruen_domain::project::Indicator;
use keruen_domain::scan::Verdict;
use keruen_domain::text::Lang;

use crate::words;

/// The words above the input that posts as `name`; a name without words stands for itself.
pub(crate) fn label(lang: Lang, name: &str) -> String {
    if let Some(indicator) = name.strip_prefix("plan_").and_then(Indicator::parse) {
        return words::desk_plan_for(lang, words::indicator(lang, indicator));
    }
    if let Some(verdict) = name.strip_prefix("rule_").and_then(Verdict::parse) {
        return words::verdict(lang, verdict).to_owned();
    }
    // A date of birth is three inputs under one label.
    let field = if name.starts_with("birth_") { Some(Field::BirthDate) } else { Field::parse(name) };
    plain(lang, name).or_else(|| field.map(|field| words::field_label(lang, field))).unwrap_or(name).to_owned()
}

fn plain(lang: Lang, name: &str) -> Option<&'static str> {
    Some(match name {
        "title_kk" => words::desk_title_kk(lang),
        "title_ru" => words::desk_title_ru(lang),
        "title_en" => words::desk_title_en(lang),
        "about_kk" => words::desk_about_kk(lang),
        "about_ru" => words::desk_about_ru(lang),
        "about_en" => words::desk_about_en(lang),
        "grantor_kk" => words::desk_grantor_kk(lang),
        "grantor_ru" => words::desk_grantor_ru(lang),
        "grantor_en" => words::desk_grantor_en(lang),
        "operator_kk" => words::desk_operator_kk(lang),
        "operator_ru" => words::desk_operator_ru(lang),
        "operator_en" => words::desk_operator_en(lang),
        "operator_bin" => words::desk_bin(lang),
        "consent_text_kk" => words::desk_consent_text_kk(lang),
        "consent_text_ru" => words::desk_consent_text_ru(lang),
        "consent_text_en" => words::desk_consent_text_en(lang),
        "contract_no" => words::desk_contract_no(lang),
        "first_day" => words::desk_first_day(lang),
        "last_day" => words::desk_last_day(lang),
        "consent_days" => words::desk_consent_days(lang),
        "keep_until" => words::desk_keep_until(lang),
        "slug" => words::desk_slug(lang),
        "people" => words::desk_people_kind(lang),
        "position" => words::desk_position(lang),
        "region" => words::desk_region(lang),
        "city_kk" => words::desk_city_kk(lang),
        "city_ru" => words::desk_city_ru(lang),
        "city_en" => words::desk_city_en(lang),
        "venue_kk" => words::desk_venue_kk(lang),
        "venue_ru" => words::desk_venue_ru(lang),
        "venue_en" => words::desk_venue_en(lang),
        "zone" => words::desk_zone(lang),
        "place_kk" => words::desk_room_kk(lang),
        "place_ru" => words::desk_room_ru(lang),
        "place_en" => words::desk_room_en(lang),
        "stop" => words::desk_event_stop(lang),
        "kind" => words::desk_event_kind(lang),
        "starts_day" => words::desk_starts_day(lang),
        "starts_time" => words::desk_starts_time(lang),
        "ends_day" => words::desk_ends_day(lang),
        "ends_time" => words::desk_ends_time(lang),
        "capacity" => words::desk_capacity(lang),
        "counting" => words::desk_counting(lang),
        "age_min" => words::desk_age_min(lang),
        "age_max" => words::desk_age_max(lang),
        "email" => words::sign_in_email(lang),
        "password" => words::sign_in_password(lang),
        "password_again" => words::set_password_again(lang),
        "name" => words::desk_member_name(lang),
        "role" => words::desk_member_role(lang),
        "coordinator_stop" => words::desk_member_stop(lang),
        "reason" => words::desk_mark_reason(lang),
        "link" => words::desk_entry_link(lang),
        "paper_no" => words::desk_consent_paper_no(lang),
        "count" => words::blanks_count(lang),
        "sheet_no" => words::paper_sheet_no(lang),
        "heads" => words::paper_heads(lang),
        "uses" => words::desk_device_uses(lang),
        "hours" => words::desk_device_hours(lang),
        "valid" => words::desk_device_valid(lang),
        "device_role" => words::desk_device_kind(lang),
        "device" => words::move_device(lang),
        "from_event" => words::move_from_event(lang),
        "to_event" => words::move_to_event(lang),
        "move_day" => words::move_day(lang),
        "from_time" => words::move_from_time(lang),
        "until_time" => words::move_until_time(lang),
        _ => return None,
    })
}
