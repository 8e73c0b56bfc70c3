//! Signed sheets of attendance, typed at the desk: a sheet, its lines, each line one fact with the method *paper*.

mod newcomer;
mod numbers;
mod sql;
mod typing;

use std::collections::{BTreeMap, HashSet};

use keruen_domain::fact::{FactRef, Method, Source};
use keruen_domain::force::annulled;
use keruen_domain::id::{EventId, PersonId, ProjectId, SheetId};
use keruen_domain::paper_entry::SheetForm;
use keruen_domain::time::Timestamp;

use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::caravans::Scope;
use crate::error::Result;
use crate::events::{EventPage, event_get};
use crate::roll::{RollRow, event_roll};
use crate::store::Tx;

pub use newcomer::sheet_newcomer;
pub use numbers::numbered_roll;
pub use typing::{Candidate, Said, sheet_type, sheet_undo};

use sql::LineRow;

/// A signed sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperSheet {
    /// Its id.
    pub id: SheetId,
    /// The event whose attendance was signed.
    pub event: EventId,
    /// The number on the paper.
    pub sheet_no: String,
    /// Signatures on it, when somebody counted them.
    pub heads: Option<i64>,
    /// Since when it is being typed.
    pub opened_at: Timestamp,
}

/// One typed line that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// Its number in the order of typing.
    pub line: i64,
    /// Who signed.
    pub person: PersonId,
    /// Their full name.
    pub name: String,
    /// Class or group; may be empty.
    pub class_name: String,
    /// The number on the event's printed list.
    pub number: Option<i64>,
    /// How else they are known to have come: at a door, by an organiser's mark.
    pub also: Option<(Timestamp, Method)>,
}

/// An event's sheets with how many of their lines hold.
#[derive(Debug, Clone)]
pub struct SheetDesk {
    /// The event.
    pub page: EventPage,
    /// Its sheets, the oldest first.
    pub sheets: Vec<(PaperSheet, i64)>,
}

/// One sheet.
#[derive(Debug, Clone)]
pub struct SheetView {
    /// The event.
    pub page: EventPage,
    /// The sheet.
    pub sheet: PaperSheet,
    /// Its lines, the latest first.
    pub lines: Vec<SheetLine>,
}

/// The sheets of an event. For coordinators of its stop.
pub async fn sheet_desk(backend: &Backend, actor: &Actor, event: EventId) -> Result<SheetDesk> {
    let scope = allowed(&mut backend.read().await?, actor, event).await?;
    let page = event_get(backend, actor, event).await?;
    let mut tx = backend.read().await?;
    let sheets = held_lines(&mut tx, scope.project, event).await?;
    Ok(SheetDesk { page, sheets })
}

/// The sheets of an event with how many of their lines hold; whoever asks has been looked at.
pub(crate) async fn held_lines(tx: &mut Tx, project: ProjectId, event: EventId) -> Result<Vec<(PaperSheet, i64)>> {
    let sheets = tx.sheets_of(event).await?;
    let lines = if sheets.is_empty() { Vec::new() } else { in_force(tx, project, event).await? };
    let held = |sheet: PaperSheet| {
        let held = lines.iter().filter(|line| line.sheet == sheet.id).count();
        (sheet, i64::try_from(held).unwrap_or(i64::MAX))
    };
    Ok(sheets.into_iter().map(held).collect())
}

/// Opens a sheet of an event, or the one that has this number already; a count of signatures replaces the one before.
/// For coordinators of its stop.
pub async fn sheet_open(backend: &Backend, actor: &Actor, event: EventId, form: &SheetForm) -> Result<SheetId> {
    let source = actor.source()?;
    let now = backend.now();
    let id = SheetId(backend.new_id(now));
    let mut tx = backend.write().await?;
    allowed(&mut tx, actor, event).await?;
    let draft = form.parse()?;
    let id = tx.sheet_open(id, event, &draft, source.uuid(), now).await?;
    tx.commit().await?;
    Ok(id)
}

