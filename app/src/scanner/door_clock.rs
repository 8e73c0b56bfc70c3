//! The phone's clock at its door: how far it is off, since which mark, and whether somebody set it meanwhile.

use keruen_domain::fact::{Body, Fact};
use keruen_domain::id::FactId;
use serde::{Deserialize, Serialize};

use super::{Door, Tick};

/// Milliseconds by which a clock must have moved to be worth a fact.
const CLOCK_NEWS: i64 = 500;

/// The phone's measurement of its clock against the server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockReading {
    /// Milliseconds to add to the phone's wall time.
    pub offset: i64,
    /// Half of the round trip, milliseconds.
    pub uncertainty: i64,
}

/// Whether the clock may have been set while the page was closed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Opened {
    /// Nothing was recorded since the page was opened.
    Fresh,
    /// The first number since, by a clock that nobody has measured yet.
    Since(i64),
    /// The clock was measured since.
    Measured,
}

impl Door {
    /// A new measurement of the clock; a fact when it says something new: the first one, one half a second off the last,
    /// or a much surer one. It holds from where the clock was found to have jumped, else from the first fact since the page
    /// was opened (a phone whose battery was empty may wake up in another year), else from the fact itself.
    ///
    /// Nothing is taken up before [`Door::corrected`]: a measurement that cannot be kept is made again.
    pub fn measured(&mut self, reading: ClockReading, tick: Tick, id: FactId) -> Option<Fact> {
        self.notice_jump(tick);
        let known = self.clock;
        let news = self.jumped_at.is_some()
            || known.is_none_or(|known| {
                let apart =
                    (known.offset - reading.offset).abs() > CLOCK_NEWS + known.uncertainty + reading.uncertainty;
                apart || (known.uncertainty > CLOCK_NEWS && reading.uncertainty * 4 < known.uncertainty)
            });
        if !news {
            self.opened = Opened::Measured;
            return None;
        }
        let from_seq = self.clock_since().unwrap_or(self.seq + 1);
        let body =
            Body::Clock { device: self.device, from_seq, offset: reading.offset, uncertainty: reading.uncertainty };
        Some(self.fact(id, tick, body))
    }

    /// A measurement is in the log: it corrects the clock from where it holds.
    pub fn corrected(&mut self, reading: ClockReading) {
        if let Some(from_seq) = self.clock_since() {
            self.own.correct(self.device, from_seq, reading.offset);
            self.join();
        }
        self.clock = Some(reading);
        self.jumped_at = None;
        self.opened = Opened::Measured;
    }

    /// The first number of this phone's log for which a measurement made now would hold; none: from now on.
    const fn clock_since(&self) -> Option<i64> {
        match (self.clock, self.jumped_at, self.opened) {
            (None, ..) => Some(0),
            (_, Some(jumped_at), _) => Some(jumped_at),
            (_, None, Opened::Since(first)) => Some(first),
            (_, None, Opened::Fresh | Opened::Measured) => None,
        }
    }

    /// The last measurement, to be kept on the phone.
    pub const fn clock(&self) -> Option<ClockReading> {
        self.clock
    }

    /// Takes up a measurement that was kept on the phone.
    pub const fn restore_clock(&mut self, reading: Option<ClockReading>) {
        self.clock = reading;
    }

    /// Wall and monotonic time run together, unless somebody sets the clock.
    pub(super) fn notice_jump(&mut self, tick: Tick) {
        let jump = self
            .last_tick
            .filter(|last| last.boot == tick.boot)
            .is_some_and(|last| (tick.wall.since(last.wall) - (tick.mono - last.mono)).abs() > CLOCK_NEWS * 4);
        if jump && self.jumped_at.is_none() {
            self.jumped_at = Some(self.seq + 1);
        }
        self.last_tick = Some(tick);
    }
}
