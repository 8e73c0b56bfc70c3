//! A workbook that is a zip archive: made sure of before anything trusts it, then handed to the reader of its kind.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::read::{MAX_ENTRIES, MAX_UNPACKED, NotATable};
use super::xlsx;

/// About so many objects are kept at most, however small they are in the file: shared strings, relations, open tags.
const MAX_TAGS: usize = 2_000_000;
/// Calamine copies a font, a fill and a number format into every cell format, so that a workbook with many of them
/// and long names would grow a thousandfold. Excel itself allows 65 490 cell formats.
const MAX_STYLE_TAGS: usize = 60_000;
const MAX_STYLE_TAG: usize = 512;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, NotATable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NotATable::Corrupt)?;
    refuse_by_claims(&mut archive)?;
    match kind(&mut archive) {
        Kind::Foreign(kind) => Err(NotATable::Foreign(kind)),
        Kind::Excel => {
            let unpacked = refuse_by_content(&mut archive)?;
            xlsx::rows(bytes, tries(unpacked))
        }
    }
}

/// By what the central directory says, without unpacking anything.
fn refuse_by_claims(archive: &mut Archive<'_>) -> Result<(), NotATable> {
    if archive.len() > MAX_ENTRIES {
        return Err(NotATable::TooManyEntries);
    }
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|_| NotATable::Corrupt)?;
        if entry.encrypted() {
            return Err(NotATable::Encrypted);
        }
        declared = declared.saturating_add(entry.size());
    }
    if declared > MAX_UNPACKED { Err(NotATable::UnpacksTooBig) } else { Ok(()) }
}

enum Kind {
    Excel,
    Foreign(&'static str),
}

fn kind(archive: &mut Archive<'_>) -> Kind {
    let mut mimetype = Vec::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        // A failing read leaves less than a whole type, which is no spreadsheet's.
        let _ = entry.take(100).read_to_end(&mut mimetype);
    }
    if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Kind::Foreign("ods");
    }
    if mimetype.starts_with(b"application/vnd.oasis.opendocument") {
        return Kind::Foreign("opendocument");
    }
    let names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(|name| name.to_lowercase().replace('\\', "/")).collect();
    let has = |ending: &str| names.iter().any(|name| name.ends_with(ending));
    if has("workbook.bin") {
        Kind::Foreign("xlsb")
    } else if has("word/document.xml") {
        Kind::Foreign("docx")
    } else if has("ppt/presentation.xml") {
        Kind::Foreign("pptx")
    } else if has("workbook.xml") || names.iter().any(|name| name.starts_with("xl/")) {
        Kind::Excel
    } else {
        Kind::Foreign("zip")
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of `map_err`")]
fn broken(error: ZipError) -> NotATable {
    match error {
        ZipError::InvalidPassword => NotATable::Encrypted,
        _ => NotATable::Corrupt,
    }
}

/// Unpacks every entry to nothing, counting: the sizes that were declared may be lies, and calamine reads to the end.
fn refuse_by_content(archive: &mut Archive<'_>) -> Result<u64, NotATable> {
    let mut unpacked = 0;
    let mut tags = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let is_styles = entry.name().map_err(broken)?.to_lowercase().ends_with("styles.xml");
        let counts = count(&mut entry.take(MAX_UNPACKED + 1 - unpacked))?;
        unpacked += counts.bytes;
        tags += counts.tags;
        let is_too_rich = is_styles && (counts.tags > MAX_STYLE_TAGS || counts.longest > MAX_STYLE_TAG);
        if unpacked > MAX_UNPACKED || tags > MAX_TAGS || is_too_rich {
            return Err(NotATable::UnpacksTooBig);
        }
    }
    Ok(unpacked)
}

/// How many sheets may be looked at: a hundred thousand of them may all be the same part of the archive.
fn tries(unpacked: u64) -> usize {
    usize::try_from(4 * MAX_UNPACKED / unpacked.max(1)).map_or(MAX_ENTRIES, |tries| tries.clamp(1, MAX_ENTRIES))
}

#[derive(Default)]
struct Counts {
    bytes: u64,
    tags: usize,
    longest: usize,
}

