//! Sending the log and fetching the roster, for as long as the page lives.

use keruen_domain::api::{BATCH_MAX, Operator, OutgoingBatch, Receipt};
use keruen_domain::time::{MINUTE, Timestamp};
use leptos::prelude::{GetUntracked, Set, Update};

use super::device::{new_id, sleep, tick};
use super::door::ClockReading;
use super::engine::Engine;
use super::view::{Link, Problem};
use super::wire::{self, WireError};

/// First wait after a failure, milliseconds; doubles up to [`LONGEST_WAIT`].
const FIRST_WAIT: i32 = 2_000;
/// Longest wait between two tries, milliseconds.
const LONGEST_WAIT: i32 = 60_000;
/// The roster is fetched again when it is older than this.
const ROSTER_EVERY: i64 = MINUTE;

impl Engine {
    /// Sends all that is unsent. One at a time; a call while another one sends does nothing.
    pub(super) async fn flush(&self) {
        if !self.take_uploader() {
            return;
        }
        loop {
            match self.send_batch().await {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    self.heard(Err(error));
                    break;
                }
            }
        }
        self.give_uploader();
        self.count_unsent().await;
    }

    /// Sends one batch; `false` when nothing is left.
    async fn send_batch(&self) -> Result<bool, WireError> {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return Ok(false) };
        let most = u32::try_from(BATCH_MAX).unwrap_or(200);
        let facts = phone.unsent(most).await.map_err(|_| WireError::Refused)?;
        if facts.is_empty() {
            return Ok(false);
        }
        let operators = vec![Operator { id: credentials.pair.operator, name: credentials.operator_name.clone() }];
        let sent = tick();
        let batch = OutgoingBatch { operators, sent_at: Some(sent.wall), facts: facts.clone() };
        let reply = wire::send(&credentials.pair.device_token, &batch).await?;
        self.heard(Ok(()));
        let (mut acknowledged, mut malformed) = (Vec::new(), Vec::new());
        for (fact, item) in facts.into_iter().zip(&reply.receipts) {
            match item.receipt {
                Receipt::Malformed => malformed.push(fact),
                Receipt::Stored | Receipt::Already | Receipt::Contested => acknowledged.push(fact),
            }
        }
        if acknowledged.is_empty() && malformed.is_empty() {
            return Err(WireError::Refused);
        }
        phone.settle(&acknowledged, &malformed, reply.server_time).await.map_err(|_| WireError::Refused)?;
        self.measure(sent.mono, reply.server_time).await;
        self.count_unsent().await;
        Ok(true)
    }

    /// Compares the phone's clock with the server's: the server's stamp belongs to the middle of the exchange.
    async fn measure(&self, sent_mono: i64, server_time: Timestamp) {
        let back = tick();
        let half = (back.mono - sent_mono) / 2;
        let reading = ClockReading { offset: server_time.plus(half).since(back.wall), uncertainty: half };
        let fact = self.with_door(|door| door.measured(reading, back, new_id())).flatten();
        let (Some(fact), Some(phone)) = (fact, self.phone()) else { return };
        // A measurement that is not kept is made again at the next exchange.
        if phone.append(&fact).await.is_ok() {
            let _ = phone.put("clock", &reading).await;
        }
    }

    /// Fetches the roster; keeps it on the phone before using it.
    pub(super) async fn refresh(&self) -> Result<(), WireError> {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return Ok(()) };
        let sent = tick();
        let result = wire::roster(&credentials.pair.device_token).await;
        self.heard(result.as_ref().map(|_| ()).map_err(|error| *error));
        let reply = result?;
        let _ = phone.put("roster", &reply).await;
        self.use_roster(&reply);
        self.measure(sent.mono, reply.as_of).await;
        Ok(())
    }

    /// Sends and fetches until the page is closed: soon after success, later and later after failures.
    pub(super) async fn keep_in_touch(self) {
        let mut wait = FIRST_WAIT;
        loop {
            self.flush().await;
            let age = self.view().as_of.get_untracked().map_or(i64::MAX, |at| self.now().since(at));
            if age > ROSTER_EVERY {
                // Shown by `heard`; tried again in the next round.
                let _ = self.refresh().await;
            }
            wait = if self.view().link.get_untracked() == Link::Online {
                FIRST_WAIT
            } else {
                (wait * 2).min(LONGEST_WAIT)
            };
            // Spread out: twenty phones that come back together must not ask together.
            let jitter = i32::try_from(tick().mono % 1_000).unwrap_or(0);
            sleep(wait + jitter).await;
        }
    }

    /// Shows whether the server was heard.
    fn heard(&self, result: Result<(), WireError>) {
        let view = self.view();
        match result {
            Ok(()) => {
                view.link.set(Link::Online);
                view.problem.update(|problem| {
                    if matches!(problem, Some(Problem::Offline | Problem::Revoked)) {
                        *problem = None;
                    }
                });
            }
            Err(WireError::Offline) => view.link.set(Link::Offline),
            Err(WireError::Unauthorised) => view.problem.set(Some(Problem::Revoked)),
            Err(WireError::Refused) => {}
        }
    }
}
