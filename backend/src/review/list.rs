//! The review of a caravan: each row with its facts, people and events in words' reach.

use keruen_domain::event::Event;
use keruen_domain::fact::{Body, FactKind, FactRef, Source};
use keruen_domain::hearing::Hearing;
use keruen_domain::id::{CaravanId, PersonId, ProjectId};
use keruen_domain::review::{Row, RowKind};
use keruen_domain::time::Timestamp;

use super::undo::{LOOK_BACK, last};
use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::attendance::{ProjectState, project_state};
use crate::error::{Refusal, Result};
use crate::figures::{Contest, Events, FactRow, FactStanding, fact_row};
use crate::store::{StoreError, Tx};

/// Most rows on one page; what is settled makes room for the rest.
pub const SHOWN: usize = 50;
/// Most facts of one row that are told; the rest is a number.
const TOLD: usize = 3;

/// One row, told.
#[derive(Debug, Clone)]
pub struct ReviewRow {
    /// The row.
    pub row: Row,
    /// Its people, each with name and class.
    pub people: Vec<(PersonId, String, String)>,
    /// Its events.
    pub events: Vec<Event>,
    /// The facts that are looked at: the first ones, in all their versions.
    pub facts: Vec<FactRow>,
    /// The fact beside them.
    pub beside: Vec<FactRow>,
}

/// The settlement that was made last and is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSettlement {
    /// For [`super::undo()`].
    pub fact: FactRef,
    /// What was stated.
    pub kind: FactKind,
    /// About how many facts.
    pub n: i64,
    /// When.
    pub at: Timestamp,
    /// By whom; empty when it was the program.
    pub by: String,
}

/// What somebody should look at in one caravan.
#[derive(Debug, Clone)]
pub struct ReviewView {
    /// The project.
    pub project: ProjectId,
    /// All rows.
    pub total: i64,
    /// The first [`SHOWN`].
    pub rows: Vec<ReviewRow>,
    /// What can be undone.
    pub last: Option<LastSettlement>,
}

/// What somebody should look at in one caravan. For coordinators and above.
pub async fn review_list(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<ReviewView> {
    let mut tx = backend.read().await?;
    let project = tx.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require(project, MemberRole::Coordinator)?;
    drop(tx);
    let state = project_state(backend, project).await?;
    let mut tx = backend.read().await?;
    let names = tx.person_names(project).await?;
    let mut teller = Teller { hearing: tx.hearing(project).await?, events: Events::of(project), state: &state };
    let mut rows = Vec::new();
    for row in state.review_of(caravan).take(SHOWN) {
        let mut told = ReviewRow {
            row: row.clone(),
            people: Vec::new(),
            events: Vec::new(),
            facts: Vec::new(),
            beside: Vec::new(),
        };
        for person in &row.persons {
            let (name, class) = names.get(person).cloned().unwrap_or_default();
            told.people.push((*person, name, class));
        }
        for event in &row.events {
            told.events.extend(teller.events.get(&mut tx, *event).await?);
        }
        for target in row.targets.iter().take(TOLD) {
            told.facts.extend(teller.versions(&mut tx, row.id.kind, *target).await?);
        }
        if let Some(beside) = row.beside {
            told.beside = teller.versions(&mut tx, row.id.kind, beside).await?;
        }
        rows.push(told);
    }
    let total = i64::try_from(state.review_of(caravan).count()).unwrap_or(i64::MAX);
    let stated = tx.facts_stated(project, LOOK_BACK).await?;
    let parts = last(&stated);
    let mut settlement = None;
    if let Some(one) = parts.first() {
        let by = match one.source {
            Source::Account(account) => tx.account_name(account).await?.unwrap_or_default(),
            Source::Device(_) => String::new(),
        };
        let n = i64::try_from(parts.len()).unwrap_or(i64::MAX);
        let (fact, kind, at) = (one.reference(), one.fact.body.kind(), one.fact.wall);
        settlement = Some(LastSettlement { fact, kind, n, at, by });
    }
    Ok(ReviewView { project, total, rows, last: settlement })
}

/// How many rows the review of a caravan has. For volunteers and above: the board says it too.
pub async fn review_count(backend: &Backend, actor: &Actor, caravan: CaravanId) -> Result<i64> {
    let project = backend.read().await?.caravan_find(caravan).await?.ok_or(Refusal::NotFound)?.project;
    actor.require(project, MemberRole::Volunteer)?;
    let state = project_state(backend, project).await?;
    Ok(i64::try_from(state.review_of(caravan).count()).unwrap_or(i64::MAX))
}

/// Tells facts by name.
struct Teller<'a> {
    hearing: Hearing,
    events: Events,
    state: &'a ProjectState,
}

impl Teller<'_> {
    /// All versions of one fact.
    async fn versions(&mut self, tx: &mut Tx, kind: RowKind, name: FactRef) -> Result<Vec<FactRow>, StoreError> {
        let versions = tx.facts_named(name).await?;
        let mut rows = Vec::new();
        for (_, kept) in &versions {
            let (sourced, clocks) = (&kept.sourced, &self.state.clocks);
            let event = match &sourced.fact.body {
                Body::Scan(scan) => Some(self.state.moves.event(sourced.source, scan.event, clocks.moment(sourced).at)),
                Body::Entry { event, .. } => Some(*event),
                _ => None,
            };
            let mut row = fact_row(tx, &mut self.events, sourced, event, clocks).await?;
            // In every other row whoever was silent was accepted.
            if matches!(kind, RowKind::Unheard | RowKind::Unproven)
                && let Some(why) = self.hearing.silence(sourced, kept.arrival)
            {
                row.standing = FactStanding::Silent(why);
            }
            if versions.len() > 1 {
                row.contest = Contest::Contested;
            }
            rows.push(row);
        }
        Ok(rows)
    }
}
