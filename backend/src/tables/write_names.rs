//! Texts within the limits of spreadsheet programs: their length, and names of sheets.

/// In UTF-16 units.
const LONGEST: usize = 31;

/// Each name made legal, and different from those before it.
pub(super) fn legal_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for (place, name) in (1_usize..).zip(names) {
        let name = legal(name, place);
        let is_taken = |name: &String| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
        let mut tries = (2_usize..).map(|number| {
            let ending = format!(" ({number})");
            format!("{}{ending}", shortened(&name, LONGEST - ending.len()))
        });
        let free = if is_taken(&name) { tries.find(|name| !is_taken(name)).unwrap_or_default() } else { name };
        taken.push(free);
    }
    taken
}

fn legal(name: &str, place: usize) -> String {
    let replaced: String = name
        .chars()
        .map(|char| match char {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            char if char.is_control() => ' ',
            char => char,
        })
        .collect();
    // Apostrophes quote names in formulas, so that none may stand at an end, also not after shortening.
    let ends = |char: char| char.is_whitespace() || char == '\'';
    let short = shortened(replaced.trim_matches(ends), LONGEST);
    let short = short.trim_matches(ends);
    // Excel keeps this one for itself.
    if short.is_empty() || short.eq_ignore_ascii_case("history") { format!("{place}") } else { short.to_owned() }
}

/// The beginning of a text, so many UTF-16 units at most.
pub(super) fn shortened(name: &str, most: usize) -> String {
    let mut units = 0;
    name.chars()
        .take_while(|char| {
            units += char.len_utf16();
            units <= most
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_and_different() {
        let long = "Қызылорда облысының дарынды балалары";
        let names =
            ["7А/7Б: [тізім]*?\\", "", "'a'", "A", "History", long, long, "\u{1}", "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"];
        let legal = legal_names(names.into_iter());
        assert_eq!(legal[..5], ["7А-7Б- -тізім----", "2", "a", "A (2)", "5"]);
        assert_eq!(legal[5], "Қызылорда облысының дарынды бал");
        assert_eq!(legal[6], "Қызылорда облысының дарынды (2)");
        assert_eq!(legal[7], "8");
        for name in &legal {
            rust_xlsxwriter::utility::check_sheet_name(name).unwrap();
        }
    }
}
