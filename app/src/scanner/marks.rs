//! The last marks of this phone and how many it made today, after a reload too.

use keruen_domain::fact::{Body, Direction, Fact, Read, Scan};
use keruen_domain::id::{EventId, FactId, TicketId};
use keruen_domain::time::{CivilDateTime, Timestamp};
use leptos::prelude::*;

use super::engine::Engine;
use super::marking::holder_name;
use super::own_log::{OwnLog, Through};
use super::view::Mark;

/// How many marks can be seen and taken back.
const MARKS: usize = 5;

impl Engine {
    /// Shows a mark just made, and counts it.
    pub(super) fn show_mark(&self, mark: Mark) {
        let view = self.view();
        if mark.direction == Direction::In {
            view.mine.update(|mine| *mine += 1);
        }
        view.last.update(|marks| {
            marks.insert(0, mark);
            marks.truncate(MARKS);
        });
    }

    /// Shows the last marks of today's log, and counts them: the page was opened anew.
    pub(super) async fn show_marks(&self) {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return };
        let device = credentials.pair.device;
        let log = phone.log(device).await.unwrap_or_default();
        let offset = self.with_door(|door| door.clock().map_or(0, |clock| clock.offset)).unwrap_or(0);
        let OwnLog { through, .. } = OwnLog::read(device, log.iter().map(|(fact, _)| fact), offset);
        let now = self.now();
        let day = |at: Timestamp, mark: &Mark| CivilDateTime::at(at, mark.offset_minutes).date;
        let mut marks: Vec<Mark> = through.into_iter().filter_map(|through| self.mark_of(through)).collect();
        marks.retain(|mark| day(mark.at, mark) == day(now, mark));
        let mine = marks.iter().filter(|mark| mark.direction == Direction::In).count();
        self.view().mine.set(i64::try_from(mine).unwrap_or(i64::MAX));
        marks.reverse();
        marks.truncate(MARKS);
        let shown: Vec<FactId> = marks.iter().map(|mark| mark.scan.id).collect();
        let notes = phone.notes_beside(device, &shown).await.unwrap_or_default();
        for mark in &mut marks {
            mark.note = notes.iter().find(|note| note.fact == mark.scan.id).map(|note| note.text.clone());
        }
        self.view().last.set(marks);
    }

    /// A scan of the log as a line; none when nobody is known to have gone through by it.
    fn mark_of(&self, Through { scan, at, .. }: Through) -> Option<Mark> {
        let (event, ticket, direction) = passage(&scan)?;
        let lang = self.view().lang.get_untracked();
        let (offset_minutes, name) = self.with_door(|door| {
            let offset = door.event_of(event).map_or(0, |event| event.offset_minutes);
            (offset, door.holder(ticket).map(|holder| holder_name(lang, holder)).unwrap_or_default())
        })?;
        Some(Mark { scan, at, offset_minutes, direction, name, note: None })
    }
}

const fn passage(scan: &Fact) -> Option<(EventId, TicketId, Direction)> {
    match &scan.body {
        Body::Scan(Scan { event, read: Read::Ticket(ticket), direction, .. }) => Some((*event, *ticket, *direction)),
        _ => None,
    }
}
