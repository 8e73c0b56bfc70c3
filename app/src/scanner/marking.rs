//! Marks: every one is in the log before the light turns.

use keruen_domain::fact::{Direction, Fact, Ground, Outcome, Source, Sourced};
use keruen_domain::force::may_annul;
use keruen_domain::id::{FactId, TicketId};
use keruen_domain::iin::contains_iin;
use keruen_domain::scan::{Colour, RosterTicket};
use keruen_domain::text::Lang;
use keruen_domain::ticket::ShortCode;
use leptos::prelude::*;

use super::class_marking::class_of;
use super::device::{self, new_id, sleep, tick};
use super::door::{Door, Reached, Serving};
use super::engine::Engine;
use super::view::{Mark, Problem, Screen, Shown};
use crate::words;

/// How long green covers the camera in rapid mode, milliseconds (the look, screens).
const RAPID: i32 = 1_200;
/// A text shorter than this is no QR code of a ticket (122 characters): perhaps a short code.
const SHORTEST_QR: usize = 20;

/// Who holds a ticket, as far as the phone may say; of a blank one its number.
pub(super) fn holder_name(lang: Lang, holder: &RosterTicket) -> String {
    match holder.blank {
        Some(number) if holder.name.is_empty() => words::scanner_blank(lang, number),
        _ => holder.name.clone(),
    }
}

impl Engine {
    /// A code was read by the camera or by a hand scanner.
    pub(super) async fn seen(&self, text: String) {
        let view = self.view();
        match view.screen.get_untracked() {
            Screen::Unpaired | Screen::Phone if text.contains("#p=") => return self.take_link(&text),
            Screen::Door => {}
            _ => return,
        }
        if let Some(group) = class_of(&text) {
            let fresh = self.with_door(|door| door.sight(&text, tick())).unwrap_or(false);
            // An amber waits for its answer, and a list that is open keeps its ticks.
            if fresh && !self.waits_for_answer() && view.class.takes_code() {
                view.verdict.set(None);
                self.open_class(group);
            }
            return;
        }
        // Pupils' codes wait until the class's list is closed.
        if view.class.choice.with_untracked(Option::is_some) {
            return;
        }
        // A hand scanner, or quick fingers, on the short code.
        if text.len() < SHORTEST_QR && ShortCode::parse(&text).is_ok() {
            return self.clone().typed(text).await;
        }
        // The sighting counts even while another verdict stands: what stays in view is not read again afterwards.
        if self.waits_for_answer() || self.is_reading() {
            self.with_door(|door| door.sight(&text, tick()));
            return;
        }
        let reached = self.with_door(|door| door.see(&text, tick(), new_id())).flatten();
        self.keep(reached).await;
    }

    /// An amber stands on the screen: it is not covered by anything but its answer.
    pub(super) fn waits_for_answer(&self) -> bool {
        self.view().verdict.with_untracked(|v| v.as_ref().is_some_and(|v| v.decision.colour == Colour::Ask))
    }

    /// A short code was typed.
    pub(super) async fn typed(self, code: String) {
        let view = self.view();
        // An identity number is no code, whatever was pressed; it is not written down.
        let own = || self.with_door(|door| door.has_code(&code)).unwrap_or(false);
        if ShortCode::parse(&code).is_err() || (contains_iin(&code) && !own()) {
            view.problem.set(Some(Problem::CodeBad));
            return;
        }
        if self.waits_for_answer() || self.is_reading() {
            return;
        }
        view.problem.set(None);
        let reached = self.with_door(|door| door.typed(&code, tick(), new_id())).flatten();
        self.keep(reached).await;
    }

    /// Looks for people by name, at a desk phone.
    pub(super) fn find(&self, text: &str) {
        self.view().found.set(self.with_door(|door| door.find(text)).flatten());
    }

    /// Somebody was chosen among those who were found.
    pub(super) async fn picked(self, ticket: TicketId) {
        if self.waits_for_answer() || self.is_reading() {
            return;
        }
        let view = self.view();
        view.found.set(None);
        view.problem.set(None);
        let reached = self.with_door(|door| door.picked(ticket, tick(), new_id())).flatten();
        self.keep(reached).await;
    }

    /// Writes the scan down, then shows its verdict.
    pub(super) async fn keep(&self, reached: Option<Reached>) {
        let Some(mut reached) = reached else { return };
        let view = self.view();
        let Ok(fact) = self.append(reached.fact.clone()).await else {
            view.problem.set(Some(Problem::LogFailed));
            self.with_door(Door::look_away);
            return;
        };
        reached.fact = fact;
        let shown = self.shown(&reached);
        let colour = reached.decision.colour;
        if colour == Colour::Admit {
            self.let_through(&shown, shown.scan.id, None);
        }
        view.event.set(Some(shown.event.clone()));
        let scan = shown.scan.id;
        view.verdict.set(Some(shown));
        device::announce(colour, view.sound.get_untracked());
        self.count_inside();
        self.send_soon();
        if colour == Colour::Admit && view.rapid.get_untracked() {
            self.clear_later(scan);
        }
    }

