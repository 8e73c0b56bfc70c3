//! The facts of a project, parted by what effect they have.

use keruen_domain::agreement::Held;
use keruen_domain::fact::Sourced;
use keruen_domain::hearing::{Hearing, Silence};
use uuid::Uuid;

use super::sql::Kept;

/// Facts with their digests.
#[derive(Default)]
pub(super) struct Facts {
    heard: Vec<(Sourced, [u8; 32])>,
    /// Sent by their phones, without effect.
    silent: Vec<(Sourced, [u8; 32])>,
    /// Brought by somebody else without a proof, and by whom.
    unproven: Vec<(Sourced, Uuid)>,
}

impl Facts {
    /// How many they are, and how many of them lack a proof.
    pub(super) const fn counts(&self) -> [usize; 2] {
        let unproven = self.unproven.len();
        [self.heard.len() + self.silent.len() + unproven, unproven]
    }

    pub(super) fn take(&mut self, kept: Kept, hearing: &Hearing) {
        match (hearing.silence(&kept.sourced, kept.arrival), kept.arrival.handed_by) {
            (None, _) => self.heard.push((kept.sourced, kept.digest)),
            (Some(Silence::Unproven), Some(by)) => self.unproven.push((kept.sourced, by)),
            (Some(_), _) => self.silent.push((kept.sourced, kept.digest)),
        }
    }

    /// Those that have an effect.
    pub(super) fn in_effect(&self) -> impl Iterator<Item = &Sourced> {
        self.heard.iter().map(|(sourced, _)| sourced)
    }

    /// Those that have none, unless an acceptance gives them one.
    pub(super) fn without_effect(&self) -> impl Iterator<Item = &Sourced> {
        self.silent.iter().map(|(sourced, _)| sourced)
    }

    /// Those that somebody brought without a proof, and who.
    pub(super) fn unproven(&self) -> impl Iterator<Item = (&Sourced, Uuid)> {
        self.unproven.iter().map(|(sourced, by)| (sourced, *by))
    }

    /// What can be compared with a phone's log: whether a phone recorded what lacks a proof, only the phone can tell.
    pub(super) fn held(&self) -> impl Iterator<Item = Held<'_>> {
        let all = self.heard.iter().chain(&self.silent);
        all.map(|(Sourced { source, fact }, digest)| Held { source: *source, fact, digest: *digest })
    }
}
