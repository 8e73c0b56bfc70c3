//! Sending the log and fetching the roster, for as long as the page lives.

use keruen_domain::api::{BATCH_MAX, DeviceReport, DeviceStanding, OutgoingBatch, Receipt};
use keruen_domain::id::FactId;
use keruen_domain::time::{MINUTE, Timestamp};
use leptos::prelude::{GetUntracked, Set, Update};
use uuid::Uuid;

use super::device::{alone, jitter, new_id, sleep, tick};
use super::door::ClockReading;
use super::engine::Engine;
use super::following::ROSTER;
use super::pairing::Sender;
use super::view::{Link, Problem, Screen};
use super::wire::{self, WireError};

/// First wait after a failure, milliseconds; doubles up to [`LONGEST_WAIT`].
const FIRST_WAIT: i32 = 2_000;
/// Longest wait between two tries, milliseconds.
const LONGEST_WAIT: i32 = 60_000;
/// The roster is fetched again when it is older than this.
const ROSTER_EVERY: i64 = MINUTE;
/// A phone that has nothing to send says how it is at least this often.
const REPORT_EVERY: i64 = MINUTE;
/// Name of the lock that only one tab of the browser holds at a time.
const UPLOAD_LOCK: &str = "keruen-upload";

/// What became of one batch.
enum Sent {
    /// There was nothing to say: the server was not asked.
    Nothing,
    /// There may be more.
    More(DeviceStanding),
    /// Nothing is left.
    All(DeviceStanding),
}

impl Engine {
    /// Sends all that is unsent. One at a time, in one tab at a time; a call while another one sends does nothing.
    pub(super) async fn flush(&self) {
        if !self.take_uploader() {
            return;
        }
        let engine = self.clone();
        alone(UPLOAD_LOCK, async move {
            for sender in engine.senders().await {
                let Some(sent) = engine.send_all(&sender).await else { continue };
                if sent == Err(WireError::Offline) {
                    return engine.heard(Err(WireError::Offline));
                }
                // What becomes of an earlier pairing's facts is no word about this one.
                if engine.is_present(&sender) {
                    engine.heard(sent);
                }
            }
            // Who refuses what others recorded refuses nothing of our own.
            if let Err(error @ (WireError::Offline | WireError::Log)) = engine.send_handed().await {
                engine.heard(Err(error));
            }
        })
        .await;
        self.give_uploader();
        self.count_unsent().await;
        if self.view().screen.get_untracked() == Screen::Phone {
            self.compare().await;
        }
    }

    /// None: there was nothing to say.
    async fn send_all(&self, sender: &Sender) -> Option<Result<(), WireError>> {
        // People before their scans: no board need show a stranger in between. Who refuses them refuses no scan.
        let people = self.send_walk_ins(sender).await;
        if matches!(people, Err(WireError::Offline | WireError::Log)) {
            return Some(people);
        }
        let mut standing = None;
        loop {
            match self.send_batch(sender).await {
                Ok(Sent::More(said)) => standing = Some(said),
                Ok(Sent::All(said)) => {
                    standing = Some(said);
                    break;
                }
                Ok(Sent::Nothing) => break,
                Err(error) => return Some(Err(error)),
            }
        }
        // Told only after everything was handed in: it is kept all the same.
        if standing == Some(DeviceStanding::Revoked) && self.is_present(sender) {
            self.retire().await;
            return Some(Err(WireError::Revoked));
        }
        if people.is_err() { Some(people) } else { standing.map(|_| Ok(())) }
    }

    /// Taken out of service: names do not stay on the phone. Its own log does, until it is sent.
    async fn retire(&self) {
        let Some(phone) = self.phone() else { return };
        // A phone that cannot forget now is told again at the next contact.
        let _ = phone.forget(&ROSTER).await;
        if let Some(credentials) = self.credentials() {
            // Words beside marks may name somebody: those that the server has stand beside nothing now.
            let _ = phone.notes_beside(credentials.pair.device, &[]).await;
        }
        self.with_door(super::door::Door::unload);
        self.forget_walk_ins(true).await;
        self.view().tickets.set(0);
        self.forget_names();
    }

