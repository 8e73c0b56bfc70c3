//! Tables as files: a class list that a teacher uploads, a workbook that an organiser downloads. No database, no HTTP.
//!
//! What is uploaded comes from strangers, so every number that a file declares is a claim: see `read` for the limits.
//! Calamine reads XLSX only: its readers of XLS and ODS believe the sizes in the file, one of a few kilobytes makes them
//! reserve gigabytes, and an allocation that fails ends the process. Whoever has such a file saves it as XLSX or CSV.

mod archive;
mod grid;
mod read;
mod sheet;
mod text;
mod value;
mod write;
mod write_names;
mod xlsx;

#[cfg(test)]
mod tests;

use keruen_domain::time::CivilDateTime;
use tokio::sync::Semaphore;

use crate::beside::beside;
use crate::error::{Internal, Result};
pub use read::{MAX_BYTES, MAX_COLUMNS, MAX_ENTRIES, MAX_ROWS, MAX_TEXT, MAX_UNPACKED, NotATable, read_table};
pub use sheet::{Cell, Column, Kind, Sheet};
pub use write::{NotAWorkbook, workbook};

/// Files of strangers are read one at a time: the worst one costs a second of a core and a hundred megabytes.
static READER: Semaphore = Semaphore::const_new(1);

/// As [`read_table`], on a thread beside the requests'.
pub async fn read_upload(name: String, bytes: Vec<u8>) -> Result<Result<Vec<Vec<String>>, NotATable>> {
    Ok(beside(&READER, move || read_table(&name, &bytes)).await?)
}

/// As [`workbook`], on a thread beside the requests'.
pub async fn write_workbook(sheets: Vec<Sheet>, created: CivilDateTime) -> Result<Vec<u8>> {
    let written = tokio::task::spawn_blocking(move || workbook(&sheets, created)).await;
    Ok(written.map_err(|_| Internal::TaskGone)?.map_err(Internal::Workbook)?)
}
