//! Facts: what somebody recorded, immutable, kept exactly once. Everything else is folded from them (design rules 2–4).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::person::Role;
use crate::scan::{Verdict, Verdicts};
use crate::text_enum::text_enum;
use crate::ticket::ShortCode;
use crate::{
    consent::ConsentKind,
    id::{DeviceId, EventId, FactId, PersonId, TicketId},
    time::Timestamp,
};

pub use crate::fact_check::NotFromDevice;
pub use crate::fact_kind::FactKind;
pub use crate::note::{EntryLink, Note};
pub use crate::source::{FactRef, NotAFactRef, Source};

text_enum! {
    /// How an attendance was established (design rule 1).
    pub enum Method {
        /// The ticket's QR code was read.
        Qr = "qr",
        /// The ticket's short code was typed.
        ShortCode = "short_code",
        /// Found by name on the roster.
        Name = "name",
        /// Ticked on a class list.
        ClassList = "class_list",
        /// Entered from a paper sheet.
        Paper = "paper",
        /// An online entry (a link) was accepted.
        Entry = "entry",
        /// Marked by an organiser, with a reason.
        ByHand = "by_hand",
    }
}

text_enum! {
    /// Which way the person went.
    pub enum Direction {
        /// Into the event.
        In = "in",
        /// Out of it.
        Out = "out",
    }
}

text_enum! {
    /// What happened to the person after the verdict.
    pub enum Outcome {
        /// Went in (or out).
        Admitted = "admitted",
        /// Was sent away.
        TurnedAway = "turned_away",
        /// Not decided yet: an amber verdict waits for its answer.
        Open = "open",
    }
}

text_enum! {
    /// On what ground an amber was answered with "admit".
    pub enum Ground {
        /// The volunteer's own judgement.
        Judgement = "judgement",
        /// The signed paper consent was shown.
        PaperSeen = "paper_seen",
        /// The consent will follow.
        ToFollow = "to_follow",
    }
}

/// What the phone read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Read {
    /// A genuine ticket.
    Ticket(TicketId),
    /// A short code that the roster did not know.
    Code(ShortCode),
    /// Anything else: the first 8 bytes of the text's SHA-256, in hex.
    Other(String),
}