    /// Takes the names off the screen that came from the roster. A verdict stays until the volunteer has seen it: whoever
    /// stands at the door waits for its answer.
    pub(super) fn forget_names(&self) {
        let view = self.view();
        view.last.set(Vec::new());
        view.found.set(None);
    }

    /// Sends one batch of a device's facts; with none, at times, how the phone is.
    async fn send_batch(&self, sender: &Sender) -> Result<Sent, WireError> {
        let Some(phone) = self.phone() else { return Ok(Sent::Nothing) };
        let most = u32::try_from(BATCH_MAX).unwrap_or(200);
        let facts = phone.unsent(sender.device, most).await.map_err(|_| WireError::Log)?;
        let notes = phone.notes(sender.device).await.map_err(|_| WireError::Log)?;
        let present = self.is_present(sender);
        if facts.is_empty() && notes.is_empty() && !(present && self.report_is_due()) {
            return Ok(Sent::Nothing);
        }
        let standing = phone.standing().await.unwrap_or_default();
        let report = present.then(|| self.report(standing.unsent, facts.len(), standing.quarantined)).flatten();
        let sent = tick();
        let mut operators = sender.named_in(&facts);
        if let Some(holder) = self.credentials().filter(|_| present).map(|credentials| credentials.operator())
            && !operators.contains(&holder)
        {
            operators.push(holder);
        }
        let batch = OutgoingBatch { operators, sent_at: Some(sent.wall), report, notes, facts: facts.clone() };
        let reply = wire::send(&sender.token, &batch).await?;
        phone.notes_sent(sender.device, &batch.notes).await.map_err(|_| WireError::Log)?;
        if present {
            self.reported();
        }
        let (mut acknowledged, mut malformed) = (Vec::new(), Vec::new());
        for (fact, item) in facts.iter().zip(&reply.receipts) {
            match item.receipt {
                Receipt::Malformed => malformed.push(fact.clone()),
                // A receipt that names another fact is no acknowledgement of this one.
                _ if item.id != Some(fact.id) => {}
                Receipt::Stored | Receipt::Already | Receipt::Contested | Receipt::Unproven => {
                    acknowledged.push(fact.clone());
                }
            }
        }
        if !facts.is_empty() && acknowledged.is_empty() && malformed.is_empty() {
            return Err(WireError::Refused);
        }
        if !facts.is_empty() {
            let settled = phone.settle(sender.device, &acknowledged, &malformed, reply.server_time).await;
            settled.map_err(|_| WireError::Log)?;
            let ids: Vec<FactId> = acknowledged.iter().map(|fact| fact.id).collect();
            self.with_door(|door| door.settled(&ids, reply.server_time));
        }
        if present {
            self.measure(sent.mono, reply.server_time).await;
        }
        self.known_instance(reply.instance).await;
        self.count_unsent().await;
        let standing = reply.standing.unwrap_or(DeviceStanding::Paired);
        Ok(if facts.is_empty() { Sent::All(standing) } else { Sent::More(standing) })
    }

    fn is_present(&self, sender: &Sender) -> bool {
        self.credentials().is_some_and(|credentials| credentials.pair.device == sender.device)
    }

    /// A clock that was set back makes it due, too.
    fn report_is_due(&self) -> bool {
        !(0..=REPORT_EVERY).contains(&self.now().since(self.last_report()))
    }

    fn report(&self, unsent: i64, in_batch: usize, quarantined: i64) -> Option<DeviceReport> {
        let view = self.view();
        Some(DeviceReport {
            operator: self.credentials()?.operator().id,
            unsent: unsent.saturating_sub(i64::try_from(in_batch).unwrap_or(0)),
            quarantined,
            offset: self.with_door(|door| door.clock()).flatten().map(|clock| clock.offset),
            roster_as_of: view.as_of.get_untracked(),
            ready: view.ready.get_untracked(),
        })
    }

