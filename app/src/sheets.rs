//! Tables as files that spreadsheets open and cannot be made to run: CSV and XLSX of the same sheet.

use axum::response::Response;
use keruen_backend::tables::{Cell, Column, Kind, Sheet, write_workbook};
use keruen_backend::zone;
use keruen_domain::time::CivilDateTime;

use crate::error::{OrPage, PageResult};
use crate::files::{Opens, private};
use crate::format;
use crate::request::Ctx;

/// The type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A column of this kind.
pub(crate) fn column(title: &str, kind: Kind) -> Column {
    Column { title: title.to_owned(), kind }
}

/// A cell with a text.
pub(crate) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A sheet as a CSV file (RFC 4180) for download. The mark at its beginning lets spreadsheets read Kazakh letters.
pub(crate) fn csv(name: &str, sheet: &Sheet) -> Response {
    let mut body = String::from('\u{feff}');
    let mut line = |cells: Vec<String>| {
        body.push_str(&cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
        body.push_str("\r\n");
    };
    line(sheet.columns.iter().map(|column| column.title.clone()).collect());
    for row in &sheet.rows {
        line(row.iter().map(plain).collect());
    }
    private("text/csv; charset=utf-8", name, Opens::AsDownload, body.into_bytes())
}

/// A sheet as a workbook for download.
pub(crate) async fn xlsx(ctx: &Ctx, name: &str, sheet: Sheet) -> PageResult {
    let now = ctx.app.backend.now();
    let created = CivilDateTime::at(now, zone::offset_minutes(zone::DEFAULT, now));
    let body = write_workbook(vec![sheet], created).await.or_page(ctx)?;
    Ok(private(XLSX, name, Opens::AsDownload, body))
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::DateTime(at) => format::iso_date_time(*at),
    }
}

/// A cell in quotes. What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
fn quoted(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@']) || cell.starts_with(['\t', '\r', '\n']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn formulas_stay_text() {
        assert_eq!(quoted("Айгерім"), "\"Айгерім\"");
        assert_eq!(quoted("8 «Ә»"), "\"8 «Ә»\"");
        assert_eq!(quoted("a\"b"), "\"a\"\"b\"");
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1"] {
            assert_eq!(quoted(evil), format!("\"'{evil}\""), "{evil:?}");
        }
    }
}
