//! Which persons are asked for: the query of the list's address, the filter it means, and the filter in words.

use keruen_backend::figures::{FiguresView, Filter, Presence};
use keruen_domain::fact::Method;
use keruen_domain::person::{AgeBand, InstitutionKind, PlaceKind, Sex};
use keruen_domain::region::Region;
use keruen_domain::text::Lang;
use serde::Deserialize;

use crate::{shell, words};

/// The query as it came. What names nothing of ours is left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct PersonsQuery {
    stop: String,
    event: String,
    region: String,
    age: String,
    sex: String,
    institution: String,
    place: String,
    method: String,
    presence: String,
    /// A part of a name.
    pub(super) q: String,
    /// Page, from 1.
    pub(super) page: String,
}

impl PersonsQuery {
    pub(super) fn filter(&self) -> Filter {
        Filter {
            stop: self.stop.parse().ok(),
            event: self.event.parse().ok(),
            region: Region::parse(&self.region),
            age: AgeBand::parse(&self.age),
            sex: Sex::parse(&self.sex),
            institution: InstitutionKind::parse(&self.institution),
            place: PlaceKind::parse(&self.place),
            method: Method::parse(&self.method),
            presence: match self.presence.as_str() {
                "new" => Some(Presence::New),
                "online" => Some(Presence::OnlineOnly),
                _ => None,
            },
        }
    }

    /// The filter's own inputs, for links and hidden fields.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        [
            ("stop", &self.stop),
            ("event", &self.event),
            ("region", &self.region),
            ("age", &self.age),
            ("sex", &self.sex),
            ("institution", &self.institution),
            ("place", &self.place),
            ("method", &self.method),
            ("presence", &self.presence),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, value.clone()))
        .collect()
    }

    /// The query of another page of the same list.
    pub(super) fn address(&self, page: usize) -> String {
        let mut parts: Vec<String> =
            self.pairs().iter().map(|(name, value)| format!("{name}={}", shell::encode(value))).collect();
        if !self.q.is_empty() {
            parts.push(format!("q={}", shell::encode(&self.q)));
        }
        parts.push(format!("page={page}"));
        format!("?{}", parts.join("&"))
    }
}

/// The filter in words, part by part; no part: everybody.
pub(super) fn in_words(lang: Lang, filter: &Filter, view: &FiguresView) -> Vec<String> {
    let stop = filter.stop.and_then(|id| view.stops.iter().find(|(stop, _)| stop.id == id));
    let event = filter.event.and_then(|id| view.events.iter().find(|(event, _)| event.id == id));
    let presence = filter.presence.map(|presence| match presence {
        Presence::New => words::board_new_here(lang),
        Presence::OnlineOnly => words::breakdown_online(lang),
    });
    [
        stop.map(|(stop, _)| stop.city.get(lang)),
        event.map(|(event, _)| event.title.get(lang)),
        presence,
        filter.region.map(|region| region.name(lang)),
        filter.age.map(|age| words::age_band(lang, age)),
        filter.sex.map(|sex| words::sex(lang, sex)),
        filter.institution.map(|kind| words::institution_kind(lang, kind)),
        filter.place.map(|place| words::place_kind(lang, place)),
        filter.method.map(|method| words::method(lang, method)),
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect()
}
