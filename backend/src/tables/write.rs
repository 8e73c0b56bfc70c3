//! Writes a workbook that all spreadsheet programs open as it is meant: what is text stays text.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use keruen_domain::time::{CivilDate, CivilDateTime};

use super::sheet::{Cell, Column, Kind, Sheet};
use super::write_names::{legal_names, shortened};

/// The longest text of a cell, in UTF-16 units.
const MAX_CELL: usize = 32_767;
/// Spreadsheets keep 15 digits of a number; what is longer is written as text, with all of them.
const MAX_NUMBER: u64 = 999_999_999_999_999;
/// Widths are in digits of the usual font.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;
const DAY: &str = "dd.mm.yyyy";
const MOMENT: &str = "dd.mm.yyyy hh:mm";

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum NotAWorkbook {
    /// A workbook has at least one sheet.
    #[error("a workbook needs a sheet")]
    NoSheet,
    /// It cannot have been made at such a time.
    #[error("no workbook was made at such a time")]
    NoSuchDate,
    /// More rows or columns than a sheet has, or something that the library does not like.
    #[error(transparent)]
    Library(#[from] XlsxError),
}

/// The bytes of a workbook. The same sheets and the same `created` (in UTC, shown in the file's properties) give the
/// same bytes.
pub fn workbook(sheets: &[Sheet], created: CivilDateTime) -> Result<Vec<u8>, NotAWorkbook> {
    if sheets.is_empty() {
        return Err(NotAWorkbook::NoSheet);
    }
    let created = moment(created).ok_or(NotAWorkbook::NoSuchDate)?;
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    for (sheet, name) in sheets.iter().zip(legal_names(sheets.iter().map(|sheet| sheet.name.as_str()))) {
        let page = book.add_worksheet();
        page.set_name(name)?;
        fill(page, sheet, &formats)?;
    }
    Ok(book.save_to_buffer()?)
}

struct Formats {
    header: Format,
    text: Format,
    number: Format,
    day: Format,
    moment: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            header: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            // So that what people type over it stays text as well: an IIN keeps its zeros.
            text: Format::new().set_num_format("@"),
            // Without a format 12 digits are shown as 1,1E+11.
            number: Format::new().set_num_format("0"),
            day: Format::new().set_num_format(DAY),
            moment: Format::new().set_num_format(MOMENT),
        }
    }

    fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Text => &self.text,
            Kind::Number => &self.number,
            Kind::Date => &self.day,
            Kind::DateTime => &self.moment,
        }
    }
}

fn fill(page: &mut Worksheet, sheet: &Sheet, formats: &Formats) -> Result<(), NotAWorkbook> {
    for (index, column) in (0_u16..).zip(&sheet.columns) {
        page.set_column_format(index, formats.of(column.kind))?;
        page.set_column_width(index, width(sheet, usize::from(index), column))?;
        page.write_string_with_format(0, index, cut(&column.title), &formats.header)?;
    }
    for (number, row) in (1_u32..).zip(&sheet.rows) {
        for (index, cell) in (0_u16..).zip(row) {
            put(page, number, index, cell, formats)?;
        }
    }
    if let Some(last) = sheet.columns.len().checked_sub(1) {
        let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        page.autofilter(0, 0, rows, u16::try_from(last).unwrap_or(u16::MAX))?;
        page.set_freeze_panes(1, 0)?;
    }
    Ok(())
}

/// A day that spreadsheets do not count, one before 1900, is a text that reads like the others: one slip of a hand, or of
/// a phone's clock, costs nobody the file.
fn put(page: &mut Worksheet, row: u32, column: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            page.write_string_with_format(row, column, cut(text), &formats.text)?;
        }
        #[expect(clippy::cast_precision_loss, reason = "15 digits are exact")]
        Cell::Number(number) if number.unsigned_abs() <= MAX_NUMBER => {
            page.write_number_with_format(row, column, *number as f64, &formats.number)?;
        }
        Cell::Number(number) => {
            page.write_string_with_format(row, column, number.to_string(), &formats.text)?;
        }
        Cell::Date(date) => {
            if let Some(day) = day(*date) {
                page.write_datetime_with_format(row, column, &day, &formats.day)?;
            } else {
                page.write_string_with_format(row, column, day_text(*date), &formats.text)?;
            }
        }
        Cell::DateTime(civil) => {
            if let Some(moment) = moment(*civil) {
                page.write_datetime_with_format(row, column, &moment, &formats.moment)?;
            } else {
                let text = format!("{} {:02}:{:02}", day_text(civil.date), civil.hour, civil.minute);
                page.write_string_with_format(row, column, text, &formats.text)?;
            }
        }
    }
    Ok(())
}

