//! Newcomers share transactions: one task takes all who wait, writes them in one, and answers after COMMIT.
//!
//! A durable commit costs a sync of the disk, about a millisecond; a class that registers at once pays it once. Each
//! newcomer is entered or refused alone: a refusal writes nothing, and when a shared transaction breaks, each gets one
//! of their own.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use keruen_domain::event::registration_open;
use tokio::sync::oneshot;

use super::newcomer::Newcomer;
use super::{Registered, refusal};
use crate::Backend;
use crate::error::{Internal, Refusal, Result};
use crate::retry::Tries;

/// Most newcomers of one transaction: it holds the store's one writer for some tens of milliseconds.
const GROUP_MAX: usize = 64;

struct Job {
    newcomer: Newcomer,
    answer: oneshot::Sender<Result<Registered>>,
}

/// Newcomers who wait to be written. The task lives only while there are some.
#[derive(Default)]
pub(crate) struct Arrivals(Mutex<Line>);

#[derive(Default)]
struct Line {
    jobs: VecDeque<Job>,
    task: Task,
}

#[derive(Default, PartialEq, Eq)]
enum Task {
    #[default]
    Asleep,
    Running,
}

impl Arrivals {
    fn lock(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those who came first; when nobody waits, the task ends.
    fn take(&self) -> Vec<Job> {
        let mut line = self.lock();
        let count = line.jobs.len().min(GROUP_MAX);
        if count == 0 {
            line.task = Task::Asleep;
        }
        line.jobs.drain(..count).collect()
    }
}

/// Enters a newcomer; returns when it is durable, or refused.
pub(super) async fn enter(backend: &Backend, newcomer: Newcomer) -> Result<Registered> {
    let (answer, receiver) = oneshot::channel();
    {
        let mut line = backend.arrivals().lock();
        line.jobs.push_back(Job { newcomer, answer });
        if line.task == Task::Asleep {
            line.task = Task::Running;
            tokio::spawn(run(backend.clone()));
        }
    }
    receiver.await.map_err(|_| Internal::TaskGone)?
}

/// Puts the line to sleep when the task breaks off, so that the next newcomer starts another one.
struct Watch(Option<Backend>);

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(backend) = &self.0 {
            let mut line = backend.arrivals().lock();
            line.task = Task::Asleep;
            line.jobs.clear();
        }
    }
}

async fn run(backend: Backend) {
    let mut watch = Watch(Some(backend.clone()));
    loop {
        let mut group = backend.arrivals().take();
        if group.is_empty() {
            // `take` has put the line to sleep; a task that was started since then must not be touched.
            watch.0 = None;
            return;
        }
        // Rows are locked in order of id, whoever locks them; within an event the order of arrival stays.
        group.sort_by_key(|job| job.newcomer.offer.event);
        match write_at_last(&backend, &group).await {
            Ok(answers) => {
                for (job, answer) in group.into_iter().zip(answers) {
                    // Who hung up is registered all the same.
                    let _ = job.answer.send(answer.map_err(Into::into));
                }
            }
            // One by one, each would wait for it in turn.
            Err(error) if error.is_outage() => {
                tracing::error!(%error, newcomers = group.len(), "newcomers could not be entered");
                for job in group {
                    let _ = job.answer.send(Err(Internal::StoreAway.into()));
                }
            }
            Err(error) => {
                tracing::warn!(%error, newcomers = group.len(), "newcomers are entered one by one");
                for job in group {
                    let alone = write_at_last(&backend, std::slice::from_ref(&job)).await;
                    let answer =
                        alone.and_then(|answers| Ok(answers.into_iter().next().ok_or(Internal::TaskGone)??));
                    let _ = job.answer.send(answer);
                }
            }
        }
    }
}

type Answers = Vec<Result<Registered, Refusal>>;

async fn write_at_last(backend: &Backend, group: &[Job]) -> Result<Answers> {
    let mut tries = Tries::default();
    loop {
        match write(backend, group).await {
            Err(error) if tries.again(&error) => {}
            done => return done,
        }
    }
}

