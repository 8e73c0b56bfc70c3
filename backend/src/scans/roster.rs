//! The roster: what a phone carries to decide alone, whole or what changed. A few set-based queries, whatever its size.

use std::collections::{HashMap, HashSet};

use keruen_domain::age::Age;
use keruen_domain::agreement::EventAgreement;
use keruen_domain::api::{HeldEvent, NAMES_AFTER, RosterGroup, RosterReply, RosterStop};
use keruen_domain::attendance::{Attendance, Folded};
use keruen_domain::consent::ConsentKind;
use keruen_domain::event::{EventState, RegistrationState};
use keruen_domain::fact::Source;
use keruen_domain::id::{DeviceId, EventId, PersonId, TicketId};
use keruen_domain::roster::{Cursor, Look, RosterDelta, RowHash, RowKey, passage_hash, ticket_hash};
use keruen_domain::scan::{ConsentMark, Passage, RosterEvent, RosterTicket, TicketMark};
use keruen_domain::ticket::ShortCode;
use keruen_domain::time::CivilDate;
use uuid::Uuid;

use super::sql::TicketRow;
use crate::actor::{DeviceActor, DeviceRole};
use crate::attendance::{ProjectState, project_state};
use crate::error::Result;
use crate::store::Tx;
use crate::{Backend, instance, keys, zone};

/// Registrations by person.
type Registrations = HashMap<PersonId, Vec<(EventId, RegistrationState)>>;

/// Names of operators. Phones make up the ids: two of them may use the same one.
type Operators = HashMap<(DeviceId, Uuid), String>;

/// Everything that a phone needs at its stop, or in its whole caravan: events, tickets, who came already.
///
/// The caller has made sure that the phone is in service.
pub async fn roster(backend: &Backend, device: DeviceActor) -> Result<RosterReply> {
    roster_since(backend, device, None).await
}

/// As [`roster`]; of tickets and passages only what changed since the cursor, where this process can tell. A cursor that
/// it cannot read, or that is another store's, tells everything.
pub async fn roster_since(backend: &Backend, device: DeviceActor, since: Option<&str>) -> Result<RosterReply> {
    // Before anything is read: what was acknowledged before this instant is in the roster, or was taken back.
    let now = backend.now();
    let state = project_state(backend, device.project).await?;
    let instance = instance::instance_id(backend).await?;
    let mut tx = backend.read().await?;
    let read = tx.project_revision(device.project).await?;
    let events: Vec<RosterEvent> = tx
        .event_list(device.caravan)
        .await?
        .into_iter()
        .filter(|view| {
            view.event.state != EventState::Draft && (device.stop.is_none() || view.event.stop == device.stop)
        })
        .map(|view| RosterEvent { offset_minutes: view.offset_minutes, taken: view.seats_taken, event: view.event })
        .collect();
    let days: HashMap<EventId, CivilDate> =
        events.iter().map(|e| (e.event.id, zone::today(&e.event.zone, e.event.starts_at))).collect();
    let wipe_after = events.iter().map(|e| e.event.ends_at.plus(NAMES_AFTER)).max();
    // The phone replaces its roster by this one, so its names go at the first contact after that instant, and by no
    // clock but the server's.
    let over = wipe_after.is_some_and(|at| now >= at);
    let asked = Asked {
        since: since.and_then(|text| text.parse().ok()).filter(|cursor: &Cursor| cursor.instance == instance && !over),
        cursor: Cursor { instance, revision: state.revision },
        look: Look { read, folded: state.revision },
        today: zone::today(zone::DEFAULT, now),
    };
    let rows = if over {
        backend.trails().forget(device.into());
        Rows::default()
    } else {
        rows(backend, &mut tx, device, &state, &days, &asked).await?
    };
    let keys = keys::project_keys(&mut tx, device.project).await?;
    let mut stops = tx.stop_list(device.caravan).await?;
    stops.retain(|stop| device.stop.is_none_or(|own| own == stop.id));
    let groups = if over { Vec::new() } else { groups(&mut tx, device, &days).await? };
    let stops = stops.into_iter().map(|stop| RosterStop { id: stop.id, city: stop.city }).collect();
    drop(tx);

    let told = |(event, held): (&EventId, &EventAgreement)| {
        days.contains_key(event).then(|| HeldEvent { event: *event, all: held.whole(), others: held.others(device.id) })
    };
    let held = state.held.iter().filter_map(told).collect();
    let role = Some(device.role);
    let caravan = device.caravan;
    let Rows { tickets, passages, delta } = rows;
    let delta = Some(RosterDelta { cursor: asked.cursor.to_string(), ..delta });
    Ok(RosterReply {
        caravan,
        as_of: now,
        instance,
        keys,
        stops,
        groups,
        events,
        tickets,
        passages,
        held,
        role,
        wipe_after,
        delta,
    })
}

