//! Rows of `consents` and `consent_links`.

use keruen_domain::age::Age;
use keruen_domain::consent::{ConsentKind, ConsentWay};
use keruen_domain::id::{ConsentId, PersonId};
use keruen_domain::name::PersonName;
use keruen_domain::registration::Relation;
use keruen_domain::scan::ConsentMark;
use keruen_domain::text::{Lang, Localized};
use keruen_domain::time::{CivilDate, Timestamp};
use uuid::Uuid;

use super::Terms;
use crate::chance::Secret;
use crate::people::person_name;
use crate::projects::kept_until;
use crate::store::{Json, Result, Tx, on, parsed};

/// A consent to be written.
#[derive(Debug, Clone)]
pub(crate) struct NewConsent {
    pub(crate) id: ConsentId,
    pub(crate) person: PersonId,
    pub(crate) kind: ConsentKind,
    pub(crate) text_version: i64,
    pub(crate) language: Lang,
    /// Operator's name and BIN as shown.
    pub(crate) operator: String,
    pub(crate) way: ConsentWay,
    pub(crate) giver: Giver,
    /// Name of who agreed, or of who says so; empty: the person themselves, or not known.
    pub(crate) given_by: String,
    pub(crate) paper_no: Option<String>,
    pub(crate) given_at: Timestamp,
}

/// Who agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Giver {
    /// The person themselves.
    Themselves,
    /// The legal representative; on some papers nobody says what they are to the person.
    Representative(Option<Relation>),
}

impl Giver {
    /// Whose paper it is that somebody born then brought on `day`, when nobody was asked on a form.
    pub(crate) fn of_paper(birth_date: CivilDate, day: CivilDate) -> Self {
        if Age::Born(birth_date).is_minor_on(day) { Self::Representative(None) } else { Self::Themselves }
    }

    /// What the column `relation` holds.
    const fn word(self) -> &'static str {
        match self {
            Self::Themselves => "self",
            Self::Representative(Some(relation)) => relation.as_str(),
            Self::Representative(None) => "representative",
        }
    }
}

/// A consent in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenConsent {
    /// How it reached us.
    pub way: ConsentWay,
    /// When.
    pub given_at: Timestamp,
}

/// A person whose representative is asked, and who asks.
#[derive(Debug, Clone)]
pub(super) struct Minor {
    pub(super) person: PersonId,
    pub(super) name: PersonName,
    pub(super) language: Lang,
    /// A consent of their own is in force.
    agreed_alone: bool,
    pub(super) rep_name: String,
    pub(super) rep_relation: Option<Relation>,
    pub(super) caravan_title: Localized,
    pub(super) project_title: Localized,
    pub(super) operator: Localized,
    pub(super) operator_bin: String,
    pub(super) text: Localized,
    pub(super) version: i64,
    pub(super) consent_days: i64,
    pub(super) keep_until: CivilDate,
    pub(super) given: Vec<(ConsentKind, GivenConsent)>,
}

impl Minor {
    /// Whether they registered as an adult, who needs nobody.
    const fn agrees_alone(&self) -> bool {
        self.agreed_alone && self.rep_name.is_empty()
    }

    /// What their representative agrees to.
    pub(super) fn terms(&self) -> Terms<'_> {
        Terms { version: self.version, operator: &self.operator, operator_bin: &self.operator_bin }
    }
}

#[derive(sqlx::FromRow)]
struct MinorRow {
    family_name: String,
    given_name: String,
    patronymic: Option<String>,
    language: String,
    agreed_alone: bool,
    rep_name: Option<String>,
    rep_relation: Option<String>,
    #[sqlx(try_from = "String")]
    caravan_title: Json<Localized>,
    #[sqlx(try_from = "String")]
    project_title: Json<Localized>,
    #[sqlx(try_from = "String")]
    operator: Json<Localized>,
    operator_bin: String,
    #[sqlx(try_from = "String")]
    consent_text: Json<Localized>,
    consent_version: i64,
    consent_days: i64,
    keep_until: Option<String>,
    #[sqlx(try_from = "String")]
    last_day: CivilDate,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    #[sqlx(try_from = "String")]
    title: Json<Localized>,
    starts_at: i64,
    zone: String,
}

/// The condition that a consent to data processing is on record for the person in the column `$person`.
macro_rules! data_consent {
    ($person:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM consents dc WHERE dc.person_id = ",
            $person,
            " AND dc.kind = 'data' AND dc.withdrawn_at IS NULL)"
        )
    };
}
pub(crate) use data_consent;

/// The condition that the consent in the row `$consent` is in force, and that the person gave it for themselves.
macro_rules! own_consent {
    ($consent:literal) => {
        concat!($consent, ".relation = 'self' AND ", $consent, ".withdrawn_at IS NULL")
    };
}
pub(crate) use own_consent;

