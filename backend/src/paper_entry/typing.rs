//! One line typed into a sheet: found, entered, taken back.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use keruen_domain::collate::sort_key;
use keruen_domain::fact::{Body, FactRef, Method, Source, Sourced};
use keruen_domain::id::{AccountId, FactId, PersonId, SheetId};
use keruen_domain::paper_entry::{CHOICES, Known, Typed, found as named, read};

use super::sql::LineRow;
use super::{PaperSheet, found, in_force};
use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::attendance::{fact, finish, keep};
use crate::caravans::Scope;
use crate::error::{Refusal, Result};
use crate::roll::event_roll;
use crate::store::Tx;

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The person.
    pub person: PersonId,
    /// Their full name.
    pub name: String,
    /// Class, institution; may be empty.
    pub class_name: String,
    /// School, college, workplace; may be empty.
    pub institution: String,
    /// The number on the event's printed list; none: not on it.
    pub number: Option<i64>,
    /// Whether they are on the event's list at all.
    pub on_list: bool,
}

/// What became of a typed line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Entered: this line of this sheet.
    Entered(i64),
    /// Signed already: the sheet and the line where they stand. Nothing was written.
    Already(SheetId, i64),
    /// The line with this number was taken back.
    Undone(PersonId),
    /// There is no line to take back, or nothing was typed.
    Nothing,
    /// Nobody is called so.
    Nobody,
    /// Choose one by a digit; more fit than are shown when the flag says so.
    Choose(Vec<Candidate>, bool),
}

/// What was typed into a sheet's one input. With `among` it answers an offer: a digit chooses from it. `last` is the line
/// that `-` takes back. For coordinators of the event's stop.
///
/// One who fits alone and is on the event's list is entered at once; whoever is registered elsewhere in the caravan is
/// offered first. Who runs some stops only is offered nobody but those on the event's list.
pub async fn sheet_type(
    backend: &Backend,
    actor: &Actor,
    sheet: SheetId,
    text: &str,
    among: &[PersonId],
    last: Option<i64>,
) -> Result<Said> {
    let (paper, scope) = found(&mut backend.read().await?, actor, sheet).await?;
    let typed = read(text);
    if let (Typed::Number(digit), false) = (&typed, among.is_empty()) {
        let chosen = usize::try_from(*digit - 1).ok().and_then(|at| among.get(at));
        return match chosen {
            Some(person) => sheet_enter(backend, actor, sheet, *person).await,
            None => offer(backend, actor, &paper, scope, among).await,
        };
    }
    let pool = Pool::load(backend, actor, &paper, scope).await?;
    let (fits, certain) = match typed {
        Typed::Nothing => return Ok(Said::Nothing),
        Typed::Undo => {
            return match last {
                Some(line) => sheet_undo(backend, actor, sheet, line).await,
                None => Ok(Said::Nothing),
            };
        }
        Typed::Number(number) => {
            (pool.listed.iter().filter(|one| one.number == Some(number)).map(|one| one.person).collect(), true)
        }
        Typed::Code(code) => {
            let has = |one: &&Known| one.short_code.as_deref() == Some(code.as_str());
            match pool.listed.iter().find(has) {
                Some(one) => (vec![one.person], true),
                None => (pool.others.iter().filter(has).map(|one| one.person).collect(), false),
            }
        }
        Typed::Words { text, everywhere } => {
            let listed = named(&text, &pool.listed);
            if everywhere || listed.is_empty() {
                let mut all = listed;
                all.extend(named(&text, &pool.others));
                (all, false)
            } else {
                (listed, true)
            }
        }
    };
    match fits.as_slice() {
        [] => Ok(Said::Nobody),
        [one] if certain => sheet_enter(backend, actor, sheet, *one).await,
        several => Ok(pool.choose(several)),
    }
}

/// The same offer again: the digit chose nobody.
async fn offer(backend: &Backend, actor: &Actor, paper: &PaperSheet, scope: Scope, among: &[PersonId]) -> Result<Said> {
    Ok(Pool::load(backend, actor, paper, scope).await?.choose(among))
}

/// Who may be typed.
struct Pool {
    /// Those on the event's list, in its order.
    listed: Vec<Known>,
    /// Everybody else with a ticket of the caravan.
    others: Vec<Known>,
    /// Name, class, institution.
    cards: BTreeMap<PersonId, [String; 3]>,
}

