//! What a workbook is made of.

use keruen_domain::time::{CivilDate, CivilDateTime};

/// A sheet: a header row and the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What stands on its tab; made legal and different from the others.
    pub name: String,
    /// The header, from the left.
    pub columns: Vec<Column>,
    /// The rows; a short one leaves its last cells empty.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands in the header.
    pub title: String,
    /// What is below it; cells that people add later get its format.
    pub kind: Kind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Texts, also telephone numbers and IINs.
    Text,
    /// Whole numbers.
    Number,
    /// Days.
    Date,
    /// Days with a time.
    DateTime,
}

/// A cell. Its own type counts, whatever its column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, never a formula: `=1+1` stays these four characters. Cut at Excel's limit of 32 767 characters.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(CivilDate),
    /// A day and a time, as the clocks on the wall show it.
    DateTime(CivilDateTime),
}
