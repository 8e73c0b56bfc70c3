//! Looking for somebody by name among the tickets of a roster. Pure; the roster's names are folded and put into Kazakh order
//! once, when somebody first looks.

use keruen_domain::collate::sort_key;
use keruen_domain::id::TicketId;
use keruen_domain::name::{Wanted, search_key};
use keruen_domain::scan::{Roster, RosterTicket, TicketMark};

/// Most people who are shown at once: more do not fit a screen, and one more letter helps sooner.
pub const SHOWN: usize = 12;

/// Who was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The first ones, in Kazakh order.
    pub people: Vec<RosterTicket>,
    /// How many more there are.
    pub more: usize,
}

/// The roster's names, folded, in Kazakh order; empty until somebody looks.
#[derive(Debug, Default, Clone)]
pub(super) struct Names(Option<Vec<(String, TicketId)>>);

impl Names {
    /// Who fits what was typed. None: fewer than two letters.
    pub(super) fn find(&mut self, roster: &Roster, text: &str) -> Option<Found> {
        let wanted = Wanted::parse(text)?;
        let names = self.0.get_or_insert_with(|| {
            // Whose ticket was issued anew stands here once, with the one that opens the door.
            let shown = |t: &&RosterTicket| !t.name.is_empty() && t.mark == TicketMark::Valid;
            let mut tickets: Vec<&RosterTicket> = roster.tickets.values().filter(shown).collect();
            tickets.sort_by_cached_key(|ticket| (sort_key(&ticket.name), sort_key(&ticket.class), ticket.id));
            tickets.into_iter().map(|ticket| (search_key(&ticket.name), ticket.id)).collect()
        });
        let mut fitting = names.iter().filter(|(key, _)| wanted.fits(key)).filter_map(|(_, id)| roster.tickets.get(id));
        let people = fitting.by_ref().take(SHOWN).cloned().collect();
        Some(Found { people, more: fitting.count() })
    }
}