/// A sheet with its lines. For coordinators of the event's stop.
pub async fn sheet_view(backend: &Backend, actor: &Actor, sheet: SheetId) -> Result<SheetView> {
    let (sheet, scope) = found(&mut backend.read().await?, actor, sheet).await?;
    let page = event_get(backend, actor, sheet.event).await?;
    let roll: BTreeMap<PersonId, RollRow> =
        event_roll(backend, actor, sheet.event).await?.into_iter().map(|row| (row.person, row)).collect();
    let mut tx = backend.read().await?;
    let numbers = tx.list_numbers(sheet.event).await?;
    let lines = in_force(&mut tx, scope.project, sheet.event).await?;
    let names = tx.person_names(scope.project).await?;
    let line = |row: &LineRow| {
        let (name, class_name) = names.get(&row.person).cloned().unwrap_or_default();
        let attended = roll.get(&row.person).and_then(|known| known.attended);
        SheetLine {
            line: row.line,
            person: row.person,
            name,
            class_name,
            number: numbers.get(&row.person).copied(),
            also: attended.filter(|(_, method)| *method != Method::Paper),
        }
    };
    let lines = lines.iter().filter(|row| row.sheet == sheet.id).rev().map(line).collect();
    Ok(SheetView { page, sheet, lines })
}

/// The name of somebody who stood on a sheet, whose line was taken back. For coordinators of the event's stop.
pub async fn sheet_name(backend: &Backend, actor: &Actor, sheet: SheetId, person: PersonId) -> Result<Option<String>> {
    let mut tx = backend.read().await?;
    let (sheet, scope) = found(&mut tx, actor, sheet).await?;
    let lines = tx.paper_lines(sheet.event).await?;
    if !lines.iter().any(|line| line.sheet == sheet.id && line.person == person) {
        return Ok(None);
    }
    Ok(tx.person_names(scope.project).await?.remove(&person).map(|(name, _)| name))
}

/// Where the event is, for coordinators of its stop.
async fn allowed(tx: &mut Tx, actor: &Actor, event: EventId) -> Result<Scope> {
    let scope = tx.event_scope(event).await?;
    Ok(actor.require_found(scope, Scope::place, MemberRole::Coordinator)?)
}

/// A sheet and where its event is, for coordinators of its stop.
async fn found(tx: &mut Tx, actor: &Actor, sheet: SheetId) -> Result<(PaperSheet, Scope)> {
    let found = match tx.sheet_find(sheet).await? {
        Some(sheet) => tx.event_scope(sheet.event).await?.map(|scope| (sheet, scope)),
        None => None,
    };
    Ok(actor.require_found(found, |(_, scope)| scope.place(), MemberRole::Coordinator)?)
}

/// The lines of an event's sheets whose facts hold.
async fn in_force(tx: &mut Tx, project: ProjectId, event: EventId) -> Result<Vec<LineRow>> {
    let lines = tx.paper_lines(event).await?;
    let mut facts = Vec::new();
    for kept in tx.facts_of_sheets(event).await? {
        facts.push(kept.sourced);
    }
    let mut targets: Vec<_> = facts.iter().map(|f| f.fact.id.0).collect();
    while !targets.is_empty() {
        let about = tx.facts_about(project, &targets).await?.into_iter().map(|kept| kept.sourced);
        let fresh: Vec<_> = about.filter(|f| !facts.contains(f)).collect();
        targets = fresh.iter().map(|f| f.fact.id.0).collect();
        facts.extend(fresh);
    }
    let gone: HashSet<FactRef> = annulled(&facts);
    let gone = |line: &LineRow| {
        gone.iter().any(|fact| {
            matches!(fact.source, Source::Account(_)) && fact.source.uuid() == line.source && fact.id.0 == line.fact
        })
    };
    Ok(lines.into_iter().filter(|line| !gone(line)).collect())
}
