//! Paper: tickets, consent forms, door lists and closing acts as PDF, drawn without a browser. Pure functions; every word comes from the
//! caller, and the same input gives the same bytes.

mod act;
mod consent;
mod font;
mod list;
mod page;
mod qr;
#[cfg(test)]
#[path = "tests/reading.rs"]
mod reading;
mod text;
mod ticket;
mod tickets;
mod write;

use crate::tickets::picture::BRUSHES;
pub use act::{ActPaper, closing_act};
pub use consent::{ConsentForms, ConsentLines, ConsentPupil, consent_forms};
pub use list::{DoorColumns, DoorList, DoorRow, door_list};
pub use ticket::{TicketPage, TicketPageEvent, TicketPaper, ticket_page};
pub use tickets::{SheetTicket, TicketSheets, ticket_sheets};

use crate::beside::beside;
use crate::error::{Error, Internal};

/// Draws on a thread beside the requests': a class takes some twenty milliseconds of a core.
pub async fn drawn(draw: impl FnOnce() -> Result<Vec<u8>> + Send + 'static) -> Result<Vec<u8>, Error> {
    Ok(beside(&BRUSHES, draw).await?.map_err(Internal::Paper)?)
}

/// Result of drawing.
pub type Result<T, E = PaperError> = std::result::Result<T, E>;

/// Why no PDF was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The fonts that came with the program cannot be read.
    #[error("the built-in fonts cannot be read")]
    Font,
    /// There is nothing to print.
    #[error("nothing to print")]
    Nothing,
    /// The PDF could not be written.
    #[error("PDF: {0}")]
    Pdf(String),
}
