//! Tickets of a class: twelve to an A4 page, with lines to cut along.

use qrcode::QrCode;

use super::page::{A4, Align, CUT, Paper, Sheet};
use super::text::{Line, Style, fitted, fitted_line};
use super::{PaperError, Result};

/// Millimetres from every edge: home printers leave as much white.
const MARGIN: f32 = 10.0;
/// Where the first row begins, under the title; millimetres.
const TOP: f32 = 18.5;
/// Where the last row ends, above the page number; millimetres.
const END: f32 = A4.height - 15.5;
const COLUMNS: u8 = 3;
const ROWS: u8 = 4;
/// Tickets on a page.
const PER_PAGE: usize = COLUMNS as usize * ROWS as usize;
/// A ticket, in millimetres.
const WIDTH: f32 = (A4.width - 2.0 * MARGIN) / COLUMNS as f32;
const HEIGHT: f32 = (END - TOP) / ROWS as f32;
/// From the cut to the text, in millimetres.
const PAD: f32 = 3.0;
/// The QR with its quiet zone: 0.8 mm a module at 45 modules.
const QR: f32 = 36.0;

const TITLE: Style = Style::bold(9.5);
const NAME: Style = Style::bold(11.0);
const NOTE: Style = Style::regular(8.5);
const LABEL: Style = Style::label(7.0);
const CODE: Style = Style::bold(14.0);

/// Tickets that are printed, cut and handed out together.
pub struct TicketSheets {
    /// Language tag of the words, such as `kk`.
    pub language: String,
    /// Title of the document in a viewer's window.
    pub document_title: String,
    /// First line of each page: caravan, school, class.
    pub title: String,
    /// Small, above each short code: what it is for.
    pub code_label: String,
    /// The tickets in their order.
    pub tickets: Vec<SheetTicket>,
}

/// One ticket of twelve on a page.
pub struct SheetTicket {
    /// Whose it is; up to 2 lines.
    pub name: String,
    /// Under the name: class, or what else tells two of the same name apart.
    pub note: String,
    /// What the scanner reads; 36 mm wide with its quiet zone.
    pub qr: QrCode,
    /// The short code as it is printed: `K7Q2-9MXP`.
    pub code: String,
}

/// The tickets, twelve to an A4 page.
pub fn ticket_sheets(sheets: &TicketSheets) -> Result<Vec<u8>> {
    lay_out(sheets)?.finish()
}

fn lay_out(sheets: &TicketSheets) -> Result<Paper> {
    if sheets.tickets.is_empty() {
        return Err(PaperError::Nothing);
    }
    let mut paper = Paper::new(A4, &sheets.document_title, &sheets.language);
    let pages = sheets.tickets.chunks(PER_PAGE).map(|tickets| page(sheets, tickets)).collect::<Result<_>>()?;
    paper.add(pages, MARGIN)?;
    Ok(paper)
}

fn page(sheets: &TicketSheets, tickets: &[SheetTicket]) -> Result<Sheet> {
    let mut sheet = Sheet::default();
    let room = A4.width - 2.0 * MARGIN;
    let title = fitted_line(&sheets.title, TITLE, 7.0, room)?;
    sheet.text(title, MARGIN, room, MARGIN + 5.0, Align::Left);
    cuts(&mut sheet, tickets.len());
    let places = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (column, row)));
    for (ticket, (column, row)) in tickets.iter().zip(places) {
        let left = MARGIN + f32::from(column) * WIDTH;
        let top = TOP + f32::from(row) * HEIGHT;
        draw(&mut sheet, &sheets.code_label, ticket, left, top)?;
    }
    Ok(sheet)
}

/// Lines around the rows that hold tickets, but not along the paper's own edges.
fn cuts(sheet: &mut Sheet, tickets: usize) {
    let rows = u8::try_from(tickets.div_ceil(usize::from(COLUMNS))).unwrap_or(ROWS).min(ROWS);
    for row in 0..=rows {
        sheet.across(MARGIN, A4.width - MARGIN, TOP + f32::from(row) * HEIGHT, CUT);
    }
    for column in 1..COLUMNS {
        sheet.down(MARGIN + f32::from(column) * WIDTH, TOP, TOP + f32::from(rows) * HEIGHT, CUT);
    }
}

