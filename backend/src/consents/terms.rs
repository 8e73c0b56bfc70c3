//! What somebody agrees to, and the record that is made of it.

use keruen_domain::consent::{ConsentKind, ConsentWay};
use keruen_domain::id::{ConsentId, PersonId};
use keruen_domain::project::Project;
use keruen_domain::text::{Lang, Localized};
use keruen_domain::time::Timestamp;

use super::{Giver, NewConsent};
use crate::Backend;

/// The text in force, and to whom consent is given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'a> {
    /// Version of the consent's text.
    pub(crate) version: i64,
    /// The operator's name.
    pub(crate) operator: &'a Localized,
    /// The operator's BIN.
    pub(crate) operator_bin: &'a str,
}

impl<'a> Terms<'a> {
    /// Those of a project today.
    pub(crate) fn of(project: &'a Project) -> Self {
        Self { version: project.consent_version, operator: &project.operator, operator_bin: &project.operator_bin }
    }

    /// The operator as a consent names it: name and BIN.
    pub(crate) fn operator_line(&self, language: Lang) -> String {
        format!("{} ({})", self.operator.get(language), self.operator_bin)
    }

    /// The record of a consent that somebody gave for themselves at `at`; for others say how, who and on what paper.
    pub(crate) fn own(
        &self,
        backend: &Backend,
        person: PersonId,
        kind: ConsentKind,
        language: Lang,
        at: Timestamp,
    ) -> NewConsent {
        NewConsent {
            id: ConsentId(backend.new_id(backend.now())),
            person,
            kind,
            text_version: self.version,
            language,
            operator: self.operator_line(language),
            way: ConsentWay::Own,
            giver: Giver::Themselves,
            given_by: String::new(),
            paper_no: None,
            given_at: at,
        }
    }
}
