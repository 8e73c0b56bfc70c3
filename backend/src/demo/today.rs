//! A caravan around the present day, so that a newcomer has an event to register for and to scan at right now.

use keruen_domain::event::EventKind;
use keruen_domain::time::{CivilDate, CivilDateTime, HOUR, MINUTE};

use super::forms::Texts;
use super::plan::{StopPlan, stops};
use crate::error::Internal;
use crate::{Backend, Result, caravans, events, projects, zone};

/// Seats of the small master class, to see a waiting list soon.
const FEW_SEATS: usize = 10;

/// Makes the caravan: a stop today in Almaty, one in three days in Taraz, a challenge for a month.
pub(super) async fn prepare(backend: &Backend, texts: &Texts) -> Result<()> {
    let organiser = super::organiser(backend).await?;
    let zone = zone::DEFAULT;
    let now = backend.now();
    let today = zone::today(zone, now);
    let form = texts.project(
        &texts.now_project.title,
        shifted(today, -30)?,
        shifted(today, 180)?,
        &[("direct_participants", 100)],
    );
    let project = projects::project_create(backend, &organiser, &form).await?;
    let organiser = super::organiser(backend).await?;
    let caravan = caravans::caravan_create(
        backend,
        &organiser,
        project,
        &Texts::caravan(&texts.now_caravan, super::CARAVAN_TODAY),
    )
    .await?;

    let offset = zone::offset_minutes(zone, now);
    let civil = |millis: i64| CivilDateTime::at(now.plus(millis), offset);
    let almaty = stop("KZ-75", today)?;
    let here = caravans::stop_create(backend, &organiser, caravan, &texts.stop(&almaty, shifted(today, 2)?)).await?;
    // Doors open an hour before the start: all of these can be scanned at now.
    let day_long = [
        CivilDateTime { date: today, hour: 0, minute: 0 },
        CivilDateTime { date: shifted(today, 2)?, hour: 23, minute: 59 },
    ];

    for (kind, times, seats) in [
        (EventKind::Meeting, day_long, None),
        (EventKind::Excursion, [civil(30 * MINUTE), civil(3 * HOUR)], Some(45)),
        (EventKind::MasterClass, [civil(40 * MINUTE), civil(2 * HOUR)], Some(FEW_SEATS)),
    ] {
        let form = texts.event(kind.as_str(), kind, Some(here), times, seats);
        events::event_create(backend, &organiser, caravan, &form).await?;
    }
    let later = shifted(today, 3)?;
    let taraz = stop("KZ-31", later)?;
    let there = caravans::stop_create(backend, &organiser, caravan, &texts.stop(&taraz, later)).await?;
    for (kind, hour) in [(EventKind::Meeting, 10), (EventKind::Contest, 14)] {
        let times =
            [CivilDateTime { date: later, hour, minute: 0 }, CivilDateTime { date: later, hour: hour + 2, minute: 0 }];
        let form = texts.event(kind.as_str(), kind, Some(there), times, Some(60));
        events::event_create(backend, &organiser, caravan, &form).await?;
    }
    let month = [
        CivilDateTime { date: today, hour: 0, minute: 0 },
        CivilDateTime { date: shifted(today, 30)?, hour: 20, minute: 0 },
    ];
    let form = texts.event("challenge", EventKind::Challenge, None, month, None);
    events::event_create(backend, &organiser, caravan, &form).await?;
    caravans::caravan_publish(backend, &organiser, caravan).await
}

fn shifted(date: CivilDate, days: i64) -> Result<CivilDate> {
    Ok(CivilDate::from_days(date.days() + days).map_err(|_| Internal::Data("a demo date"))?)
}

/// The city of the caravan of 2022 in this region, on another day.
fn stop(region: &str, day: CivilDate) -> Result<StopPlan> {
    let known = stops().into_iter().find(|stop| stop.region.code() == region);
    Ok(StopPlan { day, ..known.ok_or(Internal::Data("a demo region"))? })
}
