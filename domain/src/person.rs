//! What is known of a person beside their name: sex, kind of place and institution, role, age band.

use crate::text_enum::text_enum;

text_enum! {
    /// Sex, as the grant report counts it.
    pub enum Sex {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
    }
}

text_enum! {
    /// Kind of the place where a person lives.
    pub enum PlaceKind {
        /// City or town.
        Urban = "urban",
        /// Village.
        Rural = "rural",
    }
}

text_enum! {
    /// Where a person learns or works.
    pub enum InstitutionKind {
        /// School.
        School = "school",
        /// College.
        College = "college",
        /// University.
        University = "university",
        /// Work.
        Work = "work",
        /// Anything else, or nowhere.
        Other = "other",
    }
}

text_enum! {
    /// What a person is in the caravan.
    pub enum Role {
        /// Takes part.
        Participant = "participant",
        /// Takes part in a contest.
        Contestant = "contestant",
        /// Helps.
        Volunteer = "volunteer",
        /// Leads a group.
        Leader = "leader",
        /// Teaches.
        Teacher = "teacher",
        /// Works for the organiser.
        Staff = "staff",
        /// Drives.
        Driver = "driver",
        /// Was invited.
        Guest = "guest",
        /// Speaks.
        Speaker = "speaker",
        /// Reports for the press.
        Press = "press",
    }
}

impl Role {
    /// Whether an attendance in this role makes a direct participant (design rule 1).
    pub const fn counts_as_direct(self) -> bool {
        matches!(self, Self::Participant | Self::Contestant)
    }
}

text_enum! {
    /// Age in whole years, in the bands of the report (youth: 14 to 35, Law 285-V Art. 1(3)).
    pub enum AgeBand {
        /// Younger than 14.
        Under14 = "under-14",
        /// 14 to 17.
        A14_17 = "14-17",
        /// 18 to 22.
        A18_22 = "18-22",
        /// 23 to 28.
        A23_28 = "23-28",
        /// 29 to 35.
        A29_35 = "29-35",
        /// Older than 35.
        Over35 = "over-35",
    }
}

impl AgeBand {
    /// The band of an age in whole years, as `CivilDate::age_of` gives it.
    pub const fn of(age: i32) -> Self {
        match age {
            ..14 => Self::Under14,
            14..=17 => Self::A14_17,
            18..=22 => Self::A18_22,
            23..=28 => Self::A23_28,
            29..=35 => Self::A29_35,
            36.. => Self::Over35,
        }
    }

    /// The band as the figures name it, such as `14-17`.
    pub const fn code(self) -> &'static str {
        self.as_str()
    }

    /// Whether the law counts this band as youth.
    pub const fn is_youth(self) -> bool {
        !matches!(self, Self::Under14 | Self::Over35)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_meet_without_gap_or_overlap() {
        let codes: Vec<_> = [13, 14, 17, 18, 22, 23, 28, 29, 35, 36].map(|age| AgeBand::of(age).code()).into();
        assert_eq!(
            codes,
            ["under-14", "14-17", "14-17", "18-22", "18-22", "23-28", "23-28", "29-35", "29-35", "over-35"]
        );
        assert!((-5..200).all(|age| AgeBand::of(age) <= AgeBand::of(age + 1)));
        assert!((0..99).all(|age| AgeBand::of(age).is_youth() == (14..=35).contains(&age)));
    }

    #[test]
    fn only_those_who_take_part_count() {
        let counted: Vec<_> = Role::ALL.iter().filter(|role| role.counts_as_direct()).collect();
        assert_eq!(counted, [&Role::Participant, &Role::Contestant]);
    }
}
