//! The demo's people and events as the forms that people fill in.

use keruen_domain::caravan_form::CaravanForm;
use keruen_domain::consent::ADULT_AGE;
use keruen_domain::event::{Counting, EventKind};
use keruen_domain::event_form::EventForm;
use keruen_domain::id::StopId;
use keruen_domain::person::{InstitutionKind, PlaceKind, Sex};
use keruen_domain::project_form::ProjectForm;
use keruen_domain::registration::RegistrationForm;
use keruen_domain::stop_form::StopForm;
use keruen_domain::text::Localized;
use keruen_domain::time::{CivilDate, CivilDateTime};
use serde::Deserialize;

use super::plan::{PersonPlan, StopPlan};

/// All words of the demo, in three languages.
#[derive(Deserialize)]
pub(super) struct Texts {
    pub(super) project: ProjectTexts,
    pub(super) caravan: CaravanTexts,
    pub(super) now_project: Title,
    pub(super) now_caravan: CaravanTexts,
    pub(super) venue: Localized,
    pub(super) events: std::collections::BTreeMap<String, EventTexts>,
    /// Names of the two volunteers who hold the phones.
    pub(super) operators: [String; 2],
    class: String,
    institutions: std::collections::BTreeMap<String, Localized>,
}

#[derive(Deserialize)]
pub(super) struct Title {
    pub(super) title: Localized,
}

#[derive(Deserialize)]
pub(super) struct ProjectTexts {
    pub(super) title: Localized,
    grantor: Localized,
    operator: Localized,
    consent_text: Localized,
}

#[derive(Deserialize)]
pub(super) struct CaravanTexts {
    title: Localized,
    about: Localized,
}

#[derive(Deserialize)]
pub(super) struct EventTexts {
    title: Localized,
    place: Localized,
}

impl Texts {
    pub(super) fn read() -> serde_json::Result<Self> {
        serde_json::from_str(include_str!("data/texts.json"))
    }

    pub(super) fn project(
        &self,
        title: &Localized,
        first: CivilDate,
        last: CivilDate,
        plan: &[(&str, i64)],
    ) -> ProjectForm {
        let planned = |indicator: &str| {
            plan.iter().find(|(name, _)| *name == indicator).map_or(String::new(), |(_, n)| n.to_string())
        };
        let ([title_kk, title_ru, title_en], [grantor_kk, grantor_ru, grantor_en]) =
            (three(title), three(&self.project.grantor));
        let [operator_kk, operator_ru, operator_en] = three(&self.project.operator);
        let [consent_text_kk, consent_text_ru, consent_text_en] = three(&self.project.consent_text);
        ProjectForm {
            title_kk,
            title_ru,
            title_en,
            grantor_kk,
            grantor_ru,
            grantor_en,
            contract_no: "DEMO-2022/04".to_owned(),
            first_day: first.to_string(),
            last_day: last.to_string(),
            operator_kk,
            operator_ru,
            operator_en,
            operator_bin: "000000000000".to_owned(),
            consent_text_kk,
            consent_text_ru,
            consent_text_en,
            // Its people are invented; it should not vanish while somebody still looks at it.
            keep_until: "2099-12-31".to_owned(),
            plan_direct_participants: planned("direct_participants"),
            plan_attendances: planned("attendances"),
            plan_events: planned("events"),
            plan_regions: planned("regions"),
            ..ProjectForm::default()
        }
    }

    pub(super) fn caravan(texts: &CaravanTexts, slug: &str) -> CaravanForm {
        let ([title_kk, title_ru, title_en], [about_kk, about_ru, about_en]) =
            (three(&texts.title), three(&texts.about));
        CaravanForm {
            slug: slug.to_owned(),
            title_kk,
            title_ru,
            title_en,
            about_kk,
            about_ru,
            about_en,
            people: "invented".to_owned(),
            ..CaravanForm::default()
        }
    }

    pub(super) fn stop(&self, stop: &StopPlan, last_day: CivilDate) -> StopForm {
        let ([venue_kk, venue_ru, venue_en], [city_kk, city_ru, city_en]) = (three(&self.venue), stop.city.clone());
        StopForm {
            region: stop.region.code().to_owned(),
            city_kk,
            city_ru,
            city_en,
            venue_kk,
            venue_ru,
            venue_en,
            first_day: stop.day.to_string(),
            last_day: last_day.to_string(),
            ..StopForm::default()
        }
    }

