//! The registration form: what a visitor typed, read into a new person or into all that is wrong with it.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::{
    consent::ADULT_AGE,
    email::Email,
    field::{Field, FieldErrors, FieldProblem},
    form::{choice, is_ticked},
    name::{NamePart, PersonName},
    person::{InstitutionKind, PlaceKind, Sex},
    phone::Phone,
    region::Region,
    short_text::ShortText,
    text::Lang,
    time::CivilDate,
};

pub use crate::new_person::{ConsentAnswer, NewPerson, Relation, Representative, candidate_key, without_contact};

/// The form as it came, nothing checked; names are those of the HTML inputs. Missing fields are empty, unknown ones ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RegistrationForm {
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; optional.
    pub patronymic: String,
    /// Day of birth, 1 to 31.
    pub birth_day: String,
    /// Month of birth, 1 to 12.
    pub birth_month: String,
    /// Year of birth, four digits.
    pub birth_year: String,
    /// A word of [`Sex`].
    pub sex: String,
    /// A code of [`Region`].
    pub region: String,
    /// A word of [`PlaceKind`].
    pub place: String,
    /// A word of [`InstitutionKind`].
    pub institution_kind: String,
    /// Name of the institution; optional.
    pub institution: String,
    /// Class or group; optional.
    pub class_name: String,
    /// Own telephone; an adult gives this or the e-mail.
    pub phone: String,
    /// Own e-mail.
    pub email: String,
    /// A code of [`Lang`]; empty: the page's language.
    pub language: String,
    /// A minor's legal representative: full name.
    pub rep_name: String,
    /// A word of [`Relation`].
    pub rep_relation: String,
    /// The representative's telephone.
    pub rep_phone: String,
    /// Tick of an adult: consent to data processing.
    pub consent_data: String,
    /// Tick of an adult: consent to photo and video.
    pub consent_photo: String,
}

/// What the form is read against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormContext {
    /// Today where the event is.
    pub today: CivilDate,
    /// The event's first day.
    pub event_date: CivilDate,
    /// Youngest age admitted on the event's day.
    pub age_min: Option<u8>,
    /// Oldest age admitted on the event's day.
    pub age_max: Option<u8>,
    /// Language of the page.
    pub default_lang: Lang,
    /// What may stay empty.
    pub lacks: Lacks,
}

/// What a form may leave out: nothing of somebody who registers, and of a person written down at a door what their record
/// lacks already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lacks {
    /// An adult's telephone or e-mail.
    pub contact: bool,
    /// A minor's representative.
    pub representative: bool,
}

impl FormContext {
    /// Whether the event takes somebody born on `birth`.
    pub fn admits(&self, birth: CivilDate) -> Result<(), FieldProblem> {
        let age = self.event_date.age_of(birth);
        match (self.age_min, self.age_max) {
            (Some(min), _) if age < i32::from(min) => Err(FieldProblem::TooYoung { min }),
            (_, Some(max)) if age > i32::from(max) => Err(FieldProblem::TooOldForEvent { max }),
            _ => Ok(()),
        }
    }
}

/// Most years that anybody's age is believed to have.
pub(crate) const OLDEST: i32 = 110;
/// Most characters of a class.
pub(crate) const CLASS_MAX: u32 = 50;