    /// The store behind the server has another name: it was restored from a backup, and may have lost what it had
    /// acknowledged. Everything that is still here is sent again; what is known comes back as `already`.
    async fn known_instance(&self, instance: Uuid) {
        let Some(phone) = self.phone() else { return };
        let before: Option<Uuid> = phone.get("instance").await.ok().flatten();
        if before == Some(instance) {
            return;
        }
        // The name is kept only after everything is back in the queue: a phone that dies in between does it again.
        let again = async || {
            self.resend_walk_ins().await?;
            phone.resend().await?;
            phone.retry_quarantined().await?;
            phone.resend_handed().await
        };
        if before.is_some() {
            if again().await.is_err() {
                return;
            }
            // The restored roster does not tell who came in since the backup; the log does.
            self.recall().await;
            self.count_unsent().await;
            self.show_handed().await;
        }
        let _ = phone.put("instance", &instance).await;
    }

    /// Compares the phone's clock with the server's: the server's stamp belongs to the middle of the exchange.
    async fn measure(&self, sent_mono: i64, server_time: Timestamp) {
        let back = tick();
        let half = (back.mono - sent_mono) / 2;
        let reading = ClockReading { offset: server_time.plus(half).since(back.wall), uncertainty: half };
        let fact = self.with_door(|door| door.measured(reading, back, new_id())).flatten();
        let (Some(fact), Some(phone)) = (fact, self.phone()) else { return };
        // A measurement that is not kept is made again at the next exchange.
        if self.append(fact).await.is_ok() {
            self.with_door(|door| door.corrected(reading));
            let _ = phone.put("clock", &reading).await;
        }
    }

    /// Fetches the roster.
    pub(super) async fn refresh(&self) -> Result<(), WireError> {
        let (Some(phone), Some(credentials)) = (self.phone(), self.credentials()) else { return Ok(()) };
        let result = self.follow(&phone, &credentials.pair.device_token).await;
        if result.as_ref().err() == Some(&WireError::Revoked) {
            self.retire().await;
        }
        self.heard(result.as_ref().map(|_| ()).map_err(|error| *error));
        let reply = result?;
        self.known_instance(reply.instance).await;
        self.forget_walk_ins(reply.wipe_after.is_some_and(|at| reply.as_of >= at)).await;
        let _ = phone.tidy(reply.as_of).await;
        let _ = phone.tidy_handed(reply.as_of).await;
        self.compare().await;
        self.forget_former().await;
        Ok(())
    }

    /// Sends and fetches until the page is closed: soon after success, later and later after failures.
    pub(super) async fn keep_in_touch(self) {
        let mut wait = FIRST_WAIT;
        loop {
            if self.view().link.get_untracked() == Link::Offline {
                // Whether the server is back, only an exchange tells.
                self.report_now();
            }
            self.flush().await;
            self.count_inside();
            let age = self.view().as_of.get_untracked().map_or(i64::MAX, |at| self.now().since(at));
            // A phone whose clock jumped back would otherwise believe its roster to come from the future for hours.
            if !(0..ROSTER_EVERY).contains(&age) {
                // Shown by `heard`; tried again in the next round.
                let _ = self.refresh().await;
            }
            let online = self.view().link.get_untracked() == Link::Online;
            wait = if online { FIRST_WAIT } else { (wait * 2).min(LONGEST_WAIT) };
            // Spread out: twenty phones that come back together must not ask together.
            sleep(wait / 2 + jitter(wait)).await;
        }
    }

    /// Shows whether the server was heard.
    fn heard(&self, result: Result<(), WireError>) {
        let view = self.view();
        match result {
            Ok(()) => {
                view.link.set(Link::Online);
                view.problem.update(|problem| {
                    if matches!(
                        problem,
                        Some(Problem::Offline | Problem::Revoked | Problem::Unknown | Problem::Refused)
                    ) {
                        *problem = None;
                    }
                });
            }
            Err(WireError::Offline) => view.link.set(Link::Offline),
            Err(WireError::Revoked) => view.problem.set(Some(Problem::Revoked)),
            Err(WireError::Unknown) => view.problem.set(Some(Problem::Unknown)),
            Err(WireError::Refused) => view.problem.set(Some(Problem::Refused)),
            Err(WireError::Log) => view.problem.set(Some(Problem::LogFailed)),
        }
    }
}
