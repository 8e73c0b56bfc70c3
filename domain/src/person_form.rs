//! Correcting a person: the registration form's own fields and rules, without consents, which are records of their own.

use serde::{Deserialize, Serialize};

use crate::{
    email::Email,
    field::FieldErrors,
    new_person::NewPerson,
    phone::Phone,
    registration::{FormContext, RegistrationForm},
    short_text::ShortText,
};

/// The form as it came; names are those of the registration form's inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// What is known of the person. Ticks of consent mean nothing here.
    #[serde(flatten)]
    pub fields: RegistrationForm,
    /// The record that the page showed; see the verb.
    pub version: String,
}

impl PersonForm {
    /// The form that shows `person`.
    pub fn of(person: &NewPerson, version: String) -> Self {
        Self { fields: RegistrationForm::of(person), version }
    }

    /// Reads the whole form; tells everything that is wrong at once. Who is a minor in `context` needs a representative,
    /// unless the record [lacks](crate::registration::Lacks) one.
    pub fn parse(&self, context: &FormContext) -> Result<NewPerson, FieldErrors> {
        // Nobody agrees to anything by this form, so that the consent is not asked; the language is not in it.
        let fields = RegistrationForm {
            consent_data: "yes".to_owned(),
            consent_photo: String::new(),
            language: String::new(),
            ..self.fields.clone()
        };
        fields.parse(context)
    }
}

impl RegistrationForm {
    /// The form that describes `person`, as far as it is stored: without consents.
    pub fn of(person: &NewPerson) -> Self {
        let text = |text: Option<&ShortText>| text.map(|text| text.as_str().to_owned()).unwrap_or_default();
        let phone = |phone: &Phone| phone.e164().to_owned();
        let representative = person.representative.as_ref();
        Self {
            family_name: person.name.family().to_owned(),
            given_name: person.name.given().to_owned(),
            patronymic: person.name.patronymic().unwrap_or_default().to_owned(),
            birth_day: person.birth_date.day().to_string(),
            birth_month: person.birth_date.month().to_string(),
            birth_year: format!("{:04}", person.birth_date.year()),
            sex: person.sex.to_string(),
            region: person.region.code().to_owned(),
            place: person.place.to_string(),
            institution_kind: person.institution_kind.to_string(),
            institution: text(person.institution.as_ref()),
            class_name: text(person.class_name.as_ref()),
            phone: person.phone.as_ref().map(phone).unwrap_or_default(),
            email: person.email.as_ref().map(Email::as_str).unwrap_or_default().to_owned(),
            language: person.language.code().to_owned(),
            rep_name: representative.map(|r| r.name.as_str().to_owned()).unwrap_or_default(),
            rep_relation: representative.map(|r| r.relation.to_string()).unwrap_or_default(),
            rep_phone: representative.map(|r| phone(&r.phone)).unwrap_or_default(),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::new_person::ConsentAnswer;
    use crate::{
        field::{Field, FieldProblem},
        registration::Lacks,
        text::Lang,
        time::CivilDate,
    };

    fn context() -> FormContext {
        let day = CivilDate::new(2022, 9, 6).expect("a day");
        FormContext {
            today: day,
            event_date: day,
            age_min: None,
            age_max: None,
            default_lang: Lang::Ru,
            lacks: Lacks::default(),
        }
    }

    fn pupil() -> RegistrationForm {
        let text = str::to_owned;
        RegistrationForm {
            family_name: text("Серікова"),
            given_name: text("Айгерім"),
            patronymic: text("Ерланқызы"),
            birth_day: text("05"),
            birth_month: text("3"),
            birth_year: text("2007"),
            sex: text("female"),
            region: text("KZ-75"),
            place: text("rural"),
            institution_kind: text("school"),
            institution: text("№ 125 мектеп"),
            class_name: text("9 Ә"),
            email: text("a@example.org"),
            rep_name: text("Серікова Гүлнар"),
            rep_relation: text("mother"),
            rep_phone: text("8 777 000 00 01"),
            ..RegistrationForm::default()
        }
    }

    #[test]
    fn what_is_shown_is_read_as_the_same_person() {
        let person = pupil().parse(&context()).expect("a minor");
        let form = PersonForm::of(&person, "1".to_owned());
        assert_eq!(form.parse(&context()), Ok(person));
    }

    #[test]
    fn an_adult_is_not_asked_to_agree_again_and_a_minor_needs_a_representative() {
        let mut form = PersonForm { fields: pupil(), version: String::new() };
        form.fields.birth_year = "2000".into();
        let adult = form.parse(&context()).expect("an adult without ticks");
        assert_eq!((adult.representative, adult.language), (None, Lang::Ru));
        form.fields.birth_year = "2010".into();
        form.fields.rep_phone.clear();
        form.fields.given_name.clear();
        let half = FormContext { lacks: Lacks { contact: true, representative: true }, ..context() };
        assert!(form.parse(&half).is_err(), "half a representative is none");
        let wrong: Vec<_> = form.parse(&context()).expect_err("two fields").iter().collect();
        assert_eq!(wrong, [(Field::GivenName, FieldProblem::Empty), (Field::RepPhone, FieldProblem::Empty)]);
    }

    #[test]
    fn who_was_written_down_at_a_door_may_go_on_lacking_what_nobody_asked_them() {
        let brief = RegistrationForm {
            email: String::new(),
            rep_name: String::new(),
            rep_relation: String::new(),
            rep_phone: String::new(),
            ..pupil()
        };
        let mut form = PersonForm { fields: brief, version: String::new() };
        let wrong: Vec<_> =
            form.parse(&context()).expect_err("no representative").iter().map(|(field, _)| field).collect();
        assert_eq!(wrong, [Field::RepName, Field::RepRelation, Field::RepPhone]);
        let written = FormContext { lacks: Lacks { contact: true, representative: true }, ..context() };
        let minor = form.parse(&written).expect("a minor");
        assert_eq!((minor.representative, minor.data_consent), (None, ConsentAnswer::Representative));
        form.fields.birth_year = "2000".into();
        assert_eq!(form.parse(&written).expect("an adult").phone, None);
        let without_contact = FormContext { lacks: Lacks { contact: false, representative: true }, ..context() };
        assert!(form.parse(&without_contact).is_err(), "an adult's contact");
    }
}
