//! The organiser's form of a project, read into a draft or into all that is wrong with it.

use serde::{Deserialize, Serialize};

use crate::{
    field::FieldProblem,
    form::{FormErrors, FormReader, Need, Shape},
    project::{Indicator, Project},
    text::Localized,
    time::CivilDate,
};

/// The form as it came; names are those of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProjectForm {
    /// Title; Kazakh is required.
    pub title_kk: String,
    /// Title in Russian.
    pub title_ru: String,
    /// Title in English.
    pub title_en: String,
    /// Who gives the grant; Kazakh is required.
    pub grantor_kk: String,
    /// Grantor in Russian.
    pub grantor_ru: String,
    /// Grantor in English.
    pub grantor_en: String,
    /// Number of the grant agreement.
    pub contract_no: String,
    /// First day of the grant period.
    pub first_day: String,
    /// Last day of the grant period.
    pub last_day: String,
    /// Operator of the personal data; Kazakh is required.
    pub operator_kk: String,
    /// Operator in Russian.
    pub operator_ru: String,
    /// Operator in English.
    pub operator_en: String,
    /// The operator's BIN.
    pub operator_bin: String,
    /// Consent text; Kazakh is required.
    pub consent_text_kk: String,
    /// Consent text in Russian.
    pub consent_text_ru: String,
    /// Consent text in English.
    pub consent_text_en: String,
    /// Days in which a consent may follow an event; empty: [`CONSENT_DAYS`].
    pub consent_days: String,
    /// Last day on which names are kept; empty: [`keep_until`] decides.
    pub keep_until: String,
    /// Planned direct participants; may be empty.
    pub plan_direct_participants: String,
    /// Planned attendances; may be empty.
    pub plan_attendances: String,
    /// Planned events; may be empty.
    pub plan_events: String,
    /// Planned regions; may be empty.
    pub plan_regions: String,
    /// Version of the project that the page showed; empty for a new one.
    pub version: String,
}

/// A project as a faultless form describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectDraft {
    /// Title.
    pub title: Localized,
    /// Grantor.
    pub grantor: Localized,
    /// Number of the grant agreement.
    pub contract_no: String,
    /// First day.
    pub first_day: CivilDate,
    /// Last day, not before the first.
    pub last_day: CivilDate,
    /// Operator of the personal data.
    pub operator: Localized,
    /// Its BIN.
    pub operator_bin: String,
    /// Consent text.
    pub consent_text: Localized,
    /// Days in which a consent may follow an event.
    pub consent_days: i64,
    /// Last day on which names are kept, not before the last day of the grant.
    pub keep_until: CivilDate,
    /// Plan, in the order of [`Indicator::ALL`].
    pub plan: Vec<(Indicator, i64)>,
    /// Version that the edit is based on.
    pub version: i64,
}

/// Days in which a consent may follow an event when nobody says otherwise.
pub const CONSENT_DAYS: i64 = 14;
/// No consent is waited for longer.
const CONSENT_DAYS_MAX: i64 = 365;
/// Years after the grant for which names are kept when nobody says otherwise: papers of a grant are kept for years, and a
/// funder may ask people until then.
const KEEP_YEARS: i64 = 5;

/// The last day on which names are kept when nobody says otherwise.
pub fn keep_until(last_day: CivilDate) -> CivilDate {
    // Years of 365 days: a day more or less is nothing here, and 29 February needs no rule.
    CivilDate::from_days(last_day.days() + KEEP_YEARS * 365).unwrap_or(last_day)
}

/// No plan is larger.
const PLAN_MAX: i64 = 1_000_000_000;