    /// Takes a green verdict off the screen when it has been seen, unless another one stands there by then.
    fn clear_later(&self, scan: FactId) {
        let view = self.view();
        leptos::task::spawn_local(async move {
            sleep(RAPID).await;
            if view.verdict.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.scan.id == scan)) {
                view.verdict.set(None);
            }
        });
    }

    fn shown(&self, reached: &Reached) -> Shown {
        let view = self.view();
        let elsewhere = self
            .with_door(|door| reached.decision.elsewhere.iter().filter_map(|id| door.event_of(*id).cloned()).collect())
            .unwrap_or_default();
        Shown {
            decision: reached.decision.clone(),
            name: reached.holder.as_ref().map(|h| holder_name(view.lang.get_untracked(), h)).unwrap_or_default(),
            class: reached.holder.as_ref().map(|h| h.class.clone()).unwrap_or_default(),
            scan: reached.fact.clone(),
            event: reached.event.clone(),
            at_gate: matches!(view.serving.get_untracked(), Some(Serving::Gate(_))),
            direction: view.direction.get_untracked(),
            new_here: reached.holder.as_ref().is_some_and(|h| self.with_door(|door| door.expects(h.id)) == Some(true)),
            elsewhere,
            as_of: view.as_of.get_untracked(),
        }
    }

    fn let_through(&self, shown: &Shown, by: FactId, ground: Option<Ground>) {
        if shown.decision.ticket.is_none() {
            return;
        }
        self.with_door(|door| door.passed(&shown.scan, by, ground));
        self.show_mark(Mark {
            scan: shown.scan.clone(),
            at: self.now(),
            offset_minutes: shown.event.offset_minutes,
            direction: shown.direction,
            name: shown.name.clone(),
            note: None,
        });
    }

    /// Answers the amber verdict on the screen. The first tap takes it off, so that a second one finds nothing.
    pub(super) async fn answer(self, outcome: Outcome, ground: Ground) {
        let view = self.view();
        let Some(shown) = view.verdict.get_untracked().filter(|shown| shown.decision.colour == Colour::Ask) else {
            return;
        };
        view.verdict.set(None);
        let fact = self.with_door(|door| door.answer(shown.scan.id, outcome, ground, tick(), new_id()));
        let Some(fact) = fact else { return };
        let id = fact.id;
        if self.append(fact).await.is_err() {
            view.problem.set(Some(Problem::LogFailed));
            view.verdict.set(Some(shown));
            return;
        }
        if outcome == Outcome::Admitted {
            self.let_through(&shown, id, Some(ground));
            device::announce(Colour::Admit, view.sound.get_untracked());
        }
        self.count_inside();
        self.send_soon();
    }

    /// Takes one of the last marks back, as long as the rule that the server goes by allows it.
    pub(super) async fn undo(self, scan: FactId) {
        let view = self.view();
        let Some(source) = self.credentials().map(|credentials| Source::Device(credentials.pair.device)) else {
            return;
        };
        let mark = view.last.with_untracked(|marks| marks.iter().find(|mark| mark.scan.id == scan).cloned());
        let Some(mark) = mark else { return };
        let Some(fact) = self.with_door(|door| door.undo(scan, tick(), new_id())) else { return };
        let sourced = |fact: &Fact| Sourced { source, fact: fact.clone() };
        if !may_annul(&sourced(&fact), &sourced(&mark.scan)) {
            view.problem.set(Some(Problem::UndoLate));
            return;
        }
        view.last.update(|marks| marks.retain(|mark| mark.scan.id != scan));
        // The whole class may still be taken back, without this one.
        let of_class = view.class.take_one_done(scan);
        let undo = fact.id;
        if self.append(fact).await.is_err() {
            view.problem.set(Some(Problem::LogFailed));
            if of_class {
                view.class.done.update(|done| done.push(mark.clone()));
            }
            view.last.update(|marks| marks.insert(0, mark));
            return;
        }
        self.with_door(|door| {
            door.unpassed(&mark.scan, undo);
            door.look_away();
        });
        // Whoever was inside before that mark still is.
        self.recall().await;
        if mark.direction == Direction::In {
            view.mine.update(|mine| *mine = (*mine - 1).max(0));
        }
        view.verdict.set(None);
        self.count_inside();
        self.send_soon();
    }

    /// Sends after the screen was drawn; a failure is tried again by `keep_in_touch`.
    pub(super) fn send_soon(&self) {
        let engine = self.clone();
        leptos::task::spawn_local(async move {
            engine.count_unsent().await;
            engine.flush().await;
        });
    }
}