/// As [`DAY`] shows it.
fn day_text(date: CivilDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

fn day(date: CivilDate) -> Option<ExcelDateTime> {
    ExcelDateTime::from_ymd(u16::try_from(date.year()).ok()?, date.month(), date.day()).ok()
}

fn moment(at: CivilDateTime) -> Option<ExcelDateTime> {
    day(at.date)?.and_hms(u16::from(at.hour), at.minute, 0_u8).ok()
}

/// Wide enough for the longest text of the column, within reason.
#[expect(clippy::cast_precision_loss, reason = "at most 60")]
fn width(sheet: &Sheet, index: usize, column: &Column) -> f64 {
    let cells = sheet.rows.iter().filter_map(|row| row.get(index)).map(|cell| match cell {
        Cell::Empty => 0,
        Cell::Text(text) => text.chars().take(WIDEST).count(),
        Cell::Number(number) => number.to_string().len(),
        Cell::Date(_) => DAY.len(),
        Cell::DateTime(_) => MOMENT.len(),
    });
    // The header also has the filter's button, and is bold.
    let header = column.title.chars().take(WIDEST).count() + 3;
    let longest = cells.max().unwrap_or(0).saturating_add(2).max(header);
    longest.clamp(NARROWEST, WIDEST) as f64
}

/// At the limit the text is cut, lest one long remark leave the organiser without a file.
fn cut(text: &str) -> String {
    shortened(text, MAX_CELL)
}

#[cfg(test)]
mod tests {
    use super::super::read_table;
    use super::super::tests::fixtures::KAZAKH;
    use super::*;

    fn at(year: i16, month: u8, day: u8, hour: u8, minute: u8) -> CivilDateTime {
        CivilDateTime { date: CivilDate::new(year, month, day).unwrap(), hour, minute }
    }

    fn created() -> CivilDateTime {
        at(2026, 11, 24, 9, 30)
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn sheet(columns: &[(&str, Kind)], rows: Vec<Vec<Cell>>) -> Sheet {
        let columns = columns.iter().map(|(title, kind)| Column { title: (*title).to_owned(), kind: *kind }).collect();
        Sheet { name: "Қатысушылар".to_owned(), columns, rows }
    }

    fn round(sheet: Sheet) -> Vec<Vec<String>> {
        read_table("a", &workbook(&[sheet], created()).unwrap()).unwrap()
    }

    #[test]
    fn comes_back_as_it_was() {
        let texts = ["=HYPERLINK(\"http://x\",\"y\")", "+77011234567", "@x", "-1", "007", "1e5", "_x0041_", KAZAKH];
        let rows = texts.iter().map(|name| {
            let moment = at(2026, 2, 28, 23, 59);
            let date = Cell::Date(at(2011, 3, 12, 0, 0).date);
            vec![text(name), Cell::Number(110_312_500_123), date, Cell::DateTime(moment), Cell::Empty]
        });
        let columns =
            [("Аты-жөні", Kind::Text), ("ЖСН", Kind::Number), ("Туған күні", Kind::Date), ("Келді", Kind::DateTime)];
        let read = round(sheet(&columns, rows.collect()));
        assert_eq!(read[0], ["Аты-жөні", "ЖСН", "Туған күні", "Келді"]);
        for (row, name) in read[1..].iter().zip(texts) {
            assert_eq!(*row, [name, "110312500123", "12.03.2011", "28.02.2026"]);
        }
    }

    #[test]
    fn thousand_rows_are_the_same_bytes_twice() {
        let rows = (0..1_000).map(|number| vec![text(&format!("{KAZAKH} {number}")), Cell::Number(number)]);
        let sheet = sheet(&[("a", Kind::Text), ("b", Kind::Number)], rows.collect());
        let bytes = workbook(std::slice::from_ref(&sheet), created()).unwrap();
        assert_eq!(bytes, workbook(std::slice::from_ref(&sheet), created()).unwrap());
        assert_ne!(bytes, workbook(std::slice::from_ref(&sheet), CivilDateTime { minute: 31, ..created() }).unwrap());
        let read = read_table("a", &bytes).unwrap();
        assert_eq!(read.len(), 1_001);
        assert_eq!(read[1_000], [format!("{KAZAKH} 999"), "999".to_owned()]);
    }

    #[test]
    fn extremes() {
        let long = "Ә".repeat(MAX_CELL + 1);
        let rows = vec![vec![Cell::Number(i64::MAX), text(&long)], vec![Cell::Number(-7), text("\u{1}x")]];
        let read = round(sheet(&[("a", Kind::Number), ("b", Kind::Text)], rows));
        assert_eq!(read[1], [i64::MAX.to_string(), "Ә".repeat(MAX_CELL)]);
        assert_eq!(read[2], ["-7", "x"]);
    }

    #[test]
    fn refused() {
        assert!(matches!(workbook(&[], created()), Err(NotAWorkbook::NoSheet)));
    }

    #[test]
    fn days_before_all_spreadsheets_are_texts() {
        let columns = [("a", Kind::Date), ("b", Kind::DateTime)];
        let row = |year| vec![Cell::Date(at(year, 1, 2, 0, 0).date), Cell::DateTime(at(year, 1, 2, 3, 4))];
        let read = round(sheet(&columns, vec![row(1801), row(1901)]));
        assert_eq!(read[1..], [["02.01.1801", "02.01.1801 03:04"], ["02.01.1901", "02.01.1901"]]);
    }

    #[test]
    fn empty_sheets_are_fine() {
        let names = ["a", "A", ""];
        let sheets = names.map(|name| Sheet { name: name.to_owned(), columns: Vec::new(), rows: Vec::new() });
        assert!(workbook(&sheets, created()).is_ok());
    }
}
