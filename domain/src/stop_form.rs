//! The organiser's form of a stop.

use serde::{Deserialize, Serialize};

use crate::{
    caravan::Stop,
    field::FieldProblem,
    form::{FormErrors, FormReader, Need, Shape},
    region::Region,
    text::Localized,
    time::CivilDate,
};

/// The form as it came; names are those of the inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StopForm {
    /// Place in the route, from 1; empty: after the last one.
    pub position: String,
    /// A code of [`Region`].
    pub region: String,
    /// City, town or village; Kazakh is required.
    pub city_kk: String,
    /// City in Russian.
    pub city_ru: String,
    /// City in English.
    pub city_en: String,
    /// Main venue and its address; Kazakh is required.
    pub venue_kk: String,
    /// Venue in Russian.
    pub venue_ru: String,
    /// Venue in English.
    pub venue_en: String,
    /// First day.
    pub first_day: String,
    /// Last day; empty: the first.
    pub last_day: String,
    /// IANA zone; empty: the region's.
    pub zone: String,
    /// Version of the stop that the page showed; empty for a new one.
    pub version: String,
}

/// A stop as a faultless form describes it; whether its zone exists, the store's side checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopDraft {
    /// Place in the route; none: after the last one.
    pub position: Option<i64>,
    /// Region.
    pub region: Region,
    /// City.
    pub city: Localized,
    /// Venue.
    pub venue: Localized,
    /// First day.
    pub first_day: CivilDate,
    /// Last day, not before the first.
    pub last_day: CivilDate,
    /// IANA zone.
    pub zone: String,
    /// Version that the edit is based on.
    pub version: i64,
}

/// No route is longer.
const POSITION_MAX: i64 = 10_000;

impl StopForm {
    /// Reads the whole form.
    pub fn parse(&self) -> Result<StopDraft, FormErrors> {
        let mut reader = FormReader::default();
        let position = reader.number("position", &self.position, 1..=POSITION_MAX);
        let region = reader.choice("region", &self.region, Region::parse);
        let city = reader.localized(
            ["city_kk", "city_ru", "city_en"],
            [&self.city_kk, &self.city_ru, &self.city_en],
            Need::Kazakh,
            Shape::Line,
        );
        let venue = reader.localized(
            ["venue_kk", "venue_ru", "venue_en"],
            [&self.venue_kk, &self.venue_ru, &self.venue_en],
            Need::Kazakh,
            Shape::Line,
        );
        let first_day = reader.day("first_day", &self.first_day);
        let last_day = if self.last_day.trim().is_empty() { first_day } else { reader.day("last_day", &self.last_day) };
        if first_day.zip(last_day).is_some_and(|(first, last)| last < first) {
            reader.add("last_day", FieldProblem::EndsBeforeStart);
        }
        let zone = match self.zone.trim() {
            "" => region.map(|region| region.zone().to_owned()),
            zone => Some(zone.to_owned()),
        };
        let version = reader.version(&self.version);
        let draft = (|| {
            Some(StopDraft {
                position,
                region: region?,
                city: city?,
                venue: venue?,
                first_day: first_day?,
                last_day: last_day?,
                zone: zone?,
                version,
            })
        })();
        reader.finish(draft)
    }

    /// The form that shows a stop as it is.
    pub fn of(stop: &Stop) -> Self {
        Self {
            position: stop.position.to_string(),
            region: stop.region.code().to_owned(),
            city_kk: stop.city.kk.clone(),
            city_ru: stop.city.ru.clone(),
            city_en: stop.city.en.clone(),
            venue_kk: stop.venue.kk.clone(),
            venue_ru: stop.venue.ru.clone(),
            venue_en: stop.venue.en.clone(),
            first_day: stop.first_day.to_string(),
            last_day: stop.last_day.to_string(),
            zone: stop.zone.clone(),
            version: stop.version.to_string(),
        }
    }
}
