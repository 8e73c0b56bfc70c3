//! One ticket on a page of its own.

use qrcode::QrCode;

use super::Result;
use super::page::{A4, A5, Align, HAIR, Paper, Sheet, Size};
use super::text::{Ink, Line, Style, fitted, fitted_line, wrapped};
use super::write::ornament_height;

/// Least space between two parts, in millimetres.
const GAP: f32 = 4.0;

/// The paper of a single ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketPaper {
    /// 210 × 297 mm; the QR is 100 mm wide.
    A4,
    /// 148 × 210 mm; the QR is 80 mm wide.
    A5,
}

/// A single ticket.
pub struct TicketPage {
    /// The paper it is printed on.
    pub paper: TicketPaper,
    /// Language tag of the words, such as `kk`.
    pub language: String,
    /// Title of the document in a viewer's window.
    pub document_title: String,
    /// The caravan.
    pub title: String,
    /// Whose it is.
    pub name: String,
    /// Under the name: class and school, or nothing.
    pub note: String,
    /// What the scanner reads.
    pub qr: QrCode,
    /// Small, above the short code: what it is for.
    pub code_label: String,
    /// The short code as it is printed: `K7Q2-9MXP`.
    pub code: String,
    /// Where the ticket is good, in the order of time.
    pub events: Vec<TicketPageEvent>,
    /// At the foot: what to do at the door.
    pub footer: String,
}

/// One event on a ticket.
pub struct TicketPageEvent {
    /// Day and time.
    pub when: String,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub place: String,
}

/// Measures of one paper: millimetres, and points for the styles.
struct Form {
    size: Size,
    margin: f32,
    /// Between the parts above the events.
    air: f32,
    qr: f32,
    title: Style,
    name: Style,
    note: Style,
    label: Style,
    code: Style,
    event: Style,
    place: Style,
    footer: Style,
}

const ON_A4: Form = Form {
    size: A4,
    margin: 20.0,
    air: 4.0,
    qr: 100.0,
    title: Style::bold(15.0),
    name: Style::bold(24.0),
    note: Style::regular(12.0),
    label: Style::label(9.0),
    code: Style::bold(30.0),
    event: Style::bold(11.0),
    place: Style::regular(10.0),
    footer: Style::regular(10.0),
};

const ON_A5: Form = Form {
    size: A5,
    margin: 13.0,
    air: 2.0,
    qr: 80.0,
    title: Style::bold(12.0),
    name: Style::bold(18.0),
    note: Style::regular(10.0),
    label: Style::label(8.0),
    code: Style::bold(24.0),
    event: Style::bold(9.5),
    place: Style::regular(8.5),
    footer: Style::regular(8.5),
};

/// The ticket; more events than its page holds go on to a second one.
pub fn ticket_page(ticket: &TicketPage) -> Result<Vec<u8>> {
    lay_out(ticket)?.finish()
}

fn lay_out(ticket: &TicketPage) -> Result<Paper> {
    let form = match ticket.paper {
        TicketPaper::A4 => &ON_A4,
        TicketPaper::A5 => &ON_A5,
    };
    let (left, room) = (form.margin, form.size.width - 2.0 * form.margin);
    let mut sheet = Sheet::default();
    let (footer, end) = footer(form, ticket)?;
    let mut y = face(form, ticket, &mut sheet)?;
    let mut sheets = Vec::new();
    let when = when_width(form, ticket)?;
    for event in &ticket.events {
        let lines = event_lines(form, event, room - when - GAP)?;
        let height: f32 = lines.iter().map(|line| line.style.height()).sum::<f32>() + form.air.min(3.0);
        if y + height > end {
            sheets.push(std::mem::take(&mut sheet));
            let name = format!("{} · {}", ticket.title, ticket.name);
            y = sheet.running_head(&name, &ticket.code, left, left + room, form.margin)? + GAP;
        }
        let day = fitted_line(&event.when, Style { ink: Ink::Black, ..form.place }, 6.0, when)?;
        sheet.text(day, left, when, y + form.event.ascent(), Align::Left);
        sheet.lines(lines, left + when + GAP, room - when - GAP, y, Align::Left);
        y += height;
    }
    if !footer.is_empty() {
        sheet.across(left, left + room, end + GAP / 2.0, HAIR);
        sheet.lines(footer, left, room, end + GAP, Align::Left);
    }
    sheets.push(sheet);
    let mut paper = Paper::new(form.size, &ticket.document_title, &ticket.language);
    paper.add(sheets, form.margin)?;
    Ok(paper)
}

/// The footer's lines, and where the space above them ends.
fn footer(form: &Form, ticket: &TicketPage) -> Result<(Vec<Line>, f32)> {
    let room = form.size.width - 2.0 * form.margin;
    let lines = fitted(&ticket.footer, form.footer, 6.5, room, 5)?;
    let height: f32 = lines.iter().map(|line| line.style.height()).sum();
    // Page numbers stand under it.
    Ok((lines, form.size.height - form.margin.max(15.0) - height - GAP))
}

