//! Names beside figures and facts.

use std::collections::HashMap;

use keruen_domain::consent::{Consent, ConsentKind, ConsentWay};
use keruen_domain::erasure::ErasedBy;
use keruen_domain::event::RegistrationState;
use keruen_domain::fact::FactRef;
use keruen_domain::figures::Profile;
use keruen_domain::id::{AccountId, DeviceId, EventId, PersonId, ProjectId};
use keruen_domain::person::{InstitutionKind, PlaceKind, Role, Sex};
use keruen_domain::region::Region;
use keruen_domain::text::Lang;
use keruen_domain::time::Timestamp;
use uuid::Uuid;

use crate::people::{age, full_name};
use crate::store::{Result, Tx, on, parsed};

/// A person for their page.
pub(super) struct PersonCard {
    pub(super) project: ProjectId,
    pub(super) name: String,
    pub(super) institution: String,
    pub(super) class_name: String,
    pub(super) profile: Profile,
    pub(super) erased: Option<(Timestamp, ErasedBy)>,
}

#[derive(sqlx::FromRow)]
struct PersonRow {
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
    #[sqlx(try_from = "String")]
    role: Role,
    age_band: Option<String>,
    adult_from: Option<String>,
    erased_at: Option<i64>,
    erased_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ConsentRow {
    person_id: Uuid,
    #[sqlx(try_from = "String")]
    kind: ConsentKind,
    text_version: i64,
    language: String,
    #[sqlx(try_from = "String")]
    way: ConsentWay,
    given_at: i64,
    withdrawn_at: Option<i64>,
}

impl Tx {
    /// Full name and class of everybody in the project.
    pub(crate) async fn person_names(&mut self, project: ProjectId) -> Result<HashMap<PersonId, (String, String)>> {
        const SQL: &str =
            "SELECT id, family_name, given_name, patronymic, class_name FROM persons WHERE project_id = $1";
        type Row = (Uuid, String, String, Option<String>, String);
        let rows: Vec<Row> = on!(self, db => sqlx::query_as(SQL).bind(project.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(id, family, given, patronymic, class_name)| {
                Ok((PersonId(id), (full_name(&family, &given, patronymic.as_deref())?, class_name)))
            })
            .collect()
    }

    pub(super) async fn person_card(&mut self, person: PersonId) -> Result<Option<PersonCard>> {
        const SQL: &str = "SELECT project_id, family_name, given_name, patronymic, birth_date, sex, region, place, institution_kind, institution,
            class_name, role, age_band, adult_from, erased_at, erased_by FROM persons WHERE id = $1";
        let row: Option<PersonRow> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_optional(db).await)?;
        row.map(|row| {
            Ok(PersonCard {
                project: ProjectId(row.project_id),
                name: full_name(&row.family_name, &row.given_name, row.patronymic.as_deref())?,
                institution: row.institution,
                class_name: row.class_name,
                erased: match (row.erased_at, row.erased_by) {
                    (Some(at), Some(by)) => {
                        Some((Timestamp::from_millis(at), parsed(ErasedBy::parse(&by), "persons", "erased_by")?))
                    }
                    _ => None,
                },
                profile: Profile {
                    person,
                    role: row.role,
                    age: age(&row.birth_date, row.age_band.as_deref(), row.adult_from.as_deref())?,
                    sex: row.sex,
                    region: row.region,
                    place: row.place,
                    institution: row.institution_kind,
                },
            })
        })
        .transpose()
    }

    pub(super) async fn registrations_of(&mut self, person: PersonId) -> Result<Vec<(EventId, RegistrationState)>> {
        const SQL: &str = "SELECT event_id, state FROM registrations WHERE person_id = $1";
        let rows: Vec<(Uuid, String)> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(event, state)| {
                Ok((EventId(event), parsed(RegistrationState::parse(&state), "registrations", "state")?))
            })
            .collect()
    }

    pub(crate) async fn consents_of(&mut self, person: PersonId) -> Result<Vec<Consent>> {
        const SQL: &str = "SELECT person_id, kind, text_version, language, way, given_at, withdrawn_at FROM consents
            WHERE person_id = $1 ORDER BY given_at, id";
        let rows: Vec<ConsentRow> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|row| {
                Ok(Consent {
                    person: PersonId(row.person_id),
                    kind: row.kind,
                    text_version: row.text_version,
                    language: parsed(Lang::parse(&row.language), "consents", "language")?,
                    way: row.way,
                    given_at: Timestamp::from_millis(row.given_at),
                    withdrawn_at: row.withdrawn_at.map(Timestamp::from_millis),
                })
            })
            .collect()
    }

    pub(super) async fn fact_note(&mut self, fact: FactRef) -> Result<Option<String>> {
        const SQL: &str = "SELECT note FROM fact_notes WHERE source_id = $1 AND fact_id = $2";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(fact.source.uuid()).bind(fact.id.0).fetch_optional(db).await)?)
    }

    /// The name of an operator; of a device without that operator, of whoever held it last.
    pub(super) async fn operator_name(&mut self, device: DeviceId, operator: Option<Uuid>) -> Result<Option<String>> {
        const SQL: &str = "SELECT name FROM operators WHERE device_id = $1
            ORDER BY CASE WHEN id = $2 THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT 1";
        let operator = operator.unwrap_or_default();
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(device.0).bind(operator).fetch_optional(db).await)?)
    }

    pub(crate) async fn account_name(&mut self, account: AccountId) -> Result<Option<String>> {
        const SQL: &str = "SELECT name FROM accounts WHERE id = $1";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(account.0).fetch_optional(db).await)?)
    }
}
