//! The same event on paper: a list that is kept by hand, by the words of design rule 10.

use keruen_backend::chance::Secret;
use keruen_domain::id::EventId;

/// Where somebody stands with an event, by hand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) who: usize,
    pub(super) stands: Stands,
    /// The step of joining the queue, and the place among those who joined in it.
    pub(super) since: (usize, usize),
    /// The group with which they wait.
    pub(super) with: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Seated,
    Waits,
    Gone,
}

/// One event, by hand.
#[derive(Debug)]
pub(super) struct Paper {
    pub(super) event: EventId,
    pub(super) seats: Option<usize>,
    pub(super) open: bool,
    pub(super) lines: Vec<Line>,
}

impl Paper {
    pub(super) fn taken(&self) -> usize {
        self.lines.iter().filter(|line| line.stands == Stands::Seated).count()
    }

    pub(super) fn free(&self) -> usize {
        self.seats.map_or(usize::MAX, |seats| seats.saturating_sub(self.taken()))
    }

    /// Those who wait, in order; each with all who wait with them.
    pub(super) fn queue(&self) -> Vec<(usize, Vec<usize>)> {
        let mut waiting: Vec<&Line> = self.lines.iter().filter(|line| line.stands == Stands::Waits).collect();
        waiting.sort_by_key(|line| line.since);
        let with = |one: &Line| match one.with {
            None => vec![one.who],
            Some(group) => waiting.iter().filter(|other| other.with == Some(group)).map(|other| other.who).collect(),
        };
        waiting.iter().map(|line| (line.who, with(line))).collect()
    }

    /// Gives free seats to the first who fit, until nobody does.
    pub(super) fn fill(&mut self) {
        while let Some((_, fit)) = self.queue().into_iter().find(|(_, with)| with.len() <= self.free()) {
            for line in self.lines.iter_mut().filter(|line| fit.contains(&line.who)) {
                line.stands = Stands::Seated;
            }
        }
    }

    pub(super) fn of(&mut self, who: usize) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.who == who)
    }

    pub(super) fn joins(&mut self, who: usize, since: (usize, usize), with: Option<usize>) {
        let line = Line { who, stands: Stands::Waits, since, with };
        match self.of(who) {
            Some(old) => *old = line,
            None => self.lines.push(line),
        }
    }

    pub(super) fn goes(&mut self, who: usize) {
        if let Some(line) = self.of(who) {
            line.stands = Stands::Gone;
        }
        self.fill();
    }

    /// The seat or the turn, and the company in which it waits, go over.
    pub(super) fn goes_to(&mut self, old: usize, new: usize, line: Line) {
        self.lines.push(Line { who: new, ..line });
        if let Some(line) = self.of(old) {
            line.stands = Stands::Gone;
        }
    }
}

/// A class, by hand.
pub(super) struct Class {
    pub(super) page: Secret,
    pub(super) at: Vec<usize>,
    pub(super) pupils: Vec<usize>,
}
