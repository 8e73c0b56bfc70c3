//! What a device's own log says: whom it let through, and what it took back. Pure, and by the same rules as the server's
//! fold: which facts hold, and when they happened.

use std::collections::HashMap;

use keruen_domain::fact::{Body, Fact, Ground, Outcome, Source, Sourced};
use keruen_domain::force::{Clocks, annulled};
use keruen_domain::id::{DeviceId, FactId};
use keruen_domain::time::Timestamp;

/// A scan that let somebody through.
#[derive(Debug, Clone)]
pub struct Through {
    /// The scan.
    pub scan: Fact,
    /// When, after the clock's correction.
    pub at: Timestamp,
    /// The fact that let the person through: the scan, or the answer to its amber.
    pub by: FactId,
    /// On what ground its amber was answered; none: it was green.
    pub ground: Option<Ground>,
}

/// A scan that was taken back.
#[derive(Debug, Clone)]
pub struct TakenBack {
    /// The scan.
    pub scan: Fact,
    /// When it happened, after the clock's correction.
    pub at: Timestamp,
    /// The annulment, where the device's own log holds it.
    pub by: Option<FactId>,
}

/// A log as it is in force.
#[derive(Debug, Clone, Default)]
pub struct OwnLog {
    /// Whom it let through, in the order of their numbers.
    pub through: Vec<Through>,
    /// What it took back.
    pub taken_back: Vec<TakenBack>,
}

impl OwnLog {
    /// Reads the facts of `device`. `offset` corrects a clock of which the log holds no measurement, milliseconds.
    pub fn read<'a>(device: DeviceId, facts: impl Iterator<Item = &'a Fact>, offset: i64) -> Self {
        let source = Source::Device(device);
        let facts: Vec<Sourced> = facts.map(|fact| Sourced { source, fact: fact.clone() }).collect();
        let (clocks, annulled) = (Clocks::new(&facts), annulled(&facts));
        let mut answers: HashMap<FactId, (FactId, Outcome, Ground)> = HashMap::new();
        let mut annulments: HashMap<FactId, FactId> = HashMap::new();
        for fact in facts.iter().filter(|fact| !annulled.contains(&fact.reference())) {
            match fact.fact.body {
                Body::Answer { scan, outcome, ground } if scan.source == source => {
                    answers.insert(scan.id, (fact.fact.id, outcome, ground));
                }
                Body::Annulment { target } if annulled.contains(&target) => {
                    annulments.insert(target.id, fact.fact.id);
                }
                _ => {}
            }
        }
        let mut log = Self::default();
        for sourced in &facts {
            let Body::Scan(scan) = &sourced.fact.body else { continue };
            let id = sourced.fact.id;
            let at = sourced.fact.wall.plus(clocks.offset(sourced).unwrap_or(offset));
            if annulled.contains(&sourced.reference()) {
                let by = annulments.get(&id).copied();
                log.taken_back.push(TakenBack { scan: sourced.fact.clone(), at, by });
                continue;
            }
            let through = match scan.outcome {
                Outcome::Admitted => Some((id, None)),
                Outcome::Open => match answers.get(&id) {
                    Some((by, Outcome::Admitted, ground)) => Some((*by, Some(*ground))),
                    _ => None,
                },
                Outcome::TurnedAway => None,
            };
            log.through.extend(through.map(|(by, ground)| Through { scan: sourced.fact.clone(), at, by, ground }));
        }
        log
    }
}
