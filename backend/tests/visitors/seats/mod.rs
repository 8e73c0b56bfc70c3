//! Design rule 10 as a whole: whatever people, leaders and organisers do in whatever order, two events stand where a list
//! kept by hand says. Nothing in it runs out: a seat is given back by whoever holds it, never by a clock.

use std::collections::{BTreeMap, BTreeSet};

use keruen_backend::chance::Secret;
use keruen_backend::consents::ConsentScope;
use keruen_backend::events::{event_capacity_set, event_get, event_state_set};
use keruen_backend::groups::{Joins, consents_held, group_view, joining, pupil_joins, pupil_leaves};
use keruen_backend::registrations::{Visitor, cancel, register, register_again};
use keruen_backend::roll::event_roll;
use keruen_backend::testing::{Fixture, TestBackend};
use keruen_backend::{Actor, Refusal, contract};
use keruen_domain::event::EventState;
use keruen_domain::event::RegistrationState::{self, AwaitingConsent, Cancelled, Confirmed, Waiting};
use keruen_domain::id::{EventId, PersonId};
use keruen_domain::short_text::ShortText;
use keruen_domain::time::{DAY, HOUR};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

mod paper;

use paper::{Class, Line, Paper, Stands};

use crate::groups::{class, enter, newcomer};
use crate::people::{adult, place, refusal};

/// The whole story: two events, everybody who ever came, and the classes.
struct Story {
    t: TestBackend,
    f: Fixture,
    chance: ChaCha20Rng,
    papers: [Paper; 2],
    people: Vec<(PersonId, Secret)>,
    consented: BTreeSet<usize>,
    classes: Vec<Class>,
    step: usize,
}

impl Story {
    async fn begin(t: &TestBackend, seed: u64) -> Self {
        let f = t.caravan(&format!("story-{}", char::from(b'a' + u8::try_from(seed).expect("few")))).await;
        let mut papers = Vec::new();
        for seats in [5_usize, 3] {
            let event = t.event(&f, |form| form.capacity = seats.to_string()).await;
            papers.push(Paper { event, seats: Some(seats), open: true, lines: Vec::new() });
        }
        let papers = papers.try_into().expect("two");
        let chance = ChaCha20Rng::seed_from_u64(seed);
        let (people, classes) = (Vec::new(), Vec::new());
        Self { t: t.clone(), f, chance, papers, people, consented: BTreeSet::new(), classes, step: 0 }
    }

    fn any(&mut self, of: usize) -> usize {
        usize::try_from(self.chance.next_u32()).expect("an index") % of.max(1)
    }

    async fn somebody_comes(&mut self) {
        let (at, who) = (self.any(2), self.people.len());
        let form = adult(who);
        let paper = &mut self.papers[at];
        let answer = register(&self.t, &Actor::Anonymous, paper.event, &form, Visitor::default()).await;
        if !paper.open {
            assert_eq!(refusal(answer), Refusal::EventClosed);
            return;
        }
        let registered = answer.expect("registered");
        paper.joins(who, (self.step, 0), None);
        paper.fill();
        self.people.push((registered.person, registered.ticket_secret));
        self.consented.insert(who);
    }

    async fn a_class_comes(&mut self) {
        let (size, whole) = (1 + self.any(4), self.any(2) == 0);
        let at = [&[0][..], &[1], &[0, 1]][self.any(3)].to_vec();
        let first = self.people.len();
        let events: Vec<EventId> = at.iter().map(|at| self.papers[*at].event).collect();
        let (page, fit) = (self.t.draw_secret(), if whole { "whole" } else { "part" });
        if at.iter().any(|at| !self.papers[*at].open) {
            return;
        }
        enter(&self.t, &page, &class(&events, fit, first..first + size)).await.expect("registered");
        let pupils: Vec<usize> = (first..first + size).collect();
        for at in &at {
            for (place, who) in pupils.iter().enumerate() {
                self.papers[*at].joins(*who, (self.step, place), whole.then_some(self.classes.len()));
            }
            self.papers[*at].fill();
        }
        for pupil in group_view(&self.t, &page).await.expect("a group").pupils {
            self.people.push((pupil.person, pupil.ticket));
        }
        self.classes.push(Class { page, at, pupils });
    }

