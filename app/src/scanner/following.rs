//! The roster on the phone: fetched by what changed, kept in its store as a whole one and the changes since.

use keruen_domain::api::RosterReply;
use keruen_domain::roster::{Rows, Sums};
use leptos::prelude::{GetUntracked, Set};

use super::door::Door;
use super::engine::Engine;
use super::phone::Phone;
use super::wire::{self, WireError};

/// Name of the kept roster that is whole.
const WHOLE: &str = "roster";
/// Name of what changed since then.
const CHANGES: &str = "roster-changes";
/// Everything kept that holds names.
pub(super) const ROSTER: [&str; 2] = [WHOLE, CHANGES];
/// With more changed rows than this the whole roster is written anew; until then only they are, once a minute.
const MOST_CHANGES: usize = 500;

impl Engine {
    /// Fetches what changed, or everything when the changes do not lead to the server's rows; uses it and keeps it.
    pub(super) async fn follow(&self, phone: &Phone, token: &str) -> Result<RosterReply, WireError> {
        let since = self.with_door(|door| door.base().map(str::to_owned)).flatten();
        let mut reply = wire::roster(token, since.as_deref()).await?;
        let mut sums = self.use_roster(&reply);
        if reply.changes().is_some() && sums == Sums::Differ {
            reply = wire::roster(token, None).await?;
            sums = self.use_roster(&reply);
        }
        if sums == Sums::Differ {
            // The server's rows have a field that this page does not know: it loads in full each time.
            reply.delta = None;
        }
        self.keep_roster(phone, &reply).await;
        Ok(reply)
    }

    /// What is not kept is fetched again after the next start of the page.
    async fn keep_roster(&self, phone: &Phone, reply: &RosterReply) {
        let whole = match reply.changes() {
            None => None,
            Some(_) if reply.tickets.len() + reply.passages.len() < MOST_CHANGES => {
                let _ = phone.put(CHANGES, reply).await;
                return;
            }
            Some(_) => self.with_door(|door| door.whole(reply)),
        };
        let whole = whole.as_ref().unwrap_or(reply);
        let kept = phone.put_bytes(WHOLE, whole).await.is_ok();
        let _ = phone.forget(&[CHANGES]).await;
        let cursor = whole.delta.as_ref().map(|delta| delta.cursor.clone());
        self.with_door(|door| door.rest_on(cursor.filter(|_| kept)));
    }

    /// Takes up what was kept, when the page is opened.
    pub(super) async fn take_kept(&self, phone: &Phone) {
        let Ok(Some(mut whole)) = phone.get::<RosterReply>(WHOLE).await else { return };
        let rows = Rows::out_of(&mut whole);
        // Shown whatever its sum is: a list that the server's differs from is better than none at a door without a network.
        let sums = self.show_roster(&whole, |door| door.load_kept(&whole, rows));
        let cursor = whole.delta.as_ref().map(|delta| delta.cursor.clone()).filter(|_| sums == Sums::Agree);
        if let Ok(Some(changes)) = phone.get::<RosterReply>(CHANGES).await
            && changes.changes().is_some_and(|delta| delta.since == cursor)
        {
            // Changes that do not fit are fetched again.
            let _ = self.use_roster(&changes);
        }
        self.with_door(|door| door.rest_on(cursor));
    }

    /// Uses a roster, or what changed of it, and shows it.
    fn use_roster(&self, reply: &RosterReply) -> Sums {
        self.show_roster(reply, |door| door.load(reply))
    }

    fn show_roster(&self, reply: &RosterReply, load: impl FnOnce(&mut Door) -> Sums) -> Sums {
        let view = self.view();
        let serving = view.event.get_untracked().map(|e| e.event.id);
        let shown = self.with_door(|door| {
            let sums = load(door);
            (sums, door.events(), serving.and_then(|id| door.event_of(id).cloned()), door.tickets())
        });
        let Some((sums, events, event, tickets)) = shown else { return Sums::Differ };
        if sums == Sums::Differ && reply.changes().is_some() {
            return sums;
        }
        view.gates.set(reply.stops.clone());
        view.events.set(events);
        if event.is_some() {
            view.event.set(event);
        }
        if tickets == 0 && view.tickets.get_untracked() > 0 {
            self.forget_names();
        }
        view.tickets.set(i64::try_from(tickets).unwrap_or(0));
        view.as_of.set(Some(reply.as_of));
        self.told(reply);
        self.count_inside();
        sums
    }
}
