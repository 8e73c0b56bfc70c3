//! Reads an uploaded table, whatever program wrote it; what it is, its bytes say and not its name.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{archive, text};
// A file and a pasted list have the same limits.
pub use keruen_domain::class_list::{MAX_COLUMNS, MAX_ROWS};

/// The largest file that is looked at.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// The most files within a workbook, which is a zip archive.
pub const MAX_ENTRIES: usize = 200;
/// The most bytes that a workbook may unpack to.
pub const MAX_UNPACKED: u64 = 50 * 1024 * 1024;
/// The most bytes of text in a table. A text file of the largest size in Windows-1251 stays below.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;

/// Why a file was not read as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotATable {
    /// The file is larger than [`MAX_BYTES`].
    #[error("the file is larger than {MAX_BYTES} bytes")]
    FileTooBig,
    /// Something is written below row [`MAX_ROWS`].
    #[error("more than {MAX_ROWS} rows")]
    TooManyRows,
    /// Something is written right of column [`MAX_COLUMNS`].
    #[error("more than {MAX_COLUMNS} columns")]
    TooManyColumns,
    /// The archive holds more than [`MAX_ENTRIES`] files.
    #[error("more than {MAX_ENTRIES} files in the archive")]
    TooManyEntries,
    /// The archive unpacks to more than [`MAX_UNPACKED`] bytes, by what it says or by what comes out.
    #[error("the archive unpacks to more than {MAX_UNPACKED} bytes")]
    UnpacksTooBig,
    /// The cells hold more than [`MAX_TEXT`] bytes.
    #[error("more than {MAX_TEXT} bytes of text")]
    TooMuchText,
    /// A password is needed.
    #[error("protected by a password")]
    Encrypted,
    /// A spreadsheet by its beginning, broken further on.
    #[error("the file is damaged")]
    Corrupt,
    /// Nothing is written in it.
    #[error("nothing is written in it")]
    Empty,
    /// A file of another kind, named where it is known: `pdf`, `docx`, `html`.
    #[error("not a table but {0}")]
    Foreign(&'static str),
}

/// The first sheet with anything in it (one that is shown before one that is hidden) as rows of trimmed texts.
///
/// All rows are of the same length; empty ones at the end are dropped. Dates are `dd.mm.yyyy`, whole numbers have
/// all their digits, booleans and errors are empty. `name` is what the file was called: it decides nothing but
/// whether unreadable bytes are a damaged table or no table.
pub fn read_table(name: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, NotATable> {
    if bytes.len() > MAX_BYTES {
        return Err(NotATable::FileTooBig);
    }
    // The readers below come from others and are fed with what strangers send. A panic in them is a bug, not an outage.
    let read = catch_unwind(AssertUnwindSafe(|| rows(bytes))).unwrap_or(Err(NotATable::Corrupt));
    match read {
        Ok(rows) if rows.is_empty() => Err(NotATable::Empty),
        Err(NotATable::Foreign("binary")) if is_called_a_table(name) => Err(NotATable::Corrupt),
        other => other,
    }
}

/// Without the net for panics.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, NotATable> {
    if let Some(kind) = foreign(bytes) {
        return Err(NotATable::Foreign(kind));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        archive::rows(bytes)
    } else {
        text::rows(bytes)
    }
}

/// Kinds that begin with a mark of their own, and that people upload by mistake.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 12] = [
        // Workbooks before 2007, and new ones behind a password.
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "xls"),
        (b"%PDF", "pdf"),
        (b"\xFF\xD8\xFF", "jpeg"),
        (b"\x89PNG", "png"),
        (b"GIF8", "gif"),
        (b"RIFF", "webp"),
        (b"{\\rtf", "rtf"),
        (b"Rar!", "rar"),
        (b"7z\xBC\xAF", "7z"),
        (b"\x1F\x8B", "gzip"),
        (b"MZ\x90", "exe"),
        (b"\x7FELF", "elf"),
    ];
    MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| *kind)
}