    /// `key` names the texts; `kind` is what the event is.
    pub(super) fn event(
        &self,
        key: &str,
        kind: EventKind,
        stop: Option<StopId>,
        [from, to]: [CivilDateTime; 2],
        capacity: Option<usize>,
    ) -> EventForm {
        let empty = EventTexts { title: Localized::default(), place: Localized::default() };
        let texts = self.events.get(key).unwrap_or(&empty);
        let ([title_kk, title_ru, title_en], [place_kk, place_ru, place_en]) =
            (three(&texts.title), three(&texts.place));
        let counting = if key == "final" { Counting::Apart } else { Counting::Direct };
        let clock = |at: CivilDateTime| format!("{:02}:{:02}", at.hour, at.minute);
        EventForm {
            stop: stop.map_or(String::new(), |stop| stop.to_string()),
            kind: kind.as_str().to_owned(),
            title_kk,
            title_ru,
            title_en,
            place_kk,
            place_ru,
            place_en,
            starts_day: from.date.to_string(),
            starts_time: clock(from),
            ends_day: to.date.to_string(),
            ends_time: clock(to),
            capacity: capacity.map_or(String::new(), |n| n.to_string()),
            counting: counting.as_str().to_owned(),
            ..EventForm::default()
        }
    }

    /// The registration form that this invented person fills in. Telephones are in no operator's range (+7 709).
    pub(super) fn registration(&self, person: &PersonPlan) -> RegistrationForm {
        let birth = CivilDate::from_days(person.birth_days).ok();
        // Nobody comes of age while the caravan travels: its first day decides.
        let minor =
            birth.is_some_and(|birth| CivilDate::new(2022, 9, 5).is_ok_and(|first| first.age_of(birth) < ADULT_AGE));
        let (family_name, given_name) = name(person);
        let institution = self
            .institutions
            .get(person.institution.as_str())
            .map(|text| text.kk.replace("{n}", &(person.number % 60 + 1).to_string()));
        let class_name = match person.institution {
            InstitutionKind::School => self.class.replace("{n}", &(8 + person.number % 4).to_string()),
            _ => String::new(),
        };
        let phone = |from: usize| format!("+7709{:07}", from + person.number);
        RegistrationForm {
            family_name: family_name.clone(),
            given_name,
            birth_day: birth.map_or(String::new(), |b| b.day().to_string()),
            birth_month: birth.map_or(String::new(), |b| b.month().to_string()),
            birth_year: birth.map_or(String::new(), |b| b.year().to_string()),
            sex: person.sex.as_str().to_owned(),
            region: person.region.code().to_owned(),
            place: if person.place == PlaceKind::Rural { "rural" } else { "urban" }.to_owned(),
            institution_kind: person.institution.as_str().to_owned(),
            institution: institution.unwrap_or_default(),
            class_name,
            phone: phone(1),
            language: if person.number.is_multiple_of(5) { "ru" } else { "kk" }.to_owned(),
            rep_name: if minor { representative(person, &family_name) } else { String::new() },
            rep_relation: if minor { "mother" } else { "" }.to_owned(),
            rep_phone: if minor { phone(1_000_001) } else { String::new() },
            consent_data: if minor { "" } else { "yes" }.to_owned(),
            consent_photo: if person.number.is_multiple_of(4) { "" } else { "yes" }.to_owned(),
            ..RegistrationForm::default()
        }
    }
}

/// The same person's form as somebody else types it: Kazakh letters as on a Russian keyboard, another institution.
pub(super) fn mistyped(form: RegistrationForm) -> RegistrationForm {
    let plain = |text: &str| -> String {
        let letter = |c| match c {
            'Ә' => 'А',
            'ә' => 'а',
            'Қ' => 'К',
            'қ' => 'к',
            'Ұ' | 'Ү' => 'У',
            'ұ' | 'ү' => 'у',
            'ғ' => 'г',
            'ө' => 'о',
            'ң' => 'н',
            'і' => 'и',
            other => other,
        };
        text.chars().map(letter).collect()
    };
    let institution = if form.institution_kind == "college" { "university" } else { "college" };
    RegistrationForm {
        given_name: plain(&form.given_name),
        family_name: plain(&form.family_name),
        institution_kind: institution.to_owned(),
        ..form
    }
}

fn three(text: &Localized) -> [String; 3] {
    [text.kk.clone(), text.ru.clone(), text.en.clone()]
}

fn lines(text: &'static str) -> Vec<&'static str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

/// Family and given name from the lists.
fn name(person: &PersonPlan) -> (String, String) {
    let given = match person.sex {
        Sex::Female => lines(include_str!("data/given_female.txt")),
        Sex::Male => lines(include_str!("data/given_male.txt")),
    };
    let families = lines(include_str!("data/surnames.tsv"));
    let pick = |n: usize, chance: u64| usize::try_from(chance).unwrap_or(0) % n.max(1);
    let forms = families.get(pick(families.len(), person.name >> 32)).copied().unwrap_or("");
    let mut forms = forms.split('\t');
    let (male, female) = (forms.next().unwrap_or(""), forms.next().unwrap_or(""));
    let family = if person.sex == Sex::Female { female } else { male };
    (family.to_owned(), given.get(pick(given.len(), person.name & 0xFFFF_FFFF)).copied().unwrap_or("").to_owned())
}

fn representative(person: &PersonPlan, family: &str) -> String {
    let mothers = lines(include_str!("data/given_female.txt"));
    let given = mothers.get((person.number * 7) % mothers.len().max(1)).copied().unwrap_or("");
    format!("{family} {given}")
}