/// Everything down to the short code; returns where the events begin.
fn face(form: &Form, ticket: &TicketPage, sheet: &mut Sheet) -> Result<f32> {
    let (left, room) = (form.margin, form.size.width - 2.0 * form.margin);
    let mut y = form.margin.min(15.0);
    sheet.ornament(left, y, room);
    y += ornament_height(room) + form.air;
    y = sheet.lines(fitted(&ticket.title, form.title, 9.0, room, 2)?, left, room, y, Align::Centre) + form.air;
    y = sheet.lines(fitted(&ticket.name, form.name, 12.0, room, 2)?, left, room, y, Align::Centre);
    y = sheet.lines(fitted(&ticket.note, form.note, 7.0, room, 1)?, left, room, y, Align::Centre);
    sheet.qr(&ticket.qr, left + (room - form.qr) / 2.0, y, form.qr);
    y += form.qr;
    y = sheet.lines(fitted(&ticket.code_label, form.label, 6.0, room, 1)?, left, room, y, Align::Centre);
    y = sheet.lines(vec![Line::code(&ticket.code, form.code, room)?], left, room, y, Align::Centre);
    y += form.air;
    if !ticket.events.is_empty() {
        sheet.across(left, left + room, y, HAIR);
        y += form.air;
    }
    Ok(y)
}

/// As wide as the widest day and time, up to two fifths of the line.
fn when_width(form: &Form, ticket: &TicketPage) -> Result<f32> {
    let room = form.size.width - 2.0 * form.margin;
    let mut width: f32 = 0.0;
    for event in &ticket.events {
        width = width.max(Line::new(&event.when, form.place)?.width() + 0.01);
    }
    Ok(width.min(room * 0.4))
}

fn event_lines(form: &Form, event: &TicketPageEvent, room: f32) -> Result<Vec<Line>> {
    let mut lines = fitted(&event.title, form.event, 7.5, room, 2)?;
    lines.extend(wrapped(&event.place, Style { ink: Ink::Grey, ..form.place }, room)?.into_iter().take(2));
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::super::reading::{NAMES, assert_calm, pages, ticket_qr};
    use super::*;

    fn ticket(paper: TicketPaper, events: usize) -> TicketPage {
        let event = |(when, title, place): &(&str, &str, &str)| TicketPageEvent {
            when: (*when).to_owned(),
            title: (*title).to_owned(),
            place: (*place).to_owned(),
        };
        let known = [
            ("7 қыркүйек, 10:00", "Ардагерлермен кездесу", "Тараз, Достық үйі, үлкен зал"),
            ("7 қыркүйек, 13:30", "Әскери техника көрмесіне экскурсия", "Тараз, «Жеңіс» саябағы, солтүстік қақпа"),
            ("8 қыркүйек, 11:00", "Шеберлік сағаты: ұлттық қолөнер", "Оқушылар сарайы, 2-зал"),
        ];
        TicketPage {
            paper,
            language: "kk".to_owned(),
            document_title: "Билет".to_owned(),
            title: "Әскери-патриоттық керуен – 2026".to_owned(),
            name: NAMES[0].to_owned(),
            note: "9 «Ә» сынып · №17 Қ. Сәтбаев атындағы мектеп-лицей".to_owned(),
            qr: ticket_qr(7),
            code_label: "Қысқа код".to_owned(),
            code: "K7Q2-9MXP".to_owned(),
            events: known.iter().cycle().take(events).map(event).collect(),
            footer: "Есік алдында осы парақты көрсетіңіз: QR-код сканерленеді. Парақ мыжылмасын; QR оқылмаса, қысқа кодты айтыңыз. Билет тек иесіне жарамды, біреуге бермеңіз.".to_owned(),
        }
    }

    #[test]
    fn a_ticket_says_everything_on_both_papers() {
        for paper in [TicketPaper::A4, TicketPaper::A5] {
            let ticket = ticket(paper, 3);
            let read = pages(&ticket_page(&ticket).expect("a PDF"));
            assert_eq!(read.len(), 1, "{paper:?}");
            for text in [&ticket.title, &ticket.name, &ticket.note, &ticket.code, &ticket.footer] {
                assert!(read[0].contains(text.as_str()), "{text}: {}", read[0]);
            }
            for event in &ticket.events {
                assert!(
                    read[0].contains(&event.when) && read[0].contains(&event.title) && read[0].contains(&event.place)
                );
            }
        }
    }

    #[test]
    fn nothing_overlaps_however_much_there_is() {
        for paper in [TicketPaper::A4, TicketPaper::A5] {
            for events in [0, 1, 3, 6, 40] {
                let mut ticket = ticket(paper, events);
                assert_calm(&lay_out(&ticket).expect("fonts"), 10.0);
                ticket.name = NAMES[2].to_owned();
                ticket.title = "Керуен ".repeat(50);
                ticket.note = ticket.title.clone();
                ticket.code = "W".repeat(60);
                ticket.footer = "Есік ".repeat(400);
                for event in &mut ticket.events {
                    event.when = "7 қыркүйек ".repeat(9);
                    event.title = "Кездесу ".repeat(40);
                    event.place = "Ж".repeat(400);
                }
                let paper = lay_out(&ticket).expect("fonts");
                assert_calm(&paper, 10.0);
                let qrs: Vec<_> = paper.sheets.iter().flat_map(super::super::page::Sheet::qrs).collect();
                assert!(qrs.len() == 1 && qrs[0].width >= 80.0);
            }
        }
    }
}
