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

/// A note that the server does not have.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The pairing under which it was written.
    device: DeviceId,
    note: FactNote,
}

fn key(fact: FactId) -> String {
    format!("{PREFIX}{fact}")
}

impl Phone {
    /// Notes that a device owes, as many as one batch takes.
    pub(super) async fn notes(&self, device: DeviceId) -> Result<Vec<FactNote>> {
        let kept = self.kept_under::<Kept>(PREFIX).await?;
        let own = kept.into_iter().filter(|kept| kept.device == device).map(|kept| kept.note);
        Ok(own.take(BATCH_MAX).collect())
    }

    /// The server has these.
    pub(super) async fn notes_sent(&self, notes: &[FactNote]) -> Result<()> {
        if notes.is_empty() {
            return Ok(());
        }
        let keys: Vec<String> = notes.iter().map(|note| key(note.fact)).collect();
        self.forget(&keys.iter().map(String::as_str).collect::<Vec<_>>()).await
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
        let kept = Kept { device: credentials.pair.device, note: FactNote { fact: scan, text: text.clone() } };
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
