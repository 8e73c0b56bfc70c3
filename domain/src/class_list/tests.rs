//! Tests of a class's list: from pasted text to people.

use proptest::prelude::*;

use super::*;
use crate::{iin::contains_iin, person::Sex, registration::Lacks};

/// Invented: born 1 January 2008, serial 0000.
const IIN: &str = "080101500006";

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).expect("a day")
}

fn context() -> FormContext {
    FormContext {
        today: day("2022-09-01"),
        event_date: day("2022-09-05"),
        age_min: Some(10),
        age_max: Some(35),
        default_lang: Lang::Ru,
        lacks: Lacks::default(),
    }
}

fn pasted(text: &str) -> Pasted {
    paste(&split(text), 1)
}

/// The values of a line, in the order of [`LINE`], joined.
fn line(pasted: &Pasted, number: i64) -> String {
    let value = |name: &&str| pasted.lines.get(&format!("{name}.{number}")).cloned().unwrap_or_default();
    LINE.iter().map(value).collect::<Vec<_>>().join("|")
}

/// The list with all that its people share.
fn form(lines: BTreeMap<String, String>) -> ClassListForm {
    let shared = [("region", "KZ-75"), ("place", "urban"), ("institution_kind", "school"), ("class_name", "9 Ә")];
    let mut values: BTreeMap<String, String> =
        shared.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    values.extend(lines);
    ClassListForm(values)
}

fn read(text: &str) -> Result<ClassList, ListErrors> {
    form(pasted(text).lines).parse(&context())
}

#[test]
fn a_russian_head_and_a_column_of_iins() {
    let text = format!(
        "Список учащихся 9 «Ә» класса\n\
         № п/п\tФИО учащегося\tДата рождения\tПол\tИИН\tТелефон\tАдрес\tФИО родителей\tПримечание\n\
         1\tСерікова Айгерім Маратқызы\t05.03.2008\tж\t{IIN}\t8 701 123 45 67\tТараз\tСеріков Марат\tстароста\n\
         2\tИванов  Пётр\t5/3/2008 г.\tМуж.\t080101500711\t\tТараз\t\t\n\n3\t\t\t\t\t\t\t\t\n"
    );
    let list = pasted(&text);
    assert_eq!(line(&list, 1), "Серікова|Айгерім|Маратқызы|05.03.2008|female||8 701 123 45 67|староста");
    assert_eq!(line(&list, 2), "Иванов|Пётр||5.3.2008|male|||");
    assert_eq!((list.count, list.left_out), (2, 0));
    let other = |head: &str| Dropped::Other(head.to_owned());
    assert_eq!(list.dropped, [Dropped::Iin, other("Адрес"), other("ФИО родителей")]);

    let people = form(list.lines).parse(&context()).expect("two people").people;
    let [first, second] = &people[..] else { panic!("{people:?}") };
    assert_eq!((first.line, first.note.as_ref().map(ShortText::as_str)), (1, Some("староста")));
    let person = &first.person;
    assert_eq!((person.name.full().as_str(), person.sex), ("Серікова Айгерім Маратқызы", Sex::Female));
    assert_eq!(person.phone.as_ref().map(Phone::e164), Some("+77011234567"));
    assert_eq!((person.class_name.as_ref().map(ShortText::as_str), person.language), (Some("9 Ә"), Lang::Ru));
    assert_eq!((&person.representative, person.data_consent), (&None, ConsentAnswer::Representative));
    assert_eq!((second.person.name.full().as_str(), second.person.birth_date), ("Иванов Пётр", day("2008-03-05")));
}

