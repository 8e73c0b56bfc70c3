//! Tests of the registration form.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).expect("a day")
}

fn context() -> FormContext {
    FormContext {
        lacks: Lacks::default(),
        today: day("2022-09-01"),
        event_date: day("2022-09-05"),
        age_min: Some(14),
        age_max: Some(35),
        default_lang: Lang::Kk,
    }
}

fn form(fields: &[(&str, &str)]) -> RegistrationForm {
    let map: serde_json::Map<_, _> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
    serde_json::from_value(map.into()).expect("a form")
}

const ADULT: &[(&str, &str)] = &[
    ("family_name", "Серікова"),
    ("given_name", "Айгерім"),
    ("patronymic", ""),
    ("birth_day", "5"),
    ("birth_month", "09"),
    ("birth_year", "2004"),
    ("sex", "female"),
    ("region", "KZ-75"),
    ("place", "urban"),
    ("institution_kind", "university"),
    ("institution", "ҚазҰУ <факультет>"),
    ("phone", "8 (701) 123-45-67"),
    ("consent_data", "on"),
    ("unknown", "x"),
];

const MINOR: &[(&str, &str)] = &[
    ("family_name", "Серіков"),
    ("given_name", "Нұр-Али"),
    ("patronymic", "Маратұлы"),
    ("birth_day", "6"),
    ("birth_month", "9"),
    ("birth_year", "2004"),
    ("sex", "male"),
    ("region", "KZ-10"),
    ("place", "rural"),
    ("institution_kind", "school"),
    ("class_name", "9 «Б»"),
    ("language", "ru"),
    ("rep_name", "Серікова Әсел"),
    ("rep_relation", "mother"),
    ("rep_phone", "87012223344"),
];

fn with(base: &[(&'static str, &'static str)], changes: &[(&'static str, &'static str)]) -> RegistrationForm {
    form(&[base, changes].concat())
}

fn problems(form: &RegistrationForm) -> Vec<(Field, FieldProblem)> {
    form.parse(&context()).expect_err("has problems").iter().collect()
}

fn problem(base: &[(&'static str, &'static str)], changes: &[(&'static str, &'static str)]) -> (Field, FieldProblem) {
    let found = problems(&with(base, changes));
    assert_eq!(found.len(), 1, "{changes:?}: {found:?}");
    found[0]
}

#[test]
fn an_adult_registers() {
    let person = form(ADULT).parse(&context()).expect("faultless");
    assert_eq!(person.name.full(), "Серікова Айгерім");
    assert_eq!((person.birth_date, person.asks_representative()), (day("2004-09-05"), false), "18 on the event's day");
    assert_eq!(person.phone.as_ref().map(Phone::e164), Some("+77011234567"));
    assert_eq!((person.data_consent, person.photo_consent), (ConsentAnswer::Yes, ConsentAnswer::No));
    assert_eq!((person.language, person.class_name), (Lang::Kk, None));
    assert_eq!(person.institution.as_ref().map(ShortText::as_str), Some("ҚазҰУ <факультет>"));
}

#[test]
fn a_minor_registers_with_a_representative_and_no_contact() {
    let person = with(MINOR, &[("consent_data", "on"), ("consent_photo", "on")]).parse(&context()).expect("faultless");
    assert!(person.asks_representative(), "18 on the day after the event");
    assert_eq!(
        (person.data_consent, person.photo_consent),
        (ConsentAnswer::Representative, ConsentAnswer::Representative)
    );
    let representative = person.representative.expect("named");
    assert_eq!((representative.relation, representative.phone.e164()), (Relation::Mother, "+77012223344"));
    assert_eq!((person.phone, person.language), (None, Lang::Ru));
}

#[test]
fn an_empty_form_tells_everything_at_once() {
    let found = problems(&RegistrationForm::default());
    assert_eq!(
        found,
        [
            (Field::FamilyName, FieldProblem::Empty),
            (Field::GivenName, FieldProblem::Empty),
            (Field::BirthDate, FieldProblem::Empty),
            (Field::Sex, FieldProblem::NotChosen),
            (Field::Region, FieldProblem::NotChosen),
            (Field::Place, FieldProblem::NotChosen),
            (Field::InstitutionKind, FieldProblem::NotChosen),
        ]
    );
}

