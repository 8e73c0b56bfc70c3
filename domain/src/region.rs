//! The regions of Kazakhstan, keyed by ISO 3166-2.

use serde::{Deserialize, Serialize};

use crate::{collate, text::Lang, text_enum::UnknownWord, time::CivilDate};

#[path = "region_table.rs"]
mod table;

/// A region: an oblast or a city of republican significance. Ordered by code; serialised as `KZ-75`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Region(u8);

/// Names and centres stand in the order of [`Lang::ALL`].
struct Row {
    code: &'static str,
    /// The letter code of before November 2022; empty when there was none, or when it meant a larger
    /// territory (Abai, Jetisu and Ulytau were split off in June 2022), so that it names no one region.
    old_code: &'static str,
    names: [&'static str; 3],
    centre: Option<[&'static str; 3]>,
    zone: &'static str,
}

/// Astana was called Nur-Sultan from the first of these days until the day before the second.
const NUR_SULTAN: (&str, &str) = ("2019-03-23", "2022-09-19");
const NUR_SULTAN_NAMES: [&str; 3] = ["Нұр-Сұлтан қаласы", "город Нур-Султан", "Nur-Sultan"];
const CAPITAL: &str = "KZ-71";

/// Abai, Jetisu and Ulytau exist since this day.
const YOUNG_REGIONS: ([&str; 3], &str) = (["KZ-10", "KZ-33", "KZ-62"], "2022-06-08");

impl Region {
    /// All twenty, by code.
    pub const ALL: [Self; 20] = {
        let mut all = [Self(0); 20];
        let mut index = 0_u8;
        while index < 20 {
            all[index as usize] = Self(index);
            index += 1;
        }
        all
    };

    fn row(self) -> &'static Row {
        &table::ROWS[usize::from(self.0)]
    }

    /// The ISO 3166-2 code: `KZ-75`.
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The region with this code, upper or lower case; letter codes of before November 2022 too, unless ambiguous.
    pub fn parse(code: &str) -> Option<Self> {
        let is = |own: &str| !own.is_empty() && own.eq_ignore_ascii_case(code);
        Self::ALL.into_iter().find(|region| is(region.row().code) || is(region.row().old_code))
    }

    /// Today's name.
    pub fn name(self, lang: Lang) -> &'static str {
        in_lang(self.row().names, lang)
    }

    /// The name that was in force on `day`; today's name for days before the region existed.
    pub fn name_on(self, lang: Lang, day: CivilDate) -> &'static str {
        let (first, end) = NUR_SULTAN;
        if self.code() == CAPITAL && not_before(day, first) && !not_before(day, end) {
            in_lang(NUR_SULTAN_NAMES, lang)
        } else {
            self.name(lang)
        }
    }

    /// Whether the region existed on `day`.
    pub fn exists_on(self, day: CivilDate) -> bool {
        let (codes, first) = YOUNG_REGIONS;
        !codes.contains(&self.code()) || not_before(day, first)
    }

    /// The regional centre; none for cities.
    pub fn centre(self, lang: Lang) -> Option<&'static str> {
        self.row().centre.map(|names| in_lang(names, lang))
    }

    /// A city of republican significance.
    pub fn is_city(self) -> bool {
        self.row().centre.is_none()
    }

    /// The IANA zone of its clocks: `Asia/Almaty`.
    pub fn zone(self) -> &'static str {
        self.row().zone
    }

    /// All twenty, by name in `lang`, in Kazakh alphabetical order.
    pub fn all_sorted(lang: Lang) -> Vec<Self> {
        let mut all = Self::ALL.to_vec();
        all.sort_by_cached_key(|region| collate::sort_key(region.name(lang)));
        all
    }
}

fn in_lang([kk, ru, en]: [&'static str; 3], lang: Lang) -> &'static str {
    match lang {
        Lang::Kk => kk,
        Lang::Ru => ru,
        Lang::En => en,
    }
}

/// ISO dates sort as text.
fn not_before(day: CivilDate, iso: &str) -> bool {
    day.to_string().as_str() >= iso
}

impl std::fmt::Display for Region {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Region {
    type Error = UnknownWord;
    fn try_from(code: String) -> Result<Self, UnknownWord> {
        Self::parse(&code).ok_or(UnknownWord(code))
    }
}

impl From<Region> for String {
    fn from(region: Region) -> Self {
        region.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str) -> Region {
        Region::parse(code).expect(code)
    }

    fn day(text: &str) -> CivilDate {
        CivilDate::parse(text).expect(text)
    }

    #[test]
    fn codes_old_and_new() {
        for one in Region::ALL {
            assert_eq!(Region::parse(one.code()), Some(one));
            assert_eq!(Region::try_from(one.to_string()), Ok(one));
        }
        assert!(Region::ALL.is_sorted_by_key(|one| one.code()));
        assert_eq!(region("KZ-AST"), region("kz-71"));
        for none in ["", "KZ-VOS", "KZ-ALM", "KZ-KAR", "KZ-99", "75", " KZ-75"] {
            assert_eq!(Region::parse(none), None, "{none}");
        }
        assert_eq!(serde_json::to_string(&region("KZ-75")).expect("serialises"), "\"KZ-75\"");
        assert!(serde_json::from_str::<Region>("\"KZ-VOS\"").is_err());
    }

    #[test]
    fn the_order_of_icu() {
        let names: Vec<_> = Region::all_sorted(Lang::Kk).into_iter().map(|one| one.name(Lang::Kk)).collect();
        assert_eq!(
            names,
            [
                "Абай облысы",
                "Ақмола облысы",
                "Ақтөбе облысы",
                "Алматы қаласы",
                "Алматы облысы",
                "Астана қаласы",
                "Атырау облысы",
                "Батыс Қазақстан облысы",
                "Жамбыл облысы",
                "Жетісу облысы",
                "Қарағанды облысы",
                "Қостанай облысы",
                "Қызылорда облысы",
                "Маңғыстау облысы",
                "Павлодар облысы",
                "Солтүстік Қазақстан облысы",
                "Түркістан облысы",
                "Ұлытау облысы",
                "Шығыс Қазақстан облысы",
                "Шымкент қаласы",
            ]
        );
    }

    #[test]
    fn names_change_with_the_calendar() {
        let astana = region("KZ-71");
        for (when, name) in [
            ("2019-03-22", "Астана қаласы"),
            ("2019-03-23", "Нұр-Сұлтан қаласы"),
            ("2022-09-18", "Нұр-Сұлтан қаласы"),
            ("2022-09-19", "Астана қаласы"),
        ] {
            assert_eq!(astana.name_on(Lang::Kk, day(when)), name, "{when}");
        }
        assert_eq!(region("KZ-75").name_on(Lang::En, day("2022-09-05")), "Almaty");
        assert!(!region("KZ-62").exists_on(day("2022-06-07")) && region("KZ-62").exists_on(day("2022-06-08")));
        assert_eq!(Region::ALL.into_iter().filter(|one| one.exists_on(day("2022-04-01"))).count(), 17);
    }

    #[test]
    fn centres_and_zones() {
        assert_eq!(region("KZ-47").centre(Lang::Ru), Some("Актау"));
        assert_eq!(region("KZ-79").centre(Lang::Ru), None);
        assert_eq!(Region::ALL.into_iter().filter(|one| one.is_city()).count(), 3);
        assert_eq!((region("KZ-43").zone(), region("KZ-39").zone()), ("Asia/Qyzylorda", "Asia/Qostanay"));
    }
}
