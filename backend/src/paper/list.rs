//! The list at a door: who is expected, a square to tick, and lines for those who are not on it.

use super::page::{A4, Align, FIRM, HAIR, Paper, Sheet};
use super::text::{Ink, Line, Style, fitted, fitted_line};
use super::{PaperError, Result};

const LEFT: f32 = 15.0;
const RIGHT: f32 = A4.width - 15.0;
const TOP: f32 = 13.0;
/// Rows end here; the page number stands lower. Millimetres.
const END: f32 = A4.height - 17.0;
/// A row, high enough to write in. Millimetres.
const ROW: f32 = 8.0;
const HEAD: f32 = 7.0;
/// The square to tick, in millimetres.
const TICK: f32 = 4.6;

/// Where columns begin and how wide their texts are, in millimetres.
const NUMBER: (f32, f32) = (LEFT, 9.0);
const NAME: (f32, f32) = (LEFT + 12.0, 86.0);
const CLASS: (f32, f32) = (LEFT + 101.0, 26.0);
const CODE: (f32, f32) = (LEFT + 130.0, 31.0);
const HERE: (f32, f32) = (LEFT + 162.0, 18.0);

const TITLE: Style = Style::bold(15.0);
const EVENT: Style = Style::regular(12.0);
const FACTS: Style = Style::label(10.0);
const LABEL: Style = Style::label(8.0);
const PERSON: Style = Style::regular(10.5);
const SMALL: Style = Style::regular(9.5);

/// The list of one event at one door.
pub struct DoorList {
    /// Language tag of the words, such as `kk`.
    pub language: String,
    /// Title of the document in a viewer's window.
    pub document_title: String,
    /// What the list is, or the caravan's title.
    pub title: String,
    /// The event.
    pub event: String,
    /// Day and time.
    pub time: String,
    /// Where it is.
    pub place: String,
    /// Heads of the columns.
    pub columns: DoorColumns,
    /// Who is expected, in the order of the list.
    pub rows: Vec<DoorRow>,
    /// Empty lines after them, `+1` and on: no number of theirs is ever somebody's.
    pub blank: usize,
}

/// Heads of the columns.
pub struct DoorColumns {
    /// Over the numbers, 9 mm: `№`.
    pub number: String,
    /// Over the names, 86 mm.
    pub name: String,
    /// Over the classes, 26 mm.
    pub class: String,
    /// Over the short codes, 31 mm.
    pub code: String,
    /// Over the squares, 18 mm.
    pub here: String,
}

/// Somebody who is expected.
pub struct DoorRow {
    /// The number that means them on every list of this event; whoever came onto it later has a later one.
    pub number: String,
    /// Full name; a long one is set smaller, on two lines.
    pub name: String,
    /// Class or group.
    pub class: String,
    /// The short code as it is printed: `K7Q2-9MXP`.
    pub code: String,
}

/// The list on A4 pages; each has the table's head.
pub fn door_list(list: &DoorList) -> Result<Vec<u8>> {
    lay_out(list)?.finish()
}

fn lay_out(list: &DoorList) -> Result<Paper> {
    let rows: Vec<Option<&DoorRow>> = list.rows.iter().map(Some).chain(std::iter::repeat_n(None, list.blank)).collect();
    if rows.is_empty() {
        return Err(PaperError::Nothing);
    }
    let mut sheets = Vec::new();
    let mut sheet = Sheet::default();
    let mut y = head(list, &mut sheet)?;
    for (place, person) in rows.into_iter().enumerate() {
        if y + ROW > END {
            sheets.push(std::mem::take(&mut sheet));
            let what = format!("{} · {}", list.title, list.event);
            y = sheet.running_head(&what, &list.time, LEFT, RIGHT, TOP)? + 1.0;
            y = columns(list, &mut sheet, y)?;
        }
        let number = person.map_or_else(|| format!("+{}", place + 1 - list.rows.len()), |person| person.number.clone());
        row(&mut sheet, &number, person, y)?;
        y += ROW;
    }
    sheets.push(sheet);
    let mut paper = Paper::new(A4, &list.document_title, &list.language);
    paper.add(sheets, A4.width - RIGHT)?;
    Ok(paper)
}

fn head(list: &DoorList, sheet: &mut Sheet) -> Result<f32> {
    let room = RIGHT - LEFT;
    let mut y = sheet.lines(fitted(&list.title, TITLE, 10.0, room, 2)?, LEFT, room, TOP, Align::Left);
    y = sheet.lines(fitted(&list.event, EVENT, 9.0, room, 2)?, LEFT, room, y + 0.5, Align::Left);
    let facts: Vec<&str> =
        [&list.time, &list.place].into_iter().map(String::as_str).filter(|fact| !fact.is_empty()).collect();
    y = sheet.lines(fitted(&facts.join(" · "), FACTS, 8.0, room, 2)?, LEFT, room, y + 0.5, Align::Left);
    columns(list, sheet, y + 2.0)
}