/// From where a phone asks, and from where it is answered.
struct Asked {
    since: Option<Cursor>,
    cursor: Cursor,
    look: Look,
    today: CivilDate,
}

/// Rows of the roster as one phone is told them.
#[derive(Default)]
struct Rows {
    tickets: Vec<RosterTicket>,
    passages: Vec<(EventId, TicketId, Passage)>,
    delta: RosterDelta,
}

/// The rows that changed since the phone's cursor; without one, all.
async fn rows(
    backend: &Backend,
    tx: &mut Tx,
    device: DeviceActor,
    state: &ProjectState,
    days: &HashMap<EventId, CivilDate>,
    asked: &Asked,
) -> Result<Rows> {
    let since = asked.since.map(|cursor| cursor.to_string());
    // Most of the time nothing has changed: nothing is read then.
    if asked.since == Some(asked.cursor)
        && let Some(sum) = backend.trails().still(device.into(), state.revision, asked.today)
    {
        return Ok(Rows { delta: RosterDelta { since, sum, ..RosterDelta::default() }, ..Rows::default() });
    }
    let (mut tickets, mut passages) = all_rows(tx, device, state, days, asked.today).await?;
    let hashes: Vec<(RowKey, RowHash)> =
        tickets
            .iter()
            .map(|ticket| (RowKey::Ticket(ticket.id), ticket_hash(ticket)))
            .chain(passages.iter().map(|(event, ticket, passage)| {
                (RowKey::Passage(*event, *ticket), passage_hash(*event, *ticket, passage))
            }))
            .collect();
    let revision = asked.since.map(|cursor| cursor.revision);
    let told = backend.trails().tell(device.into(), asked.look, asked.today, &hashes, revision);
    let mut delta = RosterDelta { sum: told.sum, ..RosterDelta::default() };
    if let Some(changes) = told.changes {
        delta.since = since;
        let mut wanted = changes.told.into_iter();
        tickets.retain(|_| wanted.next().unwrap_or(true));
        passages.retain(|_| wanted.next().unwrap_or(true));
        for key in changes.gone {
            match key {
                RowKey::Ticket(ticket) => delta.gone_tickets.push(ticket),
                RowKey::Passage(event, ticket) => delta.gone_passages.push((event, ticket)),
            }
        }
    }
    Ok(Rows { tickets, passages, delta })
}

/// Classes that are registered for an event in scope; at a door without their leaders' names.
async fn groups(tx: &mut Tx, device: DeviceActor, days: &HashMap<EventId, CivilDate>) -> Result<Vec<RosterGroup>> {
    let mut groups: Vec<RosterGroup> = Vec::new();
    for (event, mut group) in tx.roster_groups(device.caravan).await? {
        if device.role == DeviceRole::Door {
            group.leader.clear();
        }
        if days.contains_key(&event) && groups.last().is_none_or(|last| last.id != group.id) {
            groups.push(group);
        }
    }
    Ok(groups)
}

