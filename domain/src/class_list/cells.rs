//! What a cell of a list looks like: a day, a sex, a class, a telephone, a name, an IIN.

use super::said::Said;
use crate::{iin::contains_iin, person::Sex, phone::Phone, short_text::is_hidden};

const FEMALE: [&str; 14] = [
    "ж",
    "жен",
    "женский",
    "женщина",
    "девочка",
    "девушка",
    "әйел",
    "қыз",
    "қыз бала",
    "кыз",
    "қ",
    "f",
    "girl",
    "female",
];
const MALE: [&str; 13] =
    ["м", "муж", "мужской", "мужчина", "мальчик", "юноша", "ер", "ұл", "ер бала", "ұ", "m", "boy", "male"];
/// Ends of patronymics, in Cyrillic and in Latin letters.
const DAUGHTER: [&str; 7] = ["қызы", "кызы", "вна", "чна", "qyzy", "kyzy", "vna"];
const SON: [&str; 7] = ["ұлы", "улы", "ич", "оғлы", "оглы", "uly", "vich"];
/// Words that people write after a class.
pub(super) const CLASS_WORDS: [&str; 6] = ["сынып", "сыныбы", "класс", "кл", "class", "grade"];

/// The cell on one line, without the breaks, wide spaces and invisible characters that spreadsheets put in and around.
pub(super) fn tidy(cell: &str) -> String {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || is_hidden(c));
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Any 12 digits, in whatever dress, with a word beside them at most. A spreadsheet that took an IIN for a number has
/// cut the zeros before it, so that 10 or 11 digits are one when these zeros make them one: no telephone reads as a day.
pub(super) fn is_iin(cell: &str) -> bool {
    let dress = |c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    let digits: String = cell.chars().filter(|c| !dress(*c)).collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        let words = cell.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
        return words <= 1 && contains_iin(cell);
    }
    match digits.len() {
        12 => true,
        10 | 11 => {
            let whole = format!("{digits:0>12}");
            ("01".."13").contains(&&whole[2..4]) && ("01".."32").contains(&&whole[4..6]) && contains_iin(&whole)
        }
        _ => false,
    }
}

/// A day as the list's input takes it: `05.03.2010` with dots, or `2010-03-05`. None: no day, or one without its century.
pub(super) fn day(cell: &str) -> Option<String> {
    match numbers(cell)? {
        [day, month, year] if day.len() <= 2 && year.len() == 4 => Some(format!("{day}.{month}.{year}")),
        [year, month, day] if year.len() == 4 && day.len() <= 2 => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    }
}

/// Day, month and year in some order, as they may stand in a column of days.
pub(super) fn is_day(cell: &str) -> bool {
    numbers(cell).is_some()
}

/// Three numbers of a day; what stands after them as «ж.» or «г.р.» says no more.
fn numbers(cell: &str) -> Option<[&str; 3]> {
    let cell = cell.trim_end_matches(['ж', 'г', 'р', '.', ' ']);
    let mut parts = cell.split(['.', '/', '-', ',']).map(str::trim);
    let parts = [parts.next()?, parts.next()?, parts.next().filter(|_| parts.next().is_none())?];
    let lengths = parts.map(str::len);
    let digits = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    (digits && matches!(lengths, [1 | 2, 1 | 2, 1 | 2 | 4] | [4, 1 | 2, 1 | 2])).then_some(parts)
}

/// The word that [`Sex::parse`] takes.
pub(super) fn sex(cell: &str) -> Option<&'static str> {
    let word = cell.to_lowercase();
    let word = word.trim_end_matches('.');
    if FEMALE.contains(&word) {
        return Some(Sex::Female.as_str());
    }
    MALE.contains(&word).then(|| Sex::Male.as_str())
}

/// The sex that a patronymic tells, as a word of [`Sex`].
pub(super) fn sex_of(patronymic: &str) -> Option<&'static str> {
    let word = patronymic.to_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    if ends(&DAUGHTER) {
        return Some(Sex::Female.as_str());
    }
    ends(&SON).then(|| Sex::Male.as_str())
}

/// A telephone, or what was meant as one.
pub(super) fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    Phone::parse(cell).is_ok() || ((10..=24).contains(&digits) && !cell.chars().any(char::is_alphabetic))
}

/// `9 Ә`, `10А`, `11-б`, `9 «Ә» сынып`.
pub(super) fn is_class(cell: &str) -> bool {
    let text = cell.to_lowercase();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text[..text.len() - rest.len()].parse::<u8>().is_ok_and(|number| number <= 12);
    let mut words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    number && words.peek().is_some() && words.all(|word| letter(word) || CLASS_WORDS.contains(&word))
}

/// The number of a line, as `7`, `7.` or `7)`.
pub(super) fn line_number(cell: &str) -> Option<i64> {
    let digits = cell.trim_end_matches(['.', ')']);
    let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// A name without the number that a list in a message puts before it: `7. Серікова Айгерім`.
pub(super) fn unnumbered(cell: &str) -> &str {
    let rest = cell.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = (1..=3).contains(&(cell.len() - rest.len()));
    if numbered { rest.trim_start_matches(['.', ')', ' ']) } else { cell }
}

/// Several capitalised words.
pub(super) fn is_full_name(cell: &str) -> bool {
    capitals(cell).is_some_and(|capitals| capitals >= 2)
}

/// Several words that may be a name, whatever letters they begin with.
pub(super) fn may_be_full_name(cell: &str) -> bool {
    capitals(cell).is_some() && name_words(unnumbered(cell)).nth(1).is_some()
}

/// One capitalised word; a small one may follow, as in «Марат қызы».
pub(super) fn is_one_name(cell: &str) -> bool {
    capitals(cell) == Some(1)
}

/// How many words begin with a capital; none where something is no name. What else a list in a message says of a person
/// may stand beside it.
fn capitals(cell: &str) -> Option<usize> {
    let words = Said::of(cell).names;
    let belongs = |c: char| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '\u{2019}' | '\u{2bc}');
    let named = (1..=5).contains(&words.len()) && words.iter().all(|word| word.chars().all(belongs));
    named.then(|| words.iter().filter(|word| word.starts_with(char::is_uppercase)).count())
}

/// The words of a name.
pub(super) fn name_words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([' ', ',']).filter(|word| !word.is_empty())
}
