//! What the head of a column says, in Kazakh, Russian or English.

use super::columns::Column;

const FULL: [&str; 7] = ["фио", "ф и о", "аты жөні", "таә", "т а ә", "full name", "полное имя"];
const FAMILY: [&str; 5] = ["тегі", "фамилия", "family name", "surname", "last name"];
const GIVEN: [&str; 6] = ["аты", "есімі", "имя", "first name", "given name", "name"];
const PATRONYMIC: [&str; 5] = ["әкесінің аты", "отчество", "patronymic", "middle name", "father s name"];
const IIN: [&str; 4] = ["жсн", "иин", "iin", "инн"];

/// Beginnings of words that tell of somebody else than the pupil, or of what is nobody's business here.
const FOREIGN: [&str; 29] = [
    "ата ана",
    "родит",
    "мать ",
    "матери",
    "мама",
    "мамы",
    "отец",
    "отца",
    "папа",
    "папы",
    "опекун",
    "представител",
    "parent",
    "mother",
    "father",
    "guardian",
    "анасы",
    "әкес",
    "жетекші",
    "руководител",
    "мұғалім",
    "учител",
    "teacher",
    "место",
    "place",
    "туған жер",
    "денсаулық",
    "здоров",
    "кров",
];

/// Beginnings of words; with a space at the end, whole words.
const KINDS: [(Column, &[&str]); 5] = [
    (Column::BirthDate, &["туған", "рожд", "birth", "dob ", "др ", "д р "]),
    (Column::Sex, &["жыныс", "пол ", "sex", "gender"]),
    (Column::Phone, &["тел", "tel", "phone", "mobile", "моб", "ұялы", "байланыс", "контакт", "contact", "whatsapp"]),
    (
        Column::ClassName,
        &["сынып", "сыныб", "класс", "класы", "кл ", "топ ", "тобы", "групп", "class", "grade", "group"],
    ),
    (Column::Note, &["ескерт", "примеч", "прим ", "коммент", "note", "comment", "remark"]),
];

/// What stands alone over days of birth; of whatever else, in a longer head.
const DAY: [&str; 3] = ["күні", "дата", "date"];

/// Words of which a head over running numbers consists: №, р/с, т/р, п/п.
const NUMBER: [&str; 13] = ["№", "#", "р", "с", "т", "п", "рс", "пп", "no", "n", "номер", "нөмірі", "number"];

/// Words for a pupil or a list: they say nothing beside others, and alone stand over names.
const PUPILS: [&str; 11] =
    ["оқушы", "учени", "учащ", "ребен", "student", "pupil", "студент", "қатысушы", "участник", "список", "тізім"];
const FILLERS: [&str; 8] = ["баланың", "бала", "балалар", "child", "s", "of", "list", "толық"];

/// What a column with this head holds; [`Column::Other`] where it is none that we know.
pub(super) fn column(head: &str) -> Column {
    let said = words(head);
    let is_filler = |word: &&str| FILLERS.contains(word) || PUPILS.iter().any(|stem| word.starts_with(stem));
    let telling: Vec<&str> = said.split(' ').filter(|word| !word.is_empty() && !is_filler(word)).collect();
    if telling.is_empty() {
        return if said.is_empty() { Column::Other } else { Column::FullName };
    }
    let mut rest = format!(" {} ", telling.join(" "));
    let iin = begins(&rest, &IIN);
    let fathers = rest.starts_with(" әкесінің аты жөні ");
    let patronymic = take(&mut rest, &PATRONYMIC);
    if fathers || begins(&rest, &FOREIGN) {
        return if iin { Column::Iin } else { Column::Other };
    }
    let (full, family, bare) = (take(&mut rest, &FULL), take(&mut rest, &FAMILY), rest == " name ");
    let given = take(&mut rest, &GIVEN);
    // «Аты» is part of many heads: the name of a school, of a street.
    let nothing_else = rest.trim().is_empty();
    match () {
        () if full || (family && given) => Column::FullName,
        () if iin => Column::Iin,
        () if family => Column::FamilyName,
        () if given && nothing_else && bare => Column::FullName,
        () if given && nothing_else => Column::GivenName,
        () if patronymic => Column::Patronymic,
        () => other(&rest, &telling),
    }
}

fn other(rest: &str, telling: &[&str]) -> Column {
    if DAY.contains(&rest.trim()) {
        return Column::BirthDate;
    }
    let kind = KINDS.iter().find(|(_, stems)| begins(rest, stems)).map(|(column, _)| *column);
    let number = telling.iter().all(|word| NUMBER.contains(word));
    kind.unwrap_or(if number { Column::Number } else { Column::Other })
}

/// Small letters, ё as е, all signs as spaces: «Ф.И.О.» is `ф и о`.
fn words(head: &str) -> String {
    let plain = |c: char| match c {
        'ё' => 'е',
        c if c.is_alphanumeric() || matches!(c, '№' | '#') => c,
        _ => ' ',
    };
    let small: String = head.chars().flat_map(char::to_lowercase).map(plain).collect();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether some word of `text`, which has a space before each, begins so.
fn begins(text: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| text.match_indices(stem).any(|(at, _)| text[..at].ends_with(' ')))
}

/// Takes phrases out of the text; whether there were any.
fn take(text: &mut String, phrases: &[&str]) -> bool {
    let before = text.len();
    for phrase in phrases {
        *text = text.replace(&format!(" {phrase} "), " ");
    }
    text.len() < before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_in_three_languages() {
        for (column, heads) in [
            (Column::Number, "№|р/с|П/П|№ п/п|No.|#"),
            (
                Column::FullName,
                "ФИО|Ф.И.О.|Аты-жөні|тегі аты|Name|Full name|Оқушының аты-жөні|Фамилия, имя|Тегі, аты, әкесінің аты|\
                 ФИО учащегося|Ученик|Оқушылар тізімі|Фамилия Имя Отчество (при наличии)|Student's name|Surname, name",
            ),
            (Column::FamilyName, "Тегі|ФАМИЛИЯ|Family name|Surname|last name|Фамилия ученика"),
            (Column::GivenName, "Аты|Имя|First name|Given Name|Оқушының аты|Имя, отчество"),
            (Column::Patronymic, "Әкесінің аты|Отчество|patronymic|Middle name|Отчество (при наличии)"),
            (
                Column::BirthDate,
                "Туған күні|Туған жылы|Дата рождения|ДАТА РОЖДЕНИЯ (дд.мм.гггг)|Birth date|Date of birth|Д.р.|ДР|Дата",
            ),
            (Column::Sex, "Жынысы|Пол|Sex|Gender"),
            (Column::ClassName, "Сыныбы|Сынып|Класс|Класы|Группа|Топ|Class|Grade|Group|Class name"),
            (Column::Phone, "Телефон|Байланыс|Ұялы тел.|Phone|Mobile|Контакт|№ телефона"),
            (Column::Note, "Ескерту|Ескертпе|Примечание|Note|Comment"),
            (Column::Iin, "ЖСН|ИИН|IIN|Оқушының ЖСН-і"),
            (
                Column::Other,
                "Мекенжайы|Мектеп аты|ФИО родителей|Ата-анасының аты-жөні|Телефон матери|Әкесінің телефоны|\
                 Әкесінің аты-жөні|Классный руководитель|Группа здоровья|Место рождения|Дата приёма|Ұлты|…|",
            ),
        ] {
            for head in heads.split('|') {
                assert_eq!(super::column(head), column, "{head}");
            }
        }
        assert_eq!(super::column("ФИО, ИИН"), Column::FullName);
        assert_eq!(super::column("ИИН родителя"), Column::Iin);
    }
}
