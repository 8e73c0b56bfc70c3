//! Real files with holes, and noise: whatever comes, an answer comes back.

use std::sync::LazyLock;

use keruen_domain::time::{CivilDate, CivilDateTime};
use proptest::prelude::*;

use super::super::read::rows;
use super::super::{Cell, Column, Kind, MAX_COLUMNS, MAX_ROWS, Sheet, read_table, workbook};
use super::fixtures::KAZAKH;

static REAL_FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(real_files);

fn real_files() -> Vec<Vec<u8>> {
    let day = CivilDate::new(2011, 3, 12).unwrap();
    let row = vec![Cell::Text(KAZAKH.to_owned()), Cell::Number(7), Cell::Date(day)];
    let column = |kind| Column { title: "a".to_owned(), kind };
    let columns = vec![column(Kind::Text), column(Kind::Number), column(Kind::Date)];
    let sheet = Sheet { name: "a".to_owned(), columns, rows: vec![row; 20] };
    let created = CivilDateTime { date: day, hour: 0, minute: 0 };
    vec![
        workbook(&[sheet], created).unwrap(),
        format!("a;{KAZAKH}\n\"x\"\"\";2\n").into_bytes(),
        format!("\u{feff}a\t{KAZAKH}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ]
}

/// Our own readers have to do without the net for panics that is spread for calamine.
fn answers(bytes: &[u8], is_calamines: bool) -> Result<(), TestCaseError> {
    let answer = if is_calamines { read_table("a.xlsx", bytes) } else { rows(bytes) };
    if let Ok(rows) = answer
        && let Some(first) = rows.first()
    {
        prop_assert!(rows.len() <= MAX_ROWS && first.len() <= MAX_COLUMNS);
        prop_assert!(rows.iter().all(|row| row.len() == first.len()));
        prop_assert!(rows.iter().flatten().all(|cell| cell.trim() == cell));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn noise(mark in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE"]),
             bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        answers(&[mark, &bytes].concat(), false)?;
    }

    #[test]
    fn changed_files(which in 0_usize..3, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
                     cut in prop::option::weighted(0.2, any::<prop::sample::Index>())) {
        let mut bytes = REAL_FILES[which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        answers(&bytes, which == 0)?;
    }

    /// Changes below the compression and its checksums, where they reach the XML.
    #[test]
    fn changed_entries(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let bytes = REAL_FILES[0].clone();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut entries = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
            entries.push((entry.name().unwrap().into_owned(), content));
        }
        for (at, byte) in changes {
            let which = at.index(entries.len());
            let content = &mut entries[which].1;
            let at = at.index(content.len());
            content[at] = byte;
        }
        let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
        answers(&super::fixtures::zipped(&entries), true)?;
    }
}
