//! Letters in words: what `backend::mail` sends, in the reader's language, from what is known when it is sent.

mod text;

use keruen_backend::mail::{Attachment, Content, Letter, ToTell, Writer};
use keruen_backend::paper::{drawn, ticket_page};
use keruen_backend::tickets::{TicketEvent, TicketView, calendar::calendar, picture::ticket_png, ticket_view};
use keruen_backend::{Refusal, Result};
use keruen_domain::event::RegistrationState;
use keruen_domain::letter::LetterKind;
use keruen_domain::text::Lang;
use keruen_domain::time::CivilDateTime;

use self::text::{Block, html, plain};
use crate::state::App;
use crate::tickets::{picture_of, place_in_full, printed_of, times};
use crate::{format, words};

/// Name of the ticket's picture inside a letter.
const PICTURE: &str = "ticket.png";

/// Writes the letters of this site.
pub struct LetterWriter {
    app: App,
}

impl LetterWriter {
    /// Links in the letters lead to the application's own address.
    pub const fn new(app: App) -> Self {
        Self { app }
    }
}

impl Writer for LetterWriter {
    async fn write(&self, letter: &Letter) -> Result<Content> {
        let backend = &self.app.backend;
        let (lang, view) = (letter.language, ticket_view(backend, &letter.page).await?);
        let rows = about(letter, &view);
        // Withdrawn between being read and being written: tried again, it is found out.
        let first = rows.first().ok_or(Refusal::NotFound)?;
        let link = format!("{}/{}/t/{}", self.app.base_url, lang.code(), letter.page.expose());
        let subject = subject(lang, letter.kind, first);
        let blocks = blocks(lang, letter, &view, &rows, link);

        let mut pictures = Vec::new();
        let mut files = Vec::new();
        let name = view.short_code.display();
        if shows_ticket(letter.kind) {
            let bytes = ticket_png(picture_of(lang, &view)).await?;
            pictures.push(Attachment { name: PICTURE.to_owned(), kind: "image/png", bytes });
            let page = printed_of(lang, &view)?;
            let bytes = drawn(move || ticket_page(&page)).await?;
            files.push(Attachment { name: format!("keruen-{name}.pdf"), kind: "application/pdf", bytes });
        }
        if letter.kind != LetterKind::Reminder {
            let bytes = calendar(&view, lang, backend.now()).into_bytes();
            files.push(Attachment { name: "keruen.ics".to_owned(), kind: "text/calendar; charset=utf-8", bytes });
        }
        Ok(Content { html: html(lang, &subject, &blocks), text: plain(&blocks), subject, pictures, files })
    }
}

/// A letter about an event that does not take place has no ticket in it: it opens other doors.
const fn shows_ticket(kind: LetterKind) -> bool {
    !matches!(kind, LetterKind::Cancelled)
}

/// The events that the letter is about.
fn about<'v>(letter: &Letter, view: &'v TicketView) -> Vec<&'v TicketEvent> {
    let concerns = |row: &&TicketEvent| match letter.day {
        None => row.event.id == letter.event,
        Some(day) => times(row).0.date == day && row.state.holds_seat() && row.event.state.takes_place(),
    };
    view.events.iter().filter(concerns).collect()
}

fn subject(lang: Lang, kind: LetterKind, row: &TicketEvent) -> String {
    let event = row.event.title.get(lang);
    match kind {
        LetterKind::Confirmation if row.state == RegistrationState::Waiting => {
            words::letter_subject_waiting(lang, event)
        }
        LetterKind::Confirmation => words::letter_subject_registered(lang, event),
        LetterKind::Promoted => words::letter_subject_promoted(lang, event),
        LetterKind::Changed => words::letter_subject_changed(lang, event),
        LetterKind::Cancelled => words::letter_subject_cancelled(lang, event),
        LetterKind::Reminder => words::letter_subject_reminder(lang, format::date_long(lang, times(row).0.date)),
    }
}

