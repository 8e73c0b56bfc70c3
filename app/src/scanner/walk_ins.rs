//! People who come without registering, written down at a desk phone: kept on the phone first, handed in with its scans.

use keruen_domain::api::{BATCH_MAX, Receipt};
use keruen_domain::id::{DeviceId, PersonId, TicketId};
use keruen_domain::scan::RosterTicket;
use keruen_domain::time::{CivilDate, CivilDateTime};
use keruen_domain::walk_in::{OutgoingWalkIns, WalkIn, WalkInForm, expected};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::device::{new_id, tick};
use super::engine::Engine;
use super::log::SENT_FOR;
use super::pairing::Sender;
use super::phone::{Phone, Result};
use super::view::Problem;
use super::wire::{self, WireError};

/// Under which names they are kept.
const PREFIX: &str = "walk-in/";
/// Name of the form that is not finished yet.
const HALF: &str = "walk-in-form";

/// How far somebody is on the way to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    /// Still to be sent.
    Unsent,
    /// The server has them; the phone's list may not know it yet.
    Sent,
    /// The server could not read them: sending again will not help.
    Refused,
}

/// Somebody as the phone keeps them.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    /// The pairing under which they were written down.
    device: DeviceId,
    walk_in: WalkIn,
    way: Way,
}

fn key(id: PersonId) -> String {
    format!("{PREFIX}{id}")
}

impl Phone {
    async fn walk_ins(&self) -> Result<Vec<Kept>> {
        self.kept_under(PREFIX).await
    }
}