fn columns(list: &DoorList, sheet: &mut Sheet, y: f32) -> Result<f32> {
    let heads = [
        (&list.columns.number, NUMBER, Align::Right),
        (&list.columns.name, NAME, Align::Left),
        (&list.columns.class, CLASS, Align::Left),
        (&list.columns.code, CODE, Align::Left),
        (&list.columns.here, HERE, Align::Centre),
    ];
    for (text, (left, width), align) in heads {
        sheet.text(fitted_line(text, LABEL, 6.0, width)?, left, width, y + HEAD - 2.2, align);
    }
    sheet.across(LEFT, RIGHT, y + HEAD, FIRM);
    Ok(y + HEAD)
}

fn row(sheet: &mut Sheet, number: &str, person: Option<&DoorRow>, y: f32) -> Result<()> {
    let baseline = y + 5.2;
    let digits = Line::new(number, Style { ink: Ink::Grey, ..SMALL })?;
    sheet.text(digits, NUMBER.0, NUMBER.1, baseline, Align::Right);
    if let Some(person) = person {
        name(sheet, &person.name, y, baseline)?;
        sheet.text(fitted_line(&person.class, SMALL, 6.5, CLASS.1)?, CLASS.0, CLASS.1, baseline, Align::Left);
        sheet.text(Line::code(&person.code, SMALL, CODE.1)?, CODE.0, CODE.1, baseline, Align::Left);
    }
    sheet.tick_box(HERE.0 + (HERE.1 - TICK) / 2.0, y + (ROW - TICK) / 2.0, TICK);
    sheet.across(LEFT, RIGHT, y + ROW, HAIR);
    Ok(())
}

/// On one line down to 9.5 points, else on two small ones.
fn name(sheet: &mut Sheet, text: &str, y: f32, baseline: f32) -> Result<()> {
    let whole = fitted_line(text, PERSON, 9.5, NAME.1)?;
    if !whole.text.ends_with('…') {
        sheet.text(whole, NAME.0, NAME.1, baseline, Align::Left);
        return Ok(());
    }
    let lines = fitted(text, Style::regular(8.0), 7.0, NAME.1, 2)?;
    let height: f32 = lines.iter().map(|line| line.style.height()).sum();
    sheet.lines(lines, NAME.0, NAME.1, y + (ROW - height) / 2.0, Align::Left);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::reading::{NAMES, assert_calm, pages};
    use super::*;

    fn list(count: usize, blank: usize) -> DoorList {
        let row = |(i, name): (usize, &&str)| DoorRow {
            number: (i + 1).to_string(),
            name: (*name).to_owned(),
            class: "9 «Ә»".to_owned(),
            code: format!("K{:03}-9MXP", i + 1),
        };
        DoorList {
            language: "kk".to_owned(),
            document_title: "Есік тізімі".to_owned(),
            title: "Әскери-патриоттық керуен – 2026".to_owned(),
            event: "Ардагерлермен кездесу".to_owned(),
            time: "7 қыркүйек, дүйсенбі, 10:00".to_owned(),
            place: "Тараз, Достық үйі, үлкен зал".to_owned(),
            columns: DoorColumns {
                number: "№".to_owned(),
                name: "Аты-жөні".to_owned(),
                class: "Сыныбы".to_owned(),
                code: "Қысқа код".to_owned(),
                here: "Келді".to_owned(),
            },
            rows: NAMES.iter().cycle().take(count).enumerate().map(row).collect(),
            blank,
        }
    }

    #[test]
    fn every_page_has_the_tables_head_and_its_number() {
        let long = list(70, 10);
        let read = pages(&door_list(&long).expect("a PDF"));
        assert_eq!(read.len(), 3);
        for (page, number) in read.iter().zip(1..) {
            assert!(page.contains(&long.columns.name) && page.contains(&long.event), "{page}");
            assert!(page.contains(&format!("{number} / 3")), "{page}");
        }
        let all = read.join(" ");
        for row in &long.rows {
            assert!(all.contains(&row.name) && all.contains(&row.code), "{}", row.name);
        }
        assert!(all.contains(" 70 ") && !all.contains(" 71 "), "{all}");
        assert!(all.contains("+10") && !all.contains("+11"), "blank lines have numbers of their own");
        assert_eq!(pages(&door_list(&list(0, 5)).expect("a PDF")).len(), 1);
        assert_eq!(door_list(&list(0, 0)), Err(PaperError::Nothing));
    }

    #[test]
    fn columns_hold_what_is_too_long() {
        let mut list = list(40, 3);
        assert_calm(&lay_out(&list).expect("fonts"), 10.0);
        list.rows[0].name = "Ж".repeat(300);
        list.rows[1].class = "сынып ".repeat(20);
        list.rows[2].code = "W".repeat(40);
        list.event = "Кездесу ".repeat(60);
        list.time = "10:00 ".repeat(60);
        list.columns.here = "Келгені туралы белгі".repeat(4);
        assert_calm(&lay_out(&list).expect("fonts"), 10.0);
    }
}