/// One reading at a door, with what was shown and what was done.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scan {
    /// The event at whose door it happened.
    pub event: EventId,
    /// What was read.
    pub read: Read,
    /// Way in or out.
    pub direction: Direction,
    /// How the person was found.
    pub method: Method,
    /// Who held the phone: an operator of the device.
    pub operator: Uuid,
    /// The verdict shown: all reasons, headline first.
    pub verdicts: Verdicts,
    /// What was done.
    pub outcome: Outcome,
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// A reading at a door.
    Scan(Scan),
    /// The answer to an amber verdict.
    Answer {
        /// The scan that is answered.
        scan: FactRef,
        /// What was done.
        outcome: Outcome,
        /// Why, when admitted.
        ground: Ground,
    },
    /// "That fact does not hold."
    Annulment {
        /// The fact that is taken back.
        target: FactRef,
    },
    /// A measurement of a device's clock (four stamps, NTP's arithmetic, RFC 5905 §8).
    Clock {
        /// The device whose clock it is.
        device: DeviceId,
        /// First sequence number for which the offset holds.
        from_seq: i64,
        /// Milliseconds to add to the device's wall time.
        offset: i64,
        /// Half of the round trip, milliseconds.
        uncertainty: i64,
    },
    /// An organiser states that a person attended: an accepted entry, a paper line, a mark by hand.
    Entry {
        /// The event.
        event: EventId,
        /// The person.
        person: PersonId,
        /// `Entry`, `Paper`, `ClassList` or `ByHand`.
        method: Method,
    },
    /// A ticket was issued to a person.
    Ticket {
        /// The ticket.
        ticket: TicketId,
        /// Its holder.
        person: PersonId,
        /// Its short code.
        code: ShortCode,
    },
    /// Two records are one person.
    Merge {
        /// One record.
        left: PersonId,
        /// The other.
        right: PersonId,
    },
    /// A person's role from now on.
    Role {
        /// The person.
        person: PersonId,
        /// The role.
        role: Role,
    },
    /// A consent was given.
    Consent {
        /// The person it covers.
        person: PersonId,
        /// Data or photo.
        kind: ConsentKind,
    },
    /// All consents given before are withdrawn. They did hold until then, which an annulment would deny.
    Withdrawal {
        /// The person whom they covered.
        person: PersonId,
        /// Data or photo.
        kind: ConsentKind,
    },
    /// "This counts after all": what a phone sent without effect (see [`crate::hearing`]) has one.
    Acceptance {
        /// The fact that is heard from now on.
        target: FactRef,
    },
    /// "These are two people": the pair is not offered for merging any more.
    Distinct {
        /// One person.
        left: PersonId,
        /// The other.
        right: PersonId,
    },
    /// "Let it stand": somebody looked at this fact, and it stays as it is.
    Reviewed {
        /// The fact that was looked at.
        target: FactRef,
    },
    /// A phone stood at another door than its screen said: its scans of a time range belong to another event.
    Move {
        /// The phone.
        device: DeviceId,
        /// The event that the scans name, or that an earlier move gave them.
        from_event: EventId,
        /// The event where they belong.
        to_event: EventId,
        /// First instant, by corrected time.
        from: Timestamp,
        /// The first instant that is not meant any more.
        until: Timestamp,
    },
    /// A blank ticket was made: genuine, without a holder. Whoever comes with it is a head without a name until a
    /// `Ticket` says whose it is.
    Blank {
        /// The ticket.
        ticket: TicketId,
        /// Its short code.
        code: ShortCode,
    },
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// Its id, made by the source.
    pub id: FactId,
    /// Sequence number within the source, growing; organisers' facts carry 0.
    pub seq: i64,
    /// The source's wall clock when it happened.
    pub wall: Timestamp,
    /// The device's boot session; organisers' facts carry 0.
    pub boot: i64,
    /// Monotonic milliseconds within the boot session.
    pub mono: i64,
    /// What it says.
    pub body: Body,
}

impl Fact {
    /// The same fact with another sequence number, before it is in any log: another tab of the same phone may have
    /// taken this one. A clock measurement that begins with itself still does.
    #[must_use]
    pub fn renumbered(mut self, seq: i64) -> Self {
        if let Body::Clock { from_seq, .. } = &mut self.body
            && *from_seq == self.seq
        {
            *from_seq = seq;
        }
        self.seq = seq;
        self
    }

    /// The canonical bytes: compact JSON with fields in declaration order. Same fact, same bytes, on every machine.
    ///
    /// # Errors
    /// Never for facts that came through serde; the type system cannot say so.
    pub fn canonical(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    /// SHA-256 over the canonical bytes.
    ///
    /// # Errors
    /// As [`Fact::canonical`].
    pub fn digest(&self) -> Result<[u8; 32], serde_json::Error> {
        Ok(Sha256::digest(self.canonical()?).into())
    }
}

impl Read {
    /// What is kept of a text that is not one of our codes: the beginning of its hash.
    pub fn other(text: &str) -> Self {
        let hash = Sha256::digest(text.as_bytes());
        let first = hash.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        Self::Other(format!("{first:016x}"))
    }
}

/// A fact together with who recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sourced {
    /// Who recorded it.
    pub source: Source,
    /// What was recorded.
    pub fact: Fact,
}

impl Sourced {
    /// The name by which other facts refer to this one.
    pub const fn reference(&self) -> FactRef {
        FactRef { source: self.source, id: self.fact.id }
    }
}

/// The headline of a verdict list; an empty list reads as admitted.
pub fn headline(verdicts: &[Verdict]) -> Verdict {
    verdicts.first().copied().unwrap_or(Verdict::Admit)
}
