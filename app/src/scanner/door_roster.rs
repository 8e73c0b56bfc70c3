//! What a phone carries at its door: the roster, whole or followed by changes.

use keruen_domain::api::{DeviceRole, RosterReply};
use keruen_domain::id::TicketId;
use keruen_domain::roster::{self, RosterDelta, Rows, Sums};
use keruen_domain::scan::{ConsentMark, RosterTicket};
use keruen_domain::ticket::Keyring;

use super::super::finding::Names;
use super::{Door, Serving};

impl Door {
    /// Takes a new roster, or what changed of the one it has. Own passages that the server has not heard of stay, and the
    /// event that the phone serves. Tells whether the rows are now the server's; changes that do not lead there are not
    /// taken up, and nothing is.
    pub fn load(&mut self, reply: &RosterReply) -> Sums {
        self.load_as(reply, None)
    }

    /// Takes a whole roster that this phone has kept, its rows apart. They had the server's sum when they were written down,
    /// and the next changes are held against it: it is not reckoned anew, which costs a slow phone half a second with 20 000
    /// tickets.
    pub fn load_kept(&mut self, reply: &RosterReply, rows: Rows) -> Sums {
        self.load_as(reply, Some(rows))
    }

    fn load_as(&mut self, reply: &RosterReply, kept: Option<Rows>) -> Sums {
        self.forget_papers();
        // The sums are of the server's rows alone.
        self.roster.tickets.retain(|id, _| !self.expected.contains_key(id));
        let sums = self.take(reply, kept);
        if reply.wipe_after.is_some_and(|at| reply.as_of >= at) {
            self.expected.clear();
        }
        self.expected.retain(|id, _| !self.roster.tickets.contains_key(id));
        self.roster.tickets.extend(self.expected.iter().map(|(id, ticket)| (*id, ticket.clone())));
        self.join();
        sums
    }

    fn take(&mut self, reply: &RosterReply, kept: Option<Rows>) -> Sums {
        let (rows, heard) = (&mut self.roster, &mut self.heard);
        let sums = if let Some(delta) = reply.changes() {
            let before = self.sum.unwrap_or_else(|| roster::sum(rows, heard));
            let Some(after) = roster::merge(rows, heard, before, reply, delta) else { return Sums::Differ };
            self.sum = Some(after);
            Sums::Agree
        } else if let Some(kept) = kept {
            roster::replace(rows, heard, kept);
            self.sum = reply.delta.as_ref().map(|delta| delta.sum);
            if self.sum.is_some() { Sums::Agree } else { Sums::Differ }
        } else {
            roster::replace(rows, heard, Rows::of(reply));
            let sum = roster::sum(rows, heard);
            self.sum = Some(sum);
            if reply.delta.as_ref().is_some_and(|delta| delta.sum == sum) { Sums::Agree } else { Sums::Differ }
        };
        let served = match self.serving {
            Some(Serving::Event(id)) => self.roster.events.remove(&id),
            _ => None,
        };
        self.role = reply.role.unwrap_or(DeviceRole::Door);
        self.names = Names::default();
        self.groups.clone_from(&reply.groups);
        self.roster.caravan = Some(reply.caravan);
        self.roster.keys = Keyring::new(reply.keys.clone());
        self.roster.events = reply.events.iter().map(|e| (e.event.id, e.clone())).collect();
        if let Some(served) = served {
            self.roster.events.entry(served.event.id).or_insert(served);
        }
        self.roster_as_of = Some(reply.as_of);
        // What the server had when it made this roster is in it, or was taken back since.
        self.own.told(reply.as_of);
        sums
    }

    /// From where the phone asks for changes: the whole roster that it keeps, if its sum is the server's.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The phone keeps a whole roster with this cursor.
    pub fn rest_on(&mut self, cursor: Option<String>) {
        self.base = cursor;
    }

    /// How many tickets it knows.
    pub fn tickets(&self) -> usize {
        self.roster.tickets.len()
    }

    /// The roster as a whole: what the phone keeps from then on, in place of an older one and what changed since. `reply`
    /// was the last that was loaded.
    pub fn whole(&self, reply: &RosterReply) -> RosterReply {
        let passages = self.heard.iter().map(|((event, ticket), passage)| (*event, *ticket, passage.clone()));
        let delta = reply.delta.as_ref().map(|delta| RosterDelta {
            cursor: delta.cursor.clone(),
            sum: delta.sum,
            ..RosterDelta::default()
        });
        let listed = self.roster.tickets.values().filter(|ticket| !self.expected.contains_key(&ticket.id));
        let mut tickets: Vec<_> = listed.cloned().collect();
        for ticket in tickets.iter_mut().filter(|ticket| self.papers.contains(&ticket.id)) {
            ticket.consent = ConsentMark::Missing;
        }
        let passages = passages.collect();
        RosterReply { tickets, passages, delta, ..reply.clone() }
    }

    /// Somebody was written down at this phone: they are on its list until the server's has them.
    pub fn expect(&mut self, ticket: RosterTicket) {
        if self.roster.tickets.contains_key(&ticket.id) {
            return;
        }
        self.names = Names::default();
        self.roster.tickets.insert(ticket.id, ticket.clone());
        self.expected.insert(ticket.id, ticket);
    }

    /// Whether this ticket's holder was written down here, and is not on the server's list yet.
    pub fn expects(&self, ticket: TicketId) -> bool {
        self.expected.contains_key(&ticket)
    }

    /// Forgets names and registrations: the phone was taken out of service. Who passed stays, without names.
    pub fn unload(&mut self) {
        (self.sum, self.base) = (None, None);
        self.roster.tickets.clear();
        self.expected.clear();
        self.roster.codes.clear();
        self.groups.clear();
        self.names = Names::default();
    }
}
