//! The organiser's form of an event.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    event::{Counting, Event, EventKind},
    field::FieldProblem,
    form::{FormErrors, FormReader, Need, Shape, number},
    id::StopId,
    scan::{AmberRule, Colour, Verdict},
    text::Localized,
    time::CivilDateTime,
};

/// The form as it came; names are those of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EventForm {
    /// Id of the stop; empty: online, or apart from the stops.
    pub stop: String,
    /// A word of [`EventKind`].
    pub kind: String,
    /// Title; Kazakh is required.
    pub title_kk: String,
    /// Title in Russian.
    pub title_ru: String,
    /// Title in English.
    pub title_en: String,
    /// Description; may be empty.
    pub about_kk: String,
    /// Description in Russian.
    pub about_ru: String,
    /// Description in English.
    pub about_en: String,
    /// Room, meeting point or address to go to; may be empty.
    pub place_kk: String,
    /// Place in Russian.
    pub place_ru: String,
    /// Place in English.
    pub place_en: String,
    /// Day of the start.
    pub starts_day: String,
    /// Time of the start, `HH:MM`.
    pub starts_time: String,
    /// Day of the end; empty: the day of the start.
    pub ends_day: String,
    /// Time of the end.
    pub ends_time: String,
    /// IANA zone; empty: the stop's, or that of Almaty.
    pub zone: String,
    /// Seats; empty: unlimited.
    pub capacity: String,
    /// A word of [`Counting`]; empty: it counts.
    pub counting: String,
    /// Youngest age; may be empty.
    pub age_min: String,
    /// Oldest age; may be empty.
    pub age_max: String,
    /// Version of the event that the page showed; empty for a new one.
    pub version: String,
    /// `rule_<verdict>` → a word of [`AmberRule`]; what is absent asks. Other inputs land here too and are ignored.
    #[serde(flatten)]
    pub rules: BTreeMap<String, String>,
}

/// An event as a faultless form describes it; whether its zone and its stop exist, the store's side checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDraft {
    /// The stop.
    pub stop: Option<StopId>,
    /// Kind.
    pub kind: EventKind,
    /// Title.
    pub title: Localized,
    /// Description.
    pub about: Localized,
    /// Place.
    pub place: Localized,
    /// Start, as clocks there show it.
    pub starts: CivilDateTime,
    /// End, after the start.
    pub ends: CivilDateTime,
    /// IANA zone; none: the stop's.
    pub zone: Option<String>,
    /// Seats; none: unlimited.
    pub capacity: Option<i64>,
    /// Whether it counts.
    pub counting: Counting,
    /// Youngest age.
    pub age_min: Option<u8>,
    /// Oldest age, at least the youngest.
    pub age_max: Option<u8>,
    /// Amber rules that differ from "ask".
    pub rules: BTreeMap<Verdict, AmberRule>,
    /// Version that the edit is based on.
    pub version: i64,
}

/// No hall is larger.
pub const CAPACITY_MAX: i64 = 1_000_000;
const AGE_MAX: i64 = 120;

/// Reads a capacity; empty: unlimited.
pub fn parse_capacity(text: &str) -> Result<Option<i64>, FieldProblem> {
    match number(text, 0..=CAPACITY_MAX) {
        Err(FieldProblem::Empty) => Ok(None),
        read => read.map(Some),
    }
}

impl EventForm {
    /// Name of the input that sets the rule of an amber verdict.
    pub fn rule_name(verdict: Verdict) -> String {
        format!("rule_{verdict}")
    }

