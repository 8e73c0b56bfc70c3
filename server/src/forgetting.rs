//! What the server forgets by itself: once an hour it erases whoever's time is over.

use std::time::Duration;

use keruen_backend::erasure::forget_due;
use keruen_backend::{Actor, Backend};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

/// Days matter, not minutes; and an hour after a late scan nobody's withdrawn name is left.
const EVERY: Duration = Duration::from_hours(1);

/// Runs until the server stops. Several servers on one store do no harm to each other.
pub(crate) async fn forget(backend: Backend, mut stopping: watch::Receiver<bool>) {
    let mut hours = interval(EVERY);
    hours.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = hours.tick() => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        match forget_due(&backend, &Actor::System).await {
            Ok(forgotten) if forgotten.consent_due + forgotten.retention > 0 => {
                tracing::info!(forgotten.consent_due, forgotten.retention, "people were erased in time");
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "whoever's time is over could not be erased"),
        }
    }
}