    async fn somebody_gives_up(&mut self) {
        let (at, who) = (self.any(2), self.any(self.people.len()));
        let Some((_, ticket)) = self.people.get(who) else { return };
        let answer = cancel(&self.t, &Actor::Anonymous, ticket, self.papers[at].event).await;
        if self.papers[at].of(who).is_none() {
            assert_eq!(refusal(answer), Refusal::NotFound);
            return;
        }
        answer.expect("given up, or given up before");
        self.papers[at].goes(who);
    }

    async fn somebody_comes_again(&mut self) {
        let (at, who) = (self.any(2), self.any(self.people.len()));
        let Some((_, ticket)) = self.people.get(who) else { return };
        let paper = &mut self.papers[at];
        let answer = register_again(&self.t, &Actor::Anonymous, ticket, paper.event).await;
        if !paper.open {
            assert_eq!(refusal(answer), Refusal::EventClosed);
        } else if paper.of(who).is_some_and(|line| line.stands != Stands::Gone) {
            assert_eq!(refusal(answer), Refusal::AlreadyRegistered);
        } else {
            answer.expect("at the end of the queue");
            paper.joins(who, (self.step, 0), None);
            paper.fill();
        }
    }

    async fn a_pupil_leaves(&mut self) {
        let class = self.any(self.classes.len());
        let pupils = self.classes.get(class).map_or(0, |class| class.pupils.len());
        if pupils == 0 {
            return;
        }
        let place = self.any(pupils);
        let Class { page, at, pupils } = &mut self.classes[class];
        let who = pupils.remove(place);
        pupil_leaves(&self.t, page, self.people[who].0).await.expect("left");
        for at in at {
            self.papers[*at].goes(who);
        }
    }

    async fn a_pupil_joins(&mut self, swaps: bool) {
        let class = self.any(self.classes.len());
        let pupils = self.classes.get(class).map_or(0, |class| class.pupils.len());
        if pupils == 0 {
            return;
        }
        let (place, new) = (self.any(pupils), self.people.len());
        let Class { page, at, pupils } = &mut self.classes[class];
        if at.iter().any(|at| !self.papers[*at].open) {
            return;
        }
        let old = pupils[place];
        let how = if swaps { Joins::InsteadOf(self.people[old].0) } else { Joins::AtTheEnd };
        let listed = newcomer(&self.t, page, how, new).await;
        pupil_joins(&self.t, page, how, &listed, None).await.expect("joined");
        for at in at {
            let paper = &mut self.papers[*at];
            match paper.of(old).filter(|line| swaps && line.stands != Stands::Gone).copied() {
                Some(handed_over) => paper.goes_to(old, new, handed_over),
                None => paper.joins(new, (self.step, 0), None),
            }
            paper.fill();
        }
        let view = group_view(&self.t, page).await.expect("a group");
        let known: BTreeSet<PersonId> = self.people.iter().map(|(person, _)| *person).collect();
        let pupil = view.pupils.into_iter().find(|pupil| !known.contains(&pupil.person)).expect("the new one");
        self.people.push((pupil.person, pupil.ticket));
        if swaps {
            pupils[place] = new;
        } else {
            pupils.push(new);
        }
    }

    async fn papers_are_held(&mut self) {
        let class = self.any(self.classes.len());
        let Some(Class { page, pupils, .. }) = self.classes.get(class) else { return };
        let people: Vec<PersonId> = pupils.iter().map(|who| self.people[*who].0).collect();
        let number = ShortText::parse("7").expect("a number");
        consents_held(&self.t, page, &people, &number, ConsentScope::Data).await.expect("recorded");
        self.consented.extend(pupils);
    }

    async fn seats_change(&mut self) {
        let (at, seats) = (self.any(2), self.any(12));
        let seats = seats.checked_sub(1);
        self.papers[at].seats = seats;
        let capacity = seats.map(|seats| i64::try_from(seats).expect("few"));
        event_capacity_set(&self.t, &self.f.organiser, self.papers[at].event, capacity).await.expect("set");
        self.papers[at].fill();
    }

    async fn doors_change(&mut self) {
        let any = self.any(2);
        // One that is closed opens again before the other one closes.
        let at = self.papers.iter().position(|paper| !paper.open).unwrap_or(any);
        let paper = &mut self.papers[at];
        paper.open = !paper.open;
        let state = if paper.open { EventState::Published } else { EventState::Closed };
        event_state_set(&self.t, &self.f.organiser, paper.event, state).await.expect("set");
    }

