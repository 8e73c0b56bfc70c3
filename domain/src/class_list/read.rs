//! From pasted text or a spreadsheet's cells to the lines of the form.

use std::collections::BTreeMap;

use super::{
    MOST,
    cells::{self, day, is_iin, name_words, sex, sex_of, tidy, unnumbered},
    columns::{Column, Layout},
    said::Said,
};
use crate::iin::contains_iin;

/// The most rows of a list that is looked at, with its head and whatever stands above it.
pub const MAX_ROWS: usize = 2_000;
/// The most columns of a list; a sheet of many empty ones costs no more.
pub const MAX_COLUMNS: usize = 100;

/// What became of a pasted list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// Values by input name, for [`super::ClassListForm`].
    pub lines: BTreeMap<String, String>,
    /// How many lines they fill.
    pub count: i64,
    /// What each column was taken for.
    pub columns: Vec<Column>,
    /// Columns that were not taken over.
    pub dropped: Vec<Dropped>,
    /// How many rows found no line.
    pub left_out: i64,
}

/// A column that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dropped {
    /// One with IINs.
    Iin,
    /// One that nobody asks for; its head.
    Other(String),
}

/// Parts pasted text into rows of cells: by tabs, semicolons or commas, whichever its lines share. Quotes are those of CSV.
///
/// One row and one column more than [`MAX_ROWS`] and [`MAX_COLUMNS`] may come back, by which the caller sees that there
/// are too many. What follows them is not read: a few megabytes of short lines would be a gigabyte of cells.
pub fn split(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let rows = |delimiter: u8| rows(text, delimiter);
    if text.contains('\t') {
        return rows(b'\t');
    }
    let parted = rows(b';');
    // No row at all: separators and nothing between them.
    if parted.is_empty() || parted.iter().filter(|row| row.len() > 1).count() * 2 > parted.len() {
        return parted;
    }
    // Each attempt is gone before the next is made.
    drop(parted);
    let parted = rows(b',');
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for row in parted.iter().filter(|row| row.len() > 1) {
        *widths.entry(row.len()).or_default() += 1;
    }
    // A comma may be part of a name list as of a sentence: it parts cells only where it parts most lines alike.
    if widths.values().any(|count| count * 2 > parted.len()) {
        return parted;
    }
    drop(parted);
    rows(b'\t')
}

fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    // Quotes of CSV come in pairs. A single one is a slip of the pen, and would make one cell of all that follows.
    let quoted = text.matches('"').count().is_multiple_of(2);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(quoted)
        .from_reader(text.as_bytes());
    let trim = |cell: &str| cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned();
    let mut rows: Vec<Vec<String>> = Vec::new();
    // One record for all rows: the reader's own iterator copies room for the widest row with each.
    let mut record = csv::StringRecord::new();
    while rows.len() <= MAX_ROWS && reader.read_record(&mut record).is_ok_and(|more| more) {
        let row: Vec<String> = record.iter().take(MAX_COLUMNS + 1).map(trim).collect();
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    rows
}

/// Makes lines of a list's rows, numbered from `first`.
pub fn paste(cells: &[Vec<String>], first: i64) -> Pasted {
    let tidied = cells.iter().map(|row| row.iter().take(MAX_COLUMNS).map(|cell| tidy(cell)).collect::<Vec<_>>());
    let rows: Vec<Vec<String>> = tidied.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
    let layout = Layout::of(&rows);
    let people = &rows[layout.start..];
    let first = first.max(1);
    let mut pasted = Pasted { lines: BTreeMap::new(), count: 0, columns: Vec::new(), dropped: Vec::new(), left_out: 0 };
    for values in people.iter().map(|row| line(row, &layout.columns)).filter(|values| !values.is_empty()) {
        let number = first.saturating_add(pasted.count);
        if number > MOST {
            pasted.left_out += 1;
            continue;
        }
        pasted.count += 1;
        pasted.lines.extend(values.into_iter().map(|(name, value)| (format!("{name}.{number}"), value)));
    }
    pasted.dropped = dropped(people, &layout);
    pasted.columns = layout.columns;
    pasted
}

