//! "Is my phone ready?", the evening before; and the log as a file, the last way out of a phone.

use keruen_domain::api::{HandedFact, LogFile, ReadyCheck, ReadyPoint};
use keruen_domain::time::{HOUR, MINUTE};
use leptos::prelude::*;

use super::device::{self, missing_hardware};
use super::engine::Engine;
use super::pairing::Sender;
use super::view::Problem;

/// A roster older than this misses who registered since.
const ROSTER_FRESH: i64 = 12 * HOUR;

impl Engine {
    /// Tries everything that a door needs, and tells the server with the next report.
    pub(super) async fn check(self) {
        let view = self.view();
        let Some(phone) = self.phone() else { return };
        view.busy.set(true);
        // A fresh list and a measured clock, where there is a network.
        let _ = self.refresh().await;
        let mut missing = missing_hardware().await;
        let mut needs = |point: ReadyPoint, holds: bool| {
            if !holds && !missing.contains(&point) {
                missing.push(point);
            }
        };
        let offset = self.with_door(|door| door.clock()).flatten().map(|clock| clock.offset);
        needs(ReadyPoint::Clock, offset.is_some_and(|offset| offset.abs() < MINUTE));
        needs(ReadyPoint::Storage, phone.put("check", &self.now()).await.is_ok());
        let roster_of = view.as_of.get_untracked();
        needs(ReadyPoint::Roster, roster_of.is_some_and(|at| self.now().since(at) < ROSTER_FRESH));
        let check = ReadyCheck { at: self.now(), missing };
        let _ = phone.put("ready", &check).await;
        view.ready.set(Some(check));
        view.busy.set(false);
        self.report_now();
        self.flush().await;
    }

    /// Saves the whole log as a file, with what was taken of other phones.
    pub(super) async fn export(self) {
        let Some(phone) = self.phone() else { return };
        let mut facts = phone.handed_items().await.unwrap_or_default();
        for Sender { device, pairing_key, .. } in self.senders().await {
            let log = phone.log(device).await.unwrap_or_default();
            let own = log.iter().filter_map(|(fact, _)| HandedFact::new(device, fact, pairing_key.as_ref()).ok());
            let unreadable = phone.quarantined(device).await.unwrap_or_default();
            let unreadable = unreadable.into_iter().map(|fact| HandedFact { device, fact, proof: None });
            facts.extend(own.chain(unreadable).filter_map(|item| serde_json::to_value(item).ok()));
        }
        let Ok(text) = serde_json::to_string(&LogFile::new(facts)) else {
            self.view().problem.set(Some(Problem::LogFailed));
            return;
        };
        let name = self.credentials().map(|credentials| credentials.pair.device.to_string()).unwrap_or_default();
        device::save(&format!("keruen-log-{}.json", name.get(..8).unwrap_or("phone")), &text);
    }
}
