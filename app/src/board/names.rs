//! What a live snapshot does not carry: names, days, and where the board's links go.

use keruen_domain::api::ReadyPoint;
use keruen_domain::id::{EventId, StopId};
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, CivilDateTime};
use serde::{Deserialize, Serialize};

use crate::{format, words};

/// What a snapshot does not carry: names, days, and where the links go. It does not change while a board is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardNames {
    /// Minutes to add to UTC for the board's clock.
    pub offset_minutes: i32,
    /// Stops along the route.
    pub stops: Vec<StopName>,
    /// Events by start.
    pub events: Vec<EventName>,
    /// Where figures open into people; none for those who may not see names.
    pub evidence: Option<Evidence>,
    /// Address of the page of direct participants.
    pub direct: String,
    /// Address where phones are paired.
    pub devices: String,
    /// Address of the review; none for those who may not see it.
    pub review: Option<String>,
}

/// Where figures open into people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Address of the list of persons, without a query.
    pub persons: String,
    /// Address of events at the desk, without the event's id.
    pub events: String,
}

/// A stop's name on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopName {
    /// The stop.
    pub id: StopId,
    /// Its city.
    pub name: String,
    /// First day.
    pub first_day: CivilDate,
    /// Last day.
    pub last_day: CivilDate,
}

/// An event's name on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventName {
    /// The event.
    pub id: EventId,
    /// Its stop.
    pub stop: Option<StopId>,
    /// Its title.
    pub title: String,
    /// When it starts, as clocks there show it.
    pub starts: CivilDateTime,
    /// When it ends.
    pub ends: CivilDateTime,
}

/// Whether a phone was found ready the evening before, in words; what was missing.
pub(crate) fn readiness(lang: Lang, missing: Option<&[ReadyPoint]>) -> String {
    match missing {
        None => words::board_phone_unchecked(lang).to_owned(),
        Some([]) => words::board_phone_ready(lang).to_owned(),
        Some(points) => {
            let names: Vec<String> = points.iter().map(|point| words::ready_point(lang, *point).0.to_owned()).collect();
            words::board_phone_missing(lang, format::list(lang, &names))
        }
    }
}
