//! The roster: what a phone carries to decide alone. A few set-based queries, whatever its size.

use std::collections::{HashMap, HashSet};

use keruen_domain::api::RosterReply;
use keruen_domain::attendance::Folded;
use keruen_domain::consent::ConsentKind;
use keruen_domain::event::{EventState, RegistrationState};
use keruen_domain::figures::Age;
use keruen_domain::id::{EventId, PersonId, TicketId};
use keruen_domain::scan::{ConsentMark, Passage, RosterEvent, RosterTicket, TicketMark};
use keruen_domain::time::CivilDate;
use uuid::Uuid;

use super::sql::TicketRow;
use crate::actor::{DeviceActor, DeviceRole};
use crate::attendance::{ProjectState, project_state};
use crate::error::Result;
use crate::{Backend, instance, keys, zone};

/// Registrations by person.
type Registrations = HashMap<PersonId, Vec<(EventId, RegistrationState)>>;

/// Everything that a phone needs at its stop, or in its whole caravan: events, tickets, who came already.
///
/// The caller has made sure that the phone is in service.
pub async fn roster(backend: &Backend, device: DeviceActor) -> Result<RosterReply> {
    let state = project_state(backend, device.project).await?;
    let now = backend.now();
    let instance = instance::instance_id(backend).await?;
    let mut tx = backend.read().await?;
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
    let mut registrations = Registrations::new();
    for (event, person, registered) in tx.roster_registrations(device.caravan, device.stop).await? {
        if days.contains_key(&event) {
            registrations.entry(person).or_default().push((event, registered));
        }
    }
    let rows = tx.roster_tickets(device.caravan).await?;
    let operators: HashMap<Uuid, String> =
        tx.operators_of(device.caravan).await?.into_iter().map(|(_, id, name)| (id, name)).collect();
    let keys = keys::project_keys(&mut tx, device.project).await?;
    drop(tx);

    let today = zone::today(zone::DEFAULT, now);
    let mut tickets = Vec::new();
    let mut holders: HashMap<PersonId, Vec<TicketId>> = HashMap::new();
    for row in rows {
        let own = registrations.get(&row.person).cloned().unwrap_or_default();
        // Struck-off tickets of the whole caravan are known at every stop.
        if device.stop.is_some() && own.is_empty() && row.mark == TicketMark::Valid {
            continue;
        }
        let day = own.iter().filter_map(|(event, _)| days.get(event)).min().copied().unwrap_or(today);
        holders.entry(state.folded.canonical(row.person)).or_default().push(row.id);
        tickets.push(ticket(&state, device.role, row, own, day));
    }
    let in_scope: HashSet<EventId> = days.into_keys().collect();
    let passages = passages(&state.folded, &in_scope, &holders, &operators);
    Ok(RosterReply { caravan: device.caravan, as_of: now, instance, keys, events, tickets, passages })
}

fn ticket(
    state: &ProjectState,
    role: DeviceRole,
    row: TicketRow,
    registrations: Vec<(EventId, RegistrationState)>,
    day: CivilDate,
) -> RosterTicket {
    let consented = state.folded.consents.contains(&(state.folded.canonical(row.person), ConsentKind::Data));
    let needed = Age::Born(row.birth_date).is_minor_on(day);
    let name = match role {
        DeviceRole::Door => row.name.short(),
        DeviceRole::Desk => row.name.full(),
    };
    RosterTicket {
        id: row.id,
        code: row.code,
        name,
        class: row.class_name,
        mark: row.mark,
        consent: if needed && !consented { ConsentMark::Missing } else { ConsentMark::Held },
        registrations,
    }
}

/// The latest passage of each ticket at each event, by corrected time.
fn passages(
    folded: &Folded,
    events: &HashSet<EventId>,
    holders: &HashMap<PersonId, Vec<TicketId>>,
    operators: &HashMap<Uuid, String>,
) -> Vec<(EventId, TicketId, Passage)> {
    let mut passages = Vec::new();
    for ((event, person), attendance) in &folded.attendances {
        let (Some(crossing), true) = (attendance.last_passage, events.contains(event)) else { continue };
        let passage = Passage {
            at: crossing.moment.at,
            direction: crossing.direction,
            operator: operators.get(&crossing.operator).cloned().unwrap_or_default(),
        };
        passages.extend(holders.get(person).into_iter().flatten().map(|ticket| (*event, *ticket, passage.clone())));
    }
    passages
}
