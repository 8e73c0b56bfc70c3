//! XLSX by calamine, cell by cell: its ranges reserve memory for every cell between the first and the last.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::grid::{Grid, Merged};
use super::read::NotATable;
use super::value::{iso_clock, iso_day, number, padded, serial, zeros};

/// The archive has passed `archive::refuse_by_content`; no more than `tries` sheets are looked at.
pub(super) fn rows(bytes: &[u8], tries: usize) -> Result<Vec<Vec<String>>, NotATable> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (shown, hidden): (Vec<_>, Vec<_>) = sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.into_iter().chain(hidden).map(|sheet| sheet.name.clone()).collect();
    for name in names.iter().take(tries) {
        let mut grid = cells(&mut book, name)?;
        if !grid.is_empty() {
            for area in book.merge_cells_by_sheet_name(name).map_err(broken)? {
                grid.merge(Merged {
                    top: area.start.0 as usize,
                    left: area.start.1 as usize,
                    bottom: area.end.0 as usize,
                    right: area.end.1 as usize,
                });
            }
            return Ok(grid.finish());
        }
    }
    if names.len() > tries { Err(NotATable::UnpacksTooBig) } else { Ok(Vec::new()) }
}

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, NotATable> {
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut grid = Grid::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let text = match cell.get_value() {
            DataRef::SharedString(text) => {
                grid.put(row, column, text)?;
                continue;
            }
            DataRef::String(text) => {
                grid.put(row, column, text)?;
                continue;
            }
            DataRef::Int(value) => value.to_string(),
            DataRef::Float(value) => {
                let code = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
                match code.and_then(|format| zeros(&format.format_code)) {
                    Some(width) => padded(*value, width),
                    None => number(*value),
                }
            }
            DataRef::DateTime(moment) => serial(moment),
            DataRef::DateTimeIso(text) => iso_day(text),
            DataRef::DurationIso(text) => iso_clock(text),
            DataRef::Bool(_) | DataRef::Error(_) | DataRef::Empty => continue,
        };
        grid.put(row, column, &text)?;
    }
    Ok(grid)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of `map_err`")]
fn broken(error: XlsxError) -> NotATable {
    match error {
        XlsxError::Password => NotATable::Encrypted,
        _ => NotATable::Corrupt,
    }
}
