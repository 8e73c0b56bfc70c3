//! Text files: which letters; their rows are parted like those of a pasted list.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use keruen_domain::class_list::split;

use super::grid::Grid;
use super::read::NotATable;

pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, NotATable> {
    let text = decode(bytes)?;
    refuse_markup(&text)?;
    let mut grid = Grid::default();
    for (row, cells) in split(&text).iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            grid.put(row, column, cell)?;
        }
    }
    Ok(grid.finish())
}

/// The text, or the news that these bytes are none.
fn decode(bytes: &[u8]) -> Result<String, NotATable> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if bytes.contains(&0) => utf16_by_its_zeros(bytes).ok_or(NotATable::Foreign("binary"))?,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1251,
    };
    let (text, _, broken) = encoding.decode(bytes);
    // In a text nothing controls but ends of lines, tabs and DOS's end of file; a picture is full of such bytes.
    let controls = |char: char| char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{c}' | '\u{1a}');
    if broken || text.contains(controls) {
        return Err(NotATable::Foreign("binary"));
    }
    Ok(text.into_owned())
}

/// UTF-16 without a mark: one half of each pair is nearly always that of ASCII, of Cyrillic or of punctuation.
fn utf16_by_its_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    let likely = |half: usize| {
        let halves = bytes.iter().skip(half).step_by(2);
        halves.filter(|byte| matches!(byte, 0 | 4 | 5 | 0x20)).count()
    };
    let zeros = |half: usize| bytes.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let (half, encoding) = if zeros(1) >= zeros(0) { (1, UTF_16LE) } else { (0, UTF_16BE) };
    (bytes.len().is_multiple_of(2) && likely(half) * 20 >= pairs * 19).then_some(encoding)
}

/// Some programs save a web page and call it `xls`.
fn refuse_markup(text: &str) -> Result<(), NotATable> {
    let start: String = text.trim_start().chars().take(9).flat_map(char::to_lowercase).collect();
    if ["<html", "<!doctype", "<table", "<meta", "<head"].iter().any(|mark| start.starts_with(mark)) {
        return Err(NotATable::Foreign("html"));
    }
    if start.starts_with("<?xml") {
        return Err(NotATable::Foreign("xml"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding() {
        let text = "Аты;Тегі\r\nӘлия Ғ;ҚҢӨҰҮҺІ ₸\r\n";
        let rows_of = |bytes: &[u8]| rows(bytes).unwrap();
        let expected = [["Аты", "Тегі"], ["Әлия Ғ", "ҚҢӨҰҮҺІ ₸"]];
        assert_eq!(rows_of(text.as_bytes()), expected);
        assert_eq!(rows_of(format!("\u{feff}{text}").as_bytes()), expected);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(rows_of(&little), expected);
        assert_eq!(rows_of(&big), expected);
        assert_eq!(rows_of(&[b"\xFF\xFE", little.as_slice()].concat()), expected);
        assert_eq!(rows_of(&[b"\xFE\xFF", big.as_slice()].concat()), expected);
    }

    #[test]
    fn windows_1251_holds_one_kazakh_letter() {
        let (bytes, _, lossy) = WINDOWS_1251.encode("Аты;Тегі\nІңкәр;Ёлкин\n");
        assert!(lossy, "the encoding has І, not ң and ә");
        assert!(bytes.contains(&b'&'));
        let (bytes, _, lossy) = WINDOWS_1251.encode("Аты;Тегі\nІлияс;Ёлкин №5\n");
        assert!(!lossy);
        assert_eq!(rows(&bytes).unwrap(), [["Аты", "Тегі"], ["Ілияс", "Ёлкин №5"]]);
    }

    #[test]
    fn no_text() {
        for (bytes, kind) in [
            (&b"<html><table>"[..], "html"),
            (b"\xEF\xBB\xBF<!DOCTYPE html>", "html"),
            (b"<?xml version='1.0'?>", "xml"),
            (b"ab\x01c", "binary"),
            (b"\x00\x01\x02\x03", "binary"),
            (b"\xFF\xFEa", "binary"),
        ] {
            assert_eq!(rows(bytes), Err(NotATable::Foreign(kind)), "{bytes:?}");
        }
    }
}
