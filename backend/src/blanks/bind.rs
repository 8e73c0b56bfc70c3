//! Saying whose a blank ticket was, and taking that back. The scans stay as they are, with their times.

use keruen_domain::blank::{BlankHolder, BlankList};
use keruen_domain::consent::{ConsentKind, ConsentWay};
use keruen_domain::fact::{Body, FactRef, Sourced};
use keruen_domain::force::annulled;
use keruen_domain::id::{PersonId, ProjectId, StopId, TicketId};
use keruen_domain::new_person::NewPerson;
use keruen_domain::person::Role;
use keruen_domain::short_text::ShortText;
use keruen_domain::time::Timestamp;

use super::{Blank, BlankPlace, place};
use crate::Backend;
use crate::actor::{Actor, MemberRole};
use crate::attendance::{annul_in, fact, finish, keep};
use crate::consents::{Giver, NewConsent, Terms};
use crate::error::{Refusal, Result};
use crate::store::Tx;

/// What became of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// Every line is kept; so many there were.
    All(usize),
    /// Nothing is kept: no ticket of the project has the codes on the lines with these numbers.
    UnknownCodes(Vec<i64>),
}

/// Says whose the blank tickets were: people who are known by a ticket of theirs, and new ones. All or nothing. For
/// coordinators and above.
///
/// A number that the stop has no ticket for is [`Refusal::NotFound`]; one that has a holder already, unless it is the
/// same known one, [`Refusal::StaleForm`]: so that a list which is sent twice makes nobody twice.
pub async fn blanks_bind(backend: &Backend, actor: &Actor, stop: StopId, list: &BlankList) -> Result<Bound> {
    let mut tx = backend.read().await?;
    let place = place(&mut tx, actor, stop).await?;
    drop(tx);
    let source = actor.source()?;
    let (project, caravan) = (place.project.id, place.caravan.id);
    let now = backend.now();
    let mut tx = backend.write().await?;
    // The caravan's row is the lock: two desks type one after the other.
    tx.caravan_touch(caravan).await?;
    let mut unknown = Vec::new();
    for (number, holder) in &list.lines {
        let blank = numbered(&mut tx, stop, *number).await?;
        let before = binding(&mut tx, project, blank.ticket).await?;
        let person = match holder {
            BlankHolder::Known(code) => {
                let Some(person) = tx.person_by_code(project, *code).await? else {
                    unknown.push(*number);
                    continue;
                };
                person
            }
            BlankHolder::New(_) if before.is_some() => return Err(Refusal::StaleForm.into()),
            BlankHolder::New(person) => newcomer(backend, &mut tx, &place, person, list.paper_no.as_ref(), now).await?,
        };
        match before {
            Some((_, known)) if known == person => continue,
            Some(_) => return Err(Refusal::StaleForm.into()),
            None => {}
        }
        let body = Body::Ticket { ticket: blank.ticket, person, code: blank.short_code };
        keep(&mut tx, project, &Sourced { source, fact: fact(backend, now, body) }, now).await?;
    }
    if !unknown.is_empty() {
        return Ok(Bound::UnknownCodes(unknown));
    }
    finish(backend, tx, caravan).await?;
    Ok(Bound::All(list.lines.len()))
}

/// Takes back whose a blank ticket was: whoever came with it is a head without a name again, and the person stays. One
/// without a holder stays as it is. For organisers.
pub async fn blank_unbind(backend: &Backend, actor: &Actor, stop: StopId, number: i64) -> Result<()> {
    let mut tx = backend.write().await?;
    let found = tx.stop_owned(stop).await?;
    let (stop, project) = actor.require_found(found, |(_, project)| *project, MemberRole::Organiser)?;
    tx.caravan_touch(stop.caravan).await?;
    let blank = numbered(&mut tx, stop.id, number).await?;
    if let Some((fact, _)) = binding(&mut tx, project, blank.ticket).await? {
        annul_in(backend, &mut tx, actor, fact, backend.now()).await?;
    }
    finish(backend, tx, stop.caravan).await
}

async fn numbered(tx: &mut Tx, stop: StopId, number: i64) -> Result<Blank> {
    Ok(tx.blanks_numbered(stop, number, number).await?.into_iter().next().ok_or(Refusal::NotFound)?)
}

/// The statement in force that says whose the ticket is, and whose.
pub(crate) async fn binding(tx: &mut Tx, project: ProjectId, ticket: TicketId) -> Result<Option<(FactRef, PersonId)>> {
    let mut facts: Vec<Sourced> = Vec::new();
    let mut found = tx.facts_of_blank(project, ticket, "ticket").await?;
    while !found.is_empty() {
        let fresh: Vec<Sourced> = found.into_iter().map(|kept| kept.sourced).filter(|f| !facts.contains(f)).collect();
        let ids: Vec<_> = fresh.iter().map(|f| f.fact.id.0).collect();
        facts.extend(fresh);
        found = tx.facts_about(project, &ids).await?;
    }
    let gone = annulled(&facts);
    let holds = |f: &Sourced| match f.fact.body {
        Body::Ticket { person, .. } if !gone.contains(&f.reference()) => Some((f.reference(), person)),
        _ => None,
    };
    Ok(facts.iter().find_map(holds))
}

/// Somebody new, as a school's list has them; consents on paper cover them when the list names the paper.
async fn newcomer(
    backend: &Backend,
    tx: &mut Tx,
    place: &BlankPlace,
    person: &NewPerson,
    paper_no: Option<&ShortText>,
    now: Timestamp,
) -> Result<PersonId> {
    let (id, project) = (PersonId(backend.new_id(now)), &place.project);
    tx.person_insert(id, project.id, person, Role::Participant, now).await?;
    if let Some(paper_no) = paper_no {
        // Nobody was asked on a form: whose paper it is tells the age on the day on which it was brought.
        let consent = NewConsent {
            way: ConsentWay::Paper,
            giver: Giver::of_paper(person.birth_date, place.stop.first_day),
            paper_no: Some(paper_no.as_str().to_owned()),
            ..Terms::of(project).own(backend, id, ConsentKind::Data, person.language, now)
        };
        tx.consent_insert(&consent).await?;
    }
    Ok(id)
}