impl Engine {
    /// Writes somebody down who came without registering, and checks them like somebody who was found by name. The form is
    /// cleared for the next one; what a class shares stays.
    pub(super) async fn enroll(self) {
        let view = self.view();
        let form = view.walk_in;
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return };
        if self.waits_for_answer() || self.is_reading() {
            return;
        }
        let today = self.today();
        let typed = WalkInForm { language: view.lang.get_untracked().code().to_owned(), ..form.get_untracked() };
        if let Err(errors) = typed.parse(today) {
            view.walk_in_errors.set(errors);
            return;
        }
        view.walk_in_errors.set(keruen_domain::field::FieldErrors::default());
        let walk_in = WalkIn { id: PersonId(new_id().0), at: Some(self.now()), form: typed };
        let Some(ticket) = expected(&walk_in, today) else { return };
        let kept = Kept { device: credentials.pair.device, walk_in: walk_in.clone(), way: Way::Unsent };
        // A second tap, and a code that comes into view meanwhile, wait.
        self.set_reading(true);
        let written = phone.put(&key(walk_in.id), &kept).await;
        self.set_reading(false);
        if written.is_err() {
            view.problem.set(Some(Problem::LogFailed));
            return;
        }
        view.problem.set(None);
        form.update(WalkInForm::next);
        self.keep_walk_in_form().await;
        let reached = self
            .with_door(|door| {
                door.expect(ticket);
                door.picked(TicketId(walk_in.id.0), tick(), new_id())
            })
            .flatten();
        self.keep(reached).await;
    }

    /// Keeps what is typed so far: the page may be opened again before the form is sent.
    pub(super) async fn keep_walk_in_form(&self) {
        if let Some(phone) = self.phone() {
            // A comfort; without it a reload empties the form.
            let _ = phone.put(HALF, &self.view().walk_in.get_untracked()).await;
        }
    }

    /// Takes up a form that was not finished when the page was closed.
    pub(super) async fn take_walk_in_form(&self) {
        if let Some(phone) = self.phone()
            && let Ok(Some(form)) = phone.get::<WalkInForm>(HALF).await
        {
            self.view().walk_in.set(form);
        }
    }

    /// Today where the served event is.
    fn today(&self) -> CivilDate {
        let offset = self.view().event.with_untracked(|event| event.as_ref().map_or(0, |event| event.offset_minutes));
        CivilDateTime::at(self.now(), offset).date
    }

    /// The door knows those whom this pairing wrote down and the list cannot know yet.
    pub(super) async fn expect_walk_ins(&self) {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return };
        let (own, today) = (credentials.pair.device, self.today());
        let kept = phone.walk_ins().await.unwrap_or_default();
        let own = kept.iter().filter(|kept| kept.device == own && kept.way != Way::Refused);
        let tickets: Vec<RosterTicket> = own.filter_map(|kept| expected(&kept.walk_in, today)).collect();
        self.with_door(|door| tickets.into_iter().for_each(|ticket| door.expect(ticket)));
    }

    /// How many are still to be sent, of one device or of all.
    pub(super) async fn unsent_walk_ins(&self, device: Option<DeviceId>) -> Result<i64> {
        let Some(phone) = self.phone() else { return Ok(0) };
        let kept = phone.walk_ins().await?;
        let of = |kept: &&Kept| kept.way == Way::Unsent && device.is_none_or(|device| kept.device == device);
        Ok(i64::try_from(kept.iter().filter(of).count()).unwrap_or(i64::MAX))
    }

    /// Shows whom the server could not read: somebody has to be told.
    pub(super) async fn show_not_taken(&self) {
        let Some(phone) = self.phone() else { return };
        let kept = phone.walk_ins().await.unwrap_or_default();
        let refused = kept.into_iter().filter(|kept| kept.way == Way::Refused).map(|kept| kept.walk_in.form);
        let names = refused.map(|form| format!("{} {}", form.family_name, form.given_name)).collect();
        self.view().not_taken.set(names);
    }

    /// The server lost what it had: everybody who is still here is sent again; whom it knows comes back as `already`.
    pub(super) async fn resend_walk_ins(&self) -> Result<()> {
        let Some(phone) = self.phone() else { return Ok(()) };
        for kept in phone.walk_ins().await?.into_iter().filter(|kept| kept.way != Way::Unsent) {
            phone.put(&key(kept.walk_in.id), &Kept { way: Way::Unsent, ..kept }).await?;
        }
        Ok(())
    }

    /// Sends those whom a device still owes.
    pub(super) async fn send_walk_ins(&self, sender: &Sender) -> Result<(), WireError> {
        let Some(phone) = self.phone() else { return Ok(()) };
        let kept = phone.walk_ins().await.map_err(|_| WireError::Log)?;
        let waiting: Vec<Kept> =
            kept.into_iter().filter(|kept| kept.device == sender.device && kept.way == Way::Unsent).collect();
        for part in waiting.chunks(BATCH_MAX) {
            let people = part.iter().map(|kept| kept.walk_in.clone()).collect();
            let reply = wire::walk_ins(&sender.token, &OutgoingWalkIns { people }).await?;
            for (kept, item) in part.iter().zip(&reply.receipts) {
                let way = match item.receipt {
                    Receipt::Malformed => Way::Refused,
                    // A receipt that names somebody else is none.
                    _ if item.id != Some(kept.walk_in.id) => continue,
                    Receipt::Stored | Receipt::Already | Receipt::Contested | Receipt::Unproven => Way::Sent,
                };
                let kept = Kept { way, ..kept.clone() };
                phone.put(&key(kept.walk_in.id), &kept).await.map_err(|_| WireError::Log)?;
            }
        }
        Ok(())
    }

    /// Forgets whom the server has after a week, as facts are; all of them, also whom it could not read, when names go;
    /// and those of earlier pairings as soon as they are handed in.
    pub(super) async fn forget_walk_ins(&self, names_go: bool) {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return };
        let now = self.now();
        let gone = |kept: &&Kept| match kept.way {
            Way::Unsent => false,
            _ if names_go => true,
            Way::Refused => false,
            Way::Sent => {
                let old = kept.walk_in.at.is_none_or(|at| now.since(at) > SENT_FOR);
                old || kept.device != credentials.pair.device
            }
        };
        let kept = phone.walk_ins().await.unwrap_or_default();
        let mut names: Vec<String> = kept.iter().filter(gone).map(|kept| key(kept.walk_in.id)).collect();
        if names_go {
            names.push(HALF.to_owned());
            self.view().walk_in.set(WalkInForm::default());
        }
        // What is not forgotten now is asked about again after the next roster.
        let _ = phone.forget(&names.iter().map(String::as_str).collect::<Vec<_>>()).await;
        self.show_not_taken().await;
    }
}