    /// Reads the whole form.
    pub fn parse(&self) -> Result<EventDraft, FormErrors> {
        let mut reader = FormReader::default();
        let kind = reader.choice("kind", &self.kind, EventKind::parse);
        let [title, about, place] = self.texts(&mut reader);
        let stop = match self.stop.trim() {
            "" => Some(None),
            id => reader.choice("stop", id, |id| id.parse().ok()).map(Some),
        };
        let (starts, ends) = self.times(&mut reader);
        let capacity = reader.keep("capacity", parse_capacity(&self.capacity));
        let counting = match self.counting.trim() {
            "" => Some(Counting::Direct),
            word => reader.choice("counting", word, Counting::parse),
        };
        let [age_min, age_max] = [("age_min", &self.age_min), ("age_max", &self.age_max)]
            .map(|(name, text)| reader.number(name, text, 0..=AGE_MAX).and_then(|age| u8::try_from(age).ok()));
        if let Some((min, _)) = age_min.zip(age_max).filter(|(min, max)| max < min) {
            reader.add("age_max", FieldProblem::OutOfRange { min: min.into(), max: AGE_MAX });
        }
        let zone = Some(self.zone.trim()).filter(|zone| !zone.is_empty()).map(str::to_owned);
        let version = reader.version(&self.version);
        let draft = (|| {
            Some(EventDraft {
                stop: stop?,
                kind: kind?,
                title: title?,
                about: about?,
                place: place?,
                starts: starts?,
                ends: ends?,
                zone,
                capacity: capacity?,
                counting: counting?,
                age_min,
                age_max,
                rules: self.rules(),
                version,
            })
        })();
        reader.finish(draft)
    }

    fn texts(&self, reader: &mut FormReader) -> [Option<Localized>; 3] {
        let title = reader.localized(
            ["title_kk", "title_ru", "title_en"],
            [&self.title_kk, &self.title_ru, &self.title_en],
            Need::Kazakh,
            Shape::Line,
        );
        let about = reader.localized(
            ["about_kk", "about_ru", "about_en"],
            [&self.about_kk, &self.about_ru, &self.about_en],
            Need::Nothing,
            Shape::Paragraphs,
        );
        let place = reader.localized(
            ["place_kk", "place_ru", "place_en"],
            [&self.place_kk, &self.place_ru, &self.place_en],
            Need::Nothing,
            Shape::Line,
        );
        [title, about, place]
    }

    fn times(&self, reader: &mut FormReader) -> (Option<CivilDateTime>, Option<CivilDateTime>) {
        let starts_day = reader.day("starts_day", &self.starts_day);
        let starts = reader.time("starts_time", &self.starts_time, starts_day);
        let ends_day = match self.ends_day.trim() {
            "" => starts_day,
            day => reader.day("ends_day", day),
        };
        let ends = reader.time("ends_time", &self.ends_time, ends_day);
        if starts.zip(ends).is_some_and(|(starts, ends)| ends <= starts) {
            reader.add("ends_time", FieldProblem::EndsBeforeStart);
        }
        (starts, ends)
    }

    /// A word that is no rule asks, as an absent one does: the form offers them as choices only.
    fn rules(&self) -> BTreeMap<Verdict, AmberRule> {
        let ambers = Verdict::ALL.iter().copied().filter(|verdict| verdict.colour() == Colour::Ask);
        let chosen = |verdict: Verdict| AmberRule::parse(self.rules.get(&Self::rule_name(verdict))?);
        ambers
            .filter_map(|verdict| Some((verdict, chosen(verdict)?)))
            .filter(|(_, rule)| *rule != AmberRule::Ask)
            .collect()
    }

    /// The form that shows an event as it is; `starts` and `ends` are its instants as clocks there show them.
    pub fn of(event: &Event, starts: CivilDateTime, ends: CivilDateTime) -> Self {
        let time = |at: CivilDateTime| format!("{:02}:{:02}", at.hour, at.minute);
        let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
        Self {
            stop: event.stop.map(|stop| stop.to_string()).unwrap_or_default(),
            kind: event.kind.as_str().to_owned(),
            title_kk: event.title.kk.clone(),
            title_ru: event.title.ru.clone(),
            title_en: event.title.en.clone(),
            about_kk: event.about.kk.clone(),
            about_ru: event.about.ru.clone(),
            about_en: event.about.en.clone(),
            place_kk: event.place.kk.clone(),
            place_ru: event.place.ru.clone(),
            place_en: event.place.en.clone(),
            starts_day: starts.date.to_string(),
            starts_time: time(starts),
            ends_day: ends.date.to_string(),
            ends_time: time(ends),
            zone: event.zone.clone(),
            capacity: event.capacity.map(|seats| seats.to_string()).unwrap_or_default(),
            counting: event.counting.as_str().to_owned(),
            age_min: age(event.age_min),
            age_max: age(event.age_max),
            version: event.version.to_string(),
            rules: event
                .rules
                .iter()
                .map(|(verdict, rule)| (Self::rule_name(*verdict), rule.as_str().to_owned()))
                .collect(),
        }
    }
}