#[test]
fn without_a_head_the_cells_tell() {
    let list = pasted(&format!(
        "1\tСеріков\tЕрлан\tМаратұлы\t{IIN}\t2008-03-05\t9 Ә\t87011234567\tжақсы оқиды\n\
         2\tАхметова\tДана\t\t\t06.04.2007\t10А\t\t\n\
         3\tКим\tАлексей\tИванович\t080101500711\t07-05-2008\t11-б\t8(702)1234567\tкөзілдірік"
    ));
    assert_eq!(line(&list, 1), "Серіков|Ерлан|Маратұлы|2008-03-05|male|9 Ә|87011234567|жақсы оқиды");
    assert_eq!(line(&list, 2), "Ахметова|Дана||06.04.2007||10А||");
    assert_eq!(line(&list, 3), "Ким|Алексей|Иванович|07.05.2008|male|11-б|8(702)1234567|көзілдірік");
    assert_eq!(list.dropped, [Dropped::Iin]);

    let full = pasted("1. СЕРІКОВА АЙГЕРІМ МАРАТ ҚЫЗЫ, 05.03.2008\n2. Ким Алексей, 6.4.2007\n3. Әли Дана, 07.05.08");
    assert_eq!(line(&full, 1), "СЕРІКОВА|АЙГЕРІМ|МАРАТ ҚЫЗЫ|05.03.2008|female|||");
    assert_eq!(line(&full, 2), "Ким|Алексей||6.4.2007||||");
    assert_eq!(line(&full, 3), "Әли|Дана||07.05.08||||", "a century is not guessed");
    let bare = pasted("Серікова Айгерім\nКим, Алексей\nӘли Дана");
    assert_eq!((line(&bare, 2), bare.count), ("Ким|Алексей||||||".to_owned(), 3));
    let message = pasted("9 «Ә» сынып\n1) Серікова Айгерім 05.03.2008\n2) Ким Алексей 6/4/2007");
    assert_eq!((line(&message, 2), message.count), ("Ким|Алексей||6.4.2007||||".to_owned(), 2));
    let small = pasted("серікова айгерім\t05.03.2008\tстароста");
    assert_eq!(line(&small, 1), "серікова|айгерім||05.03.2008||||староста");
}

#[test]
fn names_under_whatever_head() {
    for text in ["Surname,Name\nKim,Alex", "Name\nKim Alex", "Имя\nKim Alex", "Student;Class\nKim Alex;9 A"] {
        assert!(line(&pasted(text), 1).starts_with("Kim|Alex|||"), "{text}");
    }
    let list = pasted("Фамилия;Имя, отчество;Сынып\nСеріков;Ерлан Маратұлы;9 «Б»\nКим;Анна Мария;9 «Б»");
    assert_eq!(line(&list, 1), "Серіков|Ерлан|Маратұлы||male|9 «Б»||");
    assert_eq!(line(&list, 2), "Ким|Анна Мария||||9 «Б»||");
    let hidden = pasted(&format!("Аты-жөні\nСерікова Айгерім {IIN}"));
    assert_eq!((line(&hidden, 1), hidden.dropped), ("Серікова|Айгерім||||||".to_owned(), vec![Dropped::Iin]));
}

#[test]
fn text_is_split_as_its_lines_are() {
    let cells = |text: &str| split(text).iter().map(|row| row.join("|")).collect::<Vec<_>>();
    assert_eq!(
        cells("\u{feff}\"Серікова\";\"9 \"\"Ә\"\" сынып\"\r\n\r\n ; \r\nКим;\"бір\nекі; үш\"\r\n"),
        ["Серікова|9 \"Ә\" сынып", "Ким|бір\nекі; үш"]
    );
    assert_eq!(cells("a,b\tc;d\n\u{a0}e\u{a0}\tf"), ["a,b|c;d", "e|f"]);
    assert_eq!(cells("Ким, Анна\nӘли, Дана\nСерік"), ["Ким|Анна", "Әли|Дана", "Серік"]);
    assert_eq!(cells("Ким\nӘли, Дана\nСерік, ол, бұл"), ["Ким", "Әли, Дана", "Серік, ол, бұл"]);
    assert_eq!(cells("\"Ким;9\nӘли;9"), ["\"Ким|9", "Әли|9"], "a single quote swallows nothing");
    assert!(split(" \n\t\n").is_empty());
    // Of what is far too long, no more is read than shows that it is.
    assert_eq!(split(&"a\n".repeat(2_500_000)).len(), MAX_ROWS + 1);
    assert_eq!(split(&"a;b\n".repeat(MAX_ROWS)).len(), MAX_ROWS);
    assert_eq!(split(&"a,".repeat(2_500_000))[0].len(), MAX_COLUMNS + 1);
    let list = pasted("Тегі;Аты;Ескерту\n\"Ким\";Анна;\"бір\nекі\"");
    assert_eq!(line(&list, 1), "Ким|Анна||||||бір екі");
}

