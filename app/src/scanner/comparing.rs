//! The phone compares its log with the server's word: after each roster, and while its own screen is up.

use keruen_domain::api::{DeviceRole, RosterReply};
use leptos::prelude::{GetUntracked, Set, WithUntracked};

use super::agreeing::{Known, compare};
use super::engine::Engine;

impl Engine {
    /// Takes up what the server told with its roster.
    pub(super) fn told(&self, reply: &RosterReply) {
        self.view().held.set(reply.held.clone());
        // Said anew with each roster; what stands on the screen must not be drawn anew for it.
        let role = reply.role.unwrap_or(DeviceRole::Door);
        if self.view().role.get_untracked() != role {
            self.view().role.set(role);
        }
    }

    /// Compares, and shows what came out.
    pub(super) async fn compare(&self) {
        let view = self.view();
        let (Some(phone), Some(credentials), Some(as_of)) =
            (self.phone(), self.credentials(), view.as_of.get_untracked())
        else {
            return;
        };
        let device = credentials.pair.device;
        // Shown as it was: the log says itself when it cannot be read.
        let (Ok(log), Ok(cleared)) = (phone.log(device).await, phone.cleared().await) else { return };
        let told = view.held.get_untracked();
        let known = Known { device, log: &log, cleared: &cleared, told: &told, as_of };
        let compared = view.compared.with_untracked(|before| compare(known, before));
        view.compared.set(compared);
    }
}
