//! Instants and civil dates, without a clock and without a time-zone database.
//!
//! Instants are UTC milliseconds. Zones (IANA names) are resolved by `backend::zone`, on the server only.

use serde::{Deserialize, Serialize};

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant `millis` milliseconds after (or before) the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// This instant moved by `millis` milliseconds; stops at the ends of the range.
    #[must_use]
    pub const fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` to this instant, negative when it is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// One second, one minute, one hour and one day in milliseconds.
pub const SECOND: i64 = 1_000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// A day in the proleptic Gregorian calendar, valid by construction; years 1 to 9999.
///
/// Serialised as `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CivilDate {
    year: i16,
    month: u8,
    day: u8,
}

/// The text or the numbers name no day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct NotADate;

impl CivilDate {
    /// The day with these numbers, if there is one.
    pub fn new(year: i16, month: u8, day: u8) -> Result<Self, NotADate> {
        let valid = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        if valid { Ok(Self { year, month, day }) } else { Err(NotADate) }
    }

    /// Reads `YYYY-MM-DD`, nothing else.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !text.is_ascii() {
            return Err(NotADate);
        }
        let number = |part: &str| {
            if part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse::<i16>().map_err(|_| NotADate)
            } else {
                Err(NotADate)
            }
        };
        let (month, day) = (number(&text[5..7])?, number(&text[8..10])?);
        Self::new(
            number(&text[..4])?,
            u8::try_from(month).map_err(|_| NotADate)?,
            u8::try_from(day).map_err(|_| NotADate)?,
        )
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Day of the week, 1 = Monday to 7 = Sunday (ISO 8601).
    pub fn weekday(self) -> u8 {
        u8::try_from((self.days() + 3).rem_euclid(7) + 1).unwrap_or(1)
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        let y = i64::from(self.year) - i64::from(self.month <= 2);
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let month = i64::from(self.month);
        let doy = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }

    /// The day that lies `days` after 1970-01-01, if its year is 1 to 9999.
    pub fn from_days(days: i64) -> Result<Self, NotADate> {
        let z = days.checked_add(719_468).ok_or(NotADate)?;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        let small = |n: i64| u8::try_from(n).map_err(|_| NotADate);
        Self::new(i16::try_from(year).map_err(|_| NotADate)?, small(month)?, small(doy - (153 * mp + 2) / 5 + 1)?)
    }

    /// Whole years from `birth` to this day: the age on this day, negative before birth.
    ///
    /// Someone born on 29 February turns a year older on 1 March of common years.
    pub fn age_of(self, birth: Self) -> i32 {
        let had_birthday = (self.month, self.day) >= (birth.month, birth.day);
        i32::from(self.year) - i32::from(birth.year) - i32::from(!had_birthday)
    }
}

fn days_in(year: i16, month: u8) -> u8 {
    match month {
        2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl std::fmt::Display for CivilDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl TryFrom<String> for CivilDate {
    type Error = NotADate;
    fn try_from(text: String) -> Result<Self, NotADate> {
        Self::parse(&text)
    }
}

impl From<CivilDate> for String {
    fn from(date: CivilDate) -> Self {
        date.to_string()
    }
}

/// A wall-clock reading of some zone; which one, its owner says. Serialised as its three parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CivilDateTime {
    /// The day.
    pub date: CivilDate,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

impl CivilDateTime {
    /// What a clock shows at `instant` where the offset from UTC is `offset_minutes`.
    pub fn at(instant: Timestamp, offset_minutes: i32) -> Self {
        let local = instant.millis().saturating_add(i64::from(offset_minutes) * MINUTE);
        let minutes = local.div_euclid(MINUTE);
        let date = CivilDate::from_days(minutes.div_euclid(1440)).unwrap_or(CivilDate { year: 1970, month: 1, day: 1 });
        let of_day = minutes.rem_euclid(1440);
        Self { date, hour: u8::try_from(of_day / 60).unwrap_or(0), minute: u8::try_from(of_day % 60).unwrap_or(0) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_days() {
        let day = CivilDate::parse("2022-09-05").expect("a day");
        assert_eq!((day.weekday(), day.days()), (1, 19_240));
        assert_eq!(CivilDate::parse("2023-02-29"), Err(NotADate));
        assert_eq!(CivilDate::parse("2022-9-05"), Err(NotADate));
        assert_eq!(CivilDate::parse("+022-09-05"), Err(NotADate));
    }

    #[test]
    fn the_ends_of_the_calendar() {
        for (days, date) in [(-719_162, Ok("0001-01-01")), (2_932_896, Ok("9999-12-31"))] {
            assert_eq!(CivilDate::from_days(days).map(|day| day.to_string()), date.map(str::to_owned));
        }
        for days in [i64::MIN, -719_163, 2_932_897, i64::MAX - 1, i64::MAX] {
            assert_eq!(CivilDate::from_days(days), Err(NotADate), "{days}");
        }
    }

    #[test]
    fn a_leap_day_child_turns_older_in_march() {
        let birth = CivilDate::parse("2008-02-29").expect("a day");
        assert_eq!(CivilDate::parse("2022-02-28").expect("a day").age_of(birth), 13);
        assert_eq!(CivilDate::parse("2022-03-01").expect("a day").age_of(birth), 14);
    }

    proptest! {
        #[test]
        fn days_round_trip(days in -719_000_i64..2_900_000) {
            let date = CivilDate::from_days(days).expect("in range");
            prop_assert_eq!(date.days(), days);
            prop_assert_eq!(CivilDate::parse(&date.to_string()), Ok(date));
        }
    }
}