fn count(entry: &mut impl Read) -> Result<Counts, NotATable> {
    let mut buffer = [0; 16 * 1024];
    let mut counts = Counts::default();
    let mut current = 0;
    loop {
        let read = entry.read(&mut buffer).map_err(|_| NotATable::Corrupt)?;
        if read == 0 {
            return Ok(counts);
        }
        counts.bytes += read as u64;
        for byte in buffer.iter().take(read) {
            if *byte == b'<' {
                counts.tags += 1;
                current = 0;
            }
            current += 1;
            counts.longest = counts.longest.max(current);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_table;
    use super::super::tests::fixtures::zipped;
    use super::*;

    fn refused(bytes: &[u8]) -> NotATable {
        read_table("list.xlsx", bytes).unwrap_err()
    }

    fn opened(bytes: &[u8]) -> Archive<'_> {
        ZipArchive::new(Cursor::new(bytes)).unwrap()
    }

    #[test]
    fn bombs() {
        let zeros = vec![0; 51 * 1024 * 1024];
        let bomb = zipped(&[("xl/workbook.xml", b"<a/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
        assert!(bomb.len() < 300_000, "small on the disk");
        assert_eq!(refused(&bomb), NotATable::UnpacksTooBig);
        let counted = refuse_by_content(&mut opened(&bomb));
        assert_eq!(counted, Err(NotATable::UnpacksTooBig), "counted, whatever it says of itself");

        // The same with a lie in the directory and in the entry's own header: more comes than it said.
        let size = u32::try_from(zeros.len()).unwrap().to_le_bytes();
        let mut liar = bomb;
        let places: Vec<usize> =
            liar.windows(4).enumerate().filter(|(_, four)| *four == size).map(|(at, _)| at).collect();
        assert!(!places.is_empty());
        for at in places {
            liar[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
        let mut archive = opened(&liar);
        assert!(refuse_by_claims(&mut archive).is_ok(), "what it says of itself is harmless");
        assert_eq!(refuse_by_content(&mut archive), Err(NotATable::Corrupt));
        assert_eq!(refused(&liar), NotATable::Corrupt);

        let part = &zeros[..20 * 1024 * 1024];
        let parts = zipped(&[("xl/workbook.xml", b"<a/>"), ("xl/a", part), ("xl/b", part), ("xl/c", part)]);
        assert_eq!(refused(&parts), NotATable::UnpacksTooBig);

        let names: Vec<String> = (0..=MAX_ENTRIES).map(|number| format!("xl/{number}")).collect();
        let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(refused(&zipped(&entries)), NotATable::TooManyEntries);
    }

    #[test]
    fn styles_that_would_grow_in_calamine() {
        let styles = |font: &str, count: usize| {
            let font = format!("<styleSheet><fonts><font><name val=\"{font}\"/></font></fonts><cellXfs>");
            format!("{font}{}</cellXfs></styleSheet>", "<xf fontId=\"0\"/>".repeat(count))
        };
        for styles in [styles(&"x".repeat(1_000), 1), styles("x", MAX_STYLE_TAGS)] {
            let book = zipped(&[("xl/workbook.xml", b"<a/>"), ("xl/Styles.xml", styles.as_bytes())]);
            assert_eq!(refused(&book), NotATable::UnpacksTooBig);
        }
        let tags = "<a/>".repeat(MAX_TAGS);
        let book = zipped(&[("xl/workbook.xml", b"<a/>"), ("xl/sharedStrings.xml", tags.as_bytes())]);
        assert_eq!(refused(&book), NotATable::UnpacksTooBig);
    }

    #[test]
    fn one_big_empty_sheet_under_many_names() {
        let sheets: Vec<String> =
            (0..1_000).map(|n| format!("<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"r\"/>")).collect();
        let workbook = format!("<workbook><sheets>{}</sheets></workbook>", sheets.concat());
        let relation = |id: &str, kind: &str, target: &str| {
            let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
            format!("<Relationships><Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>")
        };
        let page = format!("<worksheet><sheetData/></worksheet>{}", " ".repeat(1_000_000));
        let book = zipped(&[
            ("_rels/.rels", relation("a", "officeDocument", "xl/workbook.xml").as_bytes()),
            ("xl/_rels/workbook.xml.rels", relation("r", "worksheet", "worksheets/sheet1.xml").as_bytes()),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/worksheets/sheet1.xml", page.as_bytes()),
        ]);
        assert_eq!(refused(&book), NotATable::UnpacksTooBig);
        assert_eq!([tries(0), tries(1_000_000), tries(MAX_UNPACKED)], [200, 200, 4]);
    }

    #[test]
    fn other_archives() {
        for (name, kind) in [
            ("word/document.xml", "docx"),
            ("ppt/presentation.xml", "pptx"),
            ("xl/workbook.bin", "xlsb"),
            ("photo.jpg", "zip"),
        ] {
            let file = zipped(&[("[Content_Types].xml", b"<Types/>"), (name, b"<x/>")]);
            assert_eq!(refused(&file), NotATable::Foreign(kind));
        }
        for (kind, due) in [("text", "opendocument"), ("spreadsheet", "ods")] {
            let kind = format!("application/vnd.oasis.opendocument.{kind}");
            assert_eq!(refused(&zipped(&[("mimetype", kind.as_bytes())])), NotATable::Foreign(due));
        }
        assert_eq!(refused(&zipped(&[])), NotATable::Foreign("zip"));
        assert_eq!(refused(b"PK\x03\x04 and no more"), NotATable::Corrupt);
        assert_eq!(refused(&zipped(&[("xl/workbook.xml", b"<workbook>")])), NotATable::Corrupt);
    }
}
