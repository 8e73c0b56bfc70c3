//! Fields of the registration form and what may be wrong with them.

use serde::{Deserialize, Serialize};

use crate::text_enum::text_enum;
use crate::time::CivilDate;

text_enum! {
    /// A field of the registration form, in the order of the page.
    pub enum Field {
        /// Family name.
        FamilyName = "family_name",
        /// Given name.
        GivenName = "given_name",
        /// Patronymic; many people have none.
        Patronymic = "patronymic",
        /// Day, month and year of birth together.
        BirthDate = "birth_date",
        /// Sex.
        Sex = "sex",
        /// Home region.
        Region = "region",
        /// Town or village.
        Place = "place",
        /// School, college, work…
        InstitutionKind = "institution_kind",
        /// Name of the school, college, workplace.
        Institution = "institution",
        /// Class or group.
        ClassName = "class_name",
        /// Own telephone.
        Phone = "phone",
        /// Own e-mail.
        Email = "email",
        /// Language of messages.
        Language = "language",
        /// A minor's legal representative: full name.
        RepName = "rep_name",
        /// What the representative is to the minor.
        RepRelation = "rep_relation",
        /// The representative's telephone.
        RepPhone = "rep_phone",
        /// Consent to data processing.
        ConsentData = "consent_data",
        /// Consent to photo and video.
        ConsentPhoto = "consent_photo",
    }
}

impl Field {
    /// Name of the field's (first) input: a date of birth is three inputs and begins with `birth_day`.
    pub const fn html_name(self) -> &'static str {
        match self {
            Self::BirthDate => "birth_day",
            other => other.as_str(),
        }
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
#[error("{}", self.key())]
pub enum FieldProblem {
    /// Required and missing.
    Empty,
    /// An adult gave neither telephone nor e-mail.
    NoContact,
    /// Longer than `max` characters.
    TooLong {
        /// Most characters accepted.
        max: u32,
    },
    /// No telephone number.
    BadPhone,
    /// No e-mail address.
    BadEmail,
    /// No day of the calendar.
    BadDate,
    /// A birth after today.
    DateInFuture,
    /// An age that nobody reaches.
    TooOld,
    /// Holds what no name holds: digits, markup, emoji, hidden characters.
    NotAName,
    /// Holds control or invisible characters.
    NotText,
    /// Holds a number that looks like an IIN, which is never kept.
    ContainsIin,
    /// Nothing was chosen.
    NotChosen,
    /// A consent without which nobody can be registered.
    MustAgree,
    /// The representative's telephone is the participant's own.
    SameAsParticipant,
    /// Younger than `min` on the event's day.
    TooYoung {
        /// Youngest age admitted.
        min: u8,
    },
    /// Older than `max` on the event's day.
    TooOldForEvent {
        /// Oldest age admitted.
        max: u8,
    },
    /// A choice that the form does not offer.
    UnknownValue,
    /// No whole number.
    BadNumber,
    /// A whole number that makes no sense here.
    OutOfRange {
        /// The least that does.
        min: i64,
        /// The greatest that does.
        max: i64,
    },
    /// No time of day.
    BadTime,
    /// No address that begins with `https://`.
    BadLink,
    /// Not fit for an address: `a-z 0-9 -`, 2 to 60.
    BadSlug,
    /// Not the 12 digits of a BIN.
    BadBin,
    /// Another caravan has this address.
    SlugTaken,
    /// The end does not come after the start.
    EndsBeforeStart,
    /// A day on which the chosen stop is not there.
    OutsideStop {
        /// The stop's first day.
        first: CivilDate,
        /// The stop's last day.
        last: CivilDate,
    },
    /// The person of an earlier line of the same list.
    RepeatsLine {
        /// Number of that line.
        line: i64,
    },
    /// A stop for somebody who is no coordinator.
    CoordinatorsOnly,
    /// A stop for a coordinator who runs all of them.
    RunsAllStops,
    /// A password of fewer than `min` characters.
    PasswordShort {
        /// Fewest characters accepted.
        min: u8,
    },
    /// A password that everybody tries first, or the account's own e-mail.
    PasswordCommon,
    /// The password and its repetition are not the same.
    PasswordsDiffer,
}

impl FieldProblem {
    /// Key of the message that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "field-error-empty",
            Self::NoContact => "field-error-no-contact",
            Self::TooLong { .. } => "field-error-too-long",
            Self::BadPhone => "field-error-bad-phone",
            Self::BadEmail => "field-error-bad-email",
            Self::BadDate => "field-error-bad-date",
            Self::DateInFuture => "field-error-date-in-future",
            Self::TooOld => "field-error-too-old",
            Self::NotAName => "field-error-not-a-name",
            Self::NotText => "field-error-not-text",
            Self::ContainsIin => "field-error-contains-iin",
            Self::NotChosen => "field-error-not-chosen",
            Self::MustAgree => "field-error-must-agree",
            Self::SameAsParticipant => "field-error-same-as-participant",
            Self::TooYoung { .. } => "field-error-too-young",
            Self::TooOldForEvent { .. } => "field-error-too-old-for-event",
            Self::UnknownValue => "field-error-unknown-value",
            Self::BadNumber => "field-error-bad-number",
            Self::OutOfRange { .. } => "field-error-out-of-range",
            Self::BadTime => "field-error-bad-time",
            Self::BadLink => "field-error-bad-link",
            Self::BadSlug => "field-error-bad-slug",
            Self::BadBin => "field-error-bad-bin",
            Self::SlugTaken => "refusal-slug-taken",
            Self::EndsBeforeStart => "refusal-ends-before-start",
            Self::OutsideStop { .. } => "field-error-outside-stop",
            Self::RepeatsLine { .. } => "field-error-repeats-line",
            Self::CoordinatorsOnly => "field-error-coordinators-only",
            Self::RunsAllStops => "field-error-runs-all-stops",
            Self::PasswordShort { .. } => "field-error-password-short",
            Self::PasswordCommon => "field-error-password-common",
            Self::PasswordsDiffer => "field-error-passwords-differ",
        }
    }

    /// The limit that the message names: `max` or `min`.
    pub const fn number(self) -> Option<u32> {
        match self {
            Self::TooLong { max } => Some(max),
            Self::TooYoung { min: limit }
            | Self::TooOldForEvent { max: limit }
            | Self::PasswordShort { min: limit } => Some(limit as u32),
            _ => None,
        }
    }
}