impl Tx {
    pub(crate) async fn consent_insert(&mut self, consent: &NewConsent) -> Result<()> {
        const SQL: &str = "INSERT INTO consents (id, person_id, kind, text_version, language, operator, way, given_by, relation, paper_no, given_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        on!(self, db => sqlx::query(SQL)
            .bind(consent.id.0)
            .bind(consent.person.0)
            .bind(consent.kind.as_str())
            .bind(consent.text_version)
            .bind(consent.language.code())
            .bind(consent.operator.as_str())
            .bind(consent.way.as_str())
            .bind(consent.given_by.as_str())
            .bind(consent.giver.word())
            .bind(consent.paper_no.as_deref())
            .bind(consent.given_at.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Whether a consent to data processing is on record for this person.
    pub(crate) async fn consent_mark(&mut self, person: PersonId) -> Result<ConsentMark> {
        const SQL: &str = concat!("SELECT ", data_consent!("$1"));
        let held: bool = on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_one(db).await)?;
        Ok(if held { ConsentMark::Held } else { ConsentMark::Missing })
    }

    /// The person's consents in force, oldest first.
    pub(crate) async fn consent_kinds(&mut self, person: PersonId) -> Result<Vec<(ConsentKind, GivenConsent)>> {
        const SQL: &str = "SELECT kind, way, given_at FROM consents WHERE person_id = $1 AND withdrawn_at IS NULL ORDER BY given_at, id";
        let rows: Vec<(String, String, i64)> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(kind, way, given_at)| {
                let way = parsed(ConsentWay::parse(&way), "consents", "way")?;
                let given = GivenConsent { way, given_at: Timestamp::from_millis(given_at) };
                Ok((parsed(ConsentKind::parse(&kind), "consents", "kind")?, given))
            })
            .collect()
    }

    pub(crate) async fn consent_link_insert(
        &mut self,
        token: &Secret,
        person: PersonId,
        browser: Option<&Secret>,
        now: Timestamp,
    ) -> Result<()> {
        const SQL: &str =
            "INSERT INTO consent_links (token_hash, person_id, browser_hash, created_at) VALUES ($1, $2, $3, $4)";
        on!(self, db => sqlx::query(SQL)
            .bind(token.hash())
            .bind(person.0)
            .bind(browser.map(Secret::hash))
            .bind(now.millis())
            .execute(db).await.map(drop))?;
        Ok(())
    }

    /// Whose representative's link this is, and the hash of the browser that asked for it.
    pub(super) async fn consent_link_find(&mut self, token: &Secret) -> Result<Option<(PersonId, Option<Vec<u8>>)>> {
        const SQL: &str = "SELECT person_id, browser_hash FROM consent_links WHERE token_hash = $1";
        let row: Option<(Uuid, Option<Vec<u8>>)> =
            on!(self, db => sqlx::query_as(SQL).bind(token.hash()).fetch_optional(db).await)?;
        Ok(row.map(|(person, browser)| (PersonId(person), browser)))
    }

    /// Hashes of the browsers that asked for a link of this person's representative.
    pub(super) async fn consent_browsers(&mut self, person: PersonId) -> Result<Vec<Vec<u8>>> {
        const SQL: &str = "SELECT browser_hash FROM consent_links WHERE person_id = $1 AND browser_hash IS NOT NULL";
        Ok(on!(self, db => sqlx::query_scalar(SQL).bind(person.0).fetch_all(db).await)?)
    }

    /// Somebody for whom a representative agrees, with the caravan of their first ticket and the project that asks. Of whom
    /// a desk, a leader or a school's list wrote down, nobody is named beforehand.
    pub(super) async fn consent_minor(&mut self, person: PersonId) -> Result<Option<Minor>> {
        Ok(self.consent_subject(person).await?.filter(|minor| !minor.agrees_alone()))
    }

    /// As [`Tx::consent_minor`], also of who agreed for themselves.
    async fn consent_subject(&mut self, person: PersonId) -> Result<Option<Minor>> {
        const SQL: &str = concat!(
            "SELECT s.family_name, s.given_name, s.patronymic, s.language, s.rep_name, s.rep_relation,
                EXISTS (SELECT 1 FROM consents o WHERE o.person_id = s.id AND ",
            own_consent!("o"),
            ") AS agreed_alone,
                COALESCE(c.title, p.title) AS caravan_title, p.title AS project_title, p.operator, p.operator_bin, p.consent_text, p.consent_version,
                p.consent_days, p.keep_until, p.last_day
            FROM persons s JOIN projects p ON p.id = s.project_id LEFT JOIN tickets t ON t.person_id = s.id
                LEFT JOIN caravans c ON c.id = t.caravan_id
            WHERE s.id = $1 AND s.erased_at IS NULL ORDER BY t.created_at, t.id LIMIT 1"
        );
        let row: Option<MinorRow> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_optional(db).await)?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Minor {
            person,
            name: person_name(&row.family_name, &row.given_name, row.patronymic.as_deref())?,
            language: parsed(Lang::parse(&row.language), "persons", "language")?,
            agreed_alone: row.agreed_alone,
            rep_name: row.rep_name.unwrap_or_default(),
            rep_relation: row.rep_relation.as_deref().and_then(Relation::parse),
            caravan_title: row.caravan_title.0,
            project_title: row.project_title.0,
            operator: row.operator.0,
            operator_bin: row.operator_bin,
            text: row.consent_text.0,
            version: row.consent_version,
            consent_days: row.consent_days,
            keep_until: kept_until(row.keep_until.as_deref(), row.last_day),
            given: self.consent_kinds(person).await?,
        }))
    }

    /// Title, start and zone of the events that the person means to attend, by start.
    pub(super) async fn consent_events(&mut self, person: PersonId) -> Result<Vec<(Localized, Timestamp, String)>> {
        const SQL: &str = "SELECT e.title, e.starts_at, e.zone FROM registrations r JOIN events e ON e.id = r.event_id
            WHERE r.person_id = $1 AND r.state <> 'cancelled' ORDER BY e.starts_at, e.id";
        let rows: Vec<EventRow> = on!(self, db => sqlx::query_as(SQL).bind(person.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|row| (row.title.0, Timestamp::from_millis(row.starts_at), row.zone)).collect())
    }
}
