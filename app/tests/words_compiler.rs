//! The compiler of words: what it makes of good files, and what it says of bad ones.

#[path = "../build/words/mod.rs"]
mod words;

use words::{File, Lang, compile};

fn files(kk: &str, ru: &str, en: &str) -> Vec<File> {
    [(Lang::Kk, kk), (Lang::Ru, ru), (Lang::En, en)]
        .map(|(lang, text)| File { lang, area: "area".to_owned(), text: text.to_owned() })
        .into()
}

fn code(kk: &str, ru: &str, en: &str) -> String {
    compile(&files(kk, ru, en)).expect("good files")
}

fn errors(kk: &str, ru: &str, en: &str) -> String {
    compile(&files(kk, ru, en)).expect_err("bad files").join("\n")
}

#[test]
fn a_plain_message_is_a_literal() {
    let code = code("save = Сақтау\n", "save = Сохранить\n", "save = Save\n");
    assert!(code.contains("pub const fn save(lang: Lang) -> &'static str"), "{code}");
    assert!(code.contains("Lang::Kk => \"Сақтау\","), "{code}");
}

#[test]
fn languages_with_one_text_share_an_arm() {
    let code = code("qr = QR-код\n", "qr = QR-код\n", "qr = QR code\n");
    assert!(code.contains("Lang::Kk | Lang::Ru => \"QR-код\","), "{code}");
}

#[test]
fn arguments_are_typed_and_alphabetical() {
    let text = "hello = { $who }: { $n }, { $age }\n";
    let code = code(text, text, text);
    assert!(code.contains("pub fn hello(lang: Lang, age: impl Display, n: i64, who: impl Display)"), "{code}");
    assert!(code.contains("put_number(&mut out, lang, n);"), "{code}");
}

#[test]
fn plurals_follow_each_language_and_exact_numbers_come_first() {
    let kk = "people = { $count } адам\nseen = { $count ->\n    [0] жоқ\n   *[other] { $count }\n }\n";
    let ru = "people = { $count ->\n    [one] человек\n    [few] человека\n    [many] { $count } людей\n   *[other] человека\n }\nseen = { $count }\n";
    let en = "people = { $count ->\n    [one] person\n   *[other] people\n }\nseen = { $count }\n";
    let problems = errors(kk, ru, en);
    assert!(problems.contains("seen: variables"), "a selector makes a number everywhere: {problems}");

    let n = |text: &str| text.replace("$count", "$n");
    let code = code(&n(kk), &n(ru), &n(en));
    assert!(code.contains("match plural(Lang::Ru, n) { Plural::One =>"), "{code}");
    assert!(code.contains("Plural::Many =>"), "{code}");
    assert!(!code.contains("Plural::Few =>"), "the same as the default: {code}");
    assert!(code.contains("if n == 0 { out.push_str(\"жоқ\"); }"), "{code}");
}

#[test]
fn a_missing_key_names_file_and_key() {
    assert_eq!(errors("a = A\nb = B\n", "a = A\nb = B\n", "a = A\n"), "en/area.ftl: b: missing (it is in kk)");
}

#[test]
fn differing_variables_are_refused() {
    assert!(errors("a = { $x }\n", "a = { $x }\n", "a = { $y }\n").contains("en/area.ftl: a: variables"));
    assert!(errors("a = { $x }\n", "a = { $x }\n", "a = A\n").contains("a: variables"));
}

#[test]
fn a_duplicate_is_refused_within_and_across_files() {
    assert!(errors("a = 1\na = 2\n", "a = 1\n", "a = 1\n").contains("kk/area.ftl: a: already in area.ftl"));
    let mut two = files("a = A\n", "a = A\n", "a = A\n");
    two.push(File { lang: Lang::En, area: "other".to_owned(), text: "a = A\n".to_owned() });
    assert!(compile(&two).expect_err("twice").join("\n").contains("en/other.ftl: a: already in area.ftl"));
}

#[test]
fn a_key_stands_in_the_same_file_everywhere() {
    let mut moved = files("a = A\n", "a = A\n", "");
    moved.push(File { lang: Lang::En, area: "other".to_owned(), text: "a = A\n".to_owned() });
    assert!(compile(&moved).expect_err("moved").join("\n").contains("stands in other.ftl"));
}

#[test]
fn unsupported_syntax_is_refused() {
    for (text, why) in [
        ("a = { -brand }\n", "only { $variable }"),
        ("a = { NUMBER($n) }\n", "only { $variable }"),
        ("a = { other }\n", "only { $variable }"),
        ("a = A\n    .title = T\n", "attributes"),
        ("-brand = Keruen\n", "terms"),
        ("a = { $sex ->\n    [male] he\n   *[other] they\n }\n", "no plural category"),
        ("a = { $n ->\n    [few] a\n   *[other] b\n }\n", "no plural category of"),
        ("match = A\n", "word of Rust"),
        ("a = { $x\n", "kk/area.ftl:2: Expected"),
    ] {
        let problems = errors(text, text, text);
        assert!(problems.contains(why), "{text:?}: {problems}");
    }
}

#[test]
fn a_russian_selector_must_name_every_form() {
    let other = "a = { $n ->\n    [one] x\n   *[other] y\n }\n";
    assert!(errors("a = { $n }\n", other, other).contains("ru/area.ftl: a: the selector on $n lacks [few]"));
}

#[test]
fn several_lines_and_quoted_text_survive() {
    let text = "a =\n    One \"quoted\" line\n    two{ \" \" }\n";
    assert!(code(text, text, text).contains(r#""One \"quoted\" line\ntwo ""#));
}