#[test]
fn every_fault_is_told_at_its_input() {
    let errors = read(&format!(
        "Тегі\tАты\tТуған күні\tЖынысы\tТелефон\tЕскерту\n\
         Серікова\tАйгерім\t05.03.2008\tқ\t8701\t\n\
         Серікова\tАйгерим\t5.3.2008\tқ\t\tжақсы\n\
         Ким\tАнна\t\tқ\t\tИИН дана {IIN}\n\
         Әли\tДана\t05.03.2020\tбілмеймін\t\t\n\
         Ким\t\t05.03.20\tқ\t\t"
    ))
    .expect_err("wrong");
    let due = [
        ("phone.1", FieldProblem::BadPhone),
        ("family_name.2", FieldProblem::RepeatsLine { line: 1 }),
        ("birth_date.3", FieldProblem::Empty),
        ("note.3", FieldProblem::ContainsIin),
        ("birth_date.4", FieldProblem::TooYoung { min: 10 }),
        ("sex.4", FieldProblem::UnknownValue),
        ("given_name.5", FieldProblem::Empty),
        ("birth_date.5", FieldProblem::BadDate),
    ];
    assert_eq!(errors.0, due.map(|(name, problem)| (name.to_owned(), problem)));

    let nothing = ClassListForm::default().parse(&context()).expect_err("empty");
    let names: Vec<&str> = nothing.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["list", "region", "place", "institution_kind"]);
    let mut form = form(pasted("Ким Анна\t05.03.2008\tқ").lines);
    form.0.insert("language".into(), "xx".into());
    form.0.insert("class_name.1".into(), "я".repeat(51));
    let errors = form.parse(&context()).expect_err("two");
    assert_eq!(errors.get("language"), Some(FieldProblem::UnknownValue));
    assert_eq!(errors.get("class_name.1"), Some(FieldProblem::TooLong { max: 50 }));
}

#[test]
fn who_differs_by_patronymic_is_somebody_else() {
    let list = |patronymics: [&str; 3]| {
        let rows = patronymics.map(|patronymic| format!("Ким\tАнна\t{patronymic}\t05.03.2000\tқ\n"));
        read(&format!("Тегі\tАты\tӘкесінің аты\tТуған күні\tЖынысы\n{}", rows.concat()))
    };
    let read = list(["Ивановна", "Петровна", "Сергеевна"]).expect("three people");
    assert!(read.people.iter().all(|listed| listed.person.photo_consent == ConsentAnswer::No), "adults");
    let errors = list(["Ивановна", "Петровна", ""]).expect_err("one of the two");
    assert_eq!(errors.0, [("family_name.3".to_owned(), FieldProblem::RepeatsLine { line: 1 })]);
}

#[test]
fn a_patronymic_tells_the_sex_where_no_column_does() {
    for (patronymic, sex) in [
        ("Маратқызы", "female"),
        ("Марат-кызы", "female"),
        ("Ивановна", "female"),
        ("Ильинична", "female"),
        ("Маратұлы", "male"),
        ("Марат улы", "male"),
        ("Иванович", "male"),
        ("Ильич", "male"),
        ("Марат", ""),
    ] {
        let list = pasted(&format!("ФИО\nКим Саша {patronymic}"));
        assert_eq!(list.lines.get("sex.1").map_or("", String::as_str), sex, "{patronymic}");
    }
    let list = pasted("ФИО;Пол\nКим Саша Иванович;ж");
    assert_eq!(list.lines.get("sex.1").map(String::as_str), Some("female"), "what is said goes first");
}

#[test]
fn a_list_has_its_length() {
    let rows: Vec<Vec<String>> = (1..=130).map(|n| vec![n.to_string(), "Ким Анна".to_owned()]).collect();
    let list = paste(&rows, 1);
    assert_eq!((list.count, list.left_out), (MOST, 30));
    assert_eq!(list.columns, [Column::Number, Column::FullName]);
    assert_eq!(ClassListForm(list.lines).numbers().len(), 100);
    let more = paste(&rows, 98);
    assert_eq!((more.count, more.left_out), (3, 127));
    assert_eq!(ClassListForm(more.lines).numbers(), BTreeSet::from([98, 99, 100]));
    assert_eq!(paste(&rows, i64::MAX).left_out, 130);
}

#[test]
fn an_iin_that_lost_its_zeros_is_one() {
    assert!(cells::is_iin(&IIN[1..]), "a spreadsheet's number");
    for text in [IIN, "080101 500006", "'080101500006", "ИИН: 080101500006", "123456789012"] {
        assert!(cells::is_iin(text), "{text}");
    }
    for text in ["87011234567", "7011234567", "77011234567", "+7 701 123 45 67", "05.03.2008", "80101500007", ""] {
        assert!(!cells::is_iin(text), "{text}");
    }
    for phone in 7_010_000_000_u64..7_010_002_000 {
        assert!(!cells::is_iin(&phone.to_string()) && !cells::is_iin(&format!("8{phone}")), "{phone}");
    }
}