/// One transaction. The group is in order of event.
async fn write(backend: &Backend, group: &[Job]) -> Result<Answers> {
    let mut tx = backend.write().await?;
    let mut answers = Vec::with_capacity(group.len());
    let mut caravans = BTreeSet::new();
    for of_event in group.chunk_by(|a, b| a.newcomer.offer.event == b.newcomer.offer.event) {
        let Some(first) = of_event.first() else { continue };
        let door = tx.event_lock(first.newcomer.offer.event).await?;
        for Job { newcomer, .. } in of_event {
            // The event may have closed since the form was read.
            let open = door
                .ok_or(Refusal::NotFound)
                .and_then(|door| registration_open(door.state, door.ends_at, newcomer.now).map_err(refusal));
            let answer = if let Err(refusal) = open {
                Err(refusal)
            } else {
                caravans.insert(newcomer.offer.caravan);
                Ok(newcomer.enter(backend, &mut tx).await?)
            };
            answers.push(answer);
        }
    }
    for caravan in &caravans {
        tx.caravan_touch(*caravan).await?;
    }
    tx.commit().await?;
    for caravan in caravans {
        backend.live().touched(caravan);
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use keruen_domain::event::{EventState, RegistrationState};
    use keruen_domain::id::EventId;
    use keruen_domain::registration::RegistrationForm;

    use super::*;
    use crate::actor::Actor;
    use crate::events::{event_get, event_state_set};
    use crate::keys;
    use crate::registrations::{cancel, open_offer, promote};

    async fn newcomer(backend: &Backend, event: EventId, given_name: &str) -> Newcomer {
        let form = RegistrationForm {
            family_name: "Серікова".to_owned(),
            given_name: given_name.to_owned(),
            birth_day: "5".to_owned(),
            birth_month: "3".to_owned(),
            birth_year: "1998".to_owned(),
            sex: "female".to_owned(),
            region: "KZ-75".to_owned(),
            place: "urban".to_owned(),
            institution_kind: "work".to_owned(),
            phone: "87011234567".to_owned(),
            consent_data: "yes".to_owned(),
            ..RegistrationForm::default()
        };
        let offer = open_offer(backend, &Actor::Anonymous, event, backend.now()).await.expect("open");
        let person = form.parse(&offer.context(backend.now())).expect("faultless");
        let signer = keys::signer(backend, offer.caravan).await.expect("a key");
        Newcomer::new(backend, offer, person, &signer, None, backend.now())
    }

    async fn seats(backend: &Backend, event: EventId) -> i64 {
        event_get(backend, &Actor::Anonymous, event).await.expect("an event").view.seats_taken
    }

    fn together(newcomers: Vec<Newcomer>) -> Vec<Job> {
        let mut jobs: Vec<_> =
            newcomers.into_iter().map(|newcomer| Job { newcomer, answer: oneshot::channel().0 }).collect();
        jobs.sort_by_key(|job| job.newcomer.offer.event);
        jobs
    }

    crate::contract! {
        async fn who_is_refused_leaves_nothing_and_the_others_come_in(t: TestBackend) {
            let fixture = t.caravan("taraz").await;
            let closing = t.event(&fixture, |_| {}).await;
            let group = together(vec![
                newcomer(&t, closing, "Айгерім").await,
                newcomer(&t, fixture.event, "Әсел").await,
                newcomer(&t, closing, "Дана").await,
                newcomer(&t, fixture.event, "Айша").await,
            ]);
            event_state_set(&t, &fixture.organiser, closing, EventState::Closed).await.expect("closed");
            let answers = write(&t, &group).await.expect("written");
            for (job, answer) in group.iter().zip(&answers) {
                match answer {
                    Ok(registered) => assert_eq!((job.newcomer.offer.event, registered.state), (fixture.event, RegistrationState::Confirmed)),
                    Err(refusal) => assert_eq!((job.newcomer.offer.event, *refusal), (closing, Refusal::EventClosed)),
                }
            }
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 2);
            let mut tx = t.read().await.expect("a transaction");
            assert_eq!(tx.project_profiles(fixture.project).await.expect("people").len(), 2);
            assert_eq!(seats(&t, closing).await, 0);
            assert_eq!(seats(&t, fixture.event).await, 2);
        }

        async fn what_is_not_committed_was_never_there(t: TestBackend) {
            let fixture = t.caravan("taraz").await;
            let arrived = newcomer(&t, fixture.event, "Айгерім").await;
            let mut tx = t.write().await.expect("a transaction");
            tx.event_lock(fixture.event).await.expect("locked");
            let gone = arrived.enter(&t, &mut tx).await.expect("entered");
            assert_eq!(promote(&t, &mut tx, fixture.event).await.expect("nobody waits"), []);
            drop(tx);
            let answer = cancel(&t, &Actor::Anonymous, &gone.ticket_secret, fixture.event).await;
            assert!(matches!(answer, Err(crate::Error::Refusal(Refusal::NotFound))));

            // The same newcomer once more: a transaction that lost is simply tried again.
            let answers = write(&t, &together(vec![arrived])).await.expect("written");
            assert!(answers.iter().all(Result::is_ok));
            let mut tx = t.read().await.expect("a transaction");
            assert_eq!(tx.project_profiles(fixture.project).await.expect("people").len(), 1);
            assert_eq!(seats(&t, fixture.event).await, 1);
        }
    }
}