/// All that is wrong with a form: at most one problem per field, in the order of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(Vec<FieldError>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct FieldError {
    field: Field,
    #[serde(flatten)]
    problem: FieldProblem,
}

impl FieldErrors {
    /// Notes a problem, unless the field has one already.
    pub fn add(&mut self, field: Field, problem: FieldProblem) {
        if let Err(place) = self.0.binary_search_by_key(&field, |error| error.field) {
            self.0.insert(place, FieldError { field, problem });
        }
    }

    /// What is wrong with `field`.
    pub fn get(&self, field: Field) -> Option<FieldProblem> {
        self.iter().find(|(at, _)| *at == field).map(|(_, problem)| problem)
    }

    /// Fields and problems, in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = (Field, FieldProblem)> + '_ {
        self.0.iter().map(|error| (error.field, error.problem))
    }

    /// Nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields are wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_keep_the_order_of_the_page_and_the_first_problem() {
        let mut errors = FieldErrors::default();
        errors.add(Field::Phone, FieldProblem::BadPhone);
        errors.add(Field::FamilyName, FieldProblem::TooLong { max: 100 });
        errors.add(Field::Phone, FieldProblem::Empty);
        let listed: Vec<_> = errors.iter().collect();
        assert_eq!(
            listed,
            [(Field::FamilyName, FieldProblem::TooLong { max: 100 }), (Field::Phone, FieldProblem::BadPhone)]
        );
        assert_eq!(errors.get(Field::Email), None);

        let json = serde_json::to_string(&errors).expect("serialises");
        assert_eq!(
            json,
            r#"[{"field":"family_name","problem":"too_long","max":100},{"field":"phone","problem":"bad_phone"}]"#
        );
        assert_eq!(serde_json::from_str::<FieldErrors>(&json).expect("reads"), errors);
    }

    #[test]
    fn numbers_for_messages() {
        assert_eq!(FieldProblem::TooYoung { min: 14 }.number(), Some(14));
        assert_eq!(FieldProblem::BadDate.number(), None);
        assert_eq!(FieldProblem::TooOldForEvent { max: 35 }.to_string(), "field-error-too-old-for-event");
    }
}