fn draw(sheet: &mut Sheet, label: &str, ticket: &SheetTicket, left: f32, top: f32) -> Result<()> {
    let (x, room) = (left + PAD, WIDTH - 2.0 * PAD);
    let name = fitted(&ticket.name, NAME, 7.0, room, 2)?;
    // The texts stand on the QR, so that those of neighbours are level however long a name is.
    let qr_top = top + PAD + 2.0 * NAME.height() + NOTE.height();
    let note_top = qr_top - NOTE.height();
    let name_height: f32 = name.iter().map(|line| line.style.height()).sum();
    sheet.lines(name, x, room, note_top - name_height, Align::Centre);
    sheet.lines(fitted(&ticket.note, NOTE, 7.0, room, 1)?, x, room, note_top, Align::Centre);
    sheet.qr(&ticket.qr, left + (WIDTH - QR) / 2.0, qr_top, QR);
    let y = sheet.lines(fitted(label, LABEL, 6.0, room, 1)?, x, room, qr_top + QR, Align::Centre);
    sheet.lines(vec![Line::code(&ticket.code, CODE, room)?], x, room, y, Align::Centre);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::reading::{NAMES, assert_calm, pages, ticket_qr};
    use super::*;

    fn class(count: usize) -> TicketSheets {
        let ticket = |(i, name): (usize, &&str)| SheetTicket {
            name: (*name).to_owned(),
            note: "9 «Ә» сынып".to_owned(),
            qr: ticket_qr(i),
            code: format!("K{:03}-9MXP", i + 1),
        };
        TicketSheets {
            language: "kk".to_owned(),
            document_title: "Билеттер, 9 «Ә»".to_owned(),
            title: "Әскери-патриоттық керуен · №17 Қ. Сәтбаев атындағы мектеп-лицей, Тараз · 9 «Ә» сынып".to_owned(),
            code_label: "Қысқа код".to_owned(),
            tickets: NAMES.iter().cycle().take(count).enumerate().map(ticket).collect(),
        }
    }

    #[test]
    fn twelve_fit_a_page() {
        for (count, pages_of) in [(1, 1), (12, 1), (13, 2), (30, 3)] {
            let class = class(count);
            let read = pages(&ticket_sheets(&class).expect("a PDF"));
            assert_eq!(read.len(), pages_of, "{count}");
            for page in &read {
                assert!(page.starts_with(&class.title), "{page}");
            }
            for (i, ticket) in class.tickets.iter().enumerate() {
                assert!(read[i / PER_PAGE].contains(&ticket.name), "{}", ticket.name);
                assert!(read[i / PER_PAGE].contains(&ticket.code), "{}", ticket.code);
            }
        }
        assert_eq!(ticket_sheets(&class(30)), ticket_sheets(&class(30)), "the same bytes");
        assert_eq!(ticket_sheets(&class(0)), Err(PaperError::Nothing));
    }

    #[test]
    fn every_ticket_stays_in_its_cell() {
        let mut class = class(13);
        class.tickets[1].name = "Ж".repeat(300);
        class.tickets[2].note = "сынып ".repeat(40);
        class.tickets[3].code = "W".repeat(40);
        class.title = "мектеп ".repeat(60);
        let paper = lay_out(&class).expect("fonts");
        assert_calm(&paper, MARGIN);
        let cells = |area: f32, start: f32, step: f32| ((area - start) / step).floor();
        for sheet in &paper.sheets {
            for (area, text) in sheet.texts().into_iter().filter(|(area, _)| area.y > TOP && area.y < END) {
                let (right, bottom) = (area.x + area.width, area.y + area.height);
                assert!((cells(area.x, MARGIN, WIDTH) - cells(right, MARGIN, WIDTH)).abs() < 0.1, "{text}");
                assert!((cells(area.y, TOP, HEIGHT) - cells(bottom, TOP, HEIGHT)).abs() < 0.1, "{text}");
            }
            for qr in sheet.qrs() {
                assert!(qr.width / 45.0 >= 0.7 && (qr.width - qr.height).abs() < 0.001);
            }
        }
    }
}