    async fn goes_on(&mut self) {
        self.step += 1;
        self.t.clock.advance(1_000);
        match self.any(16) {
            0..=3 => self.somebody_comes().await,
            4 | 5 => self.a_class_comes().await,
            6 | 7 => self.somebody_gives_up().await,
            8 => self.somebody_comes_again().await,
            9 => self.a_pupil_leaves().await,
            10 => self.a_pupil_joins(false).await,
            11 => self.a_pupil_joins(true).await,
            12 => self.papers_are_held().await,
            13 => self.doors_change().await,
            14 if self.papers.iter().any(|paper| !paper.open) => self.doors_change().await,
            14 if self.step.is_multiple_of(3) => self.t.clock.advance(HOUR),
            _ => self.seats_change().await,
        }
    }

    /// Everybody stands where the list by hand says, and the rule holds.
    async fn agrees(&self, before: &[usize; 2]) {
        let step = self.step;
        for (paper, before) in self.papers.iter().zip(before) {
            let roll = event_roll(&self.t, &self.f.organiser, paper.event).await.expect("a roll");
            let is: BTreeMap<PersonId, Option<RegistrationState>> =
                roll.into_iter().map(|row| (row.person, row.state)).collect();
            let due: BTreeMap<PersonId, Option<RegistrationState>> =
                paper.lines.iter().map(|line| (self.people[line.who].0, Some(self.state(line)))).collect();
            assert_eq!(is, due, "step {step}");

            let view = event_get(&self.t, &self.f.organiser, paper.event).await.expect("an event").view;
            let (taken, queue) = (paper.taken(), paper.queue());
            let counted = (usize::try_from(view.seats_taken), usize::try_from(view.waiting));
            assert_eq!(counted, (Ok(taken), Ok(queue.len())), "step {step}");
            let bound = paper.seats.map_or(usize::MAX, |seats| seats.max(*before));
            assert!(taken <= bound, "step {step}: {taken} of {bound}; more than before only where there are seats");
            let fits = queue.iter().find(|(_, with)| with.len() <= paper.free());
            assert!(fits.is_none(), "step {step}: {fits:?} wait beside {} free seats", paper.free());
            for (place_due, (who, _)) in (1..).zip(&queue) {
                let (state, at) = place(&self.t, &self.people[*who].1, paper.event).await;
                assert_eq!((state, at), (Waiting, Some(place_due)), "step {step}: {who} keeps their place");
            }
        }
    }

    fn state(&self, line: &Line) -> RegistrationState {
        match line.stands {
            Stands::Gone => Cancelled,
            Stands::Waits => Waiting,
            Stands::Seated if self.consented.contains(&line.who) => Confirmed,
            Stands::Seated => AwaitingConsent,
        }
    }

    fn taken(&self) -> [usize; 2] {
        [self.papers[0].taken(), self.papers[1].taken()]
    }
}

contract! {
    async fn two_events_stand_where_the_list_by_hand_says_after_each_step(t: TestBackend) {
        for seed in 0..8 {
            let mut story = Story::begin(&t, seed).await;
            for _ in 0..50 {
                let before = story.taken();
                story.goes_on().await;
                story.agrees(&before).await;
            }
            eprintln!("seed {seed}: {} people, {} classes, seats {:?}", story.people.len(), story.classes.len(), story.taken());
        }
    }

    async fn no_seat_and_no_turn_runs_out_by_itself(t: TestBackend) {
        let mut story = Story::begin(&t, 20).await;
        for _ in 0..4 {
            story.step += 1;
            t.clock.advance(1_000);
            story.a_class_comes().await;
        }
        let before = story.taken();
        assert!(before[0] > 0 && story.papers.iter().any(|paper| !paper.queue().is_empty()), "some sit, some wait");
        // Nobody answers for the minors: on the day, at the door, and long after it their seats are theirs.
        for hours in [12, 13, 30 * 24] {
            t.clock.advance(hours * HOUR);
            story.agrees(&before).await;
        }
        let ticket = &story.people[0].1;
        t.clock.advance(DAY);
        let event = story.papers[story.classes[0].at[0]].event;
        assert_eq!(refusal(cancel(&t, &Actor::Anonymous, ticket, event).await), Refusal::EventOver);
        assert_eq!(refusal(joining(&t, &story.classes[0].page, Joins::AtTheEnd).await), Refusal::EventOver);
        story.agrees(&before).await;
    }
}
