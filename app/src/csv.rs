//! Tables as CSV files that spreadsheets open and cannot be made to run.

use axum::response::Response;

use crate::files::{Opens, private};

/// A CSV file (RFC 4180) for download. The mark at its beginning lets spreadsheets read Kazakh letters.
pub(crate) fn csv(name: &'static str, rows: &[Vec<String>]) -> Response {
    let mut body = String::from('\u{feff}');
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        body.push_str(&cells.join(","));
        body.push_str("\r\n");
    }
    private("text/csv; charset=utf-8", name, Opens::AsDownload, body.into_bytes())
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
