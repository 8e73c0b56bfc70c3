//! How a person's age is known: by the birth date, or by what is kept of it when the person is erased (design rule 12).

use crate::consent::ADULT_AGE;
use crate::person::AgeBand;
use crate::time::CivilDate;

/// How a person's age is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// From the birth date; the band is computed on the day of the first counted attendance.
    Born(CivilDate),
    /// As it was when the person was erased.
    Frozen(Frozen),
}

/// What is kept of an erased person's age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// The band on the day of the first counted attendance.
    pub band: AgeBand,
    /// Of who came as a minor and as an adult: the day of the first attendance as an adult. Nothing nearer to the
    /// birthday is kept, and no attendance changes sides.
    pub adult_from: Option<CivilDate>,
}

impl Age {
    /// The band on `day`.
    pub fn band_on(self, day: CivilDate) -> AgeBand {
        match self {
            Self::Born(birth) => AgeBand::of(day.age_of(birth)),
            Self::Frozen(frozen) => frozen.band,
        }
    }

    /// Whether the person is a minor on `day`.
    pub fn is_minor_on(self, day: CivilDate) -> bool {
        match self {
            Self::Born(birth) => day.age_of(birth) < ADULT_AGE,
            Self::Frozen(Frozen { adult_from: Some(from), .. }) => day < from,
            Self::Frozen(Frozen { band, .. }) => matches!(band, AgeBand::Under14 | AgeBand::A14_17),
        }
    }

    /// What is kept of it when the person is erased: of somebody whose band is taken on the day `first`, and who attended
    /// something on each of `days`.
    #[must_use]
    pub fn frozen(self, first: CivilDate, days: &[CivilDate]) -> Frozen {
        if let Self::Frozen(frozen) = self {
            return frozen;
        }
        let was_minor = days.iter().any(|day| self.is_minor_on(*day));
        let adult_from = days.iter().copied().filter(|day| was_minor && !self.is_minor_on(*day)).min();
        Frozen { band: self.band_on(first), adult_from }
    }

    /// Whether the person was erased.
    pub const fn is_erased(self) -> bool {
        matches!(self, Self::Frozen(_))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: i64) -> CivilDate {
        let start = CivilDate::parse("2026-03-01").expect("a day");
        CivilDate::from_days(start.days() + offset).expect("a day")
    }

    proptest! {
        /// Whatever somebody attended: erased, they keep their band, and are a minor on the same days as before.
        #[test]
        fn no_attendance_changes_sides(born in -9_000_i64..-3_000, offsets in prop::collection::vec(0_i64..900, 1..6), first in 0_usize..6) {
            let days: Vec<CivilDate> = offsets.iter().map(|offset| day(*offset)).collect();
            let first = days[first % days.len()];
            let age = Age::Born(day(born));
            let frozen = Age::Frozen(age.frozen(first, &days));
            prop_assert_eq!(frozen.band_on(first), age.band_on(first));
            for day in &days {
                prop_assert_eq!(frozen.is_minor_on(*day), age.is_minor_on(*day));
            }
            prop_assert_eq!(Age::Frozen(frozen.frozen(first, &[])), frozen, "erased twice");
        }
    }
}
