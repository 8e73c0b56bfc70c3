//! What the compiler cannot refuse: raw text areas (unescaped by Leptos), words outside the locales, mixed alphabets.

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            files(&entry, ending, found);
        } else if entry.extension().is_some_and(|e| e == ending) {
            found.push(entry);
        }
    }
}

fn all(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ending, &mut found);
    found.sort();
    found.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("text"))).collect()
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

/// Code lines only: comments and everything after `#[cfg(test)]` are left out.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .take_while(|line| !line.trim_start().starts_with("#[cfg(test)]"))
        .enumerate()
        .map(|(i, line)| (i + 1, line.split("//").next().unwrap_or_default()))
}

#[test]
fn only_one_file_writes_a_text_area() {
    for (path, text) in all("src", "rs") {
        let own = path.ends_with("ui/text_area.rs") || path.ends_with("ui/tests.rs");
        for (line, text) in code(&text).filter(|_| !own) {
            assert!(!text.contains("<textarea"), "{}:{line}: use ui::TextArea", path.display());
            assert!(!text.contains("<Title "), "{}:{line}: the shell writes the title", path.display());
        }
    }
}

#[test]
fn no_view_has_a_style_attribute() {
    for (path, text) in all("src", "rs") {
        // A letter has no style sheet, and no page's policy.
        let letter = path.to_string_lossy().contains("src/mail/");
        for (line, text) in code(&text).filter(|_| !letter) {
            assert!(
                !text.contains(" style=") && !text.contains(" style:"),
                "{}:{line}: CSP forbids it",
                path.display()
            );
        }
    }
}

#[test]
fn words_for_people_stand_in_the_locales() {
    for (path, text) in all("src", "rs") {
        if path.iter().any(|part| part == "tests.rs" || part == "tests") {
            continue;
        }
        for (line, text) in code(&text) {
            assert!(!text.chars().any(is_cyrillic), "{}:{line}: {text}", path.display());
        }
    }
}

#[test]
fn no_word_mixes_latin_and_cyrillic_letters() {
    for (path, text) in all("../locales", "ftl") {
        for (i, line) in text.lines().enumerate() {
            for word in line.split(|c: char| !c.is_alphabetic()) {
                let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
                assert!(
                    cyrillic == 0 || cyrillic == word.chars().count(),
                    "{}:{}: {word:?} mixes alphabets",
                    path.display(),
                    i + 1
                );
            }
        }
    }
}

#[test]
fn a_translation_is_in_its_own_language() {
    for (path, text) in all("../locales/en", "ftl") {
        for (i, line) in text.lines().enumerate() {
            assert!(!line.chars().any(is_cyrillic), "{}:{}: {line}", path.display(), i + 1);
        }
    }
    for (path, text) in all("../locales/ru", "ftl") {
        for (i, line) in text.lines().enumerate() {
            let kazakh = line.chars().find(|c| "әғқңөұүһіӘҒҚҢӨҰҮҺІ".contains(*c));
            assert!(kazakh.is_none(), "{}:{}: {line}", path.display(), i + 1);
        }
    }
}