impl Pool {
    async fn load(backend: &Backend, actor: &Actor, paper: &PaperSheet, scope: Scope) -> Result<Self> {
        let mut roll = event_roll(backend, actor, paper.event).await?;
        let knows_all = actor.is(scope.project, MemberRole::Coordinator);
        roll.retain(|row| knows_all || row.state.is_some());
        let mut tx = backend.read().await?;
        let numbers = tx.list_numbers(paper.event).await?;
        let mut pool = Self { listed: Vec::new(), others: Vec::new(), cards: BTreeMap::new() };
        for row in roll {
            let number = numbers.get(&row.person).copied();
            let (person, search_key, short_code) = (row.person, row.search_key, row.short_code);
            pool.cards.insert(person, [row.name, row.class_name, row.institution]);
            pool.listed.push(Known { person, search_key, short_code, number });
        }
        if knows_all {
            let mut others = tx.caravan_people(scope.caravan).await?;
            others.sort_by_cached_key(|one| (sort_key(&one.name), one.known.person));
            for one in others {
                if let Entry::Vacant(card) = pool.cards.entry(one.known.person) {
                    card.insert([one.name, one.class_name, one.institution]);
                    pool.others.push(one.known);
                }
            }
        }
        Ok(pool)
    }

    fn choose(&self, people: &[PersonId]) -> Said {
        let card = |person: &PersonId| {
            let [name, class_name, institution] = self.cards.get(person)?.clone();
            let listed = self.listed.iter().find(|one| one.person == *person);
            let number = listed.and_then(|one| one.number);
            Some(Candidate { person: *person, name, class_name, institution, number, on_list: listed.is_some() })
        };
        Said::Choose(people.iter().filter_map(card).take(CHOICES).collect(), people.len() > CHOICES)
    }
}

/// Enters a person, once per event: whoever stands on a sheet of it already is told where.
async fn sheet_enter(backend: &Backend, actor: &Actor, sheet: SheetId, person: PersonId) -> Result<Said> {
    let mut tx = backend.write().await?;
    let (paper, scope) = found(&mut tx, actor, sheet).await?;
    if tx.person_project(person).await? != Some(scope.project) {
        return Err(Refusal::NotFound.into());
    }
    // Who runs some stops only knows of nobody but those on their lists.
    let known = actor.is(scope.project, MemberRole::Coordinator)
        || tx.registration_standing(paper.event, person).await?.is_some();
    if !known {
        return Err(Refusal::NotFound.into());
    }
    // The caravan's row is the lock: two who type one sheet write one line after the other.
    tx.caravan_touch(scope.caravan).await?;
    let lines = in_force(&mut tx, scope.project, paper.event).await?;
    if let Some(before) = lines.iter().find(|line| line.person == person) {
        return Ok(Said::Already(before.sheet, before.line));
    }
    let line = line_insert(backend, &mut tx, actor, &paper, scope, person).await?;
    finish(backend, tx, scope.caravan).await?;
    Ok(Said::Entered(line))
}

/// Writes the line and its fact. It says that the person was there; when exactly no paper knows, so that whatever a door
/// recorded during the event comes first.
pub(super) async fn line_insert(
    backend: &Backend,
    tx: &mut Tx,
    actor: &Actor,
    paper: &PaperSheet,
    scope: Scope,
    person: PersonId,
) -> Result<i64> {
    let now = backend.now();
    let ends = tx.event_ends(paper.event).await?.ok_or(Refusal::NotFound)?;
    let body = Body::Entry { event: paper.event, person, method: Method::Paper };
    let sourced = Sourced { source: actor.source()?, fact: fact(backend, now.min(ends), body) };
    keep(tx, scope.project, &sourced, now).await?;
    tx.fact_note_insert(sourced.reference(), &paper.sheet_no).await?;
    let line = tx.paper_lines(paper.event).await?.iter().filter(|l| l.sheet == paper.id).map(|l| l.line).max();
    let line = line.unwrap_or(0) + 1;
    tx.paper_line_insert((paper.id, line), person, sourced.reference()).await?;
    Ok(line)
}

/// Takes a line back; one that was taken back before, or never was, is no mistake. For coordinators of the event's stop.
pub async fn sheet_undo(backend: &Backend, actor: &Actor, sheet: SheetId, line: i64) -> Result<Said> {
    let source = actor.source()?;
    let now = backend.now();
    let mut tx = backend.write().await?;
    let (paper, scope) = found(&mut tx, actor, sheet).await?;
    tx.caravan_touch(scope.caravan).await?;
    let lines = in_force(&mut tx, scope.project, paper.event).await?;
    let Some(row) = lines.iter().find(|row| row.sheet == sheet && row.line == line) else {
        return Ok(Said::Nothing);
    };
    let target = reference(row);
    let stated = tx.facts_named(target).await?.into_iter().map(|(_, kept)| kept.sourced.fact.wall).max();
    // Against another account's word only a later one holds: never the same instant.
    let wall = stated.map_or(now, |stated| now.max(stated.plus(1)));
    let sourced = Sourced { source, fact: fact(backend, wall, Body::Annulment { target }) };
    keep(&mut tx, scope.project, &sourced, now).await?;
    finish(backend, tx, scope.caravan).await?;
    Ok(Said::Undone(row.person))
}

const fn reference(line: &LineRow) -> FactRef {
    FactRef { source: Source::Account(AccountId(line.source)), id: FactId(line.fact) }
}