/// An IIN by its first 11 digits, if they have a check digit.
fn completed(stem: u64) -> Option<String> {
    (0..10).map(|check| format!("{stem:011}{check}")).find(|text| contains_iin(text))
}

proptest! {
    #[test]
    fn any_text_gets_lines_and_an_answer(
        text in "\\PC{0,200}|[А-Гж9 0-9ә.,;\t\n\r\"'«/-]{0,200}|((Тегі|Аты|ЖСН|Ким|Ким Анна|05.03.2008|ж|1|№|)[\t;,\n]){0,40}",
        first in -5_i64..120,
    ) {
        let list = paste(&split(&text), first);
        let form = form(list.lines);
        let numbers = form.numbers();
        prop_assert_eq!(i64::try_from(numbers.len()), Ok(list.count));
        prop_assert!(numbers.first().is_none_or(|line| *line == first.max(1)));
        let read = form.parse(&context());
        prop_assert!(read.is_err() || list.count > 0);
    }

    #[test]
    fn no_iin_leaves_its_column(
        stems in proptest::collection::vec(0_u64..100_000_000_000, 1..30),
        head in proptest::option::of("ЖСН|ИИН|Ескерту|Телефон|Класс|Адрес||[а-яә ]{1,12}"),
        place in 0_usize..5,
        dress in 0_usize..4,
        delimiter in "[\t;,]",
    ) {
        let iins: Vec<String> = stems.into_iter().filter_map(completed).collect();
        let written = |(at, iin): (usize, &String)| match (at % 3, dress) {
            // Some give none, but most do.
            (2, _) => String::new(),
            (_, 1) => format!("{} {}", &iin[..6], &iin[6..]),
            (_, 2) => format!("'{iin}"),
            (_, 3) => format!("\"{iin}\""),
            _ => iin.clone(),
        };
        let row = |own: [&str; 4], iin: String| {
            let mut row = own.map(str::to_owned).to_vec();
            row.insert(place, iin);
            row.join(&delimiter)
        };
        let heads = head.map(|head| row(["Тегі", "Аты", "Туған күні", "Түсініктеме"], head));
        let rows = iins.iter().enumerate().map(|at| row(["Ким", "Анна", "05.03.2008", "жақсы"], written(at)));
        let text = heads.into_iter().chain(rows).collect::<Vec<_>>().join("\n");
        let list = pasted(&text);
        prop_assert!(iins.is_empty() || list.dropped.contains(&Dropped::Iin), "{}", text);
        for (name, value) in &list.lines {
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            let kept = iins.iter().any(|iin| digits.contains(iin));
            prop_assert!(!kept && !contains_iin(value), "{} {}", name, value);
        }
    }
}

#[test]
fn a_list_from_a_message_is_read_word_by_word() {
    let text = "9 «Ә» сынып\n\
        1. Оспанов Мирас 05.03.2010 м 8 701 234 56 78\n\
        2) Серікова Айгерім Нұрланқызы 9 Ә 12.04.2011\n\
        3. Ким Алексей 11-б 080101500006 +7(702)1234567 07.05.2008\n\
        4. Тұрар Ер 9 Ә сынып 01.02.2010 ұл\n";
    let list = paste(&split(text), 1);
    let value = |name: &str, line: i64| list.lines.get(&format!("{name}.{line}")).map_or("", String::as_str);
    let names = ["family_name", "given_name", "patronymic", "birth_date", "sex", "class_name", "phone", "note"];
    let lines: Vec<Vec<&str>> = (1..=list.count).map(|line| names.map(|name| value(name, line)).to_vec()).collect();
    let due = [
        ["Оспанов", "Мирас", "", "05.03.2010", "male", "", "8 701 234 56 78", ""],
        ["Серікова", "Айгерім", "Нұрланқызы", "12.04.2011", "female", "9 Ә", "", ""],
        ["Ким", "Алексей", "", "07.05.2008", "", "11-б", "+7(702)1234567", ""],
        ["Тұрар", "Ер", "", "01.02.2010", "male", "9 Ә сынып", "", ""],
    ];
    assert_eq!(lines, due);
    assert_eq!(list.dropped, [Dropped::Iin]);
}
