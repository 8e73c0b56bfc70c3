//! A class at the door: its list as the phone knows it, and the facts that one tap makes of it.

use std::collections::{BTreeMap, HashSet};

use keruen_domain::api::RosterGroup;
use keruen_domain::collate::sort_key;
use keruen_domain::event::RegistrationState;
use keruen_domain::fact::{Body, Fact, FactRef, Ground, Method, Outcome, Source};
use keruen_domain::gate::{event_at_gate, events_of};
use keruen_domain::id::{EventId, FactId, GroupId, TicketId};
use keruen_domain::scan::{Colour, Decision, Reading, RosterEvent, RosterTicket, TicketMark, Verdict, decide};
use keruen_domain::time::Timestamp;

use super::{Door, Reached, Serving, Tick};

/// Somebody on a class list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassLine {
    /// Their ticket.
    pub ticket: TicketId,
    /// Name, as far as the phone may show it.
    pub name: String,
    /// Class or study group.
    pub class: String,
    /// What the door says of them now.
    pub decision: Decision,
}

impl ClassLine {
    /// Whether a tap can let them through: not whom the door refuses, nor who is through already.
    pub fn can_pass(&self) -> bool {
        let done = [Verdict::AlreadyIn, Verdict::NotIn];
        self.decision.colour != Colour::Refuse && !self.decision.verdicts.iter().any(|verdict| done.contains(verdict))
    }

    /// Whether they are ticked when the list opens: whoever has a place and is not through.
    pub fn is_expected(&self) -> bool {
        self.can_pass() && !self.decision.verdicts.contains(&Verdict::Waiting)
    }

    /// Whether somebody has to say on what ground they come in: a minor without a consent.
    pub fn lacks_consent(&self) -> bool {
        self.decision.colour == Colour::Ask && self.decision.verdicts.contains(&Verdict::ConsentMissing)
    }
}

/// A class as it stands at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassAtDoor {
    /// The class.
    pub group: RosterGroup,
    /// The event that it comes for.
    pub event: RosterEvent,
    /// Its people in Kazakh order of their names.
    pub lines: Vec<ClassLine>,
}

/// Somebody of a class who is let through: the facts to keep, in this order.
#[derive(Debug, Clone)]
pub struct ClassPass {
    /// The scan.
    pub scan: Fact,
    /// The answer to its amber.
    pub answer: Option<Fact>,
    /// On what ground it was answered.
    pub ground: Option<Ground>,
    /// Name, as far as the phone may show it.
    pub name: String,
}

impl ClassPass {
    /// The fact that lets them through.
    pub fn by(&self) -> FactId {
        self.answer.as_ref().map_or(self.scan.id, |answer| answer.id)
    }
}

impl Door {
    /// Classes that are expected at what the phone serves, in Kazakh order of their titles.
    pub fn classes(&self) -> Vec<RosterGroup> {
        let served: HashSet<EventId> = match self.serving {
            Some(Serving::Event(event)) => HashSet::from([event]),
            Some(Serving::Gate(stop)) => events_of(&self.roster, stop).iter().map(|e| e.event.id).collect(),
            None => HashSet::new(),
        };
        let comes = |ticket: &&RosterTicket| {
            ticket
                .registrations
                .iter()
                .any(|(event, state)| served.contains(event) && *state != RegistrationState::Cancelled)
        };
        let expected: HashSet<GroupId> =
            self.roster.tickets.values().filter(comes).filter_map(|ticket| ticket.group).collect();
        let mut classes: Vec<RosterGroup> =
            self.groups.iter().filter(|group| expected.contains(&group.id)).cloned().collect();
        classes.sort_by_cached_key(|group| (sort_key(&group.title), group.id));
        classes
    }

    /// The list of a class. None: the phone does not know it, or it comes for nothing that is served here.
    pub fn class_at_door(&self, group: GroupId, tick: Tick) -> Option<ClassAtDoor> {
        let now = self.now(tick);
        let known = self.groups.iter().find(|known| known.id == group)?.clone();
        let people: Vec<&RosterTicket> = self
            .roster
            .tickets
            .values()
            .filter(|ticket| ticket.group == Some(group) && ticket.mark == TicketMark::Valid)
            .collect();
        let event = self.event_of_class(&people, now)?;
        let comes = |ticket: &&RosterTicket| {
            let registered = ticket.registrations.iter().find(|(at, _)| *at == event);
            registered.is_some_and(|(_, state)| *state != RegistrationState::Cancelled)
                || self.seen.contains_key(&(event, ticket.id))
        };
        let mut people: Vec<&RosterTicket> = people.into_iter().filter(comes).collect();
        people.sort_by_cached_key(|ticket| (sort_key(&ticket.name), ticket.id));
        let line = |ticket: &RosterTicket| ClassLine {
            ticket: ticket.id,
            name: ticket.name.clone(),
            class: ticket.class.clone(),
            decision: decide(&self.roster, &self.seen, event, self.direction, &Reading::Listed(ticket.id), now),
        };
        let lines: Vec<ClassLine> = people.into_iter().map(line).collect();
        let event = self.roster.events.get(&event)?.clone();
        (!lines.is_empty()).then_some(ClassAtDoor { group: known, event, lines })
    }

    /// At a gate, the event for which most of them come now.
    fn event_of_class(&self, people: &[&RosterTicket], now: Timestamp) -> Option<EventId> {
        let stop = match self.serving? {
            Serving::Event(event) => return Some(event),
            Serving::Gate(stop) => stop,
        };
        let mut counts: BTreeMap<EventId, usize> = BTreeMap::new();
        for ticket in people {
            let reading = Reading::Listed(ticket.id);
            if let Some(event) = event_at_gate(&self.roster, &self.seen, stop, self.direction, &reading, now) {
                *counts.entry(event).or_default() += 1;
            }
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(event, _)| event)
    }

    /// Lets these of a class through at an event: all of them, or nobody, since their heads were counted together. `ground`
    /// is that of those without a consent; other ambers are answered by the volunteer's judgement, who counted the heads.
    ///
    /// # Errors
    ///
    /// Who cannot pass by now, or is gone from the list.
    pub fn let_class_pass(
        &mut self,
        event: EventId,
        tickets: impl IntoIterator<Item = TicketId>,
        ground: Ground,
        tick: Tick,
        mut new_id: impl FnMut() -> FactId,
    ) -> Result<Vec<ClassPass>, Vec<TicketId>> {
        let (mut passes, mut changed) = (Vec::new(), Vec::new());
        for ticket in tickets {
            let reached = self.reach_at(event, &Reading::Listed(ticket), Method::ClassList, tick, new_id());
            let listed = reached.and_then(|Reached { decision, holder, fact, .. }| {
                let holder = holder?;
                Some((ClassLine { ticket, name: holder.name, class: holder.class, decision }, fact))
            });
            let Some((line, scan_fact)) = listed.filter(|(line, _)| line.can_pass()) else {
                changed.push(ticket);
                continue;
            };
            let ground = match line.decision.colour {
                Colour::Ask if line.lacks_consent() => Some(ground),
                Colour::Ask => Some(Ground::Judgement),
                Colour::Admit | Colour::Refuse => None,
            };
            let scan = FactRef { source: Source::Device(self.device), id: scan_fact.id };
            let answer = ground
                .map(|ground| self.fact(new_id(), tick, Body::Answer { scan, outcome: Outcome::Admitted, ground }));
            passes.push(ClassPass { scan: scan_fact, answer, ground, name: line.name });
        }
        if changed.is_empty() { Ok(passes) } else { Err(changed) }
    }
}
