//! Kazakh alphabetical order, which neither code points nor a Russian collator give.
//!
//! As CLDR's `kk`: Ё after Е, Ұ before Ү, І between Ы and Ь, Cyrillic before Latin (`[reorder Cyrl]`).

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// The 42 letters in their order.
const ALPHABET: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

const SPACE: u32 = 1;
const MARK: u32 = 2;
const DIGIT: u32 = 1_000;
const CYRILLIC: u32 = 2_000;
const LATIN: u32 = 4_000;
const OTHER: u32 = 0x20_0000;

/// What a text sorts by; compare keys of one kind only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    letters: Vec<u32>,
    marks_and_case: Vec<(u32, bool)>,
    text: String,
}

/// The key of `text`, for `sort_by_cached_key`.
///
/// Letters decide first; among equals the text with fewer marks, then lower case before upper case, then code points.
pub fn sort_key(text: &str) -> SortKey {
    let mut key = SortKey { letters: Vec::new(), marks_and_case: Vec::new(), text: text.to_owned() };
    for c in text.nfc() {
        for lower in c.to_lowercase() {
            let (weight, mark) = weigh(lower);
            key.letters.push(weight);
            key.marks_and_case.push((mark, lower != c));
        }
    }
    key
}

/// Compares two texts in Kazakh order. Total: only equal texts are `Equal`.
pub fn compare(a: &str, b: &str) -> Ordering {
    sort_key(a).cmp(&sort_key(b))
}

/// Weight of a lower-case letter, and the mark it carries (0: none): é sorts with e, but й and ё are letters.
fn weigh(c: char) -> (u32, u32) {
    if let Some(place) = ALPHABET.chars().position(|letter| letter == c) {
        return (CYRILLIC + u32::try_from(place).unwrap_or(0), 0);
    }
    let base = c.nfd().next().unwrap_or(c);
    let mark = if base == c { 0 } else { u32::from(c) };
    let weight = match base {
        _ if base.is_whitespace() => SPACE,
        '0'..='9' => DIGIT + u32::from(base),
        'a'..='z' => LATIN + u32::from(base),
        '\u{400}'..='\u{52f}' => CYRILLIC + u32::from(base),
        _ if base.is_ascii_punctuation() => MARK + u32::from(base),
        _ if base.is_alphanumeric() => OTHER + u32::from(base),
        _ => MARK + 0x7f,
    };
    (weight, mark)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sorted by ICU's `kk` collator.
    const NAMES: &str = "Айша Аружан Асель Әлия Әсел Гүлнар Ғалым Ерлан Ёлка Жанар Ибрагим Йод Камила Қанат Нұрлан Ңар Омар \
        Өмір Улан Ұлан Үміт Хамит Һани Цой Шолпан Щука Ырысты Ілияс Іңкәр Эльмира Юлия Яна";

    #[test]
    fn agrees_with_icu() {
        let sorted: Vec<&str> = NAMES.split_whitespace().collect();
        let mut shuffled = sorted.clone();
        shuffled.sort_unstable();
        assert_ne!(shuffled, sorted, "code points give another order");
        shuffled.sort_by(|a, b| compare(a, b));
        assert_eq!(shuffled, sorted);
        shuffled.reverse();
        shuffled.sort_by_cached_key(|name| sort_key(name));
        assert_eq!(shuffled, sorted);
        assert_eq!(ALPHABET.chars().count(), 42);
    }

    #[test]
    fn the_rest_of_the_order() {
        let sorted = [
            "",
            " ",
            "-",
            "2",
            "9 «Б»",
            "абай",
            "Абай",
            "Абай облысы",
            "Абай-көл",
            "абайла",
            "Алматы",
            "Алматы облысы",
            "Ел",
            "Ёл",
            "Жас",
            "Яна",
            "Їжак",
            "Aigerim",
            "ana",
            "Ana",
            "Ána",
            "Anar",
            "Zoe",
            "李",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
    }

    proptest! {
        #[test]
        fn is_a_total_order(a in "[а-яА-ЯәіңғүұқөһІӘёЁa-zA-Zéй 0-9-]{0,6}", b in "[а-яА-ЯәіңғүұқөһІӘёЁa-zA-Zéй 0-9-]{0,6}", c in "\\PC{0,4}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
            let mut all = [a.as_str(), b.as_str(), c.as_str()];
            all.sort_by(|x, y| compare(x, y));
            prop_assert!(compare(all[0], all[2]) != Ordering::Greater);
        }

        #[test]
        fn case_only_breaks_ties(a in "[а-яәіңғүұқөһё]{1,6}", b in "[а-яәіңғүұқөһё]{1,6}") {
            prop_assume!(a != b);
            prop_assert_eq!(compare(&a, &b), compare(&a.to_uppercase(), &b));
        }
    }
}
