//! A rule over all files at once: each message of `locales/` is shown somewhere, so that a translator's work is seen.
use super::lex::lex;
use super::{Finding, Source};
use std::collections::BTreeSet;

/// Where the functions that `app/build.rs` makes of the messages are called.
const CALLERS: [&str; 2] = ["app/src/", "server/src/"];

/// The messages of the first language that nothing calls. (The build refuses a key that one language lacks.)
pub(crate) fn unused(sources: &[Source]) -> Vec<Finding> {
    let lexed: Vec<String> = sources
        .iter()
        .filter(|source| super::rules::is(source, "rs") && CALLERS.iter().any(|folder| source.path.starts_with(folder)))
        .map(|source| lex(&source.text).code)
        .collect();
    let called: BTreeSet<&str> = lexed.iter().flat_map(|code| calls(code)).collect();
    let messages = sources.iter().filter(|source| source.path.starts_with("locales/kk/"));
    messages
        .flat_map(|source| {
            keys(source).filter(|(_, key)| !called.contains(key.replace('-', "_").as_str())).map(|(line, key)| {
                Finding { path: source.path.clone(), line, what: format!("nothing shows the message {key}") }
            })
        })
        .collect()
}

/// The names after `words::`; a message's name alone may be anybody's.
fn calls(code: &str) -> impl Iterator<Item = &str> {
    let name = |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    code.split("words::").skip(1).map(move |rest| &rest[..name(rest)])
}

/// Lines (from 1) and keys of a file's messages.
fn keys(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source.text.lines().enumerate().filter_map(|(number, line)| {
        let (key, _) = line.split_once(" =")?;
        let letters = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        (letters && !key.is_empty()).then_some((number + 1, key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_nothing_calls_is_found() {
        let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let found = unused(&[
            source(
                "locales/kk/a.ftl",
                "# words\nseen = A\nnot-seen = B\n    .more = C\nin-test-alone = D\nprint = E\n",
            ),
            source("locales/ru/a.ftl", "seen = A\nnot-seen = B\n"),
            source(
                "app/src/a.rs",
                "//! x\nfn f() { words::seen(lang); print() } // not_seen\nconst S: &str = \"not_seen\";\n",
            ),
            source("app/tests/a.rs", "//! x\nfn f() { words::in_test_alone(lang) }\n"),
        ]);
        assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [3, 5, 6]);
    }
}