/// All rows in scope.
async fn all_rows(
    tx: &mut Tx,
    device: DeviceActor,
    state: &ProjectState,
    days: &HashMap<EventId, CivilDate>,
    today: CivilDate,
) -> Result<(Vec<RosterTicket>, Vec<(EventId, TicketId, Passage)>)> {
    let mut registrations = Registrations::new();
    for (event, person, registered) in tx.roster_registrations(device.caravan, device.stop).await? {
        if days.contains_key(&event) {
            registrations.entry(person).or_default().push((event, registered));
        }
    }
    // The same registrations are the same row, in whatever order the store tells them.
    for own in registrations.values_mut() {
        own.sort_unstable_by_key(|(event, _)| *event);
    }
    let attended = state.folded.attendances.keys().filter(|(event, _)| days.contains_key(event));
    let came: HashSet<PersonId> = attended.map(|(_, person)| *person).collect();
    let brought_late = tx.walk_ins_after_revocation(device.caravan).await?;
    let rows = tx.roster_tickets(device.caravan).await?;
    let operators: Operators =
        tx.operators_of(device.caravan).await?.into_iter().map(|(device, id, name)| ((device, id), name)).collect();
    let mut tickets = Vec::new();
    let mut holders: HashMap<PersonId, Vec<TicketId>> = HashMap::new();
    for row in rows {
        let own = registrations.get(&row.person).cloned().unwrap_or_default();
        // Struck-off tickets of the whole caravan are known at every stop; so is whoever came there without registering. Whom
        // a phone brought after it was taken out of service nobody lists before an organiser has heard it.
        let elsewhere = device.stop.is_some() && own.is_empty() && row.mark == TicketMark::Valid;
        if (elsewhere || brought_late.contains(&row.person)) && !came.contains(&state.folded.canonical(row.person)) {
            continue;
        }
        let day = own.iter().filter_map(|(event, _)| days.get(event)).min().copied().unwrap_or(today);
        holders.entry(state.folded.canonical(row.person)).or_default().push(row.id);
        tickets.push(ticket(state, device.role, row, own, day));
    }
    let blanks = tx.roster_blanks(device.caravan, device.stop).await?;
    let owners = if blanks.is_empty() { HashMap::new() } else { tx.blank_owners(device.project).await? };
    for blank in blanks {
        let (id, code, number) = (blank.ticket, blank.code, blank.number);
        let owner = state.folded.bindings.get(&id).map(|(person, _)| *person);
        let Some((person, (name, class_name, birth_date))) = owner.and_then(|p| Some((p, owners.get(&p)?.clone())))
        else {
            tickets.push(nameless(id, code, number));
            continue;
        };
        let own = registrations.get(&person).cloned().unwrap_or_default();
        holders.entry(state.folded.canonical(person)).or_default().push(id);
        let holder = Some((name, birth_date));
        let row = TicketRow { id, person, code, mark: TicketMark::Valid, holder, class_name, group: None };
        tickets.push(RosterTicket { blank: Some(number), ..ticket(state, device.role, row, own, today) });
    }
    let passages = passages(&state.folded, days, &holders, &operators);
    Ok((tickets, passages))
}

fn ticket(
    state: &ProjectState,
    role: DeviceRole,
    row: TicketRow,
    registrations: Vec<(EventId, RegistrationState)>,
    day: CivilDate,
) -> RosterTicket {
    let consented = state.folded.consents.holds(state.folded.canonical(row.person), ConsentKind::Data);
    let needed = row.holder.as_ref().is_some_and(|(_, birth_date)| Age::Born(*birth_date).is_minor_on(day));
    // The ticket of an erased person is revoked, and nobody's.
    let name = row.holder.map_or_else(String::new, |(name, _)| match role {
        DeviceRole::Door => name.short(),
        DeviceRole::Desk => name.full(),
    });
    RosterTicket {
        id: row.id,
        code: row.code,
        name,
        class: row.class_name,
        mark: row.mark,
        consent: if needed && !consented { ConsentMark::Missing } else { ConsentMark::Held },
        registrations,
        blank: None,
        group: row.group,
    }
}

/// A blank ticket as long as nobody says whose it is: no name, and no consent to ask for.
const fn nameless(id: TicketId, code: ShortCode, number: i64) -> RosterTicket {
    RosterTicket {
        id,
        code,
        name: String::new(),
        class: String::new(),
        mark: TicketMark::Valid,
        consent: ConsentMark::Held,
        registrations: Vec::new(),
        blank: Some(number),
        group: None,
    }
}

/// The latest passage of each ticket at each event, by corrected time.
fn passages(
    folded: &Folded,
    events: &HashMap<EventId, CivilDate>,
    holders: &HashMap<PersonId, Vec<TicketId>>,
    operators: &Operators,
) -> Vec<(EventId, TicketId, Passage)> {
    let mut passages = Vec::new();
    let last = |event: &EventId, attendance: &Attendance| {
        let crossing = attendance.last_passage.filter(|_| events.contains_key(event))?;
        let operator = match crossing.moment.fact.source {
            Source::Device(device) => operators.get(&(device, crossing.operator)).cloned(),
            Source::Account(_) => None,
        };
        let operator = operator.unwrap_or_default();
        Some(Passage { at: crossing.moment.at, direction: crossing.direction, operator })
    };
    for ((event, ticket), head) in &folded.anonymous {
        passages.extend(last(event, head).map(|passage| (*event, *ticket, passage)));
    }
    for ((event, person), attendance) in &folded.attendances {
        let Some(passage) = last(event, attendance) else { continue };
        passages.extend(holders.get(person).into_iter().flatten().map(|ticket| (*event, *ticket, passage.clone())));
    }
    passages
}
