//! Consent as a record: who agreed to which text, how, when; data and photo apart (design rule 11).

use serde::{Deserialize, Serialize};

use crate::age::Age;
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
        /// As `Link`, but from the browser that registered the minor, or nobody can tell: see [`link_way`].
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

/// What a confirmation behind a representative's link is worth, by the browsers that took part.
///
/// `asked_by` asked for this link, `pupils` for any link of the same minor, `here` confirms. The representative mostly
/// opens the link on a phone that was never here and has no name yet: where the browser that asked is known, that is
/// another one, and the link a full witness. Where it is not known (no cookies, or a program registered), nothing tells
/// the two apart: the consent holds, and is recorded as weak.
pub fn link_way<B: PartialEq>(asked_by: Option<&B>, pupils: &[B], here: Option<&B>) -> ConsentWay {
    let own = here.is_some_and(|here| asked_by == Some(here) || pupils.contains(here));
    if asked_by.is_none() || own { ConsentWay::WeakLink } else { ConsentWay::Link }
}

/// Age from which a person consents for themselves (Civil Code Art. 22 with Law 94-V, Art. 8).
pub const ADULT_AGE: i32 = 18;

#[cfg(test)]
mod tests {
    use super::ConsentWay::{Link, WeakLink};
    use super::*;

    #[test]
    fn only_a_browser_that_is_known_to_be_another_is_a_full_witness() {
        for (asked_by, pupils, here, due) in [
            (Some(1), vec![1], Some(2), Link),
            (Some(1), vec![1], None, Link),
            (Some(1), vec![1], Some(1), WeakLink),
            (Some(2), vec![1, 2], Some(1), WeakLink),
            (None, vec![], None, WeakLink),
            (None, vec![], Some(2), WeakLink),
            (None, vec![1], Some(1), WeakLink),
        ] {
            assert_eq!(link_way(asked_by.as_ref(), &pupils, here.as_ref()), due, "{asked_by:?} {pupils:?} {here:?}");
        }
    }
}