fn dropped(people: &[Vec<String>], layout: &Layout) -> Vec<Dropped> {
    let why = |(at, column): (usize, &Column)| {
        let mut cells = people.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
        match column {
            Column::Iin => cells.next().map(|_| Dropped::Iin),
            Column::FullName => cells.any(|cell| name_words(cell).any(is_iin)).then_some(Dropped::Iin),
            Column::Other => {
                let head = layout.heads.get(at).filter(|head| !contains_iin(head))?;
                cells.next().map(|_| Dropped::Other(head.clone()))
            }
            _ => None,
        }
    };
    layout.columns.iter().enumerate().filter_map(why).collect()
}

/// The values of one line by their input's name, without its number.
fn line(row: &[String], columns: &[Column]) -> BTreeMap<&'static str, String> {
    let mut line: BTreeMap<&'static str, String> = BTreeMap::new();
    for (cell, column) in row.iter().zip(columns).filter(|(cell, _)| !cell.is_empty()) {
        let (name, value) = match column {
            Column::Number | Column::Iin | Column::Other => continue,
            Column::FullName => {
                for (name, value) in full_name(cell).into_iter().filter(|(_, value)| !value.is_empty()) {
                    line.entry(name).or_insert(value);
                }
                continue;
            }
            Column::FamilyName => ("family_name", unnumbered(cell).to_owned()),
            Column::GivenName => ("given_name", cell.clone()),
            Column::Patronymic => ("patronymic", cell.clone()),
            Column::BirthDate => ("birth_date", day(cell).unwrap_or_else(|| cell.clone())),
            Column::Sex => ("sex", sex(cell).map_or_else(|| cell.clone(), str::to_owned)),
            Column::ClassName => ("class_name", cell.clone()),
            Column::Phone => ("phone", cell.clone()),
            Column::Note => ("note", line.get("note").map_or_else(|| cell.clone(), |note| format!("{note}; {cell}"))),
        };
        line.insert(name, value);
    }
    part_given_name(&mut line);
    if let Some(sex) = line.get("patronymic").and_then(|patronymic| sex_of(patronymic)) {
        line.entry("sex").or_insert_with(|| sex.to_owned());
    }
    line.retain(|_, value| !value.is_empty());
    line
}

/// Family name, given name, and whatever follows as the patronymic; and what else stands beside them. An IIN stays behind.
fn full_name(cell: &str) -> Vec<(&'static str, String)> {
    let said = Said::of(cell);
    let mut words = said.names.into_iter();
    let [family, given] = [words.next(), words.next()].map(|word| word.unwrap_or_default().to_owned());
    let patronymic = words.collect::<Vec<_>>().join(" ");
    let mut values = vec![("family_name", family), ("given_name", given), ("patronymic", patronymic)];
    values.extend(said.day.map(|text| ("birth_date", day(text).unwrap_or_else(|| text.to_owned()))));
    values.extend(said.sex.map(|sex| ("sex", sex.to_owned())));
    values.extend([("class_name", said.class_name), ("phone", said.phone)]);
    values
}

/// «Имя, отчество» in one cell: a patronymic is known by its end.
fn part_given_name(line: &mut BTreeMap<&'static str, String>) {
    if line.get("patronymic").is_some_and(|patronymic| !patronymic.is_empty()) {
        return;
    }
    let parts = line.get("given_name").and_then(|given| given.split_once(' '));
    let parts = parts.map(|(given, patronymic)| (given.to_owned(), patronymic.to_owned()));
    if let Some((given, patronymic)) = parts.filter(|(_, patronymic)| cells::sex_of(patronymic).is_some()) {
        line.insert("given_name", given);
        line.insert("patronymic", patronymic);
    }
}