fn is_called_a_table(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    matches!(ending.as_str(), "xlsx" | "xlsm" | "xls" | "ods" | "csv" | "tsv" | "txt")
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

    use super::super::tests::fixtures::KAZAKH;
    use super::*;

    fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Result<Vec<Vec<String>>, NotATable> {
        let mut book = Workbook::new();
        book.add_worksheet();
        fill(book.add_worksheet());
        read_table("list.csv", &book.save_to_buffer().unwrap())
    }

    #[test]
    fn every_kind_of_cell() {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let zeros = Format::new().set_num_format("000000000000");
        let hours = Format::new().set_num_format("[h]:mm");
        let rows = sheet(|page| {
            page.write_string(0, 0, format!(" {KAZAKH}\u{a0}")).unwrap();
            page.write_string(0, 1, "12.03.2011").unwrap();
            page.write_number(0, 2, 110_312_500_123.0).unwrap();
            page.write_number(0, 3, 87_011_234_567.0).unwrap();
            page.write_number_with_format(0, 4, 50_312_500_123.0, &zeros).unwrap();
            page.write_number_with_format(0, 5, 40_614.0, &day).unwrap();
            page.write_datetime_with_format(0, 6, ExcelDateTime::from_ymd(1999, 12, 31).unwrap(), &day).unwrap();
            page.write_number_with_format(1, 0, 1.5, &hours).unwrap();
            page.write_boolean(1, 1, true).unwrap();
            page.write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
            page.write_formula(1, 3, Formula::new("=1+1").set_result("2")).unwrap();
            page.write_formula(1, 4, Formula::new("=\"a\"&\"ә\"").set_result("aә")).unwrap();
            page.write_number(1, 5, 4.5).unwrap();
            page.write_string(1, 6, "екі\nжол _x000D_").unwrap();
            page.write_blank(1_999, 99, &day).unwrap();
            page.write_blank(1_000_000, 9_000, &day).unwrap();
        });
        let expected = [
            [KAZAKH, "12.03.2011", "110312500123", "87011234567", "050312500123", "12.03.2011", "31.12.1999"],
            ["36:00", "", "", "2", "aә", "4.5", "екі жол _x000D_"],
        ];
        assert_eq!(rows.unwrap(), expected);
    }

    #[test]
    fn merged_rich_and_empty_rows_between() {
        let rows = sheet(|page| {
            let plain = Format::new();
            page.merge_range(0, 0, 1, 1, "7А сыныбы", &plain).unwrap();
            // What a program left under the merged area.
            page.write_string(1, 1, "no").unwrap();
            page.write_rich_string(3, 2, &[(&plain, "Әл"), (&Format::new().set_bold(), "ия")]).unwrap();
        });
        let expected = [["7А сыныбы", "", ""], ["", "", ""], ["", "", ""], ["", "", "Әлия"]];
        assert_eq!(rows.unwrap(), expected);
    }

    fn one_cell(row: u32, column: u16) -> Result<Vec<Vec<String>>, NotATable> {
        sheet(|page| {
            page.write_string(row, column, "x").unwrap();
        })
    }

    #[test]
    fn limits() {
        assert_eq!(one_cell(2_000, 0), Err(NotATable::TooManyRows));
        assert_eq!(one_cell(1_048_575, 16_383), Err(NotATable::TooManyRows));
        assert_eq!(one_cell(0, 100), Err(NotATable::TooManyColumns));
        assert_eq!(one_cell(1_999, 99).unwrap().len(), 2_000);
        assert_eq!(sheet(|_| ()), Err(NotATable::Empty));
        assert_eq!(read_table("a", "a;b\n".repeat(2_001).as_bytes()), Err(NotATable::TooManyRows));
        assert_eq!(read_table("a", &b"a\n".repeat(MAX_BYTES / 2)), Err(NotATable::TooManyRows));
        assert_eq!(read_table("a", ";".repeat(99).as_bytes()), Err(NotATable::Empty));
        assert_eq!(read_table("a", format!("{}b\n", "a;".repeat(100)).as_bytes()), Err(NotATable::TooManyColumns));
        assert_eq!(read_table("a", format!("{}b\n", "a;".repeat(99)).as_bytes()).unwrap()[0].len(), 100);
        assert_eq!(read_table("a", "a;b\n".repeat(2_000).as_bytes()).unwrap().len(), 2_000);
        assert_eq!(read_table("a", &vec![b'a'; MAX_BYTES + 1]), Err(NotATable::FileTooBig));
        for nothing in [&b""[..], b" \r\n\r\n", b"\xEF\xBB\xBF", b";;;\n"] {
            assert_eq!(read_table("a", nothing), Err(NotATable::Empty));
        }
    }

    #[test]
    fn one_long_text_in_many_cells() {
        let long = "x".repeat(32_000);
        let rows = sheet(|page| {
            for row in 0..1_000 {
                page.write_string(row, 0, &long).unwrap();
            }
        });
        assert_eq!(rows, Err(NotATable::TooMuchText));
    }

    #[test]
    fn hidden_sheets_come_last() {
        let mut book = Workbook::new();
        book.add_worksheet().set_hidden(true).write_string(0, 0, "hidden").unwrap();
        book.add_worksheet().set_active(true).write_string(0, 0, "shown").unwrap();
        assert_eq!(read_table("a", &book.save_to_buffer().unwrap()).unwrap(), [["shown"]]);
    }

    #[test]
    fn files_of_other_kinds() {
        for (bytes, kind) in [(&b"%PDF-1.7"[..], "pdf"), (b"\xFF\xD8\xFF\xE0", "jpeg"), (b"\x89PNG\r\n", "png")] {
            assert_eq!(read_table("list.xlsx", bytes), Err(NotATable::Foreign(kind)));
        }
        assert_eq!(read_table("list.bin", b"\x00\x01\x02"), Err(NotATable::Foreign("binary")));
        assert_eq!(read_table("list.XLSX", b"\x00\x01\x02"), Err(NotATable::Corrupt));
    }
}
