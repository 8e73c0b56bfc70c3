//! Seats and the queue for them (design rule 10).

use std::collections::BTreeSet;

use keruen_backend::chance::Secret;
use keruen_backend::contract;
use keruen_backend::events::{event_capacity_set, event_get};
use keruen_backend::registrations::{Visitor, cancel, register, register_again};
use keruen_backend::{Actor, Backend, Refusal};
use keruen_domain::event::RegistrationState::{self, Cancelled, Confirmed, Waiting};
use keruen_domain::id::EventId;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use crate::people::{adult, come, place, refusal};

async fn seats(backend: &Backend, event: EventId) -> (i64, i64) {
    let page = event_get(backend, &Actor::Anonymous, event).await.expect("an event");
    (page.view.seats_taken, page.view.waiting)
}

contract! {
    async fn fifty_callers_ten_seats(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let other = t.replica().await;
        let mut callers = Vec::new();
        for number in 0..50 {
            let backend = if number % 2 == 0 { t.backend() } else { other.backend() };
            callers.push(tokio::spawn(async move {
                register(&backend, &Actor::Anonymous, fixture.event, &adult(number), Visitor::default()).await
            }));
        }
        let mut answers = Vec::new();
        for caller in callers {
            answers.push(caller.await.expect("no panic").expect("no refusal"));
        }
        assert_eq!(answers.iter().filter(|answer| answer.state == Confirmed && answer.position.is_none()).count(), 10);
        assert_eq!(answers.iter().filter(|answer| answer.state == Waiting && answer.position.is_some()).count(), 40);
        assert_eq!(seats(&t, fixture.event).await, (10, 40));

        let mut positions = BTreeSet::new();
        for answer in &answers {
            positions.extend(place(&t, &answer.ticket_secret, fixture.event).await.1);
        }
        assert!(positions.into_iter().eq(1..=40), "each place in the queue once");
        assert_eq!(answers.iter().map(|answer| answer.short_code).collect::<BTreeSet<_>>().len(), 50);
        other.store().close().await;
    }

    async fn callers_that_come_and_go_never_oversell(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let mut callers = Vec::new();
        for number in 0..30 {
            let backend = t.backend();
            callers.push(tokio::spawn(async move {
                let registered = come(&backend, fixture.event, &adult(number)).await;
                if number % 3 == 0 {
                    cancel(&backend, &Actor::Anonymous, &registered.ticket_secret, fixture.event).await.expect("cancelled");
                }
            }));
        }
        for caller in callers {
            caller.await.expect("no panic");
        }
        assert_eq!(seats(&t, fixture.event).await, (10, 10));
    }

    async fn a_freed_seat_goes_to_who_waited_longest(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let event = t.event(&fixture, |form| form.capacity = "2".into()).await;
        let mut tickets = Vec::new();
        for number in 0..5 {
            t.clock.advance(1_000);
            tickets.push(come(&t, event, &adult(number)).await.ticket_secret);
        }
        assert_eq!(place(&t, &tickets[4], event).await, (Waiting, Some(3)));

        cancel(&t, &Actor::Anonymous, &tickets[0], event).await.expect("cancelled");
        assert_eq!(place(&t, &tickets[2], event).await, (Confirmed, None));
        assert_eq!(place(&t, &tickets[3], event).await, (Waiting, Some(1)));
        assert_eq!(seats(&t, event).await, (2, 2));

        // Repeated, it frees nothing more; somebody who waits frees nothing at all.
        cancel(&t, &Actor::Anonymous, &tickets[0], event).await.expect("still cancelled");
        cancel(&t, &Actor::Anonymous, &tickets[3], event).await.expect("left the queue");
        assert_eq!(seats(&t, event).await, (2, 1));

        // Back again, the first one is behind everybody.
        t.clock.advance(1_000);
        let again = register_again(&t, &Actor::Anonymous, &tickets[0], event).await.expect("back");
        assert_eq!((again.state, again.position), (Waiting, Some(2)));
        event_capacity_set(&t, &fixture.organiser, event, Some(3)).await.expect("raised");
        assert_eq!(place(&t, &tickets[4], event).await, (Confirmed, None));
        event_capacity_set(&t, &fixture.organiser, event, None).await.expect("unlimited");
        assert_eq!(place(&t, &tickets[0], event).await, (Confirmed, None));
        assert_eq!(seats(&t, event).await, (4, 0));
    }

    async fn after_the_end_nothing_is_given_back(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        let ticket = come(&t, fixture.event, &adult(1)).await.ticket_secret;
        t.clock.advance(10 * keruen_domain::time::DAY);
        assert_eq!(refusal(cancel(&t, &Actor::Anonymous, &ticket, fixture.event).await), Refusal::EventOver);
        assert_eq!(refusal(cancel(&t, &Actor::Anonymous, &Secret::given("made-up"), fixture.event).await), Refusal::NotFound);
        assert_eq!(seats(&t, fixture.event).await, (1, 0));
    }

    async fn any_history_agrees_with_a_queue_on_paper(t: TestBackend) {
        let fixture = t.caravan("taraz").await;
        for seed in 0..6 {
            let event = t.event(&fixture, |form| form.capacity = "3".into()).await;
            let mut chance = ChaCha20Rng::seed_from_u64(seed);
            let mut paper = Paper { capacity: Some(3), people: Vec::new() };
            let mut tickets: Vec<Secret> = Vec::new();
            for step in 0..40 {
                t.clock.advance(1_000);
                let who = usize::try_from(chance.next_u32()).unwrap_or(0) % tickets.len().max(1);
                match chance.next_u32() % 8 {
                    0..=2 => {
                        tickets.push(come(&t, event, &adult(step)).await.ticket_secret);
                        paper.people.push((Waiting, step));
                        paper.fill();
                    }
                    3 | 4 if !tickets.is_empty() => {
                        cancel(&t, &Actor::Anonymous, &tickets[who], event).await.expect("cancelled");
                        paper.people[who].0 = Cancelled;
                        paper.fill();
                    }
                    5 if !tickets.is_empty() => {
                        let answer = register_again(&t, &Actor::Anonymous, &tickets[who], event).await;
                        if paper.people[who].0 == Cancelled {
                            answer.expect("back in the queue");
                            paper.people[who] = (Waiting, step);
                            paper.fill();
                        } else {
                            assert_eq!(refusal(answer), Refusal::AlreadyRegistered);
                        }
                    }
                    _ => {
                        let seats = i64::from(chance.next_u32() % 7);
                        paper.capacity = (seats < 6).then_some(seats);
                        event_capacity_set(&t, &fixture.organiser, event, paper.capacity).await.expect("a capacity");
                        paper.fill();
                    }
                }
                for (ticket, (state, _)) in tickets.iter().zip(&paper.people) {
                    assert_eq!(place(&t, ticket, event).await.0, *state, "seed {seed}, step {step}");
                }
                let (taken, waiting) = seats(&t, event).await;
                assert_eq!((taken, waiting), (paper.count(Confirmed), paper.count(Waiting)), "seed {seed}, step {step}");
                assert!(waiting == 0 || paper.capacity.is_some_and(|seats| taken >= seats), "a free place beside a queue");
            }
        }
    }
}

/// The same list, kept by hand: state and the step of joining the queue.
struct Paper {
    capacity: Option<i64>,
    people: Vec<(RegistrationState, usize)>,
}

impl Paper {
    fn count(&self, state: RegistrationState) -> i64 {
        i64::try_from(self.people.iter().filter(|(other, _)| *other == state).count()).unwrap_or(0)
    }

    fn fill(&mut self) {
        while self.capacity.is_none_or(|seats| self.count(Confirmed) < seats) {
            let first = self.people.iter_mut().filter(|(state, _)| *state == Waiting).min_by_key(|(_, since)| *since);
            let Some(first) = first else { return };
            first.0 = Confirmed;
        }
    }
}
