//! Rows of `persons`.

use keruen_domain::age::{Age, Frozen};
use keruen_domain::email::Email;
use keruen_domain::event::RegistrationState;
use keruen_domain::figures::Profile;
use keruen_domain::id::{PersonId, ProjectId};
use keruen_domain::name::{NamePart, PersonName};
use keruen_domain::person::{AgeBand, InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::phone::Phone;
use keruen_domain::region::Region;
use keruen_domain::registration::{ConsentAnswer, NewPerson, Relation, Representative, candidate_key};
use keruen_domain::scan::ConsentMark;
use keruen_domain::short_text::ShortText;
use keruen_domain::text::Lang;
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use super::PersonBrief;
use crate::consents::{data_consent, own_consent};
use crate::store::{Result, Tx, on, parsed};

#[derive(sqlx::FromRow)]
struct RecordRow {
    project_id: Uuid,
    family_name: String,
    given_name: String,
    patronymic: Option<String>,
    birth_date: String,
    #[sqlx(try_from = "String")]
    sex: Sex,
    #[sqlx(try_from = "String")]
    region: Region,
    #[sqlx(try_from = "String")]
    place: PlaceKind,
    #[sqlx(try_from = "String")]
    institution_kind: InstitutionKind,
    institution: String,
    class_name: String,
    phone: Option<String>,
    email: Option<String>,
    language: String,
    rep_name: Option<String>,
    rep_relation: Option<String>,
    rep_phone: Option<String>,
}

impl RecordRow {
    fn read(self) -> Result<(NewPerson, ProjectId)> {
        let text = |text: String, column| match text.as_str() {
            "" => Ok(None),
            some => parsed(ShortText::parse(some).ok(), "persons", column).map(Some),
        };
        let phone = |text: Option<String>, column| {
            text.map(|text| parsed(Phone::parse(&text).ok(), "persons", column)).transpose()
        };
        let representative = match (self.rep_name, self.rep_relation, phone(self.rep_phone, "rep_phone")?) {
            (Some(name), Some(relation), Some(phone)) => Some(Representative {
                name: parsed(NamePart::parse(&name).ok(), "persons", "rep_name")?,
                relation: parsed(Relation::parse(&relation), "persons", "rep_relation")?,
                phone,
            }),
            _ => None,
        };
        // What was answered is a record of its own, in `consents`.
        let answer = if representative.is_some() { ConsentAnswer::Representative } else { ConsentAnswer::Yes };
        let person = NewPerson {
            name: person_name(&self.family_name, &self.given_name, self.patronymic.as_deref())?,
            birth_date: birth_date(&self.birth_date)?,
            sex: self.sex,
            region: self.region,
            place: self.place,
            institution_kind: self.institution_kind,
            institution: text(self.institution, "institution")?,
            class_name: text(self.class_name, "class_name")?,
            phone: phone(self.phone, "phone")?,
            email: self.email.map(|text| parsed(Email::parse(&text).ok(), "persons", "email")).transpose()?,
            language: parsed(Lang::parse(&self.language), "persons", "language")?,
            representative,
            data_consent: answer,
            photo_consent: answer,
        };
        Ok((person, ProjectId(self.project_id)))
    }
}

impl Tx {
    pub(crate) async fn person_insert(
        &mut self,
        id: PersonId,
        project: ProjectId,
        person: &NewPerson,
        role: Role,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str = "INSERT INTO persons (id, project_id, family_name, given_name, patronymic, search_key, candidate_key, birth_date, sex,
                region, place, institution_kind, institution, class_name, phone, email, language, role, rep_name, rep_relation, rep_phone, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)";
        let representative = person.representative.as_ref();
        on!(self, db => sqlx::query(SQL)
            .bind(id.0)
            .bind(project.0)
            .bind(person.name.family())
            .bind(person.name.given())
            .bind(person.name.patronymic())
            .bind(person.name.search_key())
            .bind(candidate_key(person))
            .bind(person.birth_date.to_string())
            .bind(person.sex.as_str())
            .bind(person.region.code())
            .bind(person.place.as_str())
            .bind(person.institution_kind.as_str())
            .bind(person.institution.as_ref().map_or("", |text| text.as_str()))
            .bind(person.class_name.as_ref().map_or("", |text| text.as_str()))
            .bind(person.phone.as_ref().map(Phone::e164))
            .bind(person.email.as_ref().map(Email::as_str))
            .bind(person.language.code())
            .bind(role.as_str())
            .bind(representative.map(|r| r.name.as_str()))
            .bind(representative.map(|r| r.relation.as_str()))
            .bind(representative.map(|r| r.phone.e164()))
            .bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// A person as they were last described, and the project that knows them.
    pub(super) async fn person_record(&mut self, person: PersonId) -> Result<Option<(NewPerson, ProjectId)>> {
        const SQL: &str = "SELECT project_id, family_name, given_name, patronymic, birth_date, sex, region, place, institution_kind, institution,
                class_name, phone, email, language, rep_name, rep_relation, rep_phone FROM persons WHERE id = $1 AND erased_at IS NULL";
        let row: Option<RecordRow> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_optional(db).await)?;
        row.map(RecordRow::read).transpose()
    }

    /// Writes all that a form describes. The caller holds the row.
    pub(super) async fn person_update(&mut self, id: PersonId, person: &NewPerson) -> Result<()> {
        const SQL: &str = "UPDATE persons SET family_name = $2, given_name = $3, patronymic = $4, search_key = $5, candidate_key = $6,
                birth_date = $7, sex = $8, region = $9, place = $10, institution_kind = $11, institution = $12, class_name = $13,
                phone = $14, email = $15, rep_name = $16, rep_relation = $17, rep_phone = $18 WHERE id = $1";
        let representative = person.representative.as_ref();
        on!(self, db => sqlx::query(SQL)
            .bind(id.0)
            .bind(person.name.family())
            .bind(person.name.given())
            .bind(person.name.patronymic())
            .bind(person.name.search_key())
            .bind(candidate_key(person))
            .bind(person.birth_date.to_string())
            .bind(person.sex.as_str())
            .bind(person.region.code())
            .bind(person.place.as_str())
            .bind(person.institution_kind.as_str())
            .bind(person.institution.as_ref().map_or("", |text| text.as_str()))
            .bind(person.class_name.as_ref().map_or("", |text| text.as_str()))
            .bind(person.phone.as_ref().map(Phone::e164))
            .bind(person.email.as_ref().map(Email::as_str))
            .bind(representative.map(|r| r.name.as_str()))
            .bind(representative.map(|r| r.relation.as_str()))
            .bind(representative.map(|r| r.phone.e164()))
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Start and zone of the first event that the person means to attend.
    pub(super) async fn person_first_event(&mut self, person: PersonId) -> Result<Option<(Timestamp, String)>> {
        const SQL: &str = "SELECT e.starts_at, e.zone FROM registrations r JOIN events e ON e.id = r.event_id
            WHERE r.person_id = $1 AND r.state <> 'cancelled' ORDER BY e.starts_at, e.id LIMIT 1";
        let row: Option<(i64, String)> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_optional(db).await)?;
        Ok(row.map(|(at, zone)| (Timestamp::from_millis(at), zone)))
    }

    /// Voids the consents that the person gave for themselves.
    pub(super) async fn person_own_consents_end(&mut self, person: PersonId, now: Timestamp) -> Result<()> {
        const SQL: &str = concat!(
            "UPDATE consents SET withdrawn_at = $2, void_at = $2 WHERE person_id = $1 AND ",
            own_consent!("consents")
        );
        on!(self, db => sqlx::query(SQL).bind(person.0).bind(now.millis()).execute(db).await.map(drop))?;
        Ok(())
    }

    /// Seats of somebody without a consent to data processing wait for it again.
    pub(crate) async fn person_awaits_consent(&mut self, person: PersonId) -> Result<()> {
        const SQL: &str = concat!(
            "UPDATE registrations SET state = $2 WHERE person_id = $1 AND state = $3 AND NOT ",
            data_consent!("registrations.person_id")
        );
        let [held, missing] =
            [ConsentMark::Held, ConsentMark::Missing].map(|mark| RegistrationState::seated(mark).as_str());
        on!(self, db => sqlx::query(SQL).bind(person.0).bind(missing).bind(held).execute(db).await.map(drop))?;
        Ok(())
    }

    /// The project that knows this person.
    pub(crate) async fn person_project(&mut self, person: PersonId) -> Result<Option<ProjectId>> {
        const SQL: &str = "SELECT project_id FROM persons WHERE id = $1";
        let row: Option<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_optional(db).await)?;
        Ok(row.map(ProjectId))
    }

    /// The role with which the record was made.
    pub(crate) async fn person_role(&mut self, person: PersonId) -> Result<Option<Role>> {
        const SQL: &str = "SELECT role FROM persons WHERE id = $1";
        let row: Option<String> = on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_optional(db).await)?;
        row.map(|word| parsed(Role::parse(&word), "persons", "role")).transpose()
    }

    /// Locks the person's row until commit.
    pub(crate) async fn person_lock(&mut self, person: PersonId) -> Result<()> {
        const SQL: &str = "UPDATE persons SET role = role WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(person.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// What figures need to know of everybody in the project.
    pub(crate) async fn project_profiles(&mut self, project: ProjectId) -> Result<Vec<Profile>> {
        const SQL: &str = "SELECT id, role, birth_date, sex, region, place, institution_kind, age_band, adult_from FROM persons WHERE project_id = $1";
        type Row = (Uuid, String, String, String, String, String, String, Option<String>, Option<String>);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, role, birth, sex, region, place, institution, band, adult_from)| {
                Ok(Profile {
                    person: PersonId(id),
                    role: parsed(Role::parse(&role), "persons", "role")?,
                    age: age(&birth, band.as_deref(), adult_from.as_deref())?,
                    sex: parsed(Sex::parse(&sex), "persons", "sex")?,
                    region: parsed(Region::parse(&region), "persons", "region")?,
                    place: parsed(PlaceKind::parse(&place), "persons", "place")?,
                    institution: parsed(InstitutionKind::parse(&institution), "persons", "institution_kind")?,
                })
            })
            .collect()
    }

    /// Records that share their candidate key with another one, with the key, oldest record first.
    pub(super) async fn person_candidates(&mut self, project: ProjectId) -> Result<Vec<(String, PersonBrief)>> {
        const SQL: &str = "SELECT p.candidate_key, p.id, p.family_name, p.given_name, p.patronymic, p.birth_date, p.class_name, p.created_at
            FROM persons p WHERE p.project_id = $1 AND p.candidate_key IN (
                SELECT q.candidate_key FROM persons q WHERE q.project_id = $1 GROUP BY q.candidate_key HAVING COUNT(*) > 1)
            ORDER BY p.created_at, p.id";
        type Row = (String, Uuid, String, String, Option<String>, String, String, i64);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(key, id, family, given, patronymic, birth, class_name, created_at)| {
                let brief = PersonBrief {
                    person: PersonId(id),
                    name: person_name(&family, &given, patronymic.as_deref())?,
                    birth_date: birth_date(&birth)?,
                    class_name,
                    created_at: Timestamp::from_millis(created_at),
                };
                Ok((key, brief))
            })
            .collect()
    }
}

/// A name from its columns.
pub(crate) fn person_name(family: &str, given: &str, patronymic: Option<&str>) -> Result<PersonName> {
    parsed(PersonName::parse(family, given, patronymic).ok(), "persons", "family_name")
}

/// The full name from its columns; empty of who was erased.
pub(crate) fn full_name(family: &str, given: &str, patronymic: Option<&str>) -> Result<String> {
    if family.is_empty() { Ok(String::new()) } else { Ok(person_name(family, given, patronymic)?.full()) }
}

/// An age from its columns.
pub(crate) fn age(birth: &str, band: Option<&str>, adult_from: Option<&str>) -> Result<Age> {
    let Some(band) = band else { return Ok(Age::Born(birth_date(birth)?)) };
    let day = |text| parsed(CivilDate::parse(text).ok(), "persons", "adult_from");
    Ok(Age::Frozen(Frozen {
        band: parsed(AgeBand::parse(band), "persons", "age_band")?,
        adult_from: adult_from.map(day).transpose()?,
    }))
}

/// A day of birth from its column.
pub(crate) fn birth_date(text: &str) -> Result<CivilDate> {
    parsed(CivilDate::parse(text).ok(), "persons", "birth_date")
}
