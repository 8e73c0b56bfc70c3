//! Who holds which ticket, which tickets are blank, and what is known of people, among facts in force.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::consented::Consented;
use crate::fact::{Body, FactRef, Sourced};
use crate::id::{PersonId, TicketId};
use crate::person::Role;
use crate::ticket::ShortCode;
use crate::time::Timestamp;

/// What the fold needs to know of tickets and people.
pub(crate) struct People {
    pub(crate) holders: HashMap<TicketId, PersonId>,
    pub(crate) codes: HashMap<ShortCode, TicketId>,
    /// Tickets that were made without a holder, whether they have one by now or not.
    pub(crate) blanks: HashSet<TicketId>,
    /// Those that have one, with the fact that says so.
    pub(crate) bindings: BTreeMap<TicketId, (PersonId, FactRef)>,
    pub(crate) roles: BTreeMap<PersonId, Role>,
    pub(crate) consents: Consented,
}

impl People {
    pub(crate) fn new(live: &[&Sourced], canon: &BTreeMap<PersonId, PersonId>) -> Self {
        let canonical = |person: &PersonId| canon.get(person).copied().unwrap_or(*person);
        let blank = |f: &&Sourced| if let Body::Blank { ticket, .. } = f.fact.body { Some(ticket) } else { None };
        let mut people = Self {
            holders: HashMap::new(),
            codes: HashMap::new(),
            blanks: live.iter().filter_map(blank).collect(),
            bindings: BTreeMap::new(),
            roles: BTreeMap::new(),
            consents: Consented::default(),
        };
        let mut role_since: HashMap<PersonId, (Timestamp, FactRef, Role)> = HashMap::new();
        for sourced in live {
            match &sourced.fact.body {
                Body::Ticket { ticket, person, code } => {
                    // Two holders of one id can only come from a broken store, or from two desks that typed one list at
                    // once; the smaller one, in any order.
                    let holder = people.holders.entry(*ticket).or_insert(*person);
                    *holder = (*holder).min(*person);
                    people.code(*code, *ticket);
                    if people.blanks.contains(ticket) {
                        let this = (*person, sourced.reference());
                        let known = people.bindings.entry(*ticket).or_insert(this);
                        *known = (*known).min(this);
                    }
                }
                Body::Blank { ticket, code } => people.code(*code, *ticket),
                Body::Role { person, role } => {
                    let this = (sourced.fact.wall, sourced.reference(), *role);
                    let latest = role_since.entry(canonical(person)).or_insert(this);
                    *latest = (*latest).max(this);
                }
                Body::Consent { person, kind } => {
                    people.consents.give(canonical(person), *kind, sourced.fact.wall);
                }
                Body::Withdrawal { person, kind } => {
                    people.consents.withdraw(canonical(person), *kind, sourced.fact.wall);
                }
                _ => {}
            }
        }
        people.roles = role_since.into_iter().map(|(person, (_, _, role))| (person, role)).collect();
        people
    }

    fn code(&mut self, code: ShortCode, ticket: TicketId) {
        let known = self.codes.entry(code).or_insert(ticket);
        *known = (*known).min(ticket);
    }
}
