//! What the screen of a class shows, as signals.

use std::collections::BTreeSet;

use keruen_domain::api::RosterGroup;
use keruen_domain::fact::Ground;
use keruen_domain::id::{FactId, TicketId};
use leptos::prelude::*;

use super::door::ClassAtDoor;
use super::view::Mark;

/// What is in the way of letting a class in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ClassProblem {
    /// The list does not know this class, or it comes for something else.
    Unknown,
    /// Nobody is ticked.
    NobodyTicked,
    /// The heads that were counted are not as many as are ticked.
    HeadsDiffer {
        /// How many are ticked.
        ticked: i64,
    },
    /// Somebody lacks a consent, and nobody said on what ground they come in.
    GroundNeeded,
    /// These people could pass when the list was opened, and cannot by now.
    Changed(Vec<String>),
}

/// What the screen of a class shows. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct ClassView {
    /// Classes that are expected here; none: the screen is closed.
    pub(super) choice: RwSignal<Option<Vec<RosterGroup>>>,
    /// The class whose list is open.
    pub(super) open: RwSignal<Option<ClassAtDoor>>,
    /// Who of it is there.
    pub(super) ticked: RwSignal<BTreeSet<TicketId>>,
    /// How many heads were counted, as typed.
    pub(super) heads: RwSignal<String>,
    /// On what ground those without a consent come in.
    pub(super) ground: RwSignal<Option<Ground>>,
    /// What is in the way.
    pub(super) problem: RwSignal<Option<ClassProblem>>,
    /// Whom the last tap let through; all of them can be taken back at once.
    pub(super) done: RwSignal<Vec<Mark>>,
}

impl ClassView {
    /// Closed.
    pub(super) fn new() -> Self {
        Self {
            choice: RwSignal::default(),
            open: RwSignal::default(),
            ticked: RwSignal::default(),
            heads: RwSignal::default(),
            ground: RwSignal::default(),
            problem: RwSignal::default(),
            done: RwSignal::default(),
        }
    }

    /// Nothing is open, and nothing can be taken back.
    pub(super) fn close(self) {
        self.problem.set(None);
        self.open.set(None);
        self.choice.set(None);
        self.done.set(Vec::new());
    }

    /// From the list to the choice, from the choice to the door.
    pub(super) fn back(self) {
        self.problem.set(None);
        if self.open.with_untracked(Option::is_some) {
            self.open.set(None);
        } else {
            self.choice.set(None);
        }
    }

    /// Shows a class with everybody ticked who is expected.
    pub(super) fn show(self, class: ClassAtDoor) {
        let expected = class.lines.iter().filter(|line| line.is_expected());
        self.ticked.set(expected.map(|line| line.ticket).collect());
        self.heads.set(String::new());
        self.ground.set(None);
        self.problem.set(None);
        self.open.set(Some(class));
    }

    /// Whether a leader's code that is read opens its list: not over one that is open, whose ticks it would take.
    pub(super) fn takes_code(self) -> bool {
        self.open.with_untracked(Option::is_none)
    }

    /// Shows the class that is open as it stands by now, when these of its people could not pass any more. The other ticks
    /// stay: the volunteer has looked at every face.
    pub(super) fn show_again(self, fresh: Option<ClassAtDoor>, changed: &[TicketId]) {
        let names = self.open.with_untracked(|open| {
            let lines = open.iter().flat_map(|class| &class.lines).filter(|line| changed.contains(&line.ticket));
            lines.map(|line| line.name.clone()).collect()
        });
        let Some(fresh) = fresh else { return self.problem.set(Some(ClassProblem::Unknown)) };
        let passes = |ticket: &TicketId| fresh.lines.iter().any(|line| line.ticket == *ticket && line.can_pass());
        self.ticked.update(|ticked| ticked.retain(|ticket| passes(ticket)));
        self.problem.set(Some(ClassProblem::Changed(names)));
        self.open.set(Some(fresh));
    }

    /// Takes out whom the last tap let through: what is being taken back cannot be taken back again meanwhile.
    pub(super) fn take_done(self) -> Vec<Mark> {
        let done = self.done.get_untracked();
        self.done.set(Vec::new());
        done
    }

    /// One of those whom the last tap let through is being taken back alone. Answers whether it was one of them.
    pub(super) fn take_one_done(self, scan: FactId) -> bool {
        let before = self.done.with_untracked(Vec::len);
        self.done.update(|done| done.retain(|mark| mark.scan.id != scan));
        self.done.with_untracked(Vec::len) < before
    }

    /// Whether somebody who is ticked lacks a consent.
    pub(super) fn ground_is_needed(self) -> bool {
        self.open.with(|open| {
            let lines = open.iter().flat_map(|class| &class.lines).filter(|line| line.lacks_consent());
            self.ticked.with(|ticked| lines.into_iter().any(|line| ticked.contains(&line.ticket)))
        })
    }

    /// What is in the way of letting those in who are ticked.
    pub(super) fn obstacle(self) -> Option<ClassProblem> {
        let ticked = self.ticked.with(|ticked| i64::try_from(ticked.len()).unwrap_or(i64::MAX));
        if ticked == 0 {
            return Some(ClassProblem::NobodyTicked);
        }
        if self.ground_is_needed() && self.ground.get().is_none() {
            return Some(ClassProblem::GroundNeeded);
        }
        let heads: Option<i64> = self.heads.with(|heads| heads.trim().parse().ok());
        (heads != Some(ticked)).then_some(ClassProblem::HeadsDiffer { ticked })
    }
}

#[cfg(test)]
#[path = "tests/class_view.rs"]
mod tests;
