//! What the volunteer writes beside a mark: kept on the phone, sent with the next batch.

use keruen_domain::api::{BATCH_MAX, FactNote};
use keruen_domain::fact::Note;
use keruen_domain::id::{DeviceId, FactId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::phone::{Phone, Result};
use super::view::Problem;

/// Under which names they are kept.
const PREFIX: &str = "note/";

/// A note as it is kept.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    /// The pairing under which it was written.
    device: DeviceId,
    note: FactNote,
    /// The server has it: it only stays to be seen beside its mark.
    #[serde(default)]
    sent: bool,
}

fn key(fact: FactId) -> String {
    format!("{PREFIX}{fact}")
}

impl Phone {
    /// Notes that a device owes, as many as one batch takes.
    pub(super) async fn notes(&self, device: DeviceId) -> Result<Vec<FactNote>> {
        let kept = self.kept_under::<Kept>(PREFIX).await?;
        let own = kept.into_iter().filter(|kept| kept.device == device && !kept.sent).map(|kept| kept.note);
        Ok(own.take(BATCH_MAX).collect())
    }

    /// The server has these of a device.
    pub(super) async fn notes_sent(&self, device: DeviceId, notes: &[FactNote]) -> Result<()> {
        for note in notes {
            self.put(&key(note.fact), &Kept { device, note: note.clone(), sent: true }).await?;
        }
        Ok(())
    }

    /// What stands beside these facts of a device. Notes that the server has and that stand beside none of them are
    /// forgotten.
    pub(super) async fn notes_beside(&self, device: DeviceId, facts: &[FactId]) -> Result<Vec<FactNote>> {
        let kept = self.kept_under::<Kept>(PREFIX).await?;
        let (beside, others): (Vec<Kept>, Vec<Kept>) =
            kept.into_iter().partition(|kept| kept.device == device && facts.contains(&kept.note.fact));
        let old: Vec<String> = others.iter().filter(|kept| kept.sent).map(|kept| key(kept.note.fact)).collect();
        if !old.is_empty() {
            self.forget(&old.iter().map(String::as_str).collect::<Vec<_>>()).await?;
        }
        Ok(beside.into_iter().map(|kept| kept.note).collect())
    }
}

impl Engine {
    /// Keeps words beside one of the last marks; the first ones stay.
    pub(super) async fn note(self, scan: FactId, text: String) {
        let view = self.view();
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return };
        let note = match Note::parse(&text) {
            Ok(note) => note,
            Err(problem) => return view.problem.set(Some(Problem::Note(problem))),
        };
        let text = note.as_str().to_owned();
        let note = FactNote { fact: scan, text: text.clone() };
        let kept = Kept { device: credentials.pair.device, note, sent: false };
        if phone.put(&key(scan), &kept).await.is_err() {
            return view.problem.set(Some(Problem::LogFailed));
        }
        view.problem.set(None);
        view.last.update(|marks| {
            if let Some(mark) = marks.iter_mut().find(|mark| mark.scan.id == scan) {
                mark.note = Some(text);
            }
        });
        self.send_soon();
    }
}
