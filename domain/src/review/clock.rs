//! Rows about phones whose clock was never measured, where another order of two attendances would change a figure: the age
//! band on the day of the first, or the stop at which somebody was new.

use std::collections::BTreeMap;

use super::{CLOCK_DOUBT, Row, RowId, RowKind, Scene};
use crate::figures::Counted;
use crate::id::PersonId;
use crate::person::AgeBand;

/// One row for each attendance that might not be, or might be, the person's first.
pub(super) fn rows(scene: &Scene<'_>) -> Vec<Row> {
    let doubtful = |row: &Counted<'_>| !scene.told.clocks.is_measured(&row.attendance.first);
    if !scene.counted.iter().any(doubtful) {
        return Vec::new();
    }
    let mut by_person: BTreeMap<PersonId, Vec<&Counted<'_>>> = BTreeMap::new();
    for row in scene.counted {
        by_person.entry(row.person).or_default().push(row);
    }
    let mut rows = Vec::new();
    for (person, mut attended) in by_person {
        attended.sort_by_key(|row| (row.attendance.first, row.event));
        let at_stops: Vec<&Counted<'_>> = attended.iter().filter(|row| row.venue.stop.is_some()).copied().collect();
        let pair = rival(&attended, |a, b| band(a) != band(b), doubtful)
            .or_else(|| rival(&at_stops, |a, b| a.venue.stop != b.venue.stop, doubtful));
        let Some((first, other)) = pair else { continue };
        let (doubted, beside) = if doubtful(first) { (first, other) } else { (other, first) };
        rows.push(Row {
            id: RowId { kind: RowKind::Clock, of: doubted.event.0, and: person.0 },
            at: Some(doubted.attendance.first.at),
            events: vec![doubted.event, beside.event],
            persons: vec![person],
            targets: vec![doubted.attendance.first.fact],
            beside: Some(beside.attendance.first.fact),
        });
    }
    rows
}

/// What comes first, and what may have come before it and would change a figure.
fn rival<'a>(
    sorted: &[&'a Counted<'a>],
    differ: impl Fn(&Counted<'_>, &Counted<'_>) -> bool,
    doubtful: impl Fn(&Counted<'_>) -> bool,
) -> Option<(&'a Counted<'a>, &'a Counted<'a>)> {
    let (first, later) = sorted.split_first()?;
    let near = |row: &&&Counted<'_>| row.attendance.first.at.since(first.attendance.first.at) <= CLOCK_DOUBT;
    let other = later.iter().take_while(near).find(|row| (doubtful(first) || doubtful(row)) && differ(first, row))?;
    Some((first, other))
}

fn band(row: &Counted<'_>) -> AgeBand {
    row.profile.age.band_on(row.venue.day)
}
