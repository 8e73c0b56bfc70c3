//! A ticket's events as an iCalendar file (RFC 5545).

use keruen_domain::event::{EventState, RegistrationState};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDateTime, Timestamp};

use super::{TicketEvent, TicketView};

/// Most bytes of a line, without its end (RFC 5545 §3.1).
const LINE: usize = 75;

/// The events of a ticket that were not given up, in `lang`. The same event keeps its UID, so that a second import
/// replaces the first.
pub fn calendar(view: &TicketView, lang: Lang, now: Timestamp) -> String {
    let mut file = File(String::new());
    file.line("BEGIN:VCALENDAR");
    file.line("VERSION:2.0");
    file.line("PRODID:-//Keruen//Keruen//KK");
    file.line("CALSCALE:GREGORIAN");
    file.text("X-WR-CALNAME", view.caravan.title.get(lang));
    for held in view.events.iter().filter(|held| held.state != RegistrationState::Cancelled) {
        file.event(held, lang, now);
    }
    file.line("END:VCALENDAR");
    file.0
}

struct File(String);

impl File {
    fn event(&mut self, held: &TicketEvent, lang: Lang, now: Timestamp) {
        let event = &held.event;
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}@keruen", held.registration));
        self.line(&format!("DTSTAMP:{}", utc(now)));
        self.line(&format!("SEQUENCE:{}", event.version));
        self.line(&format!("DTSTART:{}", utc(event.starts_at)));
        self.line(&format!("DTEND:{}", utc(event.ends_at)));
        self.text("SUMMARY", event.title.get(lang));
        let stop = held.stop.as_ref();
        let parts = [
            event.place.get(lang),
            stop.map_or("", |stop| stop.venue.get(lang)),
            stop.map_or("", |stop| stop.city.get(lang)),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() {
            self.text("LOCATION", &parts.join(", "));
        }
        if !event.about.is_empty() {
            self.text("DESCRIPTION", event.about.get(lang));
        }
        self.line(match (event.state, held.state) {
            (EventState::Cancelled, _) => "STATUS:CANCELLED",
            (_, RegistrationState::Confirmed) => "STATUS:CONFIRMED",
            _ => "STATUS:TENTATIVE",
        });
        self.line("END:VEVENT");
    }

    /// A property of type TEXT (RFC 5545 §3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    /// One content line, folded after 75 bytes, never inside a character (RFC 5545 §3.1).
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// An instant as `20220906T050000Z`.
fn utc(at: Timestamp) -> String {
    let civil = CivilDateTime::at(at, 0);
    let (date, second) = (civil.date, at.millis().rem_euclid(60_000) / 1000);
    format!("{:04}{:02}{:02}T{:02}{:02}{second:02}Z", date.year(), date.month(), date.day(), civil.hour, civil.minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_long_lines_folded_between_characters() {
        let mut file = File(String::new());
        file.text("SUMMARY", "Ән; би, \\ күй\r\nЕкінші жол");
        assert_eq!(file.0, "SUMMARY:Ән\\; би\\, \\\\ күй\\nЕкінші жол\r\n");

        let mut file = File(String::new());
        let value = "Қ".repeat(200);
        file.text("SUMMARY", &value);
        assert!(file.0.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(file.0.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
    }

    #[test]
    fn instants_are_utc() {
        assert_eq!(utc(Timestamp::from_millis(1_662_350_401_999)), "20220905T040001Z");
    }
}
