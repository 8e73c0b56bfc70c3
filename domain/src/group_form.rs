//! A class or club that its leader registers: who leads it, for which events, and the list.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    class_list::{ClassList, ClassListForm},
    email::Email,
    field::FieldProblem,
    form::is_ticked,
    id::EventId,
    lines::{self, ListErrors},
    name::NamePart,
    phone::Phone,
    registration::FormContext,
    short_text::ShortText,
    text_enum::text_enum,
};

text_enum! {
    /// What becomes of a group when an event has fewer free places than it needs.
    pub enum Fit {
        /// Its first people get what is free, the others wait.
        Part = "part",
        /// It waits until all of it has places.
        Whole = "whole",
    }
}

/// What an event's tick is called: this and its id.
pub const EVENT: &str = "event.";
/// Inputs that all people of a group share.
pub const ORIGIN: [&str; 4] = ["region", "place", "institution_kind", "institution"];

/// Who leads a group: the one contact of all its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    /// Full name on one line.
    pub name: NamePart,
    /// Telephone.
    pub phone: Phone,
    /// E-mail, when they gave one.
    pub email: Option<Email>,
}

/// A group that was read from its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupDraft {
    /// Who leads it.
    pub leader: Leader,
    /// School and class, or the club's name.
    pub title: ShortText,
    /// For which events.
    pub events: BTreeSet<EventId>,
    /// What becomes of it where places are short.
    pub fit: Fit,
    /// Where all its people come from: values of [`ORIGIN`], for who joins later.
    pub origin: BTreeMap<String, String>,
    /// Its people.
    pub list: ClassList,
}

/// The form as it was typed: values by input name. Beside the list's inputs `leader_name`, `leader_phone`,
/// `leader_email`, `title`, `fit`, ticks `event.ID`, and `adults`: those of age agreed, by the leader's word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupForm(pub BTreeMap<String, String>);

impl GroupForm {
    /// The value of an input; empty when it did not come.
    pub fn get(&self, name: &str) -> &str {
        lines::value(&self.0, name)
    }

    /// The list's part.
    pub fn list(&self) -> ClassListForm {
        ClassListForm(self.0.clone())
    }

    /// The events that are ticked.
    pub fn events(&self) -> BTreeSet<EventId> {
        let ticked = self.0.iter().filter(|(_, value)| is_ticked(value));
        ticked.filter_map(|(name, _)| name.strip_prefix(EVENT)?.parse().ok()).collect()
    }

    /// Reads the whole form; tells everything that is wrong at once. `context` is that of the chosen events together.
    pub fn parse(&self, context: &FormContext) -> Result<GroupDraft, ListErrors> {
        let mut errors = ListErrors::default();
        let mut keep = |name: &str, problem: FieldProblem| errors.0.push((name.to_owned(), problem));
        let name = NamePart::parse(self.get("leader_name")).map_err(|problem| keep("leader_name", problem)).ok();
        let phone = Phone::parse(self.get("leader_phone")).map_err(|problem| keep("leader_phone", problem)).ok();
        let email = match Email::parse(self.get("leader_email")) {
            Ok(email) => Some(email),
            Err(FieldProblem::Empty) => None,
            Err(problem) => {
                keep("leader_email", problem);
                None
            }
        };
        let title = ShortText::parse(self.get("title")).map_err(|problem| keep("title", problem)).ok();
        let events = self.events();
        if events.is_empty() {
            keep("events", FieldProblem::NotChosen);
        }
        let fit = match self.get("fit") {
            "" => Some(Fit::Part),
            word => Fit::parse(word).or_else(|| {
                keep("fit", FieldProblem::UnknownValue);
                None
            }),
        };
        let list = match self.list().parse(context) {
            Ok(list) => {
                if list.has_adults() && !is_ticked(self.get("adults")) {
                    keep("adults", FieldProblem::MustAgree);
                }
                Some(list)
            }
            Err(wrong) => {
                errors.0.extend(wrong.0);
                None
            }
        };
        let read = (|| {
            let leader = Leader { name: name?, phone: phone?, email };
            let origin = ORIGIN.iter().map(|name| ((*name).to_owned(), self.get(name).to_owned())).collect();
            Some(GroupDraft { leader, title: title?, events, fit: fit?, origin, list: list? })
        })();
        read.filter(|_| errors.0.is_empty()).ok_or(errors)
    }
}
