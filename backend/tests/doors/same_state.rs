//! A server that has watched from the start and one that has just come up tell the same figures, whatever happened between.

use keruen_backend::attendance::{annul, attended, mark_by_hand};
use keruen_backend::contract;
use keruen_backend::figures::{FiguresView, project_figures};
use keruen_backend::testing::Fixture;
use keruen_backend::{Actor, Backend};
use keruen_domain::fact::{Body, Direction, Fact, FactRef, Ground, Note, Outcome, Read};

use crate::gate::{Gate, adult, come, minor, settle};

/// `SplitMix64`: the same story from the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("small")
    }
}

async fn figures(backend: &Backend, fixture: &Fixture) -> FiguresView {
    project_figures(backend, &fixture.organiser, fixture.project).await.expect("figures")
}

contract! {
    async fn watched_and_fresh_agree(t: TestBackend) {
        let mut chance = Chance(2_646);
        let fixture = t.caravan("agree").await;
        let event = t.event(&fixture, |form| form.capacity = String::new()).await;
        let events = [fixture.event, event, fixture.online];
        let gates = [Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await, Gate::new(&t, &fixture).await];
        let mut people = Vec::new();
        for n in 0..12 {
            people.push(come(&t, event, &if n % 4 == 0 { minor(n) } else { adult(n) }).await);
        }
        let mut sent: Vec<(usize, Fact)> = Vec::new();
        let mut stated: Vec<FactRef> = Vec::new();
        for step in 0..90 {
            let (g, who, at) = (chance.below(gates.len()), chance.below(people.len()), events[chance.below(events.len())]);
            let gate = &gates[g];
            let one_before = (!sent.is_empty()).then(|| sent[chance.below(sent.len().max(1))].clone());
            let read = if chance.below(5) == 0 { Read::Code(people[who].short_code) } else { Read::Ticket(people[who].ticket) };
            let facts = match (chance.below(10), one_before) {
                (0, Some((g, before))) => {
                    // The same again, from the same phone.
                    gates[g].send(&t, &[before]).await;
                    vec![]
                }
                (1, Some((_, before))) => vec![gate.fact(Body::Annulment { target: gate.name(&before) })],
                (2, Some((_, before))) => vec![gate.answer(&before, Outcome::Admitted, Ground::PaperSeen)],
                (3, _) => vec![gate.fact(Body::Clock { device: gate.device.id, from_seq: step / 2, offset: step * 977 - 40_000, uncertainty: 20 })],
                (4, _) => {
                    let note = Note::parse("қолмен").expect("a note");
                    stated.push(mark_by_hand(&t, &fixture.organiser, at, people[who].person, &note).await.expect("marked"));
                    vec![]
                }
                (5, Some((g, before))) => {
                    let target = if stated.is_empty() || chance.below(2) == 0 { gates[g].name(&before) } else { stated[chance.below(stated.len())] };
                    stated.push(annul(&t, &fixture.organiser, target).await.expect("annulled"));
                    vec![]
                }
                (6, _) => vec![gate.read(at, read, Outcome::Open, Direction::In)],
                (7, _) => vec![gate.read(at, read, Outcome::Admitted, Direction::Out)],
                _ => vec![gate.read(at, read, Outcome::Admitted, Direction::In)],
            };
            gate.send(&t, &facts).await;
            sent.extend(facts.into_iter().map(|fact| (g, fact)));
            match chance.below(6) {
                0 => drop(settle(&t)),
                1 => t.clock.advance(7_000),
                2 => t.clock.advance(-20_000),
                _ => {}
            }
            if step % 9 == 8 {
                let fresh = t.replica().await;
                let view = figures(&t, &fixture).await;
                assert_eq!(view, figures(&fresh, &fixture).await, "after step {step}");
                let mut visits = 0;
                for person in &people {
                    visits += attended(&t, fixture.project, person.person).await.expect("events").len();
                }
                let counted = view.figures.attendances + view.figures.awaiting_consent;
                assert_eq!(i64::try_from(visits).expect("small"), counted, "person by person, after step {step}");
                fresh.store().close().await;
            }
        }
        let view = figures(&t, &fixture).await;
        assert!(view.figures.attendances > 5, "the story has something to count: {:?}", view.figures);
        assert!(project_figures(&t, &Actor::Anonymous, fixture.project).await.is_err());
    }
}
