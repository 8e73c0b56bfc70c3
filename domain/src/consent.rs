//! Consent as a record: who agreed to which text, how, when; data and photo apart (design rule 11).

use serde::{Deserialize, Serialize};

use crate::figures::Age;
use crate::scan::ConsentMark;
use crate::text_enum::text_enum;
use crate::{
    id::PersonId,
    text::Lang,
    time::{CivilDate, Timestamp},
};

text_enum! {
    /// What is consented to. Photo consent never implies data consent, nor the reverse.
    pub enum ConsentKind {
        /// Collecting and processing personal data (Law 94-V, Art. 8).
        Data = "data",
        /// Photo and video (Civil Code Art. 145).
        Photo = "photo",
    }
}

text_enum! {
    /// How the consent reached us.
    pub enum ConsentWay {
        /// An adult ticked it for themselves in the form.
        Own = "own",
        /// The legal representative confirmed on the page behind their link.
        Link = "link",
        /// As `Link`, but from the browser that registered the minor: recorded as weak.
        WeakLink = "weak_link",
        /// An organiser entered the number of a signed paper.
        Paper = "paper",
        /// The group's leader confirmed that signed papers are held.
        LeadersWord = "leaders_word",
        /// A volunteer saw the signed paper at the door.
        PaperSeen = "paper_seen",
    }
}

/// One consent, given or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Whose data it covers.
    pub person: PersonId,
    /// Data or photo.
    pub kind: ConsentKind,
    /// Version number of the project's text that was shown.
    pub text_version: i64,
    /// Language in which it was shown.
    pub language: Lang,
    /// How it was asserted.
    pub way: ConsentWay,
    /// When it was given.
    pub given_at: Timestamp,
    /// When it was withdrawn, if it was.
    pub withdrawn_at: Option<Timestamp>,
}

/// Whether a person may be let in and counted on `day`: minors only while a data consent is `held` for them.
pub fn mark(age: Age, day: CivilDate, held: bool) -> ConsentMark {
    if held || !age.is_minor_on(day) { ConsentMark::Held } else { ConsentMark::Missing }
}

/// Age from which a person consents for themselves (Civil Code Art. 22 with Law 94-V, Art. 8).
pub const ADULT_AGE: i32 = 18;
