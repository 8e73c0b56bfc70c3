//! Tests of names.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Result<String, FieldProblem> {
    NamePart::parse(text).map(String::from)
}

#[test]
fn names_people_have() {
    for name in [
        "Әсел",
        "Нұр-Сұлтан",
        "О'Коннор",
        "D’Artagnan",
        "Сəкен",
        "de la Cruz",
        "Ван-дер-Ваальс",
        "Jr.",
        "محمد",
        "李",
        "नीलम",
    ] {
        assert_eq!(read(name), Ok(name.to_owned()), "{name}");
    }
    assert_eq!(read("  Айгерім\u{a0} \u{a0}Нұр\u{2011}Ай "), Ok("Айгерім Нұр-Ай".to_owned()));
    assert_eq!(read("И\u{306}од"), Ok("Йод".to_owned()), "composed");
}

#[test]
fn what_is_no_name() {
    for text in [
        "Анна1",
        "<b>Анна</b>",
        "Анна😀",
        "Ан\u{202e}на",
        "Ан\u{200b}на",
        "Анна\nБелла",
        "-",
        ".",
        "'",
        "\u{301}а",
        "Ⅷ",
        "Ⓐ",
        "🅰",
        "🇰🇿",
        "Анна;",
        "\u{3164}",
        "a\u{fe0f}",
        "1\u{20e3}",
        "а\u{301}\u{302}\u{303}\u{304}\u{305}",
        "Robert'); DROP TABLE persons;--",
        "a@b",
    ] {
        assert_eq!(read(text), Err(FieldProblem::NotAName), "{text:?}");
    }
    assert_eq!(read(" \u{a0}\t"), Err(FieldProblem::Empty));
    assert_eq!(read(&"я".repeat(101)), Err(FieldProblem::TooLong { max: 100 }));
    assert_eq!(read(&"я".repeat(10_000)), Err(FieldProblem::TooLong { max: 100 }));
    assert_eq!(read("Анна 080101500006"), Err(FieldProblem::ContainsIin));
}

#[test]
fn full_and_short() {
    let name = PersonName::parse("Серікова", "Айгерім", Some("Маратқызы")).expect("a name");
    assert_eq!((name.full().as_str(), name.short().as_str()), ("Серікова Айгерім Маратқызы", "Айгерім С."));
    let name = PersonName::parse("әлиев", "Нұр-Али", Some(" ")).expect("a name");
    assert_eq!((name.full().as_str(), name.short().as_str()), ("әлиев Нұр-Али", "Нұр-Али Ә."));
    assert_eq!(name.patronymic(), None);
    let json = r#"{"family":"Ли","given":"Ан"}"#;
    assert_eq!(serde_json::from_str::<PersonName>(json).expect("reads").short(), "Ан Л.");
    assert!(serde_json::from_str::<PersonName>(r#"{"family":"<i>","given":"Ан"}"#).is_err());
}

#[test]
fn spellings_of_one_name_fold_to_one_key() {
    for group in [
        &["Әсел", "Асель", "Эсел", "АСЕЛ", "Aсeль", "Əсел"][..],
        &["Іңкәр", "Инкар", "Ынкар", "iңкәр"],
        &["Үміт", "Умит", "Ұміт", "ymit"],
        &["Өмір", "Омир"],
        &["Һани", "Хани", "hани"],
        &["Нұр-Сұлтан", "нур  султан", "НУР – СУЛТАН"],
        &["Семён", "Семен"],
        &["Дарья", "Даря", "Дар'я"],
        &["Қасым", "Касим", "Кacыm"],
    ] {
        for spelling in group {
            assert_eq!(search_key(spelling), search_key(group[0]), "{spelling}");
        }
    }
    assert_eq!(search_key("  Серікова  Айгерім "), "серикова айгерим");
    assert_ne!(search_key("Анна"), search_key("Анара"));
}

proptest! {
    #[test]
    fn what_was_read_once_reads_the_same_again(text in "[\\PC]{0,110}") {
        if let Ok(part) = NamePart::parse(&text) {
            prop_assert_eq!(NamePart::parse(part.as_str()), Ok(part));
        }
    }

    #[test]
    fn kazakh_names_are_names(text in "[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]{1,100}") {
        prop_assert_eq!(read(&text), Ok(text));
    }

    #[test]
    fn folding_a_key_again_changes_nothing(text in "[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіA-Za-z '.-]{0,40}|\\PC{0,20}") {
        let key = search_key(&text);
        prop_assert_eq!(search_key(&key), key);
    }

    #[test]
    fn case_never_matters(text in "[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіA-Za-z -]{0,40}") {
        prop_assert_eq!(search_key(&text.to_uppercase()), search_key(&text.to_lowercase()));
    }
}

#[test]
fn somebody_is_found_by_the_beginnings_of_their_names_in_any_spelling() {
    let key = search_key("Серікова Айгерім Маратқызы");
    let fits = |text: &str| Wanted::parse(text).is_some_and(|wanted| wanted.fits(&key));
    for text in ["серик", "СЕРІКОВА", "айг сер", "Айгерим  Серикова", "маратк"]
    {
        assert!(fits(text), "{text}");
    }
    for text in ["герім", "серікова әсел", "", "с", " - "] {
        assert!(!fits(text), "{text}");
    }
    assert!(Wanted::parse("с а").is_some(), "two beginnings");
}
