//! A class is let in by one tap: all of its facts in the log at once, or none of them.

use keruen_domain::fact::{Direction, Ground};
use keruen_domain::fact::{Fact, Source, Sourced};
use keruen_domain::force::may_annul;
use keruen_domain::id::{FactId, GroupId};
use keruen_domain::scan::Colour;
use leptos::prelude::*;

use super::class_view::ClassProblem;
use super::device::{self, new_id, tick};
use super::door::Door;
use super::engine::Engine;
use super::view::{Mark, Problem};

/// What stands before a class's id in its leader's code.
const FRAGMENT: &str = "#g=";

/// The class that a leader's code names.
pub(super) fn class_of(text: &str) -> Option<GroupId> {
    text.split_once(FRAGMENT)?.1.trim().parse().ok()
}

impl Engine {
    /// Shows the classes that are expected here.
    pub(super) fn show_classes(&self) {
        let class = self.view().class;
        class.problem.set(None);
        class.open.set(None);
        class.choice.set(Some(self.with_door(|door| door.classes()).unwrap_or_default()));
    }

    /// Opens the list of a class.
    pub(super) fn open_class(&self, group: GroupId) {
        let class = self.view().class;
        if class.choice.with_untracked(Option::is_none) {
            self.show_classes();
        }
        match self.with_door(|door| door.class_at_door(group, tick())).flatten() {
            Some(found) => class.show(found),
            None => class.problem.set(Some(ClassProblem::Unknown)),
        }
    }

    /// Lets in who is ticked, when the heads agree.
    pub(super) async fn let_class_in(self) {
        let view = self.view();
        let class = view.class;
        let Some(open) = class.open.get_untracked() else { return };
        if self.is_reading() {
            return;
        }
        if let Some(problem) = untrack(|| class.obstacle()) {
            return class.problem.set(Some(problem));
        }
        let ground = class.ground.get_untracked().unwrap_or(Ground::Judgement);
        let event = open.event.event.id;
        // In the order of the list.
        let ticked = class.ticked.get_untracked();
        let tickets: Vec<_> =
            open.lines.iter().map(|line| line.ticket).filter(|ticket| ticked.contains(ticket)).collect();
        let people = match self.with_door(|door| door.let_class_pass(event, tickets, ground, tick(), new_id)) {
            Some(Ok(people)) if !people.is_empty() => people,
            // The heads were counted with these: nobody goes in before the volunteer has looked again.
            Some(Err(changed)) => {
                let fresh = self.with_door(|door| door.class_at_door(open.group.id, tick())).flatten();
                return class.show_again(fresh, &changed);
            }
            _ => return self.open_class(open.group.id),
        };
        let facts: Vec<Fact> =
            people.iter().flat_map(|pass| [Some(pass.scan.clone()), pass.answer.clone()]).flatten().collect();
        let Ok(kept) = self.append_all(facts).await else {
            return view.problem.set(Some(Problem::LogFailed));
        };
        let scan_of = |id: FactId| kept.iter().find(|fact| fact.id == id).cloned();
        let passed: Vec<_> = people
            .iter()
            .map(|pass| (scan_of(pass.scan.id).unwrap_or_else(|| pass.scan.clone()), pass.by(), pass.ground))
            .collect();
        self.with_door(|door| door.all_passed(&passed));
        let direction = view.direction.get_untracked();
        let now = self.now();
        let mark = |(pass, (scan, ..)): (&super::door::ClassPass, &(Fact, FactId, Option<Ground>))| Mark {
            scan: scan.clone(),
            at: now,
            offset_minutes: open.event.offset_minutes,
            direction,
            name: pass.name.clone(),
            note: None,
        };
        let marks: Vec<Mark> = people.iter().zip(&passed).map(mark).collect();
        for mark in &marks {
            self.show_mark(mark.clone());
        }
        view.event.set(Some(open.event));
        class.done.set(marks);
        class.open.set(None);
        class.choice.set(None);
        class.problem.set(None);
        device::announce(Colour::Admit, view.sound.get_untracked());
        self.count_inside();
        self.send_soon();
    }

    /// Takes the whole class back that was let in last, as long as the rule that the server goes by allows it.
    pub(super) async fn take_class_back(self) {
        let view = self.view();
        let Some(source) = self.credentials().map(|credentials| Source::Device(credentials.pair.device)) else {
            return;
        };
        // Taken out before anything is waited for: a second tap finds nothing, and neither does the undoing of one.
        let marks = view.class.take_done();
        let undo = |door: &mut Door| {
            let undo = |mark: &Mark| (mark.clone(), door.undo(mark.scan.id, tick(), new_id()));
            marks.iter().map(undo).collect::<Vec<_>>()
        };
        let Some(undone) = self.with_door(undo) else { return view.class.done.set(marks) };
        let sourced = |fact: &Fact| Sourced { source, fact: fact.clone() };
        if !undone.iter().all(|(mark, fact)| may_annul(&sourced(fact), &sourced(&mark.scan))) {
            return view.problem.set(Some(Problem::UndoLate));
        }
        let gone: Vec<FactId> = undone.iter().map(|(mark, _)| mark.scan.id).collect();
        let before = view.last.get_untracked();
        view.last.update(|marks| marks.retain(|mark| !gone.contains(&mark.scan.id)));
        if self.append_all(undone.iter().map(|(_, fact)| fact.clone()).collect()).await.is_err() {
            view.class.done.set(marks);
            view.last.set(before);
            return view.problem.set(Some(Problem::LogFailed));
        }
        self.with_door(|door| {
            for (mark, fact) in &undone {
                door.unpassed(&mark.scan, fact.id);
            }
        });
        self.recall().await;
        let back = undone.iter().filter(|(mark, _)| mark.direction == Direction::In).count();
        let back = i64::try_from(back).unwrap_or(i64::MAX);
        view.mine.update(|mine| *mine = (*mine - back).max(0));
        self.count_inside();
        self.send_soon();
    }
}
