//! A person as a faultless registration form describes them, not yet stored.

use crate::{
    email::Email,
    name::{NamePart, PersonName, search_key},
    person::{InstitutionKind, PlaceKind, Sex},
    phone::Phone,
    region::Region,
    short_text::ShortText,
    text::Lang,
    text_enum::text_enum,
    time::CivilDate,
};

/// A person as a faultless form describes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// Name.
    pub name: PersonName,
    /// Day of birth.
    pub birth_date: CivilDate,
    /// Sex.
    pub sex: Sex,
    /// Home region.
    pub region: Region,
    /// Town or village.
    pub place: PlaceKind,
    /// Kind of institution.
    pub institution_kind: InstitutionKind,
    /// Its name.
    pub institution: Option<ShortText>,
    /// Class or group.
    pub class_name: Option<ShortText>,
    /// Own telephone.
    pub phone: Option<Phone>,
    /// Own e-mail.
    pub email: Option<Email>,
    /// Language of messages.
    pub language: Lang,
    /// Who consents for a minor; none for adults.
    pub representative: Option<Representative>,
    /// Consent to data processing: `Yes` of an adult, or the representative's to give.
    pub data_consent: ConsentAnswer,
    /// Consent to photo and video.
    pub photo_consent: ConsentAnswer,
}

/// A minor's legal representative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representative {
    /// Full name on one line.
    pub name: NamePart,
    /// What they are to the minor.
    pub relation: Relation,
    /// Telephone, not the minor's own.
    pub phone: Phone,
}

text_enum! {
    /// What a legal representative is to the minor.
    pub enum Relation {
        /// Mother.
        Mother = "mother",
        /// Father.
        Father = "father",
        /// Guardian or trustee.
        Guardian = "guardian",
        /// Adopter, foster carer, other.
        Other = "other",
    }
}

text_enum! {
    /// How the form answers a question of consent.
    pub enum ConsentAnswer {
        /// An adult agreed.
        Yes = "yes",
        /// An adult did not agree.
        No = "no",
        /// A minor's representative will be asked; the minor's own tick means nothing.
        Representative = "representative",
    }
}

impl NewPerson {
    /// Whether the form left the consent to a representative. Of whom a desk or a list wrote down nobody was asked, whatever
    /// their age: see [`crate::age::Age::is_minor_on`].
    pub const fn asks_representative(&self) -> bool {
        matches!(self.data_consent, ConsentAnswer::Representative)
    }
}

/// A [`candidate_key`] without its contact. Whoever gave no contact may be anybody with an equal name and day of birth.
pub fn without_contact(key: &str) -> &str {
    key.match_indices('|').nth(2).map_or(key, |(end, _)| &key[..=end])
}

/// What two registrations of one person share (design rule 9): folded family and given name, date of birth,
/// and the contact: a minor's representative's telephone, else the own telephone, else the e-mail.
///
/// The patronymic is left out, since many give it once and not twice. Equal keys make a candidate that a
/// person looks at; nothing is merged by them.
pub fn candidate_key(person: &NewPerson) -> String {
    let fold = |part: &str| search_key(part).replace(' ', "");
    let contact = match &person.representative {
        Some(representative) => Some(representative.phone.e164()),
        None => person.phone.as_ref().map(Phone::e164),
    };
    let email = person.email.as_ref().map(|email| email.as_str().to_lowercase());
    let contact = contact.map(str::to_owned).or(email).unwrap_or_default();
    format!("{}|{}|{}|{contact}", fold(person.name.family()), fold(person.name.given()), person.birth_date)
}
