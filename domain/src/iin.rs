//! Finding an IIN (individual identification number) in free text, to refuse it; we never keep one.

/// Weights of the check digit: first try, then the second when the first gives 10.
const WEIGHTS: [[u32; 11]; 2] = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]];

/// Whether the text holds 12 digits that pass the IIN's checksum, written in one piece or with spaces or
/// dashes between groups. A BIN has the same checksum and is found too.
///
/// Only whole groups of digits are joined, so the inside of a longer number is no find.
pub fn contains_iin(text: &str) -> bool {
    let mut groups: Vec<(usize, Vec<u32>)> = Vec::new();
    let mut chain = 0;
    let mut previous_was_digit = false;
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            match groups.last_mut() {
                Some((_, digits)) if previous_was_digit => digits.push(digit),
                _ => groups.push((chain, vec![digit])),
            }
            previous_was_digit = true;
        } else {
            previous_was_digit = false;
            if !joins(c) {
                chain += 1;
            }
        }
    }
    (0..groups.len()).any(|start| group_run_is_iin(&groups[start..]))
}

fn group_run_is_iin(groups: &[(usize, Vec<u32>)]) -> bool {
    let Some((chain, _)) = groups.first() else { return false };
    let mut digits: Vec<u32> = Vec::with_capacity(12);
    for (_, group) in groups.iter().take_while(|(other, _)| other == chain) {
        if digits.len() + group.len() > 12 {
            return false;
        }
        digits.extend(group);
        if digits.len() == 12 {
            return checksum_holds(&digits);
        }
    }
    false
}

fn joins(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Two rounds of weights; a number whose rounds both give 10 is never issued.
fn checksum_holds(digits: &[u32]) -> bool {
    let sum = |weights: &[u32; 11]| digits.iter().zip(weights).map(|(d, w)| d * w).sum::<u32>() % 11;
    WEIGHTS.iter().map(sum).find(|&check| check < 10).is_some_and(|check| digits.last() == Some(&check))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn completed(stem: u64) -> Option<String> {
        (0..10).map(|check| format!("{stem:011}{check}")).find(|text| contains_iin(text))
    }

    #[test]
    fn finds_it_in_every_dress() {
        // Invented: born 1 January 2008, serial 0000, check digit by the weights of domain.md §2.4.
        let iin = completed(8_010_150_000).expect("this stem has a check digit");
        assert_eq!(iin, "080101500006");
        for text in [
            "080101500006",
            "ИИН 080101500006, 9 «Б»",
            "080101 500006",
            "0801-0150-0006",
            "080 101\u{a0}500\u{2013}006",
            "8 сынып080101500006мектеп",
            "2022 жыл, 080101500006 87010000001",
            "080101500711",
        ] {
            assert!(contains_iin(text), "{text}");
        }
        for text in ["080101500007", "№ 125 мектеп", "8 (701) 123-45-67", "", "1080101500006", "080101/500006"]
        {
            assert!(!contains_iin(text), "{text}");
        }
    }

    #[test]
    fn a_stem_whose_rounds_both_give_ten_has_no_check_digit() {
        assert_eq!(completed(8_010_150_070), None);
        assert_eq!(completed(8_010_150_071).as_deref(), Some("080101500711"), "by the second round");
    }

    proptest! {
        #[test]
        fn exactly_one_check_digit_or_none(stem in 0_u64..100_000_000_000) {
            let fitting = (0..10).filter(|check| contains_iin(&format!("{stem:011}{check}"))).count();
            prop_assert!(fitting <= 1);
        }

        #[test]
        fn spaces_do_not_hide_it(stem in 0_u64..100_000_000_000, cuts in proptest::collection::vec(1_usize..12, 0..4)) {
            if let Some(iin) = completed(stem) {
                let mut text = iin;
                let mut cuts = cuts;
                cuts.sort_unstable();
                for cut in cuts.into_iter().rev() {
                    text.insert(cut, ' ');
                }
                prop_assert!(contains_iin(&text), "{}", text);
            }
        }

        #[test]
        fn any_text_gets_an_answer(text in "\\PC*") {
            let _ = contains_iin(&text);
        }
    }
}