/// The letter, from the greeting to the foot.
fn blocks(lang: Lang, letter: &Letter, view: &TicketView, rows: &[&TicketEvent], link: String) -> Vec<Block> {
    let first = rows.first().copied();
    let mut blocks = vec![Block::Text(words::letter_hello(lang, view.name.short()))];
    blocks.extend(first.into_iter().flat_map(|row| lead(lang, letter.kind, row)).map(Block::Text));
    blocks.extend(rows.iter().map(|row| event(lang, row)));
    if shows_ticket(letter.kind) {
        blocks.push(Block::Text(words::ticket_show_at_door(lang).to_owned()));
        let code = format!("{}: {}", words::ticket_short_code(lang), view.short_code.display());
        blocks.push(Block::Picture { name: PICTURE, tells: words::letter_picture(lang).to_owned(), caption: code });
    }
    blocks.push(Block::Link { label: words::letter_ticket(lang).to_owned(), url: link });
    blocks.push(Block::Small(words::ticket_link_secret(lang).to_owned()));
    if shows_ticket(letter.kind) {
        blocks.push(Block::Small(words::letter_give_up(lang).to_owned()));
    }
    blocks.push(Block::Small(words::letter_automatic(lang, view.operator.get(lang))));
    blocks
}

/// What somebody says or sends to a person instead of a letter, in the person's language. No link: it would open the
/// ticket to whoever tells.
pub(crate) fn spoken(person: &ToTell) -> String {
    let (lang, row) = (person.language, &person.event);
    let mut said = lead(lang, person.kind, row);
    // A letter speaks of what comes with it.
    let instead = match (person.kind, row.state) {
        (LetterKind::Promoted, _) => Some(words::tell_promoted(lang)),
        (LetterKind::Confirmation, RegistrationState::Waiting) => Some(words::registered_waiting_title(lang)),
        (LetterKind::Confirmation, RegistrationState::Confirmed) => Some(words::registered_confirmed(lang)),
        _ => None,
    };
    if let (Some(instead), Some(first)) = (instead, said.first_mut()) {
        instead.clone_into(first);
    }
    let mut blocks = vec![Block::Text(words::tell_for(lang, person.name.short()))];
    blocks.extend(said.into_iter().map(Block::Text));
    blocks.push(event(lang, row));
    plain(&blocks)
}

/// What has happened.
fn lead(lang: Lang, kind: LetterKind, row: &TicketEvent) -> Vec<String> {
    let consent = || words::letter_awaiting_consent(lang).to_owned();
    match kind {
        LetterKind::Confirmation => vec![match row.state {
            RegistrationState::Waiting => words::letter_waiting(lang, row.position.unwrap_or(1)),
            RegistrationState::AwaitingConsent => consent(),
            RegistrationState::AwaitingApproval => words::registered_awaiting_approval(lang).to_owned(),
            RegistrationState::Confirmed | RegistrationState::Cancelled => words::letter_registered(lang).to_owned(),
        }],
        LetterKind::Promoted => {
            let mut said = vec![words::letter_promoted(lang).to_owned()];
            said.extend((row.state == RegistrationState::AwaitingConsent).then(consent));
            said
        }
        LetterKind::Changed => vec![words::letter_changed(lang).to_owned()],
        LetterKind::Cancelled => vec![words::letter_cancelled(lang).to_owned()],
        LetterKind::Reminder => {
            let mut said = vec![words::letter_reminder(lang, format::date_full(lang, times(row).0.date))];
            said.extend((row.state == RegistrationState::AwaitingConsent).then(consent));
            said
        }
    }
}

/// An event: what, when by the clocks there, where.
fn event(lang: Lang, row: &TicketEvent) -> Block {
    let (starts, ends): (CivilDateTime, CivilDateTime) = times(row);
    let when = format!("{}, {}", format::date_full(lang, starts.date), format::time_range(lang, starts, ends));
    let place = place_in_full(lang, row);
    let lines = [when, place].into_iter().filter(|line| !line.is_empty()).collect();
    Block::Event { title: row.event.title.get(lang).to_owned(), lines }
}
