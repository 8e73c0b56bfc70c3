//! Whether the server holds what this phone recorded, event by event (design rule 5). Pure.

use std::collections::{BTreeMap, BTreeSet};

use keruen_domain::agreement::{Agreement, own};
use keruen_domain::api::HeldEvent;
use keruen_domain::fact::Fact;
use keruen_domain::id::{DeviceId, EventId};
use keruen_domain::time::Timestamp;

/// How a phone's own facts of an event and the server's word compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Nothing says otherwise.
    Same,
    /// The server acknowledged all of them and yet holds others.
    Differs,
}

/// One event as the phone's log and the server's last word have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The event.
    pub event: EventId,
    /// Facts in the phone's own log.
    pub own: i64,
    /// Those of them that the server has.
    pub received: i64,
    /// Everybody's facts: the phone's own and what the server told of the others'.
    pub whole: Agreement,
    /// Whether the server holds the same.
    pub same: Match,
}

/// What the phone knows for a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The phone.
    pub device: DeviceId,
    /// Its log, with the server's time at which it had each fact.
    pub log: &'a [(Fact, Option<Timestamp>)],
    /// Events of which old facts were cleared away: the log no longer tells all of them.
    pub cleared: &'a BTreeSet<EventId>,
    /// What the server told with its roster, and when it made that.
    pub told: &'a [HeldEvent],
    /// When the roster was made.
    pub as_of: Timestamp,
}

/// Compares event by event. `before` is the last result: what cannot be told until the next roster stays as it was.
pub fn compare(known: Known<'_>, before: &[Compared]) -> Vec<Compared> {
    let part = |wanted: &dyn Fn(Option<Timestamp>) -> bool| {
        own(known.device, known.log.iter().filter(|(_, at)| wanted(*at)).map(|(fact, _)| fact))
    };
    let mine = part(&|_| true);
    let acknowledged = part(&|at| at.is_some());
    let due = part(&|at| at.is_some_and(|at| at < known.as_of));
    let told: BTreeMap<EventId, &HeldEvent> = known.told.iter().map(|held| (held.event, held)).collect();
    let events: BTreeSet<EventId> = mine.keys().chain(told.keys()).copied().collect();
    let one = |event: EventId| {
        let of = |part: &BTreeMap<EventId, Agreement>| part.get(&event).copied().unwrap_or_default();
        let (all, others) = told.get(&event).map(|held| (held.all, held.others)).unwrap_or_default();
        let (own, theirs) = (of(&mine), all - others);
        // A fact whose acknowledgement is missing or younger than the roster may be in it or not.
        let same = if of(&due) == own {
            if theirs == own { Match::Same } else { Match::Differs }
        } else {
            before.iter().find(|compared| compared.event == event).map_or(Match::Same, |compared| compared.same)
        };
        let received = match same {
            Match::Same => of(&acknowledged).count(),
            Match::Differs => theirs.count().min(own.count()),
        };
        Compared { event, own: own.count(), received, whole: others + own, same }
    };
    events.into_iter().filter(|event| !known.cleared.contains(event)).map(one).collect()
}
