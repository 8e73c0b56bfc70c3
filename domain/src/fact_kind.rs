//! The kinds of facts, each with its word.

use crate::fact::Body;
use crate::text_enum::text_enum;

text_enum! {
    /// What kind of fact it is: the word of [`Body`]'s variant.
    pub enum FactKind {
        /// A reading at a door.
        Scan = "scan",
        /// The answer to an amber verdict.
        Answer = "answer",
        /// A fact taken back.
        Annulment = "annulment",
        /// A clock measurement.
        Clock = "clock",
        /// An attendance stated by an organiser.
        Entry = "entry",
        /// A ticket issued.
        Ticket = "ticket",
        /// Two records joined.
        Merge = "merge",
        /// A role given.
        Role = "role",
        /// A consent given.
        Consent = "consent",
        /// A consent withdrawn.
        Withdrawal = "withdrawal",
        /// A silent fact that counts after all.
        Acceptance = "acceptance",
        /// Two records that are two people.
        Distinct = "distinct",
        /// A fact that was looked at and stands.
        Reviewed = "reviewed",
        /// Scans of a phone that belong to another event.
        Move = "move",
        /// A blank ticket made.
        Blank = "blank",
    }
}

impl FactKind {
    /// The facts by which an organiser settles a row of the review, annulments aside.
    pub const SETTLEMENTS: [Self; 5] = [Self::Acceptance, Self::Distinct, Self::Reviewed, Self::Move, Self::Merge];
}

impl Body {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Scan(_) => FactKind::Scan,
            Self::Answer { .. } => FactKind::Answer,
            Self::Annulment { .. } => FactKind::Annulment,
            Self::Clock { .. } => FactKind::Clock,
            Self::Entry { .. } => FactKind::Entry,
            Self::Ticket { .. } => FactKind::Ticket,
            Self::Merge { .. } => FactKind::Merge,
            Self::Role { .. } => FactKind::Role,
            Self::Consent { .. } => FactKind::Consent,
            Self::Withdrawal { .. } => FactKind::Withdrawal,
            Self::Acceptance { .. } => FactKind::Acceptance,
            Self::Distinct { .. } => FactKind::Distinct,
            Self::Reviewed { .. } => FactKind::Reviewed,
            Self::Move { .. } => FactKind::Move,
            Self::Blank { .. } => FactKind::Blank,
        }
    }
}
