//! Somebody who came without registering, as a desk phone describes them, with or without a network.

use serde::{Deserialize, Serialize};

use crate::{
    api::Receipt,
    brief::{Brief, Origin},
    consent::ADULT_AGE,
    field::{Field, FieldErrors, FieldProblem},
    form::is_ticked,
    id::{PersonId, TicketId},
    new_person::{ConsentAnswer, NewPerson},
    phone::Phone,
    registration::Reader,
    scan::{ConsentMark, RosterTicket, TicketMark},
    text::Lang,
    ticket::ShortCode,
    time::{CivilDate, Timestamp},
};

/// The form as it was typed; names are those of the registration form's inputs, the day of birth in one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WalkInForm {
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// `05.03.2007` or `2007-03-05`.
    pub birth_date: String,
    /// A word of [`crate::person::Sex`].
    pub sex: String,
    /// A code of [`crate::region::Region`].
    pub region: String,
    /// A word of [`crate::person::PlaceKind`].
    pub place: String,
    /// A word of [`crate::person::InstitutionKind`].
    pub institution_kind: String,
    /// Class or group; optional.
    pub class_name: String,
    /// A telephone; optional.
    pub phone: String,
    /// Tick of an adult: consent to data processing. A minor's representative is asked at the door.
    pub consent_data: String,
    /// A code of [`Lang`]; empty: Kazakh.
    pub language: String,
}

impl WalkInForm {
    /// Reads the whole form; tells everything that is wrong at once. The phone and the server read it by this alone.
    pub fn parse(&self, today: CivilDate) -> Result<NewPerson, FieldErrors> {
        let mut reader = Reader::default();
        let names: [&str; 5] = [&self.family_name, &self.given_name, "", &self.birth_date, &self.sex];
        let brief = Brief::read(&mut reader, names, today);
        let origin =
            Origin::read(&mut reader, [&self.region, &self.place, &self.institution_kind, "", &self.class_name]);
        let phone = reader.optional(Field::Phone, Phone::parse(&self.phone));
        let minor = brief.as_ref().is_some_and(|brief| today.age_of(brief.birth_date) < ADULT_AGE);
        if brief.is_some() && !minor && !is_ticked(&self.consent_data) {
            reader.errors.add(Field::ConsentData, FieldProblem::MustAgree);
        }
        let (Some(brief), Some(origin), true) = (brief, origin, reader.errors.is_empty()) else {
            return Err(reader.errors);
        };
        let answer = if minor { ConsentAnswer::Representative } else { ConsentAnswer::Yes };
        let language = Lang::parse(&self.language).unwrap_or_default();
        let person = origin.person(brief, language);
        Ok(NewPerson { phone, data_consent: answer, ..person })
    }

    /// The form for whoever comes next: what a class shares stays.
    pub fn next(&mut self) {
        let shared = Self {
            region: std::mem::take(&mut self.region),
            place: std::mem::take(&mut self.place),
            institution_kind: std::mem::take(&mut self.institution_kind),
            class_name: std::mem::take(&mut self.class_name),
            ..Self::default()
        };
        *self = shared;
    }
}

/// Somebody who came without registering, as a desk phone wrote them down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkIn {
    /// Made by the phone; the id of their ticket too, so that scans name it before the server has heard of it.
    pub id: PersonId,
    /// When it was written down, by the phone's corrected clock: the day by which ages are read, and of an adult's consent.
    #[serde(default)]
    pub at: Option<Timestamp>,
    /// What the desk asked.
    #[serde(flatten)]
    pub form: WalkInForm,
}

/// `POST /api/v1/walk-ins`: up to [`crate::api::BATCH_MAX`] people, read one by one: a malformed one never fails the others.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WalkInBatch {
    /// The people.
    pub people: Vec<serde_json::Value>,
}

/// What a phone builds; the same shape as [`WalkInBatch`] with typed people.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct OutgoingWalkIns {
    /// The people.
    pub people: Vec<WalkIn>,
}

/// The answer for one person, in the order sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkInReceipt {
    /// The person, where the id could be read.
    pub id: Option<PersonId>,
    /// What became of them: `stored`, `already` or `malformed`.
    pub receipt: Receipt,
    /// Why, when malformed; for developers, in English.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub problem: Option<String>,
}

/// The answer to a batch of people, sent after commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkInReply {
    /// One receipt per person, in the order sent.
    pub receipts: Vec<WalkInReceipt>,
}

/// The ticket of somebody whom a phone wrote down, as its own list has it until the server's does. None: the form is not
/// right. It has no code yet: the server draws one.
pub fn expected(walk_in: &WalkIn, today: CivilDate) -> Option<RosterTicket> {
    let person = walk_in.form.parse(today).ok()?;
    let minor = person.data_consent == ConsentAnswer::Representative;
    let mut random = [0; 8];
    random.copy_from_slice(&walk_in.id.0.as_bytes()[8..]);
    Some(RosterTicket {
        id: TicketId(walk_in.id.0),
        code: ShortCode::from_random(random),
        name: person.name.full(),
        class: person.class_name.map(|class| class.as_str().to_owned()).unwrap_or_default(),
        mark: TicketMark::Valid,
        consent: if minor { ConsentMark::Missing } else { ConsentMark::Held },
        registrations: Vec::new(),
        blank: None,
        group: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn form() -> WalkInForm {
        let text = str::to_owned;
        WalkInForm {
            family_name: text("Серікова"),
            given_name: text("Айгерім"),
            birth_date: text("05.03.2000"),
            sex: text("female"),
            region: text("KZ-75"),
            place: text("urban"),
            institution_kind: text("university"),
            consent_data: text("yes"),
            ..WalkInForm::default()
        }
    }

    fn today() -> CivilDate {
        CivilDate::new(2022, 9, 6).expect("a day")
    }

    #[test]
    fn an_adult_agrees_at_the_desk_and_a_minors_representative_is_still_asked() {
        let adult = form().parse(today()).expect("an adult");
        assert_eq!((adult.data_consent, adult.phone, adult.representative), (ConsentAnswer::Yes, None, None));
        let unasked = WalkInForm { consent_data: String::new(), ..form() };
        let wrong = unasked.parse(today()).expect_err("not asked");
        assert_eq!(wrong.iter().collect::<Vec<_>>(), [(Field::ConsentData, FieldProblem::MustAgree)]);
        let pupil = WalkInForm { birth_date: "2008-03-05".into(), phone: "87011234567".into(), ..unasked };
        let minor = pupil.parse(today()).expect("a minor");
        assert_eq!(minor.data_consent, ConsentAnswer::Representative);
        assert!(minor.phone.is_some());
        let id = PersonId(Uuid::from_u128(7));
        let marks =
            [form(), pupil].map(|form| expected(&WalkIn { id, at: None, form }, today()).expect("a ticket").consent);
        assert_eq!(marks, [ConsentMark::Held, ConsentMark::Missing]);
    }

    #[test]
    fn everything_wrong_is_told_at_once_and_the_next_one_finds_what_the_class_shares() {
        assert_eq!(WalkInForm::default().parse(today()).expect_err("empty").len(), 7);
        let mut next = form();
        next.next();
        assert_eq!((next.region.as_str(), next.place.as_str()), ("KZ-75", "urban"));
        assert!(next.family_name.is_empty() && next.consent_data.is_empty());
    }
}
