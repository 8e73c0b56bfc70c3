//! Time zones, resolved by the tz database inside the program (jiff, tzdb 2024a or later): Kazakhstan has one zone
//! since 1 March 2024 and had two before.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use keruen_domain::time::{CivilDate, CivilDateTime, Timestamp};

/// Zone of things that name none.
pub const DEFAULT: &str = "Asia/Almaty";

/// Whether this is an IANA name that we know, spelt as the database spells it.
pub fn is_zone(name: &str) -> bool {
    TimeZone::get(name).is_ok_and(|zone| zone.iana_name() == Some(name))
}

/// Minutes that clocks of `zone` are ahead of UTC at `instant`. Of an unknown zone: 0.
pub fn offset_minutes(zone: &str, instant: Timestamp) -> i32 {
    let instant = jiff::Timestamp::from_millisecond(instant.millis());
    let instant = instant.unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    TimeZone::get(zone).map_or(0, |zone| zone.to_offset(instant).seconds() / 60)
}

/// The instant at which clocks of `zone` show `at`: the earlier one when they show it twice; after a jump when they
/// never do. None for an unknown zone.
pub fn to_instant(at: CivilDateTime, zone: &str) -> Option<Timestamp> {
    let zone = TimeZone::get(zone).ok()?;
    let small = |n: u8| i8::try_from(n).ok();
    let date = at.date;
    let civil =
        DateTime::new(date.year(), small(date.month())?, small(date.day())?, small(at.hour)?, small(at.minute)?, 0, 0)
            .ok()?;
    zone.to_timestamp(civil).ok().map(|instant| Timestamp::from_millis(instant.as_millisecond()))
}

/// From the first moment of `first` to the first moment after `last`, by calendars of `zone`. None for an unknown zone.
pub fn days(first: CivilDate, last: CivilDate, zone: &str) -> Option<(Timestamp, Timestamp)> {
    let midnight = |date| to_instant(CivilDateTime { date, hour: 0, minute: 0 }, zone);
    Some((midnight(first)?, midnight(CivilDate::from_days(last.days() + 1).ok()?)?))
}

/// The day that calendars of `zone` show at `now`.
pub fn today(zone: &str, now: Timestamp) -> CivilDate {
    CivilDateTime::at(now, offset_minutes(zone, now)).date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, hour: u8) -> CivilDateTime {
        CivilDateTime { date: CivilDate::parse(text).expect("a day"), hour, minute: 30 }
    }

    #[test]
    fn kazakhstan_had_two_zones_until_march_2024() {
        let instant = |zone: &str, day: &str| to_instant(at(day, 10), zone).expect("an instant");
        assert_eq!(offset_minutes("Asia/Almaty", instant("Asia/Almaty", "2022-09-05")), 360);
        assert_eq!(offset_minutes("Asia/Aqtau", instant("Asia/Aqtau", "2022-09-05")), 300);
        assert_eq!(offset_minutes("Asia/Almaty", instant("Asia/Almaty", "2024-03-01")), 300);
        let almaty = instant("Asia/Almaty", "2022-09-05");
        assert_eq!(instant("Asia/Aqtau", "2022-09-05").since(almaty), 3_600_000);
        assert_eq!(CivilDateTime::at(almaty, 360), at("2022-09-05", 10));
    }

    #[test]
    fn what_is_no_zone() {
        assert!(is_zone("Asia/Almaty") && is_zone("Asia/Qyzylorda"));
        for name in ["", "Almaty", "asia/almaty", "Asia/Almaty ", "../etc/passwd", "UTC+6"] {
            assert!(!is_zone(name), "{name}");
        }
        assert_eq!(to_instant(at("2022-09-05", 10), "Mars/Olympus"), None);
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        for millis in [i64::MIN, -1, 0, i64::MAX] {
            let _ = today(DEFAULT, Timestamp::from_millis(millis));
        }
    }
}