impl ProjectForm {
    /// Reads the whole form.
    pub fn parse(&self) -> Result<ProjectDraft, FormErrors> {
        let mut reader = FormReader::default();
        let title = reader.localized(
            ["title_kk", "title_ru", "title_en"],
            [&self.title_kk, &self.title_ru, &self.title_en],
            Need::Kazakh,
            Shape::Line,
        );
        let grantor = reader.localized(
            ["grantor_kk", "grantor_ru", "grantor_en"],
            [&self.grantor_kk, &self.grantor_ru, &self.grantor_en],
            Need::Kazakh,
            Shape::Line,
        );
        let contract_no = reader.line("contract_no", &self.contract_no);
        let first_day = reader.day("first_day", &self.first_day);
        let last_day = reader.day("last_day", &self.last_day);
        if first_day.zip(last_day).is_some_and(|(first, last)| last < first) {
            reader.add("last_day", FieldProblem::EndsBeforeStart);
        }
        let operator = reader.localized(
            ["operator_kk", "operator_ru", "operator_en"],
            [&self.operator_kk, &self.operator_ru, &self.operator_en],
            Need::Kazakh,
            Shape::Line,
        );
        let operator_bin = reader.keep("operator_bin", bin(&self.operator_bin));
        let consent_text = reader.localized(
            ["consent_text_kk", "consent_text_ru", "consent_text_en"],
            [&self.consent_text_kk, &self.consent_text_ru, &self.consent_text_en],
            Need::Kazakh,
            Shape::Paragraphs,
        );
        let consent_days = if self.consent_days.trim().is_empty() {
            Some(CONSENT_DAYS)
        } else {
            reader.number("consent_days", &self.consent_days, 1..=CONSENT_DAYS_MAX)
        };
        let until = if self.keep_until.trim().is_empty() {
            last_day.map(keep_until)
        } else {
            reader.day("keep_until", &self.keep_until)
        };
        if last_day.zip(until).is_some_and(|(last, until)| until < last) {
            reader.add("keep_until", FieldProblem::EndsBeforeStart);
        }
        let plan = [
            (Indicator::DirectParticipants, "plan_direct_participants", &self.plan_direct_participants),
            (Indicator::Attendances, "plan_attendances", &self.plan_attendances),
            (Indicator::Events, "plan_events", &self.plan_events),
            (Indicator::Regions, "plan_regions", &self.plan_regions),
        ]
        .into_iter()
        .filter_map(|(indicator, name, text)| Some((indicator, reader.number(name, text, 0..=PLAN_MAX)?)))
        .collect();
        let version = reader.version(&self.version);
        let draft = (|| {
            Some(ProjectDraft {
                title: title?,
                grantor: grantor?,
                contract_no: contract_no?,
                first_day: first_day?,
                last_day: last_day?,
                operator: operator?,
                operator_bin: operator_bin?,
                consent_text: consent_text?,
                consent_days: consent_days?,
                keep_until: until?,
                plan,
                version,
            })
        })();
        reader.finish(draft)
    }

    /// The form that shows a project as it is.
    pub fn of(project: &Project) -> Self {
        let plan = |indicator: Indicator| {
            let target = project.plan.iter().find(|(of, _)| *of == indicator);
            target.map(|(_, target)| target.to_string()).unwrap_or_default()
        };
        Self {
            title_kk: project.title.kk.clone(),
            title_ru: project.title.ru.clone(),
            title_en: project.title.en.clone(),
            grantor_kk: project.grantor.kk.clone(),
            grantor_ru: project.grantor.ru.clone(),
            grantor_en: project.grantor.en.clone(),
            contract_no: project.contract_no.clone(),
            first_day: project.first_day.to_string(),
            last_day: project.last_day.to_string(),
            operator_kk: project.operator.kk.clone(),
            operator_ru: project.operator.ru.clone(),
            operator_en: project.operator.en.clone(),
            operator_bin: project.operator_bin.clone(),
            consent_text_kk: project.consent_text.kk.clone(),
            consent_text_ru: project.consent_text.ru.clone(),
            consent_text_en: project.consent_text.en.clone(),
            consent_days: project.consent_days.to_string(),
            keep_until: project.keep_until.to_string(),
            plan_direct_participants: plan(Indicator::DirectParticipants),
            plan_attendances: plan(Indicator::Attendances),
            plan_events: plan(Indicator::Events),
            plan_regions: plan(Indicator::Regions),
            version: project.version.to_string(),
        }
    }
}

/// 12 digits; spaces are let through. The check digit is not looked at: old papers hold BINs that fail it.
fn bin(text: &str) -> Result<String, FieldProblem> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() {
        Err(FieldProblem::Empty)
    } else if digits.len() == 12 && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(digits)
    } else {
        Err(FieldProblem::BadBin)
    }
}
