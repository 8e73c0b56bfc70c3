//! Rows of `persons`.

use keruen_domain::email::Email;
use keruen_domain::figures::{Age, Profile};
use keruen_domain::id::{PersonId, ProjectId};
use keruen_domain::name::PersonName;
use keruen_domain::person::{InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::phone::Phone;
use keruen_domain::region::Region;
use keruen_domain::registration::{NewPerson, candidate_key};
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use super::PersonBrief;
use crate::store::{Result, Tx, on, parsed};

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

    /// The project that knows this person.
    pub(crate) async fn person_project(&mut self, person: PersonId) -> Result<Option<ProjectId>> {
        const SQL: &str = "SELECT project_id FROM persons WHERE id = $1";
        let row: Option<Uuid> = on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_optional(db).await)?;
        Ok(row.map(ProjectId))
    }

    /// Locks the person's row until commit.
    pub(crate) async fn person_lock(&mut self, person: PersonId) -> Result<()> {
        const SQL: &str = "UPDATE persons SET role = role WHERE id = $1";
        on!(self, db => sqlx::query(SQL).bind(person.0).execute(db).await.map(drop))?;
        Ok(())
    }

    /// What figures need to know of everybody in the project.
    pub(crate) async fn project_profiles(&mut self, project: ProjectId) -> Result<Vec<Profile>> {
        const SQL: &str =
            "SELECT id, role, birth_date, sex, region, place, institution_kind FROM persons WHERE project_id = $1";
        type Row = (Uuid, String, String, String, String, String, String);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, role, birth, sex, region, place, institution)| {
                Ok(Profile {
                    person: PersonId(id),
                    role: parsed(Role::parse(&role), "persons", "role")?,
                    age: Age::Born(birth_date(&birth)?),
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

/// A day of birth from its column.
pub(crate) fn birth_date(text: &str) -> Result<CivilDate> {
    parsed(CivilDate::parse(text).ok(), "persons", "birth_date")
}