#[test]
fn one_problem_at_a_time() {
    use FieldProblem as P;
    for (base, changes, field, expected) in [
        (ADULT, &[("phone", "")][..], Field::Phone, P::NoContact),
        (ADULT, &[("phone", " "), ("email", "\u{a0}")], Field::Phone, P::NoContact),
        (ADULT, &[("phone", "12")], Field::Phone, P::BadPhone),
        (ADULT, &[("email", "a@b")], Field::Email, P::BadEmail),
        (ADULT, &[("consent_data", "")], Field::ConsentData, P::MustAgree),
        (ADULT, &[("consent_data", "false")], Field::ConsentData, P::MustAgree),
        (ADULT, &[("birth_year", "2023")], Field::BirthDate, P::DateInFuture),
        (ADULT, &[("birth_year", "1900")], Field::BirthDate, P::TooOld),
        (ADULT, &[("birth_month", "2"), ("birth_day", "30")], Field::BirthDate, P::BadDate),
        (ADULT, &[("birth_day", "")], Field::BirthDate, P::BadDate),
        (ADULT, &[("birth_day", "+5")], Field::BirthDate, P::BadDate),
        (ADULT, &[("birth_year", "04")], Field::BirthDate, P::BadDate),
        (ADULT, &[("birth_year", "20040")], Field::BirthDate, P::BadDate),
        (ADULT, &[("birth_year", "2009")], Field::BirthDate, P::TooYoung { min: 14 }),
        (ADULT, &[("birth_year", "1986"), ("birth_day", "4")], Field::BirthDate, P::TooOldForEvent { max: 35 }),
        (ADULT, &[("sex", "f")], Field::Sex, P::UnknownValue),
        (ADULT, &[("region", "KZ-99")], Field::Region, P::UnknownValue),
        (ADULT, &[("language", "de")], Field::Language, P::UnknownValue),
        (ADULT, &[("given_name", "<b>A</b>")], Field::GivenName, P::NotAName),
        (ADULT, &[("institution", "мектеп 080101500006")], Field::Institution, P::ContainsIin),
        (ADULT, &[("class_name", "0801 0150 0006")], Field::ClassName, P::ContainsIin),
        (ADULT, &[("class_name", "a\u{202e}b")], Field::ClassName, P::NotText),
        (MINOR, &[("rep_name", "")], Field::RepName, P::Empty),
        (MINOR, &[("rep_relation", "")], Field::RepRelation, P::NotChosen),
        (MINOR, &[("rep_relation", "friend")], Field::RepRelation, P::UnknownValue),
        (MINOR, &[("rep_phone", "")], Field::RepPhone, P::Empty),
        (MINOR, &[("phone", "+7 701 222 33 44")], Field::RepPhone, P::SameAsParticipant),
    ] {
        assert_eq!(problem(base, changes), (field, expected), "{changes:?}");
    }
    let long: &'static str = Box::leak("я".repeat(10_000).into_boxed_str());
    assert_eq!(problem(ADULT, &[("family_name", long)]), (Field::FamilyName, P::TooLong { max: 100 }));
    assert_eq!(problem(ADULT, &[("institution", long)]), (Field::Institution, P::TooLong { max: 200 }));
    assert_eq!(problem(ADULT, &[("class_name", long)]), (Field::ClassName, P::TooLong { max: 50 }));
}

#[test]
fn limits_of_age_are_those_of_the_events_day() {
    let birth = |year: &'static str, day: &'static str| {
        with(MINOR, &[("birth_year", year), ("birth_day", day)]).parse(&context())
    };
    assert!(birth("2008", "5").is_ok(), "14 that day");
    assert!(birth("2008", "6").is_err(), "13 that day");
    let old = [("birth_year", "1986"), ("birth_day", "6")];
    assert!(with(ADULT, &old).parse(&context()).is_ok(), "35 that day");
    let open = FormContext { age_min: None, age_max: None, ..context() };
    assert!(with(MINOR, &[("birth_year", "2015")]).parse(&open).is_ok());
}

#[test]
fn an_adult_by_email_alone() {
    let person = with(ADULT, &[("phone", ""), ("email", "Aigerim@Example.org")]).parse(&context()).expect("faultless");
    assert_eq!(candidate_key(&person), "серикова|аигерим|2004-09-05|aigerim@example.org".replace("аи", "ай"));
}

#[test]
fn candidates_for_one_person() {
    let key = |base, changes: &[(&'static str, &'static str)]| {
        candidate_key(&with(base, changes).parse(&context()).expect("faultless"))
    };
    let minor = key(MINOR, &[]);
    for same in [
        &[("given_name", "Нурали"), ("patronymic", "")][..],
        &[("family_name", "СЕРИКОВ"), ("given_name", "Нур Али")],
        &[("phone", "87770001122"), ("email", "n@example.org")],
    ] {
        assert_eq!(key(MINOR, same), minor, "{same:?}");
    }
    for other in [&[("given_name", "Нұрлан")][..], &[("birth_day", "7")], &[("rep_phone", "87012223345")]] {
        assert_ne!(key(MINOR, other), minor, "{other:?}");
    }
    assert_eq!(key(ADULT, &[("email", "a@example.org")]), key(ADULT, &[]), "the telephone goes before the e-mail");
}

proptest! {
    #[test]
    fn any_form_gets_an_answer(values in proptest::collection::vec("\\PC{0,12}|on|mother|KZ-75|female|[0-9]{1,4}", 20)) {
        let names: Vec<String> = serde_json::to_value(RegistrationForm::default()).expect("serialises").as_object().expect("an object").keys().cloned().collect();
        let fields: Vec<_> = names.iter().map(String::as_str).zip(values.iter().map(String::as_str)).collect();
        if let Err(errors) = form(&fields).parse(&context()) {
            prop_assert!(!errors.is_empty());
        }
    }

    #[test]
    fn a_minor_never_passes_on_their_own_tick(days in 12_000_i64..14_500) {
        let birth = CivilDate::from_days(days).expect("a day");
        let mut form = with(ADULT, &[("consent_photo", "on")]);
        (form.birth_day, form.birth_month, form.birth_year) = (birth.day().to_string(), birth.month().to_string(), birth.year().to_string());
        let passed = form.parse(&context()).is_ok();
        let age = context().event_date.age_of(birth);
        prop_assert_eq!(passed, (18..=35).contains(&age));
    }
}