impl RegistrationForm {
    /// Reads the whole form; tells everything that is wrong at once.
    pub fn parse(&self, context: &FormContext) -> Result<NewPerson, FieldErrors> {
        let mut reader = Reader::default();
        let family = reader.required(Field::FamilyName, NamePart::parse(&self.family_name));
        let given = reader.required(Field::GivenName, NamePart::parse(&self.given_name));
        let patronymic = reader.optional(Field::Patronymic, NamePart::parse(&self.patronymic));
        let birth_date = reader.required(Field::BirthDate, self.birth_date(context));
        let sex = reader.required(Field::Sex, choice(&self.sex, Sex::parse));
        let region = reader.required(Field::Region, choice(&self.region, Region::parse));
        let place = reader.required(Field::Place, choice(&self.place, PlaceKind::parse));
        let kind = reader.required(Field::InstitutionKind, choice(&self.institution_kind, InstitutionKind::parse));
        let institution = reader.optional(Field::Institution, ShortText::parse(&self.institution));
        let class_name = reader.optional(Field::ClassName, ShortText::parse_max(&self.class_name, CLASS_MAX));
        let phone = reader.optional(Field::Phone, Phone::parse(&self.phone));
        let email = reader.optional(Field::Email, Email::parse(&self.email));
        let language = match choice(&self.language, Lang::parse) {
            Err(FieldProblem::NotChosen) => Some(context.default_lang),
            read => reader.required(Field::Language, read),
        };
        // Without a date of birth nobody can tell whose duty contact, consent and representative are.
        let (representative, [data_consent, photo_consent]) =
            match birth_date.map(|birth| context.event_date.age_of(birth)) {
                Some(age) if age < ADULT_AGE => {
                    let unnamed = context.lacks.representative && self.names_no_representative();
                    let named = if unnamed { None } else { self.representative(&mut reader, phone.as_ref()) };
                    (named, [ConsentAnswer::Representative; 2])
                }
                Some(_) => (None, self.adult(&mut reader, context.lacks)),
                None => (None, [ConsentAnswer::No; 2]),
            };
        let read = (|| {
            Some(NewPerson {
                name: PersonName::new(family?, given?, patronymic),
                birth_date: birth_date?,
                sex: sex?,
                region: region?,
                place: place?,
                institution_kind: kind?,
                institution,
                class_name,
                phone,
                email,
                language: language?,
                representative,
                data_consent,
                photo_consent,
            })
        })();
        match read {
            Some(person) if reader.errors.is_empty() => Ok(person),
            _ => Err(reader.errors),
        }
    }

    fn birth_date(&self, context: &FormContext) -> Result<CivilDate, FieldProblem> {
        let parts = [&self.birth_year, &self.birth_month, &self.birth_day].map(|part| part.trim());
        if parts.iter().all(|part| part.is_empty()) {
            return Err(FieldProblem::Empty);
        }
        let birth = civil_date(parts).ok_or(FieldProblem::BadDate)?;
        if birth > context.today {
            return Err(FieldProblem::DateInFuture);
        }
        if context.today.age_of(birth) > OLDEST {
            return Err(FieldProblem::TooOld);
        }
        context.admits(birth).map(|()| birth)
    }

    fn adult(&self, reader: &mut Reader, lacks: Lacks) -> [ConsentAnswer; 2] {
        if !lacks.contact && self.phone.trim().is_empty() && self.email.trim().is_empty() {
            reader.errors.add(Field::Phone, FieldProblem::NoContact);
        }
        let [data, photo] = [&self.consent_data, &self.consent_photo]
            .map(|tick| if is_ticked(tick) { ConsentAnswer::Yes } else { ConsentAnswer::No });
        if data == ConsentAnswer::No {
            reader.errors.add(Field::ConsentData, FieldProblem::MustAgree);
        }
        [data, photo]
    }

    fn names_no_representative(&self) -> bool {
        [&self.rep_name, &self.rep_relation, &self.rep_phone].iter().all(|text| text.trim().is_empty())
    }

    fn representative(&self, reader: &mut Reader, own_phone: Option<&Phone>) -> Option<Representative> {
        let name = reader.required(Field::RepName, NamePart::parse(&self.rep_name));
        let relation = reader.required(Field::RepRelation, choice(&self.rep_relation, Relation::parse));
        let phone = reader.required(Field::RepPhone, Phone::parse(&self.rep_phone));
        if phone.is_some() && phone.as_ref() == own_phone {
            reader.errors.add(Field::RepPhone, FieldProblem::SameAsParticipant);
        }
        Some(Representative { name: name?, relation: relation?, phone: phone? })
    }
}

/// Collects the problems of a form while its fields are read.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) errors: FieldErrors,
}

impl Reader {
    pub(crate) fn required<T>(&mut self, field: Field, read: Result<T, FieldProblem>) -> Option<T> {
        read.map_err(|problem| self.errors.add(field, problem)).ok()
    }

    pub(crate) fn optional<T>(&mut self, field: Field, read: Result<T, FieldProblem>) -> Option<T> {
        if matches!(read, Err(FieldProblem::Empty)) { None } else { self.required(field, read) }
    }
}

/// A day from year, month and day as typed: one or two digits, four for the year.
fn civil_date([year, month, day]: [&str; 3]) -> Option<CivilDate> {
    let number = |text: &str, lengths: RangeInclusive<usize>| {
        let digits = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<i16>().ok()).flatten()
    };
    let small = |text: &str| number(text, 1..=2).and_then(|n| u8::try_from(n).ok());
    CivilDate::new(number(year, 4..=4)?, small(month)?, small(day)?).ok()
}

#[cfg(test)]
#[path = "registration_tests.rs"]
mod tests;
