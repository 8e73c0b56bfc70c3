//! One fact as pages tell it: what it says, where, when, by whom, whether it holds.

use std::collections::BTreeMap;

use keruen_domain::event::Event;
use keruen_domain::fact::{Body, Direction, FactKind, FactRef, Ground, Method, Outcome, Source, Sourced};
use keruen_domain::force::Clocks;
use keruen_domain::hearing::Silence;
use keruen_domain::id::{AccountId, DeviceId, EventId, ProjectId};
use keruen_domain::scan::Verdicts;
use keruen_domain::time::Timestamp;

use crate::store::{StoreError, Tx};
use crate::zone;

/// Who recorded a fact, with a name; empty when it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordedBy {
    /// A phone.
    Device {
        /// The device.
        id: DeviceId,
        /// Who held it.
        operator: String,
    },
    /// Somebody with an account.
    Account {
        /// The account; the nil id is the program itself.
        id: AccountId,
        /// Their name.
        name: String,
    },
}

/// Whether the clock behind a fact's time was ever measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockMark {
    /// The time is corrected by a measurement, or is the server's own.
    Known,
    /// It is the phone's own time, believed.
    Unknown,
}

/// Whether a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactStanding {
    /// It does.
    InForce,
    /// It was taken back.
    Annulled,
    /// It has no effect: see [`Silence`].
    Silent(Silence),
}

/// Whether other bytes came under the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contest {
    /// No.
    Alone,
    /// Yes; all versions are kept and shown.
    Contested,
}

/// One fact on a person's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRow {
    /// Its name, for [`crate::attendance::annul`].
    pub reference: FactRef,
    /// Its kind.
    pub kind: FactKind,
    /// The event it speaks of, where we know it.
    pub event: Option<Event>,
    /// How the person was found.
    pub method: Option<Method>,
    /// Way in or out.
    pub direction: Option<Direction>,
    /// The verdict shown, headline first.
    pub verdicts: Verdicts,
    /// What was done.
    pub outcome: Option<Outcome>,
    /// Why an amber was admitted.
    pub ground: Option<Ground>,
    /// The fact that it answers or takes back.
    pub target: Option<FactRef>,
    /// Who recorded it.
    pub recorded_by: RecordedBy,
    /// When, by corrected time.
    pub at: Timestamp,
    /// When, by the recorder's own clock.
    pub wall: Timestamp,
    /// Minutes to add to UTC where the event is.
    pub offset_minutes: i32,
    /// Whether `at` is known.
    pub clock: ClockMark,
    /// Reason or link, if there is one.
    pub note: Option<String>,
    /// Whether it holds.
    pub standing: FactStanding,
    /// Whether it is contested.
    pub contest: Contest,
}

/// The fact with the names that belong to it, as in force and uncontested; `event` is where it belongs.
pub(crate) async fn fact_row(
    tx: &mut Tx,
    events: &mut Events,
    sourced: &Sourced,
    event: Option<EventId>,
    clocks: &Clocks,
) -> Result<FactRow, StoreError> {
    let mut row = told(sourced, clocks);
    if let Some(event) = event {
        row.event = events.get(tx, event).await?;
    }
    let zone = row.event.as_ref().map_or(zone::DEFAULT, |event| &event.zone);
    row.offset_minutes = zone::offset_minutes(zone, row.at);
    row.note = tx.fact_note(row.reference).await?;
    row.recorded_by = recorded_by(tx, sourced).await?;
    Ok(row)
}

/// Events of one project, read once. A phone may name any event; those of others are not ours to show.
pub(crate) struct Events {
    of: ProjectId,
    read: BTreeMap<EventId, Option<Event>>,
}

impl Events {
    /// Those of one project.
    pub(crate) const fn of(project: ProjectId) -> Self {
        Self { of: project, read: BTreeMap::new() }
    }

    pub(crate) async fn get(&mut self, tx: &mut Tx, id: EventId) -> Result<Option<Event>, StoreError> {
        if let Some(known) = self.read.get(&id) {
            return Ok(known.clone());
        }
        let event = tx.event_owned(id).await?.filter(|(_, project)| *project == self.of).map(|(event, _)| event);
        self.read.insert(id, event.clone());
        Ok(event)
    }
}

/// What the fact itself says.
fn told(sourced: &Sourced, clocks: &Clocks) -> FactRow {
    let mut row = FactRow {
        reference: sourced.reference(),
        kind: sourced.fact.body.kind(),
        event: None,
        method: None,
        direction: None,
        verdicts: Verdicts::new(),
        outcome: None,
        ground: None,
        target: None,
        recorded_by: nameless(sourced.source),
        at: clocks.moment(sourced).at,
        wall: sourced.fact.wall,
        offset_minutes: 0,
        clock: if clocks.offset(sourced).is_some() { ClockMark::Known } else { ClockMark::Unknown },
        note: None,
        standing: FactStanding::InForce,
        contest: Contest::Alone,
    };
    match &sourced.fact.body {
        Body::Scan(scan) => {
            row.method = Some(scan.method);
            row.direction = Some(scan.direction);
            row.verdicts.clone_from(&scan.verdicts);
            row.outcome = Some(scan.outcome);
        }
        Body::Answer { scan, outcome, ground } => {
            row.target = Some(*scan);
            row.outcome = Some(*outcome);
            row.ground = Some(*ground);
        }
        Body::Annulment { target } | Body::Acceptance { target } | Body::Reviewed { target } => {
            row.target = Some(*target);
        }
        Body::Entry { method, .. } => row.method = Some(*method),
        _ => {}
    }
    row
}

fn nameless(source: Source) -> RecordedBy {
    match source {
        Source::Device(id) => RecordedBy::Device { id, operator: String::new() },
        Source::Account(id) => RecordedBy::Account { id, name: String::new() },
    }
}

async fn recorded_by(tx: &mut Tx, sourced: &Sourced) -> Result<RecordedBy, StoreError> {
    let operator = if let Body::Scan(scan) = &sourced.fact.body { Some(scan.operator) } else { None };
    Ok(match sourced.source {
        Source::Device(id) => {
            RecordedBy::Device { id, operator: tx.operator_name(id, operator).await?.unwrap_or_default() }
        }
        Source::Account(id) => RecordedBy::Account { id, name: tx.account_name(id).await?.unwrap_or_default() },
    })
}
