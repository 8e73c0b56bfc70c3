//! A person in a few words, as desks hear them: a line of a school's list, somebody who came without registering.

use crate::{
    field::{Field, FieldProblem},
    form::choice,
    name::{NamePart, PersonName},
    new_person::{ConsentAnswer, NewPerson},
    person::{InstitutionKind, PlaceKind, Sex},
    region::Region,
    registration::{CLASS_MAX, OLDEST, Reader},
    short_text::ShortText,
    text::Lang,
    time::CivilDate,
};

/// Who it is.
pub(crate) struct Brief {
    name: PersonName,
    pub(crate) birth_date: CivilDate,
    sex: Sex,
}

impl Brief {
    /// Reads family name, given name, patronymic (optional), day of birth and sex.
    pub(crate) fn read(
        reader: &mut Reader,
        [family, given, patronymic, birth_date, sex]: [&str; 5],
        today: CivilDate,
    ) -> Option<Self> {
        let family = reader.required(Field::FamilyName, NamePart::parse(family));
        let given = reader.required(Field::GivenName, NamePart::parse(given));
        let patronymic = reader.optional(Field::Patronymic, NamePart::parse(patronymic));
        let birth_date = reader.required(Field::BirthDate, birth(birth_date, today));
        let sex = reader.required(Field::Sex, choice(sex, Sex::parse));
        Some(Self { name: PersonName::new(family?, given?, patronymic), birth_date: birth_date?, sex: sex? })
    }
}

/// Where somebody comes from; all people of a list share it.
pub(crate) struct Origin {
    region: Region,
    place: PlaceKind,
    kind: InstitutionKind,
    institution: Option<ShortText>,
    class_name: Option<ShortText>,
}

impl Origin {
    /// Reads region, place, kind of institution, its name and the class.
    pub(crate) fn read(reader: &mut Reader, [region, place, kind, institution, class]: [&str; 5]) -> Option<Self> {
        let region = reader.required(Field::Region, choice(region, Region::parse));
        let place = reader.required(Field::Place, choice(place, PlaceKind::parse));
        let kind = reader.required(Field::InstitutionKind, choice(kind, InstitutionKind::parse));
        let institution = reader.optional(Field::Institution, ShortText::parse(institution));
        let class_name = reader.optional(Field::ClassName, ShortText::parse_max(class, CLASS_MAX));
        Some(Self { region: region?, place: place?, kind: kind?, institution, class_name })
    }

    /// Somebody from there, without a contact. No representative is named: a minor's consent is on paper, or still to come.
    pub(crate) fn person(&self, who: Brief, language: Lang) -> NewPerson {
        NewPerson {
            name: who.name,
            birth_date: who.birth_date,
            sex: who.sex,
            region: self.region,
            place: self.place,
            institution_kind: self.kind,
            institution: self.institution.clone(),
            class_name: self.class_name.clone(),
            phone: None,
            email: None,
            language,
            representative: None,
            data_consent: ConsentAnswer::No,
            photo_consent: ConsentAnswer::No,
        }
    }
}

/// `05.03.2007` as people write it, or `2007-03-05`.
pub(crate) fn birth(text: &str, today: CivilDate) -> Result<CivilDate, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::Empty);
    }
    let parts: Vec<&str> = text.split('.').map(str::trim).collect();
    let read = match parts[..] {
        [day, month, year] => CivilDate::parse(&format!("{year}-{month:0>2}-{day:0>2}")),
        _ => CivilDate::parse(text),
    };
    let birth = read.map_err(|_| FieldProblem::BadDate)?;
    if birth > today {
        return Err(FieldProblem::DateInFuture);
    }
    if today.age_of(birth) > OLDEST { Err(FieldProblem::TooOld) } else { Ok(birth) }
}
