//! CLDR 48 cardinal plural rules for whole numbers. In Kazakh the noun stays singular after a number.

use keruen_domain::text::Lang;

/// A plural category; *other* serves as the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plural {
    One,
    Few,
    Many,
    Other,
}

/// Kazakh, English: 1 is *one*. Russian: 1, 21 … *one*; 2–4, 22–24 … *few*; the rest *many*.
pub(super) const fn plural(lang: Lang, n: i64) -> Plural {
    let n = n.unsigned_abs();
    match lang {
        Lang::Kk | Lang::En if n == 1 => Plural::One,
        Lang::Kk | Lang::En => Plural::Other,
        Lang::Ru => match (n % 10, n % 100) {
            (_, 11..=14) => Plural::Many,
            (1, _) => Plural::One,
            (2..=4, _) => Plural::Few,
            _ => Plural::Many,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_follow_cldr() {
        let all = |lang, wanted, numbers: &[i64]| {
            for n in numbers {
                assert_eq!(plural(lang, *n), wanted, "{n}");
            }
        };
        all(Lang::Ru, Plural::One, &[1, 21, 101, 1_001, -1]);
        all(Lang::Ru, Plural::Few, &[2, 3, 4, 22, 104]);
        all(Lang::Ru, Plural::Many, &[0, 5, 11, 12, 14, 20, 111, 112, 2_646]);
        all(Lang::Kk, Plural::One, &[1]);
        all(Lang::Kk, Plural::Other, &[0, 2, 21]);
        all(Lang::En, Plural::Other, &[0, 2, 21]);
    }
}
